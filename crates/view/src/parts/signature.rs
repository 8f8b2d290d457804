//! A signature by typed name: what is signed, who sees it and when, the name, the tick.

use api::Millis;
use domain::typed::{BadSignature, LONGEST_NAME};
use yew::{Html, html};

use super::{
    Icon,
    faults::{described_by, wrong},
    field::{self, Field, Typing},
    icon,
};
use crate::{sheet::Sheet, words::DateStyle};

/// Something to sign.
pub(crate) struct Signing<'a> {
    /// Begins the ids and names of its fields, which go on with `-name` and `-agree`.
    pub(crate) name: &'a str,
    /// What it is.
    pub(crate) title: String,
    /// What is signed.
    pub(crate) text: Html,
    /// Who sees the signature, and when.
    pub(crate) seen_by: String,
    /// How far it has come.
    pub(crate) state: Signed<'a>,
}

/// How far a signature has come.
pub(crate) enum Signed<'a> {
    /// It is asked for.
    Open {
        /// The name, as far as it is typed.
        typed: &'a str,
        /// Whether the box is ticked.
        is_ticked: bool,
        /// What has to be put right.
        faults: &'a [BadSignature],
    },
    /// It was given.
    By {
        /// The name that was typed.
        name: &'a str,
        /// When.
        at: Millis,
    },
}

/// What is signed, and below it the fields to sign it with or who has. The form around it is the
/// page's.
pub(crate) fn signature(sheet: &Sheet<'_>, signing: &Signing<'_>) -> Html {
    html! {
        <section class="card signed">
            <h3>{ signing.title.clone() }</h3>
            <div class="prose">{ signing.text.clone() }</div>
            { match signing.state {
                Signed::Open { typed, is_ticked, faults } => {
                    open(sheet, signing, typed, is_ticked, faults)
                }
                Signed::By { name, at } => by(sheet, name, at),
            } }
        </section>
    }
}

fn open(
    sheet: &Sheet<'_>,
    signing: &Signing<'_>,
    typed: &str,
    is_ticked: bool,
    faults: &[BadSignature],
) -> Html {
    let fault = |is_name: bool| {
        let found = faults.iter().find(|fault| fault.is_name() == is_name);
        found
            .map(|fault| bad_signature(sheet, *fault))
            .unwrap_or_default()
    };
    let (about_name, about_tick) = (fault(true), fault(false));
    let name = format!("{}-name", signing.name);
    let field = Field {
        name: &name,
        label: &sheet.say("sign-name"),
        hint: &sheet.say("sign-name-hint"),
        error: &about_name,
        value: typed,
        ..Field::default()
    };
    let typing = Typing {
        autocomplete: "name",
        ..Typing::default()
    };
    html! {
        <>
            { field::text(sheet, &field, typing) }
            { tick(sheet, &format!("{}-agree", signing.name), is_ticked, &about_tick) }
            <p class="small">{ signing.seen_by.clone() }</p>
            <button class="button main">{ sheet.say("sign-button") }</button>
        </>
    }
}

fn tick(sheet: &Sheet<'_>, id: &str, is_ticked: bool, error: &str) -> Html {
    let is_wrong = !error.is_empty();
    html! {
        <div class={field::class(error)}>
            { wrong(id, error) }
            <label class="choice" for={id.to_owned()}>
                <input
                    type="checkbox"
                    id={id.to_owned()}
                    name={id.to_owned()}
                    value="yes"
                    checked={is_ticked}
                    aria-describedby={described_by(id, &[("wrong", is_wrong)])}
                    aria-invalid={is_wrong.then_some("true")}
                />
                <span>{ sheet.say("sign-agree") }</span>
            </label>
        </div>
    }
}

/// The name stands by itself in its sentence, whichever way it is written.
fn by(sheet: &Sheet<'_>, name: &str, at: Millis) -> Html {
    let (name, date) = (
        format!("\u{2068}{name}\u{2069}"),
        sheet.words.date(at, DateStyle::Date),
    );
    let parts = [("name", (&name).into()), ("date", (&date).into())];
    html! { <p>{ icon(Icon::Done) }{ " " }{ sheet.tell("sign-done", &parts) }</p> }
}

/// What has to be put right in a signature.
pub(crate) fn bad_signature(sheet: &Sheet<'_>, bad: BadSignature) -> String {
    let most = [("count", LONGEST_NAME.into())];
    sheet.tell(&format!("typed-{}", bad.code()), &most)
}
