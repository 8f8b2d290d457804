//! Forms groups: cheapest or fairest, for everybody or for as many as can be.

use matching::{
    Bands, Cancelled, Conflict, Optimal, Options, Outcome, Partial, Problem, Stage, solve,
    solve_fair, solve_fair_partial, solve_partial,
};

/// How groups are to be formed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Way {
    /// The worst-placed come before the total cost, then the next.
    pub fair: bool,
    /// Where not everybody can be placed, as many are as can be, and the others wait (R134).
    pub wait: bool,
}

/// Groups, with what proves them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The groups. Nobody is left out and no place lacks unless that was asked for.
    pub groups: Partial,
    /// Why they are fair, where that was asked for.
    pub fair: Option<Fair>,
}

/// What proves groups fair, and the cheapest ones beside them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fair {
    /// Band by band from the worst down; every cost is a band.
    pub stages: Vec<Stage>,
    /// The groups of least total cost.
    pub cheapest: Partial,
}

/// How well people are placed fairly, beside how they would be at least total cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Compared {
    /// Fairly.
    pub fair: Spread,
    /// At least total cost.
    pub cheapest: Spread,
}

/// How costs are spread over those placed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spread {
    /// What all pairs cost together.
    pub total: i64,
    /// What the worst-placed mentee costs.
    pub worst: u32,
    /// How many are placed as badly as the worst at least total cost, or worse.
    pub as_bad: u32,
}

/// Forms groups; `turn` says when a mentee is called if not everybody can be placed.
///
/// Every cost is a band of its own: there are few, for each is a set of things not met.
///
/// # Errors
/// The outer one where the caller asked to give up; the inner one where no allocation places
/// everybody, unless some may wait.
pub fn form(
    problem: &Problem,
    way: Way,
    turn: impl Fn(u32) -> u64,
    options: &Options,
) -> Result<Result<Found, Conflict>, Cancelled> {
    Ok(match (way.wait, way.fair) {
        (true, true) => {
            let fair = solve_fair_partial(problem, Bands::EachCost, options, turn)?;
            Ok(Found::fairly(fair.best, fair.stages, fair.plain))
        }
        (true, false) => Ok(solve_partial(problem, options, turn)?.into()),
        (false, true) => solve_fair(problem, Bands::EachCost, options)?
            .map(|fair| Found::fairly(whole(fair.best), fair.stages, whole(fair.plain))),
        (false, false) => match solve(problem, options)? {
            Outcome::Optimal(best) => Ok(whole(best).into()),
            Outcome::Infeasible(conflict) => Err(conflict),
        },
    })
}

/// An allocation that leaves nobody out.
fn whole(best: Optimal) -> Partial {
    Partial {
        mentor_of: best.mentor_of.into_iter().map(Some).collect(),
        unplaced: Vec::new(),
        lacking: Vec::new(),
        objective: best.objective,
        duals: best.duals,
        too_few_seats: None,
        too_few_mentees: None,
    }
}

impl From<Partial> for Found {
    fn from(groups: Partial) -> Self {
        Self { groups, fair: None }
    }
}

impl Found {
    const fn fairly(groups: Partial, stages: Vec<Stage>, cheapest: Partial) -> Self {
        Self {
            groups,
            fair: Some(Fair { stages, cheapest }),
        }
    }

    /// What fairness takes from all together and gives to the worst-placed; none where it was not
    /// asked for.
    pub fn compared(&self, problem: &Problem) -> Option<Compared> {
        let cheapest = &self.fair.as_ref()?.cheapest;
        let limit = costs(problem, cheapest).max().unwrap_or_default();
        let spread = |groups: &Partial| Spread {
            total: groups.objective,
            worst: costs(problem, groups).max().unwrap_or_default(),
            as_bad: count(costs(problem, groups).filter(|&cost| cost >= limit)),
        };
        Some(Compared {
            fair: spread(&self.groups),
            cheapest: spread(cheapest),
        })
    }
}

/// What each of those placed costs.
fn costs<'a>(problem: &'a Problem, groups: &'a Partial) -> impl Iterator<Item = u32> + 'a {
    (0..).zip(&groups.mentor_of).filter_map(|(mentee, mentor)| {
        let mut pairs = problem.pairs_of(mentee).iter();
        let made = pairs.find(|pair| Some(pair.mentor()) == *mentor)?;
        Some(made.cost())
    })
}

fn count(some: impl Iterator) -> u32 {
    u32::try_from(some.count()).unwrap_or(u32::MAX)
}
