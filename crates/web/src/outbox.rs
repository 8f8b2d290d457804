//! What the reader did that the service has not confirmed yet, in its order.
//!
//! Every act has an id that it keeps on every try, so that it is done once however often it is sent,
//! from however many pages. One that may wait ([`api::Act::WAITS`]) is kept on the device too and is
//! sent at a later visit; every other one is gone when the reader walks on.

use api::Millis;
use view::live::Waiting;

/// An act under way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Post {
    /// When it was done, by the service's clock.
    pub(crate) at: Millis,
    /// The id of every try.
    pub(crate) id: String,
    /// Its address.
    pub(crate) path: String,
    /// Its JSON.
    pub(crate) body: String,
}

impl Post {
    /// As the device keeps it.
    pub(crate) fn to_text(&self) -> String {
        format!("{}|{}|{}|{}", self.at, self.id, self.path, self.body)
    }

    /// Reads [`Self::to_text`]; none for anything else.
    pub(crate) fn from_text(text: &str) -> Option<Self> {
        let mut parts = text.splitn(4, '|');
        Some(Self {
            at: parts.next()?.parse().ok()?,
            id: parts.next()?.to_owned(),
            path: parts.next()?.to_owned(),
            body: parts.next()?.to_owned(),
        })
    }
}

/// What is under way, oldest first.
#[derive(Debug, Default)]
pub(crate) struct Outbox(Vec<Item>);

#[derive(Debug)]
struct Item {
    post: Post,
    may_wait: bool,
    is_kept: bool,
}

impl Outbox {
    /// Puts an act in, unless it is the one done last: what is pressed twice is done once.
    pub(crate) fn add(&mut self, post: Post, may_wait: bool) {
        let is_same = |item: &Item| item.post.path == post.path && item.post.body == post.body;
        if !self.0.last().is_some_and(is_same) {
            self.0.push(Item {
                post,
                may_wait,
                is_kept: false,
            });
        }
    }

    /// Takes in what the device has kept since an earlier visit, or what another page has put there.
    pub(crate) fn take_in(&mut self, posts: Vec<Post>) {
        for post in posts {
            if !self.0.iter().any(|item| item.post.id == post.id) {
                let place = self.0.partition_point(|item| item.post.at <= post.at);
                let item = Item {
                    post,
                    may_wait: true,
                    is_kept: true,
                };
                self.0.insert(place, item);
            }
        }
    }

    /// The one to be sent next.
    pub(crate) fn first(&self) -> Option<Post> {
        self.0.first().map(|item| item.post.clone())
    }

    /// The service has answered this one.
    pub(crate) fn settled(&mut self, id: &str) {
        self.0.retain(|item| item.post.id != id);
    }

    /// What was sent to this address and not answered is not under way any more; says the ids.
    pub(crate) fn withdraw(&mut self, path: &str) -> Vec<String> {
        let items = self.0.extract_if(.., |item| item.post.path == path);
        items.map(|item| item.post.id).collect()
    }

    /// What may wait, and is in this page only.
    pub(crate) fn unkept(&self) -> Vec<Post> {
        let items = self.0.iter();
        items
            .filter(|item| item.may_wait && !item.is_kept)
            .map(|item| item.post.clone())
            .collect()
    }

    /// The device keeps this one.
    pub(crate) fn kept(&mut self, id: &str) {
        for item in &mut self.0 {
            item.is_kept |= item.post.id == id;
        }
    }

    /// The reader walks on: what may not wait is given up.
    pub(crate) fn walk_on(&mut self) {
        self.0.retain(|item| item.may_wait);
    }

    /// Where it all waits.
    pub(crate) fn waiting(&self) -> Waiting {
        if self.0.is_empty() {
            Waiting::Nothing
        } else if self.0.iter().all(|item| item.is_kept) {
            Waiting::Device
        } else {
            Waiting::Page
        }
    }
}

#[cfg(test)]
mod tests;
