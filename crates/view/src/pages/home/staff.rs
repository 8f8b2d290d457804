//! Staff of the course without a part in the scheme.

use api::{act::ClaimScheme, home::Claim};
use yew::{Html, html};

use super::hello;
use crate::{parts, sheet::Sheet};

/// Whether this person may ask to coordinate the scheme (decision 8).
pub(super) fn draw(sheet: &Sheet<'_>, claim: Claim) -> Html {
    let (title, text, action) = match claim {
        Claim::Open => (
            "claim-open",
            "claim-open-note",
            sheet.button::<ClaimScheme>("claim-button", true),
        ),
        Claim::Pending => ("claim-pending", "claim-pending-note", Html::default()),
        Claim::Taken => ("claim-taken", "claim-taken-note", Html::default()),
        Claim::NotYourRole => ("claim-role", "claim-role-note", Html::default()),
    };
    let contact = sheet.frame.contact.name.as_deref().unwrap_or("none");
    html! {
        <>
            { hello(sheet) }
            { parts::next(sheet.frame.scheme.clone(), sheet.say(title), html! { sheet.tell(text, &[("name", contact.into())]) }, action) }
            { parts::card(sheet.say("what-it-is-title"), html! { <p>{ sheet.say("what-it-is-staff") }</p> }) }
        </>
    }
}
