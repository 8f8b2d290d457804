//! Moves single people where groups still break hard rules.

use crate::rules::form::Former;
use crate::rules::model::{Choice, Model, RulesError};
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
    let model = former.model;
    let mut has_helped = true;
    while std::mem::take(&mut has_helped) {
        for mentor in model.all_mentors() {
            if former.is_spent() {
                return Ok(());
            }
            if Tally::of(model, mentor, &groups[mentor as usize]).broken == 0 {
                continue;
            }
            let mut best = Best::default();
            best.consider_single(model, groups, mentor);
            if best.found.is_none() {
                best.consider_double(model, groups, mentor);
            }
            former.spend_looks(best.looks * LOOKS)?;
            if let Some((_, step)) = best.found {
                carry_out(groups, step);
                has_helped = true;
            }
        }
    }
    Ok(())
}

/// How many looks at pairs weighing a move is worth, about.
const LOOKS: usize = 10;

/// The best move of those that make things better.
#[derive(Default)]
struct Best {
    found: Option<(Tally, Move)>,
    looks: usize,
}

impl Best {
    fn consider(&mut self, model: &Model, groups: &Groups, step: Move) {
        self.looks += 1;
        let gain = gain(model, groups, step);
        if gain < Tally::default() && self.found.is_none_or(|(least, _)| gain < least) {
            self.found = Some((gain, step));
        }
    }

    /// Somebody leaves a group or comes to it, or two change places.
    fn consider_single(&mut self, model: &Model, groups: &Groups, mentor: u32) {
        let from = mentor;
        for &mentee in &groups[mentor as usize] {
            for to in mentors_of(model, mentee, mentor) {
                let step = |onward| Move {
                    mentee,
                    from,
                    to,
                    onward,
                };
                self.consider(model, groups, step(None));
                for &other in &groups[to as usize] {
                    if model.cost(mentor, other).is_some() {
                        self.consider(model, groups, step(Some((other, mentor))));
                    }
                }
            }
        }
        let home = homes(model, groups);
        for &Choice { mentee, .. } in model.list(mentor) {
            let from = home[mentee as usize];
            if from != mentor {
                let (to, onward) = (mentor, None);
                self.consider(
                    model,
                    groups,
                    Move {
                        mentee,
                        from,
                        to,
                        onward,
                    },
                );
            }
        }
    }

    /// Somebody leaves a group for another, where somebody makes room for a third.
    fn consider_double(&mut self, model: &Model, groups: &Groups, mentor: u32) {
        let from = mentor;
        for &mentee in &groups[mentor as usize] {
            for to in mentors_of(model, mentee, mentor) {
                for &other in &groups[to as usize] {
                    for next in mentors_of(model, other, to) {
                        let onward = Some((other, next));
                        self.consider(
                            model,
                            groups,
                            Move {
                                mentee,
                                from,
                                to,
                                onward,
                            },
                        );
                    }
                }
            }
        }
    }
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
