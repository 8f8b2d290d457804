//! Times solving and proving: `bench [--fair[=STEP]] DIR...`, each with the three files that
//! `alongside form` reads, where ids are positions; with a step, costs of so much are one band.
//! Prints seconds of processor time, without reading.
#![expect(clippy::print_stdout, reason = "printing is what this is for")]

use std::fs;

use matching::{Bands, Builder, Fair, Optimal, Options, Outcome, Pair, Problem, Quota};
use matching::{solve, solve_fair};
use verify::{Check, Claim, FairCheck};

fn main() {
    let (flags, dirs): (Vec<String>, Vec<String>) = std::env::args()
        .skip(1)
        .partition(|arg| arg.starts_with("--fair"));
    let step = flags.first().and_then(|flag| flag.strip_prefix("--fair="));
    let step: u32 = step.map_or(1, |step| step.parse().expect("a step"));
    let band = |_: u32, pair: Pair| pair.cost() / step;
    let bands = if step > 1 {
        Bands::By(&band)
    } else {
        Bands::EachCost
    };
    for dir in dirs {
        let problem = read(&dir);
        for _ in 0..3 {
            if flags.is_empty() {
                run(&dir, &problem);
            } else {
                run_fair(&dir, &problem, bands);
            }
        }
    }
}

fn run(dir: &str, problem: &Problem) {
    let start = cpu_seconds();
    let outcome = solve(problem, &Options::default()).expect("nobody cancels");
    let solved = cpu_seconds();
    let best = match outcome {
        Outcome::Optimal(best) => best,
        Outcome::Infeasible(conflict) => {
            let (need, have) = (conflict.need, conflict.have);
            return println!("{dir}: {need} > {have}, {:.4} s", solved - start);
        }
    };
    certify(problem, &best);
    let (solving, proving) = (solved - start, cpu_seconds() - solved);
    let (objective, work) = (best.objective, best.work);
    println!("{dir}: {objective}, {solving:.4} + {proving:.4} s, {work:?}");
}

fn run_fair(dir: &str, problem: &Problem, bands: Bands) {
    let start = cpu_seconds();
    let fair = solve_fair(problem, bands, &Options::default()).expect("nobody cancels");
    let solved = cpu_seconds();
    let fair = fair.expect("there is an allocation");
    certify_fair(problem, bands, &fair);
    let (solving, proving) = (solved - start, cpu_seconds() - solved);
    let prices = fair
        .stages
        .iter()
        .map(|it| it.mentee.len() + it.mentor.len());
    let (stages, prices) = (fair.stages.len(), prices.sum::<usize>());
    let (objective, plain) = (fair.best.objective, fair.plain.objective);
    println!(
        "{dir}: {objective} over {plain}, {stages} bands, {prices} prices, {solving:.4} + {proving:.4} s"
    );
}

fn quotas(problem: &Problem) -> Vec<verify::Quota> {
    let quotas = problem.quotas().iter();
    quotas
        .map(|it| verify::Quota {
            lo: it.lo,
            hi: it.hi,
        })
        .collect()
}

fn certify_fair(problem: &Problem, bands: Bands, fair: &Fair) {
    let mentor_of: Vec<_> = fair.best.mentor_of.iter().copied().map(Some).collect();
    let claim = Claim {
        mentor_of: &mentor_of,
        objective: fair.best.objective,
        mentee_prices: &fair.best.duals.mentee,
        mentor_prices: &fair.best.duals.mentor,
    };
    let stages = fair.stages.iter().cloned();
    let stages: Vec<_> = stages
        .map(|it| verify::Stage {
            band: it.band,
            count: it.count,
            mentee_prices: it.mentee,
            mentor_prices: it.mentor,
        })
        .collect();
    let check = FairCheck::start(&quotas(problem), claim, &stages, false, None);
    let mut check = check.expect("a true claim");
    for mentee in 0..problem.mentees() {
        for pair in problem.pairs_of(mentee) {
            let (mentor, cost) = (pair.mentor(), pair.cost());
            let shown = check.pair(mentee, mentor, cost, bands.of(mentee, *pair));
            shown.expect("a true claim");
        }
    }
    check.finish().expect("a true claim");
}

fn certify(problem: &Problem, best: &Optimal) {
    let mentor_of: Vec<_> = best.mentor_of.iter().copied().map(Some).collect();
    let claim = Claim {
        mentor_of: &mentor_of,
        objective: best.objective,
        mentee_prices: &best.duals.mentee,
        mentor_prices: &best.duals.mentor,
    };
    let mut check = Check::start(&quotas(problem), claim, false).expect("a true claim");
    for mentee in 0..problem.mentees() {
        for pair in problem.pairs_of(mentee) {
            check
                .pair(mentee, pair.mentor(), pair.cost())
                .expect("a true claim");
        }
    }
    check.finish().expect("a true claim");
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
