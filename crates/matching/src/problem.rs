//! What is to be solved: people, quotas and the pairs that may be made.

use std::ops::Range;

use thiserror::Error;

/// Most mentees, and most mentors, in one problem. With costs below 2³¹ it keeps every sum of
/// costs and every dual inside 64 bits.
pub const MOST_PEOPLE: usize = 1 << 24;

/// Most allowed pairs in one problem (8 GiB of them).
pub const MOST_PAIRS: usize = 1 << 30;

/// The largest cost of a pair, 2³¹ − 1.
pub const LARGEST_COST: u32 = i32::MAX.cast_unsigned();

/// How many mentees one mentor takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quota {
    /// At least this many.
    pub lo: u32,
    /// At most this many.
    pub hi: u32,
}

/// One allowed mentor of a mentee, with its cost, in eight bytes.
///
/// Pairs compare by cost, then by mentor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Pair(u64);

impl Pair {
    pub(crate) const fn new(mentor: u32, cost: u32) -> Self {
        Self((cost as u64) << 32 | mentor as u64)
    }

    /// The mentor, by position in the problem's quotas.
    pub const fn mentor(self) -> u32 {
        (self.0 & 0xffff_ffff) as u32
    }

    /// What this pair costs, 0 to [`LARGEST_COST`].
    pub const fn cost(self) -> u32 {
        (self.0 >> 32) as u32
    }
}

/// Mentors with quotas, mentees, and the pairs allowed between them.
///
/// People are positions: mentee 0 is the first in the caller's *stable order*, and so with the
/// mentors. The order decides among equally cheap allocations, so it should come from something
/// that does not change between runs, such as sorted identifiers. The order in which pairs were
/// given decides nothing.
#[derive(Clone, Debug)]
pub struct Problem {
    quotas: Vec<Quota>,
    spans: Vec<Span>,
    pairs: Vec<Pair>,
}

/// Where one mentee's pairs lie.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Span {
    pub(crate) start: u32,
    pub(crate) len: u32,
}

impl Span {
    pub(crate) fn range(self) -> Range<usize> {
        self.start as usize..self.start as usize + self.len as usize
    }
}

impl Problem {
    /// The problem of lists one after another, so long each, in order of mentors, each of them once.
    ///
    /// # Errors
    /// [`BuildError`] as of [`Builder::new`].
    pub(crate) fn from_lists(
        quotas: Vec<Quota>,
        lengths: &[u32],
        pairs: Vec<Pair>,
    ) -> Result<Self, BuildError> {
        let quotas = Builder::new(lengths.len(), quotas)?.quotas;
        let mut start = 0;
        let span = |&len: &u32| {
            let span = Span { start, len };
            start += len;
            span
        };
        let spans = lengths.iter().map(span).collect();
        Ok(Self {
            quotas,
            spans,
            pairs,
        })
    }

    /// Every mentor's quota.
    pub fn quotas(&self) -> &[Quota] {
        &self.quotas
    }

    /// How many mentors there are.
    pub fn mentors(&self) -> u32 {
        narrow(self.quotas.len())
    }

    /// How many mentees there are.
    pub fn mentees(&self) -> u32 {
        narrow(self.spans.len())
    }

    /// The allowed pairs of one mentee, in order of mentors.
    ///
    /// # Panics
    /// When there is no such mentee.
    pub fn pairs_of(&self, mentee: u32) -> &[Pair] {
        &self.pairs[self.spans[mentee as usize].range()]
    }

    /// How many pairs are allowed.
    pub fn pairs(&self) -> usize {
        self.pairs.len()
    }
}

/// A position or count that [`Builder`] has bounded.
pub(crate) fn narrow(value: usize) -> u32 {
    u32::try_from(value).expect("sizes are bounded when a problem is built")
}

/// Copies the pairs that are wanted to the front of `into` and says how many they are.
///
/// There is no branch on the answer, because it cannot be foretold and lists are long.
#[inline]
pub(crate) fn pick(pairs: &[Pair], into: &mut Vec<Pair>, wanted: impl Fn(Pair) -> bool) -> usize {
    if into.len() < pairs.len() {
        into.resize(pairs.len(), Pair::new(0, 0));
    }
    let mut count = 0;
    for &pair in pairs {
        into[count] = pair;
        count += usize::from(wanted(pair));
    }
    count
}

/// Why a problem cannot be stated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum BuildError {
    /// More than [`MOST_PEOPLE`] mentees or mentors.
    #[error("more than {MOST_PEOPLE} mentees or mentors")]
    TooManyPeople,
    /// More than [`MOST_PAIRS`] pairs.
    #[error("more than {MOST_PAIRS} pairs")]
    TooManyPairs,
    /// A mentor must take at least more than at most.
    #[error("mentor {mentor} has a lower quota above the upper one")]
    QuotaReversed {
        /// The mentor.
        mentor: u32,
    },
    /// A pair names a mentee who does not exist.
    #[error("there is no mentee {mentee}")]
    UnknownMentee {
        /// The position given.
        mentee: u32,
    },
    /// A pair names a mentor who does not exist.
    #[error("there is no mentor {mentor}")]
    UnknownMentor {
        /// The position given.
        mentor: u32,
    },
    /// A cost above [`LARGEST_COST`].
    #[error("cost {cost} is above {LARGEST_COST}")]
    CostTooLarge {
        /// The cost given.
        cost: u32,
    },
    /// The same pair was given twice.
    #[error("mentee {mentee} and mentor {mentor} are paired twice")]
    DuplicatePair {
        /// The mentee.
        mentee: u32,
        /// The mentor.
        mentor: u32,
    },
}

/// Collects pairs, in any order, into a [`Problem`].
///
/// Pairs that come mentee by mentee, mentors in order, are kept where they are; others are sorted.
#[derive(Debug)]
pub struct Builder {
    quotas: Vec<Quota>,
    mentees: u32,
    runs: Vec<Run>,
    pairs: Vec<Pair>,
}

/// Pairs of one mentee that came one after another.
#[derive(Clone, Copy, Debug)]
struct Run {
    mentee: u32,
    len: u32,
}

impl Builder {
    /// Starts a problem of so many mentees, and a mentor for each quota.
    pub fn new(mentees: usize, quotas: Vec<Quota>) -> Result<Self, BuildError> {
        if mentees > MOST_PEOPLE || quotas.len() > MOST_PEOPLE {
            return Err(BuildError::TooManyPeople);
        }
        if let Some(mentor) = quotas.iter().position(|quota| quota.lo > quota.hi) {
            return Err(BuildError::QuotaReversed {
                mentor: narrow(mentor),
            });
        }
        Ok(Self {
            quotas,
            mentees: narrow(mentees),
            runs: Vec::new(),
            pairs: Vec::new(),
        })
    }

    /// Allows a pair.
    ///
    /// # Errors
    /// Refuses people who do not exist and costs above [`LARGEST_COST`]. A pair given twice is
    /// found by [`Builder::build`].
    pub fn pair(&mut self, mentee: u32, mentor: u32, cost: u32) -> Result<(), BuildError> {
        if mentee >= self.mentees {
            return Err(BuildError::UnknownMentee { mentee });
        }
        if mentor as usize >= self.quotas.len() {
            return Err(BuildError::UnknownMentor { mentor });
        }
        if cost > LARGEST_COST {
            return Err(BuildError::CostTooLarge { cost });
        }
        if self.pairs.len() == MOST_PAIRS {
            return Err(BuildError::TooManyPairs);
        }
        self.pairs.push(Pair::new(mentor, cost));
        match self.runs.last_mut() {
            Some(run) if run.mentee == mentee => run.len += 1,
            _ => self.runs.push(Run { mentee, len: 1 }),
        }
        Ok(())
    }

    /// The finished problem.
    ///
    /// # Errors
    /// [`BuildError::DuplicatePair`] when a pair was given twice.
    pub fn build(self) -> Result<Problem, BuildError> {
        let mut spans = vec![Span::default(); self.mentees as usize];
        let mut pairs = if place_runs(&self.runs, &mut spans) {
            self.pairs
        } else {
            scatter(&self.runs, &self.pairs, &mut spans)
        };
        for (mentee, span) in (0..).zip(&spans) {
            if let Some(mentor) = put_in_order(&mut pairs[span.range()]) {
                return Err(BuildError::DuplicatePair { mentee, mentor });
            }
        }
        Ok(Problem {
            quotas: self.quotas,
            spans,
            pairs,
        })
    }
}

/// Points each mentee at their one run; false when someone has several.
fn place_runs(runs: &[Run], spans: &mut [Span]) -> bool {
    let mut start = 0;
    for run in runs {
        let span = &mut spans[run.mentee as usize];
        if span.len > 0 {
            return false;
        }
        *span = Span {
            start,
            len: run.len,
        };
        start += run.len;
    }
    true
}

/// Brings the pairs of each mentee together.
fn scatter(runs: &[Run], pairs: &[Pair], spans: &mut [Span]) -> Vec<Pair> {
    spans.fill(Span::default());
    for run in runs {
        spans[run.mentee as usize].len += run.len;
    }
    let mut start = 0;
    for span in spans.iter_mut() {
        span.start = start;
        start += std::mem::take(&mut span.len);
    }
    let mut placed = vec![Pair::new(0, 0); pairs.len()];
    let mut rest = pairs;
    for run in runs {
        let span = &mut spans[run.mentee as usize];
        let (head, tail) = rest.split_at(run.len as usize);
        placed[span.range().end..][..head.len()].copy_from_slice(head);
        span.len += run.len;
        rest = tail;
    }
    placed
}

/// Puts a list in order of mentors; the mentor of a pair that stands twice in it.
fn put_in_order(pairs: &mut [Pair]) -> Option<u32> {
    if !pairs.is_sorted_by_key(|pair| pair.mentor()) {
        pairs.sort_unstable_by_key(|pair| pair.mentor());
    }
    let mut neighbours = pairs.windows(2);
    let twice = neighbours.find(|two| two[0].mentor() == two[1].mentor())?;
    Some(twice[0].mentor())
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONE: Quota = Quota { lo: 0, hi: 1 };

    fn build(pairs: &[(u32, u32, u32)]) -> Result<Problem, BuildError> {
        let mut builder = Builder::new(3, vec![ONE; 2])?;
        for &(mentee, mentor, cost) in pairs {
            builder.pair(mentee, mentor, cost)?;
        }
        builder.build()
    }

    fn check(pairs: &[(u32, u32, u32)], expected: BuildError) {
        assert_eq!(build(pairs).unwrap_err(), expected);
    }

    #[test]
    fn a_wrong_pair_is_refused_with_its_reason() {
        check(&[(3, 0, 1)], BuildError::UnknownMentee { mentee: 3 });
        check(&[(2, 2, 1)], BuildError::UnknownMentor { mentor: 2 });
        check(
            &[(0, 0, 1 << 31)],
            BuildError::CostTooLarge { cost: 1 << 31 },
        );
        check(
            &[(0, 1, 5), (0, 1, 5)],
            BuildError::DuplicatePair {
                mentee: 0,
                mentor: 1,
            },
        );
        check(
            &[(0, 1, 5), (1, 0, 1), (0, 1, 6)],
            BuildError::DuplicatePair {
                mentee: 0,
                mentor: 1,
            },
        );
    }

    #[test]
    fn a_reversed_quota_and_too_many_people_are_refused() {
        let reversed = Builder::new(1, vec![ONE, Quota { lo: 2, hi: 1 }]).unwrap_err();
        assert_eq!(reversed, BuildError::QuotaReversed { mentor: 1 });
        let crowd = Builder::new(MOST_PEOPLE + 1, Vec::new()).unwrap_err();
        assert_eq!(crowd, BuildError::TooManyPeople);
    }

    #[test]
    fn lists_are_the_same_whatever_the_order_of_pairs() {
        let given = [(2, 1, 9), (0, 0, 4), (2, 0, 7), (0, 1, LARGEST_COST)];
        let problem = build(&given).unwrap();
        let list = |mentee| {
            let mut pairs: Vec<_> = problem
                .pairs_of(mentee)
                .iter()
                .map(|pair| (pair.mentor(), pair.cost()))
                .collect();
            pairs.sort_unstable();
            pairs
        };
        assert_eq!(list(0), [(0, 4), (1, LARGEST_COST)]);
        assert_eq!(list(1), []);
        assert_eq!(list(2), [(0, 7), (1, 9)]);
        assert_eq!(problem.pairs(), 4);
    }
}
