//! Reading the claims of a message whose signature is good.

use jiff::Timestamp;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use url::Url;

use super::{Claim, Expected, Launch, LaunchError, MAX_AGE, MAX_LEEWAY, Message};
use crate::claims::lenient::{self, text_of, web_address};
use crate::claims::{GradeService, NamesService, ResourceLink, name};
use crate::deep_linking;
use crate::ids::{DeploymentId, IdError, Subject};
use crate::role::{Role, Roles};

/// The most roles one person may have in one launch.
const MOST_ROLES: usize = 100;

type Claims = Map<String, Value>;

/// Everything after signature, issuer and audience.
pub(super) fn launch(mut claims: Claims, expected: &Expected<'_>) -> Result<Launch, LaunchError> {
    let (issued_at, expires_at) = times(&mut claims, expected)?;
    if take(&mut claims, "nonce").as_ref().and_then(Value::as_str) != Some(expected.nonce.as_str())
    {
        return Err(LaunchError::Nonce);
    }
    let message_type = version_and_type(&mut claims)?;
    let deployment_id = id(
        &mut claims,
        name::DEPLOYMENT_ID,
        "deployment_id",
        DeploymentId::parse,
    )?;
    let subject = id(&mut claims, "sub", "sub", Subject::parse)?;
    let message = message(&mut claims, &message_type)?;
    for checked in ["iss", "aud", "azp"] {
        claims.remove(checked);
    }
    Ok(Launch {
        issuer: expected.registration.issuer.clone(),
        client_id: expected.registration.client_id.clone(),
        deployment_id,
        subject,
        issued_at,
        expires_at,
        message,
        target_link_uri: target(&mut claims, expected.tool)?,
        roles: roles(&mut claims)?,
        context: required_if_there(&mut claims, name::CONTEXT, "context.id")?,
        lis: optional(&mut claims, name::LIS).unwrap_or_default(),
        custom: optional(&mut claims, name::CUSTOM).unwrap_or_default(),
        presentation: optional(&mut claims, name::LAUNCH_PRESENTATION).unwrap_or_default(),
        tool_platform: optional(&mut claims, name::TOOL_PLATFORM).unwrap_or_default(),
        grades: optional::<GradeService>(&mut claims, name::AGS),
        names: optional::<NamesService>(&mut claims, name::NRPS),
        role_scope_mentor: texts(&mut claims, name::ROLE_SCOPE_MENTOR),
        person: person(&mut claims),
        other: claims,
    })
}

fn take(claims: &mut Claims, name: &str) -> Option<Value> {
    claims.remove(name).filter(|value| !value.is_null())
}

/// A part that may be absent; one that cannot be read counts as absent.
fn optional<T: DeserializeOwned>(claims: &mut Claims, name: &str) -> Option<T> {
    serde_json::from_value(take(claims, name)?).ok()
}

/// A part that may be absent, but is refused when it is there and incomplete.
fn required_if_there<T: DeserializeOwned>(
    claims: &mut Claims,
    name: &str,
    claim: Claim,
) -> Result<Option<T>, LaunchError> {
    take(claims, name)
        .map(|value| serde_json::from_value(value).map_err(|_| LaunchError::Claim(claim)))
        .transpose()
}

/// A part that must be there and complete.
fn required<T: DeserializeOwned>(
    claims: &mut Claims,
    name: &str,
    claim: Claim,
) -> Result<T, LaunchError> {
    required_if_there(claims, name, claim)?.ok_or(LaunchError::Claim(claim))
}

fn id<T>(
    claims: &mut Claims,
    name: &str,
    claim: Claim,
    parse: impl Fn(String) -> Result<T, IdError>,
) -> Result<T, LaunchError> {
    match take(claims, name) {
        Some(Value::String(text)) => parse(text).map_err(|_| LaunchError::Claim(claim)),
        _ => Err(LaunchError::Claim(claim)),
    }
}

/// Security Framework 5.1.2 and 5.1.3 steps 7 and 8.
fn times(
    claims: &mut Claims,
    expected: &Expected<'_>,
) -> Result<(Timestamp, Timestamp), LaunchError> {
    let issued = moment(claims, "iat")?.ok_or(LaunchError::Claim("iat"))?;
    let expires = moment(claims, "exp")?.ok_or(LaunchError::Claim("exp"))?;
    let not_before = moment(claims, "nbf")?.unwrap_or(issued);
    let leeway = expected.leeway.min(MAX_LEEWAY);
    let latest = expected
        .now
        .saturating_add(leeway)
        .unwrap_or(Timestamp::MAX);
    let earliest = expected
        .now
        .saturating_sub(leeway)
        .unwrap_or(Timestamp::MIN);
    if expires <= earliest {
        return Err(LaunchError::Expired);
    }
    let too_old = issued.saturating_add(MAX_AGE).unwrap_or(Timestamp::MAX) < earliest;
    if too_old || issued > latest || not_before > latest || expires < issued {
        return Err(LaunchError::Time);
    }
    Ok((issued, expires))
}

/// Seconds since 1970 as a JSON number (RFC 7519 section 2). Parts of a second are dropped; a text,
/// a negative number and a year beyond 9999 are refused.
fn moment(claims: &mut Claims, name: Claim) -> Result<Option<Timestamp>, LaunchError> {
    let Some(value) = take(claims, name) else {
        return Ok(None);
    };
    seconds(&value)
        .and_then(|seconds| Timestamp::from_second(seconds).ok())
        .map(Some)
        .ok_or(LaunchError::Claim(name))
}

fn seconds(value: &Value) -> Option<i64> {
    if let Some(whole) = value.as_i64() {
        return (whole >= 0).then_some(whole);
    }
    let number = value.as_f64()?.floor();
    #[expect(clippy::cast_possible_truncation, reason = "the range is checked")]
    (0.0..1e12).contains(&number).then_some(number as i64)
}

fn version_and_type(claims: &mut Claims) -> Result<String, LaunchError> {
    match take(claims, name::VERSION) {
        Some(Value::String(version)) if version == "1.3.0" => {}
        Some(_) => return Err(LaunchError::Version),
        None => return Err(LaunchError::Claim("version")),
    }
    match take(claims, name::MESSAGE_TYPE) {
        Some(Value::String(message_type)) => Ok(message_type),
        _ => Err(LaunchError::Claim("message_type")),
    }
}

fn message(claims: &mut Claims, message_type: &str) -> Result<Message, LaunchError> {
    match message_type {
        "LtiResourceLinkRequest" => {
            required::<ResourceLink>(claims, name::RESOURCE_LINK, "resource_link.id")
                .map(Message::from)
        }
        "LtiDeepLinkingRequest" => {
            required::<deep_linking::Settings>(claims, name::DL_SETTINGS, "deep_link_return_url")
                .map(Message::from)
        }
        other => Err(LaunchError::MessageType(other.chars().take(100).collect())),
    }
}

/// Core 5.3.4.
fn target(claims: &mut Claims, tool: &Url) -> Result<Url, LaunchError> {
    let Some(Value::String(text)) = take(claims, name::TARGET_LINK_URI) else {
        return Err(LaunchError::Claim("target_link_uri"));
    };
    web_address(&text)
        .filter(|url| url.origin() == tool.origin())
        .ok_or(LaunchError::Target)
}

/// Core 5.3.7: the list must be there, and may be empty.
fn roles(claims: &mut Claims) -> Result<Roles, LaunchError> {
    let unusable = LaunchError::Claim("roles");
    let Some(Value::Array(list)) = take(claims, name::ROLES) else {
        return Err(unusable);
    };
    if list.len() > MOST_ROLES {
        return Err(unusable);
    }
    list.iter()
        .map(|role| role.as_str().map(Role::parse))
        .collect::<Option<Roles>>()
        .ok_or(unusable)
}

fn texts(claims: &mut Claims, name: &str) -> Vec<String> {
    match take(claims, name) {
        Some(Value::Array(list)) => list.into_iter().filter_map(text_of).collect(),
        _ => Vec::new(),
    }
}

fn person(claims: &mut Claims) -> crate::claims::Person {
    let mut text = |name| lenient::text(take(claims, name)?).ok().flatten();
    crate::claims::Person {
        name: text("name"),
        given_name: text("given_name"),
        family_name: text("family_name"),
        email: text("email"),
        locale: text("locale"),
        picture: text("picture").and_then(|address| web_address(&address)),
    }
}
