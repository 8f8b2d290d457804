//! The ways to add a platform.

use axum::response::Response;
use store::{Tx, institution};
use view::admin::{Fault, NewPlatform, Page};

use super::{
    gate::{Admin, Posted},
    go,
};
use crate::{
    error::{Error, Result},
    lti::configuration,
    setup::{self, SetupError},
};

const HERE: &str = "/admin/platforms/new";

/// `GET /admin/platforms/new`.
pub(super) async fn get(admin: Admin) -> Result<Response> {
    Ok(show(&admin, NewPlatform::default()))
}

fn show(admin: &Admin, new: NewPlatform) -> Response {
    let origin = admin.app().origin();
    let page = NewPlatform {
        canvas: format!("{origin}/lti/canvas.json"),
        moodle: configuration::moodle_fields(&origin).into(),
        ..new
    };
    admin.show(HERE, &Page::NewPlatform(Box::new(page)))
}

/// `POST /admin/platforms/new`: by hand, with the rules of `alongside platform add`.
pub(super) async fn add(posted: Posted<Admin>) -> Result<Response> {
    let admin = posted.by.clone();
    let new = typed(&posted, has_the_host(&admin).await?);
    let faults = new.faults().into_iter().map(fault).collect::<Vec<_>>();
    let again = |faults| NewPlatform {
        typed: posted.typed(),
        faults,
        ..NewPlatform::default()
    };
    if !faults.is_empty() {
        return Ok(show(&admin, again(faults)));
    }
    let (name, owned) = (new.name.clone(), admin.clone());
    let record = move |tx: &mut Tx<'_>| owned.record(tx, "platform-added", &name);
    match setup::add_platform_and(admin.app(), new, record).await {
        Ok(id) => Ok(go(&format!("/admin/platforms/{id}?notice=platform-added"))),
        Err(SetupError::Exists(_)) => Ok(show(&admin, again(vec![fault("exists")]))),
        Err(SetupError::OtherKeys(place)) => Err(Error::conflict("register-keys").because(place)),
        Err(error) => Err(Error::internal(error)),
    }
}

/// `POST /admin/platforms/invite`: an address that lets a platform register itself, shown once.
pub(super) async fn invite(posted: Posted<Admin>) -> Result<Response> {
    let admin = posted.by;
    let private_hosts = has_the_host(&admin).await?;
    let (of, owned) = (admin.institution.id, admin.clone());
    let record = move |tx: &mut Tx<'_>| owned.record(tx, "platform-invited", "");
    let address = setup::invite_platform_and(admin.app(), of, private_hosts, record).await;
    let address = address.map_err(Error::internal)?;
    let new = NewPlatform {
        invite: Some(address),
        ..NewPlatform::default()
    };
    Ok(show(&admin, new))
}

fn typed(posted: &Posted<Admin>, private_hosts: bool) -> setup::NewPlatform {
    let field = |name: &str| posted.field(name).to_owned();
    let deployment = field("deployment_id");
    setup::NewPlatform {
        institution: posted.by.institution.id,
        name: field("name"),
        issuer: field("issuer"),
        client_id: field("client_id"),
        auth_url: field("auth_url"),
        token_url: field("token_url"),
        jwks_url: field("jwks_url"),
        deployments: Some(deployment)
            .filter(|id| !id.is_empty())
            .into_iter()
            .collect(),
        private_hosts,
    }
}

/// Whether this administrator answers for the whole host: then their platform may be at one of its
/// private hosts (decision 12). One tenant among several must not reach into it.
async fn has_the_host(admin: &Admin) -> Result<bool> {
    let all = admin.app().store.read(institution::all).await?;
    Ok(admin.session().administrator.of.is_none() || all.len() == 1)
}

/// What is wrong with a field, by its name.
const fn fault(name: &'static str) -> Fault {
    let (field, key) = match name.as_bytes() {
        b"name" => ("name", "admin-fault-name"),
        b"issuer" => ("issuer", "admin-fault-issuer"),
        b"client-id" => ("client_id", "admin-fault-client"),
        b"deployment-id" => ("deployment_id", "admin-fault-deployment"),
        b"auth-url" => ("auth_url", "admin-fault-address"),
        b"token-url" => ("token_url", "admin-fault-address"),
        b"jwks-url" => ("jwks_url", "admin-fault-address"),
        _ => ("client_id", "admin-fault-exists"),
    };
    Fault { field, key }
}
