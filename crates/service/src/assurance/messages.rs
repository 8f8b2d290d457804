//! What is read, message by message.

use super::{Datum, Kept};

/// Where things are read from.
#[derive(Clone, Copy, Debug)]
pub struct Source {
    /// Its heading.
    pub name: &'static str,
    /// What it is, in a sentence or two.
    pub what: &'static str,
    /// What is read.
    pub data: &'static [Datum],
}

const fn dropped(said: &'static str, why: &'static str) -> Datum {
    Datum {
        said,
        why,
        kept: Kept::Dropped,
    }
}

const fn kept(said: &'static str, why: &'static str, place: &'static str) -> Datum {
    Datum {
        said,
        why,
        kept: Kept::In(place),
    }
}

const fn ignored(said: &'static str) -> Datum {
    Datum {
        said,
        why: "not needed",
        kept: Kept::Ignored,
    }
}

const fn elsewhere(said: &'static str, why: &'static str, place: &'static str) -> Datum {
    Datum {
        said,
        why,
        kept: Kept::Elsewhere(place),
    }
}

/// Every source, in the order in which somebody meets them.
pub const SOURCES: [Source; 8] = [
    Source {
        name: "The login that begins a launch",
        what: "Parameters that the LMS sends with the browser to `/lti/login`. Nothing is written: \
               what is needed again travels with the browser, sealed, for ten minutes.",
        data: LOGIN,
    },
    Source {
        name: "The launch",
        what: "Claims of the signed message that the LMS posts to `/lti/launch`, by their names in \
               LTI Core 1.3. Whatever is not named here is not looked at.",
        data: LAUNCH,
    },
    Source {
        name: "The roster",
        what: "Members of the course, from Names and Role Provisioning Services 2.0: read when a \
               coordinator asks, when a scheme is approved, and once a day.",
        data: ROSTER,
    },
    Source {
        name: "The gradebook",
        what: "Assignment and Grade Services 2.0. One column a course; what is written into it is \
               1 of 1 for completed training, and nothing else.",
        data: GRADEBOOK,
    },
    Source {
        name: "The attribute file",
        what: "A file that the institution reads in on the host, for what LTI does not say. Every \
               column but the number may be left out.",
        data: COURSE_FILE,
    },
    Source {
        name: "The person",
        what: "What somebody does in the tab.",
        data: PERSON,
    },
    Source {
        name: "The administrator",
        what: "Who connects platforms and looks after departments, at `/admin`: no student, and without a \
               name unless they give one to their passkey.",
        data: ADMINISTRATOR,
    },
    Source {
        name: "The browser",
        what: "What the tab leaves in a browser, and what the browser sends by itself.",
        data: BROWSER,
    },
];

/// Parameters of a login.
pub const LOGIN: &[Datum] = &[
    dropped("iss", "which platform"),
    dropped(
        "client_id",
        "which registration, where several share an issuer",
    ),
    dropped(
        "target_link_uri",
        "required by LTI; the signed claim is used instead",
    ),
    dropped("login_hint", "sent back to the platform as it came"),
    dropped("lti_message_hint", "sent back to the platform as it came"),
    dropped(
        "lti_storage_target",
        "the frame of the LMS that keeps a secret where no cookie comes back",
    ),
];

/// Claims of a launch.
pub const LAUNCH: &[Datum] = &[
    kept(
        "iss",
        "which platform; with `sub` it says who",
        "person.issuer",
    ),
    kept(
        "sub",
        "who: the platform's own id of the person",
        "person.subject",
    ),
    dropped("aud, azp", "that the message is for this tool"),
    dropped("exp, iat, nbf", "that it is fresh"),
    kept("nonce", "that it is used once", "used_nonce.nonce"),
    dropped(
        "version, message_type, target_link_uri",
        "that it is a launch we serve",
    ),
    kept(
        "deployment_id",
        "which approved deployment",
        "course.deployment_id",
    ),
    kept(
        "roles",
        "learner, teacher, assistant, observer: what the person may do",
        "enrolment.launch_roles",
    ),
    kept(
        "name",
        "shown to the coordinator, to find people by",
        "person.name",
    ),
    kept(
        "given_name",
        "shown to peers in the same group, and as a greeting",
        "person.given_name",
    ),
    kept(
        "lis.person_sourcedid",
        "matches the institution's attribute file",
        "person.number",
    ),
    kept("context.id", "which course", "course.context_id"),
    kept(
        "context.title",
        "what the course is called, on every page",
        "course.title",
    ),
    kept(
        "context.label",
        "the course's code, by which departments are given; stands in where a course has no title",
        "course.code",
    ),
    kept(
        "resource_link.id",
        "where in the course the tab is, for links back",
        "resource_link.link_id",
    ),
    kept(
        "resource_link.title",
        "what the tab is called there",
        "resource_link.title",
    ),
    kept(
        "launch_presentation.return_url",
        "the way back to the course",
        "session.return_url",
    ),
    kept(
        "launch_presentation.locale, locale",
        "English or Welsh",
        "session.language",
    ),
    kept(
        "namesroleservice.context_memberships_url",
        "where the roster is",
        "course.roster_url",
    ),
    kept(
        "endpoint.lineitems",
        "where the gradebook's columns are",
        "course.line_items_url",
    ),
    kept(
        "endpoint.scope",
        "whether a column may be made",
        "course.may_create_items",
    ),
    dropped("custom.alongside", "which of our pages a link leads to"),
    kept(
        "deep_linking_settings",
        "what a teacher is asked to choose, and where the answer goes; it is given once",
        "session.choosing",
    ),
    ignored("family_name"),
    ignored("email"),
    ignored("picture"),
    ignored("lis.course_section_sourcedid, lis.course_offering_sourcedid"),
    ignored("context.type"),
    ignored("resource_link.description"),
    ignored("endpoint.lineitem"),
    ignored("every other custom parameter"),
    ignored("tool_platform"),
    ignored("role_scope_mentor"),
    ignored("every other claim, such as ext.user_username and lti11_legacy_user_id"),
];

/// Fields of a roster's members.
pub const ROSTER: &[Datum] = &[
    kept("user_id", "who: the `sub` of launches", "person.subject"),
    dropped("status", "whoever is not active is left out"),
    kept(
        "roles",
        "kept apart from the roles of a launch, which may differ",
        "enrolment.roster_roles",
    ),
    kept(
        "name",
        "as at launch, for people who have not opened the tab yet",
        "person.name",
    ),
    kept("given_name", "as at launch", "person.given_name"),
    kept(
        "lis_person_sourcedid",
        "matches the institution's attribute file",
        "person.number",
    ),
    ignored("family_name"),
    ignored("email"),
    ignored("picture"),
    ignored("every other field"),
];

/// What is read from and written to a gradebook.
pub const GRADEBOOK: &[Datum] = &[
    kept("line item: id", "where our column is", "line_item.url"),
    dropped("line item: resourceId, tag", "which column is ours"),
    dropped(
        "result: userId, resultScore, resultMaximum",
        "whether a mark arrived, before it is sent again",
    ),
    kept(
        "score, written: userId, 1 of 1, Completed, FullyGraded, timestamp",
        "training is complete",
        "score.stamped_at",
    ),
    ignored("other columns and other people's results"),
];

/// Columns of the attribute file.
pub const COURSE_FILE: &[Datum] = &[
    kept("number", "whom the line is about", "attribute.number"),
    kept(
        "year",
        "shown to peers and the coordinator",
        "attribute.year",
    ),
    kept(
        "discipline",
        "groups are formed within one course of study; shown to peers",
        "attribute.discipline",
    ),
    kept(
        "mode",
        "groups prefer the same mode of study",
        "attribute.mode",
    ),
    kept(
        "commute",
        "groups prefer people who commute, or do not, alike",
        "attribute.commute",
    ),
    kept(
        "part",
        "who is new, and who may become a mentor",
        "attribute.comes_as",
    ),
    kept(
        "accepted, booked, attended, code, quiz",
        "gates of training met elsewhere, with the day",
        "attribute.accepted_at",
    ),
];

/// What somebody does in the tab.
pub const PERSON: &[Datum] = &[
    kept(
        "taking part or not",
        "it is voluntary; no reason is asked",
        "member.choice",
    ),
    kept(
        "signing the code of conduct",
        "which version, when",
        "signature.signed_at",
    ),
    kept(
        "answers to the quiz",
        "marked on the service; right answers are explained",
        "attempt.answers",
    ),
    kept(
        "an unfinished quiz",
        "so that nothing typed is lost",
        "draft.answers",
    ),
    kept(
        "the language chosen",
        "kept for the next visit",
        "person.language",
    ),
    kept(
        "claiming a scheme, forming and publishing groups, opting out",
        "a dated record of what cannot be recovered later",
        "happening.kind",
    ),
];

/// What an administrator leaves.
pub const ADMINISTRATOR: &[Datum] = &[
    kept(
        "a passkey's public half",
        "to come back without a password",
        "admin_passkey.passkey",
    ),
    kept(
        "the name of a passkey",
        "to know it again, and whose it is",
        "admin_passkey.name",
    ),
    kept("what was done", "appended, never changed", "admin_act.kind"),
    kept(
        "the name of the passkey it was done with",
        "to say who did it when the passkey is gone",
        "admin_act.passkey_name",
    ),
    kept(
        "the language chosen",
        "for the visit",
        "admin_session.language",
    ),
    elsewhere(
        "cookie `__Host-alongside-admin`, random",
        "the visit; the service keeps a keyed hash",
        "in the browser, until it is closed",
    ),
];

/// What a browser keeps and sends.
pub const BROWSER: &[Datum] = &[
    elsewhere(
        "cookie `__Host-alongside`, random",
        "binds a launch and its session to this browser; the service keeps a keyed hash",
        "in the browser, 13 hours",
    ),
    elsewhere(
        "cookie `__Host-alongside-question`, sealed",
        "which visit a window of its own goes on with, until the reader has said yes",
        "in the browser, 20 minutes at most",
    ),
    elsewhere(
        "a random secret of a login",
        "where no cookie comes back, it shows that this browser began the login",
        "in the storage of the tab until the launch, or with the LMS where that offers to keep it",
    ),
    elsewhere(
        "unfinished answers and acts not yet sent",
        "a lost connection loses nothing",
        "in the browser's database, encrypted, 7 days; wiped when the person changes",
    ),
    dropped(
        "the address of the connection, X-Forwarded-For of a trusted proxy",
        "how often one source may begin a login, a launch or a registration; counted in memory, by a hash, never written",
    ),
    dropped(
        "Cookie, Authorization",
        "which browser and which visit a request belongs to; only hashes are kept",
    ),
    dropped(
        "Accept-Language, Accept-Encoding, Origin, Referer, Sec-Fetch-*",
        "the language of pages without a launch; compression; that a form comes from our own page; the way back",
    ),
    ignored("User-Agent and every other header"),
];
