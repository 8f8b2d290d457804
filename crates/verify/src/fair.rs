//! Checks that groups are fair: the worst-placed mentee as well placed as can be, then the next.
//!
//! A fair claim comes in stages, one for each band of pairs in which somebody is, the worst first,
//! and one for the total cost at the end. Each has prices. In the stage of a band a pair counts 1
//! if it is in the band and 0 otherwise; with u for mentees and p for mentors, count + p − u must
//! not be below zero on any pair that earlier stages have left. It leaves those where it is zero;
//! and a mentor with p ≠ 0, who must be at the upper quota (p > 0) or the lower (p < 0), keeps as
//! many mentees as there are. Then no allocation that earlier stages have left has fewer than
//! Σu − Σp·mentees in the band, and those that have as few are exactly the ones still left. So
//! each stage proves its number least without any weight on what comes later.
//!
//! Bands that nobody is in leave nothing of themselves and need no proof. The best band of all
//! takes whoever is left; it has no prices. Pairs with a mentor who takes nobody are not looked at.

use crate::allocation::{Claim, LARGEST_PRICE, Quota};
use crate::conflict::{ConflictClaim, Shortage};
use crate::refusal::{About, Reason, Refusal};

/// What is claimed of one band. Prices not given are 0.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stage {
    /// The band; a lower one is better.
    pub band: u32,
    /// How many mentees are in it.
    pub count: u64,
    /// u ≠ 0, by mentee in order.
    pub mentee_prices: Vec<(u32, i64)>,
    /// p ≠ 0, by mentor in order.
    pub mentor_prices: Vec<(u32, i64)>,
}

impl Stage {
    /// The prices of one side.
    pub(crate) fn prices(&mut self, of_mentees: bool) -> &mut Vec<(u32, i64)> {
        if of_mentees {
            &mut self.mentee_prices
        } else {
            &mut self.mentor_prices
        }
    }
}

/// Prices of all bands by person.
#[derive(Debug)]
struct ByPerson {
    start: Vec<u32>,
    /// The stage, and the price in it.
    prices: Vec<(u32, i64)>,
}

impl ByPerson {
    /// Turns the prices of stages round.
    fn new<'s>(people: usize, stages: impl Iterator<Item = &'s Vec<(u32, i64)>> + Clone) -> Self {
        let mut start = vec![0_u32; people + 2];
        for &(person, _) in stages.clone().flatten() {
            start[person as usize + 2] += 1;
        }
        for at in 2..start.len() {
            start[at] += start[at - 1];
        }
        let mut prices = vec![(0, 0); start[people + 1] as usize];
        for (stage, all) in (0..).zip(stages) {
            for &(person, price) in all {
                let end = &mut start[person as usize + 1];
                prices[*end as usize] = (stage, price);
                *end += 1;
            }
        }
        Self { start, prices }
    }

    #[inline]
    fn of(&self, person: u32) -> &[(u32, i64)] {
        let at = person as usize;
        &self.prices[self.start[at] as usize..self.start[at + 1] as usize]
    }
}

/// A check under way: start it, show it every allowed pair once, finish it.
#[derive(Debug)]
pub struct FairCheck<'a> {
    claim: Claim<'a>,
    stages: &'a [Stage],
    /// The bands of the stages, close together because every pair is looked up.
    bands: Vec<u32>,
    mentee_prices: ByPerson,
    mentor_prices: ByPerson,
    /// Mentors who take nobody.
    shut: Vec<bool>,
    /// Mentees who must go to a mentor that lacks some.
    called: Vec<bool>,
    short: Vec<bool>,
    seen: Vec<bool>,
    in_band: Vec<u64>,
    /// What each stage proves, and then the total cost.
    bounds: Vec<i128>,
    bound: i128,
    cost: i128,
    lowest: u32,
    unplaced: u64,
    lacking: u64,
}

impl<'a> FairCheck<'a> {
    /// Checks what needs no pairs: quotas, and prices against them.
    ///
    /// For a partial claim `lacking` says why not every lower quota is reached, and must be checked
    /// by itself: then the mentors it names get at most their lower quota, from the mentees it
    /// names, who go to nobody else. Mentees may be without a mentor only where `partial`.
    ///
    /// # Errors
    /// The first [`Refusal`] found.
    pub fn start(
        quotas: &[Quota],
        claim: Claim<'a>,
        stages: &'a [Stage],
        partial: bool,
        lacking: Option<ConflictClaim>,
    ) -> Result<Self, Refusal> {
        let (mentees, mentors) = (claim.mentor_of.len(), quotas.len());
        if claim.mentee_prices.len() != mentees || claim.mentor_prices.len() != mentors {
            return Err(Reason::WrongNumber.about(About::All));
        }
        if stages.windows(2).any(|two| two[0].band <= two[1].band) {
            return Err(Reason::BandsAstray.about(About::All));
        }
        in_order(stages, mentees, mentors)?;
        let mut check = Self {
            claim,
            stages,
            bands: stages.iter().map(|stage| stage.band).collect(),
            mentee_prices: ByPerson::new(mentees, stages.iter().map(|it| &it.mentee_prices)),
            mentor_prices: ByPerson::new(mentors, stages.iter().map(|it| &it.mentor_prices)),
            shut: quotas.iter().map(|quota| quota.hi == 0).collect(),
            called: vec![false; mentees],
            short: vec![false; mentors],
            seen: vec![false; mentees],
            in_band: vec![0; stages.len()],
            bounds: vec![0; stages.len()],
            bound: 0,
            cost: 0,
            lowest: u32::MAX,
            unplaced: 0,
            lacking: 0,
        };
        check.call(lacking);
        let mut loads = vec![0_u64; mentors];
        for mentee in 0..narrow(mentees) {
            check.count_mentee(mentee, &mut loads, partial)?;
        }
        for (mentor, (quota, load)) in (0..).zip(quotas.iter().zip(loads)) {
            check.count_mentor(mentor, *quota, load)?;
        }
        Ok(check)
    }

    /// Marks whom a conflict about lower quotas names.
    fn call(&mut self, lacking: Option<ConflictClaim>) {
        let Some(conflict) = lacking.filter(|it| it.shortage == Shortage::Mentees) else {
            return;
        };
        for (marks, people) in [
            (&mut self.called, conflict.mentees),
            (&mut self.short, conflict.mentors),
        ] {
            for &person in people {
                if let Some(mark) = marks.get_mut(person as usize) {
                    *mark = true;
                }
            }
        }
    }

    fn count_mentee(
        &mut self,
        mentee: u32,
        loads: &mut [u64],
        partial: bool,
    ) -> Result<(), Refusal> {
        let about = About::Mentee(mentee);
        let price = within(self.claim.mentee_prices[mentee as usize], about)?;
        let stages = self.mentee_prices.of(mentee);
        let Some(mentor) = self.claim.mentor_of[mentee as usize] else {
            self.unplaced += 1;
            return match stages.first() {
                Some(&(stage, _)) => Err(self.stray(stage, about)),
                None if price != 0 => Err(Reason::IdlePrice { price, load: 0 }.about(about)),
                None if partial => Ok(()),
                None => Err(Reason::NoMentor.about(about)),
            };
        };
        let load = loads.get_mut(mentor as usize);
        *load.ok_or(Reason::Unknown.about(About::Mentor(mentor)))? += 1;
        self.bound += i128::from(price);
        for &(stage, price) in stages {
            self.bounds[stage as usize] += i128::from(price);
        }
        Ok(())
    }

    fn count_mentor(&mut self, mentor: u32, quota: Quota, load: u64) -> Result<(), Refusal> {
        let about = About::Mentor(mentor);
        let is_short = self.short[mentor as usize];
        let (lo, hi) = if is_short {
            (0, quota.lo)
        } else {
            (quota.lo, quota.hi)
        };
        if load > u64::from(hi) {
            return Err(Reason::AboveQuota { load, hi }.about(about));
        }
        if load < u64::from(lo) {
            return Err(Reason::BelowQuota { load, lo }.about(about));
        }
        self.lacking += u64::from(quota.lo).saturating_sub(load);
        let mut is_fixed = false;
        for &(stage, price) in self.mentor_prices.of(mentor) {
            if load == 0 {
                return Err(self.stray(stage, about));
            }
            idle(price, load, (lo, hi), is_fixed).map_err(|reason| reason.about(about))?;
            is_fixed = true;
            self.bounds[stage as usize] -= i128::from(price) * i128::from(load);
        }
        let price = within(self.claim.mentor_prices[mentor as usize], about)?;
        if load == 0 && price != 0 {
            return Err(Reason::IdlePrice { price, load }.about(about));
        }
        idle(price, load, (lo, hi), is_fixed).map_err(|reason| reason.about(about))?;
        self.bound -= i128::from(price) * i128::from(load);
        Ok(())
    }

    fn stray(&self, stage: u32, about: About) -> Refusal {
        let band = self.stages[stage as usize].band;
        Reason::StrayPrice { band }.about(about)
    }

    /// Shows an allowed pair and its band. Those of mentees left out are not looked at.
    ///
    /// # Errors
    /// A [`Refusal`] when the prices do not hold here.
    pub fn pair(&mut self, mentee: u32, mentor: u32, cost: u32, band: u32) -> Result<(), Refusal> {
        let (Some(&made), Some(&shut)) = (
            self.claim.mentor_of.get(mentee as usize),
            self.shut.get(mentor as usize),
        ) else {
            return Err(Reason::Unknown.about(About::Pair(mentee, mentor)));
        };
        let Some(made) = made else { return Ok(()) };
        if shut || self.called[mentee as usize] && !self.short[mentor as usize] {
            return Ok(());
        }
        self.lowest = self.lowest.min(band);
        let at = self.bands.partition_point(|&worse| worse > band);
        let own = self.bands.get(at).filter(|&&own| own == band);
        if own.is_none() && made != mentor {
            // Nobody is in this band; but worse bands come first, and may not be left out.
            self.pass(mentee, mentor, at, None)?;
            return Ok(());
        }
        let about = About::Pair(mentee, mentor);
        let rest = self.rest() == Some(at);
        let one = own.filter(|_| !rest).map(|_| at);
        if let Some(stage) = self.pass(mentee, mentor, self.stages.len(), one)? {
            let band = self.stages[stage].band;
            return if made == mentor {
                Err(Reason::RuledOut { band }.about(about))
            } else {
                Ok(())
            };
        }
        let prices = (
            self.claim.mentor_prices[mentor as usize],
            self.claim.mentee_prices[mentee as usize],
        );
        let slack = i64::from(cost) + prices.0 - prices.1;
        if slack < 0 {
            return Err(Reason::Cheaper { by: -slack }.about(about));
        }
        if made == mentor {
            self.make(mentee, mentor, cost, own.map(|_| at))?;
        }
        Ok(())
    }

    /// The stage, if any, that only takes who is left: the last one, without prices.
    fn rest(&self) -> Option<usize> {
        let last = self.stages.last()?;
        let has_none = last.mentee_prices.is_empty() && last.mentor_prices.is_empty();
        has_none.then_some(self.stages.len() - 1)
    }

    /// Takes a pair through the stages before `end`, counting 1 in the stage `one`; returns the
    /// stage that rules it out.
    #[inline]
    fn pass(
        &self,
        mentee: u32,
        mentor: u32,
        end: usize,
        one: Option<usize>,
    ) -> Result<Option<usize>, Refusal> {
        let mut prices = self.mentee_prices.of(mentee);
        let mut rents = self.mentor_prices.of(mentor);
        let mut one = one;
        loop {
            let next = |list: &[(u32, i64)]| list.first().map(|first| first.0 as usize);
            let stage = [next(prices), next(rents), one].into_iter().flatten().min();
            let Some(stage) = stage.filter(|&stage| stage < end) else {
                return Ok(None);
            };
            let take = |list: &mut &[(u32, i64)]| match *list {
                [(at, price), tail @ ..] if *at as usize == stage => {
                    *list = tail;
                    *price
                }
                _ => 0,
            };
            let count = i64::from(one.take_if(|one| *one == stage).is_some());
            let slack = count + take(&mut rents) - take(&mut prices);
            if slack > 0 {
                return Ok(Some(stage));
            }
            if slack < 0 {
                let band = self.stages[stage].band;
                let reason = Reason::Fairer { band, by: -slack };
                return Err(reason.about(About::Pair(mentee, mentor)));
            }
        }
    }

    fn make(
        &mut self,
        mentee: u32,
        mentor: u32,
        cost: u32,
        stage: Option<usize>,
    ) -> Result<(), Refusal> {
        let about = About::Pair(mentee, mentor);
        if std::mem::replace(&mut self.seen[mentee as usize], true) {
            return Err(Reason::Twice.about(about));
        }
        let stage = stage.ok_or(Reason::BandsAstray.about(about))?;
        self.in_band[stage] += 1;
        self.cost += i128::from(cost);
        Ok(())
    }

    /// Ends the check, once every allowed pair was shown.
    ///
    /// # Errors
    /// A [`Refusal`] when a pair made is not allowed, or the numbers are not what was claimed.
    pub fn finish(&self) -> Result<(), Refusal> {
        for (mentee, (mentor, seen)) in (0..).zip(self.claim.mentor_of.iter().zip(&self.seen)) {
            if let (Some(mentor), false) = (mentor, seen) {
                return Err(Reason::NotAllowed.about(About::Pair(mentee, *mentor)));
            }
        }
        for at in 0..self.stages.len() {
            self.finish_stage(at)
                .map_err(|reason| reason.about(About::All))?;
        }
        let (real, claimed) = (self.cost, self.claim.objective);
        if real != i128::from(claimed) {
            return Err(Reason::WrongObjective { real, claimed }.about(About::All));
        }
        if self.bound != real {
            let (bound, objective) = (self.bound, real);
            return Err(Reason::NotProven { bound, objective }.about(About::All));
        }
        Ok(())
    }

    fn finish_stage(&self, at: usize) -> Result<(), Reason> {
        let Stage { band, count, .. } = self.stages[at];
        let real = self.in_band[at];
        if real != count || count == 0 {
            let claimed = count;
            return Err(Reason::WrongBand {
                band,
                real,
                claimed,
            });
        }
        if self.rest() == Some(at) {
            let lowest = self.lowest;
            return if band == lowest {
                Ok(())
            } else {
                Err(Reason::NotTheBestBand { band, lowest })
            };
        }
        let bound = self.bounds[at];
        if bound != i128::from(count) {
            return Err(Reason::BandNotProven { band, bound, count });
        }
        Ok(())
    }

    /// How many mentees have no mentor, and how many places of lower quotas are not filled; see
    /// [`Check::left_out`](crate::Check::left_out).
    pub fn left_out(&self) -> (u64, u64) {
        (self.unplaced, self.lacking)
    }
}

/// That people exist and stand in order, each with a price that is one.
fn in_order(stages: &[Stage], mentees: usize, mentors: usize) -> Result<(), Refusal> {
    type Side<'s> = (&'s [(u32, i64)], usize, fn(u32) -> About);
    for stage in stages {
        let sides: [Side; 2] = [
            (&stage.mentee_prices, mentees, About::Mentee),
            (&stage.mentor_prices, mentors, About::Mentor),
        ];
        for (prices, people, about) in sides {
            let mut before = None;
            for &(person, price) in prices {
                let about = about(person);
                if person as usize >= people {
                    return Err(Reason::Unknown.about(about));
                }
                if before.is_some_and(|before| before >= person) || price == 0 {
                    let band = stage.band;
                    return Err(Reason::StrayPrice { band }.about(about));
                }
                within(price, about)?;
                before = Some(person);
            }
        }
    }
    Ok(())
}

/// A price that sums can hold.
fn within(price: i64, about: About) -> Result<i64, Refusal> {
    if price.unsigned_abs() > LARGEST_PRICE {
        return Err(Reason::PriceTooLarge.about(about));
    }
    Ok(price)
}

/// Whether a mentor may have this rent: only where the load cannot change the way the rent points.
fn idle(price: i64, load: u64, (lo, hi): (u32, u32), is_fixed: bool) -> Result<(), Reason> {
    let is_idle = price > 0 && load < u64::from(hi) || price < 0 && load > u64::from(lo);
    if is_idle && !is_fixed {
        return Err(Reason::IdlePrice { price, load });
    }
    Ok(())
}

fn narrow(number: usize) -> u32 {
    u32::try_from(number).expect("people are counted in 32 bits")
}
