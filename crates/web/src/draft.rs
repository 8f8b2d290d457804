//! Keeps the answers of an unfinished quiz (decision 17): on this device where a real write
//! succeeds, otherwise on the service, and in the page at the least.

use std::rc::Rc;

use api::{
    Millis,
    act::KeepDraft,
    training::{Answers, Quiz, QuizState},
};
use serde::{Deserialize, Serialize};
use view::live::Kept;

use crate::{
    acts::Encoded,
    client::{Client, Failure},
    device::Device,
    json,
};

/// On the way to the service, choices wait so many milliseconds for the next one.
pub(crate) const PAUSE: i32 = 600;

/// What names of drafts begin with on the device.
const DRAFT: &str = "draft ";

/// A draft, and what the service had when it was written.
///
/// Two places may hold a draft, and no clock can be trusted to say which is newer. But if the
/// service still has what it had then, nobody has chosen or handed in anything elsewhere since.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Entry {
    /// What was chosen.
    pub(crate) answers: Answers,
    /// What the service had at that time.
    pub(crate) seen: Seen,
}

impl Entry {
    /// Whether this draft is newer than the one the service has now.
    pub(crate) fn is_newer_than(&self, service: &Seen) -> bool {
        self.seen == *service && self.answers != service.draft
    }
}

/// What the service has of a quiz.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Seen {
    /// Its draft.
    pub(crate) draft: Answers,
    /// When the last attempt was handed in. A page without the app hands in too, and leaves what
    /// lies on the device where it is.
    handed_in: Option<Millis>,
}

impl Seen {
    /// What came with an open quiz; none if it is not open.
    pub(crate) fn of(quiz: &Quiz) -> Option<Self> {
        let QuizState::Open { last } = &quiz.state else {
            return None;
        };
        Some(Self {
            draft: quiz.draft.clone(),
            handed_in: last.as_ref().map(|last| last.at),
        })
    }
}

/// Where a draft is kept.
#[derive(Clone)]
pub(crate) enum DraftStore {
    /// In the browser's database, encrypted.
    Device(Rc<Device>),
    /// On the service.
    Service,
}

impl DraftStore {
    /// The device if it keeps anything, else the service.
    pub(crate) fn on(device: Option<Rc<Device>>) -> Self {
        device.map_or(Self::Service, Self::Device)
    }

    /// What the device has of a quiz. What the service has came with the page.
    pub(crate) async fn load(&self, quiz: &str) -> Option<Entry> {
        match self {
            Self::Device(device) => json::read(&device.read(&name(quiz)).await?).ok(),
            Self::Service => None,
        }
    }

    /// Keeps the answers, and says where they are now. A device that fails once more hands over to
    /// the service; where that takes them not either, they are in the page only.
    pub(crate) async fn save(
        &mut self,
        client: &Client,
        quiz: &str,
        entry: &Entry,
        now: Millis,
    ) -> Result<Kept, Failure> {
        if let Self::Device(device) = self {
            let text = serde_json::to_string(entry).unwrap_or_default();
            if device.write(&name(quiz), &text, now).await.is_some() {
                return Ok(Kept::Device);
            }
            *self = Self::Service;
        }
        let act = to_service(quiz, &entry.answers);
        // A draft replaces the one before, so that it needs no id.
        let kept = client.act(act.path, &act.body, "").await;
        kept.map(|_| Kept::Service)
    }

    /// True if a save takes no connection, so that nothing is gained by waiting.
    pub(crate) const fn is_here(&self) -> bool {
        matches!(self, Self::Device(_))
    }
}

/// What is answered elsewhere and not here is taken over. A question whose last tick was taken away
/// here has an empty answer, which stands as well.
pub(crate) fn fill(answers: &mut Answers, elsewhere: &Answers) {
    for (question, chosen) in &elsewhere.0 {
        let here = answers.0.entry(question.clone());
        here.or_insert_with(|| chosen.clone());
    }
}

/// Forgets every draft on the device.
pub(crate) async fn forget_all(device: &Device) {
    for name in device.names_from(DRAFT).await {
        device.delete(&name).await;
    }
}

fn name(quiz: &str) -> String {
    format!("{DRAFT}{quiz}")
}

/// The act that keeps answers on the service.
pub(crate) fn to_service(quiz: &str, answers: &Answers) -> Encoded {
    Encoded::new(&KeepDraft {
        quiz: quiz.to_owned(),
        answers: answers.clone(),
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    fn answers(choice: &str) -> Answers {
        Answers(BTreeMap::from([("q".to_owned(), vec![choice.to_owned()])]))
    }

    fn seen(draft: &Answers, handed_in: Option<Millis>) -> Seen {
        Seen {
            draft: draft.clone(),
            handed_in,
        }
    }

    #[test]
    fn the_device_wins_only_while_the_service_has_what_it_had() {
        let none = Answers::default();
        let check = |written, then: (&Answers, _), now: (&Answers, _), expected| {
            let entry = Entry {
                answers: written,
                seen: seen(then.0, then.1),
            };
            let now = seen(now.0, now.1);
            assert_eq!(entry.is_newer_than(&now), expected, "{entry:?} {now:?}");
        };
        check(answers("a"), (&none, None), (&none, None), true);
        check(answers("a"), (&none, None), (&answers("b"), None), false);
        check(
            answers("a"),
            (&answers("b"), None),
            (&answers("b"), None),
            true,
        );
        check(answers("a"), (&answers("b"), None), (&none, None), false);
        check(
            answers("a"),
            (&answers("a"), None),
            (&answers("a"), None),
            false,
        );
        // It was handed in by a page without the app.
        check(answers("a"), (&none, None), (&none, Some(1)), false);
        check(answers("a"), (&none, Some(1)), (&none, Some(2)), false);
        check(answers("a"), (&none, Some(1)), (&none, Some(1)), true);
    }
}
