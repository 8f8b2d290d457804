//! People as numbers side by side, with their wishes resolved.

use std::num::NonZeroU16;

use super::terms::{Person, ScoreError, Strength, Terms, Topic, Wanted, Who};
use crate::problem::narrow;

/// What a wish comes to: the value the other must have, or members of which they must have one.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Target {
    Value(u16),
    AnyOf(u64),
}

/// A wish with its target.
#[derive(Clone, Copy)]
pub(super) struct Aim {
    pub(super) topic: Topic,
    pub(super) target: Target,
    pub(super) strength: Strength,
}

/// Mentees or mentors. A value that is not known is 0.
pub(super) struct Facts {
    number: u32,
    values: Vec<u16>,
    values_each: usize,
    sets: Vec<u64>,
    sets_each: usize,
    blocks: Vec<u32>,
    blocks_end: Vec<u32>,
    aims: Vec<Aim>,
    aims_end: Vec<u32>,
}

impl Facts {
    pub(super) fn new(
        terms: &Terms,
        people: &[Person],
        who: fn(u32) -> Who,
    ) -> Result<Self, ScoreError> {
        let mut facts = Self {
            number: narrow(people.len()),
            values: Vec::with_capacity(people.len() * terms.values),
            values_each: terms.values,
            sets: Vec::with_capacity(people.len() * terms.sets),
            sets_each: terms.sets,
            blocks: Vec::with_capacity(people.len()),
            blocks_end: Vec::with_capacity(people.len()),
            aims: Vec::new(),
            aims_end: Vec::with_capacity(people.len()),
        };
        for (at, person) in (0..).zip(people) {
            facts.add(terms, person, who(at))?;
        }
        Ok(facts)
    }

    fn add(&mut self, terms: &Terms, person: &Person, who: Who) -> Result<(), ScoreError> {
        if person.values.len() != terms.values || person.sets.len() != terms.sets {
            return Err(ScoreError::WrongPerson { who });
        }
        let codes = person.values.iter();
        self.values
            .extend(codes.map(|value| value.map_or(0, NonZeroU16::get)));
        self.sets.extend_from_slice(&person.sets);
        let first = self.blocks.len();
        self.blocks.extend_from_slice(&person.blocks);
        self.blocks[first..].sort_unstable();
        let mut kept = first;
        for at in first..self.blocks.len() {
            if kept == first || self.blocks[kept - 1] != self.blocks[at] {
                self.blocks[kept] = self.blocks[at];
                kept += 1;
            }
        }
        self.blocks.truncate(kept);
        self.blocks_end.push(narrow(kept));
        self.resolve(terms, person, who)?;
        self.aims_end.push(narrow(self.aims.len()));
        Ok(())
    }

    fn resolve(&mut self, terms: &Terms, person: &Person, who: Who) -> Result<(), ScoreError> {
        for (at, wish) in person.wishes.iter().enumerate() {
            let topic = wish.topic;
            terms.check_topic(topic)?;
            let is_twice =
                |it: &&super::terms::Wish| (it.topic, it.strength) == (topic, wish.strength);
            if person.wishes[..at].iter().any(|it| is_twice(&it)) {
                return Err(ScoreError::TwoWishes { topic });
            }
            let target = target(person, topic, wish.wanted);
            let target = target.ok_or(ScoreError::EmptyWish { topic })?;
            if !terms.hears(who, wish) {
                return Err(ScoreError::Unheard { topic });
            }
            let strength = wish.strength;
            self.aims.push(Aim {
                topic,
                target,
                strength,
            });
        }
        Ok(())
    }

    pub(super) fn number(&self) -> u32 {
        self.number
    }

    /// A value of somebody, 0 where it is not known.
    pub(super) fn value(&self, person: u32, at: usize) -> u16 {
        self.values[person as usize * self.values_each + at]
    }

    pub(super) fn set(&self, person: u32, at: usize) -> u64 {
        self.sets[person as usize * self.sets_each + at]
    }

    /// The blocks of somebody, in order, each once.
    pub(super) fn blocks(&self, person: u32) -> &[u32] {
        part(&self.blocks, &self.blocks_end, person)
    }

    /// What somebody asks for.
    pub(super) fn aims(&self, person: u32) -> &[Aim] {
        part(&self.aims, &self.aims_end, person)
    }

    /// Whether somebody is what another asks for.
    pub(super) fn meets(&self, person: u32, aim: &Aim) -> bool {
        match (aim.topic, aim.target) {
            (Topic::Value(at), Target::Value(wanted)) => self.value(person, at) == wanted,
            (Topic::Set(at), Target::AnyOf(wanted)) => self.set(person, at) & wanted != 0,
            _ => false,
        }
    }
}

fn part<'a, T>(all: &'a [T], ends: &[u32], at: u32) -> &'a [T] {
    let at = at as usize;
    let start = at.checked_sub(1).map_or(0, |before| ends[before]);
    &all[start as usize..ends[at] as usize]
}

/// What a wish names; none where it names nothing.
fn target(person: &Person, topic: Topic, wanted: Wanted) -> Option<Target> {
    match (topic, wanted) {
        (Topic::Value(at), Wanted::LikeMe) => person.values[at].map(|it| Target::Value(it.get())),
        (Topic::Value(_), Wanted::Value(value)) => Some(Target::Value(value.get())),
        (Topic::Set(at), Wanted::LikeMe) => members(person.sets[at]),
        (Topic::Set(_), Wanted::AnyOf(set)) => members(set),
        _ => None,
    }
}

fn members(set: u64) -> Option<Target> {
    (set != 0).then_some(Target::AnyOf(set))
}
