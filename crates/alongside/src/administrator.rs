//! Administrators.

use std::process::ExitCode;

use anyhow::Result;
use clap::Subcommand;
use serde_json::json;
use store::institution;

use crate::admin::{Common, owner, with_new};

/// Administrators.
#[derive(Debug, Subcommand)]
pub(crate) enum Admin {
    /// Prints a link that lets an administrator in, once, within fifteen minutes.
    Invite {
        /// The institution's slug. Without it: the only one, or the whole host where there are several.
        #[arg(long)]
        institution: Option<String>,
        #[command(flatten)]
        common: Common,
    },
}

/// `alongside admin …`.
pub(crate) fn run(command: Admin) -> Result<ExitCode> {
    let Admin::Invite {
        institution,
        common,
    } = command;
    with_new(&common, async |app| {
        let count = app.store().read(institution::all).await?.len();
        let of = if institution.is_none() && count > 1 {
            None
        } else {
            Some(owner(&app, institution).await?)
        };
        let link = service::admin::invite(&app, of).await?;
        Ok(json!({ "link": link, "minutes": 15 }))
    })
}
