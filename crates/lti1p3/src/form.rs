//! Form and query parameters from outside: each at most once, none longer than a cap.

use std::borrow::Cow;
use std::collections::BTreeMap;

/// The longest value of one parameter, in bytes. An `id_token` is the longest there is.
const LONGEST: usize = crate::jws::LONGEST;
/// The most parameters that are read.
const MOST: usize = 64;

/// Parameters that are not a form.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FormError {
    /// A parameter is given twice, so that two readers could see two values.
    #[error("{0} is given twice")]
    Repeated(String),
    /// A parameter or their number is beyond all use.
    #[error("a parameter is too long, or there are too many")]
    TooLong,
}

/// Parameters by name.
#[derive(Debug)]
pub(crate) struct Form(BTreeMap<String, String>);

impl Form {
    /// Reads `a=1&b=2`, a query string or the body of a form post.
    pub(crate) fn read(text: &[u8]) -> Result<Self, FormError> {
        let mut form = BTreeMap::new();
        if let Some(text) = unescaped(text) {
            for (name, value) in plain(text) {
                Self::add(&mut form, name.into(), value.into())?;
            }
        } else {
            for (name, value) in url::form_urlencoded::parse(text) {
                Self::add(&mut form, name, value)?;
            }
        }
        Ok(Self(form))
    }

    fn add(
        form: &mut BTreeMap<String, String>,
        name: Cow<'_, str>,
        value: Cow<'_, str>,
    ) -> Result<(), FormError> {
        if name.len() > 256 || value.len() > LONGEST || form.len() == MOST {
            return Err(FormError::TooLong);
        }
        let name = name.into_owned();
        if form.contains_key(&name) {
            return Err(FormError::Repeated(name));
        }
        form.insert(name, value.into_owned());
        Ok(())
    }

    /// A parameter that is there and not empty. Platforms send an empty one where they mean none.
    pub(crate) fn take(&mut self, name: &str) -> Option<String> {
        self.0.remove(name).filter(|value| !value.is_empty())
    }
}

/// The text, if nothing in it stands for anything else. That of a launch is: a token and a state are
/// written in letters that need no escape, and reading thousands of them one by one takes time.
fn unescaped(text: &[u8]) -> Option<&str> {
    let escapes = text.iter().any(|byte| matches!(byte, b'%' | b'+'));
    if escapes {
        None
    } else {
        str::from_utf8(text).ok()
    }
}

/// Names and values of such a text.
fn plain(text: &str) -> impl Iterator<Item = (&str, &str)> {
    text.split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_text_without_escapes_is_read_as_any_other(text in "[a-c=&.\u{e9}-]{0,24}") {
            let read: Vec<_> = plain(&text).map(|(name, value)| (name.into(), value.into())).collect();
            let parsed: Vec<(Cow<'_, str>, Cow<'_, str>)> =
                url::form_urlencoded::parse(text.as_bytes()).collect();
            prop_assert_eq!(read, parsed);
        }
    }

    #[test]
    fn what_stands_for_something_else_is_no_plain_text() {
        for text in [&b"a=%41"[..], b"a=b+c", b"a=\xff"] {
            assert_eq!(unescaped(text), None);
        }
        let form = Form::read(b"a=%41&b=c+d").unwrap();
        assert_eq!(
            form.0.into_iter().collect::<Vec<_>>(),
            [
                ("a".to_owned(), "A".to_owned()),
                ("b".to_owned(), "c d".to_owned()),
            ]
        );
        assert_eq!(unescaped(b"a=b.c-_~"), Some("a=b.c-_~"));
    }
}
