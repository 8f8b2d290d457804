//! Keeps the answers of an unfinished quiz (decision 17): on this device where a real write
//! succeeds, otherwise on the service, and in the page at the least.

mod device;
mod sealed;

use std::rc::Rc;

use api::{act::KeepDraft, training::Answers};
use view::live::Kept;

use crate::{acts::Encoded, client::Client};
use device::Device;
pub(crate) use sealed::Entry;

/// On the way to the service, choices wait so many milliseconds for the next one.
pub(crate) const PAUSE: i32 = 600;

/// Where a draft is kept.
#[derive(Clone)]
pub(crate) enum DraftStore {
    /// In the browser's database, encrypted.
    Device(Rc<Device>),
    /// On the service.
    Service,
}

impl DraftStore {
    /// The device if a real write and read succeed there now, else the service. A browser may refuse
    /// storage to a site that another site frames, and says so only when it is tried.
    pub(crate) async fn choose(owner: &str, key: &str) -> Self {
        match Device::open(owner, key).await {
            Some(device) => Self::Device(Rc::new(device)),
            None => Self::Service,
        }
    }

    /// What the device has of a quiz. What the service has came with the page.
    pub(crate) async fn load(&self, quiz: &str) -> Option<Entry> {
        match self {
            Self::Device(device) => device.load(quiz).await,
            Self::Service => None,
        }
    }

    /// Keeps the answers, and says where they are now. A device that fails once more hands over to
    /// the service; if that cannot be reached either, they are in the page.
    pub(crate) async fn save(&mut self, client: &Client, quiz: &str, entry: &Entry) -> Kept {
        if let Self::Device(device) = self {
            if device.save(quiz, entry).await.is_some() {
                return Kept::Device;
            }
            *self = Self::Service;
        }
        match client.act(&to_service(quiz, &entry.answers)).await {
            Ok(_) => Kept::Service,
            Err(_) => Kept::PageOnly,
        }
    }

    /// Forgets a quiz that was handed in. The service forgets by itself.
    pub(crate) async fn forget(&self, quiz: &str) {
        if let Self::Device(device) = self {
            device.forget(quiz).await;
        }
    }

    /// True if a save takes no connection, so that nothing is gained by waiting.
    pub(crate) const fn is_here(&self) -> bool {
        matches!(self, Self::Device(_))
    }
}

/// The act that keeps answers on the service.
pub(crate) fn to_service(quiz: &str, answers: &Answers) -> Encoded {
    Encoded::new(&KeepDraft {
        quiz: quiz.to_owned(),
        answers: answers.clone(),
    })
}
