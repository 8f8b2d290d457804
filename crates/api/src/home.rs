//! What happens next, for each part a person can have.

use serde::{Deserialize, Serialize};

use crate::{Millis, groups::Progress};

/// What happens next for this reader.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Home {
    /// The scheme is not set up yet; its teacher opens it first.
    NotOpen,
    /// An LTI `Mentor` (a parent or other observer), or a role without a part: one explanation.
    Observer,
    /// Staff of the course without a part in the scheme.
    #[cfg(feature = "staff")]
    Staff {
        /// Whether this person may ask to coordinate it.
        claim: Claim,
    },
    /// The scheme's coordinator.
    #[cfg(feature = "staff")]
    Coordinator {
        /// Where the scheme stands.
        desk: Desk,
    },
    /// A student who may become a mentor.
    Candidate {
        /// The chain of gates, in order.
        gates: Vec<Gate>,
        /// Where the completion mark stands.
        mark: Mark,
    },
    /// A mentor who is ready.
    Mentor {
        /// Passed gates, all of them.
        gates: Vec<Gate>,
        /// Where the completion mark stands.
        mark: Mark,
        /// The mentees, once groups are published; empty before.
        mentees: Vec<Peer>,
        /// True once groups are published.
        published: bool,
    },
    /// A student known to be new, in the scheme unless they leave (R6).
    Mentee {
        /// Where their place stands.
        place: Place,
        /// Whether they passed the check on the code (R40) by signing it.
        code_signed: bool,
    },
    /// A student not known to be new: asked, never assumed (decision 7).
    Asked,
    /// A student who said no, or left; they can come back at any time (R6, R7).
    Out,
}

/// Whether a member of staff may ask to coordinate the scheme (decision 8).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Claim {
    /// It is new and this person teaches the course.
    Open,
    /// Asked; a programme lead or administrator decides.
    Pending,
    /// Someone else coordinates it, or it had members before.
    Taken,
    /// This person's role in the course does not carry it (a teaching assistant or non-editing teacher).
    NotYourRole,
}

/// Where a scheme stands, for its coordinator.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Desk {
    /// The last or running roster read.
    pub roster: Roster,
    /// People by part.
    pub counts: Counts,
    /// The one thing to do now.
    pub next: DeskStep,
    /// Completions on their way: queued or sent, not yet confirmed.
    pub scores_waiting: u32,
    /// Completions confirmed in the gradebook.
    pub scores_confirmed: u32,
    /// Completions that need a person.
    pub scores_stuck: u32,
    /// Mentees who have no group although groups are published.
    pub late: u32,
}

/// The one thing a coordinator should do now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DeskStep {
    /// Read the roster.
    ReadRoster,
    /// Wait: the roster is being read.
    WaitForRoster,
    /// A person must say whether so many people really left.
    ConfirmRoster,
    /// Form groups.
    FormGroups,
    /// Groups could not be formed for everybody: see what would help.
    SeeConflict,
    /// Review and publish.
    Publish,
    /// Place late arrivals.
    PlaceLate,
    /// Some have no group, and no free place that they may have: see what would help.
    SeeLate,
    /// Confirm that the gradebook column carries no credit, so that marks can be written.
    ConfirmGradebook,
    /// Look at scores that are stuck.
    LookAtScores,
    /// Nothing: all is well.
    Nothing,
}

/// People of the scheme by part.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Mentors who passed every gate.
    pub mentors_ready: u32,
    /// Candidates still at a gate.
    pub mentors_at_gates: u32,
    /// Mentees taking part.
    pub mentees: u32,
    /// Students to be asked, because nobody knows whether they are new.
    pub asked: u32,
    /// Students who opted out.
    pub out: u32,
    /// Staff.
    pub staff: u32,
}

/// The state of reading the roster.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Roster {
    /// Never read.
    Never,
    /// Being read.
    Reading {
        /// How far.
        progress: Progress,
    },
    /// Read.
    Read {
        /// When it ended.
        at: Millis,
        /// Members the LMS listed.
        listed: u32,
        /// Of whom new to us.
        arrived: u32,
        /// Of whom missing now, held for seven days.
        held: u32,
    },
    /// Stopped: more than a tenth of the people would vanish at once.
    TooManyGone {
        /// When.
        at: Millis,
        /// How many would vanish.
        gone: u32,
        /// Out of how many.
        of: u32,
    },
    /// Failed; what was known before still stands.
    Failed {
        /// When.
        at: Millis,
        /// A code of `codes.txt`.
        code: String,
    },
}

/// One gate on the way to being a mentor (R21, R27, R29, R31).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gate {
    /// Which.
    pub name: GateName,
    /// Passed, next, or later.
    pub state: GateState,
}

/// The gates in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum GateName {
    /// The department accepted the application.
    Accepted,
    /// Training is booked.
    Booked,
    /// The trainer marked attendance.
    Attended,
    /// The current code of conduct is signed.
    Code,
    /// The conduct quiz is passed.
    Quiz,
}

/// Where a gate stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum GateState {
    /// Passed.
    Passed {
        /// When, where known.
        at: Option<Millis>,
    },
    /// The next one.
    Next,
    /// After the next one.
    Later,
}

/// Where the completion mark stands on its way to the LMS gradebook.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mark {
    /// Training is not complete yet.
    NotYet,
    /// Complete; the mark is on its way.
    OnItsWay,
    /// The gradebook shows it.
    InGradebook,
    /// Complete, and this LMS keeps no mark for this person; the record here stands.
    KeptHere,
    /// Complete; the gradebook refused it and the coordinator has been told.
    Delayed,
}

/// Another member as a peer sees them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Peer {
    /// Given name only; none if the LMS gave no name (R131).
    pub name: Option<String>,
    /// Course of study, where known.
    pub discipline: Option<String>,
    /// Year of study, where known.
    pub year: Option<u8>,
}

/// Where a mentee's place stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Place {
    /// Groups have not been published.
    Waiting,
    /// On the waiting list after publishing; the coordinator knows.
    WaitingList,
    /// In a group.
    Placed {
        /// The mentor.
        mentor: Peer,
        /// How many mentees the mentor has (R52), this one included.
        size: u32,
        /// The other mentees.
        others: Vec<Peer>,
    },
}
