//! The browser's `Intl`: plurals, numbers, and the time at the institution.

use api::{Language, Millis};
use js_sys::{Array, Object};
use view::{Civil, table::Locale};
use wasm_bindgen::JsValue;

use crate::bridge::{call, construct, get, set};

/// `Intl` for one language and one time zone. Where the browser lacks a piece, the plain form is
/// used: the category `other`, digits without groups, UTC.
pub(crate) struct Intl {
    plurals: Option<JsValue>,
    numbers: Option<JsValue>,
    dates: Option<JsValue>,
}

impl Intl {
    /// For this language and IANA time zone.
    pub(crate) fn new(language: Language, time_zone: &str) -> Self {
        let intl = get(&js_sys::global(), "Intl");
        let make = |class: &str, tag: &str, options: &JsValue| {
            construct(get(&intl, class), &[tag.into(), options.clone()])
        };
        let tag = language.tag();
        Self {
            plurals: make("PluralRules", tag, &JsValue::UNDEFINED),
            numbers: make("NumberFormat", tag, &JsValue::UNDEFINED),
            // Only figures are read from it, so its language does not matter.
            dates: make("DateTimeFormat", "en-GB", &figures(Some(time_zone)))
                .or_else(|| make("DateTimeFormat", "en-GB", &figures(None))),
        }
    }
}

impl Locale for Intl {
    fn plural(&self, number: i64) -> String {
        let number = JsValue::from_f64(as_f64(number));
        let category = self
            .plurals
            .as_ref()
            .and_then(|rules| call(rules, "select", &[number]));
        category
            .and_then(|category| category.as_string())
            .unwrap_or_else(|| "other".to_owned())
    }

    fn number(&self, number: i64) -> String {
        let value = JsValue::from_f64(as_f64(number));
        let text = self
            .numbers
            .as_ref()
            .and_then(|format| call(format, "format", &[value]));
        text.and_then(|text| text.as_string())
            .unwrap_or_else(|| number.to_string())
    }

    fn civil(&self, at: Millis) -> Civil {
        let at = JsValue::from_f64(as_f64(at));
        let parts = self
            .dates
            .as_ref()
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
