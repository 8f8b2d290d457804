//! What an LMS says a person is in a course. Launch and roster may disagree and are kept apart.

/// Roles in a course, in the programme's terms. The service fills it from LTI roles.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "a person may have any set of these roles"
)]
pub struct CourseRoles {
    /// Teaches the course (context `Instructor`).
    pub instructor: bool,
    /// Assists in teaching (`Instructor#TeachingAssistant`).
    pub assistant: bool,
    /// Runs the course's administration (context `Administrator`).
    pub administrator: bool,
    /// Builds its content (`ContentDeveloper`).
    pub developer: bool,
    /// Learns in it (`Learner`).
    pub learner: bool,
    /// Watches someone in it (LTI `Mentor`: a parent or other observer), never a mentor of ours.
    pub observer: bool,
    /// An LMS's "student view" person, who is nobody.
    pub test_user: bool,
}

impl CourseRoles {
    const ORDER: [fn(&mut Self) -> &mut bool; 7] = [
        |roles| &mut roles.instructor,
        |roles| &mut roles.assistant,
        |roles| &mut roles.administrator,
        |roles| &mut roles.developer,
        |roles| &mut roles.learner,
        |roles| &mut roles.observer,
        |roles| &mut roles.test_user,
    ];

    /// As one number for a database column; see [`Self::from_bits`].
    pub fn bits(mut self) -> i64 {
        (0..)
            .zip(Self::ORDER)
            .map(|(place, role)| i64::from(*role(&mut self)) << place)
            .sum()
    }

    /// Back from [`Self::bits`]; unknown bits are dropped.
    pub fn from_bits(bits: i64) -> Self {
        let mut roles = Self::default();
        for (place, role) in (0..).zip(Self::ORDER) {
            *role(&mut roles) = bits >> place & 1 == 1;
        }
        roles
    }

    /// Whether these roles make a member of staff. A student with an assistant's role and without a
    /// teacher's helps others, as in the forum of an Open edX course, and stays a student.
    pub const fn staff(self) -> bool {
        let assists = self.assistant && !self.learner;
        self.instructor || assists || self.administrator || self.developer
    }
}

/// What launch and roster each said last; none where they said nothing yet.
///
/// A Moodle non-editing teacher is an Instructor at launch and a Learner in the roster, so the
/// roster never takes away what a launch gave (decision 7).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// Roles of the last launch.
    pub launch: Option<CourseRoles>,
    /// Roles of the last roster that listed the person.
    pub roster: Option<CourseRoles>,
}

impl Standing {
    /// Staff by either source.
    pub fn staff(self) -> bool {
        self.any(CourseRoles::staff)
    }

    /// A learner by either source, and staff by neither.
    pub fn learner(self) -> bool {
        !self.staff() && self.any(|roles| roles.learner)
    }

    /// A learner whom either source names as an assistant too, and so hardly new.
    pub fn helps(self) -> bool {
        self.learner() && self.any(|roles| roles.assistant)
    }

    /// Someone without a part: an observer, a test user, or a person without a role we know.
    pub fn outside(self) -> bool {
        self.any(|roles| roles.test_user) || !(self.staff() || self.learner())
    }

    fn any(self, says: impl Fn(CourseRoles) -> bool) -> bool {
        [self.launch, self.roster].into_iter().flatten().any(says)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LEARNER: CourseRoles = CourseRoles {
        learner: true,
        ..none()
    };
    const TEACHER: CourseRoles = CourseRoles {
        instructor: true,
        ..none()
    };

    const fn none() -> CourseRoles {
        CourseRoles {
            instructor: false,
            assistant: false,
            administrator: false,
            developer: false,
            learner: false,
            observer: false,
            test_user: false,
        }
    }

    #[test]
    fn every_set_of_roles_survives_its_column() {
        for bits in 0..128 {
            assert_eq!(CourseRoles::from_bits(bits).bits(), bits);
        }
    }

    #[test]
    fn a_non_editing_teacher_stays_staff_whatever_the_roster_says() {
        let standing = Standing {
            launch: Some(TEACHER),
            roster: Some(LEARNER),
        };
        assert!(standing.staff() && !standing.learner() && !standing.outside());
    }

    #[test]
    fn an_assistant_who_learns_is_a_student_who_helps() {
        let check = |roles, staff, helps| {
            let standing = Standing {
                launch: Some(roles),
                roster: None,
            };
            assert_eq!((standing.staff(), standing.helps()), (staff, helps));
            assert!(!standing.outside());
        };
        let assistant = CourseRoles {
            assistant: true,
            ..none()
        };
        let learns = CourseRoles {
            learner: true,
            ..assistant
        };
        let teaches = CourseRoles {
            instructor: true,
            ..learns
        };
        check(assistant, true, false);
        check(learns, false, true);
        check(teaches, true, false);
        check(LEARNER, false, false);
    }

    #[test]
    fn an_observer_a_test_user_and_a_person_without_roles_stand_outside() {
        let observer = CourseRoles {
            observer: true,
            ..none()
        };
        let test_user = CourseRoles {
            test_user: true,
            ..LEARNER
        };
        for roles in [observer, test_user, none()] {
            let standing = Standing {
                launch: Some(roles),
                roster: None,
            };
            assert!(standing.outside(), "{roles:?}");
        }
    }
}
