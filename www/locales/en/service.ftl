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
