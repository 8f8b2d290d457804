//! Why there is no allocation, in as few people as possible.

use crate::cover::{Cover, Wishes};
use crate::outcome::{Conflict, Shortage};
use crate::problem::{Problem, narrow};
use crate::search::Search;
use crate::seating::Seating;

/// How many wishes the shrinking of one conflict may look at.
const PATIENCE: u64 = 200_000_000;

/// The conflict that a failed [`Seating::insert`] has found.
///
/// It is minimal: all these mentees but the one who failed sit with these mentors, and leaving out
/// any of them leaves the others a free seat along some chain.
pub(crate) fn too_few_seats(seating: &Seating, search: &Search, mentee: u32) -> Conflict {
    let members = search
        .passed
        .iter()
        .flat_map(|&mentor| seating.members(mentor));
    let mentees = members.copied().chain([mentee]).collect();
    seats(seating.problem, mentees, search.passed.clone(), true)
}

/// A conflict of mentees with all the mentors they may have.
pub(crate) fn seats(
    problem: &Problem,
    mut mentees: Vec<u32>,
    mut mentors: Vec<u32>,
    minimal: bool,
) -> Conflict {
    mentees.sort_unstable();
    mentors.sort_unstable();
    let upper = mentors
        .iter()
        .map(|&mentor| u64::from(problem.quotas()[mentor as usize].hi));
    Conflict {
        shortage: Shortage::Seats,
        need: mentees.len() as u64,
        have: upper.sum(),
        mentees,
        mentors,
        minimal,
    }
}

/// The conflict among mentors who lack mentees, all of whom sit with these mentors already.
pub(crate) fn too_few_mentees(problem: &Problem, mentors: &[u32]) -> Conflict {
    let mut mentors = mentors.to_vec();
    mentors.sort_unstable();
    let (mentors, minimal) = shrink(problem, &mentors);
    mentees(problem, mentors, minimal)
}

/// A conflict of mentors with all the mentees they may have.
pub(crate) fn mentees(problem: &Problem, mut mentors: Vec<u32>, minimal: bool) -> Conflict {
    mentors.sort_unstable();
    let (_, mentees) = Wishes::of_mentors(problem, &mentors);
    let lower = mentors
        .iter()
        .map(|&mentor| u64::from(problem.quotas()[mentor as usize].lo));
    Conflict {
        shortage: Shortage::Mentees,
        need: lower.sum(),
        have: mentees.len() as u64,
        mentees,
        mentors,
        minimal,
    }
}

/// Leaves out mentors while a conflict remains; false when patience ran out.
///
/// Mentors are served in order until one fails. Were that at the last place of this mentor's lower
/// quota, then whom the search passed would be minimal at once: all others are served in full, so
/// every smaller conflict has this mentor in it and, sharing the same mentees, everybody passed.
/// With several places missing a part may do, and each of the others is tried in turn.
fn shrink(problem: &Problem, mentors: &[u32]) -> (Vec<u32>, bool) {
    let (wishes, mentees) = Wishes::of_mentors(problem, mentors);
    let lower = |seeker: u32| problem.quotas()[mentors[seeker as usize] as usize].lo;
    let mut cover = Cover::new(&wishes, vec![1; mentees.len()]);
    let failing = |seeker: &u32| (0..lower(*seeker)).any(|_| !cover.serve(*seeker));
    let failed = (0..narrow(mentors.len()))
        .find(failing)
        .expect("somebody lacks a mentee");
    let mut needed = vec![false; mentors.len()];
    needed[failed as usize] = true;
    let mut left = cover.passed.clone();
    while let Some(&out) = left.iter().find(|&&seeker| !needed[seeker as usize]) {
        if cover.looks > PATIENCE || cover.held(failed) + 1 == lower(failed) {
            break;
        }
        let mut without = cover.clone();
        without.release(out);
        let missing = lower(failed) - cover.held(failed);
        let fails = (0..missing).any(|_| !without.serve(failed));
        cover.looks = without.looks + mentees.len() as u64;
        if fails {
            left.clone_from(&without.passed);
            cover = without;
        } else {
            needed[out as usize] = true;
        }
    }
    let minimal = cover.looks <= PATIENCE;
    (
        left.iter()
            .map(|&seeker| mentors[seeker as usize])
            .collect(),
        minimal,
    )
}
