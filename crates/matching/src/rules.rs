//! Rules about whole groups.
//!
//! What pairs may be made is part of a [`Problem`](crate::Problem). These rules look at who is in
//! a group together, which no choice of pairs can express; with them the problem is no longer a
//! flow, and to solve it exactly is hard in general. So the answer comes with a bound: what any
//! allocation that keeps the rules must cost at least, proven by prices that anybody can check.
//!
//! ```
//! use matching::{Builder, Quota, RuleOptions, RuledOutcome, Rules, form_by_rules};
//!
//! // Two mentors for two each; mentees 0 and 1 would both rather have the first.
//! let mut builder = Builder::new(4, vec![Quota { lo: 2, hi: 2 }; 2])?;
//! for mentee in 0..4 {
//!     builder.pair(mentee, 0, mentee)?;
//!     builder.pair(mentee, 1, 5)?;
//! }
//! let rules = Rules {
//!     apart: vec![(0, 1)],
//!     ..Rules::default()
//! };
//! let outcome = form_by_rules(&builder.build()?, &rules, &RuleOptions::default())?;
//! let RuledOutcome::Formed(answer) = outcome else {
//!     panic!("there are groups");
//! };
//! assert_eq!(answer.mentor_of, [Some(0), Some(1), Some(0), Some(1)]);
//! assert!(answer.is_proven_best() && answer.broken.is_empty());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod answer;
mod ascent;
mod flow;
mod form;
mod improve;
mod kind;
mod mend;
mod model;
mod placing;
mod pricing;
mod reason;
mod tally;

pub use answer::{Breach, Impossible, Ruled, RuledOutcome, RuledPrices};
pub use form::{Rounds, RuleOptions, form_by_rules};
pub use model::{LARGEST_GROUP, MOST_COMPANY_RULES, RulesError};

/// How much a rule weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// It must be kept.
    Hard,
    /// Each time that it is not kept costs so much, in the unit of the pairs' costs.
    Soft(u32),
}

/// Nobody who asks is the only one in their group with something in common: a trait, a language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Company {
    /// The mentees who have it.
    pub carriers: Vec<u32>,
    /// Those of them who ask not to be alone.
    pub asking: Vec<u32>,
    /// The mentors who count as company; empty where only mentees do.
    pub mentors: Vec<u32>,
    /// Whether it must be kept, or what each person left alone costs.
    pub weight: Weight,
}

/// Every group has a time at which all of it can meet, its mentor included.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meeting {
    /// When each mentee can, a bit for each time.
    pub mentees: Vec<u64>,
    /// When each mentor can.
    pub mentors: Vec<u64>,
    /// Whether it must be kept, or what each group without such a time costs.
    pub weight: Weight,
}

/// Rules about whole groups. The default has none. (R129 for those kept apart.)
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rules {
    /// Mentees who may never be in one group. Always hard.
    pub apart: Vec<(u32, u32)>,
    /// Who is not to be alone.
    pub company: Vec<Company>,
    /// A time to meet.
    pub meeting: Option<Meeting>,
    /// What a group of 0, 1, 2… mentees costs; a larger one costs what the last does. Any shape:
    /// `[60, 60, 60, 0, 10, 40]` asks for threes, rather than fours, rather than fives.
    pub size_costs: Vec<u32>,
    /// Whether a mentor may have nobody at all instead of a number within the quota.
    pub may_stay_unused: bool,
}
