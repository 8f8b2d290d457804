//! A search on a thread of its own, for as long as somebody waits for what it finds.

use std::sync::Arc;

use matching::Options;

use crate::error::{Error, Result};

/// Searches. Whoever gives up waiting, because the browser went away, stops it.
pub(super) async fn search<T: Send + 'static>(
    work: impl FnOnce(&Options) -> Result<T> + Send + 'static,
) -> Result<T> {
    let wanted = Arc::new(());
    let seen = Arc::downgrade(&wanted);
    let search = tokio::task::spawn_blocking(move || {
        let is_unwanted = || seen.strong_count() == 0;
        work(&Options {
            cancelled: Some(&is_unwanted),
            ..Options::default()
        })
    });
    let found = search.await.map_err(Error::internal)?;
    drop(wanted);
    found
}

#[cfg(test)]
mod tests {
    use std::{sync::mpsc, time::Duration};

    use super::*;

    #[tokio::test]
    async fn who_stops_waiting_stops_the_search() {
        let (ended, end) = mpsc::channel();
        let endless = search(move |options| {
            let cancelled = options.cancelled.expect("it can be stopped");
            while !cancelled() {
                std::thread::sleep(Duration::from_millis(1));
            }
            ended.send(()).map_err(Error::internal)
        });
        let gave_up = tokio::time::timeout(Duration::from_millis(20), endless).await;
        assert!(gave_up.is_err(), "it ended by itself");
        end.recv_timeout(Duration::from_secs(10))
            .expect("it went on although nobody waited");
    }
}
