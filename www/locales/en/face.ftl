# What stands around every page, for everyone.

product = alongside
skip = Skip to the page
get-help = Get help
accessibility = Accessibility
nav-label = Pages
nav-home = Next for you
nav-code = Code of conduct
nav-quiz = Quiz
nav-groups = Groups
nav-people = People
nav-scores = Gradebook
next-step = Next step
way-home = Back to “Next for you”
to-course = Back to { $course }
own-window = Open in a window of its own

contact-name = { $name } looks after this scheme
contact-nobody = Nobody has been named yet to look after this scheme. Your department’s office can help.
contact-room = room { $room }

hello = Hello
hello-name = Hello { $name }
not-open-title = Not open yet
not-open = { $scheme } has not been set up yet. A teacher of this course opens it from this page. You have nothing to do until then.
observer-title = For students and staff who take part
observer = { $scheme } brings new students together with students who know the way. Your role in this course has no part in it, so there is nothing to show here, and nothing about anyone else either.
what-it-is-title = What this is
moved-title = This page has moved on
moved-way = Show it

slow = One moment …
offline = We could not reach the service just now. Nothing is lost. Check your connection, then try again.
offline-waiting = We could not reach the service just now. What you did is kept in this page, and we cannot tell whether it arrived. Stay here and try again: it will be counted once.
offline-kept = We could not reach the service just now. What you did is kept on this device, where only you can read it. Try again now, or close this page and open it again from the course within seven days: it will be counted once.
try-again = Try again
session-over = This visit has ended, as it does after an hour without use. What is in this page stays until you close it. To go on, open it again from the course.
session-over-waiting = This visit has ended, as it does after an hour without use, and what you did last has not been sent. Open this tab again from the course and do it once more. Quiz answers that you chose before are kept.
session-over-kept = This visit has ended, as it does after an hour without use. Nothing is lost: what you did is kept on this device, where only you can read it. It will be sent when you open this tab again from the course within seven days.
back-to-course = Back to the course
back-by-course = Go back to the course in your learning platform and open this tab again.
resent = What you did on { $when } has been sent now.
resent-refused = What you did on { $when } has been sent now, and was not accepted. { $reason }
code-label = Code:

app-missing = This page works, only a little more slowly: its faster part could not start here.
app-broken = Something in this page broke. What you sent is safe, and what you chose is still there.
app-reload = Load the page again
draft-language = A translation on these pages is a draft: no one has proofread it yet.

notice-claim-pending = You asked to look after this scheme. An administrator decides, and sees your request in their list.
notice-claimed = You look after this scheme now. Thank you.
notice-roster-started = The enrolments are being read. You can go on meanwhile.
notice-roster-confirmed = Your answer is kept, and the list of people follows it.
notice-code-signed = You have signed the code of conduct.
notice-quiz-passed = You passed. Well done.
notice-quiz-not-yet = Not quite yet. Below is what is worth another look.
notice-no-cookie = This browser keeps nothing from us here. All of it works, but if you load the page anew, your visit ends: then open the tab from your course again.
notice-quiz-unanswered = Nothing was marked, and no try was used: some questions have no answer yet.
notice-joined = You are taking part. This page tells you what comes next.
notice-left = Your choice is saved. You can come back at any time.
notice-formed = The groups are formed. Nobody sees them until you publish.
notice-published = The groups are published. Everyone sees their own when they open this tab.
notice-late-placed = The late arrivals are placed. Nobody else was moved.
notice-late-nowhere = Nobody could be placed without moving somebody, and nobody was moved.
notice-resending = The mark will be sent again within a minute.
notice-draft-kept = What you chose so far is kept. You can close this page and come back.
notice-gradebook-confirmed = Thank you. Marks will now be written to the gradebook.

date-day-time = { $weekday } { $day } { $month }, { $time }
date-date = { $day } { $month } { $year }

weekday-1 = Monday
weekday-2 = Tuesday
weekday-3 = Wednesday
weekday-4 = Thursday
weekday-5 = Friday
weekday-6 = Saturday
weekday-7 = Sunday

month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December

faults-title =
    { $count ->
        [one] One thing to put right
       *[other] { $count } things to put right
    }
faults-note = Nothing has been sent yet, and what you wrote is still here.
