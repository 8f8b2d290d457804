//! What is said of a forming: what stood in its way, or what fairness takes and gives. Numbers that
//! name nobody, and no costs (decision 11).

use api::groups::{Conflict, ConflictKind, Fairness, Fit, Rounded, Step, StepKind};
use domain::forming::{self, Compared, Impasse, Shortage, Spread, WORST_COST};

pub(super) fn conflict(found: Impasse) -> Conflict {
    let step = |step: forming::Step| Step {
        kind: match step.kind {
            forming::StepKind::MoreSeats => StepKind::MoreSeats,
            forming::StepKind::LowerMinimum => StepKind::LowerMinimum,
            forming::StepKind::OtherCourse => StepKind::OtherCourse,
            forming::StepKind::Wait => StepKind::Wait,
        },
        people: step.people,
        places: step.places,
        discipline: step.discipline,
    };
    let cures = found.cures.into_iter();
    Conflict {
        kind: match found.shortage {
            Shortage::Seats => ConflictKind::TooFewSeats,
            Shortage::Mentees => ConflictKind::TooFewMentees,
        },
        mentees: found.mentees,
        mentors: found.mentors,
        seats: found.seats,
        discipline: found.discipline,
        cures: cures
            .map(|steps| steps.into_iter().map(step).collect())
            .collect(),
    }
}

/// What fairness takes and gives, of so many who were placed.
pub(super) fn fairness(compared: Compared, placed: usize) -> Fairness {
    let fit_of = |spread: Spread| Fit {
        mean: fit(spread.total, i64::try_from(placed).unwrap_or(i64::MAX)),
        worst: fit(spread.worst.into(), 1),
        as_bad: Rounded::of(spread.as_bad),
    };
    Fairness {
        fair: fit_of(compared.fair),
        best: fit_of(compared.cheapest),
    }
}

/// How well so many fit whose pairs cost this all together: of 100, rounded to five.
fn fit(total: i64, people: i64) -> u32 {
    let worst = i64::from(WORST_COST).saturating_mul(people.max(1));
    let lost = (total.saturating_mul(20).saturating_add(worst / 2) / worst).clamp(0, 20);
    u32::try_from(100 - 5 * lost).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn how_well_people_fit_is_rounded_to_five() {
        let worst = i64::from(WORST_COST);
        for (total, people, expected) in [
            (0, 64, 100),
            (worst, 1, 0),
            (worst * 64, 64, 0),
            (worst * 32, 64, 50),
            (40, 1, 45),
            (1, 64, 100),
            (0, 0, 100),
            (i64::MAX, i64::MAX, 95),
        ] {
            assert_eq!(fit(total, people), expected, "{total} of {people}");
        }
    }

    #[test]
    fn small_numbers_of_people_are_not_told_apart() {
        let spread = |total, worst, as_bad| Spread {
            total,
            worst,
            as_bad,
        };
        let shown = |as_bad| {
            let compared = Compared {
                fair: spread(90, 50, as_bad),
                cheapest: spread(70, 60, 13),
            };
            fairness(compared, 2)
        };
        assert_eq!(shown(0), shown(4));
        assert_eq!(shown(13).fair.as_bad, Rounded::About(15));
        assert_eq!(shown(12).fair.as_bad, Rounded::About(10));
        assert!(shown(0).fair.worst > shown(0).best.worst);
    }
}
