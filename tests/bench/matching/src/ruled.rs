//! Groups formed by rules, on one scheme whose further columns say who is what, and proven to
//! crate `verify`.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};
use clap::Args;
use matching::{
    Breach, Company, Impossible, Meeting, Problem, RuleOptions, Ruled, RuledOutcome, Rules, Weight,
    form_by_rules,
};
use serde_json::{Value, json};
use verify::{
    CompanyRule, Exempt, GroupRules, MeetingRule, RuleBroken, RuledClaim, RuledPrices, RuledScheme,
    check_ruled,
};

use crate::meter::{Meter, peak_megabytes};
use crate::problem::{read, verified};
use crate::tables::all;

/// A scheme and its rules.
#[derive(Debug, Args)]
pub(crate) struct ByRules {
    folder: PathBuf,
    /// `alone=COLUMN:N` (nobody alone in having N there), `times` (a common time, column slots),
    /// either with `~P` after it where it only costs P; `apart=N` (so many pairs of neighbours),
    /// `sizes=A,B,…` (what groups of 1, 2, … cost), `unused` (mentors may stay without a group).
    rules: Vec<String>,
    /// How much searching, instead of the usual.
    #[arg(long)]
    effort: Option<u32>,
}

/// Forms the groups; answers processor seconds, and the proven gap in percent.
pub(crate) fn ruled(by: &ByRules) -> Result<Value> {
    let problem = read(&by.folder)?;
    let mut rules = Rules::default();
    for rule in &by.rules {
        add(&mut rules, &by.folder, rule)?;
    }
    let mut options = RuleOptions::default();
    options.effort = by.effort.unwrap_or(options.effort);
    let mut meter = Meter::start();
    let RuledOutcome::Formed(answer) = form_by_rules(&problem, &rules, &options)? else {
        bail!("{} has no groups", by.folder.display());
    };
    let solved = meter.lap();
    let is_checked = certify(&problem, &rules, &answer)?;
    let certified = meter.lap();
    ensure!(is_checked, "the bound is not proven");
    let bound = answer.bound.context("no bound")?;
    let gap = answer.gap().context("no gap")?;
    Ok(json!({
        "objective": answer.objective(),
        "pairs": answer.pair_costs,
        "penalties": answer.penalties,
        "bound": bound,
        "gap": percent(gap, bound.max(1))?,
        "unmet": answer.unmet.len(),
        "broken": answer.broken.len(),
        "cpu": solved,
        "certify": certified,
        "megabytes": peak_megabytes(),
    }))
}

fn percent(part: i64, of: i64) -> Result<f64> {
    let [part, of] = [part, of].map(|it| u32::try_from(it).map(f64::from));
    Ok(part? / of? * 100.0)
}

fn add(rules: &mut Rules, folder: &Path, text: &str) -> Result<()> {
    let (rule, penalty) = text.split_once('~').unwrap_or((text, ""));
    let weight = match penalty {
        "" => Weight::Hard,
        penalty => Weight::Soft(penalty.parse()?),
    };
    let (name, value) = rule.split_once('=').unwrap_or((rule, ""));
    match name {
        "alone" => rules.company.push(company(folder, value, weight)?),
        "times" => rules.meeting = Some(meeting(folder, weight)?),
        "apart" => rules.apart = apart(folder, value.parse()?)?,
        "sizes" => {
            let sizes = value.split(',').map(str::parse);
            rules.size_costs = sizes.collect::<Result<_, _>>()?;
        }
        "unused" => rules.may_stay_unused = true,
        _ => bail!("{text} is no rule"),
    }
    Ok(())
}

fn company(folder: &Path, value: &str, weight: Weight) -> Result<Company> {
    let (column, wanted) = value.split_once(':').context("a column and a number")?;
    let wanted: u32 = wanted.parse()?;
    let people = all(&folder.join("mentees.csv"), [column])?;
    let people = (0..).zip(people).filter(|(_, it)| it[0] == wanted);
    let carriers: Vec<u32> = people.map(|it| it.0).collect();
    Ok(Company {
        asking: carriers.clone(),
        carriers,
        mentors: vec![],
        weight,
    })
}

fn meeting(folder: &Path, weight: Weight) -> Result<Meeting> {
    let times = |file: &str| {
        let rows = all(&folder.join(file), ["slots"])?;
        anyhow::Ok(rows.iter().map(|it| u64::from(it[0])).collect())
    };
    Ok(Meeting {
        mentees: times("mentees.csv")?,
        mentors: times("mentors.csv")?,
        weight,
    })
}

/// So many pairs of mentees who stand near each other, and so often want the same mentors.
fn apart(folder: &Path, number: u32) -> Result<Vec<(u32, u32)>> {
    let mentees = u32::try_from(all(&folder.join("mentees.csv"), ["id"])?.len())?;
    let pair = |it: u32| {
        let one = it.wrapping_mul(7919) % mentees;
        (one, (one + 1 + it % 5) % mentees)
    };
    Ok((0..number).map(pair).collect())
}

fn certify(problem: &Problem, rules: &Rules, answer: &Ruled) -> Result<bool> {
    let penalty = |weight| match weight {
        Weight::Hard => None,
        Weight::Soft(cost) => Some(cost),
    };
    let company = rules.company.iter().map(|it| CompanyRule {
        carriers: &it.carriers,
        asking: &it.asking,
        mentors: &it.mentors,
        penalty: penalty(it.weight),
    });
    let company: Vec<CompanyRule> = company.collect();
    let pairs_of = |mentee| {
        let pairs = problem.pairs_of(mentee).iter();
        pairs.map(move |it| (mentee, it.mentor(), it.cost()))
    };
    let pairs: Vec<_> = (0..problem.mentees()).flat_map(pairs_of).collect();
    let (mentees, mentors) = exempt(answer);
    let scheme = RuledScheme {
        exempt: Exempt {
            mentees: &mentees,
            mentors: &mentors,
        },
        quotas: &verified(problem),
        mentees: problem.mentees() as usize,
        pairs: &pairs,
        rules: GroupRules {
            apart: &rules.apart,
            company: &company,
            meeting: rules.meeting.as_ref().map(|it| MeetingRule {
                mentees: &it.mentees,
                mentors: &it.mentors,
                penalty: penalty(it.weight),
            }),
            size_costs: &rules.size_costs,
            may_stay_unused: rules.may_stay_unused,
        },
    };
    check(&scheme, answer)
}

fn exempt(answer: &Ruled) -> (Vec<u32>, Vec<u32>) {
    let (mut mentees, mut mentors) = (Vec::new(), Vec::new());
    for reason in &answer.impossible {
        match reason {
            Impossible::NoGroupWith { mentee } => mentees.push(*mentee),
            Impossible::NoGroupOf { mentor } => mentors.push(*mentor),
            Impossible::NotTogether { .. } => {}
        }
    }
    (mentees, mentors)
}

fn check(scheme: &RuledScheme, answer: &Ruled) -> Result<bool> {
    let broken: Vec<RuleBroken> = answer.broken.iter().map(broken).collect();
    let claim = RuledClaim {
        mentor_of: &answer.mentor_of,
        pair_costs: answer.pair_costs,
        penalties: answer.penalties,
        broken: &broken,
        keeps_the_rest: answer.keeps_the_rest,
        bound: answer.bound,
        prices: RuledPrices {
            scale: answer.prices.scale,
            mentee: &answer.prices.mentee,
        },
    };
    Ok(check_ruled(scheme, &claim)?.is_bound_checked)
}

fn broken(it: &Breach) -> RuleBroken {
    match *it {
        Breach::Together { mentor, one, other } => RuleBroken::Together { mentor, one, other },
        Breach::Alone {
            rule,
            mentor,
            mentee,
        } => RuleBroken::Alone {
            rule,
            mentor,
            mentee,
        },
        Breach::NoCommonTime { mentor } => RuleBroken::NoCommonTime { mentor },
        Breach::WrongSize { mentor } => RuleBroken::WrongSize { mentor },
        Breach::LeftOut { mentee } => RuleBroken::LeftOut { mentee },
    }
}
