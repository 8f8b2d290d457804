//! Why not everybody can be placed, and what would help, in numbers that name nobody.

use matching::{Conflict, CureError, Forbidden, Options, Problem, Remedy, Shortage, cures};

use super::{People, Person, allowed, cost};

/// The rule that keeps people within their course of study (R64), as matching knows it.
const WITHIN_COURSE: u32 = 1;

/// With more pairs than these between courses of study, nobody is asked to go to another one: what
/// to do is looked for while a coordinator waits.
const MOST_FORBIDDEN: usize = 1_000_000;

/// Why not everybody can be placed, and what would help.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Impasse {
    /// What there is too little of.
    pub shortage: Shortage,
    /// How many mentees it is about.
    pub mentees: u32,
    /// How many mentors it is about.
    pub mentors: u32,
    /// The places these mentors have, or must fill.
    pub seats: u32,
    /// The course of study that all of them share, if they do.
    pub discipline: Option<String>,
    /// What would help, the least first: the steps of each are taken together.
    pub cures: Vec<Vec<Step>>,
}

/// One thing to change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// What.
    pub kind: StepKind,
    /// How many people it is about.
    pub people: u32,
    /// How many places it is about, all together.
    pub places: u32,
    /// The course of study that all of them share, if they do.
    pub discipline: Option<String>,
}

/// What can be changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepKind {
    /// Mentors take more than the largest group.
    MoreSeats,
    /// Mentors do with fewer than the smallest group.
    LowerMinimum,
    /// Mentees go to a mentor of another course of study.
    OtherCourse,
    /// Mentees wait.
    Wait,
}

/// Says what stands in the way, and ranks what would help; `turn` says who would wait last.
///
/// # Errors
/// [`CureError::Cancelled`] where the caller asked to give up.
pub fn impasse(
    people: &People,
    problem: &Problem,
    conflict: &Conflict,
    turn: impl Fn(u32) -> u64,
    options: &Options,
) -> Result<Impasse, CureError> {
    let seats = match conflict.shortage {
        Shortage::Seats => conflict.have,
        Shortage::Mentees => conflict.need,
    };
    let named = Named(people);
    let cures = cures(problem, &between_courses(people), options, turn)?;
    Ok(Impasse {
        shortage: conflict.shortage,
        mentees: narrow(conflict.mentees.len()),
        mentors: narrow(conflict.mentors.len()),
        seats: u32::try_from(seats).unwrap_or(u32::MAX),
        discipline: shared(
            named
                .mentees(&conflict.mentees)
                .chain(named.mentors(&conflict.mentors)),
        ),
        cures: cures
            .iter()
            .map(|cure| cure.remedies.iter().map(|it| named.step(it)).collect())
            .collect(),
    })
}

/// Every pair that only the rule about courses of study forbids; none where those are too many.
fn between_courses(people: &People) -> Vec<Forbidden> {
    let forbidden = (0..).zip(&people.mentees).flat_map(|(mentee, who)| {
        (0..)
            .zip(&people.mentors)
            .filter(move |(_, with)| !allowed(with, who))
            .map(move |(mentor, with)| Forbidden {
                mentee,
                mentor,
                cost: cost(with, who),
                rule: WITHIN_COURSE,
            })
    });
    let all: Vec<Forbidden> = forbidden.take(MOST_FORBIDDEN + 1).collect();
    if all.len() > MOST_FORBIDDEN {
        return Vec::new();
    }
    all
}

/// The people whom matching knows by number.
struct Named<'a>(&'a People);

impl<'a> Named<'a> {
    fn mentees(&self, numbers: &[u32]) -> impl Iterator<Item = &'a Person> {
        numbers.iter().map(|&it| &self.0.mentees[it as usize])
    }

    fn mentors(&self, numbers: &[u32]) -> impl Iterator<Item = &'a Person> {
        numbers.iter().map(|&it| &self.0.mentors[it as usize])
    }

    fn step(&self, remedy: &Remedy) -> Step {
        let (kind, people, discipline) = match remedy {
            Remedy::MoreSeats(places) => self.places(StepKind::MoreSeats, places),
            Remedy::LowerMinimum(places) => self.places(StepKind::LowerMinimum, places),
            Remedy::Loosen { pairs, .. } => {
                let mentees: Vec<u32> = pairs.iter().map(|pair| pair.0).collect();
                self.waiting(StepKind::OtherCourse, &mentees)
            }
            Remedy::Wait(mentees) => self.waiting(StepKind::Wait, mentees),
        };
        Step {
            kind,
            people: narrow(people),
            places: u32::try_from(remedy.touches()).unwrap_or(u32::MAX),
            discipline,
        }
    }

    fn places(&self, kind: StepKind, of: &[(u32, u32)]) -> (StepKind, usize, Option<String>) {
        let mentors: Vec<u32> = of.iter().map(|place| place.0).collect();
        (kind, mentors.len(), shared(self.mentors(&mentors)))
    }

    fn waiting(&self, kind: StepKind, mentees: &[u32]) -> (StepKind, usize, Option<String>) {
        (kind, mentees.len(), shared(self.mentees(mentees)))
    }
}

/// The course of study of all of them, if there is one.
fn shared<'a>(mut people: impl Iterator<Item = &'a Person>) -> Option<String> {
    let first = people.next()?.discipline.as_ref()?;
    people
        .all(|person| person.discipline.as_ref() == Some(first))
        .then(|| first.clone())
}

fn narrow(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
