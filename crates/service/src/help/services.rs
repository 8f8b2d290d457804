//! An institution's own services on the page *Get help*: a night line, security, student services.
//! An operator reads them from a file, which is JSON:
//!
//! ```json
//! [{"name": {"en": "Night line", "cy": "Llinell nos"},
//!   "phone": "01632 960200",
//!   "when": {"en": "Students who listen, every night.", "cy": "Myfyrwyr sy’n gwrando, bob nos."}}]
//! ```

use std::collections::BTreeMap;

use api::Language;
use serde::{Deserialize, Serialize};
use url::Url;
use view::Call;

/// Most services of an institution: whoever looks for help reads no catalogue.
const MOST: usize = 12;
/// Longest name, in characters.
const LONGEST_NAME: usize = 80;
/// Longest sentence, in characters.
const LONGEST_WHEN: usize = 300;

/// A service of an institution.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Service {
    name: Texts,
    #[serde(skip_serializing_if = "Option::is_none")]
    phone: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    link: Option<String>,
    when: Texts,
}

/// A text by language tag.
type Texts = BTreeMap<String, String>;

/// What is wrong with a file of services.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum BadServices {
    /// It is no JSON of this shape.
    #[error("the file cannot be read: {0}")]
    Unreadable(String),
    /// There are too many.
    #[error("there are more than {MOST} services")]
    TooMany,
    /// A text is missing, or too long, counting from one.
    #[error("service {0}: `{1}` is needed in {2}, and no longer than {3} characters")]
    Text(usize, &'static str, String, usize),
    /// There is nothing to press.
    #[error("service {0}: `phone` (digits and spaces) or `link` (https) is needed")]
    Way(usize),
}

/// Reads a file of services for an institution that offers these languages.
pub(crate) fn read(text: &str, offered: &[Language]) -> Result<Vec<Service>, BadServices> {
    let services: Vec<Service> =
        serde_json::from_str(text).map_err(|error| BadServices::Unreadable(error.to_string()))?;
    if services.len() > MOST {
        return Err(BadServices::TooMany);
    }
    for (index, service) in services.iter().enumerate() {
        service.check(index + 1, offered)?;
    }
    Ok(services)
}

/// What was read and kept before.
pub(crate) fn kept(json: &str) -> Vec<Service> {
    serde_json::from_str(json).unwrap_or_default()
}

impl Service {
    fn check(&self, number: usize, offered: &[Language]) -> Result<(), BadServices> {
        let texts = [
            ("name", &self.name, LONGEST_NAME),
            ("when", &self.when, LONGEST_WHEN),
        ];
        for (field, texts, longest) in texts {
            for language in offered {
                let text = texts.get(language.tag()).map_or("", |text| text.trim());
                if text.is_empty() || text.chars().count() > longest {
                    let tag = language.tag().to_owned();
                    return Err(BadServices::Text(number, field, tag, longest));
                }
            }
        }
        self.way().map(drop).ok_or(BadServices::Way(number))
    }

    /// What to press, and where it leads.
    fn way(&self) -> Option<(String, String)> {
        if let Some(phone) = &self.phone {
            let digits: String = phone.chars().filter(|each| !each.is_whitespace()).collect();
            let number = digits.strip_prefix('+').unwrap_or(&digits);
            let is_number = (2..=15).contains(&number.len())
                && number.bytes().all(|each| each.is_ascii_digit());
            return is_number.then(|| (phone.trim().to_owned(), format!("tel:{digits}")));
        }
        let link = Url::parse(self.link.as_deref()?).ok()?;
        let host = link.host_str().filter(|_| link.scheme() == "https")?;
        Some((host.to_owned(), link.to_string()))
    }

    /// The service as a reader of this language sees it.
    pub(crate) fn call(&self, language: Language) -> Option<Call> {
        let (label, href) = self.way()?;
        let text = |texts: &Texts| texts.get(language.tag()).or(texts.values().next()).cloned();
        Some(Call {
            name: text(&self.name)?,
            label,
            href,
            when: text(&self.when)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Result<&str, &str>) {
        let found = read(text, &[Language::En, Language::Cy])
            .map(|services| services[0].call(Language::Cy).unwrap().href)
            .map_err(|error| error.to_string());
        match (found, expected) {
            (Ok(href), Ok(expected)) => assert_eq!(href, expected),
            (Err(error), Err(part)) => assert!(error.contains(part), "{error}"),
            (found, _) => panic!("{text}: {found:?}"),
        }
    }

    #[test]
    fn a_service_has_its_texts_in_every_language_and_something_safe_to_press() {
        let with = |more: &str| {
            format!(
                r#"[{{"name": {{"en": "Night line", "cy": "Llinell nos"}}, "when": {{"en": "Nights", "cy": "Nosau"}}{more}}}]"#
            )
        };
        check(
            &with(r#", "phone": "+44 1632 960200""#),
            Ok("tel:+441632960200"),
        );
        check(
            &with(r#", "link": "https://night.example/a""#),
            Ok("https://night.example/a"),
        );
        check(
            &with(r#", "link": "javascript:alert(1)""#),
            Err("service 1"),
        );
        check(
            &with(r#", "link": "http://night.example""#),
            Err("service 1"),
        );
        check(&with(r#", "phone": "ring us""#), Err("`phone`"));
        check(&with(""), Err("`phone`"));
        check(&with(r#", "fax": "1""#), Err("cannot be read"));
        check(
            &with(r#", "phone": "999""#).replace("Llinell nos", " "),
            Err("`name` is needed in cy"),
        );
        check(
            &with(r#", "phone": "999""#).replace("Nights", &"n".repeat(301)),
            Err("`when`"),
        );
        check("<html>", Err("cannot be read"));
    }

    #[test]
    fn more_services_than_anybody_reads_are_refused() {
        let one = r#"{"name": {"en": "A"}, "when": {"en": "B"}, "phone": "101"}"#;
        let many = |count: usize| format!("[{}]", vec![one; count].join(","));
        assert_eq!(read(&many(MOST), &[Language::En]).unwrap().len(), MOST);
        assert_eq!(
            read(&many(MOST + 1), &[Language::En]),
            Err(BadServices::TooMany)
        );
    }
}
