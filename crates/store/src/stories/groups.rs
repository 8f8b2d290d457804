//! Groups are proposed, replaced, published; somebody is late, somebody leaves.

use domain::{
    forming::{ByMoving, Compared, Impasse, Shortage, Spread, Step, StepKind},
    id::{AllocationId, PersonId, ReadId},
    roster::HOLD,
    time::Span,
};

use super::{LEARNS, MONDAY, Place, a_student, id, told};
use crate::{
    StoreError, Tx,
    allocation::{self, Allocation, Seat},
    impasse::{self, Kept},
    person, roster, scheme,
};

fn proposal(number: u8) -> Allocation {
    Allocation {
        id: id(AllocationId::new, number),
        published_at: None,
        formed_at: MONDAY,
        objective: 12,
        proven: true,
        solve_micros: 800,
        check_micros: 90,
        made_of: vec![7; 32],
        waiting: 0,
        lacking: 0,
        compared: None,
    }
}

fn seat(mentee: PersonId, mentor: PersonId) -> Seat {
    Seat {
        mentee,
        mentor,
        late_at: None,
    }
}

/// Three people and a proposal in which the last one mentors the first two.
fn proposed(tx: &mut Tx<'_>, at: Place) -> Result<[PersonId; 3], StoreError> {
    let people = [
        a_student(tx, at, 1)?,
        a_student(tx, at, 2)?,
        a_student(tx, at, 3)?,
    ];
    let [ali, bo, jo] = people;
    let seats = [seat(ali, jo), seat(bo, jo)];
    allocation::propose(tx, at.scheme, at.teacher, &proposal(1), &seats)?;
    Ok(people)
}

#[tokio::test(flavor = "multi_thread")]
async fn groups_are_proposed_replaced_and_published() {
    told(|tx, at| {
        scheme::lock(tx, at.scheme)?;
        assert_eq!(allocation::current(tx, at.scheme)?, None);
        let [ali, _, jo] = proposed(tx, at)?;
        assert_eq!(allocation::current(tx, at.scheme)?, Some(proposal(1)));
        assert_eq!(allocation::published(tx, at.scheme)?, None);
        allocation::propose(tx, at.scheme, at.teacher, &proposal(2), &[seat(ali, jo)])?;
        assert_eq!(allocation::current(tx, at.scheme)?, Some(proposal(2)));
        assert_eq!(
            allocation::seats(tx, proposal(1).id)?.len(),
            2,
            "kept as evidence"
        );

        let publish = |tx: &mut Tx<'_>, number| {
            allocation::publish(tx, at.scheme, proposal(number).id, MONDAY)
        };
        assert!(!publish(tx, 1)?, "replaced");
        assert!(publish(tx, 2)?);
        assert!(!publish(tx, 2)?, "published before");
        let published = allocation::current(tx, at.scheme)?.expect("published");
        assert_eq!(allocation::published(tx, at.scheme)?, Some(published.id));
        assert_eq!(published.published_at, Some(MONDAY));
        allocation::propose(tx, at.scheme, at.teacher, &proposal(3), &[])?;
        assert_eq!(
            allocation::current(tx, at.scheme)?,
            Some(published),
            "it counts"
        );
        assert!(!publish(tx, 3)?, "one set of groups is published at a time");
        Ok(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_late_is_seated_and_who_leaves_stands_up() {
    told(|tx, at| {
        let [ali, bo, jo] = proposed(tx, at)?;
        let of = proposal(1).id;
        allocation::publish(tx, at.scheme, of, MONDAY)?;
        let cy = a_student(tx, at, 4)?;
        let late = Seat {
            late_at: Some(MONDAY + Span::days(1)),
            ..seat(cy, jo)
        };
        allocation::take_seat(tx, of, late)?;
        let mut all = vec![seat(ali, jo), seat(bo, jo), late];
        assert_eq!(allocation::seats(tx, of)?, all);
        allocation::leave(tx, at.scheme, bo)?;
        allocation::leave(tx, at.scheme, bo)?;
        all.remove(1);
        assert_eq!(allocation::seats(tx, of)?, all);
        Ok(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_gone_keeps_no_seat() {
    told(|tx, at| {
        let [ali, bo, jo] = proposed(tx, at)?;
        assert!(allocation::publish(tx, at.scheme, proposal(1).id, MONDAY)?);
        let (old, new) = (id(ReadId::new, 1), id(ReadId::new, 2));
        person::listed(tx, at.course, ali, LEARNS, old)?;
        person::listed(tx, at.course, bo, LEARNS, new)?;
        for day in [MONDAY, MONDAY + HOLD] {
            roster::hold_missing(tx, at.course, new, day)?;
            let seats = allocation::seats(tx, proposal(1).id)?;
            if day == MONDAY {
                assert_eq!(
                    allocation::leave_gone(tx, at.scheme)?,
                    0,
                    "held is not gone"
                );
                assert_eq!(seats.len(), 2);
            }
        }
        assert_eq!(allocation::leave_gone(tx, at.scheme)?, 1);
        assert_eq!(allocation::seats(tx, proposal(1).id)?, [seat(bo, jo)]);
        Ok(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_chosen_and_what_it_took_and_gave_is_evidence() {
    told(|tx, at| {
        assert!(!scheme::get(tx, at.scheme)?.fair_first);
        scheme::set_fair_first(tx, at.scheme, true)?;
        assert!(scheme::get(tx, at.scheme)?.fair_first);
        let spread = |total, worst, as_bad| Spread {
            total,
            worst,
            as_bad,
        };
        let fair = Allocation {
            waiting: 3,
            lacking: 2,
            compared: Some(Compared {
                fair: spread(90, 50, 0),
                cheapest: spread(70, 60, 1),
            }),
            ..proposal(1)
        };
        allocation::propose(tx, at.scheme, at.teacher, &fair, &[])?;
        assert_eq!(allocation::current(tx, at.scheme)?, Some(fair));
        allocation::withdraw(tx, at.scheme)?;
        assert_eq!(allocation::current(tx, at.scheme)?, None);
        Ok(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_trying_came_to_last_is_kept_until_groups_are_formed() {
    told(|tx, at| {
        let step = |kind, people, places, discipline: Option<&str>| Step {
            kind,
            people,
            places,
            discipline: discipline.map(str::to_owned),
        };
        let found = |shortage, cures| Kept {
            made_of: vec![9; 32],
            impasse: Impasse {
                shortage,
                mentees: 14,
                mentors: 2,
                seats: 10,
                discipline: Some("Genetics".to_owned()),
                cures,
            },
        };
        let more = vec![step(StepKind::MoreSeats, 2, 4, Some("Genetics"))];
        let both = vec![
            step(StepKind::LowerMinimum, 1, 2, None),
            step(StepKind::Wait, 3, 3, None),
        ];
        let first = found(Shortage::Seats, vec![more, both]);
        let other = vec![step(StepKind::OtherCourse, 4, 4, None)];
        let second = found(Shortage::Mentees, vec![other]);
        assert_eq!(impasse::last(tx, at.scheme)?, None);
        for kept in [&first, &second] {
            impasse::keep(tx, at.scheme, kept, MONDAY)?;
            assert_eq!(impasse::last(tx, at.scheme)?.as_ref(), Some(kept));
        }
        impasse::forget(tx, at.scheme)?;
        assert_eq!(impasse::last(tx, at.scheme)?, None);
        Ok(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_moving_would_do_is_kept_beside_the_groups() {
    told(|tx, at| {
        proposed(tx, at)?;
        let of = proposal(1).id;
        assert_eq!(allocation::by_moving(tx, of)?, None);
        for (placed, moved) in [(1, 2), (0, 0)] {
            let found = ByMoving { placed, moved };
            let made_of = format!("{found:?}").into_bytes();
            allocation::keep_by_moving(tx, of, &made_of, found, MONDAY)?;
            assert_eq!(allocation::by_moving(tx, of)?, Some((made_of, found)));
        }
        Ok(())
    })
    .await;
}
