//! A true fair claim is accepted, and every way to bend it is refused with its reason.

use verify::{About, Claim, ConflictClaim, FairCheck, Quota, Reason, Refusal, Shortage, Stage};

const QUOTAS: [Quota; 4] = [
    Quota { lo: 0, hi: 1 },
    Quota { lo: 0, hi: 2 },
    Quota { lo: 1, hi: 2 },
    Quota { lo: 0, hi: 0 },
];

/// Mentee, mentor, cost and band. 0 and 1 both have something in band 0 with mentor 0 only, who
/// takes one; 3 must go to mentor 2, so that this one has somebody.
const PAIRS: [(u32, u32, u32, u32); 9] = [
    (0, 0, 5, 0),
    (0, 1, 1, 1),
    (1, 0, 6, 0),
    (1, 1, 3, 1),
    (2, 1, 2, 0),
    (2, 2, 9, 2),
    (3, 2, 7, 0),
    (3, 1, 4, 0),
    (1, 3, 0, 0),
];

#[derive(Clone, Debug)]
struct Case {
    mentor_of: Vec<Option<u32>>,
    objective: i64,
    mentee_prices: Vec<i64>,
    mentor_prices: Vec<i64>,
    stages: Vec<Stage>,
}

/// One of 0 and 1 must be in band 1; the cheaper way is that 0 is.
fn best() -> Case {
    Case {
        mentor_of: vec![Some(1), Some(0), Some(1), Some(2)],
        objective: 16,
        mentee_prices: vec![1, 3, 2, 4],
        mentor_prices: vec![-3, 0, -3, 0],
        stages: vec![
            Stage {
                band: 1,
                count: 1,
                mentee_prices: vec![(0, 1), (1, 1)],
                mentor_prices: vec![(0, 1)],
            },
            Stage {
                band: 0,
                count: 3,
                ..Stage::default()
            },
        ],
    }
}

fn verdict(case: &Case, partial: bool) -> Result<(u64, u64), Refusal> {
    let claim = Claim {
        mentor_of: &case.mentor_of,
        objective: case.objective,
        mentee_prices: &case.mentee_prices,
        mentor_prices: &case.mentor_prices,
    };
    let mut check = FairCheck::start(&QUOTAS, claim, &case.stages, partial, None)?;
    for (mentee, mentor, cost, band) in PAIRS {
        check.pair(mentee, mentor, cost, band)?;
    }
    check.finish()?;
    Ok(check.left_out())
}

fn check(bend: impl FnOnce(&mut Case), about: About, reason: Reason) {
    let mut case = best();
    bend(&mut case);
    let refusal = Refusal { about, reason };
    assert_eq!(verdict(&case, false), Err(refusal), "{case:?}");
}

#[test]
fn a_true_claim_is_accepted() {
    assert_eq!(verdict(&best(), false), Ok((0, 0)));
}

#[test]
fn bent_bands_are_refused() {
    check(
        |case| case.stages.reverse(),
        About::All,
        Reason::BandsAstray,
    );
    check(
        |case| case.stages[0].count = 2,
        About::All,
        Reason::WrongBand {
            band: 1,
            real: 1,
            claimed: 2,
        },
    );
    check(
        |case| {
            case.stages.insert(
                0,
                Stage {
                    band: 5,
                    ..Stage::default()
                },
            );
        },
        About::All,
        Reason::WrongBand {
            band: 5,
            real: 0,
            claimed: 0,
        },
    );
    check(
        |case| drop(case.stages.pop()),
        About::Pair(1, 0),
        Reason::BandsAstray,
    );
}

#[test]
fn bent_prices_of_a_band_are_refused() {
    check(
        |case| case.stages[0].mentee_prices[1].1 = 2,
        About::Pair(1, 0),
        Reason::Fairer { band: 1, by: 1 },
    );
    check(
        |case| case.stages[0].mentor_prices[0].1 = 2,
        About::Pair(1, 0),
        Reason::RuledOut { band: 1 },
    );
    check(
        |case| {
            case.stages[0].mentee_prices.remove(0);
        },
        About::Pair(0, 1),
        Reason::RuledOut { band: 1 },
    );
    check(
        |case| {
            case.stages[0].mentor_prices[0].0 = 1;
            case.mentor_prices[0] = 0;
        },
        About::Pair(0, 0),
        Reason::Fairer { band: 1, by: 1 },
    );
    check(
        |case| {
            case.stages[0].mentor_prices[0].0 = 2;
            case.mentor_prices[0] = 0;
        },
        About::Mentor(2),
        Reason::IdlePrice { price: 1, load: 1 },
    );
    check(
        |case| {
            case.stages[0].mentor_prices[0].0 = 3;
            case.mentor_prices[0] = 0;
        },
        About::Mentor(3),
        Reason::StrayPrice { band: 1 },
    );
    check(
        |case| {
            case.stages[0].mentor_prices[0].0 = 4;
            case.mentor_prices[0] = 0;
        },
        About::Mentor(4),
        Reason::Unknown,
    );
    check(
        |case| case.stages[0].mentee_prices.reverse(),
        About::Mentee(0),
        Reason::StrayPrice { band: 1 },
    );
    check(
        |case| case.stages[0].mentee_prices[0].1 = i64::MIN,
        About::Mentee(0),
        Reason::PriceTooLarge,
    );
}

#[test]
fn a_band_without_prices_must_be_the_best() {
    let quotas = [Quota { lo: 0, hi: 1 }; 2];
    let stages = [Stage {
        band: 1,
        count: 1,
        ..Stage::default()
    }];
    let claim = Claim {
        mentor_of: &[Some(1)],
        objective: 1,
        mentee_prices: &[1],
        mentor_prices: &[0, 0],
    };
    let mut check = FairCheck::start(&quotas, claim, &stages, false, None).unwrap();
    check.pair(0, 1, 1, 1).unwrap();
    check.finish().unwrap();
    check.pair(0, 0, 5, 0).unwrap();
    let refusal = Refusal {
        about: About::All,
        reason: Reason::NotTheBestBand { band: 1, lowest: 0 },
    };
    assert_eq!(check.finish(), Err(refusal));
}

#[test]
fn a_less_fair_allocation_is_refused_though_it_is_cheap() {
    let both = Case {
        mentor_of: vec![Some(1), Some(1), Some(2), Some(2)],
        ..best()
    };
    assert_eq!(
        verdict(&both, false).unwrap_err().about,
        About::Mentor(0),
        "mentor 0 has a rent and nobody"
    );
}

#[test]
fn bent_sums_are_refused() {
    check(
        |case| case.objective = 15,
        About::All,
        Reason::WrongObjective {
            real: 16,
            claimed: 15,
        },
    );
    check(
        |case| case.mentee_prices[3] = 3,
        About::All,
        Reason::NotProven {
            bound: 15,
            objective: 16,
        },
    );
    check(
        |case| case.mentee_prices[3] = 5,
        About::Pair(3, 2),
        Reason::Cheaper { by: 1 },
    );
}

#[test]
fn a_mentor_with_a_rent_in_a_band_is_fixed_and_may_have_any_after() {
    // Mentor 0 is full by the rent of band 1, so a rent below zero at the end is no bound broken.
    assert_eq!(best().mentor_prices[0], -3);
    check(
        |case| case.mentor_prices[1] = -1,
        About::Mentor(1),
        Reason::IdlePrice { price: -1, load: 2 },
    );
    check(
        |case| case.mentor_prices[3] = 9,
        About::Mentor(3),
        Reason::IdlePrice { price: 9, load: 0 },
    );
}

#[test]
fn mentors_who_lack_mentees_get_all_who_may_come_and_no_more_than_their_minimum() {
    let quotas = [Quota { lo: 2, hi: 3 }, Quota { lo: 0, hi: 2 }];
    // Mentee 0 may go to mentor 0, who needs two, and so must, though it is worse.
    let pairs = [(0, 0, 9, 9), (0, 1, 1, 1), (1, 1, 2, 2)];
    let lacking = ConflictClaim {
        shortage: Shortage::Mentees,
        mentees: &[0],
        mentors: &[0],
        need: 2,
        have: 1,
    };
    let stage = |band, prices: &[(u32, i64)]| Stage {
        band,
        count: 1,
        mentee_prices: prices.to_vec(),
        mentor_prices: vec![],
    };
    let stages = [stage(9, &[(0, 1)]), stage(2, &[])];
    let claim = Claim {
        mentor_of: &[Some(0), Some(1)],
        objective: 11,
        mentee_prices: &[9, 2],
        mentor_prices: &[0, 0],
    };
    let run = |lacking| {
        let mut check = FairCheck::start(&quotas, claim, &stages, true, lacking)?;
        for (mentee, mentor, cost, band) in pairs {
            check.pair(mentee, mentor, cost, band)?;
        }
        check.finish()?;
        Ok(check.left_out())
    };
    assert_eq!(run(Some(lacking)), Ok((0, 1)));
    let refusal = Refusal {
        about: About::Mentor(0),
        reason: Reason::BelowQuota { load: 1, lo: 2 },
    };
    assert_eq!(run(None), Err(refusal));
}
