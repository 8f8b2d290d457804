//! What an operator does on the host.

use std::{
    io::Read as _,
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::{Context, Result, bail, ensure};
use clap::{Args, Subcommand};
use domain::id::{CourseId, InstitutionId, RegistrationId, SchemeId};
use serde_json::{Value, json};
use service::{App, setup};
use store::{course, institution, registration, roster, score};
use tokio::sync::watch;

use crate::open::{self, DataArgs, Plan, say};

/// Where data is, and how to answer.
#[derive(Clone, Debug, Args)]
pub(crate) struct Common {
    #[command(flatten)]
    data: DataArgs,
    /// Answers in JSON.
    #[arg(long)]
    json: bool,
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

/// Platforms.
#[derive(Debug, Subcommand)]
pub(crate) enum Platform {
    /// Registers one by hand and prints what to paste into the LMS.
    Add(Box<AddPlatform>),
    /// Lists them.
    List {
        #[command(flatten)]
        common: Common,
    },
    /// Shows one with its deployments.
    Show {
        /// Its id.
        id: String,
        #[command(flatten)]
        common: Common,
    },
    /// Approves a deployment.
    Approve {
        /// The platform's id.
        id: String,
        /// The deployment's id.
        deployment: String,
        #[command(flatten)]
        common: Common,
    },
    /// Refuses launches from a platform, or accepts them again.
    Disable {
        /// Its id.
        id: String,
        /// Accepts launches again.
        #[arg(long)]
        undo: bool,
        #[command(flatten)]
        common: Common,
    },
}

/// A platform to register.
#[derive(Debug, Args)]
pub(crate) struct AddPlatform {
    /// The institution's slug; may be left out while there is exactly one or none.
    #[arg(long)]
    institution: Option<String>,
    /// What people call this LMS.
    #[arg(long)]
    name: String,
    /// Its issuer.
    #[arg(long)]
    issuer: String,
    /// The client id it gave the tool.
    #[arg(long)]
    client_id: String,
    /// Where authentication requests go.
    #[arg(long)]
    auth_url: String,
    /// Where access tokens are asked for.
    #[arg(long)]
    token_url: String,
    /// Where its keys are.
    #[arg(long)]
    jwks_url: String,
    /// A deployment to approve at once; may be given several times.
    #[arg(long)]
    deployment_id: Vec<String>,
    #[command(flatten)]
    common: Common,
}

/// Courses.
#[derive(Debug, Subcommand)]
pub(crate) enum Course {
    /// Lists them.
    List {
        #[command(flatten)]
        common: Common,
    },
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
fn with_new<F>(common: &Common, work: impl FnOnce(App) -> F) -> Result<ExitCode>
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

/// `alongside platform …`.
pub(crate) fn platform(command: Platform) -> Result<ExitCode> {
    match command {
        Platform::Add(args) => {
            let common = args.common.clone();
            with_new(&common, async |app| add_platform(&app, *args).await)
        }
        Platform::List { common } => with(&common, async |app| {
            let all = app.store().read(registration::all).await?;
            Ok(all.iter().map(shown).collect())
        }),
        Platform::Show { id, common } => with(&common, async |app| {
            let id = registration_id(&id)?;
            let found = app
                .store()
                .read(move |tx| {
                    let found = registration::get(tx, id)?;
                    Ok::<_, store::StoreError>((found, registration::deployments(tx, id)?))
                })
                .await?;
            let (found, deployments) = found;
            let mut answer = shown(&found.context(NO_PLATFORM)?);
            answer["deployments"] = deployments
                .iter()
                .map(|(id, approved)| json!({ "id": id, "approved": approved }))
                .collect();
            Ok(answer)
        }),
        Platform::Approve {
            id,
            deployment,
            common,
        } => with(&common, async |app| {
            let id = registration_id(&id)?;
            let now = service::clock::Clock::System.now();
            let known = app
                .store()
                .write(move |tx| {
                    let known = registration::get(tx, id)?.is_some();
                    if known {
                        registration::keep_deployment(tx, id, &deployment, true, now)?;
                    }
                    Ok::<_, store::StoreError>(known)
                })
                .await?;
            ensure!(known, NO_PLATFORM);
            Ok(json!({ "approved": true }))
        }),
        Platform::Disable { id, undo, common } => {
            with(&common, async |app| disable(&app, &id, undo).await)
        }
    }
}

async fn disable(app: &App, id: &str, undo: bool) -> Result<Value> {
    let id = registration_id(id)?;
    let state = if undo {
        registration::State::Active
    } else {
        registration::State::Disabled
    };
    let now = service::clock::Clock::System.now();
    let known = app
        .store()
        .write(move |tx| registration::set_state(tx, id, state, now))
        .await?;
    ensure!(known, NO_PLATFORM);
    Ok(json!({ "state": state.word() }))
}

const NO_PLATFORM: &str = "there is no such platform; see `platform list`";

fn registration_id(text: &str) -> Result<RegistrationId> {
    RegistrationId::parse(text).context("this is not the id of a platform; see `platform list`")
}

fn shown(each: &registration::Registration) -> Value {
    json!({
        "id": each.id.to_string(),
        "name": each.name,
        "issuer": each.issuer,
        "client_id": each.client_id,
        "state": each.state.word(),
    })
}

/// What stands in the LMS's form after registering by hand.
async fn add_platform(app: &App, args: AddPlatform) -> Result<Value> {
    let institution = owner(app, args.institution).await?;
    let new = setup::NewPlatform {
        institution,
        name: args.name,
        issuer: args.issuer,
        client_id: args.client_id,
        auth_url: args.auth_url,
        token_url: args.token_url,
        jwks_url: args.jwks_url,
        deployments: args.deployment_id,
        private_hosts: true,
    };
    let id = setup::add_platform(app, new).await?;
    let origin = args.common.data.public_url.trim_end_matches('/').to_owned();
    Ok(json!({
        "id": id.to_string(),
        "login_url": format!("{origin}/lti/login"),
        "redirect_uri": format!("{origin}/lti/launch"),
        "target_link_uri": format!("{origin}/lti/launch"),
        "jwks_url": format!("{origin}/lti/jwks.json"),
    }))
}

/// The institution named, the only one, or a first one.
async fn owner(app: &App, slug: Option<String>) -> Result<InstitutionId> {
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
    let Course::List { common } = command;
    with(&common, async |app| {
        let all = app.store().read(course::all).await?;
        let rows = all.iter().map(|each| {
            json!({
                "id": each.id.to_string(),
                "title": each.title,
                "context": each.context,
                "scheme": each.scheme.map(|scheme| scheme.to_string()),
            })
        });
        Ok(rows.collect())
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
