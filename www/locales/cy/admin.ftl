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
admin-waits-platform = Mae { $name } wedi cofrestru ei hun ac yn aros am eich cymeradwyaeth.
admin-waits-deployment = Agorwyd { $name } drwy osodiad nad oes neb wedi’i gymeradwyo: { $deployment }
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
admin-disabled = Wedi’i ddiffodd

## Llwyfan.

admin-approve = Cymeradwyo
admin-refuse = Gwrthod
admin-approve-platform = Ai eich llwyfan chi yw hwn?
admin-approve-platform-note = Mae’n dweud mai { $host } ydyw. Ni all neb agor y tab ohono nes i chi ei gymeradwyo. Edrychwch ar y cyfeiriadau isod yn gyntaf: dylent i gyd berthyn i’ch llwyfan dysgu.
admin-active-note = Gall pobl agor y tab ohono.
admin-disable = Diffodd
admin-disabled-note = Ni all neb agor y tab ohono. Cedwir popeth a ddaeth drwyddo.
admin-enable = Troi ymlaen eto
admin-troubles = Beth aeth o’i le yn ddiweddar
admin-no-troubles = Aeth dim o’i le yn ddiweddar.
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
admin-client_id = ID cleient (Client ID)
admin-auth_url = URL cais dilysu (Authentication request URL)
admin-token_url = URL tocyn mynediad (Access token URL)
admin-jwks_url = URL y set allweddi (Public keyset URL)
admin-copy = Copïo
admin-copied = Wedi’i gopïo: { $what }
admin-test = Rhowch gynnig arno
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
admin-canvas-address = URL y ffurfweddiad (Configuration URL)
admin-canvas-json = Gweld y ffurfweddiad
admin-canvas-step-1 = Admin, Developer Keys, ychwanegwch allwedd LTI. Dewiswch “Enter URL” a gludwch y cyfeiriad uchod.
admin-canvas-step-2 = Cadwch yr allwedd, trowch hi ymlaen, a chopïwch ei rhif: dyna’r ID cleient.
admin-canvas-step-3 = Settings, Apps, ychwanegwch ap drwy ID cleient. Mae ei ID gosodiad yn newislen yr ap.
admin-canvas-step-4 = Teipiwch y ddau dan “Â llaw” isod. Y cyhoeddwr yw https://canvas.instructure.com ar gyfer Canvas y mae Instructure yn ei letya.
admin-in-moodle = Moodle, wedi’i osod â llaw
admin-moodle-step-1 = Ewch i Site administration, Plugins, External tool, Manage tools, “configure a tool manually”.
admin-moodle-step-2 = Teipiwch yr hyn sydd isod. Gadewch yr hyn nad yw wedi’i enwi fel y mae, a chadwch.
admin-moodle-step-3 = Agorwch “View configuration details” yr offeryn a theipiwch yr hyn mae’n ei ddangos dan “Â llaw” isod.
admin-by-hand = Â llaw
admin-by-hand-note = Yr hyn mae’r llwyfan yn ei ddangos ar ôl ychwanegu’r offeryn yno.
admin-by-hand-way = Ychwanegu’r llwyfan hwn
admin-name-hint = Yr hyn mae pobl yn ei alw, megis Ein Moodle.
admin-issuer-hint = Platform ID yw enw Moodle arno.
admin-deployment_id = ID gosodiad (Deployment ID)
admin-deployment_id-hint = Gallwch adael hwn yn wag: mae’r lansiad cyntaf yn ei ddangos yma i’w gymeradwyo.
admin-fault-name = Teipiwch enw o 120 llythyren ar y mwyaf.
admin-fault-issuer = Teipiwch y cyhoeddwr fel mae’r llwyfan yn ei ddangos.
admin-fault-client = Teipiwch yr ID cleient fel mae’r llwyfan yn ei ddangos.
admin-fault-deployment = Teipiwch ID gosodiad o 255 llythyren ar y mwyaf, neu gadewch ef yn wag.
admin-fault-address = Teipiwch gyfeiriad cyfan, megis https://moodle.example.ac.uk/mod/lti/token.php.
admin-fault-exists = Mae’r cyhoeddwr a’r ID cleient hyn wedi’u cysylltu’n barod. Gellir cysylltu un ID cleient unwaith.

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
admin-add-department = Ychwanegu adran
admin-fault-department = Teipiwch enw o 120 llythyren ar y mwyaf.
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
admin-plan-left =
    { $count ->
        [0] Wedyn mae pob cwrs yn perthyn i adran.
        [one] Wedyn nid yw un cwrs yn perthyn i unrhyw adran.
       *[other] Wedyn nid yw { $count } o gyrsiau yn perthyn i unrhyw adran.
    }
admin-plan-way = Gwneud hyn
admin-plan-back = Yn ôl heb newid dim
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
admin-added = Ychwanegwyd
admin-used = Defnyddiwyd ddiwethaf
admin-done = Beth wnaeth gweinyddwyr
admin-done-caption = Yr hanner cant diwethaf
admin-done-nothing = Dim eto.
admin-about = Am
admin-by = Pwy
admin-when = Pryd
admin-by-passkey = Allwedd { $name }
admin-by-link = Dolen { $id }
admin-act-entered = Daeth i mewn
admin-act-platform-added = Ychwanegodd lwyfan
admin-act-platform-enabled = Trodd lwyfan ymlaen
admin-act-platform-disabled = Diffoddodd lwyfan
admin-act-platform-renamed = Ailenwodd lwyfan
admin-act-platform-removed = Dileodd lwyfan
admin-act-platform-invited = Gwnaeth gyfeiriad ar gyfer llwyfan
admin-act-deployments-asked = Yn gofyn am osodiadau newydd
admin-act-deployments-accepted = Yn derbyn gosodiadau newydd
admin-act-deployment-approved = Cymeradwyodd osodiad
admin-act-deployment-refused = Tynnodd osodiad yn ôl
admin-act-key-rotated = Gwnaeth allwedd newydd
admin-act-department-added = Ychwanegodd adran
admin-act-department-removed = Dileodd adran
admin-act-courses-given = Rhoddodd gyrsiau i adrannau
admin-act-claim-approved = Cymeradwyodd gydlynydd
admin-act-passkey-added = Ychwanegodd allwedd mynediad
admin-act-passkey-removed = Dileodd allwedd mynediad

## Beth sydd newydd ddigwydd.

admin-did-platform-added = Mae’r llwyfan wedi’i gysylltu.
admin-did-platform-enabled = Mae’r llwyfan wedi’i droi ymlaen.
admin-did-platform-disabled = Mae’r llwyfan wedi’i ddiffodd, ac mae pawb a ddaeth ohono wedi’u hallgofnodi.
admin-did-platform-renamed = Mae gan y llwyfan ei enw newydd.
admin-did-platform-removed = Mae’r llwyfan wedi’i ddileu.
admin-did-deployments-asked = Mae gosodiadau newydd yn aros amdanoch o hyn ymlaen.
admin-did-deployments-accepted = Derbynnir gosodiadau newydd o hyn ymlaen.
admin-did-deployment-approved = Mae’r gosodiad wedi’i gymeradwyo.
admin-did-deployment-refused = Tynnwyd y gymeradwyaeth yn ôl, ac mae pawb a ddaeth drwyddo wedi’u hallgofnodi.
admin-did-key-rotated = Mae’r allwedd newydd wedi’i chyhoeddi, ac yn cymryd drosodd mewn awr.
admin-did-department = Mae’r adran wedi’i hychwanegu.
admin-did-department-removed = Mae’r adran wedi’i dileu.
admin-did-courses = Mae’r cyrsiau yn perthyn i’w hadran.
admin-did-planned = Mae hynny wedi’i wneud, fel y’i dangoswyd.
admin-did-claim = Gallant gydlynu’r cynllun nawr.
admin-did-passkey = Mae’r allwedd wedi’i hychwanegu. Gallwch ddod yn ôl gyda hi.
admin-did-passkey-removed = Mae’r allwedd wedi’i dileu.
