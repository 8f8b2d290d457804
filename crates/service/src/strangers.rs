//! Platforms that nobody registered here and that sent somebody all the same: what they said of
//! themselves, and what registered platform they nearly are.
//!
//! An unknown issuer belongs to no institution. Whoever answers for the host sees all of them; the
//! administrator of one institution among several sees those alone that can only be a mistake about a
//! platform of theirs.

mod crowd;
mod near;

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

use domain::{Timestamp, id::InstitutionId};
use lti1p3::{LoginRequest, dynamic_registration::HOSTED_CANVAS};
use store::{
    StoreError, Tx,
    registration::{self, Registration},
    stranger::{self, Stranger},
};
use url::Url;

use crate::app::App;
use crowd::{Crowds, in_turn};
use near::differences;

pub(crate) use near::{Difference, of_issuers};

/// Most that wait to be written. More than that is a flood, of which enough is known.
const MOST_WAITING: usize = 200;

/// Most of one issuer among them, so that invented client ids leave room for those of others.
const MOST_OF_ISSUER: usize = 20;

/// Most letters of what is kept of one.
const LONGEST: usize = 200;

type Waiting = HashMap<(String, String), Stranger>;

/// Who waits to be written.
#[derive(Default)]
pub(crate) struct Strangers(Mutex<Waiting>);

impl Strangers {
    /// Notes that one came.
    pub(crate) fn note(&self, came: &Came, now: Timestamp) {
        let mut waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let key = (came.issuer.clone(), came.client_id.clone());
        let of_issuer = || waiting.keys().filter(|(issuer, _)| *issuer == came.issuer);
        let is_full = || waiting.len() >= MOST_WAITING || of_issuer().count() >= MOST_OF_ISSUER;
        if !waiting.contains_key(&key) && is_full() {
            return;
        }
        let seen = waiting.entry(key).or_insert_with(|| Stranger {
            issuer: came.issuer.clone(),
            client_id: came.client_id.clone(),
            times: 0,
            first_at: now,
            last_at: now,
        });
        seen.times = seen.times.saturating_add(1);
        seen.last_at = now;
    }

    fn take(&self) -> Waiting {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// What could not be written waits again, with what has come since.
    fn put_back(&self, taken: Waiting) {
        let mut waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        for (key, before) in taken {
            let since = waiting.entry(key).or_insert_with(|| Stranger {
                times: 0,
                ..before.clone()
            });
            since.times = since.times.saturating_add(before.times);
            since.first_at = before.first_at;
        }
    }
}

/// What a login said of its platform, fit to be shown: short, on one line, in letters that are what
/// they look like, and without what may name a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Came {
    pub(crate) issuer: String,
    /// Empty where the login named none.
    pub(crate) client_id: String,
}

impl Came {
    pub(crate) fn of(request: &LoginRequest) -> Self {
        let client = request.client_id.as_ref();
        Self {
            issuer: fit(&bare(request.issuer.as_str())),
            client_id: client.map(|id| fit(&bare(id.as_str()))).unwrap_or_default(),
        }
    }
}

/// An address without its query, its fragment, and whoever stands before an `@`.
fn bare(text: &str) -> String {
    let end = text.find(['?', '#']).unwrap_or(text.len());
    let (text, is_cut) = (&text[..end], end < text.len());
    let shown = match text.rsplit_once('@') {
        None => text.to_owned(),
        Some((before, host)) => {
            let scheme = before.find("://").map_or("", |at| &before[..at + 3]);
            format!("{scheme}…@{host}")
        }
    };
    if is_cut { format!("{shown}…") } else { shown }
}

/// Anything but plain letters and marks is written as its number: letters of other alphabets can look
/// like these, and some turn a line around.
fn fit(text: &str) -> String {
    let mut shown = String::new();
    for letter in text.chars() {
        if letter.is_ascii_graphic() || letter == '…' {
            shown.push(letter);
        } else {
            shown.extend(letter.escape_unicode());
        }
        if shown.len() > LONGEST {
            shown = shown.chars().take(LONGEST).collect();
            shown.push('…');
            break;
        }
    }
    shown
}

/// Writes who waits.
pub(crate) async fn write(app: &App) -> Result<(), StoreError> {
    let waiting = app.strangers.take();
    if waiting.is_empty() {
        return Ok(());
    }
    let kept: Vec<Stranger> = waiting.values().cloned().collect();
    let note = move |tx: &mut Tx<'_>| {
        for each in &kept {
            stranger::note(tx, each)?;
        }
        let crowds = Crowds::of(registration::all(tx)?);
        stranger::make_room(tx, |all| crowds.part(all))?;
        Ok::<_, StoreError>(())
    };
    let written = app.store.write(note).await;
    if written.is_err() {
        app.strangers.put_back(waiting);
    }
    written
}

/// Who asks who came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sight {
    /// Whoever answers for the whole host.
    Host,
    /// An administrator of this institution among several.
    Of(InstitutionId),
}

/// A stranger, and the registrations that it nearly is.
#[derive(Clone, Debug)]
pub(crate) struct Seen {
    pub(crate) stranger: Stranger,
    pub(crate) near: Vec<(Registration, Vec<Difference>)>,
}

/// Who came, up to this moment, as far as it is for these eyes: those who nearly are somebody first, of each
/// kind of slip one before the second of any. Who was registered since is a stranger no more.
pub(crate) async fn lately(app: &App, sight: Sight) -> Result<Vec<Seen>, StoreError> {
    write(app).await?;
    app.store
        .read(move |tx| {
            let known = registration::all(tx)?;
            let came = stranger::all(tx)?.into_iter();
            let came = came.filter_map(|stranger| seen(stranger, &known, sight));
            let crowds = Crowds::of(known.clone());
            let crowd = |each: &Seen| crowds.crowd(&each.stranger);
            let in_turn = in_turn(came.collect(), |each| &each.stranger, crowd);
            Ok(in_turn.into_iter().map(|(_, seen)| seen).collect())
        })
        .await
}

fn seen(stranger: Stranger, known: &[Registration], sight: Sight) -> Option<Seen> {
    let of_issuer = || known.iter().filter(|each| each.issuer == stranger.issuer);
    let is_registered = if stranger.client_id.is_empty() {
        of_issuer().count() == 1
    } else {
        of_issuer().any(|each| each.client_id == stranger.client_id)
    };
    if is_registered {
        return None;
    }
    let near = known.iter().filter_map(|each| {
        let differences = differences(each, &stranger.issuer, &stranger.client_id)?;
        Some((each.clone(), differences))
    });
    let mut near: Vec<_> = near.collect();
    let is_theirs = match sight {
        Sight::Host => true,
        Sight::Of(institution) => {
            let is_own = |(each, _): &(Registration, _)| each.institution == institution;
            !near.is_empty() && near.iter().all(is_own) && !is_shared(&stranger.issuer)
        }
    };
    // What it most nearly is says best what to change.
    let fewest = near.iter().map(|(_, all)| all.len()).min();
    near.retain(|(_, all)| Some(all.len()) == fewest);
    is_theirs.then_some(Seen { stranger, near })
}

/// Whether an issuer is that of a platform which many schools share: a stranger there may be any of
/// them.
pub(crate) fn is_shared(issuer: &str) -> bool {
    let host = |text: &str| Url::parse(text).ok()?.host_str().map(str::to_lowercase);
    let theirs = host(issuer);
    let mut shared = HOSTED_CANVAS.iter();
    shared.any(|each| theirs.is_some() && host(each.issuer) == theirs)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_came_is_short_plain_and_names_nobody() {
        let check = |text: &str, expected: &str| assert_eq!(fit(&bare(text)), expected, "{text:?}");
        check("https://lms.example/", "https://lms.example/");
        check(
            "https://ana:secret@lms.example/a",
            "https://…@lms.example/a",
        );
        check("ana@lms.example", "…@lms.example");
        check("https://lms.example/?user=ana#x", "https://lms.example/…");
        check("https://lms.exаmple", "https://lms.ex\\u{430}mple");
        check("a\u{202e}b c", "a\\u{202e}b\\u{20}c");
        check("<b>", "<b>");
        let long = fit(&"x".repeat(2_000));
        assert_eq!(long.chars().count(), LONGEST + 1);
        let wide = fit(&"ŵ".repeat(2_000));
        assert_eq!(wide.chars().count(), LONGEST + 1);
    }

    #[test]
    fn a_flood_takes_no_more_room_than_it_may() {
        let strangers = Strangers::default();
        for number in 0..5_000 {
            let came = Came {
                issuer: number.to_string(),
                client_id: String::new(),
            };
            strangers.note(&came, Timestamp(0));
        }
        assert_eq!(strangers.take().len(), MOST_WAITING);
        for number in 0..5_000 {
            let came = Came {
                issuer: "https://lms.example".to_owned(),
                client_id: number.to_string(),
            };
            strangers.note(&came, Timestamp(0));
        }
        assert_eq!(strangers.take().len(), MOST_OF_ISSUER);
    }

    #[test]
    fn an_issuer_that_schools_share_is_known_with_its_slips() {
        assert!(is_shared("https://canvas.instructure.com"));
        assert!(is_shared("http://Canvas.instructure.com/"));
        assert!(!is_shared("https://canvas.example.ac.uk"));
        assert!(!is_shared("banana"));
    }
}
