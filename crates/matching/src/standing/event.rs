//! What can happen to groups, what it leads to, and why it may be refused.

use thiserror::Error;

use crate::problem::Quota;
use crate::solve::Cancelled;

/// Something that happens to groups after they were formed.
///
/// People are positions. Whoever joins gets the next free one, and those of who left are not used
/// again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// A mentee enrols late.
    Enrol {
        /// When they are called, if not everybody can be placed; see
        /// [`solve_partial`](crate::solve_partial).
        turn: u64,
        /// The mentors they may have, with costs.
        pairs: Vec<(u32, u32)>,
    },
    /// A mentee leaves the scheme.
    DropOut {
        /// Who leaves.
        mentee: u32,
    },
    /// A mentee asks for another mentor and may not come back to the present one. Refused with
    /// [`Refused::NowhereElse`] when that would cost them their place.
    Swap {
        /// Who asks.
        mentee: u32,
    },
    /// A mentee must be with this mentor. If there is no room and none can be made without
    /// somebody losing their place, the mentee waits for it.
    Pin {
        /// The mentee.
        mentee: u32,
        /// The mentor, one they may have.
        mentor: u32,
    },
    /// A pin no longer holds.
    Unpin {
        /// The mentee.
        mentee: u32,
    },
    /// These two must not be together.
    Forbid {
        /// The mentee.
        mentee: u32,
        /// The mentor.
        mentor: u32,
    },
    /// These two may be together now.
    Allow {
        /// The mentee.
        mentee: u32,
        /// The mentor.
        mentor: u32,
        /// What the pair costs.
        cost: u32,
    },
    /// A mentor takes other numbers of mentees.
    Resize {
        /// The mentor.
        mentor: u32,
        /// The new quota.
        quota: Quota,
    },
    /// A mentor leaves the scheme.
    MentorLeaves {
        /// Who leaves.
        mentor: u32,
    },
    /// A mentor joins the scheme.
    MentorJoins {
        /// How many mentees they take.
        quota: Quota,
        /// The mentees they may have, with costs.
        pairs: Vec<(u32, u32)>,
    },
}

/// Somebody whose mentor changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Move {
    /// The mentee.
    pub mentee: u32,
    /// Their mentor until now.
    pub from: Option<u32>,
    /// Their mentor from now on.
    pub to: Option<u32>,
}

/// What an event led to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Everybody whose mentor changed, in order.
    pub moves: Vec<Move>,
    /// How many of them had a mentor and have another one, although the event itself did not part
    /// the two: as few as possible.
    pub others_moved: u32,
    /// What all pairs cost together now, less what they cost before.
    pub cost: i64,
}

/// Why an event was not carried out. Nothing has changed then.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Refused {
    /// There is no such mentee, or they have left.
    #[error("there is no mentee {mentee}")]
    UnknownMentee {
        /// The position given.
        mentee: u32,
    },
    /// There is no such mentor.
    #[error("there is no mentor {mentor}")]
    UnknownMentor {
        /// The position given.
        mentor: u32,
    },
    /// A pin on a pair that may not be made.
    #[error("mentee {mentee} may not have mentor {mentor}")]
    NotAllowed {
        /// The mentee.
        mentee: u32,
        /// The mentor.
        mentor: u32,
    },
    /// A pair was given that is allowed already, or twice, or would undo a pin.
    #[error("mentee {mentee} and mentor {mentor} cannot be given again")]
    GivenTwice {
        /// The mentee.
        mentee: u32,
        /// The mentor.
        mentor: u32,
    },
    /// A pin of somebody pinned, the end of no pin, or a swap of somebody pinned or waiting.
    #[error("that cannot be asked of mentee {mentee}")]
    NotNow {
        /// The mentee.
        mentee: u32,
    },
    /// A cost above [`LARGEST_COST`](crate::LARGEST_COST).
    #[error("cost {cost} is too large")]
    CostTooLarge {
        /// The cost given.
        cost: u32,
    },
    /// A lower quota above the upper one.
    #[error("a lower quota above the upper one")]
    QuotaReversed,
    /// More people than [`MOST_PEOPLE`](crate::MOST_PEOPLE), or pairs than
    /// [`MOST_PAIRS`](crate::MOST_PAIRS).
    #[error("too many people or pairs")]
    TooMany,
    /// Who asked for another mentor can have none.
    #[error("mentee {mentee} can be placed with nobody else")]
    NowhereElse {
        /// Who asked.
        mentee: u32,
    },
    /// The caller asked to give up.
    #[error(transparent)]
    Cancelled(#[from] Cancelled),
}
