//! Keeps the answers of an unfinished quiz (decision 17): on this device where a real write
//! succeeds, otherwise on the service, and in the page at the least.

use std::rc::Rc;

use api::{Millis, act::KeepDraft, training::Answers};
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
/// service still has what it had then, nobody has chosen anything elsewhere since.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Entry {
    /// What was chosen.
    pub(crate) answers: Answers,
    /// The service's draft at that time.
    pub(crate) seen: Answers,
}

impl Entry {
    /// Whether this draft is newer than the one the service has now.
    pub(crate) fn is_newer_than(&self, service: &Answers) -> bool {
        self.seen == *service && self.answers != *service
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

    #[test]
    fn the_device_wins_only_while_the_service_has_what_it_had() {
        let none = Answers::default();
        let check = |written, seen: &Answers, now: &Answers, expected| {
            let entry = Entry {
                answers: written,
                seen: seen.clone(),
            };
            assert_eq!(entry.is_newer_than(now), expected, "{entry:?}");
        };
        check(answers("a"), &none, &none, true);
        check(answers("a"), &none, &answers("b"), false);
        check(answers("a"), &answers("b"), &answers("b"), true);
        check(answers("a"), &answers("b"), &none, false);
        check(answers("a"), &answers("a"), &answers("a"), false);
    }
}
