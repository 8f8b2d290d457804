//! Work that goes on beside the requests: rosters, marks, and forgetting what has had its time.
//!
//! Every job takes its work from a row under a lease, so that several replicas share it and what a
//! killed process held comes free by itself: at the next start where nobody else has the database
//! open, otherwise when its lease has run out.

pub(crate) mod roster;
pub(crate) mod scores;

use std::time::Duration;

use domain::time::Span;
use store::{StoreError, lease, session, training};
use tokio::{sync::watch, time::sleep};

use crate::{app::App, arrive::LONGEST};

/// How often a job looks for work nobody rang for: what another replica queued, or a lease that ran out.
const LOOK: Duration = Duration::from_secs(2);

/// How long a draft is kept (decision 17).
const DRAFT_LIFE: Span = Span::days(7);

/// Runs every job until `stop` says so.
pub async fn run(app: App, mut stop: watch::Receiver<bool>) {
    let jobs = async {
        if let Err(error) = free_abandoned(&app).await {
            later("start", &error).await;
        }
        tokio::join!(rosters(&app), marks(&app), forgetting(&app));
    };
    tokio::select! {
        () = jobs => {}
        _ = stop.wait_for(|stop| *stop) => {}
    }
}

/// Frees what a killed process held, if this is the only process that has the database open: once,
/// before anything is held here.
async fn free_abandoned(app: &App) -> crate::error::Result<()> {
    let once = app.freed.get_or_try_init(async || {
        let freed = app.store.write_if_alone(lease::free_all).await?;
        if let Some(freed @ 1..) = freed {
            tracing::warn!(freed, "work that another process left unfinished goes on");
        }
        Ok::<_, StoreError>(())
    });
    Ok(once.await.copied()?)
}

/// Carries every mark that is due, and says how many steps that took.
pub async fn flush(app: &App) -> crate::error::Result<usize> {
    free_abandoned(app).await?;
    let mut carried = 0;
    loop {
        match scores::work(app).await? {
            0 => return Ok(carried),
            some => carried += some,
        }
    }
}

async fn rosters(app: &App) {
    loop {
        match roster::work(app).await {
            Ok(true) => {}
            Ok(false) => wait(&app.wake.roster).await,
            Err(error) => later("roster", &error).await,
        }
    }
}

async fn marks(app: &App) {
    loop {
        match scores::work(app).await {
            Ok(0) => wait(&app.wake.scores).await,
            Ok(_) => {}
            Err(error) => later("scores", &error).await,
        }
    }
}

async fn wait(bell: &tokio::sync::Notify) {
    tokio::select! {
        () = bell.notified() => {}
        () = sleep(LOOK) => {}
    }
}

async fn later(job: &str, error: &crate::error::Error) {
    tracing::error!(
        job,
        code = error.code,
        cause = error.cause,
        "a job failed and will go on"
    );
    sleep(LOOK).await;
}

async fn forgetting(app: &App) {
    loop {
        let now = app.now();
        let done = app
            .store
            .write(move |tx| {
                session::forget(tx, now, now - LONGEST - Span::days(1))?;
                training::forget_drafts(tx, now - DRAFT_LIFE)
            })
            .await;
        if let Err(error) = done {
            tracing::error!(%error, "forgetting failed and will be tried again");
        }
        sleep(Duration::from_mins(10)).await;
    }
}
