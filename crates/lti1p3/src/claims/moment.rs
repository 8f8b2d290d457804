//! Points in time as services write them: ISO 8601 with milliseconds and `Z` (AGS 3.4.5).

use jiff::Timestamp;
use serde::{Deserialize, Deserializer, Serializer};

use super::lenient;

pub(crate) fn write<S: Serializer>(moment: &Timestamp, to: S) -> Result<S::Ok, S::Error> {
    to.collect_str(&format_args!("{moment:.3}"))
}

pub(crate) fn read<'de, D: Deserializer<'de>>(from: D) -> Result<Timestamp, D::Error> {
    String::deserialize(from)?
        .parse()
        .map_err(serde::de::Error::custom)
}

/// One that may be absent, or unreadable, which counts as absent.
pub(crate) mod optional {
    use super::{Deserializer, Serializer, Timestamp, lenient};

    #[expect(clippy::ref_option, reason = "the shape that serde calls")]
    pub(crate) fn serialize<S: Serializer>(
        moment: &Option<Timestamp>,
        to: S,
    ) -> Result<S::Ok, S::Error> {
        match moment {
            Some(moment) => super::write(moment, to),
            None => to.serialize_none(),
        }
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(
        from: D,
    ) -> Result<Option<Timestamp>, D::Error> {
        Ok(lenient::text(from)?.and_then(|text| text.parse().ok()))
    }
}
