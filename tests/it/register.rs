//! A platform registers itself by one address (LTI Dynamic Registration 1.0).

use domain::{
    id::{InstitutionId, RegistrationId},
    time::Span,
};
use http::HeaderMap;
use it::{World, tab::Answer};
use sandbox::{
    Faults, Hostile, Manners,
    visitor::{Visited, Visitor},
};
use service::{doctor::Health, setup};
use store::{
    institution,
    registration::{self, Registration, State},
};

/// Where the LMS's administrator is sent who pastes our address.
async fn address(world: &World, of: InstitutionId, private: bool, renew: Option<&str>) -> String {
    let ours = setup::invite_platform(&world.app, of, private)
        .await
        .unwrap();
    world.lms.invite_tool(&ours, renew).unwrap()
}

fn browser() -> Visitor {
    Visitor::new(HeaderMap::new()).unwrap()
}

async fn press(browser: &Visitor, page: &Visited) -> Visited {
    let pressed = browser.submit(page, "/lti/register", &[]).await;
    pressed.unwrap()
}

/// Another institution, which has no platform yet.
async fn newcomer(world: &World) -> InstitutionId {
    world
        .another_institution("University of the North", "north")
        .await
}

async fn first(world: &World) -> InstitutionId {
    let all = world.app.store().read(institution::all).await.unwrap();
    all.iter().find(|each| each.slug == "test").unwrap().id
}

async fn registrations(world: &World, of: InstitutionId) -> Vec<Registration> {
    let mut all = world.app.store().read(registration::all).await.unwrap();
    all.retain(|each| each.institution == of);
    all
}

async fn approve(world: &World, id: RegistrationId) {
    let now = world.now();
    let approve = move |tx: &mut store::Tx<'_>| registration::approve(tx, id, now);
    assert!(world.app.store().write(approve).await.unwrap());
}

async fn registers(manners: Manners) {
    let world = World::with(|config| config.manners = manners).await;
    let north = newcomer(&world).await;
    let opened = address(&world, north, true, None).await;
    let browser = browser();
    let page = browser.get(&opened).await.unwrap();
    Answer::of(&page).expect_ok();
    assert!(page.body.contains(&*world.lms_url), "the host is shown");
    assert!(page.body.contains("University of the North"));
    let asked = world.app.platform_requests();
    let done = press(&browser, &page).await;
    Answer::of(&done).expect_ok();
    assert!(
        world.app.platform_requests() >= asked + 2,
        "it was asked only now"
    );
    assert!(
        done.body.contains("close"),
        "it closes itself: {}",
        done.body
    );

    let [new] = &*registrations(&world, north).await else {
        panic!("one registration: {}", done.body);
    };
    assert_eq!((new.state, &new.issuer), (State::Pending, &world.lms_url));
    let tool = world.lms.tools();
    let tool = tool
        .iter()
        .find(|tool| tool.client_id == new.client_id)
        .unwrap();
    assert_eq!(
        tool.redirect_uris,
        [format!("{}/lti/launch", world.tool_url)]
    );
    assert!(tool.tells_names && !tool.tells_emails, "names, and no more");
    world.lms.activate_tool(&new.client_id);
    let launch = || browser.open(&world.lms_url, &new.client_id, "teacher1");
    let early = launch().await.unwrap();
    Answer::of(&early).expect_refusal(403, "launch-platform-pending");
    approve(&world, new.id).await;
    // Moodle's answer names its deployment; Canvas's names none, and the first launch does.
    Answer::of(&launch().await.unwrap()).expect_ok();
    // Its services believe that it is us who asks.
    let found = service::doctor::examine(&world.app).await.unwrap();
    let services = found.iter().filter(|each| each.about == "services");
    let services: Vec<_> = services.map(|each| (each.health, &*each.says)).collect();
    assert!(
        services.len() == 2 && services.iter().all(|(health, _)| *health == Health::Well),
        "{services:?}"
    );
    let again = browser.get(&opened).await.unwrap();
    Answer::of(&again).expect_refusal(403, "register-invite");
}

#[tokio::test(flavor = "multi_thread")]
async fn registering_speaks_the_languages_of_the_institution() {
    let world = World::new().await;
    let home = first(&world).await;
    let browser = browser();
    let opened = address(&world, home, true, None).await;
    let page = browser.get(&opened).await.unwrap();
    let link = "hreflang=\"cy\" href=\"";
    let (_, rest) = page.body.split_once(link).expect(&page.body);
    let href = rest.split('"').next().unwrap().replace("&amp;", "&");
    let href = href.replace("&#x2f;", "/").replace("&#x3d;", "=");
    let welsh = format!("{}{href}", world.tool_url);
    let page = browser.get(&welsh).await.unwrap();
    assert!(
        page.body.contains("Cysylltu’ch LMS ag Alongside"),
        "{}",
        page.body
    );
    let known = press(&browser, &page).await;
    assert!(
        known.body.contains("Mae’r LMS hwn yn hysbys yma"),
        "{}",
        known.body
    );
    assert!(known.body.contains("hreflang=\"en\""), "{}", known.body);
    let done = press(&browser, &known).await;
    assert!(
        done.body.contains("yn aros am gymeradwyaeth"),
        "{}",
        done.body
    );

    world
        .change("update institution set languages = 'en'")
        .await;
    let opened = address(&world, home, true, None).await;
    let page = browser.get(&opened).await.unwrap();
    assert!(!page.body.contains("hreflang"), "{}", page.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn moodle_registers_itself_and_waits_for_approval() {
    registers(Manners::Moodle).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn canvas_registers_itself_and_waits_for_approval() {
    registers(Manners::Canvas).await;
}

/// Its sign-in was at another address when it was registered.
async fn moved(world: &World, of: InstitutionId) {
    let known = registrations(world, of).await.remove(0);
    let auth = format!("{}/old/auth", world.lms_url);
    let moved = move |tx: &mut store::Tx<'_>| {
        let to = registration::Addresses {
            auth: &auth,
            token: &known.token_url,
            jwks: &known.jwks_url,
            audience: None,
        };
        registration::move_to(tx, known.id, &to, it::world::MONDAY)
    };
    world.app.store().write(moved).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_known_platform_shows_what_changes_before_anything_does() {
    let world = World::new().await;
    let home = first(&world).await;
    moved(&world, home).await;
    let browser = browser();
    let page = browser
        .get(&address(&world, home, true, None).await)
        .await
        .unwrap();
    let known = press(&browser, &page).await;
    assert!(
        known.body.contains("Sandbox LMS"),
        "it names what is known: {}",
        known.body
    );
    let before = format!("{}/old/auth", world.lms_url).replace('/', "&#x2f;");
    let is_shown = |text: &str| known.body.contains(text);
    assert!(
        is_shown(&before) || is_shown("/old/auth"),
        "the address until now: {}",
        known.body
    );
    assert_eq!(
        registrations(&world, home).await.len(),
        1,
        "nothing happened yet"
    );
    let done = press(&browser, &known).await;
    Answer::of(&done).expect_ok();
    let both = registrations(&world, home).await;
    let new = both
        .iter()
        .find(|each| each.client_id != "alongside")
        .unwrap();
    assert_eq!(new.state, State::Pending);
    world.lms.activate_tool(&new.client_id);
    approve(&world, new.id).await;

    // The same tool renews itself: it keeps its name there, its state here, and makes no second row.
    let renewal = address(&world, home, true, Some(&new.client_id)).await;
    let page = browser.get(&renewal).await.unwrap();
    let known = press(&browser, &page).await;
    let renewed = press(&browser, &known).await;
    Answer::of(&renewed).expect_ok();
    let after = registrations(&world, home).await;
    assert_eq!(after.len(), 2);
    let still = after.iter().find(|each| each.id == new.id).unwrap();
    assert_eq!(
        (still.state, &still.client_id),
        (State::Active, &new.client_id)
    );
    let again = browser.get(&renewal).await.unwrap();
    Answer::of(&again).expect_refusal(403, "register-invite");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hostile_or_silent_platform_registers_nothing_and_the_invite_stays_good() {
    let world = World::new().await;
    let north = newcomer(&world).await;
    let opened = address(&world, north, true, None).await;
    let browser = browser();
    let page = browser.get(&opened).await.unwrap();
    for (lie, status, code) in [
        (Hostile::OtherIssuer, 400, "register-host"),
        (Hostile::OtherTokenHost, 400, "register-host"),
        (Hostile::InsideAddress, 400, "register-host"),
        (Hostile::FileAddress, 502, "register-unreadable"),
        (Hostile::NoIssuer, 502, "register-unreadable"),
        (Hostile::Nested, 502, "register-unreadable"),
    ] {
        world.lms.set_faults(Faults {
            hostile_configuration: Some(lie),
            ..Faults::default()
        });
        let pressed = press(&browser, &page).await;
        Answer::of(&pressed).expect_refusal(status, code);
    }
    world.lms.set_faults(Faults {
        down: true,
        ..Faults::default()
    });
    let pressed = press(&browser, &page).await;
    Answer::of(&pressed).expect_refusal(502, "register-unreachable");
    world.lms.set_faults(Faults::default());
    assert_eq!(registrations(&world, north).await, []);
    let noted = service::troubles::lately(&world.app, None).await.unwrap();
    for code in [
        "register-host",
        "register-unreadable",
        "register-unreachable",
    ] {
        assert!(
            noted.iter().any(|each| each.code == code),
            "{code} is noted"
        );
    }
    Answer::of(&press(&browser, &page).await).expect_ok();
    assert_eq!(registrations(&world, north).await.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn only_who_was_invited_registers_and_only_in_time() {
    let world = World::new().await;
    let north = newcomer(&world).await;
    let browser = browser();
    let check = async |url: &str, status, code| {
        let page = browser.get(url).await.unwrap();
        Answer::of(&page).expect_refusal(status, code);
    };
    let register = format!("{}/lti/register", world.tool_url);
    let configuration = format!("openid_configuration={}/x", world.lms_url);
    check(&register, 400, "register-incomplete").await;
    check(
        &format!("{register}?invite=abc"),
        400,
        "register-incomplete",
    )
    .await;
    check(
        &format!("{register}?invite=abc&{configuration}"),
        403,
        "register-invite",
    )
    .await;
    let file = format!("{register}?invite=abc&openid_configuration=file:///etc/passwd");
    check(&file, 400, "register-incomplete").await;

    // Without an operator's word an address inside the network is not asked.
    let opened = address(&world, north, false, None).await;
    let page = browser.get(&opened).await.unwrap();
    let asked = world.app.platform_requests();
    let pressed = press(&browser, &page).await;
    Answer::of(&pressed).expect_refusal(502, "register-unreachable");
    assert_eq!(world.app.platform_requests(), asked, "nothing was sent");

    world.pass(Span::hours(25));
    check(&opened, 403, "register-invite").await;
    let late = press(&browser, &page).await;
    Answer::of(&late).expect_refusal(403, "register-invite");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_known_issuer_with_keys_from_another_place_is_refused() {
    let world = World::new().await;
    let home = first(&world).await;
    let [known] = &*registrations(&world, home).await else {
        panic!("one");
    };
    let (id, auth, token) = (known.id, known.auth_url.clone(), known.token_url.clone());
    let elsewhere = move |tx: &mut store::Tx<'_>| {
        let to = registration::Addresses {
            auth: &auth,
            token: &token,
            jwks: "https://keys.example/jwks",
            audience: None,
        };
        registration::move_to(tx, id, &to, it::world::MONDAY)
    };
    world.app.store().write(elsewhere).await.unwrap();
    let browser = browser();
    let register = async |institution| {
        let address = address(&world, institution, true, None).await;
        let page = browser.get(&address).await.unwrap();
        Answer::of(&press(&browser, &page).await)
    };
    let refused = register(home).await;
    refused.expect_refusal(409, "register-keys");
    assert_eq!(world.lms.tools().len(), 1, "and the LMS was told nothing");
    // What another institution says of this issuer is about its own people.
    register(newcomer(&world).await).await.expect_ok();
    // It really moved, and whoever runs the service says so first.
    let moved = setup::PlatformChange {
        jwks_url: Some(format!("{}/lti/jwks", world.lms_url)),
        ..setup::PlatformChange::default()
    };
    setup::edit_platform(&world.app, id, moved).await.unwrap();
    register(home).await.expect_ok();
}
