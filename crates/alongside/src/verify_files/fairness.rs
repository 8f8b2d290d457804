//! Checks what `outcome.json` says about how well placed people are.

use anyhow::{Context, ensure};
use serde_json::Value;

/// What is said of fairness.
pub(super) struct Said<'v> {
    fairness: &'v Value,
    /// Each cost that somebody has, the highest first, and how many have it; empty where groups
    /// are only to be cheap.
    pub(super) bands: Vec<(u32, u64)>,
    is_fair: bool,
}

impl<'v> Said<'v> {
    pub(super) fn read(outcome: &'v Value) -> anyhow::Result<Self> {
        let fairness = &outcome["fairness"];
        let (is_fair, bands) = match fairness["rule"].as_str() {
            Some("worst-placed first, then least total cost") => {
                (true, read_bands(&fairness["bands"])?)
            }
            Some("least total cost") => (false, Vec::new()),
            _ if fairness.is_null() => (false, Vec::new()),
            _ => anyhow::bail!("outcome.json: fairness has no rule that is known"),
        };
        Ok(Self {
            fairness,
            bands,
            is_fair,
        })
    }

    /// Whether groups are to be fair before they are cheap.
    pub(super) fn is_fair(&self) -> bool {
        self.is_fair
    }

    /// Compares the figures with what those placed cost.
    pub(super) fn check(&self, mut costs: Vec<u32>, objective: i64) -> anyhow::Result<()> {
        costs.sort_unstable();
        let Some(&worst) = costs.last() else {
            ensure!(
                self.fairness.is_null(),
                "outcome.json: there is fairness, but nobody is placed"
            );
            return Ok(());
        };
        let at = |percent: usize| costs[(costs.len() - 1) * percent / 100];
        let figures = [("worst", worst), ("p99", at(99)), ("median", at(50))];
        for (name, real) in figures {
            let said = self.fairness[name].as_u64();
            ensure!(
                said == Some(real.into()),
                "outcome.json: fairness: {name} is {real}"
            );
        }
        if self.is_fair {
            self.check_loss(worst, objective, costs.len())?;
            self.check_first_gain(&costs)?;
        }
        Ok(())
    }

    /// That what fairness takes and gives follows from what the cheapest groups are said to cost.
    fn check_loss(&self, worst: u32, objective: i64, placed: usize) -> anyhow::Result<()> {
        let number = |value: &Value, name: &str| {
            let number = value[name].as_i64();
            number.with_context(|| format!("outcome.json: fairness: there is no number {name}"))
        };
        let cheapest = &self.fairness["least_cost"];
        let loss = number(self.fairness, "total_loses")?;
        let gain = number(self.fairness, "worst_gains")?;
        ensure!(
            loss >= 0 && objective.checked_sub(loss) == Some(number(cheapest, "objective")?),
            "outcome.json: fairness: total_loses is not the difference to the least cost"
        );
        ensure!(
            gain >= 0 && i64::from(worst).checked_add(gain) == Some(number(cheapest, "worst")?),
            "outcome.json: fairness: worst_gains is not the difference to the cheapest groups"
        );
        ensure!(
            self.fairness["mean_loses"].as_f64() == Some(per_head(loss, placed)),
            "outcome.json: fairness: mean_loses is not total_loses by those placed"
        );
        Ok(())
    }
}

impl Said<'_> {
    /// That the first place at which somebody gains is one: whoever is placed worse is so in the
    /// cheapest groups too, and they would have this place's mentee worse off.
    fn check_first_gain(&self, costs: &[u32]) -> anyhow::Result<()> {
        let gain = &self.fairness["first_gain"];
        if gain.is_null() {
            return Ok(());
        }
        let [place, from, to, by] = ["place", "from", "to", "by"].map(|name| gain[name].as_u64());
        let cost = |place: u64| {
            let from_the_end = usize::try_from(place).ok()?;
            costs.get(costs.len().checked_sub(from_the_end)?).copied()
        };
        let holds = || {
            let (place, from, to) = (place?, from?, to?);
            let worse = cost(place.checked_sub(1)?).is_none_or(|worse| u64::from(worse) >= from);
            Some(from.checked_sub(to)? == by? && by? > 0 && to == u64::from(cost(place)?) && worse)
        };
        ensure!(
            holds() == Some(true),
            "outcome.json: fairness: first_gain is not where places begin to differ"
        );
        Ok(())
    }
}

#[expect(
    clippy::cast_precision_loss,
    reason = "the mean was written with the same loss"
)]
fn per_head(total: i64, people: usize) -> f64 {
    total as f64 / people as f64
}

fn read_bands(bands: &Value) -> anyhow::Result<Vec<(u32, u64)>> {
    let bands = bands
        .as_array()
        .context("outcome.json: fairness has no bands")?;
    let read = |band: &Value| {
        let cost = u32::try_from(band["cost"].as_u64()?).ok()?;
        Some((cost, band["mentees"].as_u64()?))
    };
    let each = bands
        .iter()
        .map(|band| read(band).context("outcome.json: fairness: a band is not one"));
    each.collect()
}
