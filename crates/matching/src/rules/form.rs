//! The steps from a problem with rules to an answer.
//!
//! The flow without rules gives the first groups and prices. Prices that ascend raise the bound,
//! and show what kind of group each mentor would make; with these kinds settled the groups are a
//! flow again. Kinds are then changed one at a time as long as it helps. Where hard rules are
//! still broken, single people are moved.

use crate::outcome::{Optimal, Outcome};
use crate::problem::{Builder, Problem, Quota};
use crate::rules::answer::RuledOutcome;
use crate::rules::ascent::Ascent;
use crate::rules::flow::Flow;
use crate::rules::improve::improve;
use crate::rules::kind::Kind;
use crate::rules::mend::mend;
use crate::rules::model::{Model, RulesError};
use crate::rules::placing::place;
use crate::rules::pricing::Pricer;
use crate::rules::tally::{Groups, Tally};
use crate::rules::{Rules, reason};
use crate::solve::{Options, solve};

/// After so many rounds groups are formed from what the prices show. Chosen by measurement.
const BETWEEN: u32 = 25;

/// So many of these are improved, the best first, as far as the effort goes.
const STARTS: usize = 6;

/// How many looks at pairs a step in the search for a group is worth, about.
const LOOKS: usize = 4;

/// A round is never fewer looks than this.
const FEW: usize = 10_000;

/// How to form groups by rules.
#[derive(Clone, Copy)]
pub struct RuleOptions<'a> {
    /// Asked now and then whether to give up.
    pub cancelled: Option<&'a dyn Fn() -> bool>,
    /// Told now and then how far it is.
    pub progress: Option<&'a dyn Fn(Rounds)>,
    /// How many rounds of work at most: a round goes through all allowed pairs once or a few
    /// times. Showing why hard rules cannot be kept takes up to some hundred rounds more. The
    /// answer depends on this number, never on how fast the machine is.
    pub effort: u32,
    /// How far above the bound is near enough to stop, in millionths of the bound. With 0 it goes
    /// on until nothing is left to gain or the effort is spent.
    pub enough: u32,
}

impl Default for RuleOptions<'_> {
    fn default() -> Self {
        Self {
            cancelled: None,
            progress: None,
            effort: 1000,
            enough: 0,
        }
    }
}

/// How far the work is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rounds {
    /// How many rounds are done.
    pub done: u32,
    /// How many there will be at most.
    pub of: u32,
    /// What the best groups so far cost, if they keep every hard rule.
    pub objective: Option<i64>,
    /// What groups must cost at least, as far as it is known.
    pub bound: Option<i64>,
}

/// Forms groups that keep rules, at little cost, and says how much less it could be at most.
///
/// Hard rules are kept if that is found to be possible; those that are not are named in the
/// answer with whom they concern. The same problem, rules and effort give the same answer,
/// whatever the order in which pairs and rules were given.
///
/// Each of the at most `effort` rounds takes O(E + m·(t·log k + g)) steps for E pairs, m mentors,
/// t meeting times and groups of up to k, where g is how many groups must be looked at because
/// the nearest break a rule: usually a few dozen, and never more than 100,000. Some rounds solve
/// a flow besides (see [`solve`]).
///
/// # Errors
/// [`RulesError`] when rules and problem do not belong together, or the caller gave up.
pub fn form_by_rules(
    problem: &Problem,
    rules: &Rules,
    options: &RuleOptions,
) -> Result<RuledOutcome, RulesError> {
    let mut model = Model::new(problem, rules)?;
    let relaxed = rules.may_stay_unused.then(|| without_lower_quotas(problem));
    let flow = Options {
        cancelled: options.cancelled,
        ..Options::default()
    };
    let outcome = solve(relaxed.as_ref().unwrap_or(problem), &flow);
    let best = match outcome.map_err(|_| RulesError::Cancelled)? {
        Outcome::Optimal(best) => best,
        Outcome::Infeasible(conflict) => return Ok(RuledOutcome::Infeasible(conflict)),
    };
    let mut pricer = Pricer::default();
    let impossible = reason::exempt(&mut model, &mut pricer, &flow)?;
    let mut former = Former::new(&model, pricer, &best, *options);
    former.run()?;
    reason::answer(former, &Model::new(problem, rules)?, impossible)
}

/// The same pairs where nobody has a lower quota.
fn without_lower_quotas(problem: &Problem) -> Problem {
    let why = "a problem is a problem";
    let quotas = problem.quotas().iter();
    let quotas = quotas.map(|it| Quota { lo: 0, hi: it.hi }).collect();
    let mut builder = Builder::new(problem.mentees() as usize, quotas).expect(why);
    for mentee in 0..problem.mentees() {
        for pair in problem.pairs_of(mentee) {
            builder.pair(mentee, pair.mentor(), pair.cost()).expect(why);
        }
    }
    builder.build().expect(why)
}

/// The work under way.
pub(crate) struct Former<'m> {
    pub(crate) model: &'m Model<'m>,
    pub(crate) pricer: Pricer,
    pub(crate) ascent: Ascent,
    /// The best groups so far.
    pub(crate) best: (Tally, Groups),
    rounds: u32,
    /// How many rounds there may be by now.
    limit: u32,
    /// Looks at pairs that do not make up a round yet.
    looks: usize,
    options: RuleOptions<'m>,
}

impl<'m> Former<'m> {
    /// Begins with the groups and prices of the flow without rules.
    fn new(model: &'m Model<'m>, pricer: Pricer, flow: &Optimal, options: RuleOptions<'m>) -> Self {
        let mut groups = vec![Vec::new(); model.mentors.len()];
        for (mentee, &mentor) in (0..).zip(&flow.mentor_of) {
            groups[mentor as usize].push(mentee);
        }
        let dearest = model.dearest_price();
        let scaled = |it: &i64| it.saturating_mul(model.scale).clamp(-dearest, dearest);
        let offers = flow.duals.mentee.iter().map(scaled).collect();
        Self {
            ascent: Ascent::new(model, offers, 1.0),
            pricer,
            best: (Tally::of_all(model, &groups), groups),
            rounds: 0,
            limit: 0,
            looks: 0,
            options,
            model,
        }
    }

    /// Half of the effort at most goes into the bound, and a quarter is kept for mending.
    fn run(&mut self) -> Result<(), RulesError> {
        let effort = self.options.effort;
        self.limit = effort / 2;
        let mut starts = self.ascend()?;
        for limit in [effort - effort / 4, effort] {
            self.limit = limit;
            for flow in &mut starts {
                if !self.is_finished() {
                    improve(self, flow)?;
                }
            }
            if self.best.0.broken > 0 {
                self.limit = effort;
                let mut groups = self.best.1.clone();
                mend(self, &mut groups)?;
                let tally = Tally::of_all(self.model, &groups);
                self.offer(tally, || groups);
            }
        }
        Ok(())
    }

    /// Raises the bound, and gives the best groups met on the way, the best first.
    fn ascend(&mut self) -> Result<Vec<Flow<'m>>, RulesError> {
        let mut starts: Vec<Flow> = Vec::new();
        loop {
            self.spend()?;
            let is_possible = self.ascent.look(self.model, &mut self.pricer);
            self.spend_search()?;
            self.aim();
            if self.is_finished() {
                return Ok(starts);
            }
            let is_last = !is_possible || self.ascent.is_spent() || self.ascent.is_settled();
            if is_last || self.rounds.is_multiple_of(BETWEEN) {
                let flow = self.place_as_priced()?;
                if starts.iter().all(|it| it.total() != flow.total()) {
                    starts.push(flow);
                    starts.sort_by_key(Flow::total);
                    starts.truncate(STARTS);
                }
            }
            if is_last {
                return Ok(starts);
            }
            self.ascent.step(self.model);
        }
    }

    /// Forms groups of the kinds that the mentors would make at the present prices.
    fn place_as_priced(&mut self) -> Result<Flow<'m>, RulesError> {
        self.spend()?;
        let groups = (0..).zip(&self.ascent.groups);
        let kinds = groups.map(|(mentor, group)| Kind::of(self.model, mentor, group));
        let kinds: Vec<Kind> = kinds.collect();
        let flow = place(self.model, &kinds, &self.flow_options())?;
        let mut flow =
            flow.expect("without rules there are groups, and kinds only make pairs dear");
        self.offer(flow.total(), || flow.groups());
        if flow.keep_apart() {
            self.offer(flow.total(), || flow.groups());
        }
        Ok(flow)
    }

    fn aim(&mut self) {
        if self.best.0.broken == 0 {
            self.ascent.aim_at(self.best.0.cost);
        }
    }

    /// Keeps groups if they are the best so far.
    pub(crate) fn offer(&mut self, tally: Tally, groups: impl FnOnce() -> Groups) {
        if tally < self.best.0 {
            self.best = (tally, groups());
        }
    }

    /// Counts a round, tells of it, and gives way to the caller's wish to stop.
    pub(crate) fn spend(&mut self) -> Result<(), RulesError> {
        self.rounds += 1;
        if let Some(progress) = self.options.progress {
            progress(Rounds {
                done: self.rounds,
                of: self.options.effort,
                objective: (self.best.0.broken == 0).then(|| self.best.0.cost / self.model.scale),
                bound: self.bound(),
            });
        }
        match self.options.cancelled {
            Some(cancelled) if cancelled() => Err(RulesError::Cancelled),
            _ => Ok(()),
        }
    }

    /// Counts looks at pairs, as many to a round as there are pairs, or a few thousand where there
    /// are fewer.
    pub(crate) fn spend_looks(&mut self, looks: usize) -> Result<(), RulesError> {
        self.looks += looks;
        let round = self.model.problem.pairs().max(FEW);
        while self.looks > round {
            self.looks -= round;
            self.spend()?;
        }
        Ok(())
    }

    /// Counts what was spent on groups whose nearest mentees break a rule.
    pub(crate) fn spend_search(&mut self) -> Result<(), RulesError> {
        let steps = std::mem::take(&mut self.pricer.steps);
        self.spend_looks(steps * LOOKS)
    }

    pub(crate) fn is_spent(&self) -> bool {
        self.rounds >= self.limit
    }

    /// Whether nothing more is to be gained or the effort is spent.
    pub(crate) fn is_finished(&self) -> bool {
        let cost = i128::from(self.best.0.cost / self.model.scale);
        let is_near = self.bound().is_some_and(|bound| {
            let bound = i128::from(bound);
            (cost - bound) * 1_000_000 <= bound * i128::from(self.options.enough)
        });
        self.best.0.broken == 0 && is_near || self.is_spent()
    }

    /// The bound in whole costs: nothing lies between two of them.
    pub(crate) fn bound(&self) -> Option<i64> {
        let scale = i128::from(self.model.scale);
        let bound = self.ascent.bound?;
        let up = bound.div_euclid(scale) + i128::from(bound.rem_euclid(scale) > 0);
        i64::try_from(up).ok()
    }

    pub(crate) fn flow_options(&self) -> Options<'m> {
        Options {
            cancelled: self.options.cancelled,
            ..Options::default()
        }
    }
}
