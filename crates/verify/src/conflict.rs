//! Checks that people really cannot all be served.

use crate::allocation::Quota;
use crate::refusal::{About, Reason, Refusal};

/// What there is too little of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shortage {
    /// The mentees may go only to the mentors, who have fewer seats.
    Seats,
    /// The mentors need more mentees than may go to them.
    Mentees,
}

/// What is claimed: these people stand in each other's way.
#[derive(Clone, Copy, Debug)]
pub struct ConflictClaim<'a> {
    /// What there is too little of.
    pub shortage: Shortage,
    /// The mentees.
    pub mentees: &'a [u32],
    /// The mentors.
    pub mentors: &'a [u32],
    /// How many are needed.
    pub need: u64,
    /// How many there are.
    pub have: u64,
}

/// A check under way: start it, show it every allowed pair, finish it.
#[derive(Debug)]
pub struct ConflictCheck {
    shortage: Shortage,
    mentees: Vec<bool>,
    mentors: Vec<bool>,
    need: u64,
    have: u64,
}

impl ConflictCheck {
    /// Checks that the people exist, once each, and counts them.
    ///
    /// # Errors
    /// The first [`Refusal`] found.
    pub fn start(quotas: &[Quota], mentees: usize, claim: ConflictClaim) -> Result<Self, Refusal> {
        let sum = |each: fn(&Quota) -> u32| {
            let named = claim
                .mentors
                .iter()
                .filter_map(|&mentor| quotas.get(mentor as usize));
            named.map(|quota| u64::from(each(quota))).sum()
        };
        let number = claim.mentees.len() as u64;
        let (need, have) = match claim.shortage {
            Shortage::Seats => (number, sum(|quota| quota.hi)),
            Shortage::Mentees => (sum(|quota| quota.lo), number),
        };
        let check = Self {
            shortage: claim.shortage,
            mentees: mark(claim.mentees, mentees, About::Mentee)?,
            mentors: mark(claim.mentors, quotas.len(), About::Mentor)?,
            need,
            have,
        };
        if (need, have) != (claim.need, claim.have) {
            return Err(Reason::WrongCount { need, have }.about(About::All));
        }
        if need <= have {
            return Err(Reason::NoConflict { need, have }.about(About::All));
        }
        Ok(check)
    }

    /// Shows an allowed pair.
    ///
    /// # Errors
    /// A [`Refusal`] when it leads from those in need to somebody the conflict does not name.
    #[inline]
    pub fn pair(&self, mentee: u32, mentor: u32) -> Result<(), Refusal> {
        let about = About::Pair(mentee, mentor);
        let (Some(&mentee), Some(&mentor)) = (
            self.mentees.get(mentee as usize),
            self.mentors.get(mentor as usize),
        ) else {
            return Err(Reason::Unknown.about(about));
        };
        let leads_out = match self.shortage {
            Shortage::Seats => mentee && !mentor,
            Shortage::Mentees => mentor && !mentee,
        };
        if leads_out {
            Err(Reason::LeadsOut.about(about))
        } else {
            Ok(())
        }
    }

    /// How many cannot be served, provided that no pair was refused.
    pub fn unserved(&self) -> u64 {
        self.need - self.have
    }

    /// Whether the conflict accounts for everybody that a partial allocation leaves out.
    ///
    /// # Errors
    /// A [`Refusal`] when more are left out than need be.
    pub fn accounts_for(&self, out: u64) -> Result<(), Refusal> {
        let proven = self.unserved();
        if proven == out {
            return Ok(());
        }
        Err(Reason::NotLargest { out, proven }.about(About::All))
    }
}

fn mark(people: &[u32], number: usize, about: fn(u32) -> About) -> Result<Vec<bool>, Refusal> {
    let mut marked = vec![false; number];
    for &person in people {
        let mark = marked.get_mut(person as usize);
        let mark = mark.ok_or(Reason::Unknown.about(about(person)))?;
        if std::mem::replace(mark, true) {
            return Err(Reason::Twice.about(about(person)));
        }
    }
    Ok(marked)
}

/// Accepts a claim without a conflict only where nobody is left out.
///
/// # Errors
/// A [`Refusal`] when somebody is.
pub fn nobody_left_out(out: u64) -> Result<(), Refusal> {
    if out == 0 {
        return Ok(());
    }
    Err(Reason::NotLargest { out, proven: 0 }.about(About::All))
}
