//! The bounded queue in front of the database's threads.

use std::convert::Infallible;
use std::io;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use tokio::sync::{mpsc, oneshot};

use crate::db::job::{Call, Mode, Work};
use crate::db::tx::Tx;
use crate::error::StoreError;

/// Closures that may wait before further callers wait outside the queue. Sixteen launches are in
/// flight at the busiest, and a job holds a few hundred bytes.
const CAPACITY: usize = 1024;

/// Where the callers put their closures.
pub(crate) struct Queue {
    sender: Mutex<Option<mpsc::Sender<Work>>>,
    /// Answers with none once every thread has ended.
    ended: tokio::sync::Mutex<mpsc::Receiver<Infallible>>,
}

/// Where a thread takes its work from.
pub(crate) type Inbox = Arc<Mutex<mpsc::Receiver<Work>>>;

impl Queue {
    /// Starts one thread for each of `workers`, all taking from the same queue.
    pub(crate) fn start<W>(name: &str, workers: Vec<W>) -> io::Result<Self>
    where
        W: FnOnce(&Inbox) + Send + 'static,
    {
        let (sender, receiver) = mpsc::channel(CAPACITY);
        let inbox = Arc::new(Mutex::new(receiver));
        let (alive, ended) = mpsc::channel(1);
        for worker in workers {
            let (inbox, alive) = (Arc::clone(&inbox), alive.clone());
            thread::Builder::new()
                .name(name.to_owned())
                .spawn(move || {
                    worker(&inbox);
                    drop(alive);
                })?;
        }
        Ok(Self {
            sender: Mutex::new(Some(sender)),
            ended: tokio::sync::Mutex::new(ended),
        })
    }

    /// Runs `work` on one of the threads.
    pub(crate) async fn call<F, T, E>(&self, mode: Mode, work: F) -> Result<T, E>
    where
        F: FnOnce(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        let sender = self
            .sender
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone();
        let sender = sender.ok_or(StoreError::Closed)?;
        let (reply, answer) = oneshot::channel();
        let job = Box::new(Call::new(work, reply));
        sender
            .send(Work { mode, job })
            .await
            .map_err(|_| StoreError::Closed)?;
        drop(sender);
        answer.await.map_err(|_| StoreError::Closed)?
    }

    /// Takes no more work, and waits until what was taken is done and the threads have ended.
    pub(crate) async fn close(&self) {
        self.sender
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take();
        self.ended.lock().await.recv().await;
    }
}

/// The next job, or none once the queue is closed and empty.
pub(crate) fn next(inbox: &Inbox) -> Option<Work> {
    inbox
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .blocking_recv()
}

/// A job that already waits, if there is one.
pub(crate) fn next_waiting(inbox: &Inbox) -> Option<Work> {
    inbox
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .try_recv()
        .ok()
}
