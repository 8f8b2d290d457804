//! Sending a person back to the platform, with words (Core 5.4.4).

use url::{Origin, Url};

use crate::claims::Presentation;

/// The longest text that goes along, in characters: it travels in an address.
const LONGEST: usize = 500;
/// The names of the parameters.
const NAMES: [&str; 4] = ["lti_msg", "lti_errormsg", "lti_log", "lti_errorlog"];

/// What the platform should tell the person, and write into its log. Everything is optional.
///
/// It becomes part of an address, which ends in histories and logs of servers: name nobody.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Parting<'a> {
    /// For the person, when all went well (`lti_msg`).
    pub message: Option<&'a str>,
    /// For the person, when something went wrong (`lti_errormsg`).
    pub error_message: Option<&'a str>,
    /// For the log, when all went well (`lti_log`).
    pub log: Option<&'a str>,
    /// For the log, when something went wrong (`lti_errorlog`).
    pub error_log: Option<&'a str>,
}

impl Presentation {
    /// Where to send the person, if the return address is at one of these origins, which are the
    /// platform's: any other would make the tool send people anywhere.
    ///
    /// ```
    /// use lti1p3::{Url, claims::Presentation, parting::Parting};
    ///
    /// let presentation = Presentation {
    ///     return_url: Url::parse("https://lms.example/back?course=2").ok(),
    ///     ..Presentation::default()
    /// };
    /// let known = [Url::parse("https://lms.example/").unwrap().origin()];
    /// let parting = Parting { message: Some("All done"), ..Parting::default() };
    /// let back = presentation.leave(&known, &parting).unwrap();
    /// assert_eq!(back.as_str(), "https://lms.example/back?course=2&lti_msg=All+done");
    /// ```
    pub fn leave(&self, known: &[Origin], parting: &Parting<'_>) -> Option<Url> {
        let url = self.return_url.as_ref()?;
        let is_plain = url.username().is_empty() && url.password().is_none();
        if !is_plain || !known.contains(&url.origin()) {
            return None;
        }
        Some(parting.on(url))
    }
}

impl Parting<'_> {
    /// A return address with these words. Whether people may be sent there was judged before, by
    /// [`Presentation::leave`] or [`Presentation::return_to`].
    ///
    /// Think before you say `message` or `error_message`: without either a Moodle leads straight to
    /// the course, and out of its frame; with one it shows the words, in the frame and nothing else.
    #[must_use]
    pub fn on(&self, url: &Url) -> Url {
        let mut url = url.clone();
        let texts = [self.message, self.error_message, self.log, self.error_log];
        for (name, text) in NAMES.into_iter().zip(texts) {
            let Some(text) = text else { continue };
            let plain: String = (text.chars().filter(|c| !c.is_control()))
                .take(LONGEST)
                .collect();
            url.query_pairs_mut().append_pair(name, &plain);
        }
        url
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::url;

    fn at(return_url: &str) -> Presentation {
        Presentation {
            return_url: Url::parse(return_url).ok(),
            ..Presentation::default()
        }
    }

    #[test]
    fn all_four_texts_go_along_encoded_and_the_rest_stays() {
        let parting = Parting {
            message: Some("Saved & <b>done</b>"),
            error_message: Some("é\r\nSet-Cookie: a=b"),
            log: Some("l=1"),
            error_log: Some("#"),
        };
        let back = at("https://lms.example/back?sesskey=8s%2BY&x")
            .leave(&[url("https://lms.example").origin()], &parting)
            .unwrap();
        assert_eq!(
            back.as_str(),
            "https://lms.example/back?sesskey=8s%2BY&x&lti_msg=Saved+%26+%3Cb%3Edone%3C%2Fb%3E\
             &lti_errormsg=%C3%A9Set-Cookie%3A+a%3Db&lti_log=l%3D1&lti_errorlog=%23"
        );
        let long = "x".repeat(9_000);
        let parting = Parting {
            log: Some(&long),
            ..Parting::default()
        };
        let back =
            at("https://lms.example/").leave(&[url("https://lms.example").origin()], &parting);
        assert_eq!(back.unwrap().query().unwrap().len(), "lti_log=".len() + 500);
    }

    #[test]
    fn without_words_the_address_stays_as_it_is() {
        let plain = "https://lms.example/back?a=%20b";
        let known = [url("https://lms.example").origin()];
        let back = at(plain).leave(&known, &Parting::default()).unwrap();
        assert_eq!(back.as_str(), plain);
        assert_eq!(
            Presentation::default().leave(&known, &Parting::default()),
            None
        );
    }

    /// The attack: a return address that leads people to another site.
    #[test]
    fn attack_nobody_is_sent_to_an_origin_that_is_not_the_platforms() {
        let known = [
            url("https://lms.example").origin(),
            url("http://127.0.0.1:8500").origin(),
        ];
        let leads = |address: &str| at(address).leave(&known, &Parting::default()).is_some();
        for good in ["https://LMS.example:443/x", "http://127.0.0.1:8500/back"] {
            assert!(leads(good), "{good}");
        }
        for bad in [
            "https://evil.example/",
            "https://lms.example.evil.example/",
            "https://lms.example@evil.example/",
            "https://user:secret@lms.example/",
            "http://lms.example/",
            "https://lms.example:8443/",
            "http://127.0.0.1:8501/back",
            "javascript:alert(1)",
            "data:text/html,x",
        ] {
            assert!(!leads(bad), "{bad}");
        }
    }
}
