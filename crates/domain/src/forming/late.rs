//! Places for those who have none after publishing, without moving anybody; and what moving would do.

use std::collections::{BTreeMap, BTreeSet};

use matching::{BuildError, Builder, Cancelled, Moving, Options, Problem, Quota, Standing};
use thiserror::Error;

use super::{People, Person, Sizes, allowed, cost};
use crate::id::PersonId;

/// Who takes a free place, and what moving others would do for the rest.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Late {
    /// Each mentee who takes a place, with the mentor.
    pub placed: Vec<(PersonId, PersonId)>,
    /// What moving the fewest would then do for those still without a place.
    pub by_moving: ByMoving,
}

/// What moving people would do. Nobody is moved.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ByMoving {
    /// How many more could be placed; 0 where moving helps nobody.
    pub placed: u32,
    /// How many people, the fewest, would have to move to another mentor for it.
    pub moved: u32,
}

/// Why late arrivals could not be looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum LateError {
    /// The caller asked to give up.
    #[error(transparent)]
    Cancelled(#[from] Cancelled),
    /// There are more people than can be placed at all.
    #[error(transparent)]
    TooMany(#[from] BuildError),
}

/// How many of those without a place find a free one that they may have. All of them can be placed
/// only where no two want the same; but where this is above 0, somebody can be.
pub fn fitting(people: &People, seated: &BTreeMap<PersonId, PersonId>, sizes: Sizes) -> u32 {
    let mut loads: BTreeMap<PersonId, u32> = BTreeMap::new();
    for mentor in seated.values() {
        *loads.entry(*mentor).or_default() += 1;
    }
    let has_place = |mentor: &&Person| loads.get(&mentor.id).is_none_or(|&it| it < sizes.upper);
    // Whether a pair is allowed depends on courses of study alone, so that one mentor of each will do.
    let free: BTreeMap<_, &Person> = people
        .mentors
        .iter()
        .filter(has_place)
        .map(|mentor| (&mentor.discipline, mentor))
        .collect();
    let late = people.mentees.iter();
    let late = late.filter(|mentee| !seated.contains_key(&mentee.id));
    let fitting = late.filter(|mentee| free.values().any(|mentor| allowed(mentor, mentee)));
    u32::try_from(fitting.count()).unwrap_or(u32::MAX)
}

/// Where people without a place go, moving nobody: as many as there are free places for, by their
/// `turn`, then at least total cost. A mentor who is no longer ready keeps their group and takes
/// nobody new; a place is taken whoever sits in it, also somebody who is no mentee any more (R65).
///
/// # Errors
/// [`LateError::Cancelled`] where the caller asked to give up.
///
/// # Panics
/// Never: what matching is asked is put together here.
pub fn place_late(
    people: &People,
    seated: &BTreeMap<PersonId, PersonId>,
    sizes: Sizes,
    turn: impl Fn(PersonId) -> u64,
    options: &Options,
) -> Result<Late, LateError> {
    let room = Room::of(people, seated, sizes);
    let problem = room.problem()?;
    let turn = |mentee: u32| turn(room.mentees[mentee as usize].id);
    let mut standing = Standing::new(&problem, &room.mentor_of, turn)
        .expect("everyone sits where they may, and no group is above its quota");
    standing.settle(Moving::Nobody, options)?;
    let placed = standing.mentor_of();
    let change = standing.settle(Moving::Fewest, options)?;
    let more = change.moves.iter().filter(|it| it.from.is_none());
    Ok(Late {
        placed: room.newly(&placed),
        by_moving: ByMoving {
            placed: u32::try_from(more.count()).unwrap_or(u32::MAX),
            moved: change.others_moved,
        },
    })
}

/// Groups as they stand, as far as late arrivals can join them.
struct Room<'a> {
    mentors: &'a [Person],
    mentees: Vec<&'a Person>,
    mentor_of: Vec<Option<u32>>,
    quotas: Vec<Quota>,
}

impl<'a> Room<'a> {
    fn of(people: &'a People, seated: &BTreeMap<PersonId, PersonId>, sizes: Sizes) -> Self {
        let number: BTreeMap<PersonId, u32> =
            people.mentors.iter().map(|it| it.id).zip(0..).collect();
        let mut room = Self {
            mentors: &people.mentors,
            mentees: Vec::new(),
            mentor_of: Vec::new(),
            quotas: Vec::new(),
        };
        for mentee in &people.mentees {
            let mentor = seated.get(&mentee.id).map(|mentor| number.get(mentor));
            // Whoever sits with a mentor outside the list takes nobody's place here.
            if mentor != Some(None) {
                room.mentees.push(mentee);
                room.mentor_of.push(mentor.flatten().copied());
            }
        }
        room.quotas = room.quotas(seated, sizes);
        room
    }

    /// A group that is larger than it may be stays as it is.
    fn quotas(&self, seated: &BTreeMap<PersonId, PersonId>, sizes: Sizes) -> Vec<Quota> {
        let ours: BTreeSet<PersonId> = self.mentees.iter().map(|mentee| mentee.id).collect();
        let mut loads: BTreeMap<PersonId, (u32, u32)> = BTreeMap::new();
        for (mentee, mentor) in seated {
            let (here, strange) = loads.entry(*mentor).or_default();
            *(if ours.contains(mentee) { here } else { strange }) += 1;
        }
        let quota = |mentor: &Person| {
            let (here, strange) = loads.get(&mentor.id).copied().unwrap_or_default();
            Quota {
                lo: 0,
                hi: sizes.upper.saturating_sub(strange).max(here),
            }
        };
        self.mentors.iter().map(quota).collect()
    }

    /// Pairs that are allowed, and those that stand although they no longer are.
    fn problem(&self) -> Result<Problem, BuildError> {
        let mut builder = Builder::new(self.mentees.len(), self.quotas.clone())?;
        for ((mentee, who), seat) in (0..).zip(&self.mentees).zip(&self.mentor_of) {
            for (mentor, with) in (0..).zip(self.mentors) {
                if allowed(with, who) || *seat == Some(mentor) {
                    builder.pair(mentee, mentor, cost(with, who))?;
                }
            }
        }
        builder.build()
    }

    /// Who has a place now and had none.
    fn newly(&self, mentor_of: &[Option<u32>]) -> Vec<(PersonId, PersonId)> {
        let before = self.mentees.iter().zip(&self.mentor_of);
        before
            .zip(mentor_of)
            .filter(|((_, before), _)| before.is_none())
            .filter_map(|((mentee, _), mentor)| {
                Some((mentee.id, self.mentors[(*mentor)? as usize].id))
            })
            .collect()
    }
}
