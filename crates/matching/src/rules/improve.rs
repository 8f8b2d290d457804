//! Changes one mentor's kind at a time, and everybody's place with it.

use crate::rules::flow::Flow;
use crate::rules::form::Former;
use crate::rules::kind::Kind;
use crate::rules::model::RulesError;
use crate::rules::placing::{Seats, place_in};

/// After a success, so many failures call for a new list of what to try.
const STALE: u32 = 40;

/// So many tries count as a round of work.
const TRIES: u32 = 16;

/// A change of one mentor's kind that might gain something.
struct Change {
    /// What it gains at most, below zero, at the present prices.
    gain: i64,
    mentor: u32,
    kind: Kind,
}

/// Tries changes until none helps or the effort is spent.
pub(crate) fn improve<'m>(former: &mut Former<'m>, flow: &mut Flow<'m>) -> Result<(), RulesError> {
    loop {
        let has_gained = pass(former, flow)?;
        if former.is_finished() {
            return Ok(());
        }
        if flow.is_loose() && flow.total().broken == 0 {
            let options = former.flow_options();
            if let Some(tight) = place_in(former.model, flow.kinds(), Seats::Within, &options)? {
                former.offer(tight.total(), || tight.groups());
                *flow = tight;
                continue;
            }
        }
        if !has_gained {
            return Ok(());
        }
    }
}

/// Tries what every mentor would rather have; whether anything helped.
fn pass<'m>(former: &mut Former<'m>, flow: &mut Flow<'m>) -> Result<bool, RulesError> {
    let changes = changes(former, flow)?;
    let (mut gained, mut failures) = (false, 0);
    for (count, change) in (1..).zip(changes) {
        if u32::is_multiple_of(count, TRIES) {
            former.spend()?;
            if former.is_finished() {
                break;
            }
        }
        if flow.attempt(change.mentor, change.kind) {
            former.offer(flow.total(), || flow.groups());
            (gained, failures) = (true, 0);
        } else {
            failures += 1;
        }
        if gained && failures >= STALE {
            break;
        }
    }
    Ok(gained)
}

/// The kinds of groups that mentors would rather have than the present ones, most wanted first.
/// No change of one mentor's kind gains more than what the mentor would.
fn changes(former: &mut Former, flow: &Flow) -> Result<Vec<Change>, RulesError> {
    former.spend()?;
    let model = former.model;
    let prices = flow.prices();
    let mut changes = Vec::new();
    for mentor in model.all_mentors() {
        let paid: i64 = flow
            .group(mentor)
            .iter()
            .map(|&it| prices[it as usize])
            .sum();
        let worth = flow.tally(mentor).cost - paid;
        for (better, group) in former.pricer.kinds(model, mentor, &prices, worth) {
            let kind = Kind::of(model, mentor, &group);
            if kind != *flow.kind(mentor) {
                changes.push(Change {
                    gain: better - worth,
                    mentor,
                    kind,
                });
            }
        }
    }
    former.spend_search()?;
    changes.sort_by_key(|it| (it.gain, it.mentor));
    Ok(changes)
}
