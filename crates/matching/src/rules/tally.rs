//! What groups cost, and which rules they break.

use crate::rules::answer::Breach;
use crate::rules::model::{Charge, Model};

/// Each mentor's mentees, in order.
pub(crate) type Groups = Vec<Vec<u32>>;

/// What groups come to. Smaller is better: fewer hard rules broken, then cheaper.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Tally {
    /// How often hard rules are broken; people together who must be apart count for more.
    pub(crate) broken: i64,
    /// Costs of pairs, sizes and soft rules, in units of prices.
    pub(crate) cost: i64,
}

/// What keeping two people apart is worth in other hard rules.
pub(crate) const APART: i64 = 1 << 20;

impl std::ops::Add for Tally {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            broken: self.broken + other.broken,
            cost: self.cost + other.cost,
        }
    }
}

impl Tally {
    pub(crate) fn of_all(model: &Model, groups: &Groups) -> Self {
        let tallies = (0..)
            .zip(groups)
            .map(|(mentor, group)| Self::of(model, mentor, group));
        tallies.fold(Self::default(), |sum, it| sum + it)
    }

    pub(crate) fn of(model: &Model, mentor: u32, group: &[u32]) -> Self {
        let mut tally = Self {
            broken: missing(model, mentor, group.len()),
            cost: model.size_cost(group.len()),
        };
        for &mentee in group {
            let cost = model
                .cost(mentor, mentee)
                .expect("only allowed pairs are made");
            tally.cost += i64::from(cost) * model.scale;
        }
        let mix = Mix::of(model, mentor, group);
        for rule in bits(mix.alone()) {
            tally.charge(model.company[rule]);
        }
        if let (Some(charge), true) = (model.meeting, mix.times == 0 && !group.is_empty()) {
            tally.charge(charge);
        }
        tally.broken += APART * i64::try_from(together(model, group).count()).unwrap_or(APART);
        tally
    }

    fn charge(&mut self, charge: Charge) {
        match charge {
            Charge::Soft(cost) => self.cost += cost,
            Charge::Hard => self.broken += 1,
        }
    }
}

/// How many mentees are too few or too many.
fn missing(model: &Model, mentor: u32, size: usize) -> i64 {
    let quota = model.problem.quotas()[mentor as usize];
    let size = i64::try_from(size).expect("groups are bounded");
    if size == 0 && model.may_be_empty(mentor) {
        return 0;
    }
    (i64::from(quota.lo) - size)
        .max(size - i64::from(quota.hi))
        .max(0)
}

/// Pairs in a group who must be apart.
pub(crate) fn together<'a>(
    model: &'a Model,
    group: &'a [u32],
) -> impl Iterator<Item = (u32, u32)> + 'a {
    group.iter().flat_map(move |&one| {
        let apart = model.apart[one as usize].iter();
        let apart = apart.filter(move |&&other| other > one && group.contains(&other));
        apart.map(move |&other| (one, other))
    })
}

/// What rules look at in a group.
#[derive(Clone, Copy)]
pub(crate) struct Mix {
    /// When all can meet.
    pub(crate) times: u64,
    once: u64,
    /// Rules in which nobody can be alone: two carriers, or one and the mentor.
    pub(crate) shared: u64,
    asks: u64,
}

impl Mix {
    /// The mentor with nobody.
    pub(crate) fn start(model: &Model, mentor: u32) -> Self {
        let person = model.mentors[mentor as usize];
        Self {
            times: person.times,
            once: 0,
            shared: person.carries,
            asks: 0,
        }
    }

    pub(crate) fn of(model: &Model, mentor: u32, group: &[u32]) -> Self {
        let start = Self::start(model, mentor);
        group
            .iter()
            .fold(start, |mix, &mentee| mix.with(model, mentee))
    }

    pub(crate) fn with(self, model: &Model, mentee: u32) -> Self {
        let person = model.mentees[mentee as usize];
        Self {
            times: self.times & person.times,
            once: self.once | person.carries,
            shared: self.shared | self.once & person.carries,
            asks: self.asks | person.asks,
        }
    }

    /// Rules in which somebody who asks is alone; there is one such person for each.
    pub(crate) fn alone(self) -> u64 {
        self.asks & !self.shared
    }
}

/// The positions of the bits that are set.
pub(crate) fn bits(mut set: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let at = set.trailing_zeros() as usize;
        set &= set.wrapping_sub(1);
        (at < 64).then_some(at)
    })
}

/// Every rule that a group does not keep: the hard ones, and the soft ones.
pub(crate) fn breaches(model: &Model, mentor: u32, group: &[u32]) -> (Vec<Breach>, Vec<Breach>) {
    let (mut hard, mut soft) = (Vec::new(), Vec::new());
    hard.extend(together(model, group).map(|(one, other)| Breach::Together { mentor, one, other }));
    let mix = Mix::of(model, mentor, group);
    for rule in bits(mix.alone()) {
        let asks = |it: &&u32| model.mentees[**it as usize].asks & 1 << rule != 0;
        let mentee = *group.iter().find(asks).expect("somebody asks");
        let list = if model.company[rule] == Charge::Hard {
            &mut hard
        } else {
            &mut soft
        };
        list.push(Breach::Alone {
            rule,
            mentor,
            mentee,
        });
    }
    if let (Some(charge), true) = (model.meeting, mix.times == 0 && !group.is_empty()) {
        let list = if charge == Charge::Hard {
            &mut hard
        } else {
            &mut soft
        };
        list.push(Breach::NoCommonTime { mentor });
    }
    if missing(model, mentor, group.len()) > 0 {
        hard.push(Breach::WrongSize { mentor });
    }
    (hard, soft)
}
