use super::*;
use crate::{
    fluent::FluentWords,
    plain::{Block, Call, Corner, PlainDocument, plain_document},
    samples,
};

fn assets() -> Assets {
    let names = [
        "app.css",
        "boot.js",
        "mark.svg",
        "student.js",
        "student.wasm",
        "staff.js",
    ];
    let words = [
        "staff.wasm",
        "student-en.json",
        "student-cy.json",
        "staff-en.json",
        "prove.js",
    ];
    let files = names.into_iter().chain(words);
    Assets {
        files: files
            .map(|name| (name.to_owned(), format!("hashed-{name}")))
            .collect(),
    }
}

fn written(name: &str, assets: &Assets, token: Option<&str>, framed: bool) -> String {
    let words = FluentWords::new(Language::En, "Europe/London");
    let samples = samples::all(Language::En);
    let sample = samples.iter().find(|sample| sample.name == name).unwrap();
    let keeping = Keeping {
        owner: "someone".to_owned(),
        ..Keeping::default()
    };
    document(&Document {
        view: &sample.view,
        words: &words,
        assets,
        app: token.map(|token| Start {
            token,
            keeping: &keeping,
            offsets: &[(0, 60)],
        }),
        framed,
    })
}

/// The text of the boot template, unescaped as a browser does.
fn boot_of(html: &str) -> Boot {
    let (_, rest) = html.split_once("<template id=\"boot\"").unwrap();
    let (_, rest) = rest.split_once('>').unwrap();
    let (text, _) = rest.split_once("</template>").unwrap();
    let text = text
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&");
    serde_json::from_str(&text).unwrap()
}

#[test]
fn the_app_is_started_with_its_token_its_words_and_what_is_shown() {
    let html = written("quiz-open", &assets(), Some("secret"), true);
    assert!(
        html.starts_with("<!doctype html><html lang=\"en\" dir=\"ltr\" class=\"framed\"><head>")
    );
    assert_eq!(
        html.matches("secret").count(),
        1,
        "the token stands in the template alone"
    );
    let boot = boot_of(&html);
    assert_eq!(boot.token, "secret");
    assert_eq!(boot.words.len(), 2);
    let samples = samples::all(Language::En);
    let sample = samples
        .iter()
        .find(|sample| sample.name == "quiz-open")
        .unwrap();
    assert_eq!(boot.view, sample.view);
    for address in [
        "hashed-student.wasm",
        "hashed-student.js",
        "hashed-student-en.json",
    ] {
        assert_eq!(html.matches(address).count(), 2, "{address}");
    }
}

#[test]
fn staff_get_the_app_of_staff() {
    let html = written("people", &assets(), Some("secret"), false);
    assert!(html.contains("hashed-staff.wasm") && !html.contains("hashed-student"));
    assert!(html.contains("<html lang=\"en\" dir=\"ltr\"><head>"));
}

#[test]
fn without_a_token_or_a_built_app_the_page_stands_alone() {
    let html = written("quiz-open", &assets(), None, false);
    assert!(
        !html.contains("<template") && !html.contains("<script"),
        "{html}"
    );
    assert!(
        html.contains("<h1") && html.contains("hashed-app.css"),
        "{html}"
    );
    let html = written("quiz-open", &Assets::default(), Some("secret"), false);
    assert!(
        !html.contains("<script") && !html.contains("<link"),
        "{html}"
    );
}

#[test]
fn a_plain_page_says_what_it_is_given_and_nothing_becomes_markup() {
    let words = FluentWords::new(Language::Cy, "Europe/London");
    let blocks = [
        Block::Markdown("Some <b>text</b>.".to_owned()),
        Block::Way {
            href: "https://lms.example/course?a=1&b=2".to_owned(),
            label: "Back".to_owned(),
            main: true,
        },
        Block::Fact {
            label: "Code".to_owned(),
            value: "form-token".to_owned(),
        },
        Block::Calls {
            urgent: true,
            calls: vec![Call {
                name: "Night & day".to_owned(),
                label: "01632 960 200".to_owned(),
                href: "tel:01632960200".to_owned(),
                when: "Every night".to_owned(),
            }],
        },
        Block::Form {
            action: "/lti/launch".to_owned(),
            fields: vec![("state".to_owned(), "\"><script>".to_owned())],
            button: "Go on".to_owned(),
        },
    ];
    let html = plain_document(&PlainDocument {
        words: &words,
        assets: &assets(),
        framed: false,
        title: "Not <yet>",
        blocks: &blocks,
        corner: Corner::Help("/help/example"),
        back: None,
        contact: None,
        languages: &[(Language::En, "?lang=en".to_owned())],
        move_on_to: Some("/lti/login?x=1"),
        script: Some("prove.js"),
        data: Some("{\"a\":\"</template>\"}"),
    });
    for part in [
        "<html lang=\"cy\"",
        "<h1>Not &lt;yet&gt;</h1>",
        "Some &lt;b&gt;text&lt;/b&gt;.",
        "href=\"https://lms.example/course?a=1&amp;b=2\"",
        "<code>form-token</code>",
        "Night &amp; day",
        "href=\"tel:01632960200\"",
        "value=\"&quot;>&lt;script>\"",
        "content=\"0;url=/lti/login?x=1\"",
        "src=\"/assets/hashed-prove.js\"",
        "<template id=\"data\">{\"a\":\"&lt;/template&gt;\"}</template>",
        "lang=\"en\" hreflang=\"en\"",
    ] {
        assert!(html.contains(part), "{part} in {html}");
    }
}
