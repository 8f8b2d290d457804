//! What costs are made of, and which parts of them nobody may be shown.

use std::fmt;

use thiserror::Error;

/// Most parts a cost can have.
pub const MOST_PARTS: usize = 64;

/// Fills in what each part of a pair's cost is: mentee, mentor, a place for each part.
pub type PartsOf<'a> = dyn Fn(u32, u32, &mut [u32]) + 'a;

/// The parts that costs are made of, and which of them are sealed.
#[derive(Clone, Copy)]
pub struct Parts<'a> {
    pub(super) number: usize,
    pub(super) sealed: u64,
    pub(super) of: Option<&'a PartsOf<'a>>,
}

/// More than [`MOST_PARTS`] parts, none, or a seal on a part that is not there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("a cost has 1 to {MOST_PARTS} parts, and only these can be sealed")]
pub struct WrongParts;

impl<'a> Parts<'a> {
    /// Costs of so many parts; bit 0 of `sealed` seals part 0, and so on. `of` says what they are
    /// for a pair; together they must be its cost.
    pub fn new(number: usize, sealed: u64, of: &'a PartsOf<'a>) -> Result<Self, WrongParts> {
        let is_known = (number..MOST_PARTS).all(|part| sealed >> part & 1 == 0);
        if number == 0 || number > MOST_PARTS || !is_known {
            return Err(WrongParts);
        }
        Ok(Self {
            number,
            sealed,
            of: Some(of),
        })
    }

    /// Costs of one part that may be shown.
    pub fn all_open() -> Self {
        Self {
            number: 1,
            sealed: 0,
            of: None,
        }
    }

    /// Costs of one part that must not be shown.
    pub fn all_sealed() -> Self {
        Self {
            sealed: 1,
            ..Self::all_open()
        }
    }
}

/// A cost, or a difference of costs, by parts.
///
/// However it is printed, only the open parts show. What takes the sealed ones into account has
/// `sealed` in its name.
#[derive(Clone, PartialEq, Eq)]
pub struct Cost {
    parts: Vec<i64>,
    sealed: u64,
}

impl Cost {
    pub(super) fn nothing(parts: Parts) -> Self {
        Self {
            parts: vec![0; parts.number],
            sealed: parts.sealed,
        }
    }

    pub(super) fn add(&mut self, other: &Self) {
        for (part, more) in self.parts.iter_mut().zip(&other.parts) {
            *part += more;
        }
    }

    pub(super) fn take(&mut self, other: &Self) {
        for (part, less) in self.parts.iter_mut().zip(&other.parts) {
            *part -= less;
        }
    }

    pub(super) fn from_parts(parts: &[u32], sealed: u64) -> Self {
        Self {
            parts: parts.iter().map(|&part| i64::from(part)).collect(),
            sealed,
        }
    }

    /// The sum of the open parts.
    pub fn open(&self) -> i64 {
        self.open_parts().map(|(_, part)| part).sum()
    }

    /// The open parts, each with its place.
    pub fn open_parts(&self) -> impl Iterator<Item = (usize, i64)> {
        let is_open = |&(at, _): &(usize, i64)| self.sealed >> at & 1 == 0;
        self.parts.iter().copied().enumerate().filter(is_open)
    }

    /// The sum of all parts. It says something of the sealed ones, so it is for reckoning with and
    /// never for showing.
    pub fn with_sealed(&self) -> i64 {
        self.parts.iter().sum()
    }
}

impl fmt::Display for Cost {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.open().fmt(f)
    }
}

impl fmt::Debug for Cost {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.open_parts()).finish()
    }
}

/// A number that comes from whole costs and cannot be told apart by parts.
///
/// Where a part of costs is sealed it is sealed too, and prints as nothing but that.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Figure {
    value: i64,
    is_sealed: bool,
}

impl Figure {
    pub(super) fn new(value: i64, parts: Parts) -> Self {
        Self {
            value,
            is_sealed: parts.sealed != 0,
        }
    }

    /// The number, where it may be shown.
    pub fn open(self) -> Option<i64> {
        (!self.is_sealed).then_some(self.value)
    }

    /// The number, for reckoning with and never for showing.
    pub fn with_sealed(self) -> i64 {
        self.value
    }
}

impl fmt::Display for Figure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.open() {
            Some(value) => value.fmt(f),
            None => f.write_str("sealed"),
        }
    }
}

impl fmt::Debug for Figure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
