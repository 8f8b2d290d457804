# Words of pages that the service writes by itself: on the way through a launch, and refusals.

go-back = Yn ôl i’r lle roeddech chi
login-moving-on = Yn agor y tab mentora
login-go-on = Ymlaen i’r tab mentora
error-back-to-course = Yn ôl i’ch cwrs
error-for-staff = I’r bobl sy’n rhedeg hwn

prove-title = Yn agor y tab mentora
prove-moment = Un eiliad: rydym yn gwirio mai eich porwr chi yw hwn.

place-title = Ychwanegu mentora at eich cwrs
place-lead = Bydd yr hyn a ddewiswch yma’n ymddangos yn { $course } fel dolen. Mae pawb sy’n ei dilyn yn dod i’r un cynllun mentora; mae’r hyn a welant yno’n dibynnu ar bwy ydyn nhw.
place-question = Beth hoffech chi ei ychwanegu?
place-hint = Dim ond y tab mentora sydd ei angen ar y rhan fwyaf o gyrsiau. Mae’r gweddill ynddo hefyd.
place-tab = Y tab mentora
place-tab-column = Y tab mentora, gyda cholofn yn y llyfr graddau ar gyfer hyfforddiant mentor gorffenedig. Mae’n dangos 1 o 1; gofalwch nad yw’n cyfrif dim tuag at gredyd.
place-code = Y cod ymddygiad
place-quiz = Y cwis ar y cod ymddygiad
place-add = Ychwanegu at y cwrs
place-nothing = Ychwanegu dim
place-sending = Yn ychwanegu at eich cwrs
place-go-on = Ymlaen i’ch cwrs
place-column-name = Hyfforddiant mentor cymheiriaid
place-tab-title = Mentora cymheiriaid
place-tab-text = Eich mentor neu’ch grŵp, beth sy’n digwydd nesaf, a help pan fydd rhywbeth o’i le.
place-code-title = Mentora: cod ymddygiad
place-code-text = Yr hyn y mae mentoriaid a’r rhai sy’n cael eu mentora yn ei addo i’w gilydd, gyda’r rhesymau.
place-quiz-title = Mentora: cwis ar y cod ymddygiad
place-quiz-text = Rhan o ddod yn fentor. Cewch roi cynnig arall arni.

register-title = Cysylltu’ch LMS ag Alongside
register-lead = Mae’ch LMS yn **{ $host }** yn gofyn am gael ei gysylltu, ar gyfer { $institution }.

    Pan fyddwch yn cadarnhau, bydd Alongside yn gofyn i’r cyfeiriad hwnnw am yr hyn y mae angen ei wybod ac yn ei gyflwyno ei hun. Nid oes dim yn gweithio nes i weinyddwr Alongside ei gymeradwyo. Os nad hwn yw cyfeiriad eich LMS, caewch y dudalen hon.
register-go = Iawn, cysylltu { $host }
register-known-title = Mae’r LMS hwn yn hysbys yma
register-known = Mae’r LMS hwn gan { $institution } yn barod, fel { $names }.
register-same = Yr un yw ei gyfeiriadau ag o’r blaen. Dim ond yr hyn y mae’r LMS yn ei wybod am Alongside sy’n cael ei adnewyddu.
register-before = Cyfeiriad hyd yma:
register-after = Cyfeiriad o hyn ymlaen:
register-renew = Iawn, ei adnewyddu
register-pending-title = Wedi’i gysylltu, yn aros am gymeradwyaeth
register-pending = Mae’r LMS hwn gan { $institution } bellach. Bydd gweinyddwr Alongside yn ei gymeradwyo nesaf; yn yr LMS, trowch yr adnodd ymlaen os nad yw. Cewch gau’r dudalen hon.
register-renewed-title = Wedi’i adnewyddu
register-renewed = Mae’r LMS hwn gan { $institution } fel o’r blaen, gyda’r hyn y mae’n ei ddweud amdano’i hun nawr. Cewch gau’r dudalen hon.
