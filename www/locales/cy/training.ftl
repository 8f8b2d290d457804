# Y camau, y cod ymddygiad a’i gwis, i fyfyrwyr a staff. Drafft.

gate-accepted = Derbyniwyd gan yr adran
gate-accepted-why = Mae’r adran yn darllen pob cais.
gate-booked = Hyfforddiant wedi’i drefnu
gate-booked-why = Bydd yr adran yn dweud pryd a ble.
gate-attended = Wedi mynychu’r hyfforddiant
gate-attended-why = Bydd yr hyfforddwr yn nodi pwy oedd yno.
gate-code = Cod ymddygiad wedi’i lofnodi
gate-code-why = Pum munud o ddarllen.
gate-quiz = Cwis wedi’i basio
gate-quiz-why = Ychydig o gwestiynau am y cod. Cewch roi cynnig arall arni.
gate-passed = Wedi’i wneud
gate-passed-at = Gwnaed ar { $date }
gate-next = Nesaf
gate-later = Wedyn

next-code-way = Darllen y cod
next-quiz-way = Gwneud y cwis

code-title = Cod ymddygiad
code-version = Fersiwn { $version }. Mae’n eich diogelu chi gymaint â’r lleill.
code-draft = Drafft yw’r cyfieithiad hwn: nid oes neb wedi’i brawfddarllen eto.
code-signed = Llofnodoch hwn ar { $date }.
code-sign-title = Ei lofnodi
code-agree = Rwyf wedi darllen hwn, a byddaf yn cadw ato.
code-sign = Llofnodi’r cod

quiz-title = Cwis ar y cod ymddygiad
quiz-lead =
    { $of ->
        [one] Un cwestiwn.
       *[other] { $of } o gwestiynau. Byddwch yn pasio â { $needed } yn gywir{ $critical ->
            [0] .
            [one] , os yw’r un sydd wedi’i nodi “rhaid i hwn fod yn gywir” yn eu plith.
           *[other] , os yw’r { $critical } sydd wedi’u nodi “rhaid i hwn fod yn gywir” yn eu plith.
        }
    } Cymerwch eich amser: nid ras mohoni. Cewch roi cynnig arall arni, gydag awr o saib ar ôl pob trydydd cynnig.
quiz-number = { $number } o { $of }
quiz-several = Gall mwy nag un ateb fod yn gywir.
quiz-critical = Rhaid i hwn fod yn gywir i basio.
quiz-hand-in = Cyflwyno
quiz-keep = Cadw tan wedyn
quiz-code-first = Yn gyntaf, darllenwch a llofnodwch y cod
quiz-code-first-note = Mae’r cwis yn holi amdano, felly mae’n dod gyntaf.
quiz-last = { $right } o { $of } yn gywir, ddim eto
quiz-last-note =
    Byddwch yn pasio â { $needed } yn gywir{ $critical ->
        [0] .
        [one] , os yw’r un sydd wedi’i nodi “rhaid i hwn fod yn gywir” yn eu plith.
       *[other] , os yw’r { $critical } sydd wedi’u nodi “rhaid i hwn fod yn gywir” yn eu plith.
    } Mae’r rhain yn werth golwg arall:
quiz-again = Rhoi cynnig arall arni
quiz-right = Cywir
quiz-look = Edrychwch eto
quiz-chose = Eich dewis: { $answer }
quiz-chose-nothing = Ni ddewisoch ddim yma.
quiz-resting-small = Ar ôl tri chynnig, saib
quiz-resting = Ar agor eto { $time }
quiz-resting-note = Mae’r atebion i gyd yn y cod. Mae ei ddarllen unwaith eto’n helpu mwy na phedwerydd cynnig.
quiz-resting-way = Darllen y cod eto
quiz-passed-small = Pasiwyd ar { $date }
quiz-passed = { $right } o { $of } yn gywir
quiz-passed-note = Dyna’r cyfan. Gall eich adran weld eich bod wedi pasio, ond nid pa atebion a ddewisoch.
quiz-elsewhere = Rydych wedi pasio
quiz-elsewhere-note = Mae eich adran wedi’i gofnodi. Does dim ar ôl i’w wneud yma.
quiz-review = Edrych ar yr atebion eto
quiz-read-only =
    { $of ->
        [one] Un cwestiwn y mae ymgeiswyr yn ei ateb.
       *[other] Y { $of } o gwestiynau y mae ymgeiswyr yn eu hateb.
    } Cânt eu marcio ar y gwasanaeth, ac ni ddangosir yr atebion cywir yma.

kept-before = Mae’ch dewisiadau o’r tro diwethaf wedi’u llenwi.
kept-device = Mae’ch dewisiadau wedi’u cadw ar y ddyfais hon.
kept-service = Mae’ch dewisiadau wedi’u cadw. Cewch gau’r dudalen hon a dod yn ôl.
kept-sending = Yn cadw’ch dewisiadau …
kept-page = Dim ond yn y dudalen hon y mae’ch dewisiadau, am y tro. Cadwch hi ar agor nes i chi gyflwyno.
quiz-unanswered = Dewiswch ateb i gwestiwn { $number }.
