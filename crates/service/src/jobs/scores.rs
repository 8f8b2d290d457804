//! Carries marks to gradebooks (AGS 2.0, decision 6).
//!
//! Before a post leaves, a row says that it leaves; after it was accepted, the gradebook is read.
//! Whatever moment the process is killed at, the next one reads before it sends again.

use std::{
    collections::{HashMap, hash_map::Entry},
    sync::Arc,
};

use domain::{
    Timestamp,
    id::CourseId,
    score::{Answer, LEASE, Next, State, Step, after_read_back, after_send, stamp},
    time::Span,
};
use lti1p3::{
    ags::{self, LineItem, LineItemFilter, Score as Post, ScoreError},
    ids::Subject,
    reply::ServiceError,
    scope,
};
use store::{
    StoreError, Tx,
    course::{self, Course},
    lease, person,
    registration::{self, Registration},
    score::{self, Score},
};
use tokio::task::JoinSet;
use url::Url;

use crate::{
    app::App,
    error::{Error, Result},
    halt,
    lti::launch::as_jiff,
    platform::tokens::{CallError, address, call},
    training::COMPLETION,
};

/// Marks in flight at once.
const IN_FLIGHT: u32 = 16;

/// The word on our columns, beside their `resourceId`.
const TAG: &str = "alongside";

const ITEM_SCOPES: &[&str] = &[scope::LINE_ITEM];
const SCORE_SCOPES: &[&str] = &[scope::SCORE];
const RESULT_SCOPES: &[&str] = &[scope::RESULT_READ];

/// Takes marks that are due and carries them; says how many it took.
pub(crate) async fn work(app: &App) -> Result<usize> {
    let now = app.now();
    let due = app
        .store
        .write(move |tx| score::take(tx, IN_FLIGHT, now))
        .await?;
    let taken = due.len();
    let places = places(app, &due).await?;
    let mut carried = JoinSet::new();
    for mark in due {
        let (app, place) = (app.clone(), places[&mark.course].clone());
        carried.spawn(async move { carry(&app, &place, mark).await });
    }
    while let Some(done) = carried.join_next().await {
        done.map_err(Error::internal)??;
    }
    Ok(taken)
}

/// Where the marks of each course go.
async fn places(app: &App, due: &[Score]) -> Result<HashMap<CourseId, Arc<Place>>> {
    let mut places = HashMap::new();
    for mark in due {
        if let Entry::Vacant(free) = places.entry(mark.course) {
            free.insert(Arc::new(Place::load(app, mark.course).await?));
        }
    }
    Ok(places)
}

/// Where the marks of a course go. The column is looked for once for all of them, so that no two
/// are made and a gradebook that is down is asked once.
struct Place {
    course: Course,
    registration: Registration,
    column: std::result::Result<Url, Told>,
}

impl Place {
    async fn load(app: &App, id: CourseId) -> Result<Self> {
        let (course, registration) = app
            .store
            .read(move |tx| {
                let course = course::get(tx, id)?;
                let registration = registration::get(tx, course.registration)?;
                Ok::<_, Error>((course, registration))
            })
            .await?;
        let registration =
            registration.ok_or_else(|| Error::internal("a course without its registration"))?;
        let mut place = Self {
            course,
            registration,
            column: Err((Answer::Unreachable { wait: None }, None)),
        };
        let column = place.find_or_make(app).await;
        place.column = column.map_err(|error| told(app, &error));
        Ok(place)
    }

    /// The column: known, found, or made. One caller at a time, or two would each make one.
    async fn find_or_make(&self, app: &App) -> std::result::Result<Url, CallError> {
        let _alone = app.platforms.columns.lock().await;
        let id = self.course.id;
        let known = app
            .store
            .read(move |tx| course::line_item(tx, id, COMPLETION))
            .await
            .map_err(|error| CallError::Ours(error.into()))?;
        if let Some(known) = known {
            return address(&known);
        }
        let items = self.course.line_items_url.as_deref();
        let items = address(items.ok_or(CallError::Service(ServiceError::NotFound))?)?;
        let found = match self.find(app, &items).await? {
            Some(found) => found,
            None => self.make(app, &items).await?,
        };
        let (url, now) = (found.to_string(), app.now());
        app.store
            .write(move |tx| course::keep_line_item(tx, id, COMPLETION, &url, now))
            .await
            .map_err(|error| CallError::Ours(error.into()))?;
        Ok(found)
    }

    async fn find(&self, app: &App, items: &Url) -> std::result::Result<Option<Url>, CallError> {
        let filter = LineItemFilter {
            resource_id: Some(COMPLETION.to_owned()),
            ..LineItemFilter::default()
        };
        let mut next = Some(filter.first_page(items));
        let mut pages = 0;
        while let Some(url) = next.filter(|_| pages < 100) {
            pages += 1;
            let reply = call(app, &self.registration, ITEM_SCOPES, |token| {
                ags::list_request(&url, token)
            })
            .await?;
            let page = ags::read_list(&url, &reply)?;
            let ours = page.items.into_iter().find(|item| item.is(COMPLETION, TAG));
            if let Some(url) = ours.and_then(|item| item.id) {
                return Ok(Some(url));
            }
            next = page.next;
        }
        Ok(None)
    }

    async fn make(&self, app: &App, items: &Url) -> std::result::Result<Url, CallError> {
        let item = LineItem::new("Peer mentor training", 1.0, COMPLETION, TAG);
        let reply = call(app, &self.registration, ITEM_SCOPES, |token| {
            ags::create_request(items, &item, token)
        })
        .await?;
        let made = ags::read_item(&reply)?;
        made.id.ok_or(CallError::Service(ServiceError::NotFound))
    }

    /// The column is not where it was: find or make it anew next time.
    async fn forget_column(&self, app: &App, column: &Url) -> Result<()> {
        let (id, url) = (self.course.id, column.to_string());
        app.store
            .write(move |tx| course::forget_line_item(tx, id, COMPLETION, &url))
            .await?;
        Ok(())
    }
}

/// What a step came to: an answer, with a code where a coordinator should read one.
type Told = (Answer, Option<&'static str>);

/// Carries one mark as far as it goes now, or until another worker has taken it over.
async fn carry(app: &App, place: &Place, mut mark: Score) -> Result<()> {
    let person = mark.person;
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
    let next = after_read_back(
        mark.state,
        answer,
        mark.attempts,
        mark.stamped_at,
        app.now(),
    );
    // It was accepted again and again, and something else stands there.
    let differs = answer == Answer::Absent && next == Next::Rest(State::Dead);
    Ok((next, code.or(differs.then_some("score-conflict"))))
}

/// Sends a mark; nothing if it is no longer ours.
async fn send(
    app: &App,
    place: &Place,
    mark: &mut Score,
    subject: &Subject,
) -> Result<Option<Led>> {
    let column = match &place.column {
        Ok(column) => column,
        Err((answer, code)) => {
            return Ok(Some((later_unsent(*answer, mark, app.now()), *code)));
        }
    };
    let at = stamp(app.now(), mark.stamped_at);
    let ours = keep(app, mark, move |tx, mark| {
        mark.state = State::Sending;
        mark.stamped_at = Some(at);
        mark.attempts = score::sending(tx, mark.id, at)?;
        mark.held_until = at + LEASE;
        Ok(())
    });
    if !ours.await? {
        return Ok(None);
    }
    halt::at("score-before-send");
    let (answer, code) = post(app, place, column, subject, at).await?;
    halt::at("score-after-send");
    Ok(Some((after_send(answer, mark.attempts, app.now()), code)))
}

/// No column, so nothing left: the mark stays queued, and is not read back before it is sent.
fn later_unsent(answer: Answer, mark: &Score, now: Timestamp) -> Next {
    match answer {
        Answer::Unreachable { wait } => {
            let pause = wait.unwrap_or_default().max(Span::seconds(30));
            Next::Later(mark.state, now + pause)
        }
        _ => Next::Rest(State::Dead),
    }
}

async fn post(
    app: &App,
    place: &Place,
    column: &Url,
    subject: &Subject,
    at: Timestamp,
) -> Result<Told> {
    let post = Post {
        other: keep_attempt_count(),
        ..Post::complete(subject.clone(), 1.0, 1.0, as_jiff(at))
    };
    let reply = call(app, &place.registration, SCORE_SCOPES, |token| {
        ags::score_request(column, &post, token)
    })
    .await;
    let reply = match reply {
        Ok(reply) => reply,
        Err(error) => return Ok(told(app, &error)),
    };
    Ok(match ags::judge_score(&reply) {
        Ok(_) => (Answer::Yes, None),
        Err(ScoreError::Newer) => (Answer::Stale, Some("score-conflict")),
        Err(ScoreError::Ungradable) => (Answer::Ungradable, Some("score-ungradable")),
        Err(ScoreError::Service(ServiceError::NotFound)) => {
            place.forget_column(app, column).await?;
            (Answer::Unreachable { wait: None }, Some("score-refused"))
        }
        Err(ScoreError::Service(error)) => told(app, &CallError::Service(error)),
        Err(_) => (Answer::Refused, Some("score-refused")),
    })
}

/// Canvas would count every post as a new attempt at handing something in.
fn keep_attempt_count() -> serde_json::Map<String, serde_json::Value> {
    let canvas = "https://canvas.instructure.com/lti/submission".to_owned();
    serde_json::Map::from_iter([(canvas, serde_json::json!({ "new_submission": false }))])
}

/// Whether the gradebook shows the whole mark for this person.
async fn read_back(app: &App, place: &Place, subject: &Subject) -> Result<Told> {
    let column = match &place.column {
        Ok(column) => column,
        Err(told) => return Ok(*told),
    };
    let url = ags::results_url(column, Some(subject));
    let reply = call(app, &place.registration, RESULT_SCOPES, |token| {
        ags::results_request(&url, token)
    })
    .await;
    let page = match reply.and_then(|reply| Ok(ags::read_results(&url, &reply)?)) {
        Ok(page) => page,
        Err(CallError::Service(ServiceError::NotFound)) => {
            place.forget_column(app, column).await?;
            return Ok((Answer::Unreachable { wait: None }, Some("score-refused")));
        }
        Err(error) => return Ok(told(app, &error)),
    };
    let whole = page
        .results
        .iter()
        .filter(|result| result.user_id == *subject)
        .filter_map(ags::LineItemResult::share)
        .any(|share| share >= 1.0);
    Ok((if whole { Answer::Yes } else { Answer::Absent }, None))
}

/// What a failed call means for a mark.
fn told(app: &App, error: &CallError) -> Told {
    let wait = error
        .wait(app.now())
        .map(|wait| Span(i64::try_from(wait.as_millis()).unwrap_or(i64::MAX)));
    match error {
        CallError::Service(ServiceError::Refused { status, .. }) => {
            tracing::warn!(status, "a mark was refused");
            (Answer::Refused, Some("score-refused"))
        }
        CallError::Service(ServiceError::Forbidden) => (Answer::Refused, Some("score-refused")),
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
