//! What the table modules promise, told as stories on both databases. Every public function of
//! every table module takes part in one of them.

mod administrator;
mod again;
mod assets;
mod courses;
mod done;
mod groups;
mod platform;
mod roster;
mod scores;
mod sessions;
mod training;
mod troubles;
mod units;
mod workers;

use domain::{
    Timestamp,
    claim::SchemeState,
    id::{CourseId, InstitutionId, PersonId, RegistrationId, SchemeId},
    part::Choice,
    standing::CourseRoles,
};

use crate::{
    MIGRATIONS, Store, StoreError, Tx,
    course::{self, Launched},
    db::trial::Trial,
    institution::{self, Institution},
    person::{self, Told},
    registration::{self, Registration},
    scheme::{self, Contact, Scheme},
};

/// 2026-09-28T09:00:00Z, a Monday.
const MONDAY: Timestamp = Timestamp(1_790_586_000_000);

const TEACHES: CourseRoles = CourseRoles {
    instructor: true,
    assistant: false,
    administrator: false,
    developer: false,
    learner: false,
    observer: false,
    test_user: false,
};

const LEARNS: CourseRoles = CourseRoles {
    instructor: false,
    learner: true,
    ..TEACHES
};

/// Where most stories begin: a platform, a course, its scheme, its teacher who coordinates.
#[derive(Clone, Copy, Debug)]
struct Place {
    institution: InstitutionId,
    registration: RegistrationId,
    course: CourseId,
    scheme: SchemeId,
    teacher: PersonId,
}

/// Tells a story in one transaction on each database.
async fn told(tell: fn(&mut Tx<'_>, Place) -> Result<(), StoreError>) {
    for trial in Trial::all() {
        let (store, place) = begin(&trial).await;
        store.write(move |tx| tell(tx, place)).await.unwrap();
    }
}

/// Opens a database and sets the place up.
async fn begin(trial: &Trial) -> (Store, Place) {
    let store = trial.open(MIGRATIONS).await.unwrap();
    let place = store.write(set_up).await.unwrap();
    (store, place)
}

fn set_up(tx: &mut Tx<'_>) -> Result<Place, StoreError> {
    let institution = an_institution("test");
    institution::add(tx, &institution, MONDAY)?;
    let registration = a_registration(&institution, "alongside");
    registration::add(tx, &registration, MONDAY)?;
    let course = id(CourseId::new, 1);
    course::launched(tx, course, registration.id, &a_launch(), MONDAY)?;
    let scheme = a_scheme(institution.id);
    scheme::add(tx, &scheme, MONDAY)?;
    course::join_scheme(tx, course, scheme.id)?;
    let place = Place {
        institution: institution.id,
        registration: registration.id,
        course,
        scheme: scheme.id,
        teacher: id(PersonId::new, 255),
    };
    a_person(tx, place, 255)?;
    person::launched(tx, course, place.teacher, TEACHES, MONDAY)?;
    scheme::claim(tx, scheme.id, place.teacher, true, MONDAY)?;
    Ok(place)
}

/// An id that another number does not have.
fn id<T>(make: impl FnOnce(Timestamp, [u8; 10]) -> T, number: u8) -> T {
    make(MONDAY, [number; 10])
}

fn an_institution(slug: &str) -> Institution {
    Institution {
        id: id(InstitutionId::new, slug.as_bytes()[0]),
        slug: slug.to_owned(),
        name: format!("University of {slug}"),
        time_zone: "Europe/London".to_owned(),
        languages: vec!["en".to_owned(), "cy".to_owned()],
        claims_approved: true,
        services: "[]".to_owned(),
    }
}

fn a_registration(institution: &Institution, client_id: &str) -> Registration {
    Registration {
        id: id(RegistrationId::new, client_id.as_bytes()[0]),
        institution: institution.id,
        name: "Moodle".to_owned(),
        issuer: "https://lms.example".to_owned(),
        client_id: client_id.to_owned(),
        auth_url: "https://lms.example/auth".to_owned(),
        token_url: "https://lms.example/token".to_owned(),
        jwks_url: "https://lms.example/jwks".to_owned(),
        token_audience: None,
        private_hosts: false,
        state: registration::State::Active,
        algorithms: "RS256".to_owned(),
        new_deployments: registration::NewDeployments::Ask,
    }
}

const fn a_launch() -> Launched<'static> {
    Launched {
        deployment: "1",
        context: "2",
        title: "Field Botany",
        code: "BOT101",
        roster_url: Some("https://lms.example/members"),
        line_items_url: Some("https://lms.example/items"),
        may_create_items: true,
        link: Some(("7", Some("Mentoring"))),
    }
}

fn a_scheme(institution: InstitutionId) -> Scheme {
    Scheme {
        id: id(SchemeId::new, 1),
        institution,
        name: "Field Botany".to_owned(),
        state: SchemeState::Draft,
        lower: 3,
        upper: 5,
        fair_first: false,
        contact: Contact::default(),
    }
}

/// Somebody the platform knows by this number.
fn a_person(tx: &mut Tx<'_>, at: Place, number: u8) -> Result<PersonId, StoreError> {
    let (subject, sis) = (number.to_string(), format!("S{number}"));
    let told = Told {
        institution: at.institution,
        issuer: "https://lms.example",
        subject: &subject,
        name: None,
        given_name: None,
        number: Some(&sis),
    };
    person::told(tx, id(PersonId::new, number), &told, MONDAY)
}

/// Somebody who launched as a student and says that they take part.
fn a_student(tx: &mut Tx<'_>, at: Place, number: u8) -> Result<PersonId, StoreError> {
    let person = a_person(tx, at, number)?;
    person::launched(tx, at.course, person, LEARNS, MONDAY)?;
    person::join(tx, at.scheme, person, MONDAY)?;
    person::choose(tx, at.scheme, person, Choice::In, MONDAY)?;
    Ok(person)
}
