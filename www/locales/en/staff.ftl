# For coordinators and other staff.

claim-open = This scheme has no one to look after it yet
claim-open-note = Whoever does reads the enrolments, forms the groups and answers people. You teach this course, so it can be you.
claim-button = I will look after it
claim-pending = You asked to look after it
claim-pending-note = A programme lead or administrator decides. You have nothing more to do; this page changes when they have.
claim-taken = Someone else looks after it
claim-taken-note =
    { $name ->
        [none] The name appears at the foot of this page once it is known.
       *[other] { $name } does. You have nothing to set up.
    }
claim-role = A teacher of the course sets this up
claim-role-note = Your role in the course does not carry it. When a teacher of the course opens this tab, they can.
what-it-is-staff = New students get a mentor: a student who has been here longer and has been trained. Whoever looks after the scheme forms the groups, looks at them, and publishes. The training mark goes to the course’s gradebook.

desk-small-nothing = Next for you
desk-read = Read the enrolments
desk-read-note = The people of this course come from your learning platform. Nobody has to type a list.
desk-read-way = Read them now
desk-wait = The enrolments are being read
desk-wait-note = You can leave this page; it goes on.
desk-wait-way = See how far it is
desk-confirm = Did so many people really leave?
desk-confirm-note = { $gone } of { $of } people are not in the course’s list any more. That may be a mistake in the list, so nobody has been taken out.
desk-confirm-no = No, keep everyone
desk-confirm-yes = Yes, they have left
desk-form = Form the groups
desk-form-note = { $mentors ->
        [one] One mentor is ready
       *[other] { $mentors } mentors are ready
    } and { $mentees ->
        [one] one mentee takes
       *[other] { $mentees } mentees take
    } part. Nobody sees the groups until you publish them.
desk-form-way = Form groups
desk-conflict = Not everybody can have a place yet
desk-conflict-note = Forming the groups came to nothing under the rules as they are. The page says why, and what would help.
desk-conflict-way = See what would help
desk-publish = Look at the groups, then publish
desk-publish-note = They are formed and checked. Nobody sees them until you publish.
desk-publish-way = Look at the groups
desk-late =
    { $late ->
        [one] One student has no group
       *[other] { $late } students have no group
    }
desk-late-note = They came after you published, or had to wait. They take free places, and nobody else is moved.
desk-late-way = Place them
desk-late-stuck = { desk-late }
desk-late-stuck-note = No place that they may have is free. When another mentor is ready, they can be placed from here.
desk-late-stuck-way = See what would help
desk-gradebook = May marks go to the gradebook?
desk-gradebook-note = Someone has completed training. Before the first mark is written, say that its column carries no credit.
desk-gradebook-way = Read and confirm
desk-scores =
    { $stuck ->
        [one] One mark needs you
       *[other] { $stuck } marks need you
    }
desk-scores-note = The gradebook did not take it, and trying again did not help.
desk-scores-way = Look at the marks
desk-nothing = Nothing needs you today
desk-nothing-note = When something does, it appears here.

count-mentees =
    { $count ->
        [one] mentee
       *[other] mentees
    }
count-mentors =
    { $count ->
        [one] mentor ready
       *[other] mentors ready
    }
count-at-gates = still on the way
count-asked = to be asked
count-out = not taking part
count-staff = staff
count-placed =
    { $count ->
        [one] mentee placed
       *[other] mentees placed
    }
count-groups =
    { $count ->
        [one] group
       *[other] groups
    }
count-seats =
    { $count ->
        [one] free place
       *[other] free places
    }

roster-title = Enrolments
roster-never = Not read yet.
roster-so-far =
    { $done ->
        [one] One person so far
       *[other] { $done } people so far
    }
roster-so-far-of = { $done } of { $of } people
roster-read = { $listed } people, read { $date }.
roster-arrived =
    { $count ->
        [0] Nobody new.
        [one] One added since last time.
       *[other] { $count } added since last time.
    }
roster-held =
    { $count ->
        [one] One person is missing, and is held for seven days.
       *[other] { $count } people are missing, and are held for seven days.
    }
roster-again = Read them again
roster-stopped = Stopped to ask
roster-gone = { $gone } of { $of } people would have gone at once.
roster-failed = Could not be read

marks-title = Marks in the gradebook
marks-none = Nobody has completed training yet. Marks appear here when someone does.
marks-confirmed =
    { $count ->
        [0] None in the gradebook yet.
        [one] One is in the gradebook.
       *[other] { $count } are in the gradebook.
    }
marks-waiting =
    { $count ->
        [one] One is on its way.
       *[other] { $count } are on their way.
    }
marks-stuck =
    { $count ->
        [one] One needs you
       *[other] { $count } need you
    }
marks-way = The marks

groups-none-title = No groups yet
groups-outdated-title = The groups have to be formed again
groups-outdated-note = People have come, gone or changed since they were formed, so they are no longer known to be the best. Nobody has seen them. Forming them again takes about a second.
groups-form-note = It takes about a second. You see every placement and its reasons, and nobody else sees them until you publish.
groups-sizes = Groups have { $lower } to { $upper } mentees.
conflict-title = These rules leave someone without a place
conflict-nobody =
    { $discipline ->
        [none] No mentor who is ready may take some of the mentees.
       *[other] No mentor who is ready may take mentees of { $discipline }.
    }
conflict-seats =
    { $discipline ->
        [none] { $mentees } mentees can only go to { $mentors ->
            [one] the same mentor, who has
           *[other] the same { $mentors } mentors, who have
        } { $seats ->
            [one] one place
           *[other] { $seats } places
        } in all.
       *[other] { $mentees } mentees of { $discipline } can only go to { $mentors ->
            [one] the same mentor, who has
           *[other] the same { $mentors } mentors, who have
        } { $seats ->
            [one] one place
           *[other] { $seats } places
        } in all.
    }
conflict-mentees =
    { $discipline ->
        [none] { $mentors ->
            [one] One mentor must
           *[other] { $mentors } mentors must each
        } have at least { $lower } mentees, { $seats } in all, and only { $mentees ->
            [one] one mentee
           *[other] { $mentees } mentees
        } can come.
       *[other] { $mentors ->
            [one] One mentor of { $discipline } must
           *[other] { $mentors } mentors of { $discipline } must each
        } have at least { $lower } mentees, { $seats } in all, and only { $mentees ->
            [one] one mentee
           *[other] { $mentees } mentees
        } can come.
    }
conflict-helps = What would help
conflict-ranked = Any one of these would do. Those that change the least come first.
conflict-mentor = Another mentor who is ready brings { $upper } places more.
conflict-wait = Or begin with those who can be placed
conflict-wait-note = The groups are formed as far as the rules go, and nobody sees them until you publish. Whoever is left waits: those who asked for a mentor are placed first, then those who opened this tab, then by a draw.
conflict-wait-way = Form groups as far as they go
cure-more-seats =
    { $people ->
        [one] Let one mentor take { $places ->
            [one] one more mentee
           *[other] { $places } more mentees
        }.
       *[other] { $each ->
            [0] Let { $people } mentors take { $places } more mentees between them.
            [one] Let { $people } mentors take one more mentee each.
           *[other] Let { $people } mentors take { $each } more mentees each.
        }
    }
cure-lower-minimum =
    { $people ->
        [one] Let one mentor have fewer than { $lower } mentees: { $places ->
            [one] one
           *[other] { $places }
        } fewer.
       *[other] Let { $people } mentors have fewer than { $lower } mentees: { $places } fewer between them.
    }
cure-other-course =
    { $people ->
        [one] Let one mentee go to a mentor of another course.
       *[other] Let { $people } mentees go to mentors of another course.
    }
cure-wait =
    { $people ->
        [one] Let one mentee wait for a place.
       *[other] Let { $people } mentees wait for a place.
    }
fair-legend = What counts first?
fair-hint = Either way nothing better of its kind exists, and that is checked.
fair-no = All together: the best fit on average
fair-yes = The worst-placed: whoever fits worst fits as well as can be, then the next; the others may lose a little
another-way = Form them another way
groups-proposed-title = Groups, not yet published
proven = Best possible, checked
proven-note =
    No other way of placing these { $placed } people under these rules does better. { $millis ->
        [0] A second program checked it in less than a millisecond.
       *[other] A second program checked it in { $millis } ms.
    }
proven-fair = Fairest possible, checked
proven-fair-note =
    No other way of placing these { $placed } people under these rules is better for whoever fits worst, then for the next. { $millis ->
        [0] A second program checked it in less than a millisecond.
       *[other] A second program checked it in { $millis } ms.
    }
proposed-waiting =
    { $waiting ->
        [one] One mentee waits: under these rules there is no place for them.
       *[other] { $waiting } mentees wait: under these rules there are no places for them.
    } That is also checked. Those who asked for a mentor were placed first, then those who opened this tab, then by a draw.
proposed-lacking =
    { $lacking ->
        [one] One more mentee would be needed to fill every group as far as it should be.
       *[other] { $lacking } more mentees would be needed to fill every group as far as it should be.
    }
fairness-title = The worst-placed came first
fairness-worst =
    { $differs ->
        [0] Whoever fits worst fits { $fair } of 100, as they would otherwise.
       *[other] Whoever fits worst fits { $fair } of 100, instead of { $best }.
    }
fairness-as-bad =
    { $fair ->
        [0] Fewer than five people fit
       *[other] About { $fair } people fit
    } { $worst } of 100 or less, instead of { $best ->
        [0] fewer than five
       *[other] about { $best }
    }.
fairness-mean =
    { $differs ->
        [0] On average they fit { $fair } of 100, as they would otherwise.
       *[other] On average they fit { $fair } of 100, instead of { $best }.
    }
fairness-same = Here that makes next to no difference: the groups that fit best on average are as good for the worst-placed.
fairness-of = 100 has everything in common that counts here, 0 nothing. Figures are rounded to five.
not-proven = Not proved
not-proven-note = The second program did not agree that this is the best possible. Form the groups again before you publish.
publish =
    { $count ->
        [one] Publish one group
       *[other] Publish { $count } groups
    }
publish-note = Then everyone sees their own group when they open this tab. Late arrivals are placed without moving anyone.
publish-way = { publish }
form-again = Form again
groups-published-title = Groups
published-at = Published { $date }. Everyone sees their own group.
late = { desk-late }
late-note =
    { $seats ->
        [one] There is one free place, and nobody else is moved.
       *[other] There are { $seats } free places, and nobody else is moved.
    }
late-no-place =
    { $seats ->
        [0] There is no free place left. Another mentor would help.
        [one] The one free place is with a mentor whom they may not have. Another mentor would help.
       *[other] The { $seats } free places are with mentors whom they may not have. Another mentor would help.
    }
late-look-way = Would moving people help?
late-by-moving =
    { $placed ->
        [0] Moving people would not help either: another mentor is needed.
        [one] One person could be placed if { $moved ->
            [one] one person
           *[other] { $moved } people
        } moved to another mentor. They know their groups already, so nobody is moved here; another mentor would help too.
       *[other] { $placed } people could be placed if { $moved ->
            [one] one person
           *[other] { $moved } people
        } moved to another mentor. They know their groups already, so nobody is moved here; another mentor would help too.
    }
groups-caption = Groups, worst placed first
groups-search = Name or course
groups-mentor = Mentor
groups-mentees = Mentees, and what was met
groups-seats = Places
seats-of = { $size } of { $upper }
nameless-mentor = A mentor without a name
nameless-mentee = A mentee without a name
placed-late = Came later
met-discipline = same course
met-mode = same mode of study
met-commute = commuting alike
met-none = nothing in common that counts here

people-search = Name, number or course
people-none = Nobody yet. Read the enrolments on the page “Next for you”, and they appear here.
people-count =
    { $count ->
        [one] One person
       *[other] { $count } people
    }
people-name = Name
people-part = Part
people-course = Course
people-year = Year
people-number = Number
people-held = Missing from the list
nameless = Name not given
part-coordinator = Coordinator
part-staff = Staff
part-mentor = Mentor
part-candidate = On the way to mentor, next: { $gate }
part-mentee = Mentee
part-asked = To be asked
part-out = Not taking part
part-observer = Observer
list-find = Search
list-all = Show all
list-found =
    { $count ->
        [one] One found with “{ $search }”
       *[other] { $count } found with “{ $search }”
    }
list-none-found = Nothing with “{ $search }” in it was found. Try fewer letters, or show all.
paging = Pages of the list
page-before = Previous page
page-after = Next page
page-of = Page { $page } of { $of }

scores-lead = A mark of 1 of 1 goes to the course’s gradebook when someone completes training. It says that, and nothing else.
scores-not-offered = This course does not offer its gradebook to Alongside. Completions are recorded here all the same.
scores-confirm = Confirm that the column carries no credit
scores-confirm-note = Marks are written to a column called “Peer mentor training”. It must not count towards anyone’s result. If your gradebook counts new columns by itself, set its weight to nothing first.
scores-confirm-way = It carries no credit
scores-none = Nobody has completed training yet. When someone does, the mark and its way to the gradebook appear here.
scores-search = Name
scores-caption = Completions: those that need you first, then the latest
scores-completed = Completed
scores-mark = Mark
scores-do = What you can do
score-queued = Waiting to be sent
score-sent = Sent, being checked
score-confirmed = In the gradebook
score-ungradable = Recorded here only
score-dead = Needs you
score-tries =
    { $count ->
        [one] tried once
       *[other] tried { $count } times
    }
score-resend = Send again
score-resend-for = Send again: { $name }

why-unknown = We have no words for this reason. Whoever looks after the service knows its code.
