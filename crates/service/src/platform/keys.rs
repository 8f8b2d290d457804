//! The platforms' keys: one fetch at a time however many launches wait for it (decision 10). When to
//! fetch is [`KeyCache`]'s to say.

use std::{collections::HashMap, sync::Arc};

use domain::{Timestamp, id::RegistrationId};
use http::{HeaderMap, Request, StatusCode, header::DATE};
use jiff::fmt::rfc2822::DateTimeParser;
use lti1p3::{
    KeySet,
    keys::{KeyCache, Keys},
};
use store::registration::Registration;
use tokio::sync::Mutex;

use crate::{
    error::{Error, Result},
    lti::launch::as_jiff,
    platform::Platforms,
};

/// By the address too: a registration whose keys moved begins anew.
type Place = (RegistrationId, String);

#[derive(Default)]
pub(crate) struct KeySets(Mutex<HashMap<Place, Arc<Mutex<Slot>>>>);

#[derive(Default)]
struct Slot {
    cache: KeyCache,
    /// Why they did not come when they were asked for last.
    failed: Option<Error>,
}

impl Slot {
    fn none(&self) -> Error {
        self.failed
            .clone()
            .unwrap_or_else(|| failed("asked a moment ago"))
    }
}

impl Platforms {
    /// The platform's keys, fetched when they are old or do not hold the key a launch names. A
    /// platform that does not answer now is trusted for what it answered before.
    pub(crate) async fn keys(
        &self,
        registration: &Registration,
        kid: Option<&str>,
        now: Timestamp,
    ) -> Result<Arc<KeySet>> {
        let place = (registration.id, registration.jwks_url.clone());
        let slot = {
            let mut slots = self.key_sets.0.lock().await;
            slots.entry(place).or_default().clone()
        };
        let (mut slot, now) = (slot.lock().await, as_jiff(now));
        match slot.cache.ask(kid, now) {
            Keys::Use(keys) => return Ok(keys),
            Keys::None(_) => return Err(slot.none()),
            Keys::Fetch => {}
        }
        match self.fetch_keys(registration).await {
            Ok((keys, headers)) => slot.cache.fetched(keys, &headers, now),
            Err(error) => {
                slot.cache.failed(now);
                slot.failed = Some(error);
            }
        }
        let ready = slot.cache.ask(kid, now).ready();
        ready.map_err(|_| slot.none())
    }

    /// Reads the platform's keys now, whatever is remembered of them, and remembers what came. How far
    /// the platform's clock is ahead of ours, in milliseconds, where its answer says.
    pub(crate) async fn read_keys(
        &self,
        registration: &Registration,
        now: Timestamp,
    ) -> Result<Option<i64>> {
        let (keys, headers) = self.fetch_keys(registration).await?;
        let ahead = clock_of(&headers).map(|theirs| theirs - now.0);
        let place = (registration.id, registration.jwks_url.clone());
        let slot = {
            let mut slots = self.key_sets.0.lock().await;
            slots.entry(place).or_default().clone()
        };
        slot.lock()
            .await
            .cache
            .fetched(keys, &headers, as_jiff(now));
        Ok(ahead)
    }

    async fn fetch_keys(&self, registration: &Registration) -> Result<(KeySet, HeaderMap)> {
        let request = Request::get(&registration.jwks_url)
            .header("accept", "application/json")
            .body(vec![])
            .map_err(failed)?;
        let reply = self.call(registration, request).await.map_err(failed)?;
        if !reply.status().is_success() {
            let status = reply.status();
            return Err(failed(format!("the key set answered {status}")));
        }
        let keys = KeySet::parse(reply.body()).map_err(failed)?;
        Ok((keys, reply.headers().clone()))
    }
}

/// The time on the clock of whoever answered, in milliseconds.
pub(crate) fn clock_of(headers: &HeaderMap) -> Option<i64> {
    let date = headers.get(DATE)?.to_str().ok()?;
    let date = DateTimeParser::new().parse_timestamp(date).ok()?;
    Some(date.as_millisecond())
}

fn failed(cause: impl std::fmt::Display) -> Error {
    Error::new(StatusCode::BAD_GATEWAY, "launch-platform-unreachable").because(cause)
}
