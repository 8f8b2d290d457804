//! The people of the course.

use serde::{Deserialize, Serialize};

use crate::attributes::{Attributes, Dealer};
use crate::chance::Chance;
use crate::config::{Config, Manners};
use crate::names::{Name, Names};

/// Somebody enrolled in the course.
#[derive(Clone, Debug, PartialEq)]
pub struct Person {
    /// `sub` of launches and `user_id` of the roster: a small number in Moodle manners, a UUID in
    /// Canvas manners.
    pub id: String,
    /// What the person types to log in: `student001`, `teacher1`.
    pub username: String,
    /// The institution's number: `S1001`, `T1`.
    pub number: String,
    /// None where the person has the LMS tell nobody.
    pub name: Option<Name>,
    /// Address at `example.test`; none where the person has the LMS tell nobody.
    pub email: Option<String>,
    /// What the person does in the course.
    pub part: Part,
    /// Whether the enrolment is suspended: such a person opens nothing and is on no roster.
    pub suspended: bool,
    /// What the institution knows and LTI does not say; none for staff and late students.
    pub attributes: Option<Attributes>,
    /// The ids of those whom the person observes.
    pub observes: Vec<String>,
}

impl Person {
    /// The name to show on the LMS's own pages.
    pub fn shown(&self) -> String {
        match &self.name {
            Some(name) => name.full.clone(),
            None => format!("No name shared ({})", self.username),
        }
    }

    /// Whether tools read of the person in the roster: neither administrators nor test students.
    pub(crate) fn is_listed(&self) -> bool {
        !matches!(self.part, Part::Tester | Part::Administrator)
    }

    /// Whether marks can be given: students only, suspended ones too.
    pub fn is_gradable(&self) -> bool {
        self.part == Part::Student
    }
}

/// What a person does in the course, as the LMS knows it. Who mentors is not its business.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Part {
    /// Edits the course.
    Teacher,
    /// A non-editing teacher (Moodle) or teaching assistant (Canvas).
    Assistant,
    /// Studies.
    Student,
    /// Looks on, such as a parent.
    Observer,
    /// The test student of Canvas's student view, who is on no roster.
    Tester,
    /// Runs the LMS and is in no course.
    Administrator,
}

/// Everybody, in the order of enrolment.
#[derive(Clone, Debug)]
pub(crate) struct Roster {
    pub(crate) people: Vec<Person>,
    ids: Ids,
    seed: u64,
    students: usize,
}

/// Makes ids in the platform's manner.
#[derive(Clone, Debug)]
struct Ids {
    manners: Manners,
    next: u64,
    chance: Chance,
}

impl Ids {
    fn next(&mut self) -> String {
        self.next += 1;
        match self.manners {
            Manners::Moodle => self.next.to_string(),
            Manners::Canvas => self.chance.uuid(),
        }
    }
}

impl Roster {
    /// Two teachers, an assistant, the students and one more who is suspended.
    pub(crate) fn seeded(config: &Config) -> Self {
        let mut roster = Self {
            people: Vec::with_capacity(config.students + 4),
            // 1 is the guest and 2 the administrator in every Moodle.
            ids: Ids {
                manners: config.manners,
                next: 2,
                chance: Chance::new(config.seed, "people"),
            },
            seed: config.seed,
            students: 0,
        };
        let mut names = Names::new(config.seed);
        roster.add_staff();
        let mut dealer = Dealer::new(config);
        for place in 0..config.students {
            let name = match place {
                // A name as people with two family names type it: escaped in Moodle's roster.
                3 => Name::new("Morgan", "Reed & Hart"),
                _ => names.draw(),
            };
            roster.add_student(name);
            roster.last().attributes = dealer.deal(place);
        }
        roster.withhold_names(config.students);
        roster.add_student(names.draw());
        roster.last().suspended = true;
        roster
    }

    fn last(&mut self) -> &mut Person {
        self.people.last_mut().expect("somebody was added before")
    }

    fn add_staff(&mut self) {
        for (username, number, given, family, part) in [
            ("teacher1", "T1", "Ana", "Reyes", Part::Teacher),
            ("teacher2", "T2", "Iolo", "Penrhyn", Part::Teacher),
            ("assistant1", "A1", "Kofi", "Lindqvist", Part::Assistant),
        ] {
            self.add(
                username.to_owned(),
                number.to_owned(),
                Name::new(given, family),
                part,
            );
        }
    }

    fn add_student(&mut self, name: Name) {
        self.students += 1;
        let username = format!("student{:03}", self.students);
        let number = format!("S{}", 1000 + self.students);
        self.add(username, number, name, Part::Student);
    }

    fn add(&mut self, username: String, number: String, name: Name, part: Part) {
        self.people.push(Person {
            id: self.ids.next(),
            email: Some(format!("{username}@example.test")),
            username,
            number,
            name: Some(name),
            part,
            suspended: false,
            attributes: None,
            observes: Vec::new(),
        });
    }

    /// One future mentor and one newcomer tell no name; the newcomer tells no address either.
    fn withhold_names(&mut self, students: usize) {
        let staff = self.people.len() - students;
        if let Some(mentor) = self.people.get_mut(staff + 6) {
            mentor.name = None;
        }
        if students > 7 {
            self.last().name = None;
            self.last().email = None;
        }
    }

    /// Enrols somebody who comes late, of whom no attribute file knows.
    pub(crate) fn enrol_late(&mut self) -> &Person {
        let place = u64::try_from(self.students).expect("a length fits into 64 bits");
        let mut names = Names::new(self.seed.wrapping_add(place));
        self.add_student(names.draw());
        self.last()
    }

    /// Enrols somebody of another kind and gives the user name; none when there is nobody to observe.
    pub(crate) fn enrol(&mut self, part: Part, observes: Option<&str>) -> Option<String> {
        let ids = match observes {
            Some(who) => vec![self.find(who)?.id.clone()],
            None => Vec::new(),
        };
        let (word, letter) = match part {
            Part::Teacher => ("teacher", 'T'),
            Part::Assistant => ("assistant", 'A'),
            Part::Student => ("student", 'S'),
            Part::Observer => ("observer", 'O'),
            Part::Tester => ("tester", 'X'),
            Part::Administrator => ("admin", 'R'),
        };
        let place = self.people.len() + 1;
        let username = format!("{word}{place}");
        let name = Name::new("Sam", "Hollis");
        self.add(username.clone(), format!("{letter}{place}"), name, part);
        self.last().observes = ids;
        Some(username)
    }

    /// Somebody by id or user name.
    pub(crate) fn find(&self, who: &str) -> Option<&Person> {
        self.people.iter().find(|person| is(person, who))
    }

    /// Suspends or restores an enrolment; whether there was such a person.
    pub(crate) fn suspend(&mut self, who: &str, suspended: bool) -> bool {
        let person = self.people.iter_mut().find(|person| is(person, who));
        person.map(|person| person.suspended = suspended).is_some()
    }

    /// Takes somebody out of the course; whether there was such a person.
    pub(crate) fn unenrol(&mut self, who: &str) -> bool {
        let before = self.people.len();
        self.people.retain(|person| !is(person, who));
        self.people.len() < before
    }
}

fn is(person: &Person, who: &str) -> bool {
    person.id == who || person.username == who
}

#[cfg(test)]
mod tests;
