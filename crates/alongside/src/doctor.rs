//! `alongside doctor`: what is well and what is not.

use std::process::ExitCode;

use anyhow::Result;
use serde_json::{Value, json};
use service::doctor::{Finding, Health, examine, not_begun};
use store::StoreError;

use crate::admin::{Common, with};
use crate::open::say;

/// Answers with what was found; it fails where something does not work. Who asked for JSON is answered in
/// JSON where nothing could be looked at, too.
pub(crate) fn run(common: &Common) -> Result<ExitCode> {
    match looked(common) {
        Err(error) if common.json => {
            say(json!([row(&stopped(&error))]));
            Ok(ExitCode::FAILURE)
        }
        done => done,
    }
}

/// What kept the doctor from looking, as the one thing that it found.
fn stopped(error: &anyhow::Error) -> Finding {
    let mut words: Vec<String> = error.chain().map(ToString::to_string).collect();
    let code = match error.downcast_ref::<StoreError>() {
        Some(error) => error.code().to_owned(),
        // A start that fails says its code first.
        None if is_code(&words[0]) => words.remove(0),
        None => "internal".to_owned(),
    };
    not_begun(code, words.join(": "))
}

fn is_code(text: &str) -> bool {
    let is_letter = |byte: u8| byte.is_ascii_lowercase() || byte == b'-';
    text.bytes().all(is_letter)
}

fn row(found: &Finding) -> Value {
    json!({
        "about": found.about,
        "health": found.health.word(),
        "says": found.says,
        "do": found.to_do,
        "code": found.code,
    })
}

fn looked(common: &Common) -> Result<ExitCode> {
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
        let rows = found.iter().map(row);
        Ok(if is_json { rows.collect() } else { json!({}) })
    })?;
    Ok(if is_ill { ExitCode::FAILURE } else { done })
}
