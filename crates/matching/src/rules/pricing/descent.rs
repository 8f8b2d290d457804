//! Goes through groups of one size, the most promising first, as long as they could be better.

use crate::rules::model::Charge;
use crate::rules::pricing::{NONE, Pricer, Search};
use crate::rules::tally::{Mix, bits};

/// So many steps for one mentor; then what is left counts as well as it could be. It keeps odd
/// rules from taking for ever, and the bound true.
const PATIENCE: u32 = 100_000;

/// A part of a group, and where to look for the rest of it.
#[derive(Clone, Copy)]
struct Part {
    mix: Mix,
    /// Everybody further on may still join.
    from: usize,
    /// How many are still to join.
    left: usize,
    worth: i64,
}

/// What company will cost at least, and how far on the next to join must stand.
struct Outlook {
    least: i64,
    jump: usize,
}

impl Pricer {
    pub(super) fn descend_from_top(&mut self, search: Search, size: usize, base: i64) {
        self.chosen.clear();
        let part = Part {
            mix: Mix::start(search.model, search.mentor),
            from: 0,
            left: size,
            worth: base,
        };
        self.descend(search, part);
        if self.nodes > PATIENCE {
            self.floor = self.floor.min(self.sums[size] + base);
        }
    }

    fn descend(&mut self, search: Search, part: Part) {
        self.nodes += 1;
        self.steps += 1;
        if part.left == 0 {
            return self.finish(search, part);
        }
        let mut at = part.from;
        while at + part.left <= self.open.len() && self.nodes <= PATIENCE {
            let worth = part.worth + self.sums[at + part.left] - self.sums[at];
            let outlook = self.outlook(search, part, at);
            if worth + outlook.least >= self.value {
                return;
            }
            if outlook.jump > at {
                at = outlook.jump;
                continue;
            }
            self.join(search, part, at);
            at += 1;
        }
    }

    fn finish(&mut self, search: Search, part: Part) {
        let mut value = part.worth;
        for rule in bits(part.mix.alone()) {
            match search.model.company[rule] {
                Charge::Soft(penalty) => value += penalty,
                Charge::Hard => return,
            }
        }
        if value < self.value {
            self.value = value;
            self.best.clone_from(&self.chosen);
        }
    }

    /// Lets one join, unless kept apart from somebody there.
    fn join(&mut self, search: Search, part: Part, at: usize) {
        let item = self.open[at];
        let apart = &search.model.apart[item.mentee as usize];
        if !apart.is_empty() && self.chosen.iter().any(|it| apart.contains(it)) {
            return;
        }
        self.chosen.push(item.mentee);
        let part = Part {
            mix: part.mix.with(search.model, item.mentee),
            from: at + 1,
            left: part.left - 1,
            worth: part.worth + item.worth,
        };
        self.descend(search, part);
        self.chosen.pop();
    }

    /// Whoever is alone so far needs one more carrier or costs a penalty: the dearest such need
    /// comes on top of the nearest who could join. One who joins serves only so many needs, so
    /// that all of them together cost no less than their sum shared by so many.
    fn outlook(&self, search: Search, part: Part, at: usize) -> Outlook {
        let last = at + part.left;
        let mut outlook = Outlook { least: 0, jump: at };
        let mut sum: i64 = 0;
        for rule in bits(part.mix.alone()) {
            let next = self.next[rule][at];
            let more = match next {
                usize::MAX => NONE,
                next if next < last => 0,
                next => self.open[next].worth - self.open[last - 1].worth,
            };
            let more = match search.model.company[rule] {
                Charge::Soft(penalty) => more.min(penalty),
                Charge::Hard if part.left == 1 && next != usize::MAX => {
                    outlook.jump = outlook.jump.max(next);
                    more
                }
                Charge::Hard => more,
            };
            outlook.least = outlook.least.max(more);
            sum = sum.saturating_add(more);
        }
        outlook.least = outlook.least.max(sum / search.model.most_carried);
        outlook
    }
}
