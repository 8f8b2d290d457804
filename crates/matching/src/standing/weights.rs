//! What a chain of moves weighs: several aims in one number, the first always the heaviest.
//!
//! From the top: people left waiting, places of lower quotas left empty, people moved, cost. Each
//! part has room for its largest sum, so comparing numbers compares the parts one after another.

/// One mentee without a place.
pub(super) const CALL: i128 = 1 << 108;

/// One place of a lower quota that stays empty.
pub(super) const LACK: i128 = 1 << 96;

/// Above everything a chain of moves can weigh.
pub(super) const ENDLESS: i128 = 1 << 120;

/// What one person moved and one unit of cost weigh.
#[derive(Clone, Copy, Debug)]
pub(super) struct Weights {
    pub(super) moved: i128,
    /// A unit of cost weighs two to this.
    shift: u32,
}

impl Weights {
    /// Fewest people moved, then least cost. Costs of a chain sum to less than 2⁵⁶, people moved
    /// to less than 2²⁵.
    pub(super) const FEWEST_MOVES: Self = Self {
        moved: 1 << 64,
        shift: 0,
    };

    /// Least cost when moving a person counts as so much, then fewest people moved.
    pub(super) fn sticky(price_of_a_move: i64) -> Self {
        let shift = 26;
        Self {
            moved: (i128::from(price_of_a_move) << shift) + 1,
            shift,
        }
    }

    /// How many people are moved in a weight of these and of cost.
    pub(super) fn moves_in(self, weight: i128) -> i128 {
        (weight + self.moved / 2) / self.moved
    }

    /// What a cost or a rent weighs.
    pub(super) fn of_cost(self, cost: impl Into<i128>) -> i128 {
        cost.into() << self.shift
    }
}

/// The parts of a rent that say who cannot be served at all, without those of moves and cost.
pub(super) fn unserved_part(rent: i128) -> i128 {
    ((rent + LACK / 2) >> 96) << 96
}
