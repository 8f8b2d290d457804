//! The best group of one mentor at given prices, by counting sorts of mentees.
//!
//! Which rules a group breaks depends only on how many of each sort are in it, where those of one
//! sort carry and ask for the same; except for those kept apart. So for each number of each sort
//! the cheapest of it are taken, and where two of these must be apart, it is tried without the one
//! and without the other.

use std::collections::BTreeMap;

use crate::refusal::{About, Reason, Refusal};
use crate::ruled::groups::met;
use crate::ruled::{LARGEST, RuledPrices, RuledScheme};

/// So many steps for one mentor.
const PATIENCE: u32 = 4_000_000;

/// It would take too long.
pub(super) struct TooMany;

/// Everybody at their price.
pub(super) struct Market<'a> {
    scheme: RuledScheme<'a>,
    prices: RuledPrices<'a>,
    /// For each mentor, the mentees who may come and what they are worth.
    lists: Vec<Vec<(i128, u32)>>,
    /// For each mentee, the rules in which they carry, and in which they ask.
    sorts: Vec<Sort>,
}

/// What rules see of a mentee.
type Sort = (Vec<usize>, Vec<usize>);

/// The mentees of a sort, by worth.
struct Stack<'m> {
    sort: &'m Sort,
    members: Vec<(i128, u32)>,
}

/// A search among the groups of one mentor, at one time.
struct Hunt<'m> {
    market: &'m Market<'m>,
    mentor: u32,
    stacks: Vec<Stack<'m>>,
    /// The sum of all worths below zero from this stack on.
    hopes: Vec<i128>,
    extra: i128,
    chosen: Vec<usize>,
    best: Option<(i128, Vec<u32>)>,
    steps: &'m mut u32,
}

impl<'a> Market<'a> {
    pub(super) fn new(scheme: &RuledScheme<'a>, prices: RuledPrices<'a>) -> Result<Self, Refusal> {
        if prices.mentee.len() != scheme.mentees {
            return Err(Reason::WrongNumber.about(About::All));
        }
        let too_large = |it: &i64| it.unsigned_abs() > LARGEST;
        if prices.mentee.iter().any(too_large) || !(0..=1 << 20).contains(&prices.scale) {
            return Err(Reason::PriceTooLarge.about(About::All));
        }
        let mut lists = vec![Vec::new(); scheme.quotas.len()];
        for &(mentee, mentor, cost) in scheme.pairs {
            let cost = i128::from(cost) * i128::from(prices.scale);
            let worth = cost - i128::from(prices.mentee[mentee as usize]);
            lists[mentor as usize].push((worth, mentee));
        }
        for list in &mut lists {
            list.sort_unstable();
        }
        let mut sorts = vec![Sort::default(); scheme.mentees];
        for (rule, it) in scheme.rules.company.iter().enumerate() {
            for &mentee in it.carriers {
                sorts[mentee as usize].0.push(rule);
            }
            for &mentee in it.asking {
                if !scheme.exempt.mentees.contains(&mentee) {
                    sorts[mentee as usize].1.push(rule);
                }
            }
        }
        Ok(Self {
            scheme: *scheme,
            prices,
            lists,
            sorts,
        })
    }

    /// The least worth of a mentor's lawful groups; none where there is none.
    pub(super) fn least(&self, mentor: u32) -> Result<Option<i128>, TooMany> {
        let lo = self.scheme.quotas[mentor as usize].lo;
        let may_be_empty = lo == 0 || self.scheme.rules.may_stay_unused;
        let mut best = may_be_empty.then(|| self.size_cost(0));
        let mut steps = 0;
        for (time, extra) in self.times(mentor) {
            let found = self.at_time(mentor, time, extra, &[], &mut steps)?;
            best = [best, found].into_iter().flatten().min();
        }
        Ok(best)
    }

    /// When a mentor can meet; all, with a penalty, stands for not meeting at all.
    fn times(&self, mentor: u32) -> Vec<(u64, i128)> {
        let Some(meeting) = self.scheme.rules.meeting else {
            return vec![(u64::MAX, 0)];
        };
        let is_exempt = self.scheme.exempt.mentors.contains(&mentor);
        let own = if is_exempt {
            u64::MAX
        } else {
            meeting.mentors[mentor as usize]
        };
        let single = (0..64).map(|at| own & 1 << at).filter(|it| *it != 0);
        let without = meeting.penalty.map(|it| (u64::MAX, self.scaled(it)));
        single.map(|time| (time, 0)).chain(without).collect()
    }

    fn scaled(&self, cost: u32) -> i128 {
        i128::from(cost) * i128::from(self.prices.scale)
    }

    fn size_cost(&self, size: usize) -> i128 {
        let costs = self.scheme.rules.size_costs;
        self.scaled(costs.get(size).or(costs.last()).copied().unwrap_or(0))
    }

    /// The least worth of groups that can meet at a time and leave some out.
    fn at_time(
        &self,
        mentor: u32,
        time: u64,
        extra: i128,
        without: &[u32],
        steps: &mut u32,
    ) -> Result<Option<i128>, TooMany> {
        let stacks = self.stacks(mentor, time, without);
        let mut hopes: Vec<i128> = stacks
            .iter()
            .map(|stack| stack.members.iter().map(|it| it.0.min(0)).sum())
            .collect();
        hopes.push(0);
        for at in (0..stacks.len()).rev() {
            hopes[at] += hopes[at + 1];
        }
        let mut hunt = Hunt {
            market: self,
            mentor,
            stacks,
            hopes,
            extra,
            chosen: Vec::new(),
            best: None,
            steps,
        };
        hunt.go(0, 0)?;
        let Some((worth, group)) = hunt.best else {
            return Ok(None);
        };
        let Some(&(one, other)) = met(self.scheme.rules.apart, &group).first() else {
            return Ok(Some(worth));
        };
        let mut best = None;
        for out in [one, other] {
            let without = [without, &[out]].concat();
            let found = self.at_time(mentor, time, extra, &without, steps)?;
            best = [best, found].into_iter().flatten().min();
        }
        Ok(best)
    }

    fn can_meet(&self, mentee: u32, time: u64) -> bool {
        let meeting = self.scheme.rules.meeting;
        meeting.is_none_or(|it| it.mentees[mentee as usize] & time != 0)
            || self.scheme.exempt.mentees.contains(&mentee)
    }

    fn stacks(&self, mentor: u32, time: u64, without: &[u32]) -> Vec<Stack<'_>> {
        let most = self.scheme.quotas[mentor as usize].hi as usize;
        let mut stacks: BTreeMap<&Sort, Vec<(i128, u32)>> = BTreeMap::new();
        for &(worth, mentee) in &self.lists[mentor as usize] {
            let can = time == u64::MAX || self.can_meet(mentee, time);
            let stack = stacks.entry(&self.sorts[mentee as usize]).or_default();
            if can && !without.contains(&mentee) && stack.len() < most {
                stack.push((worth, mentee));
            }
        }
        stacks
            .into_iter()
            .map(|(sort, members)| Stack { sort, members })
            .collect()
    }
}

impl Hunt<'_> {
    /// Tries every number of the sort at this position, and of those after it.
    fn go(&mut self, at: usize, worth: i128) -> Result<(), TooMany> {
        *self.steps += 1;
        if *self.steps > PATIENCE {
            return Err(TooMany);
        }
        let known = self.best.as_ref().map(|it| it.0);
        if known.is_some_and(|known| worth + self.hopes[at] + self.extra >= known) {
            return Ok(());
        }
        if at == self.stacks.len() {
            self.judge(worth);
            return Ok(());
        }
        let taken: usize = self.chosen.iter().sum();
        let most = self.market.scheme.quotas[self.mentor as usize].hi as usize - taken;
        let (mut sum, mut number) = (worth, 0);
        loop {
            self.chosen.push(number);
            self.go(at + 1, sum)?;
            self.chosen.pop();
            if number == most || number == self.stacks[at].members.len() {
                return Ok(());
            }
            sum += self.stacks[at].members[number].0;
            number += 1;
        }
    }

    /// Keeps the group chosen if it is lawful and the best.
    fn judge(&mut self, worth: i128) {
        let market = self.market;
        let size: usize = self.chosen.iter().sum();
        let lo = market.scheme.quotas[self.mentor as usize].lo as usize;
        if size == 0 || size < lo {
            return;
        }
        let mut worth = worth + self.extra + market.size_cost(size);
        for (rule, it) in market.scheme.rules.company.iter().enumerate() {
            if it.mentors.contains(&self.mentor) || !self.leaves_alone(rule) {
                continue;
            }
            match it.penalty {
                Some(penalty) => worth += market.scaled(penalty),
                None => return,
            }
        }
        if self.best.as_ref().is_none_or(|it| worth < it.0) {
            let chosen = self.stacks.iter().zip(&self.chosen);
            let group = chosen.flat_map(|(stack, &number)| &stack.members[..number]);
            self.best = Some((worth, group.map(|it| it.1).collect()));
        }
    }

    /// Whether exactly one of the group carries, and that one asks.
    fn leaves_alone(&self, rule: usize) -> bool {
        let chosen = || self.stacks.iter().zip(&self.chosen);
        let carriers = chosen().filter(|(stack, _)| stack.sort.0.contains(&rule));
        let asking = chosen().filter(|(stack, _)| stack.sort.1.contains(&rule));
        let number: usize = carriers.map(|it| it.1).sum();
        number == 1 && asking.map(|it| it.1).sum::<usize>() == 1
    }
}
