//! Moves single people where groups still break hard rules.

use crate::rules::form::Former;
use crate::rules::model::{Model, RulesError};
use crate::rules::tally::{Groups, Tally};

/// Somebody goes to another group; from there, perhaps, somebody else goes to a third, which may
/// be where the first came from.
#[derive(Clone, Copy)]
struct Move {
    mentee: u32,
    from: u32,
    to: u32,
    /// Who makes room, and where they go.
    onward: Option<(u32, u32)>,
}

/// Mends groups that break hard rules, one person after another, as long as it helps.
pub(crate) fn mend(former: &mut Former, groups: &mut Groups) -> Result<(), RulesError> {
    let mut has_helped = true;
    while has_helped && !former.is_spent() {
        has_helped = false;
        for mentor in former.model.all_mentors() {
            let is_broken = |groups: &Groups| {
                Tally::of(former.model, mentor, &groups[mentor as usize]).broken > 0
            };
            if !is_broken(groups) {
                continue;
            }
            former.spend()?;
            if let Some(step) = best_move(former.model, groups, mentor) {
                carry_out(groups, step);
                has_helped = true;
            }
        }
    }
    Ok(())
}

/// The best of all moves out of a group and into it that make things better.
fn best_move(model: &Model, groups: &Groups, mentor: u32) -> Option<Move> {
    let mut best: Option<(Tally, Move)> = None;
    let mut consider = |step: Move| {
        let gain = gain(model, groups, step);
        if gain < Tally::default() && best.is_none_or(|(least, _)| gain < least) {
            best = Some((gain, step));
        }
    };
    let own = &groups[mentor as usize];
    for &mentee in own {
        for to in mentors_of(model, mentee, mentor) {
            consider(Move {
                mentee,
                from: mentor,
                to,
                onward: None,
            });
            for &other in &groups[to as usize] {
                for next in mentors_of(model, other, to) {
                    let onward = Some((other, next));
                    consider(Move {
                        mentee,
                        from: mentor,
                        to,
                        onward,
                    });
                }
            }
        }
    }
    let home = homes(model, groups);
    for choice in model.list(mentor) {
        let from = home[choice.mentee as usize];
        if from != mentor && from != u32::MAX {
            consider(Move {
                mentee: choice.mentee,
                from,
                to: mentor,
                onward: None,
            });
        }
    }
    best.map(|(_, step)| step)
}

fn mentors_of(model: &Model, mentee: u32, but: u32) -> impl Iterator<Item = u32> {
    let pairs = model.problem.pairs_of(mentee).iter();
    let mut mentors: Vec<u32> = pairs
        .map(|it| it.mentor())
        .filter(|&it| it != but)
        .collect();
    mentors.sort_unstable();
    mentors.into_iter()
}

fn homes(model: &Model, groups: &Groups) -> Vec<u32> {
    let mut homes = vec![u32::MAX; model.mentees.len()];
    for (mentor, group) in (0..).zip(groups) {
        for &mentee in group {
            homes[mentee as usize] = mentor;
        }
    }
    homes
}

/// What a move changes; smaller than nothing is better.
fn gain(model: &Model, groups: &Groups, step: Move) -> Tally {
    let mut touched = vec![step.from, step.to];
    touched.extend(step.onward.map(|(_, to)| to));
    touched.sort_unstable();
    touched.dedup();
    let mut gain = Tally::default();
    for mentor in touched {
        let old = &groups[mentor as usize];
        let new = after(old, mentor, step);
        let (old, new) = (
            Tally::of(model, mentor, old),
            Tally::of(model, mentor, &new),
        );
        gain.broken += new.broken - old.broken;
        gain.cost += new.cost - old.cost;
    }
    gain
}

/// A group as a move leaves it.
fn after(group: &[u32], mentor: u32, step: Move) -> Vec<u32> {
    let mut group = group.to_vec();
    let mut shift = |mentee: u32, from: u32, to: u32| {
        if from == mentor {
            group.retain(|&it| it != mentee);
        }
        if to == mentor {
            group.push(mentee);
        }
    };
    shift(step.mentee, step.from, step.to);
    if let Some((other, next)) = step.onward {
        shift(other, step.to, next);
    }
    group.sort_unstable();
    group
}

fn carry_out(groups: &mut Groups, step: Move) {
    let mut touched = vec![step.from, step.to];
    touched.extend(step.onward.map(|(_, to)| to));
    touched.sort_unstable();
    touched.dedup();
    for mentor in touched {
        let group = &mut groups[mentor as usize];
        *group = after(group, mentor, step);
    }
}
