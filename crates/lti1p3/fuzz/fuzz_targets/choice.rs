//! The answer to a request to choose: its text, and its claims behind a good signature.
#![no_main]

use std::time::Duration;

use libfuzzer_sys::fuzz_target;
use lti1p3::deep_linking::{Choice, MOST_ITEMS};
use lti1p3::platform::ExpectedChoice;
use lti1p3_fuzz::{KEYS, deployment, now, registration, signed};
use serde_json::{Map, Value};

fuzz_target!(|text: &str| {
    let (known, deployment) = (registration(), deployment());
    let expected = ExpectedChoice {
        issuer: &known.issuer,
        client_id: &known.client_id,
        deployment_id: &deployment,
        keys: &KEYS,
        data: None,
        now: now(),
        leeway: Duration::ZERO,
    };
    assert!(Choice::read(text, &expected).is_err(), "nobody signed it");
    let Ok(mut claims) = serde_json::from_str::<Map<String, Value>>(text) else {
        return;
    };
    claims.insert("iss".to_owned(), "tool-1".into());
    claims.insert("aud".to_owned(), "https://lms.example".into());
    let message_type = "https://purl.imsglobal.org/spec/lti/claim/message_type";
    claims.insert(message_type.to_owned(), "LtiDeepLinkingResponse".into());
    if let Ok(choice) = Choice::read(signed(claims), &expected) {
        assert!(choice.items.len() <= MOST_ITEMS);
    }
});
