//! The LMS on the wire.

mod answer;
mod api;
mod call;
mod choice;
mod drip;
mod launch;
mod line_items;
mod pages;
mod people;
mod register;
mod results;
mod roster;
mod scores;
mod token;

use std::future::Future;
use std::io;
use std::sync::LazyLock;

use aws_lc_rs::digest::{SHA256, digest};
use axum::Router;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::uri::PathAndQuery;
use axum::http::{HeaderValue, Method, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use tokio::net::TcpListener;

use crate::lms::Lms;
use crate::page::{CLOSE, GROW, KEEP, SUBMIT};

/// The longest body that is read, in bytes. The longest good one is a token request.
const LONGEST_BODY: usize = 256 * 1024;

impl Lms {
    /// Every address of the LMS.
    pub fn router(&self) -> Router {
        let home = middleware::from_fn_with_state(self.clone(), at_home);
        pages()
            .layer(home)
            .merge(services())
            .merge(data())
            .fallback(pages::nothing_here)
            .layer(middleware::from_fn(safe_headers))
            .layer(DefaultBodyLimit::max(LONGEST_BODY))
            .with_state(self.clone())
    }

    /// Answers until `shutdown` resolves, then ends requests that hang on purpose and lets the
    /// others finish.
    pub async fn serve(
        &self,
        listener: TcpListener,
        shutdown: impl Future<Output = ()> + Send + 'static,
    ) -> io::Result<()> {
        let lms = self.clone();
        let ending = async move {
            shutdown.await;
            lms.end();
        };
        axum::serve(listener, self.router())
            .with_graceful_shutdown(ending)
            .await
    }
}

fn pages() -> Router<Lms> {
    Router::new()
        .route("/", get(pages::home))
        .route("/course/{course}", get(pages::course))
        .route("/course/{course}/return", get(pages::came_back))
        .route("/course/{course}/gradebook", get(pages::gradebook))
        .route("/course/{course}/choose", get(pages::choose))
        .route("/course/{course}/copy", post(choice::copy))
        .route("/course/{course}/links/save", post(choice::save))
        .route("/course/{course}/links/delete", post(choice::delete))
        .route("/course/{course}/participants", get(people::list))
        .route("/course/{course}/participants/late", post(people::late))
        .route("/course/{course}/participants/change", post(people::change))
        .route("/mod/lti/view.php", get(pages::moodle_link))
        .route(
            "/courses/{course}/external_tools/retrieve",
            get(pages::canvas_link),
        )
        .route("/mod/lti/contentitem_return.php", post(choice::to_moodle))
        .route(
            "/courses/{course}/deep_linking_response",
            post(choice::to_canvas),
        )
        .route("/launch/start", get(launch::start))
        .route("/launch/choose", get(launch::choose))
        .route(
            "/lti/auth",
            get(launch::auth_by_get).post(launch::auth_by_post),
        )
        .route("/admin/tools", get(register::page))
        .route("/admin/tools/add", post(register::add))
        .route("/admin/tools/activate", post(register::activate))
        .route("/lti/storage", get(pages::storage))
        .route("/assets/{name}", get(pages::asset))
}

fn services() -> Router<Lms> {
    let item = || {
        get(line_items::show)
            .post(line_items::appended)
            .put(line_items::change)
            .delete(line_items::remove)
    };
    let items = || get(line_items::list).post(line_items::add);
    Router::new()
        .route("/lti/jwks", get(token::keys))
        .route("/lti/token", post(token::give))
        .route("/.well-known/openid-configuration", get(register::describe))
        .route("/mod/lti/openid-configuration.php", get(register::describe))
        .route(
            "/api/lti/security/openid-configuration",
            get(register::describe),
        )
        .route(
            "/mod/lti/openid-registration.php",
            post(register::register).get(register::read),
        )
        .route(
            "/api/lti/registrations",
            post(register::register).get(register::read),
        )
        .route("/lti/courses/{course}/memberships", get(roster::page))
        // As Moodle has them.
        .route("/lti/courses/{course}/lineitems", items())
        .route("/lti/courses/{course}/lineitems/{id}/lineitem", item())
        .route(
            "/lti/courses/{course}/lineitems/{id}/lineitem/scores",
            post(scores::take),
        )
        .route(
            "/lti/courses/{course}/lineitems/{id}/lineitem/results",
            get(results::list),
        )
        // As Canvas has them.
        .route("/lti/courses/{course}/line_items", items())
        .route("/lti/courses/{course}/line_items/{id}", item())
        .route(
            "/lti/courses/{course}/line_items/{id}/scores",
            post(scores::take),
        )
        .route(
            "/lti/courses/{course}/line_items/{id}/results",
            get(results::list),
        )
        .route(
            "/lti/courses/{course}/line_items/{id}/results/{user}",
            get(results::one),
        )
}

fn data() -> Router<Lms> {
    Router::new()
        .route("/api/members.json", get(api::members))
        .route("/api/gradebook.json", get(api::gradebook))
        .route("/api/scores.json", get(api::scores))
        .route("/api/courses.json", get(api::courses))
        .route("/api/links.json", get(api::links))
        .route("/api/line-items.json", get(api::line_items))
        .route("/api/copy-course", post(api::copy_course))
        .route("/api/tools.json", get(register::list))
        .route("/api/invite-tool", post(register::invite))
        .route("/api/quirks", get(api::quirks).post(api::change_quirks))
        .route("/api/rotate-key", post(api::rotate_key))
        .route("/api/enrol", post(api::enrol))
        .route("/api/attributes.csv", get(api::attributes))
        .route("/api/faults", get(api::faults).post(api::set_faults))
}

/// Leads whoever comes by another name of this computer to the LMS's own: by the name of the tool
/// the two would be one site, and nothing would be as it is in life.
async fn at_home(State(lms): State<Lms>, request: Request, next: Next) -> Response {
    let addresses = lms.addresses();
    let [origin, sso] = [addresses.origin(), addresses.sso()];
    let [own, other] = [origin, sso].map(|at| at.split_once("://").map_or(at, |(_, host)| host));
    let host = request.headers().get(header::HOST);
    if own != other && host.is_some_and(|host| host == other) {
        return at_sso(origin, request, next).await;
    }
    if request.method() == Method::GET && host.is_some_and(|host| host != own) {
        let rest = request.uri().path_and_query();
        let rest = rest.map_or("/", PathAndQuery::as_str);
        return Redirect::temporary(&format!("{origin}{rest}")).into_response();
    }
    next.run(request).await
}

/// Where logins are answered for many schools there is the frame of platform storage; everything
/// else goes on to the school's own address, by whatever method it came.
async fn at_sso(origin: &str, request: Request, next: Next) -> Response {
    if request.uri().path() == "/lti/storage" {
        return next.run(request).await;
    }
    let rest = request.uri().path_and_query();
    let rest = rest.map_or("/", PathAndQuery::as_str);
    Redirect::temporary(&format!("{origin}{rest}")).into_response()
}

/// Only the LMS's own pages may frame its pages, and only its own scripts run. What may be framed is
/// left open: tools move.
static POLICY: LazyLock<HeaderValue> = LazyLock::new(|| {
    let [submit, grow, close] =
        [SUBMIT, GROW, CLOSE].map(|script| STANDARD.encode(digest(&SHA256, script.as_bytes())));
    let policy = format!(
        "default-src 'none'; style-src 'self'; img-src 'self'; \
         script-src 'sha256-{submit}' 'sha256-{grow}' 'sha256-{close}'; \
         frame-src http: https:; frame-ancestors 'self'; base-uri 'none'"
    );
    HeaderValue::from_str(&policy).expect("base64 stands in every header")
});

/// The frame of platform storage is framed by the LMS, from another origin where logins have one.
fn storage_policy(origin: &str) -> HeaderValue {
    let keep = STANDARD.encode(digest(&SHA256, KEEP.as_bytes()));
    let policy =
        format!("default-src 'none'; script-src 'sha256-{keep}'; frame-ancestors {origin}");
    HeaderValue::from_str(&policy).expect("an origin and base64 stand in every header")
}

/// Nothing is kept by browsers but pictures and style.
async fn safe_headers(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    headers
        .entry(header::CACHE_CONTROL)
        .or_insert(HeaderValue::from_static("no-store"));
    let nosniff = HeaderValue::from_static("nosniff");
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, nosniff);
    headers
        .entry(header::CONTENT_SECURITY_POLICY)
        .or_insert_with(|| POLICY.clone());
    response
}
