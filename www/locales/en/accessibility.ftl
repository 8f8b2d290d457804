# The page Accessibility (/accessibility): what was tested, what was not, whom to tell. It says what
# is so; whoever changes what is tested changes this page.

access-title = Accessibility

access-aim-heading = What we aim for
access-aim = Everyone should be able to use these pages. We aim to meet the Web Content Accessibility Guidelines (WCAG) 2.2, level AA, in full.
access-now = The automated tests below report no failure in what they cover, and they do not cover everything. We know of one gap, and it is listed below. Nobody from outside has checked the pages yet.

access-tested-heading = What we tested, and how
access-tested-1 = A program called axe looks at every kind of page in English and in Welsh: light and dark, with more contrast, with the colours of your own system, on a screen 320 pixels wide and in a small frame. It does not do each of these in both languages. It looks at every page that says why something was refused: light and dark, and with more contrast.
access-tested-2 = No page has to be scrolled sideways, not even in a small frame at a zoom of 400 %.
access-tested-3 = Signing the code, taking the quiz, forming and publishing groups, leaving and coming back are done with the keyboard alone. You can see where you are at every step.
access-tested-4 = The names of links, buttons and fields, and the order of headings, are read as the browser hands them to a screen reader.
access-tested-5 = Programs do all of this, in one browser: Chromium.

access-not-heading = What we have not done, and what may not work
access-not-1 = We have not tried the pages with people who use a screen reader, such as NVDA, JAWS, VoiceOver or TalkBack, or who use voice control.
access-not-2 = We have not tested them in Safari or Firefox.
access-not-3 = One known gap, against WCAG 2.2.1 (Timing Adjustable): a visit ends after an hour without use. There is no warning, and no way to make it longer. To go on, open the tab again from the course.
access-not-4 = Names, courses of study and titles stand as your learning platform gives them. They may be in another language than the page, and a screen reader may say them wrongly.
access-not-5 = Nobody has proofread the Welsh yet.
access-not-6 = The pages of the learning platform around this tab are not ours.

access-tell-heading = If something does not work for you
access-tell = Tell the person who looks after your scheme. The name stands at the foot of the pages in your course. You can ask for anything here on paper, by telephone, or in person.
access-tell-else = If that does not help, go to your university’s disability service. In England, Scotland and Wales you can also ask the [Equality Advisory and Support Service](https://www.equalityadvisoryservice.com/).
access-date = Last changed in November 2026.
