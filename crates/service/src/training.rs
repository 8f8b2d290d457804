//! What training means across rows: whoever passes the last gate is complete, and the mark that
//! says so is queued in the same transaction (journey 3).

use domain::id::{PersonId, ReadId, SchemeId, ScoreId};
use store::{Tx, happening, person, score, training};

use crate::{app::App, content, error::Result, halt};

/// `resourceId` of the column that says training is complete.
pub(crate) const COMPLETION: &str = "alongside:completion";

/// The word on our columns, beside their `resourceId`.
pub(crate) const TAG: &str = "alongside";

/// Records completion and queues its mark, if every gate is passed and it was not recorded before.
pub(crate) fn complete_if_ready(
    app: &App,
    tx: &mut Tx<'_>,
    scheme: SchemeId,
    person: PersonId,
) -> Result<()> {
    let quiz = app.bank.id();
    let Some(facts) = person::facts(tx, scheme, person, content::CODE_VERSION, &quiz)? else {
        return Ok(());
    };
    if facts.part().trains() {
        complete(app, tx, scheme, &facts)?;
    }
    Ok(())
}

/// The same for everyone in a scheme, after something became known of many: a file or a roster.
pub(crate) fn complete_everyone(app: &App, tx: &mut Tx<'_>, scheme: SchemeId) -> Result<()> {
    let quiz = app.bank.id();
    for facts in person::candidate_facts(tx, scheme, content::CODE_VERSION, &quiz)? {
        if facts.part().trains() {
            complete(app, tx, scheme, &facts)?;
        }
    }
    Ok(())
}

/// The same for facts that are at hand. True if completion is new.
pub(crate) fn complete(
    app: &App,
    tx: &mut Tx<'_>,
    scheme: SchemeId,
    facts: &person::Facts,
) -> Result<bool> {
    let Some(at) = facts.known.gates.complete() else {
        return Ok(false);
    };
    let (person, now) = (facts.person, app.now());
    if !training::complete(tx, scheme, person, at)? {
        return Ok(false);
    }
    score::queue(
        tx,
        app.id(ScoreId::new),
        facts.course,
        person,
        COMPLETION,
        now,
    )?;
    let id = app.id(ReadId::new);
    happening::record(tx, id, scheme, "training-complete", Some(person), None, at)?;
    halt::at("completion-before-commit");
    Ok(true)
}
