//! Who may do what from where: forms, cookies, tokens, roles, and what an answer gives away.

mod forms;
mod headers;
mod logs;
mod refusals;
mod roles;
mod sessions;

use http::HeaderMap;
use it::{Tab, World, tab::Answer, world::CLIENT_ID};
use reqwest::redirect::Policy;
use sandbox::visitor::Visitor;

/// The cookies of two browsers.
const MINE: &str = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
const THEIRS: &str = "BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB";

/// What came back, to the last header.
struct Reply {
    status: u16,
    headers: HeaderMap,
    body: String,
}

impl Reply {
    fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().unwrap())
    }

    /// As the tests of pages see it.
    fn answer(&self) -> Answer {
        Answer {
            status: self.status,
            code: self.header("alongside-code").map(str::to_owned),
            body: self.body.clone(),
            url: self.header("location").unwrap_or_default().to_owned(),
        }
    }

    fn expect_refusal(&self, status: u16, code: &str) {
        self.answer().expect_refusal(status, code);
    }
}

/// One request as any program could send it. Redirects are not followed.
async fn ask(method: &str, url: &str, headers: &[(&str, &str)], body: &str) -> Reply {
    let client = reqwest::Client::builder().redirect(Policy::none());
    let mut request = client
        .build()
        .unwrap()
        .request(method.parse().unwrap(), url)
        .body(body.to_owned());
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let answer = request.send().await.unwrap();
    Reply {
        status: answer.status().as_u16(),
        headers: answer.headers().clone(),
        body: answer.text().await.unwrap(),
    }
}

/// `cookie:` of a browser.
fn cookie(value: &str) -> String {
    format!("__Host-alongside={value}")
}

/// Posts a form as the browser with this cookie would, with more headers.
async fn post(url: &str, from: &str, headers: &[(&str, &str)], body: &str) -> Reply {
    let cookie = cookie(from);
    let mut all = vec![
        ("content-type", "application/x-www-form-urlencoded"),
        ("cookie", &cookie),
    ];
    all.extend(headers);
    ask("POST", url, &all, body).await
}

/// Opens a page as the browser with this cookie would.
async fn get(url: &str, from: &str) -> Reply {
    ask("GET", url, &[("cookie", &cookie(from))], "").await
}

/// Opens the tab as somebody in the browser with this cookie.
async fn open_in(world: &World, who: &str, browser: &str) -> Tab {
    let mut headers = HeaderMap::new();
    headers.insert("cookie", cookie(browser).parse().unwrap());
    let visitor = Visitor::new(headers).unwrap();
    let page = visitor.open(&world.lms_url, CLIENT_ID, who).await.unwrap();
    Answer::of(&page).expect_ok();
    Tab { visitor, page }
}

/// The secret part of a tab's address.
fn handle(tab: &Tab) -> String {
    tab.base().rsplit('/').next().unwrap().to_owned()
}
