//! From the frame in the LMS to a window of its own, for whoever wants more room (decision 2).
//!
//! The new window has none of the frame's cookies: browsers keep them apart by the site around. So the
//! page of a proven visit posts what only it holds into the new window; that window gets a cookie, is
//! asked "Continue as NAME in COURSE?", and its answer begins a visit of the same person in the same
//! course, which ends no later than the first would. The code it answers with begins one visit, within
//! a minute, in that browser alone, and is in no address. Whoever takes longer is asked once more.

use api::{Language, Route};
use axum::{
    Form,
    extract::{Path, Query, State},
    http::{HeaderMap, header},
    response::{Html, IntoResponse, Redirect, Response},
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::{Timestamp, id::SessionId, time::Span};
use serde::{Deserialize, Serialize};
use store::session::{self, Session};
use view::{Block, Corner, PlainDocument, Words, plain_document};

use crate::{
    app::{App, words},
    browser, clock,
    error::{Error, Result},
    help::in_languages,
    pages,
    reader::{Reader, offered},
    refusal,
    secrets::Secrets,
    session::{going_on, of_new_window},
};

/// Where the answer is posted to.
pub(crate) const CONTINUE_PATH: &str = "/continue";

/// How long an answer counts.
const LIFE: Span = Span::minutes(1);

/// How long after that an answer is asked for once more, for whoever reads slowly (WCAG 2.2.1).
const PATIENCE: Span = Span::minutes(15);

/// How long a browser keeps a question, at least as long as an answer leads anywhere.
const KEPT: Span = Span::minutes(20);

/// What the page of a visit posts.
#[derive(Deserialize)]
pub(crate) struct Opening {
    form_token: String,
    #[serde(default)]
    page: String,
}

/// What the new window answers with.
#[derive(Deserialize)]
pub(crate) struct Answer {
    code: String,
    /// The language that was chosen beside the question.
    lang: Option<String>,
}

/// How the question is asked for.
#[derive(Deserialize)]
pub(crate) struct Asked {
    lang: Option<String>,
}

/// What a code says: which visit goes on, on which page, in which browser, until when.
#[derive(Serialize, Deserialize)]
struct Code {
    session: String,
    page: String,
    browser: Vec<u8>,
    nonce: String,
    until: i64,
    /// Whether it was asked before.
    again: bool,
}

impl Code {
    fn new(app: &App, session: SessionId, page: String, cookie: &str) -> Self {
        Self {
            session: session.to_string(),
            page,
            browser: app.secrets.browser_hash(cookie),
            nonce: URL_SAFE_NO_PAD.encode(clock::random::<24>()),
            until: (app.now() + LIFE).0,
            again: false,
        }
    }

    /// When nothing comes of it any more.
    fn forgotten(&self) -> Timestamp {
        Timestamp(self.until) + PATIENCE
    }
}

/// `POST /s/{handle}/hand-over`: a window was opened from a page of this visit.
pub(crate) async fn open(
    State(app): State<App>,
    Path(handle): Path<String>,
    headers: HeaderMap,
    Form(opening): Form<Opening>,
) -> Result<Response> {
    if !browser::is_own_form(&headers, &app.origin()) {
        return Err(Error::forbidden("form-origin"));
    }
    let session = of_new_window(&app, &handle, &opening.form_token).await?;
    let cookie = browser::cookie(&headers);
    let cookie = cookie.unwrap_or_else(|| URL_SAFE_NO_PAD.encode(clock::random::<32>()));
    let code = Code::new(&app, session.id, opening.page, &cookie);
    Ok(ask(&app, &code, &cookie))
}

/// Leads to the question, which has an address of its own: *Back* from what follows then posts nothing.
fn ask(app: &App, code: &Code, cookie: &str) -> Response {
    let plain = serde_json::to_vec(code).expect("plain fields can be written");
    let code = app.secrets.seal_hand_over(&plain);
    let mut response = Redirect::to(CONTINUE_PATH).into_response();
    let headers = response.headers_mut();
    headers.append(header::SET_COOKIE, browser::set_cookie(cookie));
    headers.append(header::SET_COOKIE, browser::set_question(&code, KEPT));
    response
}

/// `GET /continue`: the question that this browser was led to.
pub(crate) async fn show(
    State(app): State<App>,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> Result<Response> {
    let over = || Error::unknown("hand-over-over");
    let text = browser::question(&headers).ok_or_else(over)?;
    let (code, _) = opened(&app, &headers, &text).ok_or_else(over)?;
    let id = SessionId::parse(&code.session).ok_or_else(over)?;
    let mut session = going_on(&app, id).await?;
    let chosen = asked.lang.as_deref().and_then(Language::from_tag);
    session.language = chosen.map_or(session.language, |chosen| Some(chosen.tag().to_owned()));
    let html = question(&app, session, text, &code, chosen).await?;
    let mut response = Html(html).into_response();
    refusal::guard(response.headers_mut(), "'none'");
    Ok(response)
}

async fn question(
    app: &App,
    session: Session,
    sealed: String,
    code: &Code,
    chosen: Option<Language>,
) -> Result<String> {
    let text = if code.again {
        "hand-over-again"
    } else {
        "hand-over-text"
    };
    let owned = app.clone();
    let read = move |tx: &mut store::Tx<'_>| Reader::load(&owned, tx, session);
    let reader = app.store.read(read).await?;
    let words = words(reader.language, &reader.institution.time_zone);
    let course = ("course", (&*reader.course.title).into());
    let title = match &reader.name {
        Some(name) => words.say("hand-over-title", &[("name", (&**name).into()), course]),
        None => words.say("hand-over-title-nameless", &[course]),
    };
    let blocks = [
        Block::Markdown(words.say(text, &[])),
        Block::Form {
            action: CONTINUE_PATH.to_owned(),
            fields: [
                ("code", Some(sealed)),
                ("lang", chosen.map(|each| each.tag().to_owned())),
            ]
            .into_iter()
            .filter_map(|(name, value)| Some((name.to_owned(), value?)))
            .collect(),
            button: words.say("hand-over-go", &[]),
        },
    ];
    let help = format!("/help/{}", reader.institution.slug);
    let languages = in_languages(CONTINUE_PATH, &offered(&reader.institution), &[]);
    Ok(plain_document(&PlainDocument {
        corner: Corner::Help(&help),
        languages: &languages,
        ..PlainDocument::new(&words, &app.assets, &title, &blocks)
    }))
}

/// `POST /continue`: yes, that is me.
pub(crate) async fn go_on(
    State(app): State<App>,
    headers: HeaderMap,
    Form(answer): Form<Answer>,
) -> Result<Response> {
    if !browser::is_own_form(&headers, &app.origin()) {
        return Err(Error::forbidden("form-origin"));
    }
    let over = || Error::unknown("hand-over-over");
    let (code, cookie) = opened(&app, &headers, &answer.code).ok_or_else(over)?;
    let id = SessionId::parse(&code.session).ok_or_else(over)?;
    let first = going_on(&app, id).await?;
    let forgotten = code.forgotten();
    if app.now() > Timestamp(code.until) {
        let nonce = code.nonce;
        let used = move |tx: &mut store::Tx<'_>| session::use_nonce(tx, &nonce, forgotten);
        if !app.store.write(used).await? {
            return Err(over());
        }
        let code = Code {
            again: true,
            ..Code::new(&app, id, code.page, &cookie)
        };
        return Ok(ask(&app, &code, &cookie));
    }
    let handle = app.secrets.handle_of_hand_over(&code.nonce);
    let chosen = answer.lang.as_deref().and_then(Language::from_tag);
    let chosen = chosen.map(|language| language.tag().to_owned());
    let next = Session {
        id: app.id(SessionId::new),
        browser_hash: code.browser,
        language: chosen.or(first.language.clone()),
        used_at: app.now(),
        ..first
    };
    let hash = Secrets::handle_hash(&handle);
    let begin = move |tx: &mut store::Tx<'_>| {
        let first = session::get(tx, id)?;
        if first.is_none_or(|first| first.ended_at.is_some()) {
            return Err(Error::unknown("session-ended"));
        }
        // A button that is pressed twice leads to the same visit.
        if session::use_nonce(tx, &code.nonce, forgotten)? {
            session::start(tx, &next, &hash)?;
        }
        Ok(())
    };
    app.store.write(begin).await?;
    let page = Route::from_path(&code.page).unwrap_or(Route::Home);
    let mut response = Redirect::to(&pages::address(&handle, page)).into_response();
    let forget = browser::set_question("", Span::minutes(0));
    response.headers_mut().insert(header::SET_COOKIE, forget);
    Ok(response)
}

/// A code of ours that was not forgotten yet, in the browser it was made for, and that browser's cookie.
fn opened(app: &App, headers: &HeaderMap, text: &str) -> Option<(Code, String)> {
    let plain = app.secrets.open_hand_over(text)?;
    let code: Code = serde_json::from_slice(&plain).ok()?;
    let cookie = browser::cookie(headers)?;
    let is_this_browser = app.secrets.browser_hash(&cookie) == code.browser;
    (is_this_browser && app.now() <= code.forgotten()).then_some((code, cookie))
}
