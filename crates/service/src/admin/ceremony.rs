//! Passkeys: what a browser is asked for, and what it answers (WebAuthn Level 3, sections 7.1 and 7.2,
//! which `webauthn-rs` carries out).
//!
//! Between question and answer nothing is kept: the half the service needs again travels with the page,
//! sealed, bound to the visit, for five minutes; and its nonce is used in the transaction that takes
//! the answer, so that it is taken once.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::{
    Timestamp,
    id::{AdministratorId, PasskeyId, SessionId},
    time::Span,
};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use store::{
    Tx,
    admin::{
        Administrator,
        passkey::{self, Passkey},
    },
    session,
};
use uuid::Uuid;
use view::admin::Ceremony;
use webauthn_rs::prelude::{
    CredentialID, DiscoverableAuthentication, Passkey as Credential, PasskeyRegistration,
    PublicKeyCredential, RegisterPublicKeyCredential, Webauthn, WebauthnBuilder, WebauthnError,
};
use webauthn_rs_proto::ResidentKeyRequirement;

use crate::{
    app::App,
    clock,
    error::{Error, Result},
};

/// How long a person may take.
const LIFE: Span = Span::minutes(5);

/// What is sealed between question and answer.
#[derive(Serialize, Deserialize)]
struct Sealed<State> {
    state: State,
    nonce: String,
    until: i64,
    /// The visit that asked; none for somebody who has not entered.
    visit: Option<String>,
}

/// This service as passkeys know it: by the host of its public address. None for an address that is a
/// number, which passkeys cannot be bound to.
fn relying_party(app: &App) -> Option<Webauthn> {
    let origin = &app.config.public_url;
    WebauthnBuilder::new(origin.domain()?, origin)
        .ok()?
        .rp_name("Alongside")
        .build()
        .ok()
}

fn refused(error: WebauthnError) -> Error {
    Error::forbidden("admin-passkey").because(error)
}

fn seal<State: Serialize>(app: &App, state: State, visit: Option<SessionId>) -> Result<String> {
    let sealed = Sealed {
        state,
        nonce: format!("admin-{}", URL_SAFE_NO_PAD.encode(clock::random::<16>())),
        until: (app.now() + LIFE).0,
        visit: visit.map(|id| id.to_string()),
    };
    let json = serde_json::to_vec(&sealed).map_err(Error::internal)?;
    Ok(app.secrets.seal_ceremony(&json))
}

/// Opens what was sealed for this visit, and uses its nonce.
fn open<State: DeserializeOwned>(
    app: &App,
    tx: &mut Tx<'_>,
    fields: &[(String, String)],
    visit: Option<SessionId>,
) -> Result<State> {
    let over = || Error::forbidden("admin-passkey-over");
    let json = app.secrets.open_ceremony(field(fields, "ceremony"));
    let json = json.ok_or_else(over)?;
    let sealed: Sealed<State> = serde_json::from_slice(&json).map_err(|_| over())?;
    let is_ours = sealed.visit == visit.map(|id| id.to_string());
    let until = Timestamp(sealed.until);
    if !is_ours || app.now() >= until || !session::use_nonce(tx, &sealed.nonce, until)? {
        return Err(over());
    }
    Ok(sealed.state)
}

fn field<'a>(fields: &'a [(String, String)], name: &str) -> &'a str {
    let found = fields.iter().find(|(each, _)| each == name);
    found.map(|(_, value)| &**value).unwrap_or_default()
}

fn credential<Answer: DeserializeOwned>(fields: &[(String, String)]) -> Result<Answer> {
    serde_json::from_str(field(fields, "credential"))
        .map_err(|error| Error::forbidden("admin-passkey").because(error.classify() as u8))
}

/// For signing in; none where there can be no passkeys.
pub(super) fn to_sign_in(app: &App) -> Result<Option<Ceremony>> {
    let Some(party) = relying_party(app) else {
        return Ok(None);
    };
    let (mut asked, state) = party.start_discoverable_authentication().map_err(refused)?;
    // A button asks; the browser does not offer passkeys by itself.
    asked.mediation = None;
    Ok(Some(Ceremony {
        options: serde_json::to_string(&asked).map_err(Error::internal)?,
        sealed: seal(app, state, None)?,
    }))
}

/// Whoever returned.
pub(super) struct Returned {
    /// Who.
    pub(super) administrator: Administrator,
    /// With which passkey.
    pub(super) passkey: PasskeyId,
}

/// Takes the answer of somebody who signs in.
pub(super) fn returned(
    app: &App,
    tx: &mut Tx<'_>,
    fields: &[(String, String)],
) -> Result<Returned> {
    let party = relying_party(app).ok_or(Error::forbidden("admin-passkey"))?;
    let answer: PublicKeyCredential = credential(fields)?;
    let state: DiscoverableAuthentication = open(app, tx, fields, None)?;
    let (user, id) = party
        .identify_discoverable_authentication(&answer)
        .map_err(refused)?;
    let unknown = || Error::forbidden("admin-passkey-unknown");
    let kept = passkey::of_credential(tx, id)?.ok_or_else(unknown)?;
    if user_of(kept.administrator.id) != Some(user) {
        return Err(unknown());
    }
    let mut known: Credential = serde_json::from_str(&kept.passkey).map_err(Error::internal)?;
    let result = party
        .finish_discoverable_authentication_v2(&answer, state, &known)
        .map_err(refused)?;
    known.update_credential(&result);
    let json = serde_json::to_string(&known).map_err(Error::internal)?;
    passkey::used(tx, kept.id, &json, app.now())?;
    Ok(Returned {
        administrator: kept.administrator,
        passkey: kept.id,
    })
}

/// The user handle of an administrator: their id, which says nothing of a person.
fn user_of(administrator: AdministratorId) -> Option<Uuid> {
    Uuid::parse_str(&administrator.to_string()).ok()
}

/// For adding a passkey in this visit, none of those the administrator has; none where there can be no
/// passkeys.
pub(super) fn to_add(
    app: &App,
    visit: SessionId,
    administrator: AdministratorId,
    called: &str,
    known: &[Passkey],
) -> Result<Option<Ceremony>> {
    let Some(party) = relying_party(app) else {
        return Ok(None);
    };
    let user = user_of(administrator).ok_or_else(|| Error::internal("an id is a UUID"))?;
    let own = known
        .iter()
        .filter(|each| each.administrator.id == administrator);
    let own: Vec<CredentialID> = own.map(|each| each.credential.clone()).collect();
    let (mut asked, state) = party
        .start_passkey_registration(user, called, called, Some(own))
        .map_err(refused)?;
    // Whoever returns types no name, so the authenticator has to know whose key it is.
    if let Some(selection) = &mut asked.public_key.authenticator_selection {
        selection.resident_key = Some(ResidentKeyRequirement::Required);
        selection.require_resident_key = true;
    }
    Ok(Some(Ceremony {
        options: serde_json::to_string(&asked).map_err(Error::internal)?,
        sealed: seal(app, state, Some(visit))?,
    }))
}

/// Takes the answer of somebody who adds a passkey.
pub(super) fn added(
    app: &App,
    tx: &mut Tx<'_>,
    visit: SessionId,
    fields: &[(String, String)],
) -> Result<(Vec<u8>, String)> {
    let party = relying_party(app).ok_or(Error::forbidden("admin-passkey"))?;
    let answer: RegisterPublicKeyCredential = credential(fields)?;
    let state: PasskeyRegistration = open(app, tx, fields, Some(visit))?;
    let new = party
        .finish_passkey_registration(&answer, &state)
        .map_err(refused)?;
    let json = serde_json::to_string(&new).map_err(Error::internal)?;
    Ok((new.cred_id().clone(), json))
}
