//! Everything a handler may need, shared by all of them.

use std::sync::Arc;

use api::Language;
use domain::Timestamp;
use store::{MasterKey, Store};
use tokio::sync::{Notify, OnceCell};
use view::{Assets, fluent::FluentWords};

use crate::{
    clock::{self, Clock},
    config::Config,
    content::Bank,
    http_client::HttpClient,
    limits::Limits,
    platform::Platforms,
    secrets::Secrets,
    strangers::Strangers,
    troubles::Troubles,
};

/// Everything a handler may need. Cheap to clone.
#[derive(Clone)]
pub struct App(Arc<Inner>);

/// What [`App`] holds.
pub struct Inner {
    pub(crate) config: Config,
    pub(crate) store: Store,
    pub(crate) secrets: Secrets,
    pub(crate) clock: Clock,
    pub(crate) platforms: Platforms,
    pub(crate) bank: Bank,
    pub(crate) assets: Assets,
    pub(crate) wake: Wake,
    pub(crate) troubles: Troubles,
    pub(crate) strangers: Strangers,
    pub(crate) limits: Limits,
    /// Done once what a killed process held has been freed.
    pub(crate) freed: OnceCell<()>,
}

/// Rings when there is work, so that jobs need not be asked for by time alone.
#[derive(Default)]
pub(crate) struct Wake {
    pub(crate) roster: Notify,
    pub(crate) scores: Notify,
}

impl std::ops::Deref for App {
    type Target = Inner;

    fn deref(&self) -> &Inner {
        &self.0
    }
}

impl App {
    /// Puts the parts together.
    pub fn new(
        config: Config,
        store: Store,
        key: &MasterKey,
        clock: Clock,
    ) -> Result<Self, reqwest::Error> {
        let http = HttpClient::new(&config.private_hosts)?;
        Ok(Self(Arc::new(Inner {
            config,
            store,
            secrets: Secrets::new(key),
            limits: Limits::new(&clock),
            clock,
            platforms: Platforms::new(http),
            bank: Bank::shipped(),
            assets: crate::assets::manifest(),
            wake: Wake::default(),
            troubles: Troubles::default(),
            strangers: Strangers::default(),
            freed: OnceCell::new(),
        })))
    }
}

impl Inner {
    /// The time now.
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// Where everything is kept.
    pub const fn store(&self) -> &Store {
        &self.store
    }

    /// How many requests went to platforms since the start.
    pub fn platform_requests(&self) -> u64 {
        self.platforms.requests()
    }

    /// A new id from the time and fresh randomness, such as `app.id(SchemeId::new)`.
    pub(crate) fn id<T>(&self, make: impl FnOnce(Timestamp, [u8; 10]) -> T) -> T {
        make(self.now(), clock::random())
    }

    /// The origin, without a slash at its end.
    pub(crate) fn origin(&self) -> String {
        self.config.public_url.origin().ascii_serialization()
    }
}

/// The words of a language, with the time of a zone.
pub(crate) fn words(language: Language, time_zone: &str) -> FluentWords {
    FluentWords::new(language, time_zone)
}
