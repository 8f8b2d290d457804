//! The canonical choice among equally good outcomes of one event.
//!
//! Like that of a fresh solve: mentee by mentee, each gets the first mentor that some best outcome
//! gives them. Only people near the chains can have a choice, since with a rent of nothing every
//! move weighs something; so only they are looked at.

use super::seats::Seats;
use super::weights::{LACK, unserved_part};
use crate::problem::Pair;
use crate::seating::NOBODY;

/// Mentees with a choice, and the mentors it is between.
struct Face {
    /// Each mentee's best pairs, in order of mentor.
    mentees: Vec<(u32, Vec<Pair>)>,
    is_fixed: Vec<bool>,
    mentors: Vec<u32>,
    /// The place of each mentor above, or [`NOBODY`].
    place: Vec<u32>,
}

/// How a node was reached: from which, and who goes where.
type Reached = Option<(usize, Option<(u32, Pair)>)>;

/// Moves to the canonical outcome.
pub(super) fn settle(seats: &mut Seats) {
    let mut face = Face::new(seats);
    for at in 0..face.mentees.len() {
        face.is_fixed[at] = true;
        let (mentee, ref pairs) = face.mentees[at];
        let present = seats.mentor_of(mentee);
        let earlier = pairs.iter().take_while(|pair| pair.mentor() < present);
        let found = earlier.copied().find_map(|pair| {
            let chain = face.chain(seats, pair.mentor(), present)?;
            Some((pair, chain))
        });
        if let Some((pair, chain)) = found {
            for (other, to) in chain {
                seats.sit(other, to);
            }
            seats.sit(mentee, pair);
        }
    }
}

impl Face {
    fn new(seats: &Seats) -> Self {
        let mut mentees = candidates(seats);
        mentees.sort_unstable();
        mentees.dedup();
        let choice = |mentee| (mentee, best_pairs(seats, mentee));
        let mentees: Vec<_> = mentees
            .into_iter()
            .map(choice)
            .filter(|it| it.1.len() > 1)
            .collect();
        let pairs = mentees.iter().flat_map(|(_, pairs)| pairs);
        let mut mentors: Vec<u32> = pairs.map(|pair| pair.mentor()).collect();
        mentors.sort_unstable();
        mentors.dedup();
        let mut place = Vec::new();
        if !mentors.is_empty() {
            place = vec![NOBODY; seats.mentors() as usize];
        }
        for (at, &mentor) in (0..).zip(&mentors) {
            place[mentor as usize] = at;
        }
        Self {
            is_fixed: vec![false; mentees.len()],
            mentees,
            mentors,
            place,
        }
    }

    /// Who must move so that `from` can take one more and `to` have one fewer.
    fn chain(&self, seats: &Seats, from: u32, to: u32) -> Option<Vec<(u32, Pair)>> {
        let outside = self.mentors.len();
        let mut reached: Vec<Reached> = vec![None; outside + 1];
        let start = self.place[from as usize] as usize;
        let goal = self.place[to as usize] as usize;
        reached[start] = Some((start, None));
        let (mut queue, mut next) = (vec![start], 0);
        while let Some(&node) = queue.get(next) {
            next += 1;
            if node == goal {
                return Some(trace(&reached, start, goal));
            }
            let mut reach = |to: usize, who| {
                if reached[to].is_none() {
                    reached[to] = Some((node, who));
                    queue.push(to);
                }
            };
            if node == outside {
                let givers = (0..outside).filter(|&at| can_give(seats, self.mentors[at]));
                givers.for_each(|at| reach(at, None));
                continue;
            }
            if can_take(seats, self.mentors[node]) {
                reach(outside, None);
            }
            for &member in &seats.members[self.mentors[node] as usize] {
                for &pair in self.free_pairs(member) {
                    let to = self.place[pair.mentor() as usize] as usize;
                    reach(to, Some((member, pair)));
                }
            }
        }
        None
    }

    /// The best pairs of a mentee who has a choice and is not fixed.
    fn free_pairs(&self, mentee: u32) -> &[Pair] {
        match self.mentees.binary_search_by_key(&mentee, |it| it.0) {
            Ok(at) if !self.is_fixed[at] => &self.mentees[at].1,
            _ => &[],
        }
    }
}

fn trace(reached: &[Reached], start: usize, goal: usize) -> Vec<(u32, Pair)> {
    let mut chain = Vec::new();
    let mut node = goal;
    while node != start {
        let (before, who) = reached[node].expect("the way here was reached");
        chain.extend(who);
        node = before;
    }
    chain
}

/// Everybody who may have a choice.
fn candidates(seats: &Seats) -> Vec<u32> {
    let mut mentees = seats.stirred.clone();
    let part = |mentor: u32| seats.rent(mentor) - unserved_part(seats.rent(mentor));
    let parts = seats.touched.iter().map(|&mentor| part(mentor));
    let lowest = parts.min().unwrap_or(0).min(0);
    let mut touched = seats.touched.clone();
    touched.sort_unstable();
    touched.dedup();
    for mentor in touched {
        // Somebody at home has a choice only if the rent outweighs a move.
        if part(mentor) - lowest > seats.weights.moved / 2 {
            mentees.extend_from_slice(&seats.members[mentor as usize]);
        }
        if part(mentor) < 0 {
            let claims = seats.claims[mentor as usize].iter();
            mentees.extend(claims.map(|claim| claim.mentee));
        }
    }
    mentees.retain(|&mentee| {
        seats.gone.get(mentee as usize) == Some(&false) && seats.mentor_of(mentee) != NOBODY
    });
    mentees
}

/// The pairs of least weight with rent, in order of mentor.
fn best_pairs(seats: &Seats, mentee: u32) -> Vec<Pair> {
    let price = seats.price(mentee);
    let is_best = |pair: &&Pair| seats.weight(mentee, **pair) + seats.rent(pair.mentor()) == price;
    let pairs = seats.pairs_of(mentee).iter();
    let mut pairs: Vec<Pair> = pairs.filter(is_best).copied().collect();
    pairs.sort_unstable_by_key(|pair| pair.mentor());
    pairs
}

/// Whether a mentor may have one more in some best outcome.
fn can_take(seats: &Seats, mentor: u32) -> bool {
    let quota = seats.quotas[mentor as usize];
    match seats.rent(mentor) {
        0 => seats.load(mentor) < quota.hi,
        rent => rent == -LACK && seats.load(mentor) < quota.lo,
    }
}

/// Whether a mentor may have one fewer in some best outcome.
fn can_give(seats: &Seats, mentor: u32) -> bool {
    let quota = seats.quotas[mentor as usize];
    match seats.rent(mentor) {
        0 => seats.load(mentor) > quota.lo,
        rent => rent == -LACK && seats.load(mentor) > 0,
    }
}
