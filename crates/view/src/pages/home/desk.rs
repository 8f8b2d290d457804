//! The coordinator's desk: one thing to do, and where the scheme stands.

use api::{
    Route,
    act::{ConfirmRoster, FormGroups, PlaceLate, SyncRoster},
    groups::Progress,
    home::{Counts, Desk, DeskStep, Roster},
};
use yew::{Html, html};

use super::hello;
use crate::{
    parts::{self, Mood},
    sheet::Sheet,
    words::DateStyle,
};

/// One thing to do, and where the scheme stands.
pub(super) fn draw(sheet: &Sheet<'_>, desk: &Desk) -> Html {
    html! {
        <>
            { hello(sheet) }
            { next(sheet, desk) }
            { counts(sheet, &desk.counts) }
            <div class="columns">
                { parts::card(sheet.say("roster-title"), roster(sheet, desk)) }
                { parts::card(sheet.say("marks-title"), marks(sheet, desk)) }
            </div>
        </>
    }
}

fn next(sheet: &Sheet<'_>, desk: &Desk) -> Html {
    let (key, action) = match desk.next {
        DeskStep::ReadRoster => (
            "desk-read",
            sheet.button::<SyncRoster>("desk-read-way", true),
        ),
        DeskStep::WaitForRoster => ("desk-wait", look_again(sheet)),
        DeskStep::ConfirmRoster => ("desk-confirm", left_or_not(sheet)),
        DeskStep::FormGroups => (
            "desk-form",
            sheet.button::<FormGroups>("desk-form-way", true),
        ),
        DeskStep::SeeConflict => (
            "desk-conflict",
            sheet.way(Route::Groups, "desk-conflict-way", true),
        ),
        DeskStep::Publish => (
            "desk-publish",
            sheet.way(Route::Groups, "desk-publish-way", true),
        ),
        DeskStep::PlaceLate => (
            "desk-late",
            sheet.button::<PlaceLate>("desk-late-way", true),
        ),
        DeskStep::SeeLate => (
            "desk-late-stuck",
            sheet.way(Route::Groups, "desk-late-stuck-way", true),
        ),
        DeskStep::ConfirmGradebook => (
            "desk-gradebook",
            sheet.way(Route::Scores, "desk-gradebook-way", true),
        ),
        DeskStep::LookAtScores => (
            "desk-scores",
            sheet.way(Route::Scores, "desk-scores-way", true),
        ),
        DeskStep::Nothing => ("desk-nothing", Html::default()),
    };
    parts::next(
        sheet.say(if desk.next == DeskStep::Nothing {
            "desk-small-nothing"
        } else {
            "next-step"
        }),
        sheet.tell(
            key,
            &[
                ("late", desk.late.into()),
                ("stuck", desk.scores_stuck.into()),
            ],
        ),
        note(sheet, desk, key),
        action,
    )
}

/// What the next step means, with the figures it speaks of.
fn note(sheet: &Sheet<'_>, desk: &Desk, key: &str) -> Html {
    let (gone, of) = match desk.roster {
        Roster::TooManyGone { gone, of, .. } => (gone, of),
        _ => (0, 0),
    };
    let text = sheet.tell(
        &format!("{key}-note"),
        &[
            ("mentors", desk.counts.mentors_ready.into()),
            ("mentees", desk.counts.mentees.into()),
            ("gone", gone.into()),
            ("of", of.into()),
        ],
    );
    let running = match &desk.roster {
        Roster::Reading { progress } => progress_bar(sheet, *progress),
        _ => Html::default(),
    };
    html! { <>{ text }{ running }</> }
}

fn so_far(sheet: &Sheet<'_>, progress: Progress) -> String {
    let done = ("done", progress.done.into());
    match progress.of {
        Some(of) => sheet.tell("roster-so-far-of", &[done, ("of", of.into())]),
        None => sheet.tell("roster-so-far", &[done]),
    }
}

fn progress_bar(sheet: &Sheet<'_>, progress: Progress) -> Html {
    let max = progress.of.map(|of| of.max(1).to_string());
    let value = max.is_some().then(|| progress.done.to_string());
    html! {
        <p class="progress">
            <progress {max} {value} aria-label={sheet.say("roster-title")}></progress>
            <span>{ so_far(sheet, progress) }</span>
        </p>
    }
}

/// Without the app the reader asks again; with it the figures move by themselves.
fn look_again(sheet: &Sheet<'_>) -> Html {
    sheet.way(Route::Home, "desk-wait-way", true)
}

fn left_or_not(sheet: &Sheet<'_>) -> Html {
    let answer = |gone: &str, key: &str, main: bool| {
        sheet.form::<ConfirmRoster>(html! {
            <>
                { parts::hidden("gone", gone) }
                <button class={parts::button_class(main)}>{ sheet.say(key) }</button>
            </>
        })
    };
    html! { <>{ answer("no", "desk-confirm-no", true) }{ answer("yes", "desk-confirm-yes", false) }</> }
}

fn counts(sheet: &Sheet<'_>, counts: &Counts) -> Html {
    parts::facts(
        sheet,
        &[
            (counts.mentees, "count-mentees"),
            (counts.mentors_ready, "count-mentors"),
            (counts.mentors_at_gates, "count-at-gates"),
            (counts.asked, "count-asked"),
            (counts.out, "count-out"),
        ],
    )
}

fn roster(sheet: &Sheet<'_>, desk: &Desk) -> Html {
    let again = sheet.button::<SyncRoster>("roster-again", false);
    match &desk.roster {
        Roster::Never => parts::quiet(sheet.say("roster-never")),
        Roster::Reading { progress } => parts::quiet(so_far(sheet, *progress)),
        Roster::Read {
            at,
            listed,
            arrived,
            held,
        } => html! {
            <>
                <p>{ sheet.tell("roster-read", &[("listed", (*listed).into()), ("date", (&when(sheet, *at)).into())]) }</p>
                <p class="quiet">
                    { sheet.tell("roster-arrived", &[("count", (*arrived).into())]) }
                    if *held > 0 {
                        { " " }{ sheet.tell("roster-held", &[("count", (*held).into())]) }
                    }
                </p>
                { again }
            </>
        },
        Roster::TooManyGone { at, gone, of } => html! {
            <>
                <p>{ parts::tag(Mood::Human, sheet.say("roster-stopped")) }{ " " }{ when(sheet, *at) }</p>
                <p>{ sheet.tell("roster-gone", &[("gone", (*gone).into()), ("of", (*of).into())]) }</p>
            </>
        },
        Roster::Failed { at, code } => html! {
            <>
                <p>{ parts::tag(Mood::Human, sheet.say("roster-failed")) }{ " " }{ when(sheet, *at) }</p>
                <p>{ sheet.why(code) }</p>
                { again }
            </>
        },
    }
}

fn when(sheet: &Sheet<'_>, at: api::Millis) -> String {
    sheet.words.date(at, DateStyle::DayTime)
}

fn marks(sheet: &Sheet<'_>, desk: &Desk) -> Html {
    let total = desk.scores_waiting + desk.scores_confirmed + desk.scores_stuck;
    if total == 0 {
        return parts::quiet(sheet.say("marks-none"));
    }
    html! {
        <>
            <p>{ sheet.tell("marks-confirmed", &[("count", desk.scores_confirmed.into())]) }</p>
            if desk.scores_waiting > 0 {
                <p>{ sheet.tell("marks-waiting", &[("count", desk.scores_waiting.into())]) }</p>
            }
            if desk.scores_stuck > 0 {
                <p>{ parts::tag(Mood::Human, sheet.tell("marks-stuck", &[("count", desk.scores_stuck.into())])) }</p>
            }
            <p><a href={sheet.href(Route::Scores)}>{ sheet.say("marks-way") }</a></p>
        </>
    }
}
