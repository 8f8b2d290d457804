//! A body that comes one byte at a time.

use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::{Bytes, HttpBody};
use hyper::body::Frame;
use tokio::time::{Interval, interval};

/// How long each byte takes.
const PAUSE: Duration = Duration::from_millis(100);

/// The bytes that are left and the beat they come in.
#[derive(Debug)]
pub(super) struct Drip {
    left: Bytes,
    beat: Interval,
}

impl Drip {
    pub(super) fn new(text: String) -> Self {
        Self {
            left: text.into(),
            beat: interval(PAUSE),
        }
    }
}

impl HttpBody for Drip {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        if self.left.is_empty() {
            return Poll::Ready(None);
        }
        let beat = self.beat.poll_tick(context);
        beat.map(|_| Some(Ok(Frame::data(self.left.split_to(1)))))
    }
}
