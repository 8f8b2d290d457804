//! Puts groups formed by rules before crate `verify`.

use matching::{Breach, Impossible, Ruled, Rules, Weight};
use verify::{
    CompanyRule, GroupRules, ImpossibleClaim, MeetingRule, Refusal, RuleBroken, RuledClaim,
    RuledPrices, RuledReport, RuledScheme, check_impossible, check_ruled,
};

use crate::instances::Plain;
use crate::judge::quotas;

fn penalty(weight: Weight) -> Option<u32> {
    match weight {
        Weight::Hard => None,
        Weight::Soft(cost) => Some(cost),
    }
}

/// Calls with problem and rules as the checker takes them.
fn with_scheme<T>(plain: &Plain, rules: &Rules, call: impl FnOnce(&RuledScheme) -> T) -> T {
    let company = rules.company.iter().map(|it| CompanyRule {
        carriers: &it.carriers,
        asking: &it.asking,
        mentors: &it.mentors,
        penalty: penalty(it.weight),
    });
    let company: Vec<CompanyRule> = company.collect();
    let meeting = rules.meeting.as_ref().map(|it| MeetingRule {
        mentees: &it.mentees,
        mentors: &it.mentors,
        penalty: penalty(it.weight),
    });
    call(&RuledScheme {
        quotas: &quotas(plain),
        mentees: plain.mentees as usize,
        pairs: &plain.pairs,
        rules: GroupRules {
            apart: &rules.apart,
            company: &company,
            meeting,
            size_costs: &rules.size_costs,
            may_stay_unused: rules.may_stay_unused,
        },
    })
}

fn broken(breach: &Breach) -> RuleBroken {
    match *breach {
        Breach::Together { mentor, one, other } => RuleBroken::Together { mentor, one, other },
        Breach::Alone {
            rule,
            mentor,
            mentee,
        } => RuleBroken::Alone {
            rule,
            mentor,
            mentee,
        },
        Breach::NoCommonTime { mentor } => RuleBroken::NoCommonTime { mentor },
        Breach::WrongSize { mentor } => RuleBroken::WrongSize { mentor },
        Breach::LeftOut { mentee } => RuleBroken::LeftOut { mentee },
    }
}

/// Whether the checker accepts an answer, reasons included.
pub(crate) fn accepts_ruled(
    plain: &Plain,
    rules: &Rules,
    answer: &Ruled,
) -> Result<RuledReport, Refusal> {
    with_scheme(plain, rules, |scheme| {
        for reason in &answer.impossible {
            assert!(check_impossible(scheme, &impossible(reason))?);
        }
        let broken: Vec<RuleBroken> = answer.broken.iter().map(broken).collect();
        check_ruled(
            scheme,
            &RuledClaim {
                mentor_of: &answer.mentor_of,
                pair_costs: answer.pair_costs,
                penalties: answer.penalties,
                broken: &broken,
                bound: answer.bound,
                prices: RuledPrices {
                    scale: answer.prices.scale,
                    mentee: &answer.prices.mentee,
                },
            },
        )
    })
}

fn impossible(reason: &Impossible) -> ImpossibleClaim<'_> {
    match reason {
        Impossible::NoGroupWith { mentee } => ImpossibleClaim::NoGroupWith(*mentee),
        Impossible::NoGroupOf { mentor } => ImpossibleClaim::NoGroupOf(*mentor),
        Impossible::NotTogether { prices, .. } => ImpossibleClaim::NotTogether(RuledPrices {
            scale: prices.scale,
            mentee: &prices.mentee,
        }),
    }
}
