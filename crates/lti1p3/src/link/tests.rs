use http::HeaderValue;

use super::*;

const HERE: &str = "https://lms.example/members?page=1";

fn check(headers: &[&str], expected: &str) {
    let mut map = HeaderMap::new();
    for header in headers {
        map.append(LINK, HeaderValue::from_bytes(header.as_bytes()).unwrap());
    }
    let said = match next(&map, &Url::parse(HERE).unwrap()) {
        Ok(Some(url)) => url.to_string(),
        Ok(None) => "none".to_owned(),
        Err(error) => format!("refused: {error:?}"),
    };
    assert_eq!(said, expected, "{headers:?}");
}

#[test]
fn the_next_page_is_found_in_every_form_of_the_header() {
    let two = "https://lms.example/members?page=2";
    check(&[], "none");
    check(&["<https://lms.example/members?page=2>; rel=\"next\""], two);
    check(&["<https://lms.example/members?page=2>;rel=next"], two);
    check(
        &["<https://lms.example/members?page=2> ; REL = \"Next\""],
        two,
    );
    check(
        &["<https://lms.example/members?page=2>; title=\"a, b; rel=prev\"; rel=\"next\""],
        two,
    );
    check(
        &["<https://lms.example/members?page=2>; rel=\"prefetch next\""],
        two,
    );
    check(&["</members?page=2>; rel=next"], two);
    check(&["<?page=2>; rel=next"], two);
    check(
        &[
            "<https://lms.example/members?page=9>; rel=\"last\", <https://lms.example/members?page=2>; rel=\"next\"",
        ],
        two,
    );
    check(&["</x>; rel=first", "</members?page=2>; rel=next"], two);
    check(&["</a,b;c=d>; rel=first,</members?page=2>; rel=next"], two);
}

#[test]
fn other_relations_are_not_the_next_page() {
    check(&["</x>; rel=prev"], "none");
    check(&["</x>; rel=\"last\"; title=\"next\""], "none");
    check(&["</x>; rel=prev; rel=next"], "none");
    check(&["</x>; rel=nextish"], "none");
    check(&["</next>; rel=differences"], "none");
    check(&["</x>"], "none");
    check(&[""], "none");
}

#[test]
fn a_page_elsewhere_is_never_followed() {
    for target in [
        "https://evil.example/members?page=2",
        "http://lms.example/members?page=2",
        "https://lms.example:8443/members?page=2",
        "//evil.example/members",
        "https://lms.example@evil.example/",
        "https://user@lms.example/members?page=2",
        "javascript:alert(1)",
        "data:,x",
    ] {
        check(&[&format!("<{target}>; rel=next")], "refused: Foreign");
    }
}

#[test]
fn a_page_that_leads_to_itself_is_a_loop() {
    check(&[&format!("<{HERE}>; rel=next")], "refused: Loop");
    check(&["<>; rel=next"], "refused: Loop");
}

#[test]
fn a_list_ends_whatever_the_platform_sends() {
    let page = |n: usize| Url::parse(&format!("https://lms.example/members?page={n}")).unwrap();
    let mut pages = Pages::from(&page(1), 3);
    assert_eq!(pages.turn(Some(page(2))), Ok(Some(page(2))));
    assert_eq!(pages.turn(Some(page(1))), Err(LinkError::Loop));
    assert_eq!(pages.turn(Some(page(2))), Err(LinkError::Loop));
    assert_eq!(pages.turn(Some(page(3))), Ok(Some(page(3))));
    assert_eq!(pages.turn(Some(page(4))), Err(LinkError::TooMany));
    assert_eq!((pages.turn(None), pages.count()), (Ok(None), 3));
}

#[test]
fn what_cannot_be_read_is_not_the_end_of_the_list() {
    check(
        &["https://lms.example/members?page=2; rel=\"next\""],
        "refused: Unreadable",
    );
    check(
        &["<https://lms.example/members?page=2; rel=\"next\""],
        "refused: Unreadable",
    );
    check(
        &["</x>; rel=first </members?page=2>; rel=next"],
        "https://lms.example/members?page=2",
    );
    check(&["<https://[bad>; rel=next"], "refused: Unreadable");
}

#[test]
fn what_moodle_sends_is_understood() {
    let members = "<https://lms.example/mod/lti/services.php/CourseSection/2/bindings/2/memberships\
                   ?limit=10&from=10>; rel=\"next\"";
    check(
        &[members],
        "https://lms.example/mod/lti/services.php/CourseSection/2/bindings/2/memberships?limit=10&from=10",
    );
    // Its grade services write typographic quotes, and escape the address for HTML.
    let item = "https://lms.example/2/lineitems?type_id=2&amp;limit=2&amp;from";
    let grades = format!("<{item}=0>; rel=“first”, <{item}=2>; rel=“next”, <{item}=5>; rel=“last”");
    check(
        &[&grades],
        "https://lms.example/2/lineitems?type_id=2&limit=2&from=2",
    );
}

proptest::proptest! {
    #[test]
    fn any_header_is_read_without_panic_and_leads_nowhere_else(text in "[<>;,=\"“” a-zA-Z:/.&?-]{0,60}") {
        let mut map = HeaderMap::new();
        map.append(LINK, HeaderValue::from_bytes(text.as_bytes()).unwrap());
        let here = Url::parse(HERE).unwrap();
        if let Ok(Some(url)) = next(&map, &here) {
            proptest::prop_assert_eq!(url.origin(), here.origin());
        }
    }
}
