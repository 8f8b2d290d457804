# Words of pages that the service writes by itself: on the way through a launch, and refusals.

go-back = Back to where you were
login-moving-on = Opening the mentoring tab
login-go-on = Go on to the mentoring tab
error-back-to-course = Back to your course
error-for-staff = For the people who run this

prove-title = Opening the mentoring tab
prove-moment = One moment: we check that this is your browser.

place-title = Add mentoring to your course
place-lead = What you choose here appears in { $course } as a link. Everyone who follows it comes to the same mentoring scheme; what they see there depends on who they are.
place-question = What would you like to add?
place-hint = Most courses need only the mentoring tab. The rest is in it, too.
place-tab = The mentoring tab
place-tab-column = The mentoring tab, with a gradebook column for completed mentor training. It shows 1 of 1; see to it that it counts for nothing towards credit.
place-code = The code of conduct
place-quiz = The quiz on the code of conduct
place-add = Add to the course
place-nothing = Add nothing
place-sending = Adding to your course
place-go-on = Go on to your course
place-column-name = Peer mentor training
place-tab-title = Peer mentoring
place-tab-text = Your mentor or your group, what happens next, and help when something is wrong.
place-code-title = Mentoring: code of conduct
place-code-text = What mentors and mentees promise each other, with the reasons.
place-quiz-title = Mentoring: quiz on the code of conduct
place-quiz-text = Part of becoming a mentor. You can try again.

register-title = Connect your LMS with Alongside
register-lead = Your LMS at **{ $host }** asks to be connected, for { $institution }.

    When you confirm, Alongside asks that address what it needs to know and introduces itself. Nothing works before an administrator of Alongside has approved it. If this is not the address of your LMS, close this page.
register-go = Yes, connect { $host }
register-known-title = This LMS is known here
register-known = { $institution } has this LMS already, as { $names }.
register-same = Its addresses are the ones we know. Only what the LMS knows of Alongside is renewed.
register-before = Address until now:
register-after = Address from now on:
register-renew = Yes, renew it
register-pending-title = Connected, waiting for approval
register-pending = { $institution } now has this LMS. An administrator of Alongside approves it next; in the LMS, switch the tool on if it is not. You can close this page.
register-renewed-title = Renewed
register-renewed = { $institution } has this LMS as before, with what it says of itself now. You can close this page.
