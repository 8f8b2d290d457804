//! Changes one mentor's mode at a time, and everybody's place with it.

use crate::rules::form::Former;
use crate::rules::model::RulesError;
use crate::rules::modes::Mode;
use crate::rules::placing::{Placing, place};
use crate::rules::tally::Tally;

/// After a success, so many failures call for a new list of what to try.
const STALE: u32 = 4;

/// A change of one mentor's mode that might gain something.
struct Change {
    /// What it gains at most, below zero, at the present prices.
    gain: i64,
    mentor: u32,
    mode: Mode,
}

/// Tries changes until none helps or the effort is spent.
pub(crate) fn improve(
    former: &mut Former,
    modes: &mut [Mode],
    placing: &mut Placing,
) -> Result<(), RulesError> {
    loop {
        let changes = changes(former, modes, placing)?;
        let (mut gained, mut failures) = (false, 0);
        for change in changes {
            if former.is_finished() {
                return Ok(());
            }
            if attempt(former, modes, placing, change)? {
                (gained, failures) = (true, 0);
            } else {
                failures += 1;
            }
            if gained && failures >= STALE {
                break;
            }
        }
        if !gained {
            return Ok(());
        }
    }
}

/// What each mentor would rather have than the present group, most wanted first.
fn changes(
    former: &mut Former,
    modes: &[Mode],
    placing: &Placing,
) -> Result<Vec<Change>, RulesError> {
    former.spend()?;
    let (model, pricer) = (&former.model, &mut former.pricer);
    let mut changes = Vec::new();
    for mentor in model.all_mentors() {
        let worth = pricer.price(model, mentor, &placing.prices);
        let group = &placing.groups[mentor as usize];
        let paid: i64 = group.iter().map(|&it| placing.prices[it as usize]).sum();
        let gain = worth.least - (Tally::of(model, mentor, group).cost - paid);
        if gain >= 0 || !worth.has_group {
            continue;
        }
        let mode = Mode::of(model, mentor, &pricer.best);
        if mode != modes[mentor as usize] {
            changes.push(Change { gain, mentor, mode });
        }
    }
    changes.sort_by_key(|it| (it.gain, it.mentor));
    Ok(changes)
}

/// Makes a change and keeps it if it helps.
fn attempt(
    former: &mut Former,
    modes: &mut [Mode],
    placing: &mut Placing,
    change: Change,
) -> Result<bool, RulesError> {
    former.spend()?;
    let at = change.mentor as usize;
    let old = std::mem::replace(&mut modes[at], change.mode);
    let may_be_outside = !placing.is_within;
    let new = place(&former.model, modes, may_be_outside, &former.flow_options())?;
    match new {
        Some(new) if new.tally < placing.tally => {
            former.offer(new.tally, &new.groups);
            *placing = new;
            Ok(true)
        }
        _ => {
            modes[at] = old;
            Ok(false)
        }
    }
}
