# Tudalennau’r gweinyddwr. Y gwasanaeth sy’n eu llunio; nid yw’r geiriau hyn mewn unrhyw fwndel porwr.

admin-title = Gweinyddu
admin-leave = Allgofnodi
admin-back = Yn ôl i weinyddu
admin-nav-home = Trosolwg
admin-nav-departments = Adrannau
admin-nav-claims = Cydlynwyr
admin-nav-access = Mynediad
admin-nav-institution = Sefydliad arall

## I mewn ac allan.

admin-enter = Dewch i mewn
admin-enter-note = Gwnaed y ddolen hon ar y gweinydd, ar gyfer un gweinyddwr. Mae’n gweithio unwaith, ac am bymtheg munud.
admin-enter-way = Dewch i mewn
admin-enter-over = Mae’r ddolen hon wedi’i defnyddio, neu mae’n rhy hen.
admin-ask-host = Gofynnwch i bwy bynnag sy’n rhedeg y gweinydd am ddolen newydd. Dyma’r gorchymyn:
admin-sign-in = Mewngofnodi
admin-sign-in-note = I bwy bynnag sy’n cysylltu’r llwyfan dysgu ac yn gofalu amdano. Daw myfyrwyr a chydlynwyr o’u cwrs.
admin-sign-in-way = Mewngofnodi ag allwedd mynediad
admin-no-passkey = Dim allwedd mynediad?
admin-no-script = Mae angen porwr sy’n deall allweddi mynediad, a sgriptiau wedi’u troi ymlaen. Nid yw hwn felly.
admin-no-passkey-here = Mae angen cyfeiriad ag enw ar allweddi mynediad, a rhif yw hwn.
admin-passkey-failed = Ni roddodd y porwr allwedd mynediad. Does dim wedi newid: gallwch roi cynnig arall arni.
admin-choose = Ble rydych chi am weithio?
admin-choose-note = Rydych yn gofalu am y gweinydd cyfan. Mae popeth ar y tudalennau nesaf am un sefydliad.
admin-choose-none = Does dim sefydliad eto. Ychwanegwch un ar y gweinydd: sudo alongsidectl institution add

## Beth sy’n aros.

admin-waiting = Yn aros amdanoch
admin-waiting-caption = Beth sy’n aros am benderfyniad
admin-nothing-waits = Does dim yn aros amdanoch.
admin-what = Beth
admin-do = Beth i’w wneud
admin-look = Gweld
admin-strangers = Ceisiodd rhywun agor yr offeryn o LMS nad yw wedi’i gofrestru yma
admin-strangers-note = Dyma’r hyn a ddaeth gyda’r cais. Nid oes neb wedi’i wirio: cofrestrwch yr hyn rydych yn ei adnabod yn unig.
admin-stranger-no-client = Ni ddaeth ID cleient gydag ef.
admin-stranger-unknown = Nid yw’n debyg i ddim sydd wedi’i gofrestru yma. Os ydych yn ei adnabod, ychwanegwch ef fel llwyfan, gyda’r union werthoedd hyn.
admin-stranger-near = Mae bron yr un fath â { $name }, sydd wedi’i gofrestru yma. Maent yn wahanol:
admin-stranger-issuer = Cyhoeddwr cofrestredig
admin-stranger-client = ID cleient cofrestredig
admin-stranger-do = Gwnewch y ddau yr un fath, fesul llythyren: yn yr LMS, neu dan “Cywiro’r gwerthoedd hyn” ar dudalen y llwyfan.
admin-stranger-dismiss = Tynnu hwn oddi ar y rhestr
admin-strangers-more =
    { $count ->
        [one] Un arall
       *[other] { $count } arall
    }
admin-waits-platform = Mae { $name } wedi cofrestru ei hun ac yn aros am eich cymeradwyaeth.
admin-waits-deployment = Agorwyd { $name } drwy osodiad nad oes neb wedi’i gymeradwyo: { $deployment }
admin-waits-unreached = Ni ellid darllen allweddi { $name }, felly efallai na all pobl ddod i mewn ohono.
admin-waits-strangers =
    { $count ->
        [one] Daeth rhywun o LMS sydd bron yn un o’ch rhai chi. Mae’r gwahaniaeth i’w weld isod.
       *[other] Daeth pobl o { $count } LMS sydd bron yn un o’ch rhai chi. Mae’r gwahaniaethau i’w gweld isod.
    }
admin-waits-courses =
    { $count ->
        [one] Nid yw un cwrs yn perthyn i unrhyw adran.
       *[other] Nid yw { $count } o gyrsiau yn perthyn i unrhyw adran.
    }
admin-waits-claims =
    { $count ->
        [one] Mae un person yn aros i gydlynu cynllun.
       *[other] Mae { $count } o bobl yn aros i gydlynu cynllun.
    }
admin-passkey-first = Ychwanegu allwedd mynediad
admin-passkey-first-note = Mae’r ddolen a ddaeth â chi i mewn yn gweithio unwaith. Gydag allwedd mynediad gallwch ddod yn ôl ar eich pen eich hun.
admin-passkey-first-way = Ychwanegu allwedd mynediad
admin-platforms = Llwyfannau
admin-platforms-caption = Safleoedd Moodle a Canvas
admin-no-platforms = Does dim safle Moodle na Canvas wedi’i gysylltu eto.
admin-name = Enw
admin-issuer = Cyhoeddwr
admin-state = Cyflwr
admin-last-launch = Agorwyd ddiwethaf
admin-never = Erioed
admin-departments-courses = Adrannau a chyrsiau
admin-count-departments =
    { $count ->
        [one] adran
       *[other] o adrannau
    }
admin-count-courses =
    { $count ->
        [one] cwrs
       *[other] o gyrsiau
    }
admin-departments-way = Rhoi cyrsiau i adrannau
admin-pending = Yn aros am gymeradwyaeth
admin-active = Ar waith
admin-unreached = Heb ei gyrraedd
admin-disabled = Wedi’i ddiffodd

## Llwyfan.

admin-approve = Cymeradwyo
admin-refuse = Gwrthod
admin-approve-platform = Ai eich llwyfan chi yw hwn?
admin-approve-platform-note = Mae’n dweud mai { $host } ydyw. Ni all neb agor y tab ohono nes i chi ei gymeradwyo. Edrychwch ar y cyfeiriadau isod yn gyntaf: dylent i gyd berthyn i’ch llwyfan dysgu.
admin-approve-platform-next =
    { $count ->
        [0] Nid yw wedi enwi gosodiad eto. Caiff y gosodiad cyntaf y mae rhywun yn agor y tab drwyddo ei gymeradwyo gydag ef; bydd unrhyw un wedi hynny’n aros amdanoch chi.
        [one] Caiff y gosodiad a enwodd ei gymeradwyo gydag ef; bydd unrhyw un wedi hynny’n aros amdanoch chi.
       *[other] Caiff y gosodiadau a enwodd eu cymeradwyo gydag ef; bydd unrhyw un wedi hynny’n aros amdanoch chi.
    }
admin-known-already = Mae’r LMS hwn gennych eisoes fel { $name }. Byddai cyrsiau yr un hwn yn dechrau o’r newydd: byddai athrawon yn hawlio ail gynllun, ac ni fyddai grŵp na marc neb yn hysbys yno. Gwrthodwch ef oni bai eich bod am gael dau.
admin-known-look = Edrych ar { $name }
admin-active-note = Gall pobl agor y tab ohono.
admin-active-unproven = Derbynnir lansiadau ohono. Nid oes neb wedi agor y tab ohono eto.
admin-unreached-note = Mae wedi’i droi ymlaen, ond ni ellid darllen ei allweddi y tro diwethaf: efallai na all pobl ddod i mewn. Mae beth i’w wirio isod.
admin-disable = Diffodd
admin-disabled-note = Ni all neb agor y tab ohono. Cedwir popeth a ddaeth drwyddo.
admin-enable = Troi ymlaen eto
admin-troubles = Beth aeth o’i le yn ddiweddar
admin-settled =
    { $count ->
        [one] Un peth arall, wedi’i gywiro ers hynny
       *[other] { $count } o bethau eraill, wedi’u cywiro ers hynny
    }
admin-settled-note = Mae’r hyn a’u hachosodd wedi’i gymeradwyo neu ei gywiro ers hynny, neu mae’r un peth wedi gweithio ers hynny.
admin-failed-launch = Ni allai rhywun agor y tab
admin-failed-roster = Ni ellid darllen cofrestriadau
admin-failed-mark = Ni chyrhaeddodd marc y llyfr graddau
admin-failed-access = Ni roddodd y llwyfan fynediad i ni at ei wasanaethau
admin-failed-busy = Gofynnodd y llwyfan i ni arafu
admin-failed-other = Gwrthodwyd cais
admin-failed-check-keys = Ni allai ein gwiriad ddarllen allweddi { $name }
admin-failed-check-token = Ni chafodd ein gwiriad fynediad at wasanaethau { $name }
admin-failed-check-time = Canfu ein gwiriad fod cloc { $name } yn wahanol i’n cloc ni
admin-trouble-read = Beth welodd y darllenydd:
admin-approve-deployment = Cymeradwyo’r gosodiad hwn
admin-trouble-launch-deployment-unknown = Ychwanegwyd yr offeryn mewn lle arall yn y llwyfan, ac nid yw’r gosodiad hwnnw wedi’i gymeradwyo yma. Os chi biau ef, cymeradwywch ef.
admin-trouble-launch-deployment-pending = Ychwanegwyd yr offeryn mewn lle arall yn y llwyfan, ac mae’r gosodiad hwnnw yn aros am eich cymeradwyaeth. Os chi biau ef, cymeradwywch ef.
admin-trouble-launch-platform-disabled = Mae’r llwyfan wedi’i ddiffodd yma. Trowch ef ymlaen uchod pan ddylai pobl ddod i mewn eto.
admin-trouble-launch-platform-pending = Mae’r llwyfan wedi’i gofrestru ei hun ac yn aros am eich cymeradwyaeth, uchod.
admin-trouble-launch-token-audience = Mae’r tocyn ar gyfer ID cleient gwahanol i’r un sydd wedi’i gofrestru yma. Cymharwch yr ID cleient isod â’r un mae’r llwyfan yn ei ddangos.
admin-trouble-launch-unknown-platform = Cyhoeddwr y llwyfan hwn ydyw, ond nid ei ID cleient. Mae’r hyn a ddaeth i’w weld yn yr hyn mae’r log yn ei ddweud; cymharwch ef â’r ID cleient isod.
admin-trouble-launch-platform-unreachable = Nid atebodd URL y set allweddi isod ag allweddi. Agorwch ef mewn porwr: dylai ddangos rhestr o “keys”. Os yw’n gwneud, efallai bod y llwyfan yn cadw gweinydd y gwasanaeth hwn allan; rhaid enwi LMS y tu mewn i’ch rhwydwaith yn ALONGSIDE_PRIVATE_HOSTS.
admin-trouble-token-refused = Gwrthododd y llwyfan roi tocyn mynediad i ni. Gwiriwch ei fod yn gallu cyrraedd ein set allweddi gyhoeddus, bod yr ID cleient a’r URL tocyn mynediad isod yn gywir, bod y clociau’n cytuno, a bod y gwasanaethau wedi’u troi ymlaen ar gyfer yr offeryn.
admin-trouble-check-keys = Nid atebodd URL y set allweddi isod ag allweddi. Agorwch ef mewn porwr: dylai ddangos rhestr o “keys”. Os yw’n gwneud, efallai bod y llwyfan yn cadw gweinydd y gwasanaeth hwn allan; rhaid enwi LMS y tu mewn i’ch rhwydwaith yn ALONGSIDE_PRIVATE_HOSTS.
admin-trouble-check-token = Gwrthododd y llwyfan roi tocyn mynediad i ni. Gwiriwch ei fod yn gallu cyrraedd ein set allweddi gyhoeddus, bod yr ID cleient a’r URL tocyn mynediad isod yn gywir, bod y clociau’n cytuno, a bod y gwasanaethau wedi’u troi ymlaen ar gyfer yr offeryn.
admin-trouble-check-time = Gwrthodir lansiad pan fydd y clociau’n gwahaniaethu o fwy na munud. Gosodwch y ddau o weinydd amser. Mae’r gwahaniaeth yn yr hyn mae’r log yn ei ddweud.
admin-no-troubles = Dim byd sydd heb ei gywiro.
admin-trouble-when =
    { $count ->
        [one] Unwaith, ar { $when }.
       *[other] { $count } o weithiau, y tro diwethaf ar { $when }.
    }
admin-in-deployment = Yn y gosodiad { $deployment }
admin-trouble-detail = Beth mae’r log yn ei ddweud
admin-deployments = Gosodiadau
admin-deployments-note = Un lle yn y llwyfan yr ychwanegwyd yr offeryn iddo yw gosodiad: y safle cyfan, neu un cwrs.
admin-deployments-caption = Gosodiadau a welwyd neu a deipiwyd
admin-worked = Gweithiodd ddiwethaf
admin-worked-launch = Agorwyd ar { $when }
admin-worked-roster = Darllenwyd y cofrestriadau ar { $when }
admin-worked-mark = Marc yn y llyfr graddau ar { $when }
admin-worked-nothing = Dim byd eto
admin-no-deployments = Dim eto. Mae gosodiad yn ymddangos yma pan fydd rhywun yn agor y tab drwyddo gyntaf.
admin-deployment = Gosodiad
admin-approved = Wedi’i gymeradwyo
admin-take-back = Tynnu’n ôl
admin-asks-note = Mae gosodiad newydd yn aros yma am eich cymeradwyaeth.
admin-first-note = Caiff y gosodiad cyntaf y mae rhywun yn agor y tab drwyddo ei gymeradwyo gyda’r llwyfan. Bydd unrhyw un wedi hynny’n aros yma am eich cymeradwyaeth.
admin-accept = Derbyn gosodiadau newydd heb ofyn
admin-accepts-note = Derbynnir gosodiadau newydd heb ofyn.
admin-ask = Gofyn i mi am osodiadau newydd
admin-ours = Beth mae’r llwyfan ei angen gennym ni
admin-ours-note = Gludwch y rhain i’r ffurflen ar gyfer offeryn allanol.
admin-tool-url = URL yr offeryn (Tool URL, target link)
admin-login-url = URL cychwyn mewngofnodi (Initiate login URL)
admin-redirect-url = URI ailgyfeirio (Redirection URI)
admin-keys-url = Set allweddi gyhoeddus (Public keyset)
admin-theirs = Beth ddywedodd y llwyfan wrthym
admin-theirs-note = Os na all pobl agor y tab, cymharwch y rhain â’r hyn mae’r llwyfan yn ei ddangos, fesul llythyren.
admin-correct = Cywiro’r gwerthoedd hyn
admin-correct-note = Does dim yn newid cyn i chi weld y gwahaniaeth.
admin-correct-names-note = Mae pobl wedi dod o’r llwyfan hwn ac fe’u hadnabyddir drwy ei gyhoeddwr, felly mae’r cyhoeddwr a’r ID cleient yn aros. Os ydynt wedi newid mewn gwirionedd, ychwanegwch y llwyfan o’r newydd.
admin-before = Nawr
admin-after = Wedyn
admin-correct-caption = Beth fyddai’n newid am { $name }
admin-correct-nothing = Ni fyddai dim yn newid.
admin-correct-others = Defnyddir yr un allweddi gan lwyfannau eraill y cyhoeddwr hwn, ac maent yn symud iddynt hwythau hefyd: { $names }
admin-client_id = ID cleient (Client ID)
admin-auth_url = URL cais dilysu (Authentication request URL)
admin-token_url = URL tocyn mynediad (Access token URL)
admin-jwks_url = URL y set allweddi (Public keyset URL)
admin-copy = Copïo
admin-copied = Wedi’i gopïo: { $what }
admin-test = Rhowch gynnig arno
admin-ask-it = Gofyn i’r llwyfan nawr
admin-ask-it-note = Gallwn ofyn i’r llwyfan am ei allweddi ac am fynediad at ei wasanaethau. Dim ond agor y tab sy’n dangos a yw pobl yn dod i mewn.
admin-answered-keys = Darllenwyd ei allweddi ar { $when }
admin-answered-token = Rhoddodd fynediad i ni at ei wasanaethau ar { $when }
admin-test-1 = Agorwch gwrs yn y llwyfan, fel athro ar y cwrs hwnnw.
admin-test-2 = Ychwanegwch yr offeryn i’r cwrs: ym Moodle fel gweithgaredd, yn Canvas yn newislen y cwrs.
admin-test-3 = Agorwch ef. Fe welwch dudalen o’r tab mentora, neu wrthodiad gyda chod.
admin-test-4 = Dewch yn ôl yma a llwythwch y dudalen eto. Mae’r hyn a gyrhaeddodd, neu a aeth o’i le, i’w weld yma.
admin-no-launch = Does neb wedi agor y tab o’r llwyfan hwn eto.
admin-launch-last = Daeth y lansiad diwethaf a gyrhaeddodd o { $course }, ar { $when }.
admin-keys = Ein hallwedd ar gyfer y llwyfan hwn
admin-keys-note = Rydym yn llofnodi’r hyn a ofynnwn i’r llwyfan. Cyhoeddir allwedd newydd awr cyn ei defnyddio, ac mae’r hen un yn aros am ddiwrnod wedyn, fel nad oes dim yn peidio â gweithio.
admin-key-in-use = Ar waith ers { $when }
admin-key-to-come = Newydd: yn cymryd drosodd ar { $when }
admin-key-retires = Hen: yn mynd ar { $when }
admin-rotating = Mae allwedd newydd ar ei ffordd. Pan fydd wedi cymryd drosodd, gallwch wneud un arall.
admin-rotate = Gwneud allwedd newydd
admin-replace-key-note = Os gall fod ein hallwedd gan rywun arall, tynnwch hi’n ôl ar unwaith.
admin-replace-key-ask = Tynnu’r allwedd yn ôl…
admin-replace-key = Tynnu’r allwedd yn ôl nawr
admin-sure-replace-key = Bydd { $name } yn cael allwedd newydd gennym ar unwaith, a chaiff pob un hŷn ei dinistrio. Nes i’r platfform ei darllen, a all gymryd munudau, gall wrthod rhestrau a marciau inni; rhoddir cynnig arall arnynt ohonynt eu hunain. Mae lansio’n parhau.
admin-rename = Rhoi enw arall iddo
admin-rename-way = Cadw’r enw hwn
admin-remove = Dileu
admin-remove-note = Ni agorodd neb y tab o’r llwyfan hwn erioed, felly gellir ei ddileu. Unwaith y bydd rhywun wedi gwneud, dim ond ei ddiffodd y gellir.

## Llwyfan newydd.

admin-new-platform = Ychwanegu llwyfan
admin-by-invite = Y ffordd fer: mae’r llwyfan yn cofrestru ei hun
admin-invite-note = Gall Moodle a Canvas osod popeth eu hunain o un cyfeiriad. Mae’n gweithio unwaith, ac am ddiwrnod.
admin-invite-way = Gwneud cyfeiriad
admin-invite-address = Cyfeiriad i’w ludo i’r llwyfan
admin-invite-step-1 = Moodle: Site administration, Plugins, External tool, Manage tools. Gludwch y cyfeiriad a dewiswch “Add LTI Advantage”.
admin-invite-step-2 = Canvas: Admin, Apps, Manage, Install a new app, Dynamic registration. Gludwch y cyfeiriad.
admin-invite-step-3 = Yna mae’r llwyfan yn aros ar y dudalen gyntaf yma am eich cymeradwyaeth.
admin-in-canvas = Canvas gydag allwedd datblygwr
admin-canvas-note = Mae angen rhywun sy’n cael rheoli allweddi datblygwr ac apiau’r cyfrif.
admin-canvas-address = URL y ffurfweddiad (Configuration URL)
admin-canvas-json = Y ffurfweddiad fel JSON
admin-canvas-json-why = Ni all Canvas gyrraedd y gwasanaeth hwn: gludo JSON
admin-canvas-step-1 = Admin, y cyfrif, Developer Keys, + Developer Key, + LTI Key. Gludwch yr URI ailgyfeirio, dewiswch y dull “Enter URL” a gludwch URL y ffurfweddiad. Cadwch.
admin-canvas-step-2 = Yn y rhestr o allweddi, rhowch gyflwr yr allwedd newydd ar On, a chopïwch y rhif hir dan Details: dyna’r ID cleient.
admin-canvas-step-3 = Settings y cyfrif neu is-gyfrif, Apps, View App Configurations, + App, math “By Client ID”. Gludwch y rhif, cyflwynwch, gosodwch.
admin-canvas-step-4 = Yn newislen yr ap newydd, “Deployment Id”: copïwch ef.
admin-canvas-step-5 = Llenwch y ffurflen isod ar gyfer eich Canvas, a gludwch yr ID cleient a’r ID gosodiad iddi.
admin-canvas = Eich Canvas
admin-canvas-site-production = Canvas y mae Instructure yn ei letya
admin-canvas-site-beta = Ei safle beta
admin-canvas-site-test = Ei safle prawf
admin-canvas-site-own = Ein Canvas ein hunain
admin-canvas-host = Cyfeiriad eich Canvas eich hun
admin-canvas-host-hint = Dim ond ar gyfer eich Canvas eich hun, megis canvas.example.ac.uk.
admin-canvas-fill = Llenwi’r ffurflen isod
admin-canvas-filled = Wedi’i llenwi ar gyfer Canvas. Yr hyn sydd ar goll yw’r ID cleient a’r ID gosodiad.
admin-canvas-filled-own = Wedi’i llenwi ar gyfer eich Canvas eich hun. Yr hyn sydd ar goll yw’r ID cleient a’r ID gosodiad. Os yw ei ffurfweddiad yn enwi cyhoeddwr o’i eiddo ei hun (lti_iss), rhowch hwnnw i mewn.
admin-canvas-hosted = Y cyfeiriadau, i’w copïo
admin-canvas-hosted-note = Maent yr un fath i bob ysgol y mae Instructure yn lletya ei Canvas. Mae gan eich Canvas eich hun ei westeiwr ei hun yn y tri olaf. Llwyfannau ar wahân yw’r safleoedd beta a phrawf.
admin-canvas-step-6 = Mewn cwrs: Settings, Navigation, llusgwch { $tool } i’r eitemau gweladwy, cadwch. Mae wedi’i ddiffodd nes i athro wneud hynny.
admin-canvas-privacy = “public” yw’r lefel preifatrwydd, felly mae Canvas yn anfon enwau, a chyda nhw gyfeiriadau e-bost a lluniau, nad yw Alongside yn edrych arnynt.
admin-in-moodle = Moodle, wedi’i osod â llaw
admin-moodle-step-1 = Ewch i Site administration, Plugins, External tool, Manage tools, “configure a tool manually”.
admin-moodle-step-2 = Teipiwch yr hyn sydd isod. Gadewch yr hyn nad yw wedi’i enwi fel y mae, a chadwch.
admin-moodle-step-3 = Agorwch “View configuration details” yr offeryn a theipiwch yr hyn mae’n ei ddangos dan “Â llaw” isod.
admin-by-hand = Â llaw
admin-by-hand-note = Yr hyn mae’r llwyfan yn ei ddangos ar ôl ychwanegu’r offeryn yno.
admin-by-hand-way = Ychwanegu’r llwyfan hwn
admin-name-hint = Yr hyn mae pobl yn ei alw, megis Ein Moodle.
admin-name-hint-canvas = Yr hyn y mae pobl yn ei alw, megis Ein Canvas ni.
admin-issuer-hint = Platform ID yw enw Moodle arno, megis https://moodle.example.ac.uk. Fe’i cymherir fesul llythyren: peidiwch ag ychwanegu na thynnu slaes.
admin-issuer-hint-canvas = Yr un yw hwn i bob ysgol y mae Instructure yn lletya ei Chanvas. Caiff ei gymharu lythyren wrth lythyren: peidiwch ag ychwanegu slaes na thynnu un i ffwrdd.
admin-client_id-hint-canvas = Y rhif hir o dan Details yn y rhestr o allweddi datblygwr.
admin-jwks_url-hint = Ym Moodle mae’n gorffen ag /mod/lti/certs.php.
admin-jwks_url-hint-canvas = Yn Canvas mae’n gorffen gyda /api/lti/security/jwks.
admin-token_url-hint = Ym Moodle mae’n gorffen ag /mod/lti/token.php.
admin-token_url-hint-canvas = Yn Canvas mae’n gorffen gyda /login/oauth2/token.
admin-auth_url-hint = Ym Moodle mae’n gorffen ag /mod/lti/auth.php.
admin-auth_url-hint-canvas = Yn Canvas mae’n gorffen gyda /api/lti/authorize_redirect.
admin-deployment_id = ID gosodiad (Deployment ID)
admin-deployment_id-hint = Gallwch adael hwn yn wag: mae’r lansiad cyntaf yn ei ddangos yma i’w gymeradwyo.
admin-deployment_id-hint-canvas = Yn newislen yr ap, o dan “Deployment Id”. Cewch adael hwn yn wag: bydd y lansiad cyntaf yn ei ddangos yma i’w gymeradwyo.
admin-fault-name = Teipiwch enw o 120 llythyren ar y mwyaf.
admin-fault-issuer = Gludwch y cyhoeddwr fel mae’r llwyfan yn ei ddangos: cyfeiriad cyfan, megis https://moodle.example.ac.uk.
admin-fault-client = Gludwch yr ID cleient yn unig, fel mae’r llwyfan yn ei ddangos, heb fylchau.
admin-fault-deployment = Gludwch yr ID gosodiad yn unig, heb fylchau, neu gadewch ef yn wag.
admin-fault-address = Gludwch y cyfeiriad cyfan fel mae’r llwyfan yn ei ddangos, yn dechrau â https://.
admin-fault-https = Gludwch gyfeiriad sy’n dechrau â https://. Heb amgryptio, gallai unrhyw un ar y ffordd newid yr hyn mae’n ei ddweud.
admin-fault-user = Gludwch y cyfeiriad heb enw a chyfrinair: ni chaiff dim sefyll o flaen @.
admin-fault-fragment = Gludwch y cyfeiriad heb # a’r hyn sy’n ei ddilyn.
admin-fault-query = Gludwch y cyhoeddwr heb ? a’r hyn sy’n ei ddilyn.
admin-fault-private = Mae’r gwesteiwr hwn y tu mewn i rwydwaith. Rhaid enwi ei enw a’i borth yn gyntaf yn ALONGSIDE_PRIVATE_HOSTS ar weinydd y gwasanaeth hwn.
admin-fault-private-host = Mae’r gwesteiwr hwn y tu mewn i rwydwaith. Gofynnwch i bwy bynnag sy’n rhedeg y gwasanaeth hwn: dim ond nhw all ychwanegu llwyfan yno.
admin-fault-ours = Cyfeiriad Alongside yw hwn, ar gyfer y llwyfan. Gludwch yr un mae’r llwyfan yn ei ddangos.
admin-fault-twice = Mae’r un cyfeiriad mewn maes arall. Mae gan bob un o’r tri ei un ei hun.
admin-fault-keys = Mae llwyfannau’r cyhoeddwr hwn wedi’u cofrestru yma gydag allweddi o le arall. Gludwch URL y set allweddi yn y lle hwnnw. Os yw’r allweddi wedi symud mewn gwirionedd, cywirwch nhw ar dudalen y llwyfan yn gyntaf.
admin-fault-keys-moved = Mae pobl wedi dod o’r cyhoeddwr hwn, a gallai allweddi o le arall siarad dros bob un ohonynt. Os ydynt wedi symud mewn gwirionedd, gofynnwch i bwy bynnag sy’n rhedeg y gwasanaeth hwn.
admin-fault-canvas = Dewiswch pa Canvas ydyw.
admin-fault-canvas-host = Teipiwch gyfeiriad eich Canvas, megis canvas.example.ac.uk.
admin-fault-exists = Mae’r cyhoeddwr a’r ID cleient hyn wedi’u cofrestru’n barod. Gellir cofrestru un ID cleient unwaith.

## Adrannau a chyrsiau.

admin-departments = Adrannau
admin-still-to-do = Eto i’w wneud
admin-all-courses = Pob cwrs
admin-left =
    { $left ->
        [0] Mae pob cwrs yn perthyn i adran. Cyrsiau: { $all }.
       *[other] Cyrsiau heb adran: { $left } o { $all }.
    }
admin-no-courses = Dim cwrs eto. Mae cwrs yn ymddangos yma pan fydd rhywun yn agor y tab ohono gyntaf.
admin-nothing-left = Does dim ar ôl i’w wneud.
admin-show-all = Dangos pob cwrs
admin-show-left = Dangos beth sydd eto i’w wneud
admin-course = Cwrs
admin-code = Cod
admin-platform = Llwyfan
admin-department = Adran
admin-none = Dim
admin-courses = Cyrsiau
admin-courses-caption = Ticiwch gyrsiau, yna dewiswch eu hadran
admin-more = Dangosir y { $count } cyntaf. Mae patrwm neu restr yn rhoi llawer ar unwaith.
admin-give-to = Adran
admin-no-department = Dim adran
admin-give = Rhoi’r cyrsiau a diciwyd iddi
admin-by-pattern = Llawer ar unwaith, yn ôl eu codau
admin-pattern = Patrwm codau cyrsiau
admin-pattern-hint = Mae seren yn sefyll am unrhyw lythrennau: BOT* yw pob cod sy’n dechrau â BOT.
admin-preview = Dangos beth fyddai’n newid
admin-by-list = Popeth ar unwaith, o daenlen
admin-list = Codau ac adrannau
admin-list-hint = Dwy golofn, wedi’u copïo o daenlen neu wedi’u teipio â choma rhyngddynt: BOT101, Bioleg. Gall cod fod yn batrwm. Ychwanegir adrannau sydd ar goll.
admin-departments-list = Pob adran
admin-no-departments = Dim adrannau eto.
admin-add-department = Ychwanegu
admin-rename-department = Ailenwi adran
admin-rename-unit = Pa adran
admin-new-name = Ei henw newydd
admin-new-name-hint = Mae ei chyrsiau’n aros gyda hi.
admin-department-names = Ychwanegu adrannau
admin-department-names-hint = Un enw, neu restr gydag un enw ar bob llinell. Mae’r rhai sydd yno yn aros fel y maent.
admin-departments-added =
    { $count ->
        [one] Ychwanegwyd un adran.
       *[other] Nifer yr adrannau a ychwanegwyd: { $count }.
    }
admin-departments-there =
    { $count ->
        [one] Roedd un yno eisoes.
       *[other] Roedd { $count } yno eisoes.
    }
admin-fault-department = Teipiwch enw o 120 llythyren ar y mwyaf.
admin-fault-department-line = Cywirwch linell { $line }: mae gan enw 120 llythyren ar y mwyaf.
admin-fault-department-many = Gludwch 500 o enwau ar y mwyaf ar unwaith.
admin-fault-department-there = Mae adran o’r enw hwn yn barod.
admin-fault-unit = Dewiswch adran.
admin-fault-courses = Ticiwch o leiaf un cwrs.
admin-fault-pattern = Teipiwch batrwm sy’n enwi rhywbeth, megis BOT*.
admin-fault-list-empty = Gludwch neu deipiwch o leiaf un llinell, megis BOT101, Bioleg.
admin-fault-list-long = Gludwch 2,000 o linellau ar y mwyaf ar unwaith.
admin-fault-list-line = Cywirwch linell { $line }: mae angen cod, coma neu dab, ac adran.
admin-plan = Cyn i ddim newid
admin-plan-note = Does dim wedi newid eto.
admin-plan-caption = Cyrsiau a fyddai’n symud
admin-plan-nothing = Ni fyddai unrhyw gwrs yn symud.
admin-plan-new = Adrannau a fyddai’n cael eu hychwanegu: { $names }
admin-plan-unknown = Does gan yr un cwrs y codau hyn
admin-plan-line = Llinell { $line }: { $code }
admin-plan-taken = Mae gan linellau eraill gyrsiau’r rhain
admin-plan-taken-line = Llinell { $line }: { $code }, ar ôl llinell { $by }
admin-plan-left =
    { $count ->
        [0] Wedyn mae pob cwrs yn perthyn i adran.
        [one] Wedyn nid yw un cwrs yn perthyn i unrhyw adran.
       *[other] Wedyn nid yw { $count } o gyrsiau yn perthyn i unrhyw adran.
    }
admin-plan-way = Gwneud hyn
admin-plan-back = Yn ôl heb newid dim
admin-sure-passkey-last = { $name } yw’r allwedd olaf. Hebddi, dim ond rhywun wrth y gwesteiwr all eich gadael i mewn eto, gyda dolen newydd.
admin-sure-passkey-own = Gyda hi y daethoch i mewn: mae ei dileu yn eich allgofnodi ar unwaith.
admin-sure-near = Mae’r cyhoeddwr hwn bron yr un fath ag un { $name }, sydd wedi’i gofrestru yma. Os un LMS ydynt, byddai pobl o’r un hwn yn dechrau o’r newydd, neu’n methu dod i mewn o gwbl.
admin-sure-slashes = Mae dau slaes yn olynol yn llwybr { $name }. Anaml y bwriedir hynny.
admin-sure-disable = Ni all neb agor y tab o { $name } nes iddo gael ei droi ymlaen eto, a chaiff pawb a ddaeth ohono eu hallgofnodi ar unwaith.
admin-sure-courses =
    { $count ->
        [one] Daeth un cwrs ohono.
       *[other] Nifer y cyrsiau a ddaeth ohono: { $count }.
    }
admin-sure-take-back = Ni all neb agor y tab drwy’r gosodiad { $name } nes iddo gael ei gymeradwyo eto, a chaiff pawb a ddaeth drwyddo eu hallgofnodi ar unwaith.
admin-sure-department =
    { $count ->
        [one] Mae gan { $name } un cwrs. Ni fydd yn perthyn i unrhyw adran wedyn, a bydd rhaid ei roi i un eto.
       *[other] Nifer cyrsiau { $name }: { $count }. Ni fyddant yn perthyn i unrhyw adran wedyn, a bydd rhaid eu rhoi i un eto.
    }
admin-now-in = Yn awr yn

## Pwy sy’n cydlynu.

admin-claims-note = Mae athro ar gwrs wedi gofyn am gydlynu ei gynllun: darllen ei gofrestriadau, ffurfio grwpiau ac ateb pobl. Nid yw hynny’n agor unrhyw bryder na nodyn iddynt.
admin-claims-caption = Pwy sy’n gofyn
admin-no-claims = Does neb yn gofyn.
admin-scheme = Cynllun
admin-person = Pwy sy’n gofyn

## Allweddi mynediad, a beth a wnaed.

admin-passkeys = Allweddi mynediad
admin-passkeys-note = Mae allwedd mynediad yn byw ar ffôn, cyfrifiadur neu allwedd ddiogelwch, ac yn agor â’r hyn sy’n agor hwnnw: bys, wyneb, PIN. Ychwanegwch un ar bob peth a ddefnyddiwch. Dylid dileu allwedd pwy bynnag sy’n gadael yma.
admin-passkeys-caption = Pwy all ddod yn ôl
admin-no-passkeys = Dim allweddi mynediad eto.
admin-passkey = Enw’r allwedd newydd
admin-passkey-hint = Fel eich bod yn ei hadnabod eto, megis gliniadur Priya.
admin-passkey-unnamed = Allwedd { $date }
admin-added = Ychwanegwyd
admin-used = Defnyddiwyd ddiwethaf
admin-done = Beth wnaeth gweinyddwyr
admin-done-caption = Yr hanner cant diwethaf
admin-done-nothing = Dim eto.
admin-about = Am
admin-by = Pwy
admin-when = Pryd
admin-by-passkey = Allwedd { $name }
admin-by-host = Gorchymyn ar y gwesteiwr
admin-by-link = Dolen { $id }
admin-act-entered = Daeth i mewn
admin-act-platform-added = Ychwanegodd lwyfan
admin-act-platform-enabled = Trodd lwyfan ymlaen
admin-act-platform-approved = Cymeradwyo llwyfan
admin-act-platform-disabled = Diffoddodd lwyfan
admin-act-platform-refused = Gwrthododd lwyfan
admin-act-platform-corrected = Cywirodd lwyfan
admin-act-platform-renamed = Ailenwodd lwyfan
admin-act-platform-removed = Dileodd lwyfan
admin-act-platform-invited = Gwnaeth gyfeiriad ar gyfer llwyfan
admin-act-deployments-asked = Yn gofyn am osodiadau newydd
admin-act-deployments-accepted = Yn derbyn gosodiadau newydd
admin-act-deployment-approved = Cymeradwyodd osodiad
admin-act-deployment-refused = Tynnodd osodiad yn ôl
admin-act-key-rotated = Gwnaeth allwedd newydd
admin-act-key-replaced = Tynnodd allwedd yn ôl a gwnaeth un newydd
admin-act-department-added = Ychwanegodd adran
admin-act-department-renamed = Ailenwi adran
admin-act-department-removed = Dileodd adran
admin-act-courses-given = Rhoddodd gyrsiau i adrannau
admin-act-claim-approved = Cymeradwyodd gydlynydd
admin-act-passkey-added = Ychwanegodd allwedd mynediad
admin-act-passkey-removed = Dileodd allwedd mynediad
admin-act-stranger-dismissed = Tynnwyd LMS anhysbys oddi ar y rhestr

## Beth sydd newydd ddigwydd.

admin-did-platform-enabled = Mae’r llwyfan wedi’i droi ymlaen.
admin-did-platform-approved = Mae’r llwyfan wedi’i gymeradwyo. Nawr agorwch y tab o gwrs unwaith: dim ond hynny sy’n dangos bod pobl yn dod i mewn.
admin-did-platform-disabled = Mae’r llwyfan wedi’i ddiffodd, ac mae pawb a ddaeth ohono wedi’u hallgofnodi.
admin-did-platform-refused = Mae’r llwyfan wedi’i wrthod: ni all neb agor y tab ohono. Gallwch ei droi ymlaen yn ddiweddarach, neu ei ddileu.
admin-did-saved-well = Wedi’i gadw. Darllenwyd allweddi’r llwyfan, ac mae’n rhoi mynediad i ni at ei wasanaethau. Nawr agorwch y tab o gwrs unwaith: dim ond hynny sy’n dangos bod pobl yn dod i mewn.
admin-did-saved-keys = Wedi’i gadw, a darllenwyd allweddi’r llwyfan. Nid yw’n rhoi mynediad i ni at ei wasanaethau eto; mae beth i’w wirio isod. Nawr agorwch y tab o gwrs unwaith: dim ond hynny sy’n dangos bod pobl yn dod i mewn.
admin-did-saved-unread = Wedi’i gadw, ond ni ellid darllen allweddi’r llwyfan, felly ni all neb ddod i mewn eto. Mae beth i’w wirio isod.
admin-did-tried-well = Darllenwyd allweddi’r llwyfan, ac mae’n rhoi mynediad i ni at ei wasanaethau.
admin-did-tried-keys = Darllenwyd allweddi’r llwyfan. Nid yw’n rhoi mynediad i ni at ei wasanaethau; mae beth i’w wirio isod.
admin-did-tried-unread = Ni ellid darllen allweddi’r llwyfan. Mae beth i’w wirio isod.
admin-did-platform-renamed = Mae gan y llwyfan ei enw newydd.
admin-did-platform-removed = Mae’r llwyfan wedi’i ddileu.
admin-did-deployments-asked = Mae gosodiadau newydd yn aros amdanoch o hyn ymlaen.
admin-did-deployments-accepted = Derbynnir gosodiadau newydd o hyn ymlaen.
admin-did-deployment-approved = Mae’r gosodiad wedi’i gymeradwyo.
admin-did-deployment-refused = Tynnwyd y gymeradwyaeth yn ôl, ac mae pawb a ddaeth drwyddo wedi’u hallgofnodi.
admin-did-key-rotated = Mae’r allwedd newydd wedi’i chyhoeddi, ac yn cymryd drosodd mewn awr.
admin-did-key-replaced-well = Mae’r hen allwedd wedi’i dinistrio, ac mae’r platfform yn derbyn yr un newydd yn barod.
admin-did-key-replaced-keys = Mae’r hen allwedd wedi’i dinistrio. Nid yw’r platfform yn derbyn yr un newydd eto; gofynnwch iddo eto ymhen rhai munudau.
admin-did-key-replaced-unread = Mae’r hen allwedd wedi’i dinistrio. Ni ellid cyrraedd y platfform; gofynnwch iddo eto pan fydd modd.
admin-did-department-removed = Mae’r adran wedi’i dileu.
admin-did-department-renamed = Mae gan yr adran ei henw newydd.
admin-did-courses = Mae’r cyrsiau yn perthyn i’w hadran.
admin-did-planned = Mae hynny wedi’i wneud, fel y’i dangoswyd.
admin-did-claim = Gallant gydlynu’r cynllun nawr.
admin-did-passkey = Mae’r allwedd wedi’i hychwanegu. Gallwch ddod yn ôl gyda hi.
admin-did-passkey-removed = Mae’r allwedd wedi’i dileu.
admin-did-stranger = Mae hwnnw oddi ar y rhestr. Os daw eto, bydd yn sefyll yno eto.
admin-did-ended = Mae’ch ymweliad wedi dod i ben: mae’n gwneud hynny ar ôl hanner awr heb ddim yn cael ei wneud, ac ar ôl wyth awr. Mewngofnodwch i fynd ymlaen.
