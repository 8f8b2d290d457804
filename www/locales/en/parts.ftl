# Words of parts that a page may use: fields, what has to be put right, signatures, charts. A bundle gets
# this file with the first of its pages that uses one.

field-optional = (you may leave this empty)
field-choose = Choose one
field-most =
    { $count ->
        [one] One character fits.
       *[other] Up to { $count } characters fit.
    }
field-left =
    { $count ->
        [0] No more characters fit.
        [one] One more character fits.
       *[other] { $count } more characters fit.
    }
field-over =
    { $count ->
        [one] One character too many.
       *[other] { $count } characters too many.
    }

date-field-day = Day
date-field-month = Month
date-field-year = Year
date-field-example = For example { $day } { $month } { $year }.
time-field-example = For example 14:30 or 2.30 pm.

typed-date-missing =
    { $parts ->
        [day] Type the day.
        [month] Type the month.
        [year] Type the year.
        [day-month] Type the day and the month.
        [day-year] Type the day and the year.
        [month-year] Type the month and the year.
       *[all] Type the day, the month and the year.
    }
typed-date-day = Type the day as a number from 1 to 31.
typed-date-month = Type the month as a number from 1 to 12, or its name.
typed-date-year = Type the year as a number, such as { $year }.
typed-date-year-short = Type all four figures of the year, such as { $year }.
typed-date-year-far = Look at the year again: { $typed } is too far away.
typed-date-no-such-day = There is no { $day } { $month } { $year }. Choose a day from 1 to { $last }.

typed-time-missing = Type a time, such as 14:30 or 2.30 pm.
typed-time-unread = Type the time in numbers, such as 14:30 or 2.30 pm.
typed-time-no-such = No clock shows this time. Type one such as 14:30 or 2.30 pm.
typed-time-half = Is that { $morning } or { $later }? Type one of the two.
typed-time-twice = The clocks go back that night, and { $asked } comes twice. We take the first one.
typed-time-skipped = The clocks go forward that night, and there is no { $asked }. We take { $taken }.

sign-name = Your full name
sign-name-hint = As you would write it under a letter.
sign-agree = I have read this, and I agree.
sign-button = Sign
sign-done = Signed by { $name } on { $date }
typed-sign-no-name = Type your full name.
typed-sign-long-name = Shorten your name to { $count } letters.
typed-sign-no-tick = Tick the box to say that you agree.

chart-figures = The figures as a table
chart-none = There are no figures yet. They stand here as soon as there are any.
