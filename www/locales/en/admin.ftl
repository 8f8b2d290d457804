# The administrator's pages. The service draws them; no browser bundle carries these words.

admin-title = Administration
admin-leave = Sign out
admin-back = Back to administration
admin-nav-home = Overview
admin-nav-departments = Departments
admin-nav-claims = Coordinators
admin-nav-access = Access
admin-nav-institution = Another institution

## In and out.

admin-enter = Come in
admin-enter-note = This link was made on the host, for one administrator. It works once, and for fifteen minutes.
admin-enter-way = Come in
admin-enter-over = This link has been used, or is too old.
admin-ask-host = Ask whoever runs the host for a new link. The command is:
admin-sign-in = Sign in
admin-sign-in-note = For whoever connects the learning platform and looks after it. Students and coordinators come from their course.
admin-sign-in-way = Sign in with a passkey
admin-no-passkey = No passkey?
admin-no-script = Passkeys need a browser that knows them, with scripts switched on. This one does not.
admin-no-passkey-here = Passkeys need an address with a name, and this one is a number.
admin-passkey-failed = The browser gave no passkey. Nothing has changed: you can try again.
admin-choose = Where do you want to work?
admin-choose-note = You look after the whole host. Everything on the pages that follow is about one institution.
admin-choose-none = There is no institution yet. Add one on the host: sudo alongsidectl institution add

## What is waiting.

admin-waiting = Waiting for you
admin-waiting-caption = What waits for a decision
admin-nothing-waits = Nothing waits for you.
admin-what = What
admin-do = What to do
admin-look = Look
admin-strangers = Somebody tried to open the tool from an LMS that is not registered here
admin-strangers-note = What follows is what came with the request. Nobody has checked it: register only what you know.
admin-stranger-no-client = No client ID came with it.
admin-stranger-unknown = It is like nothing that is registered here. If you know it, add it as a platform, with exactly these values.
admin-stranger-near = It is nearly { $name }, which is registered here. They differ:
admin-stranger-issuer = Registered issuer
admin-stranger-client = Registered client ID
admin-stranger-do = Make the two the same, letter by letter: in the LMS, or under “Correct these values” on the platform’s page.
admin-stranger-dismiss = Take this off the list
admin-strangers-more =
    { $count ->
        [one] One more
       *[other] { $count } more
    }
admin-waits-platform = { $name } has registered itself and waits for your approval.
admin-waits-deployment = { $name } was opened through a deployment that nobody has approved: { $deployment }
admin-waits-unreached = The keys of { $name } could not be read, so people may not be able to come in from it.
admin-waits-strangers =
    { $count ->
        [one] Somebody came from an LMS that is nearly one of yours. What differs stands below.
       *[other] People came from { $count } LMSs that are nearly one of yours. What differs stands below.
    }
admin-waits-courses =
    { $count ->
        [one] One course belongs to no department.
       *[other] { $count } courses belong to no department.
    }
admin-waits-claims =
    { $count ->
        [one] One person waits to coordinate a scheme.
       *[other] { $count } people wait to coordinate a scheme.
    }
admin-passkey-first = Add a passkey
admin-passkey-first-note = The link that let you in works once. With a passkey you can come back by yourself.
admin-passkey-first-way = Add a passkey
admin-platforms = Platforms
admin-platforms-caption = Moodle and Canvas sites
admin-no-platforms = No Moodle or Canvas site is connected yet.
admin-name = Name
admin-issuer = Issuer
admin-state = State
admin-last-launch = Last opened
admin-never = Never
admin-departments-courses = Departments and courses
admin-count-departments =
    { $count ->
        [one] department
       *[other] departments
    }
admin-count-courses =
    { $count ->
        [one] course
       *[other] courses
    }
admin-departments-way = Give courses to departments
admin-pending = Waiting for approval
admin-active = In use
admin-unreached = Not reached
admin-disabled = Switched off

## A platform.

admin-approve = Approve
admin-refuse = Refuse
admin-approve-platform = Is this your platform?
admin-approve-platform-note = It says that it is { $host }. Nobody can open the tab from it until you approve it. Look at the addresses below first: they should all be your learning platform’s.
admin-approve-platform-next =
    { $count ->
        [0] It has not named a deployment yet. The first one that somebody opens the tab through is approved with it; any after that waits for you.
        [one] The deployment that it named is approved with it; any after that waits for you.
       *[other] The deployments that it named are approved with it; any after that waits for you.
    }
admin-known-already = You already have this LMS as { $name }. Courses of this one would begin again: teachers would claim a second scheme, and nobody’s group or mark would be known there. Refuse it unless you mean two.
admin-known-look = Look at { $name }
admin-active-note = People can open the tab from it.
admin-active-unproven = Launches from it are taken. Nobody has opened the tab from it yet.
admin-unreached-note = It is switched on, but its keys could not be read last time: people may not be able to come in. What to check stands below.
admin-disable = Switch off
admin-disabled-note = Nobody can open the tab from it. Everything it brought is kept.
admin-enable = Switch on again
admin-troubles = What went wrong lately
admin-settled =
    { $count ->
        [one] One more thing, put right since
       *[other] { $count } more things, put right since
    }
admin-settled-note = What caused them was approved or corrected since, or the same has worked since.
admin-failed-launch = Somebody could not open the tab
admin-failed-roster = Enrolments could not be read
admin-failed-mark = A mark did not reach the gradebook
admin-failed-access = The platform gave us no access to its services
admin-failed-busy = The platform asked us to go more slowly
admin-failed-other = A request was refused
admin-failed-check-keys = Our check could not read the keys of { $name }
admin-failed-check-token = Our check was given no access to the services of { $name }
admin-failed-check-time = Our check found that the clock of { $name } differs from ours
admin-trouble-read = What the reader saw:
admin-approve-deployment = Approve this deployment
admin-trouble-launch-deployment-unknown = The tool was added at another place in the platform, and that deployment is not approved here. If it is yours, approve it.
admin-trouble-launch-deployment-pending = The tool was added at another place in the platform, and that deployment waits for your approval. If it is yours, approve it.
admin-trouble-launch-platform-disabled = The platform is switched off here. Switch it on above when people should come in again.
admin-trouble-launch-platform-pending = The platform has registered itself and waits for your approval, above.
admin-trouble-launch-token-audience = The token is meant for another client ID than the one registered here. Compare the client ID below with the one that the platform shows.
admin-trouble-launch-unknown-platform = The issuer is that of this platform, the client ID is not. What came stands in what the log says; compare it with the client ID below.
admin-trouble-launch-platform-unreachable = The public keyset URL below did not answer with keys. Open it in a browser: it should show a list of “keys”. If it does, the platform may keep out this service’s host; an LMS inside your network must be named in ALONGSIDE_PRIVATE_HOSTS.
admin-trouble-token-refused = The platform refused us an access token. Check that it can reach our public keyset, that the client ID and access token URL below are right, that the clocks agree, and that the services are switched on for the tool.
admin-trouble-check-keys = The public keyset URL below did not answer with keys. Open it in a browser: it should show a list of “keys”. If it does, the platform may keep out this service’s host; an LMS inside your network must be named in ALONGSIDE_PRIVATE_HOSTS.
admin-trouble-check-token = The platform refused us an access token. Check that it can reach our public keyset, that the client ID and access token URL below are right, that the clocks agree, and that the services are switched on for the tool.
admin-trouble-check-time = A launch is refused when the clocks differ by more than a minute. Set both from a time server. By how much stands in what the log says.
admin-no-troubles = Nothing that is not put right.
admin-trouble-when =
    { $count ->
        [one] Once, on { $when }.
       *[other] { $count } times, the last on { $when }.
    }
admin-in-deployment = In the deployment { $deployment }
admin-trouble-detail = What the log says
admin-deployments = Deployments
admin-deployments-note = A deployment is one place in the platform where the tool was added: the whole site, or a single course.
admin-deployments-caption = Deployments that were seen or typed in
admin-worked = Worked last
admin-worked-launch = Opened on { $when }
admin-worked-roster = Enrolments read on { $when }
admin-worked-mark = Mark in the gradebook on { $when }
admin-worked-nothing = Nothing yet
admin-no-deployments = None yet. A deployment appears here when somebody first opens the tab through it.
admin-deployment = Deployment
admin-approved = Approved
admin-take-back = Take back
admin-asks-note = A new deployment waits here for your approval.
admin-first-note = The first deployment that somebody opens the tab through is approved with the platform. Any after that waits here for your approval.
admin-accept = Take new deployments without asking
admin-accepts-note = New deployments are taken without asking.
admin-ask = Ask me about new deployments
admin-ours = What the platform needs from us
admin-ours-note = Paste these into the form for an external tool.
admin-tool-url = Tool URL, also called target link
admin-login-url = Initiate login URL
admin-redirect-url = Redirection URI
admin-keys-url = Public keyset
admin-theirs = What the platform told us
admin-theirs-note = If people cannot open the tab, compare these with what the platform shows, letter by letter.
admin-correct = Correct these values
admin-correct-note = Nothing changes before you have seen the difference.
admin-correct-names-note = People have come from this platform and are known by its issuer, so issuer and client ID stay. If they really changed, add the platform anew.
admin-before = Now
admin-after = Then
admin-correct-caption = What would change of { $name }
admin-correct-nothing = Nothing would change.
admin-correct-others = The same keys are used by other platforms of this issuer, and move for them too: { $names }
admin-client_id = Client ID
admin-auth_url = Authentication request URL
admin-token_url = Access token URL
admin-jwks_url = Public keyset URL
admin-copy = Copy
admin-copied = Copied: { $what }
admin-test = Try it
admin-ask-it = Ask the platform now
admin-ask-it-note = We can ask the platform for its keys and for access to its services. Whether people come in, only opening the tab shows.
admin-answered-keys = Its keys were read on { $when }
admin-answered-token = It gave us access to its services on { $when }
admin-test-1 = Open a course in the platform, as a teacher of that course.
admin-test-2 = Add the tool to the course: in Moodle as an activity, in Canvas in the course’s navigation.
admin-test-3 = Open it. You see a page of the mentoring tab, or a refusal with a code.
admin-test-4 = Come back here and load this page again. What arrived, or what went wrong, stands here.
admin-no-launch = Nobody has opened the tab from this platform yet.
admin-launch-last = The last launch that arrived came from { $course }, on { $when }.
admin-keys = Our key for this platform
admin-keys-note = We sign what we ask of the platform. A new key is published an hour before it is used, and the old one stays for a day after, so that nothing stops working.
admin-key-in-use = In use since { $when }
admin-key-to-come = New: takes over on { $when }
admin-key-retires = Old: goes away on { $when }
admin-rotating = A new key is on its way. When it has taken over, you can make another.
admin-rotate = Make a new key
admin-replace-key-note = If somebody else may have our key, withdraw it at once.
admin-replace-key-ask = Withdraw the key…
admin-replace-key = Withdraw the key now
admin-sure-replace-key = { $name } gets a new key of ours at once, and every older one is destroyed. Until the platform has read it, which may take minutes, it may refuse us rosters and marks; they are tried again by themselves. Launches go on.
admin-rename = Call it something else
admin-rename-way = Keep this name
admin-remove = Remove
admin-remove-note = Nobody ever opened the tab from this platform, so it can be removed. Once somebody has, it can only be switched off.

## A new platform.

admin-new-platform = Add a platform
admin-by-invite = The short way: the platform registers itself
admin-invite-note = Moodle and Canvas can set everything up by themselves from one address. It works once, and for a day.
admin-invite-way = Make an address
admin-invite-address = Address to paste into the platform
admin-invite-step-1 = Moodle: Site administration, Plugins, External tool, Manage tools. Paste the address and choose “Add LTI Advantage”.
admin-invite-step-2 = Canvas: Admin, Apps, Manage, Install a new app, Dynamic registration. Paste the address.
admin-invite-step-3 = The platform then waits on the first page here for your approval.
admin-in-canvas = Canvas with a developer key
admin-canvas-note = It takes somebody who may manage developer keys and apps of the account.
admin-canvas-address = Configuration URL
admin-canvas-json = The configuration as JSON
admin-canvas-json-why = Canvas cannot reach this service: paste JSON
admin-canvas-step-1 = Admin, the account, Developer Keys, + Developer Key, + LTI Key. Paste the redirect URI, choose the method “Enter URL” and paste the configuration URL. Save.
admin-canvas-step-2 = In the list of keys, put the new key’s state to On, and copy the long number under Details: it is the client ID.
admin-canvas-step-3 = Settings of the account or of a sub-account, Apps, View App Configurations, + App, configuration type “By Client ID”. Paste the number, submit, install.
admin-canvas-step-4 = In the new app’s menu, “Deployment Id”: copy it.
admin-canvas-step-5 = Have the form below filled in for your Canvas, and paste the client ID and the deployment ID into it.
admin-canvas = Your Canvas
admin-canvas-site-production = Canvas that Instructure hosts
admin-canvas-site-beta = Its beta site
admin-canvas-site-test = Its test site
admin-canvas-site-own = A Canvas of our own
admin-canvas-host = Address of your own Canvas
admin-canvas-host-hint = Only for a Canvas of your own, such as canvas.example.ac.uk.
admin-canvas-fill = Fill in the form below
admin-canvas-filled = Filled in for Canvas. What is missing are the client ID and the deployment ID.
admin-canvas-filled-own = Filled in for your own Canvas. What is missing are the client ID and the deployment ID. Where its configuration names an issuer of its own (lti_iss), put that one in.
admin-canvas-hosted = The addresses, to copy
admin-canvas-hosted-note = They are the same for every school whose Canvas Instructure hosts. A Canvas of your own has its own host in the last three. The beta and test sites are platforms of their own.
admin-canvas-step-6 = In a course: Settings, Navigation, drag { $tool } to the visible items, save. It is off until a teacher does so.
admin-canvas-privacy = The privacy level is “public”, so Canvas sends names, and with them e-mail addresses and pictures, which Alongside does not look at.
admin-in-moodle = Moodle, set up manually
admin-moodle-step-1 = Site administration, Plugins, External tool, Manage tools, “configure a tool manually”.
admin-moodle-step-2 = Type in what stands below. Leave what is not named as it is, and save.
admin-moodle-step-3 = Open “View configuration details” of the tool and type what it shows under “By hand” below.
admin-by-hand = By hand
admin-by-hand-note = What the platform shows after the tool was added there.
admin-by-hand-way = Add this platform
admin-name-hint = What people call it, such as Our Moodle.
admin-name-hint-canvas = What people call it, such as Our Canvas.
admin-issuer-hint = Moodle calls it Platform ID, such as https://moodle.example.ac.uk. It is compared letter by letter: add no slash and take none away.
admin-issuer-hint-canvas = Every school whose Canvas Instructure hosts has the same one. It is compared letter by letter: add no slash and take none away.
admin-client_id-hint-canvas = The long number under Details in the list of developer keys.
admin-jwks_url-hint = In Moodle it ends in /mod/lti/certs.php.
admin-jwks_url-hint-canvas = In Canvas it ends in /api/lti/security/jwks.
admin-token_url-hint = In Moodle it ends in /mod/lti/token.php.
admin-token_url-hint-canvas = In Canvas it ends in /login/oauth2/token.
admin-auth_url-hint = In Moodle it ends in /mod/lti/auth.php.
admin-auth_url-hint-canvas = In Canvas it ends in /api/lti/authorize_redirect.
admin-deployment_id = Deployment ID
admin-deployment_id-hint = You may leave this empty: the first launch shows it here for approval.
admin-deployment_id-hint-canvas = In the app’s menu, under “Deployment Id”. You may leave this empty: the first launch shows it here for approval.
admin-fault-name = Type a name of at most 120 letters.
admin-fault-issuer = Paste the issuer as the platform shows it: a whole address, such as https://moodle.example.ac.uk.
admin-fault-client = Paste the client ID alone, as the platform shows it, without spaces.
admin-fault-deployment = Paste the deployment ID alone, without spaces, or leave it empty.
admin-fault-address = Paste the whole address as the platform shows it, beginning with https://.
admin-fault-https = Paste an address that begins with https://. Without encryption, anybody on the way could change what it says.
admin-fault-user = Paste the address without a name and password: nothing may stand before an @.
admin-fault-fragment = Paste the address without # and what follows it.
admin-fault-query = Paste the issuer without ? and what follows it.
admin-fault-private = This host is inside a network. Its name and port must first be named in ALONGSIDE_PRIVATE_HOSTS on the host of this service.
admin-fault-private-host = This host is inside a network. Ask whoever runs this service: only they can add a platform there.
admin-fault-ours = This is an address of Alongside, for the platform. Paste the one that the platform shows.
admin-fault-twice = The same address stands in another field. Each of the three has its own.
admin-fault-keys = Platforms of this issuer are registered here with keys from another place. Paste the keyset URL at that place. Where the keys really moved, correct them on the platform’s page first.
admin-fault-keys-moved = People have come from this issuer, and keys from another place could speak for all of them. If they really moved, ask whoever runs this service.
admin-fault-canvas = Choose which Canvas it is.
admin-fault-canvas-host = Type the address of your Canvas, such as canvas.example.ac.uk.
admin-fault-exists = This issuer and client ID are registered already. One client ID can be registered once.

## Departments and courses.

admin-departments = Departments
admin-still-to-do = Still to do
admin-all-courses = Every course
admin-left =
    { $left ->
        [0] Every course belongs to a department. Courses: { $all }.
       *[other] Courses without a department: { $left } of { $all }.
    }
admin-no-courses = No course yet. A course appears here when somebody first opens the tab from it.
admin-nothing-left = Nothing is left to do.
admin-show-all = Show every course
admin-show-left = Show what is still to do
admin-course = Course
admin-code = Code
admin-platform = Platform
admin-department = Department
admin-none = None
admin-courses = Courses
admin-courses-caption = Tick courses, then choose their department
admin-more = The first { $count } are shown. A pattern or a list gives many at once.
admin-give-to = Department
admin-no-department = No department
admin-give = Give the ticked courses to it
admin-by-pattern = Many at once, by their codes
admin-pattern = Pattern of course codes
admin-pattern-hint = A star stands for any letters: BOT* is every code that begins with BOT.
admin-preview = Show what would change
admin-by-list = All at once, from a spreadsheet
admin-list = Codes and departments
admin-list-hint = Two columns, copied from a spreadsheet or typed with a comma between them: BOT101, Biology. A code may be a pattern. Departments that are missing are added.
admin-departments-list = Every department
admin-no-departments = No departments yet.
admin-add-department = Add
admin-rename-department = Rename a department
admin-rename-unit = Which department
admin-new-name = Its new name
admin-new-name-hint = Its courses stay with it.
admin-department-names = Add departments
admin-department-names-hint = One name, or a list with one name on each line. Those that are there stay as they are.
admin-departments-added =
    { $count ->
        [one] One department was added.
       *[other] { $count } departments were added.
    }
admin-departments-there =
    { $count ->
        [one] One was there already.
       *[other] { $count } were there already.
    }
admin-fault-department = Type a name of at most 120 letters.
admin-fault-department-line = Put line { $line } right: a name has at most 120 letters.
admin-fault-department-many = Paste at most 500 names at once.
admin-fault-department-there = There is a department of this name.
admin-fault-unit = Choose a department.
admin-fault-courses = Tick at least one course.
admin-fault-pattern = Type a pattern that names something, such as BOT*.
admin-fault-list-empty = Paste or type at least one line, such as BOT101, Biology.
admin-fault-list-long = Paste at most 2,000 lines at once.
admin-fault-list-line = Put line { $line } right: it needs a code, a comma or a tab, and a department.
admin-plan = Before anything changes
admin-plan-note = Nothing has changed yet.
admin-plan-caption = Courses that would move
admin-plan-nothing = No course would move.
admin-plan-new = Departments that would be added: { $names }
admin-plan-unknown = No course has these codes
admin-plan-line = Line { $line }: { $code }
admin-plan-taken = Other lines have the courses of these
admin-plan-taken-line = Line { $line }: { $code }, after line { $by }
admin-plan-left =
    { $count ->
        [0] After that every course belongs to a department.
        [one] After that one course belongs to no department.
       *[other] After that { $count } courses belong to no department.
    }
admin-plan-way = Do it
admin-plan-back = Back without a change
admin-sure-passkey-last = { $name } is the last passkey. Without it, only somebody at the host can let you in again, with a new link.
admin-sure-passkey-own = You came in with it: removing it signs you out at once.
admin-sure-near = This issuer is nearly that of { $name }, which is registered here. If they are one LMS, people from this one would begin again, or could not come in at all.
admin-sure-slashes = There are two slashes in a row in the path of { $name }. That is seldom meant.
admin-sure-disable = Nobody can open the tab from { $name } until it is switched on again, and everybody who came from it is signed out at once.
admin-sure-courses =
    { $count ->
        [one] One course came from it.
       *[other] { $count } courses came from it.
    }
admin-sure-take-back = Nobody can open the tab through the deployment { $name } until it is approved again, and everybody who came through it is signed out at once.
admin-sure-department =
    { $count ->
        [one] { $name } has one course. It belongs to no department then, and has to be given to one again.
       *[other] { $name } has { $count } courses. They belong to no department then, and have to be given to one again.
    }
admin-now-in = Now in

## Who coordinates.

admin-claims-note = A teacher of a course has asked to coordinate its scheme: to read its enrolments, form groups and answer people. That opens no concern and no note to them.
admin-claims-caption = Who asks
admin-no-claims = Nobody asks.
admin-scheme = Scheme
admin-person = Who asks

## Passkeys, and what was done.

admin-passkeys = Passkeys
admin-passkeys-note = A passkey lives on a phone, a computer or a security key, and opens with what opens that: a finger, a face, a PIN. Add one on each thing you use. Whoever leaves should have theirs removed here.
admin-passkeys-caption = Who can come back
admin-no-passkeys = No passkeys yet.
admin-passkey = Name of the new passkey
admin-passkey-hint = So that you know it again, such as Priya’s laptop.
admin-passkey-unnamed = Passkey of { $date }
admin-added = Added
admin-used = Last used
admin-done = What administrators did
admin-done-caption = The last fifty
admin-done-nothing = Nothing yet.
admin-about = About
admin-by = Who
admin-when = When
admin-by-passkey = Passkey { $name }
admin-by-host = A command on the host
admin-by-link = Link { $id }
admin-act-entered = Came in
admin-act-platform-added = Added a platform
admin-act-platform-enabled = Switched a platform on
admin-act-platform-approved = Approved a platform
admin-act-platform-disabled = Switched a platform off
admin-act-platform-refused = Refused a platform
admin-act-platform-corrected = Corrected a platform
admin-act-platform-renamed = Renamed a platform
admin-act-platform-removed = Removed a platform
admin-act-platform-invited = Made an address for a platform
admin-act-deployments-asked = Asks about new deployments
admin-act-deployments-accepted = Takes new deployments
admin-act-deployment-approved = Approved a deployment
admin-act-deployment-refused = Took a deployment back
admin-act-key-rotated = Made a new key
admin-act-key-replaced = Withdrew a key and made a new one
admin-act-department-added = Added a department
admin-act-department-renamed = Renamed a department
admin-act-department-removed = Removed a department
admin-act-courses-given = Gave courses to departments
admin-act-claim-approved = Approved a coordinator
admin-act-passkey-added = Added a passkey
admin-act-passkey-removed = Removed a passkey
admin-act-stranger-dismissed = Took an unknown LMS off the list

## What just happened.

admin-did-platform-enabled = The platform is switched on.
admin-did-platform-approved = The platform is approved. Now open the tab from a course once: only that shows that people come in.
admin-did-platform-disabled = The platform is switched off, and everybody who came from it has been signed out.
admin-did-platform-refused = The platform is refused: nobody can open the tab from it. You can switch it on later, or remove it.
admin-did-saved-well = Saved. The platform’s keys were read, and it gives us access to its services. Now open the tab from a course once: only that shows that people come in.
admin-did-saved-keys = Saved, and the platform’s keys were read. It gives us no access to its services yet; what to check stands below. Now open the tab from a course once: only that shows that people come in.
admin-did-saved-unread = Saved, but the platform’s keys could not be read, so nobody can come in yet. What to check stands below.
admin-did-tried-well = The platform’s keys were read, and it gives us access to its services.
admin-did-tried-keys = The platform’s keys were read. It gives us no access to its services; what to check stands below.
admin-did-tried-unread = The platform’s keys could not be read. What to check stands below.
admin-did-platform-renamed = The platform has its new name.
admin-did-platform-removed = The platform has been removed.
admin-did-deployments-asked = New deployments wait for you from now on.
admin-did-deployments-accepted = New deployments are taken from now on.
admin-did-deployment-approved = The deployment is approved.
admin-did-deployment-refused = The approval is taken back, and everybody who came through it has been signed out.
admin-did-key-rotated = The new key is published, and takes over in an hour.
admin-did-key-replaced-well = The old key is destroyed, and the platform takes the new one already.
admin-did-key-replaced-keys = The old key is destroyed. The platform does not take the new one yet; ask it again in some minutes.
admin-did-key-replaced-unread = The old key is destroyed. The platform could not be reached; ask it again when it can.
admin-did-department-removed = The department has been removed.
admin-did-department-renamed = The department has its new name.
admin-did-courses = The courses belong to their department.
admin-did-planned = That is done, as it was shown.
admin-did-claim = They can coordinate the scheme now.
admin-did-passkey = The passkey has been added. You can come back with it.
admin-did-passkey-removed = The passkey has been removed.
admin-did-stranger = That is off the list. If it comes again, it stands there again.
admin-did-ended = Your visit has ended: it does after half an hour in which nothing was done, and after eight hours. Sign in to go on.
