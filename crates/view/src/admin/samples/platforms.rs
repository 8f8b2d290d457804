//! Platforms: what stands where, what went wrong, what is corrected, and the ways to add one.

use super::{
    super::{
        Answered, Canvas, Correction, Deployment, Fault, Key, NewPlatform, Newcomers, Page,
        Platform, State, Trouble, Worked,
    },
    DAY, NOW, Sample, inside, text,
};

fn trouble(code: &str, deployment: &str, times: u32, detail: &str) -> Trouble {
    Trouble {
        code: text(code),
        deployment: text(deployment),
        detail: text(detail),
        times,
        last_at: NOW - 3_600_000,
        is_settled: false,
        waits_for_approval: code == "launch-deployment-unknown",
    }
}

/// One of every kind; two were put right.
fn troubles() -> Vec<Trouble> {
    let settled = |code| Trouble {
        is_settled: true,
        waits_for_approval: false,
        ..trouble(code, "1", 2, "")
    };
    vec![
        trouble("launch-deployment-unknown", "7:8865aa05", 12, ""),
        trouble("roster-refused", "", 1, "refused with 403 Forbidden"),
        trouble("launch-deployment-pending", "9:8865aa05", 1, ""),
        trouble("launch-token-audience", "", 1, ""),
        trouble("launch-unknown-platform", "", 1, ""),
        trouble(
            "launch-platform-unreachable",
            "",
            1,
            "no answer within 10 s",
        ),
        trouble("token-refused", "", 1, ""),
        trouble("check-keys", "", 1, "no answer within 10 s"),
        trouble("check-token", "", 1, ""),
        trouble("check-time", "", 1, ""),
        trouble("platform-busy", "", 1, ""),
        trouble("score-refused", "1", 1, ""),
        trouble("too-many", "", 1, ""),
        settled("launch-platform-disabled"),
        settled("launch-platform-pending"),
    ]
}

fn platform() -> Platform {
    let origin = "https://mentoring.example.ac.uk";
    Platform {
        id: text("1"),
        name: text("Canvas"),
        state: State::Active,
        is_unreached: false,
        is_correcting: false,
        same: vec![],
        theirs: vec![
            ("issuer", text("https://canvas.instructure.com")),
            ("client_id", text("10000000000042")),
            (
                "auth_url",
                text("https://sso.canvaslms.com/api/lti/authorize_redirect"),
            ),
            (
                "token_url",
                text("https://sso.canvaslms.com/login/oauth2/token"),
            ),
            (
                "jwks_url",
                text("https://sso.canvaslms.com/api/lti/security/jwks"),
            ),
        ],
        ours: vec![
            ("tool-url", format!("{origin}/lti/launch")),
            ("login-url", format!("{origin}/lti/login")),
            ("redirect-url", format!("{origin}/lti/launch")),
            ("keys-url", format!("{origin}/lti/jwks.json")),
        ],
        newcomers: Newcomers::Ask,
        deployments: deployments(),
        keys: vec![
            Key {
                used_from: NOW - 90 * DAY,
                is_to_come: false,
                retired_at: Some(NOW + DAY),
            },
            Key {
                used_from: NOW + 3_600_000,
                is_to_come: true,
                retired_at: None,
            },
        ],
        last_launch: Some((text("Field Botany"), NOW - DAY)),
        troubles: troubles(),
        is_unused: false,
        answered: vec![(Answered::Keys, NOW - DAY), (Answered::Token, NOW - DAY)],
        typed: vec![],
        faults: vec![],
    }
}

/// One that waits, and one that works.
fn deployments() -> Vec<Deployment> {
    vec![
        Deployment {
            id: text("7:8865aa05b4b79b64a91a86042e43af5ea8ae79eb"),
            is_approved: false,
            worked: vec![],
        },
        Deployment {
            id: text("1"),
            is_approved: true,
            worked: vec![
                (Worked::Launch, NOW - DAY),
                (Worked::Roster, NOW - DAY / 2),
                (Worked::Mark, NOW - 9 * DAY),
            ],
        },
    ]
}

/// Every page about one platform, and those that add one.
pub(super) fn all() -> Vec<Sample> {
    let mut all = platforms();
    all.extend(new_platforms());
    all
}

/// Everything that can be wrong with an address.
fn mistyped() -> Platform {
    Platform {
        is_unused: true,
        last_launch: None,
        troubles: vec![],
        typed: vec![(text("jwks_url"), text("http://moodle.example.ac.uk"))],
        faults: [
            "admin-fault-https",
            "admin-fault-user",
            "admin-fault-fragment",
            "admin-fault-private",
            "admin-fault-private-host",
            "admin-fault-ours",
            "admin-fault-keys",
            "admin-fault-keys-moved",
        ]
        .map(|key| fault("jwks_url", key))
        .into(),
        ..platform()
    }
}

fn correction() -> Correction {
    Correction {
        platform: text("1"),
        name: text("Canvas"),
        changes: vec![(
            "jwks_url",
            text("https://canvas.example.ac.uk/api/lti/security/jwks"),
            text("https://sso.canvaslms.com/api/lti/security/jwks"),
        )],
        slips: vec![
            ("admin-sure-near", text("Moodle")),
            ("differs-slash", text("")),
        ],
        others: vec![text("Canvas for colleges")],
        fields: vec![(text("jwks_url"), text("https://sso.canvaslms.com"))],
    }
}

fn platforms() -> Vec<Sample> {
    let page = |platform| Page::Platform(Box::new(platform));
    let pending = Platform {
        state: State::Pending,
        same: vec![(text("2"), text("Our Canvas"))],
        deployments: vec![],
        troubles: vec![],
        last_launch: None,
        keys: vec![Key {
            used_from: NOW - DAY,
            is_to_come: false,
            retired_at: None,
        }],
        is_unused: true,
        ..platform()
    };
    let approved = Platform {
        state: State::Active,
        newcomers: Newcomers::First,
        same: vec![],
        ..pending.clone()
    };
    let named = Platform {
        deployments: deployments(),
        ..pending.clone()
    };
    let off = Platform {
        state: State::Disabled,
        newcomers: Newcomers::Accept,
        typed: vec![(text("name"), String::new())],
        faults: vec![fault("name", "admin-fault-name")],
        ..platform()
    };
    let unreached = Platform {
        is_unreached: true,
        ..platform()
    };
    let before = |name, correction| {
        inside(
            name,
            "Before anything changes",
            Page::Correction(correction),
        )
    };
    vec![
        inside("admin-platform", "Canvas", page(platform())),
        inside("admin-platform-pending", "Canvas", page(pending)),
        inside("admin-platform-named", "Canvas", page(named)),
        Sample {
            notice: Some("admin-did-platform-approved"),
            ..inside("admin-platform-approved", "Canvas", page(approved))
        },
        inside("admin-platform-off", "Canvas", page(off)),
        inside("admin-platform-wrong", "Canvas", page(mistyped())),
        Sample {
            notice: Some("admin-did-saved-unread"),
            ..inside("admin-platform-unreached", "Canvas", page(unreached))
        },
        before("admin-correction", correction()),
        before("admin-correction-nothing", Correction::default()),
    ]
}

fn fault(field: &'static str, key: &'static str) -> Fault {
    Fault { field, key }
}

fn canvas() -> Canvas {
    let origin = "https://mentoring.example.ac.uk";
    Canvas {
        configuration: format!("{origin}/lti/canvas.json"),
        json: text("{\n  \"title\": \"Peer mentoring\"\n}"),
        redirect: format!("{origin}/lti/launch"),
        tool: "Peer mentoring",
        hosted: platform()
            .theirs
            .into_iter()
            .filter(|(name, _)| *name != "client_id")
            .collect(),
        sites: vec!["production", "beta", "test"],
    }
}

fn new_platforms() -> Vec<Sample> {
    let new = NewPlatform {
        moodle: vec![
            (
                "Tool URL",
                text("https://mentoring.example.ac.uk/lti/launch"),
            ),
            ("LTI version", text("LTI 1.3")),
        ],
        canvas: canvas(),
        ..NewPlatform::default()
    };
    let invited = NewPlatform {
        invite: Some(text(
            "https://mentoring.example.ac.uk/lti/register?invite=secret",
        )),
        ..new.clone()
    };
    let keys = [
        ("name", "admin-fault-name"),
        ("issuer", "admin-fault-issuer"),
        ("client_id", "admin-fault-client"),
        ("deployment_id", "admin-fault-deployment"),
        ("jwks_url", "admin-fault-address"),
        ("client_id", "admin-fault-exists"),
        ("issuer", "admin-fault-query"),
        ("token_url", "admin-fault-twice"),
        ("canvas", "admin-fault-canvas"),
        ("canvas-host", "admin-fault-canvas-host"),
    ];
    let wrong = NewPlatform {
        typed: vec![(text("jwks_url"), text("moodle"))],
        faults: keys.map(|(field, key)| Fault { field, key }).into(),
        ..new.clone()
    };
    let filled = NewPlatform {
        typed: vec![(text("issuer"), text("https://canvas.instructure.com"))],
        is_filled: true,
        ..new.clone()
    };
    let mut own = filled.clone();
    own.typed.push((text("canvas"), text("own")));
    let page = |name, new| inside(name, "Add a platform", Page::NewPlatform(Box::new(new)));
    vec![
        page("admin-new", new),
        page("admin-new-invited", invited),
        page("admin-new-wrong", wrong),
        page("admin-new-filled", filled),
        page("admin-new-filled-own", own),
    ]
}
