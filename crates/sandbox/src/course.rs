//! The course and what a launch into it says.

use std::time::Duration;

use lti1p3::claims::ResourceLink;
use lti1p3::platform::LaunchMessage;
use lti1p3::{ClientId, DeploymentId, IdError, Issuer, Nonce, ResourceLinkId, Subject, Timestamp};
use serde_json::{Map, Value, json};

use crate::address::{Addresses, COURSE};
use crate::chance::Chance;
use crate::config::{Config, Manners, Privacy, Tool};
use crate::gradebook::{Filter, Gradebook};
use crate::nrps;
use crate::roster::{Part, Person};

/// The short name of the course.
pub(crate) const LABEL: &str = "LIFE-PM";
/// Its name; the ampersand is escaped in Moodle's roster and nowhere else.
pub(crate) const TITLE: &str = "Peer mentoring in Life Sciences & Ecology";

/// Scopes that the course has, the roster's first.
pub(crate) const SCOPES: [&str; 5] = [
    lti1p3::scope::MEMBERSHIP,
    lti1p3::scope::LINE_ITEM,
    lti1p3::scope::LINE_ITEM_READ,
    lti1p3::scope::RESULT_READ,
    lti1p3::scope::SCORE,
];

const MEMBERSHIP: &str = "http://purl.imsglobal.org/vocab/lis/v2/membership#";
const INSTITUTION: &str = "http://purl.imsglobal.org/vocab/lis/v2/institution/person#";
const SYSTEM: &str = "http://purl.imsglobal.org/vocab/lis/v2/system/person#";

/// Ids that do not change while the LMS runs.
#[derive(Clone, Debug)]
pub(crate) struct Ids {
    /// `context.id`.
    pub(crate) context: String,
    /// `tool_platform.guid`.
    pub(crate) guid: String,
}

impl Ids {
    pub(crate) fn of(config: &Config) -> Self {
        let mut chance = Chance::new(config.seed, "course");
        let (guid, context) = (chance.uuid().replace('-', ""), chance.uuid());
        Self {
            context: match config.manners {
                Manners::Moodle => COURSE.to_owned(),
                Manners::Canvas => context,
            },
            guid,
        }
    }

    /// `resource_link.id` of a tool. In Canvas every launch from the navigation has the course's.
    pub(crate) fn link(&self, config: &Config, tool: &Tool) -> String {
        let at = |one: &Tool| one.client_id == tool.client_id;
        match config.manners {
            Manners::Moodle => match config.tools.iter().position(at) {
                Some(place) => (place + 1).to_string(),
                None => "0".to_owned(),
            },
            Manners::Canvas => self.context.clone(),
        }
    }
}

/// Where the tool appears.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Target {
    /// In a frame of the course page.
    Frame,
    /// In a window of its own.
    Window,
}

impl Target {
    fn word(self) -> &'static str {
        match self {
            Self::Frame => "iframe",
            Self::Window => "window",
        }
    }
}

/// One person opening one tool.
pub(crate) struct Opening<'a> {
    pub(crate) config: &'a Config,
    pub(crate) ids: &'a Ids,
    pub(crate) tool: &'a Tool,
    pub(crate) person: &'a Person,
    pub(crate) gradebook: &'a Gradebook,
    pub(crate) target: Target,
    /// As the tool sent it.
    pub(crate) nonce: &'a str,
    pub(crate) now: Timestamp,
}

impl Opening<'_> {
    /// The message, as the platform in question writes it. Fails on a nonce that is none.
    pub(crate) fn message(&self) -> Result<LaunchMessage, IdError> {
        let link = ResourceLink {
            id: ResourceLinkId::parse(self.ids.link(self.config, self.tool))?,
            title: None,
            description: None,
        };
        let message = LaunchMessage::new(
            Issuer::parse(self.addresses().origin())?,
            ClientId::parse(self.tool.client_id.as_str())?,
            DeploymentId::parse(self.tool.deployment_id.as_str())?,
            Subject::parse(self.person.id.as_str())?,
            Nonce::parse(self.nonce)?,
            self.now,
            self.tool.target_link_uri.clone(),
            link,
        );
        Ok(LaunchMessage {
            life: match self.config.manners {
                Manners::Moodle => Duration::from_mins(1),
                Manners::Canvas => Duration::from_hours(1),
            },
            other: self.manners(),
            ..message
        })
    }

    /// Everything that platforms write each in their own way.
    fn manners(&self) -> Map<String, Value> {
        let mut claims = Map::new();
        self.place(&mut claims);
        self.who(&mut claims);
        self.services(&mut claims);
        if self.config.manners == Manners::Canvas {
            self.canvas(&mut claims);
        }
        claims
    }

    fn addresses(&self) -> Addresses<'_> {
        Addresses::of(self.config)
    }

    fn place(&self, claims: &mut Map<String, Value>) {
        let (context_type, description) = match self.config.manners {
            Manners::Moodle => ("CourseSection", Value::from("")),
            Manners::Canvas => (
                "http://purl.imsglobal.org/vocab/lis/v2/course#CourseOffering",
                Value::Null,
            ),
        };
        let link = self.ids.link(self.config, self.tool);
        let mut say = |name: &str, value: Value| claims.insert(claim(name), value);
        say(
            "context",
            json!({"id": self.ids.context, "label": LABEL, "title": TITLE, "type": [context_type]}),
        );
        say(
            "resource_link",
            json!({"id": link, "title": self.tool.name, "description": description}),
        );
        say("tool_platform", self.platform());
        say("launch_presentation", self.presentation());
        say("custom", self.custom(&link));
    }

    fn platform(&self) -> Value {
        let (family, version) = match self.config.manners {
            Manners::Moodle => ("moodle", "2024100706"),
            Manners::Canvas => ("canvas", "cloud"),
        };
        json!({
            "product_family_code": family, "version": version, "guid": self.ids.guid,
            "name": "sandbox", "description": "Sandbox LMS"
        })
    }

    fn presentation(&self) -> Value {
        let return_url = self.addresses().course_return();
        let target = self.target.word();
        json!({"locale": "en", "document_target": target, "return_url": return_url})
    }

    /// Known variables are replaced; unknown ones arrive as they were written.
    fn custom(&self, link: &str) -> Value {
        let known = |value: &str| match value {
            "$User.id" => self.person.id.clone(),
            "$User.username" => self.person.username.clone(),
            "$Person.sourcedId" => self.person.number.clone(),
            "$Membership.role" => moodle_launch_role(self.person.part).to_owned(),
            "$Context.id" => self.ids.context.clone(),
            "$ResourceLink.id" => link.to_owned(),
            other => other.to_owned(),
        };
        let custom = self.tool.custom.iter();
        let mut custom: Map<String, Value> = custom
            .map(|(name, value)| (name.clone(), known(value).into()))
            .collect();
        if self.config.manners == Manners::Moodle {
            let memberships = self.addresses().memberships();
            custom.insert("context_memberships_url".to_owned(), memberships.into());
        }
        Value::Object(custom)
    }

    fn who(&self, claims: &mut Map<String, Value>) {
        let number = self.person.number.as_str();
        let (roles, lis) = match self.config.manners {
            Manners::Moodle => (
                vec![format!(
                    "{MEMBERSHIP}{}",
                    moodle_launch_role(self.person.part)
                )],
                json!({"person_sourcedid": number, "course_section_sourcedid": LABEL}),
            ),
            Manners::Canvas => (
                canvas_launch_roles(self.person.part),
                json!({"person_sourcedid": number, "course_offering_sourcedid": LABEL}),
            ),
        };
        claims.insert(claim("roles"), roles.into());
        claims.insert(claim("lis"), lis);
        let named = self.tool.privacy == Privacy::Named;
        if self.config.manners == Manners::Moodle {
            let mut ext = json!({"lms": "moodle-2"});
            if named {
                ext["user_username"] = self.person.username.as_str().into();
            }
            claims.insert(claim("ext"), ext);
        }
        if named {
            self.name(claims);
        }
    }

    fn name(&self, claims: &mut Map<String, Value>) {
        if let Some(name) = &self.person.name {
            claims.insert("given_name".to_owned(), name.given.as_str().into());
            claims.insert("family_name".to_owned(), name.family.as_str().into());
            claims.insert("name".to_owned(), name.full.as_str().into());
        }
        if let Some(email) = &self.person.email {
            claims.insert("email".to_owned(), email.as_str().into());
        }
    }

    fn services(&self, claims: &mut Map<String, Value>) {
        let addresses = self.addresses();
        let memberships = addresses.memberships();
        let versions: &[&str] = match self.config.manners {
            Manners::Moodle => &["1.0", "2.0"],
            Manners::Canvas => &["2.0"],
        };
        claims.insert(
            "https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice".to_owned(),
            json!({"context_memberships_url": memberships, "service_versions": versions}),
        );
        let scopes = self.config.scopes().filter(|scope| *scope != SCOPES[0]);
        let scopes: Vec<&str> = scopes.collect();
        let mut grades = json!({"scope": scopes, "lineitems": addresses.line_items(self.tool)});
        if let Some(line_item) = self.line_item() {
            grades["lineitem"] = line_item.into();
        }
        claims.insert(
            "https://purl.imsglobal.org/spec/lti-ags/claim/endpoint".to_owned(),
            grades,
        );
    }

    /// The link's own column: absent while the link is not graded or has several, empty once its
    /// column was deleted.
    fn line_item(&self) -> Option<String> {
        self.tool.points?;
        let of_link = Filter {
            resource_link_id: Some(self.ids.link(self.config, self.tool)),
            ..Filter::default()
        };
        match self.gradebook.of_tool(&self.tool.client_id, &of_link)[..] {
            [] => Some(String::new()),
            [one] => Some(self.addresses().line_item(self.tool, one.id)),
            _ => None,
        }
    }

    fn canvas(&self, claims: &mut Map<String, Value>) {
        claims.insert("azp".to_owned(), self.tool.client_id.as_str().into());
        claims.insert("locale".to_owned(), "en".into());
        claims.insert(
            claim("lti11_legacy_user_id"),
            self.person.id.as_str().into(),
        );
        let placement = "https://www.instructure.com/placement".to_owned();
        claims.insert(placement, "course_navigation".into());
    }
}

/// The message that a roster asked for by link adds to each member.
pub(crate) fn roster_message(manners: Manners) -> Value {
    let mut message = json!({});
    message[claim("message_type")] = "LtiResourceLinkRequest".into();
    if manners == Manners::Canvas {
        message[claim("custom")] = json!({});
        message["locale"] = "en".into();
    }
    message
}

fn claim(name: &str) -> String {
    format!("https://purl.imsglobal.org/spec/lti/claim/{name}")
}

/// A non-editing teacher launches as an instructor, whatever the roster says.
fn moodle_launch_role(part: Part) -> &'static str {
    match part {
        Part::Teacher | Part::Assistant => "Instructor",
        Part::Student => "Learner",
    }
}

/// Every role the person has anywhere, as Canvas sends them.
fn canvas_launch_roles(part: Part) -> Vec<String> {
    let institution = match part {
        Part::Teacher | Part::Assistant => "Instructor",
        Part::Student => "Student",
    };
    let mut roles = vec![format!("{INSTITUTION}{institution}")];
    roles.extend(nrps::canvas_roles(part));
    roles.push(format!("{SYSTEM}User"));
    roles
}
