//! What stands around every page: header, pages, notice, contact.

use api::{Contact, Language, Millis, Problem, Route};
use yew::{Html, html};

use super::{Icon, icon};
use crate::{
    live::{Trouble, Waiting},
    plain::Corner,
    sheet::Sheet,
    words::{Arg, DateStyle, Words},
};

/// Address of what was tested for people who see, hear or move differently; it needs no launch.
pub const ACCESSIBILITY: &str = "/accessibility";

/// A page with everything around it. `page` holds the one `h1`.
pub(crate) fn around(sheet: &Sheet<'_>, route: Route, page: Html) -> Html {
    html! {
        <>
            { skip_link(sheet.words) }
            { header(sheet, route) }
            { pages(sheet, route) }
            <main id="main" tabindex="-1" aria-busy={sheet.live.slow.then_some("true")}>
                // The regions are always there, so that what comes into them is read out.
                <div role="status">{ notice(sheet) }{ slow(sheet) }</div>
                <div role="alert">{ trouble(sheet) }</div>
                { page }
            </main>
            <footer>
                { foot(&sheet.frame.contact, sheet.words) }
                { below(sheet, route) }
            </footer>
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
            <a class="mark" href={frame.base.clone()}>{ icon(Icon::Mark) }{ sheet.say("product") }</a>
            <span class="scheme">{ &frame.scheme }</span>
            { for others.map(|(language, href)| language_link(language, href)) }
            { help(sheet.words, &frame.help) }
        </header>
    }
}

/// The header of a page without a session.
pub(crate) fn plain_header(
    words: &dyn Words,
    corner: Corner<'_>,
    languages: &[(Language, String)],
    back: Option<&str>,
) -> Html {
    let others = languages
        .iter()
        .filter(|(language, _)| *language != words.language());
    html! {
        <header class="top">
            <span class="mark">{ icon(Icon::Mark) }{ words.say("product", &[]) }</span>
            <span class="scheme">{ back.map(|href| go_back(words, href)) }</span>
            { for others.map(|(language, href)| language_link(*language, href.clone())) }
            { match corner {
                Corner::Help(href) => help(words, href),
                Corner::Exit { to, .. } => exit(words, to),
            } }
        </header>
    }
}

/// Back to the page that led here: in a frame there may be no other way.
fn go_back(words: &dyn Words, href: &str) -> Html {
    html! { <a href={href.to_owned()}>{ icon(Icon::Back) }{ words.say("go-back", &[]) }</a> }
}

pub(crate) fn language_link(language: Language, href: String) -> Html {
    let tag = language.tag();
    html! { <a class="language" lang={tag} hreflang={tag} {href}>{ language.own_name() }</a> }
}

/// *Get help*: on every page, in the same place, in the same words.
fn help(words: &dyn Words, href: &str) -> Html {
    html! {
        <a class="help" href={href.to_owned()}>{ icon(Icon::Help) }{ words.say("get-help", &[]) }</a>
    }
}

/// The way out of the help page, for somebody who must not be seen reading it. It leaves the LMS's
/// page too, and tells nobody where it came from.
fn exit(words: &dyn Words, href: &str) -> Html {
    html! {
        <a class="help" href={href.to_owned()} target="_top" rel="noreferrer">
            { words.say("help-exit", &[]) }
        </a>
    }
}

fn pages(sheet: &Sheet<'_>, route: Route) -> Html {
    if sheet.frame.nav.len() < 2 {
        return Html::default();
    }
    let page = |each: &Route| {
        let current = (*each == route).then_some("page");
        html! {
            <li><a href={sheet.href(*each)} aria-current={current}>{ sheet.say(nav_key(*each)) }</a></li>
        }
    };
    html! {
        <nav class="pages" aria-label={sheet.say("nav-label")}>
            <ul>{ for sheet.frame.nav.iter().map(page) }</ul>
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

fn notice(sheet: &Sheet<'_>) -> Html {
    let said = |text: String| html! { <p class="notice">{ text }</p> };
    html! {
        <>
            { sheet.live.sent.map(|at| said(sent(sheet, "resent", at, ""))) }
            { sheet.frame.notice.map(|notice| said(sheet.say(notice.key()))) }
        </>
    }
}

/// A sentence about what the reader did some time ago.
fn sent(sheet: &Sheet<'_>, key: &str, at: Millis, reason: &str) -> String {
    let when = sheet.words.date(at, DateStyle::DayTime);
    sheet.tell(
        key,
        &[("when", Arg::Text(&when)), ("reason", Arg::Text(reason))],
    )
}

fn slow(sheet: &Sheet<'_>) -> Html {
    if !sheet.live.slow {
        return Html::default();
    }
    html! { <p class="slow">{ sheet.say("slow") }</p> }
}

/// What stands in the way, what it means, and the way out.
pub(crate) fn trouble(sheet: &Sheet<'_>) -> Html {
    let Some(trouble) = &sheet.live.trouble else {
        return Html::default();
    };
    let (text, way) = match trouble {
        Trouble::Offline(waiting) => {
            let key = match waiting {
                Waiting::Nothing => "offline",
                Waiting::Page => "offline-waiting",
                Waiting::Device => "offline-kept",
            };
            (sheet.say(key), again(sheet))
        }
        Trouble::Ended(waiting) => {
            let key = match waiting {
                Waiting::Nothing => "session-over",
                Waiting::Page => "session-over-waiting",
                Waiting::Device => "session-over-kept",
            };
            (sheet.say(key), to_course(sheet))
        }
        Trouble::Refused(problem) => (problem.title.clone(), to_do(sheet, problem)),
        Trouble::Late(at, problem) => {
            let text = sent(sheet, "resent-refused", *at, &problem.title);
            (text, to_do(sheet, problem))
        }
    };
    html! { <div class="trouble"><p>{ text }</p>{ way }</div> }
}

/// What to do about a refusal, and the code to quote, as on a page that is nothing but a refusal.
fn to_do(sheet: &Sheet<'_>, problem: &Problem) -> Html {
    html! {
        <>
            { problem.detail.as_ref().map(|way| html! { <p>{ way }</p> }) }
            <p>{ sheet.say("code-label") }{ " " }<code>{ &problem.code }</code></p>
        </>
    }
}

/// The button that the app listens to: it sends again what could not be sent.
fn again(sheet: &Sheet<'_>) -> Html {
    html! {
        <p><button type="button" class="button" data-again="">{ sheet.say("try-again") }</button></p>
    }
}

fn to_course(sheet: &Sheet<'_>) -> Html {
    let Some(href) = sheet.frame.course_url.clone() else {
        return html! { <p>{ sheet.say("back-by-course") }</p> };
    };
    html! {
        <p><a class="button" target="_top" {href}>{ sheet.say("back-to-course") }</a></p>
    }
}

/// Who looks after the scheme, on every page (R9, R10).
pub(crate) fn foot(contact: &Contact, words: &dyn Words) -> Html {
    html! {
        <div class="foot">
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
        </div>
    }
}

/// What was tested for people who see, hear or move differently: at the foot of every page. It keeps
/// the way to the help of this institution, and from help the way back.
pub(crate) fn accessibility(words: &dyn Words, help: &str, back: Option<&str>) -> Html {
    let of = help
        .strip_prefix("/help/")
        .and_then(|rest| rest.split('?').next());
    let of = of.map(|slug| format!("&of={slug}")).unwrap_or_default();
    let back = back.and_then(|back| back.split('?').next());
    let back = back.map(|back| format!("&back={back}")).unwrap_or_default();
    let href = format!("{ACCESSIBILITY}?lang={}{of}{back}", words.language().tag());
    html! { <p><a {href}>{ words.say("accessibility", &[]) }</a></p> }
}

/// What staff must know about the page itself, and the way back to the course.
fn below(sheet: &Sheet<'_>, route: Route) -> Html {
    let is_draft = sheet.frame.staff && sheet.frame.language != Language::En;
    html! {
        <div class="below">
            if is_draft {
                <p>{ sheet.say("draft-language") }</p>
            }
            if let Some(href) = sheet.frame.course_url.clone() {
                <p><a target="_top" {href}>
                    { icon(Icon::Back) }{ sheet.tell("to-course", &[("course", (&sheet.frame.course).into())]) }
                </a></p>
            }
            { own_window(sheet, route) }
            { accessibility(sheet.words, &sheet.frame.help, None) }
        </div>
    }
}

/// More room than a frame has. The style sheet shows it in a frame alone.
fn own_window(sheet: &Sheet<'_>, route: Route) -> Html {
    let action = format!("{}/hand-over", sheet.frame.base);
    html! {
        <form class="own-window" method="post" target="_blank" {action}>
            <input type="hidden" name="form_token" value={sheet.frame.form_token.clone()}/>
            <input type="hidden" name="page" value={route.path()}/>
            <button type="submit">{ sheet.say("own-window") }</button>
        </form>
    }
}

/// What a telephone dials: the digits, and a plus sign in front.
fn dialled(phone: &str) -> String {
    phone
        .chars()
        .filter(|letter| letter.is_ascii_digit() || *letter == '+')
        .collect()
}

#[cfg(all(test, feature = "samples", feature = "fluent"))]
mod tests {
    use super::*;
    use crate::{fluent::FluentWords, html::write, samples};

    /// What stands in the way on the page of a sample, as HTML.
    fn drawn(name: &str, language: Language) -> String {
        let samples = samples::all(language);
        let sample = samples.iter().find(|sample| sample.name == name);
        let sample = sample.expect("a sample of this name");
        let words = FluentWords::new(language, "Europe/London");
        let html = trouble(&Sheet {
            frame: &sample.view.frame,
            words: &words,
            live: &sample.live,
        });
        write(&html)
    }

    #[test]
    fn a_refusal_says_what_happened_what_to_do_and_which_code_to_quote() {
        let check = |name, language, what: &str, label: &str| {
            let expected = format!(
                "<div class=\"trouble\"><p>{what}These groups are not the newest ones.</p>\
                 <p>They were formed again while you had them open, and nothing was published. \
                 Open Groups and look at the new ones first.</p>\
                 <p>{label} <code>groups-changed</code></p></div>"
            );
            assert_eq!(drawn(name, language), expected);
        };
        check("trouble-refused", Language::En, "", "Code:");
        check("trouble-refused", Language::Cy, "", "Cod:");
        check(
            "trouble-late",
            Language::En,
            "What you did on Monday 28 September, 10:00 has been sent now, and was not accepted. ",
            "Code:",
        );
        check(
            "trouble-late",
            Language::Cy,
            "Mae’r hyn a wnaethoch ar ddydd Llun 28 Medi, 10:00 wedi’i anfon yn awr, ac ni chafodd ei dderbyn. ",
            "Cod:",
        );
    }

    /// The app shows these texts as they are, where a page of the service reads them as Markdown.
    #[test]
    fn what_a_refusal_says_needs_no_markdown() {
        for language in Language::ALL {
            let words = FluentWords::new(language, "Europe/London");
            for code in api::problem::CODES.lines() {
                for key in [format!("error-{code}"), format!("error-{code}-do")] {
                    let text = words.say(&key, &[]);
                    assert!(!text.contains(['*', '_', '`', '[', '<', '\n']), "{text}");
                }
            }
        }
    }
}
