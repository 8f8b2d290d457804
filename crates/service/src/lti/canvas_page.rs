//! What an administrator does in Canvas, step by step: `lti-config/canvas.md`.

use super::configuration::NAME;

/// The steps for a service at `origin`, as Markdown.
pub fn canvas_steps(origin: &str) -> String {
    format!(
        "# Alongside in Canvas\n\n\
         For {origin}. It takes somebody who may manage developer keys and apps of the account.\n\n\
         1. *Admin*, the account, *Developer Keys*, *+ Developer Key*, *+ LTI Key*. Method *Enter URL*, \
         with `{origin}/lti/canvas.json`. (Where Canvas cannot reach it yet: *Paste JSON*, with what \
         `canvas.json` beside this file says for your own address.) As redirect URI \
         `{origin}/lti/launch`. Save.\n\
         2. In the list of keys, put the new key's state to *On*, and copy the long number under *Details*: \
         it is the client id.\n\
         3. *Settings* of the account or of a sub-account, *Apps*, *View App Configurations*, *+ App*, \
         configuration type *By Client ID*. Paste the number, submit, install.\n\
         4. In the new app's menu, *Deployment Id*: copy it.\n\
         5. On the host of Alongside:\n\n   \
         ```\n   \
         sudo alongsidectl platform add --name \"Our Canvas\" \\\n     \
         --issuer https://canvas.instructure.com --client-id CLIENT_ID --deployment-id DEPLOYMENT_ID \\\n     \
         --auth-url https://sso.canvaslms.com/api/lti/authorize_redirect \\\n     \
         --token-url https://YOUR-SCHOOL.instructure.com/login/oauth2/token \\\n     \
         --jwks-url https://sso.canvaslms.com/api/lti/security/jwks\n   \
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
