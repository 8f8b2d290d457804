//! The service: launches, pages, the API, and the jobs beside them.
//!
//! Three of its journeys, each readable from one file on: a launch from [`lti`], forming groups from
//! `acts/forming.rs`, a completion from `acts/training.rs` through `training.rs` to
//! `jobs/scores.rs`.

mod accessibility;
mod acts;
pub mod admin;
mod api_routes;
pub mod app;
mod arrive;
pub mod assets;
pub mod assurance;
mod browser;
pub mod clock;
mod compress;
pub mod config;
mod content;
pub mod doctor;
pub mod error;
mod forming;
mod front;
pub mod gallery;
mod halt;
mod hand_over;
mod health;
mod help;
mod http_client;
pub mod jobs;
mod limits;
pub mod lti;
mod pages;
mod platform;
mod reader;
mod refusal;
mod secrets;
mod serving;
mod session;
pub mod setup;
mod strangers;
mod training;
pub mod troubles;
mod views;

use api::act::{
    Act, ClaimScheme, ConfirmGradebook, ConfirmRoster, FormGroups, KeepDraft, PlaceLate,
    PublishGroups, ResendScore, SignCode, SubmitQuiz, SyncRoster, TakePart,
};
use axum::{
    middleware::{from_fn, from_fn_with_state},
    routing::{any, get, post},
};
use tower_http::{limit::RequestBodyLimitLayer, timeout::RequestBodyTimeoutLayer};

pub use app::App;
pub use axum::Router;
pub use serving::serve;

/// Most bytes of a request body that is not a launch.
const LARGEST_BODY: usize = 64 * 1024;

/// The longest pause in a request's body.
const BODY_PAUSE: std::time::Duration = std::time::Duration::from_secs(15);

/// Every route.
pub fn router(app: App) -> Router {
    let api = doable(
        Router::new().route("/api/view", get(api_routes::view)),
        Surface::Api,
    )
    .route("/api/{*rest}", any(nothing_here))
    .layer(RequestBodyLimitLayer::new(LARGEST_BODY))
    .layer(from_fn(refusal::as_problem));
    let pages = Router::new()
        .route("/s/{handle}", get(pages::home))
        .route("/s/{handle}/choose", post(lti::choosing::post))
        .route("/s/{handle}/hand-over", post(hand_over::open))
        .route("/s/{handle}/{route}", get(pages::other));
    let pages = doable(pages, Surface::Pages)
        .route(
            hand_over::CONTINUE_PATH,
            get(hand_over::show).post(hand_over::go_on),
        )
        .route("/", get(front::get))
        .route(
            refusal::languages::REFUSED_PATH,
            get(refusal::languages::get),
        )
        .route("/accessibility", get(accessibility::get))
        .route("/help", get(help::general))
        .route("/help/{institution}", get(help::of_institution))
        .route("/health/live", get(health::live))
        .route("/health/ready", get(health::ready))
        .layer(RequestBodyLimitLayer::new(LARGEST_BODY))
        .route("/assets/{file}", get(assets::get))
        .route(
            lti::configuration::LOGIN_PATH,
            get(lti::login::get).post(lti::login::post),
        )
        .route(lti::launch::REDIRECT_PATH, post(lti::launch::post))
        .route(
            lti::register::REGISTER_PATH,
            get(lti::register::get).post(lti::register::post),
        )
        .route(lti::prove::PROVE_PATH, post(lti::prove::post))
        .route(lti::prove::UNPROVEN_PATH, get(lti::prove::unproven))
        .route(lti::configuration::KEYS_PATH, get(lti::keys::get))
        .route("/lti/canvas.json", get(lti::configuration::get))
        .fallback(nothing_here)
        .layer(from_fn_with_state(app.clone(), limits::at_doors))
        .layer(from_fn_with_state(app.clone(), refusal::as_page));
    let admin = admin::router(&app);
    let all = pages.merge(api).merge(admin).with_state(app);
    all.layer(from_fn(compress::answers))
        .layer(RequestBodyTimeoutLayer::new(BODY_PAUSE))
}

async fn nothing_here() -> error::Error {
    error::Error::not_found()
}

/// Where acts are mounted.
#[derive(Clone, Copy)]
enum Surface {
    Pages,
    Api,
}

/// Mounts every act.
fn doable(router: Router<App>, surface: Surface) -> Router<App> {
    let router = mount::<ClaimScheme>(router, surface);
    let router = mount::<SyncRoster>(router, surface);
    let router = mount::<ConfirmRoster>(router, surface);
    let router = mount::<ConfirmGradebook>(router, surface);
    let router = mount::<TakePart>(router, surface);
    let router = mount::<SignCode>(router, surface);
    let router = mount::<SubmitQuiz>(router, surface);
    let router = mount::<KeepDraft>(router, surface);
    let router = mount::<FormGroups>(router, surface);
    let router = mount::<PublishGroups>(router, surface);
    let router = mount::<PlaceLate>(router, surface);
    mount::<ResendScore>(router, surface)
}

fn mount<A: acts::Do>(router: Router<App>, surface: Surface) -> Router<App> {
    match surface {
        Surface::Api => router.route(A::PATH, post(api_routes::act::<A>)),
        Surface::Pages => {
            let path = format!("/s/{{handle}}/acts/{}", <A as Act>::NAME);
            router.route(&path, post(pages::act::<A>))
        }
    }
}
