//! A scheme that can be solved: quotas, and hard rules that cut no pair of a planted allocation.

use anyhow::Result;

use super::Kind;
use super::college::College;
use super::dice::Dice;
use super::people::{Person, small};

/// For each trait, in how many of a hundred mentees who could, it must or should be shared.
const SHARES: [u64; 5] = [6, 2, 2, 2, 3];

/// Mentees with another discipline besides their own, in a hundred.
const JOINT: u64 = 3;

#[derive(Debug)]
pub(super) struct Mentee {
    pub(super) person: Person,
    pub(super) second_discipline: Option<usize>,
    /// Their mentor in the planted allocation.
    pub(super) planted: usize,
    /// The planted mentor is the only one.
    pub(super) is_locked: bool,
    /// Quotas can be kept without them.
    pub(super) is_late: bool,
    /// Traits the mentor must share, as bits.
    pub(super) must_share: u32,
    /// Traits the mentor should share.
    pub(super) should_share: u32,
    /// Most mentors on their list.
    pub(super) most: usize,
    /// Whether they met three or four mentors and ranked them.
    pub(super) has_ranked: bool,
}

#[derive(Debug)]
pub(super) struct Mentor {
    pub(super) person: Person,
    pub(super) lo: usize,
    pub(super) hi: usize,
    pub(super) refuses: Refusal,
    /// How many times likelier than others they are met, 1 to 25.
    pub(super) popularity: u64,
}

/// Whom a mentor does not take.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Refusal {
    Nobody,
    NotFullTime,
    AnotherGender,
    Commuters,
}

#[derive(Debug)]
pub(super) struct Scheme {
    pub(super) college: College,
    pub(super) mentees: Vec<Mentee>,
    pub(super) mentors: Vec<Mentor>,
}

impl Scheme {
    pub(super) fn new(dice: Dice, mentees: usize, kind: Kind) -> Result<Self> {
        let college = College::new(dice, mentees);
        let disciplines = college.mentees.len() as u64;
        let quotas = college.mentors.iter().sum::<usize>();
        let quotas: Vec<_> = (0..quotas).map(|it| quota(dice, it)).collect();
        let mut sizes: Vec<_> = quotas.iter().map(|it| it.2).collect();
        let bounds: Vec<_> = quotas.iter().map(|&(lo, hi, _)| (lo, hi)).collect();
        let planted = college.plant(dice, &bounds, &mut sizes)?;
        let mut mentors = mentors(dice, &college, &bounds);
        let places = College::discipline_of(&college.mentees);
        let mut all = Vec::with_capacity(places.len());
        for (at, (discipline, planted)) in places.into_iter().zip(planted).enumerate() {
            let person = Person::new(dice, 100, at, discipline);
            let mentor = &mut mentors[planted];
            if mentor.refuses(&person) {
                mentor.refuses = Refusal::Nobody;
            }
            let mut mentee = mentee(dice, at, person, (planted, &mentor.person), disciplines);
            let is_late = dice.throw(24).of(at).below(1000) < 30 && !mentee.is_locked;
            if is_late && sizes[planted] > mentor.lo {
                mentee.is_late = true;
                mentor.lo += 1;
            }
            all.push(mentee);
        }
        settle(&mut mentors, &bounds, &sizes, kind);
        Ok(Self {
            college,
            mentees: all,
            mentors,
        })
    }
}

impl Mentor {
    fn refuses(&self, mentee: &Person) -> bool {
        match self.refuses {
            Refusal::Nobody => false,
            Refusal::NotFullTime => mentee.mode > 0,
            Refusal::AnotherGender => !mentee.shares(0, &self.person),
            Refusal::Commuters => mentee.is_commuter,
        }
    }

    /// Whether the hard rules allow the pair.
    pub(super) fn may_take(&self, mentee: &Mentee) -> bool {
        let misses = |bit: usize| {
            mentee.must_share >> bit & 1 == 1 && !mentee.person.shares(bit, &self.person)
        };
        !self.refuses(&mentee.person) && !(0..SHARES.len()).any(misses)
    }
}

/// The lower and upper quota of a mentor, and the size of the group before it is fitted.
fn quota(dice: Dice, mentor: usize) -> (usize, usize, usize) {
    match dice.throw(4).of(mentor).below(100) {
        0..3 => (1, 2, 2),
        3..5 => (2, 3, 3),
        5..8 => (4, 8, 6),
        _ => (3, 5, 4),
    }
}

fn mentors(dice: Dice, college: &College, quotas: &[(usize, usize)]) -> Vec<Mentor> {
    let places = College::discipline_of(&college.mentors).into_iter();
    let mentor = |(at, discipline): (usize, usize)| {
        let fame = dice.throw(25).of(at).below(1000);
        Mentor {
            person: Person::new(dice, 200, at, discipline),
            lo: quotas[at].0,
            hi: quotas[at].1,
            refuses: match dice.throw(20).of(at).below(100) {
                0..3 => Refusal::NotFullTime,
                3..6 => Refusal::AnotherGender,
                6..8 => Refusal::Commuters,
                _ => Refusal::Nobody,
            },
            popularity: 1 + fame * fame / 40_000,
        }
    };
    places.enumerate().map(mentor).collect()
}

/// While late mentees were chosen the lower quotas were raised by them; contested schemes have no
/// seat to spare.
fn settle(mentors: &mut [Mentor], quotas: &[(usize, usize)], sizes: &[usize], kind: Kind) {
    for (at, mentor) in mentors.iter_mut().enumerate() {
        mentor.lo = quotas[at].0;
        if kind == Kind::Contested {
            mentor.hi = sizes[at];
        }
    }
}

fn mentee(
    dice: Dice,
    at: usize,
    person: Person,
    (planted, mentor): (usize, &Person),
    disciplines: u64,
) -> Mentee {
    let (mut must_share, mut should_share) = (0, 0);
    for (bit, share) in SHARES.into_iter().enumerate() {
        let throw = dice.throw(10 + bit as u64).of(at).below(100);
        must_share |= u32::from(person.shares(bit, mentor) && throw < 2 * share) << bit;
        should_share |= u32::from((40..48 + share).contains(&throw)) << bit;
    }
    let second = small(dice.throw(23).of(at).below(disciplines)) as usize;
    let is_joint = dice.throw(22).of(at).percent(JOINT) && second != person.discipline;
    Mentee {
        person,
        second_discipline: is_joint.then_some(second),
        planted,
        is_locked: dice.throw(21).of(at).below(1000) < 10,
        is_late: false,
        must_share,
        should_share,
        most: 50 + small(dice.throw(26).of(at).below(251)) as usize,
        has_ranked: dice.throw(27).of(at).percent(40),
    }
}
