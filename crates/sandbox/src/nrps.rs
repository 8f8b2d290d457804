//! The roster as a service sends it (Names and Roles Provisioning Services 2.0).

use serde_json::{Value, json};

use crate::config::{Manners, Privacy, Tool};
use crate::course;
use crate::roster::{Part, Person};

/// The size of a page in Canvas manners, and the most.
const CANVAS_PAGE: usize = 50;

/// What a tool asked for.
#[derive(Clone, Debug, Default)]
pub(crate) struct Asked {
    /// How many members it wants at once.
    pub(crate) limit: Option<usize>,
    /// How many come before this page.
    pub(crate) from: usize,
    /// A role to filter by, a word or a URI.
    pub(crate) role: Option<String>,
    /// The link whose members are wanted, with a message each.
    pub(crate) rlid: Option<String>,
}

/// One page of members.
#[derive(Debug)]
pub(crate) struct Page {
    pub(crate) members: Vec<Value>,
    /// The query of the next page.
    pub(crate) next: Option<String>,
}

/// How one LMS sends its roster to one tool.
pub(crate) struct Roster<'a> {
    pub(crate) people: &'a [Person],
    pub(crate) tool: &'a Tool,
    pub(crate) manners: Manners,
    /// The most members a page holds, whatever the tool asks.
    pub(crate) cap: Option<usize>,
}

impl Roster<'_> {
    pub(crate) fn page(&self, asked: &Asked) -> Page {
        let wanted: Vec<&Person> = self
            .people
            .iter()
            .filter(|person| !person.suspended && self.passes(person, asked))
            .collect();
        let size = self.size(asked.limit).unwrap_or(wanted.len()).max(1);
        let rest = wanted.get(asked.from..).unwrap_or_default();
        Page {
            members: rest
                .iter()
                .take(size)
                .map(|person| self.member(person, asked))
                .collect(),
            next: (rest.len() > size).then(|| self.next(asked, size)),
        }
    }

    fn size(&self, limit: Option<usize>) -> Option<usize> {
        let manners = match self.manners {
            Manners::Moodle => None,
            Manners::Canvas => Some(CANVAS_PAGE),
        };
        [limit, self.cap, manners].into_iter().flatten().min()
    }

    /// Moodle forgets the role filter on its next link.
    fn next(&self, asked: &Asked, size: usize) -> String {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        query.append_pair("limit", &size.to_string());
        query.append_pair("from", &(asked.from + size).to_string());
        if let Some(rlid) = &asked.rlid {
            query.append_pair("rlid", rlid);
        }
        match (&asked.role, self.manners) {
            (Some(role), Manners::Canvas) => query.append_pair("role", role),
            _ => &mut query,
        };
        query.finish()
    }

    fn passes(&self, person: &Person, asked: &Asked) -> bool {
        let Some(role) = &asked.role else { return true };
        let word = role.rsplit('#').next().unwrap_or(role);
        match (self.manners, word) {
            (Manners::Moodle, "Learner" | "Instructor") => moodle_role(person.part) == word,
            (Manners::Moodle, _) => true,
            (Manners::Canvas, _) => canvas_roles(person.part)
                .iter()
                .any(|uri| uri == role || uri.rsplit('#').next() == Some(word)),
        }
    }

    fn member(&self, person: &Person, asked: &Asked) -> Value {
        let mut member = json!({
            "status": "Active",
            "user_id": person.id,
            "lis_person_sourcedid": person.number,
            "roles": match self.manners {
                Manners::Moodle => vec![moodle_role(person.part).to_owned()],
                Manners::Canvas => canvas_roles(person.part),
            },
        });
        if self.tool.privacy == Privacy::Named {
            self.name(&mut member, person);
        }
        if asked.rlid.is_some() {
            member["message"] = json!([course::roster_message(self.manners)]);
        }
        member
    }

    fn name(&self, member: &mut Value, person: &Person) {
        if let Some(name) = &person.name {
            member["name"] = self.written(&name.full).into();
            member["given_name"] = self.written(&name.given).into();
            member["family_name"] = self.written(&name.family).into();
        }
        if let Some(email) = &person.email {
            member["email"] = email.as_str().into();
        }
        match self.manners {
            Manners::Moodle => member["ext_user_username"] = person.username.as_str().into(),
            Manners::Canvas => member["lti11_legacy_user_id"] = person.id.as_str().into(),
        }
    }

    fn written(&self, text: &str) -> String {
        match self.manners {
            Manners::Moodle => moodle_text(text),
            Manners::Canvas => text.to_owned(),
        }
    }
}

/// Moodle prepares names for a page even where it sends JSON.
pub(crate) fn moodle_text(text: &str) -> String {
    text.replace('&', "&amp;")
}

/// Short words, and a non-editing teacher among the learners.
fn moodle_role(part: Part) -> &'static str {
    match part {
        Part::Teacher => "Instructor",
        Part::Assistant | Part::Student => "Learner",
    }
}

/// Roles of the course as Canvas writes them in the roster and, among others, at launch.
pub(crate) fn canvas_roles(part: Part) -> Vec<String> {
    let words: &[&str] = match part {
        Part::Teacher => &["membership#Instructor"],
        Part::Assistant => &[
            "membership/Instructor#TeachingAssistant",
            "membership#Instructor",
        ],
        Part::Student => &["membership#Learner"],
    };
    let uri = |word: &&str| format!("http://purl.imsglobal.org/vocab/lis/v2/{word}");
    words.iter().map(uri).collect()
}

#[cfg(test)]
mod tests;
