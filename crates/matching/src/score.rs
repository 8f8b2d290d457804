//! From what is known of people to the pairs that are allowed, and what each costs.
//!
//! [`Terms`] say what a scheme makes of values and sets: factors, each with its weight, whose costs
//! add up, and rules, any of which forbids a pair. A [`Scorer`] holds the people and writes the
//! lists of a [`Problem`], all pairs ([`Scorer::problem`]) or for each mentee the nearest
//! ([`Scorer::nearest`]); [`Scorer::solve`] finds with these what all pairs would give. Of one pair
//! it says what its cost is made of and what forbids it, by parts and places, with those marked
//! that nobody may be shown.
//!
//! Costs are whole numbers, and all of a scheme's factors together stay below 2¹⁶, so that nothing
//! overflows and eight pairs are scored at once. Only pairs with a block in common are looked at.
//! It takes O(n·b·f + E) steps, for n mentees, b mentors to a block, f factors and rules, and E
//! pairs: a few nanoseconds for each pair looked at.
//!
//! ```
//! use std::num::NonZeroU16;
//! use matching::score::{
//!     Factor, Hard, Person, Rule, Scorer, Soft, Strength, Terms, Topic, Wanted, Wish,
//! };
//! use matching::{Explainer, Options, Outcome, Parts, Quota};
//!
//! // Everybody has a gender and a set of interests.
//! let gender = Topic::Value(0);
//! let terms = Terms {
//!     values: 1,
//!     sets: 1,
//!     factors: vec![
//!         Factor { what: Soft::Shared { set: 0, each: 10, enough: 2 }, is_sealed: false },
//!         Factor { what: Soft::Preferred { topic: gender, cost: 15 }, is_sealed: true },
//!     ],
//!     rules: vec![Rule { what: Hard::Mentors(gender), is_sealed: true }],
//! };
//! let person = |gender, interests, wishes| Person {
//!     values: vec![NonZeroU16::new(gender)],
//!     sets: vec![interests],
//!     blocks: vec![7],
//!     wishes,
//! };
//! let like_me = |strength| vec![Wish { topic: gender, wanted: Wanted::LikeMe, strength }];
//! let mentees = [
//!     person(1, 0b011, vec![]),
//!     person(2, 0b001, like_me(Strength::Prefer)),
//! ];
//! let mentors = [person(1, 0b111, vec![]), person(2, 0b100, like_me(Strength::Must))];
//! let scorer = Scorer::new(terms, &mentees, &mentors, &[])?;
//! assert_eq!(scorer.cost(1, 0), Some(15)); // the interest is shared, the wish not met
//! assert_eq!(scorer.cost(0, 1), None); // mentor 1 asked not to be matched across gender
//!
//! let problem = scorer.problem(vec![Quota { lo: 0, hi: 1 }; 2])?;
//! let Outcome::Optimal(best) = matching::solve(&problem, &Options::default())? else {
//!     panic!("there are two of each");
//! };
//! assert_eq!(best.mentor_of, [0, 1]);
//!
//! // What is shown of costs leaves sealed parts out.
//! let parts_of = |mentee, mentor, parts: &mut [u32]| scorer.parts_of(mentee, mentor, parts);
//! let parts = Parts::new(scorer.parts(), scorer.sealed(), &parts_of)?;
//! let groups: Vec<_> = best.mentor_of.iter().copied().map(Some).collect();
//! let options = Options::default();
//! let mut why = Explainer::new(&problem, &groups, &best.duals, parts, &options)?;
//! let made = why.explain(1, 5)?.made.expect("everybody is placed");
//! assert_eq!(made.cost.open_parts().collect::<Vec<_>>(), [(0, 10)]);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod block;
mod facts;
mod nearest;
mod pair;
mod terms;
mod whole;

use std::collections::BTreeMap;
use std::fmt;

use crate::problem::{BuildError, MOST_PAIRS, MOST_PEOPLE, Problem, Quota, narrow};
use block::{BARRED, Block, Slate};
use facts::Facts;
use nearest::Selection;
pub use pair::Bars;
pub use terms::{
    Factor, HIGHEST_COST, Hard, MOST_TERMS, Person, Rule, ScoreError, Soft, Strength, Terms, Topic,
    Wanted, Who, Wish,
};
pub use whole::{Whole, WholeError};

/// Scores pairs of people by the terms of a scheme.
///
/// The order of wishes, blocks, rules and pairs kept apart changes no cost; people are positions, as
/// in a [`Problem`]. Printed it says nothing, for it holds what people wish for.
pub struct Scorer {
    terms: Terms,
    mentees: Facts,
    mentors: Facts,
    /// In order, each once.
    apart: Vec<(u32, u32)>,
    blocks: Vec<Block>,
    /// Where each block is.
    place_of: BTreeMap<u32, usize>,
}

impl fmt::Debug for Scorer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Scorer")
    }
}

impl Scorer {
    /// Takes up people. Mentee and mentor of each pair in `apart` are kept apart.
    ///
    /// # Errors
    /// [`ScoreError`] when terms and people do not fit, or a wish would go unheard.
    pub fn new(
        terms: Terms,
        mentees: &[Person],
        mentors: &[Person],
        apart: &[(u32, u32)],
    ) -> Result<Self, ScoreError> {
        if mentees.len() > MOST_PEOPLE || mentors.len() > MOST_PEOPLE {
            return Err(ScoreError::TooManyPeople);
        }
        terms.check()?;
        let [mentees, mentors] = [
            Facts::new(&terms, mentees, Who::Mentee)?,
            Facts::new(&terms, mentors, Who::Mentor)?,
        ];
        let is_there = |it: &(u32, u32)| it.0 < mentees.number() && it.1 < mentors.number();
        if !apart.iter().all(is_there) {
            return Err(ScoreError::UnknownApart);
        }
        if !apart.is_empty() && !terms.has_apart() {
            return Err(ScoreError::NothingKeepsApart);
        }
        let mut apart = apart.to_vec();
        apart.sort_unstable();
        apart.dedup();
        let mut members: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
        for mentor in 0..mentors.number() {
            for &block in mentors.blocks(mentor) {
                members.entry(block).or_default().push(mentor);
            }
        }
        let place_of = members.keys().copied().zip(0..).collect();
        let blocks = members.into_values();
        Ok(Self {
            blocks: blocks
                .map(|mentors_of| Block::new(&terms, &mentors, mentors_of))
                .collect(),
            place_of,
            terms,
            mentees,
            mentors,
            apart,
        })
    }

    /// The problem of all allowed pairs.
    ///
    /// # Errors
    /// [`BuildError`] when there is not a quota for each mentor, one is reversed, or there are too
    /// many pairs.
    ///
    /// # Panics
    /// When there are more or fewer quotas than mentors.
    pub fn problem(&self, quotas: Vec<Quota>) -> Result<Problem, BuildError> {
        self.nearest(quotas, usize::MAX)
    }

    /// The problem of the nearest mentors of each mentee, `keep` at most; of those that cost the
    /// same the first. The lists are in order of mentors.
    ///
    /// # Errors
    /// [`BuildError`] when a quota is reversed or there are too many pairs.
    ///
    /// # Panics
    /// When there are more or fewer quotas than mentors.
    pub fn nearest(&self, quotas: Vec<Quota>, keep: usize) -> Result<Problem, BuildError> {
        assert_eq!(quotas.len(), self.mentors.number() as usize, "a quota each");
        let most = (0..self.mentees.number()).map(|mentee| self.looks_at(mentee).min(keep));
        let most = most.sum::<usize>().min(MOST_PAIRS);
        let mut pairs = Vec::with_capacity(most + 1);
        let mut lengths = Vec::with_capacity(self.mentees.number() as usize);
        let mut slate = Slate::default();
        let mut selection = Selection::new(self.terms.most());
        for mentee in 0..self.mentees.number() {
            let first = pairs.len();
            let mut blocks = self.blocks_of(mentee);
            match (blocks.next(), blocks.next()) {
                (None, _) => {}
                (Some(block), None) => {
                    let block = &self.blocks[block];
                    self.score(&mut slate, block, mentee);
                    selection.take(&slate.row, &block.mentors, keep, &mut pairs);
                }
                _ => {
                    let (mentors, row) = self.united(&mut slate, mentee);
                    selection.take(&row, &mentors, keep, &mut pairs);
                }
            }
            if pairs.len() > MOST_PAIRS {
                return Err(BuildError::TooManyPairs);
            }
            lengths.push(narrow(pairs.len() - first));
        }
        Problem::from_lists(quotas, &lengths, pairs)
    }

    /// The mentors of several blocks in order, each once, and what they cost.
    fn united(&self, slate: &mut Slate, mentee: u32) -> (Vec<u32>, Vec<u16>) {
        let mut all = Vec::new();
        self.each_cost(slate, mentee, |mentor, cost| all.push((mentor, cost)));
        all.sort_unstable();
        all.dedup();
        all.into_iter().unzip()
    }

    /// How many pairs are looked at: all those with a block in common, counted for each block.
    pub fn looked_at(&self) -> u64 {
        let mentees = 0..self.mentees.number();
        mentees.map(|mentee| self.looks_at(mentee) as u64).sum()
    }

    fn looks_at(&self, mentee: u32) -> usize {
        let blocks = self.blocks_of(mentee);
        blocks.map(|block| self.blocks[block].mentors.len()).sum()
    }

    /// Where the blocks of a mentee are that have mentors.
    fn blocks_of(&self, mentee: u32) -> impl Iterator<Item = usize> {
        let blocks = self.mentees.blocks(mentee).iter();
        blocks.filter_map(|block| self.place_of.get(block).copied())
    }

    fn score(&self, slate: &mut Slate, block: &Block, mentee: u32) {
        slate.score((&self.terms, &self.mentees), block, mentee);
        let first = self.apart.partition_point(|it| it.0 < mentee);
        let apart = self.apart[first..].iter();
        for &(_, mentor) in apart.take_while(|it| it.0 == mentee) {
            if let Ok(place) = block.mentors.binary_search(&mentor) {
                slate.row[place] = BARRED;
            }
        }
    }

    /// Calls with every mentor of a mentee's blocks and the cost.
    fn each_cost(&self, slate: &mut Slate, mentee: u32, mut call: impl FnMut(u32, u16)) {
        for block in self.blocks_of(mentee) {
            let block = &self.blocks[block];
            self.score(slate, block, mentee);
            for (&mentor, &cost) in block.mentors.iter().zip(&slate.row) {
                call(mentor, cost);
            }
        }
    }
}
