//! What readers do: each act decides on the domain, keeps the result, and says where to go next.

mod forming;
mod scheme;
mod training;

use std::future::Future;

use api::act::{Act, Done};
use store::{Tx, session::Session};

use crate::{app::App, error::Result, reader::Reader};

/// An act that can be done.
pub(crate) trait Do: Act + Send + 'static {
    /// Does it.
    fn run(self, app: App, session: Session) -> impl Future<Output = Result<Done>> + Send;
}

/// Runs the whole of an act in one transaction, with its reader loaded in the same one.
async fn in_write<F>(app: &App, session: Session, work: F) -> Result<Done>
where
    F: FnOnce(&App, &mut Tx<'_>, &Reader) -> Result<Done> + Send + 'static,
{
    let owned = app.clone();
    app.store
        .write(move |tx| {
            let reader = Reader::load(&owned, tx, session)?;
            work(&owned, tx, &reader)
        })
        .await
}

/// Loads the reader alone.
async fn reader(app: &App, session: Session) -> Result<Reader> {
    let owned = app.clone();
    app.store
        .read(move |tx| Reader::load(&owned, tx, session))
        .await
}
