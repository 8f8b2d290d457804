//! Forms groups of one mentor and several mentees at least total cost, and proves it.
//!
//! Every mentee gets exactly one allowed mentor, every mentor between a lower and an upper quota
//! of mentees. The answer is exact and comes with prices that anybody can check; where there is
//! none, with the people who stand in each other's way. Among equally cheap allocations it is
//! always the same one.
//!
//! [`solve_fair`] puts the worst-placed mentee before the total cost, then the next; where there
//! are too few places [`solve_partial`] fills those there are, and [`cures()`] says what would make
//! enough.
//!
//! Groups can be explained ([`Explainer`]): why a pair was made, what another would cost all
//! together and who would move, and what would change it. They can live on ([`Standing`]): whatever
//! happens after publishing moves the fewest people, and what moving more would save is a curve.
//!
//! Where there is no cost yet, [`score`] makes pairs and costs of what is known of people and what
//! they wish for, by the weights and rules of a scheme.
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
//! let problem = builder.build()?;
//! let Outcome::Optimal(best) = solve(&problem, &Options::default())? else {
//!     panic!("there is an allocation");
//! };
//! assert_eq!(best.mentor_of, [0, 1, 0]);
//! assert_eq!(best.objective, 8);
//!
//! // Why is the last one not with mentor 1?
//! use matching::{Explainer, Parts, Verdict};
//! let groups: Vec<_> = best.mentor_of.iter().copied().map(Some).collect();
//! let options = Options::default();
//! let mut why = Explainer::new(&problem, &groups, &best.duals, Parts::all_open(), &options)?;
//! let Verdict::Dearer(forced) = why.why_not(2, 1)? else {
//!     panic!("it would cost more");
//! };
//! assert_eq!(forced.extra.open(), 4);
//!
//! // The one mentor 1 has drops out; somebody must come.
//! use matching::{Event, Standing};
//! let mut standing = Standing::new(&problem, &groups, |_| 0)?;
//! let change = standing.apply(&Event::DropOut { mentee: 1 }, &options)?;
//! assert_eq!(standing.mentor_of(), [Some(0), None, Some(1)]);
//! assert_eq!(change.others_moved, 1);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
#![deny(missing_docs)]

mod auction;
mod claims;
mod conflict;
mod cover;
mod cures;
mod explain;
mod face;
mod fair;
mod insert;
mod lists;
mod members;
mod opening;
mod outcome;
mod partial;
mod problem;
mod pull;
mod rules;
pub mod score;
mod search;
mod seating;
mod side;
mod solve;
mod solver;
mod standing;

pub use cures::{Cure, CureError, Forbidden, Remedy, cures};
pub use explain::{
    Cost, ExplainError, Explained, Explainer, Figure, Forced, MOST_PARTS, Made, Parts, PartsOf,
    Seat, Verdict, WrongParts,
};
pub use fair::{Bands, Fair, FairPartial, Stage, solve_fair, solve_fair_partial};
pub use outcome::{Conflict, Duals, Optimal, Outcome, Partial, Shortage, Work};
pub use partial::solve_partial;
pub use problem::{
    BuildError, Builder, LARGEST_COST, MOST_PAIRS, MOST_PEOPLE, Pair, Problem, Quota,
};
pub use rules::{
    Breach, Company, Impossible, LARGEST_GROUP, MOST_COMPANY_RULES, Meeting, Rounds, RuleOptions,
    Ruled, RuledOutcome, RuledPrices, Rules, RulesError, Weight, form_by_rules,
};
pub use solve::{Cancelled, Options, Progress, solve};
pub use standing::{Change, Event, Move, Moving, Point, Refused, Standing, StandingError};
