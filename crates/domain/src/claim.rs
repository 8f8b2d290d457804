//! Who may become a scheme's coordinator (decision 8).

use crate::standing::{CourseRoles, Standing};

/// Where a scheme stands in its life.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SchemeState {
    /// Made by a first staff launch; has no members.
    Draft,
    /// Claimed; a programme lead or administrator decides.
    Claimed,
    /// Approved; has members.
    Active,
}

/// Whether a person may claim a scheme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MayClaim {
    /// Yes.
    Yes,
    /// Someone did, or it had members before: it falls to the programme lead.
    Taken,
    /// This person's role does not carry it.
    NotYourRole,
}

/// Decides whether a person may claim a scheme: only while it is a draft, only a context
/// Instructor who is no assistant, and whom the roster, where it answers, also calls Instructor.
pub fn may_claim(state: SchemeState, standing: Standing) -> MayClaim {
    if state != SchemeState::Draft {
        return MayClaim::Taken;
    }
    let teaches = |roles: CourseRoles| roles.instructor && !roles.assistant;
    if standing.launch.is_some_and(teaches) && standing.roster.is_none_or(teaches) {
        MayClaim::Yes
    } else {
        MayClaim::NotYourRole
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn roles(instructor: bool, assistant: bool, learner: bool) -> CourseRoles {
        CourseRoles {
            instructor,
            assistant,
            learner,
            ..CourseRoles::default()
        }
    }

    #[test]
    fn only_a_teacher_by_both_sources_may_claim_a_draft() {
        let teacher = Some(roles(true, false, false));
        let assistant = Some(roles(true, true, false));
        let student = Some(roles(false, false, true));
        let check = |launch, roster, expected| {
            let standing = Standing { launch, roster };
            assert_eq!(
                may_claim(SchemeState::Draft, standing),
                expected,
                "{standing:?}"
            );
        };
        check(teacher, teacher, MayClaim::Yes);
        check(teacher, None, MayClaim::Yes);
        check(teacher, student, MayClaim::NotYourRole);
        check(assistant, None, MayClaim::NotYourRole);
        check(student, student, MayClaim::NotYourRole);
        check(None, teacher, MayClaim::NotYourRole);
    }

    #[test]
    fn a_scheme_with_members_is_never_claimable() {
        let standing = Standing {
            launch: Some(roles(true, false, false)),
            roster: None,
        };
        for state in [SchemeState::Claimed, SchemeState::Active] {
            assert_eq!(may_claim(state, standing), MayClaim::Taken);
        }
    }
}
