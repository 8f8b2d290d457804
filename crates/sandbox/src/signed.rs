//! Texts that the LMS signs for itself: what comes back is what was sent.

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::KeyPair;
use aws_lc_rs::signature::RSA_PKCS1_SHA256;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use lti1p3::SigningKey;
use serde_json::{Value, json};

/// A JWT of these claims (RFC 7519), by RS256.
pub(crate) fn signed(key: &SigningKey, claims: &Value) -> String {
    let head = json!({"typ": "JWT", "alg": "RS256", "kid": key.id().as_str()});
    let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
    let text = format!("{}.{}", part(&head), part(claims));
    let pair = KeyPair::from_pkcs8(&key.to_pkcs8()).expect("the key was read from PKCS#8");
    let mut signature = vec![0; pair.public_modulus_len()];
    pair.sign(
        &RSA_PKCS1_SHA256,
        &SystemRandom::new(),
        text.as_bytes(),
        &mut signature,
    )
    .expect("an RSA key signs whatever it is given");
    format!("{text}.{}", URL_SAFE_NO_PAD.encode(signature))
}

/// A text in the head (0) or the claims (1) of a token that nobody has checked.
pub(crate) fn unchecked(token: &str, place: usize, name: &str) -> Option<String> {
    let part = token.split('.').nth(place)?;
    let part = URL_SAFE_NO_PAD.decode(part).ok()?;
    let part: Value = serde_json::from_slice(&part).ok()?;
    part.get(name)?.as_str().map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use aws_lc_rs::signature::{RSA_PKCS1_2048_8192_SHA256, RsaPublicKeyComponents};

    use super::*;

    #[test]
    fn what_is_signed_verifies_with_the_published_key() {
        let key = SigningKey::generate().unwrap();
        let token = signed(&key, &json!({"sub": "x"}));
        let (text, signature) = token.rsplit_once('.').unwrap();
        let published = key.public_jwk();
        let part = |name: &str| {
            URL_SAFE_NO_PAD
                .decode(published[name].as_str().unwrap())
                .unwrap()
        };
        let public = RsaPublicKeyComponents {
            n: part("n"),
            e: part("e"),
        };
        let signature = URL_SAFE_NO_PAD.decode(signature).unwrap();
        let kind = &RSA_PKCS1_2048_8192_SHA256;
        assert!(public.verify(kind, text.as_bytes(), &signature).is_ok());
    }
}
