//! Groups are proposed, replaced, published; somebody is late, somebody leaves.

use domain::{
    id::{AllocationId, PersonId, ReadId},
    roster::HOLD,
    time::Span,
};

use super::{LEARNS, MONDAY, Place, a_student, id, told};
use crate::{
    StoreError, Tx,
    allocation::{self, Allocation, Seat},
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
