//! Registrations as launches use them, kept in memory with their addresses parsed.
//!
//! What is kept may be out of date, because other processes change registrations too. It is good for
//! verifying a launch; the transaction that takes one compares the row, and lets none through that was
//! verified by anything else. So what is kept here is never older than a launch that was taken.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use domain::id::RegistrationId;
use store::registration::Registration;
use url::{Origin, Url};

use crate::{
    error::Result,
    platform::{Platforms, as_protocol},
};

/// A registration with its addresses parsed.
pub(crate) struct Known {
    /// As it was kept when it was read.
    pub(crate) row: Registration,
    /// As the protocol needs it.
    pub(crate) protocol: lti1p3::Registration,
    /// Where the platform's own pages are known to be.
    pub(crate) origins: Vec<Origin>,
}

impl Known {
    fn parse(row: Registration) -> Result<Self> {
        let origins = [&row.issuer, &row.auth_url]
            .into_iter()
            .filter_map(|address| Url::parse(address).ok())
            .map(|url| url.origin())
            .collect();
        Ok(Self {
            protocol: as_protocol(&row)?,
            origins,
            row,
        })
    }
}

/// What is remembered: one entry for each registration, and nobody can make those but an administrator.
#[derive(Default)]
pub(super) struct Registrations(Mutex<HashMap<RegistrationId, Arc<Known>>>);

impl Platforms {
    /// What is remembered of a registration.
    pub(crate) fn remembered(&self, id: RegistrationId) -> Option<Arc<Known>> {
        self.registrations().get(&id).cloned()
    }

    /// Remembers a row that was just read and is in use.
    pub(crate) fn remember(&self, row: Registration) -> Result<Arc<Known>> {
        let known = Arc::new(Known::parse(row)?);
        self.registrations().insert(known.row.id, known.clone());
        Ok(known)
    }

    /// Forgets what is remembered of a registration, because it is no longer in use or
    /// was changed here.
    pub(crate) fn forget(&self, id: RegistrationId) {
        self.registrations().remove(&id);
    }

    fn registrations(&self) -> MutexGuard<'_, HashMap<RegistrationId, Arc<Known>>> {
        let all = &self.registrations.0;
        all.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
