//! The built files of the last releases, through the real router.

use domain::time::Span;
use it::World;
use reqwest::{StatusCode, header};
use store::{StoreError, asset};

/// What a release would have built: one file under a hashed name, compressed.
fn file(release: &str) -> (String, Vec<u8>) {
    (
        format!("student-{release}.js.br"),
        format!("brotli of {release}").into_bytes(),
    )
}

async fn begins(world: &World, release: &'static str) {
    let now = world.now();
    let work = move |tx: &mut store::Tx<'_>| {
        if !asset::begins(tx, release, now)? {
            asset::keep(tx, release, &[file(release)], now)?;
        }
        Ok::<_, StoreError>(())
    };
    world.app.store().write(work).await.unwrap();
    world.pass(Span::days(30));
}

async fn ask(world: &World, name: &str, takes: &str) -> reqwest::Response {
    let url = format!("{}/assets/{name}", world.tool_url);
    let client = reqwest::Client::builder().build().unwrap();
    let asked = client.get(url).header(header::ACCEPT_ENCODING, takes);
    asked.send().await.unwrap()
}

/// Whether an open page of this release finds its file, as it was built.
async fn serves(world: &World, release: &str) -> bool {
    let answer = ask(world, &format!("student-{release}.js"), "gzip, br").await;
    if answer.status() == StatusCode::NOT_FOUND {
        return false;
    }
    let says = |name| answer.headers()[name].to_str().unwrap().to_owned();
    assert_eq!(says(header::CONTENT_ENCODING), "br");
    assert!(says(header::CONTENT_TYPE).starts_with("text/javascript"));
    assert!(says(header::CACHE_CONTROL).contains("immutable"));
    assert_eq!(answer.bytes().await.unwrap(), file(release).1);
    true
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_was_open_before_two_upgrades_still_finds_its_files() {
    let world = World::new().await;
    for release in ["a0", "b1", "c2"] {
        begins(&world, release).await;
    }
    for release in ["a0", "b1", "c2"] {
        assert!(serves(&world, release).await, "{release}");
    }
    begins(&world, "d3").await;
    assert!(!serves(&world, "a0").await, "three upgrades ago");
    assert!(serves(&world, "b1").await);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_replica_serves_what_only_another_one_was_built_with() {
    let world = World::new().await;
    service::assets::keep(&world.app).await.unwrap();
    let newer = world.another_process().await;
    let now = world.now();
    let work = move |tx: &mut store::Tx<'_>| asset::keep(tx, "newer", &[file("newer")], now);
    newer.store().write(work).await.unwrap();
    assert!(serves(&world, "newer").await);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_file_of_any_release_is_not_there() {
    let world = World::new().await;
    begins(&world, "a0").await;
    for (name, takes) in [
        ("student-b1.js", "br"),
        // Only the compressed twins are kept, and every browser that runs the app takes one.
        ("student-a0.js", "identity"),
        ("manifest.json", "br"),
        ("..%2f..%2fkey", "br"),
        ("%00", "br"),
        (&"a".repeat(5_000), "br"),
    ] {
        let answer = ask(&world, name, takes).await;
        assert_eq!(answer.status(), StatusCode::NOT_FOUND, "{name}");
    }
}
