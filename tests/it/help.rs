//! *Get help* opened within the LMS's frame leads back to the page it was opened from, and to
//! nothing else.

use it::{World, tab::Answer};
use reqwest::redirect::Policy;

/// A page, asked for from another one.
async fn from(referer: Option<&str>, url: &str) -> Answer {
    let client = reqwest::Client::builder().redirect(Policy::none());
    let mut request = client.build().unwrap().get(url);
    if let Some(referer) = referer {
        request = request.header("referer", referer);
    }
    let answer = request.send().await.unwrap();
    Answer {
        status: answer.status().as_u16(),
        code: None,
        body: answer.text().await.unwrap(),
        url: url.to_owned(),
    }
}

/// Where the page's way back leads; none where it has none.
fn back(page: &Answer) -> Option<String> {
    let (before, _) = page.body.split_once("Back to where you were")?;
    let (_, href) = before.rsplit_once("<a href=\"").unwrap();
    Some(href.split('"').next().unwrap().to_owned())
}

/// The address of the same page in Welsh.
fn in_welsh(world: &World, page: &Answer) -> String {
    let (_, rest) = page.body.split_once("hreflang=\"cy\" href=\"").unwrap();
    let href = rest.split('"').next().unwrap().replace("&amp;", "&");
    format!("{}{href}", world.tool_url)
}

#[tokio::test(flavor = "multi_thread")]
async fn help_leads_back_to_the_page_it_was_opened_from() {
    let world = World::begun().await;
    let tab = world.open(&world.someone("mentee", 0)).await;
    let base = tab.base();
    let path = base.strip_prefix(&world.tool_url).unwrap();
    for page in ["/help", "/help/test", "/help/nowhere", "/accessibility"] {
        let url = format!("{}{page}", world.tool_url);
        for (place, expected) in [
            ("", path.to_owned()),
            ("/code", format!("{path}/code")),
            ("/people?search=x&lang=cy", format!("{path}/people")),
        ] {
            let answer = from(Some(&format!("{base}{place}")), &url).await;
            assert_eq!(answer.status, 200);
            assert_eq!(back(&answer), Some(expected), "{page} from {place}");
        }
        let elsewhere = [
            None,
            Some("https://evil.example/s/AAAAAAAAAAAAAAAAAAAAAA"),
            Some(&*url),
            Some("\u{e9}"),
        ];
        for referer in elsewhere {
            let answer = from(referer, &url).await;
            assert_eq!((answer.status, back(&answer)), (200, None), "{referer:?}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_way_back_stays_when_the_language_is_changed_and_cannot_be_bent() {
    let world = World::begun().await;
    let tab = world.open(&world.someone("mentee", 0)).await;
    let code = format!("{}/code", tab.base());
    let path = code.strip_prefix(&world.tool_url).unwrap();
    let url = format!("{}/help/test", world.tool_url);
    let english = from(Some(&code), &format!("{url}?lang=en")).await;
    let welsh = from(Some(&url), &in_welsh(&world, &english)).await;
    let here = format!("<a href=\"{path}?lang=cy\">");
    assert!(welsh.body.contains(&here), "{here} in {}", welsh.body);
    for bent in [
        "https://evil.example/",
        "//evil.example/s/AAAAAAAAAAAAAAAAAAAAAA",
        "/s//evil.example",
        "/s/AAAAAAAAAAAAAAAAAAAAA%22",
        "/lti/login",
        "javascript:alert(1)",
    ] {
        let answer = from(None, &format!("{url}?lang=en&back={bent}")).await;
        assert_eq!((answer.status, back(&answer)), (200, None), "{bent}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_accessibility_page_leads_to_the_help_of_the_same_university_and_back() {
    let world = World::begun().await;
    let tab = world.open(&world.someone("mentee", 0)).await;
    let path = tab.base().strip_prefix(&world.tool_url).unwrap().to_owned();
    let link = |page: &Answer| {
        let (_, rest) = page.body.split_once("href=\"/accessibility").unwrap();
        let query = rest.split('"').next().unwrap().replace("&amp;", "&");
        format!("{}/accessibility{query}", world.tool_url)
    };
    let home = tab.get("").await;
    let help = from(Some(&tab.base()), &format!("{}/help/test", world.tool_url)).await;
    for (page, referer) in [(&home, tab.base()), (&help, help.url.clone())] {
        let page = from(Some(&referer), &link(page)).await;
        assert!(page.body.contains("href=\"/help/test\""), "{}", page.body);
        let back = back(&page).unwrap();
        assert_eq!(back.split('?').next(), Some(&*path), "{}", page.url);
        let welsh = from(None, &in_welsh(&world, &page)).await;
        assert!(welsh.body.contains("href=\"/help/test\""), "{}", welsh.body);
    }
    for bent in ["..%2Fx", "a%22b", "TEST", ""] {
        let page = from(None, &format!("{}/accessibility?of={bent}", world.tool_url)).await;
        assert!(
            page.body.contains("href=\"/help\""),
            "{bent}: {}",
            page.body
        );
    }
}
