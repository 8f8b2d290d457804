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
    /// How many scores from now on are stored and then never answered.
    pub hang_scores: u32,
    /// Whether the last roster page names the first as the next one.
    pub roster_loops: bool,
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
    /// Seconds to name in `Retry-After`.
    #[serde(default)]
    pub retry_after: Option<u32>,
}

impl Fault {
    /// This status for the next requests, with a JSON body.
    pub fn status(times: u32, status: u16) -> Self {
        Self {
            times,
            status,
            html: false,
            retry_after: None,
        }
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
}

impl Faults {
    /// The fault of this request, if there is one; uses it up.
    pub(crate) fn take(&mut self, service: Service) -> Option<Fault> {
        let place = match service {
            Service::Token => &mut self.token,
            Service::Keys => &mut self.keys,
            Service::Roster => &mut self.roster,
            Service::LineItems => &mut self.line_items,
            Service::Scores => &mut self.scores,
            Service::Results => &mut self.results,
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
mod tests {
    use super::*;

    #[test]
    fn a_counted_fault_is_used_up_and_others_stay() {
        let mut faults = Faults {
            token: Some(Fault::status(2, 503)),
            scores: Some(Fault::html(1)),
            hang_scores: 1,
            ..Faults::default()
        };
        assert_eq!(faults.take(Service::Roster), None);
        assert_eq!(
            faults.take(Service::Token).map(|fault| fault.status),
            Some(503)
        );
        assert!(faults.take(Service::Token).is_some());
        assert_eq!(faults.take(Service::Token), None);
        assert!(faults.take(Service::Scores).is_some_and(|fault| fault.html));
        assert!(faults.take_hang());
        assert!(!faults.take_hang());
        assert_eq!(faults, Faults::default());
    }

    #[test]
    fn a_slip_in_a_fault_is_refused() {
        let check = |text: &str, good: bool| {
            let read: Result<Faults, _> = serde_json::from_str(text);
            assert_eq!(read.is_ok(), good, "{text}");
        };
        check(
            r#"{"token": {"times": 2, "status": 503}, "delay_ms": 20}"#,
            true,
        );
        check("{}", true);
        check(r#"{"tokens": {"times": 2, "status": 503}}"#, false);
        check(r#"{"token": {"times": -1, "status": 503}}"#, false);
    }
}
