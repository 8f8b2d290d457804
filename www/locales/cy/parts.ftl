# Geiriau’r rhannau y gall tudalen eu defnyddio. Drafft.

field-optional = (cewch adael hwn yn wag)
field-choose = Dewiswch un
field-most =
    { $count ->
        [one] Mae lle i un nod.
       *[other] Mae lle i hyd at { $count } o nodau.
    }
field-left =
    { $count ->
        [0] Does dim lle i ragor o nodau.
        [one] Mae lle i un nod arall.
       *[other] Mae lle i { $count } o nodau eraill.
    }
field-over =
    { $count ->
        [one] Mae un nod yn ormod.
       *[other] Mae { $count } o nodau yn ormod.
    }

date-field-day = Diwrnod
date-field-month = Mis
date-field-year = Blwyddyn
date-field-example = Er enghraifft { $day } { $month } { $year }.
time-field-example = Er enghraifft 14:30 neu 2.30 yp.

typed-date-missing =
    { $parts ->
        [day] Teipiwch y diwrnod.
        [month] Teipiwch y mis.
        [year] Teipiwch y flwyddyn.
        [day-month] Teipiwch y diwrnod a’r mis.
        [day-year] Teipiwch y diwrnod a’r flwyddyn.
        [month-year] Teipiwch y mis a’r flwyddyn.
       *[all] Teipiwch y diwrnod, y mis a’r flwyddyn.
    }
typed-date-day = Teipiwch y diwrnod fel rhif o 1 i 31.
typed-date-month = Teipiwch y mis fel rhif o 1 i 12, neu ei enw.
typed-date-year = Teipiwch y flwyddyn fel rhif, megis { $year }.
typed-date-year-short = Teipiwch bedwar ffigur y flwyddyn i gyd, megis { $year }.
typed-date-year-far = Edrychwch ar y flwyddyn eto: mae { $typed } yn rhy bell i ffwrdd.
typed-date-no-such-day = Nid oes { $day } { $month } { $year }. Dewiswch ddiwrnod o 1 i { $last }.

typed-time-missing = Teipiwch amser, megis 14:30 neu 2.30 yp.
typed-time-unread = Teipiwch yr amser mewn rhifau, megis 14:30 neu 2.30 yp.
typed-time-no-such = Nid oes cloc sy’n dangos yr amser hwn. Teipiwch un megis 14:30 neu 2.30 yp.
typed-time-half = Ai { $morning } ynteu { $later } yw hynny? Teipiwch y naill neu’r llall.
typed-time-twice = Mae’r clociau’n troi’n ôl y noson honno, ac mae { $asked } yn dod ddwywaith. Yr un cyntaf rydym yn ei gymryd.
typed-time-skipped = Mae’r clociau’n troi ymlaen y noson honno, ac nid oes { $asked } o gwbl. Rydym yn cymryd { $taken }.

sign-name = Eich enw llawn
sign-name-hint = Fel y byddech yn ei ysgrifennu o dan lythyr.
sign-agree = Rwyf wedi darllen hwn, ac rwy’n cytuno.
sign-button = Llofnodi
sign-done = Llofnodwyd gan { $name } ar { $date }
typed-sign-no-name = Teipiwch eich enw llawn.
typed-sign-long-name = Byrhewch eich enw i { $count } o lythrennau.
typed-sign-no-tick = Ticiwch y blwch i ddweud eich bod yn cytuno.

chart-figures = Y ffigurau fel tabl
chart-none = Nid oes ffigurau eto. Byddant yma cyn gynted ag y bydd rhai.
