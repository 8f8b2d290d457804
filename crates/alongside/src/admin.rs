//! What an operator does on the host.

use std::{
    io::Read as _,
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::{Context, Result, bail};
use clap::{Args, Subcommand, ValueEnum};
use domain::{
    id::{CourseId, InstitutionId, SchemeId},
    part::Brings,
};
use serde_json::{Value, json};
use service::{App, setup};
use store::{course, institution, roster, score};
use tokio::sync::watch;

use crate::open::{self, DataArgs, Plan, say};

/// Where data is, and how to answer.
#[derive(Clone, Debug, Args)]
pub(crate) struct Common {
    #[command(flatten)]
    pub(crate) data: DataArgs,
    /// Answers in JSON.
    #[arg(long)]
    pub(crate) json: bool,
}

/// Tenants.
#[derive(Debug, Subcommand)]
pub(crate) enum Institution {
    /// Adds one.
    Add {
        /// Its name.
        #[arg(long)]
        name: String,
        /// Its part of an address: lower-case letters, digits, hyphens.
        #[arg(long)]
        slug: String,
        /// IANA time zone.
        #[arg(long, default_value = "Europe/London")]
        time_zone: String,
        /// Languages it offers, the default first: en, cy.
        #[arg(long, value_delimiter = ',', default_value = "en")]
        languages: Vec<String>,
        #[command(flatten)]
        common: Common,
    },
    /// Lists them.
    List {
        #[command(flatten)]
        common: Common,
    },
    /// Reads its own services for the page Get help, in place of those it had.
    Services {
        /// Its slug.
        slug: String,
        /// A JSON file; the README shows one.
        file: PathBuf,
        #[command(flatten)]
        common: Common,
    },
}

/// Courses.
#[derive(Debug, Subcommand)]
pub(crate) enum Course {
    /// Lists them.
    List {
        #[command(flatten)]
        common: Common,
    },
    /// Says whom a course brings: new students, mentors, both, or staff.
    Brings {
        /// Its id.
        course: String,
        /// Whom.
        whom: Whom,
        #[command(flatten)]
        common: Common,
    },
}

/// Whom a course brings.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Whom {
    /// New students.
    New,
    /// Students who mentor.
    Mentors,
    /// New students and students who mentor.
    Mixed,
    /// Staff.
    Staff,
}

impl Whom {
    const fn as_kept(self) -> Brings {
        match self {
            Self::New => Brings::NewStudents,
            Self::Mentors => Brings::Mentors,
            Self::Mixed => Brings::Mixed,
            Self::Staff => Brings::Staff,
        }
    }
}

/// Rosters.
#[derive(Debug, Subcommand)]
pub(crate) enum Roster {
    /// Reads a course's roster now.
    Sync {
        /// The course's id.
        course: String,
        #[command(flatten)]
        common: Common,
    },
}

/// Marks.
#[derive(Debug, Subcommand)]
pub(crate) enum Scores {
    /// Sends every waiting mark now.
    Flush {
        #[command(flatten)]
        common: Common,
    },
}

/// Attribute files.
#[derive(Debug, Subcommand)]
pub(crate) enum Attributes {
    /// Reads a file into a scheme, whole or not at all.
    Read {
        /// The scheme's id, as `course list` shows it.
        scheme: String,
        /// The file: a header with `number`, then one person a line.
        file: PathBuf,
        #[command(flatten)]
        common: Common,
    },
}

/// Opens the service's data and does something with it.
pub(crate) fn with<F>(common: &Common, work: impl FnOnce(App) -> F) -> Result<ExitCode>
where
    F: Future<Output = Result<Value>>,
{
    open::log("warn");
    open::runtime()?.block_on(async {
        let app = Plan::new(&common.data)?.open_existing().await?;
        answer(common, app, work).await
    })
}

/// The same for the first commands of all, which make the data.
pub(crate) fn with_new<F>(common: &Common, work: impl FnOnce(App) -> F) -> Result<ExitCode>
where
    F: Future<Output = Result<Value>>,
{
    open::log("warn");
    open::runtime()?.block_on(async {
        let app = Plan::new(&common.data)?.open().await?;
        answer(common, app, work).await
    })
}

async fn answer<F>(common: &Common, app: App, work: impl FnOnce(App) -> F) -> Result<ExitCode>
where
    F: Future<Output = Result<Value>>,
{
    let answer = work(app.clone()).await;
    app.store().close().await;
    let answer = answer?;
    if common.json {
        say(answer);
    } else if answer.as_array().is_some_and(Vec::is_empty) {
        say("none");
    } else {
        tell(&answer, "");
    }
    Ok(ExitCode::SUCCESS)
}

/// JSON as lines for a person.
fn tell(answer: &Value, indent: &str) {
    match answer {
        Value::Array(rows) => {
            for row in rows {
                tell(row, indent);
                say("");
            }
        }
        Value::Object(fields) => {
            for (name, value) in fields {
                match value {
                    Value::Array(_) | Value::Object(_) => {
                        say(format!("{indent}{name}:"));
                        tell(value, &format!("{indent}  "));
                    }
                    Value::String(text) => say(format!("{indent}{name}: {text}")),
                    other => say(format!("{indent}{name}: {other}")),
                }
            }
        }
        Value::String(text) => say(format!("{indent}{text}")),
        other => say(format!("{indent}{other}")),
    }
}

/// `alongside institution …`.
pub(crate) fn institution(command: Institution) -> Result<ExitCode> {
    match command {
        Institution::Add {
            name,
            slug,
            time_zone,
            languages,
            common,
        } => with_new(&common, async |app| {
            let new = setup::NewInstitution {
                name,
                slug,
                time_zone,
                languages,
                claims_approved: false,
            };
            let id = setup::add_institution(&app, new).await?;
            Ok(json!({ "id": id.to_string() }))
        }),
        Institution::List { common } => with(&common, async |app| {
            let all = app.store().read(institution::all).await?;
            let rows = all.iter().map(
                |each| json!({ "id": each.id.to_string(), "slug": each.slug, "name": each.name }),
            );
            Ok(rows.collect())
        }),
        Institution::Services { slug, file, common } => with(&common, async |app| {
            let text = text_of(&file)?;
            let services = setup::read_services(&app, &slug, &text).await?;
            Ok(json!({ "services": services }))
        }),
    }
}

/// The institution named, the only one, or a first one.
pub(crate) async fn owner(app: &App, slug: Option<String>) -> Result<InstitutionId> {
    let all = app.store().read(institution::all).await?;
    if let Some(slug) = slug {
        let found = all.iter().find(|each| each.slug == slug);
        return Ok(found.context("there is no institution with this slug")?.id);
    }
    match &*all {
        [] => {
            let first = setup::NewInstitution {
                name: "Our institution".to_owned(),
                slug: "institution".to_owned(),
                time_zone: "Europe/London".to_owned(),
                languages: vec!["en".to_owned()],
                claims_approved: false,
            };
            Ok(setup::add_institution(app, first).await?)
        }
        [one] => Ok(one.id),
        _ => bail!("there are several institutions: say which with --institution"),
    }
}

/// `alongside course …`.
pub(crate) fn course(command: Course) -> Result<ExitCode> {
    match command {
        Course::List { common } => with(&common, async |app| {
            let all = app.store().read(course::all).await?;
            Ok(all.iter().map(listed).collect())
        }),
        Course::Brings {
            course,
            whom,
            common,
        } => with(&common, async |app| {
            let id = CourseId::parse(&course).context("this is not the id of a course")?;
            setup::set_brings(&app, id, whom.as_kept()).await?;
            Ok(json!({ "brings": whom.to_possible_value().map(|word| word.get_name().to_owned()) }))
        }),
    }
}

fn listed(course: &course::Course) -> Value {
    json!({
        "id": course.id.to_string(),
        "title": course.title,
        "code": course.code,
        "context": course.context,
        "scheme": course.scheme.map(|scheme| scheme.to_string()),
    })
}

/// `alongside roster …`.
pub(crate) fn roster(command: Roster) -> Result<ExitCode> {
    let Roster::Sync { course, common } = command;
    with(&common, async |app| {
        let course = CourseId::parse(&course).context("this is not the id of a course")?;
        let began = std::time::Instant::now();
        let (stop, stopped) = watch::channel(false);
        let jobs = tokio::spawn(service::jobs::run(app.clone(), stopped));
        let read = setup::read_roster(&app, course).await?;
        let _ = stop.send(true);
        jobs.await?;
        let answer = json!({
            "members": read.done,
            "arrived": read.arrived,
            "pages": read.pages,
            "requests": app.platform_requests(),
            "seconds": began.elapsed().as_secs_f64(),
        });
        match (read.state, read.code) {
            (roster::State::Done, _) => Ok(answer),
            (_, code) => bail!("the roster was not read: {}", code.unwrap_or_default()),
        }
    })
}

/// `alongside scores …`.
pub(crate) fn scores(command: Scores) -> Result<ExitCode> {
    let Scores::Flush { common } = command;
    with(&common, async |app| {
        let began = std::time::Instant::now();
        let now = service::clock::Clock::System.now();
        let waiting = app.store().write(move |tx| score::all_due(tx, now)).await?;
        let carried = service::jobs::flush(&app).await?;
        Ok(json!({
            "waiting": waiting,
            "carried": carried,
            "requests": app.platform_requests(),
            "seconds": began.elapsed().as_secs_f64(),
        }))
    })
}

/// `alongside attributes …`.
pub(crate) fn attributes(command: Attributes) -> Result<ExitCode> {
    let Attributes::Read {
        scheme,
        file,
        common,
    } = command;
    with(&common, async |app| {
        let scheme = SchemeId::parse(&scheme).context("this is not the id of a scheme")?;
        let text = text_of(&file)?;
        let people = setup::read_attributes(&app, scheme, &text).await?;
        Ok(json!({ "people": people }))
    })
}

/// Most bytes of an attribute file: far more than its most rows need.
const LARGEST_FILE: u64 = 256 * 1024 * 1024;

/// A file's text. One that was saved in another alphabet is told with its line.
fn text_of(file: &Path) -> Result<String> {
    let unreadable = || format!("{} cannot be read", file.display());
    let opened = std::fs::File::open(file).with_context(unreadable)?;
    let mut bytes = vec![];
    opened
        .take(LARGEST_FILE + 1)
        .read_to_end(&mut bytes)
        .with_context(unreadable)?;
    if bytes.len() as u64 > LARGEST_FILE {
        bail!("{} is too large", file.display());
    }
    String::from_utf8(bytes).map_err(|error| {
        let good = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        let line = 1 + memchr::memchr_iter(b'\n', good).count();
        anyhow::anyhow!("line {line} is not UTF-8: save the file as \"CSV UTF-8\"")
    })
}
