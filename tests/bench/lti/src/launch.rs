//! Launches as a browser and a platform make them together: a login at the tool, an `id_token` over
//! its nonce, and the form that brings both back.

use std::{thread, time::Duration};

use anyhow::{Context, Result, ensure};
use hyper::body::Bytes;
use lti1p3::{
    ClientId, DeploymentId, Issuer, Nonce, ResourceLinkId, Subject, Timestamp,
    claims::ResourceLink, platform::LaunchMessage,
};
use serde_json::{Map, Value, json};
use url::{Url, form_urlencoded};

use crate::{
    platform::{self, FAMILY_NAME, Platform},
    tool::Tool,
    wire::Connection,
};

/// What every tool is called on the platform.
pub(crate) const CLIENT: &str = "bench";
/// The one deployment.
pub(crate) const DEPLOYMENT: &str = "1";

/// Who launches, and from where.
#[derive(Clone, Debug)]
pub(crate) struct Who {
    pub(crate) course: String,
    /// The teacher where there is no number.
    pub(crate) student: Option<usize>,
}

/// What is wrong with a launch on purpose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Flaw {
    /// Nothing.
    None,
    /// A letter of the signature is another one.
    Signature,
    /// It was made for another tool.
    Audience,
    /// The nonce is one that the tool never gave.
    Nonce,
}

/// A login that the tool has answered.
pub(crate) struct Begun {
    who: Who,
    state: String,
    nonce: String,
    cookies: String,
}

/// A launch, ready to be posted once.
#[derive(Clone)]
pub(crate) struct Prepared {
    /// `id_token` and `state`.
    pub(crate) form: Bytes,
    /// What the browser got at the login.
    pub(crate) cookies: String,
    /// What the page must say.
    pub(crate) name: String,
}

/// Logs in at the tool (Security Framework 5.1.1.1), as a browser without cookies does.
pub(crate) async fn login(
    connection: &mut Connection,
    tool: &Tool,
    platform: &Platform,
    who: Who,
) -> Result<Begun> {
    let query = form_urlencoded::Serializer::new(String::new())
        .append_pair("iss", platform.origin())
        .append_pair("client_id", CLIENT)
        .append_pair("lti_deployment_id", DEPLOYMENT)
        .append_pair("target_link_uri", &tool.launch_url())
        .append_pair("login_hint", &platform::subject(&who.course, who.student))
        .append_pair("lti_message_hint", "bench")
        .finish();
    let path = format!("{}?{query}", tool.login_path);
    let answer = connection.get(&path, "").await?;
    let next = Url::parse(answer.location()?).context("the login leads to no address")?;
    let parameter = |name: &str| {
        let found = next.query_pairs().find(|(key, _)| key == name);
        found
            .map(|(_, value)| value.into_owned())
            .with_context(|| format!("{}: the login gives no {name}", tool.name))
    };
    ensure!(
        next.as_str().starts_with(platform.origin()),
        "{}: the login leads elsewhere",
        tool.name
    );
    Ok(Begun {
        who,
        state: parameter("state")?,
        nonce: parameter("nonce")?,
        cookies: answer.cookies().collect::<Vec<_>>().join("; "),
    })
}

/// Signs a launch for every login, on two threads: signing costs thirty times what checking does.
pub(crate) fn sign_all(platform: &Platform, tool: &Tool, begun: &[Begun]) -> Result<Vec<Prepared>> {
    let (one, other) = begun.split_at(begun.len() / 2);
    let sign = |begun: &[Begun]| {
        let signed = begun.iter();
        signed
            .map(|one| sign(platform, tool, one, Flaw::None))
            .collect::<Result<Vec<_>>>()
    };
    let (one, other) = thread::scope(|scope| {
        let one = scope.spawn(|| sign(one));
        (one.join(), sign(other))
    });
    let mut all = one.ok().context("signing broke off")??;
    all.extend(other?);
    Ok(all)
}

/// Signs the launch that answers a login.
pub(crate) fn sign(
    platform: &Platform,
    tool: &Tool,
    begun: &Begun,
    flaw: Flaw,
) -> Result<Prepared> {
    let mut message = message(platform, &begun.who, &tool.launch_url(), &begun.nonce)?;
    match flaw {
        Flaw::Nonce => message.nonce = Nonce::parse("a-nonce-that-nobody-gave")?,
        Flaw::Audience => message.client_id = ClientId::parse("another-tool")?,
        Flaw::None | Flaw::Signature => {}
    }
    let mut id_token = message.sign(platform.key());
    if flaw == Flaw::Signature {
        let one = id_token.len() - 20;
        let other = if id_token[one..].starts_with('A') {
            "B"
        } else {
            "A"
        };
        id_token.replace_range(one..=one, other);
    }
    let form = form_urlencoded::Serializer::new(String::new())
        .append_pair("id_token", &id_token)
        .append_pair("state", &begun.state)
        .finish();
    Ok(Prepared {
        form: form.into(),
        cookies: begun.cookies.clone(),
        name: platform::given_name(begun.who.student),
    })
}

/// A signed launch that answers no login.
pub(crate) fn id_token(platform: &Platform, who: &Who, target: &str) -> Result<String> {
    Ok(message(platform, who, target, "nobody-asked")?.sign(platform.key()))
}

fn message(platform: &Platform, who: &Who, target: &str, nonce: &str) -> Result<LaunchMessage> {
    let link = ResourceLink {
        id: ResourceLinkId::parse("link-1")?,
        title: Some("Peer mentoring".to_owned()),
        description: None,
    };
    let mut message = LaunchMessage::new(
        Issuer::parse(platform.origin())?,
        ClientId::parse(CLIENT)?,
        DeploymentId::parse(DEPLOYMENT)?,
        Subject::parse(platform::subject(&who.course, who.student))?,
        Nonce::parse(nonce)?,
        Timestamp::now(),
        target.to_owned(),
        link,
    );
    message.life = Duration::from_hours(1);
    message.other = claims(platform, who);
    Ok(message)
}

/// What a launch of a usual platform says beside what it must say: two thousand bytes as a token.
fn claims(platform: &Platform, who: &Who) -> Map<String, Value> {
    const LTI: &str = "https://purl.imsglobal.org/spec/lti/claim";
    const AGS: &str = "https://purl.imsglobal.org/spec/lti-ags";
    const NRPS: &str = "https://purl.imsglobal.org/spec/lti-nrps";
    const VOCABULARY: &str = "http://purl.imsglobal.org/vocab/lis/v2";
    let (course, given) = (&who.course, platform::given_name(who.student));
    let subject = platform::subject(course, who.student);
    let number = who
        .student
        .map(|student| platform::sis_number(course, student));
    let role = match who.student {
        Some(_) => "Learner",
        None => "Instructor",
    };
    let scopes = ["lineitem", "result.readonly", "score"].map(|word| format!("{AGS}/scope/{word}"));
    let claims = json!({
        "azp": CLIENT,
        "name": format!("{given} {FAMILY_NAME}"),
        "given_name": given,
        "family_name": FAMILY_NAME,
        "email": format!("{subject}@university.example"),
        format!("{LTI}/roles"): [format!("{VOCABULARY}/membership#{role}")],
        format!("{LTI}/context"): {
            "id": course, "label": course, "title": course,
            "type": [format!("{VOCABULARY}/course#CourseOffering")],
        },
        format!("{LTI}/tool_platform"): {
            "guid": "bench", "name": "Bench", "version": "1", "product_family_code": "bench",
        },
        format!("{LTI}/launch_presentation"): {
            "document_target": "iframe", "locale": "en",
            "return_url": format!("{}/return", platform.origin()),
        },
        format!("{LTI}/lis"): { "person_sourcedid": number.unwrap_or_default() },
        format!("{LTI}/custom"): { "placed": "here" },
        format!("{AGS}/claim/endpoint"): {
            "scope": scopes,
            "lineitems": platform.items_url(course),
        },
        format!("{NRPS}/claim/namesroleservice"): {
            "context_memberships_url": platform.roster_url(course), "service_versions": ["2.0"],
        },
    });
    match claims {
        Value::Object(claims) => claims,
        _ => Map::new(),
    }
}
