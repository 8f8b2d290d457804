//! What the windows of tool and platform say to each other in the browser (LTI Client Side
//! postMessages 0.1, LTI postMessage Storage 0.1), as data: the crate neither sends nor listens.
//!
//! A tool that gets no cookie back lets the platform keep something for it. It sends a [`Message`]
//! to the frame of [`StorageTarget`], always with the platform's own origin as `targetOrigin`
//! ([`Registration::message_origin`](crate::Registration::message_origin)), and listens for the
//! [`Reply`]. A platform need not answer, and mobile apps do not: give up after a second or two.
//!
//! What a reply says was told to a script in the person's browser. It proves something only once
//! the tool's own server has compared it with what it knows; a form that anybody could post does
//! not do that.
//!
//! ```
//! use lti1p3::post_message::{Message, Reply, Request};
//!
//! let key = "lti_state_s-1".to_owned();
//! let message = Message::new("m-1", Request::Get { key }).unwrap();
//! assert!(message.to_json().contains(r#""subject":"lti.get_data""#));
//! // `event.data` as JSON, and `event.origin`.
//! let answer = br#"{"subject":"lti.get_data.response","message_id":"m-1","key":"lti_state_s-1","value":"kept"}"#;
//! let platform = lti1p3::Url::parse("https://lms.example/auth").unwrap().origin();
//! let reply = Reply::read(answer, "https://lms.example", &message, &platform).unwrap();
//! assert_eq!(reply, Reply::Got(Some("kept".to_owned())));
//! ```

mod frame;
mod reply;
mod target;

pub use frame::{FrameResize, RESIZE_SUBJECT};
pub use reply::{Capabilities, Failure, FailureCode, NotTheReply, Reply, Supported};
pub use target::{StorageTarget, TargetError};

use serde_json::{Map, Value, json};

use crate::json;

/// The longest message that is read, in bytes of JSON.
pub const LONGEST: usize = 32 * 1024;
/// The most bytes of one key and its value together. Every platform keeps as much (LTI postMessage
/// Storage 0.1); Canvas keeps no more for all keys of a tool.
pub const LONGEST_ENTRY: usize = 4_096;
/// The longest `message_id`, in bytes.
const LONGEST_ID: usize = 255;
/// How subjects begin on platforms older than the specification.
const OLD: &str = "org.imsglobal.";

/// What a tool asks of the window around it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Request {
    /// What can you do, and which frame does it?
    Capabilities,
    /// Keep this under that key, for this origin alone; with no value, forget the key. Put
    /// something unguessable into the key too, or two tabs overwrite each other.
    Put {
        /// The key.
        key: String,
        /// The value, not empty.
        value: Option<String>,
    },
    /// What was kept under this key?
    Get {
        /// The key.
        key: String,
    },
}

impl Request {
    /// The name of the request.
    pub const fn subject(&self) -> &'static str {
        match self {
            Self::Capabilities => "lti.capabilities",
            Self::Put { .. } => "lti.put_data",
            Self::Get { .. } => "lti.get_data",
        }
    }

    /// The name of its reply.
    pub const fn response(&self) -> &'static str {
        match self {
            Self::Capabilities => "lti.capabilities.response",
            Self::Put { .. } => "lti.put_data.response",
            Self::Get { .. } => "lti.get_data.response",
        }
    }

    fn fits(&self) -> bool {
        match self {
            Self::Capabilities => true,
            Self::Put { key, value } => {
                let value = value.as_deref().map_or(0, str::len);
                is_key(key) && key.len() + value <= LONGEST_ENTRY
            }
            Self::Get { key } => is_key(key),
        }
    }
}

/// A request under the name that its reply repeats.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    id: String,
    request: Request,
}

/// A message that no platform needs to take: an empty or overlong name or key, control characters
/// in it, or more than [`LONGEST_ENTRY`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("too long, empty, or with control characters")]
pub struct Unsendable;

impl Message {
    /// A request to send. `id` tells its reply from others: never use one twice on a page.
    pub fn new(id: impl Into<String>, request: Request) -> Result<Self, Unsendable> {
        let id = id.into();
        if !is_id(&id) || !request.fits() {
            return Err(Unsendable);
        }
        Ok(Self { id, request })
    }

    /// The name that the reply repeats.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// What is asked.
    pub const fn request(&self) -> &Request {
        &self.request
    }

    /// The argument of `postMessage`, as JSON: parse it, and send the object.
    pub fn to_json(&self) -> String {
        let mut message = json!({ "subject": self.request.subject(), "message_id": self.id });
        match &self.request {
            Request::Capabilities => {}
            Request::Put { key, value } => {
                message["key"] = json!(key);
                message["value"] = json!(value);
            }
            Request::Get { key } => message["key"] = json!(key),
        }
        message.to_string()
    }

    /// Reads what a platform's window was sent. A refusal is to be answered with
    /// [`Refused::to_json`] where it gives one; anything else on the page is none of ours.
    pub fn read(text: &[u8]) -> Result<Self, Refused> {
        let mut message = object(text).ok_or(Refused::Stranger)?;
        let Some(Value::String(subject)) = message.remove("subject") else {
            return Err(Refused::Stranger);
        };
        let id = match message.remove("message_id") {
            Some(Value::String(id)) if is_id(&id) => id,
            _ => return Err(Refused::Stranger),
        };
        let code = match request(&subject, &mut message) {
            Ok(request) if request.fits() => return Ok(Self { id, request }),
            Ok(_) => FailureCode::BadRequest,
            Err(code) => code,
        };
        Err(Refused::Answer { subject, id, code })
    }
}

fn request(subject: &str, message: &mut Map<String, Value>) -> Result<Request, FailureCode> {
    let mut text = |name| match message.remove(name) {
        Some(Value::String(text)) if !text.is_empty() => Ok(Some(text)),
        Some(Value::String(_) | Value::Null) | None => Ok(None),
        Some(_) => Err(FailureCode::BadRequest),
    };
    match subject.strip_prefix(OLD).unwrap_or(subject) {
        "lti.capabilities" => Ok(Request::Capabilities),
        "lti.put_data" => Ok(Request::Put {
            key: text("key")?.ok_or(FailureCode::BadRequest)?,
            value: text("value")?,
        }),
        "lti.get_data" => Ok(Request::Get {
            key: text("key")?.ok_or(FailureCode::BadRequest)?,
        }),
        _ => Err(FailureCode::UnsupportedSubject),
    }
}

/// Why a platform does not do what a message asks.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Refused {
    /// It is no message of this protocol: any script may send anything. Say nothing.
    #[error("no message of LTI")]
    Stranger,
    /// It is one, and must be told what is wrong.
    #[error("{subject} is refused: {code}")]
    Answer {
        /// What was asked, as it came.
        subject: String,
        /// The name that the reply repeats.
        id: String,
        /// What is wrong.
        code: FailureCode,
    },
}

impl Refused {
    /// The reply to send, where one is due.
    pub fn to_json(&self) -> Option<String> {
        match self {
            Self::Stranger => None,
            Self::Answer { subject, id, code } => {
                let reply = json!({
                    "subject": format!("{subject}.response"),
                    "message_id": id,
                    "error": { "code": code.as_str() },
                });
                Some(reply.to_string())
            }
        }
    }
}

fn object(text: &[u8]) -> Option<Map<String, Value>> {
    (text.len() <= LONGEST)
        .then(|| json::object(text).ok())
        .flatten()
}

fn is_id(id: &str) -> bool {
    !id.is_empty() && id.len() <= LONGEST_ID && !id.chars().any(char::is_control)
}

fn is_key(key: &str) -> bool {
    !key.is_empty() && key.len() <= LONGEST_ENTRY && !key.chars().any(char::is_control)
}

#[cfg(test)]
mod tests;
