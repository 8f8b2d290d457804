//! `alongside demo`: a sandbox LMS and the tool beside it, with a course where things have begun.
//!
//! The tool is set up as an institution would set it up: a platform is registered, the teacher opens
//! the tab and claims the scheme, the roster is read through the LMS, a file says what LTI does not.
//! The LMS is at 127.0.0.1 and the tool at localhost, so that a browser takes them for two sites.

mod seed;

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
    time::Duration,
};

use anyhow::{Context, Result};
use clap::{Args as ClapArgs, ValueEnum};
use sandbox::{Config, Lms, Manners, Tool, ToolKeys};
use tokio::net::TcpListener;

use crate::{
    open::{self, DATABASE, DEMO_KEY, DataArgs, Plan, say},
    serve,
};

/// What the tool is called in the LMS.
pub(crate) const CLIENT_ID: &str = "alongside";

/// Runs the demonstration.
#[derive(Clone, Debug, ClapArgs)]
pub(crate) struct Args {
    /// The tool's port.
    #[arg(long, default_value_t = 8400)]
    port: u16,
    /// The LMS's port.
    #[arg(long, default_value_t = 8500)]
    lms_port: u16,
    /// Whose manners the LMS has.
    #[arg(long, value_enum, default_value = "moodle")]
    manners: MannersArg,
    /// Students in the course.
    #[arg(long, default_value_t = 240)]
    students: usize,
    /// Folder for the demonstration's data.
    #[arg(long, default_value = ".alongside/demo")]
    data: PathBuf,
    /// Begins anew, forgetting what was done in an earlier demonstration.
    #[arg(long)]
    reset: bool,
    /// Says no more than the line that begins with `ready:`.
    #[arg(long)]
    headless: bool,
    /// What to log.
    #[arg(long, env = "ALONGSIDE_LOG", default_value = "warn")]
    log: String,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum MannersArg {
    Moodle,
    Canvas,
}

/// Runs the demonstration until the process is told to end.
pub(crate) fn run(args: Args) -> Result<ExitCode> {
    open::log(&args.log);
    open::runtime()?.block_on(demonstrate(args))?;
    Ok(ExitCode::SUCCESS)
}

async fn demonstrate(args: Args) -> Result<()> {
    let progress = |line: &str| {
        if !args.headless {
            say(line);
        }
    };
    let lms_url = format!("http://127.0.0.1:{}", args.lms_port);
    let data = data(&args);
    refuse_served_data(&args.data)?;
    let lms_listener = listen(args.lms_port).await?;
    let tool_listener = listen(args.port).await?;
    if args.reset {
        forget(&args.data);
    }
    progress("starting the sandbox LMS …");
    let lms = lms(&args, &lms_url)?;
    let serving = lms.clone();
    tokio::spawn(async move { serving.serve(lms_listener, std::future::pending()).await });
    progress("opening the tool's database …");
    let app = Plan::in_one_folder(&data)?.open().await?;
    seed::refuse_real_data(&app).await?;
    let (end, ended) = tokio::sync::oneshot::channel::<()>();
    // Only a demonstration has the gallery: `serve` never mounts it.
    let router = service::gallery::router(&app).merge(service::router(app.clone()));
    let tool = tokio::spawn(serve::until(app.clone(), router, tool_listener, async {
        let _ = ended.await;
    }));
    seed::seed(&app, &lms, &progress).await?;
    say(format!("ready: {lms_url}"));
    if !args.headless {
        say("  Open that address, choose a person, and the tab opens as them. Ctrl-C ends it all.");
        let link = service::admin::invite(&app, None).await?;
        say(format!(
            "  For Alongside's administrator, once, within fifteen minutes: {link}"
        ));
    }
    serve::asked_to_end().await;
    let _ = end.send(());
    let finished = tokio::time::timeout(Duration::from_secs(5), tool).await;
    finished.map_or(Ok(()), |done| done.context("the tool ended badly")?)
}

/// Files of the service may be anywhere but never have their key among them (decision 10), and a
/// demonstration's always do: what has none is not ours to open, to change or to delete.
fn refuse_served_data(folder: &Path) -> Result<()> {
    if folder.join(DATABASE).exists() && !folder.join(DEMO_KEY).exists() {
        let words = format!(
            "the database in {} was not made by a demonstration, which needs one of its own",
            folder.display()
        );
        return Err(anyhow::anyhow!(words).context("start-demo-data"));
    }
    Ok(())
}

/// Deletes an earlier demonstration, the key last: without it the rest would not be known as ours.
fn forget(folder: &Path) {
    for ending in ["", "-wal", "-shm"] {
        let _absent = std::fs::remove_file(folder.join(format!("{DATABASE}{ending}")));
    }
    let _absent = std::fs::remove_file(folder.join(DEMO_KEY));
}

fn data(args: &Args) -> DataArgs {
    DataArgs {
        data: args.data.clone(),
        database_url: None,
        key_file: None,
        public_url: format!("http://localhost:{}", args.port),
        private_hosts: vec![format!("127.0.0.1:{}", args.lms_port)],
    }
}

async fn listen(port: u16) -> Result<TcpListener> {
    TcpListener::bind(("127.0.0.1", port))
        .await
        .with_context(|| format!("port {port} is taken; choose another with --port or --lms-port"))
        .context("start-address-taken")
}

fn lms(args: &Args, lms_url: &str) -> Result<Lms> {
    let tool_url = format!("http://localhost:{}", args.port);
    let mut config = Config::new(lms_url, std::sync::Arc::new(now));
    config.manners = match args.manners {
        MannersArg::Moodle => Manners::Moodle,
        MannersArg::Canvas => Manners::Canvas,
    };
    config.students = args.students;
    config.faults = true;
    let launch = format!("{tool_url}/lti/launch");
    config.tools.push(Tool {
        choice_uri: Some(launch.clone()),
        ..Tool::new(
            CLIENT_ID,
            "Peer mentoring",
            format!("{tool_url}/lti/login"),
            launch,
            ToolKeys::At(format!("{tool_url}/lti/jwks.json")),
        )
    });
    Lms::new(config).context("the sandbox LMS cannot start")
}

fn now() -> i64 {
    service::clock::Clock::System.now().0
}
