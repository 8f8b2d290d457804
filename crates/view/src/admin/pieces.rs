//! What several of these pages draw.

use api::Millis;
use yew::{Html, html};

use super::data::Fault;
use crate::{
    parts::{
        self,
        field::{self, Field, Typing},
    },
    sheet::Sheet,
    words::DateStyle,
};

/// A form of the visit.
pub(super) fn form(sheet: &Sheet<'_>, action: &str, children: Html) -> Html {
    html! {
        <form method="post" action={action.to_owned()}>
            { parts::hidden("form_token", &sheet.frame.form_token) }
            { children }
        </form>
    }
}

/// A form that is one button.
pub(super) fn press(sheet: &Sheet<'_>, action: &str, key: &str, main: bool) -> Html {
    form(
        sheet,
        action,
        html! { <button class={parts::button_class(main)}>{ sheet.say(key) }</button> },
    )
}

/// A form that is one button in a row of a table: its name says what it is about.
pub(super) fn press_for(
    sheet: &Sheet<'_>,
    action: &str,
    key: &str,
    about: &str,
    fields: &[(&str, &str)],
) -> Html {
    let text = sheet.say(key);
    form(
        sheet,
        action,
        html! {
            <>
                { for fields.iter().map(|(name, value)| parts::hidden(name, value)) }
                <button class="button" aria-label={format!("{text}: {about}")}>{ text.clone() }</button>
            </>
        },
    )
}

/// The way back to a form from a page that asks, with everything that was typed into it.
pub(super) fn back_to_form(sheet: &Sheet<'_>, action: &str, fields: &[(String, String)]) -> Html {
    form(
        sheet,
        action,
        html! {
            <>
                { for fields.iter().map(|(name, value)| parts::hidden(name, value)) }
                <button class="button" name="again" value="yes">{ sheet.say("admin-plan-back") }</button>
            </>
        },
    )
}

/// A value to copy. Without a script it is selected and copied by hand.
pub(super) fn copied(sheet: &Sheet<'_>, id: &str, label: &str, value: &str) -> Html {
    html! {
        <div class="field copied">
            <label for={id.to_owned()}>{ label.to_owned() }</label>
            <div class="row">
                <input type="text" id={id.to_owned()} readonly={true} value={value.to_owned()}/>
                { copy_button(sheet, id, label) }
            </div>
        </div>
    }
}

/// A text of several lines to copy.
pub(super) fn copied_text(sheet: &Sheet<'_>, id: &str, label: &str, value: &str) -> Html {
    html! {
        <div class="field copied">
            <label for={id.to_owned()}>{ label.to_owned() }</label>
            <textarea id={id.to_owned()} readonly={true} rows="6" value={value.to_owned()}/>
            { copy_button(sheet, id, label) }
        </div>
    }
}

fn copy_button(sheet: &Sheet<'_>, id: &str, label: &str) -> Html {
    html! {
        <button
            type="button"
            class="button"
            hidden={true}
            data-copy={id.to_owned()}
            data-done={sheet.tell("admin-copied", &[("what", label.into())])}
            aria-label={format!("{}: {label}", sheet.say("admin-copy"))}
        >{ sheet.say("admin-copy") }</button>
    }
}

/// A field for one line with what was typed and what has to be put right.
pub(super) fn line(
    sheet: &Sheet<'_>,
    name: &str,
    typed: &[(String, String)],
    faults: &[Fault],
) -> Html {
    line_with(sheet, name, &format!("admin-{name}-hint"), typed, faults)
}

/// The same with the hint of this key, where there is one.
pub(super) fn line_with(
    sheet: &Sheet<'_>,
    name: &str,
    hint: &str,
    typed: &[(String, String)],
    faults: &[Fault],
) -> Html {
    let value = value(typed, name);
    let fault = faults.iter().find(|fault| fault.field == name);
    let error = fault.map(|fault| sheet.say(fault.key)).unwrap_or_default();
    let hint = sheet.words.find(hint, &[]);
    let field = Field {
        name,
        label: &sheet.say(&format!("admin-{name}")),
        hint: hint.as_deref().unwrap_or_default(),
        error: &error,
        value,
        ..Field::default()
    };
    field::text(
        sheet,
        &field,
        Typing {
            autocomplete: "off",
            ..Typing::default()
        },
    )
}

/// What was typed into a field.
pub(super) fn value<'a>(typed: &'a [(String, String)], name: &str) -> &'a str {
    let found = typed.iter().find(|(each, _)| each == name);
    found.map(|(_, value)| &**value).unwrap_or_default()
}

/// Everything that has to be put right, above a form; `line` is that of a list.
pub(super) fn faults(sheet: &Sheet<'_>, faults: &[Fault], line: u32) -> Html {
    // The same thing can be wrong with several fields, so each is named where it has a name.
    let named = |fault: &Fault| {
        let text = sheet.tell(fault.key, &[("line", line.into())]);
        match sheet.words.find(&format!("admin-{}", fault.field), &[]) {
            Some(label) => format!("{label}: {text}"),
            None => text,
        }
    };
    let all: Vec<_> = faults
        .iter()
        .map(|fault| parts::faults::Fault::new(fault.field, named(fault)))
        .collect();
    parts::faults::summary(sheet, "faults", &all)
}

/// A day and a time, within a sentence.
pub(super) fn when(sheet: &Sheet<'_>, at: Millis) -> String {
    sheet.words.date(at, DateStyle::DayTime)
}

/// Names and values, each to be read and copied.
pub(super) fn values(sheet: &Sheet<'_>, prefix: &str, all: &[(&'static str, String)]) -> Html {
    let one = |(key, value): &(&'static str, String)| {
        let label = sheet.say(&format!("admin-{key}"));
        copied(sheet, &format!("{prefix}-{key}"), &label, value)
    };
    html! { <>{ for all.iter().map(one) }</> }
}

/// A section with a heading.
pub(super) fn section(title: String, body: Html) -> Html {
    html! { <section class="part-of-page"><h2>{ title }</h2>{ body }</section> }
}

/// A text as a value in the query of an address: nothing but letters and digits stays as it is.
pub(super) fn in_query(text: &str) -> String {
    let letter = |byte: u8| {
        if byte.is_ascii_alphanumeric() {
            char::from(byte).to_string()
        } else {
            format!("%{byte:02X}")
        }
    };
    text.bytes().map(letter).collect()
}
