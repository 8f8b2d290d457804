//! Groups that live on, against every allocation of small problems.

mod many;
mod world;

use std::collections::BTreeSet;

use matching::{
    Change, Event, Moving, Options, Quota, Refused, Standing, StandingError, solve_partial,
};
use proptest::prelude::*;

use crate::instances::{Plain, small};
use world::{Merit, World};

/// An event from numbers that mean nothing by themselves.
fn event(world: &World, kind: u8, one: u32, two: u32, costs: &[u32]) -> Event {
    let mentors = world.plain.quotas.len() as u32;
    let mentee = one % (world.plain.mentees + 1);
    let mentor = two % (mentors + 1);
    let some = |number: u32| -> Vec<(u32, u32)> {
        let chosen = |at: &u32| !(one.rotate_left(at * 5) ^ two).is_multiple_of(3);
        (0..number)
            .filter(chosen)
            .map(|at| (at, costs[at as usize % costs.len()]))
            .collect()
    };
    let lo = two / 7 % 3;
    let quota = Quota {
        lo,
        hi: lo + two / 31 % 3,
    };
    match kind {
        0..3 => Event::Enrol {
            turn: u64::from(two % 3),
            pairs: some(mentors),
        },
        3 => Event::DropOut { mentee },
        4 => Event::Swap { mentee },
        5 => Event::Pin { mentee, mentor },
        6 => Event::Unpin { mentee },
        7 => Event::Forbid { mentee, mentor },
        8 => Event::Allow {
            mentee,
            mentor,
            cost: costs[0],
        },
        9 => Event::Resize { mentor, quota },
        10 => Event::MentorLeaves { mentor },
        _ => Event::MentorJoins {
            quota,
            pairs: some(world.plain.mentees),
        },
    }
}

fn begin(plain: &Plain, turns: &[u64]) -> (World, Standing) {
    let turns = turns[..plain.mentees as usize].to_vec();
    let problem = plain.problem();
    let turn = |mentee: u32| turns[mentee as usize];
    let partial = solve_partial(&problem, &Options::default(), turn).unwrap();
    let mut standing = Standing::new(&problem, &partial.mentor_of, turn).unwrap();
    let change = standing
        .settle(Moving::Fewest, &Options::default())
        .unwrap();
    assert_eq!(change.moves, [], "the largest placement stays as it is");
    let world = World {
        plain: plain.clone(),
        turns,
        gone: BTreeSet::new(),
        hidden: vec![],
    };
    (world, standing)
}

fn moves(before: &[Option<u32>], after: &[Option<u32>]) -> Vec<(u32, Option<u32>, Option<u32>)> {
    let was = |mentee| before.get(mentee).copied().flatten();
    let each = after.iter().enumerate();
    each.filter(|&(mentee, now)| was(mentee) != *now)
        .map(|(mentee, now)| (mentee as u32, was(mentee), *now))
        .collect()
}

fn check_change(change: &Change, before: &[Option<u32>], after: &[Option<u32>]) {
    let found: Vec<_> = change
        .moves
        .iter()
        .map(|it| (it.mentee, it.from, it.to))
        .collect();
    assert_eq!(found, moves(before, after));
}

/// Whether an upper quota falls below what a mentor has: then who goes is told by another rule.
fn shrinks(event: &Event, now: &[Option<u32>]) -> bool {
    let load = |mentor| now.iter().filter(|it| **it == Some(mentor)).count() as u32;
    matches!(*event, Event::Resize { mentor, quota } if load(mentor) > quota.hi)
}

fn step(world: &mut World, standing: &mut Standing, event: &Event) -> Result<(), TestCaseError> {
    let before = standing.mentor_of();
    let objective = standing.objective();
    let waited = standing.waiting();
    let mut next = world.clone();
    let change = match standing.apply(event, &Options::default()) {
        Ok(change) => change,
        Err(refused) => {
            prop_assert_eq!(standing.mentor_of(), before.clone());
            if let Refused::NowhereElse { mentee } = refused {
                let evicted = next.happen(event, &before);
                prop_assert_eq!(next.best(&before, &evicted).4[mentee as usize], None);
            }
            return Ok(());
        }
    };
    let evicted = next.happen(event, &before);
    let after = standing.mentor_of();
    check_change(&change, &before, &after);
    prop_assert_eq!(standing.objective() - objective, change.cost);
    let best = next.best(&before, &evicted);
    if shrinks(event, &before) && standing.waiting() != waited {
        let out = |merit: &Merit| merit.0.iter().filter(|out| **out).count();
        prop_assert_eq!(standing.waiting().len(), out(&best));
    } else {
        prop_assert_eq!(&after, &best.4, "{:?}", event);
        prop_assert_eq!(change.others_moved, best.2);
    }
    // Taken up anew, the groups go on in the same way.
    let turn = |mentee: u32| next.turns[mentee as usize];
    let mut anew = Standing::new(&standing.problem(), &after, turn).unwrap();
    let settled = anew.settle(Moving::Fewest, &Options::default()).unwrap();
    if !shrinks(event, &before) {
        prop_assert_eq!(settled.moves, []);
    }
    // Undone and done again it is the same.
    standing.undo();
    prop_assert_eq!(standing.mentor_of(), before);
    prop_assert_eq!(standing.apply(event, &Options::default()).unwrap(), change);
    *world = next;
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn every_event_moves_fewest_then_costs_least(
        plain in small(5, 3),
        turns in prop::collection::vec(0..3_u64, 5),
        events in prop::collection::vec(
            (0..12_u8, any::<u32>(), any::<u32>(), prop::collection::vec(0..6_u32, 1..4)),
            1..4,
        ),
    ) {
        let (mut world, mut standing) = begin(&plain, &turns);
        for (kind, one, two, costs) in events {
            let event = event(&world, kind, one, two, &costs);
            step(&mut world, &mut standing, &event)?;
        }
    }
}

#[test]
fn groups_that_cannot_be_are_refused() {
    let plain = Plain {
        mentees: 2,
        quotas: vec![(0, 1), (0, 1)],
        pairs: vec![(0, 0, 1), (1, 0, 1)],
    };
    let check = |mentor_of: &[Option<u32>], expected| {
        let standing = Standing::new(&plain.problem(), mentor_of, |_| 0);
        assert_eq!(standing.err(), Some(expected));
    };
    check(
        &[None],
        StandingError::WrongNumber {
            given: 1,
            expected: 2,
        },
    );
    check(
        &[None, Some(2)],
        StandingError::UnknownMentor {
            mentee: 1,
            mentor: 2,
        },
    );
    check(
        &[None, Some(1)],
        StandingError::NotAllowed {
            mentee: 1,
            mentor: 1,
        },
    );
    check(
        &[Some(0), Some(0)],
        StandingError::AboveQuota { mentor: 0, load: 2 },
    );
}

/// Two mentees, of whom the second waits.
fn check_refused(event: &Event, expected: Refused) {
    let plain = Plain {
        mentees: 2,
        quotas: vec![(0, 1), (0, 0)],
        pairs: vec![(0, 0, 1), (0, 1, 3), (1, 0, 1)],
    };
    let (_, mut standing) = begin(&plain, &[0, 0]);
    let before = standing.mentor_of();
    let found = standing.apply(event, &Options::default());
    assert_eq!(found, Err(expected), "{event:?}");
    assert_eq!(standing.mentor_of(), before);
}

fn enrols(pairs: &[(u32, u32)]) -> Event {
    let pairs = pairs.to_vec();
    Event::Enrol { turn: 0, pairs }
}

fn joins(lo: u32, hi: u32, pairs: &[(u32, u32)]) -> Event {
    let (quota, pairs) = (Quota { lo, hi }, pairs.to_vec());
    Event::MentorJoins { quota, pairs }
}

#[test]
fn an_event_of_people_who_are_not_there_is_refused() {
    let (mentee, mentor, cost) = (2, 1, 0);
    let unknown = Refused::UnknownMentee { mentee };
    check_refused(&Event::DropOut { mentee }, unknown);
    check_refused(&Event::Swap { mentee }, unknown);
    check_refused(&Event::Pin { mentee, mentor }, unknown);
    check_refused(&Event::Unpin { mentee }, unknown);
    check_refused(&Event::Forbid { mentee, mentor }, unknown);
    check_refused(&joins(0, 1, &[(2, 0)]), unknown);
    let (mentee, mentor) = (0, 2);
    let unknown = Refused::UnknownMentor { mentor };
    let quota = Quota { lo: 0, hi: 1 };
    check_refused(&Event::Resize { mentor, quota }, unknown);
    check_refused(&Event::MentorLeaves { mentor }, unknown);
    check_refused(&enrols(&[(2, 0)]), unknown);
    let allow = Event::Allow {
        mentee,
        mentor,
        cost,
    };
    check_refused(&allow, unknown);
}

#[test]
fn an_event_that_makes_no_sense_is_refused_with_its_reason() {
    let (mentee, mentor, cost) = (0, 1, 1);
    let quota = Quota { lo: 2, hi: 1 };
    check_refused(&Event::Resize { mentor, quota }, Refused::QuotaReversed);
    check_refused(&joins(2, 1, &[]), Refused::QuotaReversed);
    let allow = Event::Allow {
        mentee,
        mentor,
        cost,
    };
    check_refused(&allow, Refused::GivenTwice { mentee, mentor });
    check_refused(&Event::Unpin { mentee }, Refused::NotNow { mentee });
    let cost = i32::MAX as u32 + 1;
    check_refused(&enrols(&[(1, cost)]), Refused::CostTooLarge { cost });
    let (mentee, mentor) = (2, 1);
    let twice = Refused::GivenTwice { mentee, mentor };
    check_refused(&enrols(&[(1, 0), (1, 0)]), twice);
    let (mentee, mentor) = (1, 2);
    let twice = Refused::GivenTwice { mentee, mentor };
    check_refused(&joins(0, 1, &[(1, 0), (1, 1)]), twice);
    let mentor = 1;
    let not_allowed = Refused::NotAllowed { mentee, mentor };
    check_refused(&Event::Pin { mentee, mentor }, not_allowed);
    check_refused(&Event::Swap { mentee }, Refused::NotNow { mentee });
}

#[test]
fn who_would_lose_their_place_by_a_swap_keeps_it() {
    let plain = Plain {
        mentees: 1,
        quotas: vec![(0, 1)],
        pairs: vec![(0, 0, 1)],
    };
    let (_, mut standing) = begin(&plain, &[0]);
    let found = standing.apply(&Event::Swap { mentee: 0 }, &Options::default());
    assert_eq!(found, Err(Refused::NowhereElse { mentee: 0 }));
    assert_eq!(standing.mentor_of(), [Some(0)]);
}
