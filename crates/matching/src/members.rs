//! Who sits with each mentor, side by side.

use crate::problem::{Quota, narrow};
use crate::seating::NOBODY;

/// Places given to a mentor at the start; more are given when they are needed.
const FIRST: u32 = 8;

pub(crate) struct Members {
    rooms: Vec<Room>,
    places: Vec<u32>,
    /// Where each mentee sits in the room.
    place_of: Vec<u32>,
}

#[derive(Clone, Copy)]
struct Room {
    start: u32,
    len: u32,
    space: u32,
}

impl Members {
    pub(crate) fn new(quotas: &[Quota], mentees: usize) -> Self {
        let mut start = 0;
        let rooms = quotas.iter().map(|quota| {
            let space = quota.hi.min(FIRST);
            start += space;
            Room {
                start: start - space,
                len: 0,
                space,
            }
        });
        Self {
            rooms: rooms.collect(),
            places: vec![NOBODY; start as usize],
            place_of: vec![0; mentees],
        }
    }

    /// How many sit with a mentor.
    pub(crate) fn load(&self, mentor: u32) -> u32 {
        self.rooms[mentor as usize].len
    }

    /// Who sits with a mentor, in no particular order.
    pub(crate) fn of(&self, mentor: u32) -> &[u32] {
        let room = self.rooms[mentor as usize];
        &self.places[room.start as usize..][..room.len as usize]
    }

    pub(crate) fn add(&mut self, mentor: u32, mentee: u32) {
        let room = &mut self.rooms[mentor as usize];
        if room.len == room.space {
            // The room moves to the end and has twice the space there.
            let old = room.start as usize..(room.start + room.len) as usize;
            room.start = narrow(self.places.len());
            room.space *= 2;
            self.places.extend_from_within(old);
            self.places
                .resize((room.start + room.space) as usize, NOBODY);
        }
        self.places[(room.start + room.len) as usize] = mentee;
        self.place_of[mentee as usize] = room.len;
        room.len += 1;
    }

    pub(crate) fn remove(&mut self, mentor: u32, mentee: u32) {
        let room = &mut self.rooms[mentor as usize];
        room.len -= 1;
        let last = self.places[(room.start + room.len) as usize];
        let place = self.place_of[mentee as usize];
        self.places[(room.start + place) as usize] = last;
        self.place_of[last as usize] = place;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rooms_grow_and_nobody_gets_lost() {
        let quotas = [3, 0, 100].map(|hi| Quota { lo: 0, hi });
        let mut members = Members::new(&quotas, 40);
        (0..3).for_each(|mentee| members.add(0, mentee));
        (3..40).for_each(|mentee| members.add(2, mentee));
        (10..30).for_each(|mentee| members.remove(2, mentee));
        members.remove(0, 0);
        members.add(2, 0);
        let mut all = members.of(2).to_vec();
        all.sort_unstable();
        let rest: Vec<u32> = [0].into_iter().chain(3..10).chain(30..40).collect();
        assert_eq!(all, rest);
        let loads = [0, 1, 2].map(|mentor| members.load(mentor));
        assert_eq!(loads, [2, 0, 18]);
    }
}
