//! What is asked before an act that does harm, or that is likely a slip.

use yew::{Html, html};

use super::pieces;
use crate::{parts, sheet::Sheet};

/// An act that waits for a second word.
#[derive(Clone, Debug, Default)]
pub struct Question {
    /// What would come of it: keys of sentences, each with the name that it is about.
    pub why: Vec<(&'static str, String)>,
    /// How many courses it is about.
    pub courses: u32,
    /// The key of the button that does it.
    pub way: &'static str,
    /// Where it is posted.
    pub action: String,
    /// What is posted with it.
    pub fields: Vec<(String, String)>,
    /// The page it was asked from.
    pub back: String,
    /// Whether it was asked from a form, which keeps what was typed.
    pub is_of_form: bool,
}

pub(super) fn draw(sheet: &Sheet<'_>, question: &Question) -> Html {
    html! {
        <>
            <p class="lead">{ sheet.say("admin-plan-note") }</p>
            { warned(sheet, &question.why, question.courses) }
            <div class="row">
                { pieces::form(sheet, &question.action, html! {
                    <>
                        { for question.fields.iter().map(|(name, value)| parts::hidden(name, value)) }
                        { parts::hidden("confirmed", "yes") }
                        <button class="button main">{ sheet.say(question.way) }</button>
                    </>
                }) }
                if question.is_of_form {
                    { pieces::back_to_form(sheet, &question.back, &question.fields) }
                } else {
                    <a class="button" href={question.back.clone()}>{ sheet.say("admin-plan-back") }</a>
                }
            </div>
        </>
    }
}

/// Sentences that should be read before a button is pressed; nothing where there are none.
pub(super) fn warned(sheet: &Sheet<'_>, why: &[(&'static str, String)], courses: u32) -> Html {
    let sentence = |(key, name): &(&'static str, String)| {
        let told = [("name", name.into()), ("count", courses.into())];
        html! { <p class="breaks">{ sheet.tell(key, &told) }</p> }
    };
    html! {
        if !why.is_empty() {
            <div class="trouble">{ for why.iter().map(sentence) }</div>
        }
    }
}
