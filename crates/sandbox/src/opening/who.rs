//! Who opens the tool: roles, numbers, names (Core 5.3.6, 5.3.7, 5.4.5).

use serde_json::{Map, Value, json};

use super::{Opening, claim};
use crate::attributes::ComesAs;
use crate::config::{Manners, Privacy};
use crate::nrps::number;
use crate::quirks::Quirks;
use crate::roster::{Part, Person};

const MEMBERSHIP: &str = "http://purl.imsglobal.org/vocab/lis/v2/membership#";
const INSTITUTION: &str = "http://purl.imsglobal.org/vocab/lis/v2/institution/person#";
const ASSISTANT: &str =
    "http://purl.imsglobal.org/vocab/lis/v2/membership/Instructor#TeachingAssistant";
/// Whom Canvas puts into a course for the student view (read).
const TEST_USER: &str = "http://purl.imsglobal.org/vocab/lti/system/person#TestUser";
const SYSTEM: &str = "http://purl.imsglobal.org/vocab/lis/v2/system/person#";

impl Opening<'_> {
    pub(super) fn who(&self, claims: &mut Map<String, Value>) {
        let number = number(self.person, &self.quirks);
        let section = match self.manners {
            Manners::Moodle => "course_section_sourcedid",
            Manners::Canvas => "course_offering_sourcedid",
        };
        let lis = json!({"person_sourcedid": number, section: self.course.label});
        claims.insert(claim("roles"), self.roles().into());
        claims.insert(claim("lis"), lis);
        if self.quirks.authorized_party {
            claims.insert("azp".to_owned(), self.tool.client_id.as_str().into());
        }
        self.ext(claims);
        self.name(claims);
        let observes = &self.person.observes;
        let is_told = self.quirks.observers_are_mentors && self.tool.privacy == Privacy::Named;
        if is_told && self.person.part == Part::Observer {
            claims.insert(claim("role_scope_mentor"), json!(observes));
        }
    }

    fn roles(&self) -> Vec<String> {
        let part = self.person.part;
        let roles = match self.manners {
            Manners::Moodle if part == Part::Administrator => vec![
                format!("{INSTITUTION}Administrator"),
                format!("{MEMBERSHIP}Instructor"),
                format!("{SYSTEM}Administrator"),
            ],
            Manners::Moodle => vec![format!("{MEMBERSHIP}{}", moodle_launch_role(part))],
            Manners::Canvas => {
                let of_course = canvas_roles(part, &self.quirks);
                if self.quirks.all_roles {
                    everywhere(self.person, of_course)
                } else {
                    of_course
                }
            }
        };
        with_forum(roles, self.person, &self.quirks)
    }

    fn ext(&self, claims: &mut Map<String, Value>) {
        if self.manners != Manners::Moodle {
            return;
        }
        let mut ext = json!({"lms": "moodle-2"});
        if self.tool.privacy.tells_names() {
            ext["user_username"] = self.person.username.as_str().into();
        }
        claims.insert(claim("ext"), ext);
    }

    fn name(&self, claims: &mut Map<String, Value>) {
        let privacy = self.tool.privacy;
        if let Some(name) = self.person.name.as_ref().filter(|_| privacy.tells_names()) {
            claims.insert("given_name".to_owned(), name.given.as_str().into());
            claims.insert("family_name".to_owned(), name.family.as_str().into());
            claims.insert("name".to_owned(), name.full.as_str().into());
        }
        if let Some(email) = self
            .person
            .email
            .as_ref()
            .filter(|_| privacy.tells_emails())
        {
            claims.insert("email".to_owned(), email.as_str().into());
        }
    }
}

/// A non-editing teacher launches as an instructor, whatever the roster says.
pub(super) fn moodle_launch_role(part: Part) -> &'static str {
    match part {
        Part::Teacher | Part::Assistant | Part::Administrator => "Instructor",
        Part::Student | Part::Observer | Part::Tester => "Learner",
    }
}

/// The role's word in Moodle's roster, where a non-editing teacher is among the learners.
pub(crate) fn moodle_roster_role(part: Part, quirks: &Quirks) -> &'static str {
    match part {
        Part::Assistant if quirks.assistants_listed_as_learners => "Learner",
        part => moodle_launch_role(part),
    }
}

/// Roles of the course as Canvas writes them in the roster and, among others, at launch.
pub(crate) fn canvas_roles(part: Part, quirks: &Quirks) -> Vec<String> {
    let words: &[&str] = match part {
        Part::Teacher => &["membership#Instructor"],
        Part::Observer if quirks.observers_are_mentors => &["membership#Mentor"],
        Part::Administrator => &["membership#Administrator"],
        Part::Assistant => &[
            "membership/Instructor#TeachingAssistant",
            "membership#Instructor",
        ],
        Part::Student | Part::Observer | Part::Tester => &["membership#Learner"],
    };
    let uri = |word: &&str| format!("http://purl.imsglobal.org/vocab/lis/v2/{word}");
    words.iter().map(uri).collect()
}

/// These roles, with that of a forum's helper where the person is one: what a teaching assistant is
/// called besides `Instructor`, and here without it.
pub(crate) fn with_forum(mut roles: Vec<String>, person: &Person, quirks: &Quirks) -> Vec<String> {
    if quirks.community_assistants && may_mentor(person) {
        roles.push(ASSISTANT.to_owned());
    }
    roles
}

fn may_mentor(person: &Person) -> bool {
    let known = person.attributes.as_ref();
    known.is_some_and(|known| matches!(known.comes_as, ComesAs::Candidate(_)))
}

/// Every role the person has anywhere, as Canvas sends them. Whoever may become a mentor assists in
/// teaching another course, as older students do.
fn everywhere(person: &Person, of_course: Vec<String>) -> Vec<String> {
    let part = person.part;
    let institution = match part {
        Part::Teacher | Part::Assistant => "Instructor",
        Part::Administrator => "Administrator",
        Part::Observer => "Observer",
        Part::Student | Part::Tester => "Student",
    };
    let mut roles = vec![format!("{INSTITUTION}{institution}")];
    if may_mentor(person) {
        roles.push(format!("{INSTITUTION}Instructor"));
    }
    roles.extend(of_course);
    roles.push(format!("{SYSTEM}User"));
    if part == Part::Tester {
        roles.push(TEST_USER.to_owned());
    }
    roles
}
