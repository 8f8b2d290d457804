//! What the LMS says of itself to a tool that registers (Dynamic Registration 3.4).

use axum::Json;
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use crate::config::Manners;
use crate::faults::Hostile;
use crate::lms::Lms;
use crate::opening::SCOPES;

const PLATFORM: &str = "https://purl.imsglobal.org/spec/lti-platform-configuration";

/// The variables that a Moodle 4.5 names.
const VARIABLES: &str = "basic-lti-launch-request ContentItemSelectionRequest ToolProxyRegistrationRequest \
    Context.id Context.title Context.label Context.id.history Context.sourcedId \
    Context.longDescription Context.timeFrame.begin CourseSection.title CourseSection.label \
    CourseSection.sourcedId CourseSection.longDescription CourseSection.timeFrame.begin \
    CourseSection.timeFrame.end ResourceLink.id ResourceLink.title ResourceLink.description User.id \
    User.username Person.name.full Person.name.given Person.name.family Person.email.primary \
    Person.sourcedId Person.name.middle Person.address.street1 Person.address.locality \
    Person.address.country Person.address.timezone Person.phone.primary Person.phone.mobile \
    Person.webaddress Membership.role Result.sourcedId Result.autocreate BasicOutcome.sourcedId \
    BasicOutcome.url Moodle.Person.userGroupIds";

/// The description in the manners of this platform.
pub(crate) fn configuration(lms: &Lms) -> Value {
    let at = lms.addresses();
    let mut said = json!({
        "issuer": lms.issuer(),
        "authorization_endpoint": at.auth(),
        "token_endpoint": at.token(),
        "jwks_uri": at.jwks(),
        "registration_endpoint": at.registration(),
        "token_endpoint_auth_methods_supported": ["private_key_jwt"],
        "token_endpoint_auth_signing_alg_values_supported": ["RS256"],
        "response_types_supported": ["id_token"],
        "id_token_signing_alg_values_supported": ["RS256"],
    });
    let own = match lms.config().manners {
        Manners::Moodle => moodle(lms),
        Manners::Canvas => canvas(lms),
    };
    if let (Value::Object(said), Value::Object(own)) = (&mut said, own) {
        said.extend(own);
    }
    said
}

/// As it was seen, in the order it was seen.
fn moodle(lms: &Lms) -> Value {
    let granted = lms.scopes();
    let scopes = [
        "https://purl.imsglobal.org/spec/lti-bo/scope/basicoutcome",
        lti1p3::scope::LINE_ITEM_READ,
        lti1p3::scope::RESULT_READ,
        lti1p3::scope::SCORE,
        lti1p3::scope::LINE_ITEM,
        lti1p3::scope::MEMBERSHIP,
        "https://purl.imsglobal.org/spec/lti-ts/scope/toolsetting",
        "openid",
    ];
    let is_offered = |scope: &&str| !SCOPES.contains(scope) || granted.contains(scope);
    let scopes: Vec<&str> = scopes.into_iter().filter(is_offered).collect();
    json!({
        "scopes_supported": scopes,
        "subject_types_supported": ["public", "pairwise"],
        "claims_supported": ["sub", "iss", "name", "given_name", "family_name", "email"],
        PLATFORM: {
            "product_family_code": "moodle",
            "version": "4.5.6 (Build: 20250811)",
            "messages_supported": [
                {"type": "LtiResourceLinkRequest"},
                {"type": "LtiDeepLinkingRequest", "placements": ["ContentArea"]},
            ],
            "variables": VARIABLES.split_whitespace().collect::<Vec<_>>(),
        },
    })
}

fn canvas(lms: &Lms) -> Value {
    let mut scopes = vec!["openid"];
    scopes.extend(lms.scopes());
    // A bare host, as it is there; the assertion must name the token address all the same.
    let token = url::Url::parse(&lms.addresses().token()).ok();
    json!({
        "authorization_server": token.as_ref().and_then(url::Url::host_str),
        "scopes_supported": scopes,
        "subject_types_supported": ["public"],
        "claims_supported":
            ["sub", "picture", "email", "name", "given_name", "family_name", "locale"],
        PLATFORM: {
            "product_family_code": "canvas",
            "version": "vCloud",
            "messages_supported": [
                {"type": "LtiResourceLinkRequest", "placements": ["course_navigation"]},
                {"type": "LtiDeepLinkingRequest",
                    "placements": ["assignment_selection", "link_selection"]},
            ],
            "variables": ["User.id", "User.username", "Person.sourcedId", "Membership.role",
                "Context.id", "ResourceLink.id", "Canvas.course.id"],
        },
    })
}

/// A description that a tool must not believe, or cannot read.
pub(crate) fn hostile(lms: &Lms, how: Hostile) -> Response {
    let mut said = configuration(lms);
    match how {
        Hostile::OtherIssuer => said["issuer"] = "https://canvas.instructure.com".into(),
        Hostile::OtherTokenHost => {
            said["token_endpoint"] = "https://collector.example.test/token".into();
        }
        Hostile::InsideAddress => {
            said["jwks_uri"] = "http://169.254.169.254/latest/meta-data/".into();
        }
        Hostile::FileAddress => said["jwks_uri"] = "file:///etc/passwd".into(),
        Hostile::NoIssuer => said["issuer"] = Value::Null,
        Hostile::Nested => said["deep"] = nested(500),
    }
    Json(said).into_response()
}

fn nested(depth: usize) -> Value {
    (0..depth).fold(Value::Null, |inside, _| json!([inside]))
}
