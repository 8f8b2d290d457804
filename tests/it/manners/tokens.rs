//! Access tokens.

use it::world::strangers_key;
use sandbox::ToolKeys;
use serde_json::json;
use service::setup;

use super::{begun, marked, with};

/// Reading the roster needs a token.
async fn read(world: &it::World) -> Option<String> {
    let teacher = world.open("teacher1").await;
    teacher.act("claim-scheme", &[]).await.expect_ok();
    let (course, _) = world.course().await;
    let read = setup::read_roster(&world.app, course).await.unwrap();
    read.code
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_that_comes_as_a_page_of_html_is_a_token() {
    begun(|quirks| quirks.html_token_replies = true).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refusal_that_is_no_json_is_a_refusal_and_not_a_failure() {
    let world = with(
        |quirks| quirks.broken_token_errors = true,
        |config| {
            let keys = json!({"keys": [strangers_key().public_jwk()]});
            config.tools[0].keys = ToolKeys::Inline(keys);
        },
    )
    .await;
    assert_eq!(read(&world).await.as_deref(), Some("token-refused"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_audience_of_an_assertion_has_no_slash_too_many() {
    begun(|quirks| quirks.exact_audience = true).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_word_bearer_has_a_capital() {
    begun(|quirks| quirks.capital_bearer = true).await;
}

/// Without this habit every request for a token reads the tool's keys before it is answered.
#[tokio::test(flavor = "multi_thread")]
async fn the_keys_are_read_while_a_token_is_asked_for() {
    marked(|quirks| quirks.keeps_tool_keys = false).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn numbers_that_come_as_texts_are_numbers() {
    marked(|quirks| quirks.numbers_as_texts = true).await;
}
