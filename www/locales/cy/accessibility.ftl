# Y dudalen Hygyrchedd (/accessibility).

access-title = Hygyrchedd

access-aim-heading = Ein nod
access-aim = Dylai pawb allu defnyddio’r tudalennau hyn. Ein nod yw bodloni Canllawiau Hygyrchedd Cynnwys y We (WCAG) 2.2, lefel AA, yn llawn.
access-now = Nid yw’r profion awtomatig isod yn dod o hyd i ddim sy’n methu yn yr hyn y maent yn ei gwmpasu, ac nid ydynt yn cwmpasu popeth. Gwyddom am un bwlch, sydd wedi’i restru isod. Nid oes neb o’r tu allan wedi gwirio’r tudalennau eto.

access-tested-heading = Beth a brofwyd, a sut
access-tested-1 = Mae rhaglen o’r enw axe yn edrych ar bob math o dudalen yn Saesneg ac yn Gymraeg: golau a thywyll, gyda mwy o gyferbyniad, gyda lliwiau eich system eich hun, ar sgrin 320 picsel o led ac mewn ffrâm fach. Nid yw’n gwneud pob un o’r rhain yn y ddwy iaith. Mae’n edrych ar bob tudalen sy’n dweud pam y gwrthodwyd rhywbeth: golau a thywyll, a gyda mwy o gyferbyniad.
access-tested-2 = Nid oes rhaid sgrolio unrhyw dudalen i’r ochr, hyd yn oed mewn ffrâm fach ar chwyddiad o 400 %.
access-tested-3 = Gellir llofnodi’r cod, gwneud y cwis, ffurfio a chyhoeddi grwpiau, gadael a dod yn ôl â’r bysellfwrdd yn unig. Gallwch weld ble rydych chi bob cam.
access-tested-4 = Darllenir enwau dolenni, botymau a meysydd, a threfn y penawdau, fel y mae’r porwr yn eu rhoi i ddarllenydd sgrin.
access-tested-5 = Rhaglenni sy’n gwneud hyn i gyd, mewn un porwr: Chromium.

access-not-heading = Beth na wnaethom, a beth all beidio â gweithio
access-not-1 = Nid ydym wedi rhoi cynnig ar y tudalennau gyda phobl sy’n defnyddio darllenydd sgrin, fel NVDA, JAWS, VoiceOver neu TalkBack, neu reolaeth llais.
access-not-2 = Nid ydym wedi eu profi yn Safari na Firefox.
access-not-3 = Un bwlch hysbys, yn erbyn WCAG 2.2.1 (Addasu’r Amseru): daw ymweliad i ben ar ôl awr heb ei ddefnyddio. Nid oes rhybudd, na ffordd o’i ymestyn. I fynd ymlaen, agorwch y tab eto o’r cwrs.
access-not-4 = Mae enwau, pynciau a theitlau fel y mae eich llwyfan dysgu yn eu rhoi. Gallant fod mewn iaith arall, a gall darllenydd sgrin eu dweud yn anghywir.
access-not-5 = Nid oes neb wedi prawfddarllen y Gymraeg eto.
access-not-6 = Nid ni biau tudalennau’r llwyfan dysgu o amgylch y tab hwn.

access-tell-heading = Os nad yw rhywbeth yn gweithio i chi
access-tell = Dywedwch wrth y sawl sy’n gofalu am eich cynllun. Mae’r enw ar waelod y tudalennau yn eich cwrs. Gallwch ofyn am unrhyw beth yma ar bapur, dros y ffôn, neu wyneb yn wyneb.
access-tell-else = Os nad yw hynny’n helpu, ewch at wasanaeth anabledd eich prifysgol. Yng Nghymru, Lloegr a’r Alban gallwch hefyd ofyn i’r [Gwasanaeth Cynghori a Chymorth Cydraddoldeb](https://www.equalityadvisoryservice.com/).
access-date = Newidiwyd ddiwethaf ym mis Tachwedd 2026.
