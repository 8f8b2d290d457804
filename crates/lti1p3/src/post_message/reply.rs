//! What the platform's window says to a request.

use std::fmt;

use serde_json::{Map, Value, json};
use url::Origin;

use super::{Message, OLD, Request, StorageTarget, object};

/// The most capabilities that are read.
const MOST: usize = 200;
/// The longest text of a failure that is kept, in characters.
const LONGEST_WORDS: usize = 300;

/// The answer to a [`Message`].
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Reply {
    /// To [`Request::Capabilities`].
    Capabilities(Capabilities),
    /// To [`Request::Put`]: it is kept, or forgotten.
    Done,
    /// To [`Request::Get`]: what was kept, if anything was.
    Got(Option<String>),
    /// The platform would not.
    Failed(Failure),
}

/// Why an event is not the reply to this message. Any window may send one: go on listening.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotTheReply {
    /// It is from another origin than the platform's.
    #[error("from another origin")]
    Origin,
    /// It is no message, or the reply to another one.
    #[error("not the reply to this message")]
    Stranger,
    /// It has this message's name and cannot be understood.
    #[error("the reply cannot be read")]
    Unreadable,
}

impl Reply {
    /// Reads `event.data`, as JSON, and `event.origin`. `platform` is where the message was sent
    /// to. That `event.source` is that window too is for the script to check.
    pub fn read(
        text: &[u8],
        origin: &str,
        asked: &Message,
        platform: &Origin,
    ) -> Result<Self, NotTheReply> {
        // An opaque origin is written `null`, and so is everybody else's.
        if !platform.is_tuple() || origin != platform.ascii_serialization() {
            return Err(NotTheReply::Origin);
        }
        let mut reply = object(text).ok_or(NotTheReply::Stranger)?;
        let subject = reply.get("subject").and_then(Value::as_str);
        let is_ours = reply.get("message_id").is_some_and(|id| id == asked.id())
            && subject.is_some_and(|subject| {
                subject.strip_prefix(OLD).unwrap_or(subject) == asked.request().response()
            });
        if !is_ours {
            return Err(NotTheReply::Stranger);
        }
        match reply.remove("error") {
            None | Some(Value::Null) => answer(reply, asked.request()),
            Some(error) => Ok(Self::Failed(Failure::read(&error))),
        }
    }

    /// The reply that a platform sends. It goes to the window and the origin that asked.
    pub fn to_json(&self, asked: &Message) -> String {
        let mut reply = json!({
            "subject": asked.request().response(),
            "message_id": asked.id(),
        });
        if let Request::Put { key, .. } | Request::Get { key } = asked.request() {
            reply["key"] = json!(key);
        }
        match self {
            Self::Capabilities(capabilities) => {
                reply["supported_messages"] = capabilities.to_json();
            }
            Self::Done => {
                if let Request::Put { value, .. } = asked.request() {
                    reply["value"] = json!(value);
                }
            }
            Self::Got(value) => reply["value"] = json!(value),
            Self::Failed(failure) => reply["error"] = failure.to_json(),
        }
        reply.to_string()
    }
}

fn answer(mut reply: Map<String, Value>, asked: &Request) -> Result<Reply, NotTheReply> {
    let is_key = |key: &String| {
        let named = reply.get("key").and_then(Value::as_str);
        named.is_none_or(|named| named == key)
    };
    match asked {
        Request::Capabilities => match reply.remove("supported_messages") {
            Some(Value::Array(list)) => Ok(Reply::Capabilities(Capabilities::read(&list))),
            _ => Err(NotTheReply::Unreadable),
        },
        Request::Put { key, .. } if is_key(key) => Ok(Reply::Done),
        Request::Get { key } if is_key(key) => match reply.remove("value") {
            Some(Value::String(value)) => Ok(Reply::Got(Some(value).filter(|v| !v.is_empty()))),
            None | Some(Value::Null) => Ok(Reply::Got(None)),
            Some(_) => Err(NotTheReply::Unreadable),
        },
        Request::Put { .. } | Request::Get { .. } => Err(NotTheReply::Unreadable),
    }
}

/// What a platform's window can do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Capabilities {
    /// Each request it takes.
    pub supported: Vec<Supported>,
}

/// One request that a platform's window takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Supported {
    /// Its subject, such as `lti.put_data` or [`RESIZE_SUBJECT`](super::RESIZE_SUBJECT).
    pub subject: String,
    /// The frame to send it to, where it is not the window that answered.
    pub frame: Option<StorageTarget>,
}

impl Capabilities {
    /// Whether it takes requests of this subject.
    pub fn takes(&self, subject: &str) -> bool {
        self.of(subject).is_some()
    }

    /// Where things are kept, if both putting and getting is offered: the frame that is named here,
    /// else the one named at login, else the window that answered.
    pub fn storage(&self, named_at_login: Option<&StorageTarget>) -> Option<StorageTarget> {
        let put = self.of("lti.put_data")?;
        self.of("lti.get_data")?;
        let named = put.frame.as_ref().or(named_at_login);
        Some(named.cloned().unwrap_or(StorageTarget::Parent))
    }

    fn of(&self, subject: &str) -> Option<&Supported> {
        self.supported.iter().find(|each| each.subject == subject)
    }

    /// One that names no frame properly is as good as not there.
    fn read(list: &[Value]) -> Self {
        let supported = list.iter().take(MOST).filter_map(|each| {
            let subject = each.get("subject")?.as_str()?;
            let frame = match each.get("frame") {
                None | Some(Value::Null) => None,
                Some(name) => Some(StorageTarget::parse(name.as_str()?).ok()?),
            };
            Some(Supported {
                subject: subject.strip_prefix(OLD).unwrap_or(subject).to_owned(),
                frame,
            })
        });
        Self {
            supported: supported.collect(),
        }
    }

    fn to_json(&self) -> Value {
        let each = |supported: &Supported| match &supported.frame {
            Some(frame) => json!({ "subject": supported.subject, "frame": frame.as_str() }),
            None => json!({ "subject": supported.subject }),
        };
        self.supported.iter().map(each).collect()
    }
}

/// Why a platform's window would not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// The kind of failure.
    pub code: FailureCode,
    /// A sentence, where there is one. From outside: escape it.
    pub message: Option<String>,
}

impl Failure {
    fn read(error: &Value) -> Self {
        let text = |name| error.get(name).and_then(Value::as_str).map(short);
        Self {
            code: FailureCode::from_text(&text("code").unwrap_or_default()),
            message: text("message").filter(|message| !message.is_empty()),
        }
    }

    fn to_json(&self) -> Value {
        match &self.message {
            Some(message) => json!({ "code": self.code.as_str(), "message": message }),
            None => json!({ "code": self.code.as_str() }),
        }
    }
}

fn short(text: &str) -> String {
    let plain = text.chars().filter(|c| !c.is_control());
    plain.take(LONGEST_WORDS).collect()
}

/// A kind of failure.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum FailureCode {
    /// It does not know the request.
    UnsupportedSubject,
    /// It does not know the tool's origin.
    WrongOrigin,
    /// Something is missing from the request.
    BadRequest,
    /// It keeps as much as it will for this tool.
    StorageExhaustion,
    /// Another word, cut after 300 characters.
    Other(String),
}

impl FailureCode {
    /// The word.
    pub fn as_str(&self) -> &str {
        match self {
            Self::UnsupportedSubject => "unsupported_subject",
            Self::WrongOrigin => "wrong_origin",
            Self::BadRequest => "bad_request",
            Self::StorageExhaustion => "storage_exhaustion",
            Self::Other(word) => word,
        }
    }

    fn from_text(word: &str) -> Self {
        [
            Self::UnsupportedSubject,
            Self::WrongOrigin,
            Self::BadRequest,
            Self::StorageExhaustion,
        ]
        .into_iter()
        .find(|known| known.as_str() == word)
        .unwrap_or_else(|| Self::Other(word.to_owned()))
    }
}

impl fmt::Display for FailureCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
