//! The flow under kinds, kept so that one mentor's kind can be changed without solving anew.
//!
//! Every block of seats has a rent. A mentee pays cost and rent, and sits where that is least; a
//! rent is above zero only in full blocks and below zero only in blocks at their lower quota. A
//! change takes one mentor's seats away and sets up others at rents that lure nobody; searches
//! then bring back what holds ([`search`]), and with it the least cost.

mod search;

use crate::rules::kind::Kind;
use crate::rules::model::Model;
use crate::rules::placing::{Block, Seats};
use crate::rules::tally::{APART, Groups, Tally, together};
use search::Search;

/// Nobody's seat.
const NOWHERE: u32 = u32::MAX;

/// How often people who must be apart are separated before it is left at that.
const SEPARATIONS: u32 = 8;

/// What is changed, and put back where a change does not help.
#[derive(Clone)]
struct Seating {
    blocks: Vec<Block>,
    /// Where each mentor's blocks are.
    blocks_of: Vec<Vec<u32>>,
    /// Blocks that are nobody's.
    spare: Vec<u32>,
    rents: Vec<i64>,
    members: Vec<Vec<u32>>,
    home: Vec<u32>,
    kinds: Vec<Kind>,
    tallies: Vec<Tally>,
    total: Tally,
}

/// Everybody seated at least cost under kinds.
pub(crate) struct Flow<'m> {
    model: &'m Model<'m>,
    seats: Seats,
    now: Seating,
    search: Search,
}

impl<'m> Flow<'m> {
    /// Takes over a solution: everybody's block, and every block's rent.
    pub(crate) fn new(
        model: &'m Model<'m>,
        kinds: Vec<Kind>,
        seats: Seats,
        blocks: Vec<Block>,
        home: Vec<u32>,
        rents: Vec<i64>,
    ) -> Self {
        let mut blocks_of = vec![Vec::new(); model.mentors.len()];
        for (at, block) in (0..).zip(&blocks) {
            blocks_of[block.mentor as usize].push(at);
        }
        let mut members = vec![Vec::new(); blocks.len()];
        for (mentee, &at) in (0..).zip(&home) {
            if at != NOWHERE {
                members[at as usize].push(mentee);
            }
        }
        let now = Seating {
            blocks,
            blocks_of,
            spare: Vec::new(),
            rents,
            members,
            home,
            kinds,
            tallies: Vec::new(),
            total: Tally::default(),
        };
        let mut flow = Self {
            search: Search::default(),
            model,
            seats,
            now,
        };
        flow.count();
        flow
    }

    /// Seats everybody, one after another; none where that cannot be.
    pub(crate) fn from_nothing(
        model: &'m Model<'m>,
        kinds: Vec<Kind>,
        seats: Seats,
        blocks: Vec<Block>,
    ) -> Option<Self> {
        let home = vec![NOWHERE; model.mentees.len()];
        let rents = vec![0; blocks.len()];
        let mut flow = Self::new(model, kinds, seats, blocks, home, rents);
        let (people, blocks) = (0..model.problem.mentees(), 0..flow.now.rents.len());
        let mut touched = Vec::new();
        let all_seated = people.into_iter().all(|it| flow.insert(it, &mut touched))
            && blocks
                .into_iter()
                .all(|at| flow.fill(crate::problem::narrow(at), &mut touched));
        flow.count();
        all_seated.then_some(flow)
    }

    /// Counts all groups anew.
    fn count(&mut self) {
        let mentors = self.model.all_mentors();
        let tallies = mentors.map(|it| Tally::of(self.model, it, &self.group(it)));
        self.now.tallies = tallies.collect();
        let tallies = self.now.tallies.iter();
        self.now.total = tallies.fold(Tally::default(), |sum, &it| sum + it);
    }

    /// Changes a mentor's kind if that makes the whole better; whether it did.
    pub(crate) fn attempt(&mut self, mentor: u32, kind: Kind) -> bool {
        self.keep_if_better(|flow| flow.change(mentor, kind) && flow.separate())
    }

    /// Bars some who met and must not; whether that made the whole better.
    pub(crate) fn keep_apart(&mut self) -> bool {
        self.keep_if_better(Self::separate)
    }

    fn keep_if_better(&mut self, act: impl FnOnce(&mut Self) -> bool) -> bool {
        let before = self.now.clone();
        let is_better = act(self) && self.now.total < before.total;
        if !is_better {
            self.now = before;
        }
        is_better
    }

    /// Bars one of two who met and must not, as often as that seems to lead anywhere; false where
    /// not everybody can be seated then.
    fn separate(&mut self) -> bool {
        for _ in 0..SEPARATIONS {
            let Some((mentor, other)) = self.met() else {
                return true;
            };
            let mut kind = self.kind(mentor).clone();
            kind.bar(other);
            if !self.change(mentor, kind) {
                return false;
            }
        }
        true
    }

    /// A mentor in whose group two are who must be apart, and the later of them.
    fn met(&self) -> Option<(u32, u32)> {
        if self.now.total.broken < APART {
            return None;
        }
        self.model.all_mentors().find_map(|mentor| {
            let group = self.group(mentor);
            let (_, other) = together(self.model, &group).next()?;
            Some((mentor, other))
        })
    }

    /// Whether seats outside the kinds may be had.
    pub(crate) fn is_loose(&self) -> bool {
        self.seats != Seats::Within
    }

    /// Every mentor's kind.
    pub(crate) fn kinds(&self) -> &[Kind] {
        &self.now.kinds
    }

    pub(crate) fn kind(&self, mentor: u32) -> &Kind {
        &self.now.kinds[mentor as usize]
    }

    pub(crate) fn tally(&self, mentor: u32) -> Tally {
        self.now.tallies[mentor as usize]
    }

    pub(crate) fn total(&self) -> Tally {
        self.now.total
    }

    /// A mentor's mentees, in order.
    pub(crate) fn group(&self, mentor: u32) -> Vec<u32> {
        let blocks = self.now.blocks_of[mentor as usize].iter();
        let members = blocks.flat_map(|&at| &self.now.members[at as usize]);
        let mut group: Vec<u32> = members.copied().collect();
        group.sort_unstable();
        group
    }

    pub(crate) fn groups(&self) -> Groups {
        self.model.all_mentors().map(|it| self.group(it)).collect()
    }

    /// What each mentee pays, in units of prices.
    pub(crate) fn prices(&self) -> Vec<i64> {
        let dearest = self.model.dearest_price();
        let price = |(mentee, &block): (u32, &u32)| {
            let price = self.pays(mentee, block).saturating_mul(self.model.scale);
            price.clamp(-dearest, dearest)
        };
        (0..).zip(&self.now.home).map(price).collect()
    }

    /// False where not everybody can be seated.
    fn change(&mut self, mentor: u32, kind: Kind) -> bool {
        let (mut homeless, mut touched) = (Vec::new(), vec![mentor]);
        for at in std::mem::take(&mut self.now.blocks_of[mentor as usize]) {
            homeless.append(&mut self.now.members[at as usize]);
            self.now.spare.push(at);
        }
        for &mentee in &homeless {
            self.now.home[mentee as usize] = NOWHERE;
        }
        homeless.sort_unstable();
        self.now.kinds[mentor as usize] = kind;
        let kind = &self.now.kinds[mentor as usize];
        let blocks = Block::all_of(self.model, mentor, kind, self.seats);
        let added: Vec<u32> = blocks.into_iter().map(|it| self.add(it)).collect();
        let all_seated = added.iter().all(|&at| self.drop_rent(at, &mut touched))
            && homeless.iter().all(|&it| self.insert(it, &mut touched))
            && added.iter().all(|&at| self.fill(at, &mut touched));
        all_seated && self.recount(touched)
    }

    /// Adds seats at a rent that lures nobody.
    fn add(&mut self, block: Block) -> u32 {
        let now = &mut self.now;
        let at = now.spare.pop().unwrap_or_else(|| {
            now.blocks.push(block);
            now.members.push(Vec::new());
            now.rents.push(0);
            crate::problem::narrow(now.blocks.len() - 1)
        });
        now.blocks[at as usize] = block;
        now.rents[at as usize] = 0;
        now.blocks_of[block.mentor as usize].push(at);
        let seated = self
            .seats(at)
            .filter(|it| self.now.home[it.0 as usize] != NOWHERE);
        let lure =
            |(mentee, cost): (u32, i64)| self.pays(mentee, self.now.home[mentee as usize]) - cost;
        let most = seated.map(lure).max().unwrap_or(0).max(0);
        self.now.rents[at as usize] = most;
        at
    }

    /// Who may sit in a block, and what it costs them without the rent.
    fn seats(&self, at: u32) -> impl Iterator<Item = (u32, i64)> {
        let block = &self.now.blocks[at as usize];
        let kind = &self.now.kinds[block.mentor as usize];
        let list = self.model.list(block.mentor).iter();
        list.filter_map(move |it| {
            let cost = self
                .seats
                .cost(self.model, kind, block, it.mentee, it.cost)?;
            Some((it.mentee, cost))
        })
    }

    /// Where somebody may sit, and what it costs without the rent.
    fn places(&self, mentee: u32) -> impl Iterator<Item = (u32, i64)> {
        let pairs = self.model.problem.pairs_of(mentee).iter();
        pairs.flat_map(move |pair| {
            let kind = &self.now.kinds[pair.mentor() as usize];
            let blocks = self.now.blocks_of[pair.mentor() as usize].iter();
            blocks.filter_map(move |&at| {
                let block = &self.now.blocks[at as usize];
                let cost = self
                    .seats
                    .cost(self.model, kind, block, mentee, pair.cost())?;
                Some((at, cost))
            })
        })
    }

    /// What somebody pays in a block.
    fn pays(&self, mentee: u32, at: u32) -> i64 {
        let block = &self.now.blocks[at as usize];
        let kind = &self.now.kinds[block.mentor as usize];
        let cost = self.model.cost(block.mentor, mentee);
        let cost = cost.expect("only allowed pairs are made");
        let cost = self.seats.cost(self.model, kind, block, mentee, cost);
        cost.expect("nobody sits where they may not") + self.now.rents[at as usize]
    }

    fn sit(&mut self, mentee: u32, to: u32, touched: &mut Vec<u32>) {
        let from = std::mem::replace(&mut self.now.home[mentee as usize], to);
        if from != NOWHERE {
            self.now.members[from as usize].retain(|&it| it != mentee);
            touched.push(self.now.blocks[from as usize].mentor);
        }
        self.now.members[to as usize].push(mentee);
        touched.push(self.now.blocks[to as usize].mentor);
    }

    fn load(&self, at: u32) -> u32 {
        crate::problem::narrow(self.now.members[at as usize].len())
    }

    fn recount(&mut self, mut touched: Vec<u32>) -> bool {
        touched.sort_unstable();
        touched.dedup();
        for mentor in touched {
            let tally = Tally::of(self.model, mentor, &self.group(mentor));
            let old = std::mem::replace(&mut self.now.tallies[mentor as usize], tally);
            self.now.total.broken += tally.broken - old.broken;
            self.now.total.cost += tally.cost - old.cost;
        }
        true
    }
}
