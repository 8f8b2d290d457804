//! LTI roles in the programme's terms.

use domain::standing::CourseRoles;
use lti1p3::{ContextRole, Roles};

/// What a platform's roles mean for the programme. Only context roles count: an institution's
/// administrator is not a teacher of this course.
pub(crate) fn in_course(roles: &Roles) -> CourseRoles {
    CourseRoles {
        instructor: roles.has(ContextRole::Instructor),
        assistant: roles.is_teaching_assistant(),
        administrator: roles.has(ContextRole::Administrator),
        developer: roles.has(ContextRole::ContentDeveloper),
        learner: roles.has(ContextRole::Learner),
        observer: roles.has(ContextRole::Mentor),
        test_user: roles.is_test_user(),
    }
}
