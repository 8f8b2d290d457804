//! A new key of the tool for one platform: in its order, or at once because somebody else may have the
//! old one (decision 10).

use domain::{
    Timestamp,
    id::{AdminActId, RegistrationId},
};
use store::{Tx, admin::act, registration};

use super::{Reached, SetupError, try_platform};
use crate::{
    app::App,
    error::{Error, Result},
    lti::keys,
};

/// When a new key takes over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TakesOver {
    /// Published now and signed with in an hour; the old one stays in the key set for a day after, so
    /// that nothing stops working.
    InAnHour,
    /// Published and signed with now, and every other destroyed. A platform that keeps the key set for
    /// a while may refuse us for as long, and may believe the old key until it reads the set again.
    AtOnce,
}

impl TakesOver {
    /// The word under which it stands among what was done.
    pub(crate) const fn kind(self) -> &'static str {
        match self {
            Self::InAnHour => "key-rotated",
            Self::AtOnce => "key-replaced",
        }
    }
}

/// What became of the keys of a platform.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rotated {
    /// How many keys were destroyed.
    pub destroyed: u64,
    /// How far the platform was reached with the new key; none where it is not in use yet.
    pub reached: Option<Reached>,
}

/// Makes a key for a platform that takes over, and records that it was done on the host. A platform of
/// which a key already waits to take over is [`SetupError::Rotating`], unless it is to be at once.
pub async fn rotate_key(
    app: &App,
    id: RegistrationId,
    takes_over: TakesOver,
) -> Result<Rotated, SetupError> {
    let maker = app.clone();
    let key = tokio::task::spawn_blocking(move || keys::make(&maker))
        .await
        .map_err(Error::internal)??;
    let owned = app.clone();
    let change = move |tx: &mut Tx<'_>| {
        let known = registration::get(tx, id)?.ok_or(Error::not_found())?;
        let destroyed = change(tx, id, takes_over, &key, owned.now())?;
        let (act, done) = (owned.id(AdminActId::new), (takes_over.kind(), &*known.name));
        act::record_on_host(tx, act, known.institution, done, owned.now())?;
        Ok::<_, Error>(destroyed)
    };
    let destroyed = match app.store.write(change).await {
        Err(error) if error.code == "admin-rotating" => return Err(SetupError::Rotating),
        other => other?,
    };
    let reached = match takes_over {
        TakesOver::InAnHour => None,
        TakesOver::AtOnce => Some(try_platform(app, id).await?),
    };
    Ok(Rotated { destroyed, reached })
}

/// Changes the keys, and says how many were destroyed.
pub(crate) fn change(
    tx: &mut Tx<'_>,
    id: RegistrationId,
    takes_over: TakesOver,
    key: &registration::StoredKey,
    now: Timestamp,
) -> Result<u64> {
    if takes_over == TakesOver::AtOnce {
        return Ok(registration::replace_keys(tx, id, key, now)?);
    }
    if registration::rotate_key(tx, id, key, now)? {
        return Ok(0);
    }
    Err(Error::conflict("admin-rotating"))
}
