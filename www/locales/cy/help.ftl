# Y dudalen Cael help (/help/{institution}): HTML plaen, heb lansiad, heb ffurflen, heb angen sgript. Drafft.
# Allweddi, yn nhrefn y dudalen:

## Brig y dudalen. Dolen i dudalen allanol gyffredin yw’r allanfa, yn gyntaf yn y drefn ddarllen.

help-title = Cael help
help-exit = Gadael yn gyflym
help-exit-heading = Os na chaiff neb weld eich bod wedi bod yma
help-exit-note = Mae “Gadael yn gyflym” yn agor tudalen dywydd yn y ffenestr hon. Ni all dynnu’r dudalen hon o hanes eich porwr: dilëwch hi yno, neu defnyddiwch ffenestr breifat y tro nesaf.

## Perygl nawr.

help-now-heading = Mewn perygl nawr
help-ring = Ffoniwch { $number }
help-999-name = Gwasanaethau brys
help-999-number = 999
help-999-when = Os gallai rhywun farw, os yw wedi’i anafu’n ddrwg, neu os oes rhywun yn ymosod arno. Am ddim, ddydd a nos.
help-999-other-ways = Os na allwch glywed neu siarad ar y ffôn, ffoniwch 18000 gydag ap Relay UK neu ffôn testun. Ar gyfer Iaith Arwyddion Prydain, defnyddiwch 999 BSL.

## Beth yw’r dudalen hon.

help-intro = I chi, neu i rywun rydych yn poeni amdano. Nid oes rhaid i chi fod yn siŵr, ac nid oes rhaid i chi fewngofnodi.
help-private = Nid oes dim i’w lenwi yma. Nid yw’r dudalen hon yn storio dim nac yn anfon dim. Felly nid oes dim i neb ei ddarllen, ac nid oes neb yn cael gwybod eich bod wedi’i hagor.

## Rhywun i siarad ag ef. Enw, rhif a brawddeg i bob un; mae’r rhifau ar gyfer dolen i’r ffôn.

help-talk-heading = Rhywun i siarad ag ef, ddydd a nos
help-samaritans-name = Y Samariaid
help-samaritans-number = 116 123
help-samaritans-when = I unrhyw un sy’n ei chael yn anodd dal ati, neu sydd am siarad. Am ddim, ddydd a nos. Nid oes rhaid rhoi’ch enw.
help-samaritans-welsh = I siarad yn Gymraeg, ffoniwch [0808 164 0123](tel:08081640123). Mae ar agor gyda’r nos.
help-shout-name = Shout, drwy neges destun
help-shout-word = SHOUT
help-shout-number = 85258
help-shout-when = Anfonwch y gair SHOUT i 85258 os yw’n well gennych ysgrifennu na siarad. Am ddim ar y rhan fwyaf o rwydweithiau, ddydd a nos.
help-111-name = GIG 111
help-111-number = 111
help-111-when = Os oes angen help meddygol yn fuan ond nad oes bywyd mewn perygl. Dewiswch yr opsiwn iechyd meddwl os dyna beth ydyw. Am ddim, ddydd a nos.
help-university-heading = Yn eich prifysgol
help-university-night = Efallai fod gan eich prifysgol ei llinell ei hun hefyd, neu dîm diogelwch sydd yno drwy’r nos. Edrychwch ar ei gwefan neu ar eich cerdyn myfyriwr.
help-defaults = Rhifau ar gyfer y Deyrnas Unedig yw’r rhain. Mae 111 ar gyfer Lloegr, yr Alban a Chymru. Y tu allan i’r DU, ffoniwch rif brys y wlad rydych ynddi.

## Y cydlynydd. Defnyddiwch help-coordinator-named gyda $name, yna’r ffôn a’r ystafell lle maent yn hysbys; fel arall help-coordinator-nobody ar ei ben ei hun.

help-coordinator-heading = Rhywun sy’n adnabod y cynllun hwn
help-coordinator-named = { $name } sy’n gofalu am y cynllun hwn. Gallwch ddod â phryder, problem neu gwestiwn, bach neu fawr.
help-coordinator-room = Ystafell: { $room }.
help-coordinator-hours = Yn ystod oriau gwaith y mae cydlynwyr ar gael. Os na all aros, defnyddiwch y rhifau uchod.
help-coordinator-nobody = Nid oes neb wedi’i enwi ar gyfer y cynllun hwn eto. Ewch at y gwasanaethau myfyrwyr neu i swyddfa’ch adran, a dywedwch eich bod yn cymryd rhan mewn mentora gan gymheiriaid.

## I mi: pennawd a rhestr o bedwar.

help-me-heading = I mi
help-me-1 = Nid oes angen y geiriau iawn arnoch. Mae “Dydw i ddim yn iawn” yn ddigon i ddechrau.
help-me-2 = Gallwch ffonio unrhyw un o’r rhifau hyn, hyd yn oed os yw’n teimlo’n beth rhy fach.
help-me-3 = Gall eich mentor wrando a dangos y ffordd i chi. Mae mentor yn cadw pethau’n breifat, ond yn cael help os oes rhywun mewn perygl.
help-me-4 = Gallwch roi’r gorau i gwrdd â rhywun ar unrhyw adeg. Nid oes rhaid dweud pam.

## I rywun arall: pennawd a rhestr o bump.

help-other-heading = I rywun arall
help-other-1 = Os gallent fod mewn perygl nawr, ffoniwch 999. Nid oes angen eu caniatâd arnoch.
help-other-2 = Arhoswch gyda nhw neu cadwch mewn cysylltiad, os yw hynny’n ddiogel i chi.
help-other-3 = Os nad oes perygl, gwrandewch. Dangoswch y dudalen hon iddynt, a gadewch iddynt ddewis.
help-other-4 = Peidiwch ag addo cadw cyfrinach. Dywedwch y gall fod rhaid i chi ddweud wrth rywun sy’n gallu helpu.
help-other-5 = Gofynnwch i’r cydlynydd neu’r gwasanaethau myfyrwyr beth i’w wneud. Gallwch beidio â rhoi’r enw. Rydych chi’n bwysig hefyd, felly siaradwch â rhywun wedyn.

## Aflonyddu, a’r hyn nad yw’r cytundeb mentora byth yn ei rwystro.

help-harm-heading = Os yw rhywun wedi’ch brifo, wedi aflonyddu arnoch neu wedi rhoi pwysau arnoch
help-harm-report = Nid eich bai chi yw hyn. Gallwch ddweud wrth y cydlynydd, y gwasanaethau myfyrwyr, yr heddlu neu unrhyw un rydych yn ymddiried ynddo. Mae llawer o brifysgolion hefyd yn derbyn adroddiadau heb enw.
help-harm-free = Nid oes dim a gytunwyd gennych yn y cynllun hwn yn eich rhwystro rhag siarad.
help-harm-coordinator = Os yw’n ymwneud â’r cydlynydd, ewch at y gwasanaethau myfyrwyr yn lle hynny.
