//! Choosing what is put into a course (LTI Deep Linking 2.0): a page that offers what we have, and
//! the signed answer that the browser posts to the platform.
//!
//! What the platform asked is kept with the visit and taken once. The form carries the visit's
//! token, so that it works where the browser keeps no cookie.

use axum::{
    Form,
    extract::{Path, State},
    http::{HeaderMap, StatusCode},
    response::{Html, IntoResponse, Response},
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use lti1p3::{
    Launch,
    deep_linking::{Choice, FIELD, Settings},
    dynamic_registration::HOSTED_CANVAS,
    ids::{DeploymentId, Nonce},
};
use serde::{Deserialize, Serialize};
use store::{
    registration::Registration,
    session::{self, Session},
};
use url::Url;
use view::{Block, Corner, PlainDocument, Question, Words, plain_document};

use crate::{
    app::{App, words},
    browser, clock,
    error::{Error, Result},
    lti::{
        keys,
        launch::{REDIRECT_PATH, as_jiff},
        login::frame_ancestors,
        placed::Placed,
    },
    platform::as_protocol,
    reader::Reader,
    refusal,
    session::{Visit, of_form},
};

/// The kind of item we have.
const KIND: &str = "ltiResourceLink";

/// What a platform asked for.
#[derive(Serialize, Deserialize)]
pub(crate) struct Asked {
    deployment: DeploymentId,
    settings: Settings,
}

impl Asked {
    /// What is kept with the visit, if the platform takes what we have and an answer may go where it
    /// says: a form with the teacher's choice is posted there.
    pub(crate) fn keep(
        registration: &Registration,
        launch: &Launch,
        settings: &Settings,
    ) -> Result<String> {
        if !settings.accepts(KIND) {
            return Err(refused("it takes no links to a tool"));
        }
        let page = launch.presentation.return_url.as_ref();
        if !belongs(registration, page, &settings.return_url) {
            let host = settings.return_url.host_str().unwrap_or_default();
            return Err(Error::bad("choosing-return").because(host));
        }
        let asked = Self {
            deployment: launch.deployment_id.clone(),
            settings: settings.clone(),
        };
        serde_json::to_string(&asked).map_err(Error::internal)
    }

    fn of(session: &Session) -> Result<Self> {
        let asked = session.choosing.as_deref();
        let asked = asked.ok_or(Error::conflict("choosing-over"))?;
        serde_json::from_str(asked).map_err(Error::internal)
    }
}

fn refused(cause: impl std::fmt::Display) -> Error {
    Error::bad("choosing-not-accepted").because(cause)
}

/// Whether an address is the platform's: at one of the origins it is registered with; or, of an issuer
/// which many schools share, on a host that may speak for it, or at the school's own domain, where the
/// page is that the same message leads back to.
fn belongs(registration: &Registration, page: Option<&Url>, url: &Url) -> bool {
    let known = [
        &registration.issuer,
        &registration.auth_url,
        &registration.token_url,
    ];
    let mut origins = known.into_iter().filter_map(|each| Url::parse(each).ok());
    let is_at_page = || {
        let is_it = |page: &Url| page.origin() == url.origin();
        url.scheme() == "https" && page.is_some_and(is_it)
    };
    origins.any(|known| known.origin() == url.origin())
        || HOSTED_CANVAS
            .iter()
            .any(|shared| shared.issuer == registration.issuer && (shared.has(url) || is_at_page()))
}

/// The page that offers what we have.
pub(crate) async fn page(
    app: &App,
    session: Session,
    handle: &str,
    headers: &HeaderMap,
) -> Result<Response> {
    offer(app, session, handle, headers, None).await
}

/// The same, with what is to be put right.
async fn offer(
    app: &App,
    session: Session,
    handle: &str,
    headers: &HeaderMap,
    fault: Option<&str>,
) -> Result<Response> {
    let asked = Asked::of(&session)?;
    let token = app.secrets.bearer(session.id);
    let owned = app.clone();
    let reader = app
        .store
        .read(move |tx| Reader::load(&owned, tx, session))
        .await?;
    let words = words(reader.language, &reader.institution.time_zone);
    let help = format!("/help/{}", reader.institution.slug);
    let lead = words.say("place-lead", &[("course", (&*reader.course.title).into())]);
    let mut blocks = vec![Block::Markdown(lead)];
    blocks.extend(fault.map(|key| Block::Markdown(format!("**{}**", words.say(key, &[])))));
    // Whoever sent the form with nothing ticked finds nothing ticked.
    let ticked = fault.is_none().then_some(Placed::Tab);
    let fields = vec![("token".to_owned(), token)];
    blocks.push(Block::Question(question(
        &asked.settings,
        &words,
        handle,
        fields,
        ticked,
    )));
    let html = plain_document(&PlainDocument {
        framed: browser::framed(headers),
        corner: Corner::Help(&help),
        ..PlainDocument::new(&words, &app.assets, &words.say("place-title", &[]), &blocks)
    });
    let mut response = Html(html).into_response();
    let course = reader
        .session
        .return_url
        .as_deref()
        .or(Some(asked.settings.return_url.as_str()));
    let ancestors = frame_ancestors(&reader.registration, course);
    refusal::guard(response.headers_mut(), &ancestors);
    Ok(response)
}

fn question(
    settings: &Settings,
    words: &impl Words,
    handle: &str,
    fields: Vec<(String, String)>,
    ticked: Option<Placed>,
) -> Question {
    let takes_columns = settings.accept_line_item != Some(false);
    let offered = Placed::ALL
        .into_iter()
        .filter(|placed| takes_columns || !placed.has_column());
    let choices = offered.map(|placed| {
        let word = placed.word();
        let text = words.say(&format!("place-{word}"), &[]);
        (word.to_owned(), text, ticked == Some(placed))
    });
    Question {
        action: format!("/s/{handle}/choose"),
        fields,
        name: "item".to_owned(),
        legend: words.say("place-question", &[]),
        hint: words.say("place-hint", &[]),
        several: settings.accept_multiple,
        choices: choices.collect(),
        button: words.say("place-add", &[]),
        otherwise: Some(("nothing".to_owned(), words.say("place-nothing", &[]))),
    }
}

/// `POST /s/{handle}/choose`: the choice, as a form for the platform.
pub(crate) async fn post(
    State(app): State<App>,
    Path(handle): Path<String>,
    headers: HeaderMap,
    Form(fields): Form<Vec<(String, String)>>,
) -> Result<Response> {
    if !browser::is_own_form(&headers, &app.origin()) {
        return Err(Error::forbidden("form-origin"));
    }
    let token = fields.iter().find(|(name, _)| name == "token");
    let token = token.map_or("", |(_, token)| token);
    let session = of_form(&app, &handle, token).await?;
    let visit = Visit::of(&session);
    match answer(&app, session, &handle, &headers, &fields).await {
        Ok(response) => Ok(response),
        Err(error) => Err(visit.told_with_way_back(error)),
    }
}

async fn answer(
    app: &App,
    session: Session,
    handle: &str,
    headers: &HeaderMap,
    fields: &[(String, String)],
) -> Result<Response> {
    let asked = Asked::of(&session)?;
    let is_answer = |(name, _): &(String, String)| name == "item" || name == "nothing";
    if !fields.iter().any(is_answer) {
        return offer(app, session, handle, headers, Some("place-choose")).await;
    }
    let (id, now, owned) = (session.id, app.now(), app.clone());
    let reader = app
        .store
        .read(move |tx| Reader::load(&owned, tx, session))
        .await?;
    let words = words(reader.language, &reader.institution.time_zone);
    let choice = choice(app, &asked.settings, fields, &words)?;
    let key = keys::signing(app, reader.registration.id).await?;
    if !app
        .store
        .write(move |tx| session::chosen(tx, id, now))
        .await?
    {
        return Err(Error::conflict("choosing-over"));
    }
    let nonce = URL_SAFE_NO_PAD.encode(clock::random::<24>());
    let jwt = choice.sign(
        &asked.deployment,
        &as_protocol(&reader.registration)?,
        &Nonce::parse(nonce).map_err(Error::internal)?,
        as_jiff(now),
        &key,
    );
    Ok(sending(
        app,
        &reader,
        &words,
        &asked.settings.return_url,
        jwt,
        headers,
    ))
}

/// What was chosen, as far as the platform takes it. *Nothing* is an answer too.
fn choice(
    app: &App,
    settings: &Settings,
    fields: &[(String, String)],
    words: &impl Words,
) -> Result<Choice> {
    if fields.iter().any(|(name, _)| name == "nothing") {
        return Choice::of([], settings).map_err(refused);
    }
    let chosen = |placed: &Placed| {
        let is_it = |(name, value): &(String, String)| name == "item" && value == placed.word();
        fields.iter().any(is_it)
    };
    let launch_url = app.config.public_url.join(REDIRECT_PATH);
    let launch_url = launch_url.map_err(Error::internal)?;
    let items = Placed::ALL.into_iter().filter(chosen);
    let items = items.map(|placed| placed.item(&launch_url, words).into());
    Choice::of(items, settings).map_err(refused)
}

/// The page that carries the answer to the platform.
fn sending(
    app: &App,
    reader: &Reader,
    words: &impl Words,
    return_url: &Url,
    jwt: String,
    headers: &HeaderMap,
) -> Response {
    let form = Block::Form {
        action: return_url.to_string(),
        fields: vec![(FIELD.to_owned(), jwt)],
        button: words.say("place-go-on", &[]),
    };
    let help = format!("/help/{}", reader.institution.slug);
    let html = plain_document(&PlainDocument {
        framed: browser::framed(headers),
        corner: Corner::Help(&help),
        script: Some("send.js"),
        ..PlainDocument::new(
            words,
            &app.assets,
            &words.say("place-sending", &[]),
            &[form],
        )
    });
    let mut response = (StatusCode::OK, Html(html)).into_response();
    let ancestors = frame_ancestors(&reader.registration, Some(return_url.as_str()));
    let to = return_url.origin().ascii_serialization();
    refusal::guard_form(response.headers_mut(), &ancestors, &to);
    response
}

#[cfg(test)]
mod tests {
    use domain::id::{InstitutionId, RegistrationId};
    use store::registration::{NewDeployments, State};

    use super::*;

    fn check(issuer: &str, auth: &str, url: &str, expected: bool) {
        let registration = Registration {
            id: RegistrationId::new(domain::Timestamp(0), [0; 10]),
            institution: InstitutionId::new(domain::Timestamp(0), [0; 10]),
            name: String::new(),
            issuer: issuer.to_owned(),
            client_id: "1".to_owned(),
            auth_url: auth.to_owned(),
            token_url: format!("{issuer}/token"),
            jwks_url: format!("{issuer}/jwks"),
            token_audience: None,
            private_hosts: false,
            state: State::Active,
            algorithms: "RS256".to_owned(),
            new_deployments: NewDeployments::Ask,
        };
        let page = Url::parse("https://canvas.example.ac.uk/courses/7").unwrap();
        let found = belongs(&registration, Some(&page), &Url::parse(url).unwrap());
        assert_eq!(found, expected, "{url} for {issuer}");
    }

    #[test]
    fn an_answer_goes_only_to_the_platform_that_asked() {
        let moodle = "https://moodle.example.ac.uk";
        let auth = "https://moodle.example.ac.uk/mod/lti/auth.php";
        check(
            moodle,
            auth,
            "https://moodle.example.ac.uk/mod/lti/return.php?a=1",
            true,
        );
        check(moodle, auth, "http://moodle.example.ac.uk/return", false);
        check(
            moodle,
            auth,
            "https://moodle.example.ac.uk:8443/return",
            false,
        );
        check(
            moodle,
            auth,
            "https://moodle.example.ac.uk.evil.example/return",
            false,
        );
        let canvas = "https://canvas.instructure.com";
        let auth = "https://sso.canvaslms.com/api/lti/authorize_redirect";
        check(
            canvas,
            auth,
            "https://school.instructure.com/courses/1/deep_linking_response",
            true,
        );
        check(canvas, auth, "https://instructure.com.evil.example/", false);
        check(moodle, auth, "https://school.instructure.com/", false);
        // At the school's own domain, where the page is: of a shared issuer alone, and over https.
        let own = "https://canvas.example.ac.uk/courses/7/deep_linking_response";
        check(canvas, auth, own, true);
        check(moodle, auth, own, false);
        check(canvas, auth, "https://canvas.example.ac.uk:8443/", false);
        check(canvas, auth, "https://www.example.ac.uk/", false);
    }
}
