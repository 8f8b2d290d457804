//! Custom parameters of a message (Core 5.4.6).

use serde_json::{Map, Value};

use super::who::moodle_launch_role;
use super::{Ask, Opening};
use crate::config::Manners;

impl Opening<'_> {
    /// The parameters of link and tool together. In Moodle the tool's own stand over the link's, in
    /// Canvas the other way round.
    pub(super) fn custom(&self) -> Value {
        let of_tool = &self.tool.custom;
        let mut merged = of_tool.clone();
        if let Ask::Show(link) = self.ask {
            merged.extend(link.custom.clone());
        }
        if self.manners == Manners::Moodle {
            merged.extend(of_tool.clone());
        }
        let mut custom: Map<String, Value> = merged
            .iter()
            .map(|(name, value)| (name.clone(), self.known(value)))
            .collect();
        if self.manners == Manners::Moodle && self.tells_members() {
            let memberships = self.addresses.memberships(self.course.number);
            custom.insert("context_memberships_url".to_owned(), memberships.into());
        }
        Value::Object(custom)
    }

    /// Known variables are replaced. One that only a link has is `null` where there is no link, as
    /// was seen.
    fn known(&self, value: &str) -> Value {
        let of_link = |text: &dyn Fn(&crate::courses::Link) -> String| match self.ask {
            Ask::Show(link) => Value::from(text(link)),
            Ask::Choose { .. } => Value::Null,
        };
        let person = self.person;
        let text = match value {
            "$User.id" => person.id.clone(),
            "$User.username" => person.username.clone(),
            "$Person.sourcedId" => person.number.clone(),
            "$Membership.role" => moodle_launch_role(person.part).to_owned(),
            "$Context.id" => self.course.context.clone(),
            "$Context.label" => self.course.label.clone(),
            "$Context.title" => self.course.title.clone(),
            "$ResourceLink.id" => return of_link(&|link| link.id.clone()),
            "$ResourceLink.title" => return of_link(&|link| link.title.clone()),
            "$LineItem.url" => self.line_item().unwrap_or_default(),
            "$Moodle.Person.userGroupIds" if self.manners == Manners::Moodle => String::new(),
            "$Canvas.course.id" if self.manners == Manners::Canvas => {
                self.course.number.to_string()
            }
            unknown if unknown.starts_with('$') && !self.quirks.unknown_variables_stay => {
                String::new()
            }
            other => other.to_owned(),
        };
        text.into()
    }
}
