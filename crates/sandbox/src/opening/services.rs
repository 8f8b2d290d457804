//! The services a message offers (AGS 3.1, NRPS 2.2).

use serde_json::{Map, Value, json};

use super::{Ask, Opening, SCOPES, claim};
use crate::config::Manners;
use crate::gradebook::Filter;

impl Opening<'_> {
    pub(super) fn services(&self, claims: &mut Map<String, Value>) {
        if self.tells_members() {
            let memberships = self.addresses.memberships(self.course.number);
            let versions: &[&str] = match self.manners {
                Manners::Moodle => &["1.0", "2.0"],
                Manners::Canvas => &["2.0"],
            };
            claims.insert(
                "https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice".to_owned(),
                json!({"context_memberships_url": memberships, "service_versions": versions}),
            );
        }
        if self.manners == Manners::Moodle {
            self.basic_outcome(claims);
        }
        let scopes = self.scopes.iter().filter(|scope| **scope != SCOPES[0]);
        let scopes: Vec<&&str> = scopes.collect();
        let line_items = self.addresses.line_items(self.course.number, self.tool);
        let mut grades = json!({"scope": scopes, "lineitems": line_items});
        if let Some(line_item) = self.line_item() {
            grades["lineitem"] = line_item.into();
        }
        claims.insert(
            "https://purl.imsglobal.org/spec/lti-ags/claim/endpoint".to_owned(),
            grades,
        );
    }

    /// The older way to give marks, which a Moodle offers beside the newer one.
    fn basic_outcome(&self, claims: &mut Map<String, Value>) {
        let Ask::Show(link) = self.ask else { return };
        let data = json!({"instanceid": link.id, "userid": self.person.id,
            "typeid": self.tool.deployment_id, "launchid": 1_926_511_284});
        let id = json!({"data": data, "hash": self.guid}).to_string();
        let service = format!("{}/mod/lti/service.php", self.addresses.origin());
        claims.insert(
            "https://purl.imsglobal.org/spec/lti-bo/claim/basicoutcome".to_owned(),
            json!({"lis_result_sourcedid": id, "lis_outcome_service_url": service}),
        );
    }

    /// A Moodle that asks for a choice does not offer the roster, as was seen.
    pub(super) fn tells_members(&self) -> bool {
        self.manners == Manners::Canvas || matches!(self.ask, Ask::Show(_))
    }

    /// The link's own column: absent while the link is not graded or has several, empty in Moodle
    /// once its column was deleted.
    pub(super) fn line_item(&self) -> Option<String> {
        let Ask::Show(link) = self.ask else {
            return None;
        };
        if !link.is_graded {
            return None;
        }
        let of_link = Filter {
            resource_link_id: Some(link.id.clone()),
            ..Filter::default()
        };
        let number = self.course.number;
        let columns = self
            .gradebook
            .of_tool(number, &self.tool.client_id, &of_link);
        match columns[..] {
            [] => self.quirks.empty_line_item.then(String::new),
            [one] => Some(self.addresses.line_item(number, self.tool, one.id)),
            _ => None,
        }
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
