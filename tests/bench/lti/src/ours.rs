//! What only ours can be asked: a scheme with members, a roster that is kept, marks that wait in an
//! outbox. Everything goes through the product: its commands and its pages.

use std::{
    fs,
    process::Command,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail, ensure};
use axum::http::StatusCode;
use domain::id::CourseId;
use hyper::body::Bytes;
use jiff::Timestamp;
use serde_json::Value;
use store::{MIGRATIONS, Store, StoreConfig, StoreError, Tx, params, roster};
use tokio::time::sleep;
use url::form_urlencoded;

use crate::{
    Arguments,
    fire::follow,
    launch::{CLIENT, DEPLOYMENT, Flaw, Who, login, sign},
    platform::{self, Platform},
    tool::Tool,
    wire::Connection,
};

/// How long rows may take to come.
const PATIENCE: Duration = Duration::from_mins(1);

/// The running service with its commands, and a look at its rows.
pub(crate) struct Ours<'a> {
    pub(crate) tool: &'a Tool,
    with: &'a Arguments,
    platform: &'a Platform,
    store: Store,
}

/// A course whose teacher coordinates its scheme.
pub(crate) struct Scheme {
    pub(crate) course: CourseId,
    id: String,
    teacher: Teacher,
}

/// A teacher's visit.
struct Teacher {
    connection: Connection,
    cookies: String,
    page: String,
    token: String,
}

/// Registers the platform, before the service is started.
pub(crate) fn register(tool: &Tool, with: &Arguments, platform: &Platform) -> Result<()> {
    let origin = platform.origin();
    let mut add = tool.ours(with, platform, &["platform", "add", "--name", "Bench"]);
    add.args(["--issuer", origin, "--client-id", CLIENT])
        .args(["--deployment-id", DEPLOYMENT])
        .args(["--auth-url", &format!("{origin}/auth")])
        .args(["--token-url", &format!("{origin}/token")])
        .args(["--jwks-url", &format!("{origin}/jwks")]);
    done(&mut add).map(drop)
}

impl<'a> Ours<'a> {
    /// Looks into the database of the running service.
    pub(crate) async fn open(
        tool: &'a Tool,
        with: &'a Arguments,
        platform: &'a Platform,
    ) -> Result<Self> {
        let file = tool.folder.join("data/alongside.db");
        let url = format!("sqlite://{}", std::path::absolute(file)?.display());
        let store = Store::open(StoreConfig::new(url, MIGRATIONS)).await?;
        Ok(Self {
            tool,
            with,
            platform,
            store,
        })
    }

    /// How the database keeps what it is told.
    pub(crate) async fn pragmas(&self) -> Result<String> {
        let read = self.store.read(|tx| {
            let journal = tx.query_one("pragma journal_mode", params![])?;
            let synchronous = tx.query_one("pragma synchronous", params![])?;
            let journal = journal.text("journal_mode")?.to_owned();
            Ok::<_, StoreError>((journal, synchronous.int("synchronous")?))
        });
        let (journal, synchronous) = read.await?;
        Ok(format!("journal_mode={journal} synchronous={synchronous}"))
    }

    /// A course that was launched from, claimed and approved, as an institution does it; its roster
    /// is read once, with whoever is enrolled by then.
    pub(crate) async fn scheme(&self, course: &str) -> Result<Scheme> {
        let mut teacher = self.teacher(course).await?;
        teacher.act("claim-scheme", &[]).await?;
        let course = self.course(course)?;
        let scheme = course["scheme"]
            .as_str()
            .context("the claim left no scheme")?;
        let id = course["id"].as_str().unwrap_or_default();
        let mut approve = self.command(&["scheme", "approve", scheme]);
        done(&mut approve)?;
        let id = CourseId::parse(id).context("a course without an id")?;
        self.roster_is_read(id).await?;
        Ok(Scheme {
            course: id,
            id: scheme.to_owned(),
            teacher,
        })
    }

    /// Asks for the roster as the teacher, and waits until its rows are committed: how many people,
    /// in how many pages, and the seconds from the press of the button.
    pub(crate) async fn read_roster(&self, scheme: &mut Scheme) -> Result<(u32, u32, f64)> {
        let asked = Timestamp::now();
        scheme.teacher.act("sync-roster", &[]).await?;
        let read = self.roster_is_read(scheme.course).await?;
        let ended = read.ended_at.context("it ended at no time")?.0;
        let millis = ended - asked.as_millisecond();
        let seconds = f64::from(u32::try_from(millis)?) / 1e3;
        Ok((read.done, read.pages, seconds))
    }

    /// Tells by a file that so many students completed their training: their marks wait from now on.
    pub(crate) fn complete(&self, scheme: &Scheme, course: &str, students: usize) -> Result<()> {
        let heading = "number,part,accepted,booked,attended,code,quiz";
        let candidate = ",candidate,2026-06-01,2026-06-02,2026-06-03,2026-06-04,2026-06-05";
        self.told(scheme, course, students, heading, candidate)
    }

    /// Tells by a file that so many students are new.
    pub(crate) fn newcomers(&self, scheme: &Scheme, course: &str, students: usize) -> Result<()> {
        self.told(scheme, course, students, "number,part", ",new")
    }

    fn told(
        &self,
        scheme: &Scheme,
        course: &str,
        students: usize,
        heading: &str,
        each: &str,
    ) -> Result<()> {
        let lines = (0..students).map(|student| platform::sis_number(course, student) + each);
        let lines: Vec<String> = [heading.to_owned()].into_iter().chain(lines).collect();
        let file = self.tool.folder.join("people.csv");
        fs::write(&file, lines.join("\n"))?;
        let mut read = self.command(&["attributes", "read", &scheme.id]);
        done(read.arg(file)).map(drop)
    }

    /// Lets the marks go, as the coordinator does who says that the column carries no credit.
    pub(crate) async fn let_marks_go(&self, scheme: &mut Scheme) -> Result<()> {
        scheme.teacher.act("confirm-gradebook", &[]).await
    }

    /// Waits until so many marks of a course are confirmed.
    pub(crate) async fn confirmed(&self, scheme: &Scheme, count: usize) -> Result<Instant> {
        let began = Instant::now();
        let course = scheme.course;
        loop {
            let confirmed = self.store.read(move |tx| {
                let row = tx.query_one(
                    "select count(*) as n from score where course = $1 and state = 'confirmed'",
                    params![course],
                )?;
                row.int("n")
            });
            if usize::try_from(confirmed.await?)? >= count {
                return Ok(Instant::now());
            }
            ensure!(began.elapsed() < PATIENCE, "the marks were not confirmed");
            sleep(Duration::from_millis(5)).await;
        }
    }

    async fn roster_is_read(&self, course: CourseId) -> Result<roster::Read> {
        let began = Instant::now();
        loop {
            let last = self
                .store
                .read(move |tx: &mut Tx<'_>| roster::last(tx, course));
            match last.await? {
                Some(read) if read.state == roster::State::Done => return Ok(read),
                Some(read) if read.state == roster::State::Failed => {
                    bail!("the roster was not read: {:?}", read.code)
                }
                _ => {}
            }
            ensure!(began.elapsed() < PATIENCE, "the roster was not read");
            sleep(Duration::from_millis(5)).await;
        }
    }

    async fn teacher(&self, course: &str) -> Result<Teacher> {
        let mut connection = self.tool.connection();
        let who = Who {
            course: course.to_owned(),
            student: None,
        };
        let begun = login(&mut connection, self.tool, self.platform, who).await?;
        let launch = sign(self.platform, self.tool, &begun, Flaw::None)?;
        let (page, cookies, answer) =
            follow(&mut connection, self.tool.launch_path, launch).await?;
        let body = String::from_utf8_lossy(&answer.body);
        let token = form_token(&body).context("the teacher's page has no form")?;
        Ok(Teacher {
            connection,
            cookies,
            page,
            token: token.to_owned(),
        })
    }

    fn course(&self, context: &str) -> Result<Value> {
        let list = done(&mut self.command(&["course", "list", "--json"]))?;
        let all: Vec<Value> = serde_json::from_slice(&list)?;
        let mut all = all.into_iter();
        all.find(|course| course["context"] == context)
            .context("the launch left no course")
    }

    fn command(&self, words: &[&str]) -> Command {
        self.tool.ours(self.with, self.platform, words)
    }
}

impl Teacher {
    /// Presses a button of the page.
    async fn act(&mut self, act: &str, fields: &[(&str, &str)]) -> Result<()> {
        let form = form_urlencoded::Serializer::new(String::new())
            .append_pair("form_token", &self.token)
            .extend_pairs(fields)
            .finish();
        let path = format!("{}/acts/{act}", self.page);
        let connection = &mut self.connection;
        let answer = connection
            .post(&path, &self.cookies, Bytes::from(form))
            .await?;
        ensure!(
            answer.status == StatusCode::SEE_OTHER,
            "{act}: {}",
            answer.says()
        );
        Ok(())
    }
}

/// The hidden field of a page's forms.
fn form_token(page: &str) -> Option<&str> {
    let (_, rest) = page.split_once("name=\"form_token\" value=\"")?;
    rest.split('"').next()
}

/// What a command said that ended well.
fn done(command: &mut Command) -> Result<Vec<u8>> {
    let ended = command.output()?;
    ensure!(
        ended.status.success(),
        "{command:?} ended with {}\n{}",
        ended.status,
        String::from_utf8_lossy(&ended.stderr)
    );
    Ok(ended.stdout)
}
