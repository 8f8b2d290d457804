//! A completion mark on its way to a gradebook (decision 6).
//!
//! A mark is sent at most once as far as anyone can see: before it is sent again, the gradebook is
//! read. Its timestamps only grow, at most one a second, because Moodle refuses two in one second.

use crate::{Timestamp, time::Span};

/// How long a worker may hold a score before another takes it over. Before a post leaves the time
/// begins anew, and a post with its token takes no longer: four requests of 20 s.
pub const LEASE: Span = Span::seconds(120);

/// How long a post may still be on its way whose sender died: as long as a living one waits for an
/// answer. Nobody sends again before.
pub const ARRIVAL: Span = Span::seconds(20);

/// Tries before a person must look. With the pauses between them they take nine hours, because an LMS
/// may be under maintenance for a night.
pub const MOST_ATTEMPTS: u32 = 20;

/// Where a score stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// To be sent when due.
    Queued,
    /// Handed to the network by a worker that is at it or died at it; whether it arrived is not
    /// known until it is read back.
    Sending,
    /// Accepted; to be read back.
    Sent,
    /// Read back from the gradebook.
    Confirmed,
    /// The LMS keeps no mark for this person.
    Ungradable,
    /// Given up; a person must look.
    Dead,
}

impl State {
    /// As a word for a database column.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Sending => "sending",
            Self::Sent => "sent",
            Self::Confirmed => "confirmed",
            Self::Ungradable => "ungradable",
            Self::Dead => "dead",
        }
    }

    /// Back from [`Self::word`].
    pub fn from_word(word: &str) -> Option<Self> {
        [
            Self::Queued,
            Self::Sending,
            Self::Sent,
            Self::Confirmed,
            Self::Ungradable,
            Self::Dead,
        ]
        .into_iter()
        .find(|state| state.word() == word)
    }

    /// What a worker that takes this score does first.
    pub const fn step(self, attempts: u32) -> Option<Step> {
        match self {
            Self::Queued if attempts == 0 => Some(Step::Send),
            Self::Queued | Self::Sending | Self::Sent => Some(Step::ReadBack),
            Self::Confirmed | Self::Ungradable | Self::Dead => None,
        }
    }
}

/// What a worker does next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Send it.
    Send,
    /// Read the gradebook: confirmed if it is there, else send.
    ReadBack,
}

/// What the platform made of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Accepted, or (read back) found.
    Yes,
    /// Read back and not found.
    Absent,
    /// The LMS keeps no mark for this person.
    Ungradable,
    /// The timestamp was not newer than the stored one.
    Stale,
    /// Refused for good; asking again changes nothing.
    Refused,
    /// Not reachable, overloaded, or unreadable; asking again may help.
    Unreachable {
        /// How long the platform asked us to wait.
        wait: Option<Span>,
    },
}

/// What becomes of a score after an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// It rests in this state.
    Rest(State),
    /// Send it now.
    SendNow,
    /// Read it back now.
    ReadBackNow,
    /// Try again at this time, in this state.
    Later(State, Timestamp),
}

/// Decides after the answer to a send. Whoever heard nothing in all its patience knows that nothing
/// is on its way any more, as whoever was told so does.
pub fn after_send(answer: Answer, attempts: u32, now: Timestamp) -> Next {
    match answer {
        Answer::Yes => Next::ReadBackNow,
        Answer::Ungradable => Next::Rest(State::Ungradable),
        Answer::Refused | Answer::Absent => Next::Rest(State::Dead),
        Answer::Stale => again(State::Queued, attempts, None, now),
        Answer::Unreachable { wait } => again(State::Queued, attempts, wait, now),
    }
}

/// Decides after the answer to a read-back of a score in this state, whose last post was stamped
/// at `stamped_at`.
pub fn after_read_back(
    state: State,
    answer: Answer,
    attempts: u32,
    stamped_at: Option<Timestamp>,
    now: Timestamp,
) -> Next {
    match answer {
        Answer::Yes => Next::Rest(State::Confirmed),
        Answer::Absent if attempts < MOST_ATTEMPTS => match (state, stamped_at) {
            // Accepted a moment ago and not shown yet: look again before sending twice.
            (State::Sent, _) => again(State::Queued, attempts, Some(Span::seconds(5)), now),
            // Its sender died with the post on its way, and it may yet arrive.
            (State::Sending, Some(left)) if now < left + ARRIVAL => {
                Next::Later(State::Sending, left + ARRIVAL)
            }
            _ => Next::SendNow,
        },
        Answer::Absent | Answer::Refused | Answer::Stale => Next::Rest(State::Dead),
        Answer::Ungradable => Next::Rest(State::Ungradable),
        Answer::Unreachable { wait } => again(state, attempts, wait, now),
    }
}

/// The next try after one that did not get through: 2 s, 4 s, 8 s … or what the platform asked for if
/// that is longer, at most an hour.
fn again(state: State, attempts: u32, wait: Option<Span>, now: Timestamp) -> Next {
    if attempts >= MOST_ATTEMPTS {
        return Next::Rest(State::Dead);
    }
    let backoff = Span::seconds(2_i64.saturating_pow(attempts.max(1)));
    let pause = backoff.max(wait.unwrap_or_default()).min(Span::hours(1));
    Next::Later(state, now + pause)
}

/// The timestamp of the next post for one person and item: now, and a second after the last one.
pub fn stamp(now: Timestamp, last: Option<Timestamp>) -> Timestamp {
    match last {
        Some(last) => now.max(last + Span::seconds(1)),
        None => now,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp(1_000_000);

    #[test]
    fn a_score_that_may_have_arrived_is_read_back_before_it_is_sent_again() {
        assert_eq!(State::Queued.step(0), Some(Step::Send));
        assert_eq!(State::Queued.step(1), Some(Step::ReadBack));
        assert_eq!(State::Sending.step(1), Some(Step::ReadBack));
        assert_eq!(State::Sent.step(1), Some(Step::ReadBack));
        for done in [State::Confirmed, State::Ungradable, State::Dead] {
            assert_eq!(done.step(1), None);
        }
    }

    #[test]
    fn a_refusal_rests_and_a_failure_is_tried_again_with_growing_patience() {
        assert_eq!(after_send(Answer::Yes, 1, NOW), Next::ReadBackNow);
        assert_eq!(after_send(Answer::Refused, 1, NOW), Next::Rest(State::Dead));
        assert_eq!(
            after_send(Answer::Ungradable, 1, NOW),
            Next::Rest(State::Ungradable)
        );
        let failed = |attempts, wait| after_send(Answer::Unreachable { wait }, attempts, NOW);
        assert_eq!(
            failed(1, None),
            Next::Later(State::Queued, NOW + Span::seconds(2))
        );
        assert_eq!(
            failed(3, None),
            Next::Later(State::Queued, NOW + Span::seconds(8))
        );
        assert_eq!(
            failed(1, Some(Span::minutes(3))),
            Next::Later(State::Queued, NOW + Span::minutes(3))
        );
        assert_eq!(failed(MOST_ATTEMPTS, None), Next::Rest(State::Dead));
    }

    #[test]
    fn a_read_back_confirms_or_sends() {
        let check = |state, answer, attempts, expected| {
            assert_eq!(
                after_read_back(state, answer, attempts, Some(NOW - ARRIVAL), NOW),
                expected
            );
        };
        check(State::Sent, Answer::Yes, 1, Next::Rest(State::Confirmed));
        check(State::Sending, Answer::Absent, 1, Next::SendNow);
        check(State::Queued, Answer::Absent, 1, Next::SendNow);
        check(
            State::Sent,
            Answer::Absent,
            1,
            Next::Later(State::Queued, NOW + Span::seconds(5)),
        );
        check(
            State::Sent,
            Answer::Absent,
            4,
            Next::Later(State::Queued, NOW + Span::seconds(16)),
        );
        check(
            State::Sent,
            Answer::Absent,
            MOST_ATTEMPTS,
            Next::Rest(State::Dead),
        );
    }

    #[test]
    fn a_post_whose_sender_died_is_given_time_to_arrive() {
        let left = NOW - Span::seconds(1);
        let after = |state, answer| after_read_back(state, answer, 1, Some(left), NOW);
        assert_eq!(
            after(State::Sending, Answer::Absent),
            Next::Later(State::Sending, left + ARRIVAL)
        );
        assert_eq!(
            after(State::Sending, Answer::Yes),
            Next::Rest(State::Confirmed)
        );
        assert_eq!(after(State::Queued, Answer::Absent), Next::SendNow);
    }

    #[test]
    fn timestamps_of_one_mark_are_at_least_a_second_apart() {
        assert_eq!(stamp(NOW, None), NOW);
        assert_eq!(stamp(NOW, Some(NOW)), NOW + Span::seconds(1));
        assert_eq!(
            stamp(NOW, Some(NOW + Span::seconds(30))),
            NOW + Span::seconds(31)
        );
        assert_eq!(stamp(NOW, Some(NOW - Span::hours(1))), NOW);
    }

    #[test]
    fn every_state_survives_its_column() {
        for state in [
            State::Queued,
            State::Sending,
            State::Sent,
            State::Confirmed,
            State::Ungradable,
            State::Dead,
        ] {
            assert_eq!(State::from_word(state.word()), Some(state));
        }
    }
}
