//! The programme's rules: who takes part, what opens what, how groups are formed, what is complete.
//!
//! Nothing here does IO, reads a clock or makes randomness; times, ids and data are arguments, and
//! what comes back are facts with reasons. `service` asks, `store` keeps, `view` puts into words.

pub mod attribute;
pub mod claim;
pub mod concern;
pub mod forming;
pub mod gate;
pub mod hours;
pub mod id;
pub mod part;
pub mod quiz;
pub mod roster;
pub mod score;
pub mod standing;
pub mod time;
pub mod typed;
pub mod unit;

pub use time::Timestamp;
