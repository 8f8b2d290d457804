# The page Get help (/help/{institution}): plain HTML, no launch, no form, no script needed.

## Top of the page. The exit is a link to an ordinary outside page, first in reading order.

help-title = Get help
help-exit = Leave quickly
help-exit-heading = If nobody may see that you were here
help-exit-note = “Leave quickly” opens a weather page in this window. It cannot remove this page from your browser’s history: delete it there, or use a private window next time.

## Danger now.

help-now-heading = In danger now
help-ring = Ring { $number }
help-999-name = Emergency services
help-999-number = 999
help-999-when = If someone may die, is badly hurt, or is being attacked. Free, day and night.
help-999-other-ways = If you cannot hear or speak on the phone, ring 18000 with the Relay UK app or a textphone. For British Sign Language, use 999 BSL.

## What this page is.

help-intro = For you, or for someone you are worried about. You do not have to be sure, and you do not have to sign in.
help-private = There is nothing to fill in here. This page stores nothing and sends nothing. So there is nothing for anyone to read, and nobody is told that you opened it.

## Someone to talk to. Name, number and sentence for each; the numbers are for a link to the telephone.

help-talk-heading = Someone to talk to, day and night
help-samaritans-name = Samaritans
help-samaritans-number = 116 123
help-samaritans-when = For anyone who finds it hard to go on, or just needs to talk. Free, day and night. You need not give your name.
help-samaritans-welsh = To talk in Welsh, ring [0808 164 0123](tel:08081640123). It is open in the evening.
help-shout-name = Shout, by text message
help-shout-word = SHOUT
help-shout-number = 85258
help-shout-when = Text the word SHOUT to 85258 if you would rather write than speak. Free on most networks, day and night.
help-111-name = NHS 111
help-111-number = 111
help-111-when = If you need medical help soon but no life is at risk. Choose the mental health option if that is what it is. Free, day and night.
help-university-heading = At your university
help-university-night = Your university may also have its own line or a security team that is there all night. Look on its website or on your student card.
help-defaults = These are numbers for the United Kingdom. 111 is for England, Scotland and Wales. Outside the UK, ring the emergency number of the country you are in.

## The coordinator. Use help-coordinator-named with $name, then phone and room where known; or else help-coordinator-nobody alone.

help-coordinator-heading = Someone who knows this scheme
help-coordinator-named = { $name } looks after this scheme. You can bring a worry, a problem or a question, small or large.
help-coordinator-room = Room: { $room }.
help-coordinator-hours = Coordinators are there in working hours. If it cannot wait, use the numbers above.
help-coordinator-nobody = Nobody has been named for this scheme yet. Go to student services or your department’s office, and say that you take part in peer mentoring.

## For me: a heading and a list of four.

help-me-heading = For me
help-me-1 = You do not need the right words. “I am not all right” is enough to start with.
help-me-2 = You can ring any of these numbers, even if it feels too small.
help-me-3 = Your mentor can listen and show you the way. A mentor keeps things private, but gets help if someone is in danger.
help-me-4 = You can stop meeting someone at any time. You do not have to say why.

## For someone else: a heading and a list of five.

help-other-heading = For someone else
help-other-1 = If they may be in danger now, ring 999. You do not need their permission.
help-other-2 = Stay with them or stay in touch, if that is safe for you.
help-other-3 = If there is no danger, listen. Show them this page, and let them choose.
help-other-4 = Do not promise to keep a secret. Say that you may have to tell someone who can help.
help-other-5 = Ask the coordinator or student services what to do. You can leave the name out. You matter too, so talk to someone afterwards.

## Harassment, and what the mentoring agreement never stops.

help-harm-heading = If someone has hurt you, harassed you or put pressure on you
help-harm-report = It is not your fault. You can tell the coordinator, student services, the police or anyone you trust. Many universities also take reports without a name.
help-harm-free = Nothing that you agreed to in this scheme stops you from speaking.
help-harm-coordinator = If it is about the coordinator, go to student services instead.
