//! What solving gives back: groups with their proof, or the reason why there are none.

use crate::problem::Problem;

/// The answer to a [`Problem`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Everybody has a mentor, every quota holds, and nothing is cheaper.
    Optimal(Optimal),
    /// No allocation keeps every quota.
    Infeasible(Conflict),
}

/// An allocation of least total cost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Optimal {
    /// Each mentee's mentor.
    pub mentor_of: Vec<u32>,
    /// The sum of the costs of the pairs made.
    pub objective: i64,
    /// The proof that no other allocation costs less.
    pub duals: Duals,
    /// How much searching it took. Depends on the problem alone, never on the machine.
    pub work: Work,
}

/// Prices that prove an allocation optimal.
///
/// With u for mentees and p for mentors: cost + p − u ≥ 0 on every allowed pair and = 0 on every
/// pair made; p > 0 only where a mentor is at the upper quota, p < 0 only at the lower. Then
/// Σu − Σp·quota, with the quota at which p stands, is a bound that no allocation goes below, and
/// equals the objective.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Duals {
    /// u: what each mentee's placement costs, rent included.
    pub mentee: Vec<i64>,
    /// p: each mentor's rent, what one more seat would save; below zero, what the last of the
    /// lower quota costs.
    pub mentor: Vec<i64>,
}

impl Duals {
    /// The least total cost that these prices prove, provided that cost + p − u ≥ 0 on every
    /// allowed pair.
    pub fn bound(&self, problem: &Problem) -> i128 {
        let paid: i128 = self.mentee.iter().map(|&dual| i128::from(dual)).sum();
        let rents = self.mentor.iter().zip(problem.quotas());
        let rents = rents.map(|(&rent, quota)| {
            i128::from(rent) * i128::from(if rent > 0 { quota.hi } else { quota.lo })
        });
        paid - rents.sum::<i128>()
    }
}

/// How much searching a solution took.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Work {
    /// Bids in the opening auction; 0 where demand did not call for one.
    pub bids: u64,
    /// Mentees placed by a search.
    pub insertions: u64,
    /// Seats filled or freed by a search from the mentor's side.
    pub pulls: u64,
    /// Mentors that all searches went through.
    pub steps: u64,
    /// Mentees whose mentor changed for the sake of the canonical choice among equals, and those
    /// who moved with them.
    pub settled: u64,
}

/// What there is too little of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shortage {
    /// The mentees may go only to the mentors, who have fewer seats.
    Seats,
    /// The mentors need more mentees than may go to them.
    Mentees,
}

/// Why there is no allocation: some mentees, some mentors, and an inequality that cannot hold.
///
/// For [`Shortage::Seats`] the mentors are all those whom the mentees may have, `have` is the sum
/// of their upper quotas and `need` the number of mentees. For [`Shortage::Mentees`] the mentees
/// are all those whom the mentors may have, `have` is their number and `need` the sum of the
/// mentors' lower quotas. In both, `need` > `have`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// What there is too little of.
    pub shortage: Shortage,
    /// The mentees, in order.
    pub mentees: Vec<u32>,
    /// The mentors, in order.
    pub mentors: Vec<u32>,
    /// How many are needed.
    pub need: u64,
    /// How many there are.
    pub have: u64,
    /// Whether leaving out any of the mentees (for seats) or mentors (for mentees) would leave no
    /// conflict among the rest. True for an infeasible problem, except where finding the least
    /// would take unreasonably long; false in a [`Partial`], which collects all conflicts.
    pub minimal: bool,
}

/// The largest placement where not everybody can be placed.
///
/// As many mentees as possible are placed; who stays out is decided by the order of calling, the
/// earlier before the later. Then as many places of the lower quotas as possible are filled, then
/// the total cost is least.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Partial {
    /// Each mentee's mentor, where there is one.
    pub mentor_of: Vec<Option<u32>>,
    /// The mentees without a mentor, in order.
    pub unplaced: Vec<u32>,
    /// Mentors below their lower quota, in order, and how many they lack.
    pub lacking: Vec<(u32, u32)>,
    /// The sum of the costs of the pairs made.
    pub objective: i64,
    /// Prices for the placement as it is: those unplaced left out, and the quotas of those lacking
    /// lowered to what they have. A mentee left out has the price 0.
    pub duals: Duals,
    /// Why no more can be placed: `need` − `have` is the number of those unplaced. None when all
    /// are placed.
    pub too_few_seats: Option<Conflict>,
    /// Why no more of the lower quotas can be filled: `need` − `have` is the number of places
    /// lacking. None when none is.
    pub too_few_mentees: Option<Conflict>,
}
