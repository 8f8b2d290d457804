//! Tying a login to the browser that began it (Security Framework 5.1.1.2, 5.1.1.4).

use std::fmt::Write;

use http::HeaderMap;
use http::header::COOKIE;

use crate::ids::Nonce;

/// How the cookie's name begins. With `__Host-` a browser takes it only from this very host, over
/// https (or from its own machine), and for all paths.
const NAME: &str = "__Host-lti-";
/// Bytes of randomness in the state, and as many in the nonce.
const HALF: usize = 16;

/// A state, a nonce, and a cookie that keeps the nonce under the state's name, so that two tabs do
/// not disturb each other. Whoever posts an answer without that cookie did not begin this login.
///
/// The cookie is for frames too: partitioned, which browsers take where they refuse others. One
/// that takes none at all needs another way, such as the platform's own storage
/// ([`post_message`](crate::post_message)).
///
/// ```
/// use lti1p3::login::Binding;
///
/// let tie = Binding::new([7; 32]); // From the system's randomness.
/// let cookie = tie.set_cookie();
/// // Later, with the headers of the post to the redirect address:
/// let mut headers = http::HeaderMap::new();
/// headers.insert("cookie", cookie.split(';').next().unwrap().parse().unwrap());
/// assert_eq!(Binding::nonce_of(tie.state(), &headers).as_ref(), Ok(tie.nonce()));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Binding {
    state: String,
    nonce: Nonce,
}

/// This browser did not begin this login: it sent no cookie for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this browser did not begin this login, or keeps no cookies")]
pub struct Unbound;

impl Binding {
    /// Of 32 random bytes, which nobody may be able to guess and which are used once.
    #[expect(
        clippy::missing_panics_doc,
        reason = "32 hexadecimal digits are a nonce"
    )]
    pub fn new(random: [u8; 2 * HALF]) -> Self {
        let (state, nonce) = random.split_at(HALF);
        Self {
            state: hex(state),
            nonce: Nonce::parse(hex(nonce)).expect("32 hexadecimal digits are a nonce"),
        }
    }

    /// For [`LoginRequest::authentication_url`](super::LoginRequest::authentication_url).
    pub fn state(&self) -> &str {
        &self.state
    }

    /// For [`LoginRequest::authentication_url`](super::LoginRequest::authentication_url).
    pub const fn nonce(&self) -> &Nonce {
        &self.nonce
    }

    /// The value of the `Set-Cookie` header of the reply that sends the browser on. The browser
    /// forgets it after ten minutes.
    pub fn set_cookie(&self) -> String {
        format!(
            "{NAME}{}={}; Path=/; Max-Age=600; Secure; HttpOnly; SameSite=None; Partitioned",
            self.state, self.nonce
        )
    }

    /// The nonce of the login with this state, from the cookies of the browser that posted it.
    pub fn nonce_of(state: &str, headers: &HeaderMap) -> Result<Nonce, Unbound> {
        let is_ours = state.len() == 2 * HALF && state.bytes().all(is_digit);
        let mut kept = headers
            .get_all(COOKIE)
            .iter()
            .filter_map(|cookies| cookies.to_str().ok())
            .flat_map(|cookies| cookies.split(';'))
            .filter_map(|cookie| {
                let (name, value) = cookie.trim().split_once('=')?;
                (name.strip_prefix(NAME)? == state).then_some(value)
            });
        // Two cookies of one name are the work of somebody else.
        match (kept.next(), kept.next()) {
            (Some(nonce), None) if is_ours => Nonce::parse(nonce).map_err(|_| Unbound),
            _ => Err(Unbound),
        }
    }
}

const fn is_digit(byte: u8) -> bool {
    matches!(byte, b'0'..=b'9' | b'a'..=b'f')
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        write!(text, "{byte:02x}").expect("a text takes any letters");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(cookies: &[&str]) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for cookie in cookies {
            headers.append(COOKIE, cookie.parse().unwrap());
        }
        headers
    }

    fn tie(byte: u8) -> Binding {
        let mut random = [0xab; 32];
        random[0] = byte;
        random[31] = byte;
        Binding::new(random)
    }

    #[test]
    fn the_cookie_works_in_frames_and_nowhere_else() {
        assert_eq!(
            tie(1).set_cookie(),
            "__Host-lti-01ababababababababababababababab=ababababababababababababababab01; \
             Path=/; Max-Age=600; Secure; HttpOnly; SameSite=None; Partitioned"
        );
    }

    #[test]
    fn two_tabs_have_two_logins() {
        let pair = |tie: &Binding| format!("{NAME}{}={}", tie.state(), tie.nonce());
        let (one, other) = (tie(1), tie(2));
        let both = format!("a=b; {};{}; c", pair(&one), pair(&other));
        for tie in [one, other] {
            let found = Binding::nonce_of(tie.state(), &headers(&["x=y", &both]));
            assert_eq!(found.as_ref(), Ok(tie.nonce()));
        }
    }

    /// The attack: a launch of the attacker's own, posted by the victim's browser.
    #[test]
    fn attack_a_login_that_another_browser_began_is_not_this_ones() {
        let theirs = tie(1);
        let mine = format!("{NAME}{}={}", tie(2).state(), tie(2).nonce());
        let check = |state: &str, cookies: &[&str]| {
            let found = Binding::nonce_of(state, &headers(cookies));
            assert_eq!(found, Err(Unbound), "{state} {cookies:?}");
        };
        let state = theirs.state();
        check(state, &[]);
        check(state, &["", ";", "=", "__Host-lti-"]);
        check(state, &[&mine]);
        check(state, &[&format!("lti-{state}={}", theirs.nonce())]);
        check(state, &[&format!("{NAME}{state}=")]);
        let real = format!("{NAME}{state}={}", theirs.nonce());
        check(state, &[&format!("{real}; {real}")]);
        check(state, &[&real, &format!("{NAME}{state}=other")]);
        check("", &[NAME, &format!("{NAME}=x")]);
        check("a=b", &[&format!("{NAME}a=b=x")]);
        check(&state.to_uppercase(), &[&real.to_uppercase()]);
    }
}
