//! What only the app knows: what stands in the way, and where a draft is.

use api::{
    Page, Problem, Route,
    home::Home,
    training::{Answers, QuizState},
};

use super::{Sample, staff, student};
use crate::live::{Kept, Live, Trouble, Waiting};

/// When the reader did what was sent only later: 2026-09-28T09:00:00Z.
const DONE: i64 = 1_790_586_000_000;

pub(super) fn all() -> Vec<Sample> {
    let mut samples = troubles();
    samples.extend(drafts());
    samples.push(typed());
    samples
}

fn home(name: &'static str, live: Live) -> Sample {
    let mut sample = student(name, Page::Home { home: Home::Asked });
    sample.live = Live {
        is_app: true,
        ..live
    };
    sample
}

fn troubles() -> Vec<Sample> {
    let trouble = |name, trouble| {
        home(
            name,
            Live {
                trouble: Some(trouble),
                ..Live::default()
            },
        )
    };
    let mut nowhere = trouble("trouble-ended-nowhere", Trouble::Ended(Waiting::Nothing));
    nowhere.view.frame.course_url = None;
    let slow = Live {
        slow: true,
        ..Live::default()
    };
    let sent = Live {
        sent: Some(DONE),
        ..Live::default()
    };
    vec![
        trouble("trouble-offline", Trouble::Offline(Waiting::Nothing)),
        trouble("trouble-offline-waiting", Trouble::Offline(Waiting::Page)),
        trouble("trouble-offline-kept", Trouble::Offline(Waiting::Device)),
        trouble("trouble-ended", Trouble::Ended(Waiting::Nothing)),
        trouble("trouble-ended-waiting", Trouble::Ended(Waiting::Page)),
        trouble("trouble-ended-kept", Trouble::Ended(Waiting::Device)),
        nowhere,
        trouble("trouble-late", Trouble::Late(DONE, refused())),
        trouble("trouble-refused", Trouble::Refused(refused())),
        home("slow", slow),
        home("sent-now", sent),
    ]
}

/// What the service says about a change that came too late.
fn refused() -> Problem {
    Problem {
        kind: "about:blank".to_owned(),
        title: "These groups are not the newest ones.".to_owned(),
        detail: Some(
            "They were formed again while you had them open, and nothing was published. Open Groups and look at the new ones first."
                .to_owned(),
        ),
        status: 409,
        code: "groups-changed".to_owned(),
    }
}

fn drafts() -> Vec<Sample> {
    let draft = |(name, kept)| {
        let quiz = student::quiz(QuizState::Open { last: None }, Answers::default());
        let mut sample = student(name, quiz);
        sample.view.frame.nav.push(Route::Quiz);
        sample.live = Live {
            is_app: true,
            kept,
            ..Live::default()
        };
        sample
    };
    [
        ("kept-device", Kept::Device),
        ("kept-service", Kept::Service),
        ("kept-sending", Kept::Sending),
        ("kept-page", Kept::PageOnly),
    ]
    .map(draft)
    .into()
}

/// A search that was typed and not asked for yet.
fn typed() -> Sample {
    let people = api::people::People {
        counts: staff::COUNTS,
        excerpt: staff::excerpt("", 0, 0),
        rows: vec![],
    };
    let mut sample = staff("people-typed", Page::People { people });
    sample.live = Live {
        is_app: true,
        search: Some("Amina".to_owned()),
        ..Live::default()
    };
    sample
}
