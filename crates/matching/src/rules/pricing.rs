//! The cheapest whole group of one mentor, at given prices of mentees. Exact.
//!
//! A group is worth the costs of its pairs less its members' prices, and what its size and the
//! soft rules that it does not keep cost. For each time at which the mentor can meet, and each
//! size, the mentees of least worth would be best; where these break a rule, a search goes through
//! the groups that could still be better ([`descent`]). Only the nearest mentees are looked at,
//! unless others could matter.

mod descent;

use crate::rules::model::{Charge, Model};
use crate::rules::tally::{Mix, bits};

/// How many mentees are put in order at first. Chosen by measurement, it changes no result.
const NEAR: usize = 40;

/// More than any group is worth.
pub(crate) const NONE: i64 = i64::MAX / 4;

/// A mentee and what they are worth: their pair's cost less their price.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Item {
    worth: i64,
    mentee: u32,
}

/// Finds best groups, one mentor after another.
#[derive(Default)]
pub(crate) struct Pricer {
    /// All whom the mentor may have; the nearest first and in order.
    items: Vec<Item>,
    /// Those who can meet at the time looked at, in order of worth.
    open: Vec<Item>,
    /// What the first so many of them are worth together.
    sums: Vec<i64>,
    /// For each company rule, where the next carrier stands from each position on.
    next: Vec<Vec<usize>>,
    chosen: Vec<u32>,
    nodes: u32,
    /// Steps of searches, all together; whoever counts them sets them back.
    pub(crate) steps: usize,
    /// The best group found, in order of mentees.
    pub(crate) best: Vec<u32>,
    /// What it is worth, [`NONE`] where there is no group.
    value: i64,
    /// What groups that were not looked at for want of patience are worth at least.
    floor: i64,
}

/// What a mentor's groups are worth.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Worth {
    /// No group is worth less.
    pub(crate) least: i64,
    /// Whether a group was found.
    pub(crate) has_group: bool,
}

impl Worth {
    /// Whether there may be a group at all.
    pub(crate) const fn is_possible(self) -> bool {
        self.least < NONE
    }
}

/// More people are to be put in order before the answer is certain.
struct Unsure;

/// The time and the size of the groups looked for.
#[derive(Clone, Copy)]
struct Search<'m> {
    model: &'m Model<'m>,
    mentor: u32,
    /// The time at which all must be able to meet; none where any will do.
    time: Option<u64>,
    /// What every group looked for costs besides.
    extra: i64,
}

/// The kinds of groups that a mentor might make: one for each time to meet, one without.
fn searches<'m>(model: &'m Model<'m>, mentor: u32) -> impl Iterator<Item = Search<'m>> {
    let search = move |time, extra| Search {
        model,
        mentor,
        time,
        extra,
    };
    let own = model.mentors[mentor as usize].times;
    let (times, without) = match model.meeting {
        None => (0, Some(0)),
        Some(Charge::Hard) => (own, None),
        Some(Charge::Soft(penalty)) => (own, Some(penalty)),
    };
    let times = bits(times).map(move |time| search(Some(1 << time), 0));
    times.chain(without.map(|penalty| search(None, penalty)))
}

impl Pricer {
    /// Looks for the best group of a mentor, which is then in `best`.
    pub(crate) fn price(&mut self, model: &Model, mentor: u32, prices: &[i64]) -> Worth {
        self.order(model, mentor, prices, |pricer, near| {
            pricer.run(model, mentor, near)
        });
        self.best.sort_unstable();
        Worth {
            least: self.value.min(self.floor),
            has_group: self.value < NONE,
        }
    }

    /// The best group for each time at which the mentor can meet, as far as it is worth less than
    /// `below`, with what it is worth.
    pub(crate) fn kinds(
        &mut self,
        model: &Model,
        mentor: u32,
        prices: &[i64],
        below: i64,
    ) -> Vec<(i64, Vec<u32>)> {
        let mut kinds = Vec::new();
        self.order(model, mentor, prices, |pricer, near| {
            kinds.clear();
            if model.may_be_empty(mentor) && model.size_cost(0) < below {
                kinds.push((model.size_cost(0), Vec::new()));
            }
            for search in searches(model, mentor) {
                pricer.begin(below);
                pricer.look(search, near)?;
                if !pricer.best.is_empty() {
                    pricer.best.sort_unstable();
                    kinds.push((pricer.value, pricer.best.clone()));
                }
            }
            Ok(())
        });
        kinds
    }

    /// Does something with the nearest mentees in order, and where that is not enough, with all.
    fn order(
        &mut self,
        model: &Model,
        mentor: u32,
        prices: &[i64],
        mut work: impl FnMut(&mut Self, usize) -> Result<(), Unsure>,
    ) {
        self.items.clear();
        self.items.extend(model.list(mentor).iter().map(|it| Item {
            worth: i64::from(it.cost) * model.scale - prices[it.mentee as usize],
            mentee: it.mentee,
        }));
        let all = self.items.len();
        let near = NEAR.min(all);
        if near < all {
            self.items.select_nth_unstable(near - 1);
        }
        self.items[..near].sort_unstable();
        if work(self, near).is_err() {
            self.items[near..].sort_unstable();
            let is_certain = work(self, all).is_ok();
            debug_assert!(is_certain, "nobody is left to look at");
        }
    }

    fn begin(&mut self, value: i64) {
        (self.value, self.floor, self.nodes) = (value, NONE, 0);
        self.best.clear();
    }

    fn run(&mut self, model: &Model, mentor: u32, near: usize) -> Result<(), Unsure> {
        let may_be_empty = model.may_be_empty(mentor);
        self.begin(if may_be_empty {
            model.size_cost(0)
        } else {
            NONE
        });
        searches(model, mentor).try_for_each(|search| self.look(search, near))
    }

    /// Looks for groups of every size.
    fn look(&mut self, search: Search, near: usize) -> Result<(), Unsure> {
        let quota = search.model.quota(search.mentor);
        let beyond = (near < self.items.len()).then(|| self.items[near - 1].worth);
        self.gather(search, near, quota.hi as usize);
        let mut gathered_all = false;
        for size in quota.lo.max(1) as usize..=quota.hi as usize {
            let base = search.extra + search.model.size_cost(size);
            let Some(relaxed) = self.relaxed(size, beyond) else {
                break;
            };
            if relaxed + base >= self.value {
                continue;
            }
            if self.open.len() < size {
                return Err(Unsure);
            }
            if self.is_legal(search, size) {
                self.take_first(size, relaxed + base);
                continue;
            }
            if !std::mem::replace(&mut gathered_all, true) {
                self.gather(search, near, usize::MAX);
                self.find_carriers(search.model);
            }
            self.descend_from_top(search, size, base);
            if beyond.is_some_and(|it| self.sums[size - 1] + it + base < self.value) {
                return Err(Unsure);
            }
        }
        Ok(())
    }

    /// Those nearest who can meet, up to so many.
    fn gather(&mut self, search: Search, near: usize, most: usize) {
        self.open.clear();
        self.sums.clear();
        self.sums.push(0);
        let can = |item: &&Item| {
            let times = search.model.mentees[item.mentee as usize].times;
            search.time.is_none_or(|time| times & time != 0)
        };
        let mut sum = 0;
        for item in self.items[..near].iter().filter(can).take(most) {
            sum += item.worth;
            self.open.push(*item);
            self.sums.push(sum);
        }
    }

    /// What so many are worth at least; none where there are not so many.
    fn relaxed(&self, size: usize, beyond: Option<i64>) -> Option<i64> {
        let have = self.open.len().min(size);
        let lacking = i64::try_from(size - have).expect("groups are bounded");
        if lacking == 0 {
            return Some(self.sums[size]);
        }
        Some(self.sums[have] + beyond? * lacking)
    }

    fn is_legal(&self, search: Search, size: usize) -> bool {
        let Search { model, mentor, .. } = search;
        let group = &self.open[..size];
        let start = Mix::start(model, mentor);
        let mix = group
            .iter()
            .fold(start, |mix, it| mix.with(model, it.mentee));
        let is_free = |one: &Item| {
            let apart = &model.apart[one.mentee as usize];
            apart.is_empty() || !group.iter().any(|it| apart.contains(&it.mentee))
        };
        mix.alone() == 0 && group.iter().all(is_free)
    }

    fn take_first(&mut self, size: usize, value: i64) {
        self.value = value;
        self.best.clear();
        self.best
            .extend(self.open[..size].iter().map(|it| it.mentee));
    }

    fn find_carriers(&mut self, model: &Model) {
        self.next.resize(model.company.len(), Vec::new());
        for (rule, next) in self.next.iter_mut().enumerate() {
            next.clear();
            next.resize(self.open.len() + 1, usize::MAX);
            for at in (0..self.open.len()).rev() {
                let person = model.mentees[self.open[at].mentee as usize];
                let carries = person.carries & 1 << rule != 0;
                next[at] = if carries { at } else { next[at + 1] };
            }
        }
    }
}
