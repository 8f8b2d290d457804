//! What counts as equally well placed.

use crate::problem::Pair;

/// Sorts pairs into bands, of which a lower one is better.
///
/// Fairness looks at bands alone: within one, nobody is better off than anybody else. Fine bands
/// are fair to the last mentee but pay for it in total cost; coarse ones leave more to the total.
#[derive(Clone, Copy)]
pub enum Bands<'a> {
    /// Every cost is a band of its own: nothing is equal but equal costs.
    EachCost,
    /// Costs up to the first limit are band 0, those above it up to the second are band 1, and so
    /// on. Limits must rise.
    UpTo(&'a [u32]),
    /// Whatever the caller says of a mentee's pair, such as its rank among that mentee's wishes.
    By(&'a dyn Fn(u32, Pair) -> u32),
}

impl Bands<'_> {
    /// The band of a mentee's pair.
    #[inline]
    pub fn of(&self, mentee: u32, pair: Pair) -> u32 {
        match self {
            Self::EachCost => pair.cost(),
            Self::UpTo(limits) => {
                let below = limits.partition_point(|&limit| limit < pair.cost());
                u32::try_from(below).unwrap_or(u32::MAX)
            }
            Self::By(band) => band(mentee, pair),
        }
    }
}
