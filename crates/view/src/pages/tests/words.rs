//! The pages ask for words that exist, and every word is asked for.

use std::{cell::RefCell, collections::BTreeSet};

use api::{Language, Millis, Problem};

use crate::{
    assets::Bundle,
    fluent::{FluentWords, sources},
    live::{Kept, Live, Trouble, Waiting},
    samples,
    words::{Args, Civil, Words},
};

/// Words that remember what was asked of them.
pub(super) struct Listening {
    words: FluentWords,
    pub(super) asked: RefCell<BTreeSet<String>>,
    pub(super) missing: RefCell<BTreeSet<String>>,
}

impl Listening {
    pub(super) fn new(language: Language) -> Self {
        Self {
            words: FluentWords::new(language, "Europe/London"),
            asked: RefCell::default(),
            missing: RefCell::default(),
        }
    }
}

impl Words for Listening {
    fn language(&self) -> Language {
        self.words.language()
    }

    fn find(&self, key: &str, args: Args<'_>) -> Option<String> {
        let found = self.words.find(key, args);
        let set = if found.is_some() {
            &self.asked
        } else {
            &self.missing
        };
        set.borrow_mut().insert(key.to_owned());
        let unfilled = found
            .as_ref()
            .is_some_and(|text| text.contains(['$', '{', '}']));
        assert!(!unfilled, "{key} has an unfilled place: {found:?}");
        found
    }

    fn number(&self, number: i64) -> String {
        self.words.number(number)
    }

    fn civil(&self, at: Millis) -> Civil {
        self.words.civil(at)
    }
}

/// Everything that only the app knows, once each.
fn lives() -> Vec<Live> {
    let kept = [
        Kept::Untouched,
        Kept::Device,
        Kept::Service,
        Kept::Sending,
        Kept::PageOnly,
    ];
    let problem = Problem {
        kind: "about:blank".to_owned(),
        title: "No.".to_owned(),
        detail: Some("Do this.".to_owned()),
        status: 409,
        code: "conflict".to_owned(),
    };
    let troubles = [
        Trouble::Offline(Waiting::Nothing),
        Trouble::Offline(Waiting::Page),
        Trouble::Offline(Waiting::Device),
        Trouble::Ended(Waiting::Nothing),
        Trouble::Ended(Waiting::Page),
        Trouble::Ended(Waiting::Device),
        Trouble::Refused(problem.clone()),
        Trouble::Late(1_790_586_000_000, problem),
    ];
    let with_kept = kept.into_iter().map(|kept| Live {
        is_app: true,
        kept,
        ..Live::default()
    });
    let with_trouble = troubles.into_iter().map(|trouble| Live {
        trouble: Some(trouble),
        sent: Some(1_790_586_000_000),
        slow: true,
        ..Live::default()
    });
    with_kept.chain(with_trouble).collect()
}

fn listen(language: Language, bundle: Bundle) -> Listening {
    let words = Listening::new(language);
    for sample in samples::all(language) {
        if sample.view.frame.staff == (bundle == Bundle::Staff) {
            for live in &lives() {
                let _ = super::draw(&sample.view, &words, live);
            }
            let _ = super::title(&sample.view, &words);
        }
    }
    words
}

/// The keys that a bundle's table holds: `xtask` compiles these files for it.
fn in_bundle(bundle: Bundle) -> BTreeSet<String> {
    let files = [
        "face.ftl",
        "training.ftl",
        &format!("{}.ftl", bundle.name()),
    ];
    let errors = ["error-roster-", "error-score-", "error-token-"];
    let key = |line: &str| Some(line.split_once(" =")?.0.to_owned());
    sources(Language::En)
        .iter()
        .flat_map(|(name, text)| {
            let is_ours = files.iter().any(|file| name.ends_with(file));
            let is_staff = bundle == Bundle::Staff && name.ends_with("errors.ftl");
            text.lines()
                .filter(|line| line.starts_with(|letter: char| letter.is_ascii_lowercase()))
                .filter_map(key)
                .filter(move |key| {
                    let is_said_here = is_ours && !key.starts_with("error-");
                    is_said_here || (is_staff && errors.iter().any(|start| key.starts_with(start)))
                })
                .collect::<Vec<_>>()
        })
        .collect()
}

#[test]
fn every_word_that_a_page_asks_for_is_in_its_bundle() {
    for bundle in Bundle::ALL {
        for language in Language::ALL {
            let words = listen(language, bundle);
            let missing: Vec<_> = words.missing.take().into_iter().collect();
            // The sample whose code nobody knows asks for words that cannot be there.
            let expected: &[&str] = match bundle {
                Bundle::Student => &[],
                Bundle::Staff => &["error-no-such-code", "error-no-such-code-do"],
            };
            assert_eq!(missing, expected, "{bundle:?} {language:?}");
            let elsewhere: Vec<_> = words
                .asked
                .take()
                .difference(&in_bundle(bundle))
                .cloned()
                .collect();
            assert_eq!(elsewhere, Vec::<String>::new(), "{bundle:?}");
        }
    }
}

#[test]
fn every_word_of_the_face_is_asked_for() {
    // Asked by the document around the page, by dates of other days, or only with other codes.
    let elsewhere = ["app-", "month-", "weekday-", "error-", "moved-"];
    let mut asked = BTreeSet::new();
    let mut there = BTreeSet::new();
    for bundle in Bundle::ALL {
        for language in Language::ALL {
            asked.extend(listen(language, bundle).asked.take());
        }
        there.extend(in_bundle(bundle));
    }
    let unused: Vec<_> = there
        .difference(&asked)
        .filter(|key| !elsewhere.iter().any(|start| key.starts_with(start)))
        .collect();
    assert_eq!(unused, Vec::<&String>::new());
}
