//! What a coordinator does about the scheme: claims it, reads the roster, lets marks be written.

use api::{
    Notice, Route,
    act::{ClaimScheme, ConfirmGradebook, ConfirmRoster, Done, ResendScore, SyncRoster},
};
use domain::{
    claim::{MayClaim, may_claim},
    id::{ReadId, ScoreId},
    standing::Standing,
};
use store::{
    course, happening,
    roster::{self, Outcome, State},
    scheme::{self, Scheme},
    score,
};

use crate::{
    acts::{By, Do, in_write, reader},
    app::App,
    error::{Error, Result},
    jobs::roster::{hold_missing, teaches},
    reader::Reader,
};

impl Do for ClaimScheme {
    /// The roster is asked before the claim is decided: where it answers, it must agree that this
    /// person teaches the course (decision 8).
    async fn run(self, app: App, by: By) -> Result<Done> {
        let reader = reader(&app, by.session.clone()).await?;
        permit(&reader, reader.standing)?;
        let subject = {
            let person = by.session.person;
            let told = app
                .store
                .read(move |tx| store::person::subject(tx, person))
                .await?;
            told.1
        };
        let listed = teaches(&app, &reader.registration, &reader.course, &subject).await;
        let done = in_write(&app, by, move |app, tx, reader| {
            let mut standing = reader.standing;
            standing.roster = listed.or(standing.roster);
            let scheme = permit(reader, standing)?;
            let approved = reader.institution.claims_approved;
            let (person, now) = (reader.session.person, app.now());
            if !scheme::claim(tx, scheme.id, person, approved, now)? {
                return Err(Error::conflict("claim-taken"));
            }
            let id = app.id(ReadId::new);
            happening::record(tx, id, scheme.id, "claimed", Some(person), None, now)?;
            if !approved {
                return Ok(Done::at(Route::Home, Notice::ClaimPending));
            }
            roster::ask(tx, reader.course.id, app.id(ReadId::new), now)?;
            Ok(Done::at(Route::Home, Notice::Claimed))
        })
        .await?;
        app.wake.roster.notify_one();
        Ok(done)
    }
}

/// The scheme, if this person may claim it.
fn permit(reader: &Reader, standing: Standing) -> Result<&Scheme> {
    let scheme = reader
        .scheme
        .as_ref()
        .ok_or(Error::forbidden("claim-not-yours"))?;
    match may_claim(scheme.state, standing) {
        MayClaim::Yes => Ok(scheme),
        MayClaim::Taken => Err(Error::conflict("claim-taken")),
        MayClaim::NotYourRole => Err(Error::forbidden("claim-not-yours")),
    }
}

impl Do for SyncRoster {
    async fn run(self, app: App, by: By) -> Result<Done> {
        let done = in_write(&app, by, |app, tx, reader| {
            reader.coordinated()?;
            roster::ask(tx, reader.course.id, app.id(ReadId::new), app.now())?;
            Ok(Done::at(Route::Home, Notice::RosterStarted))
        })
        .await?;
        app.wake.roster.notify_one();
        Ok(done)
    }
}

impl Do for ConfirmRoster {
    async fn run(self, app: App, by: By) -> Result<Done> {
        in_write(&app, by, move |app, tx, reader| {
            reader.coordinated()?;
            let (course, now) = (reader.course.id, app.now());
            let last = roster::last(tx, course)?.filter(|last| last.state == State::Asking);
            let read = last.ok_or(Error::conflict("conflict"))?.id;
            let held = if self.gone {
                hold_missing(tx, &reader.course, read, now)?
            } else {
                roster::keep_missing(tx, course, read)?
            };
            roster::end(tx, read, &Outcome::Done { held }, now)?;
            Ok(Done::at(Route::Home, Notice::RosterConfirmed))
        })
        .await
    }
}

impl Do for ConfirmGradebook {
    async fn run(self, app: App, by: By) -> Result<Done> {
        let done = in_write(&app, by, |app, tx, reader| {
            let scheme = reader.coordinated()?;
            course::allow_column(tx, reader.course.id)?;
            let id = app.id(ReadId::new);
            let person = Some(reader.session.person);
            happening::record(tx, id, scheme.id, "column-allowed", person, None, app.now())?;
            Ok(Done::at(Route::Scores, Notice::GradebookConfirmed))
        })
        .await?;
        app.wake.scores.notify_one();
        Ok(done)
    }
}

impl Do for ResendScore {
    async fn run(self, app: App, by: By) -> Result<Done> {
        let done = in_write(&app, by, move |app, tx, reader| {
            let scheme = reader.coordinated()?;
            let score = ScoreId::parse(&self.score).ok_or_else(Error::not_found)?;
            if !score::again(tx, scheme.id, score, app.now())? {
                return Err(Error::not_found());
            }
            Ok(Done::at(Route::Scores, Notice::Resending))
        })
        .await?;
        app.wake.scores.notify_one();
        Ok(done)
    }
}
