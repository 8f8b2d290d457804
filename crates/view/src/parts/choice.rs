//! A list to choose from: radio buttons for one, boxes for several.

use yew::{Html, html};

use super::faults::{described_by, hint, wrong};

/// A question with its choices. What is empty is not drawn.
#[derive(Clone, Default)]
pub(crate) struct Choices<'a> {
    /// Begins the ids of its choices, which go on with their values.
    pub(crate) id: String,
    /// What the choice is sent as.
    pub(crate) name: String,
    /// The question.
    pub(crate) legend: Html,
    /// What helps to answer it.
    pub(crate) hint: &'a str,
    /// What has to be put right, as a sentence that says what to do.
    pub(crate) error: &'a str,
    /// Whether more than one can be chosen.
    pub(crate) several: bool,
    /// Whether nothing can be chosen now.
    pub(crate) is_disabled: bool,
}

/// One of the choices.
#[derive(Clone, Copy)]
pub(crate) struct Choice<'a> {
    /// What is sent.
    pub(crate) value: &'a str,
    /// What it says.
    pub(crate) text: &'a str,
    /// Whether it is chosen.
    pub(crate) is_chosen: bool,
}

/// The question above its choices.
pub(crate) fn choices<'c>(of: &Choices<'_>, all: impl Iterator<Item = Choice<'c>>) -> Html {
    let said = [
        ("hint", !of.hint.is_empty()),
        ("wrong", !of.error.is_empty()),
    ];
    html! {
        <fieldset
            class={if of.error.is_empty() { "card question" } else { "card question is-wrong" }}
            disabled={of.is_disabled}
            aria-describedby={described_by(&of.id, &said)}
        >
            <legend>{ of.legend.clone() }</legend>
            { hint(&of.id, of.hint) }
            { wrong(&of.id, of.error) }
            { for all.map(|each| one(of, each)) }
        </fieldset>
    }
}

fn one(of: &Choices<'_>, choice: Choice<'_>) -> Html {
    let id = format!("{}-{}", of.id, choice.value);
    html! {
        <label class="choice" for={id.clone()}>
            <input
                type={if of.several { "checkbox" } else { "radio" }}
                {id}
                name={of.name.clone()}
                value={choice.value.to_owned()}
                checked={choice.is_chosen}
                // A radio button cannot be wrong by itself; what is said of its list is enough.
                aria-invalid={(of.several && !of.error.is_empty()).then_some("true")}
            />
            <span>{ choice.text.to_owned() }</span>
        </label>
    }
}
