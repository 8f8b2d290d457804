# Words of pages that the service writes by itself: on the way through a launch, and refusals.

go-back = Yn ôl i’r lle roeddech chi
login-moving-on = Yn agor y tab mentora
login-go-on = Ymlaen i’r tab mentora
error-back-to-course = Yn ôl i’ch cwrs
error-for-staff = I’r bobl sy’n rhedeg hwn
error-arrived-issuer = Y cyhoeddwr a ddaeth:
error-arrived-client = Yr ID cleient a ddaeth:

prove-title = Yn agor y tab mentora
prove-moment = Un eiliad: rydym yn gwirio mai eich porwr chi yw hwn.

hand-over-title = Parhau fel { $name } yn { $course }?
hand-over-title-nameless = Parhau yn { $course }?
hand-over-text =
    Mae’r mentora’n agor yn y ffenestr hon, gyda mwy o le nag sydd ar dudalen eich cwrs. Mae’r dudalen yn eich cwrs yn aros ar agor hefyd.

    Os nad chi yw hwn, caewch y ffenestr hon.
hand-over-again =
    Cymerodd hynny fwy na munud, felly rydym yn gofyn eto cyn i ddim agor. Nid oes dim wedi’i golli.

    Os nad chi yw hwn, caewch y ffenestr hon.
hand-over-go = Ie, parhau

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
place-choose = Does dim wedi’i ddewis eto. Dewiswch rywbeth, neu gwasgwch “Ychwanegu dim”.
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
register-same = Yr un yw ei gyfeiriadau ag o’r blaen.
register-before = Cyfeiriad hyd yma:
register-after = Cyfeiriad o hyn ymlaen:
register-renew-note = Mae mynd ymlaen yn adnewyddu’r hyn sydd yno, neu’n ychwanegu cofrestriad arall sy’n aros am gymeradwyaeth: yr LMS sy’n penderfynu pa un.
register-renew = Iawn, ymlaen
register-pending-title = Wedi’i gysylltu, yn aros am gymeradwyaeth
register-pending = Mae’r LMS hwn gan { $institution } bellach. Bydd gweinyddwr Alongside yn ei gymeradwyo nesaf; yn yr LMS, trowch yr adnodd ymlaen os nad yw. Cewch gau’r dudalen hon.
register-renewed-title = Wedi’i adnewyddu
register-renewed = Mae’r LMS hwn gan { $institution } fel o’r blaen, gyda’r hyn y mae’n ei ddweud amdano’i hun nawr. Cewch gau’r dudalen hon.

front-title = Mentora cymheiriaid
front-what = Cynllun mentora cymheiriaid o fewn cwrs prifysgol yw Alongside. Mae mentoriaid a’r bobl y maen nhw’n eu cefnogi’n cwrdd yno, ac nid oes angen ail gyfrif ar neb.
front-course = I’w ddefnyddio, agorwch y tab mentora yn eich cwrs. Bydd hynny’n eich mewngofnodi. Os oes angen rhywun arnoch nawr, mae *Cael help* uchod, ar y dudalen hon fel ar bob un arall.
front-admin-heading = I weinyddwyr
front-admin = Mae pwy bynnag sy’n cysylltu Moodle neu Canvas ac yn gofalu am adrannau’n mewngofnodi yma.

tried-well = Rhoddwyd cynnig ar yr LMS: darllenwyd ei allweddi, ac mae’n rhoi mynediad at ei wasanaethau. Nawr agorwch y tab o gwrs unwaith: dim ond hynny sy’n dangos bod pobl yn dod i mewn.
tried-keys = Rhoddwyd cynnig ar yr LMS: darllenwyd ei allweddi, ac nid yw’n rhoi mynediad at ei wasanaethau eto. Beth i’w wirio: sudo alongsidectl doctor
tried-unread = Rhoddwyd cynnig ar yr LMS, ac ni ellid darllen ei allweddi, felly ni all neb ddod i mewn eto. Beth i’w wirio: sudo alongsidectl doctor

doctor-address = Mae pobl a phlatfformau’n cyrraedd y gwasanaeth yn { $address }.
doctor-address-here = Mae’r gwasanaeth yn dweud ei fod yn { $address }, lle dim ond y peiriant hwn sy’n ei gyrraedd.
doctor-address-here-do = Ar gyfer defnydd go iawn, gosodwch ALONGSIDE_PUBLIC_URL i’r cyfeiriad https y mae pobl yn ei weld.
doctor-face = Mae’r tudalennau a’r ap y tu mewn i’r rhaglen hon.
doctor-no-face = Adeiladwyd y rhaglen hon heb ei thudalennau.
doctor-no-face-do = Adeiladwch hi gyda: cargo xtask package.
doctor-no-institution = Nid oes sefydliad eto.
doctor-no-institution-do = Ychwanegwch un: sudo alongsidectl institution add --name … --slug …
doctor-no-platform = Nid oes LMS wedi’i gysylltu eto.
doctor-no-platform-do = Gwnewch gyfeiriad ar gyfer eich LMS: sudo alongsidectl platform invite. Neu cofrestrwch â llaw: sudo alongsidectl platform add.
doctor-pending = Mae { $name } wedi’i gofrestru ei hun ac yn aros am gymeradwyaeth.
doctor-pending-do = Cymeradwywch ef ar dudalennau’r gweinyddwr, neu gyda: sudo alongsidectl platform approve.
doctor-disabled = Mae { $name } wedi’i ddiffodd gan weinyddwr.
doctor-deployments = { $name }: { $number ->
    [one] mae un deployment yn aros am gymeradwyaeth.
   *[other] mae { $number } deployment yn aros am gymeradwyaeth.
}
doctor-deployments-do = Cymeradwywch nhw ar dudalennau’r gweinyddwr; mae sudo alongsidectl platform show yn eu rhestru.
doctor-keys = { $name }: gellir darllen ei allweddi, ac mae ei gloc yn cytuno â’n cloc ni.
doctor-keys-unreachable = { $name }: ni ellir darllen ei allweddi ({ $cause }).
doctor-keys-unreachable-do = Ni all neb newydd ddod i mewn nes y gellir. Rhowch gynnig ar gyfeiriad y set allweddi o’r gwesteiwr hwn; rhaid enwi cyfeiriad preifat yn ALONGSIDE_PRIVATE_HOSTS.
doctor-clock = { $name }: mae ei gloc yn wahanol i’n cloc ni o { $seconds } eiliad.
doctor-clock-do = Mae lansiadau’n methu pan fydd clociau’n wahanol o fwy na munud. Gosodwch y ddau o weinydd amser.
doctor-token = { $name }: mae’n rhoi mynediad i ni at ei wasanaethau.
doctor-no-gradebook = { $name }: mae’n rhoi mynediad i ni at y cofrestriadau, a dim at y llyfr graddau.
doctor-no-gradebook-do = Os yw’r hyfforddiant i’w ysgrifennu yn y llyfr graddau, caniatewch gydamseru graddau a rheoli colofnau i’r offeryn yn yr LMS.
doctor-no-token = { $name }: nid yw’n rhoi mynediad i ni at restrau a llyfrau graddau ({ $cause }).
doctor-no-token-do = Gwiriwch yn yr LMS fod yr adnodd yn weithredol (yn Canvas, bod yr allwedd datblygwr ar On; yn Moodle, nad yw’r adnodd ar Pending), mai cyfeiriad set allweddi’r gwasanaeth hwn sydd gan yr adnodd a bod yr LMS yn gallu ei gyrraedd, a bod enwau a rolau wedi’u troi ymlaen ar gyfer yr adnodd.
doctor-trouble = { $name }: { $what } { $times ->
    [one] Unwaith yn y dyddiau diwethaf.
   *[other] { $times } gwaith yn y dyddiau diwethaf.
} { $detail }
doctor-nobody = Rhywun, o LMS na ellir dweud pa un
doctor-stranger = Anfonodd LMS nad yw wedi’i gofrestru yma rywun. Cyhoeddwr: { $issuer }. ID cleient: { $client } { $times ->
    [one] Unwaith yn y dyddiau diwethaf.
   *[other] { $times } o weithiau yn y dyddiau diwethaf.
}
doctor-stranger-do = Os ydych yn ei adnabod, cofrestrwch ef gyda’r union werthoedd hyn.
doctor-nearly = Mae bron yr un fath â { $name } (cyhoeddwr { $issuer }, ID cleient { $client }). Gwnewch y ddau yr un fath, yn yr LMS neu gyda: sudo alongsidectl platform edit.
differs-slash = Mae un cyhoeddwr yn gorffen â slaes, a’r llall ddim.
differs-scheme = Mae un cyhoeddwr yn dechrau â https://, a’r llall ddim.
differs-www = Mae gan un cyhoeddwr www. o flaen ei westeiwr, a’r llall ddim.
differs-case = Mae llythrennau bach a mawr yn wahanol.
differs-client = Mae’r IDau cleient yn wahanol.
differs-no-client = Ni ddaeth ID cleient, ac mae sawl un wedi’i gofrestru ar gyfer y cyhoeddwr hwn.
doctor-marks = { $number ->
    [one] Rhoddwyd y gorau i un marc, ac mae’n aros am gydlynydd.
   *[other] Rhoddwyd y gorau i { $number } marc, ac maen nhw’n aros am gydlynydd.
}
doctor-marks-do = Mae tudalen llyfr graddau’r cydlynydd yn dweud pam ac yn eu hanfon eto.
