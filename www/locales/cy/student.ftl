# I fyfyrwyr: ymgeiswyr, mentoriaid a mentoreion. Drafft.

candidate-lead =
    { $done ->
        [0] { $of } cam at fod yn fentor.
       *[other] { $done } o { $of } cam wedi’u gwneud ar y ffordd at fod yn fentor.
    }
gates-title = Eich ffordd at fod yn fentor
next-accepted = Mae’ch cais yn cael ei ddarllen
next-accepted-note = Bydd yr adran yn ateb, o fewn tridiau fel arfer. Cewch ei weld yma.
next-booked = Eich hyfforddiant sydd nesaf
next-booked-note = Bydd yr adran yn dweud pryd a ble, ac yn rhoi’ch enw i lawr. Does dim i’w wneud yma.
next-attended = Mynd i’ch hyfforddiant
next-attended-note = Bydd yr hyfforddwr yn nodi pwy oedd yno. Os na allwch ddod, dywedwch yn gynnar a chewch ddyddiad arall.
next-code = Darllen a llofnodi’r cod ymddygiad
next-code-note = Pum munud. Mae’n dweud beth gewch chi ei ddisgwyl, a beth gaiff eraill ei ddisgwyl gennych chi.
next-quiz = Gwneud y cwis
next-quiz-note = Ychydig o sefyllfaoedd byr a beth fyddech chi’n ei wneud. Caiff pob ateb ei esbonio, a chewch roi cynnig arall arni.

mark-on-its-way = Mae’ch hyfforddiant yn gyflawn. Mae’r marc ar ei ffordd i lyfr graddau’r cwrs.
mark-in-gradebook = Mae’ch hyfforddiant yn gyflawn, ac mae llyfr graddau’r cwrs yn ei ddangos.
mark-kept-here = Mae’ch hyfforddiant yn gyflawn. Nid yw’r llyfr graddau’n cadw marc i chi, felly’r cofnod yma sy’n cyfrif.
mark-delayed = Mae’ch hyfforddiant yn gyflawn. Ni chymerodd y llyfr graddau’r marc; y cofnod yma sy’n cyfrif, ac mae’r cydlynydd wedi cael gwybod.

mentor-ready-small = Rydych chi’n fentor
mentor-ready = Rydych chi’n barod
mentor-ready-note = Caiff y grwpiau eu ffurfio nesaf. Dewch yn ôl i’r dudalen hon: yma cewch weld pwy sydd gyda chi.
mentor-reserve = Dim grŵp i chi eto
mentor-reserve-note = Mae mwy o fentoriaid nag o grwpiau ar hyn o bryd. Pan ddaw rhywun newydd efallai mai chi gaiff eich holi gyntaf.
mentor-group-small = Rydych chi’n fentor
mentor-group =
    { $count ->
        [one] Mae un person yn dibynnu arnoch
       *[other] Mae { $count } o bobl yn dibynnu arnoch
    }
mentor-group-note = Dywedwch helô yr wythnos hon drwy negeseuon gwefan eich cwrs, hyd yn oed os un llinell yw hi: pwy ydych chi, a phryd gallech gwrdd. Os na allwch ddod o hyd i rywun yno, gofynnwch i’r person a enwir isod.
mentor-group-title = Eich grŵp
mentor-ready-since = Mentor ers { $date }
mentor-ready-all = Mae pob cam wedi’i wneud
a-mentor = Eich mentor
a-mentee = Myfyriwr newydd
year-of-study = Blwyddyn { $year }

mentee-small = Eich mentor
mentee-code = Darllen y cod ymddygiad
mentee-code-note = Pum munud. Mae’n dweud beth gewch chi ei ddisgwyl gan eich mentor, a beth gallwch ei wneud pan fydd rhywbeth o’i le.
mentee-code-way = Darllen y cod
then = Ac wedyn
mentee-waiting = Mae’r grwpiau’n cael eu ffurfio
mentee-waiting-note = Cewch fentor: myfyriwr sy’n gyfarwydd â’r ffordd. Bydd yr enw’n ymddangos ar y dudalen hon cyn gynted ag y caiff y grwpiau eu cyhoeddi.
mentee-list = Rydym yn dod o hyd i le
mentee-list-note = Mae’r grwpiau wedi’u ffurfio, ac nid oes gennych le mewn un eto. Mae’r cydlynydd yn gweld eich bod yn aros. Ni chaiff neb ei symud i wneud lle: chi gaiff y lle rhydd nesaf.
mentee-placed = { $name } yw’ch mentor
mentee-placed-nameless = Mae gennych fentor
mentee-placed-note = Gofynnir i fentoriaid ysgrifennu gyntaf. Os aiff wythnos heibio heb air, { $name ->
        [none] holwch yn swyddfa’ch adran
       *[other] rhowch wybod i { $name }
    }.
mentee-placed-code = Cyn i chi gwrdd, darllenwch y cod ymddygiad: pum munud am yr hyn y gallwch ei ddisgwyl, a beth i’w wneud pan fo rhywbeth o’i le.
your-mentor = Eich grŵp
with-you = Gyda chi yn y grŵp
group-size =
    { $others ->
        [0] Chi yw’r unig un yn y grŵp hyd yma.
        [one] Chi ac un arall sydd yn y grŵp.
       *[other] Chi a { $others } arall sydd yn y grŵp.
    }
leave = Byddai’n well gennyf beidio â chymryd rhan
leave-note = Mae hynny’n iawn. Does neb yn gofyn pam, does dim yn cael ei ddal yn eich erbyn, a chewch ddod yn ôl unrhyw bryd. Os oes gennych fentor, byddwch yn ildio’r lle hwnnw, ac efallai y cewch fentor arall yn nes ymlaen.
leave-button = Peidio â chymryd rhan

asked-small = Un cwestiwn
asked = Hoffech chi gael mentor?
asked-note = I fyfyrwyr sy’n newydd eleni y mae mentoriaid. Ni wyddom a ydych chi, felly rydym yn gofyn.
asked-yes = Ydw, rwy’n newydd a hoffwn un
asked-no = Dim diolch
out = Nid ydych yn cymryd rhan. Does dim wedi’i gofnodi yn eich erbyn.
out-back = Hoffwn gymryd rhan
what-it-is = Bydd myfyriwr sydd yma ers tro yn cwrdd â chi ac ychydig o rai eraill, yn dangos y lle i chi, ac yn ateb yr hyn na fyddech yn ei ofyn i ddarlithydd. Nid prawf ydyw, ac nid oes marc.
