//! What belongs to a form as a whole: what has to be put right in it, and a signature under it.

use domain::typed::{self, BadSignature};
use yew::{Html, html};

use super::states;
use crate::{
    parts::{
        faults::{self, Fault},
        signature::{self, Signed, Signing},
        when,
    },
    samples::NOW,
    sheet::Sheet,
};

/// The faults of fields further down on the same page.
pub(super) fn faults(sheet: &Sheet<'_>) -> Html {
    let place = Fault::new("where-wrong", sheet.say("sample-where-wrong"));
    let how = Fault::new("way-wrong-place", sheet.say("sample-how-wrong"));
    let typed = typed::TypedDate {
        day: "31",
        month: "2",
        year: "2026",
    };
    let day = typed::date(typed).err().map(|bad| {
        let sentence = when::bad_date(sheet, bad, sheet.words.civil(NOW));
        Fault::new(when::first_wrong("day-wrong", bad), sentence)
    });
    let all: Vec<_> = [place.clone(), how].into_iter().chain(day).collect();
    states([
        ("One thing", faults::summary(sheet, "one-fault", &[place])),
        ("Three", faults::summary(sheet, "three-faults", &all)),
    ])
}

pub(super) fn signatures(sheet: &Sheet<'_>) -> Html {
    let missing = typed::signature("", false).err().unwrap_or_default();
    let long = [BadSignature::LongName];
    let open = |typed, is_ticked, faults| Signed::Open {
        typed,
        is_ticked,
        faults,
    };
    let by = Signed::By {
        name: "Amina Yusuf",
        at: NOW,
    };
    states([
        ("Empty", sign(sheet, "sign-empty", open("", false, &[]))),
        (
            "Filled in",
            sign(sheet, "sign-filled", open("Amina Yusuf", true, &[])),
        ),
        (
            "To be put right",
            sign(sheet, "sign-wrong", open("", false, &missing)),
        ),
        (
            "A name too long",
            sign(sheet, "sign-long", open("Amina and so on", true, &long)),
        ),
        ("Signed", sign(sheet, "sign-done", by)),
    ])
}

fn sign(sheet: &Sheet<'_>, name: &str, state: Signed<'_>) -> Html {
    let signing = Signing {
        name,
        title: sheet.say("sample-agreement"),
        text: html! { <p>{ sheet.say("sample-agreement-text") }</p> },
        seen_by: sheet.say("sample-seen-by"),
        state,
    };
    signature::signature(sheet, &signing)
}
