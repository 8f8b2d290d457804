//! What kind of group a mentor makes.
//!
//! Within a kind every group is legal, so that once kinds are chosen the cheapest groups are a
//! flow again, solved exactly.

use crate::rules::model::{Charge, Model};
use crate::rules::tally::{Mix, bits};

/// A kind of group.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Kind {
    /// The mentor has nobody.
    pub(crate) is_unused: bool,
    /// A time at which everybody can, as a bit; 0 where it does not matter.
    pub(crate) time: u64,
    /// Nobody who asks for company by these rules.
    pub(crate) without: u64,
    /// For each of these sets of rules, two who carry all of it.
    pub(crate) couples: Vec<u64>,
    /// Who may not come because of somebody who does, in order.
    pub(crate) barred: Vec<u32>,
}

impl Kind {
    /// The kind of which a group is an example.
    pub(crate) fn of(model: &Model, mentor: u32, group: &[u32]) -> Self {
        let mix = Mix::of(model, mentor, group);
        let can_meet = mix.times != 0 || model.meeting != Some(Charge::Hard);
        if group.is_empty() && (model.rules.may_stay_unused || !can_meet) {
            return Self {
                is_unused: model.may_be_empty(mentor),
                ..Self::default()
            };
        }
        let own = model.mentors[mentor as usize].carries;
        let asked = asked_in(model, group);
        let with = mix.shared & asked & !own;
        let all = model.company.len();
        let every = bits(u64::MAX)
            .take(all)
            .fold(0, |set, rule| set | 1 << rule);
        let mut barred: Vec<u32> = Vec::new();
        for &mentee in group {
            barred.extend(&model.apart[mentee as usize]);
        }
        barred.sort_unstable();
        barred.dedup();
        Self {
            is_unused: false,
            time: best_time(model, mentor, mix.times),
            without: every & !with & !own & !mix.alone(),
            couples: couples(model, group, with),
            barred,
        }
    }

    /// Whether somebody may be in such a group, in a seat for carriers of these rules.
    pub(crate) fn admits(&self, model: &Model, mentee: u32, carrying: u64) -> bool {
        let person = model.mentees[mentee as usize];
        (self.time == 0 || person.times & self.time != 0)
            && person.asks & self.without == 0
            && person.carries & carrying == carrying
            && self.barred.binary_search(&mentee).is_err()
    }

    /// Nobody bars whom another member bars already; this adds one more.
    pub(crate) fn bar(&mut self, mentee: u32) {
        if let Err(at) = self.barred.binary_search(&mentee) {
            self.barred.insert(at, mentee);
        }
    }
}

fn asked_in(model: &Model, group: &[u32]) -> u64 {
    let asks = group.iter().map(|&it| model.mentees[it as usize].asks);
    asks.fold(0, |set, it| set | it)
}

/// Of these times, the one at which most of the mentor's list can; 0 where there is none to keep.
fn best_time(model: &Model, mentor: u32, times: u64) -> u64 {
    if model.meeting.is_none() {
        return 0;
    }
    let people = |time: &u64| {
        let list = model.list(mentor).iter();
        list.filter(|it| model.mentees[it.mentee as usize].times & time != 0)
            .count()
    };
    bits(times)
        .map(|at| 1 << at)
        .max_by_key(people)
        .unwrap_or(0)
}

/// Finds, for each rule that somebody in the group asked for, two who carry it; the same two for
/// several rules where they can.
fn couples(model: &Model, group: &[u32], mut with: u64) -> Vec<u64> {
    let mut couples = Vec::new();
    while with != 0 && 2 * couples.len() + 2 <= group.len() {
        let carried = |one: u32, other: u32| {
            with & model.mentees[one as usize].carries & model.mentees[other as usize].carries
        };
        let pairs = (0..group.len()).flat_map(|at| group[at + 1..].iter().map(move |it| (at, *it)));
        let sets = pairs.map(|(at, other)| carried(group[at], other));
        let most = sets.max_by_key(|set| set.count_ones()).unwrap_or(0);
        if most == 0 {
            break;
        }
        couples.push(most);
        with &= !most;
    }
    couples
}
