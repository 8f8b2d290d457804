//! Fields that a reader types into, and lists that fold out. The label stands above, then a hint, then
//! what has to be put right, then the field: nothing is said inside it that typing would hide.

use yew::{Html, html};

use super::faults::{described_by, hint, wrong};
use crate::sheet::Sheet;

/// A field, as its form has it. What is empty is not drawn.
#[derive(Clone, Copy, Default)]
pub(crate) struct Field<'a> {
    /// Its id, and the name that its value is sent by.
    pub(crate) name: &'a str,
    /// What is asked for.
    pub(crate) label: &'a str,
    /// What helps to answer.
    pub(crate) hint: &'a str,
    /// What has to be put right, as a sentence that says what to do.
    pub(crate) error: &'a str,
    /// What is in it.
    pub(crate) value: &'a str,
    /// Most characters, as a browser counts them: UTF-16 code units.
    pub(crate) most: Option<usize>,
    /// Whether it may stay empty, which is said.
    pub(crate) is_optional: bool,
    /// Whether nothing can be typed now; the hint says why.
    pub(crate) is_disabled: bool,
}

/// How the browser helps with typing a line.
#[derive(Clone, Copy, Default)]
pub(crate) struct Typing {
    /// A token of HTML's list of `autocomplete`, such as `name`; empty says nothing.
    pub(crate) autocomplete: &'static str,
    /// Which keyboard a phone shows, such as `email`; empty is the usual one.
    pub(crate) inputmode: &'static str,
    /// True where the answer is a few figures, so that the field is as short as that.
    pub(crate) is_short: bool,
}

impl Field<'_> {
    /// Characters in it.
    fn length(&self) -> usize {
        self.value.encode_utf16().count()
    }

    fn described_by(&self) -> Option<String> {
        let said = [
            ("hint", !self.hint.is_empty()),
            ("wrong", !self.error.is_empty()),
            ("count", self.most.is_some()),
        ];
        described_by(self.name, &said)
    }

    fn is_wrong(&self) -> Option<&'static str> {
        (!self.error.is_empty()).then_some("true")
    }
}

/// A field for one line. Nothing longer than it may be can be typed.
pub(crate) fn text(sheet: &Sheet<'_>, field: &Field<'_>, typing: Typing) -> Html {
    let told = |text: &'static str| (!text.is_empty()).then_some(text);
    let control = html! {
        <input
            type="text"
            id={field.name.to_owned()}
            name={field.name.to_owned()}
            class={typing.is_short.then_some("short")}
            value={field.value.to_owned()}
            maxlength={field.most.map(|most| most.to_string())}
            autocomplete={told(typing.autocomplete)}
            inputmode={told(typing.inputmode)}
            disabled={field.is_disabled}
            aria-describedby={field.described_by()}
            aria-invalid={field.is_wrong()}
        />
    };
    around(sheet, field, control)
}

/// A field for several lines. More than fits can be put in, and is counted: a browser that holds to a
/// length cuts off the end of what somebody pastes, and says nothing.
pub(crate) fn area(sheet: &Sheet<'_>, field: &Field<'_>) -> Html {
    let control = html! {
        <textarea
            id={field.name.to_owned()}
            name={field.name.to_owned()}
            rows="4"
            value={field.value.to_owned()}
            disabled={field.is_disabled}
            aria-describedby={field.described_by()}
            aria-invalid={field.is_wrong()}
        />
    };
    around(sheet, field, control)
}

/// A list that folds out, of values and what they say. It begins with the invitation to choose, so
/// that nobody sends what they did not choose.
pub(crate) fn select(sheet: &Sheet<'_>, field: &Field<'_>, options: &[(&str, String)]) -> Html {
    let invitation = ("", sheet.say("field-choose"));
    let all = std::iter::once(&invitation).chain(options);
    let option = |(value, text): &(&str, String)| {
        let is_chosen = *value == field.value;
        html! { <option value={(*value).to_owned()} selected={is_chosen}>{ text.clone() }</option> }
    };
    let control = html! {
        <select
            id={field.name.to_owned()}
            name={field.name.to_owned()}
            disabled={field.is_disabled}
            aria-describedby={field.described_by()}
            aria-invalid={field.is_wrong()}
        >
            { for all.map(option) }
        </select>
    };
    around(sheet, field, control)
}

fn around(sheet: &Sheet<'_>, field: &Field<'_>, control: Html) -> Html {
    html! {
        <div class={class(field.error)}>
            <label for={field.name.to_owned()}>
                { field.label.to_owned() }
                if field.is_optional {
                    <span class="small">{ " " }{ sheet.say("field-optional") }</span>
                }
            </label>
            { hint(field.name, field.hint) }
            { wrong(field.name, field.error) }
            { control }
            { field.most.map(|most| count(sheet, field, most)) }
        </div>
    }
}

/// The class of a field, by whether something has to be put right.
pub(super) const fn class(error: &str) -> &'static str {
    if error.is_empty() {
        "field"
    } else {
        "field is-wrong"
    }
}

/// How much more fits: read with the field, and out loud only when there is little left, because a
/// voice at every letter helps nobody.
fn count(sheet: &Sheet<'_>, field: &Field<'_>, most: usize) -> Html {
    let length = field.length();
    let text = if length == 0 {
        sheet.tell("field-most", &[("count", most.into())])
    } else if length <= most {
        sheet.tell("field-left", &[("count", (most - length).into())])
    } else {
        sheet.tell("field-over", &[("count", (length - most).into())])
    };
    let is_near = length + most / 10 >= most;
    html! {
        <p class="small count" id={format!("{}-count", field.name)} aria-live={if is_near { "polite" } else { "off" }}>
            { text }
        </p>
    }
}
