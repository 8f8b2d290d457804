//! One example of every page in every state, for tests and the gallery. What they show is invented.

mod platforms;
mod questions;

use super::{
    Access, By, Ceremony, Claim, Course, Departments, Difference, Done, Enter, Fault, Given, Home,
    Institution, Near, Page, Passkey, Plan, PlatformRow, State, Stranger, Unit, Visit, Waiting,
};

/// Thursday 1 October 2026, 14:00 in London.
const NOW: i64 = 1_790_859_600_000;
const DAY: i64 = 86_400_000;

/// A page in one state.
pub struct Sample {
    /// Names it.
    pub name: &'static str,
    /// Its heading in English.
    pub heading: &'static str,
    /// What it shows.
    pub page: Page,
    /// Whether somebody has entered.
    pub visit: Option<Visit>,
    /// What just happened.
    pub notice: Option<&'static str>,
}

/// Every page in every state.
pub fn samples() -> Vec<Sample> {
    let mut all = doors();
    all.extend(homes());
    all.extend(platforms::all());
    all.extend(questions::all());
    all.extend(departments());
    all.extend(claims_and_access());
    all
}

fn visit() -> Visit {
    Visit {
        institution: "Example University".to_owned(),
        form_token: "token-of-the-form".to_owned(),
        of_host: true,
    }
}

fn inside(name: &'static str, heading: &'static str, page: Page) -> Sample {
    Sample {
        name,
        heading,
        page,
        visit: Some(visit()),
        notice: None,
    }
}

fn outside(name: &'static str, heading: &'static str, page: Page) -> Sample {
    Sample {
        visit: None,
        ..inside(name, heading, page)
    }
}

fn text(text: &str) -> String {
    text.to_owned()
}

fn ceremony() -> Ceremony {
    Ceremony {
        options: text("{\"publicKey\":{}}"),
        sealed: text("sealed"),
    }
}

fn doors() -> Vec<Sample> {
    let enter = |invite: Option<&str>| {
        Page::Enter(Enter {
            invite: invite.map(text),
        })
    };
    let one = |name: &str| Institution {
        id: text(name),
        name: text(name),
    };
    let choose = |names: &[&str]| Page::Choose(names.iter().map(|name| one(name)).collect());
    let choosing = |name, page| Sample {
        visit: Some(Visit {
            institution: String::new(),
            ..visit()
        }),
        ..outside(name, "Where do you want to work?", page)
    };
    vec![
        outside("admin-enter", "Come in", enter(Some("secret"))),
        outside("admin-enter-over", "Come in", enter(None)),
        outside("admin-sign-in", "Sign in", Page::SignIn(Some(ceremony()))),
        outside("admin-sign-in-without", "Sign in", Page::SignIn(None)),
        choosing(
            "admin-choose",
            choose(&["Example University", "Prifysgol Enghraifft"]),
        ),
        choosing("admin-choose-none", choose(&[])),
    ]
}

fn row(name: &str, state: State, launched_at: Option<i64>) -> PlatformRow {
    PlatformRow {
        id: name.to_lowercase(),
        name: text(name),
        issuer: format!("https://{}.example.ac.uk", name.to_lowercase()),
        state,
        is_unreached: false,
        launched_at,
    }
}

/// One that is nearly registered in every way there is, and one that is like nothing.
fn strangers() -> Vec<Stranger> {
    let stranger = |issuer: &str, client_id: &str, near| Stranger {
        issuer: text(issuer),
        client_id: text(client_id),
        times: 3,
        last_at: NOW - 600_000,
        near,
    };
    let near = |differences: &[Difference]| Near {
        platform: text("1"),
        name: text("Moodle"),
        issuer: text("https://moodle.example.ac.uk"),
        client_id: text("kEb5ClVCY2Wk3Qn"),
        differences: differences.to_vec(),
    };
    let slips = [
        Difference::Slash,
        Difference::Scheme,
        Difference::Www,
        Difference::Case,
        Difference::Client,
    ];
    vec![
        stranger(
            "http://www.Moodle.example.ac.uk/",
            "kEb5ClVCY2Wk3Qo",
            vec![near(&slips)],
        ),
        stranger(
            "https://moodle.example.ac.uk",
            "",
            vec![near(&[Difference::NoClient])],
        ),
        stranger("https://elsewhere.example", "10000000000042", vec![]),
        stranger("https://one.example", "1", vec![]),
        stranger("https://two.example", "2", vec![]),
        stranger("https://three.example", "3", vec![]),
    ]
}

fn homes() -> Vec<Sample> {
    let waiting = vec![
        Waiting::Platform {
            id: text("1"),
            name: text("Moodle"),
        },
        Waiting::Deployment {
            platform: text("2"),
            name: text("Canvas"),
            deployment: text("7:8865aa05b4b79b64a91a86042e43af5ea8ae79eb"),
        },
        Waiting::Unreached {
            id: text("2"),
            name: text("Canvas"),
        },
        Waiting::Strangers(2),
        Waiting::Claims(1),
        Waiting::Courses(14),
    ];
    let home = Home {
        waiting,
        platforms: vec![
            row("Moodle", State::Pending, None),
            row("Canvas", State::Active, Some(NOW - DAY)),
            PlatformRow {
                is_unreached: true,
                ..row("Beta", State::Active, None)
            },
            row("Old", State::Disabled, Some(NOW - 400 * DAY)),
        ],
        units: 30,
        courses: 214,
        has_passkey: true,
        strangers: strangers(),
    };
    let mut told = inside("admin-home", "Overview", Page::Home(home));
    told.notice = Some("admin-did-platform-removed");
    vec![
        told,
        inside("admin-home-first", "Overview", Page::Home(Home::default())),
    ]
}

fn course(title: &str, code: &str, unit: Option<&str>) -> Course {
    Course {
        id: text(code),
        title: text(title),
        code: text(code),
        platform: text("Canvas"),
        unit: unit.map(text),
        is_ticked: false,
    }
}

/// Two departments and two of many courses.
fn some_departments() -> Departments {
    let unit = |name: &str, courses| Unit {
        id: text(name),
        name: text(name),
        courses,
    };
    Departments {
        units: vec![unit("Biology", 12), unit("Llenyddiaeth Gymraeg", 0)],
        courses: vec![
            course("Field Botany", "BOT101", None),
            course("Cells and organisms, an introduction", "", Some("Biology")),
        ],
        all: 214,
        left: 1,
        ..Departments::default()
    }
}

/// What can be wrong with departments: the sample, the sentence, the field.
const FAULTS: [(&str, &str, &str); 12] = [
    ("admin-departments-wrong", "admin-fault-list-line", "list"),
    (
        "admin-departments-empty-list",
        "admin-fault-list-empty",
        "list",
    ),
    (
        "admin-departments-long-list",
        "admin-fault-list-long",
        "list",
    ),
    (
        "admin-departments-no-name",
        "admin-fault-department",
        "department",
    ),
    (
        "admin-departments-there",
        "admin-fault-department-there",
        "department",
    ),
    (
        "admin-departments-bad-line",
        "admin-fault-department-line",
        "department",
    ),
    (
        "admin-departments-too-many",
        "admin-fault-department-many",
        "department",
    ),
    ("admin-departments-no-unit", "admin-fault-unit", "unit"),
    (
        "admin-departments-rename-none",
        "admin-fault-unit",
        "rename-unit",
    ),
    (
        "admin-departments-rename-there",
        "admin-fault-department-there",
        "new-name",
    ),
    ("admin-departments-no-course", "admin-fault-courses", "unit"),
    (
        "admin-departments-no-pattern",
        "admin-fault-pattern",
        "pattern",
    ),
];

fn departments() -> Vec<Sample> {
    let page = |name, all| inside(name, "Departments", Page::Departments(all));
    let none_left = Departments {
        only_left: true,
        courses: vec![],
        left: 0,
        ..some_departments()
    };
    let added = Departments {
        added: Some((3, 1)),
        ..some_departments()
    };
    let mut samples = vec![
        page("admin-departments", some_departments()),
        page("admin-departments-added", added),
        page("admin-departments-done", none_left),
        page("admin-departments-none", Departments::default()),
    ];
    let wrong = |(name, key, field)| {
        let all = Departments {
            only_left: true,
            left: 14,
            line: 3,
            faults: vec![Fault { field, key }],
            typed: vec![(text("list"), text("BOT101"))],
            ..some_departments()
        };
        page(name, all)
    };
    samples.extend(FAULTS.map(wrong));
    samples.extend(plans());
    samples
}

fn plans() -> [Sample; 2] {
    let given = |from: Option<&str>| Given {
        title: text("Field Botany"),
        code: text("BOT101"),
        to: text("Biology"),
        from: from.map(text),
    };
    let plan = Plan {
        given: vec![given(None), given(Some("Law"))],
        new_units: vec![text("Physics"), text("Law, School of")],
        unknown: vec![(3, text("PHY*"))],
        taken: vec![(4, text("BOT*"), 1)],
        left: 12,
        action: "/admin/courses/list",
        fields: vec![(text("list"), text("BOT101,Biology"))],
    };
    let page = |name, plan| inside(name, "Before anything changes", Page::Plan(plan));
    [
        page("admin-plan", plan),
        page("admin-plan-nothing", Plan::default()),
    ]
}

fn claims_and_access() -> Vec<Sample> {
    let claim = |person: Option<&str>| Claim {
        scheme: text("1"),
        name: text("Field Botany"),
        person: person.map(text),
        courses: vec![text("Field Botany"), text("Cells")],
    };
    let claims = Page::Claims(vec![claim(Some("Ana Reyes")), claim(None)]);
    let key = |name: &str, used_at| Passkey {
        id: text(name),
        name: text(name),
        added_at: NOW - 30 * DAY,
        used_at,
    };
    let done = |kind: &str, by| Done {
        kind: text(kind),
        about: text("Canvas"),
        by,
        at: NOW,
    };
    let invite = By::Invite(text("01980c5e-7a00-7000-8000-000000000000"));
    let access = Access {
        passkeys: vec![
            key("Priya’s laptop", Some(NOW)),
            key("Key in the safe", None),
        ],
        ceremony: Some(ceremony()),
        done: vec![
            done("platform-enabled", By::Passkey(text("Priya’s laptop"))),
            done("entered", invite),
            done("key-replaced", By::Host),
        ],
    };
    vec![
        inside("admin-claims", "Coordinators", claims),
        inside("admin-claims-none", "Coordinators", Page::Claims(vec![])),
        inside("admin-access", "Access", Page::Access(access)),
        inside(
            "admin-access-none",
            "Access",
            Page::Access(Access::default()),
        ),
    ]
}
