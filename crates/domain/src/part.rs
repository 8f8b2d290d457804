//! A person's part in a scheme, from what is known of them.

use crate::{
    attribute::ComesAs,
    gate::{Gate, Gates},
    standing::Standing,
};

/// Whom a course brings to its scheme; said by the coordinator, as LTI does not say it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Brings {
    /// Students all of whom are new.
    NewStudents,
    /// Students who may become mentors.
    Mentors,
    /// Both; the attribute file tells them apart, and who is in neither list is asked.
    #[default]
    Mixed,
    /// Staff only.
    Staff,
}

/// What a student said about taking part as a mentee (R6).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// Yes.
    In,
    /// No, or no longer.
    Out,
}

/// Everything that decides a part.
#[derive(Clone, Copy, Debug)]
pub struct Known {
    /// Whether the person coordinates the scheme, by grant.
    pub coordinator: bool,
    /// What the LMS says.
    pub standing: Standing,
    /// Whom the course brings.
    pub brings: Brings,
    /// What the attribute file says.
    pub comes_as: Option<ComesAs>,
    /// What the person said.
    pub choice: Option<Choice>,
    /// Where the person stands as a candidate.
    pub gates: Gates,
}

/// A person's part in a scheme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Coordinates it.
    Coordinator,
    /// Staff of the course.
    Staff,
    /// A candidate at this gate.
    Candidate(Gate),
    /// A candidate who passed every gate (R27).
    Mentor,
    /// Takes part as a mentee.
    Mentee,
    /// Nobody knows whether they are new: to be asked, never assumed.
    Asked,
    /// Said no.
    Out,
    /// An observer, a test user, or a role without a part.
    Outside,
}

impl Part {
    /// Decides a part.
    pub fn of(known: &Known) -> Self {
        if known.coordinator {
            return Self::Coordinator;
        }
        if known.standing.staff() {
            return Self::Staff;
        }
        if known.standing.outside() || known.brings == Brings::Staff {
            return Self::Outside;
        }
        let candidate =
            known.comes_as == Some(ComesAs::Candidate) || known.brings == Brings::Mentors;
        if candidate {
            return known.gates.next().map_or(Self::Mentor, Self::Candidate);
        }
        let by_course = known.brings == Brings::NewStudents && !known.standing.helps();
        let new = known.comes_as == Some(ComesAs::New) || by_course;
        match known.choice {
            Some(Choice::Out) => Self::Out,
            Some(Choice::In) => Self::Mentee,
            None if new => Self::Mentee,
            None => Self::Asked,
        }
    }

    /// Whether this person may sign the code and take the quiz.
    pub const fn trains(self) -> bool {
        matches!(self, Self::Candidate(_) | Self::Mentor)
    }

    /// Whether this person may say that they take part or not.
    pub const fn chooses(self) -> bool {
        matches!(self, Self::Mentee | Self::Asked | Self::Out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{attribute::MetElsewhere, gate::DoneHere, standing::CourseRoles};

    fn known() -> Known {
        Known {
            coordinator: false,
            standing: Standing {
                launch: None,
                roster: Some(CourseRoles {
                    learner: true,
                    ..CourseRoles::default()
                }),
            },
            brings: Brings::Mixed,
            comes_as: None,
            choice: None,
            gates: Gates::of(MetElsewhere::default(), DoneHere::default()),
        }
    }

    fn check(change: impl FnOnce(&mut Known), expected: Part) {
        let mut known = known();
        change(&mut known);
        assert_eq!(Part::of(&known), expected, "{known:?}");
    }

    #[test]
    fn a_student_not_known_to_be_new_is_asked_and_never_opted_in() {
        check(|_| {}, Part::Asked);
        check(|known| known.choice = Some(Choice::In), Part::Mentee);
        check(|known| known.choice = Some(Choice::Out), Part::Out);
    }

    #[test]
    fn a_new_student_takes_part_until_they_say_no() {
        check(|known| known.comes_as = Some(ComesAs::New), Part::Mentee);
        check(|known| known.brings = Brings::NewStudents, Part::Mentee);
        check(
            |known| {
                known.comes_as = Some(ComesAs::New);
                known.choice = Some(Choice::Out);
            },
            Part::Out,
        );
    }

    #[test]
    fn a_non_editing_teacher_listed_as_a_learner_is_never_a_mentee() {
        check(
            |known| {
                known.brings = Brings::NewStudents;
                known.standing.launch = Some(CourseRoles {
                    instructor: true,
                    ..CourseRoles::default()
                });
            },
            Part::Staff,
        );
    }

    #[test]
    fn a_student_who_helps_others_is_asked_even_where_everybody_is_new() {
        let helper = |known: &mut Known| {
            known.brings = Brings::NewStudents;
            known.standing.launch = Some(CourseRoles {
                learner: true,
                assistant: true,
                ..CourseRoles::default()
            });
        };
        check(helper, Part::Asked);
        check(
            |known| {
                helper(known);
                known.comes_as = Some(ComesAs::New);
            },
            Part::Mentee,
        );
        check(
            |known| {
                helper(known);
                known.comes_as = Some(ComesAs::Candidate);
            },
            Part::Candidate(Gate::Accepted),
        );
    }

    #[test]
    fn a_candidate_stands_at_the_next_gate() {
        check(
            |known| known.comes_as = Some(ComesAs::Candidate),
            Part::Candidate(Gate::Accepted),
        );
        check(
            |known| known.brings = Brings::Mentors,
            Part::Candidate(Gate::Accepted),
        );
    }

    #[test]
    fn an_observer_has_no_part() {
        check(
            |known| {
                known.comes_as = Some(ComesAs::New);
                known.standing.roster = Some(CourseRoles {
                    observer: true,
                    ..CourseRoles::default()
                });
            },
            Part::Outside,
        );
    }
}
