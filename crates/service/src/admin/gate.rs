//! Who is asking: an administrator by cookie, and for an act by the form's token and origin as well.

use api::Language;
use axum::{
    extract::{FromRequest, FromRequestParts, Query, Request, rejection::FormRejection},
    http::{HeaderMap, HeaderValue, Method, request::Parts},
    response::{Html, IntoResponse, Response},
};
use cookie::{Cookie, SameSite};
use domain::{
    Timestamp,
    id::{AdminActId, CourseId, InstitutionId, RegistrationId},
    time::Span,
};
use serde::Deserialize;
use store::{
    StoreError, Tx,
    admin::{self, Session, act},
    institution::{self, Institution},
    registration::{self, Registration},
};
use view::{
    DateStyle, Words,
    admin::{Document, Page, Question, Visit, document},
    fluent::FluentWords,
};

use super::go;
use crate::{
    app::{App, words},
    browser,
    error::{Error, Result},
};

/// Its prefix makes browsers refuse it without `Secure` and `Path=/`, or with a `Domain`.
const COOKIE: &str = "__Host-alongside-admin";

/// How long a visit lasts unused, and at all (decision 9).
const IDLE: Span = Span::minutes(30);
const LONGEST: Span = Span::hours(8);

/// A visit is marked as used at most this often.
const TOUCH: Span = Span::minutes(1);

/// What may be asked of any page.
#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct Asked {
    /// The language, as a tag.
    pub(super) lang: Option<String>,
    /// What just happened, as the end of a key.
    pub(super) notice: Option<String>,
    /// The secret of a link that lets somebody in.
    pub(super) invite: Option<String>,
    /// Which part of a list, or of a page.
    pub(super) show: Option<String>,
    /// How many departments were added just now, and how many were there already.
    pub(super) added: Option<u32>,
    pub(super) there: Option<u32>,
    /// What an unknown platform said of itself, for the form of a new one.
    pub(super) issuer: Option<String>,
    pub(super) client_id: Option<String>,
    /// Which Canvas that form is filled in for, and where one of its own is.
    pub(super) canvas: Option<String>,
    #[serde(rename = "canvas-host")]
    pub(super) canvas_host: Option<String>,
}

impl Asked {
    /// The key of what just happened. Only words of ours are shown, whoever wrote the address.
    pub(super) fn notice(&self, words: &FluentWords) -> Option<String> {
        let key = format!("admin-did-{}", self.notice.as_deref()?);
        let is_plain = |byte: u8| byte.is_ascii_lowercase() || byte == b'-';
        (key.bytes().all(is_plain) && words.find(&key, &[]).is_some()).then_some(key)
    }
}

/// Somebody who has entered.
#[derive(Clone)]
pub(super) struct Visitor {
    pub(super) app: App,
    pub(super) session: Session,
    pub(super) asked: Asked,
    /// The only institution there is; none where there are several, or none.
    pub(super) only: Option<InstitutionId>,
    language: Language,
}

/// Somebody who has entered and works in an institution.
#[derive(Clone)]
pub(super) struct Admin {
    pub(super) visitor: Visitor,
    pub(super) institution: Institution,
}

/// An act: posted by a page of this visit.
pub(super) struct Posted<Who> {
    pub(super) by: Who,
    fields: Vec<(String, String)>,
}

impl Visitor {
    /// The visit of this browser, if it has one that goes on.
    pub(super) async fn of(app: &App, headers: &HeaderMap, asked: &Asked) -> Result<Option<Self>> {
        let Some(cookie) = browser::cookie_named(COOKIE, headers) else {
            return Ok(None);
        };
        let (hash, now) = (app.secrets.admin_hash(&cookie), app.now());
        let found = app.store.read(move |tx| {
            let only = match &*institution::all(tx)? {
                [only] => Some(only.id),
                _ => None,
            };
            Ok::<_, StoreError>((admin::by_hash(tx, &hash)?, only))
        });
        let (found, only) = found.await?;
        let Some(session) = found.filter(|found| goes_on(found, now)) else {
            return Ok(None);
        };
        keep(app, &session, asked, now).await?;
        let spoken = [asked.lang.as_deref(), session.language.as_deref()];
        let spoken = spoken.into_iter().flatten().find_map(Language::from_tag);
        Ok(Some(Self {
            app: app.clone(),
            session,
            asked: asked.clone(),
            only,
            language: spoken.unwrap_or_else(|| browser::language(headers)),
        }))
    }

    /// Shows a page before an institution was chosen.
    pub(super) fn show(&self, here: &str, page: &Page) -> Response {
        self.draw(here, page, "", "UTC")
    }

    fn draw(&self, here: &str, page: &Page, institution: &str, time_zone: &str) -> Response {
        let words = words(self.language, time_zone);
        let visit = Visit {
            institution: institution.to_owned(),
            form_token: self.app.secrets.admin_form_token(self.session.id),
            of_host: self.session.administrator.of.is_none() && self.only.is_none(),
        };
        let html = document(&Document {
            words: &words,
            assets: &self.app.assets,
            visit: Some(&visit),
            page,
            here,
            notice: self.asked.notice(&words).as_deref(),
        });
        Html(html).into_response()
    }
}

fn goes_on(session: &Session, now: Timestamp) -> bool {
    session.ended_at.is_none() && now - session.used_at < IDLE && now - session.started_at < LONGEST
}

/// Keeps that a visit is in use, and the language chosen in it.
async fn keep(app: &App, session: &Session, asked: &Asked, now: Timestamp) -> Result<()> {
    let chosen = asked.lang.as_deref().and_then(Language::from_tag);
    let chosen = chosen.map(Language::tag);
    let is_new = chosen.is_some() && chosen != session.language.as_deref();
    if now - session.used_at < TOUCH && !is_new {
        return Ok(());
    }
    let id = session.id;
    let kept = app.store.write(move |tx| {
        admin::touch(tx, id, now)?;
        match chosen.filter(|_| is_new) {
            Some(tag) => admin::speak(tx, id, tag),
            None => Ok(()),
        }
    });
    Ok(kept.await?)
}

impl Admin {
    /// Somebody who works in an institution; none until one was chosen. Where there is only one, nobody
    /// is asked.
    pub(super) async fn of(mut visitor: Visitor) -> Result<Option<Self>> {
        if visitor.session.works_in.is_none()
            && let Some(only) = visitor.only
        {
            let visit = visitor.session.id;
            let store = visitor.app.store.clone();
            store
                .write(move |tx| admin::work_in(tx, visit, only))
                .await?;
            visitor.session.works_in = Some(only);
        }
        let Some(id) = visitor.session.works_in else {
            return Ok(None);
        };
        let found = visitor.app.store.read(move |tx| institution::get(tx, id));
        Ok(Some(Self {
            institution: found.await?,
            visitor,
        }))
    }

    pub(super) const fn app(&self) -> &App {
        &self.visitor.app
    }

    pub(super) const fn session(&self) -> &Session {
        &self.visitor.session
    }

    /// Shows a page; `here` is its path, for the same in another language.
    pub(super) fn show(&self, here: &str, page: &Page) -> Response {
        let institution = &self.institution;
        self.visitor
            .draw(here, page, &institution.name, &institution.time_zone)
    }

    /// Asks before an act that does harm, in place of the answer to it.
    pub(super) fn ask(&self, question: Question) -> Response {
        let here = question
            .back
            .split('#')
            .next()
            .unwrap_or_default()
            .to_owned();
        self.show(&here, &Page::Question(question))
    }

    /// What a passkey is called that nobody named.
    pub(super) fn passkey_of_today(&self) -> String {
        let words = words(self.visitor.language, &self.institution.time_zone);
        let today = words.date(self.app().now().0, DateStyle::Date);
        words.say("admin-passkey-unnamed", &[("date", (&today).into())])
    }

    /// The platform of this id, if it is of this institution. Another one's is not known here.
    pub(super) fn platform(&self, tx: &mut Tx<'_>, id: &str) -> Result<Registration> {
        let id = RegistrationId::parse(id).ok_or_else(Error::not_found)?;
        registration::get(tx, id)?
            .filter(|found| found.institution == self.institution.id)
            .ok_or_else(Error::not_found)
    }

    /// Records what was done, in the transaction that does it.
    pub(super) fn record(
        &self,
        tx: &mut Tx<'_>,
        kind: &'static str,
        about: &str,
    ) -> Result<(), StoreError> {
        let app = self.app();
        let id = app.id(AdminActId::new);
        act::record(tx, id, self.session(), kind, about, app.now())
    }
}

impl<Who> Posted<Who> {
    /// A field of the form; empty where it was not sent.
    pub(super) fn field(&self, name: &str) -> &str {
        let found = self.fields.iter().find(|(each, _)| each == name);
        found.map(|(_, value)| value.trim()).unwrap_or_default()
    }

    /// Whether the form has such a field.
    pub(super) fn has(&self, name: &str) -> bool {
        self.fields.iter().any(|(each, _)| each == name)
    }

    /// Whether what would come of it was shown, and wanted all the same.
    pub(super) fn is_confirmed(&self) -> bool {
        self.field("confirmed") == "yes"
    }

    /// Whether somebody goes back to the form from what would come of it.
    pub(super) fn is_back(&self) -> bool {
        self.has("again")
    }

    /// Every field, as it was typed.
    pub(super) fn typed(&self) -> Vec<(String, String)> {
        self.fields
            .iter()
            .filter(|(name, _)| !["form_token", "again", "confirmed"].contains(&&**name))
            .cloned()
            .collect()
    }

    /// The courses that were ticked.
    pub(super) fn courses(&self) -> Result<Vec<CourseId>> {
        self.fields
            .iter()
            .filter(|(name, _)| name == "course")
            .map(|(_, id)| CourseId::parse(id).ok_or_else(Error::not_found))
            .collect()
    }
}

impl FromRequestParts<App> for Visitor {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Response> {
        let asked = Query::<Asked>::try_from_uri(&parts.uri)
            .map_err(|_| Error::bad("form-field").into_response())?;
        match Self::of(app, &parts.headers, &asked).await {
            Ok(Some(visitor)) => Ok(visitor),
            Ok(None) if parts.method == Method::GET => Err(go(view::admin::BASE)),
            Ok(None) => Err(Error::unknown("admin-signed-out").into_response()),
            Err(error) => Err(error.into_response()),
        }
    }
}

impl FromRequestParts<App> for Admin {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Response> {
        let visitor = Visitor::from_request_parts(parts, app).await?;
        match Self::of(visitor).await {
            Ok(Some(admin)) => Ok(admin),
            Ok(None) => Err(go("/admin/institution")),
            Err(error) => Err(error.into_response()),
        }
    }
}

/// Whoever can post a form: both kinds have a visit.
pub(super) trait HasVisit: FromRequestParts<App, Rejection = Response> + Send {
    /// It.
    fn visit(&self) -> &Session;
}

impl HasVisit for Visitor {
    fn visit(&self) -> &Session {
        &self.session
    }
}

impl HasVisit for Admin {
    fn visit(&self) -> &Session {
        self.session()
    }
}

impl<Who: HasVisit> FromRequest<App> for Posted<Who> {
    type Rejection = Response;

    async fn from_request(request: Request, app: &App) -> Result<Self, Response> {
        let (mut parts, body) = request.into_parts();
        let by = Who::from_request_parts(&mut parts, app).await?;
        let request = Request::from_parts(parts, body);
        let fields = own_form(app, request)
            .await
            .map_err(IntoResponse::into_response)?;
        let token = fields.iter().find(|(name, _)| name == "form_token");
        let is_own =
            token.is_some_and(|(_, token)| app.secrets.is_admin_form_token(by.visit().id, token));
        if !is_own {
            return Err(Error::forbidden("form-token").into_response());
        }
        Ok(Self { by, fields })
    }
}

/// The fields of a form that one of our own pages posted.
pub(super) async fn own_form(app: &App, request: Request) -> Result<Vec<(String, String)>> {
    if !browser::is_own_form(request.headers(), &app.origin()) {
        return Err(Error::forbidden("form-origin"));
    }
    let read = axum::Form::<Vec<(String, String)>>::from_request(request, app).await;
    match read {
        Ok(axum::Form(fields)) => Ok(fields),
        Err(FormRejection::BytesRejection(error)) => {
            Err(Error::new(error.status(), "too-large").because(error))
        }
        Err(error) => Err(Error::new(error.status(), "form-field").because(error)),
    }
}

/// Whether this browser has the cookie of a visit, whatever became of that.
pub(super) fn had_entered(headers: &HeaderMap) -> bool {
    browser::cookie_named(COOKIE, headers).is_some()
}

/// Sets the cookie: for pages of ours that pages of ours lead to, and for nothing else. An empty value
/// takes it away.
pub(super) fn set_cookie(value: &str) -> HeaderValue {
    let cookie = Cookie::build((COOKIE, value))
        .path("/")
        .secure(true)
        .http_only(true)
        .same_site(SameSite::Strict);
    let cookie = if value.is_empty() {
        cookie.max_age(cookie::time::Duration::ZERO)
    } else {
        cookie
    };
    let cookie = cookie.build();
    HeaderValue::from_str(&cookie.to_string()).expect("a cookie of base64 is a header value")
}
