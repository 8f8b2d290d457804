//! Turns a form into the act it posts.

use api::{Act, act};
use wasm_bindgen::JsCast;
use web_sys::{FormData, HtmlFormElement};

/// An act ready to be sent, or to be sent again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Encoded {
    /// Its address.
    pub(crate) path: &'static str,
    /// Its JSON.
    pub(crate) body: String,
    /// Whether it may wait on the device.
    pub(crate) may_wait: bool,
}

impl Encoded {
    pub(crate) fn new<A: Act>(act: &A) -> Self {
        Self {
            path: A::PATH,
            // An act is plain data, so this cannot fail; saying so would cost more than the writing.
            body: serde_json::to_string(act).unwrap_or_default(),
            may_wait: A::WAITS,
        }
    }
}

/// The act of this name with these fields; none if this bundle has no such act, or the fields do
/// not fit. The form then posts by itself and the service says what is missing.
pub(crate) fn encode(name: &str, fields: &[(String, String)]) -> Option<Encoded> {
    macro_rules! first_of {
        ($($act:ty),*) => {{
            $(if name == <$act>::NAME {
                return <$act>::from_form(fields).ok().map(|act| Encoded::new(&act));
            })*
        }};
    }
    #[cfg(feature = "student")]
    first_of!(
        act::TakePart,
        act::SignCode,
        act::SubmitQuiz,
        act::KeepDraft
    );
    #[cfg(feature = "staff")]
    first_of!(
        act::ClaimScheme,
        act::SyncRoster,
        act::ConfirmRoster,
        act::ConfirmGradebook,
        act::FormGroups,
        act::PublishGroups,
        act::PlaceLate,
        act::ResendScore
    );
    None
}

/// The fields of a form as the browser would send them.
pub(crate) fn fields(form: &HtmlFormElement) -> Vec<(String, String)> {
    let Ok(data) = FormData::new_with_form(form) else {
        return Vec::new();
    };
    js_sys::Array::from(&data.entries())
        .iter()
        .filter_map(|pair| {
            let pair: js_sys::Array = pair.dyn_into().ok()?;
            Some((pair.get(0).as_string()?, pair.get(1).as_string()?))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, fields: &[(&str, &str)], expected: Option<(&str, &str)>) {
        let fields: Vec<_> = fields
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect();
        let encoded = encode(name, &fields);
        let encoded = encoded.as_ref().map(|act| (act.path, act.body.as_str()));
        assert_eq!(encoded, expected, "{name}");
    }

    #[test]
    fn a_form_becomes_the_act_of_its_name() {
        check(
            "take-part",
            &[("form_token", "t"), ("yes", "no")],
            Some(("/api/acts/take-part", r#"{"yes":false}"#)),
        );
        check(
            "submit-quiz",
            &[
                ("quiz", "conduct"),
                ("q.b", "2"),
                ("q.b", "1"),
                ("q.a", "3"),
            ],
            Some((
                "/api/acts/submit-quiz",
                r#"{"quiz":"conduct","answers":{"a":["3"],"b":["1","2"]}}"#,
            )),
        );
        check("sync-roster", &[], Some(("/api/acts/sync-roster", "{}")));
    }

    #[test]
    fn only_an_act_that_asks_for_it_may_wait_on_the_device() {
        let check = |name: &str, fields: &[(&str, &str)], expected| {
            let fields: Vec<_> = fields
                .iter()
                .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
                .collect();
            let act = encode(name, &fields).expect("an act");
            assert_eq!(act.may_wait, expected, "{name}");
        };
        check("take-part", &[("yes", "yes")], true);
        check("sign-code", &[("version", "1")], true);
        check("submit-quiz", &[("quiz", "conduct")], true);
        check("keep-draft", &[("quiz", "conduct")], false);
        check("claim-scheme", &[], false);
        check("sync-roster", &[], false);
        check("confirm-roster", &[("gone", "yes")], false);
        check("confirm-gradebook", &[], false);
        check("form-groups", &[], false);
        check("publish-groups", &[("allocation", "1")], false);
        check("place-late", &[], false);
        check("resend-score", &[("score", "1")], false);
    }

    #[test]
    fn a_form_that_fits_no_act_is_left_to_post_by_itself() {
        check("take-part", &[("yes", "maybe")], None);
        check("no-such-act", &[], None);
    }
}
