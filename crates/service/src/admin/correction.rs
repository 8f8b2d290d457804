//! A platform's names and addresses are corrected: typed, shown, confirmed; and the platform is tried.

use axum::{extract::Path, response::Response};
use domain::id::RegistrationId;
use store::{
    Tx,
    registration::{self, Registration},
};
use view::admin::{Correction, Fault, Page};

use super::{
    gate::{Admin, Posted},
    go,
    new_platform::{fault, has_the_host, of_field},
    platforms, slips,
};
use crate::{
    error::{Error, Result},
    setup::{self, By, PlatformChange, Reached, SetupError},
};

/// What is asked for again where it cannot be taken.
const FIELDS: [&str; 5] = ["issuer", "client_id", "jwks_url", "token_url", "auth_url"];

/// `POST …/correct`: shows what would change; confirmed, changes it, and tries the platform there.
pub(super) async fn correct(Path(id): Path<String>, posted: Posted<Admin>) -> Result<Response> {
    let admin = posted.by.clone();
    let owned = admin.clone();
    let store = admin.app().store.clone();
    let asked = id.clone();
    let known = store.read(move |tx| owned.platform(tx, &asked)).await?;
    if posted.is_back() {
        return again_with(posted, id, vec![]).await;
    }
    let change = change(&posted);
    let by = if has_the_host(&admin).await? {
        By::Host
    } else {
        By::Institution
    };
    let wrong = change.wrong(admin.app(), known.private_hosts);
    if !wrong.is_empty() {
        let faults = wrong.into_iter().map(|each| of_field(each, by)).collect();
        return again_with(posted, id, faults).await;
    }
    if posted.field("confirmed") != "yes" || posted.field("seen") != seen(&change, &known) {
        return preview(posted, known, change, by).await;
    }
    let owned = admin.clone();
    let shown = change.clone();
    let record = move |tx: &mut Tx<'_>, before: &Registration| {
        Ok(owned.record(tx, "platform-corrected", &about(&shown, before))?)
    };
    match setup::edit_platform_and(admin.app(), known.id, change, by, record).await {
        Ok(()) => tried(&admin, known.id, "saved").await,
        Err(error) => stopped(posted, id, error).await,
    }
}

/// `POST …/try`: asks the platform for its keys and for access, and says what came.
pub(super) async fn again(Path(id): Path<String>, posted: Posted<Admin>) -> Result<Response> {
    let admin = posted.by;
    let owned = admin.clone();
    let store = admin.app().store.clone();
    let known = store.read(move |tx| owned.platform(tx, &id)).await?;
    tried(&admin, known.id, "tried").await
}

/// Tries a platform and goes to its page, which says truly how far it was reached.
pub(super) async fn tried(admin: &Admin, id: RegistrationId, what: &str) -> Result<Response> {
    let reached: Reached = setup::try_platform(admin.app(), id).await?;
    let notice = format!("{what}-{}", reached.word());
    Ok(go(&format!("/admin/platforms/{id}?notice={notice}")))
}

/// What was typed; an empty field of the form is one to be put right, and one that was not sent stays.
fn change(posted: &Posted<Admin>) -> PlatformChange {
    let field = |name: &str| {
        let sent = posted.has(name);
        sent.then(|| posted.field(name).to_owned())
    };
    PlatformChange {
        name: None,
        issuer: field("issuer"),
        client_id: field("client_id"),
        auth_url: field("auth_url"),
        token_url: field("token_url"),
        jwks_url: field("jwks_url"),
    }
}

/// What a page shows, so that the button on it agrees to this and to nothing else.
fn seen(change: &PlatformChange, known: &Registration) -> String {
    let differs = change.differs(known);
    let pairs = differs.iter().map(|each| (&each.before, &each.after));
    serde_json::to_string(&pairs.collect::<Vec<_>>()).unwrap_or_default()
}

/// What is kept of it: the name, and what became what.
fn about(change: &PlatformChange, before: &Registration) -> String {
    let all = change.differs(before);
    let all = all
        .iter()
        .map(|each| format!("{}: {} → {}", each.field, each.before, each.after));
    format!("{}; {}", before.name, all.collect::<Vec<_>>().join("; "))
}

async fn preview(
    posted: Posted<Admin>,
    known: Registration,
    change: PlatformChange,
    by: By,
) -> Result<Response> {
    let store = posted.by.app().store.clone();
    let (asked, row) = (change.clone(), known.clone());
    let looked = store.read(move |tx| {
        let refused = setup::refused(tx, &row, &asked, by)?;
        let siblings = setup::siblings(tx, &row)?;
        Ok::<_, store::StoreError>((refused, siblings, likely_slips(tx, &row, &asked)?))
    });
    let (refused, siblings, slips) = looked.await?;
    let id = known.id.to_string();
    if let Some(refused) = refused {
        return stopped(posted, id, refused).await;
    }
    let changes = change.differs(&known);
    let has_keys = |field: &str| changes.iter().any(|each| each.field == field);
    let others = siblings
        .iter()
        .filter(|_| has_keys("jwks_url") && !has_keys("issuer"))
        .map(|each| each.name.clone());
    let mut fields: Vec<(String, String)> = FIELDS
        .iter()
        .filter(|name| posted.has(name))
        .map(|name| ((*name).to_owned(), posted.field(name).to_owned()))
        .collect();
    fields.push(("seen".to_owned(), seen(&change, &known)));
    let page = Correction {
        slips,
        platform: id.clone(),
        name: known.name.clone(),
        others: others.collect(),
        changes: changes
            .into_iter()
            .map(|each| (each.field, each.before, each.after))
            .collect(),
        fields,
    };
    let here = format!("/admin/platforms/{id}");
    Ok(posted.by.show(&here, &Page::Correction(page)))
}

/// What of the new values looks like a slip of the pen.
fn likely_slips(
    tx: &mut Tx<'_>,
    known: &Registration,
    change: &PlatformChange,
) -> Result<Vec<(&'static str, String)>, store::StoreError> {
    let changes = change.differs(known);
    let mut says = vec![];
    if let Some(issuer) = changes.iter().find(|each| each.field == "issuer") {
        let near = slips::of_issuer(tx, known.institution, Some(known.id), &issuer.after)?;
        says.extend(near);
    }
    let addresses = changes.iter().filter(|each| each.field != "client_id");
    says.extend(slips::of_addresses(addresses.map(|each| &*each.after)));
    Ok(says)
}

/// The page again, or the reason why nothing can be done there.
async fn stopped(posted: Posted<Admin>, id: String, error: SetupError) -> Result<Response> {
    let fault = match error {
        SetupError::Exists(_) => fault("client_id", "admin-fault-exists"),
        SetupError::OtherKeys(_) => fault("jwks_url", "admin-fault-keys-moved"),
        SetupError::InUse => return Err(Error::conflict("admin-platform-used")),
        error => return Err(Error::internal(error)),
    };
    again_with(posted, id, vec![fault]).await
}

async fn again_with(posted: Posted<Admin>, id: String, faults: Vec<Fault>) -> Result<Response> {
    let typed = posted.typed();
    platforms::show(posted.by, id, typed, faults).await
}

/// When a platform last answered from here.
pub(super) fn answered(
    tx: &mut Tx<'_>,
    id: RegistrationId,
) -> Result<Vec<(view::admin::Answered, i64)>> {
    let tried = registration::tried(tx, id)?;
    let all = [
        (view::admin::Answered::Keys, tried.keys_at),
        (view::admin::Answered::Token, tried.token_at),
    ];
    Ok(all
        .into_iter()
        .filter_map(|(what, at)| Some((what, at?.0)))
        .collect())
}
