//! Checks allocations that somebody else computed.
//!
//! It shares no code with what computes them, has its own reader, and believes nothing: an
//! allocation is accepted when every mentee has an allowed mentor, every quota holds, the costs
//! add up, and the prices given with it prove that nothing is cheaper. A claim that there is no
//! allocation is accepted when the people it names really cannot be served. Either takes one pass
//! over the pairs, so the pairs need not be held in memory.
//!
//! What the prices must satisfy, with u for mentees and p for mentors: cost + p − u ≥ 0 on every
//! allowed pair; p > 0 only at the upper quota, p < 0 only at the lower; Σu − Σp·quota = the
//! objective. Any allocation costs at least Σu − Σp·quota, so this one is cheapest.
#![deny(missing_docs)]

mod allocation;
mod claims;
mod conflict;
mod fair;
mod refusal;
mod ruled;
mod scheme;
mod table;

pub use allocation::{Check, Claim, Quota};
pub use claims::{Certificate, Groups};
pub use conflict::{ConflictCheck, ConflictClaim, Shortage, nobody_left_out};
pub use fair::{FairCheck, Stage};
pub use refusal::{About, Reason, Refusal};
pub use ruled::{
    CompanyRule, Exempt, GroupRules, ImpossibleClaim, MeetingRule, RuleBroken, RuledClaim,
    RuledPrices, RuledReport, RuledScheme, check_impossible, check_ruled,
};
pub use scheme::Scheme;
pub use table::ReadError;
