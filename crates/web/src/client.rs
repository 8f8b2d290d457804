//! Talks to the service: the one place that fetches.

use api::{Endpoint, Problem, ReadView, View, act::Done};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortSignal, RequestInit, Response, UrlSearchParams};

use crate::{acts::Encoded, bridge, json};

/// After so many milliseconds an answer does not come any more.
const PATIENCE: u32 = 20_000;

/// Why there is no answer.
#[derive(Clone, Debug)]
pub(crate) enum Failure {
    /// None came, or not from the service. What was asked may or may not have been done.
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
        let text = self.send(&address, None).await?;
        json::read(&text).map_err(|_| Failure::Strange)
    }

    /// Does an act.
    pub(crate) async fn act(&self, act: &Encoded) -> Result<Done, Failure> {
        let text = self.send(act.path, Some((&act.body, false))).await?;
        json::read(&text).map_err(|_| Failure::Offline)
    }

    /// Sends an act that outlives the page.
    pub(crate) fn act_at_parting(&self, act: &Encoded) {
        let init = self.init(Some((&act.body, true)));
        let _ = bridge::window().fetch_with_str_and_init(act.path, &init);
    }

    /// A file of the app.
    pub(crate) async fn fetch_file(address: &str) -> Option<String> {
        let init = RequestInit::new();
        // As the preload in the page's head, so that the file is fetched once.
        init.set_credentials(web_sys::RequestCredentials::SameOrigin);
        let (text, is_success) = fetch(address, &init).await.ok()?;
        is_success.then_some(text)
    }

    async fn send(&self, address: &str, body: Option<(&str, bool)>) -> Result<String, Failure> {
        let init = self.init(body);
        init.set_signal(Some(&AbortSignal::timeout_with_u32(PATIENCE)));
        let (text, is_success) = fetch(address, &init).await?;
        if is_success {
            return Ok(text);
        }
        // A proxy in between answers in HTML: the service itself was not reached.
        Err(json::read(&text).map_or(Failure::Offline, Failure::of))
    }

    /// A GET, or a POST of this JSON, which may outlive the page.
    fn init(&self, body: Option<(&str, bool)>) -> RequestInit {
        let init = RequestInit::new();
        let headers = js_sys::Object::new();
        let authorization = format!("Bearer {}", self.token);
        bridge::set(&headers, "authorization", &authorization.into());
        if let Some((json, outlives)) = body {
            init.set_method("POST");
            init.set_body(&json.into());
            bridge::set(&headers, "content-type", &"application/json".into());
            bridge::set(&init, "keepalive", &outlives.into());
        }
        init.set_headers(&headers);
        init
    }
}

/// The text of an answer, and whether it is a success.
async fn fetch(address: &str, init: &RequestInit) -> Result<(String, bool), Failure> {
    let answer = JsFuture::from(bridge::window().fetch_with_str_and_init(address, init));
    let answer: Response = answer
        .await
        .and_then(JsCast::dyn_into)
        .map_err(|_| Failure::Offline)?;
    let text = answer.text().map_err(|_| Failure::Offline)?;
    let text = JsFuture::from(text).await.map_err(|_| Failure::Offline)?;
    Ok((text.as_string().unwrap_or_default(), answer.ok()))
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
