//! Puts groups formed by rules before crate `verify`.

use matching::{Breach, Impossible, Ruled, Rules, Weight};
use verify::{
    CompanyRule, Exempt, GroupRules, ImpossibleClaim, MeetingRule, Refusal, RuleBroken, RuledClaim,
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
fn with_scheme<T>(
    plain: &Plain,
    rules: &Rules,
    exempt: (&[u32], &[u32]),
    call: impl FnOnce(&RuledScheme) -> T,
) -> T {
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
        exempt: Exempt {
            mentees: exempt.0,
            mentors: exempt.1,
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

/// Mentees and mentors who have no group by the rules.
pub(crate) fn exempt(answer: &Ruled) -> (Vec<u32>, Vec<u32>) {
    let (mut mentees, mut mentors) = (Vec::new(), Vec::new());
    for reason in &answer.impossible {
        match reason {
            Impossible::NoGroupWith { mentee } => mentees.push(*mentee),
            Impossible::NoGroupOf { mentor } => mentors.push(*mentor),
            Impossible::NotTogether { .. } => {}
        }
    }
    (mentees, mentors)
}

/// Whether the checker accepts an answer, reasons included.
pub(crate) fn accepts_ruled(
    plain: &Plain,
    rules: &Rules,
    answer: &Ruled,
) -> Result<RuledReport, Refusal> {
    let (mentees, mentors) = exempt(answer);
    with_scheme(plain, rules, (&mentees, &mentors), |scheme| {
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
                keeps_the_rest: answer.keeps_the_rest,
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
