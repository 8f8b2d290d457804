//! Somebody's tab, without a screen: reads its pages, presses its buttons, asks its API.

use api::{Page, View};
use http::HeaderMap;
use sandbox::visitor::{Visited, Visitor};
use serde_json::Value;
use view::document::Boot;

use crate::world::{CLIENT_ID, World};

/// Somebody's tab.
pub struct Tab {
    /// Their browser.
    pub visitor: Visitor,
    /// The page it opened with.
    pub page: Visited,
}

/// What came back.
#[derive(Clone, Debug)]
pub struct Answer {
    /// HTTP status.
    pub status: u16,
    /// The header `Alongside-Code`, of a refusal.
    pub code: Option<String>,
    /// The text.
    pub body: String,
    /// Where it was, after redirects.
    pub url: String,
}

impl Answer {
    /// What a visit came to.
    pub fn of(page: &Visited) -> Self {
        let code = page.headers.get("alongside-code");
        Self {
            status: page.status.as_u16(),
            code: code.map(|code| code.to_str().unwrap().to_owned()),
            body: page.body.clone(),
            url: page.url.to_string(),
        }
    }

    /// Fails the test if it was a refusal.
    pub fn expect_ok(&self) -> &Self {
        assert_eq!((self.status, &self.code), (200, &None), "{}", self.body);
        self
    }

    /// Fails the test unless it was this refusal.
    pub fn expect_refusal(&self, status: u16, code: &str) {
        assert_eq!(
            (self.status, self.code.as_deref()),
            (status, Some(code)),
            "{}",
            self.body
        );
    }

    /// The body as JSON.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap()
    }
}

impl Tab {
    /// Opens the tab from the course.
    pub async fn open(world: &World, who: &str) -> Self {
        let visitor = Visitor::new(HeaderMap::new()).unwrap();
        let page = visitor.open(&world.lms_url, CLIENT_ID, who).await.unwrap();
        Answer::of(&page).expect_ok();
        Self { visitor, page }
    }

    /// `/s/{handle}`, absolute.
    pub fn base(&self) -> String {
        let mut url = self.page.url.clone();
        url.set_query(None);
        url.to_string()
    }

    /// Another page of the tab.
    pub async fn get(&self, route: &str) -> Answer {
        let url = format!("{}/{route}", self.base());
        let url = url.trim_end_matches('/');
        Answer::of(&self.visitor.get(url).await.unwrap())
    }

    /// Opens the page that has the form of an act and submits it with more fields.
    pub async fn press(&self, route: &str, act: &str, fields: &[(&str, &str)]) -> Answer {
        let url = format!("{}/{route}", self.base());
        let page = self.visitor.get(url.trim_end_matches('/')).await.unwrap();
        let page = self
            .visitor
            .submit(&page, &format!("/acts/{act}"), fields)
            .await;
        Answer::of(&page.unwrap())
    }

    /// Submits the form of an act on the home page.
    pub async fn act(&self, act: &str, fields: &[(&str, &str)]) -> Answer {
        self.press("", act, fields).await
    }

    /// What the page was started with.
    pub fn boot(&self) -> Boot {
        boot(&self.page.body)
    }

    /// A view from the API.
    pub async fn view(&self, query: &str) -> View {
        let answer = self.ask("GET", &format!("/api/view?{query}"), None).await;
        assert_eq!(answer.status, 200, "{}", answer.body);
        serde_json::from_str(&answer.body).unwrap()
    }

    /// The page of a route from the API.
    pub async fn shown(&self, route: &str) -> Page {
        self.view(&format!("route={route}")).await.page
    }

    /// Does an act through the API.
    pub async fn send(&self, act: &str, body: &Value) -> Answer {
        self.ask("POST", &format!("/api/acts/{act}"), Some(body))
            .await
    }

    /// Asks the API with this tab's token.
    pub async fn ask(&self, method: &str, path: &str, body: Option<&Value>) -> Answer {
        let token = format!("Bearer {}", self.boot().token);
        ask(&self.origin(), method, path, body, Some(&token)).await
    }

    /// The service's origin.
    pub fn origin(&self) -> String {
        self.page.url.origin().ascii_serialization()
    }
}

/// What a page was started with, out of its HTML.
pub fn boot(html: &str) -> Boot {
    let (_, rest) = html.split_once("id=\"boot\"").unwrap();
    let (_, rest) = rest.split_once('>').unwrap();
    let (text, _) = rest.split_once("</template>").unwrap();
    let letters = [
        ("&quot;", "\""),
        ("&#x27;", "'"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&#x2f;", "/"),
        ("&amp;", "&"),
    ];
    let plain = letters
        .iter()
        .fold(text.to_owned(), |text, (from, to)| text.replace(from, to));
    serde_json::from_str(&plain).unwrap()
}

/// Asks the API with any token, or none.
pub async fn ask(
    origin: &str,
    method: &str,
    path: &str,
    body: Option<&Value>,
    token: Option<&str>,
) -> Answer {
    let client = reqwest::Client::builder().build().unwrap();
    let mut request = client.request(method.parse().unwrap(), format!("{origin}{path}"));
    if let Some(token) = token {
        request = request.header("authorization", token);
    }
    if let Some(body) = body {
        request = request
            .header("content-type", "application/json")
            .body(body.to_string());
    }
    let answer = request.send().await.unwrap();
    let code = answer.headers().get("alongside-code");
    Answer {
        status: answer.status().as_u16(),
        code: code.map(|code| code.to_str().unwrap().to_owned()),
        url: answer.url().to_string(),
        body: answer.text().await.unwrap(),
    }
}
