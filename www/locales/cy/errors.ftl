# Beth sydd o’i le a beth i’w wneud nawr, fesul cod yn crates/api/codes.txt. Drafft.
# error-<cod>: brawddeg fer. error-<cod>-do: y ffordd ymlaen. error-<cod>-staff: beth y mae staff yn ei wirio.

## Agor y tab o’r cwrs (mewngofnodi a lansio LTI)

error-launch-unknown-platform = Nid yw safle’ch cwrs wedi’i gysylltu â ni eto.
error-launch-unknown-platform-do = Gall eich desg gymorth TG ei gysylltu. Rhowch y cod ar y dudalen hon iddyn nhw.
error-launch-unknown-platform-staff = Nid oes cofrestriad yma sydd â’r cyhoeddwr (issuer) a’r ID cleient hyn gyda’i gilydd. Cymharwch yr hyn a ddaeth, fesul llythyren, â’r hyn sydd wedi’i gofrestru: ar y gyntaf o dudalennau’r gweinyddwr, neu gyda: sudo alongsidectl platform list.

error-launch-login-incomplete = Roedd rhywbeth ar goll pan anfonodd safle’ch cwrs chi yma.
error-launch-login-incomplete-do = Ewch yn ôl i dudalen eich cwrs ac agorwch y tab mentora eto. Os bydd yn digwydd ddwywaith, rhowch y cod ar y dudalen hon i’ch desg gymorth TG.
error-launch-login-incomplete-staff = Mae angen iss, login_hint a target_link_uri ar y cais mewngofnodi. Gwnewch yn siŵr mai dolen LTI 1.3 yw hon a bod ei chyfeiriad mewngofnodi’n gorffen ag /lti/login.

error-launch-platform-refused = Ni adawodd safle’ch cwrs i chi ddod drwodd.
error-launch-platform-refused-do = Gwnewch yn siŵr eich bod wedi mewngofnodi i safle’ch cwrs, ac agorwch y tab mentora eto. Os bydd yn digwydd ddwywaith, rhowch y cod ar y dudalen hon i’ch desg gymorth TG.
error-launch-platform-refused-staff = Anfonodd yr LMS wall yn ôl yn lle lansiad, ac mae ei log ei hun yn dweud pam. Yn gyntaf, gwnewch yn siŵr bod yr adnodd yn weithredol a bod y cyfeiriad ailgyfeirio’n gorffen ag /lti/launch heb slaes ar ei ôl.

error-launch-state-missing = Ni chyrhaeddodd rhan o’ch mewngofnodi.
error-launch-state-missing-do = Ewch yn ôl i dudalen eich cwrs ac agorwch y tab mentora eto. Os bydd yn digwydd ddwywaith, rhowch y cod ar y dudalen hon i’ch desg gymorth TG.
error-launch-state-missing-staff = Daeth y lansiad heb ei gyflwr (state). Gwnewch yn siŵr bod yr LMS yn dechrau yn /lti/login, nid yn /lti/launch, ac nad oes dirprwy (proxy) yn gollwng meysydd ffurflen.

error-launch-state-tampered = Ni ddaeth eich mewngofnodi yn ôl fel yr anfonwyd ef.
error-launch-state-tampered-do = Ewch yn ôl i dudalen eich cwrs ac agorwch y tab mentora eto. Os bydd yn digwydd ddwywaith, rhowch y cod ar y dudalen hon i’ch desg gymorth TG.
error-launch-state-tampered-staff = Nid oedd modd agor y cyflwr (state): cafodd ei newid ar y ffordd, neu ei selio ag allwedd arall. Os yw’r gwasanaeth wedi’i symud neu ei adfer, gwiriwch fod ganddo ei ALONGSIDE_KEY_FILE ei hun.

error-launch-state-expired = Bu’ch mewngofnodi’n aros yn rhy hir.
error-launch-state-expired-do = Nid oes dim wedi’i golli. Ewch yn ôl i dudalen eich cwrs ac agorwch y tab mentora eto.
error-launch-state-expired-staff = Dechreuodd y mewngofnodi’n rhy hir cyn y lansiad. Yr achosion arferol yw tudalen fewngofnodi’r LMS a adawyd ar agor, neu hen dab y daeth y porwr ag ef yn ôl.

error-launch-not-this-browser = Ni allem fod yn siŵr mai eich porwr chi yw hwn o hyd.
error-launch-not-this-browser-do = Agorwch dudalen eich cwrs yn y porwr rydych am ei ddefnyddio, ac agorwch y tab mentora yno. Caniatewch gwcis i’r safle hwn os bydd eich porwr yn gofyn.
error-launch-not-this-browser-staff = Daeth y lansiad heb y cwci a osodwyd wrth fewngofnodi, neu gydag un arall. Gwiriwch a yw polisi porwr yn rhwystro cwcis rhanedig (partitioned); mae agor yr adnodd mewn ffenestr newydd yn ffordd o’i osgoi.

error-launch-token-unreadable = Ni allem ddarllen eich mewngofnodi.
error-launch-token-unreadable-do = Ewch yn ôl i dudalen eich cwrs ac agorwch y tab mentora eto. Os bydd yn digwydd ddwywaith, rhowch y cod ar y dudalen hon i’ch desg gymorth TG.
error-launch-token-unreadable-staff = Nid yw’r id_token yn docyn wedi’i lofnodi (JWT) y gellir ei ddarllen, neu mae’n rhy fawr. Gwnewch yn siŵr nad oes dim rhwng yr LMS a’r gwasanaeth yn newid nac yn torri ffurflenni a anfonir.

error-launch-token-signature = Ni allem wirio o ble y daeth eich mewngofnodi.
error-launch-token-signature-do = Ewch yn ôl i dudalen eich cwrs ac agorwch y tab mentora eto. Os bydd yn digwydd ddwywaith, rhowch y cod ar y dudalen hon i’ch desg gymorth TG.
error-launch-token-signature-staff = Nid yw’r llofnod yn cyfateb i allwedd gyhoeddus yr LMS. Gwnewch yn siŵr mai i’r LMS hwn y mae cyfeiriad cofrestredig y set allweddi (JWKS) yn perthyn, ac nid i gopi prawf ohono.

error-launch-token-algorithm = Defnyddiodd safle’ch cwrs ddull mewngofnodi na allwn ei dderbyn.
error-launch-token-algorithm-do = Ewch yn ôl i dudalen eich cwrs ac agorwch y tab mentora eto. Os bydd yn digwydd ddwywaith, rhowch y cod ar y dudalen hon i’ch desg gymorth TG.
error-launch-token-algorithm-staff = Mae’r tocyn wedi’i lofnodi â dull nad yw’r cofrestriad hwn yn ei ganiatáu. Gosodwch yr LMS i RS256.

error-launch-token-key = Ni allem ddod o hyd i’r allwedd i wirio’ch mewngofnodi.
error-launch-token-key-do = Ewch yn ôl i dudalen eich cwrs ac agorwch y tab mentora eto. Os bydd yn digwydd ddwywaith, rhowch y cod ar y dudalen hon i’ch desg gymorth TG.
error-launch-token-key-staff = Nid oes yn set allweddi’r LMS (JWKS), fel y’i darllenwyd ddiwethaf, allwedd ddefnyddiadwy â kid y tocyn hwn. Ar gyfer kid anhysbys fe’i darllenir o’r newydd, ond nid yn amlach na phob deg eiliad. Rhaid i’r allwedd fod yn RSA o leiaf 2048 did ac at lofnodi.

error-launch-token-issuer = Daeth eich mewngofnodi o safle cwrs gwahanol.
error-launch-token-issuer-do = Ewch yn ôl i dudalen eich cwrs ac agorwch y tab mentora eto. Os bydd yn digwydd ddwywaith, rhowch y cod ar y dudalen hon i’ch desg gymorth TG.
error-launch-token-issuer-staff = Nid cyhoeddwr (issuer) y tocyn yw’r un a enwyd wrth fewngofnodi. Chwiliwch am LMS sydd wedi newid ei gyfeiriad, neu gopi prawf sy’n dal i bwyntio yma.

error-launch-token-audience = Roedd eich mewngofnodi wedi’i fwriadu ar gyfer adnodd gwahanol.
error-launch-token-audience-do = Ewch yn ôl i dudalen eich cwrs ac agorwch y tab mentora eto. Os bydd yn digwydd ddwywaith, rhowch y cod ar y dudalen hon i’ch desg gymorth TG.
error-launch-token-audience-staff = Nid yr ID cleient sydd wedi’i gofrestru yma yw cynulleidfa (audience) y tocyn, neu nid hwnnw’n unig. Cymharwch yr ID cleient yn yr LMS ag allbwn: sudo alongsidectl platform list.

error-launch-token-expired = Daeth eich mewngofnodi i ben ar y ffordd.
error-launch-token-expired-do = Ewch yn ôl i dudalen eich cwrs ac agorwch y tab mentora eto. Os bydd yn digwydd ddwywaith, rhowch y cod ar y dudalen hon i’ch desg gymorth TG.
error-launch-token-expired-staff = Roedd y tocyn wedi dod i ben pan gyrhaeddodd. Yn gyntaf, cymharwch glociau’r LMS a’r gwasanaeth; dim ond 60 eiliad y mae tocyn Moodle yn para.

error-launch-token-time = Nid yw cloc safle’ch cwrs a’n cloc ni’n cytuno.
error-launch-token-time-do = Arhoswch funud, ac agorwch y tab mentora eto. Os bydd yn digwydd ddwywaith, rhowch y cod ar y dudalen hon i’ch desg gymorth TG.
error-launch-token-time-staff = Mae amser cyhoeddi’r tocyn (iat) yn y dyfodol neu’n rhy bell yn ôl. Gosodwch glociau’r ddau weinydd o weinydd amser.

error-launch-token-nonce = Nid yw’r mewngofnodi hwn yn perthyn i’r dudalen a agorwyd gennych.
error-launch-token-nonce-do = Caewch dabiau eraill y cwrs hwn. Wedyn agorwch y tab mentora o dudalen eich cwrs eto.
error-launch-token-nonce-staff = Mae’r nonce ar goll, neu nid dyma’r un a anfonwyd wrth fewngofnodi. O bryd i’w gilydd mae’n golygu bod dau dab wedi’u cymysgu; os yw’n digwydd bob tro, nid yw’r LMS yn dychwelyd y nonce heb ei newid.

error-launch-token-replayed = Mae’r mewngofnodi hwn wedi’i ddefnyddio’n barod.
error-launch-token-replayed-do = Gall hyn ddigwydd ar ôl mynd yn ôl neu ail-lwytho. Agorwch y tab mentora o dudalen eich cwrs eto.
error-launch-token-replayed-staff = Unwaith y mae pob lansiad yn gweithio. Mae ambell un o’r rhain yn ddiniwed: tudalen a lwythwyd eto, botwm a wasgwyd ddwywaith. Gall llawer ar unwaith fod yn rhywun sy’n rhoi cynnig ar lansiadau wedi’u copïo.

error-launch-claim-missing = Gadawodd safle’ch cwrs allan rywbeth sydd ei angen arnom.
error-launch-claim-missing-do = Ewch yn ôl i dudalen eich cwrs ac agorwch y tab mentora eto. Os bydd yn digwydd ddwywaith, rhowch y cod ar y dudalen hon i’ch desg gymorth TG.
error-launch-claim-missing-staff = Nid yw’r tocyn yn cynnwys rhywbeth y mae’n rhaid i bob lansiad ei gario: defnyddiwr (sub), rolau, deployment, math o neges, fersiwn, cyfeiriad targed ac, ar gyfer dolen cwrs, y ddolen adnodd (resource link).

error-launch-version = Agorodd safle’ch cwrs y dudalen hon mewn hen ffordd.
error-launch-version-do = Gall eich desg gymorth TG adnewyddu’r ddolen. Rhowch y cod ar y dudalen hon iddyn nhw.
error-launch-version-staff = Dim ond lansiadau LTI 1.3 sy’n gweithio yma (fersiwn 1.3.0 yn y tocyn). Ychwanegwch yr adnodd eto fel LTI 1.3 a newidiwch yr hen ddolen.

error-launch-message-type = Mae’r ddolen hon yn gofyn am rywbeth nad ydym yn ei gynnig.
error-launch-message-type-do = Agorwch y tab mentora o ddewislen eich cwrs yn lle hynny. Os nad oes un, rhowch y cod ar y dudalen hon i’ch desg gymorth TG.
error-launch-message-type-staff = Nid yw’r math o neges yn un y mae’r gwasanaeth hwn yn ei ateb. Gwiriwch ym mha leoliad (placement) y gwnaed y ddolen.

error-launch-deployment-unknown = Nid yw’r tab mentora wedi’i droi ymlaen ar gyfer y cwrs hwn.
error-launch-deployment-unknown-do = Gall eich desg gymorth TG ei droi ymlaen. Rhowch y cod ar y dudalen hon iddyn nhw.
error-launch-deployment-unknown-staff = Mae’r cofrestriad yn hysbys, ond nid yr ID deployment hwn. Os chi biau ef, cymeradwywch ef ar dudalen y platfform ymhlith tudalennau’r gweinyddwr, neu gyda: sudo alongsidectl platform approve ID DEPLOYMENT

error-launch-deployment-pending = Mae’r tab mentora yn aros i gael ei droi ymlaen yma.
error-launch-deployment-pending-do = Dewch yn ôl yfory. Os ydych chi’n gofalu am y cwrs hwn, gofynnwch i’ch desg gymorth TG, gyda’r cod ar y dudalen hon.
error-launch-deployment-pending-staff = Mae’r deployment hwn wedi’i weld ac yn aros am gymeradwyaeth gweinyddwr: un botwm ar dudalen y platfform, neu sudo alongsidectl platform approve.

error-launch-platform-disabled = Mae’r tab mentora wedi’i ddiffodd am y tro.
error-launch-platform-disabled-do = Mae eich desg gymorth TG yn gwybod pryd y bydd yn ôl. Os oes angen rhywun arnoch nawr, mae Cael help yn dal ar agor.
error-launch-platform-disabled-staff = Mae gweinyddwr wedi analluogi’r cofrestriad hwn. Gofynnwch pam cyn ei droi ymlaen eto; gweler: sudo alongsidectl platform show.

error-launch-platform-pending = Mae’r tab mentora’n cael ei osod yma.
error-launch-platform-pending-do = Dewch yn ôl yfory. Os ydych chi’n gofalu am y cwrs hwn, gofynnwch i’ch desg gymorth TG, gyda’r cod ar y dudalen hon.
error-launch-platform-pending-staff = Mae’r LMS hwn wedi’i gofrestru ei hun ac yn aros am gymeradwyaeth gweinyddwr, ar dudalennau’r gweinyddwr neu gyda: sudo alongsidectl platform approve.

error-launch-platform-unreachable = Ni allem gyrraedd safle’ch cwrs i wirio’ch mewngofnodi.
error-launch-platform-unreachable-do = Nid oes dim wedi’i golli. Arhoswch ychydig funudau, ac agorwch y tab mentora eto.
error-launch-platform-unreachable-staff = Nid atebodd cyfeiriad set allweddi’r LMS (JWKS) ag allweddi. Rhowch gynnig arno o westeiwr y gwasanaeth ei hun; rhaid enwi cyfeiriad preifat yn ALONGSIDE_PRIVATE_HOSTS.

error-launch-target = Mae’r ddolen hon yn arwain at dudalen nad yw gennym.
error-launch-target-do = Agorwch y tab mentora o ddewislen eich cwrs. Dywedwch wrth eich desg gymorth TG fod y ddolen hon wedi dyddio, gyda’r cod ar y dudalen hon, os gwelwch yn dda.
error-launch-target-staff = Nid yw’r target_link_uri yn gyfeiriad i’r gwasanaeth hwn. Cywirwch gyfeiriad adnodd y ddolen hon yn yr LMS.

error-launch-prove-browser = Ni allem ddweud mai eich porwr chi yw hwn.
error-launch-prove-browser-do = Nid agorwyd dim, fel na all neb arall ei agor chwaith. Ewch yn ôl i dudalen eich cwrs ac agorwch y tab mentora eto. Os daw’r dudalen hon yn ei hôl, caniatewch gwcis i’r safle hwn, neu defnyddiwch borwr arall.
error-launch-prove-browser-staff = Ni ddaeth y cwci mewngofnodi yn ôl, felly nid oes sesiwn eto. Os yw pobl yn gweld hyn yn aml, mae cwcis rhanedig (partitioned) neu storfa wedi’u rhwystro yn eu porwyr.

## Cynnwys ar gyfer cwrs

error-choosing-not-allowed = Dim ond pobl sy’n dysgu’r cwrs hwn sy’n cael ychwanegu ato.
error-choosing-not-allowed-do = Ewch yn ôl i dudalen eich cwrs. Nid ychwanegwyd dim.
error-choosing-not-allowed-staff = Gofynnodd yr LMS i ni am gynnwys ar ran rhywun nad yw’n Instructor, Administrator na ContentDeveloper yn y cwrs hwn.

error-choosing-over = Mae’r dewis hwn wedi’i anfon yn barod, neu mae’r dudalen yn rhy hen.
error-choosing-over-do = Ewch yn ôl i dudalen eich cwrs a dechreuwch eto yno. Nid ychwanegwyd dim ddwywaith.

error-choosing-not-accepted = Nid yw safle’ch cwrs yn derbyn yr hyn a ddewisoch yma.
error-choosing-not-accepted-do = Ewch yn ôl a dewiswch un peth, ac ychwanegwch y nesaf wedyn.
error-choosing-not-accepted-staff = Mae’r LMS yn dweud yn ei gais pa fathau o eitemau y mae’n eu derbyn, a faint. Defnyddiwch leoliad sy’n derbyn dolenni i adnodd (ltiResourceLink).

error-choosing-return = Mae safle’ch cwrs yn gofyn am yr ateb mewn lle nad yw’n eiddo iddo.
error-choosing-return-do = Nid ychwanegwyd dim. Rhowch wybod i’ch technolegydd dysgu, gyda’r cod ar y dudalen hon.
error-choosing-return-staff = Nid yw deep_link_return_url yn yr un o’r cyfeiriadau sydd gan y cofrestriad hwn. Cymharwch nhw, fesul llythyren, ar dudalen y gweinyddwr ar gyfer y llwyfan.

## Cofrestru platfform

error-register-invite = Mae’r cyfeiriad cofrestru hwn wedi’i ddefnyddio, neu mae’n rhy hen.
error-register-invite-do = Gwnewch un newydd, ar dudalennau’r gweinyddwr neu gyda: sudo alongsidectl platform invite. Ni chofrestrwyd dim.

error-register-incomplete = Mae’r cyfeiriad hwn ar gyfer eich LMS, nid ar gyfer porwr.
error-register-incomplete-do = Gludwch ef yn eich LMS lle mae’n gofyn am gyfeiriad cofrestru adnodd. Wedyn bydd yr LMS yn ei agor gyda’r hyn sydd ei angen.

error-register-unreachable = Ni allem gyrraedd eich LMS.
error-register-unreachable-do = Gwiriwch fod y gwasanaeth hwn yn gallu cyrraedd yr LMS. Mae’r cyfeiriad cofrestru’n dal yn dda.
error-register-unreachable-staff = Rhaid enwi LMS o fewn eich rhwydwaith yn ALONGSIDE_PRIVATE_HOSTS a’i wahodd â --private; heb hynny ni ofynnir iddo o gwbl.

error-register-unreadable = Atebodd eich LMS â rhywbeth na allwn ei ddarllen.
error-register-unreadable-do = Cofrestrwch â llaw yn lle hynny; mae tudalennau’r gweinyddwr yn dangos sut. Mae’r cyfeiriad cofrestru’n dal yn dda.

error-register-host = Nid yw’r ffurfweddiad hwn yn perthyn i’r LMS y mae’n ei enwi.
error-register-host-do = Ni chofrestrwyd dim. Gwiriwch gyfeiriad yr LMS: rhaid i’w ffurfweddiad ddod o’r union westeiwr y mae’n siarad drosto.

error-register-refused = Gwrthododd eich LMS y cofrestriad.
error-register-refused-do = Dechreuwch eto yn yr LMS gyda’r un cyfeiriad. Os bydd yn gwrthod eto, cofrestrwch â llaw.

error-register-keys = Mae’r LMS hwn yn hysbys yma gydag allweddi o le arall.
error-register-keys-do = Ni newidiwyd dim. Os yw’r LMS wir wedi symud ei allweddi, rhaid i bwy bynnag sy’n rhedeg y gwasanaeth hwn ddweud hynny yn gyntaf; wedyn cofrestrwch eto.
error-register-keys-staff = Mae gan gyhoeddwr ei allweddi mewn un lle, fel na all neb arall siarad dros ei bobl. Lle maent wedi symud: sudo alongsidectl platform edit ID --jwks-url NEWYDD

error-register-elsewhere = Mae’r LMS hwn wedi’i gofrestru ar gyfer sefydliad arall.
error-register-elsewhere-do = Ni newidiwyd dim. Gall pwy bynnag sy’n rhedeg y gwasanaeth hwn ddweud mwy.

## Ymweliadau

error-session-missing = Nid ydych wedi mewngofnodi yma.
error-session-missing-do = Agorwch y tab mentora o dudalen eich cwrs. Bydd hynny’n eich mewngofnodi.
error-session-missing-staff = Mae pwy bynnag sy’n gweinyddu Alongside yn mewngofnodi o dan /admin, ar y gwesteiwr hwn.

error-session-ended = Mae’ch ymweliad wedi dod i ben.
error-session-ended-do = Daw ymweliadau i ben ar ôl tipyn, i gadw’ch tudalennau’n breifat. Agorwch y tab mentora o dudalen eich cwrs i barhau.

error-session-not-yours = Mae’r dudalen hon yn perthyn i ymweliad arall.
error-session-not-yours-do = Ni chafodd dim ei newid. Agorwch y tab mentora o dudalen eich cwrs chi.

## Ffurflenni a thudalennau

error-form-token = Nid yw’r ffurflen hon ar agor mwyach.
error-form-token-do = Ni chafodd dim ei anfon. Agorwch y dudalen eto, gwiriwch yr hyn a roesoch, ac anfonwch hi unwaith yn rhagor.

error-form-origin = Ni ddaeth y ffurflen hon o’n tudalen ni.
error-form-origin-do = Ni chafodd dim ei newid. Agorwch y tab mentora o dudalen eich cwrs a gwnewch y peth yno.

error-form-field = Ni allem ddarllen un o’ch atebion.
error-form-field-do = Ni chafodd dim ei anfon. Ewch yn ôl, chwiliwch am ateb gwag neu anarferol, ac anfonwch eto.

error-not-allowed = Nid yw’r dudalen hon yn rhan o’ch rôl chi yma.
error-not-allowed-do = Os ydych yn meddwl y dylai fod, gofynnwch i’r person sy’n gofalu am y cynllun.

error-not-found = Nid oes tudalen yma.
error-not-found-do = Gall fod y cyfeiriad yn hen neu wedi’i dorri’n fyr. Agorwch y tab mentora o dudalen eich cwrs.

error-too-large = Mae hynny’n fwy nag y gallwn ei dderbyn ar y tro.
error-too-large-do = Ni chafodd dim ei gadw. Gwnewch ef yn fyrrach ac anfonwch ef eto.

error-too-many = Bu gormod o geisiadau mewn amser byr.
error-too-many-do = Arhoswch funud, ac yna rhowch gynnig arall arni.

error-conflict = Newidiodd rhywbeth tra oedd y dudalen hon ar agor.
error-conflict-do = Ni chafodd eich newid ei gadw. Agorwch y dudalen eto i weld sut mae pethau nawr, ac yna penderfynwch.

error-busy = Mae llawer yn digwydd yma ar hyn o bryd.
error-busy-do = Arhoswch hanner munud, ac yna rhowch gynnig arall arni.

error-internal = Aeth rhywbeth o’i le ar ein hochr ni.
error-internal-do = Rhowch gynnig arall arni ymhen ychydig funudau. Os yw’n aros felly, rhowch y cod ar y dudalen hon i’ch desg gymorth TG.

## Cadw’r hyn y mae pobl yn ei ysgrifennu

error-store-read-only = Ni allwn gadw dim ar hyn o bryd.
error-store-read-only-do = Dewch yn ôl yn nes ymlaen heddiw, os gwelwch yn dda. Os oes rhywbeth na all aros, siaradwch â’r person sy’n gofalu am y cynllun.
error-store-read-only-staff = Mae’r gronfa ddata neu ei disg yn ddarllen yn unig, ac ni chafodd dim ei hanner ysgrifennu. Gwiriwch le, caniatadau a gosodiad (mount) y ffolder data, ac yna dechreuwch y gwasanaeth eto.

error-store-newer = Mae gennym waith i’w wneud cyn y gallwch fynd ymlaen.
error-store-newer-do = Dewch yn ôl yn nes ymlaen heddiw, os gwelwch yn dda. Os oes rhywbeth na all aros, siaradwch â’r person sy’n gofalu am y cynllun.
error-store-newer-staff = Gwnaed y gronfa ddata gan fersiwn mwy newydd na hwn, ac ni chafodd dim ei newid. Dechreuwch y fersiwn hwnnw, neu rhowch gopi cynharach o’r gronfa ddata yn ei ôl.

error-store-wrong-key = Ni allwn agor yr hyn sy’n cael ei gadw yma ar hyn o bryd.
error-store-wrong-key-do = Dewch yn ôl yn nes ymlaen heddiw, os gwelwch yn dda. Os oes rhywbeth na all aros, siaradwch â’r person sy’n gofalu am y cynllun.
error-store-wrong-key-staff = Nid yw’r brif allwedd yn perthyn i’r gronfa ddata hon, ac ni chafodd dim ei newid. Gosodwch ALONGSIDE_KEY_FILE i’r allwedd y gwnaed y gronfa ddata hon â hi.

error-store-failed = Ni allem lwytho na chadw hynny.
error-store-failed-do = Rhowch gynnig arall arni ymhen ychydig funudau. Os oes rhywbeth na all aros, siaradwch â’r person sy’n gofalu am y cynllun.
error-store-failed-staff = Nid atebodd y gronfa ddata, neu fe wrthododd. Edrychwch ar log y gwasanaeth tua’r amser hwn.

## Rhestr bobl y cwrs

error-roster-unreachable = Ni allem gyrraedd rhestr bobl y cwrs.
error-roster-unreachable-do = Mae’r hyn a wyddem o’r blaen yn dal i sefyll, felly rhowch gynnig arall arni ymhen ychydig funudau. Os yw’n aros felly, rhowch y cod ar y dudalen hon i’ch technolegydd dysgu.
error-roster-unreachable-staff = Nid atebodd cyfeiriad aelodaeth yr LMS mewn pryd. Gwnewch yn siŵr y gall gwesteiwr y gwasanaeth gyrraedd yr LMS, a bod cyfeiriad preifat wedi’i enwi yn ALONGSIDE_PRIVATE_HOSTS.

error-roster-refused = Ni adawodd y cwrs i ni ddarllen ei restr o bobl.
error-roster-refused-do = Mae’r hyn a wyddem o’r blaen yn dal i sefyll. Rhowch y cod ar y dudalen hon i’ch technolegydd dysgu.
error-roster-refused-staff = “Na” oedd ateb yr LMS. Gwnewch yn siŵr y caiff yr adnodd ddefnyddio Names and Role Provisioning: yn Moodle o dan Wasanaethau’r adnodd, yn Canvas y cwmpas (scope) contextmembership.readonly ar allwedd y datblygwr.

error-roster-unreadable = Ni allem ddarllen rhestr bobl y cwrs.
error-roster-unreadable-do = Mae’r hyn a wyddem o’r blaen yn dal i sefyll, felly rhowch gynnig arall arni ymhen ychydig funudau. Os yw’n aros felly, rhowch y cod ar y dudalen hon i’ch technolegydd dysgu.
error-roster-unreadable-staff = Atebodd y cyfeiriad aelodaeth â rhywbeth heblaw rhestr aelodau, yn aml tudalen fewngofnodi neu dudalen wall. Gwiriwch a oes dirprwy (proxy) neu dudalen cynnal a chadw o flaen yr LMS.

error-roster-names-nobody = Mae cofnodion nad ydynt yn enwi neb yn rhestr bobl y cwrs.
error-roster-names-nobody-do = Darllenwyd pawb arall, ac ni chollwyd dim a wyddech o’r blaen. Os oes rhywun ar goll, gofynnwch i’ch technolegydd dysgu.
error-roster-names-nobody-staff = Nid oes gan gofnodion o’r rhestr aelodau user_id y gellir ei ddefnyddio; darllenwyd y lleill. Mae log yr LMS o geisiadau Names and Roles yn dangos pa ategyn neu ddefnyddiwr sy’n eu creu.

error-roster-loop = Nid yw rhestr bobl y cwrs yn dod i ben.
error-roster-loop-do = Rydym wedi rhoi’r gorau i ddarllen, ac mae’r hyn a wyddem o’r blaen yn dal i sefyll. Rhowch y cod ar y dudalen hon i’ch technolegydd dysgu.
error-roster-loop-staff = Mae tudalen o’r rhestr aelodau yn enwi tudalen sydd eisoes wedi’i darllen fel yr un nesaf. Nam ym mhennyn Link yr LMS yw hwn; rhowch wybod i bwy bynnag sy’n rhedeg yr LMS.

error-roster-too-large = Mae rhestr bobl y cwrs yn hirach nag y gallwn ei derbyn.
error-roster-too-large-do = Mae’r hyn a wyddem o’r blaen yn dal i sefyll. Defnyddiwch gwrs llai ar gyfer y cynllun hwn, neu gofynnwch i’ch technolegydd dysgu.
error-roster-too-large-staff = Aeth y rhestr dros ein terfyn o ran pobl, tudalennau neu feitiau, ac ni chadwyd dim ohoni. Gwnewch yn siŵr mai dyma’r cwrs a fwriadwyd, ac nid un sy’n cynnwys y safle cyfan.

error-roster-not-offered = Nid yw’r cwrs hwn yn rhannu ei restr o bobl â ni.
error-roster-not-offered-do = Gofynnwch i’ch technolegydd dysgu droi hynny ymlaen. Tan hynny dim ond y bobl sydd wedi agor y tab sy’n hysbys i ni.
error-roster-not-offered-staff = Nid yw lansiadau o’r cwrs hwn yn cario gwasanaeth Names and Role Provisioning. Trowch ef ymlaen ar gyfer yr adnodd, ac yna agorwch y tab unwaith o’r cwrs.

error-roster-too-many-gone = Mae mwy o bobl nag arfer ar goll o’r cwrs.
error-roster-too-many-gone-do = Nid oes neb wedi’i dynnu allan. Edrychwch ar restr y cwrs, ac yna dywedwch wrthym a ydynt wedi gadael mewn gwirionedd.
error-roster-too-many-gone-staff = Byddai mwy nag un o bob deg o’r bobl yn diflannu ar unwaith, felly stopiodd y cysoni. Chwiliwch am fewnforio cofrestriadau na ddaeth i ben, cyfyngiad grŵp a newidiwyd neu gwrs a gafodd ei wagio.

## Marciau ar eu ffordd i’r llyfr graddau

error-score-refused = Ni dderbyniodd y llyfr graddau’r marc hwn.
error-score-refused-do = Mae’r cofnod yma’n sefyll, ac nid oes rhaid i neb wneud yr hyfforddiant eto. Anfonwch ef eto; os daw’n ôl, rhowch y cod ar y dudalen hon i’ch technolegydd dysgu.
error-score-refused-staff = Gwrthododd yr LMS y sgôr. Yr achosion arferol yw colofn wedi’i chloi neu ei dileu, aseiniad heb ei gyhoeddi, neu gwrs sydd wedi dod i ben.

error-score-ungradable = Nid yw’r llyfr graddau’n cadw marc ar gyfer y person hwn.
error-score-ungradable-do = Mae’r cofnod yma’n sefyll, ac nid oes dim y mae angen i chi ei wneud.
error-score-ungradable-staff = Nid yw’r LMS yn cyfrif y person hwn yn fyfyriwr y gellir ei raddio, er enghraifft aelod o staff, myfyriwr prawf neu gofrestriad sydd wedi dod i ben. Ni fydd anfon eto yn helpu.

error-score-unreachable = Ni allem gyrraedd y llyfr graddau.
error-score-unreachable-do = Mae’r cofnod yma’n sefyll. Mae’r marc yn aros yma a gellir ei anfon eto ar unrhyw adeg.
error-score-unreachable-staff = Nid atebodd cyfeiriad sgorau’r LMS mewn pryd. Gwnewch yn siŵr y gall gwesteiwr y gwasanaeth gyrraedd yr LMS, ac nad oes gwaith cynnal a chadw ar yr LMS.

error-score-not-offered = Nid yw’r cwrs hwn yn derbyn marciau gennym ni.
error-score-not-offered-do = Mae’r cofnod yma’n sefyll. Gofynnwch i’ch technolegydd dysgu a ddylai’r marciau ymddangos yn y llyfr graddau hefyd.
error-score-not-offered-staff = Nid yw lansiadau o’r cwrs hwn yn cario Assignment and Grade Services, neu nid yr hawl i greu colofnau ac anfon sgorau. Yn Moodle dewiswch y gosodiad sy’n cynnwys rheoli colofnau.

error-score-conflict = Mae marc diweddarach yn y llyfr graddau’n barod.
error-score-conflict-do = Mae’r cofnod yma’n sefyll. Edrychwch ar y person hwn yn y llyfr graddau, ac anfonwch eto dim ond os yw’r marc hwnnw’n anghywir.
error-score-conflict-staff = Mae gan yr LMS radd â’r un amser neu amser diweddarach, yn aml un a roddwyd â llaw. Os nad felly y bu, cymharwch glociau’r LMS a’r gwasanaeth.

error-score-closed = Nid yw’r llyfr graddau’n derbyn marciau yn y golofn hon eto.
error-score-closed-do = Mae’r cofnod yma’n sefyll. Cyhoeddwch yr aseiniad yn y cwrs; bydd y marc yn dilyn ohono’i hun o fewn yr awr. Os yw wedi’i gyhoeddi, edrychwch a yw ei gyfnod graddio ar ben.
error-score-closed-staff = Mae’r LMS yn cadw’r golofn ar gau: yn Canvas, aseiniad heb ei gyhoeddi, neu un y mae ei gyfnod graddio wedi dod i ben. Ni chadwyd dim o’r sgôr; caiff ei hanfon eto ohoni’i hun am wythnos.

error-score-failed = Mae’r llyfr graddau’n methu gyda’r marc hwn.
error-score-failed-do = Mae’r cofnod yma’n sefyll. Edrychwch a yw gradd y person hwn wedi’i chloi yn y llyfr graddau, datglowch hi, ac anfonwch y marc eto.
error-score-failed-staff = Atebodd yr LMS y sgôr hon â gwall o’i eiddo ei hun (500) tra mae’n ateb rhai eraill. Yn Moodle yr achos arferol yw gradd neu golofn wedi’i chloi; fel arall mae log yr LMS ei hun yn dweud pam.

error-token-refused = Ni adawodd safle’r cwrs i ni ddod i mewn.
error-token-refused-do = Nid oes dim sy’n cael ei gadw yma wedi’i golli. Rhowch y cod ar y dudalen hon i’ch technolegydd dysgu.
error-token-refused-staff = Ni chawsom docyn mynediad. Gwiriwch fod yr adnodd yn weithredol yn yr LMS (yn Canvas, bod yr allwedd datblygwr ar On; yn Moodle, nad yw’r adnodd ar Pending). Yna gwiriwch yr ID cleient a chyfeiriad y tocyn, y gall yr LMS nôl /lti/jwks.json oddi yma, bod y clociau’n cytuno, a bod y gwasanaethau wedi’u troi ymlaen.

error-platform-busy = Gofynnodd safle’r cwrs i ni fynd yn arafach.
error-platform-busy-do = Nid oes dim wedi’i golli, ac nid oes rhaid i neb wneud dim: awn ymlaen ohonom ein hunain, mor gyflym ag y mae’n caniatáu.
error-platform-busy-staff = Mae’r LMS yn cyfrif ceisiadau ac wedi troi rhai ymaith (429, neu yn Canvas 403 gyda “Rate Limit Exceeded”). Arhoswn cyhyd ag y mae’n ei ddweud, ac wedyn gofyn am lai ar y tro. Os yw’n aros fel hyn am ddyddiau, gofynnwch i bwy bynnag sy’n rhedeg yr LMS godi’r terfyn ar gyfer yr offeryn hwn.

## Cwis a chod ymddygiad

error-quiz-code-first = Y cod ymddygiad sy’n dod gyntaf.
error-quiz-code-first-do = Am y cod y mae’r cwis. Darllenwch y cod a’i lofnodi, a bydd y cwis yn agor.

error-quiz-resting = Mae’r cwis ar gau am ychydig.
error-quiz-resting-do = Ar ôl ychydig gynigion mae’n gorffwys, er mwyn i chi gael darllen y cod eto mewn heddwch. Mae tudalen y cwis yn dweud pryd y bydd yn agor.

error-quiz-changed = Cafodd y cwis ei newid tra oedd ar agor gennych.
error-quiz-changed-do = Ni chafodd y cynnig hwn ei gyfrif. Agorwch y cwis eto i weld y cwestiynau newydd.

error-quiz-passed = Rydych wedi pasio’r cwis hwn yn barod.
error-quiz-passed-do = Nid oes dim mwy i’w wneud yma. Mae’ch tudalen gyntaf yn dangos beth sy’n dod nesaf.

error-code-changed = Mae cod ymddygiad mwy newydd.
error-code-changed-do = Ni chafodd eich llofnod ei ddefnyddio. Agorwch y dudalen eto, darllenwch yr un newydd, a llofnodwch hwnnw.

error-code-tick = Ni chafodd y blwch ei dicio.
error-code-tick-do = Os ydych yn cytuno â’r cod, ticiwch y blwch a llofnodwch eto. Os oes gennych gwestiwn yn gyntaf, gofynnwch i’r person sy’n gofalu am y cynllun.

## Gofalu am gynllun, a’i grwpiau

error-claim-taken = Ni ellir gofyn am y cynllun hwn mwyach.
error-claim-taken-do = Mae rhywun yn gofalu amdano’n barod, neu mae wedi cael aelodau o’r blaen. Gofynnwch i arweinydd eich rhaglen eich ychwanegu.

error-claim-not-yours = Nid yw’ch rôl yn y cwrs hwn yn cynnwys hyn.
error-claim-not-yours-do = Gall rhywun sy’n dysgu’r cwrs ofyn am gael gofalu am y cynllun. Os mai chi ddylai hwnnw fod, siaradwch ag arweinydd eich rhaglen.

error-groups-changed = Nid y grwpiau hyn yw’r rhai diweddaraf.
error-groups-changed-do = Cawsant eu ffurfio eto tra oeddent ar agor gennych, ac ni chafodd dim ei gyhoeddi. Agorwch Grwpiau ac edrychwch ar y rhai newydd yn gyntaf.

error-groups-conflict = Nid oes set o grwpiau sy’n ateb pob rheol.
error-groups-conflict-do = Ni chafodd neb ei osod. Mae Grwpiau yn dangos faint o bobl y mae hyn yn ymwneud â nhw, a beth fyddai’n helpu.

error-groups-none = Nid oes grwpiau eto.
error-groups-none-do = Ffurfiwch nhw’n gyntaf, ac yna edrychwch drwyddynt a’u cyhoeddi.

error-method-not-allowed = Nid yw’r cyfeiriad hwn yn gweithio felly.
error-method-not-allowed-do = Agorwch y tab mentora o dudalen eich cwrs.

error-act-id = Nid oedd modd gwahaniaethu rhwng hyn a rhywbeth arall a wnaethoch.
error-act-id-do = Ni wnaed dim. Llwythwch y dudalen eto, a gwnewch ef unwaith eto.

error-act-other = Cymysgwyd hyn â rhywbeth arall a wnaethoch.
error-act-other-do = Ni wnaed dim. Llwythwch y dudalen eto, edrychwch ar yr hyn y mae’n ei ddangos, a gwnewch ef unwaith eto os oes ei angen o hyd.

## Gweinyddu

error-admin-signed-out = Nid ydych wedi mewngofnodi, neu mae’ch ymweliad wedi dod i ben.
error-admin-signed-out-do = Ni newidiwyd dim. Mewngofnodwch a gwnewch hynny unwaith yn rhagor. Mae ymweliad yn dod i ben ar ôl hanner awr heb ddim yn cael ei wneud, ac ar ôl wyth awr.
error-admin-invite = Nid yw’r ddolen hon yn gadael neb i mewn mwyach.
error-admin-invite-do = Mae’n gweithio unwaith, ac am bymtheg munud. Gofynnwch i bwy bynnag sy’n rhedeg y gweinydd am un newydd.
error-admin-passkey = Ni ellid gwirio’r allwedd mynediad.
error-admin-passkey-do = Rhowch gynnig arall arni. Os bydd yn digwydd ddwywaith, defnyddiwch allwedd arall, neu gofynnwch i bwy bynnag sy’n rhedeg y gweinydd am ddolen newydd.
error-admin-passkey-over = Cymerodd hynny’n rhy hir, neu fe’i hanfonwyd ddwywaith.
error-admin-passkey-over-do = Llwythwch y dudalen eto a rhowch gynnig arall arni.
error-admin-passkey-unknown = Nid yw’r allwedd hon yn agor dim yma.
error-admin-passkey-unknown-do = Efallai ei bod wedi’i dileu. Defnyddiwch un arall, neu gofynnwch i bwy bynnag sy’n rhedeg y gweinydd am ddolen newydd.
error-admin-passkey-name = Mae angen enw ar yr allwedd mynediad.
error-admin-passkey-name-do = Ewch yn ôl, teipiwch enw y byddwch yn ei adnabod eto, ac ychwanegwch yr allwedd unwaith yn rhagor.
error-admin-rotating = Mae allwedd newydd ar ei ffordd yn barod.
error-admin-rotating-do = Mae’n cymryd drosodd o fewn yr awr. Wedyn gallwch wneud un arall.
error-admin-platform-used = Mae pobl wedi dod drwy’r llwyfan hwn.
error-admin-platform-used-do = Ni ellir ei ddileu, oherwydd mae’r hyn a wnaethant yn perthyn iddo. Gallwch ei ddiffodd.
error-check-keys = Ni allai ein gwiriad ein hunain ddarllen allweddi’r LMS.
error-check-token = Ni chafodd ein gwiriad ein hunain fynediad at wasanaethau’r LMS.
error-check-time = Canfu ein gwiriad ein hunain fod cloc yr LMS yn wahanol i’n cloc ni.

error-hand-over-over = Mae’r cam hwn yn gweithio unwaith.
error-hand-over-over-do = Does dim wedi’i golli. Caewch y ffenestr hon, ewch yn ôl i’r mentora yn eich cwrs ac agor y ffenestr oddi yno eto.
