//! The platform on the wire.

use std::{
    sync::atomic::Ordering,
    time::{Duration, Instant},
};

use axum::{
    Json, Router,
    extract::{Path, Query, Request, State},
    http::{HeaderMap, StatusCode, header},
    middleware::{Next, from_fn_with_state},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use serde_json::{Value, json};

use super::Platform;

const MEMBERS: &str = "application/vnd.ims.lti-nrps.v2.membershipcontainer+json";
const ITEM: &str = "application/vnd.ims.lis.v2.lineitem+json";
const ITEMS: &str = "application/vnd.ims.lis.v2.lineitemcontainer+json";
const SCORE: &str = "application/vnd.ims.lis.v1.score+json";
const RESULTS: &str = "application/vnd.ims.lis.v2.resultcontainer+json";
const RESULT_SCOPE: &str = "https://purl.imsglobal.org/spec/lti-ags/scope/result.readonly";

pub(super) fn router(platform: Platform) -> Router {
    let services = Router::new()
        .route("/courses/{course}/members", get(members))
        .route("/courses/{course}/items", get(items).post(add_item))
        .route("/courses/{course}/items/{item}", get(item))
        .route("/courses/{course}/items/{item}/scores", post(score))
        .route("/courses/{course}/items/{item}/results", get(results))
        .layer(from_fn_with_state(platform.clone(), served));
    Router::new()
        .route("/jwks", get(jwks))
        .route("/token", post(token))
        .merge(services)
        .with_state(platform)
}

/// Counts a service call, asks for a token and lets it wait.
async fn served(State(platform): State<Platform>, request: Request, next: Next) -> Response {
    let authorised = request.headers().contains_key(header::AUTHORIZATION);
    if !authorised {
        return StatusCode::UNAUTHORIZED.into_response();
    }
    let state = &platform.0;
    state.requests.fetch_add(1, Ordering::Relaxed);
    let flying = 1 + state.in_flight.fetch_add(1, Ordering::Relaxed);
    state.most_in_flight.fetch_max(flying, Ordering::Relaxed);
    let delay = state.delay.load(Ordering::Relaxed);
    if delay > 0 {
        tokio::time::sleep(Duration::from_millis(delay)).await;
    }
    let response = next.run(request).await;
    state.in_flight.fetch_sub(1, Ordering::Relaxed);
    response
}

async fn jwks(State(platform): State<Platform>) -> Json<Value> {
    Json(json!({ "keys": [platform.key().public_jwk()] }))
}

/// A token for whoever asks for one with an assertion, if the scope may be had.
async fn token(State(platform): State<Platform>, body: String) -> Response {
    let field = |name: &str| {
        let mut fields = url::form_urlencoded::parse(body.as_bytes());
        fields.find_map(|(key, value)| (key == name).then(|| value.into_owned()))
    };
    let scope = field("scope").unwrap_or_default();
    let withheld = platform.0.results_withheld.load(Ordering::Relaxed);
    if field("client_assertion").is_none() || (withheld && scope.contains(RESULT_SCOPE)) {
        let refusal = Json(json!({ "error": "invalid_scope" }));
        return (StatusCode::BAD_REQUEST, refusal).into_response();
    }
    let token = json!({
        "access_token": "a-token-of-the-bench",
        "token_type": "Bearer",
        "expires_in": 3600,
        "scope": scope,
    });
    Json(token).into_response()
}

#[derive(serde::Deserialize)]
struct Paged {
    #[serde(default)]
    p: usize,
}

async fn members(
    State(platform): State<Platform>,
    Path(course): Path<String>,
    Query(asked): Query<Paged>,
) -> Response {
    let courses = platform.courses();
    let pages = courses.get(&course).map(|course| &course.pages);
    let Some(page) = pages.and_then(|pages| pages.get(asked.p)) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let mut response = ([(header::CONTENT_TYPE, MEMBERS)], page.clone()).into_response();
    if pages.is_some_and(|pages| asked.p + 1 < pages.len()) {
        let next = format!(
            "<{}?p={}>; rel=\"next\"",
            platform.roster_url(&course),
            asked.p + 1
        );
        if let Ok(next) = next.parse() {
            response.headers_mut().insert(header::LINK, next);
        }
    }
    response
}

async fn items(State(platform): State<Platform>, Path(course): Path<String>) -> Response {
    let courses = platform.courses();
    let items = courses.get(&course).map(|course| json!(course.items));
    typed(ITEMS, items)
}

async fn item(
    State(platform): State<Platform>,
    Path((course, item)): Path<(String, usize)>,
) -> Response {
    let courses = platform.courses();
    let items = courses.get(&course).map(|course| &course.items);
    typed(ITEM, items.and_then(|items| items.get(item)).cloned())
}

async fn add_item(
    State(platform): State<Platform>,
    Path(course): Path<String>,
    body: String,
) -> Response {
    let url = platform.items_url(&course);
    let mut courses = platform.courses();
    let made = courses.get_mut(&course).and_then(|course| {
        let mut item: Value = serde_json::from_str(&body).ok()?;
        item["id"] = json!(format!("{url}/{}", course.items.len()));
        course.items.push(item.clone());
        Some(item)
    });
    let mut response = typed(ITEM, made);
    if response.status().is_success() {
        *response.status_mut() = StatusCode::CREATED;
    }
    response
}

/// A mark counts only if it could be written: for whom, how much, when.
async fn score(
    State(platform): State<Platform>,
    Path((course, _)): Path<(String, usize)>,
    headers: HeaderMap,
    body: String,
) -> Response {
    let media_type = headers.get(header::CONTENT_TYPE);
    let Ok(said) = serde_json::from_str::<Value>(&body) else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    let complete = said["scoreGiven"].is_number() && said["timestamp"].is_string();
    let (Some(user), true) = (said["userId"].as_str(), complete) else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    if media_type.is_none_or(|media_type| media_type != SCORE) {
        return StatusCode::UNSUPPORTED_MEDIA_TYPE.into_response();
    }
    if let Some(course) = platform.courses().get_mut(&course)
        && course.scored.insert(user.to_owned())
    {
        course.scored_last = Some(Instant::now());
    }
    Json(json!({})).into_response()
}

#[derive(serde::Deserialize)]
struct Of {
    user_id: Option<String>,
}

/// What stands for one person: the whole mark, where there is one.
async fn results(
    State(platform): State<Platform>,
    Path((course, item)): Path<(String, usize)>,
    Query(of): Query<Of>,
) -> Response {
    let url = format!("{}/{item}", platform.items_url(&course));
    let courses = platform.courses();
    let found = courses.get(&course).map(|course| {
        let user = of.user_id.filter(|user| course.scored.contains(user));
        let result = |user: String| {
            json!({
                "id": format!("{url}/results/{user}"), "scoreOf": url, "userId": user,
                "resultScore": 1.0, "resultMaximum": 1.0,
            })
        };
        user.into_iter().map(result).collect::<Value>()
    });
    typed(RESULTS, found)
}

fn typed(media_type: &'static str, found: Option<Value>) -> Response {
    match found {
        Some(value) => ([(header::CONTENT_TYPE, media_type)], value.to_string()).into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}
