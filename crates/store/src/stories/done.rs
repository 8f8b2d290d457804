//! An act is done once, however often it is sent.

use domain::{
    id::{PersonId, SchemeId},
    time::Span,
};

use super::{MONDAY, a_student, begin, told};
use crate::{
    StoreError, Tx,
    db::trial::Trial,
    done::{self, Before, Sent},
    training,
};

const fn sent(person: PersonId, id: &'static str, digest: &'static [u8]) -> Sent<'static> {
    Sent { person, id, digest }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_act_sent_again_is_known_by_its_id_its_sender_and_what_is_in_it() {
    told(|tx, at| {
        let (ali, bo) = (a_student(tx, at, 1)?, a_student(tx, at, 2)?);
        let first = sent(ali, "a", b"yes");
        assert_eq!(done::before(tx, first)?, Before::Never);
        assert_eq!(done::begin(tx, first, MONDAY)?, Before::Never);
        done::end(tx, first, "well done")?;
        let answer = Before::Done("well done".to_owned());
        assert_eq!(done::before(tx, first)?, answer);
        assert_eq!(done::begin(tx, first, MONDAY + Span::days(1))?, answer);
        let other = sent(ali, "a", b"no");
        assert_eq!(done::before(tx, other)?, Before::Other);
        assert_eq!(done::begin(tx, other, MONDAY)?, Before::Other);
        assert_eq!(done::before(tx, first)?, answer, "and nothing is changed");
        let others = sent(bo, "a", b"yes");
        assert_eq!(done::begin(tx, others, MONDAY)?, Before::Never);
        Ok(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_done_is_forgotten_in_its_time() {
    told(|tx, at| {
        let ali = a_student(tx, at, 1)?;
        let (old, new) = (sent(ali, "old", b"1"), sent(ali, "new", b"2"));
        done::begin(tx, old, MONDAY)?;
        done::begin(tx, new, MONDAY + Span::days(1))?;
        assert_eq!(done::forget(tx, MONDAY)?, 0);
        assert_eq!(done::forget(tx, MONDAY + Span::days(1))?, 1);
        assert_eq!(done::before(tx, old)?, Before::Never);
        assert_eq!(done::before(tx, new)?, Before::Done(String::new()));
        Ok(())
    })
    .await;
}

/// Signs the code at most once under an id; an act that fails takes its id back.
fn sign(
    tx: &mut Tx<'_>,
    (scheme, person): (SchemeId, PersonId),
    version: u32,
) -> Result<bool, StoreError> {
    let act = sent(person, "a", b"sign");
    if done::begin(tx, act, MONDAY)? != Before::Never {
        return Ok(false);
    }
    training::sign(tx, scheme, person, version, MONDAY)?;
    done::end(tx, act, "signed")?;
    if version == 0 {
        return Err(StoreError::NotOneRow(0));
    }
    Ok(true)
}

#[tokio::test(flavor = "multi_thread")]
async fn of_many_at_the_same_time_one_is_done_and_a_failed_one_may_come_again() {
    for trial in Trial::all() {
        let (store, at) = begin(&trial).await;
        let ali = store.write(move |tx| a_student(tx, at, 1)).await.unwrap();
        let who = (at.scheme, ali);
        let failed = store.write(move |tx| sign(tx, who, 0)).await;
        assert!(failed.is_err(), "{failed:?}");
        let eight: Vec<_> = (1..=8)
            .map(|version| {
                let store = store.clone();
                tokio::spawn(async move { store.write(move |tx| sign(tx, who, version)).await })
            })
            .collect();
        let mut done = 0;
        for each in eight {
            done += u32::from(each.await.unwrap().unwrap());
        }
        assert_eq!(done, 1);
        let mut signatures = 0;
        for version in 0..=8 {
            let signed = store
                .read(move |tx| training::signed_at(tx, who.0, who.1, version))
                .await;
            signatures += usize::from(signed.unwrap().is_some());
        }
        assert_eq!(signatures, 1);
    }
}
