//! Choices that teachers were sent to make, and single links that wait for being saved.

use std::collections::HashMap;

use crate::courses::Chosen;
use crate::opening::Placement;

/// How long somebody may take to choose, in milliseconds.
const LIFETIME: i64 = 60 * 60 * 1000;
/// The most of either that wait at once.
const MOST: usize = 1000;

/// A choice that was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Asked {
    pub(crate) client_id: String,
    pub(crate) course: u32,
    /// The user name of the teacher.
    pub(crate) who: String,
    pub(crate) placement: Placement,
    /// In milliseconds.
    pub(crate) at: i64,
}

/// A link that fills a form and is not in the course yet.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Draft {
    pub(crate) asked: Asked,
    pub(crate) chosen: Chosen,
}

/// Everything that waits, each by a text that cannot be guessed.
#[derive(Clone, Debug, Default)]
pub(crate) struct Choices {
    asked: HashMap<String, Asked>,
    drafts: HashMap<String, Draft>,
    nonces: HashMap<(String, String), i64>,
}

impl Choices {
    /// Remembers under which key an answer may come.
    pub(crate) fn ask(&mut self, key: String, asked: Asked) {
        let now = asked.at;
        self.asked.retain(|_, asked| now - asked.at < LIFETIME);
        if self.asked.len() >= MOST {
            self.asked.clear();
        }
        self.asked.insert(key, asked);
    }

    /// What was asked under this key, while nobody has answered.
    pub(crate) fn find(&self, key: &str, now: i64) -> Option<&Asked> {
        let asked = self.asked.get(key)?;
        (now - asked.at < LIFETIME).then_some(asked)
    }

    /// Ends a question; false when it had been answered before.
    pub(crate) fn answer(&mut self, key: &str) -> bool {
        self.asked.remove(key).is_some()
    }

    /// Remembers the nonce of an answer; false when the tool used it before.
    pub(crate) fn use_nonce(&mut self, client_id: &str, nonce: &str, now: i64) -> bool {
        self.nonces.retain(|_, at| now - *at < LIFETIME);
        let used = (client_id.to_owned(), nonce.to_owned());
        self.nonces.insert(used, now).is_none()
    }

    /// Keeps a link until it is saved.
    pub(crate) fn keep(&mut self, key: String, draft: Draft) {
        let now = draft.asked.at;
        self.drafts
            .retain(|_, draft| now - draft.asked.at < LIFETIME);
        if self.drafts.len() >= MOST {
            self.drafts.clear();
        }
        self.drafts.insert(key, draft);
    }

    /// The link to be saved, once.
    pub(crate) fn save(&mut self, key: &str) -> Option<Draft> {
        self.drafts.remove(key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(at: i64) -> Asked {
        Asked {
            client_id: "us".to_owned(),
            course: 1,
            who: "teacher1".to_owned(),
            placement: Placement::ContentArea,
            at,
        }
    }

    #[test]
    fn a_question_is_answered_once_and_within_the_hour() {
        let mut choices = Choices::default();
        choices.ask("k".to_owned(), asked(0));
        assert!(choices.find("k", LIFETIME - 1).is_some());
        assert!(choices.find("k", LIFETIME).is_none());
        assert!(choices.find("other", 0).is_none());
        assert!(choices.answer("k"));
        assert!(!choices.answer("k"));
    }

    #[test]
    fn a_nonce_counts_once_for_each_tool() {
        let mut choices = Choices::default();
        assert!(choices.use_nonce("us", "n", 0));
        assert!(!choices.use_nonce("us", "n", 1));
        assert!(choices.use_nonce("them", "n", 1));
    }

    #[test]
    fn a_draft_is_saved_once() {
        let mut choices = Choices::default();
        let draft = Draft {
            asked: asked(0),
            chosen: Chosen::default(),
        };
        choices.keep("d".to_owned(), draft.clone());
        assert_eq!(choices.save("d"), Some(draft));
        assert_eq!(choices.save("d"), None);
    }
}
