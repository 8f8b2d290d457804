//! What is said of a placement.

use super::parts::{Cost, Figure};
use crate::standing::Move;

/// Why a mentee is where they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explained {
    /// The mentee.
    pub mentee: u32,
    /// The pair made; none where the mentee waits for a place.
    pub made: Option<Made>,
    /// Other mentors, nearest first by what may be shown of the cost, then by position, and what
    /// became of each.
    pub alternatives: Vec<(u32, Verdict)>,
}

/// A pair that was made. Its cost and the mentor's rent are exactly what the mentee's place is
/// worth: its reduced cost is 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Made {
    /// The mentor.
    pub mentor: u32,
    /// What the pair costs.
    pub cost: Cost,
    /// How many of the mentee's pairs cost less, by what may be shown of costs.
    pub nearer: u32,
    /// Of how many.
    pub of: u32,
    /// What the mentor's seats are worth.
    pub seat: Seat,
}

/// What a seat with a mentor is worth.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seat {
    /// Whether all seats are taken.
    pub is_full: bool,
    /// The rent in the proof. One more seat saves at most this; where it is below nothing, the
    /// last mentee of the lower quota costs at most that much.
    pub rent: Figure,
    /// What one more seat would save in all.
    pub one_more_saves: Cost,
    /// Who would move into it, and for it.
    pub chain: Vec<Move>,
}

/// What became of a pair.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It was made.
    Made,
    /// It cannot be made. Whatever the reason is, this says no more.
    CannotBeMade,
    /// It would cost all together nothing more; the canonical order decided.
    Tie(Forced),
    /// It would cost all together more.
    Dearer(Forced),
}

/// What follows if two are put together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Forced {
    /// What all pairs together would cost more, exactly.
    pub extra: Cost,
    /// Everybody who would have another mentor then, the mentee first.
    pub chain: Vec<Move>,
    /// What the prices alone prove that it would cost more at least.
    pub at_least: Figure,
    /// By how much the cost of this pair must fall for it to be in all cheapest groups; by one
    /// less, and it is in some.
    pub fall: Figure,
    /// Whether, if the mentor is full, one more seat there would put the pair in some cheapest
    /// groups.
    pub one_more_seat_would_do: bool,
}
