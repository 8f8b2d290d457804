//! A platform that costs little: key set, tokens, rosters, columns and marks from memory, with a
//! delay for every service call. It judges nothing that the tools should be measured by; whether they
//! did their work, it counts.

mod routes;

use std::{
    collections::{HashMap, HashSet},
    net::SocketAddr,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering},
    },
    time::Instant,
};

use anyhow::{Context, Result};
use lti1p3::SigningKey;
use serde_json::{Value, json};

/// Members of a page, as tools ask for and as large platforms send.
pub(crate) const PAGE: usize = 100;

/// A running platform. Clones are the same.
#[derive(Clone)]
pub(crate) struct Platform(Arc<Inner>);

struct Inner {
    origin: String,
    key: SigningKey,
    courses: Mutex<HashMap<String, Course>>,
    /// Milliseconds every service call waits first.
    delay: AtomicU64,
    /// Whether nobody is given a token to read results with.
    results_withheld: AtomicBool,
    requests: AtomicUsize,
    in_flight: AtomicUsize,
    most_in_flight: AtomicUsize,
}

#[derive(Default)]
struct Course {
    pages: Vec<String>,
    items: Vec<Value>,
    scored: HashSet<String>,
    scored_last: Option<Instant>,
}

/// What came in since the counts were last set to nothing.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Seen {
    pub(crate) requests: usize,
    pub(crate) most_in_flight: usize,
}

impl Platform {
    /// Starts it on a thread of its own, where it stays until the program ends.
    pub(crate) fn start() -> Result<Self> {
        let listener = std::net::TcpListener::bind("127.0.0.1:0")?;
        listener.set_nonblocking(true)?;
        let address: SocketAddr = listener.local_addr()?;
        let platform = Self(Arc::new(Inner {
            origin: format!("http://{address}"),
            key: SigningKey::generate().context("the platform's key")?,
            courses: Mutex::default(),
            delay: AtomicU64::new(0),
            results_withheld: AtomicBool::new(false),
            requests: AtomicUsize::new(0),
            in_flight: AtomicUsize::new(0),
            most_in_flight: AtomicUsize::new(0),
        }));
        let router = routes::router(platform.clone());
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()?;
        std::thread::Builder::new()
            .name("platform".to_owned())
            .spawn(move || {
                runtime.block_on(async {
                    let listener = tokio::net::TcpListener::from_std(listener)?;
                    axum::serve(listener, router).await
                })
            })?;
        Ok(platform)
    }

    /// Its issuer, which is its address too.
    pub(crate) fn origin(&self) -> &str {
        &self.0.origin
    }

    /// Signs its launches.
    pub(crate) fn key(&self) -> &SigningKey {
        &self.0.key
    }

    /// Enrols a teacher and so many students in a course; without columns, without marks.
    pub(crate) fn enrol(&self, course: &str, students: usize) {
        let mut everyone = vec![member(course, None)];
        everyone.extend((0..students).map(|number| member(course, Some(number))));
        let pages = everyone.chunks(PAGE).map(|members| {
            json!({
                "id": self.roster_url(course),
                "context": { "id": course, "label": course, "title": course },
                "members": members,
            })
            .to_string()
        });
        let pages = pages.collect();
        let course_now = Course {
            pages,
            ..Course::default()
        };
        self.courses().insert(course.to_owned(), course_now);
    }

    /// Where a course's roster is.
    pub(crate) fn roster_url(&self, course: &str) -> String {
        format!("{}/courses/{course}/members", self.origin())
    }

    /// Where a course's columns are.
    pub(crate) fn items_url(&self, course: &str) -> String {
        format!("{}/courses/{course}/items", self.origin())
    }

    /// How long every service call waits from now on, in milliseconds.
    pub(crate) fn delay(&self, millis: u64) {
        self.0.delay.store(millis, Ordering::Relaxed);
    }

    /// Whether results can be read from now on.
    pub(crate) fn withhold_results(&self, withheld: bool) {
        self.0.results_withheld.store(withheld, Ordering::Relaxed);
    }

    /// How many people of a course have a mark, and when the last of them got it.
    pub(crate) fn scored(&self, course: &str) -> (usize, Option<Instant>) {
        let courses = self.courses();
        let course = courses.get(course);
        course.map_or((0, None), |course| {
            (course.scored.len(), course.scored_last)
        })
    }

    /// What came in since the last time this was asked.
    pub(crate) fn seen(&self) -> Seen {
        Seen {
            requests: self.0.requests.swap(0, Ordering::Relaxed),
            most_in_flight: self.0.most_in_flight.swap(0, Ordering::Relaxed),
        }
    }

    fn courses(&self) -> MutexGuard<'_, HashMap<String, Course>> {
        self.0
            .courses
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

/// The subject of a student, or of the course's teacher.
pub(crate) fn subject(course: &str, student: Option<usize>) -> String {
    match student {
        Some(number) => format!("{course}-student-{number:05}"),
        None => format!("{course}-teacher"),
    }
}

/// The given name of a student, whose own it is, or of the course's teacher.
pub(crate) fn given_name(student: Option<usize>) -> String {
    match student {
        Some(number) => format!("Amina{number:05}"),
        None => "Tamsin".to_owned(),
    }
}

/// Everybody's.
pub(crate) const FAMILY_NAME: &str = "Example";

/// The number of a person in the student information system.
pub(crate) fn sis_number(course: &str, student: usize) -> String {
    format!("sis-{course}-{student:05}")
}

fn member(course: &str, student: Option<usize>) -> Value {
    let id = subject(course, student);
    let given = given_name(student);
    let role = if student.is_some() {
        "Learner"
    } else {
        "Instructor"
    };
    json!({
        "status": "Active",
        "user_id": id,
        "name": format!("{given} {FAMILY_NAME}"),
        "given_name": given,
        "family_name": FAMILY_NAME,
        "email": format!("{id}@university.example"),
        "lis_person_sourcedid": student.map(|number| sis_number(course, number)).unwrap_or_default(),
        "roles": [format!("http://purl.imsglobal.org/vocab/lis/v2/membership#{role}")],
    })
}
