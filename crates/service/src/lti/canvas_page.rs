//! What an administrator does in Canvas, step by step: `lti-config/canvas.md`, and the same on the
//! administrator's page of ways to add a platform.

use lti1p3::dynamic_registration::HOSTED_CANVAS;
use url::Url;
use view::admin::Canvas;

use super::{
    configuration::{self, NAME},
    launch::REDIRECT_PATH,
};

/// Where Canvas finds the configuration.
const CONFIGURATION_PATH: &str = "/lti/canvas.json";

/// The sites that Instructure hosts, each with where its people sign in. Every school there shares
/// them; whose it is, the client id says.
const HOSTED: [(&str, &str, &str); 3] = [
    (
        "production",
        HOSTED_CANVAS[0].issuer,
        "https://sso.canvaslms.com",
    ),
    (
        "beta",
        HOSTED_CANVAS[1].issuer,
        "https://sso.beta.canvaslms.com",
    ),
    (
        "test",
        HOSTED_CANVAS[2].issuer,
        "https://sso.test.canvaslms.com",
    ),
];

/// The addresses of a Canvas, by the name of the field.
type Addresses = [(&'static str, String); 4];

fn addresses(issuer: &str, origin: &str) -> Addresses {
    [
        ("issuer", issuer.to_owned()),
        ("jwks_url", format!("{origin}/api/lti/security/jwks")),
        ("token_url", format!("{origin}/login/oauth2/token")),
        ("auth_url", format!("{origin}/api/lti/authorize_redirect")),
    ]
}

/// Those of a site that Instructure hosts, by its word.
pub(crate) fn hosted(site: &str) -> Option<Addresses> {
    let found = HOSTED.iter().find(|(word, _, _)| *word == site);
    found.map(|(_, issuer, origin)| addresses(issuer, origin))
}

/// Those of a Canvas of one's own, by its address or the name of its host. Its issuer is whatever its
/// configuration names, and where nobody changed that, the one that hosted Canvas has.
pub(crate) fn own(place: &str) -> Option<Addresses> {
    let place = place.trim();
    let whole = if place.contains("://") {
        place.to_owned()
    } else {
        format!("https://{place}")
    };
    let url = Url::parse(&whole).ok()?;
    let is_fit = matches!(url.scheme(), "http" | "https")
        && url.username().is_empty()
        && url.host_str().is_some_and(|host| host.contains('.'));
    is_fit.then(|| addresses(HOSTED_CANVAS[0].issuer, &url.origin().ascii_serialization()))
}

/// What the administrator's page shows for a service at `origin`.
pub(crate) fn shown(origin: &str) -> Canvas {
    let mut json = configuration::canvas(origin);
    json.sort_all_objects();
    Canvas {
        configuration: format!("{origin}{CONFIGURATION_PATH}"),
        json: serde_json::to_string_pretty(&json).unwrap_or_default(),
        redirect: format!("{origin}{REDIRECT_PATH}"),
        tool: NAME,
        hosted: hosted(HOSTED[0].0).map(Vec::from).unwrap_or_default(),
        sites: HOSTED.map(|(word, _, _)| word).to_vec(),
    }
}

/// The steps for a service at `origin`, as Markdown.
pub fn canvas_steps(origin: &str) -> String {
    let [(_, issuer), (_, jwks), (_, token), (_, auth)] = addresses(HOSTED[0].1, HOSTED[0].2);
    format!(
        "# Alongside in Canvas\n\n\
         For {origin}. It takes somebody who may manage developer keys and apps of the account.\n\n\
         1. *Admin*, the account, *Developer Keys*, *+ Developer Key*, *+ LTI Key*. Method *Enter URL*, \
         with `{origin}{CONFIGURATION_PATH}`. (Where Canvas cannot reach it yet: *Paste JSON*, with what \
         `canvas.json` beside this file says for your own address.) As redirect URI \
         `{origin}{REDIRECT_PATH}`. Save.\n\
         2. In the list of keys, put the new key's state to *On*, and copy the long number under *Details*: \
         it is the client id.\n\
         3. *Settings* of the account or of a sub-account, *Apps*, *View App Configurations*, *+ App*, \
         configuration type *By Client ID*. Paste the number, submit, install.\n\
         4. In the new app's menu, *Deployment Id*: copy it.\n\
         5. In Alongside: *Add a platform*, *Canvas with a developer key*, where the form is filled in for \
         your Canvas; or on its host:\n\n   \
         ```\n   \
         sudo alongsidectl platform add --name \"Our Canvas\" \\\n     \
         --issuer {issuer} --client-id CLIENT_ID --deployment-id DEPLOYMENT_ID \\\n     \
         --auth-url {auth} \\\n     \
         --token-url {token} \\\n     \
         --jwks-url {jwks}\n   \
         ```\n\n   \
         These are the addresses of Canvas as Instructure hosts it; every school there has the same \
         issuer. A Canvas of your own has its own host in all of them, and the issuer that its \
         configuration names. The test and beta sites are platforms of their own \
         (`sso.test.canvaslms.com`, `sso.beta.canvaslms.com`, and issuers to match): register them \
         apart, or not at all.\n\
         6. In a course: *Settings*, *Navigation*, drag *{NAME}* to the visible items, save. It is off \
         until a teacher does so.\n\n\
         The privacy level is `public`, so Canvas sends names, and with them e-mail addresses and \
         pictures, which Alongside does not look at.\n\n\
         Installed again in another sub-account, the app has another deployment id: its first launch is \
         refused and waits for approval, `sudo alongsidectl platform show ID` and \
         `sudo alongsidectl platform approve ID DEPLOYMENT`.\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Writes the file anew where `UPDATE` is set, so that a change here is one command away.
    #[test]
    fn the_canvas_steps_are_what_the_service_says() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../lti-config/canvas.md");
        let expected = canvas_steps("https://mentoring.example.ac.uk");
        if std::env::var_os("UPDATE").is_some() {
            std::fs::write(path, &expected).unwrap();
        }
        let found = std::fs::read_to_string(path).unwrap_or_default();
        assert_eq!(
            found, expected,
            "lti-config/canvas.md is stale: run the tests with UPDATE=1"
        );
    }
}
