//! Where things are, as tools and browsers see it.

use crate::config::{Config, Manners, Tool};
use crate::opening::Placement;
use crate::quirks::Quirks;

/// Addresses of one LMS.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Addresses<'a> {
    origin: &'a str,
    manners: Manners,
    type_id_query: bool,
    sso: Option<&'a str>,
}

impl<'a> Addresses<'a> {
    pub(crate) fn of(config: &'a Config, quirks: &Quirks) -> Self {
        Self {
            origin: config.origin.trim_end_matches('/'),
            manners: config.manners,
            type_id_query: quirks.type_id_query,
            sso: config.sso.as_deref().map(|sso| sso.trim_end_matches('/')),
        }
    }

    pub(crate) fn origin(self) -> &'a str {
        self.origin
    }

    /// Where logins are answered and the frame of platform storage lives.
    pub(crate) fn sso(self) -> &'a str {
        self.sso.unwrap_or(self.origin)
    }

    pub(crate) fn auth(self) -> String {
        format!("{}/lti/auth", self.sso())
    }

    pub(crate) fn storage(self) -> String {
        format!("{}/lti/storage", self.sso())
    }

    pub(crate) fn configuration(self) -> String {
        match self.manners {
            Manners::Moodle => format!("{}/mod/lti/openid-configuration.php", self.origin),
            Manners::Canvas => format!("{}/api/lti/security/openid-configuration", self.origin),
        }
    }

    pub(crate) fn registration(self) -> String {
        match self.manners {
            Manners::Moodle => format!("{}/mod/lti/openid-registration.php", self.origin),
            Manners::Canvas => format!("{}/api/lti/registrations", self.origin),
        }
    }

    pub(crate) fn token(self) -> String {
        format!("{}/lti/token", self.origin)
    }

    pub(crate) fn jwks(self) -> String {
        format!("{}/lti/jwks", self.origin)
    }

    pub(crate) fn course_return(self, course: u32) -> String {
        format!("{}/course/{course}/return", self.origin)
    }

    pub(crate) fn memberships(self, course: u32) -> String {
        format!("{}/lti/courses/{course}/memberships", self.origin)
    }

    pub(crate) fn line_items(self, course: u32, tool: &Tool) -> String {
        let list = match self.manners {
            Manners::Moodle => "lineitems",
            Manners::Canvas => "line_items",
        };
        let address = format!("{}/lti/courses/{course}/{list}", self.origin);
        self.of_type(address, tool)
    }

    pub(crate) fn line_item(self, course: u32, tool: &Tool, id: u64) -> String {
        self.below_line_item((course, id), tool, "")
    }

    /// The results of a line item, or with a person the id of one result.
    pub(crate) fn results(self, (course, id): (u32, u64), tool: &Tool, user_id: &str) -> String {
        let user_id = encoded(user_id);
        match self.manners {
            Manners::Moodle => {
                let results = self.below_line_item((course, id), tool, "/results");
                let joint = if self.type_id_query { '&' } else { '?' };
                format!("{results}{joint}user_id={user_id}")
            }
            Manners::Canvas => {
                self.below_line_item((course, id), tool, &format!("/results/{user_id}"))
            }
        }
    }

    fn below_line_item(self, (course, id): (u32, u64), tool: &Tool, rest: &str) -> String {
        let at = format!("{}/lti/courses/{course}", self.origin);
        let address = match self.manners {
            Manners::Moodle => format!("{at}/lineitems/{id}/lineitem{rest}"),
            Manners::Canvas => format!("{at}/line_items/{id}{rest}"),
        };
        self.of_type(address, tool)
    }

    /// With the tool's type in the query, where the platform has it: a test of clients that append.
    fn of_type(self, address: String, tool: &Tool) -> String {
        if self.type_id_query {
            let type_id = encoded(&tool.deployment_id);
            format!("{address}?type_id={type_id}")
        } else {
            address
        }
    }

    /// Where a choice is posted to. `key` is what proves that somebody was asked.
    pub(crate) fn choice_return(self, course: u32, tool: &Tool, key: ChoiceKey<'_>) -> String {
        let origin = self.origin;
        match key {
            ChoiceKey::Session(key) => {
                let id = encoded(&tool.deployment_id);
                format!(
                    "{origin}/mod/lti/contentitem_return.php?course={course}&id={id}&sesskey={key}"
                )
            }
            ChoiceKey::Data(data) => {
                format!("{origin}/courses/{course}/deep_linking_response?data={data}")
            }
        }
    }
}

/// What proves in a return address that a choice was asked for.
#[derive(Clone, Copy, Debug)]
pub(crate) enum ChoiceKey<'a> {
    /// Moodle: `sesskey`.
    Session(&'a str),
    /// Canvas: `data`, a signed text.
    Data(&'a str),
}

/// The page of the LMS on which a teacher asks a tool.
pub(crate) fn choose(course: u32, who: &str, tool: &Tool, placement: Placement) -> String {
    let (who, tool) = (encoded(who), encoded(&tool.client_id));
    let placement = placement.word();
    format!("/course/{course}/choose?as={who}&tool={tool}&placement={placement}")
}

/// A text as it stands in a query or a path.
pub(crate) fn encoded(text: &str) -> String {
    url::form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::config::ToolKeys;

    #[test]
    fn line_item_addresses_follow_the_manners() {
        let keys = ToolKeys::Inline(serde_json::Value::Null);
        let tool = Tool {
            deployment_id: "2".to_owned(),
            ..Tool::new("c", "T", "http://t/login", "http://t/launch", keys)
        };
        let check = |manners, expected: [&str; 3]| {
            let config = Config {
                manners,
                ..Config::new("http://lms/", Arc::new(|| 0))
            };
            let at = Addresses::of(&config, &Quirks::of(manners));
            let got = [
                at.line_items(1, &tool),
                at.line_item(1, &tool, 3),
                at.results((1, 3), &tool, "7"),
            ];
            assert_eq!(got, expected);
        };
        check(
            Manners::Moodle,
            [
                "http://lms/lti/courses/1/lineitems?type_id=2",
                "http://lms/lti/courses/1/lineitems/3/lineitem?type_id=2",
                "http://lms/lti/courses/1/lineitems/3/lineitem/results?type_id=2&user_id=7",
            ],
        );
        check(
            Manners::Canvas,
            [
                "http://lms/lti/courses/1/line_items",
                "http://lms/lti/courses/1/line_items/3",
                "http://lms/lti/courses/1/line_items/3/results/7",
            ],
        );
    }
}
