//! Addresses that would send people, or what they chose, to somebody else.

use serde_json::json;

use crate::deep_linking::Settings;
use crate::ids::Nonce;
use crate::login::LoginRequest;
use crate::testing::{launch, registration};

/// A login is not signed: whatever it holds, the browser goes to the registered address, and what
/// goes along stays inside its own parameter.
#[test]
fn a_tampered_login_leads_to_the_registered_platform_alone() {
    let known = registration("https://lms.example", "tool-1");
    let nonce = Nonce::parse("n-1").unwrap();
    for evil in [
        "7&redirect_uri=https://evil.example",
        "x\r\nLocation: https://evil.example\r\n\r\n<script>",
        "\"><script>alert(1)</script>",
        "#fragment",
        "https://evil.example/?a=b&state=other",
        "\u{202e}\u{0}",
    ] {
        let query = url::form_urlencoded::Serializer::new(String::new())
            .append_pair("iss", "https://lms.example")
            .append_pair("login_hint", evil)
            .append_pair("lti_message_hint", evil)
            .append_pair("target_link_uri", evil)
            .finish();
        let login = LoginRequest::parse(query.as_bytes()).unwrap();
        let redirect = "https://tool.example/launch";
        let to = login.authentication_url(&known, redirect, "s-1", &nonce);
        assert_eq!(to.origin(), known.auth_url.origin(), "{evil}");
        assert_eq!((to.path(), to.fragment()), ("/auth", None), "{evil}");
        let is_plain = |c: char| c.is_ascii_graphic() && !"<>\"\\".contains(c);
        assert!(to.as_str().chars().all(is_plain), "{to}");
        let value = |name: &str| {
            let mut found = to.query_pairs().filter(|(key, _)| key == name);
            let value = found.next().unwrap().1.into_owned();
            assert!(found.next().is_none(), "{name} is given twice: {to}");
            value
        };
        assert_eq!(value("redirect_uri"), redirect);
        assert_eq!(value("state"), "s-1");
        assert_eq!(
            (value("login_hint"), value("lti_message_hint")),
            (evil.to_owned(), evil.to_owned())
        );
        // Where it leads, the signed claim says; that the two differ can be seen.
        let launch = launch().accepted();
        assert_eq!(launch.target_link_uri.as_str(), redirect);
        assert!(!launch.leads_where_login_said(&login.target_link_uri));
        assert!(launch.leads_where_login_said(redirect));
    }
}

#[test]
fn a_choice_is_posted_to_the_platform_alone() {
    let origins = [registration("https://lms.example", "tool-1").message_origin()];
    let leads = |address: &str| {
        let settings = json!({ "deep_link_return_url": address });
        serde_json::from_value::<Settings>(settings)
            .is_ok_and(|settings| settings.return_to(&origins).is_some())
    };
    assert!(leads("https://lms.example/return?id=4"));
    for bad in [
        "https://evil.example/return",
        "http://lms.example/return",
        "https://lms.example:8443/return",
        "https://lms.example@evil.example/",
        "https://user@lms.example/",
        "javascript:alert(1)",
    ] {
        assert!(!leads(bad), "{bad}");
    }
}
