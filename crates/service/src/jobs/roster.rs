//! Reads rosters (NRPS 2.0), page by page: each page is committed while the next one comes.

mod list;

use std::time::Duration;

use domain::{
    Timestamp,
    id::{PersonId, ReadId, RegistrationId},
    roster::{Vanished, judge},
    standing::{CourseRoles, Standing},
};
use lti1p3::{
    ContextRole, ResourceLinkId,
    link::{LinkError, Pages},
    nrps::{Filter, Member, Status},
    reply::ServiceError,
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

use crate::{
    app::App,
    error::{Error, Result},
    http_client::FetchError,
    jobs::roster::list::{List, MOST_PAGES, Of, PAGE, fetch},
    lti::roles::in_course,
    platform::tokens::{At, BUSY, CallError, address},
    training,
    troubles::Whom,
};

/// How many links of a course are asked for names that its list does not have.
const MOST_LINKS: u32 = 3;

/// How long somebody waits at the screen for what a roster says of them.
const PATIENCE: Duration = Duration::from_secs(10);

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

impl From<LinkError> for Failed {
    fn from(error: LinkError) -> Self {
        Self::Told(of_link(error), error.to_string())
    }
}

const fn of_link(error: LinkError) -> &'static str {
    match error {
        LinkError::Loop => "roster-loop",
        LinkError::TooMany => "roster-too-large",
        _ => "roster-unreadable",
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
            CallError::Service(ServiceError::Link(error)) => of_link(*error),
            CallError::Service(ServiceError::Unreadable(_)) => "roster-unreadable",
            CallError::Service(_) => "roster-refused",
            CallError::NotYet { .. } => BUSY,
            CallError::Ours(_) => "internal",
        };
        Self::Told(code, error.for_log())
    }
}

/// Reads who is in a course, and then their names, where only a link has them.
async fn read_all(app: &App, read: &mut Read) -> std::result::Result<(), Failed> {
    let course = read.course;
    let (course, registration, links) = app
        .store
        .read(move |tx| {
            let links = course::links(tx, course, MOST_LINKS)?;
            let course = course::get(tx, course)?;
            let registration = registration::get(tx, course.registration)?;
            Ok::<_, Error>((course, registration, links))
        })
        .await?;
    let registration =
        registration.ok_or_else(|| Error::internal("a course without its registration"))?;
    let Some(roster_url) = &course.roster_url else {
        return Err(Failed::Told("roster-not-offered", String::new()));
    };
    let list = List {
        app,
        registration: &registration,
        course: &course,
        url: address(roster_url)?,
    };
    if !list.read(read, Of::Course).await? {
        names(&list, read, links).await?;
    }
    Ok(())
}

/// Where a Moodle leaves it to each link's teacher whether names are told, the list of the course has
/// none and that of the link has them. A link that cannot be asked for brings none, which is no fault.
async fn names(
    list: &List<'_>,
    read: &mut Read,
    links: Vec<String>,
) -> std::result::Result<(), Failed> {
    for link in links {
        let Ok(link) = ResourceLinkId::parse(link) else {
            continue;
        };
        match list.read(read, Of::Link(link)).await {
            Ok(false) => {}
            Err(Failed::Told(code, cause)) => tracing::debug!(code, cause, "no names from a link"),
            Ok(true) => return Ok(()),
            Err(failed) => return Err(failed),
        }
    }
    Ok(())
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
        let person = tell(app, tx, registration, member)?;
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

/// Keeps what a list says of a person.
fn tell(
    app: &App,
    tx: &mut Tx<'_>,
    registration: &Registration,
    member: &Member,
) -> Result<PersonId> {
    let told = Told {
        institution: registration.institution,
        issuer: &registration.issuer,
        subject: member.user_id.as_str(),
        name: member.name.as_deref(),
        given_name: member.given_name.as_deref(),
        number: member.lis_person_sourcedid.as_deref(),
    };
    Ok(person::told(tx, app.id(PersonId::new), &told, app.now())?)
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
    let mut url = filter.first_page(&address(course.roster_url.as_deref()?).ok()?);
    let mut pages = Pages::from(&url, MOST_PAGES);
    loop {
        let page = fetch(app, At::course(registration, course), &url)
            .await
            .ok()?;
        let found = page
            .members
            .iter()
            .find(|member| member.user_id.as_str() == subject);
        if let Some(member) = found {
            return Some(in_course(&member.roles));
        }
        match pages.turn(page.next).ok()? {
            Some(next) => url = next,
            None => return Some(CourseRoles::default()),
        }
    }
}
