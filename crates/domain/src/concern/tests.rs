use jiff::{civil::time, tz::TimeZone};
use proptest::prelude::*;

use super::*;
use crate::hours::Opening;

const AMINA: u8 = 1;
const REYES: u8 = 2;
const SECOND: u8 = 3;
const DEPUTY: u8 = 4;
const LEAD: u8 = 5;

fn person(number: u8) -> PersonId {
    PersonId::new(Timestamp(0), [number; 10])
}

fn people(numbers: &[u8]) -> BTreeSet<PersonId> {
    numbers.iter().map(|number| person(*number)).collect()
}

fn ladder() -> Ladder {
    Ladder {
        coordinators: people(&[REYES, SECOND]),
        deputies: people(&[DEPUTY]),
        leads: people(&[LEAD]),
    }
}

fn hours() -> Hours {
    let day = Opening::new(time(9, 0, 0, 0), time(17, 0, 0, 0)).unwrap();
    Hours::weekdays(day, BTreeSet::new(), TimeZone::UTC)
}

/// In UTC.
fn at(text: &str) -> Timestamp {
    let at: jiff::Timestamp = format!("{text}:00Z").parse().unwrap();
    Timestamp(at.as_millisecond())
}

fn parties(about: &[u8]) -> Parties {
    Parties {
        raised_by: person(AMINA),
        about: people(about),
        concerns_coordinator: false,
    }
}

fn raised(kind: Kind, parties: Parties, sent: &str) -> Case {
    Case::raise(kind, parties, at(sent), &ladder(), &hours()).0
}

/// Goes on as the clock does, until nothing more happens.
fn watched(case: &mut Case, now: &str, ladder: &Ladder) -> Vec<Happening> {
    let now = at(now);
    let found = case.watch(now, ladder, &hours());
    for each in &found {
        case.goes_on(now, *each);
    }
    found
}

#[test]
fn each_kind_is_asked_about_for_as_long_as_it_may_wait() {
    let check = |kind, sent, due| {
        let case = raised(kind, parties(&[]), sent);
        let progress = case.progress(person(AMINA));
        assert_eq!(progress, Some(Progress::Sent { due: at(due) }), "{kind:?}");
    };
    check(Kind::AtRisk, "2026-11-23T10:00", "2026-11-23T12:00");
    check(Kind::AtRisk, "2026-11-28T23:30", "2026-11-30T11:00");
    check(Kind::Conduct, "2026-11-23T10:00", "2026-11-24T17:00");
    check(Kind::Relationship, "2026-11-23T10:00", "2026-11-25T17:00");
    check(Kind::NotSure, "2026-11-28T10:00", "2026-12-01T17:00");
}

#[test]
fn a_case_that_nobody_reads_climbs_to_the_service_and_stays_there() {
    let mut case = raised(Kind::AtRisk, parties(&[]), "2026-11-23T10:00");
    let waits = |case: &Case| match case.state() {
        State::Waiting { rung, due } => (rung, due),
        other => panic!("{other:?}"),
    };
    assert!(watched(&mut case, "2026-11-23T11:59", &ladder()).is_empty());
    for (now, rung, due) in [
        ("2026-11-23T12:00", Rung::Deputy, "2026-11-23T14:00"),
        ("2026-11-23T16:00", Rung::Lead, "2026-11-24T10:00"),
        ("2026-11-24T10:00", Rung::Service, "2026-11-24T12:00"),
    ] {
        watched(&mut case, now, &ladder());
        assert_eq!(waits(&case), (rung, at(due)));
    }
    assert!(watched(&mut case, "2026-12-24T10:00", &ladder()).is_empty());
    // The service has a mailbox and no account; whoever was asked before may still take it up.
    let late = case.acknowledge(person(SECOND), &ladder());
    assert_eq!(late, Ok(Happening::Acknowledged { by: person(SECOND) }));
    assert_eq!(case.accept(), Ok(Happening::Accepted));
}

#[test]
fn nobody_handles_a_case_about_themselves_and_its_subject_sees_nothing() {
    let case = raised(Kind::Conduct, parties(&[REYES]), "2026-11-23T10:00");
    assert!(!case.may_read(person(REYES), &ladder()));
    assert!(case.may_read(person(SECOND), &ladder()));
    assert_eq!(case.progress(person(REYES)), None);
    let tried = case.acknowledge(person(REYES), &ladder());
    assert_eq!(tried, Err(NotPossible::NotTheirs));
}

#[test]
fn what_concerns_the_coordinator_goes_to_the_lead() {
    let about = Parties {
        concerns_coordinator: true,
        ..parties(&[])
    };
    let case = raised(Kind::Conduct, about.clone(), "2026-11-23T10:00");
    for (who, may) in [
        (REYES, false),
        (SECOND, false),
        (DEPUTY, false),
        (LEAD, true),
    ] {
        assert_eq!(case.may_read(person(who), &ladder()), may, "{who}");
    }
    // A lead who coordinates as well is passed over, and the service is asked.
    let both = Ladder {
        leads: people(&[REYES]),
        ..ladder()
    };
    let (case, _) = Case::raise(
        Kind::Conduct,
        about,
        at("2026-11-23T10:00"),
        &both,
        &hours(),
    );
    assert!(matches!(
        case.state(),
        State::Waiting {
            rung: Rung::Service,
            ..
        }
    ));
}

#[test]
fn of_two_who_press_at_once_the_second_is_told_who_has_it() {
    let mut case = raised(Kind::AtRisk, parties(&[]), "2026-11-23T10:00");
    let first = case.acknowledge(person(REYES), &ladder()).unwrap();
    case.goes_on(at("2026-11-23T10:05"), first);
    let second = case.acknowledge(person(SECOND), &ladder());
    assert_eq!(second, Err(NotPossible::TakenBy(person(REYES))));
    let close = case.close(person(SECOND), &ladder());
    assert_eq!(close, Err(NotPossible::TakenBy(person(REYES))));
    // The deputy was never asked.
    let deputy = case.acknowledge(person(DEPUTY), &ladder());
    assert_eq!(deputy, Err(NotPossible::NotTheirs));
}

#[test]
fn somebody_who_leaves_is_replaced_at_once() {
    let mut case = raised(Kind::AtRisk, parties(&[]), "2026-11-23T10:00");
    let taken = case.acknowledge(person(REYES), &ladder()).unwrap();
    case.goes_on(at("2026-11-23T10:05"), taken);
    let without = Ladder {
        coordinators: people(&[]),
        ..ladder()
    };
    let next = watched(&mut case, "2026-11-23T11:00", &without);
    let due = at("2026-11-23T13:00");
    let rung = Rung::Deputy;
    assert_eq!(
        next,
        [
            Happening::LetGo { by: person(REYES) },
            Happening::Asked { rung, due }
        ]
    );
    // A rung that empties while it is asked waits for no timer either.
    let nobody = Ladder {
        leads: people(&[LEAD]),
        ..Ladder::default()
    };
    let next = watched(&mut case, "2026-11-23T11:01", &nobody);
    assert!(matches!(
        next[..],
        [Happening::Asked {
            rung: Rung::Lead,
            ..
        }]
    ));
}

#[test]
fn a_referral_is_accepted_or_comes_back_to_whoever_made_it() {
    let mut case = raised(Kind::AtRisk, parties(&[]), "2026-11-23T10:00");
    let refused = case.refer(person(REYES), Basis::Danger, &ladder());
    assert_eq!(refused, Err(NotPossible::NotInHand));
    let now = at("2026-11-23T10:05");
    let taken = case.acknowledge(person(REYES), &ladder()).unwrap();
    case.goes_on(now, taken);
    assert_eq!(case.accept(), Err(NotPossible::NotThere));
    let referred = case.refer(person(REYES), Basis::Danger, &ladder());
    case.goes_on(now, referred.unwrap());
    let back = case.give_back(now, &ladder(), &hours());
    assert_eq!(back, Ok(Happening::Returned { to: person(REYES) }));
    case.goes_on(now, case.accept().unwrap());
    let by = Some(person(REYES));
    assert_eq!(case.state(), State::WithService { by });
    assert_eq!(case.progress(person(AMINA)), Some(Progress::Passed));
    // Whoever referred it is gone when it comes back: the first rung is asked.
    let gone = Ladder {
        coordinators: people(&[SECOND]),
        ..ladder()
    };
    let back = case.give_back(now, &gone, &hours()).unwrap();
    assert!(matches!(
        back,
        Happening::Asked {
            rung: Rung::Coordinator,
            ..
        }
    ));
}

#[test]
fn two_named_people_are_enough_and_one_in_two_roles_is_not() {
    assert!(ladder().is_enough());
    let one = Ladder {
        coordinators: people(&[REYES]),
        deputies: people(&[REYES]),
        leads: people(&[]),
    };
    assert!(!one.is_enough());
}

/// Something that is tried on a case.
#[derive(Clone, Copy, Debug)]
enum Try {
    Acknowledge(u8),
    Refer(u8),
    Accept,
    GiveBack,
    LetGo(u8),
    Close(u8),
    Wait(i64),
    Leave(u8),
}

fn tries() -> impl Strategy<Value = Vec<Try>> {
    let who = 1_u8..=5;
    let one = prop_oneof![
        who.clone().prop_map(Try::Acknowledge),
        who.clone().prop_map(Try::Refer),
        Just(Try::Accept),
        Just(Try::GiveBack),
        who.clone().prop_map(Try::LetGo),
        who.clone().prop_map(Try::Close),
        (0_i64..80).prop_map(Try::Wait),
        who.prop_map(Try::Leave),
    ];
    prop::collection::vec(one, 0..30)
}

/// What comes of a try: what is appended to the trail.
fn tried(
    case: &Case,
    one: Try,
    now: &mut Timestamp,
    ladder: &mut Ladder,
) -> Result<Vec<Happening>, NotPossible> {
    let one_of = |found: Result<Happening, NotPossible>| found.map(|each| vec![each]);
    match one {
        Try::Acknowledge(who) => one_of(case.acknowledge(person(who), ladder)),
        Try::Refer(who) => one_of(case.refer(person(who), Basis::Agreed, ladder)),
        Try::Accept => one_of(case.accept()),
        Try::GiveBack => one_of(case.give_back(*now, ladder, &hours())),
        Try::LetGo(who) => case
            .let_go(person(who), *now, ladder, &hours())
            .map(Vec::from),
        Try::Close(who) => one_of(case.close(person(who), ladder)),
        Try::Wait(spell) => {
            *now = *now + Span::hours(spell);
            Ok(case.watch(*now, ladder, &hours()))
        }
        Try::Leave(who) => {
            for people in [
                &mut ladder.coordinators,
                &mut ladder.deputies,
                &mut ladder.leads,
            ] {
                people.remove(&person(who));
            }
            Ok(case.watch(*now, ladder, &hours()))
        }
    }
}

proptest! {
    #[test]
    fn somebody_always_has_it_and_never_a_party(about in 1_u8..=5, tries in tries()) {
        let mut now = at("2026-11-27T15:00");
        let mut ladder = ladder();
        let parties = parties(&[about]);
        let (mut case, first) =
            Case::raise(Kind::AtRisk, parties.clone(), now, &ladder, &hours());
        let mut trail = vec![(now, first)];
        for one in tries {
            let was_closed = matches!(case.state(), State::Closed { .. });
            let found = tried(&case, one, &mut now, &mut ladder);
            for each in found.unwrap_or_default() {
                prop_assert!(!was_closed, "{each:?} after it was closed");
                case.goes_on(now, each);
                trail.push((now, each));
            }
            match case.state() {
                State::InHand { by } | State::Referred { by } => {
                    prop_assert!(!case.parties().has(by));
                }
                State::Waiting { rung, .. } => {
                    // An empty rung is left at the next look.
                    let people = ladder.answering(rung, &parties);
                    let is_left = case.watch(now, &ladder, &hours()).len() == 1;
                    prop_assert!(rung == Rung::Service || !people.is_empty() || is_left);
                }
                State::WithService { .. } | State::Closed { .. } => {}
            }
        }
        prop_assert_eq!(Case::of(Kind::AtRisk, parties, trail), Some(case));
    }
}
