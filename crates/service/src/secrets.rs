//! Everything derived from the master key, each for one purpose.

use std::collections::BTreeMap;

use api::Keeping;
use aws_lc_rs::digest;
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::{
    Timestamp,
    forming::{People, Sizes},
    id::{PersonId, SchemeId, SessionId},
};
use store::{KeyError, MasterKey, Nonce, Sealer};

use crate::clock;

/// Keys by purpose.
pub(crate) struct Secrets {
    state: Sealer,
    browser: Sealer,
    bearer: Sealer,
    form: Sealer,
    device: Sealer,
    lti_key: Sealer,
    people: Sealer,
    admin: Sealer,
    admin_form: Sealer,
}

impl Secrets {
    /// Derives every key.
    pub(crate) fn new(master: &MasterKey) -> Self {
        Self {
            state: master.derive("login-state"),
            browser: master.derive("browser"),
            bearer: master.derive("bearer"),
            form: master.derive("form"),
            device: master.derive("device"),
            lti_key: master.derive("lti-key"),
            people: master.derive("people"),
            admin: master.derive("admin"),
            admin_form: master.derive("admin-form"),
        }
    }

    /// Seals the state of a login for its way through the platform.
    pub(crate) fn seal_state(&self, plain: &[u8]) -> String {
        let nonce: Nonce = clock::random();
        URL_SAFE_NO_PAD.encode(self.state.seal(nonce, &["state"], plain))
    }

    /// Opens a state again; none if it is not one of ours.
    pub(crate) fn open_state(&self, text: &str) -> Option<Vec<u8>> {
        let sealed = URL_SAFE_NO_PAD.decode(text).ok()?;
        self.state.open(&["state"], &sealed).ok()
    }

    /// Seals what ties a page to the launch it must prove.
    pub(crate) fn seal_challenge(&self, plain: &[u8]) -> String {
        URL_SAFE_NO_PAD.encode(self.state.seal(clock::random(), &["challenge"], plain))
    }

    /// Opens it again; none if it is not one of ours.
    pub(crate) fn open_challenge(&self, text: &str) -> Option<Vec<u8>> {
        let sealed = URL_SAFE_NO_PAD.decode(text).ok()?;
        self.state.open(&["challenge"], &sealed).ok()
    }

    /// Seals what lets a new window go on with a visit.
    pub(crate) fn seal_hand_over(&self, plain: &[u8]) -> String {
        URL_SAFE_NO_PAD.encode(self.browser.seal(clock::random(), &["hand-over"], plain))
    }

    /// Opens it again; none if it is not one of ours.
    pub(crate) fn open_hand_over(&self, text: &str) -> Option<Vec<u8>> {
        let sealed = URL_SAFE_NO_PAD.decode(text).ok()?;
        self.browser.open(&["hand-over"], &sealed).ok()
    }

    /// The handle of the visit that a new window begins, which belongs to its code.
    pub(crate) fn handle_of_hand_over(&self, nonce: &str) -> String {
        let tag = self.browser.tag(format!("hand-over {nonce}").as_bytes());
        URL_SAFE_NO_PAD.encode(&tag[..16])
    }

    /// What is kept of a browser's cookie.
    pub(crate) fn browser_hash(&self, cookie: &str) -> Vec<u8> {
        self.browser.tag(cookie.as_bytes()).to_vec()
    }

    /// What is kept of the people and sizes that groups were made of.
    pub(crate) fn people_hash(&self, people: &People, sizes: Sizes) -> Vec<u8> {
        self.people
            .tag(format!("{sizes:?} {people:?}").as_bytes())
            .to_vec()
    }

    /// The same, with who sits with whom: (mentee, mentor).
    pub(crate) fn standing_hash(
        &self,
        people: &People,
        sizes: Sizes,
        seated: &BTreeMap<PersonId, PersonId>,
    ) -> Vec<u8> {
        self.people
            .tag(format!("{sizes:?} {people:?} {seated:?}").as_bytes())
            .to_vec()
    }

    /// What is kept of a session's handle. A handle has 128 random bits, so a plain hash will do.
    pub(crate) fn handle_hash(handle: &str) -> Vec<u8> {
        digest::digest(&digest::SHA256, handle.as_bytes())
            .as_ref()
            .to_vec()
    }

    /// The token of a session's page for `/api`.
    pub(crate) fn bearer(&self, session: SessionId) -> String {
        signed(&self.bearer, session)
    }

    /// The session of a bearer token; none if it is not one of ours.
    pub(crate) fn session_of_bearer(&self, token: &str) -> Option<SessionId> {
        let (session, tag) = token.split_once('.')?;
        let tag = URL_SAFE_NO_PAD.decode(tag).ok()?;
        self.bearer
            .is_tag(session.as_bytes(), &tag)
            .then(|| SessionId::parse(session))?
    }

    /// The hidden field of a session's forms.
    pub(crate) fn form_token(&self, session: SessionId) -> String {
        URL_SAFE_NO_PAD.encode(self.form.tag(session.to_string().as_bytes()))
    }

    /// Whether this is the hidden field of that session's forms.
    pub(crate) fn is_form_token(&self, session: SessionId, token: &str) -> bool {
        URL_SAFE_NO_PAD
            .decode(token)
            .is_ok_and(|tag| self.form.is_tag(session.to_string().as_bytes(), &tag))
    }

    /// What is kept of an administrator's cookie, or of the secret of a link that lets one in.
    pub(crate) fn admin_hash(&self, secret: &str) -> Vec<u8> {
        self.admin.tag(secret.as_bytes()).to_vec()
    }

    /// The hidden field of the forms of an administrator's visit.
    pub(crate) fn admin_form_token(&self, session: SessionId) -> String {
        URL_SAFE_NO_PAD.encode(self.admin_form.tag(session.to_string().as_bytes()))
    }

    /// Whether this is the hidden field of that visit's forms.
    pub(crate) fn is_admin_form_token(&self, session: SessionId, token: &str) -> bool {
        URL_SAFE_NO_PAD
            .decode(token)
            .is_ok_and(|tag| self.admin_form.is_tag(session.to_string().as_bytes(), &tag))
    }

    /// Seals what a passkey's ceremony needs again, for its way through the browser.
    pub(crate) fn seal_ceremony(&self, plain: &[u8]) -> String {
        URL_SAFE_NO_PAD.encode(self.admin.seal(clock::random(), &["ceremony"], plain))
    }

    /// Opens it again; none if it is not one of ours.
    pub(crate) fn open_ceremony(&self, text: &str) -> Option<Vec<u8>> {
        let sealed = URL_SAFE_NO_PAD.decode(text).ok()?;
        self.admin.open(&["ceremony"], &sealed).ok()
    }

    /// What a person's device keeps things with in a scheme. The names say nothing about them.
    pub(crate) fn keeping(
        &self,
        person: PersonId,
        scheme: Option<SchemeId>,
        now: Timestamp,
    ) -> Keeping {
        use base64::engine::general_purpose::STANDARD;
        let key = self.device.tag(format!("key {person}").as_bytes());
        let scheme = scheme.map(|id| id.to_string()).unwrap_or_default();
        let name = |of: String| URL_SAFE_NO_PAD.encode(&self.device.tag(of.as_bytes())[..12]);
        Keeping {
            owner: name(format!("owner {person}")),
            scheme: name(format!("scheme {person} {scheme}")),
            key: STANDARD.encode(key),
            now: now.0,
        }
    }

    /// Seals the private half of an LTI key, bound to its id.
    pub(crate) fn seal_lti_key(&self, kid: &str, pkcs8: &[u8]) -> Vec<u8> {
        self.lti_key.seal(
            clock::random(),
            &["registration_key", "private_sealed", kid],
            pkcs8,
        )
    }

    /// Opens it again.
    pub(crate) fn open_lti_key(&self, kid: &str, sealed: &[u8]) -> Result<Vec<u8>, KeyError> {
        self.lti_key
            .open(&["registration_key", "private_sealed", kid], sealed)
    }
}

fn signed(key: &Sealer, session: SessionId) -> String {
    let session = session.to_string();
    let tag = URL_SAFE_NO_PAD.encode(key.tag(session.as_bytes()));
    format!("{session}.{tag}")
}
