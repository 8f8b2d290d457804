//! A true claim is accepted, and every way to bend it is refused.

use verify::{About, Check, Claim, ConflictCheck, ConflictClaim, Quota, Reason, Refusal, Shortage};

const QUOTAS: [Quota; 3] = [
    Quota { lo: 0, hi: 1 },
    Quota { lo: 0, hi: 3 },
    Quota { lo: 1, hi: 2 },
];

/// Two would like mentor 0, who takes one; mentor 2 needs one whom nobody sends willingly.
const PAIRS: [(u32, u32, u32); 7] = [
    (0, 0, 1),
    (0, 1, 5),
    (1, 0, 2),
    (1, 1, 3),
    (2, 1, 4),
    (2, 2, 9),
    (3, 1, 1),
];

#[derive(Clone, Debug)]
struct Case {
    mentor_of: Vec<Option<u32>>,
    objective: i64,
    mentee_prices: Vec<i64>,
    mentor_prices: Vec<i64>,
}

fn best() -> Case {
    Case {
        mentor_of: vec![Some(0), Some(1), Some(2), Some(1)],
        objective: 14,
        mentee_prices: vec![2, 3, 4, 1],
        mentor_prices: vec![1, 0, -5],
    }
}

fn verdict(case: &Case, partial: bool) -> Result<(u64, u64), Refusal> {
    let claim = Claim {
        mentor_of: &case.mentor_of,
        objective: case.objective,
        mentee_prices: &case.mentee_prices,
        mentor_prices: &case.mentor_prices,
    };
    let mut check = Check::start(&QUOTAS, claim, partial)?;
    for (mentee, mentor, cost) in PAIRS {
        check.pair(mentee, mentor, cost)?;
    }
    check.finish()?;
    Ok(check.left_out())
}

fn check(bend: impl FnOnce(&mut Case), about: About, reason: Reason) {
    let mut case = best();
    bend(&mut case);
    assert_eq!(
        verdict(&case, false),
        Err(Refusal { about, reason }),
        "{case:?}"
    );
}

#[test]
fn a_true_claim_is_accepted() {
    assert_eq!(verdict(&best(), false), Ok((0, 0)));
}

#[test]
fn bent_groups_are_refused() {
    check(
        |case| case.mentor_of[3] = None,
        About::Mentee(3),
        Reason::NoMentor,
    );
    check(
        |case| case.mentor_of[3] = Some(3),
        About::Mentor(3),
        Reason::Unknown,
    );
    check(
        |case| case.mentor_of[1] = Some(0),
        About::Mentor(0),
        Reason::AboveQuota { load: 2, hi: 1 },
    );
    check(
        |case| case.mentor_of[2] = Some(1),
        About::Mentor(2),
        Reason::BelowQuota { load: 0, lo: 1 },
    );
    check(
        |case| case.mentor_of.swap(2, 3),
        About::Pair(3, 2),
        Reason::NotAllowed,
    );
    check(
        |case| case.mentor_of.truncate(3),
        About::All,
        Reason::WrongNumber,
    );
}

#[test]
fn bent_sums_are_refused() {
    check(
        |case| case.objective = 13,
        About::All,
        Reason::WrongObjective {
            real: 14,
            claimed: 13,
        },
    );
    check(
        |case| case.mentee_prices[3] = 0,
        About::All,
        Reason::NotProven {
            bound: 13,
            objective: 14,
        },
    );
}

#[test]
fn bent_prices_are_refused() {
    check(
        |case| case.mentee_prices[0] = 3,
        About::Pair(0, 0),
        Reason::Cheaper { by: 1 },
    );
    check(
        |case| case.mentor_prices[1] = 1,
        About::Mentor(1),
        Reason::IdlePrice { price: 1, load: 2 },
    );
    check(
        |case| case.mentor_prices[0] = -1,
        About::Mentor(0),
        Reason::IdlePrice { price: -1, load: 1 },
    );
    check(
        |case| case.mentee_prices[0] = i64::MIN,
        About::Mentee(0),
        Reason::PriceTooLarge,
    );
    check(
        |case| case.mentor_prices[2] = i64::MAX,
        About::Mentor(2),
        Reason::PriceTooLarge,
    );
}

#[test]
fn every_change_of_one_cell_is_refused() {
    for at in 0..4 {
        for other in [None, Some(0), Some(1), Some(2), Some(3)] {
            let mut case = best();
            if case.mentor_of[at] != other {
                case.mentor_of[at] = other;
                assert!(verdict(&case, false).is_err(), "{case:?}");
            }
        }
        for by in [-2, -1, 1, 2] {
            let mut case = best();
            case.mentee_prices[at] += by;
            assert!(verdict(&case, false).is_err(), "{case:?}");
            let mut case = best();
            if let Some(price) = case.mentor_prices.get_mut(at) {
                *price += by;
                assert!(verdict(&case, false).is_err(), "{case:?}");
            }
        }
    }
}

#[test]
fn a_pair_allowed_twice_does_not_count_twice() {
    let case = best();
    let claim = Claim {
        mentor_of: &case.mentor_of,
        objective: 14,
        mentee_prices: &case.mentee_prices,
        mentor_prices: &case.mentor_prices,
    };
    let mut check = Check::start(&QUOTAS, claim, false).unwrap();
    check.pair(0, 0, 1).unwrap();
    let refusal = check.pair(0, 0, 1).unwrap_err();
    assert_eq!(
        refusal,
        Refusal {
            about: About::Pair(0, 0),
            reason: Reason::Twice
        }
    );
}

#[test]
fn who_is_left_out_counts_only_where_a_partial_claim_says_so() {
    let mut case = best();
    case.mentor_of[2] = None;
    case.objective = 5;
    case.mentor_prices[2] = 0;
    let about = About::Mentee(2);
    let reason = Reason::IdlePrice { price: 4, load: 0 };
    assert_eq!(verdict(&case, true), Err(Refusal { about, reason }));
    case.mentee_prices[2] = 0;
    assert_eq!(verdict(&case, true), Ok((1, 1)));
    assert!(verdict(&case, false).is_err());
}

fn conflict(
    shortage: Shortage,
    mentees: &[u32],
    mentors: &[u32],
    (need, have): (u64, u64),
) -> Result<u64, Reason> {
    let claim = ConflictClaim {
        shortage,
        mentees,
        mentors,
        need,
        have,
    };
    let check = ConflictCheck::start(&QUOTAS, 4, claim).map_err(|refusal| refusal.reason)?;
    for (mentee, mentor, _) in [(0, 0, 1), (1, 0, 2), (2, 1, 3), (3, 1, 3), (3, 0, 1)] {
        check
            .pair(mentee, mentor)
            .map_err(|refusal| refusal.reason)?;
    }
    Ok(check.unserved())
}

#[test]
fn a_conflict_must_name_everybody_and_count_right() {
    use Shortage::{Mentees, Seats};
    assert_eq!(conflict(Seats, &[0, 1], &[0], (2, 1)), Ok(1));
    assert_eq!(conflict(Mentees, &[], &[2], (1, 0)), Ok(1));
    assert_eq!(
        conflict(Seats, &[0, 3], &[0], (2, 1)),
        Err(Reason::LeadsOut)
    );
    assert_eq!(
        conflict(Seats, &[0], &[0], (1, 1)),
        Err(Reason::NoConflict { need: 1, have: 1 })
    );
    assert_eq!(
        conflict(Seats, &[0, 1], &[0], (3, 1)),
        Err(Reason::WrongCount { need: 2, have: 1 })
    );
    assert_eq!(conflict(Seats, &[0, 0], &[0], (2, 1)), Err(Reason::Twice));
    assert_eq!(conflict(Seats, &[0, 4], &[0], (2, 1)), Err(Reason::Unknown));
    assert_eq!(conflict(Seats, &[0, 1], &[3], (2, 1)), Err(Reason::Unknown));
    assert_eq!(
        conflict(Mentees, &[2], &[1, 2], (1, 1)),
        Err(Reason::NoConflict { need: 1, have: 1 })
    );
}
