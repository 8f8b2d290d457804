//! What is kept, table by table.

use api::act::ACT_LIFE;
use domain::time::Span;
use lti1p3::launch::{MAX_AGE, MAX_LEEWAY};

use store::registration::KEPT_AFTER_USE;

use super::{Life, Table};
use crate::{arrive::LONGEST, jobs};

/// How long a used nonce is remembered at most: as long as its launch could be accepted again.
const NONCE: Span = Span::minutes(((MAX_AGE.as_secs() + MAX_LEEWAY.as_secs()) / 60).cast_signed());

const fn personal(name: &'static str, holds: &'static str, life: Life) -> Table {
    Table {
        name,
        holds,
        personal: true,
        life,
    }
}

const fn other(name: &'static str, holds: &'static str, life: Life) -> Table {
    Table {
        name,
        holds,
        personal: false,
        life,
    }
}

/// Every table of the schema.
pub const TABLES: &[Table] = &[
    personal(
        "person",
        "names, number, chosen language, the platform's id",
        Life::Stays,
    ),
    personal(
        "enrolment",
        "roles in a course, by launch and by roster; since when not listed",
        Life::Stays,
    ),
    personal(
        "member",
        "part in a scheme, choice to take part",
        Life::Stays,
    ),
    personal("attribute", "lines of the attribute file", Life::Stays),
    personal(
        "signature",
        "which version of the code was signed when",
        Life::Stays,
    ),
    personal("attempt", "answers to the quiz and their mark", Life::Stays),
    personal(
        "draft",
        "an unfinished quiz",
        Life::After(
            jobs::DRAFT_LIFE,
            "after it was kept last, or when it is handed in",
        ),
    ),
    personal(
        "done_act",
        "an act that was sent, with its answer, so that it is not done twice",
        Life::After(Span(ACT_LIFE), "after it was done"),
    ),
    personal("completion", "when training was completed", Life::Stays),
    personal(
        "score",
        "a mark on its way to the gradebook, and that it arrived",
        Life::Stays,
    ),
    personal(
        "session",
        "keyed hash of the browser's cookie, hash of the session's handle, times",
        Life::After(
            jobs::SESSION_LIFE,
            "after the session began; it ends after 60 minutes without use, 12 hours at most",
        ),
    ),
    personal("seat", "who is whose mentor", Life::Stays),
    personal(
        "happening",
        "dated record: claims, choices, completions, formings, readings",
        Life::Stays,
    ),
    personal(
        "allocation",
        "when and by whom groups were formed; a keyed hash of what they were made of",
        Life::Stays,
    ),
    other(
        "fairness",
        "how a set of groups that was formed fairly compares, in sums and worst values",
        Life::Stays,
    ),
    other(
        "by_moving",
        "how many could be placed after publishing if how many moved; a keyed hash",
        Life::Until("until it is looked for again"),
    ),
    other(
        "impasse",
        "why groups could not be formed when that was tried last, in numbers; a keyed hash",
        Life::Until("until it is tried again"),
    ),
    other(
        "cure_step",
        "what would have helped, in numbers",
        Life::Until("until it is tried again"),
    ),
    personal(
        "scheme",
        "sizes of groups, and whether the worst-placed come first; name, telephone and room of whoever is responsible",
        Life::Stays,
    ),
    other(
        "used_nonce",
        "a random number of a launch",
        Life::After(NONCE, "after the launch was made, at most"),
    ),
    other(
        "institution",
        "name, time zone, languages, its help services",
        Life::Stays,
    ),
    other(
        "registration",
        "addresses and ids of a platform",
        Life::Stays,
    ),
    other(
        "registration_key",
        "the tool's keys; private halves sealed",
        Life::After(KEPT_AFTER_USE, "after another took over"),
    ),
    other("unit", "names of departments", Life::Stays),
    personal(
        "admin_invite",
        "hash of a link that lets an administrator in once",
        Life::After(jobs::ADMIN_LIFE, "after it was good for the last time"),
    ),
    personal(
        "admin_passkey",
        "public half of an administrator's passkey, with the name they gave it",
        Life::Until("until an administrator removes it"),
    ),
    personal(
        "admin_session",
        "hash of an administrator's cookie, times",
        Life::After(
            jobs::ADMIN_LIFE,
            "after it began; it ends after 30 minutes without use, 8 hours at most",
        ),
    ),
    personal(
        "admin_act",
        "which administrator did what when",
        Life::Stays,
    ),
    other(
        "platform_invite",
        "hash of an address that lets a platform register itself once",
        Life::Stays,
    ),
    other(
        "trouble",
        "what went wrong with a platform, in a code and how often; nothing of a person",
        Life::After(jobs::TROUBLE_LIFE, "after it happened last"),
    ),
    other(
        "stranger",
        "issuer and client id of platforms that are not registered, and how often; nothing of a person",
        Life::After(jobs::TROUBLE_LIFE, "after one came last"),
    ),
    other(
        "deployment",
        "ids of deployments and whether they are approved",
        Life::Stays,
    ),
    other(
        "course",
        "title, ids and service addresses of a course",
        Life::Stays,
    ),
    other(
        "resource_link",
        "where the tab stands in a course",
        Life::Stays,
    ),
    other(
        "roster_read",
        "how the last reading of a roster went, in figures",
        Life::Until("until the next reading"),
    ),
    other("line_item", "the address of our column", Life::Stays),
    other(
        "column_right",
        "which process may make a column",
        Life::Until("until the column is made"),
    ),
    other(
        "asset_release",
        "which releases' files are kept",
        Life::Until("until the third release after it"),
    ),
    other(
        "asset",
        "files of the front end",
        Life::Until("until the third release after it"),
    ),
    other(
        "schema_version",
        "which migrations were applied",
        Life::Stays,
    ),
    other(
        "master_key_check",
        "a value that tells the right master key from a wrong one",
        Life::Stays,
    ),
];

const _: () = assert!(
    jobs::SESSION_LIFE.0 > LONGEST.0,
    "a session is not forgotten while it lasts"
);
