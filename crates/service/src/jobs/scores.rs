//! Carries marks to gradebooks (AGS 2.0, decision 6).
//!
//! Before a post leaves, a row says that it leaves; after it was accepted, the gradebook is read.
//! Whatever moment the process is killed at, the next one reads before it sends again.

mod column;

use std::{
    collections::{HashMap, hash_map::Entry},
    sync::Arc,
};

use domain::{
    Timestamp,
    id::RegistrationId,
    score::{
        Answer, DEPARTURE, LEASE, Next, State, Step, after_read_back, after_send, stamp, unsent,
    },
};
use http::Response;
use lti1p3::{
    ags::{self, Score as Post, ScoreError},
    ids::Subject,
    reply::ServiceError,
    scope,
    token::{AccessToken, TokenError},
};
use store::{
    StoreError, Tx, lease, person,
    score::{self, Score},
};
use tokio::task::JoinSet;
use url::Url;

use crate::{
    app::App,
    error::{Error, Result},
    halt,
    jobs::scores::column::Place,
    lti::launch::as_jiff,
    platform::tokens::{BUSY, CallError, call, refuses_token, send as send_request, token},
};

const SCORE_SCOPES: &[&str] = &[scope::SCORE];
const RESULT_SCOPES: &[&str] = &[scope::RESULT_READ];

/// Carries the marks of one platform that are due until there are none, and says how many it took,
/// or its platform takes no more for now. After a failure of ours it takes no more either, but those
/// in flight come to their end.
pub(crate) async fn lane(app: App, registration: RegistrationId) -> Result<usize> {
    let mut flying = JoinSet::new();
    let (mut carried, mut failed) = (0, None);
    loop {
        if failed.is_none() {
            let most = app.platforms.paces.at_once(registration, app.now());
            match take(&app, registration, most.saturating_sub(flying.len())).await {
                Ok(due) => {
                    carried += due.len();
                    for (place, mark) in due {
                        flying.spawn(carry(app.clone(), place, mark));
                    }
                }
                Err(error) => failed = Some(error),
            }
        }
        // Whatever ended at the same moment makes room at the same moment.
        let mut next = flying.join_next().await;
        if next.is_none() {
            return failed.map_or(Ok(carried), Err);
        }
        while let Some(ended) = next {
            let ended = ended.map_err(Error::internal).flatten();
            failed = failed.or(ended.err());
            next = flying.try_join_next();
        }
    }
}

/// Takes marks that are due, each with the place it goes to.
async fn take(
    app: &App,
    registration: RegistrationId,
    room: usize,
) -> Result<Vec<(Arc<Place>, Score)>> {
    if room == 0 {
        return Ok(vec![]);
    }
    let (now, room) = (app.now(), u32::try_from(room).unwrap_or_default());
    let take = move |tx: &mut Tx<'_>| score::take(tx, registration, room, now);
    let due = app.store.write(take).await?;
    let mut places = HashMap::new();
    let mut taken = Vec::with_capacity(due.len());
    for mark in due {
        let place = match places.entry(mark.course) {
            Entry::Occupied(known) => Arc::clone(known.into_mut()),
            Entry::Vacant(free) => {
                Arc::clone(free.insert(Arc::new(Place::load(app, mark.course).await?)))
            }
        };
        taken.push((place, mark));
    }
    Ok(taken)
}

/// What a step came to: an answer, with a code where a coordinator should read one.
type Told = (Answer, Option<&'static str>);

/// Carries one mark as far as it goes now, or until another worker has taken it over.
async fn carry(app: App, place: Arc<Place>, mut mark: Score) -> Result<()> {
    let (app, place, person) = (&app, &*place, mark.person);
    let (_, subject) = app
        .store
        .read(move |tx| person::subject(tx, person))
        .await?;
    let subject = Subject::parse(subject).map_err(Error::internal)?;
    let mut step = mark.state.step(mark.attempts);
    while let Some(now_do) = step {
        let done = match now_do {
            Step::Send => send(app, place, &mut mark, &subject).await?,
            Step::ReadBack => Some(look(app, place, &mark, &subject).await?),
        };
        let Some((next, code)) = done else {
            return Ok(());
        };
        step = settle(app, &mut mark, next, code).await?;
    }
    Ok(())
}

/// What a step led to, with a code where a coordinator should read one.
type Led = (Next, Option<&'static str>);

/// Changes the row of a mark, unless another worker has taken it over: then nothing, and false.
async fn keep<F>(app: &App, mark: &mut Score, change: F) -> Result<bool>
where
    F: FnOnce(&mut Tx<'_>, &mut Score) -> Result<(), StoreError> + Send + 'static,
{
    let mut held = mark.clone();
    let kept = app.store.write(move |tx| {
        if !lease::is_ours(tx, &held)? {
            return Ok(None);
        }
        change(tx, &mut held)?;
        Ok::<_, StoreError>(Some(held))
    });
    let Some(held) = kept.await? else {
        tracing::warn!("a mark was taken over by another worker");
        return Ok(false);
    };
    *mark = held;
    Ok(true)
}

/// Keeps what a step led to; the next step, if there is one now.
async fn settle(
    app: &App,
    mark: &mut Score,
    next: Next,
    code: Option<&'static str>,
) -> Result<Option<Step>> {
    let now = app.now();
    let (state, due) = match next {
        Next::SendNow => return Ok(Some(Step::Send)),
        Next::ReadBackNow => {
            halt::at("score-before-marking");
            let ours = keep(app, mark, |tx, mark| {
                mark.state = State::Sent;
                score::sent(tx, mark.id)
            });
            return Ok(ours.await?.then_some(Step::ReadBack));
        }
        Next::Rest(state) => (state, now),
        Next::Later(state, due) => (state, due),
        Next::NotYet {
            state,
            posts,
            until,
        } => {
            keep(app, mark, move |tx, mark| {
                score::not_yet(tx, mark.id, state, posts, until, code)
            })
            .await?;
            return Ok(None);
        }
    };
    keep(app, mark, move |tx, mark| {
        score::rest(tx, mark.id, state, due, code, now)
    })
    .await?;
    Ok(None)
}

async fn look(app: &App, place: &Place, mark: &Score, subject: &Subject) -> Result<Led> {
    halt::at("score-before-read-back");
    let (answer, code) = read_back(app, place, subject).await?;
    // It was accepted, and something else stands there.
    let differs = answer == Answer::Absent && mark.state == State::Sent;
    let next = after_read_back(mark.tried(), answer, app.now());
    Ok((next, code.or(differs.then_some("score-conflict"))))
}

/// Sends a mark; nothing if it is no longer ours. Whatever it has to wait for comes first, so that
/// between the row which says that the post leaves and the post there is nothing.
async fn send(
    app: &App,
    place: &Place,
    mark: &mut Score,
    subject: &Subject,
) -> Result<Option<Led>> {
    let not_sent = |mark: &Score, (answer, code): Told| {
        let next = unsent(mark.tried(), answer, app.now());
        Ok(Some((next, code)))
    };
    let column = match place.column(app).await {
        Ok(column) => column,
        Err(told) => return not_sent(mark, told),
    };
    let mut refused = None;
    loop {
        let token = token(app, place.at(), SCORE_SCOPES, refused.as_ref()).await;
        let token = match token {
            Ok(token) => token,
            Err(error) => return not_sent(mark, told(app, place, &error)),
        };
        if let Some(until) = app.platforms.paces.opens(place.registration.id, app.now()) {
            return not_sent(mark, (Answer::NotYet { until }, Some(BUSY)));
        }
        let Some(at) = leaves(app, mark).await? else {
            return Ok(None);
        };
        if app.now() - at > DEPARTURE {
            return not_sent(mark, (Answer::Unreachable { wait: None }, None));
        }
        halt::at("score-before-send");
        let reply = post(app, place, column, subject, at, &token).await;
        halt::at("score-after-send");
        match reply {
            Ok(reply) if refused.is_none() && refuses_token(&reply) => refused = Some(token),
            reply => {
                let (answer, code) = judge(app, place, column, reply).await?;
                let next = after_send(mark.tried(), answer, app.now());
                return Ok(Some((next, code)));
            }
        }
    }
}

/// Keeps that a post leaves now, and gives its timestamp; none if the mark is no longer ours.
async fn leaves(app: &App, mark: &mut Score) -> Result<Option<Timestamp>> {
    let at = stamp(app.now(), mark.stamped_at);
    let ours = keep(app, mark, move |tx, mark| {
        mark.state = State::Sending;
        mark.stamped_at = Some(at);
        mark.attempts = score::sending(tx, mark.id, at)?;
        mark.held_until = at + LEASE;
        Ok(())
    });
    Ok(ours.await?.then_some(at))
}

async fn post(
    app: &App,
    place: &Place,
    column: &Url,
    subject: &Subject,
    at: Timestamp,
    token: &AccessToken,
) -> std::result::Result<Response<Vec<u8>>, CallError> {
    let post = Post::complete(subject.clone(), 1.0, 1.0, as_jiff(at)).as_same_attempt();
    let request = ags::score_request(column, &post, token)?;
    send_request(app, &place.registration, request).await
}

/// What the reply to a post means.
async fn judge(
    app: &App,
    place: &Place,
    column: &Url,
    reply: std::result::Result<Response<Vec<u8>>, CallError>,
) -> Result<Told> {
    let reply = match reply {
        Ok(reply) => reply,
        Err(error) => return Ok(told(app, place, &error)),
    };
    Ok(match ags::judge_score(&reply) {
        Ok(_) => (Answer::Yes, None),
        Err(ScoreError::Newer) => (Answer::Stale, Some("score-conflict")),
        Err(ScoreError::Ungradable) => (Answer::Ungradable, Some("score-ungradable")),
        Err(ScoreError::Closed) => (Answer::Closed, Some("score-closed")),
        Err(ScoreError::Service(ServiceError::Down(500))) => (Answer::Failed, Some("score-failed")),
        Err(ScoreError::Service(ServiceError::NotFound)) => {
            place.forget_column(app, column).await?;
            (Answer::Gone, Some("score-refused"))
        }
        Err(ScoreError::Service(error)) => told(app, place, &CallError::Service(error)),
        Err(_) => (Answer::Refused, Some("score-refused")),
    })
}

/// Whether the gradebook shows the whole mark for this person.
async fn read_back(app: &App, place: &Place, subject: &Subject) -> Result<Told> {
    let column = match place.column(app).await {
        Ok(column) => column,
        Err(told) => return Ok(told),
    };
    let url = ags::results_url(column, Some(subject));
    let reply = call(app, place.at(), RESULT_SCOPES, |token| {
        ags::results_request(&url, token)
    })
    .await;
    let page = match reply.and_then(|reply| Ok(ags::read_results(&url, &reply)?)) {
        Ok(page) => page,
        Err(CallError::Service(ServiceError::NotFound)) => {
            place.forget_column(app, column).await?;
            return Ok((Answer::Gone, Some("score-refused")));
        }
        Err(error) if may_not_read(&error) => return Ok((Answer::Hidden, None)),
        Err(error) => return Ok(told(app, place, &error)),
    };
    let whole = page
        .results
        .iter()
        .filter(|result| result.user_id == *subject)
        .filter_map(ags::LineItemResult::share)
        .any(|share| share >= 1.0);
    Ok((if whole { Answer::Yes } else { Answer::Absent }, None))
}

/// Whether a platform that refuses to be read says so in as many words: some grant scores and no
/// results.
const fn may_not_read(error: &CallError) -> bool {
    use ServiceError::{Forbidden, Refused, Token};
    matches!(
        error,
        CallError::Service(Forbidden | Refused { .. } | Token)
            | CallError::Token(TokenError::Refused { .. })
    )
}

/// What a failed call means for a mark.
fn told(app: &App, place: &Place, error: &CallError) -> Told {
    let told = means(app, error);
    // Whoever turned a request away was noted where it did, once for all who wait.
    if let (_, Some(code)) = told
        && code != BUSY
    {
        place.note(app, code, &error.for_log());
    }
    told
}

fn means(app: &App, error: &CallError) -> Told {
    let wait = error.wait(app.now());
    match error {
        CallError::NotYet { until } => (Answer::NotYet { until: *until }, Some(BUSY)),
        CallError::Service(ServiceError::Refused { status, .. }) => {
            tracing::warn!(status, "a mark was refused");
            (Answer::Refused, Some("score-refused"))
        }
        CallError::Service(ServiceError::Forbidden) => (Answer::Refused, Some("score-refused")),
        CallError::Service(ServiceError::NotFound) => (Answer::Gone, Some("score-refused")),
        other => {
            let code = if other.is_about_the_token() {
                "token-refused"
            } else {
                "score-unreachable"
            };
            tracing::warn!(cause = other.for_log(), code, "a mark must wait");
            (Answer::Unreachable { wait }, Some(code))
        }
    }
}
