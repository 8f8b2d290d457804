//! Why a claim is not believed.

use thiserror::Error;

/// Whom a refusal is about, by position.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// The claim as a whole.
    All,
    /// A mentee.
    Mentee(u32),
    /// A mentor.
    Mentor(u32),
    /// A pair: the mentee, then the mentor.
    Pair(u32, u32),
}

/// A claim that does not hold, and the first place where it was seen to fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("{about:?}: {reason}")]
pub struct Refusal {
    /// Whom it is about.
    pub about: About,
    /// What is wrong there.
    pub reason: Reason,
}

/// What is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Reason {
    /// As many groups and prices are needed as there are people.
    #[error("the claim is not about as many people as the scheme has")]
    WrongNumber,
    /// A position beyond the people of the scheme.
    #[error("is not in the scheme")]
    Unknown,
    /// A person stands twice in a conflict, or a pair made is allowed twice.
    #[error("is given twice")]
    Twice,
    /// The mentee is not in any group.
    #[error("has no mentor")]
    NoMentor,
    /// The pair was made, but is not among those allowed.
    #[error("were put together, which is not allowed")]
    NotAllowed,
    /// More mentees than the upper quota.
    #[error("has {load} mentees, more than {hi}")]
    AboveQuota {
        /// How many mentees there are.
        load: u64,
        /// The upper quota.
        hi: u32,
    },
    /// Fewer mentees than the lower quota.
    #[error("has {load} mentees, fewer than {lo}")]
    BelowQuota {
        /// How many mentees there are.
        load: u64,
        /// The lower quota.
        lo: u32,
    },
    /// A price so large that sums of it might not fit.
    #[error("has a price beyond 2^60")]
    PriceTooLarge,
    /// A rent above zero without the upper quota reached, or below zero above the lower.
    #[error("has a price {price} that its {load} mentees do not allow")]
    IdlePrice {
        /// The price.
        price: i64,
        /// How many mentees there are.
        load: u64,
    },
    /// cost + rent − price is below zero on an allowed pair.
    #[error("would be cheaper than the prices say, by {by}")]
    Cheaper {
        /// How far below zero.
        by: i64,
    },
    /// The costs of the pairs made do not add up to the objective claimed.
    #[error("the groups cost {real}, not {claimed}")]
    WrongObjective {
        /// What the groups cost.
        real: i128,
        /// What was claimed.
        claimed: i64,
    },
    /// The prices prove less than the objective.
    #[error("the prices prove a least cost of {bound}, the groups cost {objective}")]
    NotProven {
        /// What the prices prove.
        bound: i128,
        /// What the groups cost.
        objective: i128,
    },
    /// The bands of a fair claim do not come one after another from the worst down.
    #[error("the bands are not in order, or one is given twice")]
    BandsAstray,
    /// Other than claimed, so many mentees are in a band.
    #[error("{real} mentees are in band {band}, not {claimed}")]
    WrongBand {
        /// The band.
        band: u32,
        /// How many are in it.
        real: u64,
        /// How many were claimed to be.
        claimed: u64,
    },
    /// The prices of a band do not prove that as many as are in it must be.
    #[error("the prices prove that {bound} must be in band {band}, not {count}")]
    BandNotProven {
        /// The band.
        band: u32,
        /// What the prices prove.
        bound: i128,
        /// How many are in it.
        count: u64,
    },
    /// A band without prices that is not the best there is.
    #[error("band {band} has no proof, and band {lowest} is better")]
    NotTheBestBand {
        /// The band.
        band: u32,
        /// The best there is.
        lowest: u32,
    },
    /// 1 or 0 + rent − price is below zero in a band, on a pair that worse bands have left.
    #[error("would do better in band {band} than the prices say, by {by}")]
    Fairer {
        /// The band.
        band: u32,
        /// How far below zero.
        by: i64,
    },
    /// A price of a band that is 0, given out of order, or of somebody who is in no group.
    #[error("has a price in band {band} that does not belong there")]
    StrayPrice {
        /// The band.
        band: u32,
    },
    /// The pair was made, but a band's prices rule it out.
    #[error("were put together, which the prices of band {band} rule out")]
    RuledOut {
        /// The band.
        band: u32,
    },
    /// A pair leads out of a conflict that claims to name everybody who matters.
    #[error("are an allowed pair that the conflict leaves out")]
    LeadsOut,
    /// The numbers of a conflict are not those of its people.
    #[error("the conflict counts {need} and {have}, not what was claimed")]
    WrongCount {
        /// How many are needed.
        need: u64,
        /// How many there are.
        have: u64,
    },
    /// There is enough after all.
    #[error("{have} are enough for {need}")]
    NoConflict {
        /// How many are needed.
        need: u64,
        /// How many there are.
        have: u64,
    },
    /// As many are left out, or lacking, as need be: the conflict must account for all.
    #[error("{out} are left out, but the conflict accounts for {proven}")]
    NotLargest {
        /// How many mentees are unplaced, or places of lower quotas unfilled.
        out: u64,
        /// How many the conflict shows cannot be served.
        proven: u64,
    },
    /// A rule about groups is not kept, and the claim does not say so.
    #[error("a rule about the group is not kept, which is not said")]
    RuleNotKept,
    /// The claim names a rule about groups as broken that is kept.
    #[error("a rule about the group is said to be broken and is not")]
    RuleKept,
    /// There is a lawful group after all.
    #[error("has a group by the rules after all")]
    HasGroup,
}

impl Reason {
    pub(crate) const fn about(self, about: About) -> Refusal {
        Refusal {
            about,
            reason: self,
        }
    }
}
