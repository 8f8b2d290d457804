//! In and out: a link from the host, a passkey, an institution to work in.

use axum::{
    extract::{Query, Request, State},
    http::{HeaderMap, header},
    response::{Html, IntoResponse, Response},
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::id::{AdminActId, InstitutionId, PasskeyId, SessionId};
use store::{
    StoreError, Tx,
    admin::{self, Administrator, Session, act},
    institution,
};
use view::admin::{Document, Enter, Page, document};

use super::{
    ceremony,
    gate::{Asked, Posted, Visitor, own_form, set_cookie},
    go,
};
use crate::{
    app::{App, words},
    browser, clock,
    error::{Error, Result},
};

/// Shows a page to somebody who has not entered.
pub(super) fn show(
    app: &App,
    headers: &HeaderMap,
    asked: &Asked,
    here: &str,
    page: &Page,
) -> Response {
    let chosen = asked.lang.as_deref().and_then(api::Language::from_tag);
    let words = words(chosen.unwrap_or_else(|| browser::language(headers)), "UTC");
    let html = document(&Document {
        words: &words,
        assets: &app.assets,
        visit: None,
        page,
        here,
        notice: asked.notice(&words).as_deref(),
    });
    Html(html).into_response()
}

/// `GET /admin/enter?invite=…`: a button. Programs that look at links in messages press none, so a link
/// is not used up by being looked at.
pub(super) async fn ask(
    State(app): State<App>,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> Result<Response> {
    let invite = asked.invite.clone().unwrap_or_default();
    let (hash, now) = (app.secrets.admin_hash(&invite), app.now());
    let is_open = app.store.read(move |tx| admin::is_open(tx, &hash, now));
    let page = Page::Enter(Enter {
        invite: is_open.await?.then_some(invite),
    });
    // The address holds the secret: the same page in another language is not offered by address.
    Ok(show(&app, &headers, &asked, view::admin::BASE, &page))
}

/// `POST /admin/enter`: uses the link and begins a visit.
pub(super) async fn enter(State(app): State<App>, request: Request) -> Result<Response> {
    let fields = own_form(&app, request).await?;
    let invite = fields.iter().find(|(name, _)| name == "invite");
    let invite = invite
        .map(|(_, secret)| secret.as_str())
        .unwrap_or_default();
    let (hash, now) = (app.secrets.admin_hash(invite), app.now());
    let begun = Begun::new(&app);
    let (owned, new) = (app.clone(), begun.clone());
    let entered = app.store.write(move |tx| {
        let Some(administrator) = admin::enter(tx, &hash, now)? else {
            return Ok::<_, StoreError>(false);
        };
        new.keep(&owned, tx, administrator, None)?;
        Ok(true)
    });
    if !entered.await? {
        return Err(Error::forbidden("admin-invite"));
    }
    Ok(begun.go())
}

/// `POST /admin/sign-in`: a passkey.
pub(super) async fn sign_in(State(app): State<App>, request: Request) -> Result<Response> {
    let fields = own_form(&app, request).await?;
    let begun = Begun::new(&app);
    let (owned, new) = (app.clone(), begun.clone());
    app.store
        .write(move |tx| {
            let returned = ceremony::returned(&owned, tx, &fields)?;
            new.keep(&owned, tx, returned.administrator, Some(returned.passkey))?;
            Ok::<_, Error>(())
        })
        .await?;
    Ok(begun.go())
}

/// A visit that begins.
#[derive(Clone)]
struct Begun {
    cookie: String,
    hash: Vec<u8>,
}

impl Begun {
    fn new(app: &App) -> Self {
        let cookie = URL_SAFE_NO_PAD.encode(clock::random::<32>());
        let hash = app.secrets.admin_hash(&cookie);
        Self { cookie, hash }
    }

    fn keep(
        &self,
        app: &App,
        tx: &mut Tx<'_>,
        administrator: Administrator,
        passkey: Option<PasskeyId>,
    ) -> Result<(), StoreError> {
        let now = app.now();
        let session = Session {
            id: app.id(SessionId::new),
            administrator,
            passkey,
            works_in: administrator.of,
            language: None,
            started_at: now,
            used_at: now,
            ended_at: None,
        };
        admin::start(tx, &session, &self.hash)?;
        act::record(tx, app.id(AdminActId::new), &session, "entered", "", now)
    }

    fn go(&self) -> Response {
        let mut response = go(view::admin::BASE);
        let cookie = set_cookie(&self.cookie);
        response.headers_mut().insert(header::SET_COOKIE, cookie);
        response
    }
}

/// `POST /admin/leave`: signs out.
pub(super) async fn leave(posted: Posted<Visitor>) -> Result<Response> {
    let Visitor { app, session, .. } = &posted.by;
    let (id, now) = (session.id, app.now());
    app.store.write(move |tx| admin::end(tx, id, now)).await?;
    let mut response = go(view::admin::BASE);
    let headers = response.headers_mut();
    headers.insert(header::SET_COOKIE, set_cookie(""));
    Ok(response)
}

/// `GET /admin/institution`: where an administrator of the whole host goes on.
pub(super) async fn choose(visitor: Visitor) -> Result<Response> {
    if visitor.session.administrator.of.is_some() || visitor.only.is_some() {
        return Ok(go(view::admin::BASE));
    }
    let all = visitor.app.store.read(institution::all).await?;
    let all = all.into_iter().map(|each| view::admin::Institution {
        id: each.id.to_string(),
        name: each.name,
    });
    Ok(visitor.show("/admin/institution", &Page::Choose(all.collect())))
}

/// `POST /admin/institution`.
pub(super) async fn chosen(posted: Posted<Visitor>) -> Result<Response> {
    let Visitor { app, session, .. } = &posted.by;
    if session.administrator.of.is_some() {
        return Err(Error::forbidden("not-allowed"));
    }
    let id = InstitutionId::parse(posted.field("institution")).ok_or_else(Error::not_found)?;
    let visit = session.id;
    let known = app.store.write(move |tx| {
        let known = institution::all(tx)?.iter().any(|each| each.id == id);
        if known {
            admin::work_in(tx, visit, id)?;
        }
        Ok::<_, StoreError>(known)
    });
    if !known.await? {
        return Err(Error::not_found());
    }
    Ok(go(view::admin::BASE))
}
