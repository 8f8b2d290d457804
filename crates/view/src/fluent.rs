//! Words on the service: the Fluent files themselves, read by fluent-bundle.

use std::{borrow::Cow, sync::LazyLock};

use api::{Language, Millis};
use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};
use jiff::{Timestamp, tz::TimeZone};

use crate::words::{Arg, Args, Civil, Words};

/// The Fluent files, in folders by language tag.
#[derive(rust_embed::Embed)]
#[folder = "$CARGO_MANIFEST_DIR/../../www/locales"]
struct Sources;

type Bundle = FluentBundle<FluentResource>;

static BUNDLES: LazyLock<[Bundle; Language::ALL.len()]> =
    LazyLock::new(|| Language::ALL.map(bundle));

/// The words of one language, with the time of one institution.
#[derive(Clone)]
pub struct FluentWords {
    language: Language,
    zone: TimeZone,
}

impl FluentWords {
    /// Words in this language; times in this IANA zone, or in UTC where nobody knows the zone.
    pub fn new(language: Language, time_zone: &str) -> Self {
        Self {
            language,
            zone: TimeZone::get(time_zone).unwrap_or(TimeZone::UTC),
        }
    }
}

impl Words for FluentWords {
    fn language(&self) -> Language {
        self.language
    }

    fn find(&self, key: &str, args: Args<'_>) -> Option<String> {
        let bundle = &BUNDLES[Language::ALL
            .iter()
            .position(|each| *each == self.language)?];
        let pattern = bundle.get_message(key)?.value()?;
        let args: FluentArgs<'_> = args
            .iter()
            .map(|(name, arg)| (*name, value(*arg)))
            .collect();
        // A variable without a value is written as its name; the errors say no more than that.
        let mut errors = Vec::new();
        let text = bundle.format_pattern(pattern, Some(&args), &mut errors);
        Some(text.into_owned())
    }

    fn number(&self, number: i64) -> String {
        grouped(&number.to_string())
    }

    fn civil(&self, at: Millis) -> Civil {
        let instant = Timestamp::from_millisecond(at).unwrap_or(Timestamp::UNIX_EPOCH);
        let local = self.zone.to_datetime(instant);
        let small = |part: i8| part.unsigned_abs();
        Civil {
            year: local.year().into(),
            month: small(local.month()),
            day: small(local.day()),
            hour: small(local.hour()),
            minute: small(local.minute()),
        }
    }
}

/// The Fluent files of a language: name and text, in the order of their names.
pub fn sources(language: Language) -> Vec<(String, String)> {
    let folder = format!("{}/", language.tag());
    let mut names: Vec<_> = Sources::iter()
        .filter(|name| name.starts_with(&folder))
        .collect();
    names.sort();
    names
        .into_iter()
        .filter_map(|name| {
            let file = Sources::get(&name)?;
            Some((
                name.into_owned(),
                String::from_utf8(file.data.into_owned()).ok()?,
            ))
        })
        .collect()
}

/// One bundle from all files of a language. What cannot be parsed is left out, and a test fails.
fn bundle(language: Language) -> Bundle {
    let tag = language.tag().parse().expect("our own tags are valid");
    let mut bundle = Bundle::new_concurrent(vec![tag]);
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(|value, _| match value {
        FluentValue::Number(number) => Some(grouped(&format!("{:.0}", number.value))),
        _ => None,
    }));
    for (_, text) in sources(language) {
        let resource = FluentResource::try_new(text).unwrap_or_else(|(partial, _)| partial);
        bundle.add_resource_overriding(resource);
    }
    bundle
}

fn value(arg: Arg<'_>) -> FluentValue<'_> {
    match arg {
        Arg::Text(text) => FluentValue::String(Cow::Borrowed(text)),
        Arg::Number(number) => number.into(),
    }
}

/// The digits of a whole number in groups of three with commas, as CLDR has it for English and Welsh.
fn grouped(number: &str) -> String {
    let (sign, digits) = match number.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", number),
    };
    let mut out = sign.to_owned();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod agreement;
#[cfg(test)]
mod tests;
