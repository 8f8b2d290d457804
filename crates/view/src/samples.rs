//! One example of every page in every state, for tests and the gallery. The people are invented.

pub mod gallery;
mod live;
mod staff;
mod student;

use api::{Contact, Frame, Language, Notice, Page, Route, View, home::Home};

use crate::live::Live;

/// A page in one state.
pub struct Sample {
    /// Names it: page and state, such as `quiz-resting`.
    pub name: &'static str,
    /// What it shows.
    pub view: View,
    /// What only the app knows; the default on all but the samples of troubles and drafts.
    pub live: Live,
}

/// A fixed point in time: Thursday 1 October 2026, 14:00 in London.
pub const NOW: api::Millis = 1_790_859_600_000;

/// Every page in every state, in this language.
pub fn all(language: Language) -> Vec<Sample> {
    let mut samples = student::all();
    samples.extend(staff::all());
    samples.extend(notices());
    samples.extend(live::all());
    for sample in &mut samples {
        sample.view.frame.language = language;
    }
    samples
}

fn student(name: &'static str, page: Page) -> Sample {
    sample(name, page, student_frame())
}

fn staff(name: &'static str, page: Page) -> Sample {
    sample(name, page, staff_frame())
}

fn sample(name: &'static str, page: Page, frame: Frame) -> Sample {
    Sample {
        name,
        view: View { frame, page },
        live: Live::default(),
    }
}

fn student_frame() -> Frame {
    Frame {
        base: "/s/sample".to_owned(),
        form_token: "token-of-the-form".to_owned(),
        language: Language::En,
        languages: Language::ALL.to_vec(),
        time_zone: "Europe/London".to_owned(),
        scheme: "Biology peer mentoring".to_owned(),
        course: "BS101 Cells & organisms".to_owned(),
        course_url: Some("http://127.0.0.1:8500/course/1".to_owned()),
        me: Some("Amina".to_owned()),
        staff: false,
        nav: vec![Route::Home, Route::Code],
        contact: Contact {
            name: Some("Dr Reyes".to_owned()),
            phone: Some("01632 960000".to_owned()),
            room: Some("4.12".to_owned()),
        },
        help: "/help/example".to_owned(),
        notice: None,
    }
}

fn staff_frame() -> Frame {
    Frame {
        me: Some("Dr Reyes".to_owned()),
        staff: true,
        nav: Route::ALL.to_vec(),
        ..student_frame()
    }
}

/// Every notice once, on a page where nothing else speaks.
fn notices() -> Vec<Sample> {
    let on = |notice: Notice| {
        let mut sample = student(notice.key(), Page::Home { home: Home::Out });
        sample.view.frame.notice = Some(notice);
        sample
    };
    Notice::ALL.into_iter().map(on).collect()
}
