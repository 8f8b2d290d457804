//! A person with a browser that has no screen: follows redirects, keeps cookies, submits forms. It
//! opens a tool from the course as a browser would, for tests and for setting up a demonstration.

use std::{
    collections::BTreeMap,
    sync::{Mutex, PoisonError},
};

use reqwest::{
    Method, StatusCode, Url,
    header::{CONTENT_TYPE, COOKIE, HeaderMap, LOCATION, SET_COOKIE},
};

/// Most steps of one visit: an LMS and a tool need six.
const MOST_STEPS: usize = 20;

/// A person with a browser that has no screen.
#[derive(Debug)]
pub struct Visitor {
    client: reqwest::Client,
    cookies: Mutex<BTreeMap<(String, String), String>>,
    headers: HeaderMap,
}

/// A page that was reached.
#[derive(Clone, Debug)]
pub struct Visited {
    /// Its address, after redirects.
    pub url: Url,
    /// Its status.
    pub status: StatusCode,
    /// Its headers.
    pub headers: HeaderMap,
    /// Its text.
    pub body: String,
}

/// A form on a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// Where it goes, absolute.
    pub action: Url,
    /// The fields it comes with: hidden ones, and ticked or filled-in ones.
    pub fields: Vec<(String, String)>,
}

/// Why a visit ended.
#[derive(Debug, thiserror::Error)]
pub enum VisitError {
    /// No answer.
    #[error("no answer: {0}")]
    NoAnswer(#[from] reqwest::Error),
    /// An address that is none.
    #[error("an address cannot be followed: {0}")]
    Address(String),
    /// Round in circles.
    #[error("more than {MOST_STEPS} steps")]
    Circles,
    /// The page has no such form.
    #[error("no form that goes to {0}")]
    NoForm(String),
}

impl Visitor {
    /// A new browser without cookies. These headers go with every request.
    pub fn new(headers: HeaderMap) -> Result<Self, VisitError> {
        Ok(Self {
            client: reqwest::Client::builder()
                .redirect(reqwest::redirect::Policy::none())
                .build()?,
            cookies: Mutex::default(),
            headers,
        })
    }

    /// Opens a tool of the course as somebody, all the way to the tool's page.
    pub async fn open(&self, lms: &str, tool: &str, who: &str) -> Result<Visited, VisitError> {
        let start = Url::parse_with_params(
            &format!("{lms}/launch/start"),
            [("tool", tool), ("as", who)],
        );
        let start = start.map_err(|_| VisitError::Address(lms.to_owned()))?;
        self.walk(Method::GET, start, vec![]).await
    }

    /// Opens a page.
    pub async fn get(&self, url: &str) -> Result<Visited, VisitError> {
        self.walk(Method::GET, address(url)?, vec![]).await
    }

    /// Submits the form of a page whose action ends like this, with more fields.
    pub async fn submit(
        &self,
        page: &Visited,
        action: &str,
        more: &[(&str, &str)],
    ) -> Result<Visited, VisitError> {
        let forms = page.forms();
        let form = forms
            .into_iter()
            .find(|form| form.action.path().ends_with(action));
        let mut form = form.ok_or_else(|| VisitError::NoForm(action.to_owned()))?;
        let more = more
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        // What is chosen takes the place of what the form came with, as with radio buttons.
        let chosen: Vec<(String, String)> = more.collect();
        let is_chosen = |name: &str| chosen.iter().any(|(one, _)| one == name);
        form.fields.retain(|(name, _)| !is_chosen(name));
        form.fields.extend(chosen);
        self.walk(Method::POST, form.action, form.fields).await
    }

    /// Goes on until a page neither redirects nor submits itself.
    async fn walk(
        &self,
        mut method: Method,
        mut url: Url,
        mut fields: Vec<(String, String)>,
    ) -> Result<Visited, VisitError> {
        for _ in 0..MOST_STEPS {
            let page = self.step(method, url, &fields).await?;
            if let Some(next) = page.redirect()? {
                (method, url, fields) = (Method::GET, next, vec![]);
            } else if let Some(form) = page.posts_itself() {
                (method, url, fields) = (Method::POST, form.action, form.fields);
            } else {
                return Ok(page);
            }
        }
        Err(VisitError::Circles)
    }

    /// One request, no further.
    pub async fn step(
        &self,
        method: Method,
        url: Url,
        fields: &[(String, String)],
    ) -> Result<Visited, VisitError> {
        let mut request = self
            .client
            .request(method.clone(), url.clone())
            .headers(self.headers.clone());
        if let Some(cookies) = self.cookies_for(&url) {
            request = request.header(COOKIE, cookies);
        }
        if method == Method::POST {
            let body = url::form_urlencoded::Serializer::new(String::new())
                .extend_pairs(fields)
                .finish();
            request = request
                .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
                .body(body);
        }
        let answer = request.send().await?;
        let (status, headers) = (answer.status(), answer.headers().clone());
        self.keep_cookies(&url, &headers);
        Ok(Visited {
            url,
            status,
            headers,
            body: answer.text().await?,
        })
    }

    fn cookies_for(&self, url: &Url) -> Option<String> {
        let cookies = self.cookies.lock().unwrap_or_else(PoisonError::into_inner);
        let mine = cookies.iter().filter(|((host, _), _)| *host == place(url));
        let pairs: Vec<String> = mine
            .map(|((_, name), value)| format!("{name}={value}"))
            .collect();
        (!pairs.is_empty()).then(|| pairs.join("; "))
    }

    fn keep_cookies(&self, url: &Url, headers: &HeaderMap) {
        let mut cookies = self.cookies.lock().unwrap_or_else(PoisonError::into_inner);
        for value in headers.get_all(SET_COOKIE) {
            let pair = value
                .to_str()
                .unwrap_or_default()
                .split(';')
                .next()
                .unwrap_or_default();
            if let Some((name, value)) = pair.split_once('=') {
                cookies.insert((place(url), name.to_owned()), value.to_owned());
            }
        }
    }

    /// Forgets every cookie, as another browser would have none.
    pub fn forget_cookies(&self) {
        self.cookies
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clear();
    }
}

/// Cookies are kept by host and port, so that two test servers do not mix.
fn place(url: &Url) -> String {
    format!(
        "{}:{}",
        url.host_str().unwrap_or_default(),
        url.port_or_known_default().unwrap_or_default()
    )
}

fn address(text: &str) -> Result<Url, VisitError> {
    Url::parse(text).map_err(|_| VisitError::Address(text.to_owned()))
}

impl Visited {
    /// The forms of the page, in order.
    pub fn forms(&self) -> Vec<Form> {
        self.body
            .split("<form")
            .skip(1)
            .filter_map(|rest| {
                let rest = rest.split("</form").next()?;
                let (head, inside) = rest.split_once('>')?;
                let action = attribute(head, "action").unwrap_or_default();
                Some(Form {
                    action: self.url.join(&action).ok()?,
                    fields: inside.split("<input").skip(1).filter_map(field).collect(),
                })
            })
            .collect()
    }

    /// The form of a page that a script would submit at once: the LMS marks its own.
    fn posts_itself(&self) -> Option<Form> {
        let alone = self.body.contains("id=\"onward\"");
        alone.then(|| self.forms().into_iter().next())?
    }

    fn redirect(&self) -> Result<Option<Url>, VisitError> {
        if let Some(to) = self
            .headers
            .get(LOCATION)
            .filter(|_| self.status.is_redirection())
        {
            let to = to.to_str().unwrap_or_default();
            let next = self
                .url
                .join(to)
                .map_err(|_| VisitError::Address(to.to_owned()))?;
            return Ok(Some(next));
        }
        let refresh = self
            .body
            .split("<meta")
            .skip(1)
            .filter_map(|rest| rest.split('>').next())
            .find(|tag| attribute(tag, "http-equiv").as_deref() == Some("refresh"));
        let next = refresh.and_then(|tag| attribute(tag, "content"));
        Ok(next.and_then(|content| self.url.join(content.split_once("url=")?.1).ok()))
    }
}

fn field(input: &str) -> Option<(String, String)> {
    let tag = input.split('>').next()?;
    let kind = attribute(tag, "type").unwrap_or_default();
    let ticked = !matches!(&*kind, "radio" | "checkbox") || tag.contains("checked");
    let name = attribute(tag, "name").filter(|_| ticked)?;
    Some((name, attribute(tag, "value").unwrap_or_default()))
}

/// The value of an attribute written in double quotes.
fn attribute(tag: &str, name: &str) -> Option<String> {
    let (_, rest) = tag.split_once(&format!("{name}=\""))?;
    let value = rest.split('"').next()?;
    let plain = [
        "&#34;", "&quot;", "&#38;", "&#39;", "&#60;", "&lt;", "&#62;", "&gt;", "&#x27;", "&#x2f;",
    ];
    let letters = ["\"", "\"", "&", "'", "<", "<", ">", ">", "'", "/"];
    let mut text = value.to_owned();
    for (from, to) in plain.iter().zip(letters) {
        text = text.replace(from, to);
    }
    Some(text.replace("&amp;", "&"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(body: &str) -> Visited {
        Visited {
            url: Url::parse("http://127.0.0.1:1/a/b").expect("an address"),
            status: StatusCode::OK,
            headers: HeaderMap::new(),
            body: body.to_owned(),
        }
    }

    #[test]
    fn forms_are_found_with_what_they_would_send() {
        let page = page(
            "<form method=\"post\" action=\"/x?a=1&amp;b=2\"><input type=\"hidden\" name=\"t\" value=\"&quot;1&#38;\">\
             <input type=\"radio\" name=\"q\" value=\"a\"><input type=\"radio\" name=\"q\" value=\"b\" checked></form>",
        );
        let forms = page.forms();
        assert_eq!(forms[0].action.as_str(), "http://127.0.0.1:1/x?a=1&b=2");
        let fields = [("t", "\"1&"), ("q", "b")].map(|(name, value)| (name.into(), value.into()));
        assert_eq!(forms[0].fields, fields);
    }

    #[test]
    fn a_page_that_moves_on_by_itself_is_followed() {
        let page = page("<meta http-equiv=\"refresh\" content=\"0;url=/next?x=1&amp;y=2\">");
        let next = page.redirect().expect("an address").expect("a next page");
        assert_eq!(next.as_str(), "http://127.0.0.1:1/next?x=1&y=2");
    }
}
