//! How well placed people are, and what fairness costs.

use matching::{Pair, Problem, Stage};
use serde_json::{Value, json};

/// Why groups are fair, and the cheapest groups beside them.
pub(crate) struct Fairness {
    /// Band by band, from the worst down. A band is a cost.
    pub(super) stages: Vec<Stage>,
    /// What the cheapest groups cost.
    pub(super) least: i64,
    /// The cheapest groups.
    pub(super) cheapest: Vec<Option<u32>>,
}

impl Fairness {
    /// The stages as crate `verify` reads them.
    pub(super) fn stages(&self) -> Vec<verify::Stage> {
        let each = self.stages.iter().map(|stage| verify::Stage {
            band: stage.band,
            count: stage.count,
            mentee_prices: stage.mentee.clone(),
            mentor_prices: stage.mentor.clone(),
        });
        each.collect()
    }

    fn bands(&self) -> Value {
        let each = self.stages.iter();
        each.map(|stage| json!({ "cost": stage.band, "mentees": stage.count }))
            .collect()
    }
}

/// What those placed cost, in order.
fn costs(problem: &Problem, mentor_of: &[Option<u32>]) -> Vec<u32> {
    let cost = |(mentee, mentor): (u32, &Option<u32>)| {
        let mut pairs = problem.pairs_of(mentee).iter().copied();
        pairs
            .find(|pair| Some(pair.mentor()) == *mentor)
            .map(Pair::cost)
    };
    let mut costs: Vec<u32> = (0..).zip(mentor_of).filter_map(cost).collect();
    costs.sort_unstable();
    costs
}

/// How costs are spread over those placed. Where they were placed fairly, also how many sit at
/// each cost, the worst first, and what that takes from the mean and gives to the worst, against
/// the cheapest groups.
pub(super) fn spread(
    problem: &Problem,
    mentor_of: &[Option<u32>],
    objective: i64,
    fairness: Option<&Fairness>,
) -> Value {
    let costs = costs(problem, mentor_of);
    let Some(&worst) = costs.last() else {
        return Value::Null;
    };
    let at = |percent: usize| costs[(costs.len() - 1) * percent / 100];
    let mut spread = json!({
        "rule": "least total cost",
        "worst": worst,
        "p99": at(99),
        "median": at(50),
    });
    if let Some(fairness) = fairness {
        let cheapest = self::costs(problem, &fairness.cheapest);
        let most = cheapest.last().copied().unwrap_or(worst);
        spread["rule"] = "worst-placed first, then least total cost".into();
        spread["bands"] = fairness.bands();
        spread["least_cost"] = json!({ "objective": fairness.least, "worst": most });
        spread["total_loses"] = (objective - fairness.least).into();
        spread["mean_loses"] = per_head(objective - fairness.least, costs.len()).into();
        spread["worst_gains"] = most.saturating_sub(worst).into();
        spread["first_gain"] = first_gain(&costs, &cheapest);
    }
    spread
}

/// Where places, counted from the worst, first differ from those of the cheapest groups. Whoever
/// has one mentor only stands before it in both.
fn first_gain(costs: &[u32], cheapest: &[u32]) -> Value {
    let places = costs.iter().rev().zip(cheapest.iter().rev());
    let first = (1..).zip(places).find(|(_, (cost, before))| cost != before);
    first.map_or(Value::Null, |(place, (&cost, &before)): (u64, _)| {
        json!({
            "place": place,
            "from": before,
            "to": cost,
            "by": before.saturating_sub(cost),
        })
    })
}

/// A total by person.
#[expect(
    clippy::cast_precision_loss,
    reason = "a mean is read by people, not reckoned with"
)]
fn per_head(total: i64, people: usize) -> f64 {
    total as f64 / people as f64
}
