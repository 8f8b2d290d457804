//! Costs and rules as they are defined, pair by pair and set by set.

use std::collections::BTreeSet;

use matching::score::{
    Factor, Hard, Person, Rule, Scorer, Soft, Strength, Terms, Topic, Wanted, Wish,
};

use crate::instances::Plain;

/// A scheme as plain data.
#[derive(Clone)]
pub(super) struct Case {
    pub(super) terms: Terms,
    pub(super) mentees: Vec<Person>,
    pub(super) mentors: Vec<Person>,
    pub(super) apart: Vec<(u32, u32)>,
}

impl std::fmt::Debug for Case {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:?} {:?}", self.terms, self.apart)?;
        for it in self.mentees.iter().chain(&self.mentors) {
            write!(f, "\n{:?} {:?} {:?}", it.values, it.sets, it.blocks)?;
            for wish in &it.wishes {
                let wanted = match wish.wanted {
                    Wanted::LikeMe => "like me".to_owned(),
                    Wanted::Value(value) => value.to_string(),
                    Wanted::AnyOf(set) => format!("{set:b}"),
                };
                write!(f, " {:?} {wanted} {:?}", wish.topic, wish.strength)?;
            }
        }
        Ok(())
    }
}

impl Case {
    pub(super) fn scorer(&self) -> Scorer {
        Scorer::new(
            self.terms.clone(),
            &self.mentees,
            &self.mentors,
            &self.apart,
        )
        .unwrap()
    }

    /// Every allowed pair as the definitions have it: each mentee's list, nearest first.
    pub(super) fn lists(&self) -> Vec<Vec<(u32, u32)>> {
        let list = |mentee: u32| {
            let mentors = 0..self.mentors.len() as u32;
            let allowed = mentors.filter(|&mentor| self.allows(mentee, mentor));
            let mut list: Vec<_> = allowed
                .map(|mentor| (self.costs(mentee, mentor).iter().sum(), mentor))
                .collect();
            list.sort_unstable();
            list
        };
        (0..self.mentees.len() as u32).map(list).collect()
    }

    pub(super) fn allows(&self, mentee: u32, mentor: u32) -> bool {
        self.share_block(mentee, mentor) && !self.bars(mentee, mentor).contains(&true)
    }

    pub(super) fn share_block(&self, mentee: u32, mentor: u32) -> bool {
        let theirs = &self.mentors[mentor as usize].blocks;
        self.mentees[mentee as usize]
            .blocks
            .iter()
            .any(|it| theirs.contains(it))
    }

    /// Whether each rule forbids the pair.
    pub(super) fn bars(&self, mentee: u32, mentor: u32) -> Vec<bool> {
        let (one, other) = (
            &self.mentees[mentee as usize],
            &self.mentors[mentor as usize],
        );
        let rule = |rule: &Rule| match rule.what {
            Hard::Same { value } => {
                let both = one.values[value].zip(other.values[value]);
                both.is_some_and(|(one, other)| one != other)
            }
            Hard::Above { value, by } => {
                let both = one.values[value].zip(other.values[value]);
                both.is_some_and(|(one, other)| {
                    i32::from(other.get()) - i32::from(one.get()) < i32::from(by)
                })
            }
            Hard::Mentees(topic) => {
                wishes(one, topic, Strength::Must).any(|it| !met(one, it, other))
            }
            Hard::Mentors(topic) => {
                wishes(other, topic, Strength::Must).any(|it| !met(other, it, one))
            }
            Hard::Apart => self.apart.contains(&(mentee, mentor)),
        };
        self.terms.rules.iter().map(rule).collect()
    }

    /// What each factor costs.
    pub(super) fn costs(&self, mentee: u32, mentor: u32) -> Vec<u32> {
        let (one, other) = (
            &self.mentees[mentee as usize],
            &self.mentors[mentor as usize],
        );
        let factor = |factor: &Factor| match factor.what {
            Soft::Compare {
                value,
                same,
                differs,
                unknown,
                only_for,
            } => {
                let cost = match (one.values[value], other.values[value]) {
                    (own, _) if only_for.is_some() && own != only_for => 0,
                    (Some(one), Some(other)) if one == other => same,
                    (Some(_), Some(_)) => differs,
                    _ => unknown,
                };
                u32::from(cost)
            }
            Soft::Shared { set, each, enough } => {
                let (one, other) = (members(one.sets[set]), members(other.sets[set]));
                let wanted = one.len().min(usize::from(enough));
                let lacking = wanted.saturating_sub(one.intersection(&other).count());
                u32::from(each) * lacking as u32
            }
            Soft::Preferred { topic, cost } => {
                let unmet = wishes(one, topic, Strength::Prefer).any(|it| !met(one, it, other));
                u32::from(cost) * u32::from(unmet)
            }
        };
        self.terms.factors.iter().map(factor).collect()
    }

    /// All allowed pairs and the quotas, for others to judge by.
    pub(super) fn plain(&self, quotas: &[(u32, u32)]) -> Plain {
        let lists = self.lists();
        let pair = |(mentee, list): (u32, &Vec<(u32, u32)>)| {
            let pairs = list.iter();
            pairs
                .map(|&(cost, mentor)| (mentee, mentor, cost))
                .collect::<Vec<_>>()
        };
        Plain {
            mentees: self.mentees.len() as u32,
            quotas: quotas.to_vec(),
            pairs: (0..).zip(&lists).flat_map(pair).collect(),
        }
    }
}

fn members(set: u64) -> BTreeSet<u32> {
    (0..64).filter(|bit| set >> bit & 1 == 1).collect()
}

fn wishes(person: &Person, topic: Topic, strength: Strength) -> impl Iterator<Item = &Wish> {
    let wishes = person.wishes.iter();
    wishes.filter(move |it| it.topic == topic && it.strength == strength)
}

fn met(one: &Person, wish: &Wish, other: &Person) -> bool {
    match (wish.topic, wish.wanted) {
        (Topic::Value(at), Wanted::LikeMe) => one.values[at] == other.values[at],
        (Topic::Value(at), Wanted::Value(value)) => other.values[at] == Some(value),
        (Topic::Set(at), Wanted::LikeMe) => {
            !members(one.sets[at]).is_disjoint(&members(other.sets[at]))
        }
        (Topic::Set(at), Wanted::AnyOf(set)) => !members(set).is_disjoint(&members(other.sets[at])),
        _ => false,
    }
}
