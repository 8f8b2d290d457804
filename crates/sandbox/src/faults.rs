//! Faults on purpose: what platforms do on bad days.

use serde::{Deserialize, Serialize};

/// The longest delay, so that a slip in a test does not look like a hang.
const LONGEST_DELAY_MS: u64 = 60_000;

/// What goes wrong from now on. Counted faults are used up; the default is a good day.
///
/// As JSON: `{"token": {"times": 2, "status": 503}, "roster_loops": true, "delay_ms": 20}`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Faults {
    /// The next requests for a token.
    pub token: Option<Fault>,
    /// The next requests for the LMS's key set.
    pub keys: Option<Fault>,
    /// The next requests for a roster page.
    pub roster: Option<Fault>,
    /// The next requests about line items.
    pub line_items: Option<Fault>,
    /// The next scores; they are not stored.
    pub scores: Option<Fault>,
    /// The next requests for results.
    pub results: Option<Fault>,
    /// The next requests for what the LMS says of itself.
    pub configuration: Option<Fault>,
    /// The next registrations.
    pub registration: Option<Fault>,
    /// Whether every service answers 503, and launches too, until told otherwise.
    pub down: bool,
    /// How the LMS lies in what it says of itself.
    pub hostile_configuration: Option<Hostile>,
    /// How many scores from now on are stored and then never answered.
    pub hang_scores: u32,
    /// Whether the last roster page names the first as the next one.
    pub roster_loops: bool,
    /// An address somewhere else that the last roster page names as the next one.
    pub roster_leads_to: Option<String>,
    /// The first entry of every roster page names nobody.
    pub roster_names_nobody: bool,
    /// How long every service request waits first, in milliseconds, a minute at most.
    pub delay_ms: u64,
}

/// A wrong answer, given some times.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fault {
    /// How often it still happens.
    pub times: u32,
    /// The status of the answer, 200 to 599.
    pub status: u16,
    /// Whether the body is a page of HTML. Otherwise it is a short JSON object.
    #[serde(default)]
    pub html: bool,
    /// A body of its own, instead of the short object.
    #[serde(default)]
    pub says: Option<String>,
    /// Seconds to name in `Retry-After`.
    #[serde(default)]
    pub retry_after: Option<u32>,
    /// Whether there is never an answer, while the LMS runs.
    #[serde(default)]
    pub hangs: bool,
    /// Milliseconds before the answer begins, a minute at most.
    #[serde(default)]
    pub wait_ms: u64,
    /// How much the body is, in KiB, instead of a short one.
    #[serde(default)]
    pub kibibytes: u32,
    /// Whether the body comes one byte at a time, ten in a second.
    #[serde(default)]
    pub drips: bool,
}

/// A lie in what the LMS says of itself to a tool that registers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Hostile {
    /// It names the issuer of hosted Canvas.
    OtherIssuer,
    /// Tokens are fetched from another host.
    OtherTokenHost,
    /// Keys are on an address inside a data centre.
    InsideAddress,
    /// Keys are in a file.
    FileAddress,
    /// There is no issuer.
    NoIssuer,
    /// Five hundred lists in one another.
    Nested,
}

impl Fault {
    /// This status for the next requests, with a JSON body.
    pub fn status(times: u32, status: u16) -> Self {
        Self {
            times,
            status,
            html: false,
            says: None,
            retry_after: None,
            hangs: false,
            wait_ms: 0,
            kibibytes: 0,
            drips: false,
        }
    }

    /// This status with this body, as a platform may say one thing and mean another.
    pub fn saying(times: u32, status: u16, body: &str) -> Self {
        Self {
            says: Some(body.to_owned()),
            ..Self::status(times, status)
        }
    }

    /// One request too many, as most platforms say it, or as Canvas does.
    pub fn busy(is_forbidden: bool) -> Self {
        if is_forbidden {
            return Self::saying(1, 403, "403 Forbidden (Rate Limit Exceeded)\n");
        }
        Self {
            retry_after: Some(1),
            ..Self::status(1, 429)
        }
    }

    /// No answer at all.
    pub fn hang(times: u32) -> Self {
        Self {
            hangs: true,
            ..Self::status(times, 503)
        }
    }

    /// A body of this many KiB, with status 200.
    pub fn flood(times: u32, kibibytes: u32) -> Self {
        Self {
            kibibytes,
            ..Self::status(times, 200)
        }
    }

    /// A body that comes a byte at a time, with status 200.
    pub fn drip(times: u32) -> Self {
        Self {
            drips: true,
            ..Self::status(times, 200)
        }
    }

    pub(crate) fn wait(&self) -> std::time::Duration {
        std::time::Duration::from_millis(self.wait_ms.min(LONGEST_DELAY_MS))
    }

    /// A page of HTML with status 200 instead of JSON: a login page or a proxy's.
    pub fn html(times: u32) -> Self {
        Self {
            html: true,
            ..Self::status(times, 200)
        }
    }
}

/// A service that can fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Service {
    Token,
    Keys,
    Roster,
    LineItems,
    Scores,
    Results,
    Configuration,
    Registration,
}

impl Faults {
    /// The fault of this request, if there is one; uses it up.
    pub(crate) fn take(&mut self, service: Service) -> Option<Fault> {
        if self.down {
            return Some(Fault::status(1, 503));
        }
        let place = match service {
            Service::Token => &mut self.token,
            Service::Keys => &mut self.keys,
            Service::Roster => &mut self.roster,
            Service::LineItems => &mut self.line_items,
            Service::Scores => &mut self.scores,
            Service::Results => &mut self.results,
            Service::Configuration => &mut self.configuration,
            Service::Registration => &mut self.registration,
        };
        let fault = place.clone().filter(|fault| fault.times > 0);
        *place = place.take().and_then(|fault| {
            let times = fault.times.saturating_sub(1);
            (times > 0).then_some(Fault { times, ..fault })
        });
        fault
    }

    /// Whether this score is stored and never answered; uses one up.
    pub(crate) fn take_hang(&mut self) -> bool {
        let hangs = self.hang_scores > 0;
        self.hang_scores = self.hang_scores.saturating_sub(1);
        hangs
    }

    pub(crate) fn delay(&self) -> std::time::Duration {
        std::time::Duration::from_millis(self.delay_ms.min(LONGEST_DELAY_MS))
    }
}

#[cfg(test)]
mod tests;
