//! `alongside serve`.

use std::{net::SocketAddr, process::ExitCode, time::Duration};

use anyhow::{Context, Result};
use clap::Args as ClapArgs;
use ipnet::IpNet;
use service::{App, Router, config::network};
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
    /// Proxies whose X-Forwarded-For is believed: addresses or networks, parted by commas.
    #[arg(
        long,
        env = "ALONGSIDE_TRUSTED_PROXIES",
        value_delimiter = ',',
        value_parser = network,
        default_values = LOOPBACK
    )]
    trusted_proxies: Vec<IpNet>,
    /// What to log: error, warn, info, debug, or a filter such as service=debug.
    #[arg(long, env = "ALONGSIDE_LOG", default_value = "info")]
    log: String,
}

/// A proxy on the same machine, which is how the packages are set up.
const LOOPBACK: [&str; 2] = ["127.0.0.0/8", "::1"];

/// Serves until the process is told to end.
pub(crate) fn run(args: &Args) -> Result<ExitCode> {
    open::log(&args.log);
    open::runtime()?.block_on(async {
        let plan = Plan::new(&args.data)?.behind(args.trusted_proxies.clone());
        let listener = TcpListener::bind(args.listen).await;
        let listener = listener
            .with_context(|| format!("{} cannot be listened on", args.listen))
            .context("start-address-taken")?;
        let app = plan.open().await?;
        tracing::info!(listen = %args.listen, public = args.data.public_url, "serving");
        let router = service::router(app.clone());
        until(app, router, listener, asked_to_end()).await
    })?;
    Ok(ExitCode::SUCCESS)
}

/// How long requests under way may take to finish once the service is asked to end.
const GRACE: Duration = Duration::from_secs(3);

/// Serves and works until `end`, then lets what is under way finish, but waits for nobody who never
/// does: a request that was begun and is not gone on with would hold the service up for ever.
pub(crate) async fn until(
    app: App,
    router: Router,
    listener: TcpListener,
    end: impl Future<Output = ()> + Send + 'static,
) -> Result<()> {
    service::assets::keep(&app)
        .await
        .context("the built files cannot be kept for the next release")?;
    let (stop, stopped) = watch::channel(false);
    let jobs = tokio::spawn(service::jobs::run(app.clone(), stopped.clone()));
    tokio::spawn(async move {
        end.await;
        stop.send_replace(true);
    });
    let serving = service::serve(router, listener, asked(stopped.clone()));
    let done = tokio::select! {
        done = serving => done,
        () = out_of_patience(stopped) => Ok(()),
    };
    jobs.await.context("the jobs ended badly")?;
    app.store().close().await;
    done.context("serving ended")
}

async fn asked(mut stopped: watch::Receiver<bool>) {
    // Whoever would say so lives until it has.
    let _ = stopped.wait_for(|stopped| *stopped).await;
}

async fn out_of_patience(stopped: watch::Receiver<bool>) {
    asked(stopped).await;
    tokio::time::sleep(GRACE).await;
    tracing::warn!("connections that did not finish were cut");
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
