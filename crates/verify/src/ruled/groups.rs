//! What groups cost and which rules they break, counted by the words of the rules.

use std::collections::HashMap;

use crate::refusal::{About, Reason, Refusal};
use crate::ruled::{RuleBroken, RuledClaim, RuledScheme};

/// What was counted.
#[derive(Default)]
pub(super) struct Counted {
    pub(super) pair_costs: i128,
    pub(super) penalties: i128,
    /// In order.
    pub(super) broken: Vec<RuleBroken>,
    /// Whether none of them is broken that those exempt do not break.
    pub(super) keeps_the_rest: bool,
}

impl Counted {
    fn charge(&mut self, penalty: Option<u32>, broken: RuleBroken) {
        match penalty {
            Some(penalty) => self.penalties += i128::from(penalty),
            None => self.broken.push(broken),
        }
    }
}

pub(super) fn count(scheme: &RuledScheme, claim: &RuledClaim) -> Result<Counted, Refusal> {
    if claim.mentor_of.len() != scheme.mentees {
        return Err(Reason::WrongNumber.about(About::All));
    }
    let mut counted = Counted::default();
    let mut groups = vec![Vec::new(); scheme.quotas.len()];
    let mut costs = HashMap::new();
    for &(mentee, mentor, cost) in scheme.pairs {
        if costs.insert((mentee, mentor), cost).is_some() {
            return Err(Reason::Twice.about(About::Pair(mentee, mentor)));
        }
    }
    for (mentee, mentor) in (0..).zip(claim.mentor_of) {
        let Some(mentor) = *mentor else {
            counted.broken.push(RuleBroken::LeftOut { mentee });
            continue;
        };
        let cost = costs.get(&(mentee, mentor));
        let cost = cost.ok_or(Reason::NotAllowed.about(About::Pair(mentee, mentor)))?;
        counted.pair_costs += i128::from(*cost);
        groups[mentor as usize].push(mentee);
    }
    for (mentor, group) in (0..).zip(&groups) {
        count_group(scheme, mentor, group, &mut counted);
    }
    counted.broken.sort_unstable();
    let is_excused = |it: &RuleBroken| excused(scheme, it, &groups);
    counted.keeps_the_rest = counted.broken.iter().all(is_excused);
    Ok(counted)
}

fn count_group(scheme: &RuledScheme, mentor: u32, group: &[u32], counted: &mut Counted) {
    let rules = &scheme.rules;
    let sizes = rules.size_costs;
    let size = sizes.get(group.len()).or(sizes.last()).copied();
    counted.penalties += i128::from(size.unwrap_or(0));
    let quota = scheme.quotas[mentor as usize];
    let is_unused = group.is_empty() && rules.may_stay_unused;
    if !is_unused && !(quota.lo as usize..=quota.hi as usize).contains(&group.len()) {
        counted.broken.push(RuleBroken::WrongSize { mentor });
    }
    for (one, other) in met(rules.apart, group) {
        counted
            .broken
            .push(RuleBroken::Together { mentor, one, other });
    }
    for (rule, it) in rules.company.iter().enumerate() {
        let carriers: Vec<u32> = group
            .iter()
            .copied()
            .filter(|who| it.carriers.contains(who))
            .collect();
        let lone = (carriers.len() == 1 && !it.mentors.contains(&mentor)).then(|| carriers[0]);
        if let Some(mentee) = lone.filter(|who| it.asking.contains(who)) {
            counted.charge(
                it.penalty,
                RuleBroken::Alone {
                    rule,
                    mentor,
                    mentee,
                },
            );
        }
    }
    if let Some(meeting) = rules.meeting.filter(|_| !group.is_empty()) {
        let own = meeting.mentors[mentor as usize];
        let common = group
            .iter()
            .fold(own, |times, &it| times & meeting.mentees[it as usize]);
        if common == 0 {
            counted.charge(meeting.penalty, RuleBroken::NoCommonTime { mentor });
        }
    }
}

/// Whether only those exempt break a rule.
fn excused(scheme: &RuledScheme, broken: &RuleBroken, groups: &[Vec<u32>]) -> bool {
    let exempt = scheme.exempt;
    match *broken {
        RuleBroken::Alone { mentee, .. } => exempt.mentees.contains(&mentee),
        RuleBroken::NoCommonTime { mentor } => scheme.rules.meeting.is_some_and(|meeting| {
            let is_exempt = exempt.mentors.contains(&mentor);
            let own = if is_exempt {
                u64::MAX
            } else {
                meeting.mentors[mentor as usize]
            };
            let group = groups[mentor as usize].iter();
            let bound = group.filter(|it| !exempt.mentees.contains(it));
            bound.fold(own, |times, &it| times & meeting.mentees[it as usize]) != 0
        }),
        _ => false,
    }
}

/// The pairs of a group who must be apart, each once.
pub(super) fn met(apart: &[(u32, u32)], group: &[u32]) -> Vec<(u32, u32)> {
    let both = apart
        .iter()
        .filter(|it| group.contains(&it.0) && group.contains(&it.1));
    let mut met: Vec<(u32, u32)> = both.map(|it| (it.0.min(it.1), it.0.max(it.1))).collect();
    met.sort_unstable();
    met.dedup();
    met
}

/// Every rule that is broken is named, and no other.
pub(super) fn compare(real: &[RuleBroken], claimed: &[RuleBroken]) -> Result<(), Refusal> {
    let silent = real.iter().find(|it| !claimed.contains(it));
    let invented = claimed.iter().find(|it| !real.contains(it));
    match (silent, invented) {
        (Some(it), _) => Err(Reason::RuleNotKept.about(about(it))),
        (None, Some(it)) => Err(Reason::RuleKept.about(about(it))),
        (None, None) => Ok(()),
    }
}

const fn about(broken: &RuleBroken) -> About {
    match *broken {
        RuleBroken::Together { one, .. } => About::Mentee(one),
        RuleBroken::Alone { mentee, .. } | RuleBroken::LeftOut { mentee } => About::Mentee(mentee),
        RuleBroken::NoCommonTime { mentor } | RuleBroken::WrongSize { mentor } => {
            About::Mentor(mentor)
        }
    }
}
