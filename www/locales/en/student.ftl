# For students: candidates, mentors and mentees.

candidate-lead =
    { $done ->
        [0] { $of } steps to becoming a mentor.
       *[other] { $done } of { $of } steps done on the way to becoming a mentor.
    }
gates-title = Your way to becoming a mentor
next-accepted = Your application is being read
next-accepted-note = The department answers, usually within three days. You see it here.
next-booked = Your training comes next
next-booked-note = The department tells you when and where, and puts your name down. Nothing to do here.
next-attended = Go to your training
next-attended-note = The trainer marks who was there. If you cannot come, say so early and you get another date.
next-code = Read and sign the code of conduct
next-code-note = Five minutes. It says what you can expect, and what others can expect of you.
next-quiz = Take the quiz
next-quiz-note = A few short situations and what you would do. Every answer is explained, and you can try again.

mark-on-its-way = Your training is complete. The mark is on its way to the course’s gradebook.
mark-in-gradebook = Your training is complete, and the course’s gradebook shows it.
mark-kept-here = Your training is complete. The gradebook keeps no mark for you, so the record here counts.
mark-delayed = Your training is complete. The gradebook did not take the mark; the record here counts and the coordinator has been told.

mentor-ready-small = You are a mentor
mentor-ready = You are ready
mentor-ready-note = Groups are made next. Come back to this page: you see here who your mentees are.
mentor-reserve = No group for you yet
mentor-reserve-note = There are more mentors than groups just now. When someone new arrives you may be asked first.
mentor-group-small = You are a mentor
mentor-group =
    { $count ->
        [one] One person counts on you
       *[other] { $count } people count on you
    }
mentor-group-note = Say hello this week with your course site’s own messages, even if it is one line: who you are, and when you could meet. If you cannot find somebody there, ask the person named below.
mentor-group-title = Your group
mentor-ready-since = A mentor since { $date }
mentor-ready-all = Every step is done
a-mentor = Your mentor
a-mentee = A new student
year-of-study = Year { $year }

mentee-small = Your mentor
mentee-code = Read the code of conduct
mentee-code-note = Five minutes. It says what you can expect of your mentor, and what you can do when something is wrong.
mentee-code-way = Read the code
then = And then
mentee-waiting = Groups are being made
mentee-waiting-note = You will have a mentor: a student who knows the way. The name appears on this page as soon as groups are published.
mentee-list = A place is being found
mentee-list-note = The groups are made, and you have no place in one yet. The coordinator can see that you are waiting. Nobody is moved to make room: you get the next free place.
mentee-placed = { $name } is your mentor
mentee-placed-nameless = You have a mentor
mentee-placed-note = Mentors are asked to write first. If a week goes by without a word, { $name ->
        [none] ask at your department’s office
       *[other] tell { $name }
    }.
mentee-placed-code = Before you meet, read the code of conduct: five minutes on what you can expect, and what to do when something is wrong.
your-mentor = Your group
with-you = With you in the group
group-size =
    { $others ->
        [0] You are the only one in the group so far.
        [one] You and one other are in the group.
       *[other] You and { $others } others are in the group.
    }
leave = I would rather not take part
leave-note = That is fine. No one asks why, nothing is held against you, and you can come back at any time. If you have a mentor, you give up that place, and may get another mentor later.
leave-button = Stop taking part

asked-small = One question
asked = Would you like a mentor?
asked-note = Mentors are for students who are new this year. We do not know whether you are, so we ask.
asked-yes = Yes, I am new and would like one
asked-no = No, thank you
out = You are not taking part. Nothing is recorded against you.
out-back = I would like to take part
what-it-is = A student who has been here longer meets you and a few others, shows you round, and answers what you would not ask a lecturer. It is not a test, and it is not marked.
