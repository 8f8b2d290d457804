//! *Get help*: there without a launch, without a cookie, without script. Nothing is stored.

use api::{Contact, Language};
use axum::{
    extract::{Path, Query, State},
    http::HeaderMap,
    response::{Html, IntoResponse, Response},
};
use serde::Deserialize;
use store::{institution, scheme};
use view::{Block, PlainDocument, Words, plain_document};

use crate::{
    app::{App, words},
    browser,
    error::Result,
    reader::offered,
    refusal,
};

/// The language asked for.
#[derive(Deserialize)]
pub(crate) struct Asked {
    lang: Option<String>,
}

/// `GET /help`: for a reader whose institution nobody knows, such as on a refusal before login.
pub(crate) async fn general(
    State(app): State<App>,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> Response {
    answer(
        &app,
        &headers,
        &asked,
        "/help",
        &Contact::default(),
        &Language::ALL,
    )
}

/// `GET /help/{institution}`. An unknown institution gets the general page: whoever needs help is
/// not turned away for an address.
pub(crate) async fn of_institution(
    State(app): State<App>,
    Path(slug): Path<String>,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> Result<Response> {
    let wanted = slug.clone();
    let found = app
        .store
        .read(move |tx| {
            let Some(found) = institution::by_slug(tx, &wanted)? else {
                return Ok::<_, crate::error::Error>(None);
            };
            let schemes = scheme::of_institution(tx, found.id)?;
            Ok(Some((found, schemes)))
        })
        .await?;
    Ok(match found {
        None => general(State(app), Query(asked), headers).await,
        Some((institution, schemes)) => {
            // A coordinator is a scheme's; with several schemes this page cannot say whose.
            let contact = match &*schemes {
                [one] => Contact {
                    name: one.contact.name.clone(),
                    phone: one.contact.phone.clone(),
                    room: one.contact.room.clone(),
                },
                _ => Contact::default(),
            };
            let here = format!("/help/{}", institution.slug);
            answer(
                &app,
                &headers,
                &asked,
                &here,
                &contact,
                &offered(&institution),
            )
        }
    })
}

fn answer(
    app: &App,
    headers: &HeaderMap,
    asked: &Asked,
    here: &str,
    contact: &Contact,
    offered: &[Language],
) -> Response {
    let language = asked
        .lang
        .as_deref()
        .and_then(Language::from_tag)
        .filter(|language| offered.contains(language))
        .unwrap_or_else(|| browser::language(headers));
    let words = words(language, "Europe/London");
    let others: Vec<(Language, String)> = offered
        .iter()
        .map(|language| (*language, format!("{here}?lang={}", language.tag())))
        .collect();
    let html = plain_document(&PlainDocument {
        words: &words,
        assets: &app.assets,
        framed: browser::framed(headers),
        title: &words.say("help-title", &[]),
        blocks: &blocks(&words, contact),
        help: None,
        contact: None,
        languages: &others,
        move_on_to: None,
        script: None,
        data: None,
    });
    let mut response = Html(html).into_response();
    refusal::guard(response.headers_mut(), "http: https:");
    response
}

/// Emergency numbers first, then who can be talked to at any hour, then people of the university.
fn blocks(words: &impl Words, contact: &Contact) -> Vec<Block> {
    let say = |key: &str| words.say(key, &[]);
    let quick_exit = Block::Way {
        href: "https://www.bbc.co.uk/weather".to_owned(),
        label: say("help-exit"),
        main: false,
    };
    let sections = [
        now(&say),
        say("help-intro") + "\n\n" + &say("help-private"),
        talk(&say),
        coordinator(words, contact),
        list(&say, "help-me-heading", "help-me-", 4),
        list(&say, "help-other-heading", "help-other-", 5),
        [
            format!("## {}", say("help-harm-heading")),
            say("help-harm-report"),
            say("help-harm-free"),
            say("help-harm-coordinator"),
        ]
        .join("\n\n"),
    ];
    let texts = sections.into_iter().map(Block::Markdown);
    std::iter::once(quick_exit)
        .chain(std::iter::once(Block::Markdown(say("help-exit-note"))))
        .chain(texts)
        .collect()
}

fn now(say: &impl Fn(&str) -> String) -> String {
    format!(
        "## {}\n\n{}: **[{}](tel:{})**. {}\n\n{}",
        say("help-now-heading"),
        say("help-999-name"),
        say("help-999-number"),
        digits(&say("help-999-number")),
        say("help-999-when"),
        say("help-999-other-ways"),
    )
}

fn talk(say: &impl Fn(&str) -> String) -> String {
    let call = |who: &str| {
        let number = say(&format!("help-{who}-number"));
        format!(
            "- {}: **[{number}](tel:{})**. {}",
            say(&format!("help-{who}-name")),
            digits(&number),
            say(&format!("help-{who}-when")),
        )
    };
    let shout = format!(
        "- {}: **[{} → {}](sms:{}?body={})**. {}",
        say("help-shout-name"),
        say("help-shout-word"),
        say("help-shout-number"),
        digits(&say("help-shout-number")),
        say("help-shout-word"),
        say("help-shout-when"),
    );
    format!(
        "## {}\n\n{}\n{shout}\n{}\n\n{}\n\n{}\n\n{}",
        say("help-talk-heading"),
        call("samaritans"),
        call("111"),
        say("help-samaritans-welsh"),
        say("help-university-night"),
        say("help-defaults"),
    )
}

fn coordinator(words: &impl Words, contact: &Contact) -> String {
    let heading = format!("## {}", words.say("help-coordinator-heading", &[]));
    let Some(name) = &contact.name else {
        return format!("{heading}\n\n{}", words.say("help-coordinator-nobody", &[]));
    };
    let mut lines = vec![
        heading,
        words.say("help-coordinator-named", &[("name", name.into())]),
    ];
    if let Some(phone) = &contact.phone {
        lines.push(words.say("help-coordinator-phone", &[("phone", phone.into())]));
    }
    if let Some(room) = &contact.room {
        lines.push(words.say("help-coordinator-room", &[("room", room.into())]));
    }
    lines.push(words.say("help-coordinator-hours", &[]));
    lines.join("\n\n")
}

fn list(say: &impl Fn(&str) -> String, heading: &str, item: &str, count: u8) -> String {
    let items: Vec<String> = (1..=count)
        .map(|number| format!("- {}", say(&format!("{item}{number}"))))
        .collect();
    format!("## {}\n\n{}", say(heading), items.join("\n"))
}

fn digits(number: &str) -> String {
    number.chars().filter(char::is_ascii_digit).collect()
}
