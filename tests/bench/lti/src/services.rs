//! Rosters of ten thousand and a thousand marks: the seconds, and what it cost the tool.

use std::{
    collections::BTreeMap,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use tokio::time::sleep;

use crate::{
    fire::follow,
    launch::{Flaw, Who, login, sign},
    ours::Ours,
    platform::Platform,
    tool::{Kind, Tool},
    wire::Connection,
};

/// People of the large roster: a teacher and the rest.
const MEMBERS: usize = 10_000;
/// Marks sent at once.
const MARKS: usize = 1_000;

/// What one piece of work came to, by the names of the figures.
pub(crate) type Figures = BTreeMap<&'static str, f64>;

/// What a tool's process had before a piece of work.
struct Before {
    cpu: f64,
    memory: u64,
}

impl Before {
    fn of(tool: &Tool, platform: &Platform) -> Self {
        platform.seen();
        tool.process().forget_peak();
        Self {
            cpu: tool.process().cpu(),
            memory: tool.process().memory(),
        }
    }

    /// What it took since.
    fn since(&self, tool: &Tool, platform: &Platform, seconds: f64) -> Result<Figures> {
        let process = tool.process();
        let seen = platform.seen();
        let growth = process.peak().saturating_sub(self.memory);
        let count = |count: usize| u32::try_from(count).map(f64::from);
        Ok(Figures::from([
            ("seconds", seconds),
            ("cpu", process.cpu() - self.cpu),
            ("growth", f64::from(u32::try_from(growth / 1024)?) * 1024.0),
            ("requests", count(seen.requests)?),
            ("in_flight", count(seen.most_in_flight)?),
        ]))
    }
}

/// Ours reads a roster it does not know, until its rows are committed.
pub(crate) async fn our_roster(ours: &Ours<'_>, platform: &Platform, run: u32) -> Result<Figures> {
    let course = format!("roster-{run}");
    platform.enrol(&course, 0);
    let mut scheme = ours.scheme(&course).await?;
    platform.enrol(&course, MEMBERS - 1);
    let before = Before::of(ours.tool, platform);
    let (members, pages, seconds) = ours.read_roster(&mut scheme).await?;
    let mut figures = before.since(ours.tool, platform, seconds)?;
    ensure!(
        usize::try_from(members)? == MEMBERS,
        "ours read {members} members"
    );
    figures.insert("pages", f64::from(pages));
    Ok(figures)
}

/// Ours sends the marks that wait in its outbox. `reads_back` says whether the platform lets the
/// marks be read: then each is, and it is done when all are confirmed; otherwise when all are there.
pub(crate) async fn our_marks(
    ours: &Ours<'_>,
    platform: &Platform,
    run: u32,
    delay: u64,
    reads_back: bool,
) -> Result<Figures> {
    let course = format!("marks-{delay}-{reads_back}-{run}");
    platform.enrol(&course, 0);
    let mut scheme = ours.scheme(&course).await?;
    platform.enrol(&course, MARKS);
    ours.read_roster(&mut scheme).await?;
    ours.complete(&scheme, &course, MARKS)?;
    platform.withhold_results(!reads_back);
    platform.delay(delay);
    let before = Before::of(ours.tool, platform);
    let began = Instant::now();
    ours.let_marks_go(&mut scheme).await?;
    let there = all_there(platform, &course).await?;
    let confirmed = ours.confirmed(&scheme, MARKS).await?;
    platform.delay(0);
    platform.withhold_results(false);
    let end = if reads_back { confirmed } else { there };
    before.since(ours.tool, platform, (end - began).as_secs_f64())
}

/// A rival as the course's teacher, at the page of the launch.
pub(crate) struct Rival<'a> {
    tool: &'a Tool,
    platform: &'a Platform,
    course: String,
    connection: Connection,
    cookies: String,
    /// What the page says: where the roster and the marks are, and the tool's version.
    page: Value,
}

impl<'a> Rival<'a> {
    /// Launches as the teacher of a course with so many students.
    pub(crate) async fn launched(
        tool: &'a Tool,
        platform: &'a Platform,
        course: String,
        students: usize,
    ) -> Result<Self> {
        platform.enrol(&course, students);
        let mut connection = tool.connection();
        let who = Who {
            course: course.clone(),
            student: None,
        };
        let begun = login(&mut connection, tool, platform, who).await?;
        let launch = sign(platform, tool, &begun, Flaw::None)?;
        let (_, cookies, answer) = follow(&mut connection, tool.launch_path, launch).await?;
        let page: Value = serde_json::from_slice(&answer.body)
            .with_context(|| format!("{}: the page is no JSON", tool.name))?;
        Ok(Self {
            tool,
            platform,
            course,
            connection,
            cookies,
            page,
        })
    }

    /// Which library this is, with its version.
    pub(crate) fn version(&self) -> String {
        self.page["version"].as_str().unwrap_or_default().to_owned()
    }

    /// Reads the roster into memory.
    pub(crate) async fn roster(&mut self) -> Result<Figures> {
        let before = Before::of(self.tool, self.platform);
        let began = Instant::now();
        let said = self.ask("roster", "").await?;
        let seconds = began.elapsed().as_secs_f64();
        let figures = before.since(self.tool, self.platform, seconds)?;
        ensure!(said["members"] == MEMBERS, "{}: {said}", self.tool.name);
        Ok(figures)
    }

    /// Sends the marks of people that are named as it goes.
    pub(crate) async fn marks(&mut self, delay: u64) -> Result<Figures> {
        self.platform.delay(delay);
        let before = Before::of(self.tool, self.platform);
        let began = Instant::now();
        self.ask("scores", &format!("n={MARKS}")).await?;
        let there = all_there(self.platform, &self.course).await?;
        self.platform.delay(0);
        let seconds = (there - began).as_secs_f64();
        before.since(self.tool, self.platform, seconds)
    }

    async fn ask(&mut self, what: &str, query: &str) -> Result<Value> {
        let path = self.page[what].as_str().context("the page leads nowhere")?;
        let joint = if path.contains('?') { '&' } else { '?' };
        let path = format!("{path}{joint}{query}");
        let answer = self.connection.get(&path, &self.cookies).await?;
        ensure!(
            answer.status.is_success(),
            "{} {path}: {}",
            self.tool.name,
            answer.says()
        );
        Ok(serde_json::from_slice(&answer.body)?)
    }
}

/// Whether a tool has a roster and marks of its own to be measured: atomic-lti 2.2.0 looks for the
/// next page in a header that no platform sends, and names the fields of a score as none reads them.
pub(crate) fn has_services(tool: &Tool) -> bool {
    tool.kind != Kind::Atomic
}

/// The size of a rival's course for its roster.
pub(crate) const fn students_of_roster() -> usize {
    MEMBERS - 1
}

/// Waits until the platform has every mark; when the last came.
async fn all_there(platform: &Platform, course: &str) -> Result<Instant> {
    let began = Instant::now();
    loop {
        let (count, last) = platform.scored(course);
        if let Some(last) = last.filter(|_| count == MARKS) {
            return Ok(last);
        }
        ensure!(
            began.elapsed() < Duration::from_mins(1),
            "{count} of {MARKS} marks came"
        );
        sleep(Duration::from_millis(1)).await;
    }
}

/// The median of each figure.
pub(crate) fn medians(all: &[Figures]) -> Value {
    let mut answer = json!({});
    for name in all.first().into_iter().flat_map(BTreeMap::keys) {
        let mut values: Vec<f64> = all
            .iter()
            .filter_map(|one| one.get(name).copied())
            .collect();
        answer[*name] = json!(median(&mut values));
    }
    answer
}

/// The middle one; the lower of two.
pub(crate) fn median(values: &mut [f64]) -> f64 {
    values.sort_by(f64::total_cmp);
    let middle = values.len().saturating_sub(1) / 2;
    values.get(middle).copied().unwrap_or_default()
}
