//! What people type into fields, read: a date, a time of day, a signature.
//!
//! Readings are generous in form and strict in meaning: every usual way to write a thing is read, and
//! what could mean two things is refused with a reason rather than guessed. The texts come from
//! anyone, so none is longer than [`LONGEST`] and none makes a reading fail otherwise than by its
//! error. Each error has a stable code, which a page puts into words.

mod date;
mod signature;
mod time;

pub use date::{BadDate, DateParts, EARLIEST, LATEST, TypedDate, date};
pub use signature::{BadSignature, LONGEST_NAME, signature};
pub use time::{BadTime, Instant, instant, time};

/// Most bytes of a field that are read as a date or a time; what is longer is neither.
pub const LONGEST: usize = 64;

/// The text in small letters without what stands around it: blanks, and the full stop or comma of an
/// abbreviation or of a sentence. None if it is too long to be what a field asks for.
fn plain(text: &str) -> Option<String> {
    let text = text.trim();
    let is_around = |letter: char| letter.is_whitespace() || letter == '.' || letter == ',';
    (text.len() <= LONGEST).then(|| text.trim_matches(is_around).to_lowercase())
}

/// A whole number of at most four figures and nothing else.
fn figures(text: &str) -> Option<u16> {
    let is_number = (1..=4).contains(&text.len()) && text.bytes().all(|each| each.is_ascii_digit());
    is_number.then(|| text.parse().ok()).flatten()
}

/// A number that is a day, an hour or the like.
fn small(text: &str) -> Option<u8> {
    figures(text)?.try_into().ok()
}

#[cfg(test)]
mod tests;
