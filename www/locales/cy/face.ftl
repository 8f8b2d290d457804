# Yr hyn sydd o gwmpas pob tudalen. Drafft: nid oes neb wedi ei brawfddarllen eto.

product = alongside
skip = Neidio i’r dudalen
get-help = Cael help
nav-label = Tudalennau
nav-home = Nesaf i chi
nav-code = Cod ymddygiad
nav-quiz = Cwis
nav-groups = Grwpiau
nav-people = Pobl
nav-scores = Llyfr graddau

contact-name = { $name } sy’n gofalu am y cynllun hwn
contact-nobody = Nid oes neb wedi’i enwi eto i ofalu am y cynllun hwn. Gall swyddfa eich adran helpu.
contact-room = ystafell { $room }

app-missing = Mae’r dudalen hon yn gweithio heb ei hap, ychydig yn arafach.
app-broken = Torrodd rhywbeth yn y dudalen hon. Mae’r hyn a ysgrifennoch wedi’i gadw.
app-reload = Llwythwch hi eto

date-day = { $weekday } { $day } { $month }
date-day-time = { $weekday } { $day } { $month }, { $time }
date-date = { $day } { $month } { $year }
date-time = { $time }

weekday-1 = Dydd Llun
weekday-2 = Dydd Mawrth
weekday-3 = Dydd Mercher
weekday-4 = Dydd Iau
weekday-5 = Dydd Gwener
weekday-6 = Dydd Sadwrn
weekday-7 = Dydd Sul

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
