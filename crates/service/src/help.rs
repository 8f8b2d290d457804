//! *Get help*: there without a launch, without a cookie, without script. Nothing is stored.

pub(crate) mod services;

use api::{Contact, Language};
use axum::{
    extract::{Path, Query, State},
    http::HeaderMap,
    response::{Html, IntoResponse, Response},
};
use serde::Deserialize;
use store::{institution, scheme};
use view::{Block, Call, Corner, PlainDocument, Words, plain_document};

use crate::{
    app::{App, words},
    browser,
    error::Result,
    help::services::Service,
    reader::offered,
    refusal,
};

/// What is asked of a page without a session.
#[derive(Deserialize)]
pub(crate) struct Asked {
    lang: Option<String>,
    /// The page to go back to, after the language was changed here.
    back: Option<String>,
    /// The institution whose help the accessibility page leads to.
    of: Option<String>,
}

impl Asked {
    /// The language asked for, if we speak it.
    pub(crate) fn language(&self) -> Option<Language> {
        self.lang.as_deref().and_then(Language::from_tag)
    }

    /// The page of a visit that led here, if one did: itself, or by way of *Get help*.
    pub(crate) fn back(&self, app: &App, headers: &HeaderMap) -> Option<String> {
        browser::page_before(headers, &app.origin())
            .or_else(|| browser::own_page(self.back.as_deref()?))
    }

    /// The same in the language that was chosen on the way.
    pub(crate) fn back_in(&self, language: Language, back: Option<&str>) -> Option<String> {
        let is_chosen_here = self.back.is_some() && self.lang.is_some();
        back.map(|back| {
            if is_chosen_here {
                format!("{back}?lang={}", language.tag())
            } else {
                back.to_owned()
            }
        })
    }

    /// Where the help of this reader's institution is.
    pub(crate) fn help(&self) -> String {
        let is_slug = |slug: &&str| {
            let is_plain =
                |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
            !slug.is_empty() && slug.len() <= LONGEST_SLUG && slug.bytes().all(is_plain)
        };
        let of = self.of.as_deref().filter(is_slug);
        of.map_or_else(|| "/help".to_owned(), |slug| format!("/help/{slug}"))
    }
}

/// Longest name of an institution in an address.
const LONGEST_SLUG: usize = 63;

/// `GET /help`: for a reader whose institution nobody knows, such as on a refusal before login.
pub(crate) async fn general(
    State(app): State<App>,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> Response {
    let known = Known {
        here: "/help".to_owned(),
        contact: Contact::default(),
        services: vec![],
        offered: Language::ALL.to_vec(),
    };
    answer(&app, &headers, &asked, &known)
}

/// What is known of the institution whose page it is.
struct Known {
    here: String,
    contact: Contact,
    services: Vec<Service>,
    offered: Vec<Language>,
}

/// `GET /help/{institution}`. An unknown institution gets the general page: whoever needs help is
/// not turned away for an address.
pub(crate) async fn of_institution(
    State(app): State<App>,
    Path(slug): Path<String>,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> Result<Response> {
    // No slug has a control character, and PostgreSQL takes no U+0000 as text.
    let wanted = slug.replace(char::is_control, "");
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
            let known = Known {
                here: format!("/help/{}", institution.slug),
                contact,
                services: services::kept(&institution.services),
                offered: offered(&institution),
            };
            answer(&app, &headers, &asked, &known)
        }
    })
}

/// Where the way out leads: an ordinary page that nobody is surprised to see.
const ELSEWHERE: &str = "https://www.bbc.co.uk/weather";

fn answer(app: &App, headers: &HeaderMap, asked: &Asked, known: &Known) -> Response {
    let offered = &known.offered;
    let language = asked
        .language()
        .filter(|language| offered.contains(language))
        .unwrap_or_else(|| browser::language(headers));
    let words = words(language, "Europe/London");
    let back = asked.back(app, headers);
    let others = in_languages(&known.here, offered, &[("back", back.as_deref())]);
    let html = plain_document(&PlainDocument {
        words: &words,
        assets: &app.assets,
        framed: browser::framed(headers),
        title: &words.say("help-title", &[]),
        blocks: &blocks(&words, &known.contact, &known.services),
        corner: Corner::Exit {
            here: &known.here,
            to: ELSEWHERE,
        },
        back: asked.back_in(language, back.as_deref()).as_deref(),
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

/// The same page in these languages, with what else was asked of it, checked before.
pub(crate) fn in_languages(
    here: &str,
    languages: &[Language],
    more: &[(&str, Option<&str>)],
) -> Vec<(Language, String)> {
    let more: String = more
        .iter()
        .filter_map(|(name, value)| value.map(|value| format!("&{name}={value}")))
        .collect();
    languages
        .iter()
        .map(|language| (*language, format!("{here}?lang={}{more}", language.tag())))
        .collect()
}

/// Emergency numbers first, then people of the university and those who answer at any hour.
fn blocks(words: &impl Words, contact: &Contact, services: &[Service]) -> Vec<Block> {
    let say = |key: &str| words.say(key, &[]);
    let heading = |key: &str| Block::Markdown(format!("## {}", say(key)));
    let calls = |calls: Vec<Call>| Block::Calls {
        urgent: false,
        calls,
    };
    let mut blocks = vec![
        heading("help-now-heading"),
        Block::Calls {
            urgent: true,
            calls: vec![emergency(words)],
        },
        Block::Markdown(paragraphs(
            words,
            &["help-999-other-ways", "help-intro", "help-private"],
        )),
    ];
    let own = services
        .iter()
        .filter_map(|each| each.call(words.language()));
    let own: Vec<Call> = own.collect();
    let has_own = !own.is_empty();
    if has_own {
        blocks.extend([heading("help-university-heading"), calls(own)]);
    }
    let after = if has_own {
        &["help-samaritans-welsh", "help-defaults"][..]
    } else {
        &[
            "help-samaritans-welsh",
            "help-university-night",
            "help-defaults",
        ]
    };
    blocks.extend([
        heading("help-talk-heading"),
        calls(at_any_hour(words)),
        Block::Markdown(paragraphs(words, after)),
        heading("help-coordinator-heading"),
    ]);
    blocks.extend(coordinator(words, contact));
    blocks.extend(advice(words).map(Block::Markdown));
    blocks
}

/// What to do, for oneself and for somebody else.
fn advice(words: &impl Words) -> [String; 4] {
    let say = |key: &str| words.say(key, &[]);
    let section = |heading: &str, keys: &[&str]| {
        format!("## {}\n\n{}", say(heading), paragraphs(words, keys))
    };
    let harm = [
        "help-harm-report",
        "help-harm-free",
        "help-harm-coordinator",
    ];
    [
        list(&say, "help-me-heading", "help-me-", 4),
        list(&say, "help-other-heading", "help-other-", 5),
        section("help-harm-heading", &harm),
        section("help-exit-heading", &["help-exit-note"]),
    ]
}

fn paragraphs(words: &impl Words, keys: &[&str]) -> String {
    let texts: Vec<String> = keys.iter().map(|key| words.say(key, &[])).collect();
    texts.join("\n\n")
}

fn emergency(words: &impl Words) -> Call {
    let number = words.say("help-999-number", &[]);
    Call {
        name: words.say("help-999-name", &[]),
        href: format!("tel:{}", digits(&number)),
        label: words.say("help-ring", &[("number", (&number).into())]),
        when: words.say("help-999-when", &[]),
    }
}

/// Those who answer at any hour, in the United Kingdom.
fn at_any_hour(words: &impl Words) -> Vec<Call> {
    let say = |key: &str| words.say(key, &[]);
    let ring = |who: &str| {
        let number = say(&format!("help-{who}-number"));
        Call {
            name: say(&format!("help-{who}-name")),
            href: format!("tel:{}", digits(&number)),
            when: say(&format!("help-{who}-when")),
            label: number,
        }
    };
    let (word, number) = (say("help-shout-word"), say("help-shout-number"));
    let shout = Call {
        name: say("help-shout-name"),
        href: format!("sms:{}?body={word}", digits(&number)),
        label: format!("{word} → {number}"),
        when: say("help-shout-when"),
    };
    vec![ring("samaritans"), shout, ring("111")]
}

/// The person to go to in working hours, with what is known of them.
fn coordinator(words: &impl Words, contact: &Contact) -> Vec<Block> {
    let Some(name) = &contact.name else {
        return vec![Block::Markdown(words.say("help-coordinator-nobody", &[]))];
    };
    let named = words.say("help-coordinator-named", &[("name", name.into())]);
    let room = contact.room.as_ref();
    let room = room.map(|room| words.say("help-coordinator-room", &[("room", room.into())]));
    let hours = words.say("help-coordinator-hours", &[]);
    let Some(phone) = &contact.phone else {
        let text = [Some(named), room, Some(hours)];
        return vec![Block::Markdown(
            text.into_iter().flatten().collect::<Vec<_>>().join("\n\n"),
        )];
    };
    let when = [room, Some(hours)].into_iter().flatten();
    vec![
        Block::Markdown(named),
        Block::Calls {
            urgent: false,
            calls: vec![Call {
                name: name.clone(),
                label: phone.clone(),
                href: format!("tel:{}", digits(phone)),
                when: when.collect::<Vec<_>>().join(" "),
            }],
        },
    ]
}

fn list(say: &impl Fn(&str) -> String, heading: &str, item: &str, count: u8) -> String {
    let items: Vec<String> = (1..=count)
        .map(|number| format!("- {}", say(&format!("{item}{number}"))))
        .collect();
    format!("## {}\n\n{}", say(heading), items.join("\n"))
}

fn digits(number: &str) -> String {
    number
        .chars()
        .filter(|each| each.is_ascii_digit() || *each == '+')
        .collect()
}
