//! What is well and what is not, in plain words, with what to do: for an operator on the host.
//!
//! Each platform is really asked for its keys and for a token; nothing of anybody is read.

use api::Language;
use domain::time::Span;
use http::Request;
use lti1p3::{KeySet, scope};
use store::{
    StoreError, Tx, institution,
    registration::{self, Registration, State},
    score, trouble,
};
use view::{Arg, Words};

use crate::{
    app::{App, words},
    platform::{
        clock_of,
        tokens::{At, CallError, any_deployment, send, token},
    },
    strangers::{self, Seen, Sight},
    troubles::{self, Since},
};

/// A difference between clocks that makes launches fail (they are forgiven one minute).
pub(crate) const CLOCKS: Span = Span::seconds(30);

/// How far back troubles count.
const LATELY: Span = Span::days(7);

/// How something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Health {
    /// Well.
    Well,
    /// It works, and somebody should look at it.
    Look,
    /// It does not work.
    Ill,
}

impl Health {
    /// One word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Well => "well",
            Self::Look => "look",
            Self::Ill => "ill",
        }
    }
}

/// One thing that was looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What was looked at, such as `platform`.
    pub about: &'static str,
    /// How it is.
    pub health: Health,
    /// What was found, as a sentence.
    pub says: String,
    /// What to do; empty where nothing is.
    pub to_do: String,
    /// A line of `codes.txt`, where one fits.
    pub code: Option<String>,
}

/// What is found where nothing could be looked at, because the service could not be begun.
pub fn not_begun(code: String, says: String) -> Finding {
    let words = words(Language::En, "UTC");
    let of_staff = words.find(&format!("error-{code}-staff"), &[]);
    let to_do = of_staff.or_else(|| words.find(&format!("error-{code}-do"), &[]));
    Finding {
        about: "start",
        health: Health::Ill,
        says,
        to_do: to_do.unwrap_or_default(),
        code: Some(code),
    }
}

/// Looks at everything. The order is that in which one would mend it.
pub async fn examine(app: &App) -> Result<Vec<Finding>, StoreError> {
    let say = Say(words(Language::En, "UTC"));
    let mut found = vec![address(app, &say), face(app, &say)];
    let known = app
        .store
        .read(|tx| Ok::<_, StoreError>((institution::all(tx)?, registration::all(tx)?)));
    let (institutions, registrations) = known.await?;
    if institutions.is_empty() {
        found.push(say.ill("institution", "doctor-no-institution", &[]));
    } else if registrations.is_empty() {
        found.push(say.look("platform", "doctor-no-platform", &[]));
    }
    for registration in &registrations {
        found.extend(platform(app, &say, registration).await?);
    }
    found.extend(strangers(app, &say).await?);
    found.extend(marks(app, &say).await?);
    Ok(found)
}

/// Puts findings into words.
struct Say<W>(W);

impl<W: Words> Say<W> {
    fn finding(
        &self,
        about: &'static str,
        health: Health,
        key: &str,
        told: &[(&str, Arg<'_>)],
    ) -> Finding {
        Finding {
            about,
            health,
            says: self.0.say(key, told),
            to_do: self.0.find(&format!("{key}-do"), told).unwrap_or_default(),
            code: None,
        }
    }

    fn well(&self, about: &'static str, key: &str, told: &[(&str, Arg<'_>)]) -> Finding {
        self.finding(about, Health::Well, key, told)
    }

    fn look(&self, about: &'static str, key: &str, told: &[(&str, Arg<'_>)]) -> Finding {
        self.finding(about, Health::Look, key, told)
    }

    fn ill(&self, about: &'static str, key: &str, told: &[(&str, Arg<'_>)]) -> Finding {
        self.finding(about, Health::Ill, key, told)
    }

    /// Something that went wrong, in the words of the page that told it.
    fn trouble(&self, about: &'static str, of: &str, trouble: &trouble::Trouble) -> Finding {
        let code = &trouble.code;
        let staff = self.0.find(&format!("error-{code}-staff"), &[]);
        let reader = || self.0.find(&format!("error-{code}-do"), &[]);
        let what = self
            .0
            .find(&format!("error-{code}"), &[])
            .unwrap_or_default();
        let told = [
            ("name", of.into()),
            ("what", (&*what).into()),
            ("times", Arg::Number(i64::from(trouble.times))),
            ("detail", (&*trouble.detail).into()),
        ];
        Finding {
            to_do: staff.or_else(reader).unwrap_or_default(),
            code: Some(code.clone()),
            ..self.look(about, "doctor-trouble", &told)
        }
    }
}

fn address(app: &App, say: &Say<impl Words>) -> Finding {
    let origin = app.origin();
    let told = [("address", (&*origin).into())];
    if app.config.public_url.scheme() == "https" {
        say.well("address", "doctor-address", &told)
    } else {
        say.look("address", "doctor-address-here", &told)
    }
}

fn face(app: &App, say: &Say<impl Words>) -> Finding {
    if app.assets.files.is_empty() {
        say.ill("pages", "doctor-no-face", &[])
    } else {
        say.well("pages", "doctor-face", &[])
    }
}

async fn platform(
    app: &App,
    say: &Say<impl Words>,
    known: &Registration,
) -> Result<Vec<Finding>, StoreError> {
    let name = &*known.name;
    let told = [("name", name.into())];
    let mut found = match known.state {
        State::Pending => vec![say.look("platform", "doctor-pending", &told)],
        State::Disabled => vec![say.well("platform", "doctor-disabled", &told)],
        State::Active => vec![keys(app, say, known).await, access(app, say, known).await],
    };
    let id = known.id;
    let deployments = app.store.read(move |tx| registration::deployments(tx, id));
    let waiting = deployments
        .await?
        .iter()
        .filter(|(_, approved)| !approved)
        .count();
    if waiting > 0 && known.state != State::Disabled {
        let told = [
            ("name", name.into()),
            (
                "number",
                Arg::Number(i64::try_from(waiting).unwrap_or(i64::MAX)),
            ),
        ];
        found.push(say.look("deployment", "doctor-deployments", &told));
    }
    found.extend(lately(app, say, name, Some(known)).await?);
    Ok(found)
}

/// Whether its keys can be read, and whether its clock agrees with ours.
async fn keys(app: &App, say: &Say<impl Words>, known: &Registration) -> Finding {
    let ill = |cause: String| {
        let told = [("name", (&*known.name).into()), ("cause", (&*cause).into())];
        Finding {
            code: Some("launch-platform-unreachable".to_owned()),
            ..say.ill("keys", "doctor-keys-unreachable", &told)
        }
    };
    let request = Request::get(&known.jwks_url).header("accept", "application/json");
    let request = match request.body(vec![]) {
        Ok(request) => request,
        Err(error) => return ill(error.to_string()),
    };
    let reply = match send(app, known, request).await {
        Ok(reply) => reply,
        Err(error) => return ill(error.for_log()),
    };
    if let Err(error) = KeySet::parse(reply.body()) {
        return ill(format!("{}, {error}", reply.status()));
    }
    let ahead = clock_of(reply.headers()).map(|theirs| theirs - app.now().0);
    let told = [("name", (&*known.name).into())];
    match ahead.filter(|ahead| ahead.abs() > CLOCKS.0) {
        None => say.well("keys", "doctor-keys", &told),
        Some(ahead) => {
            let told = [
                ("name", (&*known.name).into()),
                ("seconds", Arg::Number(ahead / 1000)),
            ];
            Finding {
                code: Some("launch-token-time".to_owned()),
                ..say.ill("clock", "doctor-clock", &told)
            }
        }
    }
}

/// Whether it gives us a token, which it does only if it can read our keys.
async fn access(app: &App, say: &Say<impl Words>, known: &Registration) -> Finding {
    let told = [("name", (&*known.name).into())];
    let deployment = any_deployment(app, known.id).await.ok().flatten();
    let at = At {
        registration: known,
        deployment: deployment.as_deref(),
    };
    let Err(error) = token(app, at, &[scope::MEMBERSHIP], None).await else {
        return match token(app, at, &[scope::SCORE], None).await {
            Ok(_) => say.well("services", "doctor-token", &told),
            Err(_) => say.look("services", "doctor-no-gradebook", &told),
        };
    };
    let cause = match &error {
        CallError::Token(error) => error.to_string(),
        other => other.for_log(),
    };
    let told = [("name", (&*known.name).into()), ("cause", (&*cause).into())];
    Finding {
        code: Some("token-refused".to_owned()),
        ..say.ill("services", "doctor-no-token", &told)
    }
}

async fn lately(
    app: &App,
    say: &Say<impl Words>,
    name: &str,
    known: Option<&Registration>,
) -> Result<Vec<Finding>, StoreError> {
    let since = app.now() - LATELY;
    let mut troubles = troubles::lately(app, known.map(|known| known.id)).await?;
    if let Some(known) = known.cloned() {
        let mended = app.store.read(move |tx| Since::of(tx, &known)).await?;
        troubles.retain(|each| !mended.settles(each));
    } else {
        // Each of them is told apart from the others.
        troubles.retain(|each| each.code != STRANGER);
    }
    // What an administrator's check found is asked anew above, and no visitor met it.
    let recent = troubles
        .iter()
        .filter(|each| each.last_at >= since && !troubles::is_of_a_check(&each.code));
    Ok(recent
        .map(|each| say.trouble("launches", name, each))
        .collect())
}

/// The code of a login for nobody.
const STRANGER: &str = "launch-unknown-platform";

/// Platforms that nobody registered here, and in what they differ from those that are.
async fn strangers(app: &App, say: &Say<impl Words>) -> Result<Vec<Finding>, StoreError> {
    let since = app.now() - LATELY;
    let name = say.0.say("doctor-nobody", &[]);
    let mut found = lately(app, say, &name, None).await?;
    let seen = strangers::lately(app, Sight::Host).await?;
    let recent = seen.iter().filter(|each| each.stranger.last_at >= since);
    found.extend(recent.map(|each| stranger(say, each)));
    Ok(found)
}

fn stranger(say: &Say<impl Words>, seen: &Seen) -> Finding {
    let told = [
        ("issuer", (&*seen.stranger.issuer).into()),
        ("client", (&*seen.stranger.client_id).into()),
        ("times", Arg::Number(i64::from(seen.stranger.times))),
    ];
    let near = seen.near.iter().map(|(known, differences)| {
        let all = differences
            .iter()
            .map(|each| say.0.say(&format!("differs-{}", each.word()), &[]));
        let told = [
            ("name", (&*known.name).into()),
            ("issuer", (&*known.issuer).into()),
            ("client", (&*known.client_id).into()),
        ];
        let nearly = say.0.say("doctor-nearly", &told);
        format!("{nearly} {}", all.collect::<Vec<_>>().join(" "))
    });
    let near = near.collect::<Vec<_>>().join(" ");
    let finding = say.look("launches", "doctor-stranger", &told);
    Finding {
        to_do: if near.is_empty() { finding.to_do } else { near },
        code: Some(STRANGER.to_owned()),
        ..finding
    }
}

/// Marks that wait for a person.
async fn marks(app: &App, say: &Say<impl Words>) -> Result<Option<Finding>, StoreError> {
    let stuck = app.store.read(|tx: &mut Tx<'_>| score::stuck(tx)).await?;
    Ok((stuck > 0).then(|| say.look("marks", "doctor-marks", &[("number", Arg::Number(stuck))])))
}
