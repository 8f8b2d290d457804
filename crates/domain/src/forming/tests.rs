use std::collections::BTreeMap;

use matching::{Options, Shortage};
use proptest::prelude::*;

use super::*;
use crate::Timestamp;

fn id(number: u8) -> PersonId {
    PersonId::new(Timestamp(0), [number; 10])
}

/// `b` studies biology, `e` ecology; a capital letter commutes. `?` studies nobody knows what.
fn person(number: u8, letter: char) -> Person {
    let discipline = letter.to_ascii_lowercase();
    Person {
        id: id(number),
        discipline: (letter != '?').then(|| discipline.to_string()),
        mode: Some("full-time".to_owned()),
        commutes: Some(letter.is_ascii_uppercase()),
    }
}

fn people(mentors: &str, mentees: &str) -> People {
    let each = |letters: &str, from: u8| {
        (from..)
            .zip(letters.chars())
            .map(|(number, letter)| person(number, letter))
            .collect()
    };
    People::new(each(mentors, 1), each(mentees, 100))
}

const SIZES: Sizes = Sizes { lower: 1, upper: 2 };

const fn way(fair: bool, wait: bool) -> Way {
    Way { fair, wait }
}

fn found(people: &People, sizes: Sizes, way: Way) -> Result<Found, matching::Conflict> {
    let problem = people.problem(sizes).unwrap();
    form(&problem, way, u64::from, &Options::default()).unwrap()
}

#[test]
fn commuters_find_each_other_within_their_course() {
    let people = people("bBe", "BbBeb");
    let best = found(&people, SIZES, way(false, false)).unwrap().groups;
    assert_eq!(best.objective, 0);
    for (mentee, mentor) in (0..).zip(&best.mentor_of) {
        let (mentee, mentor): (usize, usize) = (mentee, mentor.unwrap() as usize);
        assert!(allowed(&people.mentors[mentor], &people.mentees[mentee]));
    }
}

#[test]
fn a_pair_never_costs_more_than_the_worst() {
    let modes = [None, Some("full-time"), Some("part-time")];
    let courses = [None, Some("b"), Some("e")];
    let mut all = vec![];
    for mode in modes {
        for course in courses {
            for commutes in [None, Some(true), Some(false)] {
                all.push(Person {
                    id: id(1),
                    discipline: course.map(str::to_owned),
                    mode: mode.map(str::to_owned),
                    commutes,
                });
            }
        }
    }
    let costs = all
        .iter()
        .flat_map(|one| all.iter().map(|other| cost(one, other)));
    assert_eq!(costs.max(), Some(WORST_COST));
}

/// Mode of study and commuting; the rest is the same of all.
fn of(number: u8, mode: &str, commutes: Option<bool>) -> Person {
    Person {
        mode: Some(mode.to_owned()),
        commutes,
        ..person(number, 'b')
    }
}

#[test]
fn fairly_the_worst_placed_gains_what_the_others_lose() {
    let one = Sizes { lower: 1, upper: 1 };
    let mentors = vec![of(1, "evening", Some(false)), of(2, "day", Some(true))];
    let mentees = vec![of(100, "online", Some(true)), of(101, "day", None)];
    let people = People::new(mentors, mentees);
    let problem = people.problem(one).unwrap();
    for wait in [false, true] {
        let best = found(&people, one, way(true, wait)).unwrap();
        let compared = best.compared(&problem).unwrap();
        let spread = |total, worst, as_bad| Spread {
            total,
            worst,
            as_bad,
        };
        assert_eq!(compared.fair, spread(90, 50, 0));
        assert_eq!(compared.cheapest, spread(70, 60, 1));
        let plain = found(&people, one, way(false, wait)).unwrap();
        assert_eq!(plain.groups.objective, 70);
        assert_eq!(plain.compared(&problem), None);
    }
}

#[test]
fn who_gives_up_waiting_stops_the_search() {
    let problem = people("bBe", "BbBeb").problem(SIZES).unwrap();
    let stop = || true;
    let options = Options {
        cancelled: Some(&stop),
        ..Options::default()
    };
    let stopped = form(&problem, way(false, true), u64::from, &options);
    assert_eq!(stopped, Err(matching::Cancelled));
}

fn step(kind: StepKind, people: u32, places: u32, discipline: Option<&str>) -> Step {
    Step {
        kind,
        people,
        places,
        discipline: discipline.map(str::to_owned),
    }
}

fn stuck(people: &People, sizes: Sizes) -> Impasse {
    let problem = people.problem(sizes).unwrap();
    let conflict = found(people, sizes, way(false, false)).unwrap_err();
    impasse(people, &problem, &conflict, u64::from, &Options::default()).unwrap()
}

#[test]
fn too_few_seats_in_a_course_are_named_and_what_would_help() {
    use StepKind::{MoreSeats, OtherCourse, Wait};
    let found = stuck(&people("be", "bbbe"), SIZES);
    assert_eq!(found.shortage, Shortage::Seats);
    let numbers = (found.mentees, found.mentors, found.seats);
    assert_eq!(
        (numbers, found.discipline.as_deref()),
        ((3, 1, 2), Some("b"))
    );
    let mut cures = found.cures;
    assert_eq!(cures.pop(), Some(vec![step(Wait, 1, 1, Some("b"))]));
    assert_eq!(cures.len(), 2);
    assert!(cures.contains(&vec![step(MoreSeats, 1, 1, Some("b"))]));
    assert!(cures.contains(&vec![step(OtherCourse, 1, 1, Some("b"))]));
}

#[test]
fn mentors_without_mentees_may_do_with_fewer() {
    let found = stuck(&people("bb", "b"), SIZES);
    assert_eq!(found.shortage, Shortage::Mentees);
    let fewer = step(StepKind::LowerMinimum, 1, 1, Some("b"));
    assert_eq!(found.cures, [[fewer]]);
}

#[test]
fn who_may_go_to_nobody_can_wait_or_go_to_another_course() {
    let found = stuck(&people("bb", "beb"), SIZES);
    assert_eq!((found.mentors, found.seats), (0, 0));
    assert_eq!(found.cures[0][0].kind, StepKind::OtherCourse);
    assert_eq!(found.cures[1][0].kind, StepKind::Wait);
}

#[test]
fn the_others_wait_where_that_is_wanted() {
    let people = people("be", "bbbe");
    for fair in [false, true] {
        let best = found(&people, SIZES, way(fair, true)).unwrap().groups;
        assert_eq!(best.unplaced, [2]);
        assert!(best.lacking.is_empty());
    }
}

#[test]
fn who_asked_goes_before_who_looked_and_a_draw_decides_the_rest() {
    let order = [
        turn(id(9), true, false),
        turn(id(3), false, true),
        turn(id(1), false, false),
        turn(id(2), false, false),
    ];
    assert!(order.is_sorted(), "{order:?}");
    assert_eq!(
        turn(id(9), true, true) >> 62,
        turn(id(9), true, false) >> 62
    );
}

fn late(people: &People, seated: &[(u8, u8)], upper: u32) -> Late {
    let seated: BTreeMap<_, _> = seated
        .iter()
        .map(|&(mentee, mentor)| (id(mentee), id(mentor)))
        .collect();
    let sizes = Sizes { lower: 1, upper };
    let late = place_late(people, &seated, sizes, |_| 0, &Options::default()).unwrap();
    let some = fitting(people, &seated, sizes);
    assert_eq!(some > 0, !late.placed.is_empty(), "whether somebody fits");
    assert!(some as usize >= late.placed.len());
    late
}

fn check_late(people: &People, seated: &[(u8, u8)], upper: u32, expected: (&[(u8, u8)], u32, u32)) {
    let late = late(people, seated, upper);
    let (placed, more, moved) = expected;
    let placed: Vec<_> = placed
        .iter()
        .map(|&(one, two)| (id(one), id(two)))
        .collect();
    assert_eq!(late.placed, placed, "{seated:?}");
    let by_moving = ByMoving {
        placed: more,
        moved,
    };
    assert_eq!(late.by_moving, by_moving, "{seated:?}");
}

#[test]
fn a_late_mentee_takes_a_free_seat_and_moves_nobody() {
    let people = people("bBe", "bBEb");
    check_late(
        &people,
        &[(100, 1), (101, 2)],
        2,
        (&[(102, 3), (103, 1)], 0, 0),
    );
}

#[test]
fn a_place_is_taken_whoever_sits_in_it() {
    check_late(&people("b", "bb"), &[(100, 1), (200, 1)], 2, (&[], 0, 0));
}

#[test]
fn who_finds_no_seat_waits() {
    let people = people("b", "bbb");
    check_late(&people, &[(100, 1)], 2, (&[(101, 1)], 0, 0));
    check_late(&people, &[(100, 1)], 1, (&[], 0, 0));
}

#[test]
fn a_mentor_who_is_not_ready_keeps_the_group_and_a_pair_stands_that_is_not_allowed_any_more() {
    let people = people("b", "bbe");
    // 9 is no mentor now; the ecologist sits with the biologist, and takes that place.
    check_late(&people, &[(100, 9), (102, 1)], 1, (&[], 0, 0));
    check_late(&people, &[(100, 9), (102, 1)], 2, (&[(101, 1)], 0, 0));
}

#[test]
fn what_moving_would_do_is_said_and_nobody_is_moved() {
    // Who studies anything sits in biology's only place, and could sit in ecology's.
    let people = people("be", "?b");
    check_late(&people, &[(100, 1)], 1, (&[], 1, 1));
    // Nothing helps where every place is taken.
    check_late(&people, &[(100, 1), (200, 2)], 1, (&[], 0, 0));
}

proptest! {
    #[test]
    fn placing_late_seats_whom_it_can_and_nobody_twice(
        mentors in "[beBE?]{1,5}",
        mentees in "[beBE?]{1,12}",
        sits in prop::collection::vec(0..8_u8, 12),
        upper in 1..4_u32,
    ) {
        let people = people(&mentors, &mentees);
        let numbers = (100_u8..).take(mentees.len()).zip(sits);
        let seated: Vec<(u8, u8)> = numbers
            .filter(|(_, mentor)| (1..=6).contains(mentor))
            .collect();
        let late = late(&people, &seated, upper);
        let mut loads: BTreeMap<PersonId, u32> = BTreeMap::new();
        for (_, mentor) in &seated {
            *loads.entry(id(*mentor)).or_default() += 1;
        }
        for (mentee, mentor) in &late.placed {
            prop_assert!(!seated.iter().any(|seat| id(seat.0) == *mentee));
            let load = loads.entry(*mentor).or_default();
            *load += 1;
            prop_assert!(*load <= upper);
        }
        prop_assert_eq!(late.by_moving.placed == 0, late.by_moving.moved == 0);
    }
}
