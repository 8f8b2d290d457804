//! What the institution knows and LTI does not say: the file a coordinator hands in beside the
//! roster. The LMS's own services never carry any of it.

use std::fmt::Write as _;

use jiff::ToSpan as _;
use jiff::civil::{Date, date};

use crate::chance::Chance;
use crate::config::Config;
use crate::roster::Roster;

/// The disciplines of the course with their share in tenths.
const DISCIPLINES: [(&str, usize); 4] = [
    ("Biology", 4),
    ("Marine Biology", 2),
    ("Genetics", 2),
    ("Ecology", 2),
];

/// The days on which training was held.
const TRAINING: [Date; 4] = [
    date(2026, 5, 13),
    date(2026, 6, 10),
    date(2026, 9, 9),
    date(2026, 9, 16),
];

/// One row of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attributes {
    /// Year of study, from 1.
    pub year: u8,
    /// Course of study.
    pub discipline: &'static str,
    /// Whether the person studies full-time.
    pub full_time: bool,
    /// Whether the person commutes.
    pub commutes: bool,
    /// Newcomer or mentor candidate.
    pub comes_as: ComesAs,
}

/// What a student comes as.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ComesAs {
    /// A new first-year student.
    New,
    /// A mentor candidate of a later year.
    Candidate(Way),
}

/// How far a candidate has come: the day each gate was passed, none while it is open.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Way {
    /// The department said yes.
    pub accepted: Option<Date>,
    /// Training was booked.
    pub booked: Option<Date>,
    /// Training was attended.
    pub attended: Option<Date>,
    /// The code of conduct was signed.
    pub code: Option<Date>,
    /// The quiz was passed.
    pub quiz: Option<Date>,
}

impl Way {
    /// Whether every gate is behind this candidate.
    pub fn is_ready(&self) -> bool {
        self.quiz.is_some()
    }

    /// The five days in the order of the gates.
    pub fn days(&self) -> [Option<Date>; 5] {
        [
            self.accepted,
            self.booked,
            self.attended,
            self.code,
            self.quiz,
        ]
    }
}

/// How many students come as what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Shares {
    ready: usize,
    at_gates: usize,
    newcomers: usize,
}

impl Shares {
    fn of(students: usize) -> Self {
        // Rounded up, so that from 75 students on five mentees a mentor are enough.
        let candidates = students.div_ceil(5);
        let at_gates = candidates.min(3);
        Self {
            ready: candidates - at_gates,
            at_gates,
            newcomers: students - candidates,
        }
    }
}

/// Deals attributes to students in their order: ready candidates first, then those at gates,
/// then newcomers.
pub(crate) struct Dealer {
    chance: Chance,
    shares: Shares,
    ready: Vec<&'static str>,
    newcomers: Vec<&'static str>,
}

impl Dealer {
    pub(crate) fn new(config: &Config) -> Self {
        let mut chance = Chance::new(config.seed, "attributes");
        let shares = Shares::of(config.students);
        let mentors = apportion(shares.ready, &DISCIPLINES.map(|(_, share)| share));
        // Newcomers follow the mentors who are ready, so that each discipline can place its own.
        let newcomers = match shares.ready {
            0 => apportion(shares.newcomers, &DISCIPLINES.map(|(_, share)| share)),
            _ => apportion(shares.newcomers, &mentors),
        };
        Self {
            ready: shuffled(&mentors, &mut chance),
            newcomers: shuffled(&newcomers, &mut chance),
            shares,
            chance,
        }
    }

    /// The attributes of the student at this place, counted from 0; none beyond the last.
    pub(crate) fn deal(&mut self, place: usize) -> Option<Attributes> {
        let Shares {
            ready,
            at_gates,
            newcomers,
        } = self.shares;
        let (year, discipline, comes_as) = if place < ready {
            let way = self.whole_way();
            (
                self.later_year(),
                self.ready[place],
                ComesAs::Candidate(way),
            )
        } else if place < ready + at_gates {
            let way = part_way(&self.whole_way(), place - ready);
            (
                self.later_year(),
                DISCIPLINES[place - ready].0,
                ComesAs::Candidate(way),
            )
        } else if place < ready + at_gates + newcomers {
            (1, self.newcomers[place - ready - at_gates], ComesAs::New)
        } else {
            return None;
        };
        Some(Attributes {
            year,
            discipline,
            full_time: self.chance.below(10) < 9,
            commutes: self.chance.below(3) == 0,
            comes_as,
        })
    }

    fn later_year(&mut self) -> u8 {
        *self.chance.pick(&[2, 2, 2, 2, 2, 3, 3, 3, 4])
    }

    /// Days in their order, all of them past before term begins.
    fn whole_way(&mut self) -> Way {
        let accepted = date(2026, 3, 2) + self.days(35);
        let attended = *self.chance.pick(&TRAINING);
        let code = attended + self.days(4);
        Way {
            accepted: Some(accepted),
            booked: Some(accepted + self.days(21)),
            attended: Some(attended),
            code: Some(code),
            quiz: Some(code + self.days(4)),
        }
    }

    fn days(&mut self, below: usize) -> jiff::Span {
        i64::try_from(self.chance.below(below))
            .expect("a few days")
            .days()
    }
}

/// The three who are not ready yet: attended, booked, accepted.
fn part_way(way: &Way, place: usize) -> Way {
    Way {
        accepted: way.accepted,
        booked: way.booked.filter(|_| place < 2),
        attended: way.attended.filter(|_| place == 0),
        code: None,
        quiz: None,
    }
}

/// Shares `total` out by weight; what rounding leaves goes to the largest remainders, the first of
/// equals.
fn apportion(total: usize, weights: &[usize; 4]) -> [usize; 4] {
    let sum: usize = weights.iter().sum();
    let mut parts = weights.map(|weight| total * weight / sum);
    let mut order: Vec<usize> = (0..weights.len()).collect();
    order.sort_by_key(|&at| std::cmp::Reverse(total * weights[at] % sum));
    let left = total - parts.iter().sum::<usize>();
    for &at in order.iter().take(left) {
        parts[at] += 1;
    }
    parts
}

fn shuffled(counts: &[usize; 4], chance: &mut Chance) -> Vec<&'static str> {
    let mut places: Vec<&str> = DISCIPLINES
        .iter()
        .zip(counts)
        .flat_map(|((name, _), &count)| std::iter::repeat_n(*name, count))
        .collect();
    chance.shuffle(&mut places);
    places
}

/// The attribute file of the course a sandbox with this configuration starts with: a header, then
/// one line a student in the order of enrolment. The suspended student has no line.
pub fn attribute_file(config: &Config) -> String {
    let mut file =
        "number,year,discipline,mode,commute,part,accepted,booked,attended,code,quiz\n".to_owned();
    for person in Roster::seeded(config).people {
        if let Some(attributes) = &person.attributes {
            row(&mut file, &person.number, attributes);
        }
    }
    file
}

fn row(file: &mut String, number: &str, attributes: &Attributes) {
    let (part, days) = match &attributes.comes_as {
        ComesAs::New => ("new", [None; 5]),
        ComesAs::Candidate(way) => ("candidate", way.days()),
    };
    let mode = if attributes.full_time {
        "full-time"
    } else {
        "part-time"
    };
    let commute = if attributes.commutes { "yes" } else { "no" };
    let Attributes {
        year, discipline, ..
    } = attributes;
    write!(file, "{number},{year},{discipline},{mode},{commute},{part}")
        .expect("a string takes everything");
    for day in days {
        file.push(',');
        file.extend(day.map(|day| day.to_string()));
    }
    file.push('\n');
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;
    use std::sync::Arc;

    use super::*;

    fn config(students: usize) -> Config {
        Config {
            students,
            ..Config::new("http://127.0.0.1:8500", Arc::new(|| 0))
        }
    }

    /// Ready candidates, candidates at gates and newcomers in a file.
    fn count(file: &str) -> (usize, usize, usize) {
        let rows: Vec<&str> = file.lines().skip(1).collect();
        let candidates = rows.iter().filter(|row| row.contains(",candidate,"));
        let ready = candidates.clone().filter(|row| !row.ends_with(',')).count();
        (
            ready,
            candidates.count() - ready,
            rows.iter().filter(|row| row.ends_with(",new,,,,,")).count(),
        )
    }

    #[test]
    fn a_fifth_are_candidates_and_three_of_them_stand_at_gates() {
        let check = |students, expected| {
            assert_eq!(
                count(&attribute_file(&config(students))),
                expected,
                "{students}"
            );
        };
        check(240, (45, 3, 192));
        check(75, (12, 3, 60));
        check(1_000, (197, 3, 800));
        check(10, (0, 2, 8));
        check(1, (0, 1, 0));
    }

    #[test]
    fn the_three_at_gates_attended_booked_and_were_accepted() {
        let file = attribute_file(&config(240));
        let open: Vec<usize> = file
            .lines()
            .filter(|row| row.contains(",candidate,") && row.ends_with(','))
            .map(|row| row.split(',').filter(|field| field.is_empty()).count())
            .collect();
        assert_eq!(open, [2, 3, 4]);
    }

    #[test]
    fn every_discipline_can_place_its_newcomers_at_three_to_five_a_mentor() {
        for students in [75, 76, 83, 100, 240, 500, 997, 10_000] {
            let mut mentors: HashMap<&str, usize> = HashMap::new();
            let mut newcomers: HashMap<&str, usize> = HashMap::new();
            for person in Roster::seeded(&config(students)).people {
                match person.attributes {
                    Some(Attributes {
                        discipline,
                        comes_as: ComesAs::New,
                        ..
                    }) => {
                        *newcomers.entry(discipline).or_default() += 1;
                    }
                    Some(Attributes {
                        discipline,
                        comes_as: ComesAs::Candidate(way),
                        ..
                    }) if way.is_ready() => {
                        *mentors.entry(discipline).or_default() += 1;
                    }
                    _ => {}
                }
            }
            for (discipline, count) in newcomers {
                let mentors = mentors[discipline];
                assert!(
                    (3 * mentors..=5 * mentors).contains(&count),
                    "{students}: {count} newcomers and {mentors} mentors in {discipline}"
                );
            }
        }
    }

    #[test]
    fn days_come_in_the_order_of_the_gates_and_before_term() {
        for person in Roster::seeded(&config(240)).people {
            let Some(Attributes {
                comes_as: ComesAs::Candidate(way),
                ..
            }) = person.attributes
            else {
                continue;
            };
            let days: Vec<Date> = way.days().into_iter().flatten().collect();
            assert!(days.is_sorted(), "{days:?}");
            assert!(days.iter().all(|day| *day < date(2026, 9, 28)), "{days:?}");
        }
    }

    #[test]
    fn the_file_is_the_same_each_time_and_another_for_another_seed() {
        let other = Config {
            seed: 2,
            ..config(240)
        };
        assert_eq!(attribute_file(&config(240)), attribute_file(&config(240)));
        assert_ne!(attribute_file(&config(240)), attribute_file(&other));
    }
}
