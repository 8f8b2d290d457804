//! The gallery is a demonstration's alone.

use it::host::Host;

/// Addresses that the gallery has where it is mounted.
const ADDRESSES: [&str; 4] = [
    "/gallery",
    "/gallery/parts",
    "/gallery/quiz-open?theme=dark",
    "/gallery/style/dark",
];

#[tokio::test(flavor = "multi_thread")]
async fn a_service_that_people_use_has_no_gallery() {
    let host = Host::registered(|_| {}).await;
    let service = host.serve().await;
    for address in ADDRESSES {
        let url = format!("{}{address}", host.tool_url);
        let answer = reqwest::get(&url).await.unwrap();
        assert_eq!(answer.status(), 404, "{address}");
        assert_eq!(answer.headers()["alongside-code"], "not-found", "{address}");
    }
    service.kill();
}
