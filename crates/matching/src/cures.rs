//! What to change where not everybody can be placed within the quotas.
//!
//! A conflict says why there is no allocation; a cure says what would give one, touching as few
//! people and places as can be. Each is found by placing everybody in a problem where what may be
//! changed is allowed but counts, band against band, and is then applied and solved once more, so
//! that none is offered that does not cure everything.

use std::collections::BTreeSet;

use thiserror::Error;

use crate::fair::{Bands, solve_fair_partial};
use crate::outcome::{Conflict, Outcome, Partial, Shortage};
use crate::partial::solve_partial;
use crate::problem::{BuildError, Builder, Pair, Problem, Quota, narrow};
use crate::solve::{Cancelled, Options, solve};

/// A pair that is not allowed because of one rule, and would be without it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Forbidden {
    /// The mentee.
    pub mentee: u32,
    /// The mentor.
    pub mentor: u32,
    /// What the pair would cost.
    pub cost: u32,
    /// The rule, by any number the caller knows it by.
    pub rule: u32,
}

/// One thing to change, for want of which there is no allocation.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Remedy {
    /// Mentors, in order, who take so many more than their upper quota.
    MoreSeats(Vec<(u32, u32)>),
    /// Mentors, in order, who do with so many fewer than their lower quota.
    LowerMinimum(Vec<(u32, u32)>),
    /// A rule that does not hold for these pairs: mentee and mentor, in order.
    Loosen {
        /// The rule.
        rule: u32,
        /// The pairs.
        pairs: Vec<(u32, u32)>,
    },
    /// Mentees, in order, who wait.
    Wait(Vec<u32>),
}

impl Remedy {
    /// How many people or places it touches.
    pub fn touches(&self) -> u64 {
        match self {
            Self::MoreSeats(places) | Self::LowerMinimum(places) => {
                places.iter().map(|&(_, number)| u64::from(number)).sum()
            }
            Self::Loosen { pairs, .. } => pairs.len() as u64,
            Self::Wait(mentees) => mentees.len() as u64,
        }
    }
}

/// Changes that together leave an allocation for everybody but those who are to wait.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cure {
    /// What to do, all of it; never empty.
    pub remedies: Vec<Remedy>,
    /// How many people and places that touches.
    pub touches: u64,
    /// What the cheapest allocation then costs.
    pub objective: i64,
}

impl Cure {
    fn waiting(&self) -> u64 {
        let waits = |remedy: &&Remedy| matches!(remedy, Remedy::Wait(_));
        self.remedies
            .iter()
            .filter(waits)
            .map(Remedy::touches)
            .sum()
    }
}

/// Why no cures can be looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum CureError {
    /// The caller asked to give up.
    #[error(transparent)]
    Cancelled(#[from] Cancelled),
    /// A forbidden pair is not one: it is allowed, given twice, or of people who do not exist.
    #[error("among the forbidden pairs: {0}")]
    NoPair(#[from] BuildError),
}

/// The cures of a problem that has no allocation, those that touch the fewest first; none where
/// nothing is wrong.
///
/// There is one each of letting mentees wait, of more seats, and of loosening each rule of the
/// forbidden pairs, where that helps at all. Lower minimums come with each as far as they must.
/// Each touches as few people and places as it can: the most mentees are placed, then the most
/// lower quotas filled, then the fewest seats added or pairs used that a rule forbids, and then
/// the total cost is least. Among cures that touch equally many, those with fewer mentees waiting
/// come first, then in the order of [`Remedy`].
///
/// `turn` says when a mentee is called, as for [`solve_partial`]. A pair that two rules forbid is
/// not to be given, since loosening one of them does not allow it. Takes a few times as long as
/// [`solve_partial`], and once more for each rule.
///
/// # Errors
/// [`CureError`] when a forbidden pair is not one, or the caller asked to give up.
pub fn cures(
    problem: &Problem,
    forbidden: &[Forbidden],
    options: &Options,
    turn: impl Fn(u32) -> u64,
) -> Result<Vec<Cure>, CureError> {
    let plain = solve_partial(problem, options, &turn)?;
    if plain.unplaced.is_empty() && plain.lacking.is_empty() {
        return Ok(Vec::new());
    }
    let search = Search {
        problem,
        options,
        turn: &turn,
    };
    let mut found = vec![left_out(&plain)];
    if let Some(conflict) = &plain.too_few_seats {
        found.push(search.more_seats(conflict)?);
    }
    let rules: BTreeSet<u32> = forbidden.iter().map(|pair| pair.rule).collect();
    for rule in rules {
        let pairs: Vec<Forbidden> = forbidden
            .iter()
            .filter(|pair| pair.rule == rule)
            .copied()
            .collect();
        if pairs.iter().any(|pair| may_help(&plain, *pair)) {
            found.push(search.loosen(rule, &pairs)?);
        }
    }
    found.sort_unstable();
    found.dedup();
    let mut cures = Vec::new();
    for remedies in found {
        cures.extend(search.prove(remedies, forbidden)?);
    }
    cures.sort_by_key(|cure| (cure.touches, cure.waiting()));
    Ok(cures)
}

/// What a placement leaves out, as remedies.
fn left_out(placement: &Partial) -> Vec<Remedy> {
    let mut remedies = Vec::new();
    if !placement.lacking.is_empty() {
        remedies.push(Remedy::LowerMinimum(placement.lacking.clone()));
    }
    if !placement.unplaced.is_empty() {
        remedies.push(Remedy::Wait(placement.unplaced.clone()));
    }
    remedies
}

/// Whether a pair leads out of a conflict. If none of a rule does, the rule is not what is wrong.
fn may_help(plain: &Partial, pair: Forbidden) -> bool {
    let conflicts = plain.too_few_seats.iter().chain(&plain.too_few_mentees);
    conflicts.into_iter().any(|conflict| {
        let mentee = conflict.mentees.binary_search(&pair.mentee).is_ok();
        let mentor = conflict.mentors.binary_search(&pair.mentor).is_ok();
        match conflict.shortage {
            Shortage::Seats => mentee && !mentor,
            Shortage::Mentees => mentor && !mentee,
        }
    })
}

struct Search<'a, T> {
    problem: &'a Problem,
    options: &'a Options<'a>,
    turn: &'a T,
}

impl<T: Fn(u32) -> u64> Search<'_, T> {
    /// Gives every mentor of the conflict a double who takes as many as come, and lets as few as
    /// possible go there.
    fn more_seats(&self, conflict: &Conflict) -> Result<Vec<Remedy>, CureError> {
        let first = self.problem.mentors();
        let mut double = vec![None; first as usize];
        let mut quotas = self.problem.quotas().to_vec();
        for (at, &mentor) in (first..).zip(&conflict.mentors) {
            double[mentor as usize] = Some(at);
            let hi = narrow(conflict.mentees.len());
            quotas.push(Quota { lo: 0, hi });
        }
        let is_in = |mentee| conflict.mentees.binary_search(&mentee).is_ok();
        let doubled = extend(self.problem, quotas, |mentee, builder| {
            for pair in self.problem.pairs_of(mentee) {
                if let Some(double) = double[pair.mentor() as usize].filter(|_| is_in(mentee)) {
                    builder.pair(mentee, double, pair.cost())?;
                }
            }
            Ok(())
        })?;
        let band = |_: u32, pair: Pair| u32::from(pair.mentor() >= first);
        let best = solve_fair_partial(&doubled, Bands::By(&band), self.options, self.turn)?.best;
        let mut more = vec![0; first as usize];
        for &mentor in best.mentor_of.iter().flatten() {
            if let Some(&mentor) = conflict.mentors.get(mentor.wrapping_sub(first) as usize) {
                more[mentor as usize] += 1;
            }
        }
        let more = (0..).zip(more).filter(|&(_, more)| more > 0);
        Ok(with(Remedy::MoreSeats(more.collect()), &best))
    }

    /// Allows what a rule forbids, to as few as possible.
    fn loosen(&self, rule: u32, forbidden: &[Forbidden]) -> Result<Vec<Remedy>, CureError> {
        let mut known: Vec<(u32, u32)> = forbidden
            .iter()
            .map(|pair| (pair.mentee, pair.mentor))
            .collect();
        known.sort_unstable();
        let loose = allow(self.problem, self.problem.quotas().to_vec(), forbidden)?;
        let is_forbidden = |mentee, mentor| known.binary_search(&(mentee, mentor)).is_ok();
        let band = |mentee, pair: Pair| u32::from(is_forbidden(mentee, pair.mentor()));
        let best = solve_fair_partial(&loose, Bands::By(&band), self.options, self.turn)?.best;
        let pairs = (0..).zip(&best.mentor_of);
        let pairs = pairs.filter_map(|(mentee, mentor)| Some((mentee, (*mentor)?)));
        let pairs = pairs
            .filter(|&(mentee, mentor)| is_forbidden(mentee, mentor))
            .collect();
        Ok(with(Remedy::Loosen { rule, pairs }, &best))
    }

    /// Makes the remedies and solves what is then left; none if that has no allocation either.
    fn prove(
        &self,
        remedies: Vec<Remedy>,
        forbidden: &[Forbidden],
    ) -> Result<Option<Cure>, CureError> {
        let rest = self.apply(&remedies, forbidden)?;
        let outcome = solve(&rest, self.options)?;
        let Outcome::Optimal(best) = outcome else {
            return Ok(None);
        };
        Ok(Some(Cure {
            touches: remedies.iter().map(Remedy::touches).sum(),
            remedies,
            objective: best.objective,
        }))
    }

    fn apply(&self, remedies: &[Remedy], forbidden: &[Forbidden]) -> Result<Problem, BuildError> {
        let mut quotas = self.problem.quotas().to_vec();
        let mut allowed = Vec::new();
        let mut waits = vec![false; self.problem.mentees() as usize];
        for remedy in remedies {
            match remedy {
                Remedy::MoreSeats(places) => {
                    for &(mentor, more) in places {
                        let hi = &mut quotas[mentor as usize].hi;
                        *hi = hi.saturating_add(more);
                    }
                }
                Remedy::LowerMinimum(places) => {
                    for &(mentor, fewer) in places {
                        quotas[mentor as usize].lo -= fewer;
                    }
                }
                Remedy::Loosen { rule, pairs } => allowed.extend(forbidden.iter().filter(|it| {
                    it.rule == *rule && pairs.binary_search(&(it.mentee, it.mentor)).is_ok()
                })),
                Remedy::Wait(mentees) => {
                    for &mentee in mentees {
                        waits[mentee as usize] = true;
                    }
                }
            }
        }
        let everybody = allow(self.problem, quotas, &allowed)?;
        let left: Vec<u32> = (0..everybody.mentees())
            .filter(|&mentee| !waits[mentee as usize])
            .collect();
        let quotas = everybody.quotas().to_vec();
        Ok(crate::partial::part(&everybody, &left, quotas))
    }
}

/// A remedy with those for whatever a placement still leaves out.
fn with(remedy: Remedy, placement: &Partial) -> Vec<Remedy> {
    let mut remedies = left_out(placement);
    if remedy.touches() > 0 {
        remedies.push(remedy);
    }
    remedies.sort_unstable();
    remedies
}

/// The problem with forbidden pairs allowed.
fn allow(
    problem: &Problem,
    quotas: Vec<Quota>,
    forbidden: &[Forbidden],
) -> Result<Problem, BuildError> {
    let mut more = forbidden.to_vec();
    more.sort_unstable_by_key(|pair| (pair.mentee, pair.mentor));
    if let Some(pair) = more.last().filter(|it| it.mentee >= problem.mentees()) {
        let mentee = pair.mentee;
        return Err(BuildError::UnknownMentee { mentee });
    }
    let mut rest = &more[..];
    extend(problem, quotas, |mentee, builder| {
        while let Some((pair, tail)) = rest.split_first().filter(|it| it.0.mentee == mentee) {
            builder.pair(mentee, pair.mentor, pair.cost)?;
            rest = tail;
        }
        Ok(())
    })
}

/// The problem with other quotas and, mentee by mentee, more pairs.
fn extend(
    problem: &Problem,
    quotas: Vec<Quota>,
    mut more: impl FnMut(u32, &mut Builder) -> Result<(), BuildError>,
) -> Result<Problem, BuildError> {
    let mut builder = Builder::new(problem.mentees() as usize, quotas)?;
    for mentee in 0..problem.mentees() {
        for pair in problem.pairs_of(mentee) {
            builder.pair(mentee, pair.mentor(), pair.cost())?;
        }
        more(mentee, &mut builder)?;
    }
    builder.build()
}
