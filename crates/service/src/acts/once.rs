//! An act that comes again is answered as before and does nothing.

use api::act::{ACT_ID, ActId, Done};
use aws_lc_rs::digest::{Context, Digest, SHA256};
use domain::id::SchemeId;
use http::HeaderMap;
use store::{
    Tx, course,
    done::{self, Before, Sent},
    session::Session,
};

use crate::{
    app::App,
    error::{Error, Result},
    reader::Reader,
};

/// The id that an act came with, and the act it stands for.
#[derive(Clone)]
pub(crate) struct Once {
    id: ActId,
    content: Digest,
}

impl Once {
    /// The id in the headers; none where the sender made none.
    ///
    /// The body counts to the byte: a page that is sent again says what it said, while a newer
    /// service may read it otherwise.
    pub(crate) fn of(headers: &HeaderMap, name: &'static str, body: &[u8]) -> Result<Option<Self>> {
        let Some(id) = headers.get(ACT_ID) else {
            return Ok(None);
        };
        let id = id.to_str().ok().and_then(ActId::parse);
        Ok(Some(Self {
            id: id.ok_or_else(|| Error::bad("act-id"))?,
            content: digest(&[name.as_bytes(), body]),
        }))
    }

    /// Does the work, unless it was done before.
    pub(super) fn or_again(
        &self,
        app: &App,
        tx: &mut Tx<'_>,
        reader: &Reader,
        work: impl FnOnce(&App, &mut Tx<'_>, &Reader) -> Result<Done>,
    ) -> Result<Done> {
        let scheme = reader.scheme.as_ref().map(|scheme| scheme.id);
        let digest = self.digest(scheme);
        let sent = self.sent(&reader.session, digest.as_ref());
        if let Some(done) = again(done::begin(tx, sent, app.now())?)? {
            return Ok(done);
        }
        let done = work(app, tx, reader)?;
        let answer = serde_json::to_string(&done).map_err(Error::internal)?;
        done::end(tx, sent, &answer)?;
        Ok(done)
    }

    fn sent<'a>(&'a self, session: &Session, digest: &'a [u8]) -> Sent<'a> {
        Sent {
            person: session.person,
            id: self.id.as_str(),
            digest,
        }
    }

    /// A digest of everything the id stands for. The scheme is part of it: what was sent in one is
    /// never taken for an act in another.
    fn digest(&self, scheme: Option<SchemeId>) -> Digest {
        let scheme = scheme.map(|id| id.to_string()).unwrap_or_default();
        digest(&[scheme.as_bytes(), self.content.as_ref()])
    }
}

/// SHA-256 of these parts; where one ends and the next begins counts.
fn digest(parts: &[&[u8]]) -> Digest {
    let mut context = Context::new(&SHA256);
    for part in parts {
        context.update(&part.len().to_le_bytes());
        context.update(part);
    }
    context.finish()
}

/// What was answered to this act before, without beginning it: some acts ask an LMS or take a while
/// before they come to their transaction.
pub(crate) async fn done_before(app: &App, session: &Session, once: &Once) -> Result<Option<Done>> {
    let (session, once) = (session.clone(), once.clone());
    app.store
        .read(move |tx| {
            let scheme = course::get(tx, session.course)?.scheme;
            let digest = once.digest(scheme);
            again(done::before(tx, once.sent(&session, digest.as_ref()))?)
        })
        .await
}

/// What to answer to an act, if it was done before.
fn again(before: Before) -> Result<Option<Done>> {
    match before {
        Before::Never => Ok(None),
        Before::Done(answer) => serde_json::from_str(&answer)
            .map(Some)
            .map_err(Error::internal),
        Before::Other => Err(Error::conflict("act-other")),
    }
}
