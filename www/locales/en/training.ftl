# The gates, the code of conduct and its quiz, for students and staff.

gate-accepted = Accepted by the department
gate-accepted-why = The department reads every application.
gate-booked = Training booked
gate-booked-why = The department tells you when and where.
gate-attended = Training attended
gate-attended-why = The trainer marks who was there.
gate-code = Code of conduct signed
gate-code-why = Five minutes to read.
gate-quiz = Quiz passed
gate-quiz-why = A few questions about the code. You can try again.
gate-passed = Done
gate-passed-at = Done on { $date }
gate-next = Next
gate-later = Later

next-code-way = Read the code
next-quiz-way = Take the quiz

code-title = Code of conduct
code-version = Version { $version }. It protects you as much as the others.
code-draft = This translation is a draft: no one has proofread it yet.
code-signed = You signed this on { $date }.
code-sign-title = Sign it
code-agree = I have read this, and I will keep to it.
code-sign = Sign the code

quiz-title = Quiz on the code of conduct
quiz-lead =
    { $of ->
        [one] One question.
       *[other] { $of } questions. You pass with { $needed } right{ $critical ->
            [0] .
            [one] , if the one marked “must be right” is among them.
           *[other] , if the { $critical } marked “must be right” are among them.
        }
    } Take your time: nothing here is a race. You can try again, with a rest of an hour after every third try.
quiz-number = { $number } of { $of }
quiz-several = More than one answer can be right.
quiz-critical = This one must be right to pass.
quiz-hand-in = Hand in
quiz-keep = Keep for later
quiz-code-first = First, read and sign the code
quiz-code-first-note = The quiz asks about it, so it comes first.
quiz-last = { $right } of { $of } right, not quite yet
quiz-last-note =
    You pass with { $needed } right{ $critical ->
        [0] .
        [one] , if the one marked “must be right” is among them.
       *[other] , if the { $critical } marked “must be right” are among them.
    } These are worth another look:
quiz-again = Try again
quiz-right = Right
quiz-look = Another look
quiz-chose = You chose: { $answer }
quiz-chose-nothing = You chose nothing here.
quiz-resting-small = After three tries, a rest
quiz-resting = Open again { $time }
quiz-resting-note = The answers are all in the code. Reading it once more helps more than a fourth guess.
quiz-resting-way = Read the code again
quiz-passed-small = Passed on { $date }
quiz-passed = { $right } of { $of } right
quiz-passed-note = That is all. Your department can see that you have passed, and not which answers you chose.
quiz-elsewhere = You have passed
quiz-elsewhere-note = Your department has recorded it. There is nothing left to do here.
quiz-review = Look at the answers again
quiz-read-only =
    { $of ->
        [one] One question that candidates answer.
       *[other] The { $of } questions that candidates answer.
    } They are marked on the service, and the right answers are not shown here.

kept-before = Your choices from last time are filled in.
kept-device = Your choices are kept on this device.
kept-service = Your choices are kept. You can close this page and come back.
kept-sending = Keeping your choices …
kept-page = Your choices are in this page only, for now. Keep it open until you have handed in.
quiz-unanswered = Choose an answer to question { $number }.
