//! The mentors of one block, a column for each thing known, scored for one mentee at a time.
//!
//! Every factor and rule is one pass over a column and the costs, eight or sixteen mentors at a
//! time on any processor: no step asks anything of one pair alone.

use super::facts::{Aim, Facts, Target};
use super::terms::{Hard, Soft, Strength, Terms, Topic};

/// The cost of a pair that is not allowed.
pub(super) const BARRED: u16 = u16::MAX;

pub(super) struct Block {
    /// In order.
    pub(super) mentors: Vec<u32>,
    values: Vec<Vec<u16>>,
    sets: Vec<Set>,
    /// What mentors ask for, with their places.
    asked: Vec<(u32, Aim)>,
    /// Whether a value is known of every mentor.
    is_known: Vec<bool>,
}

/// One set of every mentor, and for each member who has it.
struct Set {
    whole: Vec<u64>,
    /// The members anybody has, and a column of 0 and 1 for each; behind these one of 0.
    used: u64,
    planes: Vec<u8>,
}

impl Set {
    fn new(whole: Vec<u64>) -> Self {
        let used = whole.iter().fold(0, |all, set| all | set);
        let mut planes = Vec::new();
        for member in members(used) {
            planes.extend(whole.iter().map(|set| u8::from(set >> member & 1 == 1)));
        }
        planes.resize(planes.len() + whole.len(), 0);
        Self {
            whole,
            used,
            planes,
        }
    }

    /// How many members each mentor has of these. Four columns are added up at a time.
    fn count(&self, of: u64, counts: &mut [u8]) {
        let mut wanted = members(of & self.used);
        let mut is_first = true;
        loop {
            let four = [(); 4].map(|()| wanted.next());
            if four[0].is_none() && !is_first {
                return;
            }
            let [one, two, three, four] = four.map(|member| self.plane(member, counts.len()));
            let columns = one.iter().zip(two).zip(three.iter().zip(four));
            let sums = columns.map(|((one, two), (three, four))| one + two + three + four);
            if is_first {
                counts.iter_mut().zip(sums).for_each(|(it, sum)| *it = sum);
            } else {
                counts.iter_mut().zip(sums).for_each(|(it, sum)| *it += sum);
            }
            is_first = false;
        }
    }

    /// Who has a member that somebody has, or nobody.
    fn plane(&self, member: Option<u32>, mentors: usize) -> &[u8] {
        let before = member.map_or(self.used, |member| self.used & ((1 << member) - 1));
        let start = before.count_ones() as usize * mentors;
        &self.planes[start..start + mentors]
    }
}

fn members(set: u64) -> impl Iterator<Item = u32> {
    let mut rest = set;
    std::iter::from_fn(move || {
        let member = (rest != 0).then(|| rest.trailing_zeros());
        rest &= rest.wrapping_sub(1);
        member
    })
}

impl Block {
    pub(super) fn new(terms: &Terms, facts: &Facts, mentors: Vec<u32>) -> Self {
        let value = |at| mentors.iter().map(|&it| facts.value(it, at)).collect();
        let set = |at| Set::new(mentors.iter().map(|&it| facts.set(it, at)).collect());
        let asked = |(at, mentor): (u32, &u32)| {
            let aims = facts.aims(*mentor).iter();
            aims.map(move |aim| (at, *aim)).collect::<Vec<_>>()
        };
        let values: Vec<Vec<u16>> = (0..terms.values).map(value).collect();
        Self {
            is_known: values.iter().map(|it| !it.contains(&0)).collect(),
            values,
            sets: (0..terms.sets).map(set).collect(),
            asked: (0..).zip(&mentors).flat_map(asked).collect(),
            mentors,
        }
    }
}

/// What scoring one mentee needs to write on.
#[derive(Default)]
pub(super) struct Slate {
    pub(super) row: Vec<u16>,
    counts: Vec<u8>,
}

impl Slate {
    /// What a mentee costs with each mentor of a block.
    pub(super) fn score(&mut self, (terms, mentees): (&Terms, &Facts), block: &Block, mentee: u32) {
        self.row.clear();
        self.row.resize(block.mentors.len(), 0);
        self.counts.resize(block.mentors.len(), 0);
        for factor in &terms.factors {
            self.add(factor.what, mentees, block, mentee);
        }
        for rule in &terms.rules {
            self.bar(rule.what, mentees, block, mentee);
        }
        for (place, aim) in &block.asked {
            if !mentees.meets(mentee, aim) {
                self.row[*place as usize] = BARRED;
            }
        }
    }

    fn add(&mut self, what: Soft, mentees: &Facts, block: &Block, mentee: u32) {
        match what {
            Soft::Compare {
                value,
                same,
                differs,
                unknown,
                only_for,
            } => {
                let own = mentees.value(mentee, value);
                if only_for.is_some_and(|it| it.get() != own) {
                    return;
                }
                let column = &block.values[value];
                if own == 0 {
                    self.row.iter_mut().for_each(|cost| *cost += unknown);
                } else if block.is_known[value] {
                    self.choose(column, own, [same, differs]);
                } else {
                    self.compare(column, own, [same, differs, unknown]);
                }
            }
            Soft::Shared { set, each, enough } => {
                let own = mentees.set(mentee, set);
                block.sets[set].count(own, &mut self.counts);
                self.share(own, each, enough);
            }
            Soft::Preferred { topic, cost } => {
                for aim in mentees.aims(mentee) {
                    if aim.topic == topic && aim.strength == Strength::Prefer {
                        self.each_unmet(block, topic, aim.target, |it| it + cost);
                    }
                }
            }
        }
    }

    fn choose(&mut self, column: &[u16], own: u16, [same, differs]: [u16; 2]) {
        for (cost, &value) in self.row.iter_mut().zip(column) {
            *cost += if value == own { same } else { differs };
        }
    }

    fn compare(&mut self, column: &[u16], own: u16, [same, differs, unknown]: [u16; 3]) {
        for (cost, &value) in self.row.iter_mut().zip(column) {
            let known = if value == own { same } else { differs };
            *cost += if value == 0 { unknown } else { known };
        }
    }

    fn share(&mut self, own: u64, each: u16, enough: u8) {
        let all = u8::try_from(own.count_ones()).expect("a set has at most 64 members");
        let enough = enough.min(all);
        for (cost, &count) in self.row.iter_mut().zip(&self.counts) {
            *cost += each * u16::from(enough - count.min(enough));
        }
    }

    fn bar(&mut self, what: Hard, mentees: &Facts, block: &Block, mentee: u32) {
        match what {
            Hard::Same { value } => {
                let own = mentees.value(mentee, value);
                if own > 0 {
                    self.bar_values(&block.values[value], |it| it != 0 && it != own);
                }
            }
            Hard::Above { value, by } => {
                let own = mentees.value(mentee, value);
                let least = own.checked_add(by);
                let is_low = |it: u16| it != 0 && least.is_none_or(|least| it < least);
                if own > 0 {
                    self.bar_values(&block.values[value], is_low);
                }
            }
            Hard::Mentees(topic) => {
                for aim in mentees.aims(mentee) {
                    if aim.topic == topic && aim.strength == Strength::Must {
                        self.each_unmet(block, topic, aim.target, |_| BARRED);
                    }
                }
            }
            // Mentors who ask are few, and those kept apart fewer: neither goes by columns.
            Hard::Mentors(_) | Hard::Apart => {}
        }
    }

    fn bar_values(&mut self, column: &[u16], is_barred: impl Fn(u16) -> bool) {
        for (cost, &value) in self.row.iter_mut().zip(column) {
            *cost |= if is_barred(value) { BARRED } else { 0 };
        }
    }

    fn each_unmet(
        &mut self,
        block: &Block,
        topic: Topic,
        target: Target,
        then: impl Fn(u16) -> u16,
    ) {
        match (topic, target) {
            (Topic::Value(at), Target::Value(wanted)) => {
                for (cost, &value) in self.row.iter_mut().zip(&block.values[at]) {
                    *cost = if value == wanted { *cost } else { then(*cost) };
                }
            }
            (Topic::Set(at), Target::AnyOf(wanted)) => {
                for (cost, &set) in self.row.iter_mut().zip(&block.sets[at].whole) {
                    *cost = if set & wanted == 0 {
                        then(*cost)
                    } else {
                        *cost
                    };
                }
            }
            _ => {}
        }
    }
}
