//! The ways to add a platform.

use axum::response::Response;
use store::{Tx, institution};
use url::form_urlencoded;
use view::admin::{Fault, NewPlatform, Page, Question};

use super::{
    correction::tried,
    gate::{Admin, Posted},
    go, slips,
};
use crate::{
    error::{Error, Result},
    lti::{canvas_page, configuration},
    setup::{self, By, SetupError, Why, Wrong},
};

const HERE: &str = "/admin/platforms/new";

/// Most bytes of a value that the form is filled in with from an address.
const LONGEST_CAME: usize = 200;

/// `GET /admin/platforms/new`.
pub(super) async fn get(admin: Admin) -> Result<Response> {
    let asked = &admin.visitor.asked;
    if let Some(canvas) = &asked.canvas {
        let host = asked.canvas_host.as_deref().unwrap_or_default();
        return Ok(show(&admin, of_canvas(canvas, host)));
    }
    let came = [("issuer", &asked.issuer), ("client_id", &asked.client_id)];
    let typed = came.into_iter().filter_map(|(name, value)| {
        let value = value.as_deref().filter(|value| is_whole(value))?;
        Some((name.to_owned(), value.to_owned()))
    });
    let new = NewPlatform {
        typed: typed.collect(),
        ..NewPlatform::default()
    };
    Ok(show(&admin, new))
}

/// Whether a value from an address is plain and short enough to be one that came, uncut.
fn is_whole(value: &str) -> bool {
    let is_short = (1..=LONGEST_CAME).contains(&value.len());
    is_short && value.bytes().all(|byte| byte.is_ascii_graphic())
}

fn show(admin: &Admin, new: NewPlatform) -> Response {
    let origin = admin.app().origin();
    let page = NewPlatform {
        canvas: canvas_page::shown(&origin),
        moodle: configuration::moodle_fields(&origin).into(),
        ..new
    };
    admin.show(HERE, &Page::NewPlatform(Box::new(page)))
}

/// `POST /admin/platforms/new`: by hand, with the rules of `alongside platform add`.
pub(super) async fn add(posted: Posted<Admin>) -> Result<Response> {
    let admin = posted.by.clone();
    if posted.is_back() {
        let new = NewPlatform {
            typed: posted.typed(),
            ..NewPlatform::default()
        };
        return Ok(show(&admin, new));
    }
    let has_host = has_the_host(&admin).await?;
    let by = if has_host { By::Host } else { By::Institution };
    let new = typed(&posted, has_host);
    let wrong = new.wrong(admin.app()).into_iter();
    let faults: Vec<_> = wrong.map(|each| of_field(each, by)).collect();
    let again = |faults| NewPlatform {
        typed: posted.typed(),
        faults,
        ..NewPlatform::default()
    };
    if !faults.is_empty() {
        return Ok(show(&admin, again(faults)));
    }
    if !posted.is_confirmed()
        && let Some(question) = likely_slips(&posted, &new).await?
    {
        return Ok(admin.ask(question));
    }
    let (name, owned) = (new.name.clone(), admin.clone());
    let record = move |tx: &mut Tx<'_>| owned.record(tx, "platform-added", &name);
    match setup::add_platform_and(admin.app(), new, record).await {
        Ok(id) => tried(&admin, id, "saved").await,
        Err(SetupError::Exists(_)) => {
            let fault = fault("client_id", "admin-fault-exists");
            Ok(show(&admin, again(vec![fault])))
        }
        Err(SetupError::OtherKeys(_)) => {
            let fault = fault("jwks_url", "admin-fault-keys");
            Ok(show(&admin, again(vec![fault])))
        }
        Err(error) => Err(Error::internal(error)),
    }
}

/// What is asked before a platform is kept whose values look like a slip of the pen.
async fn likely_slips(
    posted: &Posted<Admin>,
    new: &setup::NewPlatform,
) -> Result<Option<Question>> {
    let (of, issuer) = (new.institution, new.issuer.clone());
    let store = &posted.by.app().store;
    let near = store.read(move |tx| slips::of_issuer(tx, of, None, &issuer));
    let mut why = near.await?;
    let all = [&new.issuer, &new.jwks_url, &new.token_url, &new.auth_url];
    why.extend(slips::of_addresses(all.map(|each| &**each)));
    Ok((!why.is_empty()).then(|| Question {
        why,
        way: "admin-by-hand-way",
        action: HERE.to_owned(),
        fields: posted.typed(),
        back: format!("{HERE}#by-hand"),
        is_of_form: true,
        ..Question::default()
    }))
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

/// `POST /admin/platforms/canvas`: leads to the form filled in for a Canvas; where it cannot be, the page
/// stands at what has to be put right. Nothing is kept.
pub(super) async fn canvas(posted: Posted<Admin>) -> Result<Response> {
    let (canvas, host) = (posted.field("canvas"), posted.field("canvas-host"));
    let new = of_canvas(canvas, host);
    if !new.is_filled {
        return Ok(show(&posted.by, new));
    }
    let query = form_urlencoded::Serializer::new(String::new())
        .append_pair("canvas", canvas)
        .append_pair("canvas-host", host)
        .finish();
    Ok(go(&format!("{HERE}?{query}#by-hand")))
}

/// The form filled in for this Canvas, or what has to be put right.
fn of_canvas(canvas: &str, host: &str) -> NewPlatform {
    let chosen = [("canvas", canvas), ("canvas-host", host)];
    let chosen = chosen.map(|(name, value)| (name.to_owned(), value.to_owned()));
    let addresses = match canvas {
        "own" => canvas_page::own(host).ok_or(fault("canvas-host", "admin-fault-canvas-host")),
        site => canvas_page::hosted(site).ok_or(fault("canvas", "admin-fault-canvas")),
    };
    match addresses {
        Err(fault) => NewPlatform {
            typed: chosen.into(),
            faults: vec![fault],
            ..NewPlatform::default()
        },
        Ok(addresses) => {
            let named = ("name".to_owned(), "Canvas".to_owned());
            let addresses = addresses.map(|(name, value)| (name.to_owned(), value));
            NewPlatform {
                typed: addresses.into_iter().chain([named]).chain(chosen).collect(),
                is_filled: true,
                ..NewPlatform::default()
            }
        }
    }
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
pub(super) async fn has_the_host(admin: &Admin) -> Result<bool> {
    let all = admin.app().store.read(institution::all).await?;
    Ok(admin.session().administrator.of.is_none() || all.len() == 1)
}

/// A field and the key of what has to be put right.
pub(super) const fn fault(field: &'static str, key: &'static str) -> Fault {
    Fault { field, key }
}

/// What has to be put right in a field that cannot be right.
pub(super) fn of_field(wrong: Wrong, by: By) -> Fault {
    let field = match wrong.field {
        "client-id" => "client_id",
        "deployment-id" => "deployment_id",
        "auth-url" => "auth_url",
        "token-url" => "token_url",
        "jwks-url" => "jwks_url",
        other => other,
    };
    let key = match (wrong.why, field) {
        (Why::Name, _) => "admin-fault-name",
        (Why::Id, "client_id") => "admin-fault-client",
        (Why::Id, _) => "admin-fault-deployment",
        (Why::Address, "issuer") => "admin-fault-issuer",
        (Why::Address, _) => "admin-fault-address",
        (Why::NotSecure, _) => "admin-fault-https",
        (Why::User, _) => "admin-fault-user",
        (Why::Fragment, _) => "admin-fault-fragment",
        (Why::Query, _) => "admin-fault-query",
        (Why::Private, _) if by == By::Host => "admin-fault-private",
        (Why::Private, _) => "admin-fault-private-host",
        (Why::Ours, _) => "admin-fault-ours",
        (Why::Twice, _) => "admin-fault-twice",
    };
    fault(field, key)
}
