//! Every page of every part as it leaves the service: whole, in both languages, usable without
//! script.

mod list;

use std::{collections::HashSet, fmt::Write as _, sync::LazyLock};

use api::{Page, groups::Groups, home::Home, training::QuizState};
use domain::time::Span;
use it::{Tab, World, candidate::answers_all, forge::Begun};
use sandbox::{Fault, Faults};
use serde_json::json;
use service::setup;

/// Hyphenated words that our texts hold. Any other on a page is a key that nobody put into words.
static WORDS: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../www");
    let mut words = HashSet::new();
    for folder in [
        "locales/en",
        "locales/cy",
        "content",
        "content/en",
        "content/cy",
    ] {
        for entry in std::fs::read_dir(format!("{root}/{folder}")).unwrap() {
            let path = entry.unwrap().path();
            let Ok(text) = std::fs::read_to_string(&path) else {
                continue;
            };
            let is_fluent = path.extension().is_some_and(|end| end == "ftl");
            for line in text.lines().filter(|line| !line.starts_with('#')) {
                let value = line.split_once(" = ").map(|(_, value)| value);
                words.extend(hyphenated(if is_fluent {
                    value.unwrap_or(line)
                } else {
                    line
                }));
            }
        }
    }
    words
});

/// The words of a text that could be keys: `home-next`.
fn hyphenated(text: &str) -> Vec<String> {
    text.split(|letter: char| !letter.is_alphanumeric() && letter != '-')
        .filter(|word| word.trim_matches('-').contains('-'))
        .filter(|word| word.chars().all(|it| it.is_ascii_lowercase() || it == '-'))
        .map(str::to_owned)
        .collect()
}

/// The text of a page without its tags, its boot data and its codes.
fn text(html: &str) -> String {
    let mut text = String::new();
    let mut rest = html;
    while let Some((before, after)) = rest.split_once('<') {
        text.push_str(before);
        text.push(' ');
        let (tag, after) = after.split_once('>').unwrap();
        let name = tag.split_whitespace().next().unwrap_or_default();
        let hidden = ["code", "template", "title"].contains(&name);
        let end = format!("</{name}>");
        rest = if hidden {
            after.split_once(&*end).unwrap().1
        } else {
            after
        };
    }
    text
}

/// Checks one page as HTML.
fn check(html: &str, language: &str, what: &str) {
    assert!(html.starts_with("<!doctype html><html lang=\""), "{what}");
    let lang = format!("<html lang=\"{language}\" ");
    assert!(html.contains(&lang), "{what}: {}", &html[..60]);
    assert_eq!(html.matches("<h1").count(), 1, "{what}: one heading");
    assert_eq!(html.matches("<main").count(), 1, "{what}: one main part");
    // Whoever has one page needs no list of them.
    let places = html.matches("aria-current=\"page\"").count();
    let listed = html.matches("<nav aria-label=").count();
    assert_eq!(places, listed.min(1), "{what}: one place");
    for form in html.split("<form").skip(1) {
        let form = form.split("</form>").next().unwrap();
        let posts = form.split('>').next().unwrap().contains("method=\"post\"");
        let tokens = form.matches("name=\"form_token\"").count();
        assert_eq!(tokens, usize::from(posts), "{what}: {form}");
    }
    let mut ids = HashSet::new();
    for rest in html.split(" id=\"").skip(1) {
        let id = rest.split('"').next().unwrap();
        assert!(ids.insert(id), "{what}: {id} is there twice");
    }
    for rest in html.split(" for=\"").skip(1) {
        let id = rest.split('"').next().unwrap();
        assert!(
            ids.contains(id),
            "{what}: a label for {id}, which is not there"
        );
    }
    let text = text(html);
    for placeholder in ["{ $", "{$", "??"] {
        assert!(
            !text.contains(placeholder),
            "{what}: {placeholder} in {text}"
        );
    }
    for word in hyphenated(&text) {
        assert!(WORDS.contains(&word), "{what}: the key {word} is shown");
    }
}

/// Every page somebody may open, in both languages.
async fn walk(tab: &Tab, who: &str) {
    let nav = tab.view("").await.frame.nav;
    for language in ["cy", "en"] {
        for route in &nav {
            let url = match route.path() {
                "" => tab.base(),
                path => format!("{}/{path}", tab.base()),
            };
            let page = tab
                .visitor
                .get(&format!("{url}?lang={language}"))
                .await
                .unwrap();
            assert_eq!(page.status, 200, "{who} {route:?}");
            check(&page.body, language, &format!("{who} {route:?} {language}"));
            let kept = tab.visitor.get(&url).await.unwrap();
            check(
                &kept.body,
                language,
                &format!("{who} {route:?} kept {language}"),
            );
        }
    }
}

/// Opens the tab as somebody and walks.
async fn look(world: &World, who: &str) -> Tab {
    let tab = world.open(who).await;
    walk(&tab, who).await;
    tab
}

#[tokio::test(flavor = "multi_thread")]
async fn before_a_scheme_is_claimed() {
    let world = World::new().await;
    for who in ["teacher1", "assistant1", "student001"] {
        look(&world, who).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn before_groups_are_formed() {
    let world = World::begun().await;
    for who in ["teacher1", "teacher2", "assistant1"] {
        look(&world, who).await;
    }
    for gate in 0..3 {
        look(&world, &world.someone("at-gate", gate)).await;
    }
    look(&world, &world.someone("mentor", 0)).await;
    look(&world, &world.lms.enrol_late()).await;
    let mentee = look(&world, &world.someone("mentee", 0)).await;
    mentee.act("take-part", &[("yes", "no")]).await.expect_ok();
    walk(&mentee, "who left").await;
    look(&world, "student080").await;
    let begun = Begun::new(&world).await;
    let mut claims = begun.claims(&world);
    let claim = |name| format!("https://purl.imsglobal.org/spec/lti/claim/{name}");
    claims["sub"] = json!("900");
    claims[claim("context")]["id"] = json!("1");
    claims[claim("roles")] = json!(["http://purl.imsglobal.org/vocab/lis/v2/membership#Mentor"]);
    walk(&begun.enter(&claims).await, "an observer").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn while_groups_are_proposed_and_after() {
    let world = World::begun().await;
    let teacher = world.open("teacher1").await;
    let (mentee, mentor) = (world.someone("mentee", 0), world.someone("mentor", 0));
    teacher.send("form-groups", &json!({})).await.expect_ok();
    walk(&teacher, "a coordinator with a proposal").await;
    look(&world, &mentee).await;
    teacher
        .press("groups", "publish-groups", &[])
        .await
        .expect_ok();
    let late = world.open(&world.lms.enrol_late()).await;
    late.send("take-part", &json!({"yes": true}))
        .await
        .expect_ok();
    walk(&teacher, "a coordinator with published groups").await;
    walk(&late, "somebody late").await;
    look(&world, &mentee).await;
    look(&world, &mentor).await;
    teacher.send("place-late", &json!({})).await.expect_ok();
    walk(&late, "somebody placed late").await;
    walk(&teacher, "a coordinator with everyone placed").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn while_groups_cannot_be_formed() {
    let world = World::begun().await;
    let (_, scheme) = world.course().await;
    // Whoever came to these mentors fits nobody else's course of study.
    let mut file = "number,part,discipline\n".to_owned();
    for number in 1001..=1009 {
        writeln!(file, "S{number},new,Alchemy").unwrap();
    }
    setup::read_attributes(&world.app, scheme, &file)
        .await
        .unwrap();
    let teacher = world.open("teacher1").await;
    teacher.send("form-groups", &json!({})).await.expect_ok();
    let groups = teacher.shown("groups").await;
    assert!(
        matches!(
            &groups,
            Page::Groups {
                groups: Groups::Conflict { .. }
            }
        ),
        "{groups:?}"
    );
    walk(&teacher, "a coordinator with a conflict").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn from_the_code_to_the_mark() {
    let world = World::begun().await;
    let teacher = world.open("teacher1").await;
    let tab = look(&world, &world.someone("at-gate", 0)).await;
    let signed = json!({"version": 1, "agree": true});
    tab.send("sign-code", &signed).await.expect_ok();
    walk(&tab, "who signed").await;
    let Page::Quiz { quiz } = tab.shown("quiz").await else {
        panic!("not the quiz");
    };
    let wrong = |option: &str| json!({"quiz": quiz.id, "answers": answers_all(option)});
    tab.send("submit-quiz", &wrong("a")).await.expect_ok();
    walk(&tab, "who did not pass").await;
    tab.send("submit-quiz", &wrong("b")).await.expect_ok();
    tab.send("submit-quiz", &wrong("d")).await.expect_ok();
    let Page::Quiz { quiz } = tab.shown("quiz").await else {
        panic!("not the quiz");
    };
    assert!(matches!(quiz.state, QuizState::Resting { .. }));
    walk(&tab, "who rests").await;

    world.lms.set_faults(Faults {
        scores: Some(Fault::status(3, 400)),
        ..Faults::default()
    });
    walk(&teacher, "a coordinator with marks that wait").await;
    teacher
        .press("scores", "confirm-gradebook", &[])
        .await
        .expect_ok();
    world
        .until("the marks have come", async || {
            world.lms.scores().len() == 13
        })
        .await;
    walk(&teacher, "a coordinator with marks that were refused").await;
    for place in 0..3 {
        look(&world, &world.someone("mentor", place)).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn on_a_roster_s_bad_days() {
    let world = World::begun().await;
    let (course, _) = world.course().await;
    let teacher = world.open("teacher1").await;
    world.lms.set_faults(Faults {
        roster: Some(Fault::html(1)),
        ..Faults::default()
    });
    setup::read_roster(&world.app, course).await.unwrap();
    walk(&teacher, "a coordinator whose roster failed").await;
    for place in 0..9 {
        world.lms.suspend(&world.someone("mentee", place), true);
    }
    setup::read_roster(&world.app, course).await.unwrap();
    walk(&teacher, "a coordinator who is asked").await;
    teacher
        .send("confirm-roster", &json!({"gone": true}))
        .await
        .expect_ok();
    walk(&teacher, "a coordinator with people held").await;
    world.lms.set_faults(Faults {
        delay_ms: 2_000,
        ..Faults::default()
    });
    teacher.send("sync-roster", &json!({})).await.expect_ok();
    let home = teacher.get("").await;
    check(
        &home.expect_ok().body,
        "en",
        "a coordinator whose roster is read",
    );
    world.lms.set_faults(Faults::default());
}

#[tokio::test(flavor = "multi_thread")]
async fn every_notice_is_said_once_in_words() {
    let world = World::begun().await;
    let tab = world.open("teacher1").await;
    for language in ["cy", "en"] {
        for notice in api::Notice::ALL {
            let key = notice.key();
            let url = format!("{}?lang={language}&notice={key}", tab.base());
            let page = tab.visitor.get(&url).await.unwrap();
            check(&page.body, language, key);
        }
    }
    let strange = format!("{}?notice=notice-<script>", tab.base());
    let page = tab.visitor.get(&strange).await.unwrap();
    check(&page.body, "en", "a notice that is none");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_language_is_kept_for_the_visit_and_for_those_after_it() {
    let world = World::begun().await;
    let who = world.someone("mentee", 0);
    let tab = world.open(&who).await;
    let welsh = tab
        .visitor
        .get(&format!("{}?lang=cy", tab.base()))
        .await
        .unwrap();
    assert!(welsh.body.contains("<html lang=\"cy\""));
    let act = tab.press("code", "sign-code", &[("agree", "yes")]).await;
    assert!(
        act.expect_ok().body.contains("<html lang=\"cy\""),
        "{}",
        act.url
    );
    world.pass(Span::minutes(30));
    assert_eq!(tab.view("").await.frame.language.tag(), "cy");
    let unknown = tab
        .visitor
        .get(&format!("{}?lang=xx", tab.base()))
        .await
        .unwrap();
    assert!(
        unknown.body.contains("<html lang=\"cy\""),
        "no language of ours changes nothing"
    );
    let later = world.open(&who).await;
    assert!(matches!(
        later.shown("").await,
        Page::Home {
            home: Home::Mentee { .. }
        }
    ));
    assert_eq!(
        later.view("").await.frame.language.tag(),
        "cy",
        "although the LMS says English"
    );
}
