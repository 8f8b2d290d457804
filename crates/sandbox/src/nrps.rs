//! The roster as a service sends it (Names and Roles Provisioning Services 2.0).

use serde_json::{Value, json};

use crate::config::{Manners, Tool};
use crate::opening::{canvas_roles, moodle_roster_role, roster_message, with_forum};
use crate::quirks::Quirks;
use crate::roster::Person;

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
    pub(crate) quirks: Quirks,
    /// The most members a page holds, whatever the tool asks.
    pub(crate) cap: Option<usize>,
}

impl Roster<'_> {
    pub(crate) fn page(&self, asked: &Asked) -> Page {
        let wanted: Vec<&Person> = self
            .people
            .iter()
            .filter(|person| !person.suspended && person.is_listed())
            .filter(|person| self.passes(person, asked))
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
        let habit = usize::try_from(self.quirks.roster_page).ok();
        let habit = habit.filter(|size| *size > 0);
        [limit, self.cap, habit].into_iter().flatten().min()
    }

    /// Moodle forgets the role filter on its next link.
    fn next(&self, asked: &Asked, size: usize) -> String {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        query.append_pair("limit", &size.to_string());
        query.append_pair("from", &(asked.from + size).to_string());
        if let Some(rlid) = &asked.rlid {
            query.append_pair("rlid", rlid);
        }
        if let Some(role) = asked
            .role
            .as_ref()
            .filter(|_| !self.quirks.next_forgets_role)
        {
            query.append_pair("role", role);
        }
        query.finish()
    }

    fn passes(&self, person: &Person, asked: &Asked) -> bool {
        let Some(role) = &asked.role else { return true };
        let word = last_word(role);
        let is_known = ["Learner", "Instructor"].contains(&word);
        if self.quirks.unknown_role_is_everybody && !is_known {
            return true;
        }
        let roles = self.roles(person);
        roles.iter().any(|own| last_word(own) == word)
    }

    /// Short words or whole addresses; the platform's own view of who teaches.
    fn roles(&self, person: &Person) -> Vec<String> {
        let role = moodle_roster_role(person.part, &self.quirks);
        let roles = match self.manners {
            Manners::Canvas => canvas_roles(person.part, &self.quirks),
            Manners::Moodle if self.quirks.short_roster_roles => vec![role.to_owned()],
            Manners::Moodle => vec![format!(
                "http://purl.imsglobal.org/vocab/lis/v2/membership#{role}"
            )],
        };
        with_forum(roles, person, &self.quirks)
    }

    fn member(&self, person: &Person, asked: &Asked) -> Value {
        let mut member = json!({
            "status": "Active",
            "user_id": person.id,
            "lis_person_sourcedid": number(person, &self.quirks),
            "roles": self.roles(person),
        });
        if asked.rlid.is_some() || !self.quirks.names_only_with_link {
            self.name(&mut member, person);
        }
        if asked.rlid.is_some() {
            member["message"] = json!([roster_message(self.manners)]);
        }
        member
    }

    fn name(&self, member: &mut Value, person: &Person) {
        let privacy = self.tool.privacy;
        if let Some(name) = person.name.as_ref().filter(|_| privacy.tells_names()) {
            member["name"] = self.written(&name.full).into();
            member["given_name"] = self.written(&name.given).into();
            member["family_name"] = self.written(&name.family).into();
        }
        if let Some(email) = person.email.as_ref().filter(|_| privacy.tells_emails()) {
            member["email"] = email.as_str().into();
        }
        match self.manners {
            Manners::Moodle if privacy.tells_names() => {
                member["ext_user_username"] = person.username.as_str().into();
            }
            Manners::Moodle => {}
            Manners::Canvas => member["lti11_legacy_user_id"] = person.id.as_str().into(),
        }
    }

    fn written(&self, text: &str) -> String {
        if self.quirks.escaped_names {
            moodle_text(text)
        } else {
            text.to_owned()
        }
    }
}

/// Somebody's number, as launches and rosters say it.
pub(crate) fn number<'a>(person: &'a Person, quirks: &Quirks) -> &'a str {
    if quirks.empty_numbers {
        ""
    } else {
        &person.number
    }
}

fn last_word(role: &str) -> &str {
    role.rsplit('#').next().unwrap_or(role)
}

/// Moodle prepares names for a page even where it sends JSON.
pub(crate) fn moodle_text(text: &str) -> String {
    text.replace('&', "&amp;")
}

#[cfg(test)]
mod tests;
