//! A platform is asked for its keys and for a token, so that what was typed is found wrong before a
//! student finds it.

use std::time::Duration;

use api::Language;
use domain::id::RegistrationId;
use lti1p3::scope;
use store::{
    StoreError, Tx,
    registration::{self, Registration},
};
use tokio::time::timeout;
use view::Words;

use crate::{
    app::{App, words},
    doctor::CLOCKS,
    platform::tokens::{At, CallError, any_deployment, token},
    troubles::{self, Whom},
};

/// How long somebody waits for a platform that does not answer.
const PATIENCE: Duration = Duration::from_secs(10);

/// How far a platform was reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reached {
    /// Its keys were read, and it gave a token.
    Well,
    /// Its keys were read; it gave no token.
    Keys,
    /// Its keys could not be read.
    Unread,
}

impl Reached {
    /// One word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Well => "well",
            Self::Keys => "keys",
            Self::Unread => "unread",
        }
    }

    /// For a person at the host: what that means, and what to do.
    pub fn says(self) -> String {
        words(Language::En, "UTC").say(&format!("tried-{}", self.word()), &[])
    }
}

/// Tries what can be tried before anybody comes. What answered is kept with the platform; what did not
/// stands among what went wrong, as something that we found and no visitor. No platform is none that could be reached.
pub async fn try_platform(app: &App, id: RegistrationId) -> Result<Reached, StoreError> {
    let known = app.store.read(move |tx| registration::get(tx, id)).await?;
    let Some(known) = known else {
        return Ok(Reached::Unread);
    };
    app.platforms.forget_tokens(id).await;
    let deployment = any_deployment(app, id).await?;
    let at = At {
        registration: &known,
        deployment: deployment.as_deref(),
    };
    let (keys, token) = tokio::join!(
        timeout(PATIENCE, keys(app, &known)),
        timeout(PATIENCE, token(app, at, &[scope::MEMBERSHIP], None)),
    );
    let keys = keys.unwrap_or_else(|_| Err(late()));
    let token = match token {
        Ok(answer) => answer.map(drop).map_err(cause),
        Err(_) => Err(late()),
    };
    let whom = || Whom {
        registration: Some(id),
        ..Whom::default()
    };
    let note = |code, cause: &str| app.troubles.note(whom(), code, cause, app.now());
    match &keys {
        Err(cause) => note("check-keys", cause),
        Ok(Some(ahead)) if ahead.abs() > CLOCKS.0 => {
            note("check-time", &format!("{} s ahead", ahead / 1000));
        }
        Ok(_) => {}
    }
    if let Err(cause) = &token {
        note("check-token", cause);
    }
    troubles::write(app).await?;
    let (has_keys, has_token, now) = (keys.is_ok(), token.is_ok(), app.now());
    let keep = move |tx: &mut Tx<'_>| {
        if has_keys {
            registration::keys_were_read(tx, id, now)?;
        }
        if has_token {
            registration::token_was_given(tx, id, now)?;
        }
        Ok::<_, StoreError>(())
    };
    app.store.write(keep).await?;
    Ok(match (has_keys, has_token) {
        (false, _) => Reached::Unread,
        (true, false) => Reached::Keys,
        (true, true) => Reached::Well,
    })
}

async fn keys(app: &App, known: &Registration) -> Result<Option<i64>, String> {
    let read = app.platforms.read_keys(known, app.now()).await;
    read.map_err(|error| error.cause.unwrap_or_default())
}

/// What an administrator should know of it. A platform's own words are about the tool here: nobody was
/// named to it.
fn cause(error: CallError) -> String {
    match error {
        CallError::Token(error) => error.to_string(),
        other => other.for_log(),
    }
}

fn late() -> String {
    format!("no answer within {} s", PATIENCE.as_secs())
}
