//! Chance without state: every number is a hash of the seed, what it is for, and whom it is for.

/// The finaliser of splitmix64.
fn mix(value: u64) -> u64 {
    let mut x = value.wrapping_add(0x9e37_79b9_7f4a_7c15);
    x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}

/// One throw, to be read as it is needed or refined by a further index.
#[derive(Clone, Copy, Debug)]
pub(super) struct Throw(u64);

impl Throw {
    /// The throw for this one among those it stands for.
    pub(super) fn of(self, index: usize) -> Self {
        Self(mix(
            self.0 ^ (index as u64).wrapping_mul(0xd6e8_feb8_6659_fd93)
        ))
    }

    /// All its bits.
    pub(super) fn bits(self) -> u64 {
        self.0
    }

    /// A number below `end`.
    pub(super) fn below(self, end: u64) -> u64 {
        (self.0 >> 33) % end
    }

    /// Whether it falls among so many of a hundred.
    pub(super) fn percent(self, share: u64) -> bool {
        self.below(100) < share
    }

    /// A position, in proportion to the weights.
    pub(super) fn pick(self, weights: &[u64]) -> usize {
        let mut left = self.below(weights.iter().sum());
        let chosen = weights.iter().position(|&weight| {
            let is_here = left < weight;
            left = left.saturating_sub(weight);
            is_here
        });
        chosen.expect("what is left is below the sum of the weights")
    }
}

/// All throws of one seed.
#[derive(Clone, Copy, Debug)]
pub(super) struct Dice(u64);

impl Dice {
    pub(super) fn new(seed: u64) -> Self {
        Self(mix(seed))
    }

    /// The throws for one purpose.
    pub(super) fn throw(self, purpose: u64) -> Throw {
        Throw(mix(self.0 ^ mix(purpose)))
    }
}

/// Whole parts of `total` in proportion to the weights, each at least `least`.
pub(super) fn split(total: usize, weights: &[usize], least: usize) -> Vec<usize> {
    let sum: usize = weights.iter().sum();
    let mut parts: Vec<usize> = weights
        .iter()
        .map(|weight| (total * weight / sum).max(least))
        .collect();
    let mut at = 0;
    while parts.iter().sum::<usize>() < total {
        let number = parts.len();
        parts[at % number] += 1;
        at += 1;
    }
    while parts.iter().sum::<usize>() > total {
        let first = largest(&parts, None);
        parts[first] -= 1;
    }
    parts
}

/// The first of the largest, other than one.
pub(super) fn largest(parts: &[usize], but: Option<usize>) -> usize {
    let others = (0..parts.len()).filter(|&it| Some(it) != but);
    others
        .rev()
        .max_by_key(|&it| parts[it])
        .expect("there is more than one part")
}
