//! Placing latecomers.

use matching::{Moving, Options, Standing, StandingError};
use proptest::prelude::*;

use crate::instances::{Plain, small};

fn plain() -> Plain {
    Plain {
        mentees: 4,
        quotas: vec![(0, 1), (2, 2), (0, 1)],
        pairs: vec![
            (0, 0, 1),
            (1, 0, 1),
            (1, 1, 3),
            (2, 0, 1),
            (2, 1, 5),
            (2, 2, 8),
            (3, 1, 2),
            (3, 2, 9),
        ],
    }
}

/// Whoever had no mentor, and the one they get where nobody is moved.
fn place(plain: &Plain, present: &[Option<u32>]) -> Result<Vec<(u32, Option<u32>)>, StandingError> {
    let mut standing = Standing::new(&plain.problem(), present, u64::from)?;
    let change = standing.settle(Moving::Nobody, &Options::default());
    assert_eq!(change.unwrap().others_moved, 0);
    let after = (0..).zip(standing.mentor_of()).zip(present);
    let late = after.filter(|(_, before)| before.is_none());
    Ok(late.map(|(now, _)| now).collect())
}

fn check(mentor_of: [Option<u32>; 4], expected: &[(u32, Option<u32>)]) {
    let placed = place(&plain(), &mentor_of).unwrap();
    assert_eq!(placed, expected, "{mentor_of:?}");
}

#[test]
fn latecomers_take_free_seats_at_least_cost_together() {
    check([Some(0), Some(1), None, Some(2)], &[(2, Some(1))]);
    check(
        [Some(0), Some(1), None, None],
        &[(2, Some(2)), (3, Some(1))],
    );
    check(
        [None, None, None, None],
        &[(0, Some(0)), (1, Some(1)), (2, Some(2)), (3, Some(1))],
    );
}

#[test]
fn without_an_allowed_free_seat_there_is_no_place() {
    check([None, Some(0), Some(2), Some(1)], &[(0, None)]);
    check([Some(0), Some(1), Some(1), Some(2)], &[]);
    // Where one seat is left, the earlier goes first.
    check(
        [Some(0), Some(1), None, None].map(|it| it.or(None)),
        &[(2, Some(2)), (3, Some(1))],
    );
    check(
        [None, Some(1), Some(1), None],
        &[(0, Some(0)), (3, Some(2))],
    );
}

proptest! {
    #[test]
    fn one_latecomer_gets_the_cheapest_free_seat(plain in small(7, 4), seats in 0..1024_usize) {
        let mut present = vec![None; plain.mentees as usize];
        let Some((_, others)) = present.split_last_mut() else { return Ok(()) };
        for (mentee, mentor) in (0..).zip(others) {
            let allowed: Vec<u32> =
                plain.pairs.iter().filter(|pair| pair.0 == mentee).map(|pair| pair.1).collect();
            *mentor = allowed.get(seats % allowed.len().max(1)).copied();
        }
        prop_assume!(present.iter().filter(|mentor| mentor.is_none()).count() == 1);
        let load = |mentor| present.iter().filter(|&&it| it == Some(mentor)).count();
        let last = plain.mentees - 1;
        let free = plain.pairs.iter().filter(|&&(mentee, mentor, _)| {
            mentee == last && load(mentor) < plain.quotas[mentor as usize].1 as usize
        });
        let mentor = free.map(|&(_, mentor, cost)| (cost, mentor)).min().map(|(_, mentor)| mentor);
        // A group above its quota is not taken up.
        let Ok(placed) = place(&plain, &present) else { return Ok(()) };
        prop_assert_eq!(placed, [(last, mentor)]);
    }
}
