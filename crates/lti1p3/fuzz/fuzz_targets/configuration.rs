//! A platform's configuration, and its answer to a registration.
#![no_main]

use libfuzzer_sys::fuzz_target;
use lti1p3::dynamic_registration::{Configuration, HOSTED_CANVAS, Invitation, read_registered};
use lti1p3::http::Response;

fuzz_target!(|text: &[u8]| {
    let invitation =
        Invitation::parse(b"openid_configuration=https://lms.example/c").expect("an invitation");
    let response = Response::new(text.to_vec());
    if let Ok(read) = Configuration::read(&invitation, &response, &HOSTED_CANVAS) {
        for url in [
            &read.jwks_uri,
            &read.token_endpoint,
            &read.registration_endpoint,
        ] {
            assert_eq!(url.origin(), invitation.configuration.origin());
        }
    }
    let _ = read_registered(&response);
    let _ = Invitation::parse(text);
});
