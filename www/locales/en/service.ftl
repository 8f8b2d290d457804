# Words of pages that the service writes by itself: on the way through a launch, and refusals.

go-back = Back to where you were
login-moving-on = Opening the mentoring tab
login-go-on = Go on to the mentoring tab
error-back-to-course = Back to your course
error-for-staff = For the people who run this
error-arrived-issuer = The issuer that came:
error-arrived-client = The client ID that came:

prove-title = Opening the mentoring tab
prove-moment = One moment: we check that this is your browser.

hand-over-title = Continue as { $name } in { $course }?
hand-over-title-nameless = Continue in { $course }?
hand-over-text =
    Mentoring opens in this window, with more room than your course page has. The page in your course stays open, too.

    If this is not you, close this window.
hand-over-again =
    That took longer than a minute, so we ask again before anything opens. Nothing is lost.

    If this is not you, close this window.
hand-over-go = Yes, continue

place-title = Add mentoring to your course
place-lead = What you choose here appears in { $course } as a link. Everyone who follows it comes to the same mentoring scheme; what they see there depends on who they are.
place-question = What would you like to add?
place-hint = Most courses need only the mentoring tab. The rest is in it, too.
place-tab = The mentoring tab
place-tab-column = The mentoring tab, with a gradebook column for completed mentor training. It shows 1 of 1; see to it that it counts for nothing towards credit.
place-code = The code of conduct
place-quiz = The quiz on the code of conduct
place-add = Add to the course
place-nothing = Add nothing
place-choose = Nothing was chosen yet. Choose something, or press “Add nothing”.
place-sending = Adding to your course
place-go-on = Go on to your course
place-column-name = Peer mentor training
place-tab-title = Peer mentoring
place-tab-text = Your mentor or your group, what happens next, and help when something is wrong.
place-code-title = Mentoring: code of conduct
place-code-text = What mentors and mentees promise each other, with the reasons.
place-quiz-title = Mentoring: quiz on the code of conduct
place-quiz-text = Part of becoming a mentor. You can try again.

register-title = Connect your LMS with Alongside
register-lead = Your LMS at **{ $host }** asks to be connected, for { $institution }.

    When you confirm, Alongside asks that address what it needs to know and introduces itself. Nothing works before an administrator of Alongside has approved it. If this is not the address of your LMS, close this page.
register-go = Yes, connect { $host }
register-known-title = This LMS is known here
register-known = { $institution } has this LMS already, as { $names }.
register-same = Its addresses are the ones we know.
register-before = Address until now:
register-after = Address from now on:
register-renew-note = Going on renews what is there, or adds a further registration that waits for approval: the LMS decides which.
register-renew = Yes, go on
register-pending-title = Connected, waiting for approval
register-pending = { $institution } now has this LMS. An administrator of Alongside approves it next; in the LMS, switch the tool on if it is not. You can close this page.
register-renewed-title = Renewed
register-renewed = { $institution } has this LMS as before, with what it says of itself now. You can close this page.

front-title = Peer mentoring
front-what = Alongside is a peer-mentoring scheme inside a university course. Mentors and the people they support meet there, and nobody needs a second account.
front-course = To use it, open the mentoring tab in your course. That signs you in. If you need someone now, *Get help* is above, on this page as on every other.
front-admin-heading = For administrators
front-admin = Whoever connects Moodle or Canvas and looks after departments signs in here.

tried-well = The LMS was tried: its keys were read, and it gives access to its services. Now open the tab from a course once: only that shows that people come in.
tried-keys = The LMS was tried: its keys were read, and it gives no access to its services yet. What to check: sudo alongsidectl doctor
tried-unread = The LMS was tried, and its keys could not be read, so nobody can come in yet. What to check: sudo alongsidectl doctor

doctor-address = People and platforms reach the service at { $address }.
doctor-address-here = The service says it is at { $address }, which only this machine reaches.
doctor-address-here-do = For real use, set ALONGSIDE_PUBLIC_URL to the https address that people see.
doctor-face = The pages and the app are inside this program.
doctor-no-face = This program was built without its pages.
doctor-no-face-do = Build it with: cargo xtask package.
doctor-no-institution = There is no institution yet.
doctor-no-institution-do = Add one: sudo alongsidectl institution add --name … --slug …
doctor-no-platform = No LMS is connected yet.
doctor-no-platform-do = Make an address for your LMS: sudo alongsidectl platform invite. Or register it by hand: sudo alongsidectl platform add.
doctor-pending = { $name } registered itself and waits for approval.
doctor-pending-do = Approve it on the administrator’s pages, or with: sudo alongsidectl platform approve.
doctor-disabled = { $name } is switched off by an administrator.
doctor-deployments = { $name }: { $number ->
    [one] one deployment waits for approval.
   *[other] { $number } deployments wait for approval.
}
doctor-deployments-do = Approve them on the administrator’s pages; sudo alongsidectl platform show lists them.
doctor-keys = { $name }: its keys can be read, and its clock agrees with ours.
doctor-keys-unreachable = { $name }: its keys cannot be read ({ $cause }).
doctor-keys-unreachable-do = Nobody new can come in until they can. Try the key set address from this host; a private address must be named in ALONGSIDE_PRIVATE_HOSTS.
doctor-clock = { $name }: its clock differs from ours by { $seconds } seconds.
doctor-clock-do = Launches fail when clocks differ by more than a minute. Set both from a time server.
doctor-token = { $name }: it gives us access to its services.
doctor-no-gradebook = { $name }: it gives us access to the enrolments, and none to the gradebook.
doctor-no-gradebook-do = If training is to be written to the gradebook, allow the tool grade sync and column management in the LMS.
doctor-no-token = { $name }: it gives us no access to rosters and gradebooks ({ $cause }).
doctor-no-token-do = Check in the LMS that the tool is active (in Canvas the developer key is On, in Moodle the tool is not Pending), that its key set address is the one of this service and that the LMS can reach it, and that names and roles are switched on for the tool.
doctor-trouble = { $name }: { $what } { $times ->
    [one] Once in the last days.
   *[other] { $times } times in the last days.
} { $detail }
doctor-nobody = Somebody, from which LMS cannot be told
doctor-stranger = An LMS that is not registered here sent somebody. Issuer: { $issuer }. Client ID: { $client } { $times ->
    [one] Once in the last days.
   *[other] { $times } times in the last days.
}
doctor-stranger-do = If you know it, register it with exactly these values.
doctor-nearly = It is nearly { $name } (issuer { $issuer }, client ID { $client }). Make the two the same, in the LMS or with: sudo alongsidectl platform edit.
differs-slash = One issuer ends with a slash, the other does not.
differs-scheme = One issuer begins with https://, the other does not.
differs-www = One issuer has www. before its host, the other has not.
differs-case = Small and capital letters differ.
differs-client = The client IDs differ.
differs-no-client = No client ID came, and several are registered for this issuer.
doctor-marks = { $number ->
    [one] One mark was given up and waits for a coordinator.
   *[other] { $number } marks were given up and wait for a coordinator.
}
doctor-marks-do = The coordinator’s gradebook page says why and sends them again.
