//! The administrator: a learning technologist who connects platforms, gives courses to departments and
//! says who may coordinate (decision 9).
//!
//! A visit is first-party and never framed. It begins with a link made on the host or with a passkey,
//! belongs to one institution at a time, and whatever it names by id is looked for in that institution
//! alone. Every act writes a row of what was done.

mod access;
mod ceremony;
mod claims;
mod correction;
mod departments;
mod enter;
mod gate;
mod home;
mod new_platform;
mod plan;
mod platforms;
mod slips;

use axum::{
    extract::{Request, State},
    http::{HeaderValue, StatusCode, Uri, header},
    middleware::{Next, from_fn, from_fn_with_state},
    response::{Html, IntoResponse, Response},
    routing::{MethodRouter, get, post},
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::{
    id::{AdministratorId, InstitutionId},
    time::Span,
};
use store::{StoreError, admin::Administrator};
use tower_http::limit::RequestBodyLimitLayer;
use view::{Block, PlainDocument, Words, plain_document};

use crate::{
    Router,
    app::{App, words},
    clock,
    refusal::{self, languages::Spoken},
};

/// How long a link lets somebody in.
const INVITE: Span = Span::minutes(15);

/// A way in: what the router mounts, and what tests go through one by one.
#[derive(Clone, Copy, Debug)]
pub struct Endpoint {
    /// `GET` or `POST`.
    pub method: &'static str,
    /// Its path; a part in braces names a platform, a unit, a scheme or a passkey.
    pub path: &'static str,
    /// Whether somebody who has not entered is answered.
    pub is_open: bool,
}

type Mounted = (Endpoint, fn() -> MethodRouter<App>);

const fn page(path: &'static str, handler: fn() -> MethodRouter<App>) -> Mounted {
    at("GET", path, false, handler)
}

const fn act(path: &'static str, handler: fn() -> MethodRouter<App>) -> Mounted {
    at("POST", path, false, handler)
}

const fn at(
    method: &'static str,
    path: &'static str,
    is_open: bool,
    handler: fn() -> MethodRouter<App>,
) -> Mounted {
    let endpoint = Endpoint {
        method,
        path,
        is_open,
    };
    (endpoint, handler)
}

/// Everything there is.
const MOUNTED: [Mounted; 37] = [
    at("GET", "/admin", true, || get(home::get)),
    at("GET", "/admin/enter", true, || get(enter::ask)),
    at("POST", "/admin/enter", true, || post(enter::enter)),
    at("POST", "/admin/sign-in", true, || post(enter::sign_in)),
    act("/admin/leave", || post(enter::leave)),
    page("/admin/institution", || get(enter::choose)),
    act("/admin/institution", || post(enter::chosen)),
    page("/admin/access", || get(access::get)),
    act("/admin/passkeys", || post(access::add)),
    act("/admin/passkeys/{passkey}/remove", || post(access::remove)),
    page("/admin/claims", || get(claims::get)),
    act("/admin/claims/{scheme}/approve", || post(claims::approve)),
    page("/admin/platforms/new", || get(new_platform::get)),
    act("/admin/platforms/new", || post(new_platform::add)),
    act("/admin/platforms/invite", || post(new_platform::invite)),
    act("/admin/platforms/canvas", || post(new_platform::canvas)),
    act("/admin/platforms/{platform}/approve", || {
        post(platforms::approve)
    }),
    page("/admin/platforms/{platform}", || get(platforms::get)),
    act("/admin/platforms/{platform}/rename", || {
        post(platforms::rename)
    }),
    act("/admin/platforms/{platform}/disable", || {
        post(platforms::disable)
    }),
    act("/admin/platforms/{platform}/enable", || {
        post(platforms::enable)
    }),
    act("/admin/platforms/{platform}/remove", || {
        post(platforms::remove)
    }),
    act("/admin/platforms/{platform}/correct", || {
        post(correction::correct)
    }),
    act("/admin/platforms/{platform}/try", || {
        post(correction::again)
    }),
    act("/admin/platforms/{platform}/rotate", || {
        post(platforms::rotate)
    }),
    act("/admin/platforms/{platform}/replace-key", || {
        post(platforms::replace_key)
    }),
    act("/admin/platforms/{platform}/policy", || {
        post(platforms::policy)
    }),
    act("/admin/platforms/{platform}/deployments/approve", || {
        post(platforms::approve_deployment)
    }),
    act("/admin/platforms/{platform}/deployments/refuse", || {
        post(platforms::refuse_deployment)
    }),
    act("/admin/strangers/dismiss", || post(home::dismiss)),
    page("/admin/departments", || get(departments::get)),
    act("/admin/departments/add", || post(departments::add)),
    act("/admin/departments/rename", || post(departments::rename)),
    act("/admin/departments/{unit}/remove", || {
        post(departments::remove)
    }),
    act("/admin/courses/give", || post(departments::give)),
    act("/admin/courses/pattern", || post(departments::by_pattern)),
    act("/admin/courses/list", || post(departments::by_list)),
];

/// Every way in.
pub fn endpoints() -> impl Iterator<Item = Endpoint> {
    MOUNTED.iter().map(|(endpoint, _)| *endpoint)
}

/// Every page and act, with what stands above each answer.
pub(crate) fn router(app: &App) -> Router<App> {
    let mounted = MOUNTED
        .iter()
        .fold(Router::new(), |router, (endpoint, handler)| {
            let handler = if is_act_alone(endpoint.path) {
                handler().get(lead_back)
            } else {
                handler()
            };
            router.route(endpoint.path, handler)
        });
    mounted
        .layer(RequestBodyLimitLayer::new(crate::LARGEST_BODY))
        .layer(from_fn_with_state(app.clone(), crate::limits::at_doors))
        .layer(from_fn_with_state(app.clone(), as_page))
        .layer(from_fn(never_framed))
}

/// Whether nothing is shown at a path: what is posted there is answered with another page, or with one
/// that is loaded again by its address, typed or remembered.
fn is_act_alone(path: &str) -> bool {
    !MOUNTED
        .iter()
        .any(|(endpoint, _)| endpoint.path == path && endpoint.method == "GET")
}

/// `GET` of an act: the page that it belongs to.
async fn lead_back(uri: Uri) -> Response {
    let mut parts = uri.path().split('/').skip(2);
    match (parts.next().unwrap_or_default(), parts.next()) {
        ("platforms", Some("invite" | "canvas") | None) => go("/admin/platforms/new"),
        ("platforms", Some(platform)) => go(&format!("/admin/platforms/{platform}")),
        ("passkeys", _) => go("/admin/access"),
        ("claims", _) => go("/admin/claims"),
        ("departments" | "courses", _) => go("/admin/departments"),
        _ => go(view::admin::BASE),
    }
}

/// Makes a link that lets an administrator in, once, within fifteen minutes. Only the hash of its
/// secret is kept, and none of it is logged.
pub async fn invite(app: &App, of: Option<InstitutionId>) -> Result<String, StoreError> {
    let secret = URL_SAFE_NO_PAD.encode(clock::random::<32>());
    let hash = app.secrets.admin_hash(&secret);
    let new = Administrator {
        id: app.id(AdministratorId::new),
        of,
    };
    let now = app.now();
    app.store
        .write(move |tx| store::admin::invite(tx, &hash, new, now, now + INVITE))
        .await?;
    Ok(format!("{}/admin/enter?invite={secret}", app.origin()))
}

/// Draws what was refused as a page that leads back to the administrator's first.
async fn as_page(State(app): State<App>, request: Request, next: Next) -> Response {
    let spoken = Spoken::of(&request);
    let mut response = next.run(request).await;
    let Some(error) = refusal::taken(&mut response) else {
        return response;
    };
    let words = words(spoken.language(&error), "UTC");
    let say = |end: &str| words.find(&format!("error-{}{end}", error.code), &[]);
    let title = say("").unwrap_or_else(|| words.say("error-internal", &[]));
    let blocks = [
        say("-do").map(Block::Markdown),
        Some(Block::Way {
            href: view::admin::BASE.to_owned(),
            label: words.say("admin-back", &[]),
            main: true,
        }),
        Some(Block::Fact {
            label: words.say("code-label", &[]),
            value: error.code.to_owned(),
        }),
    ];
    let blocks: Vec<_> = blocks.into_iter().flatten().collect();
    let html = plain_document(&PlainDocument {
        languages: &spoken.others(&app, error.code).await,
        ..PlainDocument::new(&words, &app.assets, &title, &blocks)
    });
    refusal::marked((error.status, Html(html)).into_response(), &error)
}

/// Nothing of an administrator's is ever shown in a frame, kept, or told to another site: the address
/// of a link that lets somebody in would be. Our own pages are told, or their forms would not show
/// where they come from.
async fn never_framed(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    refusal::guard(response.headers_mut(), "'none'");
    let headers = response.headers_mut();
    headers.insert(header::X_FRAME_OPTIONS, HeaderValue::from_static("DENY"));
    response
}

/// See other: where a browser goes after an act.
fn go(to: &str) -> Response {
    match HeaderValue::from_str(to) {
        Ok(to) => (StatusCode::SEE_OTHER, [(header::LOCATION, to)]).into_response(),
        Err(error) => crate::error::Error::internal(error).into_response(),
    }
}
