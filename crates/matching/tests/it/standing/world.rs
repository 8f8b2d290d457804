//! What events do to plain data, and the best that can follow by trying everything.

use std::collections::BTreeSet;

use matching::Event;

use crate::instances::Plain;

/// What is known of the people besides the problem.
type Pairs = Vec<(u32, u32, u32)>;

#[derive(Clone, Debug)]
pub(super) struct World {
    pub(super) plain: Plain,
    pub(super) turns: Vec<u64>,
    pub(super) gone: BTreeSet<u32>,
    /// Pairs put away by a pin.
    pub(super) hidden: Vec<(u32, Pairs)>,
}

/// What is best first: who is left out in order of calling, empty lower places, moves, cost, and
/// the order of mentors.
pub(super) type Merit = (Vec<bool>, u32, u32, i64, Vec<Option<u32>>);

impl World {
    /// The best that can follow, given where people were and who lost their place by the event.
    pub(super) fn best(&self, before: &[Option<u32>], evicted: &[u32]) -> Merit {
        let rank = |&mentee: &u32| {
            let was = before.get(mentee as usize).copied().flatten().is_some();
            let class = if evicted.contains(&mentee) {
                1
            } else {
                u8::from(!was) * 2
            };
            (class, self.turns[mentee as usize], mentee)
        };
        let mut calling: Vec<u32> = (0..self.plain.mentees)
            .filter(|mentee| !self.gone.contains(mentee))
            .collect();
        calling.sort_by_key(rank);
        let mut best = None;
        self.each(&mut Vec::new(), &mut |mentor_of| {
            if let Some(merit) = self.merit(before, evicted, &calling, mentor_of) {
                best = Some(
                    best.take()
                        .map_or(merit.clone(), |best: Merit| best.min(merit)),
                );
            }
        });
        best.unwrap()
    }

    fn merit(
        &self,
        before: &[Option<u32>],
        evicted: &[u32],
        calling: &[u32],
        mentor_of: &[Option<u32>],
    ) -> Option<Merit> {
        let mut lack = 0;
        for (mentor, quota) in (0..).zip(&self.plain.quotas) {
            let load = mentor_of.iter().filter(|it| **it == Some(mentor)).count() as u32;
            if load > quota.1 {
                return None;
            }
            lack += quota.0.saturating_sub(load);
        }
        let out = calling
            .iter()
            .map(|&mentee| mentor_of[mentee as usize].is_none());
        let moved = (0..).zip(before).filter(|&(mentee, was)| {
            was.is_some() && !evicted.contains(&mentee) && mentor_of[mentee as usize] != *was
        });
        let cost = |(mentee, mentor): (u32, &Option<u32>)| self.plain.cost(mentee, (*mentor)?);
        Some((
            out.collect(),
            lack,
            moved
                .filter(|(mentee, _)| !self.gone.contains(mentee))
                .count() as u32,
            (0..).zip(mentor_of).filter_map(cost).sum(),
            mentor_of.to_vec(),
        ))
    }

    pub(super) fn each(
        &self,
        so_far: &mut Vec<Option<u32>>,
        call: &mut impl FnMut(&[Option<u32>]),
    ) {
        let mentee = so_far.len() as u32;
        if mentee == self.plain.mentees {
            return call(so_far);
        }
        let pairs = self.plain.pairs.iter().filter(|pair| pair.0 == mentee);
        for mentor in pairs.map(|pair| Some(pair.1)).chain([None]) {
            so_far.push(mentor);
            self.each(so_far, call);
            so_far.pop();
        }
    }

    /// Does to the plain data what the event says; returns who loses their place by it.
    pub(super) fn happen(&mut self, event: &Event, now: &[Option<u32>]) -> Vec<u32> {
        let sits = |mentee: u32, mentor| now[mentee as usize] == Some(mentor);
        match *event {
            Event::Enrol { turn, ref pairs } => {
                let mentee = self.plain.mentees;
                self.plain.mentees += 1;
                self.turns.push(turn);
                self.plain
                    .pairs
                    .extend(pairs.iter().map(|&(with, cost)| (mentee, with, cost)));
                vec![]
            }
            Event::DropOut { mentee } => {
                self.gone.insert(mentee);
                self.hidden.retain(|it| it.0 != mentee);
                self.plain.pairs.retain(|pair| pair.0 != mentee);
                vec![]
            }
            Event::Swap { mentee } => {
                let mentor = now[mentee as usize].unwrap();
                self.happen(&Event::Forbid { mentee, mentor }, now)
            }
            Event::Pin { mentee, mentor } => self.pin(mentee, mentor, now),
            Event::Unpin { mentee } => {
                let at = self.hidden.iter().position(|it| it.0 == mentee).unwrap();
                self.plain.pairs.extend(self.hidden.remove(at).1);
                vec![]
            }
            Event::Forbid { mentee, mentor } => self.forbid(mentee, mentor, now),
            Event::Allow {
                mentee,
                mentor,
                cost,
            } => self.allow((mentee, mentor, cost)),
            Event::Resize { mentor, quota } => {
                self.plain.quotas[mentor as usize] = (quota.lo, quota.hi);
                vec![]
            }
            Event::MentorLeaves { mentor } => {
                self.plain.quotas[mentor as usize] = (0, 0);
                self.plain.pairs.retain(|pair| pair.1 != mentor);
                self.hidden
                    .iter_mut()
                    .for_each(|it| it.1.retain(|pair| pair.1 != mentor));
                (0..now.len() as u32)
                    .filter(|&mentee| sits(mentee, mentor))
                    .collect()
            }
            Event::MentorJoins { quota, ref pairs } => {
                let mentor = self.plain.quotas.len() as u32;
                self.plain.quotas.push((quota.lo, quota.hi));
                for &(mentee, cost) in pairs {
                    self.allow((mentee, mentor, cost));
                }
                vec![]
            }
        }
    }

    fn pin(&mut self, mentee: u32, mentor: u32, now: &[Option<u32>]) -> Vec<u32> {
        let others = |pair: &(u32, u32, u32)| pair.0 == mentee && pair.1 != mentor;
        let hidden = self.plain.pairs.iter().copied().filter(others).collect();
        self.plain.pairs.retain(|pair| !others(pair));
        self.hidden.push((mentee, hidden));
        let was = now[mentee as usize];
        let leaves = was.is_some() && was != Some(mentor);
        Vec::from_iter(leaves.then_some(mentee))
    }

    fn forbid(&mut self, mentee: u32, mentor: u32, now: &[Option<u32>]) -> Vec<u32> {
        let kept = |pair: &(u32, u32, u32)| (pair.0, pair.1) != (mentee, mentor);
        self.plain.pairs.retain(kept);
        self.hidden.iter_mut().for_each(|it| it.1.retain(kept));
        Vec::from_iter((now[mentee as usize] == Some(mentor)).then_some(mentee))
    }

    fn allow(&mut self, pair: (u32, u32, u32)) -> Vec<u32> {
        match self.hidden.iter_mut().find(|it| it.0 == pair.0) {
            Some((_, hidden)) => hidden.push(pair),
            None => self.plain.pairs.push(pair),
        }
        vec![]
    }
}
