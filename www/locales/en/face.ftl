# What stands around every page.

product = alongside
skip = Skip to the page
get-help = Get help
nav-label = Pages
nav-home = Next for you
nav-code = Code of conduct
nav-quiz = Quiz
nav-groups = Groups
nav-people = People
nav-scores = Gradebook

contact-name = { $name } looks after this scheme
contact-nobody = Nobody has been named yet to look after this scheme. Your department’s office can help.
contact-room = room { $room }

app-missing = This page works without its app, a little more slowly.
app-broken = Something in this page broke. What you wrote is kept.
app-reload = Load it again

date-day = { $weekday } { $day } { $month }
date-day-time = { $weekday } { $day } { $month }, { $time }
date-date = { $day } { $month } { $year }
date-time = { $time }

weekday-1 = Monday
weekday-2 = Tuesday
weekday-3 = Wednesday
weekday-4 = Thursday
weekday-5 = Friday
weekday-6 = Saturday
weekday-7 = Sunday

month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
