//! Schemes, and the claims to coordinate one that wait for an administrator (decision 8).

use std::process::ExitCode;

use anyhow::{Context, Result};
use clap::Subcommand;
use domain::{claim::SchemeState, id::SchemeId};
use serde_json::{Value, json};
use service::{App, setup};
use store::{StoreError, Tx, claim, institution, person, scheme};

use crate::admin::{Common, with};

/// Schemes.
#[derive(Debug, Subcommand)]
pub(crate) enum Scheme {
    /// Lists them, with who waits to coordinate one.
    List {
        #[command(flatten)]
        common: Common,
    },
    /// Names who is responsible for a scheme and how to reach them; what is not named is empty then.
    Contact {
        /// Its id.
        id: String,
        /// Their name.
        #[arg(long)]
        name: Option<String>,
        /// Their telephone number.
        #[arg(long)]
        phone: Option<String>,
        /// Their room.
        #[arg(long)]
        room: Option<String>,
        #[command(flatten)]
        common: Common,
    },
    /// Lets whoever claimed a scheme coordinate it.
    Approve {
        /// Its id.
        id: String,
        #[command(flatten)]
        common: Common,
    },
}

/// `alongside scheme …`.
pub(crate) fn run(command: Scheme) -> Result<ExitCode> {
    match command {
        Scheme::List { common } => with(&common, async |app| {
            Ok(app.store().read(list).await?.into())
        }),
        Scheme::Contact {
            id,
            name,
            phone,
            room,
            common,
        } => with(&common, async |app| {
            let contact = scheme::Contact { name, phone, room };
            setup::set_contact(&app, scheme_id(&id)?, contact).await?;
            Ok(json!({ "contact": true }))
        }),
        Scheme::Approve { id, common } => with(&common, async |app| approve(&app, &id).await),
    }
}

fn list(tx: &mut Tx<'_>) -> Result<Vec<Value>, StoreError> {
    let mut rows = vec![];
    for owner in institution::all(tx)? {
        for each in scheme::of_institution(tx, owner.id)? {
            let claimed_by = match claim::pending(tx, each.id)? {
                Some(person) => person::name(tx, person)?,
                None => None,
            };
            rows.push(json!({
                "id": each.id.to_string(),
                "institution": owner.slug,
                "name": each.name,
                "state": word(each.state),
                "claimed_by": claimed_by,
            }));
        }
    }
    Ok(rows)
}

const fn word(state: SchemeState) -> &'static str {
    match state {
        SchemeState::Draft => "draft",
        SchemeState::Claimed => "claimed",
        SchemeState::Active => "active",
    }
}

async fn approve(app: &App, id: &str) -> Result<Value> {
    setup::approve_claim(app, scheme_id(id)?).await?;
    Ok(json!({ "approved": true }))
}

fn scheme_id(text: &str) -> Result<SchemeId> {
    SchemeId::parse(text).context("this is not the id of a scheme; see `scheme list`")
}
