//! A platform is registered.

use super::{MONDAY, Place, a_registration, a_scheme, an_institution, id, told};
use crate::{
    MIGRATIONS, StoreError, Tx,
    db::trial::Trial,
    institution,
    registration::{self, Addresses, NewDeployments, State, StoredKey},
    scheme::{self, Contact},
};
use domain::{
    claim::SchemeState,
    id::{PersonId, RegistrationId},
    time::Span,
};

#[tokio::test(flavor = "multi_thread")]
async fn a_platform_is_registered_with_its_tenant_its_deployments_and_its_keys() {
    told(|tx, _| {
        let north = an_institution("north");
        institution::add(tx, &north, MONDAY)?;
        assert_eq!(institution::get(tx, north.id)?, north);
        assert_eq!(institution::by_slug(tx, "north")?, Some(north.clone()));
        assert_eq!(institution::by_slug(tx, "south")?, None);
        institution::set_services(tx, north.id, "[1]")?;
        assert_eq!(institution::get(tx, north.id)?.services, "[1]");
        institution::set_services(tx, north.id, &north.services)?;
        let names: Vec<String> = institution::all(tx)?
            .into_iter()
            .map(|it| it.name)
            .collect();
        assert_eq!(names, ["University of north", "University of test"]);

        let canvas = a_registration(&north, "canvas");
        registration::add(tx, &canvas, MONDAY)?;
        assert_eq!(registration::get(tx, canvas.id)?, Some(canvas.clone()));
        assert_eq!(registration::get(tx, id(RegistrationId::new, 9))?, None);
        assert_eq!(registration::all(tx)?.len(), 2);
        let same_issuer = registration::of_issuer(tx, &canvas.issuer)?;
        assert_eq!(same_issuer.len(), 2, "clients may share an issuer");
        assert_eq!(registration::of_issuer(tx, "https://other.example")?, []);
        for state in [State::Disabled, State::Pending, State::Active] {
            assert!(registration::set_state(tx, canvas.id, state, MONDAY)?);
            let known = registration::get(tx, canvas.id)?;
            assert_eq!(known.map(|known| known.state), Some(state));
        }
        let nobody = id(RegistrationId::new, 9);
        assert!(!registration::set_state(tx, nobody, State::Active, MONDAY)?);
        registration::set_new_deployments(tx, canvas.id, NewDeployments::Accept)?;
        let moved = Addresses {
            auth: "https://sso.example/auth",
            token: "https://sso.example/token",
            jwks: "https://sso.example/jwks",
            audience: Some("https://sso.example"),
        };
        registration::move_to(tx, canvas.id, &moved, MONDAY)?;
        let known = registration::get(tx, canvas.id)?.unwrap();
        assert_eq!(known.new_deployments, NewDeployments::Accept);
        assert_eq!(
            [&*known.auth_url, &known.token_url, &known.jwks_url],
            [moved.auth, moved.token, moved.jwks]
        );
        assert_eq!(registration::hold(tx, canvas.id, "1")?, Some((known, None)));
        assert_eq!(registration::hold(tx, nobody, "1")?, None);
        deployments(tx, canvas.id)?;
        keys(tx, canvas.id)
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_platform_named_is_approved_with_it_and_what_was_refused_stays_refused() {
    told(|tx, at| {
        let id = at.registration;
        registration::keep_deployment(tx, id, "named", false, MONDAY)?;
        registration::set_state(tx, id, State::Pending, MONDAY)?;
        assert!(registration::approve(tx, id, MONDAY)?);
        assert_eq!(registration::deployment(tx, id, "named")?, Some(true));
        registration::refuse_deployment(tx, id, "named", MONDAY)?;
        registration::set_state(tx, id, State::Disabled, MONDAY)?;
        assert!(registration::approve(tx, id, MONDAY)?);
        let known = registration::get(tx, id)?;
        assert_eq!(known.map(|known| known.state), Some(State::Active));
        assert_eq!(registration::deployment(tx, id, "named")?, Some(false));
        let held = registration::hold(tx, id, "named")?.map(|(_, is_approved)| is_approved);
        assert_eq!(held, Some(Some(false)));
        Ok(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_platform_that_named_no_deployment_is_approved_with_the_first_one() {
    told(|tx, _| {
        let canvas = a_registration(&an_institution("test"), "canvas");
        registration::add(tx, &canvas, MONDAY)?;
        let policy = |tx: &mut Tx<'_>| {
            let known = registration::get(tx, canvas.id)?;
            Ok::<_, StoreError>(known.map(|known| known.new_deployments))
        };
        registration::approve(tx, canvas.id, MONDAY)?;
        assert_eq!(policy(tx)?, Some(NewDeployments::Ask), "it did not wait");
        registration::set_state(tx, canvas.id, State::Pending, MONDAY)?;
        registration::approve(tx, canvas.id, MONDAY)?;
        assert_eq!(policy(tx)?, Some(NewDeployments::First));
        registration::set_new_deployments(tx, canvas.id, NewDeployments::Accept)?;
        registration::set_state(tx, canvas.id, State::Pending, MONDAY)?;
        registration::approve(tx, canvas.id, MONDAY)?;
        assert_eq!(
            policy(tx)?,
            Some(NewDeployments::Accept),
            "what was said stays"
        );
        Ok(())
    })
    .await;
}

fn deployments(tx: &mut Tx<'_>, canvas: RegistrationId) -> Result<(), StoreError> {
    assert_eq!(registration::deployment(tx, canvas, "1")?, None);
    registration::keep_deployment(tx, canvas, "1", false, MONDAY)?;
    assert_eq!(registration::deployment(tx, canvas, "1")?, Some(false));
    registration::keep_deployment(tx, canvas, "1", true, MONDAY)?;
    registration::keep_deployment(tx, canvas, "1", false, MONDAY)?;
    assert_eq!(
        registration::deployment(tx, canvas, "1")?,
        Some(true),
        "a later launch takes no approval away"
    );
    registration::keep_deployment(tx, canvas, "0", false, MONDAY)?;
    let both = [("0".to_owned(), false), ("1".to_owned(), true)];
    assert_eq!(registration::deployments(tx, canvas)?, both);
    Ok(())
}

fn keys(tx: &mut Tx<'_>, canvas: RegistrationId) -> Result<(), StoreError> {
    let key = |kid: &str| StoredKey {
        kid: kid.to_owned(),
        private_sealed: vec![0, 255, 7],
        public_jwk: format!("{{\"kid\":\"{kid}\"}}"),
    };
    let (old, new) = (key("old"), key("new"));
    assert_eq!(registration::signing_key(tx, canvas, MONDAY)?, None);
    registration::add_key(tx, canvas, &old, MONDAY)?;
    let rotated = MONDAY + Span::days(1);
    let first = registration::signing_key(tx, canvas, rotated)?;
    assert_eq!(first, Some(old.clone()), "at once, because it is the first");
    assert!(registration::rotate_key(tx, canvas, &new, rotated)?);
    assert!(
        !registration::rotate_key(tx, canvas, &key("third"), rotated + Span::minutes(59))?,
        "one at a time"
    );
    let mut check = |after: Span, signs: &StoredKey, published: &[&StoredKey]| {
        let now = rotated + after;
        let found = registration::signing_key(tx, canvas, now)?;
        assert_eq!(found.as_ref(), Some(signs), "{after:?}");
        let jwks: Vec<&str> = published.iter().map(|key| &*key.public_jwk).collect();
        assert_eq!(registration::public_jwks(tx, now)?, jwks, "{after:?}");
        Ok::<_, StoreError>(())
    };
    check(Span(-1), &old, &[&old])?;
    check(Span(0), &old, &[&old, &new])?;
    check(Span::minutes(60) - Span(1), &old, &[&old, &new])?;
    check(Span::minutes(60), &new, &[&old, &new])?;
    check(Span::hours(25) - Span(1), &new, &[&old, &new])?;
    check(Span::hours(25), &new, &[&new])?;
    assert_eq!(registration::forget_keys(tx, rotated + Span::hours(24))?, 0);
    let times = registration::key_times(tx, canvas)?;
    assert_eq!(times[0].retired_at, Some(rotated + Span::hours(25)));
    assert_eq!((times.len(), times[1].retired_at), (2, None));
    assert_eq!(registration::forget_keys(tx, rotated + Span::hours(25))?, 1);
    assert_eq!(registration::key_times(tx, canvas)?.len(), 1, "destroyed");
    // Nobody has to think of a key that grew old.
    let since = registration::keyed_before(tx, rotated + Span(1), 9)?;
    assert_eq!(since.last(), Some(&canvas));
    assert_eq!(registration::keyed_before(tx, rotated + Span(1), 0)?, []);
    assert!(!registration::keyed_before(tx, rotated, 9)?.contains(&canvas));
    // Somebody else may have it: while one waits to take over, and the one before is published still.
    let leaked = rotated + Span::days(2);
    assert!(registration::rotate_key(
        tx,
        canvas,
        &key("waiting"),
        leaked
    )?);
    let clean = key("clean");
    assert_eq!(registration::replace_keys(tx, canvas, &clean, leaked)?, 2);
    let signs = registration::signing_key(tx, canvas, leaked)?;
    assert_eq!(signs, Some(clean.clone()), "at once");
    assert_eq!(registration::public_jwks(tx, leaked)?, [clean.public_jwk]);
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_platform_is_renamed_and_removed_only_if_nobody_ever_came_through_it() {
    told(|tx, at| {
        registration::rename(tx, at.registration, "Test Moodle")?;
        let known = registration::get(tx, at.registration)?.expect("kept");
        assert_eq!(known.name, "Test Moodle");
        assert!(!registration::remove_unused(tx, at.registration)?);
        assert!(registration::get(tx, at.registration)?.is_some());
        let unused = a_registration(&institution::get(tx, at.institution)?, "canvas");
        registration::add(tx, &unused, MONDAY)?;
        registration::keep_deployment(tx, unused.id, "1", true, MONDAY)?;
        let key = StoredKey {
            kid: "kid".to_owned(),
            private_sealed: vec![1],
            public_jwk: "{}".to_owned(),
        };
        registration::add_key(tx, unused.id, &key, MONDAY)?;
        assert!(registration::remove_unused(tx, unused.id)?);
        assert!(!registration::remove_unused(tx, unused.id)?);
        assert_eq!(registration::get(tx, unused.id)?, None);
        Ok(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_tenant_and_a_registration_exist_once_and_the_constraint_says_so_by_name() {
    for trial in Trial::all() {
        let (store, place) = super::begin(&trial).await;
        let mut twin = an_institution("test");
        twin.id = id(domain::id::InstitutionId::new, 9);
        let again = store
            .write(move |tx| institution::add(tx, &twin, MONDAY))
            .await;
        assert!(again.unwrap_err().is_duplicate("institution_slug"));
        let mut twin = a_registration(&an_institution("test"), "alongside");
        twin.id = id(RegistrationId::new, 9);
        twin.institution = place.institution;
        let again = store
            .write(move |tx| registration::add(tx, &twin, MONDAY))
            .await;
        assert!(again.unwrap_err().is_duplicate("registration_client"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_scheme_is_claimed_once_and_says_who_is_responsible() {
    for trial in Trial::all() {
        let store = trial.open(MIGRATIONS).await.unwrap();
        let work = |tx: &mut Tx<'_>| {
            let test = an_institution("test");
            institution::add(tx, &test, MONDAY)?;
            let mut new = a_scheme(test.id);
            scheme::add(tx, &new, MONDAY)?;
            assert_eq!(scheme::get(tx, new.id)?, new);
            new.contact = Contact {
                name: Some("Ana Reyes".to_owned()),
                phone: Some("01792 000000".to_owned()),
                room: None,
            };
            scheme::set_contact(tx, new.id, &new.contact)?;
            assert_eq!(scheme::of_institution(tx, test.id)?, [new.clone()]);
            let registration = a_registration(&test, "alongside");
            let at = Place {
                institution: test.id,
                registration: registration.id,
                course: id(domain::id::CourseId::new, 1),
                scheme: new.id,
                teacher: id(PersonId::new, 255),
            };
            let (ana, iolo) = (super::a_person(tx, at, 3)?, super::a_person(tx, at, 4)?);
            assert!(scheme::claim(tx, new.id, ana, false, MONDAY)?);
            assert_eq!(scheme::get(tx, new.id)?.state, SchemeState::Claimed);
            assert!(!scheme::claim(tx, new.id, iolo, true, MONDAY)?, "too late");
            assert_eq!(scheme::get(tx, new.id)?.state, SchemeState::Claimed);
            Ok::<_, StoreError>(())
        };
        store.write(work).await.unwrap();
    }
}
