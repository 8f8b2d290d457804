//! Pages of staff.

use api::{
    Page,
    groups::{
        Allocation, ByMoving, Conflict, ConflictKind, Fairness, Fit, Group, Groups, Late, Met,
        Placed, Progress, Ready, Rounded, Step, StepKind,
    },
    home::{Claim, Counts, Desk, DeskStep, GateName, Home, Roster},
    list::Excerpt,
    people::{Part, People, Person},
    scores::{Gradebook, Row, Scores, State},
    training::{Answers, QuizState},
};

use super::{NOW, Sample, staff, student as students};

pub(super) fn all() -> Vec<Sample> {
    let mut samples = claims();
    samples.extend(desks());
    samples.extend(groups());
    samples.extend(people());
    samples.extend(scores());
    samples.push(staff("staff-code", students::code(None, false)));
    let quiz = students::quiz(QuizState::ReadOnly, Answers::default());
    samples.push(staff("staff-quiz", quiz));
    samples
}

fn claims() -> Vec<Sample> {
    let claim = |name, claim| {
        let mut sample = staff(
            name,
            Page::Home {
                home: Home::Staff { claim },
            },
        );
        sample.view.frame.nav.truncate(1);
        sample
    };
    vec![
        claim("claim-open", Claim::Open),
        claim("claim-pending", Claim::Pending),
        claim("claim-taken", Claim::Taken),
        claim("claim-not-your-role", Claim::NotYourRole),
    ]
}

pub(super) const COUNTS: Counts = Counts {
    mentors_ready: 45,
    mentors_at_gates: 3,
    mentees: 192,
    asked: 2,
    out: 1,
    staff: 3,
};

fn read(held: u32) -> Roster {
    Roster::Read {
        at: NOW,
        listed: 1245,
        arrived: held,
        held,
    }
}

fn failed(code: &str) -> Roster {
    Roster::Failed {
        at: NOW,
        code: code.to_owned(),
    }
}

const fn reading(of: Option<u32>) -> Roster {
    Roster::Reading {
        progress: Progress { done: 120, of },
    }
}

/// A desk with this next step and roster; marks waiting, confirmed and stuck; late arrivals.
fn desk(
    name: &'static str,
    next: DeskStep,
    roster: Roster,
    [waiting, confirmed, stuck]: [u32; 3],
    late: u32,
) -> Sample {
    let desk = Desk {
        roster,
        counts: COUNTS,
        next,
        scores_waiting: waiting,
        scores_confirmed: confirmed,
        scores_stuck: stuck,
        late,
    };
    let home = Home::Coordinator { desk };
    staff(name, Page::Home { home })
}

fn desks() -> Vec<Sample> {
    use DeskStep::{
        ConfirmGradebook, ConfirmRoster, FormGroups, LookAtScores, Nothing, PlaceLate, Publish,
        ReadRoster, SeeConflict, SeeLate, WaitForRoster,
    };
    let gone = Roster::TooManyGone {
        at: NOW,
        gone: 31,
        of: 240,
    };
    let none = [0, 0, 0];
    let odd = failed("no-such-code");
    vec![
        desk("desk-read", ReadRoster, Roster::Never, none, 0),
        desk("desk-wait", WaitForRoster, reading(Some(245)), none, 0),
        desk("desk-wait-unknown", WaitForRoster, reading(None), none, 0),
        desk(
            "desk-failed",
            ReadRoster,
            failed("roster-unreachable"),
            none,
            0,
        ),
        desk("desk-failed-oddly", ReadRoster, odd, none, 0),
        desk("desk-confirm", ConfirmRoster, gone, [0, 44, 0], 0),
        desk("desk-form", FormGroups, read(0), [2, 43, 0], 0),
        desk("desk-conflict", SeeConflict, read(0), [0, 45, 0], 0),
        desk("desk-publish", Publish, read(3), [0, 45, 0], 0),
        desk("desk-late", PlaceLate, read(1), [0, 45, 0], 2),
        desk("desk-late-stuck", SeeLate, read(1), [0, 45, 0], 2),
        desk("desk-gradebook", ConfirmGradebook, read(0), [1, 0, 0], 0),
        desk("desk-scores", LookAtScores, read(0), [0, 42, 3], 0),
        desk("desk-nothing", Nothing, read(0), [0, 45, 0], 0),
    ]
}

fn placed(name: Option<&str>, late: bool, met: &[Met]) -> Placed {
    Placed {
        name: name.map(str::to_owned),
        discipline: Some("Biology".to_owned()),
        late,
        met: met.to_vec(),
    }
}

fn group(mentor: Option<&str>, discipline: &str, mentees: Vec<Placed>) -> Group {
    Group {
        mentor: mentor.map(str::to_owned),
        discipline: Some(discipline.to_owned()),
        upper: 5,
        mentees,
    }
}

fn allocation(proven: bool, check_micros: u64) -> Allocation {
    let all = [Met::Discipline, Met::Mode, Met::Commute];
    Allocation {
        id: "allocation-1".to_owned(),
        formed_at: NOW,
        published_at: Some(NOW),
        placed: 192,
        proven,
        solve_micros: 8_400,
        check_micros,
        waiting: 0,
        lacking: 0,
        fair_first: false,
        fairness: None,
        count: 3,
        excerpt: excerpt("", 0, 3),
        groups: vec![
            group(
                Some("Marek Dvořák"),
                "Marine biology",
                vec![
                    placed(Some("Amina Yusuf"), false, &[]),
                    placed(Some("Þórdís Ólafsdóttir"), false, &all[..1]),
                    placed(None, true, &all[..2]),
                ],
            ),
            group(
                Some("Priyanka Subramaniam-Featherstonehaugh"),
                "Biology",
                vec![
                    placed(Some("李小龍"), false, &all),
                    placed(Some("مريم حسن"), false, &all),
                    placed(Some("Tomos ap Rhys"), false, &all),
                ],
            ),
            group(None, "Genetics", vec![placed(Some("Zoë"), false, &all)]),
        ],
    }
}

fn groups() -> Vec<Sample> {
    let page = |name, groups| staff(name, Page::Groups { groups });
    let proposed = |name, allocation| page(name, Groups::Proposed { allocation });
    let mut samples = vec![
        page("groups-none", Groups::None { ready: READY }),
        page("groups-outdated", Groups::Outdated { ready: READY }),
        proposed("groups-proposed", allocation(true, 4_200)),
        proposed("groups-proposed-fast", allocation(true, 400)),
        proposed("groups-fair", fair(60, 80, 0, 35)),
        proposed("groups-fair-same", fair(45, 85, 0, 0)),
        proposed("groups-waiting", waiting()),
        proposed("groups-unproven", allocation(false, 0)),
    ];
    samples.extend(published());
    let mut many = allocation(true, 4_200);
    let one = many.groups[1].clone();
    many.groups = vec![one; 100];
    many.count = 130;
    many.excerpt = excerpt("", 0, 130);
    samples.push(page("groups-many", Groups::Proposed { allocation: many }));
    let mut not_found = allocation(true, 4_200);
    not_found.groups.clear();
    not_found.excerpt = excerpt("xyz", 0, 0);
    samples.push(page(
        "groups-not-found",
        Groups::Proposed {
            allocation: not_found,
        },
    ));
    samples.extend(conflicts());
    samples
}

/// Groups in which the worst-placed came first. Without that the worst would fit 45 of 100, and all
/// together 85; so many fit no better than 45, fairly and without.
fn fair(worst: u32, mean: u32, few: u32, many: u32) -> Allocation {
    let fit = |mean, worst, number| Fit {
        mean,
        worst,
        as_bad: Rounded::of(number),
    };
    Allocation {
        fair_first: true,
        fairness: Some(Fairness {
            fair: fit(mean, worst, few),
            best: fit(85, 45, many),
        }),
        ..allocation(true, 4_200)
    }
}

fn waiting() -> Allocation {
    Allocation {
        waiting: 4,
        lacking: 2,
        ..allocation(true, 4_200)
    }
}

fn published() -> Vec<Sample> {
    let page = |name, count, fitting, seats, by_moving: Option<(u32, u32)>| {
        let groups = Groups::Published {
            allocation: allocation(true, 4_200),
            late: Late {
                count,
                fitting,
                by_moving: by_moving.map(|(placed, moved)| ByMoving { placed, moved }),
            },
            seats,
        };
        staff(name, Page::Groups { groups })
    };
    vec![
        page("groups-published", 0, 0, 12, None),
        page("groups-late", 2, 2, 12, None),
        page("groups-late-full", 1, 0, 0, None),
        page("groups-late-elsewhere", 3, 0, 4, None),
        page("groups-late-moving", 3, 0, 4, Some((2, 3))),
        page("groups-late-stuck", 3, 0, 4, Some((0, 0))),
    ]
}

const READY: Ready = Ready {
    mentors: 45,
    mentees: 192,
    lower: 3,
    upper: 5,
    fair_first: false,
};

fn conflicts() -> Vec<Sample> {
    use StepKind::{LowerMinimum, MoreSeats, OtherCourse, Wait};

    let of = |step: (StepKind, u32, u32), discipline: Option<&str>| Step {
        kind: step.0,
        people: step.1,
        places: step.2,
        discipline: discipline.map(str::to_owned),
    };
    let page = |name, kind, discipline: Option<&str>, numbers: [u32; 3], cures: &[&[_]]| {
        let [mentees, mentors, seats] = numbers;
        let steps = |steps: &&[_]| steps.iter().map(|step| of(*step, discipline)).collect();
        let conflict = Conflict {
            kind,
            mentees,
            mentors,
            seats,
            discipline: discipline.map(str::to_owned),
            cures: cures.iter().map(steps).collect(),
        };
        let groups = Groups::Conflict {
            ready: READY,
            conflict,
        };
        staff(name, Page::Groups { groups })
    };
    let (seats, mentees) = (ConflictKind::TooFewSeats, ConflictKind::TooFewMentees);
    let genetics = Some("Genetics");
    let other: &[_] = &[(OtherCourse, 4, 4)];
    let all: &[&[_]] = &[
        &[(MoreSeats, 10, 15)],
        &[(LowerMinimum, 2, 5), (MoreSeats, 5, 10)],
        &[(LowerMinimum, 1, 2), (Wait, 15, 15)],
    ];
    let few: &[&[_]] = &[&[(LowerMinimum, 1, 1)]];
    vec![
        page(
            "conflict-seats",
            seats,
            genetics,
            [14, 2, 10],
            &[&[(MoreSeats, 2, 4)], other, &[(Wait, 4, 4)]],
        ),
        page("conflict-seats-all", seats, None, [240, 45, 225], all),
        page(
            "conflict-nobody",
            seats,
            genetics,
            [1, 0, 0],
            &[&[(OtherCourse, 1, 1)], &[(Wait, 1, 1)]],
        ),
        page("conflict-mentees", mentees, genetics, [5, 2, 6], few),
        page(
            "conflict-mentees-all",
            mentees,
            None,
            [100, 45, 135],
            &[&[(LowerMinimum, 12, 35)]],
        ),
    ]
}

fn person(name: Option<&str>, part: Part, held: bool) -> Person {
    Person {
        name: name.map(str::to_owned),
        number: Some("2601234".to_owned()),
        part,
        discipline: Some("Biology".to_owned()),
        year: Some(2),
        held,
    }
}

pub(super) fn excerpt(search: &str, from: u32, matching: u32) -> Excerpt {
    Excerpt {
        search: search.to_owned(),
        from,
        matching,
    }
}

fn people() -> Vec<Sample> {
    let page = |name, search: &str, from, matching, rows: Vec<Person>| {
        let people = People {
            counts: COUNTS,
            excerpt: excerpt(search, from, matching),
            rows,
        };
        staff(name, Page::People { people })
    };
    let parts = [
        Part::Coordinator,
        Part::Staff,
        Part::Mentor,
        Part::Candidate(GateName::Quiz),
        Part::Mentee,
        Part::Asked,
        Part::Out,
        Part::Observer,
    ];
    let names = [
        Some("Amina Yusuf"),
        Some("Ní Dhomhnaill, Siobhán"),
        Some("মৌসুমী"),
        None,
    ];
    let rows: Vec<_> = parts
        .into_iter()
        .zip(names.into_iter().cycle())
        .enumerate()
        .map(|(index, (part, name))| person(name, part, index == 4))
        .collect();
    vec![
        page("people", "", 1, 245, rows.clone()),
        page("people-last", "", 2, 245, rows.clone()),
        page("people-found", "am & co", 0, 130, rows),
        page(
            "people-one",
            "amina",
            0,
            1,
            vec![person(names[0], Part::Mentee, false)],
        ),
        page("people-nobody", "xyz", 0, 0, vec![]),
        page("people-empty", "", 0, 0, vec![]),
    ]
}

fn scores() -> Vec<Sample> {
    let page = |name, gradebook, rows: Vec<Row>| {
        let matching = u32::try_from(rows.len()).unwrap_or(u32::MAX);
        let scores = Scores {
            gradebook,
            excerpt: excerpt("", 0, matching),
            rows,
        };
        staff(name, Page::Scores { scores })
    };
    let row = |state, attempts, code: Option<&str>, name: Option<&str>| Row {
        id: "score-1".to_owned(),
        name: name.map(str::to_owned),
        completed_at: NOW,
        state,
        attempts,
        code: code.map(str::to_owned),
    };
    let rows = vec![
        row(State::Dead, 9, Some("score-refused"), Some("Jo Abara")),
        row(State::Dead, 1, Some("token-refused"), None),
        row(
            State::Queued,
            2,
            Some("score-unreachable"),
            Some("Marek Dvořák"),
        ),
        row(State::Sent, 1, None, Some("Hana Kim")),
        row(State::Confirmed, 1, None, Some("Tomos ap Rhys")),
        row(State::Ungradable, 1, Some("score-ungradable"), Some("Zoë")),
    ];
    vec![
        page("scores", Gradebook::Ready, rows),
        page("scores-none", Gradebook::Ready, vec![]),
        page("scores-not-offered", Gradebook::NotOffered, vec![]),
        page("scores-confirm-first", Gradebook::ConfirmFirst, vec![]),
    ]
}
