//! What stands around every page: header, pages, notice, contact.

use api::{Contact, Language, Route};
use yew::{Html, html};

use super::icon;
use crate::{sheet::Sheet, words::Words};

/// A page with everything around it. `page` holds the one `h1`.
pub(crate) fn around(sheet: &Sheet<'_>, route: Route, page: Html) -> Html {
    html! {
        <>
            { skip_link(sheet.words) }
            { header(sheet, route) }
            { pages(sheet, route) }
            <main id="main" tabindex="-1">{ page }</main>
            { foot(&sheet.frame.contact, sheet.words) }
        </>
    }
}

/// The first stop of the keyboard.
pub(crate) fn skip_link(words: &dyn Words) -> Html {
    html! { <a class="skip" href="#main">{ words.say("skip", &[]) }</a> }
}

fn header(sheet: &Sheet<'_>, route: Route) -> Html {
    let frame = sheet.frame;
    let here = sheet.href(route);
    let others = frame
        .languages
        .iter()
        .filter(|language| **language != frame.language)
        .map(|language| (*language, format!("{here}?lang={}", language.tag())));
    html! {
        <header class="top">
            <a class="mark" href={frame.base.clone()}>{ icon::mark() }{ sheet.say("product") }</a>
            <span class="scheme">{ &frame.scheme }</span>
            { for others.map(|(language, href)| language_link(language, href)) }
            { help(sheet.words, &frame.help) }
        </header>
    }
}

/// The header of a page without a session.
pub(crate) fn plain_header(
    words: &dyn Words,
    help_at: Option<&str>,
    languages: &[(Language, String)],
) -> Html {
    let others = languages
        .iter()
        .filter(|(language, _)| *language != words.language());
    html! {
        <header class="top">
            <span class="mark">{ icon::mark() }{ words.say("product", &[]) }</span>
            { for others.map(|(language, href)| language_link(*language, href.clone())) }
            { help_at.map(|href| help(words, href)).unwrap_or_default() }
        </header>
    }
}

fn language_link(language: Language, href: String) -> Html {
    let tag = language.tag();
    html! { <a class="language" lang={tag} hreflang={tag} href={href}>{ language.own_name() }</a> }
}

/// *Get help*: on every page, in the same place, in the same words.
fn help(words: &dyn Words, href: &str) -> Html {
    html! { <a class="help" href={href.to_owned()}>{ words.say("get-help", &[]) }</a> }
}

fn pages(sheet: &Sheet<'_>, route: Route) -> Html {
    if sheet.frame.nav.len() < 2 {
        return Html::default();
    }
    let page = |each: &Route| {
        let current = (*each == route).then_some("page");
        html! {
            <a href={sheet.href(*each)} aria-current={current}>{ sheet.say(nav_key(*each)) }</a>
        }
    };
    html! {
        <nav class="pages" aria-label={sheet.say("nav-label")}>
            { for sheet.frame.nav.iter().map(page) }
        </nav>
    }
}

/// The key of a page's short name.
pub(crate) const fn nav_key(route: Route) -> &'static str {
    match route {
        Route::Home => "nav-home",
        Route::Code => "nav-code",
        Route::Quiz => "nav-quiz",
        Route::Groups => "nav-groups",
        Route::People => "nav-people",
        Route::Scores => "nav-scores",
    }
}

/// Who looks after the scheme, on every page (R9, R10).
pub(crate) fn foot(contact: &Contact, words: &dyn Words) -> Html {
    html! {
        <footer class="foot">
            <p>
                { contact.name.as_ref().map_or_else(
                    || words.say("contact-nobody", &[]),
                    |name| words.say("contact-name", &[("name", name.into())]),
                ) }
                if let Some(phone) = &contact.phone {
                    { " · " }<a href={format!("tel:{}", dialled(phone))}>{ phone }</a>
                }
                if let Some(room) = &contact.room {
                    { " · " }{ words.say("contact-room", &[("room", room.into())]) }
                }
            </p>
        </footer>
    }
}

/// What a telephone dials: the digits, and a plus sign in front.
fn dialled(phone: &str) -> String {
    phone
        .chars()
        .filter(|letter| letter.is_ascii_digit() || *letter == '+')
        .collect()
}
