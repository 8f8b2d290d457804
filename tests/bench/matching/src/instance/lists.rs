//! The mentors on a mentee's list, and what each costs.

use super::Kind;
use super::dice::{Dice, Throw};
use super::people::{Person, small};
use super::scheme::{Mentee, Scheme};

/// What a pair costs that has nothing of what is wished for, for each wish.
const INTERESTS: u32 = 200;
const AIMS: u32 = 150;
const TIMES: u32 = 100;
const COURSE: u32 = 100;
const MODE: u32 = 60;
const COMMUTER: u32 = 40;
const INTERNATIONAL: u32 = 50;
const MATURE: u32 = 50;
const TRAIT: u32 = 60;
/// By so much a mentor who was met and ranked is ahead of others, at most.
const RANKED: u32 = 150;

/// A mentor a mentee may have.
struct Candidate {
    mentor: usize,
    cost: u32,
    /// Who has the least is met first.
    clock: u64,
    /// Decides between the same cost who is on the list.
    tie: u64,
}

impl Scheme {
    /// The list of one mentee: mentors in their order, each with its cost.
    pub(super) fn list(&self, dice: Dice, at: usize, kind: Kind) -> Vec<(usize, u32)> {
        let mentee = &self.mentees[at];
        let mut candidates = self.candidates(dice, at);
        if mentee.has_ranked {
            rank(&mut candidates, 3 + dice.throw(32).of(at).below(2));
        }
        let (planted, mut others): (Vec<_>, Vec<_>) = candidates
            .into_iter()
            .partition(|it| it.mentor == mentee.planted);
        if others.len() >= mentee.most {
            others.select_nth_unstable_by_key(mentee.most - 1, |it| (it.cost, it.tie, it.mentor));
            others.truncate(mentee.most - 1);
        }
        others.extend(planted);
        others.sort_unstable_by_key(|it| it.mentor);
        let priced = |it: Candidate| (it.mentor, priced(dice, it.mentor, it.cost, kind));
        others.into_iter().map(priced).collect()
    }

    /// Whom the mentee may have, with costs before ranking.
    fn candidates(&self, dice: Dice, at: usize) -> Vec<Candidate> {
        let mentee = &self.mentees[at];
        let [blocked, clock, tie] = [30, 31, 33].map(|purpose| dice.throw(purpose).of(at));
        let is_allowed = |mentor: usize| {
            let is_planted = mentor == mentee.planted;
            is_planted
                || !mentee.is_locked
                    && self.mentors[mentor].may_take(mentee)
                    && blocked.of(mentor).below(1000) >= 5
        };
        let places = self.places(mentee).into_iter().enumerate();
        let allowed = places.filter(|&(_, mentor)| is_allowed(mentor));
        allowed
            .map(|(place, mentor)| self.candidate(mentee, mentor, place, [clock, tie]))
            .collect()
    }

    fn candidate(
        &self,
        mentee: &Mentee,
        mentor: usize,
        place: usize,
        [clock, tie]: [Throw; 2],
    ) -> Candidate {
        let other = &self.mentors[mentor];
        Candidate {
            mentor,
            cost: cost(mentee, &other.person),
            clock: ((clock.of(mentor).bits() >> 30) / other.popularity) << 20 | place as u64,
            tie: tie.of(mentor).bits() >> 44,
        }
    }

    /// Where the mentors stand whom the mentee's disciplines allow.
    fn places(&self, mentee: &Mentee) -> Vec<usize> {
        let own = self.college.mentors_for(mentee.person.discipline);
        let second = mentee.second_discipline;
        let second = second.map_or(0..0, |it| self.college.mentors_of(it));
        let further = second.filter(|it| !own.contains(it));
        let mut places: Vec<_> = own.clone().chain(further).collect();
        places.sort_unstable();
        places
    }
}

/// Whom the mentee met costs less, the first the least; whom not, more.
fn rank(candidates: &mut [Candidate], met: u64) {
    let mut clocks: Vec<_> = candidates.iter().map(|it| it.clock).collect();
    clocks.sort_unstable();
    for it in candidates {
        let place = clocks.iter().take(small(met) as usize);
        let place = (0..).zip(place).find(|(_, clock)| **clock == it.clock);
        it.cost = match place {
            Some((place, _)) => it.cost / 4 + 40 * place,
            None => it.cost + RANKED,
        };
    }
}

/// How little two people have of what is wished for.
fn cost(mentee: &Mentee, mentor: &Person) -> u32 {
    let person = &mentee.person;
    let times = (person.slots & mentor.slots).count_ones().min(5);
    let differs = |one: bool, weight: u32| u32::from(one) * weight;
    let should = (0..person.traits.len())
        .filter(|&bit| mentee.should_share >> bit & 1 == 1 && !person.shares(bit, mentor));
    unlike(person.interests, mentor.interests, INTERESTS)
        + unlike(person.aims, mentor.aims, AIMS)
        + (TIMES - TIMES / 5 * times)
        + differs(person.course != mentor.course, COURSE)
        + differs(person.mode != mentor.mode, MODE)
        + differs(person.is_commuter != mentor.is_commuter, COMMUTER)
        + differs(
            person.is_international && !mentor.is_international,
            INTERNATIONAL,
        )
        + differs(person.is_mature && !mentor.is_mature, MATURE)
        + small(should.count() as u64) * TRAIT
}

/// The part of the weight that two sets do not have in common.
fn unlike(one: u32, other: u32, weight: u32) -> u32 {
    weight - weight * (one & other).count_ones() / (one | other).count_ones().max(1)
}

/// In a contested scheme all want the same mentors; in a coarse one most costs are equal.
fn priced(dice: Dice, mentor: usize, cost: u32, kind: Kind) -> u32 {
    match kind {
        Kind::Plain => cost,
        Kind::Contested => cost + small(dice.throw(40).of(mentor).below(400)),
        Kind::Coarse => cost / 100,
    }
}
