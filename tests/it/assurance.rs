//! What the assurance pages say of data, asked of the database itself.

use it::{World, forge::Begun};
use serde_json::{Value, json};
use service::{
    assurance::{Datum, Kept, LAUNCH},
    setup,
};

/// Claims that cannot carry a word of their own: checked against what is known, kept as a number or a
/// flag, or standing in for another that is there; and what another kind of message has.
const WITHOUT_MARK: [&str; 10] = [
    "iss",
    "aud, azp",
    "exp, iat, nbf",
    "nonce",
    "version, message_type, target_link_uri",
    "deployment_id",
    "roles",
    "launch_presentation.locale, locale",
    "endpoint.scope",
    "deep_linking_settings",
];

/// A claim as the page names it, with a word that stands nowhere else.
struct Marked {
    said: &'static str,
    word: String,
}

/// A launch in which everything that can carry a word carries its own, and those words.
fn marked(begun: &Begun, world: &World) -> (Value, Vec<Marked>) {
    let mut claims = begun.claims(world);
    let mut words = vec![];
    let mut write = |said: &'static str| {
        let text = format!("Mark{:02}q", words.len());
        words.push(Marked {
            said,
            word: text.clone(),
        });
        text
    };
    let lti = "https://purl.imsglobal.org/spec/lti/claim";
    let at = |path: &str| format!("{}/{path}", world.lms_url);
    let ags = "https://purl.imsglobal.org/spec/lti-ags";
    let nrps = "https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice";
    let every_other = "every other claim, such as ext.user_username and lti11_legacy_user_id";
    claims["sub"] = json!(write("sub"));
    claims["name"] = json!(write("name"));
    claims["given_name"] = json!(write("given_name"));
    claims["family_name"] = json!(write("family_name"));
    claims["email"] = json!(format!("{}@example.test", write("email")));
    claims["picture"] = json!(at(&write("picture")));
    let sections = "lis.course_section_sourcedid, lis.course_offering_sourcedid";
    claims[format!("{lti}/lis")] = json!({
        "person_sourcedid": write("lis.person_sourcedid"),
        "course_section_sourcedid": write(sections),
        "course_offering_sourcedid": write(sections),
    });
    claims[format!("{lti}/context")] = json!({
        "id": write("context.id"), "label": write("context.label"), "title": write("context.title"), "type": [write("context.type")],
    });
    claims[format!("{lti}/resource_link")] = json!({
        "id": write("resource_link.id"), "title": write("resource_link.title"),
        "description": write("resource_link.description"),
    });
    claims[format!("{lti}/launch_presentation")] = json!({
        "return_url": at(&write("launch_presentation.return_url")), "locale": "cy",
    });
    claims[nrps] = json!({
        "context_memberships_url": at(&write("namesroleservice.context_memberships_url")),
        "service_versions": ["2.0"],
    });
    claims[format!("{ags}/claim/endpoint")] = json!({
        "scope": [format!("{ags}/scope/score"), format!("{ags}/scope/lineitem")],
        "lineitems": at(&write("endpoint.lineitems")),
        "lineitem": at(&write("endpoint.lineitem")),
    });
    claims[format!("{lti}/custom")] = json!({
        "alongside": write("custom.alongside"), "colour": write("every other custom parameter"),
    });
    claims[format!("{lti}/tool_platform")] = json!({ "guid": write("tool_platform") });
    claims[format!("{lti}/role_scope_mentor")] = json!([write("role_scope_mentor")]);
    claims[format!("{lti}/ext")] = json!({ "user_username": write(every_other) });
    claims[format!("{lti}/lti11_legacy_user_id")] = json!(write(every_other));
    (claims, words)
}

fn holds(database: &[u8], word: &str) -> bool {
    database
        .windows(word.len())
        .any(|bytes| bytes == word.as_bytes())
}

fn row(said: &str) -> &'static Datum {
    let found = LAUNCH.iter().find(|datum| datum.said == said);
    found.unwrap_or_else(|| panic!("{said} is not on the page"))
}

#[tokio::test(flavor = "multi_thread")]
async fn of_a_launch_the_database_holds_what_the_page_says_and_nothing_else() {
    let world = World::new().await;
    let begun = Begun::new(&world).await;
    let (claims, words) = marked(&begun, &world);
    begun.enter(&claims).await;

    let database = world.database();
    for Marked { said, word } in &words {
        let kept = matches!(row(said).kept, Kept::In(_));
        assert_eq!(holds(&database, word), kept, "{said}");
    }
    let tried = |said| words.iter().any(|marked| marked.said == said);
    for datum in LAUNCH {
        let excused = WITHOUT_MARK.contains(&datum.said);
        assert!(tried(datum.said) || excused, "{} was not tried", datum.said);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn of_a_roster_no_address_is_kept() {
    let world = World::begun().await;
    let (course, _) = world.course().await;
    setup::read_roster(&world.app, course).await.unwrap();
    let database = world.database();
    assert!(holds(&database, "Reyes"), "names are");
    assert!(!holds(&database, "@example.test"));
}
