//! `/lti/register`: a platform registers itself by one address (LTI Dynamic Registration 1.0).
//!
//! Whoever follows a link can bring a configuration address, so nothing is fetched before an
//! administrator has invited a platform and the person at the screen has confirmed its host. What
//! comes of it is pending until an administrator approves it. The invite is used by success alone.

mod page;

use api::Language;
use axum::{
    body::Body,
    extract::{RawQuery, State},
    http::{HeaderMap, StatusCode},
    response::Response,
};
use domain::id::RegistrationId;
use lti1p3::{
    dynamic_registration::{
        Configuration, ConfigurationError, HOSTED_CANVAS, Invitation, MessageSupport, Registered,
        ToolRegistration, read_registered,
    },
    reply::ServiceError,
};
use serde_json::{Map, Value, json};
use store::{
    Tx,
    invite::{self, Invited},
    registration::{self, Addresses, NewDeployments, Registration, State as Use, StoredKey},
};
use url::{Url, form_urlencoded};

use crate::{
    app::App,
    error::{Error, Result},
    http_client::FetchError,
    lti::{
        configuration::{CLAIMS, DESCRIPTION, KEYS_PATH, LOGIN_PATH, NAME, SCOPES},
        form, keys,
        launch::REDIRECT_PATH,
    },
    platform::USUAL_ALGORITHMS,
    secrets::Secrets,
    setup::is_one_place,
    troubles::Whom,
};

/// The registration address, without the secret that belongs to it.
pub(crate) const REGISTER_PATH: &str = "/lti/register";

/// What a request brings.
struct Asked {
    /// The secret of the invite.
    invite: String,
    invitation: Invitation,
    /// The language that was chosen on the way.
    language: Option<Language>,
    /// What the person saw before they pressed the button: the addresses that change.
    seen: Option<String>,
}

impl Asked {
    fn read(parameters: &[u8]) -> Result<Self> {
        let incomplete = |cause: &str| Error::bad("register-incomplete").because(cause);
        let find = |wanted: &str| {
            let mut pairs = form_urlencoded::parse(parameters);
            let found = pairs.find(|(name, _)| name == wanted);
            found.map(|(_, value)| value.into_owned())
        };
        Ok(Self {
            invite: find("invite").ok_or_else(|| incomplete("no invite"))?,
            seen: find("seen"),
            language: find("lang").as_deref().and_then(Language::from_tag),
            invitation: Invitation::parse(parameters)
                .map_err(|error| incomplete(&error.to_string()))?,
        })
    }

    fn host(&self) -> String {
        self.invitation.configuration.origin().ascii_serialization()
    }

    /// Whose platform is invited.
    async fn invited(&self, app: &App) -> Result<Invited> {
        let (hash, now) = (Secrets::handle_hash(&self.invite), app.now());
        let open = app.store.read(move |tx| invite::open(tx, &hash, now));
        open.await?.ok_or(Error::forbidden("register-invite"))
    }
}

/// The LMS opens the address: the host of its configuration is shown, to be confirmed.
pub(crate) async fn get(
    State(app): State<App>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<Response> {
    let asked = Asked::read(query.unwrap_or_default().as_bytes());
    let shown = async {
        let asked = asked?;
        let invited = asked.invited(&app).await?;
        Ok(page::confirm(&app, &headers, &asked, &invited))
    };
    shown.await.inspect_err(|error| note(&app, error))
}

/// It was confirmed.
pub(crate) async fn post(
    State(app): State<App>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response> {
    let body = form(body).await?;
    let registered = registered(&app, &headers, &body).await;
    registered.inspect_err(|error| note(&app, error))
}

fn note(app: &App, error: &Error) {
    app.troubles.note_error(Whom::default(), error, app.now());
}

async fn registered(app: &App, headers: &HeaderMap, body: &[u8]) -> Result<Response> {
    let asked = Asked::read(body)?;
    let invited = asked.invited(app).await?;
    let configuration = configuration(app, &asked, &invited).await?;
    let known = known(app, &configuration).await?;
    let change = Change::of(&known, &invited, &configuration)?;
    if !change.is_nothing() && asked.seen.as_deref() != Some(&*change.seen()) {
        return Ok(page::difference(app, headers, &asked, &invited, &change));
    }
    let maker = app.clone();
    let key = tokio::task::spawn_blocking(move || keys::make(&maker));
    let key = key.await.map_err(Error::internal)??;
    let told = tell(app, &asked, &invited, &configuration).await?;
    let kept = keep(app, &asked, &invited, &configuration, told, key).await?;
    Ok(page::done(app, headers, &asked, &invited, kept))
}

/// What the platform says of itself, if it speaks for itself.
async fn configuration(app: &App, asked: &Asked, invited: &Invited) -> Result<Configuration> {
    let request = asked
        .invitation
        .configuration_request()
        .map_err(unreadable)?;
    let reply = app.platforms.fetch(request, invited.private_hosts).await;
    let reply = reply.map_err(unreachable)?;
    Configuration::read(&asked.invitation, &reply, &HOSTED_CANVAS).map_err(|error| match error {
        ConfigurationError::Service(error) => service(error),
        other => Error::bad("register-host").because(other),
    })
}

fn unreachable(error: FetchError) -> Error {
    Error::new(StatusCode::BAD_GATEWAY, "register-unreachable").because(error)
}

fn unreadable(error: impl std::fmt::Display) -> Error {
    Error::new(StatusCode::BAD_GATEWAY, "register-unreadable").because(error)
}

fn service(error: ServiceError) -> Error {
    match error {
        ServiceError::Busy(_) | ServiceError::Down(_) | ServiceError::NotFound => {
            Error::new(StatusCode::BAD_GATEWAY, "register-unreachable").because(error)
        }
        other => unreadable(other),
    }
}

async fn known(app: &App, configuration: &Configuration) -> Result<Vec<Registration>> {
    let issuer = configuration.issuer.to_string();
    let known = app
        .store
        .read(move |tx| registration::of_issuer(tx, &issuer));
    Ok(known.await?)
}

/// What becomes different by registering a platform that is known.
struct Change {
    /// Address by address: before, after.
    addresses: Vec<(String, String)>,
    /// The names of the registrations of this institution that have these addresses now.
    names: Vec<String>,
}

impl Change {
    /// A platform that is known comes with the keys of the place it came from before: otherwise
    /// somebody else could speak in its name (decision 10).
    fn of(
        known: &[Registration],
        invited: &Invited,
        configuration: &Configuration,
    ) -> Result<Self> {
        let ours: Vec<_> = known
            .iter()
            .filter(|each| each.institution == invited.institution)
            .collect();
        let keys = &configuration.jwks_uri;
        let is_elsewhere =
            |each: &&Registration| !is_one_place(&each.issuer, &each.jwks_url, keys.as_str());
        if ours.iter().any(is_elsewhere) {
            let host = keys.host_str().unwrap_or_default();
            return Err(Error::conflict("register-keys").because(host));
        }
        let now = [
            &configuration.authorization_endpoint,
            &configuration.token_endpoint,
            &configuration.jwks_uri,
        ];
        let mut addresses: Vec<(String, String)> = ours
            .iter()
            .flat_map(|each| {
                [&each.auth_url, &each.token_url, &each.jwks_url]
                    .into_iter()
                    .zip(now)
            })
            .map(|(before, after)| (before.clone(), after.to_string()))
            .filter(|(before, after)| before != after)
            .collect();
        addresses.sort();
        addresses.dedup();
        Ok(Self {
            addresses,
            names: ours.iter().map(|each| each.name.clone()).collect(),
        })
    }

    /// Whether no registration of this institution is touched.
    fn is_nothing(&self) -> bool {
        self.names.is_empty()
    }

    /// What a page shows, so that the button on it agrees to this and to nothing else.
    fn seen(&self) -> String {
        json!([self.addresses, self.names]).to_string()
    }
}

/// What we say of ourselves.
fn ourselves(app: &App, configuration: &Configuration) -> Result<ToolRegistration> {
    let at = |path: &str| app.config.public_url.join(path).map_err(Error::internal);
    let target = at(REDIRECT_PATH)?;
    let mut tool = ToolRegistration::new(
        NAME,
        target.clone(),
        at(LOGIN_PATH)?,
        target.clone(),
        at(KEYS_PATH)?,
    );
    // A platform that names none is asked for all: it refuses what it does not give.
    let scopes = if configuration.scopes_supported.is_empty() {
        SCOPES.to_vec()
    } else {
        configuration.supported(&SCOPES)
    };
    tool.scope = scopes.join(" ");
    tool.tool.description = Some(DESCRIPTION.to_owned());
    tool.tool.claims = CLAIMS.map(str::to_owned).to_vec();
    tool.tool.messages = messages(configuration, &target);
    if is_canvas(configuration) {
        tool.tool.other = canvas_extensions();
    }
    Ok(tool)
}

fn is_canvas(configuration: &Configuration) -> bool {
    configuration.platform.product_family_code.as_deref() == Some("canvas")
}

fn canvas_extensions() -> Map<String, Value> {
    Map::from_iter([
        (
            "https://canvas.instructure.com/lti/privacy_level".to_owned(),
            json!("public"),
        ),
        (
            "https://canvas.instructure.com/lti/tool_id".to_owned(),
            json!("alongside"),
        ),
    ])
}

/// A link in the course, and choosing what is put into it; where, only Canvas wants to be told.
fn messages(configuration: &Configuration, target: &Url) -> Vec<MessageSupport> {
    let message = |kind: &str, placements: &[&str]| MessageSupport {
        message_type: kind.to_owned(),
        target_link_uri: Some(target.clone()),
        label: Some(NAME.to_owned()),
        placements: placements.iter().map(|&place| place.to_owned()).collect(),
        ..MessageSupport::default()
    };
    if is_canvas(configuration) {
        let hidden = "https://canvas.instructure.com/lti/course_navigation/default_enabled";
        let mut tab = message("LtiResourceLinkRequest", &["course_navigation"]);
        tab.other.insert(hidden.to_owned(), json!(false));
        let choice = ["assignment_selection", "link_selection"];
        vec![tab, message("LtiDeepLinkingRequest", &choice)]
    } else {
        vec![
            message("LtiResourceLinkRequest", &[]),
            message("LtiDeepLinkingRequest", &[]),
        ]
    }
}

/// Tells the platform of us, and reads what it calls us.
async fn tell(
    app: &App,
    asked: &Asked,
    invited: &Invited,
    configuration: &Configuration,
) -> Result<Registered> {
    let refused = |error: ServiceError| match error {
        ServiceError::Busy(_) | ServiceError::Down(_) | ServiceError::Unreadable(_) => {
            service(error)
        }
        ServiceError::Refused { detail, .. } => {
            Error::new(StatusCode::BAD_GATEWAY, "register-refused").because(detail)
        }
        other => Error::new(StatusCode::BAD_GATEWAY, "register-refused").because(other),
    };
    let tool = ourselves(app, configuration)?;
    let request = tool
        .request(&asked.invitation, configuration)
        .map_err(refused)?;
    let reply = app.platforms.fetch(request, invited.private_hosts).await;
    read_registered(&reply.map_err(unreachable)?).map_err(refused)
}

/// What became of a registration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kept {
    /// It is new and waits for an administrator.
    Pending,
    /// One that was known has new addresses.
    Renewed,
}

/// Keeps it and uses the invite, in one transaction.
async fn keep(
    app: &App,
    asked: &Asked,
    invited: &Invited,
    configuration: &Configuration,
    told: Registered,
    key: StoredKey,
) -> Result<Kept> {
    let row = row(app, invited, configuration, &told);
    let deployment = told.deployment_id.map(|id| id.to_string());
    let (hash, now) = (Secrets::handle_hash(&asked.invite), app.now());
    let keep = move |tx: &mut Tx<'_>| {
        let known = registration::of_issuer(tx, &row.issuer)?;
        let known = known
            .into_iter()
            .find(|each| each.client_id == row.client_id);
        let (id, kept) = match known {
            Some(known) if known.institution != row.institution => {
                return Err(Error::conflict("register-elsewhere"));
            }
            Some(known) => {
                registration::move_to(tx, known.id, &addresses(&row), now)?;
                (known.id, Kept::Renewed)
            }
            None => {
                registration::add(tx, &row, now)?;
                registration::add_key(tx, row.id, &key, now)?;
                (row.id, Kept::Pending)
            }
        };
        if let Some(deployment) = &deployment {
            registration::keep_deployment(tx, id, deployment, false, now)?;
        }
        if !invite::consume(tx, &hash, id, now)? {
            return Err(Error::forbidden("register-invite"));
        }
        Ok::<_, Error>((id, kept))
    };
    let (id, kept) = app.store.write(keep).await?;
    app.platforms.forget(id);
    Ok(kept)
}

fn addresses(row: &Registration) -> Addresses<'_> {
    Addresses {
        auth: &row.auth_url,
        token: &row.token_url,
        jwks: &row.jwks_url,
        audience: row.token_audience.as_deref(),
    }
}

fn row(
    app: &App,
    invited: &Invited,
    configuration: &Configuration,
    told: &Registered,
) -> Registration {
    Registration {
        id: app.id(RegistrationId::new),
        institution: invited.institution,
        name: name(configuration),
        issuer: configuration.issuer.to_string(),
        client_id: told.client_id.to_string(),
        auth_url: configuration.authorization_endpoint.to_string(),
        token_url: configuration.token_endpoint.to_string(),
        jwks_url: configuration.jwks_uri.to_string(),
        token_audience: configuration.token_audience().map(str::to_owned),
        private_hosts: invited.private_hosts,
        state: Use::Pending,
        algorithms: USUAL_ALGORITHMS.to_owned(),
        new_deployments: NewDeployments::Ask,
    }
}

/// What an administrator finds it under, until they call it something better.
fn name(configuration: &Configuration) -> String {
    let host = configuration
        .authorization_endpoint
        .host_str()
        .unwrap_or_default();
    match configuration.platform.product_family_code.as_deref() {
        Some("moodle") => format!("Moodle, {host}"),
        Some("canvas") => format!("Canvas, {host}"),
        _ => host.to_owned(),
    }
}
