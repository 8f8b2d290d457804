//! The one place that reads the clock and the source of randomness.

use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

use aws_lc_rs::rand;
use domain::Timestamp;

/// A clock: the system's, or one that a test moves.
#[derive(Clone, Debug, Default)]
pub enum Clock {
    /// The system's.
    #[default]
    System,
    /// Milliseconds since 1970, moved by a test.
    Set(Arc<AtomicI64>),
}

impl Clock {
    /// A clock that stands at this time until it is moved.
    pub fn standing_at(now: Timestamp) -> Self {
        Self::Set(Arc::new(AtomicI64::new(now.0)))
    }

    /// The time now.
    pub fn now(&self) -> Timestamp {
        match self {
            Self::System => Timestamp(jiff::Timestamp::now().as_millisecond()),
            Self::Set(at) => Timestamp(at.load(Ordering::Relaxed)),
        }
    }

    /// Moves a standing clock; the system's cannot be moved.
    pub fn advance(&self, span: domain::time::Span) {
        if let Self::Set(at) = self {
            at.fetch_add(span.0, Ordering::Relaxed);
        }
    }
}

/// Random bytes from the system.
///
/// # Panics
/// Where the system has no source of randomness: nothing here may then go on.
pub fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    rand::fill(&mut bytes).expect("the system has a source of randomness");
    bytes
}
