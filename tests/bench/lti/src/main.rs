//! Measures launches, rosters and marks of the service beside the same of small tools on other
//! people's libraries: in one run, by turns, with the same work asserted of each.

#![expect(
    clippy::print_stdout,
    reason = "what goes on is told to whoever started it"
)]

mod fire;
mod floor;
mod launch;
mod ours;
mod platform;
mod process;
mod refusals;
mod services;
mod tool;
mod wire;

use std::{collections::BTreeMap, fs, path::PathBuf, time::Duration};

use anyhow::{Context, Result};
use clap::Parser;
use serde_json::{Value, json};
use tokio::time::sleep;

use fire::{Burst, COURSE, STUDENTS};
use ours::Ours;
use platform::Platform;
use services::{Figures, Rival, has_services, median, medians, students_of_roster};
use tool::{Kind, Tool};

/// Launches in flight.
const AT_ONCE: [usize; 3] = [1, 16, 64];
/// Milliseconds the platform takes for a mark.
const DELAYS: [u64; 2] = [0, 20];
/// Ours remembers for five seconds that a platform gave it no token.
const REFUSAL_FORGOTTEN: Duration = Duration::from_secs(6);
/// A run that has not ended by then hangs.
const LONGEST: Duration = Duration::from_mins(12);

/// Where everything is; `cargo xtask bench lti` knows.
#[derive(Debug, Parser)]
pub(crate) struct Arguments {
    /// The binary as it is shipped.
    #[arg(long)]
    alongside: PathBuf,
    /// The tool on atomic-lti.
    #[arg(long)]
    atomic: PathBuf,
    /// A Python that has pylti1p3next.
    #[arg(long)]
    python: PathBuf,
    /// A `node_modules` that has ltijs.
    #[arg(long)]
    node_modules: PathBuf,
    /// The folder of the rivals' tools.
    #[arg(long)]
    tools: PathBuf,
    /// Where the tools may keep things, on a disk.
    #[arg(long)]
    data: PathBuf,
    /// Where the figures go.
    #[arg(long)]
    out: PathBuf,
    /// How often everything is measured; medians count.
    #[arg(long, default_value_t = 3)]
    runs: u32,
    /// Launches a cell, in hundredths of what is usual: less for a trial.
    #[arg(long, default_value_t = 100)]
    percent: usize,
    /// Ours alone, such as under a profiler.
    #[arg(long)]
    alone: bool,
}

fn main() -> Result<()> {
    let arguments = Arguments::parse();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    let figures = runtime.block_on(async {
        let all = tokio::time::timeout(LONGEST, measure(&arguments));
        all.await.context("it took too long")?
    })?;
    Ok(fs::write(&arguments.out, format!("{figures:#}"))?)
}

/// Figures by tool.
type ByTool = BTreeMap<&'static str, Value>;

async fn measure(with: &Arguments) -> Result<Value> {
    fs::create_dir_all(&with.data)?;
    let platform = Platform::start()?;
    platform.enrol(COURSE, STUDENTS);
    let mut tools = Vec::new();
    let kinds = if with.alone {
        &Kind::ALL[..1]
    } else {
        &Kind::ALL[..]
    };
    for &kind in kinds {
        tools.push(Tool::new(kind, &with.data)?);
    }
    ours::register(&tools[0], with, &platform)?;
    let mut all = starts(&mut tools, with, &platform).await?;
    println!("ours gets a course of {STUDENTS} students");
    let ours = Ours::open(&tools[0], with, &platform).await?;
    let scheme = ours.scheme(COURSE).await?;
    ours.newcomers(&scheme, COURSE, STUDENTS)?;
    let mut versions = Vec::new();
    for tool in &tools {
        println!("{}: launches that nobody should accept", tool.name);
        of(&mut all, tool)["accepts"] = json!(refusals::accepted(tool, &platform).await?);
        if tool.kind != Kind::Ours {
            let course = format!("version-{}", tool.name);
            let rival = Rival::launched(tool, &platform, course, 1).await?;
            versions.push(rival.version());
        }
    }
    let floor = launches(&mut all, &tools, with, &platform).await?;
    rosters(&mut all, &tools, &ours, with, &platform).await?;
    marks(&mut all, &tools, &ours, with, &platform).await?;
    Ok(json!({
        "tools": all,
        "floor": floor,
        "versions": versions,
        "filesystem": filesystem(with)?,
        "pragmas": ours.pragmas().await?,
        "runs": with.runs,
    }))
}

fn of<'a>(all: &'a mut ByTool, tool: &Tool) -> &'a mut Value {
    all.entry(tool.name).or_insert_with(|| json!({}))
}

/// Starts each tool by turns; the first start of all, which makes keys and tables, does not count.
async fn starts(tools: &mut [Tool], with: &Arguments, platform: &Platform) -> Result<ByTool> {
    let mut seconds: BTreeMap<&str, Vec<f64>> = BTreeMap::new();
    let mut idle: BTreeMap<&str, Vec<f64>> = BTreeMap::new();
    for run in 0..=with.runs {
        for tool in &mut *tools {
            println!("start {run} of {}: {}", with.runs, tool.name);
            let start = tool.start(with, platform).await?;
            if run > 0 {
                seconds.entry(tool.name).or_default().push(start.seconds);
                let kilobytes = f64::from(u32::try_from(start.idle / 1024)?);
                idle.entry(tool.name).or_default().push(kilobytes * 1024.0);
            }
        }
    }
    let mut all = ByTool::new();
    for tool in tools {
        let middle = |of: &mut BTreeMap<&str, Vec<f64>>| {
            median(of.entry(tool.name).or_default().as_mut_slice())
        };
        *of(&mut all, tool) = json!({ "start": middle(&mut seconds), "idle": middle(&mut idle) });
    }
    Ok(all)
}

/// Launches by turns; answers what one check of a signature takes meanwhile, in milliseconds.
async fn launches(
    all: &mut ByTool,
    tools: &[Tool],
    with: &Arguments,
    platform: &Platform,
) -> Result<f64> {
    let mut floors = Vec::new();
    let mut bursts: BTreeMap<(&str, usize), Vec<Burst>> = BTreeMap::new();
    for run in 0..with.runs {
        for at_once in AT_ONCE {
            floors.push(floor::check(platform)?);
            for tool in turn(tools, run) {
                let count = (tool.kind.launches() * with.percent / 100).max(at_once);
                let launches = fire::prepare(tool, platform, count).await?;
                let burst = fire::burst(tool, launches, at_once).await?;
                println!(
                    "{}, {at_once} at once: {:.0}/s, p50 {:.1} ms, p99 {:.1} ms, CPU {:.3} ms each",
                    tool.name, burst.rate, burst.p50, burst.p99, burst.cpu
                );
                bursts.entry((tool.name, at_once)).or_default().push(burst);
            }
        }
    }
    for tool in tools {
        for at_once in AT_ONCE {
            let bursts = bursts.remove(&(tool.name, at_once)).unwrap_or_default();
            of(all, tool)[format!("at_{at_once}")] = medians(&each(&bursts));
        }
        of(all, tool)["after"] = json!(tool.process().memory());
        of(all, tool)["launches"] = json!(tool.kind.launches() * with.percent / 100);
    }
    Ok(median(&mut floors))
}

fn each(bursts: &[Burst]) -> Vec<Figures> {
    let figures = |burst: &Burst| {
        Figures::from([
            ("p50", burst.p50),
            ("p99", burst.p99),
            ("rate", burst.rate),
            ("cpu", burst.cpu),
        ])
    };
    bursts.iter().map(figures).collect()
}

/// The tools, another one first in each run.
fn turn(tools: &[Tool], run: u32) -> impl Iterator<Item = &Tool> {
    let first = usize::try_from(run).unwrap_or_default() % tools.len();
    tools[first..].iter().chain(&tools[..first])
}

async fn rosters(
    all: &mut ByTool,
    tools: &[Tool],
    ours: &Ours<'_>,
    with: &Arguments,
    platform: &Platform,
) -> Result<()> {
    let mut read: BTreeMap<&str, Vec<Figures>> = BTreeMap::new();
    for run in 0..with.runs {
        for tool in turn(tools, run).filter(|tool| has_services(tool)) {
            let figures = if tool.kind == Kind::Ours {
                services::our_roster(ours, platform, run).await?
            } else {
                let course = format!("roster-{}-{run}", tool.name);
                let students = students_of_roster();
                let mut rival = Rival::launched(tool, platform, course, students).await?;
                rival.roster().await?
            };
            println!("{}, roster: {figures:.3?}", tool.name);
            read.entry(tool.name).or_default().push(figures);
        }
    }
    for tool in tools {
        if let Some(read) = read.get(tool.name) {
            of(all, tool)["roster"] = medians(read);
        }
    }
    Ok(())
}

/// Marks at each delay: before read-back everywhere, and of ours at last with it. A rival that sends
/// one after the other takes half a minute at 20 ms, so that is measured once.
async fn marks(
    all: &mut ByTool,
    tools: &[Tool],
    ours: &Ours<'_>,
    with: &Arguments,
    platform: &Platform,
) -> Result<()> {
    for delay in DELAYS {
        let mut sent: BTreeMap<&str, Vec<Figures>> = BTreeMap::new();
        for run in 0..with.runs {
            for tool in turn(tools, run).filter(|tool| has_services(tool)) {
                let figures = if tool.kind == Kind::Ours {
                    services::our_marks(ours, platform, run, delay, false).await?
                } else if delay > 0 && run > 0 && tool.kind == Kind::Pylti {
                    continue;
                } else {
                    let course = format!("marks-{delay}-{}-{run}", tool.name);
                    let mut rival = Rival::launched(tool, platform, course, 1).await?;
                    rival.marks(delay).await?
                };
                println!("{}, marks at {delay} ms: {figures:.3?}", tool.name);
                sent.entry(tool.name).or_default().push(figures);
            }
        }
        for tool in tools {
            if let Some(sent) = sent.get(tool.name) {
                of(all, tool)[format!("marks_{delay}")] = medians(sent);
            }
        }
    }
    sleep(REFUSAL_FORGOTTEN).await;
    for delay in DELAYS {
        let confirmed = services::our_marks(ours, platform, 0, delay, true).await?;
        println!("ours, marks at {delay} ms with read-back: {confirmed:.3?}");
        of(all, ours.tool)[format!("confirmed_{delay}")] = medians(&[confirmed]);
    }
    Ok(())
}

/// The kind of file system the tools keep things on.
fn filesystem(with: &Arguments) -> Result<String> {
    let folder = with.data.canonicalize()?;
    let mounts = fs::read_to_string("/proc/mounts")?;
    let mounts = mounts.lines().filter_map(|line| {
        let mut fields = line.split(' ').skip(1);
        let at = PathBuf::from(fields.next()?);
        let kind = fields.next()?.to_owned();
        folder.starts_with(&at).then_some((at, kind))
    });
    let deepest = mounts.max_by_key(|(at, _)| at.components().count());
    Ok(deepest.context("no file system")?.1)
}
