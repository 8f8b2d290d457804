//! Talks to the service: the one place that fetches.

use api::{
    Endpoint, Problem, ReadView, View,
    act::{ACT_ID, Done},
};
use serde::de::DeserializeOwned;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortSignal, RequestInit, Response, UrlSearchParams};

use crate::{bridge, json};

/// After so many milliseconds an answer does not come any more.
const PATIENCE: u32 = 20_000;

/// Why there is no answer.
#[derive(Clone, Debug)]
pub(crate) enum Failure {
    /// None came, or not from the service, or it cannot answer just now. What was asked may or may
    /// not have been done.
    Offline,
    /// The visit has ended.
    Ended,
    /// The service refused, in the reader's language.
    Refused(Problem),
    /// An answer that this app cannot read: the service is newer than this page.
    Strange,
}

impl Failure {
    fn of(problem: Problem) -> Self {
        match problem.code.as_str() {
            "session-missing" | "session-ended" | "session-not-yours" => Self::Ended,
            // Too much at once, or no database just now. Where the service itself failed, it would
            // fail again, and what comes after must not wait for it.
            _ if problem.status > 500 || problem.status == 429 => Self::Offline,
            _ => Self::Refused(problem),
        }
    }
}

/// Talks to the service for one session. The token is nowhere else.
pub(crate) struct Client {
    token: String,
}

impl Client {
    pub(crate) const fn new(token: String) -> Self {
        Self { token }
    }

    /// Reads a page.
    pub(crate) async fn read(&self, request: &ReadView) -> Result<View, Failure> {
        let address = format!("{}?{}", ReadView::PATH, query(request));
        self.send(&address, None).await?.read()
    }

    /// Does an act. An empty id is none.
    pub(crate) async fn act(&self, path: &str, body: &str, id: &str) -> Result<Done, Failure> {
        let body = Body {
            json: body,
            id,
            outlives: false,
        };
        self.send(path, Some(&body)).await?.read()
    }

    /// Sends an act that outlives the page.
    pub(crate) fn act_at_parting(&self, path: &str, body: &str, id: &str) {
        let init = self.init(Some(&Body {
            json: body,
            id,
            outlives: true,
        }));
        let _ = bridge::window().fetch_with_str_and_init(path, &init);
    }

    /// A file of the app.
    pub(crate) async fn fetch_file(address: &str) -> Option<String> {
        let init = RequestInit::new();
        // As the preload in the page's head, so that the file is fetched once.
        init.set_credentials(web_sys::RequestCredentials::SameOrigin);
        let answer = fetch(address, &init).await.ok()?;
        answer.is_success.then_some(answer.text)
    }

    async fn send(&self, address: &str, body: Option<&Body<'_>>) -> Result<Answer, Failure> {
        let init = self.init(body);
        init.set_signal(Some(&AbortSignal::timeout_with_u32(PATIENCE)));
        let answer = fetch(address, &init).await?;
        if answer.is_success {
            return Ok(answer);
        }
        // A proxy in between answers in HTML: the service itself was not reached.
        Err(json::read(&answer.text).map_or(Failure::Offline, Failure::of))
    }

    /// A GET, or a POST.
    fn init(&self, body: Option<&Body<'_>>) -> RequestInit {
        let init = RequestInit::new();
        let headers = js_sys::Object::new();
        let authorization = format!("Bearer {}", self.token);
        bridge::set(&headers, "authorization", &authorization.into());
        if let Some(&Body { json, id, outlives }) = body {
            init.set_method("POST");
            init.set_body(&json.into());
            bridge::set(&headers, "content-type", &"application/json".into());
            if !id.is_empty() {
                bridge::set(&headers, ACT_ID, &id.into());
            }
            bridge::set(&init, "keepalive", &outlives.into());
        }
        init.set_headers(&headers);
        init
    }
}

/// What is posted.
struct Body<'a> {
    json: &'a str,
    /// The id of the act; empty for none.
    id: &'a str,
    /// Whether the request outlives the page.
    outlives: bool,
}

/// An answer, from whomever.
struct Answer {
    text: String,
    is_success: bool,
    is_json: bool,
}

impl Answer {
    /// Reads a success. If that fails, JSON is a newer service's, and anything else is somebody's in
    /// between, such as a network that wants a login first.
    fn read<T: DeserializeOwned>(&self) -> Result<T, Failure> {
        json::read(&self.text).map_err(|_| {
            if self.is_json {
                Failure::Strange
            } else {
                Failure::Offline
            }
        })
    }
}

async fn fetch(address: &str, init: &RequestInit) -> Result<Answer, Failure> {
    let answer = JsFuture::from(bridge::window().fetch_with_str_and_init(address, init));
    let answer: Response = answer
        .await
        .and_then(JsCast::dyn_into)
        .map_err(|_| Failure::Offline)?;
    let media = answer.headers().get("content-type").ok().flatten();
    let text = answer.text().map_err(|_| Failure::Offline)?;
    let text = JsFuture::from(text).await.map_err(|_| Failure::Offline)?;
    Ok(Answer {
        text: text.as_string().unwrap_or_default(),
        is_success: answer.ok(),
        is_json: media.is_some_and(|media| media.starts_with("application/json")),
    })
}

fn query(request: &ReadView) -> String {
    let Ok(query) = UrlSearchParams::new() else {
        return String::new();
    };
    query.append("route", &request.route);
    if !request.search.is_empty() {
        query.append("search", &request.search);
    }
    if request.from > 0 {
        query.append("from", &request.from.to_string());
    }
    for (name, value) in [("notice", &request.notice), ("lang", &request.lang)] {
        if let Some(value) = value {
            query.append(name, value);
        }
    }
    query.to_string().into()
}
