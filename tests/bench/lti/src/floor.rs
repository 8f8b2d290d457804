//! What no tool can do without, and so a measure of how fast this machine is now: reading a token of
//! a launch's size and checking its signature.

use anyhow::Result;
use cpu_time::ProcessTime;
use jsonwebtoken::{Algorithm, DecodingKey, Validation, decode, jwk::Jwk};
use serde_json::Value;

use crate::{
    fire::COURSE,
    launch::{Who, id_token},
    platform::Platform,
};

/// Checks timed together.
const CHECKS: u32 = 200;

/// Milliseconds of processor for one check.
pub(crate) fn check(platform: &Platform) -> Result<f64> {
    let who = Who {
        course: COURSE.to_owned(),
        student: Some(0),
    };
    let token = id_token(platform, &who, "https://tool.example/launch")?;
    let key: Jwk = serde_json::from_value(platform.key().public_jwk())?;
    let key = DecodingKey::from_jwk(&key)?;
    let mut validation = Validation::new(Algorithm::RS256);
    validation.validate_aud = false;
    let began = ProcessTime::now();
    for _ in 0..CHECKS {
        decode::<Value>(&token, &key, &validation)?;
    }
    Ok(began.elapsed().as_secs_f64() * 1e3 / f64::from(CHECKS))
}
