//! Work that goes on beside the requests: rosters, marks, keys that grew old, and forgetting what has had
//! its time.
//!
//! Every job takes its work from a row under a lease, so that several replicas share it and what a
//! killed process held comes free by itself: at the next start where nobody else has the database
//! open, otherwise when its lease has run out.

pub(crate) mod roster;
pub(crate) mod scores;

use std::{collections::HashMap, time::Duration};

use api::act::ACT_LIFE;
use domain::{
    Timestamp,
    id::{ReadId, RegistrationId},
    time::Span,
};
use store::{
    StoreError, Tx, admin, done, lease, registration, score, session, stranger, training, trouble,
};
use tokio::{
    sync::{Notify, watch},
    task::JoinSet,
    time::sleep,
};

use crate::{app::App, arrive::LONGEST, error::Error, lti::keys, strangers, troubles};

/// How often a job looks for work nobody rang for: what another replica queued, or a lease that ran out.
const LOOK: Duration = Duration::from_secs(2);

/// How long a roster is not read unless somebody asks.
const READ_EVERY: Span = Span::days(1);

/// How many rosters are asked for at once, in the rhythm of [`now_and_then`].
const READ_AT_ONCE: u32 = 20;

/// How long a key of the tool signs before another takes over by itself (decision 10). A technologist
/// may change it sooner.
const KEY_LIFE: Span = Span::days(365);

/// How many keys are made at once: each takes some tenths of a second.
const KEYS_AT_ONCE: u32 = 5;

/// How long a draft is kept (decision 17).
pub(crate) const DRAFT_LIFE: Span = Span::days(7);

/// How long a session's row is kept after it began: a day longer than it may last.
pub(crate) const SESSION_LIFE: Span = Span(LONGEST.0 + Span::days(1).0);

/// How long it is kept what went wrong with a platform.
pub(crate) const TROUBLE_LIFE: Span = Span::days(30);

/// How long an administrator's visit is kept after it began, and a link after it was good.
pub(crate) const ADMIN_LIFE: Span = Span::days(1);

/// Runs every job until `stop` says so.
pub async fn run(app: App, mut stop: watch::Receiver<bool>) {
    let jobs = async {
        if let Err(error) = free_abandoned(&app).await {
            later("start", &error).await;
        }
        tokio::join!(rosters(&app), marks(&app), notes(&app), now_and_then(&app));
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
        match flush_once(app).await? {
            0 => return Ok(carried),
            some => carried += some,
        }
    }
}

/// One lane for every platform, each to its end, whatever becomes of the others.
async fn flush_once(app: &App) -> crate::error::Result<usize> {
    let now = app.now();
    let due = app.store.read(move |tx| score::due(tx, now)).await?;
    let lanes = due.into_iter().filter(|lane| is_open(app, *lane));
    let lanes: JoinSet<_> = lanes.map(|lane| scores::lane(app.clone(), lane)).collect();
    let ended = lanes.join_all().await;
    ended.into_iter().sum()
}

/// Asks for the roster of every course that was not read for a day, so that whoever left is held,
/// and gone after seven days, without anybody asking (decision 7). A few at once: the rest follow.
pub async fn ask_for_rosters(app: &App) -> crate::error::Result<()> {
    let (owned, now) = (app.clone(), app.now());
    let ask = move |tx: &mut Tx<'_>| {
        for course in store::roster::unread_since(tx, now - READ_EVERY, READ_AT_ONCE)? {
            store::roster::ask(tx, course, owned.id(ReadId::new), now)?;
        }
        Ok::<_, StoreError>(())
    };
    app.store.write(ask).await?;
    app.wake.roster.notify_one();
    Ok(())
}

/// Gives every platform in use whose key grew old another one, which is published an hour before it is
/// signed with.
pub async fn renew_keys(app: &App) -> crate::error::Result<()> {
    let now = app.now();
    let old = move |tx: &mut Tx<'_>| registration::keyed_before(tx, now - KEY_LIFE, KEYS_AT_ONCE);
    for platform in app.store.read(old).await? {
        let maker = app.clone();
        let key = tokio::task::spawn_blocking(move || keys::make(&maker))
            .await
            .map_err(Error::internal)??;
        // Of two replicas the second finds one that waits to take over.
        let change = move |tx: &mut Tx<'_>| registration::rotate_key(tx, platform, &key, now);
        app.store.write(change).await?;
    }
    Ok(())
}

/// Whether a platform takes requests now.
fn is_open(app: &App, registration: RegistrationId) -> bool {
    app.platforms.paces.opens(registration, app.now()).is_none()
}

async fn rosters(app: &App) {
    let bell = &app.wake.roster;
    lanes(app, "roster", bell, store::roster::due, roster::lane).await;
}

async fn marks(app: &App) {
    lanes(app, "scores", &app.wake.scores, score::due, scores::lane).await;
}

/// What finds the platforms that have work due.
type Due = fn(&mut Tx<'_>, Timestamp) -> Result<Vec<RegistrationId>, StoreError>;

/// Keeps one lane of work going for each platform that has some due, so that a slow one holds up
/// nobody but itself.
async fn lanes<L, W>(app: &App, job: &'static str, bell: &Notify, due: Due, lane: L)
where
    L: Fn(App, RegistrationId) -> W,
    W: Future<Output = crate::error::Result<usize>> + Send + 'static,
{
    let (mut running, mut busy) = (JoinSet::new(), HashMap::new());
    loop {
        let now = app.now();
        let due = app.store.read(move |tx| due(tx, now)).await;
        if let Err(error) = &due {
            later(job, &error.clone().into()).await;
        }
        for registration in due.unwrap_or_default() {
            let is_busy = busy.values().any(|one| *one == registration);
            if !is_busy && is_open(app, registration) {
                let work = lane(app.clone(), registration);
                let id = running.spawn(to_its_end(job, work)).id();
                busy.insert(id, registration);
            }
        }
        tokio::select! {
            () = wait(app, bell) => {}
            Some(ended) = running.join_next_with_id() => {
                let id = ended.map_or_else(|error| error.id(), |(id, ())| id);
                busy.remove(&id);
            }
        }
    }
}

async fn to_its_end(job: &str, work: impl Future<Output = crate::error::Result<usize>>) {
    if let Err(error) = work.await {
        later(job, &error).await;
    }
}

/// Waits until there may be work: somebody rang, or a platform takes requests again.
async fn wait(app: &App, bell: &Notify) {
    let opens = app.platforms.paces.next(app.now());
    tokio::select! {
        () = bell.notified() => {}
        () = sleep(opens.map_or(LOOK, |wait| LOOK.min(wait.into()))) => {}
    }
}

async fn later(job: &str, error: &Error) {
    tracing::error!(
        job,
        code = error.code,
        cause = error.cause,
        "a job failed and will go on"
    );
    sleep(LOOK).await;
}

/// Writes what went wrong, soon after it did.
async fn notes(app: &App) {
    loop {
        sleep(LOOK).await;
        if let Err(error) = troubles::write(app).await {
            later("troubles", &error.into()).await;
        }
        if let Err(error) = strangers::write(app).await {
            later("strangers", &error.into()).await;
        }
    }
}

async fn now_and_then(app: &App) {
    loop {
        if let Err(error) = ask_for_rosters(app).await {
            later("daily rosters", &error).await;
        }
        if let Err(error) = renew_keys(app).await {
            later("yearly keys", &error).await;
        }
        let now = app.now();
        let done = app
            .store
            .write(move |tx| {
                session::forget(tx, now, now - SESSION_LIFE)?;
                done::forget(tx, now - Span(ACT_LIFE))?;
                trouble::forget(tx, now - TROUBLE_LIFE)?;
                stranger::forget(tx, now - TROUBLE_LIFE)?;
                registration::forget_keys(tx, now)?;
                admin::forget(tx, now - ADMIN_LIFE)?;
                training::forget_drafts(tx, now - DRAFT_LIFE)
            })
            .await;
        if let Err(error) = done {
            tracing::error!(%error, "forgetting failed and will be tried again");
        }
        sleep(Duration::from_mins(10)).await;
    }
}
