//! Two tenants on one host: an administrator of one sees and changes nothing of the other.

use domain::id::{InstitutionId, PersonId, UnitId};
use it::World;
use service::setup;
use store::{
    StoreError, Tx, admin,
    admin::passkey::{self, Passkey},
    course, institution, registration, scheme, unit,
};

use super::{Desk, done, the_institution};

/// What stands for the parts of a path that name something.
#[derive(Clone, Debug)]
pub(super) struct Names {
    platform: String,
    unit: String,
    scheme: String,
    passkey: String,
    course: String,
}

impl Names {
    /// A path with its names filled in.
    pub(super) fn fill(&self, path: &str) -> String {
        let filled = path
            .replace("{platform}", &self.platform)
            .replace("{unit}", &self.unit)
            .replace("{scheme}", &self.scheme)
            .replace("{passkey}", &self.passkey);
        assert!(!filled.contains('{'), "{filled}: say what stands for this");
        filled
    }
}

/// A platform of this institution with a course and a scheme that somebody claimed, a department, and a
/// passkey.
pub(super) async fn names(world: &World, of: InstitutionId) -> Names {
    let now = world.now();
    let app = world.app.clone();
    let ids = move |kind: u8| {
        let mut random = [kind; 10];
        random[..8].copy_from_slice(&of.to_string().as_bytes()[28..36]);
        random
    };
    let write = move |tx: &mut Tx<'_>| {
        let platform = &registration::of_institution(tx, of)?[0];
        let place = domain::id::CourseId::new(now, ids(1));
        let launch = course::Launched {
            deployment: "1",
            context: "secret-context",
            title: "Secret course",
            code: "SECRET",
            ..course::Launched::default()
        };
        let course = course::launched(tx, place, platform.id, &launch, now)?;
        let scheme = scheme::Scheme {
            id: domain::id::SchemeId::new(now, ids(2)),
            institution: of,
            name: "Secret scheme".to_owned(),
            state: domain::claim::SchemeState::Claimed,
            lower: 3,
            upper: 5,
            fair_first: false,
            contact: scheme::Contact::default(),
        };
        scheme::add(tx, &scheme, now)?;
        course::join_scheme(tx, course.id, scheme.id)?;
        let unit = UnitId::new(now, ids(3));
        unit::add(tx, of, unit, "Secret department", now)?;
        let key = Passkey {
            id: domain::id::PasskeyId::new(now, ids(4)),
            administrator: admin::Administrator {
                id: domain::id::AdministratorId::new(now, ids(5)),
                of: Some(of),
            },
            credential: ids(6).to_vec(),
            name: "Secret passkey".to_owned(),
            passkey: "{}".to_owned(),
            added_at: now,
            used_at: None,
        };
        passkey::add(tx, &key)?;
        Ok::<_, StoreError>(Names {
            platform: platform.id.to_string(),
            unit: unit.to_string(),
            scheme: scheme.id.to_string(),
            passkey: key.id.to_string(),
            course: course.id.to_string(),
        })
    };
    app.store().write(write).await.unwrap()
}

/// A second tenant with a platform whose name gives it away.
pub(super) async fn a_second_tenant(world: &World) -> InstitutionId {
    let other = world
        .another_institution("Secret University", "secret")
        .await;
    let platform = setup::NewPlatform {
        institution: other,
        name: "Secret platform".to_owned(),
        issuer: "https://secret.example".to_owned(),
        client_id: "secret".to_owned(),
        auth_url: "https://secret.example/auth".to_owned(),
        token_url: "https://secret.example/token".to_owned(),
        jwks_url: "https://secret.example/jwks".to_owned(),
        deployments: vec!["1".to_owned()],
        private_hosts: false,
    };
    setup::add_platform(&world.app, platform).await.unwrap();
    other
}

/// Everything of a tenant that an administrator could change, as text.
async fn everything(world: &World, of: InstitutionId) -> String {
    let read = move |tx: &mut Tx<'_>| {
        let platforms = registration::of_institution(tx, of)?;
        let mut all = vec![format!("{:?}", institution::get(tx, of)?)];
        for platform in &platforms {
            let deployments = registration::deployments(tx, platform.id)?;
            let keys = registration::key_times(tx, platform.id)?;
            all.push(format!("{platform:?} {deployments:?} {keys:?}"));
        }
        all.push(format!("{:?}", unit::all(tx, of)?));
        all.push(format!("{:?}", unit::courses(tx, of)?));
        all.push(format!("{:?}", scheme::of_institution(tx, of)?));
        all.push(format!("{:?}", passkey::all(tx, Some(of))?));
        Ok::<_, StoreError>(all.join("\n"))
    };
    world.app.store().read(read).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_administrator_of_one_tenant_sees_and_changes_nothing_of_another() {
    let world = World::new().await;
    let mine = the_institution(&world).await;
    let theirs = a_second_tenant(&world).await;
    let names = names(&world, theirs).await;
    let before = everything(&world, theirs).await;
    let desk = Desk::enter(&world, Some(mine)).await;
    let theirs_text = theirs.to_string();
    let fields = [
        ("course", &*names.course),
        ("unit", &*names.unit),
        ("pattern", "SECRET*"),
        ("pattern-unit", &*names.unit),
        ("list", "SECRET*,Mine"),
        ("confirmed", "yes"),
        ("deployment", "1"),
        ("policy", "accept"),
        ("name", "Mine now"),
        ("jwks_url", "https://mine.example/jwks"),
        ("institution", &*theirs_text),
        ("department", "Mine"),
        ("rename-unit", &*names.unit),
        ("new-name", "Mine now"),
    ];
    let mut count = 0;
    for endpoint in service::admin::endpoints() {
        // Leaving is about one's own visit.
        if endpoint.path == "/admin/leave" {
            continue;
        }
        let path = names.fill(endpoint.path);
        let reply = match endpoint.method {
            "GET" => desk.get(&path).await,
            _ => desk.post(&path, &fields).await,
        };
        assert!(!reply.body.contains("Secret"), "{path}: {}", reply.body);
        assert!(!reply.body.contains("secret.example"), "{path}");
        if path != endpoint.path {
            reply.expect_refusal(404, "not-found");
            count += 1;
        }
        assert_eq!(everything(&world, theirs).await, before, "{path}");
    }
    assert_eq!(count, 16, "ways in that name something of theirs");
    let reply = desk.post("/admin/institution", &fields).await;
    reply.expect_refusal(403, "not-allowed");
    for path in ["/admin/courses/give", "/admin/departments/rename"] {
        let reply = desk.post(path, &fields).await;
        reply.expect_refusal(404, "not-found");
    }
    assert_eq!(done(&world, theirs).await, Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn an_administrator_of_the_host_works_in_the_institution_they_chose_and_in_no_other() {
    let world = World::new().await;
    let mine = the_institution(&world).await;
    let theirs = a_second_tenant(&world).await;
    let names = names(&world, theirs).await;
    let desk = Desk::enter(&world, None).await;
    for path in ["/admin", "/admin/departments", "/admin/platforms/new"] {
        let reply = desk.get(path).await;
        assert_eq!(reply.header("location"), "/admin/institution", "{path}");
    }
    let page = desk.get("/admin/institution").await;
    assert!(page.body.contains("Test University") && page.body.contains("Secret University"));
    let strange = PersonId::new(world.now(), [9; 10]).to_string();
    let reply = desk
        .post("/admin/institution", &[("institution", &strange)])
        .await;
    reply.expect_refusal(404, "not-found");
    let (mine, theirs) = (mine.to_string(), theirs.to_string());
    desk.post("/admin/institution", &[("institution", &mine)])
        .await;
    let platform = format!("/admin/platforms/{}", names.platform);
    assert!(!desk.get("/admin").await.body.contains("Secret platform"));
    desk.get(&platform).await.expect_refusal(404, "not-found");
    desk.post("/admin/institution", &[("institution", &theirs)])
        .await;
    assert!(desk.get("/admin").await.body.contains("Secret platform"));
    assert_eq!(desk.get(&platform).await.status, 200);
}
