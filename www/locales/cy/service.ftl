# Words of pages that the service writes by itself: on the way through a launch, and refusals.

go-back = Yn ôl i’r lle roeddech chi
login-moving-on = Yn agor y tab mentora
login-go-on = Ymlaen i’r tab mentora
error-back-to-course = Yn ôl i’ch cwrs
error-for-staff = I’r bobl sy’n rhedeg hwn
