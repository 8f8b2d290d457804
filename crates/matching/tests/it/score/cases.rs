//! Schemes to score.

use std::num::NonZeroU16;

use matching::score::{Factor, Hard, Person, Rule, Soft, Strength, Terms, Topic, Wanted, Wish};
use proptest::prelude::*;

use super::naive::Case;
use crate::instances::{hash, shuffled};

const TOPICS: [Topic; 5] = [
    Topic::Value(0),
    Topic::Value(1),
    Topic::Value(2),
    Topic::Set(0),
    Topic::Set(1),
];

fn factor() -> impl Strategy<Value = Soft> {
    // Thirteen at most of these can be added up: 13 * 5000 < 2^16.
    let weight = || prop_oneof![3 => 0..60_u16, 1 => 0..5000_u16];
    let compare = (0..3_usize, weight(), weight(), weight(), 0..8_u16);
    prop_oneof![
        compare.prop_map(|(value, same, differs, unknown, only)| Soft::Compare {
            value,
            same,
            differs,
            unknown,
            only_for: NonZeroU16::new(only.saturating_sub(4)),
        }),
        (0..2_usize, 0..70_u16, 0..70_u8).prop_map(|(set, each, enough)| Soft::Shared {
            set,
            each,
            enough
        }),
    ]
}

/// Terms that hear every wish, with some further factors and rules, in any order.
fn terms() -> impl Strategy<Value = Terms> {
    let factors = prop::collection::vec((factor(), any::<bool>()), 0..6);
    let preferred = prop::collection::vec(0..900_u16, 5);
    (factors, preferred, 0..3_u16, any::<u64>()).prop_map(|(factors, preferred, by, seed)| {
        let each = TOPICS.into_iter().zip(preferred);
        let preferred = each.map(|(topic, cost)| (Soft::Preferred { topic, cost }, true));
        let factors: Vec<_> = factors.into_iter().chain(preferred).collect();
        let factors = shuffled(seed, &factors).into_iter();
        let factor = |(what, is_sealed)| Factor { what, is_sealed };
        let wishes = TOPICS.into_iter();
        let wishes = wishes.flat_map(|topic| [Hard::Mentees(topic), Hard::Mentors(topic)]);
        let mut rules: Vec<_> = wishes.chain([Hard::Apart]).collect();
        let more = [Hard::Same { value: 1 }, Hard::Above { value: 2, by }];
        rules.extend(more.into_iter().take(by.into()));
        let rule = |what| Rule {
            is_sealed: matches!(what, Hard::Mentees(_) | Hard::Mentors(_)),
            what,
        };
        Terms {
            values: 3,
            sets: 2,
            factors: factors.map(factor).collect(),
            rules: shuffled(seed, &rules).into_iter().map(rule).collect(),
        }
    })
}

fn set() -> impl Strategy<Value = u64> {
    prop_oneof![1 => Just(0), 4 => 0..16_u64, 2 => any::<u64>(), 1 => Just(1 << 63)]
}

fn person(is_mentor: bool) -> impl Strategy<Value = Person> {
    let values = prop::collection::vec(prop::option::weighted(0.8, 1..4_u16), 3);
    let sets = prop::collection::vec(set(), 2);
    let blocks = prop::collection::vec(0..3_u32, 0..4);
    let wish = (0..16_u8, 1..4_u16, set(), any::<bool>());
    let wishes = prop::collection::vec(wish, 5);
    (values, sets, blocks, wishes).prop_map(move |(values, sets, blocks, wishes)| {
        let values = values.into_iter().map(|it| NonZeroU16::new(it?)).collect();
        let mut person = Person {
            values,
            sets,
            blocks,
            wishes: vec![],
        };
        for (topic, (which, value, set, likes)) in TOPICS.into_iter().zip(wishes) {
            let wanted = match topic {
                Topic::Value(at) if likes && person.values[at].is_some() => Wanted::LikeMe,
                Topic::Value(_) => Wanted::Value(NonZeroU16::new(value).unwrap()),
                Topic::Set(at) if likes && person.sets[at] != 0 => Wanted::LikeMe,
                Topic::Set(_) => Wanted::AnyOf(set.max(1)),
            };
            let mut add = |strength| {
                person.wishes.push(Wish {
                    topic,
                    wanted,
                    strength,
                });
            };
            if which < 2 {
                add(Strength::Must);
            }
            if !is_mentor && (1..5).contains(&which) {
                add(Strength::Prefer);
            }
        }
        person
    })
}

/// A few people with everything a scheme can hold.
pub(super) fn case() -> impl Strategy<Value = Case> {
    let people = |is_mentor| prop::collection::vec(person(is_mentor), 0..9);
    let apart = prop::collection::vec((0..9_u32, 0..9_u32), 0..6);
    (terms(), people(false), people(true), apart).prop_map(|(terms, mentees, mentors, apart)| {
        let (most, least) = (mentees.len() as u32, mentors.len() as u32);
        let mut apart = apart;
        apart.retain(|it| it.0 < most && it.1 < least);
        Case {
            terms,
            mentees,
            mentors,
            apart,
        }
    })
}

/// A scheme with blocks of some hundred mentors, of whom not every eighth is the last.
pub(super) fn large(seed: u64, mentees: u64, mentors: u64) -> Case {
    let weights = [7, 11, 200, 3000];
    let factors = (0..3).map(|value| Soft::Compare {
        value,
        same: 0,
        differs: weights[(hash(seed, value as u64) % 4) as usize],
        unknown: 5,
        only_for: None,
    });
    let shared = (0..2).map(|set| Soft::Shared {
        set,
        each: 23,
        enough: 4,
    });
    let person = |at: u64| {
        let throw = |purpose: u64| hash(seed + purpose, at);
        let set = |purpose| throw(purpose) & throw(purpose + 1) & throw(purpose + 2);
        Person {
            values: (1..4)
                .map(|it| NonZeroU16::new((throw(it) % 6) as u16))
                .collect(),
            sets: vec![set(4), set(7) & 0xfff],
            blocks: vec![(throw(10) % 2) as u32, (throw(11) % 9) as u32],
            wishes: vec![],
        }
    };
    Case {
        terms: Terms {
            values: 3,
            sets: 2,
            factors: factors
                .chain(shared)
                .map(|what| Factor {
                    what,
                    is_sealed: false,
                })
                .collect(),
            rules: vec![Rule {
                what: Hard::Same { value: 2 },
                is_sealed: false,
            }],
        },
        mentees: (0..mentees).map(person).collect(),
        mentors: (1 << 32..(1 << 32) + mentors).map(person).collect(),
        apart: vec![],
    }
}
