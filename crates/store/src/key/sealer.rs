//! Sealing (AES-256-GCM) and tagging (HMAC-SHA256) with the keys of one purpose.

use std::fmt;

use aws_lc_rs::aead::{self, AES_256_GCM, Aad, LessSafeKey, UnboundKey};
use aws_lc_rs::{hmac, rand};

use crate::key::{KEY_LEN, KeyError};

/// How many bytes a nonce has.
pub const NONCE_LEN: usize = aead::NONCE_LEN;
/// A number used once with one key. Random ones are safe for 2³² values under one purpose.
pub type Nonce = [u8; NONCE_LEN];
/// A message's tag.
pub type Tag = [u8; 32];

/// Says how the rest is to be read, so that another cipher can follow.
const FORMAT: u8 = 1;

/// A nonce from the system's random source.
pub fn fresh_nonce() -> Result<Nonce, KeyError> {
    let mut nonce = [0; NONCE_LEN];
    rand::fill(&mut nonce).map_err(|_| KeyError::Random)?;
    Ok(nonce)
}

/// The keys of one purpose, made by [`MasterKey::derive`](crate::MasterKey::derive).
pub struct Sealer {
    sealing: LessSafeKey,
    tagging: hmac::Key,
}

impl Sealer {
    pub(super) fn new(sealing: &[u8; KEY_LEN], tagging: &[u8; KEY_LEN]) -> Self {
        let sealing = UnboundKey::new(&AES_256_GCM, sealing).expect("the key has the right length");
        let tagging = hmac::Key::new(hmac::HMAC_SHA256, tagging);
        Self {
            sealing: LessSafeKey::new(sealing),
            tagging,
        }
    }

    /// Encrypts `plain` so that it opens only in its place: `place` names table, column and row, or
    /// whatever else the value belongs to. 29 bytes longer than `plain`.
    #[expect(clippy::missing_panics_doc, reason = "it does not: see the message")]
    pub fn seal(&self, nonce: Nonce, place: &[&str], plain: &[u8]) -> Vec<u8> {
        let mut text = plain.to_vec();
        let unique = aead::Nonce::assume_unique_for_key(nonce);
        let tag = self
            .sealing
            .seal_in_place_separate_tag(unique, Aad::from(bound(place)), &mut text)
            .expect("a value in memory is shorter than the cipher's limit of 64 GiB");
        [&[FORMAT], &nonce[..], &text, tag.as_ref()].concat()
    }

    /// Decrypts what [`Sealer::seal`] made for the same place.
    pub fn open(&self, place: &[&str], sealed: &[u8]) -> Result<Vec<u8>, KeyError> {
        let (format, rest) = sealed.split_first().ok_or(KeyError::Sealed)?;
        let (nonce, text) = rest.split_first_chunk().ok_or(KeyError::Sealed)?;
        if *format != FORMAT {
            return Err(KeyError::Sealed);
        }
        let nonce = aead::Nonce::assume_unique_for_key(*nonce);
        let mut text = text.to_vec();
        let opened = self
            .sealing
            .open_in_place(nonce, Aad::from(bound(place)), &mut text);
        let length = opened.map_err(|_| KeyError::Sealed)?.len();
        text.truncate(length);
        Ok(text)
    }

    /// A tag of `message` that only this key makes.
    pub fn tag(&self, message: &[u8]) -> Tag {
        let mut tag = Tag::default();
        tag.copy_from_slice(hmac::sign(&self.tagging, message).as_ref());
        tag
    }

    /// Whether `tag` is the tag of `message`, compared in constant time.
    pub fn is_tag(&self, message: &[u8], tag: &[u8]) -> bool {
        hmac::verify(&self.tagging, message, tag).is_ok()
    }
}

impl fmt::Debug for Sealer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Sealer(…)")
    }
}

/// Each part with its length before it, so that no two places give the same bytes.
fn bound(place: &[&str]) -> Vec<u8> {
    let part = |part: &&str| [&(part.len() as u64).to_be_bytes(), part.as_bytes()].concat();
    place.iter().flat_map(part).collect()
}
