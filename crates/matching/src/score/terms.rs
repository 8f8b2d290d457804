//! What is known of people, what they wish for, and what a scheme makes of it.

use std::fmt;
use std::num::NonZeroU16;

use thiserror::Error;

/// Most factors of a scheme, and most rules: each has a bit in a mask.
pub const MOST_TERMS: usize = 64;

/// The most that all factors together may cost a pair. One more marks a pair that is not allowed.
pub const HIGHEST_COST: u16 = u16::MAX - 1;

/// What people can be compared in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Topic {
    /// A place in [`Person::values`]: course, mode of study, gender, home country.
    Value(usize),
    /// A place in [`Person::sets`]: interests, aims, languages.
    Set(usize),
}

/// What is known of a mentor or a mentee, and what they ask for.
///
/// Printed it says nothing, for much of it is nobody's business (R66, R67, R129).
#[derive(Clone, Default)]
pub struct Person {
    /// One value of each kind, by any number the caller gives it; none where it is not known.
    /// Levels are compared as numbers ([`Hard::Above`]), all others only for being the same.
    pub values: Vec<Option<NonZeroU16>>,
    /// One set of each kind, a bit for each member; empty where it is not known.
    pub sets: Vec<u64>,
    /// The departments, or whatever else divides the scheme, by any number. Only people with one
    /// in common are paired, so somebody with joint honours has two.
    pub blocks: Vec<u32>,
    /// What they ask for, at most one wish of each strength on a topic.
    pub wishes: Vec<Wish>,
}

impl fmt::Debug for Person {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Person")
    }
}

/// What somebody asks of the other (R66, R67, R132).
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Wish {
    /// What it is about.
    pub topic: Topic,
    /// What the other should be.
    pub wanted: Wanted,
    /// How much it matters.
    pub strength: Strength,
}

/// What the other should be. Of whom it is not known, they are not.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// The same as the one who asks; in a set, something in common.
    LikeMe,
    /// This value.
    Value(NonZeroU16),
    /// One of these members of a set.
    AnyOf(u64),
}

/// How much a wish matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Strength {
    /// A pair that does not meet it is not allowed: a [`Hard::Mentees`] or [`Hard::Mentors`].
    Must,
    /// A pair that does not meet it costs more: a [`Soft::Preferred`]. Mentors only have musts.
    Prefer,
}

/// What a scheme makes of what is known: weights and rules.
#[derive(Clone, Debug, Default)]
pub struct Terms {
    /// How many values everybody has.
    pub values: usize,
    /// How many sets everybody has.
    pub sets: usize,
    /// What pairs cost. Each is one part of the cost, in this order.
    pub factors: Vec<Factor>,
    /// What pairs are allowed.
    pub rules: Vec<Rule>,
}

/// One part of a pair's cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Factor {
    /// What it costs.
    pub what: Soft,
    /// Whether nobody may be shown it.
    pub is_sealed: bool,
}

/// What a pair costs, and why. Less is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Soft {
    /// Whether a value is the same: of course and mode a difference costs; of a background that
    /// should be distinct (R70), the same does.
    Compare {
        /// The place of the value.
        value: usize,
        /// What it costs if it is the same.
        same: u16,
        /// What it costs if it is not.
        differs: u16,
        /// What it costs if one of both is not known.
        unknown: u16,
        /// Only mentees with this value are concerned, if there is one: that a mentor is from
        /// abroad matters to who is from abroad.
        only_for: Option<NonZeroU16>,
    },
    /// What both have: interests, aims (R69), times.
    Shared {
        /// The place of the set.
        set: usize,
        /// What each costs that is not in common.
        each: u16,
        /// As many in common as this, or as all the mentee has, cost nothing.
        enough: u8,
    },
    /// What mentees would rather have.
    Preferred {
        /// What their wishes are about.
        topic: Topic,
        /// What it costs if a wish is not met.
        cost: u16,
    },
}

/// What makes a pair not allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// What it asks.
    pub what: Hard,
    /// Whether nobody may be told that it forbids a pair.
    pub is_sealed: bool,
}

/// What an allowed pair must be like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hard {
    /// The same in a value (R64). Who has none may be with anybody.
    Same {
        /// The place of the value.
        value: usize,
    },
    /// The mentor so much above the mentee, or more (R71). Who has no value may be with anybody.
    Above {
        /// The place of the value.
        value: usize,
        /// By how much, at least.
        by: u16,
    },
    /// What mentees must have on a topic.
    Mentees(Topic),
    /// What mentors must have on a topic.
    Mentors(Topic),
    /// Not one of the pairs to be kept apart (R72, R129).
    Apart,
}

/// Why pairs cannot be scored. No error says who wishes for what.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum ScoreError {
    /// More than [`MOST_PEOPLE`](crate::MOST_PEOPLE) mentees or mentors.
    #[error("more than {} mentees or mentors", crate::MOST_PEOPLE)]
    TooManyPeople,
    /// More than [`MOST_TERMS`] factors or rules.
    #[error("more than {MOST_TERMS} factors or rules")]
    TooManyTerms,
    /// All factors together could cost a pair more than [`HIGHEST_COST`].
    #[error("the factors can cost {most}, more than {HIGHEST_COST}")]
    TooDear {
        /// What they can cost.
        most: u64,
    },
    /// A factor, rule or wish is about a topic that people do not have.
    #[error("there is no {topic:?}")]
    UnknownTopic {
        /// The topic.
        topic: Topic,
    },
    /// Somebody has more or fewer values or sets than the terms say.
    #[error("{who:?} has not the values and sets of this scheme")]
    WrongPerson {
        /// Who.
        who: Who,
    },
    /// A wish names what its topic cannot be, nothing, or "like me" where one's own is not known.
    #[error("a wish about {topic:?} names nothing")]
    EmptyWish {
        /// The topic.
        topic: Topic,
    },
    /// Somebody has two wishes of one strength on a topic.
    #[error("somebody has two wishes about {topic:?}")]
    TwoWishes {
        /// The topic.
        topic: Topic,
    },
    /// Somebody has a wish that no factor or rule of the scheme takes up.
    #[error("nothing takes up a wish about {topic:?}")]
    Unheard {
        /// The topic.
        topic: Topic,
    },
    /// Some are to be kept apart, and no rule does.
    #[error("no rule keeps people apart")]
    NothingKeepsApart,
    /// Two to be kept apart are not both there.
    #[error("somebody to be kept apart does not exist")]
    UnknownApart,
}

/// A person by position.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// A mentee.
    Mentee(u32),
    /// A mentor.
    Mentor(u32),
}

impl Soft {
    /// The most it can cost a pair.
    pub(super) fn most(self) -> u64 {
        match self {
            Self::Compare {
                same,
                differs,
                unknown,
                ..
            } => same.max(differs).max(unknown).into(),
            Self::Shared { each, enough, .. } => u64::from(each) * u64::from(enough.min(64)),
            Self::Preferred { cost, .. } => cost.into(),
        }
    }

    fn topic(self) -> Topic {
        match self {
            Self::Compare { value, .. } => Topic::Value(value),
            Self::Shared { set, .. } => Topic::Set(set),
            Self::Preferred { topic, .. } => topic,
        }
    }
}

impl Hard {
    fn topic(self) -> Option<Topic> {
        match self {
            Self::Same { value } | Self::Above { value, .. } => Some(Topic::Value(value)),
            Self::Mentees(topic) | Self::Mentors(topic) => Some(topic),
            Self::Apart => None,
        }
    }
}

impl Terms {
    /// Whether the terms make sense by themselves.
    pub(super) fn check(&self) -> Result<(), ScoreError> {
        if self.factors.len() > MOST_TERMS || self.rules.len() > MOST_TERMS {
            return Err(ScoreError::TooManyTerms);
        }
        let factors = self.factors.iter().map(|it| it.what.topic());
        let rules = self.rules.iter().filter_map(|it| it.what.topic());
        for topic in factors.chain(rules) {
            self.check_topic(topic)?;
        }
        let most = self.factors.iter().map(|it| it.what.most()).sum();
        if most > u64::from(HIGHEST_COST) {
            return Err(ScoreError::TooDear { most });
        }
        Ok(())
    }

    /// The most that a pair can cost.
    pub(super) fn most(&self) -> u16 {
        let most: u64 = self.factors.iter().map(|it| it.what.most()).sum();
        u16::try_from(most).expect("terms were checked to be below 2^16")
    }

    /// Whether people have such a topic.
    pub(super) fn check_topic(&self, topic: Topic) -> Result<(), ScoreError> {
        let is_there = match topic {
            Topic::Value(at) => at < self.values,
            Topic::Set(at) => at < self.sets,
        };
        if is_there {
            return Ok(());
        }
        Err(ScoreError::UnknownTopic { topic })
    }

    /// Whether something takes up such a wish.
    pub(super) fn hears(&self, who: Who, wish: &Wish) -> bool {
        let has_rule = |what| self.rules.iter().any(|it| it.what == what);
        match (who, wish.strength) {
            (Who::Mentee(_), Strength::Must) => has_rule(Hard::Mentees(wish.topic)),
            (Who::Mentor(_), Strength::Must) => has_rule(Hard::Mentors(wish.topic)),
            (Who::Mentor(_), Strength::Prefer) => false,
            (Who::Mentee(_), Strength::Prefer) => {
                let mut factors = self.factors.iter();
                factors.any(
                    |it| matches!(it.what, Soft::Preferred { topic, .. } if topic == wish.topic),
                )
            }
        }
    }

    pub(super) fn has_apart(&self) -> bool {
        self.rules.iter().any(|it| it.what == Hard::Apart)
    }
}
