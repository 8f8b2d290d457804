# Words of pages that the service writes by itself: on the way through a launch, and refusals.

go-back = Back to where you were
login-moving-on = Opening the mentoring tab
login-go-on = Go on to the mentoring tab
error-back-to-course = Back to your course
error-for-staff = For the people who run this
