//! Reads rosters (NRPS 2.0), page by page: each page is committed while the next one comes.

use std::{collections::HashSet, time::Duration};

use domain::{
    Timestamp,
    id::{PersonId, ReadId, RegistrationId},
    roster::{Vanished, judge},
    standing::{CourseRoles, Standing},
    time::Span,
};
use lti1p3::{
    ContextRole,
    link::LinkError,
    nrps::{self, Filter, Member, Page, Status},
    reply::ServiceError,
    scope,
};
use store::{
    Tx, allocation, course,
    course::Course,
    happening, lease,
    person::{self, Told},
    registration::{self, Registration},
    roster::{self, Outcome, Read},
    session,
};
use tokio::time::sleep;
use url::Url;

use crate::{
    app::App,
    error::{Error, Result},
    http_client::FetchError,
    lti::roles::in_course,
    platform::tokens::{BUSY, CallError, address, call},
    training,
    troubles::Whom,
};

/// Members asked for at once. Moodle without a limit would send everyone in one body.
const PAGE: u32 = 100;

/// Most pages of a roster.
const MOST_PAGES: usize = 2_000;

/// How long a reading may take in all: others of the same platform wait for it.
const LONGEST: Span = Span::minutes(10);

/// The longest rest between two looks whether a platform that counts requests takes them again: a
/// reading is held for longer, and each rest begins that anew.
const REST: Duration = Duration::from_mins(1);

/// How long somebody waits at the screen for what a roster says of them.
const PATIENCE: Duration = Duration::from_secs(10);

const SCOPES: &[&str] = &[scope::MEMBERSHIP];

/// Does the readings of one platform that are due, one after the other; says how many.
pub(crate) async fn lane(app: App, registration: RegistrationId) -> Result<usize> {
    let mut read = 0;
    loop {
        let now = app.now();
        let take = move |tx: &mut Tx<'_>| roster::take(tx, registration, now);
        let Some(mut taken) = app.store.write(take).await? else {
            return Ok(read);
        };
        let done = read_all(&app, &mut taken).await;
        end(&app, taken, done).await?;
        read += 1;
    }
}

fn whom(course: &Course) -> Whom {
    Whom {
        registration: Some(course.registration),
        deployment: course.deployment.clone(),
    }
}

/// How a reading failed.
#[derive(Debug)]
enum Failed {
    /// For the coordinator: a code of `codes.txt`, with the cause for the log.
    Told(&'static str, String),
    /// Another worker took it over.
    Lost,
    /// Our database was busy: the reading begins again when its lease has run out.
    Ours(Error),
}

impl From<Error> for Failed {
    fn from(error: Error) -> Self {
        if error.code == "busy" {
            return Self::Ours(error);
        }
        let cause = error.cause.unwrap_or_default();
        Self::Told(error.code, cause)
    }
}

impl From<store::StoreError> for Failed {
    fn from(error: store::StoreError) -> Self {
        Error::from(error).into()
    }
}

impl From<CallError> for Failed {
    fn from(error: CallError) -> Self {
        let code = match &error {
            error if error.is_about_the_token() => "token-refused",
            CallError::Fetch(FetchError::TooLarge) => "roster-too-large",
            CallError::Fetch(_)
            | CallError::Token(_)
            | CallError::Service(ServiceError::Busy(_) | ServiceError::Down(_)) => {
                "roster-unreachable"
            }
            CallError::Service(ServiceError::Link(LinkError::Loop)) => "roster-loop",
            CallError::Service(ServiceError::Unreadable(_) | ServiceError::Link(_)) => {
                "roster-unreadable"
            }
            CallError::Service(_) => "roster-refused",
            CallError::NotYet { .. } => BUSY,
            CallError::Ours(_) => "internal",
        };
        Self::Told(code, error.for_log())
    }
}

async fn read_all(app: &App, read: &mut Read) -> std::result::Result<(), Failed> {
    let course_id = read.course;
    let (course, registration) = app
        .store
        .read(move |tx| {
            let course = course::get(tx, course_id)?;
            let registration = registration::get(tx, course.registration)?;
            Ok::<_, Error>((course, registration))
        })
        .await?;
    let registration =
        registration.ok_or_else(|| Error::internal("a course without its registration"))?;
    let Some(roster_url) = &course.roster_url else {
        return Err(Failed::Told("roster-not-offered", String::new()));
    };
    let filter = Filter {
        limit: Some(PAGE),
        ..Filter::default()
    };
    let first = filter.first_page(&address(roster_url)?);
    let mut pages = Pages::new(first.clone(), app.now());
    let answer = fetch(app, &registration, &first).await;
    let mut page = Some(in_time(app, &registration, read, &first, pages.end, answer).await?);
    while let Some(Page { members, next, .. }) = page {
        let url = pages.turn(next, app.now());
        let ahead = async {
            match &url {
                Ok(Some(url)) => Some(fetch(app, &registration, url).await),
                _ => None,
            }
        };
        let kept = keep(app, &registration, &course, read.clone(), members);
        let (kept, ahead) = tokio::join!(kept, ahead);
        *read = kept?;
        page = match (url?, ahead) {
            (Some(url), Some(answer)) => {
                Some(in_time(app, &registration, read, &url, pages.end, answer).await?)
            }
            _ => None,
        };
    }
    Ok(())
}

/// The pages of a roster that were asked for.
struct Pages {
    seen: HashSet<Url>,
    end: Timestamp,
}

impl Pages {
    fn new(first: Url, began: Timestamp) -> Self {
        Self {
            seen: HashSet::from([first]),
            end: began + LONGEST,
        }
    }

    /// The next page, if there is one and it may be asked for.
    fn turn(
        &mut self,
        next: Option<Url>,
        now: Timestamp,
    ) -> std::result::Result<Option<Url>, Failed> {
        let Some(url) = next else {
            return Ok(None);
        };
        let count = self.seen.len();
        if !self.seen.insert(url.clone()) || count == MOST_PAGES {
            return Err(Failed::Told("roster-loop", format!("after {count} pages")));
        }
        if now > self.end {
            let cause = format!("{count} pages took too long");
            return Err(Failed::Told("roster-unreachable", cause));
        }
        Ok(Some(url))
    }
}

/// Commits a page of members, with how far the reading is.
async fn keep(
    app: &App,
    registration: &Registration,
    course: &Course,
    mut read: Read,
    members: Vec<Member>,
) -> std::result::Result<Read, Failed> {
    let work = (app.clone(), registration.clone(), course.clone());
    let write = move |tx: &mut Tx<'_>| {
        let (app, registration, course) = &work;
        read.done += u32::try_from(members.len()).unwrap_or(u32::MAX);
        read.pages += 1;
        read.arrived += keep_page(app, tx, registration, course, read.id, &members)?;
        // In one transaction: a page of a reading that is no longer ours leaves no trace.
        let ours = roster::progress(tx, &mut read, app.now())?;
        ours.then_some(read).ok_or(Failed::Lost)
    };
    app.store.write(write).await
}

/// The page of a reading that was asked for and answered like this. A platform that counts requests is
/// waited for and asked again, if it takes them again before `end`; nothing else of the reading may be
/// under way, because each rest renews it.
async fn in_time(
    app: &App,
    registration: &Registration,
    read: &mut Read,
    url: &Url,
    end: Timestamp,
    mut answer: std::result::Result<Page, CallError>,
) -> std::result::Result<Page, Failed> {
    while let Err(CallError::NotYet { until }) = answer
        && until <= end
    {
        sleep(REST.min((until - app.now()).into())).await;
        let (mut held, now) = (read.clone(), app.now());
        let renew = move |tx: &mut Tx<'_>| {
            let ours = roster::progress(tx, &mut held, now)?;
            ours.then_some(held).ok_or(Failed::Lost)
        };
        *read = app.store.write(renew).await?;
        answer = fetch(app, registration, url).await;
    }
    Ok(answer?)
}

async fn fetch(
    app: &App,
    registration: &Registration,
    url: &Url,
) -> std::result::Result<Page, CallError> {
    let reply = call(app, registration, SCOPES, |token| nrps::request(url, token)).await?;
    Ok(nrps::read(url, &reply)?)
}

/// Keeps one page of members and says how many are new here.
fn keep_page(
    app: &App,
    tx: &mut Tx<'_>,
    registration: &Registration,
    course: &Course,
    read: ReadId,
    members: &[Member],
) -> Result<u32> {
    let mut arrived = 0;
    for member in members
        .iter()
        .filter(|member| member.status == Status::Active)
    {
        let told = Told {
            institution: registration.institution,
            issuer: &registration.issuer,
            subject: member.user_id.as_str(),
            name: member.name.as_deref(),
            given_name: member.given_name.as_deref(),
            number: member.lis_person_sourcedid.as_deref(),
        };
        let person = person::told(tx, app.id(PersonId::new), &told, app.now())?;
        let roles = in_course(&member.roles);
        if person::listed(tx, course.id, person, roles, read)? {
            arrived += 1;
        }
        let standing = Standing {
            launch: None,
            roster: Some(roles),
        };
        if let (Some(scheme), false) = (course.scheme, standing.outside()) {
            person::join(tx, scheme, person, app.now())?;
        }
    }
    Ok(arrived)
}

/// Ends a reading that is still ours. Where its people cannot be settled, it has failed too.
async fn end(app: &App, read: Read, done: std::result::Result<(), Failed>) -> Result<()> {
    let settled = match done {
        Ok(()) => {
            let work = (app.clone(), read.clone());
            let settle = move |tx: &mut Tx<'_>| settle(&work.0, tx, &work.1);
            app.store.write(settle).await
        }
        failed => failed,
    };
    match settled {
        Ok(()) => {
            app.wake.scores.notify_one();
            Ok(())
        }
        Err(Failed::Told(code, cause)) => {
            tracing::warn!(code, cause, "a roster could not be read");
            let now = app.now();
            let course = read.course;
            let course = app.store.read(move |tx| course::get(tx, course)).await?;
            app.troubles.note(whom(&course), code, &cause, now);
            let end = move |tx: &mut Tx<'_>| {
                if lease::is_our_reading(tx, &read)? {
                    roster::end(tx, read.id, &Outcome::Failed { code }, now)?;
                }
                Ok::<_, Error>(())
            };
            app.store.write(end).await
        }
        Err(Failed::Lost) => {
            tracing::warn!("a reading was taken over by another worker");
            Ok(())
        }
        Err(Failed::Ours(error)) => Err(error),
    }
}

/// Everything was read: whoever was not listed is held, unless so many vanished that a person must
/// say whether they really left (decision 7). Whoever is complete by what is known now is recorded.
fn settle(app: &App, tx: &mut Tx<'_>, read: &Read) -> std::result::Result<(), Failed> {
    if !lease::is_our_reading(tx, read)? {
        return Err(Failed::Lost);
    }
    let now = app.now();
    let (known, missing) = roster::missing(tx, read)?;
    let course = course::get(tx, read.course)?;
    let outcome = match judge(known, missing) {
        Vanished::Ask => Outcome::Asking { missing, known },
        Vanished::Hold => Outcome::Done {
            held: hold_missing(tx, &course, read.id, now)?,
        },
    };
    roster::end(tx, read.id, &outcome, now)?;
    if let Some(scheme) = course.scheme {
        training::complete_everyone(app, tx, scheme)?;
        let detail = read.done.to_string();
        let id = app.id(ReadId::new);
        happening::record(tx, id, scheme, "roster-read", None, Some(&detail), now)?;
    }
    Ok(())
}

/// Holds whoever a reading did not list. Whoever has been held for long enough is gone: their visits
/// end, and their place in a group is free. Says how many are held now.
pub(crate) fn hold_missing(
    tx: &mut Tx<'_>,
    course: &Course,
    read: ReadId,
    now: Timestamp,
) -> Result<u32> {
    let held = roster::hold_missing(tx, course.id, read, now)?;
    session::end_of_gone(tx, course.id, now)?;
    if let Some(scheme) = course.scheme {
        allocation::leave_gone(tx, scheme)?;
    }
    Ok(held)
}

/// Whether the roster says right now that somebody teaches, without keeping anything: no roles if it
/// does not list them as a teacher who is active, none at all if it does not answer to the end while
/// a person waits for it (decision 8).
pub(crate) async fn teaches(
    app: &App,
    registration: &Registration,
    course: &Course,
    subject: &str,
) -> Option<CourseRoles> {
    let asked = look_up(app, registration, course, subject);
    tokio::time::timeout(PATIENCE, asked).await.ok()?
}

async fn look_up(
    app: &App,
    registration: &Registration,
    course: &Course,
    subject: &str,
) -> Option<CourseRoles> {
    // A platform that does not filter answers with everybody, who are read just the same.
    let filter = Filter {
        role: Some(ContextRole::Instructor),
        limit: Some(PAGE),
        ..Filter::default()
    };
    let first = address(course.roster_url.as_deref()?).ok()?;
    let mut next = Some(filter.first_page(&first));
    let mut seen = HashSet::new();
    while let Some(url) = next.filter(|url| seen.len() < MOST_PAGES && seen.insert(url.clone())) {
        let page = fetch(app, registration, &url).await.ok()?;
        let found = page
            .members
            .iter()
            .find(|member| member.user_id.as_str() == subject);
        if let Some(member) = found {
            return Some(in_course(&member.roles));
        }
        next = page.next;
        if next.is_none() {
            return Some(CourseRoles::default());
        }
    }
    None
}
