//! Times a fair solution: `fair DIR [LIMIT...]`.
#![expect(clippy::print_stdout, reason = "printing is what this is for")]
use matching::{Bands, Builder, Options, Problem, Quota, solve_fair};
use std::fs;
use std::time::Instant;
fn main() {
    let mut args = std::env::args().skip(1);
    let dir = args.next().expect("a folder");
    let limits: Vec<u32> = args.map(|it| it.parse().expect("a limit")).collect();
    let bands = if limits.is_empty() {
        Bands::EachCost
    } else {
        Bands::UpTo(&limits)
    };
    let problem = read(&dir);
    let start = Instant::now();
    let plain = matching::solve(&problem, &Options::default()).unwrap();
    println!("plain {:?}", start.elapsed());
    drop(plain);
    let start = Instant::now();
    let fair = solve_fair(&problem, bands, &Options::default())
        .unwrap()
        .unwrap();
    println!("fair {:?}", start.elapsed());
    let u: usize = fair.stages.iter().map(|it| it.mentee.len()).sum();
    let p: usize = fair.stages.iter().map(|it| it.mentor.len()).sum();
    println!(
        "stages {} mentee prices {u} mentor prices {p}; cost {} against {}",
        fair.stages.len(),
        fair.best.objective,
        fair.plain.objective
    );
    for s in fair.stages.iter().take(5) {
        println!("{} {}", s.band, s.count);
    }
    println!(
        "{}",
        fs::read_to_string("/proc/self/status")
            .unwrap()
            .lines()
            .find(|l| l.starts_with("VmHWM"))
            .unwrap()
    );
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
