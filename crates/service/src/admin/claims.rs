//! Who may coordinate a scheme (decision 8).

use axum::{extract::Path, response::Response};
use domain::{claim::SchemeState, id::SchemeId};
use store::{Tx, claim, person, scheme, unit};
use view::admin::{Claim, Page};

use super::{
    gate::{Admin, Posted},
    go,
};
use crate::{
    error::{Error, Result},
    setup::{self, SetupError},
};

/// `GET /admin/claims`.
pub(super) async fn get(admin: Admin) -> Result<Response> {
    let owned = admin.clone();
    let claims = admin.app().store.read(move |tx| read(tx, &owned)).await?;
    Ok(admin.show("/admin/claims", &Page::Claims(claims)))
}

fn read(tx: &mut Tx<'_>, admin: &Admin) -> Result<Vec<Claim>> {
    let courses = unit::courses(tx, admin.institution.id)?;
    let mut claims = vec![];
    for scheme in scheme::of_institution(tx, admin.institution.id)? {
        if scheme.state != SchemeState::Claimed {
            continue;
        }
        let person = match claim::pending(tx, scheme.id)? {
            Some(person) => person::name(tx, person)?,
            None => None,
        };
        let of_scheme = courses
            .iter()
            .filter(|course| course.scheme.is_some_and(|(id, _)| id == scheme.id));
        claims.push(Claim {
            scheme: scheme.id.to_string(),
            courses: of_scheme.map(|course| course.title.clone()).collect(),
            name: scheme.name,
            person,
        });
    }
    Ok(claims)
}

/// `POST /admin/claims/{scheme}/approve`.
pub(super) async fn approve(Path(id): Path<String>, posted: Posted<Admin>) -> Result<Response> {
    let id = SchemeId::parse(&id).ok_or_else(Error::not_found)?;
    let admin = posted.by;
    let owned = admin.clone();
    let mine = admin.app().store.read(move |tx| {
        let all = scheme::of_institution(tx, owned.institution.id)?;
        Ok::<_, Error>(all.iter().any(|each| each.id == id))
    });
    if !mine.await? {
        return Err(Error::not_found());
    }
    let owned = admin.clone();
    let record = move |tx: &mut Tx<'_>| owned.record(tx, "claim-approved", &id.to_string());
    match setup::approve_claim_and(admin.app(), id, record).await {
        Ok(()) => Ok(go("/admin/claims?notice=claim")),
        Err(SetupError::NoClaim) => Err(Error::conflict("conflict")),
        Err(error) => Err(Error::internal(error)),
    }
}
