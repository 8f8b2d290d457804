//! What readers do: each act decides on the domain, keeps the result, and says where to go next.
//!
//! An act that came with an id is done once: what it answered is kept in the transaction that did it,
//! and whoever sends it again, because the answer got lost or the page was closed, hears the same.

mod forming;
mod once;
mod scheme;
mod training;

use std::future::Future;

use api::act::{Act, Done};
use store::{Tx, session::Session};

use crate::{app::App, error::Result, reader::Reader};

pub(crate) use once::{Once, done_before};

/// An act that can be done.
pub(crate) trait Do: Act + Send + 'static {
    /// Does it.
    fn run(self, app: App, by: By) -> impl Future<Output = Result<Done>> + Send;
}

/// Who does an act, and by what it is known if it comes again. A plain form brings no id.
#[derive(Clone)]
pub(crate) struct By {
    pub(crate) session: Session,
    pub(crate) once: Option<Once>,
}

/// Runs the whole of an act in one transaction, with its reader loaded in the same one; or answers
/// what was answered before.
async fn in_write<F>(app: &App, by: By, work: F) -> Result<Done>
where
    F: FnOnce(&App, &mut Tx<'_>, &Reader) -> Result<Done> + Send + 'static,
{
    let owned = app.clone();
    app.store
        .write(move |tx| {
            let By { session, once } = by;
            let reader = Reader::load(&owned, tx, session)?;
            match once {
                Some(once) => once.or_again(&owned, tx, &reader, work),
                None => work(&owned, tx, &reader),
            }
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
