//! How many people must move for one more to be placed, found from both ends.
//!
//! Where seats are short, the nearest free one may be many moves away, and a search from one end
//! alone goes through nearly everybody. Counting moves first, from the newcomer and from the free
//! seats in turn, goes through few; the search by cost then keeps to mentors on a way of so many
//! moves.

use super::seats::Seats;
use crate::seating::NOBODY;

/// No way from here to a free seat was found.
const FAR: u32 = u32::MAX;

/// Mentors by the number of moves from them to the nearest free seat.
pub(super) struct Layers {
    back: Vec<u32>,
    /// How far counting from the free seats went.
    depth: u32,
    /// The fewest moves from the newcomer to a free seat.
    moves: u32,
}

impl Layers {
    /// Whether a mentor reached by so many moves can be on a way of fewest moves.
    pub(super) fn allows(&self, mentor: u32, moves: i128) -> bool {
        let rest = match self.back[mentor as usize] {
            FAR => self.depth + 1,
            known => known,
        };
        moves + i128::from(rest) <= i128::from(self.moves)
    }
}

/// One end of the count.
struct Front {
    seen: Vec<u32>,
    last: Vec<u32>,
    depth: u32,
}

impl Front {
    fn new(mentors: u32) -> Self {
        Self {
            seen: vec![FAR; mentors as usize],
            last: Vec::new(),
            depth: 0,
        }
    }

    fn visit(&mut self, next: &mut Vec<u32>, mentor: u32, depth: u32) {
        if self.seen[mentor as usize] == FAR {
            self.seen[mentor as usize] = depth;
            next.push(mentor);
        }
    }
}

impl Seats {
    /// Counts the moves that placing a mentee takes; or every mentor whom chains from them lead
    /// to, when there is no free seat among these. Rents must be nothing, or a call where no free
    /// seat is known to be.
    pub(super) fn layers(&self, mentee: u32) -> Result<Layers, Vec<u32>> {
        let (mut onward, mut back) = (Front::new(self.mentors()), Front::new(self.mentors()));
        let mut first = Vec::new();
        for pair in self
            .pairs_of(mentee)
            .iter()
            .filter(|pair| self.rent(pair.mentor()) == 0)
        {
            onward.visit(&mut first, pair.mentor(), 0);
        }
        onward.last = first;
        let mut free = Vec::new();
        for mentor in (0..self.mentors()).filter(|&it| self.rent(it) == 0 && self.has_room(it)) {
            back.visit(&mut free, mentor, 0);
        }
        back.last = free;
        let meet = |one: &Front, other: &Front| {
            one.last
                .iter()
                .any(|&mentor| other.seen[mentor as usize] != FAR)
        };
        let mut has_met = meet(&onward, &back);
        while !has_met && !onward.last.is_empty() {
            if back.last.is_empty() || onward.last.len() <= back.last.len() {
                self.step_onward(&mut onward);
                has_met = meet(&onward, &back);
            } else {
                self.step_back(&mut back);
                has_met = meet(&back, &onward);
            }
        }
        if !has_met {
            let seen = |&mentor: &u32| onward.seen[mentor as usize] != FAR;
            return Err((0..self.mentors()).filter(seen).collect());
        }
        Ok(Layers {
            depth: back.depth,
            moves: onward.depth + back.depth,
            back: back.seen,
        })
    }

    fn step_onward(&self, front: &mut Front) {
        front.depth += 1;
        let mut next = Vec::new();
        for mentor in std::mem::take(&mut front.last) {
            for &member in &self.members[mentor as usize] {
                for pair in self.pairs_of(member) {
                    let to = pair.mentor();
                    if front.seen[to as usize] == FAR && self.rent(to) == 0 {
                        front.visit(&mut next, to, front.depth);
                    }
                }
            }
        }
        front.last = next;
    }

    fn step_back(&self, front: &mut Front) {
        front.depth += 1;
        let mut next = Vec::new();
        for mentor in std::mem::take(&mut front.last) {
            for claim in &self.claims[mentor as usize] {
                let giver = self.mentor_of(claim.mentee);
                if giver != NOBODY && front.seen[giver as usize] == FAR && self.rent(giver) == 0 {
                    front.visit(&mut next, giver, front.depth);
                }
            }
        }
        front.last = next;
    }
}
