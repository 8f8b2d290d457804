//! True claims with one cell changed: the checker refuses every one that is no longer true, and
//! every price that no longer proves anything.

use matching::{Conflict, Duals, Options, Outcome, Partial, Shortage, solve, solve_partial};
use proptest::prelude::*;
use verify::Refusal;

use crate::instances::{Plain, hash, large, small};
use crate::judge;
use crate::oracle::{cost, loads};

/// What an answer claims, as data to bend.
fn claims(plain: &Plain, turns: &[u64]) -> Vec<Partial> {
    let problem = plain.problem();
    let turn = |mentee: u32| turns[mentee as usize % turns.len()];
    let partial = solve_partial(&problem, &Options::default(), turn).unwrap();
    let mut claims = vec![partial];
    if let Outcome::Optimal(best) = solve(&problem, &Options::default()).unwrap() {
        claims.push(Partial {
            mentor_of: best.mentor_of.into_iter().map(Some).collect(),
            unplaced: vec![],
            lacking: vec![],
            objective: best.objective,
            duals: best.duals,
            too_few_seats: None,
            too_few_mentees: None,
        });
    }
    claims
}

/// What a claim says of the groups: how many are left out, how many places lack, the cost.
fn worth(plain: &Plain, claim: &Partial) -> (usize, u32, i64) {
    let loads = loads(plain, &claim.mentor_of);
    let quotas = loads.iter().zip(&plain.quotas);
    let lacking = quotas.map(|(&load, quota)| quota.0.saturating_sub(load));
    let out = claim.mentor_of.iter().filter(|it| it.is_none()).count();
    (out, lacking.sum(), cost(plain, &claim.mentor_of))
}

fn accepted(plain: &Plain, claim: &Partial) -> Result<(), Refusal> {
    judge::accepts_partial(plain, claim)
}

/// Another mentor, an unknown one, or none, for one mentee: accepted only where it is as good.
fn check_place(plain: &Plain, claim: &Partial, mentee: usize, place: Option<u32>) {
    let mut bent = claim.clone();
    bent.mentor_of[mentee] = place;
    if bent.mentor_of != claim.mentor_of && accepted(plain, &bent).is_ok() {
        assert_eq!(worth(plain, &bent), worth(plain, claim), "{bent:?}");
        let loads = loads(plain, &bent.mentor_of);
        let mut quotas = loads.iter().zip(&plain.quotas);
        assert!(quotas.all(|(&load, quota)| load <= quota.1), "{bent:?}");
    }
}

/// Every price counts in the sum, but that of a mentor with nobody: this one may be anything that
/// still proves the groups cheapest.
fn check_price(plain: &Plain, claim: &Partial, is_mentee: bool, at: usize, price: i64) {
    let mut bent = claim.clone();
    let Duals { mentee, mentor } = &mut bent.duals;
    let prices = if is_mentee { mentee } else { mentor };
    if std::mem::replace(&mut prices[at], price) == price {
        return;
    }
    let is_free = !is_mentee && loads(plain, &claim.mentor_of)[at] == 0;
    if !is_free || !proves(plain, &bent) {
        assert!(accepted(plain, &bent).is_err(), "{bent:?}");
    }
}

/// Whether no allowed pair of those placed would be cheaper than the prices say.
fn proves(plain: &Plain, claim: &Partial) -> bool {
    plain.pairs.iter().all(|&(mentee, mentor, cost)| {
        let price = i128::from(claim.duals.mentee[mentee as usize]);
        let rent = i128::from(claim.duals.mentor[mentor as usize]);
        let is_out = claim.mentor_of[mentee as usize].is_none();
        is_out || i128::from(cost) + rent >= price
    })
}

/// All that one price can be changed to.
fn other_prices(price: i64) -> [i64; 7] {
    [
        price - 2,
        price - 1,
        price + 1,
        price + 9,
        -price,
        i64::MIN,
        i64::MAX,
    ]
}

fn check_sums(plain: &Plain, claim: &Partial) {
    for objective in other_prices(claim.objective) {
        let bent = Partial {
            objective,
            ..claim.clone()
        };
        let is_other = objective != claim.objective;
        assert_eq!(accepted(plain, &bent).is_err(), is_other, "{bent:?}");
    }
}

fn check_all(plain: &Plain, claim: &Partial) {
    assert_eq!(accepted(plain, claim), Ok(()));
    let places = (0..=plain.quotas.len() as u32).map(Some).chain([None]);
    let places: Vec<_> = places.collect();
    for at in 0..claim.mentor_of.len() {
        for &place in &places {
            check_place(plain, claim, at, place);
        }
        for price in other_prices(claim.duals.mentee[at]) {
            check_price(plain, claim, true, at, price);
        }
    }
    for at in 0..claim.duals.mentor.len() {
        for price in other_prices(claim.duals.mentor[at]) {
            check_price(plain, claim, false, at, price);
        }
    }
    check_sums(plain, claim);
}

/// Whether a conflict is one, by its definition.
fn is_conflict(plain: &Plain, claim: &Conflict) -> bool {
    let once = |people: &[u32], number: usize| {
        let mut people = people.to_vec();
        people.sort_unstable();
        people.is_sorted_by(|one, next| one < next)
            && people.iter().all(|&it| (it as usize) < number)
    };
    let (mentees, mentors) = (plain.mentees as usize, plain.quotas.len());
    if !once(&claim.mentees, mentees) || !once(&claim.mentors, mentors) {
        return false;
    }
    let quota = |&mentor: &u32| plain.quotas[mentor as usize];
    let sum = |each: fn((u32, u32)) -> u32| {
        claim
            .mentors
            .iter()
            .map(quota)
            .map(each)
            .map(u64::from)
            .sum()
    };
    let number = claim.mentees.len() as u64;
    let (need, have) = match claim.shortage {
        Shortage::Seats => (number, sum(|it| it.1)),
        Shortage::Mentees => (sum(|it| it.0), number),
    };
    let leads_out = |&(mentee, mentor, _): &(u32, u32, u32)| {
        let both = (
            claim.mentees.contains(&mentee),
            claim.mentors.contains(&mentor),
        );
        match claim.shortage {
            Shortage::Seats => both == (true, false),
            Shortage::Mentees => both == (false, true),
        }
    };
    (need, have) == (claim.need, claim.have) && need > have && !plain.pairs.iter().any(leads_out)
}

/// The people of one side of a conflict.
type Side = fn(&mut Conflict) -> &mut Vec<u32>;

/// Every conflict that differs in one cell.
fn bent_conflicts(plain: &Plain, claim: &Conflict) -> Vec<Conflict> {
    let mut all = Vec::new();
    let mut bend = |change: &dyn Fn(&mut Conflict)| {
        let mut bent = claim.clone();
        change(&mut bent);
        all.push(bent);
    };
    bend(&|it| {
        it.shortage = match it.shortage {
            Shortage::Seats => Shortage::Mentees,
            Shortage::Mentees => Shortage::Seats,
        };
    });
    for by in [-1, 1] {
        bend(&|it| it.need = it.need.wrapping_add_signed(by));
        bend(&|it| it.have = it.have.wrapping_add_signed(by));
    }
    let sides: [(Side, u32); 2] = [
        (|it| &mut it.mentees, plain.mentees),
        (|it| &mut it.mentors, plain.quotas.len() as u32),
    ];
    for (side, number) in sides {
        let length = side(&mut claim.clone()).len();
        for person in 0..=number {
            bend(&|it| side(it).push(person));
            for at in 0..length {
                bend(&|it| side(it)[at] = person);
            }
        }
        for at in 0..length {
            bend(&|it| {
                side(it).remove(at);
            });
        }
    }
    all
}

fn check_conflict(plain: &Plain, claim: &Conflict) {
    for bent in bent_conflicts(plain, claim) {
        let is_true = is_conflict(plain, &bent);
        let found = judge::accepts(plain, &Outcome::Infeasible(bent.clone()));
        assert_eq!(found.is_ok(), is_true, "{bent:?}: {found:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn every_cell_of_groups_and_prices_counts(
        plain in small(6, 3),
        turns in prop::collection::vec(0..3_u64, 6),
    ) {
        for claim in claims(&plain, &turns) {
            check_all(&plain, &claim);
        }
    }

    #[test]
    fn a_conflict_bent_in_one_cell_is_refused_unless_it_is_one(plain in small(6, 4)) {
        if let Outcome::Infeasible(conflict) = solve(&plain.problem(), &Options::default()).unwrap() {
            check_conflict(&plain, &conflict);
        }
    }

    #[test]
    fn who_is_left_out_must_be_accounted_for(
        plain in small(6, 3),
        turns in prop::collection::vec(0..3_u64, 6),
    ) {
        let partial = &claims(&plain, &turns)[0];
        for conflict in [&partial.too_few_seats, &partial.too_few_mentees].into_iter().flatten() {
            check_conflict(&plain, conflict);
        }
    }
}

#[test]
fn large_claims_bent_at_random_are_refused() {
    for (plain, kind) in [
        (large(5, 150, 40, 900, false), 1),
        (large(6, 300, 60, 400, true), 2),
    ] {
        let claim = &claims(&plain, &[0])[1];
        assert_eq!(accepted(&plain, claim), Ok(()));
        for seed in 0..400 {
            let pick =
                |salt: u64, among: usize| (hash(seed * 8 + kind, salt) % among as u64) as usize;
            let (mentee, mentor) = (pick(1, claim.mentor_of.len()), pick(2, plain.quotas.len()));
            let choice = pick(3, 7);
            match seed % 4 {
                0 => check_place(&plain, claim, mentee, Some(mentor as u32)),
                1 => {
                    // A mentor who is allowed, which a mentor at random seldom is.
                    let own = plain.pairs.iter().filter(|it| it.0 as usize == mentee);
                    let own: Vec<_> = own.collect();
                    check_place(&plain, claim, mentee, Some(own[pick(4, own.len())].1));
                }
                2 => {
                    let price = other_prices(claim.duals.mentee[mentee])[choice];
                    check_price(&plain, claim, true, mentee, price);
                }
                _ => {
                    let price = other_prices(claim.duals.mentor[mentor])[choice];
                    check_price(&plain, claim, false, mentor, price);
                }
            }
        }
        check_sums(&plain, claim);
    }
}

#[test]
fn a_large_conflict_bent_at_random_is_refused_unless_it_is_one() {
    let mut plain = large(7, 120, 30, 100, true);
    // Three of those with the fewest seats among them are left with one mentor.
    let home = plain.pairs[0].1;
    plain.quotas[home as usize] = (0, 2);
    plain.pairs.retain(|it| it.0 > 2 || it.1 == home);
    for mentee in 0..3 {
        if !plain.pairs.iter().any(|it| it.0 == mentee) {
            plain.pairs.push((mentee, home, 1));
        }
    }
    let Outcome::Infeasible(conflict) = solve(&plain.problem(), &Options::default()).unwrap()
    else {
        panic!("three cannot have two seats");
    };
    let bent = bent_conflicts(&plain, &conflict);
    for bent in bent.iter().step_by(1 + bent.len() / 400) {
        let is_true = is_conflict(&plain, bent);
        let found = judge::accepts(&plain, &Outcome::Infeasible(bent.clone()));
        assert_eq!(found.is_ok(), is_true, "{bent:?}: {found:?}");
    }
}
