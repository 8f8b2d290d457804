//! Where the message comes from: course, link, platform, frame (Core 5.4).

use serde_json::{Map, Value, json};

use super::{Ask, Opening, claim};
use crate::config::Manners;

impl Opening<'_> {
    pub(super) fn place(&self, claims: &mut Map<String, Value>) {
        let kind = match self.manners {
            Manners::Moodle => "CourseSection",
            Manners::Canvas => "http://purl.imsglobal.org/vocab/lis/v2/course#CourseOffering",
        };
        let course = self.course;
        let (title, label) = (self.written(&course.title), self.written(&course.label));
        claims.insert(
            claim("context"),
            json!({"id": course.context, "label": label, "title": title, "type": [kind]}),
        );
        if let Ask::Show(link) = self.ask {
            let text = match self.manners {
                Manners::Canvas if link.text.is_empty() => Value::Null,
                _ => Value::from(link.text.as_str()),
            };
            claims.insert(
                claim("resource_link"),
                json!({"id": link.id, "title": self.written(&link.title), "description": text}),
            );
        }
        claims.insert(claim("tool_platform"), self.platform());
        claims.insert(claim("launch_presentation"), self.presentation());
        claims.insert(claim("custom"), self.custom());
        if self.manners == Manners::Canvas {
            self.canvas(claims);
        }
    }

    fn written(&self, title: &str) -> Option<String> {
        (!self.quirks.null_titles).then(|| title.to_owned())
    }

    fn platform(&self) -> Value {
        let (family, version) = match self.manners {
            Manners::Moodle => ("moodle", "2024100706"),
            Manners::Canvas => ("canvas", "cloud"),
        };
        json!({
            "product_family_code": family, "version": version, "guid": self.guid,
            "name": "sandbox", "description": "Sandbox LMS"
        })
    }

    /// A Moodle that asks for a choice says nothing of the frame, as was seen.
    fn presentation(&self) -> Value {
        if self.manners == Manners::Moodle && matches!(self.ask, Ask::Choose { .. }) {
            return json!({"locale": "en"});
        }
        let return_url = self.addresses.course_return(self.course.number);
        let target = self.target.word();
        let mut said = json!({"locale": "en", "document_target": target, "return_url": return_url});
        if self.quirks.numbers_as_texts {
            said["width"] = "800".into();
            said["height"] = "600".into();
        }
        said
    }

    fn canvas(&self, claims: &mut Map<String, Value>) {
        claims.insert("locale".to_owned(), "en".into());
        let legacy = self.person.id.as_str();
        claims.insert(claim("lti11_legacy_user_id"), legacy.into());
        let placement = match self.ask {
            Ask::Show(link) if link.is_chosen => Value::Null,
            Ask::Show(_) => "course_navigation".into(),
            Ask::Choose { placement, .. } => placement.word().into(),
        };
        claims.insert(
            "https://www.instructure.com/placement".to_owned(),
            placement,
        );
    }
}
