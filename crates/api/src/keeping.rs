//! What the app needs for keeping things on the reader's device (decision 17).

use serde::{Deserialize, Serialize};

use crate::Millis;

/// What the app needs for keeping things on the reader's device. Made for one person in one scheme;
/// the service makes the same again at every visit, and the device never stores the key.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Keeping {
    /// Whose things: an opaque value, another for another person.
    pub owner: String,
    /// In which scheme: an opaque value, another for another scheme of the same person.
    pub scheme: String,
    /// Base64 of 32 bytes for encrypting what is kept; derived per person.
    pub key: String,
    /// The service's time when the page was made: a device's clock decides nothing.
    pub now: Millis,
}
