//! The browser's `Intl` for plurals and numbers, and the time at the institution.

use std::{cell::OnceCell, rc::Rc};

use api::{Language, Millis};
use js_sys::Date;
use view::{Civil, table::Locale};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;

use crate::bridge::{self, call, construct, get};

/// Below this, a number has no groups in any of our languages.
const GROUPED_FROM: u64 = 1_000;

/// How far ahead of UTC the institution's clocks are, as [`view::Boot`] has it.
pub(crate) type Offsets = Rc<[(Millis, i32)]>;

/// `Intl` for one language, and the institution's clocks. Where the browser lacks a piece, the plain
/// form is used: the category `other`, digits without groups.
///
/// A browser takes milliseconds to make a piece, so none is made before it is needed or the page has
/// nothing else to do. What it makes for dates in a zone of its own choice takes a phone a tenth of a
/// second, so the service tells us how far the clocks are from UTC instead.
pub(crate) struct Intl(Rc<Pieces>);

struct Pieces {
    language: Language,
    offsets: Offsets,
    plurals: OnceCell<Option<JsValue>>,
    numbers: OnceCell<Option<JsValue>>,
}

impl Intl {
    /// For this language and these clocks.
    pub(crate) fn new(language: Language, offsets: Offsets) -> Self {
        let pieces = Rc::new(Pieces {
            language,
            offsets,
            plurals: OnceCell::new(),
            numbers: OnceCell::new(),
        });
        spawn_local(make_ready(pieces.clone()));
        Self(pieces)
    }
}

/// Makes what most pages need when the page has nothing else to do.
async fn make_ready(pieces: Rc<Pieces>) {
    bridge::idle().await;
    pieces.plurals();
}

impl Pieces {
    fn plurals(&self) -> Option<&JsValue> {
        let tag = self.language.tag();
        self.plurals
            .get_or_init(|| make("PluralRules", tag))
            .as_ref()
    }

    fn numbers(&self) -> Option<&JsValue> {
        let tag = self.language.tag();
        self.numbers
            .get_or_init(|| make("NumberFormat", tag))
            .as_ref()
    }

    /// Minutes ahead of UTC at this time; before the first that is known, as then.
    fn offset(&self, at: Millis) -> i32 {
        let later = self.offsets.partition_point(|(from, _)| *from <= at);
        let known = self.offsets.get(later.saturating_sub(1));
        known.map_or(0, |(_, minutes)| *minutes)
    }
}

fn make(class: &str, tag: &str) -> Option<JsValue> {
    let intl = get(&js_sys::global(), "Intl");
    construct(get(&intl, class), &[tag.into()])
}

impl Locale for Intl {
    fn plural(&self, number: i64) -> String {
        let number = JsValue::from_f64(as_f64(number));
        let category = self
            .0
            .plurals()
            .and_then(|rules| call(rules, "select", &[number]));
        category
            .and_then(|category| category.as_string())
            .unwrap_or_else(|| "other".to_owned())
    }

    fn number(&self, number: i64) -> String {
        if number.unsigned_abs() < GROUPED_FROM {
            return number.to_string();
        }
        let value = JsValue::from_f64(as_f64(number));
        let text = self
            .0
            .numbers()
            .and_then(|format| call(format, "format", &[value]));
        text.and_then(|text| text.as_string())
            .unwrap_or_else(|| number.to_string())
    }

    fn civil(&self, at: Millis) -> Civil {
        let there = at + i64::from(self.0.offset(at)) * 60_000;
        let date = Date::new(&JsValue::from_f64(as_f64(there)));
        Civil {
            year: i32::try_from(date.get_utc_full_year()).unwrap_or(1970),
            month: small(date.get_utc_month() + 1),
            day: small(date.get_utc_date()),
            hour: small(date.get_utc_hours()),
            minute: small(date.get_utc_minutes()),
        }
    }
}

/// Counts and milliseconds are far below 2⁵³, where a double stops being exact.
#[expect(clippy::cast_precision_loss, reason = "see above")]
fn as_f64(number: i64) -> f64 {
    number as f64
}

/// A month, a day, an hour or a minute.
fn small(figure: u32) -> u8 {
    u8::try_from(figure).unwrap_or(1)
}
