# What is wrong and what to do now, by the codes of crates/api/codes.txt.
# error-<code>: a short sentence. error-<code>-do: the way on. error-<code>-staff: what staff check.

## Opening the tab from the course (LTI login and launch)

error-launch-unknown-platform = Your course site is not connected to us yet.
error-launch-unknown-platform-do = Your IT help desk can connect it. Give them the code on this page.
error-launch-unknown-platform-staff = No registration here has this issuer and client ID together. Compare what came, letter by letter, with what is registered: on the first of the administrator’s pages, or with: sudo alongsidectl platform list.

error-launch-login-incomplete = Something was missing when your course site sent you here.
error-launch-login-incomplete-do = Go back to your course page and open the mentoring tab again. If it happens twice, give the code on this page to your IT help desk.
error-launch-login-incomplete-staff = The login request needs iss, login_hint and target_link_uri. Check that the link is LTI 1.3 and that its login address ends in /lti/login.

error-launch-platform-refused = Your course site did not let you through.
error-launch-platform-refused-do = Check that you are signed in to your course site, then open the mentoring tab again. If it happens twice, give the code on this page to your IT help desk.
error-launch-platform-refused-staff = The LMS sent back an error in place of a launch, and its own log says why. Check first that the tool is active and that the redirect address ends in /lti/launch with no slash after it.

error-launch-state-missing = Part of your sign-in did not arrive.
error-launch-state-missing-do = Go back to your course page and open the mentoring tab again. If it happens twice, give the code on this page to your IT help desk.
error-launch-state-missing-staff = The launch came without its state. Check that the LMS starts at /lti/login, not at /lti/launch, and that no proxy drops form fields.

error-launch-state-tampered = Your sign-in did not come back as we sent it.
error-launch-state-tampered-do = Go back to your course page and open the mentoring tab again. If it happens twice, give the code on this page to your IT help desk.
error-launch-state-tampered-staff = The state could not be opened: it was changed on the way, or sealed with another key. If the service was moved or restored, check that it has its own ALONGSIDE_KEY_FILE.

error-launch-state-expired = Your sign-in waited too long.
error-launch-state-expired-do = Nothing is lost. Go back to your course page and open the mentoring tab again.
error-launch-state-expired-staff = The login began too long before the launch. Usual causes are an LMS sign-in page left open, or an old tab that the browser brought back.

error-launch-not-this-browser = We could not tell that this is still your browser.
error-launch-not-this-browser-do = Open your course page in the browser you want to use, then open the mentoring tab there. Allow cookies for this site if your browser asks.
error-launch-not-this-browser-staff = The launch came without the cookie that the login set, or with another one. Check whether a browser policy blocks partitioned cookies; opening the tool in a new window is a way round.

error-launch-token-unreadable = We could not read your sign-in.
error-launch-token-unreadable-do = Go back to your course page and open the mentoring tab again. If it happens twice, give the code on this page to your IT help desk.
error-launch-token-unreadable-staff = The id_token is not a signed token (JWT) that can be read, or it is too large. Check that nothing between LMS and service changes or cuts form posts.

error-launch-token-signature = We could not check where your sign-in came from.
error-launch-token-signature-do = Go back to your course page and open the mentoring tab again. If it happens twice, give the code on this page to your IT help desk.
error-launch-token-signature-staff = The signature does not fit the LMS’s public key. Check that the registered key set address (JWKS) belongs to this LMS, and not to a test copy of it.

error-launch-token-algorithm = Your course site signed you in by a way that we cannot take.
error-launch-token-algorithm-do = Go back to your course page and open the mentoring tab again. If it happens twice, give the code on this page to your IT help desk.
error-launch-token-algorithm-staff = The token is signed with a method that this registration does not allow. Set the LMS to RS256.

error-launch-token-key = We could not find the key to check your sign-in.
error-launch-token-key-do = Go back to your course page and open the mentoring tab again. If it happens twice, give the code on this page to your IT help desk.
error-launch-token-key-staff = The LMS’s key set (JWKS), as it was read last, has no usable key with this token’s kid. For an unknown kid it is read afresh, not more often than every ten seconds. The key must be RSA with at least 2048 bits and meant for signatures.

error-launch-token-issuer = Your sign-in came from a different course site.
error-launch-token-issuer-do = Go back to your course page and open the mentoring tab again. If it happens twice, give the code on this page to your IT help desk.
error-launch-token-issuer-staff = The token’s issuer is not the one that the login named. Look for an LMS that has changed its address, or a test copy that still points here.

error-launch-token-audience = Your sign-in was meant for a different tool.
error-launch-token-audience-do = Go back to your course page and open the mentoring tab again. If it happens twice, give the code on this page to your IT help desk.
error-launch-token-audience-staff = The token’s audience is not, or not only, the client ID registered here. Compare the client ID in the LMS with: sudo alongsidectl platform list.

error-launch-token-expired = Your sign-in ran out on the way.
error-launch-token-expired-do = Go back to your course page and open the mentoring tab again. If it happens twice, give the code on this page to your IT help desk.
error-launch-token-expired-staff = The token had expired when it came. Compare the clocks of LMS and service first; a Moodle token lasts only 60 seconds.

error-launch-token-time = Your course site’s clock and ours do not agree.
error-launch-token-time-do = Wait a minute, then open the mentoring tab again. If it happens twice, give the code on this page to your IT help desk.
error-launch-token-time-staff = The token’s time of issue (iat) lies in the future or too far back. Set the clocks of both servers from a time server.

error-launch-token-nonce = This sign-in does not belong to the page you opened.
error-launch-token-nonce-do = Close other tabs of this course. Then open the mentoring tab from your course page again.
error-launch-token-nonce-staff = The nonce is missing or is not the one sent with this login. Now and then it means two tabs mixed up; if it happens every time, the LMS does not return the nonce unchanged.

error-launch-token-replayed = This sign-in has been used already.
error-launch-token-replayed-do = This can happen after Back or Reload. Open the mentoring tab from your course page again.
error-launch-token-replayed-staff = Each launch works once. A few of these are harmless: a page that was loaded again, a button that was pressed twice. Many at once may be somebody who tries copied launches.

error-launch-claim-missing = Your course site left out something that we need.
error-launch-claim-missing-do = Go back to your course page and open the mentoring tab again. If it happens twice, give the code on this page to your IT help desk.
error-launch-claim-missing-staff = The token lacks something every launch must carry: user (sub), roles, deployment, message type, version, target address and, for a course link, the resource link.

error-launch-version = Your course site opened this page in an older way.
error-launch-version-do = Your IT help desk can renew the link. Give them the code on this page.
error-launch-version-staff = Only LTI 1.3 launches work here (version claim 1.3.0). Add the tool again as LTI 1.3 and replace the old link.

error-launch-message-type = This link asks for something that we do not offer.
error-launch-message-type-do = Open the mentoring tab from the menu of your course instead. If there is none, give your IT help desk the code on this page.
error-launch-message-type-staff = The message type is not one that this service answers. Check which placement the link was made in.

error-launch-deployment-unknown = The mentoring tab is not switched on for this course.
error-launch-deployment-unknown-do = Your IT help desk can switch it on. Give them the code on this page.
error-launch-deployment-unknown-staff = The registration is known, this deployment ID is not. If it is yours, approve it on the platform’s page among the administrator’s pages, or with: sudo alongsidectl platform approve ID DEPLOYMENT

error-launch-deployment-pending = The mentoring tab is waiting to be switched on here.
error-launch-deployment-pending-do = Look in again tomorrow. If you look after this course, ask your IT help desk, with the code on this page.
error-launch-deployment-pending-staff = This deployment was seen and waits for an administrator’s yes: one button on the platform’s page, or sudo alongsidectl platform approve.

error-launch-platform-disabled = The mentoring tab is switched off for now.
error-launch-platform-disabled-do = Your IT help desk knows when it will be back. If you need someone now, Get help stays open.
error-launch-platform-disabled-staff = An administrator has disabled this registration. Ask them why before it is switched on again; see: sudo alongsidectl platform show.

error-launch-platform-pending = The mentoring tab is being set up here.
error-launch-platform-pending-do = Look in again tomorrow. If you look after this course, ask your IT help desk, with the code on this page.
error-launch-platform-pending-staff = This LMS has registered itself and waits for an administrator’s yes, on the administrator’s pages or with: sudo alongsidectl platform approve.

error-launch-platform-unreachable = We could not reach your course site to check your sign-in.
error-launch-platform-unreachable-do = Nothing is lost. Wait a few minutes, then open the mentoring tab again.
error-launch-platform-unreachable-staff = The LMS’s key set address (JWKS) did not answer with keys. Try it from the service’s own host; a private address must be named in ALONGSIDE_PRIVATE_HOSTS.

error-launch-target = This link leads to a page that we do not have.
error-launch-target-do = Open the mentoring tab from the menu of your course. Please tell your IT help desk that this link is out of date, with the code on this page.
error-launch-target-staff = The target_link_uri is no address of this service. Correct the tool address of this link in the LMS.

error-launch-prove-browser = We could not tell that this is your browser.
error-launch-prove-browser-do = Nothing was opened, so that nobody else can open it either. Go back to your course page and open the mentoring tab again. If this page comes back, allow cookies for this site, or use another browser.
error-launch-prove-browser-staff = The login cookie did not come back, so no session exists yet. If people see this often, partitioned cookies or storage are blocked in their browsers.

## Content for a course

error-choosing-not-allowed = Only people who teach this course can add to it.
error-choosing-not-allowed-do = Go back to your course page. Nothing was added.
error-choosing-not-allowed-staff = The LMS asked us for content on behalf of someone who is no Instructor, Administrator or ContentDeveloper in this course.

error-choosing-over = This choice was sent already, or the page is too old.
error-choosing-over-do = Go back to your course page and begin again there. Nothing was added twice.

error-choosing-not-accepted = Your course site does not take what you chose here.
error-choosing-not-accepted-do = Go back and choose one thing, then add the next one afterwards.
error-choosing-not-accepted-staff = The LMS says in its request which kinds of items it takes, and how many. Use a placement that takes links to a tool (ltiResourceLink).

error-choosing-return = Your course site asks for the answer at a place that is not its own.
error-choosing-return-do = Nothing was added. Please tell your learning technologist, with the code on this page.
error-choosing-return-staff = deep_link_return_url is at none of the addresses that this registration has. Compare them, letter by letter, on the administrator’s page of the platform.

## Registering a platform

error-register-invite = This registration address has been used, or is too old.
error-register-invite-do = Make a new one, on the administrator’s pages or with: sudo alongsidectl platform invite. Nothing was registered.

error-register-incomplete = This address is for your LMS, not for a browser.
error-register-incomplete-do = Paste it into your LMS where it asks for a tool’s registration address. The LMS then opens it with what is needed.

error-register-unreachable = We could not reach your LMS.
error-register-unreachable-do = Check that this service can reach the LMS. The registration address is still good.
error-register-unreachable-staff = An LMS inside your network must be named in ALONGSIDE_PRIVATE_HOSTS and invited with --private; without that it is not even asked.

error-register-unreadable = Your LMS answered with something we cannot read.
error-register-unreadable-do = Register by hand instead; the administrator’s pages show how. The registration address is still good.

error-register-host = This configuration does not belong to the LMS that it names.
error-register-host-do = Nothing was registered. Check the address of the LMS: its configuration must come from the very host that it speaks for.

error-register-refused = Your LMS refused the registration.
error-register-refused-do = Begin again in the LMS with the same address. If it refuses again, register by hand.

error-register-keys = This LMS is known here with keys from another place.
error-register-keys-do = Nothing was changed. If the LMS really moved its keys, whoever runs this service says so first; then register again.
error-register-keys-staff = An issuer has its keys at one place, so that nobody else can speak for its people. Where they moved: sudo alongsidectl platform edit ID --jwks-url NEW

error-register-elsewhere = This LMS is registered for another institution.
error-register-elsewhere-do = Nothing was changed. Whoever runs this service can say more.

## Visits

error-session-missing = You are not signed in here.
error-session-missing-do = Open the mentoring tab from your course page. That signs you in.
error-session-missing-staff = Whoever administers Alongside signs in under /admin, at this host.

error-session-ended = Your visit has ended.
error-session-ended-do = Visits end after a while, to keep your pages private. Open the mentoring tab from your course page to go on.

error-session-not-yours = This page belongs to another visit.
error-session-not-yours-do = Nothing was changed. Open the mentoring tab from your own course page.

## Forms and pages

error-form-token = This form is no longer open.
error-form-token-do = Nothing was sent. Open the page again, check what you entered, and send it once more.

error-form-origin = This form did not come from our own page.
error-form-origin-do = Nothing was changed. Open the mentoring tab from your course page and do it there.

error-form-field = We could not read one of your answers.
error-form-field-do = Nothing was sent. Go back, look for an empty or unusual answer, and send it again.

error-not-allowed = This page is not part of your role here.
error-not-allowed-do = If you think it should be, ask the person who looks after the scheme.

error-not-found = There is no page here.
error-not-found-do = The address may be old or cut short. Open the mentoring tab from your course page.

error-too-large = That is more than we can take at once.
error-too-large-do = Nothing was saved. Make it shorter and send it again.

error-too-many = There were too many tries in a short time.
error-too-many-do = Wait a minute, then try again.

error-conflict = Something changed while this page was open.
error-conflict-do = Your change was not saved. Open the page again to see how things stand now, then decide.

error-busy = A lot is going on here just now.
error-busy-do = Wait half a minute, then try again.

error-internal = Something went wrong on our side.
error-internal-do = Try again in a few minutes. If it stays like this, give the code on this page to your IT help desk.

## Keeping what people write

error-store-read-only = We cannot save anything just now.
error-store-read-only-do = Please come back later today. If something cannot wait, speak to the person who looks after the scheme.
error-store-read-only-staff = The database or its disk is read-only, and nothing was half written. Check space, permissions and mounts of the data folder, then start the service again.

error-store-newer = We have some work to do before you can go on.
error-store-newer-do = Please come back later today. If something cannot wait, speak to the person who looks after the scheme.
error-store-newer-staff = The database was made by a newer version than this one, and nothing was changed. Start that version, or put back a copy of the database from before.

error-store-wrong-key = We cannot open what is kept here just now.
error-store-wrong-key-do = Please come back later today. If something cannot wait, speak to the person who looks after the scheme.
error-store-wrong-key-staff = The master key does not belong to this database, and nothing was changed. Set ALONGSIDE_KEY_FILE to the key that this database was made with.

error-store-failed = We could not load or save that.
error-store-failed-do = Try again in a few minutes. If something cannot wait, speak to the person who looks after the scheme.
error-store-failed-staff = The database did not answer, or refused. Look at the service’s log around this time.

## The course’s list of people (roster)

error-roster-unreachable = We could not reach the course’s list of people.
error-roster-unreachable-do = What we knew before still stands, so try again in a few minutes. If it stays like this, give the code on this page to your learning technologist.
error-roster-unreachable-staff = The LMS’s membership address did not answer in time. Check that the service’s host can reach the LMS, and that a private address is named in ALONGSIDE_PRIVATE_HOSTS.

error-roster-refused = The course did not let us read its list of people.
error-roster-refused-do = What we knew before still stands. Give the code on this page to your learning technologist.
error-roster-refused-staff = The LMS answered no. Check that the tool may use Names and Role Provisioning: in Moodle under Services of the tool, in Canvas the scope contextmembership.readonly of the developer key.

error-roster-unreadable = We could not read the course’s list of people.
error-roster-unreadable-do = What we knew before still stands, so try again in a few minutes. If it stays like this, give the code on this page to your learning technologist.
error-roster-unreadable-staff = The membership address answered with something other than a member list, often a sign-in or error page. Check whether a proxy or maintenance page stands in front of the LMS.

error-roster-names-nobody = The course’s list of people has entries that name nobody.
error-roster-names-nobody-do = Everybody else was read, and nothing you knew before is lost. If somebody is missing, ask your learning technologist.
error-roster-names-nobody-staff = Entries of the member list have no usable user_id; the others were read. The LMS’s log of Names and Roles requests says which plugin or user makes them.

error-roster-loop = The course’s list of people does not come to an end.
error-roster-loop-do = We stopped reading, and what we knew before still stands. Give the code on this page to your learning technologist.
error-roster-loop-staff = A page of the member list names as next a page that was read already. This is a fault in the LMS’s Link header; report it to whoever runs the LMS.

error-roster-too-large = The course’s list of people is longer than we can take.
error-roster-too-large-do = What we knew before still stands. Use a smaller course for this scheme, or ask your learning technologist.
error-roster-too-large-staff = The list passed our limit of people, pages or bytes, and nothing of it was kept. Check that the course is the one meant, and not a site-wide one.

error-roster-not-offered = This course does not share its list of people with us.
error-roster-not-offered-do = Ask your learning technologist to switch it on. Until then we know only the people who have opened the tab.
error-roster-not-offered-staff = Launches from this course carry no Names and Role Provisioning service. Switch it on for the tool, then open the tab once from the course.

error-roster-too-many-gone = More people are missing from the course than usual.
error-roster-too-many-gone-do = Nobody has been taken out. Look at the course’s list, then tell us whether they have really left.
error-roster-too-many-gone-staff = More than a tenth of the people would vanish at once, so the sync stopped. Look for an enrolment import that did not finish, a changed group restriction or an emptied course.

## Marks on their way to the gradebook

error-score-refused = The gradebook did not take this mark.
error-score-refused-do = The record here stands, and nobody has to do the training again. Send it again; if it comes back, give the code on this page to your learning technologist.
error-score-refused-staff = The LMS refused the score. Usual causes are a locked or deleted column, an assignment not published, or a course that has ended.

error-score-ungradable = The gradebook keeps no mark for this person.
error-score-ungradable-do = The record here stands, and there is nothing you need to do.
error-score-ungradable-staff = The LMS does not count this person as a student who can be graded, such as staff, a test student or an ended enrolment. Sending again will not help.

error-score-unreachable = We could not reach the gradebook.
error-score-unreachable-do = The record here stands. The mark waits here and can be sent again at any time.
error-score-unreachable-staff = The LMS’s score address did not answer in time. Check that the service’s host can reach the LMS, and that the LMS is not under maintenance.

error-score-not-offered = This course does not take marks from us.
error-score-not-offered-do = The record here stands. Ask your learning technologist if the marks should also show in the gradebook.
error-score-not-offered-staff = Launches from this course carry no Assignment and Grade Services, or not the right to make columns and post scores. In Moodle choose the setting that includes column management.

error-score-conflict = The gradebook already holds a later mark.
error-score-conflict-do = The record here stands. Look at this person in the gradebook, and send again only if that mark is wrong.
error-score-conflict-staff = The LMS has a grade with the same or a later time, often one entered by hand. If it was not, compare the clocks of LMS and service.

error-score-closed = The gradebook takes no marks in this column yet.
error-score-closed-do = The record here stands. Publish the assignment in the course; the mark then follows by itself within the hour. If it is published, look whether its grading period is over.
error-score-closed-staff = The LMS keeps the column closed: in Canvas an assignment that is not published, or whose grading period has ended. Nothing of the score was kept; it is sent again by itself for a week.

error-score-failed = The gradebook fails at this mark.
error-score-failed-do = The record here stands. Look whether this person’s grade is locked in the gradebook, unlock it, and send the mark again.
error-score-failed-staff = The LMS answered this score with an error of its own (500) while it answers others. In Moodle the usual cause is a locked grade or column; else the LMS’s own log says why.

error-token-refused = The course site did not let us in.
error-token-refused-do = Nothing kept here is lost. Give the code on this page to your learning technologist.
error-token-refused-staff = We got no access token. Check that the tool is active in the LMS (in Canvas the developer key is On, in Moodle the tool is not Pending). Then check the client ID and token address, that the LMS can fetch /lti/jwks.json from here, that the clocks agree, and that the services are switched on.

error-platform-busy = The course’s site asked us to go more slowly.
error-platform-busy-do = Nothing is lost, and nobody has to do anything: we go on by ourselves, as fast as it lets us.
error-platform-busy-staff = The LMS counts requests and turned some away (429, or in Canvas 403 with “Rate Limit Exceeded”). We wait for as long as it says and then ask for less at once. If it stays like this for days, ask whoever runs the LMS to raise the limit for this tool.

## Quiz and code of conduct

error-quiz-code-first = The code of conduct comes first.
error-quiz-code-first-do = The quiz is about the code. Read it and sign it, and the quiz opens.

error-quiz-resting = The quiz is closed for a little while.
error-quiz-resting-do = After a few tries it rests, so that you can read the code again in peace. The quiz page says when it opens.

error-quiz-changed = The quiz was changed while you had it open.
error-quiz-changed-do = This try was not counted. Open the quiz again to see the new questions.

error-quiz-passed = You have passed this quiz already.
error-quiz-passed-do = There is nothing more to do here. Your first page shows what comes next.

error-code-changed = There is a newer code of conduct.
error-code-changed-do = Your signature was not used. Open the page again, read the new one, and sign that.

error-code-tick = The box was not ticked.
error-code-tick-do = If you agree to the code, tick the box and sign again. If you have a question first, ask the person who looks after the scheme.

## Looking after a scheme, and its groups

error-claim-taken = This scheme can no longer be asked for.
error-claim-taken-do = Someone looks after it already, or it has had members before. Ask your programme lead to add you.

error-claim-not-yours = Your role in this course does not cover this.
error-claim-not-yours-do = Someone who teaches the course can ask to look after the scheme. If that should be you, speak to your programme lead.

error-groups-changed = These groups are not the newest ones.
error-groups-changed-do = They were formed again while you had them open, and nothing was published. Open Groups and look at the new ones first.

error-groups-conflict = No set of groups fits all the rules.
error-groups-conflict-do = Nobody was placed. Groups shows how many people this is about, and what would help.

error-groups-none = There are no groups yet.
error-groups-none-do = Form them first, then look through them and publish.

error-method-not-allowed = This address does not work in that way.
error-method-not-allowed-do = Open the mentoring tab from your course page.

error-act-id = This could not be told from something else you did.
error-act-id-do = Nothing was done. Load the page again, and do it once more.

error-act-other = This was mixed up with something else you did.
error-act-other-do = Nothing was done. Load the page again, look at what it shows, and do it once more if it is still needed.

## Administration

error-admin-signed-out = You are not signed in, or your visit has ended.
error-admin-signed-out-do = Nothing was changed. Sign in and do it once more. A visit ends after half an hour in which nothing was done, and after eight hours.
error-admin-invite = This link lets nobody in any more.
error-admin-invite-do = It works once, and for fifteen minutes. Ask whoever runs the host for a new one.
error-admin-passkey = The passkey could not be checked.
error-admin-passkey-do = Try again. If it happens twice, use another passkey, or ask whoever runs the host for a new link.
error-admin-passkey-over = That took too long, or was sent twice.
error-admin-passkey-over-do = Load the page again and try once more.
error-admin-passkey-unknown = This passkey opens nothing here.
error-admin-passkey-unknown-do = It may have been removed. Use another one, or ask whoever runs the host for a new link.
error-admin-passkey-name = The passkey needs a name.
error-admin-passkey-name-do = Go back, type a name that you will know again, and add the passkey once more.
error-admin-rotating = A new key is on its way already.
error-admin-rotating-do = It takes over within the hour. After that you can make another.
error-admin-platform-used = People have come through this platform.
error-admin-platform-used-do = It cannot be removed, because what they did belongs to it. You can switch it off.
error-check-keys = Our own check could not read the keys of the LMS.
error-check-token = Our own check was given no access to the services of the LMS.
error-check-time = Our own check found that the clock of the LMS differs from ours.

error-hand-over-over = This step works once.
error-hand-over-over-do = Nothing is lost. Close this window, go back to mentoring in your course and open the window from there again.
