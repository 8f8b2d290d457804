//! Whoever knocks chooses what is kept of strangers, so those that are alike share what one of them may
//! take: a thousand invented client ids of a known issuer are one crowd, and a slash too many is another.

use std::{collections::HashMap, hash::Hash};

use domain::id::RegistrationId;
use store::{registration::Registration, stranger::Stranger};

use super::near::{Difference, differences};

/// Most that are kept of a crowd.
const MOST_OF_CROWD: usize = 10;

/// What those of one crowd share: which registration they nearly are, and in what they differ from it.
pub(super) type Crowd = (RegistrationId, Vec<Difference>);

/// Who is in which crowd.
pub(super) struct Crowds(Vec<Registration>);

impl Crowds {
    pub(super) const fn of(known: Vec<Registration>) -> Self {
        Self(known)
    }

    /// That of a stranger, by what it most nearly is; none where it is like nothing.
    pub(super) fn crowd(&self, stranger: &Stranger) -> Option<Crowd> {
        let near = self.0.iter().filter_map(|known| {
            let differs = differences(known, &stranger.issuer, &stranger.client_id)?;
            Some((known.id, differs))
        });
        near.min_by_key(|(_, differs)| differs.len())
    }

    /// Those that stay, the worthiest first, and those that are too many of their crowd.
    pub(super) fn part(&self, all: Vec<Stranger>) -> (Vec<Stranger>, Vec<Stranger>) {
        let in_turn = in_turn(all, |each| each, |each| self.crowd(each));
        let (stay, go): (Vec<_>, Vec<_>) = in_turn
            .into_iter()
            .partition(|(place, _)| place.is_none_or(|place| place < MOST_OF_CROWD));
        let bare = |all: Vec<(Option<usize>, Stranger)>| {
            all.into_iter().map(|(_, stranger)| stranger).collect()
        };
        (bare(stay), bare(go))
    }
}

/// Strangers, given the latest first, each with its place in its crowd: the first of every crowd, then the
/// second of every crowd, and so on; last those of none, the latest first. In a crowd whoever came most
/// often and whoever came last take turns, because a slip is met by everybody in a course.
pub(super) fn in_turn<T, C: Eq + Hash>(
    all: Vec<T>,
    stranger: impl Fn(&T) -> &Stranger,
    crowd: impl Fn(&T) -> Option<C>,
) -> Vec<(Option<usize>, T)> {
    let mut crowds: HashMap<C, Vec<usize>> = HashMap::new();
    for (place, each) in all.iter().enumerate() {
        if let Some(crowd) = crowd(each) {
            crowds.entry(crowd).or_default().push(place);
        }
    }
    let mut places = vec![None; all.len()];
    for members in crowds.into_values() {
        let mut often = members.clone();
        often.sort_by_key(|&place| std::cmp::Reverse(stranger(&all[place]).times));
        let turns = often.into_iter().zip(members);
        let mut next = 0;
        for place in turns.flat_map(|(often, late)| [often, late]) {
            if places[place].is_none() {
                places[place] = Some(next);
                next += 1;
            }
        }
    }
    let mut in_turn: Vec<_> = places.into_iter().zip(all).collect();
    in_turn.sort_by_key(|(place, _)| place.unwrap_or(usize::MAX));
    in_turn
}

#[cfg(test)]
mod tests {
    use domain::Timestamp;

    use super::*;

    fn came(issuer: &str, times: u32) -> Stranger {
        Stranger {
            issuer: issuer.to_owned(),
            client_id: String::new(),
            times,
            first_at: Timestamp(0),
            last_at: Timestamp(0),
        }
    }

    #[test]
    fn every_crowd_has_its_first_before_any_has_its_second() {
        let check = |all: &[(&str, u32)], expected: &str| {
            let all = all.iter().map(|(name, times)| came(name, *times));
            // The first letter says which crowd; a capital is in none.
            let crowd = |each: &Stranger| {
                let letter = each.issuer.chars().next();
                letter.filter(char::is_ascii_lowercase)
            };
            let in_turn = in_turn(all.collect(), |each| each, crowd);
            let names: Vec<_> = in_turn.iter().map(|(_, each)| &*each.issuer).collect();
            assert_eq!(names.join(" "), expected);
        };
        check(&[], "");
        check(&[("a1", 1), ("a2", 1), ("a3", 1), ("b1", 1)], "a1 b1 a2 a3");
        check(&[("X", 9), ("a1", 1), ("Y", 1), ("b1", 1)], "a1 b1 X Y");
        check(&[("a1", 1), ("a2", 1), ("a3", 5), ("a4", 9)], "a4 a1 a3 a2");
    }
}
