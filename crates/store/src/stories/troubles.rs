//! A technologist reads what went wrong, and a platform is invited.

use domain::{Timestamp, id::RegistrationId, time::Span};

use super::{MONDAY, a_registration, an_institution, told};
use crate::{
    StoreError, Tx, invite, registration,
    stranger::{self, Stranger},
    trouble::{self, Trouble},
};

fn a_trouble(registration: Option<RegistrationId>, deployment: &str, at: Timestamp) -> Trouble {
    Trouble {
        registration,
        deployment: deployment.to_owned(),
        code: "launch-token-time".to_owned(),
        detail: "90 s ahead".to_owned(),
        times: 2,
        first_at: at,
        last_at: at,
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_trouble_is_one_row_that_counts() {
    told(|tx, at| {
        let known = Some(at.registration);
        let first = a_trouble(known, "1", MONDAY);
        let again = Trouble {
            detail: "95 s ahead".to_owned(),
            times: 3,
            ..a_trouble(known, "1", MONDAY + Span::hours(1))
        };
        let elsewhere = a_trouble(known, "2", MONDAY);
        for each in [&first, &elsewhere, &again] {
            trouble::note(tx, each)?;
        }
        trouble::note(tx, &a_trouble(None, "", MONDAY))?;
        let both = Trouble {
            times: 5,
            first_at: MONDAY,
            ..again
        };
        assert_eq!(trouble::of(tx, known)?, [both.clone(), elsewhere]);
        assert_eq!(trouble::of(tx, None)?, [a_trouble(None, "", MONDAY)]);
        assert_eq!(trouble::forget(tx, MONDAY + Span::hours(1))?, 2);
        assert_eq!(trouble::of(tx, known)?, [both]);
        Ok(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_oldest_troubles_of_a_registration_make_room() {
    told(|tx, at| {
        let others = a_trouble(None, "", MONDAY - Span::days(1));
        trouble::note(tx, &others)?;
        for number in 0..trouble::MOST + 3 {
            let when = MONDAY + Span::seconds(i64::from(number));
            trouble::note(
                tx,
                &a_trouble(Some(at.registration), &number.to_string(), when),
            )?;
        }
        let kept = trouble::of(tx, Some(at.registration))?;
        assert_eq!(kept.len(), trouble::MOST as usize);
        assert_eq!(kept.last().map(|oldest| &*oldest.deployment), Some("3"));
        assert_eq!(trouble::of(tx, None)?, [others], "those of others stay");
        Ok(())
    })
    .await;
}

fn a_stranger(issuer: &str, at: Timestamp) -> Stranger {
    Stranger {
        issuer: issuer.to_owned(),
        client_id: String::new(),
        times: 2,
        first_at: at,
        last_at: at,
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn strangers_are_counted_and_the_oldest_make_room() {
    told(|tx, _| {
        let (early, late) = (MONDAY, MONDAY + Span::hours(1));
        for each in [
            a_stranger("a", early),
            a_stranger("b", early),
            a_stranger("a", late),
        ] {
            stranger::note(tx, &each)?;
        }
        let twice = Stranger {
            times: 4,
            last_at: late,
            ..a_stranger("a", early)
        };
        assert_eq!(stranger::all(tx)?, [twice.clone(), a_stranger("b", early)]);
        assert_eq!(stranger::forget(tx, late)?, 1);
        assert_eq!(stranger::all(tx)?, [twice]);
        for number in 0..stranger::MOST {
            let at = late + Span::seconds(1 + i64::from(number));
            stranger::note(tx, &a_stranger(&number.to_string(), at))?;
        }
        let first_stays = |mut all: Vec<Stranger>| {
            all.sort_by_key(|each| each.issuer != "a");
            (all, vec![])
        };
        assert_eq!(stranger::make_room(tx, first_stays)?, 1);
        let kept = stranger::all(tx)?;
        assert_eq!(kept.len(), stranger::MOST as usize);
        assert_eq!(
            kept.last().map(|oldest| &*oldest.issuer),
            Some("a"),
            "it is kept, and the oldest other went"
        );
        let only_first_stays =
            |all: Vec<Stranger>| all.into_iter().partition(|each| each.issuer == "a");
        assert_eq!(
            stranger::make_room(tx, only_first_stays)?,
            u64::from(stranger::MOST) - 1
        );
        assert_eq!(stranger::all(tx)?.len(), 1);
        Ok(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_issuer_is_corrected_only_while_nobody_came_through_it() {
    told(|tx, at| {
        let to = registration::Identity {
            issuer: "https://other.example",
            client_id: "other",
        };
        let moodle = a_registration(&an_institution("test"), "moodle");
        registration::add(tx, &moodle, MONDAY)?;
        assert!(registration::correct(tx, moodle.id, &to)?);
        let now = registration::get(tx, moodle.id)?.unwrap();
        assert_eq!((&*now.issuer, &*now.client_id), (to.issuer, to.client_id));
        let tried = registration::tried(tx, moodle.id)?;
        assert_eq!(tried, registration::Tried::default());
        registration::keys_were_read(tx, moodle.id, MONDAY)?;
        registration::token_was_given(tx, moodle.id, MONDAY)?;
        let tried = registration::tried(tx, moodle.id)?;
        assert_eq!(
            (tried.keys_at, tried.token_at),
            (Some(MONDAY), Some(MONDAY))
        );
        assert!(!registration::correct(tx, at.registration, &to)?);
        Ok(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invite_is_used_once_and_in_time() {
    told(|tx, at| {
        let (until, late) = (MONDAY + Span::days(1), MONDAY + Span::days(1));
        for hash in [[1], [2]] {
            invite::add(tx, &hash, at.institution, hash == [1], MONDAY, until)?;
        }
        check(tx, &[1], MONDAY, true)?;
        let private = invite::open(tx, &[2], MONDAY)?.map(|open| open.private_hosts);
        assert_eq!(private, Some(false));
        check(tx, &[9], MONDAY, false)?;
        check(tx, &[1], late, false)?;
        assert_eq!(invite::waiting(tx, at.institution, MONDAY)?, 2);
        let moodle = a_registration(&an_institution("test"), "moodle");
        registration::add(tx, &moodle, MONDAY)?;
        assert!(!invite::consume(tx, &[1], moodle.id, late)?, "too late");
        assert!(invite::consume(tx, &[1], moodle.id, MONDAY)?);
        assert!(!invite::consume(tx, &[1], moodle.id, MONDAY)?, "used");
        check(tx, &[1], MONDAY, false)?;
        assert_eq!(invite::waiting(tx, at.institution, MONDAY)?, 1);
        assert_eq!(invite::waiting(tx, at.institution, late)?, 0);
        Ok(())
    })
    .await;
}

fn check(tx: &mut Tx<'_>, hash: &[u8], now: Timestamp, opens: bool) -> Result<(), StoreError> {
    let open = invite::open(tx, hash, now)?;
    assert_eq!(open.is_some(), opens, "{hash:?} at {now:?}");
    Ok(())
}
