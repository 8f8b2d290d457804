//! Passkeys, and what was done.

use axum::{extract::Path, response::Response};
use domain::id::PasskeyId;
use store::{
    StoreError,
    admin::{
        act::{self, Act},
        passkey::{self, Passkey},
    },
};
use view::admin::{Access, By, Done, Page, Question};

use super::{
    ceremony,
    gate::{Admin, Posted},
    go,
};
use crate::error::{Error, Result};

/// Most letters of a passkey's name.
const LONGEST_NAME: usize = 60;

/// So much of what was done is shown.
const LATEST: u32 = 50;

/// `GET /admin/access`.
pub(super) async fn get(admin: Admin) -> Result<Response> {
    let (of, institution) = (admin.session().administrator.of, admin.institution.id);
    let read = admin.app().store.read(move |tx| {
        let keys = passkey::all(tx, of)?;
        Ok::<_, StoreError>((keys, act::latest(tx, institution, LATEST)?))
    });
    let (keys, done) = read.await?;
    let session = admin.session();
    let called = &admin.institution.name;
    let ceremony = ceremony::to_add(
        admin.app(),
        session.id,
        session.administrator.id,
        called,
        &keys,
    )?;
    let page = Page::Access(Access {
        ceremony,
        done: done.into_iter().map(|each| shown(each, &keys)).collect(),
        passkeys: keys.iter().map(listed).collect(),
    });
    Ok(admin.show("/admin/access", &page))
}

fn listed(key: &Passkey) -> view::admin::Passkey {
    view::admin::Passkey {
        id: key.id.to_string(),
        name: key.name.clone(),
        added_at: key.added_at.0,
        used_at: key.used_at.map(|at| at.0),
    }
}

fn shown(act: Act, keys: &[Passkey]) -> Done {
    let key = keys.iter().find(|key| Some(key.id) == act.passkey);
    let name = act.passkey_name.or_else(|| Some(key?.name.clone()));
    Done {
        by: match (name, act.administrator) {
            (Some(name), _) => By::Passkey(name),
            (None, Some(administrator)) => By::Invite(administrator.to_string()),
            (None, None) => By::Host,
        },
        kind: act.kind,
        about: act.about,
        at: act.at.0,
    }
}

/// `POST /admin/passkeys`: adds one.
pub(super) async fn add(posted: Posted<Admin>) -> Result<Response> {
    let typed: String = posted.field("passkey").chars().take(LONGEST_NAME).collect();
    let (admin, fields) = (posted.by.clone(), posted.typed());
    // The device has it already: one without a name is kept under the day it was made.
    let name = domain::unit::unit_name(&typed).unwrap_or_else(|| admin.passkey_of_today());
    let store = admin.app().store.clone();
    let added = store.write(move |tx| {
        let (app, session) = (admin.app(), admin.session());
        let (credential, json) = ceremony::added(app, tx, session.id, &fields)?;
        let new = Passkey {
            id: app.id(PasskeyId::new),
            administrator: session.administrator,
            credential,
            name,
            passkey: json,
            added_at: app.now(),
            used_at: None,
        };
        passkey::add(tx, &new)?;
        admin.record(tx, "passkey-added", &new.name)?;
        Ok::<_, Error>(())
    });
    added.await?;
    Ok(go("/admin/access?notice=passkey"))
}

/// `POST /admin/passkeys/{passkey}/remove`: the last one, and the reader's own, after a question.
pub(super) async fn remove(Path(id): Path<String>, posted: Posted<Admin>) -> Result<Response> {
    let id = PasskeyId::parse(&id).ok_or_else(Error::not_found)?;
    let is_confirmed = posted.is_confirmed();
    let admin = posted.by;
    if !is_confirmed && let Some(question) = harm(&admin, id).await? {
        return Ok(admin.ask(question));
    }
    let store = admin.app().store.clone();
    let removed = store.write(move |tx| {
        let (app, of) = (admin.app(), admin.session().administrator.of);
        let keys = passkey::all(tx, of)?;
        let key = keys.iter().find(|key| key.id == id);
        let key = key.ok_or_else(Error::not_found)?;
        admin.record(tx, "passkey-removed", &key.name)?;
        passkey::remove(tx, id, of, app.now())?;
        Ok::<_, Error>(())
    });
    removed.await?;
    Ok(go("/admin/access?notice=passkey-removed"))
}

/// What removing a passkey would do to whoever presses the button; none where there is another way in.
async fn harm(admin: &Admin, id: PasskeyId) -> Result<Option<Question>> {
    let of = admin.session().administrator.of;
    let keys = admin.app().store.read(move |tx| passkey::all(tx, of));
    let keys = keys.await?;
    let key = keys.iter().find(|key| key.id == id);
    let key = key.ok_or_else(Error::not_found)?;
    let mut others = keys.iter().filter(|other| other.id != id);
    let is_last = !others.any(|other| other.administrator.of == key.administrator.of);
    let is_own = admin.session().passkey == Some(id);
    let why: Vec<_> = [
        (is_last, "admin-sure-passkey-last"),
        (is_own, "admin-sure-passkey-own"),
    ]
    .into_iter()
    .filter(|(is_so, _)| *is_so)
    .map(|(_, says)| (says, key.name.clone()))
    .collect();
    Ok((!why.is_empty()).then(|| Question {
        why,
        way: "admin-remove",
        action: format!("/admin/passkeys/{id}/remove"),
        back: "/admin/access".to_owned(),
        ..Question::default()
    }))
}
