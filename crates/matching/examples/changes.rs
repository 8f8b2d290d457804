//! Times what happens after publishing: `changes DIR...`, each with the three files that
//! `alongside form` reads, where ids are positions and the mentees file has a column `late`. Forms
//! groups without the late, then lets them enrol one by one, and more happen. Prints microseconds
//! of time gone by for each kind of event, for each event the least of three times.
#![expect(clippy::print_stdout, reason = "printing is what this is for")]

use std::fs;
use std::time::{Duration, Instant};

use matching::{
    Builder, Duals, Event, Explainer, Options, Outcome, Parts, Problem, Quota, Standing, solve,
};

fn main() {
    for dir in std::env::args().skip(1) {
        run(&dir);
    }
}

fn run(dir: &str) {
    let late: Vec<bool> = table(&format!("{dir}/mentees.csv"), ["late"])
        .iter()
        .map(|&[late]| late == 1)
        .collect();
    let quotas = table(&format!("{dir}/mentors.csv"), ["lo", "hi"]);
    let quotas: Vec<_> = quotas.iter().map(|&[lo, hi]| Quota { lo, hi }).collect();
    let pairs = table(&format!("{dir}/edges.csv"), ["mentee", "mentor", "cost"]);
    let (problem, latecomers) = without_late(&late, quotas, &pairs);
    println!("{dir}");
    let Ok(Outcome::Optimal(best)) = solve(&problem, &Options::default()) else {
        return println!("  no groups without the late");
    };
    let mentor_of: Vec<_> = best.mentor_of.iter().copied().map(Some).collect();
    explain(&problem, &mentor_of, &best.duals);
    let start = Instant::now();
    let mut standing = Standing::new(&problem, &mentor_of, u64::from).expect("these groups fit");
    println!("  taken up in {:?}", start.elapsed());
    let enrolments = latecomers
        .into_iter()
        .map(|pairs| Event::Enrol { turn: 0, pairs });
    time(&mut standing, "late enrolments", enrolments.collect());
    for (name, events) in others(&problem) {
        time(&mut standing, name, events);
    }
    let start = Instant::now();
    let curve = standing.curve(&Options::default()).expect("nobody cancels");
    println!("  curve in {:?}", start.elapsed());
    for point in curve {
        println!("    {:>6} moved: {}", point.moved, point.objective);
    }
}

/// Times explaining some mentees with five other mentors each.
fn explain(problem: &Problem, mentor_of: &[Option<u32>], duals: &Duals) {
    let start = Instant::now();
    let options = Options::default();
    let mut explainer = Explainer::new(problem, mentor_of, duals, Parts::all_open(), &options)
        .expect("these groups are proven");
    println!("  proof read in {:?}", start.elapsed());
    let mut times = Vec::new();
    for mentee in (0..problem.mentees()).step_by(problem.mentees() as usize / 500) {
        let mut least = Duration::MAX;
        for _ in 0..3 {
            let start = Instant::now();
            explainer.explain(mentee, 5).expect("a mentee who is there");
            least = least.min(start.elapsed());
        }
        times.push(least);
    }
    times.sort_unstable();
    let at = |share: usize| times[times.len() * share / 100].as_micros();
    println!(
        "  {:>5} explained: p50 {} µs, p99 {} µs",
        times.len(),
        at(50),
        at(99)
    );
}

/// The problem without those who come late, and their pairs.
fn without_late(
    late: &[bool],
    quotas: Vec<Quota>,
    pairs: &[[u32; 3]],
) -> (Problem, Vec<Vec<(u32, u32)>>) {
    let (mut early, mut place) = (0, Vec::new());
    for is_late in late {
        place.push(early);
        early += u32::from(!is_late);
    }
    let mut builder = Builder::new(early as usize, quotas).expect("valid quotas");
    let mut latecomers = vec![Vec::new(); late.len()];
    for &[mentee, mentor, cost] in pairs {
        if late[mentee as usize] {
            latecomers[mentee as usize].push((mentor, cost));
        } else {
            builder
                .pair(place[mentee as usize], mentor, cost)
                .expect("a valid pair");
        }
    }
    latecomers.retain(|pairs| !pairs.is_empty());
    (builder.build().expect("no pair twice"), latecomers)
}

/// Other events, spread over the people.
fn others(problem: &Problem) -> [(&'static str, Vec<Event>); 6] {
    let some = |from: u32, every: u32| (from..problem.mentees()).step_by(every as usize);
    let every = problem.mentees() / 500;
    let second = |mentee| problem.pairs_of(mentee).get(1).map(|pair| pair.mentor());
    let pin = |mentee| {
        Some(Event::Pin {
            mentee,
            mentor: second(mentee)?,
        })
    };
    let forbid = |mentee| {
        Some(Event::Forbid {
            mentee,
            mentor: second(mentee)?,
        })
    };
    let mentors = || (0..problem.mentors()).step_by((problem.mentors() / 100).max(1) as usize);
    let fewer = |mentor: u32| {
        let Quota { lo, hi } = problem.quotas()[mentor as usize];
        let quota = Quota {
            lo: lo.min(hi - 1),
            hi: hi - 1,
        };
        Event::Resize { mentor, quota }
    };
    [
        (
            "drop-outs",
            some(0, every)
                .map(|mentee| Event::DropOut { mentee })
                .collect(),
        ),
        (
            "swap requests",
            some(1, every)
                .map(|mentee| Event::Swap { mentee })
                .collect(),
        ),
        ("pins", some(2, every).filter_map(pin).collect()),
        (
            "forbidden pairs",
            some(3, every).filter_map(forbid).collect(),
        ),
        (
            "one seat fewer",
            mentors().skip(1).step_by(2).map(fewer).collect(),
        ),
        (
            "mentors who leave",
            mentors()
                .step_by(2)
                .map(|mentor| Event::MentorLeaves { mentor })
                .collect(),
        ),
    ]
}

fn time(standing: &mut Standing, name: &str, events: Vec<Event>) {
    let (mut times, mut moved, mut refused) = (Vec::new(), 0, 0);
    let before = standing.objective();
    for event in events {
        let mut best = Duration::MAX;
        for round in 0..3 {
            let start = Instant::now();
            let result = standing.apply(&event, &Options::default());
            best = best.min(start.elapsed());
            match result {
                Err(_) => refused += u32::from(round == 0),
                Ok(_) if round < 2 => standing.undo(),
                Ok(change) => moved += change.others_moved,
            }
        }
        times.push(best);
    }
    times.sort_unstable();
    let at = |share: usize| {
        times
            .get(times.len() * share / 100)
            .map_or(0, Duration::as_micros)
    };
    let slowest = times.last().map_or(0, Duration::as_micros);
    let (waiting, lacking) = (standing.waiting().len(), standing.lacking().len());
    let cost = standing.objective() - before;
    println!(
        "  {:>5} {name}: p50 {} µs, p99 {} µs, most {slowest} µs; {moved} others moved, {refused} \
         refused, cost {cost:+}; {waiting} wait, {lacking} mentors lack",
        times.len(),
        at(50),
        at(99),
    );
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
