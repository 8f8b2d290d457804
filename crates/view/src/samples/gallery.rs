//! The gallery's pages: the list of samples, every part on one page, and each sample as the service
//! or the app draws it. Its own headings are for engineers, and in English.

use api::{Language, Page, View, home::Home};
use yew::{Html, html};

use super::{Sample, all, staff_frame};
use crate::{
    assets::Assets,
    document::Head,
    live::Live,
    markdown,
    pages::pieces::{self, Piece},
    parts,
    sheet::Sheet,
    words::Words,
};

/// Where the gallery stands.
pub const PATH: &str = "/gallery";

/// The name of the page with every part that shows something.
pub const PARTS: &str = "parts";

/// The name of the page with every part that is filled in.
pub const FORMS: &str = "forms";

/// What a gallery page is drawn with.
#[derive(Clone, Copy)]
pub struct Gallery<'a> {
    /// In which language.
    pub words: &'a dyn Words,
    /// The names of the built files.
    pub assets: &'a Assets,
    /// True where the browser said `Sec-Fetch-Dest: iframe`.
    pub framed: bool,
    /// Address of another style sheet than the product's, for a theme that the reader's system does
    /// not ask for.
    pub style: Option<&'a str>,
}

impl Gallery<'_> {
    /// The whole HTML of a sample or of the page of parts; none if there is none of this name.
    pub fn page(&self, name: &str) -> Option<String> {
        match name {
            PARTS => return Some(self.parts("Parts", pieces::all)),
            FORMS => return Some(self.parts("Parts of forms", pieces::forms::all)),
            _ => {}
        }
        #[cfg(feature = "admin")]
        if let Some(page) = self.of_administrator(name) {
            return Some(page);
        }
        let samples = all(self.words.language());
        let sample = samples.iter().find(|sample| sample.name == name)?;
        let page = crate::draw(&sample.view, self.words, &sample.live);
        let title = crate::title(&sample.view, self.words);
        Some(self.document(&title, &page))
    }

    /// A page of the administrator's, which has no view.
    #[cfg(feature = "admin")]
    fn of_administrator(&self, name: &str) -> Option<String> {
        use crate::admin;

        let samples = admin::samples();
        let sample = samples.iter().find(|sample| sample.name == name)?;
        Some(admin::document(&admin::Document {
            words: self.words,
            assets: self.assets,
            visit: sample.visit.as_ref(),
            page: &sample.page,
            here: admin::BASE,
            notice: sample.notice,
        }))
    }

    /// The list of everything, with its languages and themes.
    pub fn index(&self) -> String {
        let samples = all(Language::En);
        let names = samples.iter().map(|sample| (sample.name, place(sample)));
        #[cfg(feature = "admin")]
        let administrators = crate::admin::samples();
        #[cfg(feature = "admin")]
        let names = names.chain(administrators.iter().map(|sample| (sample.name, "admin")));
        let rows = [(PARTS, "parts"), (FORMS, "parts")]
            .into_iter()
            .chain(names)
            .map(|(name, place)| row(name, place))
            .collect();
        let heads = ["Sample", "Page", "English", "Cymraeg"].map(str::to_owned);
        self.document(
            "Gallery",
            &html! {
                <main id="main" class="plain" lang="en">
                    { parts::heading("Gallery") }
                    { markdown::draw("Every page in every state, and every part. Invented people, no session.", 1) }
                    { parts::table("Samples".to_owned(), &heads, rows) }
                </main>
            },
        )
    }

    /// A page of parts.
    fn parts(&self, title: &str, all: fn(&Sheet<'_>) -> Vec<Piece>) -> String {
        let view = View {
            frame: staff_frame(),
            page: Page::Home { home: Home::Out },
        };
        let live = Live::default();
        let sheet = Sheet {
            frame: &view.frame,
            words: self.words,
            live: &live,
        };
        let body = html! {
            <main id="main" tabindex="-1">
                <div lang="en">{ parts::heading(title) }</div>
                { for all(&sheet).into_iter().map(|piece| html! {
                    <>
                        <hr/>
                        <h2 lang="en">{ piece.name }</h2>
                        { piece.drawn }
                    </>
                }) }
            </main>
        };
        self.document(title, &body)
    }

    fn document(&self, title: &str, body: &Html) -> String {
        let own = self.assets.href("app.css");
        let head = Head {
            title,
            framed: self.framed,
            words: self.words,
            assets: self.assets,
            style: self.style.map(str::to_owned).or(own),
            more: Html::default(),
        };
        head.around(body)
    }
}

/// The name of the page that a sample shows.
fn place(sample: &Sample) -> &'static str {
    match sample.view.page.route().path() {
        "" => "home",
        path => path,
    }
}

fn row(name: &str, place: &str) -> Vec<Html> {
    let links = |language: Language| {
        let link = |theme: &str| {
            let href = format!("{PATH}/{name}?lang={}&theme={theme}", language.tag());
            html! { <>{ " " }<a {href}>{ theme }</a></> }
        };
        html! { <>{ for ["light", "dark", "contrast"].map(link) }</> }
    };
    vec![
        html! { name },
        html! { place },
        links(Language::En),
        links(Language::Cy),
    ]
}
