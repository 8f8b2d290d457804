//! A tool registers by one address.

use axum::http::{Method, Request};
use lti1p3::Url;
use lti1p3::dynamic_registration::{
    Configuration, HOSTED_CANVAS, Invitation, MessageSupport, Registered, ToolRegistration,
    read_registered,
};
use sandbox::{Faults, Hostile};
use serde_json::{Value, json};

use crate::captures::{capture, shape};
use crate::world::{Answer, World, canvas, header, json, text, world};

fn url(text: &str) -> Url {
    Url::parse(text).unwrap()
}

/// A new tool on a port of its own, as it would describe itself.
fn tool() -> ToolRegistration {
    let at = |path: &str| url(&format!("http://127.0.0.1:9102{path}"));
    let mut tool = ToolRegistration::new(
        "PyLTI tool",
        at("/launch"),
        at("/login"),
        at("/launch"),
        at("/jwks"),
    );
    lti1p3::scope::LINE_ITEM.clone_into(&mut tool.scope);
    tool.tool.claims = ["sub", "name", "email"].map(str::to_owned).to_vec();
    tool.tool.description = Some("d".to_owned());
    tool.tool.custom_parameters = serde_json::from_value(json!({"a": "1"})).unwrap();
    tool.tool.messages = vec![MessageSupport {
        message_type: "LtiDeepLinkingRequest".to_owned(),
        ..MessageSupport::default()
    }];
    tool
}

fn invited(world: &World, update: Option<&str>) -> Invitation {
    let address = "http://127.0.0.1:9102/register?invite=x";
    let address = url(&world.lms.invite_tool(address, update).unwrap());
    assert!(
        address
            .query()
            .unwrap()
            .starts_with("invite=x&openid_configuration=")
    );
    Invitation::parse(address.query().unwrap().as_bytes()).unwrap()
}

async fn described(world: &World, invitation: &Invitation) -> Configuration {
    let answer = world
        .send(invitation.configuration_request().unwrap())
        .await;
    Configuration::read(invitation, &answer, &HOSTED_CANVAS).unwrap()
}

async fn send(world: &World, invitation: &Invitation, tool: &ToolRegistration) -> Answer {
    let configuration = described(world, invitation).await;
    world
        .send(tool.request(invitation, &configuration).unwrap())
        .await
}

fn registered(answer: &Answer) -> Registered {
    assert_eq!(answer.status(), 200, "{}", text(answer));
    read_registered(answer).unwrap()
}

#[tokio::test]
async fn moodle_describes_itself_and_answers_as_it_was_captured() {
    let world = world(|_| {});
    let described = json(&world.get("/mod/lti/openid-configuration.php").await);
    let theirs = capture("moodle-openid-configuration.json");
    let is_own = |name: &str| name.ends_with("endpoint") || ["issuer", "jwks_uri"].contains(&name);
    for (name, value) in theirs.as_object().unwrap() {
        assert!(is_own(name) || described[name] == *value, "{name}");
    }
    assert_eq!(shape(&described), shape(&theirs));
    let answer = send(&world, &invited(&world, None), &tool()).await;
    let captured = capture("moodle-registration-response.json");
    assert_eq!(shape(&json(&answer)), shape(&captured));
}

#[tokio::test]
async fn a_tool_waits_until_it_is_activated_and_then_works() {
    let world = world(|_| {});
    let answer = send(&world, &invited(&world, None), &tool()).await;
    let known = registered(&answer);
    assert_eq!(known.deployment_id.unwrap().as_str(), "3");
    assert_eq!(known.client_id.as_str().len(), 15);
    let client_id = known.client_id.as_str();
    let start = format!("/launch/start?tool={client_id}&as=student001");
    assert_eq!(world.get(&start).await.status(), 404);
    let tools = world.get("/admin/tools").await;
    assert!(text(&tools).contains("Pending"), "{}", text(&tools));
    let form = format!("client_id={client_id}");
    let pressed = world.post_form("/admin/tools/activate", &form).await;
    assert_eq!(header(&pressed, "location"), "/admin/tools");
    let login = world.begin_at(&start).await;
    assert_eq!(login.client_id.unwrap().as_str(), client_id);
    assert_eq!(login.deployment_id.unwrap().as_str(), "3");
    let tools = world.api("tools").await;
    assert_eq!(tools[2]["isActive"], true);
    assert_eq!(tools[2]["choiceUri"], "http://127.0.0.1:9102/launch");
    assert_eq!(tools[2]["scopes"].as_array().unwrap().len(), 4);
}

#[tokio::test]
async fn a_token_registers_once_and_a_renewal_keeps_the_names() {
    let world = world(|_| {});
    let invitation = invited(&world, None);
    let before = registered(&send(&world, &invitation, &tool()).await);
    let again = send(&world, &invitation, &tool()).await;
    assert_eq!(
        (again.status().as_u16(), text(&again)),
        (401, "token_already_used")
    );
    assert_eq!(header(&again, "content-type"), "text/html; charset=utf-8");
    world.lms.activate_tool(before.client_id.as_str());
    let renewal = invited(&world, Some(before.client_id.as_str()));
    let mut changed = tool();
    changed.client_name = "Renamed".to_owned();
    let after = registered(&send(&world, &renewal, &changed).await);
    assert_eq!(after, before);
    let at = "/mod/lti/openid-registration.php";
    let read = world
        .call(
            Method::GET,
            at,
            renewal.token.as_ref().unwrap(),
            ("*/*", ""),
        )
        .await;
    assert_eq!(json(&read)["client_name"], "Renamed");
    assert_eq!(world.api("tools").await[2]["isActive"], true);
}

#[tokio::test]
async fn a_registration_without_a_good_token_is_refused_in_bare_words() {
    let world = world(|_| {});
    let at = "/mod/lti/openid-registration.php";
    let bare = world
        .send(Request::post(at).body(b"{}".to_vec()).unwrap())
        .await;
    assert_eq!(
        (bare.status().as_u16(), text(&bare)),
        (401, "missing_registration_token")
    );
    let invitation = invited(&world, None);
    let mut wrong = tool();
    wrong.tool.domain = "127.0.0.1".to_owned();
    let refused = send(&world, &invitation, &wrong).await;
    let expected = (400, "domain_targetlinkuri_mismatch");
    assert_eq!((refused.status().as_u16(), text(&refused)), expected);
    let good = send(&world, &invitation, &tool()).await;
    assert_eq!(good.status(), 200, "a refusal does not use the token up");
    world.pass(3600);
    let late = invited(&world, None);
    world.pass(3600);
    let configuration = json(&world.get("/mod/lti/openid-configuration.php").await);
    let configuration: Configuration = serde_json::from_value(configuration).unwrap();
    let late = world
        .send(tool().request(&late, &configuration).unwrap())
        .await;
    assert_eq!(late.status(), 401);
}

#[tokio::test]
async fn canvas_tells_only_whom_it_invited_and_gives_no_deployment() {
    let world = canvas();
    let at = "/api/lti/security/openid-configuration";
    assert_eq!(world.get(at).await.status(), 401);
    let invitation = invited(&world, None);
    let by_query = format!(
        "{at}?registration_token={}",
        invitation.token.as_ref().unwrap()
    );
    assert_eq!(world.get(&by_query).await.status(), 200);
    let mut greedy = tool();
    greedy.scope = "https://example.test/scope".to_owned();
    assert_eq!(send(&world, &invitation, &greedy).await.status(), 422);
    let known = registered(&send(&world, &invitation, &tool()).await);
    assert_eq!(known.deployment_id, None);
    assert!(known.client_id.as_str().starts_with("17000000"));
    assert!(world.lms.activate_tool(known.client_id.as_str()));
    let deployment = world.api("tools").await[2]["deploymentId"].clone();
    let deployment = deployment.as_str().unwrap();
    assert_eq!(deployment.split_once(':').unwrap().1.len(), 40);
}

#[tokio::test]
async fn the_administrators_page_frames_the_tool_and_listens_for_its_end() {
    let world = world(|_| {});
    let page = world
        .post_form("/admin/tools/add", "address=http://127.0.0.1:9102/register")
        .await;
    let frame = "src=\"http://127.0.0.1:9102/register?openid_configuration=http";
    assert!(text(&page).contains(frame), "{}", text(&page));
    assert!(text(&page).contains("org.imsglobal.lti.close"));
    let page = world
        .post_form("/admin/tools/add", "address=file:///etc/passwd")
        .await;
    assert_eq!(page.status(), 400);
    let asked = world
        .post_form("/api/invite-tool?address=http://t/register", "")
        .await;
    assert!(
        json(&asked)["address"]
            .as_str()
            .unwrap()
            .contains("registration_token=")
    );
}

#[tokio::test]
async fn a_hostile_description_is_one_that_the_library_refuses() {
    let world = world(|_| {});
    let check = async |how: Hostile| {
        world.lms.set_faults(Faults {
            hostile_configuration: Some(how),
            ..Faults::default()
        });
        let invitation = invited(&world, None);
        let answer = world
            .send(invitation.configuration_request().unwrap())
            .await;
        let read = Configuration::read(&invitation, &answer, &HOSTED_CANVAS);
        assert!(read.is_err(), "{how:?}: {read:?}");
    };
    for how in [
        Hostile::OtherIssuer,
        Hostile::OtherTokenHost,
        Hostile::InsideAddress,
        Hostile::FileAddress,
        Hostile::NoIssuer,
        Hostile::Nested,
    ] {
        check(how).await;
    }
    assert_eq!(world.api("tools").await.as_array().map(Vec::len), Some(2));
    let _: Value = world.api("links").await;
}
