//! The browser's `Intl`: plurals, numbers, and the time at the institution.

use std::{cell::OnceCell, rc::Rc};

use api::{Language, Millis};
use js_sys::{Array, Object};
use view::{Civil, table::Locale};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;

use crate::bridge::{self, call, construct, get, set};

/// Below this, a number has no groups in any of our languages.
const GROUPED_FROM: u64 = 1_000;

/// `Intl` for one language and one time zone. Where the browser lacks a piece, the plain form is
/// used: the category `other`, digits without groups, UTC.
///
/// A browser takes milliseconds to make a piece, on a phone tens of them, so none is made before it
/// is needed or the page has nothing else to do.
pub(crate) struct Intl(Rc<Pieces>);

struct Pieces {
    language: Language,
    time_zone: String,
    plurals: OnceCell<Option<JsValue>>,
    numbers: OnceCell<Option<JsValue>>,
    dates: OnceCell<Option<JsValue>>,
}

impl Intl {
    /// For this language and IANA time zone.
    pub(crate) fn new(language: Language, time_zone: &str) -> Self {
        let pieces = Rc::new(Pieces {
            language,
            time_zone: time_zone.to_owned(),
            plurals: OnceCell::new(),
            numbers: OnceCell::new(),
            dates: OnceCell::new(),
        });
        spawn_local(make_ready(pieces.clone()));
        Self(pieces)
    }
}

/// Makes what most pages need, one piece at a time, whenever the page has nothing else to do.
async fn make_ready(pieces: Rc<Pieces>) {
    bridge::idle().await;
    pieces.plurals();
    bridge::idle().await;
    pieces.dates();
}

impl Pieces {
    fn plurals(&self) -> Option<&JsValue> {
        let tag = self.language.tag();
        self.plurals
            .get_or_init(|| make("PluralRules", tag, &JsValue::UNDEFINED))
            .as_ref()
    }

    fn numbers(&self) -> Option<&JsValue> {
        let tag = self.language.tag();
        self.numbers
            .get_or_init(|| make("NumberFormat", tag, &JsValue::UNDEFINED))
            .as_ref()
    }

    fn dates(&self) -> Option<&JsValue> {
        // Only figures are read from it, so its language does not matter.
        let dates = |time_zone| make("DateTimeFormat", "en-GB", &figures(time_zone));
        self.dates
            .get_or_init(|| dates(Some(&self.time_zone)).or_else(|| dates(None)))
            .as_ref()
    }
}

fn make(class: &str, tag: &str, options: &JsValue) -> Option<JsValue> {
    let intl = get(&js_sys::global(), "Intl");
    construct(get(&intl, class), &[tag.into(), options.clone()])
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
        let at = JsValue::from_f64(as_f64(at));
        let parts = self
            .0
            .dates()
            .and_then(|format| call(format, "formatToParts", &[at]));
        let parts = parts.map(|parts| Array::from(&parts)).unwrap_or_default();
        Civil {
            year: figure(&parts, "year", 1970),
            month: figure(&parts, "month", 1),
            day: figure(&parts, "day", 1),
            hour: figure(&parts, "hour", 0),
            minute: figure(&parts, "minute", 0),
        }
    }
}

/// Counts and milliseconds are far below 2⁵³, where a double stops being exact.
#[expect(clippy::cast_precision_loss, reason = "see above")]
fn as_f64(number: i64) -> f64 {
    number as f64
}

fn figures(time_zone: Option<&str>) -> JsValue {
    let options = Object::new();
    for name in ["year", "month", "day", "hour", "minute"] {
        set(&options, name, &"numeric".into());
    }
    set(&options, "hourCycle", &"h23".into());
    set(&options, "timeZone", &time_zone.unwrap_or("UTC").into());
    options.into()
}

/// The figure of this type among the parts of a date.
fn figure<T: std::str::FromStr>(parts: &Array, name: &str, otherwise: T) -> T {
    parts
        .iter()
        .find(|part| get(part, "type") == name)
        .and_then(|part| get(&part, "value").as_string()?.parse().ok())
        .unwrap_or(otherwise)
}
