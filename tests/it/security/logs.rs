//! What the service writes about its work.

use std::{
    io,
    sync::{Arc, Mutex},
};

use domain::time::Span;
use it::{
    Tab, World,
    forge::{Begun, signed},
};
use sandbox::{Fault, Faults};
use serde_json::json;
use service::setup;

use super::{MINE, THEIRS, get, handle, open_in, post};

/// Everything that was written, by every test of this program.
#[derive(Clone, Default)]
struct Written(Arc<Mutex<Vec<u8>>>);

impl io::Write for Written {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Catches what is written from now on, in as much detail as an operator could ask for.
fn catch() -> Written {
    let written = Written::default();
    let writer = written.clone();
    tracing_subscriber::fmt()
        .with_env_filter("info,service=trace,store=trace,lti1p3=trace")
        .with_ansi(false)
        .with_writer(move || writer.clone())
        .init();
    written
}

/// A launch that is refused, with everything secret about it.
async fn refused_launch(world: &World) -> [String; 3] {
    let begun = Begun::new(world).await;
    let mut claims = begun.claims(world);
    claims["aud"] = json!("somebody-else");
    let id_token = signed(&claims);
    let refused = begun.post(&id_token).await;
    refused.expect_refusal(401, "launch-token-audience");
    [begun.state, begun.nonce, id_token]
}

/// Refusals and acts of somebody with a name.
async fn a_busy_visit(world: &World) -> Tab {
    let tab = open_in(world, "teacher1", MINE).await;
    let form_token = tab.boot().view.frame.form_token;
    get(&format!("{}/nothing", tab.base()), MINE).await;
    get(&tab.base(), THEIRS).await;
    let act = format!("{}/acts/take-part", tab.base());
    let body = format!("form_token={form_token}&yes=Reyes");
    post(&act, MINE, &[], &body).await;
    tab.send("form-groups", &json!({})).await.expect_ok();
    tab.ask("GET", "/api/view?route=nothing", None).await;
    tab
}

/// A roster and a mark that the platform refuses, in words that name people.
async fn a_bad_day(world: &World, tab: &Tab) {
    world.lms.set_faults(Faults {
        roster: Some(Fault::status(1, 400)),
        scores: Some(Fault::status(1, 400)),
        ..Faults::default()
    });
    let (course, _) = world.course().await;
    setup::read_roster(&world.app, course).await.unwrap();
    let confirmed = tab.press("scores", "confirm-gradebook", &[]).await;
    confirmed.expect_ok();
    world
        .until("the marks have come", async || {
            world.lms.scores().len() == 13
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn no_log_holds_a_token_a_handle_or_a_name() {
    let written = catch();
    let world = World::begun().await;
    let launch = refused_launch(&world).await;
    let tab = a_busy_visit(&world).await;
    a_bad_day(&world, &tab).await;
    world.pass(Span::hours(2));
    get(&tab.base(), MINE).await;

    let written = String::from_utf8(written.0.lock().unwrap().clone()).unwrap();
    for said in ["launch-token-audience", "a roster could not be read"] {
        assert!(written.contains(said), "the log is caught: {written}");
    }
    let boot = tab.boot();
    let tag = boot.token.split('.').nth(1).unwrap();
    let secrets = [&handle(&tab), tag, &boot.view.frame.form_token, MINE];
    let launch = launch.iter().map(String::as_str);
    let names = ["eyJ", "Bearer ", "Reyes", "S1001"];
    for secret in secrets.into_iter().chain(launch).chain(names) {
        assert!(!written.contains(secret), "{secret} in the log");
    }
}
