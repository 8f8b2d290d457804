//! The steps from a problem to an answer.
//!
//! Everybody is placed, one search each, as if nobody had a lower quota. Where that gets slow
//! because many want the same mentors, auctions first find rents that are nearly right. Then
//! mentors below their lower quota pull mentees. Each step keeps the prices right, so the end is
//! exact whatever the beginning.

use crate::auction::Auction;
use crate::claims::Claims;
use crate::conflict;
use crate::face;
use crate::lists::usual_gap;
use crate::opening::guess_rents;
use crate::outcome::{Conflict, Duals, Optimal, Work};
use crate::problem::{LARGEST_COST, Problem, narrow};
use crate::pull::Pulled;
use crate::search::Search;
use crate::seating::Seating;
use crate::solve::{Cancelled, Options};

/// How many searches go by between two questions whether to give up.
const PATIENCE: u64 = 64;

/// Searches through more mentors than this, each on average, are called crowded, after a start
/// that says nothing. Chosen by measurement, it changes no result.
const CROWD: u64 = 2;
const START: u64 = 100;

/// How many more must be placed for another report.
const REPORT: u32 = 256;

/// The steps of auctions, one after another: what fraction of the usual gap a bid goes up by.
/// Where there are just as many seats as mentees, rents are guessed first and the steps may be
/// coarse at first. Where seats stay free, each rent that went too far has to be taken back by a
/// search, so the steps are fine at once. Chosen by measurement, they change no result.
const STEPS_WITHOUT_SPARE: [i64; 2] = [16, 128];
const STEPS_WITH_SPARE: [i64; 1] = [32];

/// How many bids there are at most for each mentee in one auction.
const BIDS: u64 = 20;

/// Where the usual gap is smaller, most costs are equal, and no step is small enough to tell
/// mentors apart.
const LEAST_GAP: i64 = 4;

/// Whether a step got through, unless it was cancelled.
type Attempt = Result<Result<(), Conflict>, Cancelled>;

/// Why a mentor pulls.
#[derive(Clone, Copy)]
enum Need {
    /// The rent is above zero and there is a free seat: somebody comes, or the rent falls.
    LowerRent,
    /// The lower quota is not reached.
    Mentees,
}

pub(crate) struct Solver<'p> {
    seating: Seating<'p>,
    search: Search,
    work: Work,
    options: Options<'p>,
    /// How much dearer a mentee's twelfth mentor usually is than the first.
    gap: i64,
    reported: u32,
}

impl<'p> Solver<'p> {
    pub(crate) fn new(problem: &'p Problem, options: &Options<'p>) -> Self {
        Self {
            seating: Seating::new(problem, vec![0; problem.mentors() as usize]),
            search: Search::new(problem.mentors() as usize),
            work: Work::default(),
            options: *options,
            gap: usual_gap(problem),
            reported: 0,
        }
    }

    /// Lets places of lower quotas stay empty where they cannot be filled, as few as possible.
    ///
    /// No chain of moves costs as much as the penalty.
    pub(crate) fn tolerate_empty_places(&mut self) {
        let steps = i64::from(self.seating.problem.mentors()) + 1;
        self.seating.penalty = Some(steps * (i64::from(LARGEST_COST) + 1));
    }

    /// Takes every step.
    pub(crate) fn run(mut self) -> Result<Result<Optimal, Conflict>, Cancelled> {
        for step in [
            Self::place_everybody,
            Self::drop_needless_rents,
            Self::fill_lower_quotas,
        ] {
            if let Err(conflict) = step(&mut self)? {
                return Ok(Err(conflict));
            }
        }
        self.work.settled = face::settle(&mut self.seating, &self.options)?;
        Ok(Ok(self.into_optimal()))
    }

    /// Places every mentee, or finds mentees with too few seats.
    fn place_everybody(&mut self) -> Attempt {
        let mut waiting: Vec<u32> = self.seating.standing().collect();
        let (mut next, mut has_opened) = (0, false);
        while let Some(&mentee) = waiting.get(next) {
            self.report(waiting.len() - next);
            next += 1;
            if !self.insert(mentee)? {
                let conflict = conflict::too_few_seats(&self.seating, &self.search, mentee);
                return Ok(Err(conflict));
            }
            if !has_opened && self.is_crowded() {
                has_opened = true;
                self.hold_auctions()?;
                waiting = self.seating.standing().collect();
                next = 0;
            }
        }
        self.report(0);
        Ok(Ok(()))
    }

    /// Says how many are placed, where that is more than was said before.
    fn report(&mut self, standing: usize) {
        let of = self.seating.problem.mentees();
        let placed = of - narrow(standing);
        if placed == of || placed >= self.reported + REPORT {
            self.reported = placed;
            self.options.report(placed, of);
        }
    }

    /// Whether searches have grown long.
    fn is_crowded(&self) -> bool {
        self.work.steps > CROWD * self.work.insertions + START
    }

    /// Looks for rents that are nearly right.
    fn hold_auctions(&mut self) -> Result<(), Cancelled> {
        if self.gap < LEAST_GAP {
            return Ok(());
        }
        let problem = self.seating.problem;
        let seats = problem.quotas().iter().map(|quota| u64::from(quota.hi));
        let steps: &[i64] = if seats.sum::<u64>() == u64::from(problem.mentees()) {
            self.seating = Seating::new(problem, guess_rents(problem));
            &STEPS_WITHOUT_SPARE
        } else {
            &STEPS_WITH_SPARE
        };
        let most = BIDS * u64::from(problem.mentees());
        for fraction in steps {
            let step = (self.gap / fraction).max(1);
            self.work.bids += Auction::run(&mut self.seating, step, most, &self.options)?;
        }
        Ok(())
    }

    fn insert(&mut self, mentee: u32) -> Result<bool, Cancelled> {
        self.options.look_up(self.work.insertions, PATIENCE)?;
        self.work.insertions += 1;
        let placed = self.seating.insert(&mut self.search, mentee);
        self.work.steps += self.search.passed.len() as u64;
        Ok(placed)
    }

    /// Fills free seats with a rent, or lets the rent fall to nothing.
    fn drop_needless_rents(&mut self) -> Attempt {
        self.pull_where(Need::LowerRent)
    }

    /// Brings every mentor to the lower quota, or finds mentors with too few mentees.
    fn fill_lower_quotas(&mut self) -> Attempt {
        self.pull_where(Need::Mentees)
    }

    /// Pulls for every mentor in need. Whoever must see more claims first waits for the next
    /// round, so that claims are taken for all of them at once.
    fn pull_where(&mut self, need: Need) -> Attempt {
        let problem = self.seating.problem;
        let mut open: Vec<u32> = (0..problem.mentors()).collect();
        open.retain(|&mentor| self.is_in(need, mentor));
        if open.is_empty() {
            return Ok(Ok(()));
        }
        let mut claims = Claims::new(&self.seating, &open, self.gap);
        while !open.is_empty() {
            let mut later = Vec::new();
            for mentor in open {
                match self.pull_until_content(need, &mut claims, mentor)? {
                    Pulled::Done => {}
                    Pulled::Unsure => later.push(mentor),
                    Pulled::Stuck => {
                        let conflict = conflict::too_few_mentees(problem, &self.search.passed);
                        return Ok(Err(conflict));
                    }
                }
            }
            if !later.is_empty() {
                claims.widen(&self.seating);
            }
            open = later;
        }
        Ok(Ok(()))
    }

    fn is_in(&self, need: Need, mentor: u32) -> bool {
        match need {
            Need::LowerRent => {
                self.seating.rent[mentor as usize] > 0 && self.seating.has_room(mentor)
            }
            Need::Mentees => self.seating.lacks(mentor),
        }
    }

    fn pull_until_content(
        &mut self,
        need: Need,
        claims: &mut Claims,
        mentor: u32,
    ) -> Result<Pulled, Cancelled> {
        while self.is_in(need, mentor) {
            self.options.look_up(self.work.pulls, PATIENCE)?;
            self.work.pulls += 1;
            let cap = match need {
                Need::LowerRent => Some(self.seating.rent[mentor as usize]),
                Need::Mentees => self.seating.worth_of_filling(mentor),
            };
            let pulled = self.seating.pull(&mut self.search, claims, mentor, cap);
            self.work.steps += self.search.passed.len() as u64;
            if pulled != Pulled::Done {
                return Ok(pulled);
            }
        }
        Ok(Pulled::Done)
    }

    fn into_optimal(self) -> Optimal {
        let mentees = self.seating.problem.mentees();
        Optimal {
            mentor_of: (0..mentees)
                .map(|mentee| self.seating.mentor_of(mentee))
                .collect(),
            objective: self.seating.objective(),
            duals: Duals {
                mentee: (0..mentees)
                    .map(|mentee| self.seating.price(mentee))
                    .collect(),
                mentor: self.seating.rent,
            },
            work: self.work,
        }
    }
}
