//! One pair at a time: what its cost is made of, and what forbids it.

use std::fmt;

use super::Scorer;
use super::facts::Aim;
use super::terms::{Hard, Soft, Strength, Topic};
use crate::cures::Forbidden;
use crate::problem::narrow;

/// The rules that forbid a pair, by their places in the terms.
///
/// However it is printed, only the open ones show. What takes the sealed ones into account has
/// `sealed` in its name; whether a pair is allowed at all does, so of a pair that is not allowed no
/// more may be shown than that, whatever the reason.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Bars {
    rules: u64,
    sealed: u64,
    is_outside: bool,
}

impl Bars {
    /// The open rules, by place.
    pub fn open(self) -> impl Iterator<Item = usize> {
        let open = self.rules & !self.sealed;
        (0..64).filter(move |rule| open >> rule & 1 == 1)
    }

    /// Whether the two have no block in common.
    pub fn is_outside(self) -> bool {
        self.is_outside
    }

    /// All rules, a bit for each. It says something of the sealed ones, so it is for reckoning
    /// with and never for showing.
    pub fn with_sealed(self) -> u64 {
        self.rules
    }

    /// Whether nothing forbids the pair.
    pub fn is_allowed_with_sealed(self) -> bool {
        self.rules == 0 && !self.is_outside
    }
}

impl fmt::Debug for Bars {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.open()).finish()
    }
}

impl Scorer {
    /// How many parts a cost has: one for each factor, and never none.
    pub fn parts(&self) -> usize {
        self.terms.factors.len().max(1)
    }

    /// The parts that are sealed, a bit for each, as [`Parts::new`](crate::Parts::new) takes them.
    pub fn sealed(&self) -> u64 {
        mask(self.terms.factors.iter().map(|it| it.is_sealed))
    }

    /// Fills in what each part of a pair's cost is, allowed or not.
    ///
    /// # Panics
    /// When there is no such mentee or mentor, or fewer places than parts.
    pub fn parts_of(&self, mentee: u32, mentor: u32, parts: &mut [u32]) {
        parts.fill(0);
        for (part, factor) in parts.iter_mut().zip(&self.terms.factors) {
            *part = u32::from(self.part(factor.what, mentee, mentor));
        }
    }

    fn part(&self, what: Soft, mentee: u32, mentor: u32) -> u16 {
        match what {
            Soft::Compare {
                value,
                same,
                differs,
                unknown,
                only_for,
            } => {
                let own = self.mentees.value(mentee, value);
                let other = self.mentors.value(mentor, value);
                match (own, other) {
                    _ if only_for.is_some_and(|it| it.get() != own) => 0,
                    (0, _) | (_, 0) => unknown,
                    _ if own == other => same,
                    _ => differs,
                }
            }
            Soft::Shared { set, each, enough } => {
                let own = self.mentees.set(mentee, set);
                let common = own & self.mentors.set(mentor, set);
                let enough = own.count_ones().min(u32::from(enough));
                let lacking = enough.saturating_sub(common.count_ones());
                each * u16::try_from(lacking).expect("a set has at most 64 members")
            }
            Soft::Preferred { topic, cost } => {
                let aims = self.mentees.aims(mentee);
                let unmet = self.unmet(aims, topic, Strength::Prefer, mentor);
                if unmet { cost } else { 0 }
            }
        }
    }

    fn unmet(&self, aims: &[Aim], topic: Topic, strength: Strength, mentor: u32) -> bool {
        let mut asked = aims
            .iter()
            .filter(|aim| aim.topic == topic && aim.strength == strength);
        asked.any(|aim| !self.mentors.meets(mentor, aim))
    }

    /// What a pair costs; none where it is not allowed.
    ///
    /// # Panics
    /// When there is no such mentee or mentor.
    pub fn cost(&self, mentee: u32, mentor: u32) -> Option<u32> {
        let factors = self.terms.factors.iter();
        let parts = factors.map(|it| u32::from(self.part(it.what, mentee, mentor)));
        let is_allowed = self.bars(mentee, mentor).is_allowed_with_sealed();
        is_allowed.then(|| parts.sum())
    }

    /// What forbids a pair.
    ///
    /// # Panics
    /// When there is no such mentee or mentor.
    pub fn bars(&self, mentee: u32, mentor: u32) -> Bars {
        let rules = self.terms.rules.iter();
        let theirs = self.mentors.blocks(mentor);
        let mut own = self.mentees.blocks(mentee).iter();
        Bars {
            rules: mask(rules.map(|it| self.forbids(it.what, mentee, mentor))),
            sealed: mask(self.terms.rules.iter().map(|it| it.is_sealed)),
            is_outside: !own.any(|block| theirs.binary_search(block).is_ok()),
        }
    }

    /// The pairs that this rule alone forbids, as [`cures`](crate::cures()) takes them to say what
    /// loosening it would do; the rule is named by its place. Goes pair by pair, which is for the
    /// people of a few departments; what it says of a sealed rule is as sealed.
    pub fn forbidden_by(&self, rule: usize) -> Vec<Forbidden> {
        let mut found = Vec::new();
        let Some(only) = u32::try_from(rule)
            .ok()
            .and_then(|it| 1_u64.checked_shl(it))
        else {
            return found;
        };
        for mentee in 0..self.mentees.number() {
            for mentor in 0..self.mentors.number() {
                let bars = self.bars(mentee, mentor);
                if bars.rules != only || bars.is_outside {
                    continue;
                }
                let factors = self.terms.factors.iter();
                let parts = factors.map(|it| u32::from(self.part(it.what, mentee, mentor)));
                found.push(Forbidden {
                    mentee,
                    mentor,
                    cost: parts.sum(),
                    rule: narrow(rule),
                });
            }
        }
        found
    }

    fn forbids(&self, what: Hard, mentee: u32, mentor: u32) -> bool {
        let both = |value| {
            let own = self.mentees.value(mentee, value);
            (own, self.mentors.value(mentor, value))
        };
        match what {
            Hard::Same { value } => {
                let (own, other) = both(value);
                own != 0 && other != 0 && own != other
            }
            Hard::Above { value, by } => {
                let (own, other) = both(value);
                own != 0 && other != 0 && u32::from(other) < u32::from(own) + u32::from(by)
            }
            Hard::Mentees(topic) => {
                let aims = self.mentees.aims(mentee);
                self.unmet(aims, topic, Strength::Must, mentor)
            }
            Hard::Mentors(topic) => {
                let aims = self.mentors.aims(mentor).iter();
                let mut asked = aims.filter(|aim| aim.topic == topic);
                asked.any(|aim| !self.mentees.meets(mentee, aim))
            }
            Hard::Apart => self.apart.binary_search(&(mentee, mentor)).is_ok(),
        }
    }
}

/// A bit for each that is true.
fn mask(each: impl Iterator<Item = bool>) -> u64 {
    (0..)
        .zip(each)
        .fold(0, |all, (at, it)| all | u64::from(it) << at)
}
