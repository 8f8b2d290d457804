//! The administrator's pages: what a learning technologist sees of platforms, departments and claims.
//!
//! They are drawn by the service alone and work by themselves: every act is a plain form. A script of
//! our own adds what HTML cannot do, which is passkeys and copying.

mod access;
mod canvas;
mod correction;
mod data;
mod departments;
mod door;
mod home;
mod new_platform;
mod pieces;
mod platform;
mod question;
#[cfg(any(test, feature = "samples"))]
mod samples;
mod strangers;
#[cfg(test)]
mod tests;
mod troubles;

use api::{Contact, Frame, Language};
use yew::{Html, html};

use crate::{
    assets::Assets,
    document::Head,
    live::Live,
    parts::{self, Icon, icon},
    sheet::Sheet,
    words::Words,
};

pub use data::{
    Access, Answered, By, Canvas, Ceremony, Claim, Correction, Course, Departments, Deployment,
    Difference, Done, Enter, Fault, Given, Home, Institution, Key, Near, NewPlatform, Page,
    Passkey, Plan, Platform, PlatformRow, State, Stranger, Trouble, Unit, Waiting, Worked,
};
pub use platform::Newcomers;
pub use question::Question;
#[cfg(any(test, feature = "samples"))]
pub use samples::{Sample, samples};

/// Where the pages stand.
pub const BASE: &str = "/admin";

/// A page with everything around it.
#[derive(Clone, Copy)]
pub struct Document<'a> {
    /// In which language.
    pub words: &'a dyn Words,
    /// The names of the built files.
    pub assets: &'a Assets,
    /// Who reads it; none before somebody has entered.
    pub visit: Option<&'a Visit>,
    /// What it shows.
    pub page: &'a Page,
    /// The path of the page, for the same in another language.
    pub here: &'a str,
    /// What just happened, by the key of its sentence.
    pub notice: Option<&'a str>,
}

/// The visit of an administrator.
#[derive(Clone, Debug, Default)]
pub struct Visit {
    /// The institution it works in; empty until one was chosen.
    pub institution: String,
    /// Goes into every form as the hidden field `form_token`.
    pub form_token: String,
    /// Whether it may go on to another institution.
    pub of_host: bool,
}

/// The whole HTML of a page.
pub fn document(document: &Document<'_>) -> String {
    let Document { words, assets, .. } = *document;
    let frame = frame(document);
    let live = Live::default();
    let sheet = Sheet {
        frame: &frame,
        words,
        live: &live,
    };
    let title = title(&sheet, document.page);
    let head = Head {
        title: &format!("{title} – {}", sheet.say("admin-title")),
        framed: false,
        words,
        assets,
        style: assets.href("app.css"),
        more: html! {
            <>
                if let Some(style) = assets.href("admin.css") {
                    <link rel="stylesheet" href={style}/>
                }
                if let Some(script) = assets.href("admin.js") {
                    <script type="module" src={script}></script>
                }
            </>
        },
    };
    head.around(&body(&sheet, document, title))
}

fn body(sheet: &Sheet<'_>, document: &Document<'_>, title: String) -> Html {
    html! {
        <>
            { parts::skip_link(sheet.words) }
            { header(sheet, document) }
            { nav(sheet, document) }
            <main id="main" tabindex="-1">
                <div role="status" id="said">
                    { document.notice.map(|key| html! { <p class={mood_of(key)}>{ sheet.say(key) }</p> }) }
                </div>
                <div role="alert" id="failed" class="trouble" hidden={true}></div>
                { parts::heading(title) }
                { draw(sheet, document.page) }
            </main>
            <footer>
                <div class="below">
                    if sheet.words.language() != Language::En {
                        <p>{ sheet.say("draft-language") }</p>
                    }
                    { parts::accessibility(sheet.words, "/help", None) }
                </div>
            </footer>
        </>
    }
}

/// How what just happened looks: a platform that could not be reached is no success.
fn mood_of(notice: &str) -> &'static str {
    if notice.ends_with("-unread") || notice.ends_with("-keys") {
        "trouble"
    } else {
        "notice"
    }
}

/// The frame of a page without a visit of its own: the parts of forms ask it for nothing but the form
/// token.
fn frame(document: &Document<'_>) -> Frame {
    let visit = document.visit;
    Frame {
        base: BASE.to_owned(),
        form_token: visit
            .map(|visit| visit.form_token.clone())
            .unwrap_or_default(),
        language: document.words.language(),
        languages: Language::ALL.to_vec(),
        time_zone: String::new(),
        scheme: String::new(),
        course: String::new(),
        course_url: None,
        me: None,
        staff: true,
        nav: vec![],
        contact: Contact::default(),
        help: "/help".to_owned(),
        notice: None,
    }
}

fn header(sheet: &Sheet<'_>, document: &Document<'_>) -> Html {
    let others = Language::ALL
        .into_iter()
        .filter(|language| *language != sheet.words.language())
        .map(|language| {
            let href = format!("{}?lang={}", document.here, language.tag());
            parts::language_link(language, href)
        });
    let institution = document.visit.map(|visit| visit.institution.clone());
    html! {
        <header class="top">
            <a class="mark" href={BASE}>{ icon(Icon::Mark) }{ sheet.say("product") }</a>
            <span class="scheme">{ institution }</span>
            { for others }
            if document.visit.is_some() {
                { pieces::form(sheet, "/admin/leave", html! {
                    <button class="help">{ sheet.say("admin-leave") }</button>
                }) }
            }
        </header>
    }
}

fn nav(sheet: &Sheet<'_>, document: &Document<'_>) -> Html {
    let Some(visit) = document.visit.filter(|visit| !visit.institution.is_empty()) else {
        return Html::default();
    };
    let all = [
        ("/admin", "admin-nav-home"),
        ("/admin/departments", "admin-nav-departments"),
        ("/admin/claims", "admin-nav-claims"),
        ("/admin/access", "admin-nav-access"),
    ];
    let other = visit
        .of_host
        .then_some(("/admin/institution", "admin-nav-institution"));
    let link = |(href, key): (&'static str, &str)| {
        let current = (document.here == href).then_some("page");
        html! { <li><a {href} aria-current={current}>{ sheet.say(key) }</a></li> }
    };
    html! {
        <nav class="pages" aria-label={sheet.say("nav-label")}>
            <ul>{ for all.into_iter().chain(other).map(link) }</ul>
        </nav>
    }
}

/// The heading of a page.
fn title(sheet: &Sheet<'_>, page: &Page) -> String {
    let key = match page {
        Page::Enter(_) => "admin-enter",
        Page::SignIn(_) => "admin-sign-in",
        Page::Choose(_) => "admin-choose",
        Page::Home(_) => "admin-nav-home",
        Page::Platform(platform) => return platform.name.clone(),
        Page::NewPlatform(_) => "admin-new-platform",
        Page::Departments(_) => "admin-nav-departments",
        Page::Plan(_) | Page::Correction(_) | Page::Question(_) => "admin-plan",
        Page::Claims(_) => "admin-nav-claims",
        Page::Access(_) => "admin-nav-access",
    };
    sheet.say(key)
}

fn draw(sheet: &Sheet<'_>, page: &Page) -> Html {
    match page {
        Page::Enter(enter) => door::enter(sheet, enter),
        Page::SignIn(ceremony) => door::sign_in(sheet, ceremony.as_ref()),
        Page::Choose(institutions) => door::choose(sheet, institutions),
        Page::Home(home) => home::draw(sheet, home),
        Page::Platform(platform) => platform::draw(sheet, platform),
        Page::Correction(correction) => correction::draw(sheet, correction),
        Page::Question(question) => question::draw(sheet, question),
        Page::NewPlatform(new) => new_platform::draw(sheet, new),
        Page::Departments(departments) => departments::draw(sheet, departments),
        Page::Plan(plan) => departments::plan(sheet, plan),
        Page::Claims(claims) => home::claims(sheet, claims),
        Page::Access(access) => access::draw(sheet, access),
    }
}
