//! The courses of the LMS, and the links to tools that were put into them.

use std::collections::BTreeMap;

use crate::chance::Chance;
use crate::config::{Config, Manners, Tool};

/// The short name of the course.
const LABEL: &str = "LIFE-PM";
/// Its name; the ampersand is escaped in Moodle's roster and nowhere else.
const TITLE: &str = "Peer mentoring in Life Sciences & Ecology";
/// The most courses, so that a loop in a test ends.
const MOST_COURSES: usize = 100;
/// The most links of all courses together.
const MOST_LINKS: usize = 2000;

/// A course. Everybody is in every course.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Course {
    /// As it stands in addresses of the LMS, from 1.
    pub(crate) number: u32,
    /// `context.id`.
    pub(crate) context: String,
    /// `context.label`.
    pub(crate) label: String,
    /// `context.title`.
    pub(crate) title: String,
    /// The course it was copied from.
    pub(crate) copied_from: Option<u32>,
}

/// A link to a tool in a course.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Link {
    /// `resource_link.id`.
    pub(crate) id: String,
    pub(crate) course: u32,
    pub(crate) client_id: String,
    pub(crate) title: String,
    /// Its description; empty without one.
    pub(crate) text: String,
    /// Where it leads; the tool's own address without one.
    pub(crate) url: Option<String>,
    /// Custom parameters beside the tool's.
    pub(crate) custom: BTreeMap<String, String>,
    /// Whether a column came with it.
    pub(crate) is_graded: bool,
    /// Whether it was chosen in the tool. The tool's own place in the course was not.
    pub(crate) is_chosen: bool,
    /// The link of another course that this one is a copy of.
    pub(crate) copied_from: Option<String>,
}

/// What a person chose to put into a course.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Chosen {
    pub(crate) title: String,
    pub(crate) text: String,
    pub(crate) url: Option<String>,
    pub(crate) custom: BTreeMap<String, String>,
    pub(crate) column: Option<ChosenColumn>,
}

/// The column that comes with it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ChosenColumn {
    pub(crate) label: String,
    pub(crate) maximum: f64,
    pub(crate) resource_id: String,
    pub(crate) tag: String,
}

/// Every course and every link, in the order they were made.
#[derive(Clone, Debug)]
pub(crate) struct Courses {
    all: Vec<Course>,
    links: Vec<Link>,
    manners: Manners,
    shared_link: bool,
    chance: Chance,
    made: u64,
}

impl Courses {
    /// One course with a link for each tool. `shared_link` gives all of them the course's own id.
    pub(crate) fn new(config: &Config, shared_link: bool) -> Self {
        let mut courses = Self {
            all: Vec::new(),
            links: Vec::new(),
            manners: config.manners,
            shared_link,
            chance: Chance::new(config.seed, "course"),
            made: 0,
        };
        courses.add_course(LABEL.to_owned(), TITLE.to_owned(), None);
        for tool in &config.tools {
            courses.place_tool(1, tool);
        }
        courses
    }

    pub(crate) fn all(&self) -> &[Course] {
        &self.all
    }

    pub(crate) fn links(&self) -> &[Link] {
        &self.links
    }

    pub(crate) fn course(&self, number: u32) -> Option<&Course> {
        self.all.iter().find(|course| course.number == number)
    }

    /// A link of one tool in one course: ids may be shared by tools.
    pub(crate) fn link(&self, course: u32, client_id: &str, id: &str) -> Option<&Link> {
        let mut of_course = self.of_course(course);
        of_course.find(|link| link.client_id == client_id && link.id == id)
    }

    /// The first link with this id, in whatever course.
    pub(crate) fn by_id(&self, id: &str) -> Option<&Link> {
        self.links.iter().find(|link| link.id == id)
    }

    /// The tool's own place in a course.
    pub(crate) fn own_link(&self, course: u32, client_id: &str) -> Option<&Link> {
        let mut of_course = self.of_course(course);
        of_course.find(|link| link.client_id == client_id && !link.is_chosen)
    }

    /// The links that were chosen for a course.
    pub(crate) fn chosen(&self, course: u32) -> impl Iterator<Item = &Link> {
        self.of_course(course).filter(|link| link.is_chosen)
    }

    fn of_course(&self, course: u32) -> impl Iterator<Item = &Link> {
        self.links.iter().filter(move |link| link.course == course)
    }

    /// Gives a tool its own place in a course.
    pub(crate) fn place_tool(&mut self, course: u32, tool: &Tool) {
        let own = self.course(course).map(|course| course.context.clone());
        let id = match own.filter(|_| self.shared_link) {
            Some(context) => context,
            None => self.next_id(),
        };
        self.links.push(Link {
            id,
            course,
            client_id: tool.client_id.clone(),
            title: tool.name.clone(),
            text: String::new(),
            url: None,
            custom: BTreeMap::new(),
            is_graded: tool.points.is_some(),
            is_chosen: false,
            copied_from: None,
        });
    }

    /// Puts what was chosen into a course and gives its id; none when there are too many.
    pub(crate) fn add(&mut self, course: u32, client_id: &str, chosen: &Chosen) -> Option<String> {
        if self.links.len() >= MOST_LINKS {
            return None;
        }
        let id = self.next_id();
        self.links.push(Link {
            id: id.clone(),
            course,
            client_id: client_id.to_owned(),
            title: chosen.title.clone(),
            text: chosen.text.clone(),
            url: chosen.url.clone(),
            custom: chosen.custom.clone(),
            is_graded: chosen.column.is_some(),
            is_chosen: true,
            copied_from: None,
        });
        Some(id)
    }

    /// Deletes a link that was chosen; whether there was one.
    pub(crate) fn remove(&mut self, course: u32, id: &str) -> bool {
        let before = self.links.len();
        let is_it = |link: &Link| link.is_chosen && link.course == course && link.id == id;
        self.links.retain(|link| !is_it(link));
        self.links.len() < before
    }

    /// Copies a course with its links, which get new ids, for the next year. None when there is no
    /// such course or there are too many.
    pub(crate) fn copy(&mut self, from: u32) -> Option<Copied> {
        let of = self.course(from)?.clone();
        let links: Vec<Link> = self.of_course(from).cloned().collect();
        let is_full = self.all.len() >= MOST_COURSES;
        if is_full || self.links.len() + links.len() > MOST_LINKS {
            return None;
        }
        let next = self.all.len() + 1;
        let (label, title) = (format!("{LABEL}-{next}"), format!("{TITLE} (copy {next})"));
        let to = self.add_course(label, title, Some(of.number));
        let context = self.course(to)?.context.clone();
        let mut ids = BTreeMap::new();
        for link in links {
            let is_shared = self.shared_link && !link.is_chosen;
            let id = if is_shared {
                context.clone()
            } else {
                self.next_id()
            };
            ids.insert((link.client_id.clone(), link.id.clone()), id.clone());
            self.links.push(Link {
                copied_from: Some(link.id),
                course: to,
                id,
                ..link
            });
        }
        Some(Copied { course: to, ids })
    }

    fn add_course(&mut self, label: String, title: String, copied_from: Option<u32>) -> u32 {
        let number = u32::try_from(self.all.len() + 1).expect("there are at most a hundred");
        // The first id of this chance was the LMS's own before there were several courses.
        if self.all.is_empty() {
            self.chance.uuid();
        }
        let context = self.chance.uuid();
        self.all.push(Course {
            number,
            context: match self.manners {
                Manners::Moodle => number.to_string(),
                Manners::Canvas => context,
            },
            label,
            title,
            copied_from,
        });
        number
    }

    fn next_id(&mut self) -> String {
        self.made += 1;
        match self.manners {
            Manners::Moodle => self.made.to_string(),
            Manners::Canvas => self.chance.uuid(),
        }
    }
}

/// A copy of a course.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Copied {
    /// Its number.
    pub(crate) course: u32,
    /// New ids of links by client id and old id.
    pub(crate) ids: BTreeMap<(String, String), String>,
}

/// Custom parameters as Moodle keeps them: a line `name=value` each, so that a second line of a
/// value is lost or becomes a parameter of its own.
pub(crate) fn as_lines(custom: &BTreeMap<String, String>) -> BTreeMap<String, String> {
    let text: Vec<String> = custom
        .iter()
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    let text = text.join("\n").replace('\r', "\n");
    let pairs = text.lines().filter_map(|line| line.split_once('='));
    pairs
        .map(|(name, value)| (name.trim().to_owned(), value.trim().to_owned()))
        .collect()
}

#[cfg(test)]
mod tests;
