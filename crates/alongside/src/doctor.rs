//! `alongside doctor`: what is well and what is not.

use std::process::ExitCode;

use anyhow::Result;
use serde_json::json;
use service::doctor::{Health, examine};

use crate::admin::{Common, with};
use crate::open::say;

/// Answers with what was found; it fails where something does not work.
pub(crate) fn run(common: &Common) -> Result<ExitCode> {
    let mut is_ill = false;
    let is_json = common.json;
    let done = with(common, async |app| {
        let found = examine(&app).await?;
        is_ill = found.iter().any(|each| each.health == Health::Ill);
        if !is_json {
            for each in &found {
                say(format!("{:>4}  {}", each.health.word(), each.says));
                if !each.to_do.is_empty() {
                    say(format!("      {}", each.to_do));
                }
            }
        }
        let rows = found.iter().map(|each| {
            json!({
                "about": each.about,
                "health": each.health.word(),
                "says": each.says,
                "do": each.to_do,
                "code": each.code,
            })
        });
        Ok(if is_json { rows.collect() } else { json!({}) })
    })?;
    Ok(if is_ill { ExitCode::FAILURE } else { done })
}
