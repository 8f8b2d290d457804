//! The `Link` header of a list.
#![no_main]

use libfuzzer_sys::fuzz_target;
use lti1p3::http::{HeaderMap, HeaderValue, header::LINK};
use lti1p3::link;
use lti1p3_fuzz::url;

fuzz_target!(|text: &[u8]| {
    let Ok(value) = HeaderValue::from_bytes(text) else {
        return;
    };
    let here = url("https://lms.example/members?page=1");
    let headers = HeaderMap::from_iter([(LINK, value)]);
    let next = link::next(&headers, &here).ok().flatten();
    for followed in [next, link::differences(&headers, &here)]
        .into_iter()
        .flatten()
    {
        assert_eq!(followed.origin(), here.origin());
    }
});
