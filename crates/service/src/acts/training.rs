//! Signing the code, taking the quiz, taking part.

use api::{
    Notice, Route,
    act::{Done, KeepDraft, SignCode, SubmitQuiz, TakePart},
};
use domain::{
    gate::Gate,
    id::{AttemptId, ReadId},
    part::{Choice, Part},
    quiz::rests_until,
    time::Span,
};
use http::StatusCode;
use store::{
    Tx, allocation, happening, person, scheme,
    training::{self, Attempt},
};

use crate::{
    acts::{By, Do, in_write},
    app::App,
    content,
    error::{Error, Result},
    halt,
    reader::Reader,
    training::complete_if_ready,
    views::{answers_to_json, may_sign, outcome, to_domain},
};

/// The same answers again within this time are the same attempt: the first answer to it got lost on
/// the way, or somebody pressed twice.
const SENT_TWICE: Span = Span::minutes(10);

impl Do for SignCode {
    async fn run(self, app: App, by: By) -> Result<Done> {
        let done = in_write(&app, by, move |app, tx, reader| {
            sign(app, tx, reader, &self)
        })
        .await?;
        app.wake.scores.notify_one();
        Ok(done)
    }
}

fn sign(app: &App, tx: &mut Tx<'_>, reader: &Reader, act: &SignCode) -> Result<Done> {
    let (scheme, facts) = reader.with_part(may_sign)?;
    if !act.agree {
        return Err(Error::new(StatusCode::UNPROCESSABLE_ENTITY, "code-tick"));
    }
    if act.version != content::CODE_VERSION {
        return Err(Error::conflict("code-changed"));
    }
    person::lock(tx, scheme.id, facts.person)?;
    if training::sign(tx, scheme.id, facts.person, act.version, app.now())? {
        let id = app.id(ReadId::new);
        let version = act.version.to_string();
        happening::record(
            tx,
            id,
            scheme.id,
            "code-signed",
            Some(facts.person),
            Some(&version),
            app.now(),
        )?;
    }
    complete_if_ready(app, tx, scheme.id, facts.person)?;
    let next = match facts.part() {
        Part::Candidate(_) => Route::Quiz,
        _ => Route::Home,
    };
    Ok(Done::at(next, Notice::CodeSigned))
}

impl Do for SubmitQuiz {
    async fn run(self, app: App, by: By) -> Result<Done> {
        let done = in_write(&app, by, move |app, tx, reader| {
            hand_in(app, tx, reader, &self)
        })
        .await?;
        halt::at("completion-after-commit");
        app.wake.scores.notify_one();
        Ok(done)
    }
}

/// Marks the quiz here, where no browser can forge it, and keeps the attempt (R31, R34).
fn hand_in(app: &App, tx: &mut Tx<'_>, reader: &Reader, act: &SubmitQuiz) -> Result<Done> {
    let (scheme, facts) = reader.with_part(Part::trains)?;
    let quiz = app.bank.id();
    if act.quiz != quiz || !app.bank.fits(&act.answers) {
        return Err(Error::conflict("quiz-changed"));
    }
    if facts.known.gates.passed(Gate::Code).is_none() {
        return Err(Error::forbidden("quiz-code-first"));
    }
    // Attempts are counted, so they come one after the other.
    person::lock(tx, scheme.id, facts.person)?;
    let before = training::attempts(tx, scheme.id, facts.person, &quiz)?;
    let answers = answers_to_json(&act.answers);
    let is_same = |sent: &&Attempt| sent.answers == answers && app.now() < sent.at + SENT_TWICE;
    if let Some(sent) = before.iter().rfind(is_same) {
        return Ok(handed_in(app, reader, sent));
    }
    if facts.known.gates.passed(Gate::Quiz).is_some() {
        return Err(Error::conflict("quiz-passed"));
    }
    let times: Vec<_> = before.iter().map(|attempt| attempt.at).collect();
    if rests_until(&times).is_some_and(|until| until > app.now()) {
        return Err(Error::conflict("quiz-resting"));
    }
    let given = to_domain(&act.answers);
    if !app.bank.to_mark().is_answered(&given) {
        training::keep_draft(tx, scheme.id, facts.person, &quiz, &answers, app.now())?;
        return Ok(Done::at(Route::Quiz, Notice::QuizUnanswered));
    }
    let marked = app.bank.to_mark().mark(&given);
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    let attempt = Attempt {
        answers,
        right: count(marked.right.iter().filter(|right| **right).count()),
        of: count(marked.right.len()),
        passed: marked.passed,
        at: app.now(),
    };
    let id = app.id(AttemptId::new);
    training::hand_in(tx, id, scheme.id, facts.person, &quiz, &attempt)?;
    complete_if_ready(app, tx, scheme.id, facts.person)?;
    Ok(handed_in(app, reader, &attempt))
}

/// What the reader hears of an attempt.
fn handed_in(app: &App, reader: &Reader, attempt: &Attempt) -> Done {
    let (go, notice) = if attempt.passed {
        (Route::Home, Notice::QuizPassed)
    } else {
        (Route::Quiz, Notice::QuizNotYet)
    };
    Done {
        outcome: Some(outcome(&app.bank, reader.language, attempt)),
        ..Done::at(go, notice)
    }
}

impl Do for KeepDraft {
    /// A draft replaces the one before, so that keeping it twice is keeping it once.
    async fn run(self, app: App, by: By) -> Result<Done> {
        let by = By { once: None, ..by };
        in_write(&app, by, move |app, tx, reader| {
            let (scheme, facts) = reader.with_part(Part::trains)?;
            let quiz = app.bank.id();
            if self.quiz != quiz || !app.bank.fits(&self.answers) {
                return Err(Error::conflict("quiz-changed"));
            }
            let answers = answers_to_json(&self.answers);
            training::keep_draft(tx, scheme.id, facts.person, &quiz, &answers, app.now())?;
            Ok(Done::at(Route::Quiz, Notice::DraftKept))
        })
        .await
    }
}

impl Do for TakePart {
    async fn run(self, app: App, by: By) -> Result<Done> {
        in_write(&app, by, move |app, tx, reader| {
            take_part(app, tx, reader, self.yes)
        })
        .await
    }
}

/// In or out with one press, no reason asked; who leaves gives their place free (R6, R7).
fn take_part(app: &App, tx: &mut Tx<'_>, reader: &Reader, yes: bool) -> Result<Done> {
    let (scheme, facts) = reader.with_part(Part::chooses)?;
    let (choice, kind, notice) = if yes {
        (Choice::In, "opted-in", Notice::Joined)
    } else {
        (Choice::Out, "opted-out", Notice::Left)
    };
    // Nobody is placed while they leave.
    scheme::lock(tx, scheme.id)?;
    if !person::choose(tx, scheme.id, facts.person, choice, app.now())? {
        return Ok(Done::at(Route::Home, notice));
    }
    if !yes {
        allocation::leave(tx, scheme.id, facts.person)?;
    }
    let id = app.id(ReadId::new);
    happening::record(tx, id, scheme.id, kind, Some(facts.person), None, app.now())?;
    Ok(Done::at(Route::Home, notice))
}
