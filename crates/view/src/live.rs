//! What only the running app knows about a page. The service draws with the default.

use api::{Millis, Problem, training::Answers};

/// Where a draft is kept, for the line below the quiz.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kept {
    /// Nothing chosen since the page came.
    #[default]
    Untouched,
    /// On this device, encrypted.
    Device,
    /// On the service.
    Service,
    /// On its way to the service.
    Sending,
    /// In this page only: neither the device nor the service takes it just now.
    PageOnly,
}

/// Where what the reader did waits, while the service has not confirmed it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Waiting {
    /// Nothing does.
    #[default]
    Nothing,
    /// In this page only.
    Page,
    /// On this device, encrypted: it is sent at the next visit, if not before.
    Device,
}

/// What stands in the way, for the panel on top of the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// No answer came. What the reader did is kept and offered again.
    Offline(Waiting),
    /// The visit has ended; the way back is through the course.
    Ended(Waiting),
    /// The service refused, in the reader's language.
    Refused(Problem),
    /// What the reader did at this time was sent later, and refused.
    Late(Millis, Problem),
}

/// What only the running app knows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Live {
    /// True when the app draws: what only a plain page needs is left out.
    pub is_app: bool,
    /// Chosen answers, once the reader chose any; the draft in the view stands otherwise.
    pub answers: Option<Answers>,
    /// Where they are kept.
    pub kept: Kept,
    /// What is typed into the search field, once the reader typed.
    pub search: Option<String>,
    /// What stands in the way.
    pub trouble: Option<Trouble>,
    /// When the reader did what has been sent only now.
    pub sent: Option<Millis>,
    /// True when an answer takes longer than 200 ms.
    pub slow: bool,
}
