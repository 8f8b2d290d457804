//! What is asked before an act that does harm, or that is likely a slip.

use super::{super::Question, Page, Sample, inside, text};

/// Every question there is.
pub(super) fn all() -> Vec<Sample> {
    let question = |name, way, courses, why: &[&'static str]| {
        let question = Question {
            why: why.iter().map(|key| (*key, text("Canvas"))).collect(),
            courses,
            way,
            action: text("/admin/platforms/1/disable"),
            fields: vec![(text("deployment"), text("1"))],
            back: text("/admin/platforms/1"),
            is_of_form: name == "admin-question-slips",
        };
        inside(name, "Before anything changes", Page::Question(question))
    };
    vec![
        question(
            "admin-question-passkey",
            "admin-remove",
            0,
            &["admin-sure-passkey-last", "admin-sure-passkey-own"],
        ),
        question(
            "admin-question-disable",
            "admin-disable",
            2,
            &["admin-sure-disable", "admin-sure-courses"],
        ),
        question(
            "admin-question-take-back",
            "admin-take-back",
            1,
            &["admin-sure-take-back"],
        ),
        question(
            "admin-question-key",
            "admin-replace-key",
            0,
            &["admin-sure-replace-key"],
        ),
        question(
            "admin-question-department",
            "admin-remove",
            1,
            &["admin-sure-department"],
        ),
        question(
            "admin-question-slips",
            "admin-by-hand-way",
            0,
            &["admin-sure-near", "differs-slash", "admin-sure-slashes"],
        ),
    ]
}
