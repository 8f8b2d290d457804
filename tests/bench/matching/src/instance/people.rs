//! Who mentees and mentors are.

use super::dice::{Dice, Throw};

/// What the columns of a person's row are called, in the order of [`Person::row`].
pub(super) const COLUMNS: &str = "gender,country,religion,ethnicity,lang,course,mode,commuter,intl,\
                                  mature,interests,aims,slots";

/// One person; sets are bits.
#[derive(Clone, Debug)]
pub(super) struct Person {
    pub(super) discipline: usize,
    /// Gender, country, religion, ethnicity and language, in the order of the bits of rules.
    pub(super) traits: [u32; 5],
    pub(super) course: u32,
    pub(super) mode: u32,
    pub(super) is_commuter: bool,
    pub(super) is_international: bool,
    pub(super) is_mature: bool,
    pub(super) interests: u32,
    pub(super) aims: u32,
    /// Weekly times, of twenty.
    pub(super) slots: u32,
}

/// How a set of some of `width` things is thrown.
struct Set {
    width: usize,
    least: u64,
    most: u64,
    purpose: u64,
    is_skewed: bool,
}

const INTERESTS: Set = Set {
    width: 24,
    least: 2,
    most: 6,
    purpose: 12,
    is_skewed: true,
};
const AIMS: Set = Set {
    width: 12,
    least: 1,
    most: 4,
    purpose: 14,
    is_skewed: true,
};
const SLOTS: Set = Set {
    width: 20,
    least: 4,
    most: 10,
    purpose: 16,
    is_skewed: false,
};

impl Person {
    /// The person at a position; `base` keeps mentees' throws from mentors'.
    pub(super) fn new(dice: Dice, base: u64, at: usize, discipline: usize) -> Self {
        let throw = |purpose: u64| dice.throw(base + purpose).of(at);
        let is_international = throw(2).percent(28);
        let countries: Vec<u64> = (1..60).map(|it| 9000 / (it + 3)).collect();
        let home = throw(3).pick(&countries) + 1;
        let language = match (is_international, throw(6).percent(12)) {
            (true, _) => home % 23 + 1,
            (false, true) => small(throw(7).below(23)) as usize + 1,
            (false, false) => 0,
        };
        let traits = [
            throw(1).pick(&[49, 48, 3]),
            if is_international { home } else { 0 },
            throw(4).pick(&[46, 28, 11, 5, 4, 3, 3]),
            throw(5).pick(&[52, 17, 13, 9, 5, 4]),
            language,
        ];
        Self {
            discipline,
            traits: traits.map(|it| small(it as u64)),
            course: small((discipline * 8 + throw(8).pick(&[40, 25, 15, 10, 6, 4])) as u64),
            mode: small(throw(9).pick(&[82, 14, 4]) as u64),
            is_commuter: throw(10).percent(35),
            is_international,
            is_mature: throw(11).percent(18),
            interests: INTERESTS.some(throw),
            aims: AIMS.some(throw),
            slots: SLOTS.some(throw),
        }
    }

    /// The columns.
    pub(super) fn row(&self) -> String {
        let [gender, country, religion, ethnicity, language] = self.traits;
        let [commuter, international, mature] =
            [self.is_commuter, self.is_international, self.is_mature].map(u32::from);
        let numbers = [
            gender,
            country,
            religion,
            ethnicity,
            language,
            self.course,
            self.mode,
            commuter,
            international,
            mature,
            self.interests,
            self.aims,
            self.slots,
        ];
        numbers.map(|it| it.to_string()).join(",")
    }

    /// Whether both are the same in the trait of this bit.
    pub(super) fn shares(&self, bit: usize, other: &Self) -> bool {
        self.traits[bit] == other.traits[bit]
    }
}

impl Set {
    fn some(&self, throw: impl Fn(u64) -> Throw) -> u32 {
        let number = self.least + throw(self.purpose).below(self.most - self.least + 1);
        let weigh = |it: usize| {
            let weight = throw(self.purpose + 1).of(it).bits() >> 40;
            let skewed = weight * (3 + it as u64) / 4;
            (if self.is_skewed { skewed } else { weight }, it)
        };
        let mut order: Vec<_> = (0..self.width).map(weigh).collect();
        order.sort_unstable();
        let chosen = order.iter().take(small(number) as usize);
        chosen.fold(0, |set, &(_, it)| set | 1 << it)
    }
}

/// Numbers thrown here are small.
pub(super) fn small(number: u64) -> u32 {
    u32::try_from(number).expect("what is thrown here is small")
}
