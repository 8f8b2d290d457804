//! An administrator enters once by a link, returns with a passkey, and is known by what they did.

use domain::{
    id::{AdminActId, AdministratorId, InstitutionId, PasskeyId, SessionId},
    time::Span,
};

use super::{MONDAY, an_institution, id, told};
use crate::{
    StoreError, Tx,
    admin::{
        self, Administrator, Session, act,
        passkey::{self, Passkey},
    },
    institution,
};

fn someone(number: u8, of: Option<InstitutionId>) -> Administrator {
    Administrator {
        id: id(AdministratorId::new, number),
        of,
    }
}

fn a_visit(number: u8, administrator: Administrator, passkey: Option<PasskeyId>) -> Session {
    Session {
        id: id(SessionId::new, number),
        administrator,
        passkey,
        works_in: administrator.of,
        language: None,
        started_at: MONDAY,
        used_at: MONDAY,
        ended_at: None,
    }
}

fn a_passkey(number: u8, administrator: Administrator) -> Passkey {
    Passkey {
        id: id(PasskeyId::new, number),
        administrator,
        credential: vec![number, 0, 255],
        name: format!("Key {number}"),
        passkey: "{}".to_owned(),
        added_at: MONDAY,
        used_at: None,
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_lets_somebody_in_once_and_not_for_long() {
    told(|tx, at| {
        let until = MONDAY + Span::minutes(15);
        let (priya, host) = (someone(1, Some(at.institution)), someone(2, None));
        admin::invite(tx, &[1], priya, MONDAY, until)?;
        admin::invite(tx, &[2], host, MONDAY, until)?;
        assert!(admin::is_open(tx, &[1], MONDAY)?);
        assert!(!admin::is_open(tx, &[3], MONDAY)?, "unknown");
        assert!(!admin::is_open(tx, &[1], until)?, "too late");
        assert_eq!(admin::enter(tx, &[1], until)?, None, "too late");
        assert_eq!(admin::enter(tx, &[1], MONDAY)?, Some(priya));
        assert_eq!(admin::enter(tx, &[1], MONDAY)?, None, "once");
        assert!(!admin::is_open(tx, &[1], MONDAY)?);
        assert_eq!(admin::enter(tx, &[2], until - Span(1))?, Some(host));
        assert_eq!(admin::forget(tx, until)?, 0);
        assert_eq!(admin::forget(tx, until + Span(1))?, 2);
        Ok(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_visit_is_found_by_its_cookie_used_moved_and_ended() {
    told(|tx, at| {
        let north = an_institution("north");
        institution::add(tx, &north, MONDAY)?;
        let (one, host) = (
            a_visit(1, someone(1, Some(at.institution)), None),
            a_visit(2, someone(2, None), None),
        );
        admin::start(tx, &one, &[1])?;
        admin::start(tx, &host, &[2])?;
        assert_eq!(admin::by_hash(tx, &[1])?, Some(one.clone()));
        assert_eq!(admin::by_hash(tx, &[9])?, None);
        let later = MONDAY + Span::minutes(5);
        admin::touch(tx, one.id, later)?;
        admin::touch(tx, one.id, MONDAY)?;
        admin::speak(tx, one.id, "cy")?;
        for visit in [one.id, host.id] {
            admin::work_in(tx, visit, north.id)?;
        }
        let found = admin::by_hash(tx, &[1])?.expect("kept");
        assert_eq!(
            (found.used_at, found.language.as_deref()),
            (later, Some("cy"))
        );
        assert_eq!(found.works_in, Some(at.institution), "of one institution");
        let found = admin::by_hash(tx, &[2])?.expect("kept");
        assert_eq!(found.works_in, Some(north.id));
        admin::end(tx, one.id, later)?;
        admin::end(tx, one.id, later + Span(1))?;
        let ended = admin::by_hash(tx, &[1])?.expect("kept");
        assert_eq!(ended.ended_at, Some(later));
        Ok(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_passkey_is_looked_after_by_the_administrators_of_its_institution_and_of_the_host() {
    told(|tx, at| {
        let north = an_institution("north");
        institution::add(tx, &north, MONDAY)?;
        let (here, there) = (Some(at.institution), Some(north.id));
        let keys = [
            a_passkey(1, someone(1, here)),
            a_passkey(2, someone(2, there)),
            a_passkey(3, someone(3, None)),
        ];
        for key in &keys {
            passkey::add(tx, key)?;
        }
        assert_eq!(passkey::all(tx, here)?, keys[..1]);
        assert_eq!(passkey::all(tx, None)?, keys);
        let found = passkey::of_credential(tx, &keys[1].credential)?;
        assert_eq!(found.as_ref(), Some(&keys[1]));
        assert_eq!(passkey::of_credential(tx, &[9])?, None);
        passkey::used(tx, keys[0].id, "{\"counter\":1}", MONDAY)?;
        let used = &passkey::all(tx, here)?[0];
        assert_eq!(
            (&*used.passkey, used.used_at),
            ("{\"counter\":1}", Some(MONDAY))
        );

        ended_with_its_passkey(tx, &keys[0], there)?;
        assert!(passkey::remove(tx, keys[1].id, None, MONDAY)?);
        assert!(!passkey::remove(tx, keys[2].id, here, MONDAY)?);
        Ok(())
    })
    .await;
}

fn ended_with_its_passkey(
    tx: &mut Tx<'_>,
    key: &Passkey,
    elsewhere: Option<InstitutionId>,
) -> Result<(), StoreError> {
    admin::start(tx, &a_visit(1, key.administrator, Some(key.id)), &[1])?;
    admin::start(tx, &a_visit(2, key.administrator, None), &[2])?;
    assert!(!passkey::remove(tx, key.id, elsewhere, MONDAY)?);
    let ended = |tx: &mut Tx<'_>, hash: u8| {
        let visit = admin::by_hash(tx, &[hash])?.expect("kept");
        Ok::<_, StoreError>(visit.ended_at)
    };
    assert_eq!(ended(tx, 1)?, None);
    assert!(passkey::remove(tx, key.id, key.administrator.of, MONDAY)?);
    assert_eq!((ended(tx, 1)?, ended(tx, 2)?), (Some(MONDAY), None));
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_done_is_known_in_its_institution() {
    told(|tx, at| {
        let visit = a_visit(
            1,
            someone(1, Some(at.institution)),
            Some(id(PasskeyId::new, 1)),
        );
        act::record(tx, id(AdminActId::new, 1), &visit, "entered", "", MONDAY)?;
        let later = MONDAY + Span(1);
        act::record(
            tx,
            id(AdminActId::new, 2),
            &visit,
            "unit-added",
            "Biology",
            later,
        )?;
        let done = act::latest(tx, at.institution, 10)?;
        let kinds: Vec<&str> = done.iter().map(|act| &*act.kind).collect();
        assert_eq!(kinds, ["unit-added", "entered"]);
        assert_eq!((&*done[0].about, done[0].at), ("Biology", later));
        assert_eq!(done[0].passkey, visit.passkey);
        assert_eq!(done[0].administrator, Some(visit.administrator.id));
        assert_eq!(act::latest(tx, at.institution, 1)?.len(), 1);
        assert_eq!(act::latest(tx, id(InstitutionId::new, 9), 10)?, []);
        Ok(())
    })
    .await;
}
