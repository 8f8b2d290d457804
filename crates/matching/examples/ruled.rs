//! Times forming groups by rules: `ruled DIR [RULE...]`, with the three files that `alongside form`
//! reads, where ids are positions and further columns say who is what. Rules are `alone=COLUMN:N`
//! (nobody alone in having N there; `~P` after it makes it soft at P), `times` or `times~P` (a
//! common time, column slots), `apart=N` (so many pairs), `sizes=A,B,…`, `unused`; besides
//! `effort=N`, `enough=N` and `trace`. Prints seconds of processor time, without reading.
#![expect(clippy::print_stdout, reason = "printing is what this is for")]

use std::fs;

use matching::{
    Breach, Builder, Company, Impossible, Meeting, Problem, Quota, Rounds, RuleOptions, Ruled,
    RuledOutcome, Rules, Weight, form_by_rules,
};
use verify::{
    CompanyRule, Exempt, GroupRules, MeetingRule, RuleBroken, RuledClaim, RuledPrices, RuledScheme,
    check_ruled,
};

fn main() {
    let mut args = std::env::args().skip(1);
    let dir = args.next().expect("a folder");
    let (mut rules, mut options, mut trace) = (Rules::default(), RuleOptions::default(), false);
    for arg in args {
        let (arg, penalty) = arg.split_once('~').unwrap_or((&arg, ""));
        let weight = penalty.parse().map_or(Weight::Hard, Weight::Soft);
        let (name, value) = arg.split_once('=').unwrap_or((arg, ""));
        match name {
            "alone" => rules.company.push(company(&dir, value, weight)),
            "times" => rules.meeting = Some(meeting(&dir, weight)),
            "apart" => rules.apart = apart(&dir, number(value)),
            "sizes" => rules.size_costs = value.split(',').map(number).collect(),
            "unused" => rules.may_stay_unused = true,
            "effort" => options.effort = number(value),
            "enough" => options.enough = number(value),
            "trace" => trace = true,
            _ => panic!("{name} is no rule"),
        }
    }
    run(&dir, &rules, &options, trace);
}

fn run(dir: &str, rules: &Rules, options: &RuleOptions, trace: bool) {
    let problem = read(dir);
    let start = cpu_seconds();
    let tell = |it: Rounds| {
        if it.done.is_multiple_of(50) {
            println!("  {it:?} {:.2} s", cpu_seconds() - start);
        }
    };
    let options = RuleOptions {
        progress: trace.then_some(&tell),
        ..*options
    };
    let outcome = form_by_rules(&problem, rules, &options).expect("valid rules");
    let solving = cpu_seconds() - start;
    let RuledOutcome::Formed(answer) = outcome else {
        return println!("{dir}: no allocation, {solving:.3} s");
    };
    let is_checked = certify(&problem, rules, &answer);
    let checking = cpu_seconds() - start - solving;
    let bound = answer.bound.unwrap_or_default();
    let millionths = answer.gap().map(|gap| gap * 1_000_000 / bound.max(1));
    println!(
        "{dir}: {} + {} = {}, bound {bound}, gap {millionths:?} ppm, {} unmet, checked {is_checked}, \
         {solving:.3} + {checking:.3} s, {} KB",
        answer.pair_costs,
        answer.penalties,
        answer.objective(),
        answer.unmet.len(),
        peak_memory(),
    );
    if !answer.broken.is_empty() {
        let count =
            |which: fn(&Breach) -> bool| answer.broken.iter().filter(|it| which(it)).count();
        let without_time = count(|it| matches!(it, Breach::NoCommonTime { .. }));
        println!(
            "  broken {}, {without_time} without a time",
            answer.broken.len()
        );
        for it in answer.broken.iter().take(9) {
            println!("  {it:?}");
        }
        for reason in &answer.impossible {
            match reason {
                Impossible::NotTogether { mentees, .. } => println!("  not together {mentees:?}"),
                other => println!("  {other:?}"),
            }
        }
    }
}

fn certify(problem: &Problem, rules: &Rules, answer: &Ruled) -> bool {
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
    let quotas = problem.quotas().iter();
    let quotas = quotas.map(|it| verify::Quota {
        lo: it.lo,
        hi: it.hi,
    });
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
        quotas: &quotas.collect::<Vec<_>>(),
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

fn check(scheme: &RuledScheme, answer: &Ruled) -> bool {
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
    check_ruled(scheme, &claim)
        .expect("a true claim")
        .is_bound_checked
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

fn company(dir: &str, value: &str, weight: Weight) -> Company {
    let (column, wanted) = value.split_once(':').expect("a column and a number");
    let people = table(&format!("{dir}/mentees.csv"), [column]);
    let people = (0..).zip(people).filter(|(_, it)| it[0] == number(wanted));
    let carriers: Vec<u32> = people.map(|it| it.0).collect();
    Company {
        asking: carriers.clone(),
        carriers,
        mentors: vec![],
        weight,
    }
}

fn meeting(dir: &str, weight: Weight) -> Meeting {
    let times = |file: &str| {
        let rows = table(&format!("{dir}/{file}.csv"), ["slots"]);
        rows.iter().map(|it| u64::from(it[0])).collect()
    };
    Meeting {
        mentees: times("mentees"),
        mentors: times("mentors"),
        weight,
    }
}

/// So many pairs of mentees who stand near each other, and so often want the same mentors.
fn apart(dir: &str, number: u32) -> Vec<(u32, u32)> {
    let mentees = table(&format!("{dir}/mentees.csv"), ["id"]).len();
    let mentees = u32::try_from(mentees).expect("a few");
    let pair = |it: u32| {
        let one = it.wrapping_mul(7919) % mentees;
        (one, (one + 1 + it % 5) % mentees)
    };
    (0..number).map(pair).collect()
}

fn number(text: &str) -> u32 {
    text.parse().expect("a number")
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
    let field = |line: &str, at| number(line.split(',').nth(at).expect("a field"));
    lines.map(|line| at.map(|at| field(line, at))).collect()
}

/// How long this thread has run, where the system says so (Linux), otherwise 0.
fn cpu_seconds() -> f64 {
    let text = fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let nanoseconds = text.split(' ').next();
    let nanoseconds = nanoseconds.and_then(|field| field.parse::<f64>().ok());
    nanoseconds.unwrap_or_default() / 1e9
}

/// The most memory held at once, where the system says so (Linux).
fn peak_memory() -> String {
    let text = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.unwrap_or("0 kB")
        .trim()
        .trim_end_matches(" kB")
        .to_owned()
}
