//! Reading what a person chose in a tool (Deep Linking 4.5).

use std::time::Duration;

use jiff::Timestamp;
use serde_json::{Map, Value};

use crate::claims::{lenient, name};
use crate::deep_linking::{Choice, ContentItem, MOST_ITEMS, RESPONSE};
use crate::ids::{ClientId, DeploymentId, Issuer, KeyId};
use crate::jws::{Malformed, Token};
use crate::keys::{Algorithm, KeySet};

/// What an answer must agree with: what this platform asked, and whom.
#[derive(Clone, Copy, Debug)]
pub struct ExpectedChoice<'a> {
    /// The platform itself.
    pub issuer: &'a Issuer,
    /// The tool that was asked.
    pub client_id: &'a ClientId,
    /// In which deployment.
    pub deployment_id: &'a DeploymentId,
    /// The tool's keys.
    pub keys: &'a KeySet,
    /// What was asked to be sent back.
    pub data: Option<&'a str>,
    /// The time now.
    pub now: Timestamp,
    /// The clock difference to forgive.
    pub leeway: Duration,
}

/// Why an answer is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ChoiceError {
    /// It is not a signed token.
    #[error("the answer cannot be read: {0}")]
    Unreadable(#[from] Malformed),
    /// It is not by a key of this tool.
    #[error("the answer is not signed by this tool")]
    Signature,
    /// `iss`, `aud` or the deployment are others than were asked.
    #[error("the answer is from somebody else, or for somebody else")]
    Parties,
    /// It is too old or from the future.
    #[error("the answer is from the wrong time")]
    Time,
    /// It answers another question: `data`, version or message type differ.
    #[error("the answer is to another question")]
    Question,
    /// An item cannot be read, or there are too many.
    #[error("the items cannot be read")]
    Items,
}

impl Choice {
    /// Reads and checks the value of the form field `JWT`. That its `nonce` is used once is the
    /// caller's to see to.
    pub fn read(
        jwt: impl Into<String>,
        expected: &ExpectedChoice<'_>,
    ) -> Result<Self, ChoiceError> {
        let token = Token::read(jwt.into())?;
        check_parties(&token.claims, expected)?;
        check_signature(&token, expected.keys)?;
        check_times(&token.claims, expected)?;
        choice(token.claims, expected)
    }
}

fn text<'c>(claims: &'c Map<String, Value>, name: &str) -> Option<&'c str> {
    claims.get(name).and_then(Value::as_str)
}

fn check_parties(
    claims: &Map<String, Value>,
    expected: &ExpectedChoice<'_>,
) -> Result<(), ChoiceError> {
    let audience = match claims.get("aud") {
        Some(Value::Array(several)) => match &several[..] {
            [one] => one.as_str(),
            _ => None,
        },
        Some(one) => one.as_str(),
        None => None,
    };
    let agrees = text(claims, "iss") == Some(expected.client_id.as_str())
        && audience == Some(expected.issuer.as_str())
        && text(claims, name::DEPLOYMENT_ID) == Some(expected.deployment_id.as_str());
    if agrees {
        Ok(())
    } else {
        Err(ChoiceError::Parties)
    }
}

fn check_signature(token: &Token, keys: &KeySet) -> Result<(), ChoiceError> {
    let id = token.key_id.as_deref().and_then(|id| KeyId::parse(id).ok());
    let is_rs256 = token.algorithm.as_deref() == Some(Algorithm::Rs256.name());
    id.filter(|_| is_rs256)
        .and_then(|id| {
            keys.verify(&id, Algorithm::Rs256, token.signed(), token.signature())
                .ok()
        })
        .ok_or(ChoiceError::Signature)
}

fn check_times(
    claims: &Map<String, Value>,
    expected: &ExpectedChoice<'_>,
) -> Result<(), ChoiceError> {
    let seconds = |name| claims.get(name).and_then(Value::as_i64);
    let (Some(issued), Some(expires)) = (seconds("iat"), seconds("exp")) else {
        return Err(ChoiceError::Time);
    };
    let now = expected.now.as_second();
    let leeway = i64::try_from(expected.leeway.as_secs()).unwrap_or(i64::MAX);
    let is_good = issued <= now.saturating_add(leeway) && expires > now.saturating_sub(leeway);
    is_good.then_some(()).ok_or(ChoiceError::Time)
}

fn choice(
    mut claims: Map<String, Value>,
    expected: &ExpectedChoice<'_>,
) -> Result<Choice, ChoiceError> {
    let is_answer = text(&claims, name::VERSION) == Some("1.3.0")
        && text(&claims, name::MESSAGE_TYPE) == Some(RESPONSE)
        && text(&claims, name::DL_DATA) == expected.data;
    if !is_answer {
        return Err(ChoiceError::Question);
    }
    let items = items(claims.remove(name::CONTENT_ITEMS))?;
    let mut said = |name| claims.remove(name).and_then(lenient::text_of);
    Ok(Choice {
        items,
        message: said(name::DL_MSG),
        error_message: said(name::DL_ERROR_MSG),
        log: said(name::DL_LOG),
        error_log: said(name::DL_ERROR_LOG),
        data: expected.data.map(str::to_owned),
    })
}

fn items(claim: Option<Value>) -> Result<Vec<ContentItem>, ChoiceError> {
    match claim {
        None | Some(Value::Null) => Ok(Vec::new()),
        Some(Value::Array(items)) if items.len() <= MOST_ITEMS => {
            let items = items.into_iter().map(serde_json::from_value);
            items
                .collect::<Result<_, _>>()
                .map_err(|_| ChoiceError::Items)
        }
        Some(_) => Err(ChoiceError::Items),
    }
}
