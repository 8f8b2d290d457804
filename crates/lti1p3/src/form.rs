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
        for (name, value) in url::form_urlencoded::parse(text) {
            Self::add(&mut form, name, value)?;
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
