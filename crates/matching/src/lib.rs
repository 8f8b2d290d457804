//! Forms groups of one mentor and several mentees at least total cost, and proves it.
//!
//! Every mentee gets exactly one allowed mentor, every mentor between a lower and an upper quota
//! of mentees. The answer is exact and comes with prices that anybody can check; where there is
//! none, with the people who stand in each other's way. Among equally cheap allocations it is
//! always the same one.
//!
//! The crate does no IO, reads no clock and makes no randomness.
//!
//! ```
//! use matching::{Builder, Options, Outcome, Quota, solve};
//!
//! // Two mentors; the second must have somebody.
//! let mut builder = Builder::new(3, vec![Quota { lo: 0, hi: 2 }, Quota { lo: 1, hi: 2 }])?;
//! for (mentee, mentor, cost) in [(0, 0, 1), (1, 0, 2), (1, 1, 5), (2, 0, 2), (2, 1, 9)] {
//!     builder.pair(mentee, mentor, cost)?;
//! }
//! let Outcome::Optimal(best) = solve(&builder.build()?, &Options::default())? else {
//!     panic!("there is an allocation");
//! };
//! assert_eq!(best.mentor_of, [0, 1, 0]);
//! assert_eq!(best.objective, 8);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
#![deny(missing_docs)]

mod auction;
mod claims;
mod conflict;
mod cover;
mod face;
mod insert;
mod late;
mod lists;
mod outcome;
mod partial;
mod problem;
mod pull;
mod rules;
mod search;
mod seating;
mod solve;
mod solver;

pub use late::{LateError, Placed, place_late};
pub use outcome::{Conflict, Duals, Optimal, Outcome, Partial, Shortage, Work};
pub use partial::solve_partial;
pub use problem::{
    BuildError, Builder, LARGEST_COST, MOST_PAIRS, MOST_PEOPLE, Pair, Problem, Quota,
};
pub use rules::{
    Breach, Company, Impossible, LARGEST_GROUP, MOST_COMPANY_RULES, Meeting, Progress, RuleOptions,
    Ruled, RuledOutcome, RuledPrices, Rules, RulesError, Weight, form_by_rules,
};
pub use solve::{Cancelled, Options, solve};
