//! The language of a visit: the one its reader chose at any visit, else the launch's, else the
//! institution's first.

use it::{Tab, World, forge::Begun, tab::Answer};
use serde_json::{Value, json};

const PRESENTATION: &str = "https://purl.imsglobal.org/spec/lti/claim/launch_presentation";

/// A launch whose platform speaks this language.
async fn launched(world: &World, locale: &Value) -> Tab {
    let begun = Begun::new(world).await;
    let mut claims = begun.claims(world);
    claims[PRESENTATION] = json!({ "locale": locale });
    begun.enter(&claims).await
}

/// The first page, with a language asked for.
async fn asked_for(tab: &Tab, lang: &str) -> Answer {
    let url = format!("{}?lang={lang}", tab.base());
    Answer::of(&tab.visitor.get(&url).await.unwrap())
}

fn spoken(html: &str) -> &str {
    let (_, rest) = html.split_once("<html lang=\"").unwrap();
    rest.split_once('"').unwrap().0
}

/// The institution says anew which languages it offers, its first one first.
async fn offers(world: &World, languages: &'static str) {
    let change = move |tx: &mut store::Tx<'_>| {
        let said = [store::Value::from(languages)];
        tx.execute("update institution set languages = $1", &said)
    };
    world.app.store().write(change).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_launch_is_answered_in_its_language_or_in_the_institutions_first() {
    let world = World::new().await;
    let check = async |locale: Value, expected: &str| {
        let tab = launched(&world, &locale).await;
        assert_eq!(spoken(&tab.page.body), expected, "{locale}");
        assert_eq!(tab.boot().view.frame.language.tag(), expected, "{locale}");
    };
    check(json!("cy"), "cy").await;
    check(json!("CY-gb"), "cy").await;
    check(json!("en_US"), "en").await;
    for nobody_has in [
        json!("tlh"),
        json!("x"),
        json!(""),
        json!("cyx"),
        json!(null),
        json!("𐍈-𐍈"),
    ] {
        check(nobody_has, "en").await;
    }
    check(json!("c".repeat(5_000)), "en").await;
    offers(&world, "cy en").await;
    check(json!("tlh"), "cy").await;
    check(json!("en"), "en").await;
    offers(&world, "en").await;
    check(json!("cy"), "en").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_language_that_was_chosen_is_spoken_at_every_later_visit() {
    let world = World::new().await;
    let tab = launched(&world, &json!("en")).await;
    assert_eq!(spoken(&asked_for(&tab, "cy").await.body), "cy");
    assert_eq!(spoken(&tab.get("").await.body), "cy", "at this visit");

    let again = launched(&world, &json!("en")).await;
    assert_eq!(spoken(&again.page.body), "cy", "at the next");
    assert_eq!(
        again.view("").await.frame.language.tag(),
        "cy",
        "in the app"
    );
    let someone = world.open(&world.someone("mentee", 0)).await;
    assert_eq!(spoken(&someone.page.body), "en", "and for nobody else");

    // The app says it in the same way, and the last choice stands.
    again.view("lang=en").await;
    let third = launched(&world, &json!("cy")).await;
    assert_eq!(spoken(&third.page.body), "en");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_language_of_ours_is_not_chosen() {
    let world = World::new().await;
    let tab = launched(&world, &json!("cy")).await;
    for lang in ["tlh", "", "cyx", "%00", "en%00"] {
        let page = asked_for(&tab, lang).await;
        assert_eq!((page.status, spoken(&page.body)), (200, "cy"), "{lang}");
    }
    let again = launched(&world, &json!("en")).await;
    assert_eq!(spoken(&again.page.body), "en", "the launch's still counts");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_chosen_language_that_the_institution_gave_up_gives_way_to_the_launchs() {
    let world = World::new().await;
    offers(&world, "cy en").await;
    asked_for(&launched(&world, &json!("en")).await, "cy").await;
    offers(&world, "en").await;
    let tab = launched(&world, &json!("en")).await;
    assert_eq!(spoken(&tab.page.body), "en");
    offers(&world, "cy en").await;
    let tab = launched(&world, &json!("en")).await;
    assert_eq!(spoken(&tab.page.body), "cy", "it was not forgotten");
}
