//! The platforms' keys: cached, fetched again once when a launch names an unknown one, and one
//! fetch at a time however many launches wait for it (decision 10).

use std::{collections::HashMap, sync::Arc};

use domain::{Timestamp, id::RegistrationId, time::Span};
use http::Request;
use lti1p3::{KeySet, ids::KeyId};
use store::registration::Registration;
use tokio::sync::Mutex;

use crate::{
    error::{Error, Result},
    platform::Platforms,
};

/// How long a key set is good without asking.
const FRESH: Span = Span::hours(1);

/// How soon an unknown key may make us ask again.
const PAUSE: Span = Span::seconds(10);

#[derive(Default)]
pub(crate) struct KeySets(Mutex<HashMap<RegistrationId, Arc<Mutex<Slot>>>>);

#[derive(Default)]
struct Slot {
    keys: Option<Arc<KeySet>>,
    /// Why there were none when they were asked for last.
    failed: Option<Error>,
    asked_at: Timestamp,
}

impl Slot {
    /// What is known, if it will do for a launch signed with this key. A platform that did not answer
    /// is left in peace for a moment, however many launches wait for it.
    fn answer(&self, kid: Option<&str>, now: Timestamp) -> Option<Result<Arc<KeySet>>> {
        let age = now - self.asked_at;
        let Some(keys) = &self.keys else {
            return self.failed.clone().filter(|_| age < PAUSE).map(Err);
        };
        let known = kid
            .and_then(|kid| KeyId::parse(kid).ok())
            .is_some_and(|kid| keys.contains(&kid));
        ((known && age < FRESH) || age < PAUSE).then(|| Ok(keys.clone()))
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
        let slot = {
            let mut slots = self.key_sets.0.lock().await;
            slots.entry(registration.id).or_default().clone()
        };
        let mut slot = slot.lock().await;
        if let Some(answer) = slot.answer(kid, now) {
            return answer;
        }
        slot.asked_at = now;
        match self.fetch_keys(registration).await {
            Ok(keys) => {
                let keys = Arc::new(keys);
                slot.keys = Some(keys.clone());
                slot.failed = None;
                Ok(keys)
            }
            Err(error) => {
                slot.failed = Some(error.clone());
                slot.keys.clone().ok_or(error)
            }
        }
    }

    async fn fetch_keys(&self, registration: &Registration) -> Result<KeySet> {
        let failed = |cause: String| {
            Error::new(http::StatusCode::BAD_GATEWAY, "launch-platform-unreachable").because(cause)
        };
        let request = Request::get(&registration.jwks_url)
            .header("accept", "application/json")
            .body(vec![])
            .map_err(|error| failed(error.to_string()))?;
        let reply = self
            .call(registration, request)
            .await
            .map_err(|error| failed(error.to_string()))?;
        if !reply.status().is_success() {
            return Err(failed(format!("the key set answered {}", reply.status())));
        }
        KeySet::parse(reply.body()).map_err(|error| failed(error.to_string()))
    }
}
