//! Why everybody is where they are: facts from the proof and one exact search each.

mod facts;
mod parts;
mod search;

use thiserror::Error;

use crate::claims::Claim;
use crate::outcome::Duals;
use crate::problem::{Pair, Problem, Quota, narrow};
use crate::search::Search;
use crate::seating::NOBODY;
use crate::solve::{Cancelled, Options};
use crate::standing::{Move, claims_of};
pub use facts::{Explained, Forced, Made, Seat, Verdict};
pub use parts::{Cost, Figure, MOST_PARTS, Parts, PartsOf, WrongParts};
use search::{Outside, step};

/// Why something cannot be explained.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum ExplainError {
    /// There must be one entry for each person of the problem.
    #[error("the groups are not those of this problem")]
    WrongNumber,
    /// A mentee sits with a mentor who does not exist.
    #[error("mentee {mentee} has an unknown mentor {mentor}")]
    UnknownMentor {
        /// The mentee.
        mentee: u32,
        /// The position given as the mentor's.
        mentor: u32,
    },
    /// There is no such mentee.
    #[error("there is no mentee {mentee}")]
    UnknownMentee {
        /// The position given.
        mentee: u32,
    },
    /// The prices do not prove these groups to be cheapest, as this pair shows.
    #[error("the prices do not hold for mentee {mentee} and mentor {mentor}")]
    NotProven {
        /// The mentee.
        mentee: u32,
        /// The mentor.
        mentor: u32,
    },
    /// A mentor is above the upper quota, or has a rent that their number of mentees does not
    /// allow.
    #[error("the rent of mentor {mentor} does not hold")]
    RentNotProven {
        /// The mentor.
        mentor: u32,
    },
    /// The parts of a pair's cost are not the cost.
    #[error("the parts of the cost of mentee {mentee} and mentor {mentor} are not the cost")]
    PartsDoNotAdd {
        /// The mentee.
        mentee: u32,
        /// The mentor.
        mentor: u32,
    },
    /// The caller asked to give up.
    #[error(transparent)]
    Cancelled(#[from] Cancelled),
}

/// No price that is worth anything is as large.
const LARGEST_PRICE: u64 = 1 << 60;

/// Explains cheapest groups.
///
/// Everything holds for the people who are placed, and for lower quotas as far as they are filled:
/// of a [`Partial`](crate::Partial) as well as of an [`Optimal`](crate::Optimal). Each figure is
/// what a fresh solve with the pair forced would find.
///
/// The first explanation goes through all pairs twice; each then looks only at mentors nearer than
/// half its answer.
pub struct Explainer<'p> {
    problem: &'p Problem,
    parts: Parts<'p>,
    options: Options<'p>,
    rent: Vec<i64>,
    /// Each mentee's mentor and the cost of that pair.
    seat: Vec<Pair>,
    members: Vec<Vec<u32>>,
    /// The lists from the mentors' side, once they were wanted.
    claims: Vec<Vec<Claim>>,
    outside: Option<Outside>,
    /// From a mentor who must take one more, and to the place that is left.
    ahead: Search,
    behind: Search,
    passed: u64,
}

impl<'p> Explainer<'p> {
    /// Takes up groups with their proof, which is checked in one pass over the pairs.
    pub fn new(
        problem: &'p Problem,
        mentor_of: &[Option<u32>],
        duals: &Duals,
        parts: Parts<'p>,
        options: &Options<'p>,
    ) -> Result<Self, ExplainError> {
        let (mentees, mentors) = (problem.mentees() as usize, problem.mentors() as usize);
        let are_all_there = mentor_of.len() == mentees
            && duals.mentee.len() == mentees
            && duals.mentor.len() == mentors;
        if !are_all_there {
            return Err(ExplainError::WrongNumber);
        }
        let mut explainer = Self {
            problem,
            parts,
            options: *options,
            rent: duals.mentor.clone(),
            seat: vec![Pair::new(NOBODY, 0); mentees],
            members: vec![Vec::new(); mentors],
            claims: Vec::new(),
            outside: None,
            ahead: Search::new(mentors),
            behind: Search::new(mentors),
            passed: 0,
        };
        for (mentee, mentor) in (0..).zip(mentor_of) {
            if let Some(mentor) = *mentor {
                explainer.seat(mentee, mentor, duals.mentee[mentee as usize])?;
            }
        }
        explainer.check_rents()?;
        Ok(explainer)
    }

    /// Seats a mentee where the price says that nothing is better.
    fn seat(&mut self, mentee: u32, mentor: u32, price: i64) -> Result<(), ExplainError> {
        let members = self.members.get_mut(mentor as usize);
        members
            .ok_or(ExplainError::UnknownMentor { mentee, mentor })?
            .push(mentee);
        let mut made = None;
        for &pair in self.problem.pairs_of(mentee) {
            let rent = i128::from(self.rent(pair.mentor()));
            let reduced = i128::from(pair.cost()) + rent - i128::from(price);
            let is_made = pair.mentor() == mentor;
            if reduced < 0 || is_made && reduced != 0 {
                let mentor = pair.mentor();
                return Err(ExplainError::NotProven { mentee, mentor });
            }
            made = if is_made { Some(pair) } else { made };
        }
        self.seat[mentee as usize] = made.ok_or(ExplainError::NotProven { mentee, mentor })?;
        Ok(())
    }

    fn check_rents(&self) -> Result<(), ExplainError> {
        let is_right = |&mentor: &u32| {
            let (load, rent) = (self.load(mentor), self.rent(mentor));
            let quota = self.problem.quotas()[mentor as usize];
            load <= quota.hi
                && rent.unsigned_abs() < LARGEST_PRICE
                && (rent <= 0 || load == quota.hi)
                && (rent >= 0 || load <= quota.lo)
        };
        match (0..self.problem.mentors()).find(|mentor| !is_right(mentor)) {
            Some(mentor) => Err(ExplainError::RentNotProven { mentor }),
            None => Ok(()),
        }
    }

    /// Why a mentee is where they are, and what became of their other mentors, so many at most.
    pub fn explain(&mut self, mentee: u32, most: usize) -> Result<Explained, ExplainError> {
        self.check(mentee)?;
        let mut list = Vec::new();
        for pair in self.problem.pairs_of(mentee) {
            list.push((self.cost(mentee, *pair)?.open(), pair.mentor()));
        }
        list.sort_unstable();
        let present = self.mentor_of(mentee);
        let made = match present {
            NOBODY => None,
            _ => Some(self.made(mentee, &list)?),
        };
        let others = list
            .iter()
            .map(|it| it.1)
            .filter(|&mentor| mentor != present)
            .take(most);
        self.leave_place(mentee);
        let verdict = |mentor| Ok((mentor, self.verdict(mentee, mentor)?));
        let alternatives = others.map(verdict).collect::<Result<_, ExplainError>>()?;
        Ok(Explained {
            mentee,
            made,
            alternatives,
        })
    }

    /// What became of one pair.
    pub fn why_not(&mut self, mentee: u32, mentor: u32) -> Result<Verdict, ExplainError> {
        self.check(mentee)?;
        self.leave_place(mentee);
        self.verdict(mentee, mentor)
    }

    /// What a seat with a mentor is worth.
    pub fn worth(&mut self, mentor: u32) -> Result<Seat, ExplainError> {
        if mentor >= self.problem.mentors() {
            return Err(ExplainError::RentNotProven { mentor });
        }
        let rent = self.rent(mentor);
        let chain = match self.into(mentor)? {
            Some(cost) if cost < rent => self.moves_into(mentor)?,
            _ => Vec::new(),
        };
        let mut saves = Cost::nothing(self.parts);
        saves.take(&self.cost_of(&chain)?);
        Ok(Seat {
            is_full: self.load(mentor) == self.quota(mentor).hi,
            rent: Figure::new(rent, self.parts),
            one_more_saves: saves,
            chain,
        })
    }

    fn check(&self, mentee: u32) -> Result<(), ExplainError> {
        let exists = mentee < self.problem.mentees();
        exists
            .then_some(())
            .ok_or(ExplainError::UnknownMentee { mentee })
    }

    fn made(&mut self, mentee: u32, list: &[(i64, u32)]) -> Result<Made, ExplainError> {
        let seat = self.seat[mentee as usize];
        let cost = self.cost(mentee, seat)?;
        let nearer = list.iter().filter(|it| it.0 < cost.open()).count();
        Ok(Made {
            mentor: seat.mentor(),
            nearer: narrow(nearer),
            of: narrow(list.len()),
            cost,
            seat: self.worth(seat.mentor())?,
        })
    }

    fn leave_place(&mut self, mentee: u32) {
        if self.mentor_of(mentee) != NOBODY {
            self.leave(self.mentor_of(mentee));
        }
    }

    fn verdict(&mut self, mentee: u32, mentor: u32) -> Result<Verdict, ExplainError> {
        let present = self.mentor_of(mentee);
        if present == mentor {
            return Ok(Verdict::Made);
        }
        let mut pairs = self.problem.pairs_of(mentee).iter();
        let pair = pairs.find(|pair| pair.mentor() == mentor).copied();
        let Some(pair) = pair.filter(|_| present != NOBODY) else {
            return Ok(Verdict::CannotBeMade);
        };
        let Some((onward, moves)) = self.onward(mentor, present)? else {
            return Ok(Verdict::CannotBeMade);
        };
        let chain: Vec<Move> = [step(mentee, present, mentor)]
            .into_iter()
            .chain(moves)
            .collect();
        let reduced = i64::from(pair.cost()) + self.rent(mentor) - self.price(mentee);
        let forced = Forced {
            extra: self.cost_of(&chain)?,
            chain,
            at_least: Figure::new(reduced, self.parts),
            fall: Figure::new(reduced + onward + 1, self.parts),
            one_more_seat_would_do: self.would_do(mentor, present, reduced, onward)?,
        };
        Ok(match forced.extra.with_sealed() {
            0 => Verdict::Tie(forced),
            _ => Verdict::Dearer(forced),
        })
    }

    /// How a mentor takes one mentee more when another is left by one: what it costs by reduced
    /// costs, and who moves. Where both ways cost the same, the direct one is taken: only then can
    /// the two chains of the other not cross.
    fn onward(&mut self, mentor: u32, left: u32) -> Result<Option<(i64, Vec<Move>)>, ExplainError> {
        let around = match (self.out(mentor)?, self.into(left)?) {
            (Some(out), Some(into)) => Some(out + into),
            _ => None,
        };
        if let Some((cost, middle)) = self.direct(mentor, around.unwrap_or(i64::MAX))? {
            return Ok(Some((cost, self.moves_through(middle))));
        }
        let Some(cost) = around else {
            return Ok(None);
        };
        let mut moves = self.moves_out(mentor)?;
        moves.extend(self.moves_into(left)?);
        Ok(Some((cost, moves)))
    }

    /// Whether one more seat with this mentor is worth as much with the pair as without.
    fn would_do(
        &mut self,
        mentor: u32,
        left: u32,
        reduced: i64,
        onward: i64,
    ) -> Result<bool, Cancelled> {
        if self.load(mentor) < self.quota(mentor).hi {
            return Ok(false);
        }
        let rent = self.rent(mentor);
        let without = self
            .into(mentor)?
            .map_or(0, |into| into.min(rent.max(0)) - rent.max(0));
        let with_pair = self.into(left)?.map(|into| reduced - rent + into);
        Ok(reduced + onward == 0 || with_pair.is_some_and(|with_pair| with_pair <= without))
    }

    /// What moves cost together.
    fn cost_of(&self, moves: &[Move]) -> Result<Cost, ExplainError> {
        let mut cost = Cost::nothing(self.parts);
        for it in moves {
            if let Some(to) = it.to {
                cost.add(&self.cost(it.mentee, self.pair(it.mentee, to))?);
            }
            cost.take(&self.cost(it.mentee, self.seat[it.mentee as usize])?);
        }
        Ok(cost)
    }

    fn pair(&self, mentee: u32, mentor: u32) -> Pair {
        let mut pairs = self.problem.pairs_of(mentee).iter();
        let pair = pairs.find(|pair| pair.mentor() == mentor);
        *pair.expect("chains are made of allowed pairs")
    }

    /// What a pair costs, by parts.
    fn cost(&self, mentee: u32, pair: Pair) -> Result<Cost, ExplainError> {
        let mut parts = [0; MOST_PARTS];
        let parts = &mut parts[..self.parts.number];
        match self.parts.of {
            Some(of) => of(mentee, pair.mentor(), parts),
            None => parts[0] = pair.cost(),
        }
        if parts.iter().map(|&part| u64::from(part)).sum::<u64>() != u64::from(pair.cost()) {
            let mentor = pair.mentor();
            return Err(ExplainError::PartsDoNotAdd { mentee, mentor });
        }
        Ok(Cost::from_parts(parts, self.parts.sealed))
    }

    fn turn_round(&mut self) {
        if self.claims.is_empty() {
            self.claims = claims_of(self.problem);
        }
    }

    fn mentor_of(&self, mentee: u32) -> u32 {
        match self.seat.get(mentee as usize) {
            Some(seat) => seat.mentor(),
            None => NOBODY,
        }
    }

    fn price(&self, mentee: u32) -> i64 {
        let seat = self.seat[mentee as usize];
        i64::from(seat.cost()) + self.rent(seat.mentor())
    }

    fn rent(&self, mentor: u32) -> i64 {
        self.rent[mentor as usize]
    }

    fn load(&self, mentor: u32) -> u32 {
        narrow(self.members[mentor as usize].len())
    }

    /// The quota, its lower end only as far as it is filled.
    fn quota(&self, mentor: u32) -> Quota {
        let Quota { lo, hi } = self.problem.quotas()[mentor as usize];
        let lo = lo.min(self.load(mentor));
        Quota { lo, hi }
    }
}
