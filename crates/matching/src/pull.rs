//! Brings one more mentee to a mentor, or lets the rent fall, at least extra cost.
//!
//! This is `insert` seen from the other side: a mentor below the lower quota, or with a rent and a
//! free seat, takes somebody from a mentor, who may take somebody from another, until one can give
//! without replacement. Rents on the way fall.

use crate::claims::Claims;
use crate::problem::Pair;
use crate::search::{Search, Step};
use crate::seating::{NOBODY, Seating};

/// Where the cheapest chain seen so far begins, and what it costs.
struct Source {
    mentor: u32,
    total: i64,
}

/// How a pull ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Pulled {
    /// A mentee came, or the rent fell to the cap.
    Done,
    /// There is neither a chain nor a cap: `search.passed` holds every mentor that chains come
    /// from, and nothing has changed.
    Stuck,
    /// More claims must be seen first; nothing has changed.
    Unsure,
}

impl Seating<'_> {
    /// Pulls a mentee to `mentor` for at most `cap`, at which the rent falls without anybody
    /// moving.
    pub(crate) fn pull(
        &mut self,
        search: &mut Search,
        claims: &mut Claims,
        mentor: u32,
        cap: Option<i64>,
    ) -> Pulled {
        let mut source = Source {
            mentor: NOBODY,
            total: cap.unwrap_or(i64::MAX),
        };
        self.trace(search, claims, mentor, &mut source);
        if self.misses(search, claims, source.total) {
            return Pulled::Unsure;
        }
        if source.total == i64::MAX {
            return Pulled::Stuck;
        }
        for &passed in &search.passed {
            self.rent[passed as usize] -= source.total - search.distance(passed);
        }
        if source.mentor != NOBODY {
            self.draw(search, source.mentor, mentor);
        }
        Pulled::Done
    }

    /// Searches for the cheapest source among the claims known.
    fn trace(&self, search: &mut Search, claims: &Claims, mentor: u32, source: &mut Source) {
        search.begin();
        search.reach(
            mentor,
            0,
            Step {
                mentee: NOBODY,
                pair: Pair::new(mentor, 0),
            },
        );
        search.queue(mentor, 0);
        while let Some((passed, distance)) = search.pass(source.total) {
            self.look_back(search, claims, source, passed, distance);
        }
    }

    /// Whether pairs left out of the claims might lead to something cheaper; if so, asks for them.
    fn misses(&self, search: &Search, claims: &mut Claims, total: i64) -> bool {
        let mut misses = false;
        for &passed in &search.passed {
            let beyond = claims.beyond(passed, self.rent[passed as usize]);
            if beyond.is_some_and(|beyond| search.distance(passed) + beyond < total) {
                claims.want(passed);
                misses = true;
            }
        }
        misses
    }

    /// Looks along the claims on a mentor, as far as they can be cheaper than the source.
    fn look_back(
        &self,
        search: &mut Search,
        claims: &Claims,
        source: &mut Source,
        mentor: u32,
        distance: i64,
    ) {
        let base = distance + self.rent[mentor as usize];
        for &claim in claims.on(mentor) {
            let giver = self.mentor_of(claim.mentee);
            let distance = base + i64::from(claim.cost) - self.price(claim.mentee);
            let step = Step {
                mentee: claim.mentee,
                pair: Pair::new(mentor, claim.cost),
            };
            if distance >= source.total || !search.reach(giver, distance, step) {
                continue;
            }
            let total = self.cost_of_giving(giver).map(|cost| distance + cost);
            if let Some(total) = total.filter(|&total| total < source.total) {
                *source = Source {
                    mentor: giver,
                    total,
                };
            }
            search.queue(giver, distance);
        }
    }

    /// Moves everybody along the chain from `source`, the first first.
    fn draw(&mut self, search: &Search, mut source: u32, target: u32) {
        while source != target {
            let Step { mentee, pair } = search.step(source);
            self.move_to(mentee, pair);
            source = pair.mentor();
        }
    }
}
