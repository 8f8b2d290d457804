//! Asking for more room. Not of 1EdTech: Canvas began it, and others listen for it.

use serde_json::{Value, json};

use super::object;

/// The subject of [`FrameResize`].
pub const RESIZE_SUBJECT: &str = "lti.frameResize";
/// The greatest height that is read, in pixels.
const HIGHEST: u32 = 100_000;
/// The longest token, in bytes.
const LONGEST_TOKEN: usize = 4_096;

/// A tool's frame wants to be this high. Nobody answers. Platforms that do not know it ignore it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FrameResize {
    /// In CSS pixels, at least one.
    pub height: u32,
    /// What Canvas puts for `$com.instructure.PostMessageToken` into a custom parameter; it finds
    /// the frame by it.
    pub token: Option<String>,
}

impl FrameResize {
    /// The argument of `postMessage`, as JSON: parse it, and send the object to `window.parent`.
    pub fn to_json(&self) -> String {
        let mut message = json!({ "subject": RESIZE_SUBJECT, "height": self.height.max(1) });
        if let Some(token) = &self.token {
            message["token"] = json!(token);
        }
        message.to_string()
    }

    /// Reads what a platform's window was sent. The height may be a number or a text of digits,
    /// with `px` or without.
    pub fn read(text: &[u8]) -> Option<Self> {
        let mut message = object(text)?;
        if message.remove("subject")? != RESIZE_SUBJECT {
            return None;
        }
        let height = match message.remove("height")? {
            Value::Number(number) => number.to_string(),
            Value::String(text) => text,
            _ => return None,
        };
        let height = height.strip_suffix("px").unwrap_or(&height);
        let whole = height.split_once('.').map_or(height, |(whole, _)| whole);
        let token = match message.remove("token") {
            Some(Value::String(token)) if token.len() <= LONGEST_TOKEN => Some(token),
            _ => None,
        };
        Some(Self {
            height: whole.parse::<u32>().ok()?.clamp(1, HIGHEST),
            token,
        })
    }
}
