//! `alongside serve`.

use std::{net::SocketAddr, process::ExitCode};

use anyhow::{Context, Result};
use clap::Args as ClapArgs;
use service::App;
use tokio::{net::TcpListener, sync::watch};

use crate::open::{self, DataArgs, Plan};

/// Runs the service.
#[derive(Debug, ClapArgs)]
pub(crate) struct Args {
    #[command(flatten)]
    data: DataArgs,
    /// Address to listen on.
    #[arg(long, env = "ALONGSIDE_LISTEN", default_value = "127.0.0.1:8400")]
    listen: SocketAddr,
    /// What to log: error, warn, info, debug, or a filter such as service=debug.
    #[arg(long, env = "ALONGSIDE_LOG", default_value = "info")]
    log: String,
}

/// Serves until the process is told to end.
pub(crate) fn run(args: Args) -> Result<ExitCode> {
    open::log(&args.log);
    open::runtime()?.block_on(async {
        let plan = Plan::new(&args.data)?;
        let listener = TcpListener::bind(args.listen).await;
        let listener = listener
            .with_context(|| format!("{} cannot be listened on", args.listen))
            .context("start-address-taken")?;
        let app = plan.open().await?;
        tracing::info!(listen = %args.listen, public = args.data.public_url, "serving");
        until(app, listener, asked_to_end()).await
    })?;
    Ok(ExitCode::SUCCESS)
}

/// Serves and works until `end`, then lets what is under way finish.
pub(crate) async fn until(
    app: App,
    listener: TcpListener,
    end: impl Future<Output = ()> + Send + 'static,
) -> Result<()> {
    let (stop, stopped) = watch::channel(false);
    let jobs = tokio::spawn(service::jobs::run(app.clone(), stopped));
    let done = service::serve(app.clone(), listener, end).await;
    let _ = stop.send(true);
    jobs.await.context("the jobs ended badly")?;
    app.store().close().await;
    done.context("serving ended")
}

/// Ends with Ctrl-C or when a supervisor asks.
pub(crate) async fn asked_to_end() {
    let interrupt = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        match signal(SignalKind::terminate()) {
            Ok(mut terminate) => {
                tokio::select! {
                    _ = interrupt => {}
                    _ = terminate.recv() => {}
                }
            }
            Err(_) => drop(interrupt.await),
        }
    }
    #[cfg(not(unix))]
    drop(interrupt.await);
}
