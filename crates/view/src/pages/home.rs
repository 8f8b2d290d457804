//! What happens next, for each part a person can have.

#[cfg(feature = "staff")]
mod desk;
#[cfg(feature = "student")]
mod mentee;
#[cfg(feature = "student")]
mod mentor;
#[cfg(feature = "staff")]
mod staff;

use api::home::Home;
use yew::{Html, html};

use crate::{parts, sheet::Sheet};

pub(super) fn draw(sheet: &Sheet<'_>, home: &Home) -> Html {
    match home {
        Home::NotOpen => explain(sheet, "not-open-title", "not-open"),
        Home::Observer => explain(sheet, "observer-title", "observer"),
        #[cfg(feature = "student")]
        Home::Candidate { gates, mark } => mentor::candidate(sheet, gates, *mark),
        #[cfg(feature = "student")]
        Home::Mentor {
            gates,
            mark,
            mentees,
            published,
        } => mentor::mentor(sheet, gates, *mark, mentees, *published),
        #[cfg(feature = "student")]
        Home::Mentee { place, code_signed } => mentee::mentee(sheet, place, *code_signed),
        #[cfg(feature = "student")]
        Home::Asked => mentee::asked(sheet),
        #[cfg(feature = "student")]
        Home::Out => mentee::out(sheet),
        #[cfg(feature = "staff")]
        Home::Staff { claim } => staff::draw(sheet, *claim),
        #[cfg(feature = "staff")]
        Home::Coordinator { desk } => desk::draw(sheet, desk),
        #[cfg(not(feature = "student"))]
        _ => super::elsewhere(sheet),
    }
}

/// One explanation and nothing to do.
fn explain(sheet: &Sheet<'_>, title: &str, text: &str) -> Html {
    html! {
        <>
            { parts::heading(sheet.say(title)) }
            <p class="lead">{ sheet.tell(text, &[("scheme", (&sheet.frame.scheme).into())]) }</p>
            if let Some(href) = sheet.frame.course_url.clone() {
                <p><a class="button" target="_top" {href}>{ sheet.say("back-to-course") }</a></p>
            }
        </>
    }
}

/// A greeting by name, where the LMS gave one.
fn hello(sheet: &Sheet<'_>) -> Html {
    parts::heading(sheet.frame.me.as_ref().map_or_else(
        || sheet.say("hello"),
        |name| sheet.tell("hello-name", &[("name", name.into())]),
    ))
}

/// Another member as a peer sees them: a name, and what is known about their studies.
#[cfg(feature = "student")]
pub(super) fn peer(sheet: &Sheet<'_>, peer: &api::home::Peer, nameless: &str) -> Html {
    let year = peer
        .year
        .map(|year| sheet.tell("year-of-study", &[("year", year.into())]));
    let line: Vec<_> = [year, peer.discipline.clone()]
        .into_iter()
        .flatten()
        .collect();
    parts::who(
        peer.name.as_deref(),
        sheet.say(nameless),
        html! { <span class="quiet">{ line.join(" · ") }</span> },
    )
}
