//! A caller's closure on its way to a database thread, and its answer on the way back.

use std::panic::{AssertUnwindSafe, catch_unwind};

use tokio::sync::oneshot;

use crate::db::tx::Tx;
use crate::error::StoreError;

/// Whether a transaction may change anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mode {
    Read,
    Write,
}

/// One closure, its types forgotten.
pub(crate) trait Job: Send {
    /// Whether the caller still waits. Work nobody waits for is not begun.
    fn is_wanted(&self) -> bool;
    /// Runs the closure once and keeps its outcome. Says whether its changes are to be kept.
    fn run(&mut self, tx: &mut Tx<'_>) -> bool;
    /// Tells the caller, once it is known how the transaction ended.
    fn answer(self: Box<Self>, end: Result<(), StoreError>);
}

/// A job with the mode it asks for.
pub(crate) struct Work {
    pub(crate) mode: Mode,
    pub(crate) job: Box<dyn Job>,
}

/// The one implementation of [`Job`].
pub(crate) struct Call<F, T, E> {
    work: Option<F>,
    outcome: Option<Result<T, E>>,
    reply: oneshot::Sender<Result<T, E>>,
}

impl<F, T, E> Call<F, T, E> {
    pub(crate) const fn new(work: F, reply: oneshot::Sender<Result<T, E>>) -> Self {
        Self {
            work: Some(work),
            outcome: None,
            reply,
        }
    }
}

impl<F, T, E> Job for Call<F, T, E>
where
    F: FnOnce(&mut Tx<'_>) -> Result<T, E> + Send,
    T: Send,
    E: From<StoreError> + Send,
{
    fn is_wanted(&self) -> bool {
        !self.reply.is_closed()
    }

    fn run(&mut self, tx: &mut Tx<'_>) -> bool {
        let Some(work) = self.work.take() else {
            return false;
        };
        // The closure is gone after a panic and its transaction is rolled back, so nothing half
        // done can be seen.
        let outcome = catch_unwind(AssertUnwindSafe(|| work(tx)));
        let outcome = outcome.unwrap_or_else(|_| Err(StoreError::Panicked.into()));
        let outcome = outcome.and_then(|value| tx.intact().map(|()| value).map_err(E::from));
        let keep = outcome.is_ok();
        self.outcome = Some(outcome);
        keep
    }

    fn answer(self: Box<Self>, end: Result<(), StoreError>) {
        let outcome = match (self.outcome, end) {
            (Some(Ok(_)) | None, Err(error)) => Err(error.into()),
            (Some(outcome), _) => outcome,
            (None, Ok(())) => Err(StoreError::Closed.into()),
        };
        // A caller that stopped waiting needs no answer.
        drop(self.reply.send(outcome));
    }
}
