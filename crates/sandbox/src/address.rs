//! Where things are, as tools and browsers see it.

use crate::config::{Config, Manners, Tool};

/// The one course, as it stands in addresses.
pub(crate) const COURSE: &str = "1";

/// Addresses of one LMS.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Addresses<'a> {
    origin: &'a str,
    manners: Manners,
}

impl<'a> Addresses<'a> {
    pub(crate) fn of(config: &'a Config) -> Self {
        Self {
            origin: config.origin.trim_end_matches('/'),
            manners: config.manners,
        }
    }

    /// Also the issuer.
    pub(crate) fn origin(self) -> &'a str {
        self.origin
    }

    pub(crate) fn auth(self) -> String {
        format!("{}/lti/auth", self.origin)
    }

    pub(crate) fn token(self) -> String {
        format!("{}/lti/token", self.origin)
    }

    pub(crate) fn jwks(self) -> String {
        format!("{}/lti/jwks", self.origin)
    }

    pub(crate) fn course_return(self) -> String {
        format!("{}/course/{COURSE}/return", self.origin)
    }

    pub(crate) fn memberships(self) -> String {
        format!("{}/lti/courses/{COURSE}/memberships", self.origin)
    }

    /// In Moodle manners with the tool's type in the query, as a test of clients that append.
    pub(crate) fn line_items(self, tool: &Tool) -> String {
        let origin = self.origin;
        match self.manners {
            Manners::Moodle => {
                let type_id = encoded(&tool.deployment_id);
                format!("{origin}/lti/courses/{COURSE}/lineitems?type_id={type_id}")
            }
            Manners::Canvas => format!("{origin}/lti/courses/{COURSE}/line_items"),
        }
    }

    pub(crate) fn line_item(self, tool: &Tool, id: u64) -> String {
        self.below_line_item(tool, id, "")
    }

    /// The results of a line item, or with a person the id of one result.
    pub(crate) fn results(self, tool: &Tool, id: u64, user_id: &str) -> String {
        let user_id = encoded(user_id);
        match self.manners {
            Manners::Moodle => {
                let results = self.below_line_item(tool, id, "/results");
                format!("{results}&user_id={user_id}")
            }
            Manners::Canvas => self.below_line_item(tool, id, &format!("/results/{user_id}")),
        }
    }

    fn below_line_item(self, tool: &Tool, id: u64, rest: &str) -> String {
        let origin = self.origin;
        match self.manners {
            Manners::Moodle => {
                let type_id = encoded(&tool.deployment_id);
                format!(
                    "{origin}/lti/courses/{COURSE}/lineitems/{id}/lineitem{rest}?type_id={type_id}"
                )
            }
            Manners::Canvas => format!("{origin}/lti/courses/{COURSE}/line_items/{id}{rest}"),
        }
    }
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
            let at = Addresses::of(&config);
            let got = [
                at.line_items(&tool),
                at.line_item(&tool, 3),
                at.results(&tool, 3, "7"),
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
