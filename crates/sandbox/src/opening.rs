//! One person opening one tool, and the message that says so.

mod choice;
mod custom;
mod place;
mod services;
mod who;

pub(crate) use choice::{Placement, takes_several};
pub(crate) use services::roster_message;
pub(crate) use who::{canvas_roles, moodle_roster_role, with_forum};

use std::time::Duration;

use lti1p3::claims::ResourceLink;
use lti1p3::launch::Message;
use lti1p3::platform::LaunchMessage;
use lti1p3::{ClientId, DeploymentId, IdError, Issuer, Nonce, ResourceLinkId, Subject, Timestamp};
use serde_json::{Map, Value};

use crate::address::Addresses;
use crate::config::{Manners, Tool};
use crate::courses::{Course, Link};
use crate::gradebook::Gradebook;
use crate::quirks::Quirks;
use crate::roster::Person;

/// Scopes that a course has, the roster's first.
pub(crate) const SCOPES: [&str; 5] = [
    lti1p3::scope::MEMBERSHIP,
    lti1p3::scope::LINE_ITEM,
    lti1p3::scope::LINE_ITEM_READ,
    lti1p3::scope::RESULT_READ,
    lti1p3::scope::SCORE,
];

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

/// What is asked of the tool.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Ask<'a> {
    /// To show what a link leads to.
    Show(&'a Link),
    /// To let a teacher choose what is put into the course.
    Choose {
        placement: Placement,
        /// Where the choice is posted to.
        return_url: &'a str,
    },
}

/// One person opening one tool.
pub(crate) struct Opening<'a> {
    pub(crate) manners: Manners,
    pub(crate) quirks: Quirks,
    pub(crate) addresses: Addresses<'a>,
    pub(crate) issuer: &'a Issuer,
    pub(crate) guid: &'a str,
    pub(crate) scopes: &'a [&'static str],
    pub(crate) tool: &'a Tool,
    pub(crate) course: &'a Course,
    pub(crate) ask: Ask<'a>,
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
        let message = LaunchMessage::new(
            self.issuer.clone(),
            ClientId::parse(self.tool.client_id.as_str())?,
            DeploymentId::parse(self.tool.deployment_id.as_str())?,
            Subject::parse(self.person.id.as_str())?,
            Nonce::parse(self.nonce)?,
            self.dated(),
            self.target_link_uri(),
            self.asked()?,
        );
        Ok(LaunchMessage {
            life: Duration::from_secs(self.quirks.launch_seconds.into()),
            other: self.manners_of_claims(),
            ..message
        })
    }

    /// The time that the message says it is.
    fn dated(&self) -> Timestamp {
        let ahead = Duration::from_secs(self.quirks.launches_ahead.into());
        self.now.saturating_add(ahead).unwrap_or(self.now)
    }

    fn asked(&self) -> Result<Message, IdError> {
        Ok(match self.ask {
            Ask::Show(link) => Message::ResourceLink(ResourceLink {
                id: ResourceLinkId::parse(link.id.as_str())?,
                title: None,
                description: None,
            }),
            Ask::Choose { return_url, .. } => Message::DeepLinking(choice::bare(return_url)),
        })
    }

    fn target_link_uri(&self) -> String {
        let of_link = match self.ask {
            Ask::Show(link) => link.url.clone(),
            Ask::Choose { .. } => self.tool.choice_uri.clone(),
        };
        of_link.unwrap_or_else(|| self.tool.target_link_uri.clone())
    }

    /// Everything that platforms write each in their own way.
    fn manners_of_claims(&self) -> Map<String, Value> {
        let mut claims = Map::new();
        self.place(&mut claims);
        self.who(&mut claims);
        self.services(&mut claims);
        if let Ask::Choose {
            placement,
            return_url,
        } = self.ask
        {
            let settings = choice::settings(self.manners, placement, return_url, &self.tool.name);
            claims.insert(choice::CLAIM.to_owned(), settings);
        }
        claims
    }
}

pub(super) fn claim(name: &str) -> String {
    format!("https://purl.imsglobal.org/spec/lti/claim/{name}")
}
