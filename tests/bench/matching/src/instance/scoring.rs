//! The people of a scheme as `matching::score` takes them.

use std::num::NonZeroU16;

use anyhow::Result;
use matching::Quota;
use matching::score::{Factor, Hard, Person, Rule, Soft, Strength, Terms, Topic, Wanted, Wish};

use super::people::Person as Thrown;
use super::scheme::{Mentee, Mentor, Refusal, Scheme};
use super::{Dice, Recipe};

// Places of values; the traits of rules come first.
const TRAITS: usize = 5;
const COURSE: usize = 5;
const MODE: usize = 6;
const COMMUTER: usize = 7;
const INTERNATIONAL: usize = 8;
const MATURE: usize = 9;
/// The discipline, of people in a department where it matters.
const DISCIPLINE: usize = 10;
const VALUES: usize = 11;
// Places of sets.
const INTERESTS: usize = 0;
const AIMS: usize = 1;
const TIMES: usize = 2;
const SETS: usize = 3;

const YES: NonZeroU16 = NonZeroU16::MIN;

/// A scheme before anything is scored.
pub(crate) struct Unscored {
    pub(crate) terms: Terms,
    pub(crate) mentees: Vec<Person>,
    pub(crate) mentors: Vec<Person>,
    pub(crate) quotas: Vec<Quota>,
}

impl Recipe {
    /// The people; everybody of a department could be paired, and those with joint honours in two.
    pub(crate) fn unscored(self) -> Result<Unscored> {
        let scheme = Scheme::new(Dice::new(self.seed), self.mentees, self.kind)?;
        let quota = |it: &Mentor| {
            let [lo, hi] = [it.lo, it.hi].map(u32::try_from);
            Ok(Quota { lo: lo?, hi: hi? })
        };
        Ok(Unscored {
            terms: terms(),
            mentees: scheme
                .mentees
                .iter()
                .map(|it| mentee(&scheme, it))
                .collect(),
            mentors: scheme
                .mentors
                .iter()
                .map(|it| mentor(&scheme, it))
                .collect(),
            quotas: scheme.mentors.iter().map(quota).collect::<Result<_>>()?,
        })
    }
}

fn terms() -> Terms {
    let shared = |set, each, enough| Soft::Shared { set, each, enough };
    let differs = |value, differs, only_for| Soft::Compare {
        value,
        same: 0,
        differs,
        unknown: 0,
        only_for,
    };
    let open = [
        shared(INTERESTS, 50, 4),
        shared(AIMS, 50, 3),
        shared(TIMES, 20, 5),
        differs(COURSE, 100, None),
        differs(MODE, 60, None),
        differs(COMMUTER, 40, None),
        differs(INTERNATIONAL, 50, Some(YES)),
        differs(MATURE, 50, Some(YES)),
    ];
    let traits = || (0..TRAITS).map(Topic::Value);
    let wished = traits().map(|topic| Soft::Preferred { topic, cost: 60 });
    let open = open.map(|what| Factor {
        what,
        is_sealed: false,
    });
    let sealed = wished.map(|what| Factor {
        what,
        is_sealed: true,
    });
    let asked = [0, MODE, COMMUTER].map(|value| Hard::Mentors(Topic::Value(value)));
    let rules = traits().map(Hard::Mentees).chain(asked).map(|what| Rule {
        what,
        is_sealed: true,
    });
    let discipline = Rule {
        what: Hard::Same { value: DISCIPLINE },
        is_sealed: false,
    };
    Terms {
        values: VALUES,
        sets: SETS,
        factors: open.into_iter().chain(sealed).collect(),
        rules: rules.chain([discipline]).collect(),
    }
}

fn mentee(scheme: &Scheme, it: &Mentee) -> Person {
    let mut person = person(scheme, &it.person);
    if let Some(second) = it.second_discipline {
        person.blocks.push(block(scheme, second));
        person.values[DISCIPLINE] = None;
    }
    for (strength, traits) in [
        (Strength::Must, it.must_share),
        (Strength::Prefer, it.should_share),
    ] {
        let wished = (0..TRAITS).filter(|bit| traits >> bit & 1 == 1);
        person.wishes.extend(wished.map(|value| Wish {
            topic: Topic::Value(value),
            wanted: Wanted::LikeMe,
            strength,
        }));
    }
    person
}

fn mentor(scheme: &Scheme, it: &Mentor) -> Person {
    let wish = |value, wanted| Wish {
        topic: Topic::Value(value),
        wanted,
        strength: Strength::Must,
    };
    let wish = match it.refuses {
        Refusal::Nobody => None,
        Refusal::NotFullTime => Some(wish(MODE, Wanted::Value(YES))),
        Refusal::AnotherGender => Some(wish(0, Wanted::LikeMe)),
        Refusal::Commuters => Some(wish(COMMUTER, Wanted::Value(code(1)))),
    };
    Person {
        wishes: wish.into_iter().collect(),
        ..person(scheme, &it.person)
    }
}

fn person(scheme: &Scheme, it: &Thrown) -> Person {
    let yes = |is: bool| code(u32::from(!is));
    let mut values: Vec<_> = it.traits.iter().copied().map(code).map(Some).collect();
    values.extend([
        Some(code(it.course)),
        Some(code(it.mode)),
        Some(yes(it.is_commuter)),
        Some(yes(it.is_international)),
        Some(yes(it.is_mature)),
    ]);
    let department = scheme.college.department[it.discipline];
    let discipline = u32::try_from(it.discipline).ok().map(code);
    values.push(discipline.filter(|_| scheme.college.is_strict[department]));
    Person {
        values,
        sets: [it.interests, it.aims, it.slots].map(u64::from).to_vec(),
        blocks: vec![block(scheme, it.discipline)],
        wishes: vec![],
    }
}

fn block(scheme: &Scheme, discipline: usize) -> u32 {
    super::people::small(scheme.college.department[discipline] as u64)
}

/// What is thrown counts from 0, values from 1.
fn code(thrown: u32) -> NonZeroU16 {
    let code = u16::try_from(thrown + 1).ok().and_then(NonZeroU16::new);
    code.expect("what is thrown is small")
}
