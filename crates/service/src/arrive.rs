//! A verified launch becomes a person, a place and a session, in one transaction.

use std::sync::Arc;

use api::{Language, Route};
use domain::{
    Timestamp,
    claim::SchemeState,
    id::{CourseId, PersonId, SchemeId, SessionId},
    standing::Standing,
    time::Span,
};
use lti1p3::{Launch, launch::Message, scope};
use store::{
    Tx,
    again::{self, Place, Said},
    course::{self, Course, Launched},
    institution,
    person::{self, Told},
    registration::{self, NewDeployments, Registration},
    scheme::{self, Scheme},
    session::{self, Session},
};

use crate::{
    app::App,
    error::{Error, Result},
    lti::{choosing::Asked, launch::way_back, placed, roles::in_course, state::Login},
    platform::known::Known,
    reader::{Reader, offered},
    training,
};

/// A launch that was verified, and what else the transaction needs.
pub(crate) struct Arrival {
    /// The login it answers.
    pub(crate) login: Login,
    /// What the platform says.
    pub(crate) launch: Launch,
    /// What the session knows its browser by.
    pub(crate) browser_hash: Vec<u8>,
    /// Hash of the new session's handle.
    pub(crate) handle_hash: Vec<u8>,
}

/// What became of an arrival.
pub(crate) enum Taken {
    /// It is kept: the visit that begins, and the page it begins with.
    Visit(Session, Route),
    /// Nothing is kept of it: its registration is no longer what it was verified by.
    Changed(Box<Arrival>),
}

/// How a transaction ended that is kept whatever became of the launch.
enum Kept {
    Arrived(Session, Route),
    Refused(Error),
    Changed,
}

/// Keeps an arrival, if its registration is still what it was verified by, which may be what was
/// remembered: the row says so here, in the transaction that takes the launch, and stays as it is
/// until that ends. Whoever is refused is shown the way back to the course.
pub(crate) async fn keep(app: &App, known: &Arc<Known>, arrival: Arrival) -> Result<Taken> {
    let work = (app.clone(), known.clone());
    let back = way_back(known, &arrival.launch);
    let kept = app.store.write(move |tx| {
        let (app, known) = work;
        arrive(&app, tx, &known, &arrival).map(|kept| (kept, arrival))
    });
    match kept.await {
        Ok((Kept::Arrived(session, route), _)) => Ok(Taken::Visit(session, route)),
        Ok((Kept::Changed, arrival)) => Ok(Taken::Changed(Box::new(arrival))),
        Ok((Kept::Refused(error), _)) | Err(error) => Err(error.back_to(back)),
    }
}

fn arrive(app: &App, tx: &mut Tx<'_>, known: &Known, arrival: &Arrival) -> Result<Kept> {
    let (launch, now) = (&arrival.launch, app.now());
    let registration = &known.row;
    let deployment = launch.deployment_id.as_str();
    let is_approved = match registration::hold(tx, registration.id, deployment)? {
        Some((row, is_approved)) if row == *registration => is_approved,
        _ => return Ok(Kept::Changed),
    };
    let until = Timestamp(launch.replayable_until().as_millisecond());
    if !session::use_nonce(tx, &arrival.login.nonce, until)? {
        return Err(Error::unknown("launch-token-replayed"));
    }
    if let Some(refused) = refused(tx, registration, (deployment, is_approved), now)? {
        return Ok(Kept::Refused(refused));
    }
    let choosing = choosing(registration, launch)?;
    let place = place(app, tx, registration, launch)?;
    let language = language(tx, registration, place.language.as_deref(), launch)?;
    let session = Session {
        id: app.id(SessionId::new),
        browser_hash: arrival.browser_hash.clone(),
        registration: registration.id,
        course: place.course,
        person: place.person,
        language: language.map(|language| language.tag().to_owned()),
        choosing,
        return_url: way_back(known, launch),
        started_at: now,
        used_at: now,
        ended_at: None,
    };
    session::start(tx, &session, &arrival.handle_hash)?;
    let route = route(app, tx, &session, launch)?;
    Ok(Kept::Arrived(session, route))
}

/// What a teacher is asked to choose, where the launch is about that. Nobody else may.
fn choosing(registration: &Registration, launch: &Launch) -> Result<Option<String>> {
    let Message::DeepLinking(settings) = &launch.message else {
        return Ok(None);
    };
    if !in_course(&launch.roles).staff() {
        return Err(Error::forbidden("choosing-not-allowed"));
    }
    Asked::keep(registration, launch, settings).map(Some)
}

/// The page a link leads to, where this person may open it; their first page otherwise.
fn route(app: &App, tx: &mut Tx<'_>, session: &Session, launch: &Launch) -> Result<Route> {
    let wanted = placed::route(&launch.custom);
    if wanted == Route::Home {
        return Ok(wanted);
    }
    let nav = Reader::load(app, tx, session.clone())?.nav();
    Ok(nav
        .into_iter()
        .find(|page| *page == wanted)
        .unwrap_or(Route::Home))
}

/// An unknown deployment is kept: taken where that is the rule of its registration, and otherwise for
/// an administrator to approve. That row outlives the refusal.
fn refused(
    tx: &mut Tx<'_>,
    registration: &Registration,
    (deployment, is_approved): (&str, Option<bool>),
    now: Timestamp,
) -> Result<Option<Error>> {
    Ok(match is_approved {
        Some(true) => None,
        Some(false) => Some(Error::forbidden("launch-deployment-pending")),
        None => {
            let accept = match registration.new_deployments {
                NewDeployments::Ask => false,
                NewDeployments::First => registration::deployments(tx, registration.id)?.is_empty(),
                NewDeployments::Accept => true,
            };
            registration::keep_deployment(tx, registration.id, deployment, accept, now)?;
            (!accept).then_some(Error::forbidden("launch-deployment-unknown"))
        }
    })
}

/// Who launched from where, which is kept as far as it is new.
fn place(
    app: &App,
    tx: &mut Tx<'_>,
    registration: &Registration,
    launch: &Launch,
) -> Result<Place> {
    let (roles, now) = (in_course(&launch.roles), app.now());
    let standing = Standing {
        launch: Some(roles),
        roster: None,
    };
    let said = Said {
        registration: registration.id,
        course: &course_of(launch)?,
        person: &person_of(registration, launch),
        roles,
        joins: !standing.outside(),
    };
    if let Some(place) = again::place(tx, &said, now)? {
        return Ok(place);
    }
    let new = app.id(CourseId::new);
    let course = course::launched(tx, new, registration.id, said.course, now)?;
    let person = person::told(tx, app.id(PersonId::new), said.person, now)?;
    enrol(app, tx, registration, &course, person, &said)?;
    Ok(Place {
        course: course.id,
        person,
        language: person::language(tx, person)?,
    })
}

fn course_of(launch: &Launch) -> Result<Launched<'_>> {
    let context = launch
        .context
        .as_ref()
        .ok_or(Error::bad("launch-claim-missing").because("no context"))?;
    let link = launch.resource_link();
    let title = [context.title.as_deref(), context.label.as_deref()];
    let title = title.into_iter().flatten().next();
    let grades = launch.grades.as_ref();
    Ok(Launched {
        deployment: launch.deployment_id.as_str(),
        context: context.id.as_str(),
        title: title.unwrap_or_default(),
        code: context.label.as_deref().unwrap_or_default(),
        roster_url: launch.names.as_ref().map(|names| names.url.as_str()),
        line_items_url: grades
            .filter(|grades| grades.allows(scope::SCORE))
            .and_then(|grades| grades.line_items.as_ref())
            .map(url::Url::as_str),
        may_create_items: grades.is_some_and(|grades| grades.allows(scope::LINE_ITEM)),
        link: link.map(|link| (link.id.as_str(), link.title.as_deref())),
    })
}

fn person_of<'a>(registration: &Registration, launch: &'a Launch) -> Told<'a> {
    Told {
        institution: registration.institution,
        issuer: launch.issuer.as_str(),
        subject: launch.subject.as_str(),
        name: launch.person.name.as_deref(),
        given_name: launch.person.given_name.as_deref(),
        number: launch.lis.person_sourcedid.as_deref(),
    }
}

/// Keeps the roles of the launch, opens a draft scheme at the first launch of an instructor (decision 8), and
/// makes the person a member of an active one.
fn enrol(
    app: &App,
    tx: &mut Tx<'_>,
    registration: &Registration,
    course: &Course,
    person: PersonId,
    said: &Said<'_>,
) -> Result<()> {
    let (roles, now) = (said.roles, app.now());
    let before = person::standing(tx, course.id, person)?.launch;
    if before.is_some_and(|before| before != roles) {
        session::end_of_person(tx, course.id, person, now)?;
    }
    person::launched(tx, course.id, person, roles, now)?;
    let scheme = match course.scheme {
        Some(id) => scheme::get(tx, id)?,
        None if roles.instructor => draft_scheme(app, tx, registration, course)?,
        None => return Ok(()),
    };
    if scheme.state == SchemeState::Active && said.joins {
        let new = person::join(tx, scheme.id, person, now)?;
        if new {
            training::complete_if_ready(app, tx, scheme.id, person)?;
        }
    }
    Ok(())
}

fn draft_scheme(
    app: &App,
    tx: &mut Tx<'_>,
    registration: &Registration,
    course: &Course,
) -> Result<Scheme> {
    let new = Scheme {
        id: app.id(SchemeId::new),
        institution: registration.institution,
        name: course.title.clone(),
        state: SchemeState::Draft,
        lower: 3,
        upper: 5,
        fair_first: false,
        contact: scheme::Contact::default(),
    };
    scheme::add(tx, &new, app.now())?;
    course::join_scheme(tx, course.id, new.id)?;
    Ok(new)
}

/// The language of the visit: the one this person chose before, where the institution offers it
/// still, else the launch's. Where neither is one of the institution's, its first is spoken.
fn language(
    tx: &mut Tx<'_>,
    registration: &Registration,
    chosen: Option<&str>,
    launch: &Launch,
) -> Result<Option<Language>> {
    let Some(chosen) = chosen.and_then(Language::from_tag) else {
        return Ok(locale(launch));
    };
    let offered = offered(&institution::get(tx, registration.institution)?);
    Ok(Some(chosen)
        .filter(|chosen| offered.contains(chosen))
        .or_else(|| locale(launch)))
}

/// The language of the launch, where we speak it.
fn locale(launch: &Launch) -> Option<Language> {
    [&launch.presentation.locale, &launch.person.locale]
        .into_iter()
        .flatten()
        .find_map(|tag| Language::from_tag(tag))
}

/// How long a session lasts without use.
pub(crate) const IDLE: Span = Span::minutes(60);

/// How long a session lasts at most.
pub(crate) const LONGEST: Span = Span::hours(12);
