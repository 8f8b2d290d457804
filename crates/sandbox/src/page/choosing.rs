//! The pages on which a teacher chooses in a tool, and what came of it.

use askama::Template;
use lti1p3::deep_linking::Choice;

use super::{At, origin};
use crate::address::encoded;
use crate::config::Tool;
use crate::courses::Course;
use crate::lms::Lms;
use crate::opening::Placement;
use crate::roster::Person;

/// `/course/1/choose`: the tool in a frame, asked for a choice.
#[derive(Template)]
#[template(path = "choosing.html")]
pub(crate) struct Choosing {
    title: String,
    at: At,
    here: &'static str,
    name: String,
    what: &'static str,
    start: String,
    tool_origin: String,
    username: String,
}

impl Choosing {
    pub(crate) fn new(
        lms: &Lms,
        course: &Course,
        tool: &Tool,
        person: &Person,
        placement: Placement,
    ) -> Self {
        let places = Placement::of(lms.config().manners).iter();
        let mut what = places.filter(|(place, _)| *place == placement);
        let (who, client_id) = (encoded(&person.username), encoded(&tool.client_id));
        let (number, word) = (course.number, placement.word());
        Self {
            title: format!("{}: choose in {}", course.title, tool.name),
            at: At::of(course),
            here: "course",
            name: tool.name.clone(),
            what: what.next().map_or("content", |(_, what)| what),
            start: format!(
                "/launch/choose?tool={client_id}&as={who}&course={number}&placement={word}"
            ),
            tool_origin: origin(&tool.target_link_uri),
            username: person.username.clone(),
        }
    }
}

/// What came of a choice, shown in the frame where the tool was.
#[derive(Template)]
#[template(path = "choice_made.html")]
pub(crate) struct ChoiceMade {
    title: &'static str,
    course: u32,
    who: String,
    /// What the tool says.
    message: Option<String>,
    wrong: Option<String>,
    /// Titles of the links that are in the course now.
    pub(crate) added: Vec<String>,
    /// A link that waits for being saved: its key and its title.
    pub(crate) draft: Option<(String, String)>,
}

impl ChoiceMade {
    pub(crate) fn new(course: u32, who: &str, choice: &Choice) -> Self {
        // Seen: a Moodle says what the tool says only where there are items.
        let has_items = !choice.items.is_empty();
        Self {
            title: "Add to the course",
            course,
            who: encoded(who),
            message: choice.message.clone().filter(|_| has_items),
            wrong: choice.error_message.clone(),
            added: Vec::new(),
            draft: None,
        }
    }
}
