# I gydlynwyr a staff eraill. Drafft.

claim-open = Nid oes neb yn gofalu am y cynllun hwn eto
claim-open-note = Bydd pwy bynnag sy’n gwneud yn darllen y cofrestriadau, yn ffurfio’r grwpiau ac yn ateb pobl. Chi sy’n addysgu’r cwrs hwn, felly gallwch chi ei wneud.
claim-button = Fe ofalaf i amdano
claim-pending = Gofynnoch am gael gofalu amdano
claim-pending-note = Arweinydd rhaglen neu weinyddwr sy’n penderfynu. Does dim rhagor i chi ei wneud; bydd y dudalen hon yn newid pan fyddant wedi gwneud.
claim-taken = Mae rhywun arall yn gofalu amdano
claim-taken-note =
    { $name ->
        [none] Bydd yr enw’n ymddangos ar waelod y dudalen hon pan fydd yn hysbys.
       *[other] { $name } sy’n gwneud hynny. Does dim i chi ei sefydlu.
    }
claim-role = Athro ar y cwrs sy’n sefydlu hwn
claim-role-note = Nid yw’ch rôl yn y cwrs yn caniatáu hynny. Pan fydd athro ar y cwrs yn agor y tab hwn, gall wneud.
what-it-is-staff = Mae myfyrwyr newydd yn cael mentor: myfyriwr sydd yma ers tro ac sydd wedi’i hyfforddi. Mae pwy bynnag sy’n gofalu am y cynllun yn ffurfio’r grwpiau, yn edrych arnynt ac yn eu cyhoeddi. Bydd y marc hyfforddi’n mynd i lyfr graddau’r cwrs.

desk-small-nothing = Nesaf i chi
desk-read = Darllen y cofrestriadau
desk-read-note = Daw pobl y cwrs hwn o’ch llwyfan dysgu. Does dim rhaid i neb deipio rhestr.
desk-read-way = Eu darllen yn awr
desk-wait = Mae’r cofrestriadau’n cael eu darllen
desk-wait-note = Cewch adael y dudalen hon; bydd yn mynd ymlaen.
desk-wait-way = Gweld pa mor bell y mae
desk-confirm = A adawodd cynifer o bobl mewn gwirionedd?
desk-confirm-note = Nid yw { $gone } o { $of } o bobl yn rhestr y cwrs mwyach. Efallai mai camgymeriad yn y rhestr ydyw, felly ni thynnwyd neb allan.
desk-confirm-no = Na, cadw pawb
desk-confirm-yes = Do, maent wedi gadael
desk-form = Ffurfio’r grwpiau
desk-form-note = { $mentors ->
        [one] Mae un mentor yn barod
       *[other] Mae { $mentors } o fentoriaid yn barod
    } ac mae { $mentees ->
        [one] un mentorai
       *[other] { $mentees } o fentoreion
    } yn cymryd rhan. Ni fydd neb yn gweld y grwpiau nes i chi eu cyhoeddi.
desk-form-way = Ffurfio grwpiau
desk-conflict = Nid oes lle i bawb eto
desk-conflict-note = Ni ddaeth grwpiau o’r ffurfio dan y rheolau fel y maent. Mae’r dudalen yn dweud pam, a beth fyddai’n helpu.
desk-conflict-way = Gweld beth fyddai’n helpu
desk-publish = Edrych ar y grwpiau, yna cyhoeddi
desk-publish-note = Maent wedi’u ffurfio a’u gwirio. Ni fydd neb yn eu gweld nes i chi eu cyhoeddi.
desk-publish-way = Edrych ar y grwpiau
desk-late =
    { $late ->
        [one] Mae un myfyriwr heb grŵp
       *[other] Mae { $late } o fyfyrwyr heb grŵp
    }
desk-late-note = Daethant ar ôl i chi gyhoeddi, neu bu’n rhaid iddynt aros. Cânt leoedd rhydd, ac ni symudir neb arall.
desk-late-way = Rhoi lle iddynt
desk-late-stuck = { desk-late }
desk-late-stuck-note = Nid oes lle y cânt ei gymryd yn rhydd. Pan fydd mentor arall yn barod, gellir rhoi lle iddynt o’r fan hon.
desk-late-stuck-way = Gweld beth fyddai’n helpu
desk-gradebook = A gaiff marciau fynd i’r llyfr graddau?
desk-gradebook-note = Mae rhywun wedi cwblhau’r hyfforddiant. Cyn ysgrifennu’r marc cyntaf, dywedwch nad oes credyd i’w golofn.
desk-gradebook-way = Darllen a chadarnhau
desk-scores =
    { $stuck ->
        [one] Mae angen eich sylw ar un marc
       *[other] Mae angen eich sylw ar { $stuck } o farciau
    }
desk-scores-note = Ni chymerodd y llyfr graddau ef, ac nid oedd rhoi cynnig arall arni o help.
desk-scores-way = Edrych ar y marciau
desk-nothing = Does dim angen eich sylw heddiw
desk-nothing-note = Pan fydd angen, bydd yn ymddangos yma.

count-mentees =
    { $count ->
        [one] mentorai
       *[other] o fentoreion
    }
count-mentors =
    { $count ->
        [one] mentor yn barod
       *[other] o fentoriaid yn barod
    }
count-at-gates = ar y ffordd o hyd
count-asked = i’w holi
count-out = ddim yn cymryd rhan
count-staff = staff
count-placed =
    { $count ->
        [one] mentorai â lle
       *[other] o fentoreion â lle
    }
count-groups =
    { $count ->
        [one] grŵp
       *[other] o grwpiau
    }
count-seats =
    { $count ->
        [one] lle rhydd
       *[other] o leoedd rhydd
    }

roster-title = Cofrestriadau
roster-never = Heb eu darllen eto.
roster-so-far =
    { $done ->
        [one] Un person hyd yma
       *[other] { $done } o bobl hyd yma
    }
roster-so-far-of = { $done } o { $of } o bobl
roster-read = { $listed } o bobl, darllenwyd { $date }.
roster-arrived =
    { $count ->
        [0] Neb newydd.
        [one] Ychwanegwyd un ers y tro diwethaf.
       *[other] Ychwanegwyd { $count } ers y tro diwethaf.
    }
roster-held =
    { $count ->
        [one] Mae un person ar goll, ac yn cael ei gadw am saith diwrnod.
       *[other] Mae { $count } o bobl ar goll, ac yn cael eu cadw am saith diwrnod.
    }
roster-again = Eu darllen eto
roster-stopped = Wedi stopio i ofyn
roster-gone = Byddai { $gone } o { $of } o bobl wedi mynd ar unwaith.
roster-failed = Methwyd eu darllen

marks-title = Marciau yn y llyfr graddau
marks-none = Nid oes neb wedi cwblhau’r hyfforddiant eto. Bydd marciau’n ymddangos yma pan fydd rhywun wedi gwneud.
marks-confirmed =
    { $count ->
        [0] Dim un yn y llyfr graddau eto.
        [one] Mae un yn y llyfr graddau.
       *[other] Mae { $count } yn y llyfr graddau.
    }
marks-waiting =
    { $count ->
        [one] Mae un ar ei ffordd.
       *[other] Mae { $count } ar eu ffordd.
    }
marks-stuck =
    { $count ->
        [one] Mae angen eich sylw ar un
       *[other] Mae angen eich sylw ar { $count }
    }
marks-way = Y marciau

groups-none-title = Dim grwpiau eto
groups-outdated-title = Rhaid ffurfio’r grwpiau eto
groups-outdated-note = Mae pobl wedi dod, mynd neu newid ers iddynt gael eu ffurfio, felly ni wyddys mwyach mai nhw yw’r gorau. Nid oes neb wedi’u gweld. Mae eu ffurfio eto yn cymryd tua eiliad.
groups-form-note = Mae’n cymryd tua eiliad. Cewch weld pob lleoliad a’i resymau, ac ni fydd neb arall yn eu gweld nes i chi eu cyhoeddi.
groups-sizes = Mae { $lower } i { $upper } o fentoreion mewn grŵp.
conflict-title = Mae’r rheolau hyn yn gadael rhywun heb le
conflict-nobody =
    { $discipline ->
        [none] Nid oes mentor parod a gaiff gymryd rhai o’r mentoreion.
       *[other] Nid oes mentor parod a gaiff gymryd mentoreion { $discipline }.
    }
conflict-seats =
    { $discipline ->
        [none] Dim ond at { $mentors ->
            [one] yr un mentor
           *[other] yr un { $mentors } o fentoriaid
        } y gall { $mentees } o fentoreion fynd, a { $seats ->
            [one] un lle
           *[other] { $seats } o leoedd
        } sydd yno i gyd.
       *[other] Dim ond at { $mentors ->
            [one] yr un mentor
           *[other] yr un { $mentors } o fentoriaid
        } y gall { $mentees } o fentoreion { $discipline } fynd, a { $seats ->
            [one] un lle
           *[other] { $seats } o leoedd
        } sydd yno i gyd.
    }
conflict-mentees =
    { $discipline ->
        [none] Rhaid i { $mentors ->
            [one] un mentor
           *[other] { $mentors } o fentoriaid
        } gael o leiaf { $lower } o fentoreion yr un, { $seats } i gyd, a dim ond { $mentees ->
            [one] un mentorai
           *[other] { $mentees } o fentoreion
        } all ddod.
       *[other] Rhaid i { $mentors ->
            [one] un mentor { $discipline }
           *[other] { $mentors } o fentoriaid { $discipline }
        } gael o leiaf { $lower } o fentoreion yr un, { $seats } i gyd, a dim ond { $mentees ->
            [one] un mentorai
           *[other] { $mentees } o fentoreion
        } all ddod.
    }
conflict-helps = Beth fyddai’n helpu
conflict-ranked = Byddai unrhyw un o’r rhain yn ddigon. Y rhai sy’n newid leiaf sy’n dod gyntaf.
conflict-mentor = Daw mentor arall sy’n barod â { $upper } o leoedd yn rhagor.
conflict-wait = Neu ddechrau gyda’r rhai y mae lle iddynt
conflict-wait-note = Caiff y grwpiau eu ffurfio cyn belled ag y mae’r rheolau’n mynd, ac ni fydd neb yn eu gweld nes i chi eu cyhoeddi. Bydd y gweddill yn aros: rhoddir lle yn gyntaf i’r rhai a ofynnodd am fentor, yna i’r rhai a agorodd y tab hwn, yna drwy goelbren.
conflict-wait-way = Ffurfio grwpiau cyn belled ag y gellir
cure-more-seats =
    { $people ->
        [one] Gadael i un mentor gymryd { $places ->
            [one] un mentorai arall
           *[other] { $places } o fentoreion eraill
        }.
       *[other] { $each ->
            [0] Gadael i { $people } o fentoriaid gymryd { $places } o fentoreion eraill rhyngddynt.
            [one] Gadael i { $people } o fentoriaid gymryd un mentorai arall yr un.
           *[other] Gadael i { $people } o fentoriaid gymryd { $each } o fentoreion eraill yr un.
        }
    }
cure-lower-minimum =
    { $people ->
        [one] Gadael i un mentor gael llai na { $lower } o fentoreion: { $places ->
            [one] un
           *[other] { $places }
        } yn llai.
       *[other] Gadael i { $people } o fentoriaid gael llai na { $lower } o fentoreion: { $places } yn llai rhyngddynt.
    }
cure-other-course =
    { $people ->
        [one] Gadael i un mentorai fynd at fentor o gwrs arall.
       *[other] Gadael i { $people } o fentoreion fynd at fentoriaid o gwrs arall.
    }
cure-wait =
    { $people ->
        [one] Gadael i un mentorai aros am le.
       *[other] Gadael i { $people } o fentoreion aros am le.
    }
fair-legend = Beth sy’n cyfrif gyntaf?
fair-hint = Y naill ffordd neu’r llall, nid oes dim gwell o’i fath, ac mae hynny’n cael ei wirio.
fair-no = Pawb gyda’i gilydd: y cyfartaledd gorau
fair-yes = Y lleoliad gwaethaf: mae’r sawl sy’n gweddu leiaf yn gweddu gystal ag y gellir, yna’r nesaf; gall y lleill golli ychydig
another-way = Eu ffurfio mewn ffordd arall
groups-proposed-title = Grwpiau, heb eu cyhoeddi eto
proven = Gorau posibl, wedi’i wirio
proven-note =
    Nid oes ffordd arall o roi lle i’r { $placed } o bobl hyn dan y rheolau hyn sy’n gwneud yn well. { $millis ->
        [0] Gwiriodd ail raglen hyn mewn llai na milieiliad.
       *[other] Gwiriodd ail raglen hyn mewn { $millis } ms.
    }
proven-fair = Tecaf posibl, wedi’i wirio
proven-fair-note =
    Nid oes ffordd arall o roi lle i’r { $placed } o bobl hyn dan y rheolau hyn sy’n well i’r sawl sy’n gweddu leiaf, yna i’r nesaf. { $millis ->
        [0] Gwiriodd ail raglen hyn mewn llai na milieiliad.
       *[other] Gwiriodd ail raglen hyn mewn { $millis } ms.
    }
proposed-waiting =
    { $waiting ->
        [one] Mae un mentorai’n aros: dan y rheolau hyn nid oes lle iddynt.
       *[other] Mae { $waiting } o fentoreion yn aros: dan y rheolau hyn nid oes lleoedd iddynt.
    } Gwiriwyd hynny hefyd. Rhoddwyd lle yn gyntaf i’r rhai a ofynnodd am fentor, yna i’r rhai a agorodd y tab hwn, yna drwy goelbren.
proposed-lacking =
    { $lacking ->
        [one] Byddai angen un mentorai arall i lenwi pob grŵp cyn belled ag y dylid.
       *[other] Byddai angen { $lacking } o fentoreion eraill i lenwi pob grŵp cyn belled ag y dylid.
    }
fairness-title = Y lleoliad gwaethaf ddaeth gyntaf
fairness-worst =
    { $differs ->
        [0] Mae’r sawl sy’n gweddu leiaf yn gweddu { $fair } o 100, fel y byddai fel arall.
       *[other] Mae’r sawl sy’n gweddu leiaf yn gweddu { $fair } o 100, yn lle { $best }.
    }
fairness-as-bad =
    { $fair ->
        [0] Mae llai na phump o bobl yn gweddu
       *[other] Mae tua { $fair } o bobl yn gweddu
    } { $worst } o 100 neu lai, yn lle { $best ->
        [0] llai na phump
       *[other] tua { $best }
    }.
fairness-mean =
    { $differs ->
        [0] Ar gyfartaledd maent yn gweddu { $fair } o 100, fel y byddent fel arall.
       *[other] Ar gyfartaledd maent yn gweddu { $fair } o 100, yn lle { $best }.
    }
fairness-same = Prin fod hynny’n gwneud gwahaniaeth yma: mae’r grwpiau sy’n gweddu orau ar gyfartaledd cystal i’r rhai a leolir waethaf.
fairness-of = Mae gan 100 bopeth yn gyffredin sy’n cyfrif yma, a 0 ddim. Mae’r ffigurau wedi’u talgrynnu i bump.
not-proven = Heb ei brofi
not-proven-note = Ni chytunodd yr ail raglen mai dyma’r gorau posibl. Ffurfiwch y grwpiau eto cyn cyhoeddi.
publish =
    { $count ->
        [one] Cyhoeddi un grŵp
       *[other] Cyhoeddi { $count } o grwpiau
    }
publish-note = Wedyn bydd pawb yn gweld eu grŵp eu hunain pan agorant y tab hwn. Caiff y rhai hwyr le heb symud neb.
publish-way = { publish }
form-again = Ffurfio eto
groups-published-title = Grwpiau
published-at = Cyhoeddwyd { $date }. Mae pawb yn gweld eu grŵp eu hunain.
late = { desk-late }
late-note =
    { $seats ->
        [one] Mae un lle rhydd, ac ni symudir neb arall.
       *[other] Mae { $seats } o leoedd rhydd, ac ni symudir neb arall.
    }
late-no-place =
    { $seats ->
        [0] Does dim lle rhydd ar ôl. Byddai mentor arall yn helpu.
        [one] Gyda mentor na chânt ei gael y mae’r un lle rhydd. Byddai mentor arall yn helpu.
       *[other] Gyda mentoriaid na chânt eu cael y mae’r { $seats } o leoedd rhydd. Byddai mentor arall yn helpu.
    }
late-look-way = A fyddai symud pobl yn helpu?
late-by-moving =
    { $placed ->
        [0] Ni fyddai symud pobl yn helpu chwaith: mae angen mentor arall.
        [one] Gellid rhoi lle i un person pe bai { $moved ->
            [one] un person
           *[other] { $moved } o bobl
        } yn symud at fentor arall. Maent yn gwybod eu grwpiau eisoes, felly ni symudir neb yma; byddai mentor arall yn helpu hefyd.
       *[other] Gellid rhoi lle i { $placed } o bobl pe bai { $moved ->
            [one] un person
           *[other] { $moved } o bobl
        } yn symud at fentor arall. Maent yn gwybod eu grwpiau eisoes, felly ni symudir neb yma; byddai mentor arall yn helpu hefyd.
    }
groups-caption = Grwpiau, y lleoliad gwaethaf yn gyntaf
groups-search = Enw neu gwrs
groups-mentor = Mentor
groups-mentees = Mentoreion, a’r hyn a gafwyd
groups-seats = Lleoedd
seats-of = { $size } o { $upper }
nameless-mentor = Mentor heb enw
nameless-mentee = Mentorai heb enw
placed-late = Daeth yn hwyrach
met-discipline = yr un cwrs
met-mode = yr un dull astudio
met-commute = teithio’n debyg
met-none = dim yn gyffredin sy’n cyfrif yma

people-search = Enw, rhif neu gwrs
people-none = Neb eto. Darllenwch y cofrestriadau ar y dudalen “Nesaf i chi”, a byddant yn ymddangos yma.
people-count =
    { $count ->
        [one] Un person
       *[other] { $count } o bobl
    }
people-name = Enw
people-part = Rhan
people-course = Cwrs
people-year = Blwyddyn
people-number = Rhif
people-held = Ar goll o’r rhestr
nameless = Enw heb ei roi
part-coordinator = Cydlynydd
part-staff = Staff
part-mentor = Mentor
part-candidate = Ar y ffordd at fod yn fentor, nesaf: { $gate }
part-mentee = Mentorai
part-asked = I’w holi
part-out = Ddim yn cymryd rhan
part-observer = Sylwedydd
list-find = Chwilio
list-all = Dangos popeth
list-found =
    { $count ->
        [one] Cafwyd un â “{ $search }”
       *[other] Cafwyd { $count } â “{ $search }”
    }
list-none-found = Ni ddaethpwyd o hyd i ddim â “{ $search }” ynddo. Rhowch gynnig ar lai o lythrennau, neu dangoswch bopeth.
paging = Tudalennau’r rhestr
page-before = Tudalen flaenorol
page-after = Tudalen nesaf
page-of = Tudalen { $page } o { $of }

scores-lead = Bydd marc o 1 o 1 yn mynd i lyfr graddau’r cwrs pan fydd rhywun yn cwblhau’r hyfforddiant. Mae’n dweud hynny, a dim arall.
scores-not-offered = Nid yw’r cwrs hwn yn cynnig ei lyfr graddau i Alongside. Cofnodir pob cwblhad yma yr un fath.
scores-confirm = Cadarnhau nad oes credyd i’r golofn
scores-confirm-note = Ysgrifennir marciau i golofn o’r enw “Peer mentor training”. Ni chaiff gyfrif tuag at ganlyniad neb. Os yw’ch llyfr graddau’n cyfrif colofnau newydd ohono’i hun, gosodwch ei phwysau’n ddim yn gyntaf.
scores-confirm-way = Nid oes credyd iddi
scores-none = Nid oes neb wedi cwblhau’r hyfforddiant eto. Pan fydd rhywun wedi gwneud, bydd y marc a’i ffordd i’r llyfr graddau yn ymddangos yma.
scores-search = Enw
scores-caption = Cwblhadau: y rhai y mae eich angen arnynt yn gyntaf, yna’r diweddaraf
scores-completed = Cwblhawyd
scores-mark = Marc
scores-do = Beth gallwch ei wneud
score-queued = Yn aros i’w anfon
score-sent = Anfonwyd, yn cael ei wirio
score-confirmed = Yn y llyfr graddau
score-ungradable = Cofnodwyd yma’n unig
score-dead = Angen eich sylw
score-tries =
    { $count ->
        [one] un cynnig
       *[other] { $count } o gynigion
    }
score-resend = Anfon eto
score-resend-for = Anfon eto: { $name }

why-unknown = Nid oes gennym eiriau am y rheswm hwn. Mae’r sawl sy’n gofalu am y gwasanaeth yn gwybod ei god.
