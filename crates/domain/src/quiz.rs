//! The conduct quiz: marked on the service, with answers explained (R34, R40).

use std::collections::{BTreeMap, BTreeSet};

use crate::{Timestamp, time::Span};

/// After this many attempts in a row that did not pass, the quiz rests.
pub const ATTEMPTS_BEFORE_REST: usize = 3;

/// How long it rests.
pub const REST: Span = Span::hours(1);

/// What marking needs of a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// Stable identifier.
    pub id: String,
    /// Whether passing needs this one right.
    pub critical: bool,
    /// The options that are right; an answer is right when it chose exactly these.
    pub right: BTreeSet<String>,
}

/// What marking needs of a quiz.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quiz {
    /// Share of questions that must be right, in percent.
    pub pass_percent: u8,
    /// Its questions.
    pub questions: Vec<Question>,
}

/// Chosen options by question.
pub type Answers = BTreeMap<String, BTreeSet<String>>;

/// A marked attempt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marked {
    /// Whether each question is right, in the quiz's order.
    pub right: Vec<bool>,
    /// Whether the attempt passes.
    pub passed: bool,
}

impl Quiz {
    /// Whether every question has an answer, right or wrong. One that was overlooked costs nobody an
    /// attempt: it is asked for again instead.
    pub fn is_answered(&self, answers: &Answers) -> bool {
        let is_answered = |question: &Question| {
            answers
                .get(&question.id)
                .is_some_and(|chosen| !chosen.is_empty())
        };
        self.questions.iter().all(is_answered)
    }

    /// Marks an attempt. A question left out is wrong; answers to unknown questions count nothing.
    pub fn mark(&self, answers: &Answers) -> Marked {
        let right: Vec<bool> = self
            .questions
            .iter()
            .map(|question| answers.get(&question.id) == Some(&question.right))
            .collect();
        let count = right.iter().filter(|right| **right).count();
        let enough = count * 100 >= usize::from(self.pass_percent) * self.questions.len();
        let critical = self
            .questions
            .iter()
            .zip(&right)
            .all(|(question, right)| *right || !question.critical);
        Marked {
            passed: enough && critical && !self.questions.is_empty(),
            right,
        }
    }
}

/// Until when the quiz rests, given the times of the attempts so far, oldest first, none passed.
/// Every third attempt in a row starts a rest.
pub fn rests_until(attempts: &[Timestamp]) -> Option<Timestamp> {
    let last = attempts.last()?;
    attempts
        .len()
        .is_multiple_of(ATTEMPTS_BEFORE_REST)
        .then(|| *last + REST)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Five questions a..e, right answer `1` (and `2` for `e`); `a` is critical.
    fn quiz() -> Quiz {
        Quiz {
            pass_percent: 80,
            questions: "abcde"
                .chars()
                .map(|id| Question {
                    id: id.to_string(),
                    critical: id == 'a',
                    right: match id {
                        'e' => BTreeSet::from(["1".to_owned(), "2".to_owned()]),
                        _ => BTreeSet::from(["1".to_owned()]),
                    },
                })
                .collect(),
        }
    }

    fn check(answers: &str, right: usize, passed: bool) {
        let mut given = Answers::new();
        for pair in answers.split_whitespace() {
            let (question, option) = pair.split_at(1);
            given
                .entry(question.to_owned())
                .or_default()
                .insert(option.to_owned());
        }
        let marked = quiz().mark(&given);
        let count = marked.right.iter().filter(|right| **right).count();
        assert_eq!((count, marked.passed), (right, passed), "{answers}");
    }

    #[test]
    fn four_of_five_pass_when_the_critical_one_is_right() {
        check("a1 b1 c1 d1 e1 e2", 5, true);
        check("a1 b1 c1 d1", 4, true);
        check("b1 c1 d1 e1 e2", 4, false);
        check("a1 b1 c1", 3, false);
    }

    #[test]
    fn an_answer_is_right_only_when_it_chose_exactly_the_right_options() {
        check("a1 b1 c1 d1 d2 e1", 3, false);
        check("a1 b1 c1 d1 e1 e2 e3", 4, true);
        check("a1 a2 b1 c1 d1 e1 e2", 4, false);
    }

    #[test]
    fn a_question_without_a_choice_is_not_answered() {
        let answered = |pairs: &[(&str, &[&str])]| {
            let given = pairs.iter().map(|(id, chosen)| {
                let chosen = chosen.iter().map(|&option| option.to_owned());
                ((*id).to_owned(), chosen.collect())
            });
            quiz().is_answered(&given.collect())
        };
        let all: [(&str, &[&str]); 5] = [
            ("a", &["3"]),
            ("b", &["1"]),
            ("c", &["1"]),
            ("d", &["1"]),
            ("e", &["9"]),
        ];
        assert!(answered(&all));
        assert!(!answered(&all[1..]));
        assert!(!answered(&[("a", &[]), all[1], all[2], all[3], all[4]]));
        assert!(!answered(&[]));
    }

    #[test]
    fn an_empty_quiz_is_never_passed() {
        let quiz = Quiz {
            pass_percent: 80,
            questions: vec![],
        };
        assert!(!quiz.mark(&Answers::new()).passed);
    }

    #[test]
    fn the_quiz_rests_after_every_third_attempt() {
        let times = |count: i64| (1..=count).map(Timestamp).collect::<Vec<_>>();
        assert_eq!(rests_until(&times(0)), None);
        assert_eq!(rests_until(&times(2)), None);
        assert_eq!(rests_until(&times(3)), Some(Timestamp(3) + REST));
        assert_eq!(rests_until(&times(4)), None);
        assert_eq!(rests_until(&times(6)), Some(Timestamp(6) + REST));
    }
}
