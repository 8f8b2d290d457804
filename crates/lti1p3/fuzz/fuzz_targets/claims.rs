//! The claims of a launch behind a good signature. Begin with `{}` in the corpus, or with the
//! captures of `tests/data`.
#![no_main]

use libfuzzer_sys::fuzz_target;
use lti1p3::{Expected, UnverifiedLaunch};
use lti1p3_fuzz::{KEYS, nonce, now, registration, signed, url};

fuzz_target!(|text: &[u8]| {
    let Ok(claims) = serde_json::from_slice(text) else {
        return;
    };
    let Ok(launch) = UnverifiedLaunch::read(signed(claims)) else {
        return;
    };
    let (registration, nonce) = (registration(), nonce());
    let tool = url("https://tool.example/");
    let expected = Expected::new(&registration, &KEYS, &nonce, &tool, now());
    if let Ok(launch) = launch.verify(&expected) {
        assert_eq!(launch.issuer, registration.issuer);
        assert_eq!(launch.target_link_uri.origin(), tool.origin());
    }
});
