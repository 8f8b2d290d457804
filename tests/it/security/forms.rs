//! Forms: only our own pages, only of this session, only from this browser.

use api::{Page, home::Home};
use it::{Tab, World};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

use super::{MINE, THEIRS, ask, open_in, post};

async fn is_out(tab: &Tab) -> bool {
    matches!(tab.shown("").await, Page::Home { home: Home::Out })
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_needs_its_token_its_origin_and_its_browser() {
    let world = World::begun().await;
    let (who, else_who) = (world.someone("mentee", 0), world.someone("mentee", 1));
    let tab = open_in(&world, &who, MINE).await;
    let again = open_in(&world, &who, MINE).await;
    let other = open_in(&world, &else_who, THEIRS).await;
    let url = format!("{}/acts/take-part", tab.base());
    let token = |tab: &Tab| tab.boot().view.frame.form_token;
    let body = |token: &str| format!("yes=no&form_token={token}");
    let good = body(&token(&tab));
    let origin = |value| [("origin", value)];

    let reply = post(&url, MINE, &[], "yes=no").await;
    reply.expect_refusal(403, "form-token");
    for wrong in ["", "x", "AAAA", &token(&again), &token(&other)] {
        let reply = post(&url, MINE, &[], &body(wrong)).await;
        reply.expect_refusal(403, "form-token");
    }
    for from in ["https://evil.example", "null", &world.lms_url] {
        let reply = post(&url, MINE, &origin(from), &good).await;
        reply.expect_refusal(403, "form-origin");
    }
    for site in ["cross-site", "same-site", "none"] {
        let reply = post(&url, MINE, &[("sec-fetch-site", site)], &good).await;
        reply.expect_refusal(403, "form-origin");
    }
    let reply = post(&url, THEIRS, &[], &good).await;
    reply.expect_refusal(401, "session-not-yours");
    let form = [("content-type", "application/x-www-form-urlencoded")];
    let reply = ask("POST", &url, &form, &good).await;
    reply.expect_refusal(401, "session-missing");
    assert!(!is_out(&tab).await, "nothing of it was done");

    let reply = post(&url, MINE, &origin(&world.tool_url), &good).await;
    assert_eq!(reply.status, 303);
    assert!(is_out(&tab).await);
    assert!(!is_out(&other).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_that_cannot_be_read_is_refused_in_words() {
    let world = World::begun().await;
    let tab = open_in(&world, &world.someone("mentee", 0), MINE).await;
    let token = tab.boot().view.frame.form_token;
    let url = format!("{}/acts/take-part", tab.base());
    for body in ["", "&yes=perhaps", "&yes=%ff"] {
        let reply = post(&url, MINE, &[], &format!("form_token={token}{body}")).await;
        reply.expect_refusal(400, "form-field");
    }
    let json = ("content-type", "application/json");
    let cookie = super::cookie(MINE);
    let reply = ask("POST", &url, &[json, ("cookie", &cookie)], "{}").await;
    reply.expect_refusal(415, "form-field");
    let reply = super::get(&format!("{}/people?from=many", tab.base()), MINE).await;
    reply.expect_refusal(400, "form-field");
    assert!(!is_out(&tab).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hundred_kilobytes_are_too_much_for_a_form_and_for_the_api() {
    let world = World::begun().await;
    let tab = open_in(&world, &world.someone("mentee", 0), MINE).await;
    let long = "a".repeat(100_000);
    let url = format!("{}/acts/take-part", tab.base());
    let reply = post(&url, MINE, &[], &format!("yes=no&more={long}")).await;
    reply.expect_refusal(413, "too-large");
    assert!(reply.body.contains("<h1"), "{}", reply.body);

    let bearer = format!("Bearer {}", tab.boot().token);
    let headers = [
        ("content-type", "application/json"),
        ("authorization", &*bearer),
    ];
    let url = format!("{}/api/acts/take-part", world.tool_url);
    let body = format!("{{\"yes\":false,\"more\":\"{long}\"}}");
    let reply = ask("POST", &url, &headers, &body).await;
    reply.expect_refusal(413, "too-large");
    assert_eq!(
        reply.header("content-type"),
        Some("application/problem+json")
    );
    assert!(!is_out(&tab).await);
}

/// A body that does not say how long it is.
#[tokio::test(flavor = "multi_thread")]
async fn a_body_in_pieces_is_not_read_for_ever() {
    let world = World::begun().await;
    let tab = open_in(&world, &world.someone("mentee", 0), MINE).await;
    let host = world.tool_url.trim_start_matches("http://").to_owned();
    let port = host.rsplit(':').next().unwrap();
    let path = url::Url::parse(&tab.base()).unwrap().path().to_owned();
    let head = format!(
        "POST {path}/acts/take-part HTTP/1.1\r\nHost: {host}\r\nCookie: {}\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\n\
         Connection: close\r\n\r\n",
        super::cookie(MINE)
    );
    let stream = TcpStream::connect(format!("127.0.0.1:{port}")).await;
    let (mut from, mut to) = stream.unwrap().into_split();
    let sending = tokio::spawn(async move {
        to.write_all(head.as_bytes()).await.ok();
        let piece = format!("2000\r\n{}\r\n", "a".repeat(0x2000));
        // The service stops listening long before the end.
        for _ in 0..10_000 {
            if to.write_all(piece.as_bytes()).await.is_err() {
                break;
            }
        }
    });
    let mut answer = vec![0; 12];
    from.read_exact(&mut answer).await.unwrap();
    assert_eq!(String::from_utf8_lossy(&answer), "HTTP/1.1 413");
    sending.abort();
}
