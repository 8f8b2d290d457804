//! Each habit by itself: turned the other way, and everything else as it was.

use axum::http::{Method, Request};
use lti1p3::ags::{LINE_ITEM, LINE_ITEMS, RESULTS, SCORE};
use lti1p3::scope;
use sandbox::{Manners, Part, Quirks};
use serde_json::json;

use crate::world::{ALL_SCOPES, Answer, World, canvas, form_of, header, json, text, world};

fn with(change: impl FnOnce(&mut Quirks)) -> World {
    world(|config| config.change(change))
}

const MEMBERS: &str = "/lti/courses/1/memberships";
const ITEMS: &str = "/lti/courses/1/lineitems";

async fn members(world: &World, query: &str) -> Answer {
    let token = world.bearer(&ALL_SCOPES).await;
    let at = format!("{MEMBERS}{query}");
    world.call(Method::GET, &at, &token, ("*/*", "")).await
}

/// Makes columns and gives a token for everything.
async fn with_columns(world: &World, many: usize) -> String {
    let token = world.bearer(&ALL_SCOPES).await;
    for _ in 0..many {
        let item = r#"{"label":"Quiz","scoreMaximum":50}"#;
        world
            .call(Method::POST, ITEMS, &token, (LINE_ITEM, item))
            .await;
    }
    token
}

async fn score(world: &World, token: &str, changes: serde_json::Value) -> Answer {
    let mut body = json!({
        "userId": "6", "scoreGiven": 8, "scoreMaximum": 10, "activityProgress": "Completed",
        "gradingProgress": "FullyGraded", "timestamp": "2026-11-21T12:00:00.250Z"
    });
    for (name, value) in changes.as_object().unwrap() {
        body[name] = value.clone();
    }
    let at = format!("{ITEMS}/1/lineitem/scores");
    world
        .call(Method::POST, &at, token, (SCORE, &body.to_string()))
        .await
}

#[tokio::test]
async fn the_roster_follows_its_switches() {
    let world = with(|quirks| quirks.short_roster_roles = false);
    let roles = json(&members(&world, "").await)["members"][0]["roles"][0].clone();
    assert_eq!(
        roles,
        "http://purl.imsglobal.org/vocab/lis/v2/membership#Instructor"
    );
    let world = with(|quirks| quirks.assistants_listed_as_learners = false);
    let teachers = json(&members(&world, "?role=Instructor").await);
    assert_eq!(teachers["members"].as_array().unwrap().len(), 3);
    let world = with(|quirks| quirks.next_forgets_role = false);
    let page = members(&world, "?role=Learner&limit=10").await;
    assert!(header(&page, "link").contains("role=Learner"));
    let world = with(|quirks| quirks.unknown_role_is_everybody = false);
    let mentors = json(&members(&world, "?role=Mentor").await);
    assert_eq!(mentors["members"], json!([]));
    let world = with(|quirks| quirks.escaped_names = false);
    assert!(text(&members(&world, "").await).contains("Reed & Hart"));
    let world = with(|quirks| quirks.roster_page = 7);
    let page = json(&members(&world, "").await);
    assert_eq!(page["members"].as_array().unwrap().len(), 7);
}

#[tokio::test]
async fn line_items_and_scores_follow_their_switches() {
    let world = with(|quirks| quirks.type_id_query = false);
    let token = with_columns(&world, 1).await;
    let listed = world
        .call(Method::GET, ITEMS, &token, (LINE_ITEMS, ""))
        .await;
    let id = json(&listed)[0]["id"].as_str().unwrap().to_owned();
    assert!(id.ends_with("/lineitem"), "{id}");
    let world = with(|quirks| quirks.numbers_as_texts = true);
    let token = with_columns(&world, 1).await;
    let listed = world
        .call(Method::GET, ITEMS, &token, (LINE_ITEMS, ""))
        .await;
    assert_eq!(json(&listed)[0]["scoreMaximum"], "50");
    let world = with(|quirks| quirks.broken_paging_links = false);
    let token = with_columns(&world, 2).await;
    let at = format!("{ITEMS}?limit=1&type_id=1");
    let listed = world.call(Method::GET, &at, &token, (LINE_ITEMS, "")).await;
    assert!(header(&listed, "link").ends_with("?type_id=1&limit=1&from=1>; rel=\"next\""));
    let world = with(|quirks| quirks.results_limit_fails = false);
    let token = with_columns(&world, 1).await;
    let at = format!("{ITEMS}/1/lineitem/results?type_id=1&limit=1");
    let results = world.call(Method::GET, &at, &token, (RESULTS, "")).await;
    assert_eq!(results.status(), 200);
    let world = with(|quirks| quirks.no_column_management = true);
    let refused = world.ask_token(&[scope::LINE_ITEM], &world.fresh()).await;
    assert_eq!(refused.status(), 400);
    let launch = world.launch("student001").await;
    assert!(!launch.grades.unwrap().allows(scope::LINE_ITEM));
}

#[tokio::test]
async fn scores_are_judged_by_their_switches() {
    let check = async |change: fn(&mut Quirks), changes, status: u16, body: &str| {
        let world = with(change);
        let token = with_columns(&world, 1).await;
        score(&world, &token, json!({})).await;
        let answer = score(&world, &token, changes).await;
        assert_eq!((answer.status().as_u16(), text(&answer)), (status, body));
    };
    check(|_| {}, json!({}), 409, "[]").await;
    check(
        |quirks| quirks.one_score_a_second = false,
        json!({}),
        200,
        "",
    )
    .await;
    let words = r#"{"errors":{"message":"Provided timestamp before last updated timestamp"}}"#;
    check(
        |quirks| quirks.refusals_in_status_line = false,
        json!({}),
        409,
        words,
    )
    .await;
    let later = |more: serde_json::Value| {
        let mut later = json!({"timestamp": "2026-11-21T12:00:02Z"});
        later
            .as_object_mut()
            .unwrap()
            .extend(more.as_object().unwrap().clone());
        later
    };
    let kept = async |change: fn(&mut Quirks), changes| {
        let world = with(change);
        let token = with_columns(&world, 1).await;
        score(&world, &token, later(changes)).await;
        world.lms.gradebook().marks[0].score
    };
    let manual = json!({"gradingProgress": "PendingManual"});
    assert_eq!(kept(|_| {}, manual.clone()).await, None);
    assert_eq!(
        kept(|quirks| quirks.only_fully_graded = false, manual).await,
        Some(40.0)
    );
    let above = json!({"scoreGiven": 20});
    assert_eq!(kept(|_| {}, above.clone()).await, Some(50.0));
    assert_eq!(
        kept(|quirks| quirks.cuts_high_scores = false, above).await,
        Some(100.0)
    );
}

/// A score as a Canvas answers it, for the column that a tool made.
async fn refused(world: &World) -> Answer {
    let token = with_columns(world, 1).await;
    world.lms.lock_mark(1, "6", true);
    score(world, &token, json!({})).await
}

#[tokio::test]
async fn columns_that_are_closed_say_so_by_their_switches() {
    let locked = refused(&with(|quirks| quirks.refusals_in_status_line = false)).await;
    assert_eq!(locked.status(), 500);
    let check = async |change: fn(&mut Quirks), says: &str| {
        let world = with(|quirks| {
            quirks.refusals_in_status_line = false;
            quirks.locked_marks_fail = false;
            change(quirks);
        });
        let answer = refused(&world).await;
        assert_eq!(answer.status(), 422);
        assert!(text(&answer).contains(says), "{}", text(&answer));
        world
    };
    check(|_| {}, "closed grading period").await;
    let world = check(
        |quirks| quirks.unpublished_columns = true,
        "still unpublished",
    )
    .await;
    world.lms.lock_mark(1, "6", false);
    assert!(world.lms.publish_column(1));
    let token = world.bearer(&ALL_SCOPES).await;
    assert_eq!(score(&world, &token, json!({})).await.status(), 200);
}

#[tokio::test]
async fn a_zero_is_said_or_not_by_its_switch() {
    let check = async |silent: bool| {
        let world = with(|quirks| quirks.silent_zeros = silent);
        let token = with_columns(&world, 1).await;
        score(&world, &token, json!({"scoreGiven": 0})).await;
        let at = format!("{ITEMS}/1/lineitem/results");
        let results = world.call(Method::GET, &at, &token, (RESULTS, "")).await;
        let result = &json(&results)[0];
        assert_eq!(result["userId"], "6");
        assert_eq!(result.get("resultScore").is_none(), silent, "{result}");
    };
    check(true).await;
    check(false).await;
}

#[tokio::test]
async fn a_launch_is_dated_ahead_and_helpers_are_named_by_their_switches() {
    let world = with(|quirks| {
        quirks.launches_ahead = 60;
        quirks.community_assistants = true;
    });
    let launch = world.claims_at("/launch/start?tool=us&as=student001").await;
    assert_eq!(launch["iat"], world.now().as_second() + 60);
    let assists = "http://purl.imsglobal.org/vocab/lis/v2/membership/Instructor#TeachingAssistant";
    let names = |roles: &serde_json::Value| roles.to_string().contains(assists);
    assert!(names(
        &launch["https://purl.imsglobal.org/spec/lti/claim/roles"]
    ));
    let listed = json(&members(&world, "").await);
    let listed = listed["members"].as_array().unwrap().iter();
    let helpers = listed.filter(|member| names(&member["roles"])).count();
    assert!(helpers > 0);
}

#[tokio::test]
async fn tokens_follow_their_switches() {
    let asked = async |change: fn(&mut Quirks)| {
        let world = with(change);
        world.ask_token(&[scope::SCORE], "j").await
    };
    let answer = asked(|quirks| quirks.html_token_replies = false).await;
    assert_eq!(header(&answer, "content-type"), "application/json");
    let answer = asked(|quirks| quirks.numbers_as_texts = true).await;
    assert_eq!(json(&answer)["expires_in"], "3600");
    let check = async |change: fn(&mut Quirks), audience: &str, good: bool| {
        let mut world = with(change);
        world.registration.token_audience = audience.to_owned();
        let answer = world.ask_token(&[scope::SCORE], "j").await;
        assert_eq!(
            answer.status() == 200,
            good,
            "{audience}: {}",
            text(&answer)
        );
    };
    let slash = "http://127.0.0.1:8500/lti/token/";
    check(|_| {}, slash, true).await;
    check(|quirks| quirks.exact_audience = true, slash, false).await;
    check(|_| {}, "http://elsewhere", false).await;
    check(
        |quirks| quirks.careless_assertions = true,
        "http://elsewhere",
        true,
    )
    .await;
}

#[tokio::test]
async fn bearer_must_be_capital_where_a_platform_wants_it() {
    let ask = async |world: World, kind: &str| {
        let token = world.bearer(&ALL_SCOPES).await;
        let request = Request::get(MEMBERS).header("authorization", format!("{kind} {token}"));
        let answer = world.send(request.body(Vec::new()).unwrap()).await;
        answer.status().as_u16()
    };
    assert_eq!(ask(world(|_| {}), "bearer").await, 200);
    assert_eq!(
        ask(with(|quirks| quirks.capital_bearer = true), "bearer").await,
        401
    );
    assert_eq!(
        ask(with(|quirks| quirks.capital_bearer = true), "Bearer").await,
        200
    );
}

#[tokio::test]
async fn tokens_that_were_forgotten_are_refused_or_forbidden() {
    let check = async |habit: bool, status: u16| {
        let world = with(|quirks| quirks.bad_tokens_are_forbidden = habit);
        let token = world.bearer(&ALL_SCOPES).await;
        world.lms.forget_tokens();
        let refused = world.call(Method::GET, MEMBERS, &token, ("*/*", "")).await;
        assert_eq!(refused.status(), status);
    };
    check(false, 401).await;
    check(true, 403).await;
}

#[tokio::test]
async fn what_was_never_written_is_null_or_empty_by_its_switch() {
    let world = with(|quirks| {
        quirks.null_titles = true;
        quirks.empty_numbers = true;
        quirks.old_roster_media_type = true;
    });
    let claims = world.claims_at("/launch/start?tool=us&as=student001").await;
    let claim = |name: &str| &claims[format!("https://purl.imsglobal.org/spec/lti/claim/{name}")];
    assert!(claim("context")["title"].is_null() && claim("context")["label"].is_null());
    assert!(claim("resource_link")["title"].is_null());
    assert_eq!(claim("lis")["person_sourcedid"], "");
    let roster = members(&world, "").await;
    assert!(header(&roster, "content-type").contains("ims.lis.v2"));
    let roster = json(&roster);
    assert!(roster["context"]["title"].is_null());
    assert_eq!(roster["members"][0]["lis_person_sourcedid"], "");
}

#[tokio::test]
async fn too_many_requests_in_a_second_are_told_when_to_come_back() {
    let world = with(|quirks| quirks.requests_per_second = 2);
    let token = world.bearer(&ALL_SCOPES).await;
    let ask = async || world.call(Method::GET, MEMBERS, &token, ("*/*", "")).await;
    assert_eq!(ask().await.status(), 200);
    let refused = ask().await;
    assert_eq!(
        (refused.status().as_u16(), header(&refused, "retry-after")),
        (429, "1")
    );
    world.pass(1);
    assert_eq!(ask().await.status(), 200);
    world
        .lms
        .change_quirks(|quirks| quirks.busy_is_forbidden = true);
    ask().await;
    let refused = ask().await;
    assert_eq!(
        (refused.status().as_u16(), header(&refused, "retry-after")),
        (403, "")
    );
}

#[tokio::test]
async fn logins_follow_their_switches() {
    let world = with(|quirks| quirks.json_message_hint = false);
    let hint = world.begin("student001").await.message_hint.unwrap();
    assert!(!hint.contains('{'), "{hint}");
    let world = with(|quirks| quirks.storage_in_parent = true);
    let login = world.begin("student001").await;
    assert_eq!(login.storage_target.as_deref(), Some("_parent"));
    let world = with(|quirks| quirks.single_use_hint = false);
    let login = world.begin("student001").await;
    world.authenticate(&login).await;
    world.authenticate(&login).await;
    let world = with(|quirks| quirks.launch_seconds = 3600);
    let launch = world.launch("student001").await;
    assert_eq!(
        launch.expires_at.as_second() - launch.issued_at.as_second(),
        3600
    );
    let world = with(|quirks| quirks.unknown_variables_stay = false);
    world
        .lms
        .change_quirks(|quirks| quirks.unknown_variables_stay = true);
    assert!(world.lms.quirks().unknown_variables_stay);
}

#[tokio::test]
async fn a_repost_page_comes_first_where_the_cookie_was_kept_back() {
    let world = with(|quirks| quirks.repost_page = true);
    let login = world.begin("student001").await;
    let nonce = lti1p3::Nonce::parse("n1").unwrap();
    let redirect = crate::world::REDIRECT;
    let address = login.authentication_url(&world.registration, redirect, "s1", &nonce);
    let page = world.get(address.as_str()).await;
    let (action, form) = form_of(text(&page));
    assert_eq!(action, "http://127.0.0.1:8500/lti/auth");
    assert!(form.ends_with("&repost=true"), "{form}");
    let page = world.post_form(&action, &form).await;
    let (action, form) = form_of(text(&page));
    assert_eq!(action, redirect);
    assert!(form.starts_with("id_token="));
}

#[tokio::test]
async fn platform_storage_is_offered_with_its_frame() {
    let world = canvas();
    let login = world.begin("student001").await;
    assert_eq!(
        login.storage_target.as_deref(),
        Some("post_message_forwarding")
    );
    let page = world.get("/course/1?as=student001").await;
    let frame = "<iframe name=\"post_message_forwarding\"";
    assert!(text(&page).contains(frame), "{}", text(&page));
    let page = world.get("/lti/storage").await;
    let policy = header(&page, "content-security-policy");
    assert!(
        policy.ends_with("frame-ancestors http://127.0.0.1:8500"),
        "{policy}"
    );
    assert_eq!(
        crate::world::world(|_| {})
            .get("/lti/storage")
            .await
            .status(),
        404
    );
}

#[tokio::test]
async fn two_schools_share_an_issuer_and_answer_logins_elsewhere() {
    let world = world(|config| {
        config.manners = Manners::Canvas;
        config.issuer = Some("https://canvas.instructure.com".to_owned());
        config.sso = Some("http://127.0.0.1:8600".to_owned());
    });
    let login = world.begin("student001").await;
    assert_eq!(login.issuer.as_str(), "https://canvas.instructure.com");
    let page = world.get("/course/1?as=student001").await;
    assert!(text(&page).contains("src=\"http://127.0.0.1:8600/lti/storage\""));
    let request = Request::get("/lti/auth?x=1").header("host", "127.0.0.1:8600");
    let onward = world.send(request.body(Vec::new()).unwrap()).await;
    assert_eq!(
        header(&onward, "location"),
        "http://127.0.0.1:8500/lti/auth?x=1"
    );
    let claims = world.claims_at("/launch/start?tool=us&as=student001").await;
    assert_eq!(claims["iss"], "https://canvas.instructure.com");
}

#[tokio::test]
async fn observers_and_test_students_are_what_canvas_makes_of_them() {
    let world = canvas();
    let observer = world.lms.enrol(Part::Observer, Some("student001")).unwrap();
    let tester = world.lms.enrol(Part::Tester, None).unwrap();
    assert_eq!(world.lms.enrol(Part::Observer, Some("nobody")), None);
    let launch = world.launch(&observer).await;
    assert!(launch.roles.has(lti1p3::ContextRole::Mentor));
    let people = world.lms.people();
    let student = people
        .iter()
        .find(|one| one.username == "student001")
        .unwrap();
    assert_eq!(launch.role_scope_mentor, [student.id.as_str()]);
    let claims = world
        .claims_at(&format!("/launch/start?tool=us&as={tester}"))
        .await;
    let roles = &claims["https://purl.imsglobal.org/spec/lti/claim/roles"];
    assert!(
        roles.to_string().contains("lti/system/person#TestUser"),
        "{roles}"
    );
    let tester = people.iter().find(|one| one.username == tester).unwrap();
    let listed = members(&world, "").await;
    assert!(!text(&listed).contains(&tester.id));
}

#[tokio::test]
async fn an_administrator_launches_with_the_captured_roles_and_is_on_no_roster() {
    let world = world(|_| {});
    let admin = world.lms.enrol(Part::Administrator, None).unwrap();
    let claims = world
        .claims_at(&format!("/launch/start?tool=us&as={admin}"))
        .await;
    let roles = "https://purl.imsglobal.org/spec/lti/claim/roles";
    let captured = crate::captures::capture("moodle-launch-administrator.json");
    assert_eq!(claims[roles], captured[roles]);
    assert!(!text(&members(&world, "").await).contains(&admin));
}

#[tokio::test]
async fn habits_are_read_and_changed_while_the_lms_runs() {
    let world = world(|_| {});
    assert_eq!(world.api_text("quirks").await["short_roster_roles"], true);
    let change = async |body: &str| {
        let request = Request::post("/api/quirks").header("content-type", "application/json");
        let answer = world
            .send(request.body(body.as_bytes().to_vec()).unwrap())
            .await;
        answer.status().as_u16()
    };
    assert_eq!(change(r#"{"short_roster_roles": false}"#).await, 200);
    assert!(!world.lms.quirks().short_roster_roles);
    assert_eq!(change(r#"{"short_roles": false}"#).await, 400);
    assert_eq!(change(r#"{"short_roster_roles": "no"}"#).await, 400);
}
