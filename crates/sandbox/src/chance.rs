//! Choices that can be repeated, and secrets that cannot be guessed.

/// A repeatable source of choices (`SplitMix64`): the same seed makes the same course.
#[derive(Clone, Debug)]
pub(crate) struct Chance(u64);

impl Chance {
    /// `purpose` keeps two uses of one seed apart, so that one more choice here moves nothing there.
    pub(crate) fn new(seed: u64, purpose: &str) -> Self {
        let start = purpose.bytes().fold(seed, |state, byte| {
            Self(state ^ u64::from(byte)).next_number()
        });
        Self(start)
    }

    fn next_number(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `end`, which must not be 0. The bias for small ends is far below one in a
    /// billion, which is enough for example people.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        let end = u64::try_from(end).expect("a length fits into 64 bits");
        usize::try_from(self.next_number() % end).expect("it is below a usize")
    }

    /// One of these, which must not be empty.
    pub(crate) fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }

    /// Puts these into another order.
    pub(crate) fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            items.swap(last, self.below(last + 1));
        }
    }

    /// An id that looks random and can be made again (a version 4 UUID, RFC 9562).
    pub(crate) fn uuid(&mut self) -> String {
        let (high, low) = (self.next_number(), self.next_number());
        format!(
            "{:08x}-{:04x}-4{:03x}-{:04x}-{:012x}",
            high >> 32,
            (high >> 16) & 0xffff,
            high & 0xfff,
            0x8000 | (low >> 48) & 0x3fff,
            low & 0xffff_ffff_ffff
        )
    }
}

/// 128 unguessable bits in 32 hex digits: tokens and launch ids.
pub(crate) fn secret() -> String {
    let mut bytes = [0; 16];
    aws_lc_rs::rand::fill(&mut bytes).expect("the system gives randomness");
    format!("{:032x}", u128::from_be_bytes(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_and_purpose_repeat_and_others_differ() {
        let id = |seed, purpose| Chance::new(seed, purpose).uuid();
        assert_eq!(id(7, "people"), id(7, "people"));
        assert_ne!(id(7, "people"), id(8, "people"));
        assert_ne!(id(7, "people"), id(7, "links"));
        assert_eq!(id(7, "people").len(), 36);
        assert_eq!(&id(7, "people")[14..15], "4");
    }

    #[test]
    fn shuffling_keeps_every_item() {
        let mut items: Vec<usize> = (0..100).collect();
        Chance::new(1, "").shuffle(&mut items);
        assert_ne!(items, (0..100).collect::<Vec<_>>());
        items.sort_unstable();
        assert_eq!(items, (0..100).collect::<Vec<_>>());
    }

    #[test]
    fn secrets_do_not_repeat() {
        assert_ne!(secret(), secret());
        assert_eq!(secret().len(), 32);
    }
}
