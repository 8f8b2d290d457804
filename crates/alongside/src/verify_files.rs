//! `alongside verify`: checks what `form` wrote, believing nothing.

mod fairness;

use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, anyhow, bail, ensure};
use clap::Args;
use serde_json::Value;
use verify::{
    About, Certificate, Check, Claim, ConflictCheck, ConflictClaim, FairCheck, Groups, ReadError,
    Refusal, Scheme, Shortage, Stage,
};

use fairness::Said;

/// Checks groups, their cost and its proof, or the conflict, that `form` wrote to OUTDIR against
/// the files in DIR.
///
/// Ends with 0 when everything holds, otherwise with 1 and the reason.
#[derive(Debug, Args)]
pub(crate) struct VerifyArgs {
    /// Folder of mentors.csv, mentees.csv and edges.csv.
    dir: PathBuf,
    /// Folder of what was written.
    outdir: PathBuf,
}

/// Runs the command.
pub(crate) fn run(args: &VerifyArgs) -> anyhow::Result<ExitCode> {
    let (dir, out) = (&args.dir, &args.outdir);
    let scheme = read_scheme(dir)?;
    let outcome = json(&out.join("outcome.json"))?;
    match outcome["status"].as_str() {
        Some("optimal") => check_groups(dir, out, &scheme, &outcome, &[])?,
        Some("partial") => {
            let conflict = json(&out.join("conflict.json"))?;
            let all = conflict["all"]
                .as_array()
                .context("conflict.json: has no list \"all\"")?;
            check_relaxations(&scheme, &conflict)?;
            let claims: Vec<Named> = all
                .iter()
                .map(|one| read_conflict(&scheme, one))
                .collect::<Result<_, _>>()?;
            check_groups(dir, out, &scheme, &outcome, &claims)?;
        }
        Some("infeasible") => {
            let conflict = json(&out.join("conflict.json"))?;
            check_relaxations(&scheme, &conflict)?;
            let claim = read_conflict(&scheme, &conflict)?;
            let check = claim.start(&scheme)?;
            each_pair(dir, &scheme, |mentee, mentor, _| check.pair(mentee, mentor))?;
        }
        _ => bail!("outcome.json: status is neither optimal, partial nor infeasible"),
    }
    Ok(ExitCode::SUCCESS)
}

fn open(path: &Path) -> anyhow::Result<BufReader<File>> {
    let file = File::open(path).with_context(|| format!("{} cannot be read", path.display()))?;
    Ok(BufReader::with_capacity(1 << 18, file))
}

fn json(path: &Path) -> anyhow::Result<Value> {
    serde_json::from_reader(open(path)?).with_context(|| path.display().to_string())
}

/// Reads a table; errors begin with its name.
fn table<T>(
    path: &Path,
    read: impl FnOnce(BufReader<File>) -> Result<T, ReadError>,
) -> anyhow::Result<T> {
    read(open(path)?).with_context(|| path.display().to_string())
}

fn read_scheme(dir: &Path) -> anyhow::Result<Scheme> {
    let mut scheme = table(&dir.join("mentors.csv"), Scheme::read_mentors)?;
    table(&dir.join("mentees.csv"), |text| scheme.read_mentees(text))?;
    Ok(scheme)
}

/// What can be wrong while pairs are read.
enum Wrong {
    File(ReadError),
    Claim(Refusal),
}

impl From<ReadError> for Wrong {
    fn from(error: ReadError) -> Self {
        Self::File(error)
    }
}

/// Shows every allowed pair to `each`.
fn each_pair(
    dir: &Path,
    scheme: &Scheme,
    mut each: impl FnMut(u32, u32, u32) -> Result<(), Refusal>,
) -> anyhow::Result<()> {
    let path = dir.join("edges.csv");
    let text = open(&path)?;
    let read = scheme.read_pairs(text, |mentee, mentor, cost| {
        each(mentee, mentor, cost).map_err(Wrong::Claim)
    });
    match read {
        Ok(()) => Ok(()),
        Err(Wrong::Claim(refusal)) => Err(in_words(scheme, refusal)),
        Err(Wrong::File(error)) => Err(error).with_context(|| path.display().to_string()),
    }
}

/// A refusal with the names of those it is about.
fn in_words(scheme: &Scheme, refusal: Refusal) -> anyhow::Error {
    let mentee = |at: u32| scheme.mentee_name(at);
    let mentor = |at: u32| scheme.mentor_name(at);
    let reason = refusal.reason;
    match refusal.about {
        About::All => anyhow!("{reason}"),
        About::Mentee(at) => anyhow!("mentee {} {reason}", mentee(at)),
        About::Mentor(at) => anyhow!("mentor {} {reason}", mentor(at)),
        About::Pair(one, other) => {
            anyhow!(
                "mentee {} and mentor {} {reason}",
                mentee(one),
                mentor(other)
            )
        }
    }
}

/// Checks groups and prices; and, for a partial answer, that no more could be served.
fn check_groups(
    dir: &Path,
    out: &Path,
    scheme: &Scheme,
    outcome: &Value,
    conflicts: &[Named],
) -> anyhow::Result<()> {
    let groups = table(&out.join("groups.csv"), |text| Groups::read(scheme, text))?;
    let prices = table(&out.join("certificate.csv"), |text| {
        Certificate::read(scheme, text)
    })?;
    let objective = outcome["objective"]
        .as_i64()
        .context("outcome.json: has no objective")?;
    ensure!(
        outcome["bound"].as_i64() == Some(objective),
        "outcome.json: the bound is not met"
    );
    check_unplaced(scheme, &groups, outcome)?;
    let said = Said::read(outcome)?;
    let claim = Claim {
        mentor_of: &groups.mentor_of,
        objective,
        mentee_prices: &prices.mentee_prices,
        mentor_prices: &prices.mentor_prices,
    };
    let words = |refusal| in_words(scheme, refusal);
    let stages = prices.stages(&said.bands).map_err(words)?;
    let partial = outcome["status"] == "partial";
    let others: Vec<ConflictCheck> = conflicts
        .iter()
        .map(|claim| claim.start(scheme))
        .collect::<Result<_, _>>()?;
    let lacking = conflicts
        .iter()
        .find(|claim| claim.shortage == Shortage::Mentees)
        .map(Named::claim);
    let stages = said.is_fair().then_some(&stages[..]);
    let check = AnyCheck::start(scheme, claim, stages, partial, lacking);
    let mut check = check.map_err(words)?;
    let mut costs = Vec::new();
    each_pair(dir, scheme, |mentee, mentor, cost| {
        check.pair(mentee, mentor, cost)?;
        if groups.mentor_of[mentee as usize] == Some(mentor) {
            costs.push(cost);
        }
        others
            .iter()
            .try_for_each(|other| other.pair(mentee, mentor))
    })?;
    check.finish().map_err(words)?;
    said.check(costs, objective)?;
    let (unplaced, lacking) = check.left_out();
    for (shortage, out) in [(Shortage::Seats, unplaced), (Shortage::Mentees, lacking)] {
        let at = conflicts
            .iter()
            .position(|claim| claim.shortage == shortage);
        let accounted = match at {
            Some(at) => others[at].accounts_for(out),
            None => verify::nobody_left_out(out),
        };
        accounted.map_err(words)?;
    }
    Ok(())
}

fn check_unplaced(scheme: &Scheme, groups: &Groups, outcome: &Value) -> anyhow::Result<()> {
    let mut claimed = people(&outcome["unplaced"], "unplaced", |name| scheme.mentee(name))?;
    claimed.sort_unstable();
    let each = (0..).zip(&groups.mentor_of);
    let out = each
        .filter(|(_, mentor)| mentor.is_none())
        .map(|(mentee, _)| mentee);
    ensure!(
        out.eq(claimed),
        "outcome.json: unplaced are not those without a group"
    );
    Ok(())
}

/// A check of groups that are to be cheapest, or fair and then cheapest.
enum AnyCheck<'a> {
    Cheapest(Check<'a>),
    Fair(Box<FairCheck<'a>>),
}

impl<'a> AnyCheck<'a> {
    fn start(
        scheme: &Scheme,
        claim: Claim<'a>,
        stages: Option<&'a [Stage]>,
        partial: bool,
        lacking: Option<ConflictClaim>,
    ) -> Result<Self, Refusal> {
        let quotas = scheme.quotas();
        Ok(match stages {
            None => Self::Cheapest(Check::start(quotas, claim, partial)?),
            Some(stages) => {
                let check = FairCheck::start(quotas, claim, stages, partial, lacking)?;
                Self::Fair(Box::new(check))
            }
        })
    }

    fn pair(&mut self, mentee: u32, mentor: u32, cost: u32) -> Result<(), Refusal> {
        match self {
            Self::Cheapest(check) => check.pair(mentee, mentor, cost),
            // Every cost is a band of its own.
            Self::Fair(check) => check.pair(mentee, mentor, cost, cost),
        }
    }

    fn finish(&self) -> Result<(), Refusal> {
        match self {
            Self::Cheapest(check) => check.finish(),
            Self::Fair(check) => check.finish(),
        }
    }

    fn left_out(&self) -> (u64, u64) {
        match self {
            Self::Cheapest(check) => check.left_out(),
            Self::Fair(check) => check.left_out(),
        }
    }
}

/// A conflict as a file claims it.
struct Named {
    shortage: Shortage,
    mentees: Vec<u32>,
    mentors: Vec<u32>,
    need: u64,
    have: u64,
}

impl Named {
    fn claim(&self) -> ConflictClaim<'_> {
        ConflictClaim {
            shortage: self.shortage,
            mentees: &self.mentees,
            mentors: &self.mentors,
            need: self.need,
            have: self.have,
        }
    }

    fn start(&self, scheme: &Scheme) -> anyhow::Result<ConflictCheck> {
        let check = ConflictCheck::start(scheme.quotas(), scheme.mentees(), self.claim());
        check.map_err(|refusal| in_words(scheme, refusal))
    }
}

fn read_conflict(scheme: &Scheme, conflict: &Value) -> anyhow::Result<Named> {
    let number = |name: &str| {
        conflict[name]
            .as_u64()
            .with_context(|| format!("conflict.json: has no number {name}"))
    };
    Ok(Named {
        shortage: match conflict["shortage"].as_str() {
            Some("seats") => Shortage::Seats,
            Some("mentees") => Shortage::Mentees,
            _ => bail!("conflict.json: shortage is neither seats nor mentees"),
        },
        mentees: people(&conflict["mentees"], "mentees", |name| scheme.mentee(name))?,
        mentors: people(&conflict["mentors"], "mentors", |name| scheme.mentor(name))?,
        need: number("need")?,
        have: number("have")?,
    })
}

/// That what is offered instead is about people of the scheme, as many as it says. Whether it
/// works, forming groups with it would show.
fn check_relaxations(scheme: &Scheme, conflict: &Value) -> anyhow::Result<()> {
    for cure in conflict["relaxations"].as_array().into_iter().flatten() {
        let mut touches = 0;
        for change in cure["changes"].as_array().into_iter().flatten() {
            if change["kind"] == "wait" {
                let waiting = people(&change["mentees"], "wait", |name| scheme.mentee(name))?;
                touches += waiting.len() as u64;
                continue;
            }
            for place in change["mentors"].as_array().into_iter().flatten() {
                let mentor = place["mentor"]
                    .as_str()
                    .and_then(|name| scheme.mentor(name));
                let name = &place["mentor"];
                mentor.with_context(|| format!("relaxations: {name} is not in the scheme"))?;
                touches += place["by"].as_u64().unwrap_or(0);
            }
        }
        ensure!(
            cure["touches"].as_u64() == Some(touches),
            "conflict.json: touches is not the number of people and places changed"
        );
    }
    Ok(())
}

fn people(
    list: &Value,
    what: &str,
    find: impl Fn(&str) -> Option<u32>,
) -> anyhow::Result<Vec<u32>> {
    let list = list
        .as_array()
        .with_context(|| format!("there is no list {what}"))?;
    let one = |name: &Value| {
        let known = name.as_str().and_then(&find);
        known.with_context(|| format!("{what}: {name} is not in the scheme"))
    };
    list.iter().map(one).collect()
}

#[cfg(test)]
mod tests;
