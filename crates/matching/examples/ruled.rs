//! Times group rules.
#![expect(clippy::print_stdout, reason = "printing is what this is for")]

use std::fs;

use matching::{
    Builder, Company, Meeting, Problem, Progress, Quota, RuleOptions, RuledOutcome, Rules, Weight,
    form_by_rules,
};

fn main() {
    let mut args = std::env::args().skip(1);
    let dir = args.next().expect("a folder");
    let problem = read(&dir);
    let mut rules = Rules::default();
    let mut effort = 1000;
    let mut trace = false;
    for arg in args {
        let (name, value) = arg.split_once('=').unwrap_or((&arg, "hard"));
        let weight = || value.parse().map_or(Weight::Hard, Weight::Soft);
        match name {
            "gender" => rules.company.push(company(&dir, value, Weight::Hard)),
            "slots" => {
                rules.meeting = Some(Meeting {
                    mentees: table(&format!("{dir}/mentees.csv"), ["slots"])
                        .iter()
                        .map(|it| u64::from(it[0]))
                        .collect(),
                    mentors: table(&format!("{dir}/mentors.csv"), ["slots"])
                        .iter()
                        .map(|it| u64::from(it[0]))
                        .collect(),
                    weight: weight(),
                });
            }
            "unused" => rules.may_stay_unused = true,
            "effort" => effort = value.parse().expect("a number"),
            "trace" => trace = true,
            _ => panic!("{name}"),
        }
    }
    let start = cpu_seconds();
    let tell = |it: Progress| {
        if it.rounds.is_multiple_of(50) {
            println!("  {it:?} {:.2}", cpu_seconds() - start);
        }
    };
    let options = RuleOptions {
        effort,
        progress: trace.then_some(&tell),
        ..RuleOptions::default()
    };
    let outcome = form_by_rules(&problem, &rules, &options).expect("valid rules");
    let seconds = cpu_seconds() - start;
    let RuledOutcome::Formed(ruled) = outcome else {
        return println!("{dir}: no allocation");
    };
    let gap = ruled
        .gap()
        .zip(ruled.bound)
        .map(|(gap, bound)| 100.0 * gap as f64 / bound as f64);
    println!(
        "{dir}: {} ({} + {}) bound {:?} gap {gap:?} % broken {:?} unmet {} impossible {} in {seconds:.3} s",
        ruled.objective(),
        ruled.pair_costs,
        ruled.penalties,
        ruled.bound,
        ruled.broken,
        ruled.unmet.len(),
        ruled.impossible.len(),
    );
}

fn company(dir: &str, value: &str, weight: Weight) -> Company {
    let value: u32 = value.parse().unwrap();
    let carriers: Vec<u32> = (0..)
        .zip(table(&format!("{dir}/mentees.csv"), ["gender"]))
        .filter(|(_, it)| it[0] == value)
        .map(|it| it.0)
        .collect();
    Company {
        asking: carriers.clone(),
        carriers,
        mentors: vec![],
        weight,
    }
}

fn read(dir: &str) -> Problem {
    let quotas = table(&format!("{dir}/mentors.csv"), ["lo", "hi"]);
    let quotas = quotas.iter().map(|&[lo, hi]| Quota { lo, hi }).collect();
    let mentees = table(&format!("{dir}/mentees.csv"), ["id"]).len();
    let mut builder = Builder::new(mentees, quotas).expect("valid quotas");
    let pairs = table(&format!("{dir}/edges.csv"), ["mentee", "mentor", "cost"]);
    for [mentee, mentor, cost] in pairs {
        builder.pair(mentee, mentor, cost).expect("a valid pair");
    }
    builder.build().expect("no pair twice")
}

fn table<const N: usize>(path: &str, names: [&str; N]) -> Vec<[u32; N]> {
    let text = fs::read_to_string(path).expect("a readable file");
    let mut lines = text.lines();
    let header: Vec<&str> = lines.next().expect("a header").split(',').collect();
    let at = names.map(|name| header.iter().position(|&it| it == name).expect("a column"));
    let number = |line: &str, at| {
        let field = line.split(',').nth(at).expect("a field");
        field.parse().expect("a number")
    };
    lines.map(|line| at.map(|at| number(line, at))).collect()
}

/// How long this thread has run, where the system says so (Linux), otherwise 0.
fn cpu_seconds() -> f64 {
    let text = fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let nanoseconds = text
        .split(' ')
        .next()
        .and_then(|field| field.parse::<f64>().ok());
    nanoseconds.unwrap_or_default() / 1e9
}
