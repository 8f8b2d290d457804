//! What forming groups by rules gives back.

use crate::outcome::Conflict;

/// The answer to a problem with rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RuledOutcome {
    /// Groups, with what they cost, a bound, and every rule that they do not keep.
    Formed(Ruled),
    /// No allocation keeps every quota, whatever the rules.
    Infeasible(Conflict),
}

/// Groups formed by rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ruled {
    /// Each mentee's mentor. None only for somebody who could not be kept apart from another in
    /// any other way; they are among the broken rules as [`Breach::LeftOut`].
    pub mentor_of: Vec<Option<u32>>,
    /// The sum of the costs of the pairs made.
    pub pair_costs: i64,
    /// What sizes and soft rules that were not kept cost.
    pub penalties: i64,
    /// What any allocation that places everybody and keeps every quota and hard rule costs at
    /// least, penalties included; those of whom [`Impossible`] says that they have no group by
    /// the rules are exempt from company and meeting here. None where even so none was found
    /// possible.
    pub bound: Option<i64>,
    /// The proof of the bound.
    pub prices: RuledPrices,
    /// Hard rules that these groups do not keep, each with whom it concerns. Empty in a legal
    /// answer; where it is not, the groups must not be used as they are.
    pub broken: Vec<Breach>,
    /// Soft rules that these groups do not keep.
    pub unmet: Vec<Breach>,
    /// Whether every hard rule is kept, but for those exempt. Without it, an allocation that
    /// does may exist and was not found, unless it is said to be impossible.
    pub keeps_the_rest: bool,
    /// Why hard rules cannot all be kept, as far as it was found: mentors without a group first,
    /// then mentees, who are exempt from then on, then the rest.
    pub impossible: Vec<Impossible>,
}

impl Ruled {
    /// Costs of pairs and penalties together.
    pub const fn objective(&self) -> i64 {
        self.pair_costs + self.penalties
    }

    /// How much above the bound these groups are, at most so much above the best. None where a
    /// hard rule is broken that might be kept: then the two do not compare.
    pub fn gap(&self) -> Option<i64> {
        let bound = self.bound.filter(|_| self.keeps_the_rest)?;
        Some(self.objective() - bound)
    }

    /// Whether nothing that keeps the rules, but for those exempt, is cheaper.
    pub fn is_proven_best(&self) -> bool {
        self.gap() == Some(0)
    }
}

/// Prices of mentees, which prove a bound.
///
/// Each mentor is offered the mentees at these prices, and takes the legal group for which its
/// cost less its members' prices is least. The sum of all prices and of what the mentors make of
/// them is a bound that no allocation goes below, since in an allocation everybody is taken once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RuledPrices {
    /// How many units of these prices make one unit of cost.
    pub scale: i64,
    /// For each mentee.
    pub mentee: Vec<i64>,
}

/// A rule that groups do not keep, with whom it concerns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Breach {
    /// Two who must be apart are in one group.
    Together {
        /// The group's mentor.
        mentor: u32,
        /// The one.
        one: u32,
        /// The other.
        other: u32,
    },
    /// Nobody in the group shares what this mentee asked not to be alone in.
    Alone {
        /// The position of the company rule.
        rule: usize,
        /// The group's mentor.
        mentor: u32,
        /// Who is alone.
        mentee: u32,
    },
    /// The group has no time at which all can meet.
    NoCommonTime {
        /// The group's mentor.
        mentor: u32,
    },
    /// The group is smaller or larger than the mentor's quota says.
    WrongSize {
        /// The mentor.
        mentor: u32,
    },
    /// The mentee has no group, because every group found had somebody from whom they must be
    /// kept apart.
    LeftOut {
        /// Who has no group.
        mentee: u32,
    },
}

/// Why hard rules cannot all be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Impossible {
    /// No group of this mentor keeps the rules, and having nobody is not allowed. The mentor is
    /// then taken as able to meet at any time.
    NoGroupOf {
        /// The mentor.
        mentor: u32,
    },
    /// No group that keeps the rules has this mentee, whoever the mentor. The mentee is then taken
    /// as able to meet at any time and content to be alone.
    NoGroupWith {
        /// The mentee.
        mentee: u32,
    },
    /// These mentees cannot all be placed by the rules even so, as these prices prove by
    /// themselves: with every cost zero the bound is above zero.
    NotTogether {
        /// The mentees with a price other than zero.
        mentees: Vec<u32>,
        /// The prices.
        prices: RuledPrices,
    },
}
