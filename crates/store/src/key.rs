//! The master key, and the keys made from it.
//!
//! A copy of the database without the key file gives away nothing that was sealed.

mod file;
mod sealer;
#[cfg(test)]
mod tests;

use std::fmt;
use std::fmt::Write as _;
use std::path::Path;

use aws_lc_rs::hmac;
use zeroize::Zeroizing;

use crate::error::StoreError;

pub use sealer::{NONCE_LEN, Nonce, Sealer, Tag, fresh_nonce};

/// How many bytes the master key has.
const KEY_LEN: usize = 32;

/// The key file could not be used, or a sealed value not be opened.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// The file is missing although the database has a key.
    #[error("the master key file {0} is missing: restore it, the database cannot be read without")]
    Missing(String),
    /// The file is not 32 bytes long.
    #[error("the master key file {0} is not a key of 32 bytes")]
    Size(String),
    /// The file cannot be read or made.
    #[error("the master key file {path} cannot be used: {reason}")]
    File {
        /// Which file.
        path: String,
        /// The operating system's words.
        reason: String,
    },
    /// The key is another database's.
    #[error("the master key is not the one this database was made with")]
    Wrong,
    /// The system's source of randomness failed.
    #[error("the system gives no random numbers")]
    Random,
    /// A sealed value was changed, moved to another place, or sealed with another key.
    #[error("a sealed value cannot be opened")]
    Sealed,
}

impl KeyError {
    /// The stable code of `crates/api/codes.txt`.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Random | Self::Sealed => "store-failed",
            Self::Missing(_) | Self::Size(_) | Self::File { .. } | Self::Wrong => "store-wrong-key",
        }
    }
}

/// A sealed value in a row that does not open is a fault of the row.
impl From<KeyError> for StoreError {
    fn from(error: KeyError) -> Self {
        Self::Failed(error.to_string())
    }
}

/// Thirty-two random bytes from a file, wiped from memory when dropped.
pub struct MasterKey {
    bytes: Zeroizing<[u8; KEY_LEN]>,
}

impl MasterKey {
    /// Reads the key. A missing file is made, readable for its owner only, if `database_is_empty`.
    pub fn load_or_create(path: &Path, database_is_empty: bool) -> Result<Self, KeyError> {
        if let Some(bytes) = file::read(path)? {
            return Ok(Self { bytes });
        }
        if !database_is_empty {
            return Err(KeyError::Missing(path.display().to_string()));
        }
        let bytes = file::create(path)?;
        tracing::info!(path = %path.display(), "a new master key was made: keep a copy of the file");
        Ok(Self { bytes })
    }

    /// A name for the key that does not give it away: 16 hexadecimal digits.
    pub fn fingerprint(&self) -> String {
        let tag = self.subkey(b"fingerprint");
        tag.iter().take(8).fold(String::new(), |mut hex, byte| {
            write!(hex, "{byte:02x}").expect("writing to a string does not fail");
            hex
        })
    }

    /// Keys for one purpose. The same purpose always gives the same keys; two purposes have nothing
    /// in common. Make it once and keep it.
    pub fn derive(&self, purpose: &'static str) -> Sealer {
        let sealing = self.subkey(&[b"seal ", purpose.as_bytes()].concat());
        let tagging = self.subkey(&[b"tag ", purpose.as_bytes()].concat());
        Sealer::new(&sealing, &tagging)
    }

    /// What the database keeps to know its key again.
    pub(crate) fn check_tag(&self) -> [u8; KEY_LEN] {
        *self.subkey(b"check")
    }

    /// Whether `tag` is this key's, compared in constant time.
    pub(crate) fn is_checked_by(&self, tag: &[u8]) -> bool {
        hmac::verify(&self.hmac(), b"check", tag).is_ok()
    }

    fn subkey(&self, label: &[u8]) -> Zeroizing<[u8; KEY_LEN]> {
        let mut bytes = Zeroizing::new([0; KEY_LEN]);
        bytes.copy_from_slice(hmac::sign(&self.hmac(), label).as_ref());
        bytes
    }

    fn hmac(&self) -> hmac::Key {
        hmac::Key::new(hmac::HMAC_SHA256, self.bytes.as_ref())
    }
}

impl fmt::Debug for MasterKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("MasterKey(…)")
    }
}
