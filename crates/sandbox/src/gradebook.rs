//! The gradebook: columns and marks.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::courses::{ChosenColumn, Copied};
use crate::score::Mark;

/// The most columns the course takes, so that a tool in a loop ends in a refusal.
const MOST_COLUMNS: usize = 500;

/// A column; a line item to the tool that owns it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Column {
    /// The number in its address.
    pub(crate) id: u64,
    /// What stands above it.
    pub(crate) label: String,
    /// The best possible score.
    pub(crate) maximum: f64,
    /// The tool's own name for it; empty without one.
    pub(crate) resource_id: String,
    /// The tool's tag; empty without one.
    pub(crate) tag: String,
    /// The link it belongs to; none for a column of its own.
    pub(crate) link: Option<String>,
    /// The tool it belongs to.
    pub(crate) client_id: String,
    /// The course it stands in.
    pub(crate) course: u32,
    /// Whether it takes no scores yet.
    pub(crate) unpublished: bool,
}

/// Why a line item is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BadColumn {
    /// Not JSON, or no label or no maximum.
    Incomplete,
    /// There are too many columns already.
    Full,
}

/// The part of a line item that a tool may say.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Wanted {
    label: String,
    maximum: f64,
    resource_id: String,
    tag: String,
    pub(crate) link: Option<String>,
    /// Whether a teacher must publish it first.
    pub(crate) unpublished: bool,
    /// The body as it came: a Moodle echoes it whole.
    pub(crate) said: Map<String, Value>,
}

impl Wanted {
    /// Reads a line item (AGS 2.0, 3.2.5). A maximum of 0 passes, as in Moodle.
    pub(crate) fn read(body: &[u8]) -> Result<Self, BadColumn> {
        let Ok(Value::Object(said)) = serde_json::from_slice(body) else {
            return Err(BadColumn::Incomplete);
        };
        let text = |field: &str| match said.get(field) {
            Some(Value::String(text)) => text.clone(),
            Some(Value::Number(number)) => number.to_string(),
            _ => String::new(),
        };
        let maximum = said.get("scoreMaximum").and_then(Value::as_f64);
        let maximum = maximum.filter(|maximum| *maximum >= 0.0);
        let label = text("label");
        if label.is_empty() {
            return Err(BadColumn::Incomplete);
        }
        Ok(Self {
            label,
            maximum: maximum.ok_or(BadColumn::Incomplete)?,
            resource_id: text("resourceId"),
            tag: text("tag"),
            link: Some(text("resourceLinkId")).filter(|link| !link.is_empty()),
            unpublished: false,
            said,
        })
    }
}

/// What a tool wants to see of the columns; an empty filter lets everything pass.
#[derive(Clone, Debug, Default)]
pub(crate) struct Filter {
    pub(crate) resource_link_id: Option<String>,
    pub(crate) resource_id: Option<String>,
    pub(crate) tag: Option<String>,
}

impl Filter {
    fn passes(&self, column: &Column) -> bool {
        let same =
            |wanted: &Option<String>, is: &str| wanted.as_deref().is_none_or(|one| one == is);
        same(
            &self.resource_link_id,
            column.link.as_deref().unwrap_or_default(),
        ) && same(&self.resource_id, &column.resource_id)
            && same(&self.tag, &column.tag)
    }
}

/// Columns in the order they were made, and marks by column and person.
#[derive(Clone, Debug, Default)]
pub(crate) struct Gradebook {
    columns: BTreeMap<u64, Column>,
    marks: BTreeMap<(u64, String), Mark>,
    made: u64,
}

impl Gradebook {
    pub(crate) fn columns(&self) -> impl Iterator<Item = &Column> {
        self.columns.values()
    }

    pub(crate) fn column(&self, id: u64) -> Option<&Column> {
        self.columns.get(&id)
    }

    /// The columns of one tool in one course that pass a filter.
    pub(crate) fn of_tool(&self, course: u32, client_id: &str, filter: &Filter) -> Vec<&Column> {
        let is_own = |column: &&Column| column.course == course && column.client_id == client_id;
        let columns = self.columns.values();
        columns
            .filter(|column| is_own(column) && filter.passes(column))
            .collect()
    }

    pub(crate) fn add(
        &mut self,
        course: u32,
        client_id: &str,
        wanted: &Wanted,
    ) -> Result<&Column, BadColumn> {
        if self.columns.len() >= MOST_COLUMNS {
            return Err(BadColumn::Full);
        }
        self.made += 1;
        let column = Column {
            id: self.made,
            label: wanted.label.clone(),
            maximum: wanted.maximum,
            resource_id: wanted.resource_id.clone(),
            tag: wanted.tag.clone(),
            link: wanted.link.clone(),
            client_id: client_id.to_owned(),
            course,
            unpublished: wanted.unpublished,
        };
        Ok(self.columns.entry(self.made).or_insert(column))
    }

    /// A column that comes with a link. Where there is no room the link stays without.
    pub(crate) fn add_for_link(
        &mut self,
        (course, client_id, link): (u32, &str, &str),
        column: ChosenColumn,
    ) {
        let wanted = Wanted {
            label: column.label,
            maximum: column.maximum,
            resource_id: column.resource_id,
            tag: column.tag,
            link: Some(link.to_owned()),
            unpublished: false,
            said: Map::new(),
        };
        let _full = self.add(course, client_id, &wanted);
    }

    /// Copies the columns of a course into its copy, without marks, bound to the copied links. What
    /// finds no room is left out.
    pub(crate) fn copy(&mut self, from: u32, copied: &Copied) {
        let columns = self.columns.values().filter(|column| column.course == from);
        for column in columns.cloned().collect::<Vec<_>>() {
            if self.columns.len() >= MOST_COLUMNS {
                return;
            }
            let link = column.link.and_then(|link| {
                let of_tool = (column.client_id.clone(), link);
                copied.ids.get(&of_tool).cloned()
            });
            self.made += 1;
            let copy = Column {
                id: self.made,
                course: copied.course,
                link,
                ..column
            };
            self.columns.insert(self.made, copy);
        }
    }

    /// Removes the columns that came with a link.
    pub(crate) fn remove_link(&mut self, course: u32, client_id: &str, link: &str) {
        let of_link = Filter {
            resource_link_id: Some(link.to_owned()),
            ..Filter::default()
        };
        let columns = self.of_tool(course, client_id, &of_link);
        let ids: Vec<u64> = columns.iter().map(|column| column.id).collect();
        for id in ids {
            self.remove(id);
        }
    }

    /// Changes label, maximum, resource id and tag; the link stays (AGS 2.0, 3.2.6).
    pub(crate) fn change(&mut self, id: u64, wanted: &Wanted) -> Option<&Column> {
        let column = self.columns.get_mut(&id)?;
        column.label.clone_from(&wanted.label);
        column.maximum = wanted.maximum;
        column.resource_id.clone_from(&wanted.resource_id);
        column.tag.clone_from(&wanted.tag);
        Some(column)
    }

    /// Lets a column take scores; whether there was one.
    pub(crate) fn publish(&mut self, id: u64) -> bool {
        let column = self.columns.get_mut(&id);
        column.map(|column| column.unpublished = false).is_some()
    }

    /// Removes a column with its marks; whether there was one.
    pub(crate) fn remove(&mut self, id: u64) -> bool {
        self.marks.retain(|(column, _), _| *column != id);
        self.columns.remove(&id).is_some()
    }

    pub(crate) fn mark(&self, column: u64, user_id: &str) -> Option<&Mark> {
        self.marks.get(&(column, user_id.to_owned()))
    }

    /// The mark of a person in a column, made empty where there is none.
    pub(crate) fn mark_mut(&mut self, column: u64, user_id: &str) -> &mut Mark {
        self.marks.entry((column, user_id.to_owned())).or_default()
    }

    /// Every mark with its column and person.
    pub(crate) fn marks(&self) -> impl Iterator<Item = (u64, &str, &Mark)> {
        let marks = self.marks.iter();
        marks.map(|((column, user), mark)| (*column, user.as_str(), mark))
    }

    /// What a tool may read back: marks that were given a time, of one person or of all.
    pub(crate) fn results(&self, column: u64, user_id: Option<&str>) -> Vec<(&str, &Mark)> {
        let marks = self.marks().filter(|(of, user, mark)| {
            *of == column && mark.at.is_some() && user_id.is_none_or(|wanted| wanted == *user)
        });
        marks.map(|(_, user, mark)| (user, mark)).collect()
    }
}

#[cfg(test)]
mod tests;
