//! The authentication request of a launch, judged as Moodle and Canvas judge it.

use lti1p3::platform::AuthenticationRequest;

use crate::config::{Manners, Tool};
use crate::launches::Begun;
use crate::quirks::Quirks;

/// Why a launch goes no further.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AuthError {
    /// Shown by the LMS itself, because there is no address it may post to, or as Moodle does.
    Shown(&'static str),
    /// Posted to the tool: the code and its description.
    Posted(&'static str, &'static str),
}

use AuthError::{Posted, Shown};

/// Judges a request for the launch it names. The order is the platforms' own.
pub(crate) fn judge(
    request: &AuthenticationRequest,
    begun: &Begun,
    tool: &Tool,
    (manners, quirks): (Manners, &Quirks),
) -> Result<(), AuthError> {
    if !knows_redirect(tool, &request.redirect_uri, quirks) {
        return Err(Shown(
            "The tool asked to be answered at an address that is not registered.",
        ));
    }
    required(request, manners, quirks)?;
    if request.client_id != tool.client_id {
        return Err(Posted("unauthorized_client", ""));
    }
    if request.login_hint != begun.user_id {
        return Err(match manners {
            Manners::Moodle => Posted("access_denied", ""),
            Manners::Canvas => Posted("login_required", "Must have an active user session"),
        });
    }
    Ok(())
}

fn required(
    request: &AuthenticationRequest,
    manners: Manners,
    quirks: &Quirks,
) -> Result<(), AuthError> {
    let wrong_core = request.scope != "openid"
        || request.response_type != "id_token"
        || request.nonce.is_empty();
    let wrong_mode = request.response_mode != "form_post";
    let prompts: &[&str] = match manners {
        Manners::Moodle => &["", "none"],
        Manners::Canvas => &["none"],
    };
    let wrong_prompt = !prompts.contains(&&*request.prompt);
    match (wrong_core, wrong_mode, wrong_prompt) {
        (false, false, false) => Ok(()),
        _ if !quirks.shows_bad_requests => Err(Posted(
            "invalid_request_object",
            "A parameter is missing or wrong",
        )),
        (true, ..) => Err(Shown("The tool asked in a way that is not understood.")),
        (_, true, _) => Err(Posted("invalid_request", "Invalid response_mode")),
        _ => Err(Posted("invalid_request", "Invalid prompt")),
    }
}

/// Moodle compares strings; Canvas lets a query be added.
pub(crate) fn knows_redirect(tool: &Tool, redirect_uri: &str, quirks: &Quirks) -> bool {
    let compared = if quirks.exact_redirect_uri {
        redirect_uri
    } else {
        redirect_uri.split('?').next().unwrap_or_default()
    };
    tool.redirect_uris
        .iter()
        .any(|known| known == compared || known == redirect_uri)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::config::ToolKeys;
    use crate::launches::Purpose;
    use crate::opening::Target;

    fn tool() -> Tool {
        let keys = ToolKeys::Inline(serde_json::Value::Null);
        Tool::new("c", "T", "http://t/login", "http://t/launch", keys)
    }

    fn begun() -> Begun {
        Begun {
            client_id: "c".to_owned(),
            user_id: "7".to_owned(),
            course: 1,
            purpose: Purpose::Show("1".to_owned()),
            target: Target::Frame,
            at: 0,
        }
    }

    fn query(pairs: &BTreeMap<&str, &str>) -> String {
        let mut written = url::form_urlencoded::Serializer::new(String::new());
        written.extend_pairs(pairs).finish()
    }

    /// A good request with one parameter replaced; an empty value removes it.
    fn check(manners: Manners, change: (&str, &str), expected: Result<(), AuthError>) {
        let mut good = BTreeMap::from([
            ("scope", "openid"),
            ("response_type", "id_token"),
            ("response_mode", "form_post"),
            ("prompt", "none"),
            ("client_id", "c"),
            ("redirect_uri", "http://t/launch"),
            ("login_hint", "7"),
            ("nonce", "n"),
        ]);
        good.insert(change.0, change.1);
        let request = query(&good);
        let request = AuthenticationRequest::parse(request.as_bytes()).unwrap();
        let judged = judge(&request, &begun(), &tool(), (manners, &Quirks::of(manners)));
        let kind = |result: Result<(), AuthError>| match result {
            Ok(()) => "ok",
            Err(Shown(_)) => "shown",
            Err(Posted(code, _)) => code,
        };
        assert_eq!(kind(judged), kind(expected), "{manners:?} {change:?}");
    }

    #[test]
    fn moodle_judges_so() {
        let check = |change, expected| check(Manners::Moodle, change, expected);
        check(("state", "s"), Ok(()));
        check(("state", ""), Ok(()));
        check(("prompt", ""), Ok(()));
        check(("redirect_uri", "http://t/launch/"), Err(Shown("")));
        check(("redirect_uri", "http://t/launch?a=1"), Err(Shown("")));
        check(("redirect_uri", "http://evil/launch"), Err(Shown("")));
        check(("scope", "openid profile"), Err(Shown("")));
        check(("response_type", "code"), Err(Shown("")));
        check(("nonce", ""), Err(Shown("")));
        check(
            ("client_id", "other"),
            Err(Posted("unauthorized_client", "")),
        );
        check(("login_hint", "8"), Err(Posted("access_denied", "")));
        check(("prompt", "login"), Err(Posted("invalid_request", "")));
        check(
            ("response_mode", "query"),
            Err(Posted("invalid_request", "")),
        );
    }

    #[test]
    fn canvas_judges_so() {
        let check = |change, expected| check(Manners::Canvas, change, expected);
        check(("state", "s"), Ok(()));
        check(("redirect_uri", "http://t/launch?a=1"), Ok(()));
        check(("redirect_uri", "http://t/launch/"), Err(Shown("")));
        check(("prompt", ""), Err(Posted("invalid_request_object", "")));
        check(("nonce", ""), Err(Posted("invalid_request_object", "")));
        check(
            ("client_id", "other"),
            Err(Posted("unauthorized_client", "")),
        );
        check(("login_hint", "8"), Err(Posted("login_required", "")));
    }
}
