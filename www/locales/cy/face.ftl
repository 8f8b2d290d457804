# Yr hyn sydd o gwmpas pob tudalen, i bawb. Drafft: nid oes neb wedi ei brawfddarllen eto.

product = alongside
skip = Neidio i’r dudalen
get-help = Cael help
accessibility = Hygyrchedd
nav-label = Tudalennau
nav-home = Nesaf i chi
nav-code = Cod ymddygiad
nav-quiz = Cwis
nav-groups = Grwpiau
nav-people = Pobl
nav-scores = Llyfr graddau
next-step = Y cam nesaf
way-home = Yn ôl i “Nesaf i chi”
to-course = Yn ôl i { $course }
own-window = Agor mewn ffenestr ei hun

contact-name = { $name } sy’n gofalu am y cynllun hwn
contact-nobody = Nid oes neb wedi’i enwi eto i ofalu am y cynllun hwn. Gall swyddfa eich adran helpu.
contact-room = ystafell { $room }

hello = Helô
hello-name = Helô { $name }
not-open-title = Heb agor eto
not-open = Nid yw { $scheme } wedi’i sefydlu eto. Bydd athro ar y cwrs hwn yn ei agor o’r dudalen hon. Does dim i chi ei wneud tan hynny.
observer-title = I’r myfyrwyr a’r staff sy’n cymryd rhan
observer = Mae { $scheme } yn dod â myfyrwyr newydd at fyfyrwyr sy’n gyfarwydd â’r ffordd. Nid oes rhan i’ch rôl chi yn y cwrs hwn, felly does dim i’w ddangos yma, na dim am neb arall chwaith.
what-it-is-title = Beth yw hyn
moved-title = Mae’r dudalen hon wedi symud
moved-way = Ei dangos

slow = Un eiliad …
offline = Methwyd cyrraedd y gwasanaeth yn awr. Does dim wedi’i golli. Edrychwch ar eich cysylltiad, yna rhowch gynnig arall arni.
offline-waiting = Methwyd cyrraedd y gwasanaeth yn awr. Mae’r hyn a wnaethoch wedi’i gadw yn y dudalen hon, ac ni allwn ddweud a gyrhaeddodd. Arhoswch yma a rhowch gynnig arall arni: unwaith yn unig y caiff ei gyfrif.
offline-kept = Methwyd cyrraedd y gwasanaeth yn awr. Mae’r hyn a wnaethoch wedi’i gadw ar y ddyfais hon, lle na all neb ond chi ei ddarllen. Rhowch gynnig arall arni yn awr, neu caewch y dudalen hon a’i hagor eto o’r cwrs o fewn saith diwrnod: unwaith yn unig y caiff ei gyfrif.
try-again = Rhowch gynnig arall arni
session-over = Mae’r ymweliad hwn wedi dod i ben, fel y mae ar ôl awr heb ei ddefnyddio. Mae’r hyn sydd yn y dudalen hon yn aros nes i chi ei chau. I fynd ymlaen, agorwch hi eto o’r cwrs.
session-over-waiting = Mae’r ymweliad hwn wedi dod i ben, fel y mae ar ôl awr heb ei ddefnyddio, ac nid yw’r peth olaf a wnaethoch wedi’i anfon. Agorwch y tab hwn eto o’r cwrs a gwnewch ef unwaith eto. Mae’r atebion cwis a ddewisoch cynt wedi’u cadw.
session-over-kept = Mae’r ymweliad hwn wedi dod i ben, fel y mae ar ôl awr heb ei ddefnyddio. Does dim wedi’i golli: mae’r hyn a wnaethoch wedi’i gadw ar y ddyfais hon, lle na all neb ond chi ei ddarllen. Caiff ei anfon pan agorwch y tab hwn eto o’r cwrs o fewn saith diwrnod.
back-to-course = Yn ôl i’r cwrs
back-by-course = Ewch yn ôl i’r cwrs yn eich llwyfan dysgu ac agorwch y tab hwn eto.
resent = Mae’r hyn a wnaethoch ar { $when } wedi’i anfon yn awr.
resent-refused = Mae’r hyn a wnaethoch ar { $when } wedi’i anfon yn awr, ac ni chafodd ei dderbyn. { $reason }
code-label = Cod:

app-missing = Mae’r dudalen hon yn gweithio, ond ychydig yn arafach: methodd ei rhan gyflymach â chychwyn yma.
app-broken = Torrodd rhywbeth yn y dudalen hon. Mae’r hyn a anfonoch yn ddiogel, ac mae’r hyn a ddewisoch yno o hyd.
app-reload = Llwythwch y dudalen eto
draft-language = Drafft yw’r cyfieithiad ar y tudalennau hyn: nid oes neb wedi’i brawfddarllen eto.

notice-claim-pending = Gofynnoch am gael gofalu am y cynllun hwn. Gweinyddwr sy’n penderfynu, ac mae’n gweld eich cais yn ei restr.
notice-claimed = Chi sy’n gofalu am y cynllun hwn yn awr. Diolch.
notice-roster-started = Mae’r cofrestriadau’n cael eu darllen. Cewch fynd ymlaen yn y cyfamser.
notice-roster-confirmed = Mae’ch ateb wedi’i gadw, ac mae’r rhestr o bobl yn ei ddilyn.
notice-code-signed = Rydych wedi llofnodi’r cod ymddygiad.
notice-quiz-passed = Fe basioch chi. Da iawn.
notice-quiz-not-yet = Ddim eto. Isod mae’r hyn sy’n werth edrych arno eto.
notice-no-cookie = Nid yw’r porwr hwn yn cadw dim gennym ni yma. Mae’r cyfan yn gweithio, ond os ail-lwythwch y dudalen, daw’ch ymweliad i ben: agorwch y tab o’ch cwrs eto wedyn.
notice-quiz-unanswered = Ni farciwyd dim, ac ni ddefnyddiwyd cynnig: mae rhai cwestiynau heb ateb o hyd.
notice-joined = Rydych chi’n cymryd rhan. Mae’r dudalen hon yn dweud beth sy’n dod nesaf.
notice-left = Mae’ch dewis wedi’i gadw. Cewch ddod yn ôl unrhyw bryd.
notice-formed = Mae’r grwpiau wedi’u ffurfio. Ni fydd neb yn eu gweld nes i chi eu cyhoeddi.
notice-published = Mae’r grwpiau wedi’u cyhoeddi. Bydd pawb yn gweld eu grŵp eu hunain pan agorant y tab hwn.
notice-late-placed = Mae’r rhai hwyr wedi cael lle. Ni symudwyd neb arall.
notice-late-nowhere = Ni ellid rhoi lle i neb heb symud rhywun, ac ni symudwyd neb.
notice-resending = Bydd y marc yn cael ei anfon eto o fewn munud.
notice-draft-kept = Mae’r hyn a ddewisoch hyd yma wedi’i gadw. Cewch gau’r dudalen hon a dod yn ôl.
notice-gradebook-confirmed = Diolch. Bydd marciau’n cael eu hysgrifennu i’r llyfr graddau o hyn ymlaen.

date-day-time = { $weekday } { $day } { $month }, { $time }
date-date = { $day } { $month } { $year }

# Pryd, nid pa ddydd: ar ôl berf neu “ar” mae’r enw’n treiglo.
weekday-1 = ddydd Llun
weekday-2 = ddydd Mawrth
weekday-3 = ddydd Mercher
weekday-4 = ddydd Iau
weekday-5 = ddydd Gwener
weekday-6 = ddydd Sadwrn
weekday-7 = ddydd Sul

month-1 = Ionawr
month-2 = Chwefror
month-3 = Mawrth
month-4 = Ebrill
month-5 = Mai
month-6 = Mehefin
month-7 = Gorffennaf
month-8 = Awst
month-9 = Medi
month-10 = Hydref
month-11 = Tachwedd
month-12 = Rhagfyr

faults-title =
    { $count ->
        [one] Un peth i’w gywiro
       *[other] { $count } o bethau i’w cywiro
    }
faults-note = Does dim wedi’i anfon eto, ac mae’r hyn a ysgrifennoch yma o hyd.
