//! The text of a token, before anything in it is believed.
#![no_main]

use libfuzzer_sys::fuzz_target;
use lti1p3::{Expected, UnverifiedLaunch};
use lti1p3_fuzz::{KEYS, nonce, now, registration, url};

fuzz_target!(|text: &str| {
    if let Ok(launch) = UnverifiedLaunch::read(text) {
        let (registration, nonce) = (registration(), nonce());
        let tool = url("https://tool.example/");
        let expected = Expected::new(&registration, &KEYS, &nonce, &tool, now());
        assert!(launch.verify(&expected).is_err(), "nobody signed it");
    }
});
