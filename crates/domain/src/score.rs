//! A completion mark on its way to a gradebook (decision 6).
//!
//! A mark is sent at most once as far as anyone can see: before it is sent again, the gradebook is
//! read. Its timestamps only grow, at most one a second, because Moodle refuses two in one second.

use crate::{Timestamp, time::Span};

/// How long a worker may hold a score before another takes it over. Before a post leaves the time
/// begins anew, and by then nothing is left to wait for but the post and the reading after it: its
/// column and its token are at hand.
pub const LEASE: Span = Span::seconds(120);

/// How soon a post leaves after its timestamp, or not at all.
pub const DEPARTURE: Span = Span::seconds(10);

/// How long after its timestamp a post may still be on its way whose sender died: until it has left,
/// and then for as long as a living one waits for an answer. Nobody sends again before.
pub const ARRIVAL: Span = Span::seconds(30);

/// Steps in a row that nobody answered before a person must look. With the pauses between them they
/// take a week: an LMS may be down for days, and whatever waits for it then is nobody's to press.
pub const MOST_TRIES: u32 = 180;

/// Steps in a row that were answered and came to nothing before a person must look; they take a night.
pub const MOST_LOOKS: u32 = 20;

/// Posts after which one that was accepted and does not show is not sent again: whoever put
/// something else there means it.
pub const MOST_POSTS: u32 = 3;

/// Where a score stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// To be sent when due.
    Queued,
    /// The same, and surely nothing of it is on its way or in the gradebook: the platform turned it
    /// away, right before it would have been sent or when it was.
    Postponed,
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
    /// Whether nothing more is done by itself.
    pub const fn rests(self) -> bool {
        matches!(self, Self::Confirmed | Self::Ungradable | Self::Dead)
    }

    /// As a word for a database column.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Postponed => "postponed",
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
            Self::Postponed,
            Self::Sending,
            Self::Sent,
            Self::Confirmed,
            Self::Ungradable,
            Self::Dead,
        ]
        .into_iter()
        .find(|state| state.word() == word)
    }

    /// What a worker that takes this score does first, when it was posted so often.
    pub const fn step(self, posts: u32) -> Option<Step> {
        match self {
            Self::Queued if posts == 0 => Some(Step::Send),
            Self::Postponed => Some(Step::Send),
            Self::Queued | Self::Sending | Self::Sent => Some(Step::ReadBack),
            Self::Confirmed | Self::Ungradable | Self::Dead => None,
        }
    }
}

/// What was done for a score so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tried {
    /// Where it stands.
    pub state: State,
    /// How often it was posted.
    pub posts: u32,
    /// How many steps in a row came to nothing: no column, no token, no answer, or nothing to be seen.
    pub tries: u32,
    /// The timestamp of the last post.
    pub stamped_at: Option<Timestamp>,
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
    /// The platform lets nobody like us read it back.
    Hidden,
    /// The LMS keeps no mark for this person.
    Ungradable,
    /// The timestamp was not newer than the stored one.
    Stale,
    /// Refused for good; asking again changes nothing.
    Refused,
    /// The column takes no marks until a person opens it: it is not published, or its time is over.
    /// Nothing was kept, and whether it is open can only be found out by asking.
    Closed,
    /// The platform failed at this very mark, and answers what else it is asked. A Moodle does so
    /// where somebody locked the mark.
    Failed,
    /// There is no such column, or no such course. The one is looked for and made anew, the other
    /// stays away.
    Gone,
    /// Not reachable, overloaded, or unreadable; asking again may help.
    Unreachable {
        /// How long the platform asked us to wait.
        wait: Option<Span>,
    },
    /// Turned away unread, or not even asked: the platform counts requests.
    NotYet {
        /// When it takes requests again.
        until: Timestamp,
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
    /// Try again at this time, in this state; the step that led here came to nothing and counts.
    Later(State, Timestamp),
    /// Take the step again when the platform takes requests. Nothing was tried, so nothing counts:
    /// whoever keeps to the pace of a slow platform is not failing.
    NotYet {
        /// In this state.
        state: State,
        /// How often it was posted, without the post that was turned away.
        posts: u32,
        /// When the platform takes requests again.
        until: Timestamp,
    },
}

/// Decides where nothing could be sent: there is no column or no token.
pub fn unsent(tried: Tried, answer: Answer, now: Timestamp) -> Next {
    match answer {
        Answer::Unreachable { wait } => again(tried, tried.state, wait, now),
        Answer::Gone => look_again(tried, tried.state, None, now),
        Answer::NotYet { until } => Next::NotYet {
            state: State::Postponed,
            posts: tried.posts,
            until,
        },
        _ => Next::Rest(State::Dead),
    }
}

/// Decides after the answer to a send. Whoever heard nothing in all its patience knows that nothing
/// is on its way any more, as whoever was told so does.
pub fn after_send(tried: Tried, answer: Answer, now: Timestamp) -> Next {
    match answer {
        Answer::Yes => Next::ReadBackNow,
        Answer::Ungradable => Next::Rest(State::Ungradable),
        Answer::Refused | Answer::Absent | Answer::Hidden => Next::Rest(State::Dead),
        Answer::Stale | Answer::Gone | Answer::Failed => {
            look_again(tried, State::Queued, None, now)
        }
        Answer::Closed => again(tried, State::Postponed, None, now),
        Answer::Unreachable { wait } => again(tried, State::Queued, wait, now),
        Answer::NotYet { until } => Next::NotYet {
            state: State::Postponed,
            posts: tried.posts.saturating_sub(1),
            until,
        },
    }
}

/// Decides after the answer to a read-back. Where nobody may read, what was accepted is final.
pub fn after_read_back(tried: Tried, answer: Answer, now: Timestamp) -> Next {
    match (answer, tried.state) {
        (Answer::Yes, _) | (Answer::Hidden, State::Sent) => Next::Rest(State::Confirmed),
        (Answer::Absent | Answer::Hidden, _) => after_absence(tried, now),
        (Answer::Refused | Answer::Stale | Answer::Closed, _) => Next::Rest(State::Dead),
        (Answer::Failed, state) => again(tried, state, None, now),
        (Answer::Ungradable, _) => Next::Rest(State::Ungradable),
        (Answer::Unreachable { wait }, state) => again(tried, state, wait, now),
        (Answer::Gone, state) => look_again(tried, state, None, now),
        (Answer::NotYet { until }, state) => Next::NotYet {
            state,
            posts: tried.posts,
            until,
        },
    }
}

fn after_absence(tried: Tried, now: Timestamp) -> Next {
    // Accepted a moment ago and not shown yet: look again before sending twice.
    let soon = Some(Span::seconds(5));
    match (tried.state, tried.stamped_at) {
        (State::Sent, _) if tried.posts < MOST_POSTS => look_again(tried, State::Queued, soon, now),
        (State::Sent, _) => look_again(tried, State::Sent, soon, now),
        // Its sender died with the post on its way, and it may yet arrive.
        (State::Sending, Some(left)) if now < left + ARRIVAL => {
            Next::Later(State::Sending, left + ARRIVAL)
        }
        _ => Next::SendNow,
    }
}

/// The next try after one that came to nothing: in 2 s, 4 s, 8 s … or what the platform asked for if
/// that is longer, at most an hour.
fn again(so_far: Tried, state: State, wait: Option<Span>, now: Timestamp) -> Next {
    let tries = so_far.tries.saturating_add(1);
    if tries >= MOST_TRIES {
        return Next::Rest(State::Dead);
    }
    let backoff = Span::seconds(1 << tries.min(12));
    let pause = backoff.max(wait.unwrap_or_default()).min(Span::hours(1));
    Next::Later(state, now + pause)
}

/// The same where the platform answered.
fn look_again(so_far: Tried, state: State, wait: Option<Span>, now: Timestamp) -> Next {
    if so_far.tries.saturating_add(1) >= MOST_LOOKS {
        return Next::Rest(State::Dead);
    }
    again(so_far, state, wait, now)
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
        assert_eq!(State::Postponed.step(1), Some(Step::Send));
        assert_eq!(State::Sending.step(1), Some(Step::ReadBack));
        assert_eq!(State::Sent.step(1), Some(Step::ReadBack));
        for done in [State::Confirmed, State::Ungradable, State::Dead] {
            assert_eq!(done.step(1), None);
        }
    }

    const fn tried(state: State, posts: u32, tries: u32) -> Tried {
        Tried {
            state,
            posts,
            tries,
            stamped_at: Some(Timestamp(NOW.0 - ARRIVAL.0)),
        }
    }

    const SILENT: Answer = Answer::Unreachable { wait: None };

    #[test]
    fn a_refusal_rests_and_a_failure_is_tried_again_with_growing_patience() {
        let check = |tries, answer, expected| {
            let before = tried(State::Sending, 1, tries);
            assert_eq!(after_send(before, answer, NOW), expected);
        };
        let queued = |span| Next::Later(State::Queued, NOW + span);
        check(0, Answer::Yes, Next::ReadBackNow);
        check(0, Answer::Refused, Next::Rest(State::Dead));
        check(0, Answer::Ungradable, Next::Rest(State::Ungradable));
        check(0, SILENT, queued(Span::seconds(2)));
        check(2, SILENT, queued(Span::seconds(8)));
        check(0, Answer::Stale, queued(Span::seconds(2)));
        check(0, Answer::Failed, queued(Span::seconds(2)));
        check(MOST_LOOKS - 1, Answer::Failed, Next::Rest(State::Dead));
        let wait = Some(Span::minutes(3));
        let busy = Answer::Unreachable { wait };
        check(0, busy, queued(Span::minutes(3)));
        check(MOST_TRIES - 1, SILENT, Next::Rest(State::Dead));
    }

    #[test]
    fn what_a_platform_turns_away_unread_is_no_try_and_no_post() {
        let until = NOW + Span::seconds(1);
        let busy = Answer::NotYet { until };
        let next = |state, posts| Next::NotYet {
            state,
            posts,
            until,
        };
        for tries in [0, MOST_TRIES] {
            let before = |state| tried(state, 2, tries);
            let sent = after_send(before(State::Sending), busy, NOW);
            assert_eq!(sent, next(State::Postponed, 1));
            let queued = unsent(before(State::Queued), busy, NOW);
            assert_eq!(queued, next(State::Postponed, 2));
            for state in [State::Queued, State::Sending, State::Sent] {
                let read = after_read_back(before(state), busy, NOW);
                assert_eq!(read, next(state, 2));
            }
        }
    }

    /// Somebody has to publish an assignment, and may take days over it.
    #[test]
    fn a_column_that_is_closed_is_asked_again_for_a_week_without_being_read_first() {
        let before = |tries| tried(State::Sending, 1, tries);
        let next = after_send(before(0), Answer::Closed, NOW);
        let later = NOW + Span::seconds(2);
        assert_eq!(next, Next::Later(State::Postponed, later));
        let still = after_send(before(MOST_LOOKS), Answer::Closed, NOW);
        assert!(matches!(still, Next::Later(State::Postponed, _)));
        let over = after_send(before(MOST_TRIES - 1), Answer::Closed, NOW);
        assert_eq!(over, Next::Rest(State::Dead));
    }

    /// A platform that is down, whatever is asked of it, is asked less and less, and then no more.
    #[test]
    fn every_kind_of_silence_comes_to_an_end_after_a_week() {
        let steps: [fn(Tried, Answer, Timestamp) -> Next; 3] =
            [unsent, after_send, after_read_back];
        for (step, state) in steps
            .into_iter()
            .zip([State::Queued, State::Sending, State::Sent])
        {
            let (mut now, mut before) = (NOW, tried(state, 1, 0));
            while let Next::Later(_, due) = step(before, SILENT, now) {
                assert!(due > now);
                now = due;
                before.tries += 1;
            }
            assert_eq!(step(before, SILENT, now), Next::Rest(State::Dead));
            let week = now - NOW;
            assert!(week > Span::days(6) && week < Span::days(8), "{week:?}");
        }
    }

    #[test]
    fn a_read_back_confirms_or_sends() {
        let check = |before, answer, expected| {
            assert_eq!(after_read_back(before, answer, NOW), expected);
        };
        let sent = |posts, tries| tried(State::Sent, posts, tries);
        let sending = tried(State::Sending, 1, 0);
        let queued = tried(State::Queued, 1, 0);
        let later = |state, seconds| Next::Later(state, NOW + Span::seconds(seconds));
        check(sent(1, 0), Answer::Yes, Next::Rest(State::Confirmed));
        check(sending, Answer::Absent, Next::SendNow);
        check(queued, Answer::Absent, Next::SendNow);
        check(sent(1, 0), Answer::Absent, later(State::Queued, 5));
        check(sent(1, 3), Answer::Absent, later(State::Queued, 16));
        check(sent(MOST_POSTS, 3), Answer::Absent, later(State::Sent, 16));
        check(sent(1, MOST_LOOKS), Answer::Absent, Next::Rest(State::Dead));
    }

    #[test]
    fn what_was_accepted_where_nobody_may_read_is_final() {
        let check = |state, expected| {
            let before = tried(state, 1, 0);
            assert_eq!(after_read_back(before, Answer::Hidden, NOW), expected);
        };
        check(State::Sent, Next::Rest(State::Confirmed));
        check(State::Sending, Next::SendNow);
        check(State::Queued, Next::SendNow);
    }

    #[test]
    fn a_post_whose_sender_died_is_given_time_to_arrive() {
        let left = NOW - Span::seconds(1);
        let after = |state, answer| {
            let before = Tried {
                stamped_at: Some(left),
                ..tried(state, 1, 0)
            };
            after_read_back(before, answer, NOW)
        };
        let later = Next::Later(State::Sending, left + ARRIVAL);
        assert_eq!(after(State::Sending, Answer::Absent), later);
        assert_eq!(after(State::Sending, Answer::Hidden), later);
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
            State::Postponed,
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
