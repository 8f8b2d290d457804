//! The largest placement where not everybody can be placed.

use crate::conflict;
use crate::cover::{Cover, Wishes};
use crate::outcome::{Conflict, Duals, Optimal, Partial};
use crate::problem::{Builder, Pair, Problem, Quota};
use crate::solve::{Cancelled, Options};
use crate::solver::Solver;

/// Places as many mentees as can be, fills as many places of the lower quotas as can be, and then
/// keeps the total cost least.
///
/// `turn` says when a mentee is called: of those who cannot all be placed, the later called stay
/// out. Equal turns go by position. Whom to place and which lower places to fill never stand in
/// each other's way, because what serves most of the one side can always be completed to serve
/// most of the other too (Mendelsohn and Dulmage).
///
/// # Errors
/// [`Cancelled`] when the caller asked for it.
pub fn solve_partial(
    problem: &Problem,
    options: &Options,
    turn: impl Fn(u32) -> u64,
) -> Result<Partial, Cancelled> {
    let (unplaced, too_few_seats) = call(problem, options, turn)?;
    let too_few_mentees = fill(problem, options)?;
    let mut placed: Vec<u32> = (0..problem.mentees()).collect();
    placed.retain(|mentee| unplaced.binary_search(mentee).is_err());
    let reduced = part(problem, &placed, problem.quotas().to_vec());
    let mut solver = Solver::new(&reduced, options);
    solver.tolerate_empty_places();
    let best = certain(solver.run()?);
    Ok(expand(
        problem,
        best,
        &placed,
        unplaced,
        (too_few_seats, too_few_mentees),
    ))
}

fn certain(attempt: Result<Optimal, Conflict>) -> Optimal {
    attempt.expect("who cannot be placed was left out")
}

/// Who stays out, in order, and why.
fn call(
    problem: &Problem,
    options: &Options,
    turn: impl Fn(u32) -> u64,
) -> Result<(Vec<u32>, Option<Conflict>), Cancelled> {
    let mut calling: Vec<u32> = (0..problem.mentees()).collect();
    calling.sort_by_cached_key(|&mentee| turn(mentee));
    let wishes = Wishes::of_mentees(problem);
    let seats = problem.quotas().iter().map(|quota| quota.hi).collect();
    let mut cover = Cover::new(&wishes, seats);
    let (mut unplaced, mut shared) = (Vec::new(), Vec::new());
    for (at, mentee) in (0..).zip(calling) {
        options.look_up(at, 64)?;
        if !cover.serve(mentee) {
            unplaced.push(mentee);
            shared.extend_from_slice(&cover.passed);
        }
    }
    unplaced.sort_unstable();
    let conflict = (!unplaced.is_empty()).then(|| {
        let mentors = shared
            .iter()
            .flat_map(|&mentee| wishes.of(mentee))
            .copied()
            .collect();
        conflict::seats(problem, distinct(shared), distinct(mentors), false)
    });
    Ok((unplaced, conflict))
}

/// Why not all places of the lower quotas can be filled.
fn fill(problem: &Problem, options: &Options) -> Result<Option<Conflict>, Cancelled> {
    let mentors: Vec<u32> = (0..problem.mentors()).collect();
    let (wishes, mentees) = Wishes::of_mentors(problem, &mentors);
    let mut cover = Cover::new(&wishes, vec![1; mentees.len()]);
    let mut shared = Vec::new();
    for mentor in mentors {
        options.look_up(u64::from(mentor), 64)?;
        let lower = problem.quotas()[mentor as usize].lo;
        if (0..lower).any(|_| !cover.serve(mentor)) {
            shared.extend_from_slice(&cover.passed);
        }
    }
    let some = !shared.is_empty();
    Ok(some.then(|| conflict::mentees(problem, distinct(shared), false)))
}

fn distinct(mut people: Vec<u32>) -> Vec<u32> {
    people.sort_unstable();
    people.dedup();
    people
}

/// The problem of some mentees, renumbered in order, with other quotas.
pub(crate) fn part(problem: &Problem, mentees: &[u32], quotas: Vec<Quota>) -> Problem {
    part_where(problem, mentees, quotas, |_, _| true)
}

/// The same with some pairs only.
pub(crate) fn part_where(
    problem: &Problem,
    mentees: &[u32],
    quotas: Vec<Quota>,
    mut wanted: impl FnMut(u32, Pair) -> bool,
) -> Problem {
    let why = "a part of a problem is a problem";
    let mut builder = Builder::new(mentees.len(), quotas).expect(why);
    for (at, &mentee) in (0..).zip(mentees) {
        let pairs = problem.pairs_of(mentee).iter();
        for pair in pairs.filter(|pair| wanted(mentee, **pair)) {
            builder.pair(at, pair.mentor(), pair.cost()).expect(why);
        }
    }
    builder.build().expect(why)
}

/// A placement of some in terms of everybody.
pub(crate) fn expand(
    problem: &Problem,
    best: Optimal,
    placed: &[u32],
    unplaced: Vec<u32>,
    (too_few_seats, too_few_mentees): (Option<Conflict>, Option<Conflict>),
) -> Partial {
    let mut mentor_of = vec![None; problem.mentees() as usize];
    let mut prices = vec![0; problem.mentees() as usize];
    let mut missing: Vec<u32> = problem.quotas().iter().map(|quota| quota.lo).collect();
    for (at, &mentee) in placed.iter().enumerate() {
        let mentor = best.mentor_of[at];
        mentor_of[mentee as usize] = Some(mentor);
        prices[mentee as usize] = best.duals.mentee[at];
        missing[mentor as usize] = missing[mentor as usize].saturating_sub(1);
    }
    Partial {
        mentor_of,
        unplaced,
        lacking: (0..)
            .zip(missing)
            .filter(|&(_, missing)| missing > 0)
            .collect(),
        objective: best.objective,
        duals: Duals {
            mentee: prices,
            mentor: best.duals.mentor,
        },
        too_few_seats,
        too_few_mentees,
    }
}
