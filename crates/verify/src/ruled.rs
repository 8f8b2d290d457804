//! Checks groups that were formed by rules about who is in a group together.
//!
//! Groups, costs and penalties are counted anew, every rule not kept must be named, and the bound
//! is derived from the prices claimed: at these prices of mentees, the best group of every mentor
//! is looked for, by counting how many it has of each sort of mentee. Where that would take too
//! long for some mentor, the report says that the bound was not checked.

mod groups;
mod least;

use crate::allocation::Quota;
use crate::refusal::{About, Reason, Refusal};
use least::Market;

/// Rules about groups. A penalty of none means that the rule must be kept.
#[derive(Clone, Copy, Debug, Default)]
pub struct GroupRules<'a> {
    /// Mentees who may not be in one group.
    pub apart: &'a [(u32, u32)],
    /// Who is not to be alone.
    pub company: &'a [CompanyRule<'a>],
    /// A common time to meet.
    pub meeting: Option<MeetingRule<'a>>,
    /// What a group of 0, 1, 2… mentees costs; a larger one costs what the last does.
    pub size_costs: &'a [u32],
    /// Whether a mentor may have nobody whatever the quota.
    pub may_stay_unused: bool,
}

/// Nobody who asks is the only carrier in their group.
#[derive(Clone, Copy, Debug)]
pub struct CompanyRule<'a> {
    /// The mentees who carry it.
    pub carriers: &'a [u32],
    /// Those who ask.
    pub asking: &'a [u32],
    /// The mentors who count.
    pub mentors: &'a [u32],
    /// What each person alone costs.
    pub penalty: Option<u32>,
}

/// Every group has a common time.
#[derive(Clone, Copy, Debug)]
pub struct MeetingRule<'a> {
    /// A bit for each time, for each mentee.
    pub mentees: &'a [u64],
    /// The same for each mentor.
    pub mentors: &'a [u64],
    /// What each group without one costs.
    pub penalty: Option<u32>,
}

/// A scheme with rules: quotas, allowed pairs (mentee, mentor, cost), rules.
#[derive(Clone, Copy, Debug)]
pub struct RuledScheme<'a> {
    /// Every mentor's quota.
    pub quotas: &'a [Quota],
    /// How many mentees there are.
    pub mentees: usize,
    /// The allowed pairs: mentee, mentor, cost.
    pub pairs: &'a [(u32, u32, u32)],
    /// The rules.
    pub rules: GroupRules<'a>,
    /// Who is exempt from company and meeting where the bound is concerned.
    pub exempt: Exempt<'a>,
}

/// People who have no group by the rules, and are taken as content with any.
#[derive(Clone, Copy, Debug, Default)]
pub struct Exempt<'a> {
    /// Mentees who can meet at any time and do not ask for company.
    pub mentees: &'a [u32],
    /// Mentors who can meet at any time.
    pub mentors: &'a [u32],
}

/// What is claimed.
#[derive(Clone, Copy, Debug)]
pub struct RuledClaim<'a> {
    /// Each mentee's mentor.
    pub mentor_of: &'a [Option<u32>],
    /// The sum of the costs of the pairs made.
    pub pair_costs: i64,
    /// What sizes and soft rules not kept cost.
    pub penalties: i64,
    /// The hard rules that are not kept, in order.
    pub broken: &'a [RuleBroken],
    /// Whether all hard rules are kept, but for those exempt.
    pub keeps_the_rest: bool,
    /// What any allocation by the hard rules costs at least, but for those exempt; none where that
    /// is not claimed.
    pub bound: Option<i64>,
    /// The prices that prove it.
    pub prices: RuledPrices<'a>,
}

/// Prices of mentees, in units of which `scale` make one unit of cost.
#[derive(Clone, Copy, Debug)]
pub struct RuledPrices<'a> {
    /// How many units of price make one of cost; 0 where nothing costs anything.
    pub scale: i64,
    /// For each mentee.
    pub mentee: &'a [i64],
}

/// A hard rule that groups do not keep.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RuleBroken {
    /// Two who must be apart are together.
    Together {
        /// The group's mentor.
        mentor: u32,
        /// The one, who comes first.
        one: u32,
        /// The other.
        other: u32,
    },
    /// A mentee who asked is alone.
    Alone {
        /// The position of the rule.
        rule: usize,
        /// The group's mentor.
        mentor: u32,
        /// Who is alone.
        mentee: u32,
    },
    /// A group has no common time.
    NoCommonTime {
        /// The group's mentor.
        mentor: u32,
    },
    /// A group is not within the quota.
    WrongSize {
        /// The mentor.
        mentor: u32,
    },
    /// A mentee has no group.
    LeftOut {
        /// The mentee.
        mentee: u32,
    },
}

/// What was found to be true.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RuledReport {
    /// Whether the bound was checked; otherwise a mentor has too many sorts of groups to look at.
    pub is_bound_checked: bool,
}

/// Why hard rules are said to be impossible together.
#[derive(Clone, Copy, Debug)]
pub enum ImpossibleClaim<'a> {
    /// No lawful group has this mentee.
    NoGroupWith(u32),
    /// This mentor has no lawful group.
    NoGroupOf(u32),
    /// These prices alone prove it, with every cost zero.
    NotTogether(RuledPrices<'a>),
}

/// Prices and costs within this keep every sum inside 128 bits.
const LARGEST: u64 = 1 << 60;

/// Checks groups, what they cost, which rules they break, and the bound.
///
/// # Errors
/// The first [`Refusal`] found.
pub fn check_ruled(scheme: &RuledScheme, claim: &RuledClaim) -> Result<RuledReport, Refusal> {
    check_people(scheme)?;
    let counted = groups::count(scheme, claim)?;
    let costs = (counted.pair_costs, counted.penalties);
    for (real, claimed) in [(costs.0, claim.pair_costs), (costs.1, claim.penalties)] {
        if real != i128::from(claimed) {
            return Err(Reason::WrongObjective { real, claimed }.about(About::All));
        }
    }
    groups::compare(&counted.broken, claim.broken)?;
    if counted.keeps_the_rest != claim.keeps_the_rest {
        return Err(Reason::RuleNotKept.about(About::All));
    }
    let Some(bound) = claim.bound else {
        return Ok(RuledReport {
            is_bound_checked: true,
        });
    };
    let Some(proven) = proven(scheme, claim.prices)? else {
        return Ok(RuledReport {
            is_bound_checked: false,
        });
    };
    // Costs are whole, so what is above one whole cost is at least the next.
    let scale = i128::from(claim.prices.scale.max(1));
    let up = proven.div_euclid(scale) + i128::from(proven.rem_euclid(scale) > 0);
    if claim.prices.scale < 1 || up < i128::from(bound) {
        let objective = i128::from(bound);
        let reason = Reason::NotProven {
            bound: up,
            objective,
        };
        return Err(reason.about(About::All));
    }
    Ok(RuledReport {
        is_bound_checked: true,
    })
}

/// Checks why hard rules are said not to go together. False where that would take too long.
///
/// That a mentor has no group is checked with nobody exempt, that a mentee has none with the
/// scheme's mentors exempt, and that all together is impossible with everybody exempt who is.
///
/// # Errors
/// A [`Refusal`] when it is not so.
pub fn check_impossible(scheme: &RuledScheme, claim: &ImpossibleClaim) -> Result<bool, Refusal> {
    check_people(scheme)?;
    let zero = vec![0; scheme.mentees];
    let free = RuledPrices {
        scale: 0,
        mentee: &zero,
    };
    match *claim {
        ImpossibleClaim::NoGroupOf(mentor) => {
            let about = About::Mentor(mentor);
            if mentor as usize >= scheme.quotas.len() {
                return Err(Reason::Unknown.about(about));
            }
            let exempt = Exempt::default();
            match Market::new(&RuledScheme { exempt, ..*scheme }, free)?.least(mentor) {
                Ok(None) => Ok(true),
                Ok(Some(_)) => Err(Reason::HasGroup.about(about)),
                Err(_) => Ok(false),
            }
        }
        ImpossibleClaim::NoGroupWith(mentee) => no_group_with(scheme, mentee),
        ImpossibleClaim::NotTogether(prices) => {
            let prices = RuledPrices { scale: 0, ..prices };
            match proven(scheme, prices)? {
                Some(bound) if bound > 0 => Ok(true),
                Some(bound) => {
                    let objective = 0;
                    Err(Reason::NotProven { bound, objective }.about(About::All))
                }
                None => Ok(false),
            }
        }
    }
}

fn no_group_with(scheme: &RuledScheme, mentee: u32) -> Result<bool, Refusal> {
    let about = About::Mentee(mentee);
    let mut prices = vec![0; scheme.mentees];
    *prices
        .get_mut(mentee as usize)
        .ok_or(Reason::Unknown.about(about))? = 1;
    let prices = RuledPrices {
        scale: 0,
        mentee: &prices,
    };
    let exempt = Exempt {
        mentees: &[],
        ..scheme.exempt
    };
    let scheme = &RuledScheme { exempt, ..*scheme };
    let market = Market::new(scheme, prices)?;
    let mut is_certain = true;
    for &(_, mentor, _) in scheme.pairs.iter().filter(|it| it.0 == mentee) {
        match market.least(mentor) {
            Ok(Some(least)) if least < 0 => return Err(Reason::HasGroup.about(about)),
            Ok(_) => {}
            Err(_) => is_certain = false,
        }
    }
    Ok(is_certain)
}

/// What prices prove, in their own unit; none where it would take too long.
fn proven(scheme: &RuledScheme, prices: RuledPrices) -> Result<Option<i128>, Refusal> {
    let market = Market::new(scheme, prices)?;
    let mut bound: i128 = prices.mentee.iter().map(|&it| i128::from(it)).sum();
    for mentor in (0..).take(scheme.quotas.len()) {
        match market.least(mentor) {
            Ok(Some(least)) => bound += least,
            // A mentor without any lawful group proves everything.
            Ok(None) => bound += i128::from(LARGEST) << 40,
            Err(_) => return Ok(None),
        }
    }
    Ok(Some(bound))
}

/// Every pair and rule names people who exist.
fn check_people(scheme: &RuledScheme) -> Result<(), Refusal> {
    let mentee = |it: &u32| (*it as usize >= scheme.mentees).then_some(About::Mentee(*it));
    let mentor = |it: &u32| (*it as usize >= scheme.quotas.len()).then_some(About::Mentor(*it));
    let rules = &scheme.rules;
    let apart = rules
        .apart
        .iter()
        .find_map(|(one, other)| mentee(one).or(mentee(other)));
    let company = rules.company.iter().find_map(|rule| {
        let mentees = rule.carriers.iter().chain(rule.asking).find_map(mentee);
        mentees.or(rule.mentors.iter().find_map(mentor))
    });
    let pair = scheme
        .pairs
        .iter()
        .find_map(|it| mentee(&it.0).or(mentor(&it.1)));
    let exempt = scheme.exempt.mentees.iter().find_map(mentee);
    let exempt = exempt.or(scheme.exempt.mentors.iter().find_map(mentor));
    if let Some(about) = apart.or(company).or(pair).or(exempt) {
        return Err(Reason::Unknown.about(about));
    }
    let numbers = (scheme.mentees, scheme.quotas.len());
    match rules.meeting {
        Some(it) if (it.mentees.len(), it.mentors.len()) != numbers => {
            Err(Reason::WrongNumber.about(About::All))
        }
        _ => Ok(()),
    }
}
