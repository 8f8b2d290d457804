//! Checks groups, their cost and the prices that prove it.

use crate::refusal::{About, Reason, Refusal};

/// How many mentees one mentor takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quota {
    /// At least this many.
    pub lo: u32,
    /// At most this many.
    pub hi: u32,
}

/// What is claimed: groups, what they cost, and prices as a proof.
#[derive(Clone, Copy, Debug)]
pub struct Claim<'a> {
    /// Each mentee's mentor. Who has none is left out of the claim; see [`Check::left_out`].
    pub mentor_of: &'a [Option<u32>],
    /// The sum of the costs of the pairs made.
    pub objective: i64,
    /// u, for each mentee.
    pub mentee_prices: &'a [i64],
    /// p, for each mentor.
    pub mentor_prices: &'a [i64],
}

/// Prices within this keep cost + p − u inside 64 bits.
pub(crate) const LARGEST_PRICE: u64 = 1 << 60;

/// A check under way: start it, show it every allowed pair once, finish it.
#[derive(Debug)]
pub struct Check<'a> {
    claim: Claim<'a>,
    /// Whether the pair made by each mentee was shown.
    seen: Vec<bool>,
    bound: i128,
    cost: i128,
    unplaced: u64,
    lacking: u64,
}

impl<'a> Check<'a> {
    /// Checks what needs no pairs: quotas, and prices against them.
    ///
    /// With `partial`, mentees may be without a mentor and mentors below their lower quota; both
    /// are counted, and the prices must prove the rest cheapest as it stands.
    ///
    /// # Errors
    /// The first [`Refusal`] found.
    pub fn start(quotas: &[Quota], claim: Claim<'a>, partial: bool) -> Result<Self, Refusal> {
        let mentees = claim.mentor_of.len();
        if claim.mentee_prices.len() != mentees || claim.mentor_prices.len() != quotas.len() {
            return Err(Reason::WrongNumber.about(About::All));
        }
        let mut check = Self {
            claim,
            seen: vec![false; mentees],
            bound: 0,
            cost: 0,
            unplaced: 0,
            lacking: 0,
        };
        let mut loads = vec![0_u64; quotas.len()];
        for (mentee, mentor) in (0..).zip(claim.mentor_of) {
            check.count_mentee(mentee, *mentor, &mut loads, partial)?;
        }
        for (mentor, (quota, load)) in (0..).zip(quotas.iter().zip(loads)) {
            check.count_mentor(mentor, *quota, load, partial)?;
        }
        Ok(check)
    }

    fn count_mentee(
        &mut self,
        mentee: u32,
        mentor: Option<u32>,
        loads: &mut [u64],
        partial: bool,
    ) -> Result<(), Refusal> {
        let price = self.claim.mentee_prices[mentee as usize];
        if price.unsigned_abs() > LARGEST_PRICE {
            return Err(Reason::PriceTooLarge.about(About::Mentee(mentee)));
        }
        let Some(mentor) = mentor else {
            self.unplaced += 1;
            return match price {
                _ if !partial => Err(Reason::NoMentor.about(About::Mentee(mentee))),
                0 => Ok(()),
                _ => Err(Reason::IdlePrice { price, load: 0 }.about(About::Mentee(mentee))),
            };
        };
        let load = loads.get_mut(mentor as usize);
        *load.ok_or(Reason::Unknown.about(About::Mentor(mentor)))? += 1;
        self.bound += i128::from(price);
        Ok(())
    }

    fn count_mentor(
        &mut self,
        mentor: u32,
        quota: Quota,
        load: u64,
        partial: bool,
    ) -> Result<(), Refusal> {
        let about = About::Mentor(mentor);
        let Quota { lo, hi } = quota;
        let missing = u64::from(lo).saturating_sub(load);
        if load > u64::from(hi) {
            return Err(Reason::AboveQuota { load, hi }.about(about));
        }
        if missing > 0 && !partial {
            return Err(Reason::BelowQuota { load, lo }.about(about));
        }
        self.lacking += missing;
        let price = self.claim.mentor_prices[mentor as usize];
        if price.unsigned_abs() > LARGEST_PRICE {
            return Err(Reason::PriceTooLarge.about(about));
        }
        if price > 0 && load < u64::from(hi) || price < 0 && load > u64::from(lo) {
            return Err(Reason::IdlePrice { price, load }.about(about));
        }
        self.bound -= i128::from(price) * i128::from(load);
        Ok(())
    }

    /// Shows an allowed pair. Those of mentees left out are not looked at.
    ///
    /// # Errors
    /// A [`Refusal`] when the prices do not hold here.
    #[inline]
    pub fn pair(&mut self, mentee: u32, mentor: u32, cost: u32) -> Result<(), Refusal> {
        let at = mentee as usize;
        let (Some(&made), Some(&rent)) = (
            self.claim.mentor_of.get(at),
            self.claim.mentor_prices.get(mentor as usize),
        ) else {
            return Err(Reason::Unknown.about(About::Pair(mentee, mentor)));
        };
        let Some(made) = made else { return Ok(()) };
        let slack = i64::from(cost) + rent - self.claim.mentee_prices[at];
        if slack < 0 {
            return Err(Reason::Cheaper { by: -slack }.about(About::Pair(mentee, mentor)));
        }
        if made == mentor {
            self.make(mentee, mentor, cost)?;
        }
        Ok(())
    }

    fn make(&mut self, mentee: u32, mentor: u32, cost: u32) -> Result<(), Refusal> {
        if std::mem::replace(&mut self.seen[mentee as usize], true) {
            return Err(Reason::Twice.about(About::Pair(mentee, mentor)));
        }
        self.cost += i128::from(cost);
        Ok(())
    }

    /// Ends the check, once every allowed pair was shown.
    ///
    /// # Errors
    /// A [`Refusal`] when a pair made is not allowed or the sums are not what was claimed.
    pub fn finish(&self) -> Result<(), Refusal> {
        for (mentee, (mentor, seen)) in (0..).zip(self.claim.mentor_of.iter().zip(&self.seen)) {
            if let (Some(mentor), false) = (mentor, seen) {
                return Err(Reason::NotAllowed.about(About::Pair(mentee, *mentor)));
            }
        }
        let (real, claimed) = (self.cost, self.claim.objective);
        if real != i128::from(claimed) {
            return Err(Reason::WrongObjective { real, claimed }.about(About::All));
        }
        if self.bound != real {
            let reason = Reason::NotProven {
                bound: self.bound,
                objective: real,
            };
            return Err(reason.about(About::All));
        }
        Ok(())
    }

    /// How many mentees have no mentor, and how many places of lower quotas are not filled. Both
    /// are 0 unless the claim is partial; then a conflict must show that they cannot be fewer.
    pub fn left_out(&self) -> (u64, u64) {
        (self.unplaced, self.lacking)
    }
}
