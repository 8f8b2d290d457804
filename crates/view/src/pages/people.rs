//! Members of the scheme, as the coordinator sees them.

use api::{
    Route,
    people::{Part, People, Person},
};
use yew::{Html, html};

use crate::{
    parts::{self, Cell, Mood},
    sheet::Sheet,
};

pub(super) fn draw(sheet: &Sheet<'_>, people: &People) -> Html {
    html! {
        <>
            { parts::heading(sheet.say("nav-people")) }
            { parts::facts(sheet, &[
                (people.counts.mentees, "count-mentees"),
                (people.counts.mentors_ready, "count-mentors"),
                (people.counts.mentors_at_gates, "count-at-gates"),
                (people.counts.asked, "count-asked"),
                (people.counts.out, "count-out"),
                (people.counts.staff, "count-staff"),
            ]) }
            { parts::search(sheet, Route::People, "people-search", &people.excerpt) }
            if people.rows.is_empty() {
                { parts::nothing(sheet, "people-none", &people.excerpt) }
            } else {
                { list(sheet, people) }
                { parts::paging(sheet, Route::People, &people.excerpt) }
            }
        </>
    }
}

fn list(sheet: &Sheet<'_>, people: &People) -> Html {
    let heads = [
        "people-name",
        "people-part",
        "people-course",
        "people-year",
        "people-number",
    ];
    let heads = heads.map(|key| sheet.say(key));
    parts::rows(
        sheet,
        sheet.tell("people-count", &[("count", people.excerpt.matching.into())]),
        &heads,
        people
            .rows
            .iter()
            .map(|person| row(sheet, person))
            .collect(),
        &people.excerpt,
    )
}

fn row(sheet: &Sheet<'_>, person: &Person) -> Vec<Cell> {
    let name = person.name.clone().unwrap_or_else(|| sheet.say("nameless"));
    vec![
        html! { <bdi>{ name }</bdi> },
        html! {
            <>
                { part(sheet, person.part) }
                if person.held {
                    { " " }{ parts::tag(Mood::Human, sheet.say("people-held")) }
                }
            </>
        },
        html! { person.discipline.clone().unwrap_or_default() },
        html! { person.year.map(|year| year.to_string()).unwrap_or_default() },
        html! { person.number.clone().unwrap_or_default() },
    ]
}

fn part(sheet: &Sheet<'_>, part: Part) -> String {
    let key = match part {
        Part::Coordinator => "part-coordinator",
        Part::Staff => "part-staff",
        Part::Mentor => "part-mentor",
        Part::Candidate(gate) => {
            let gate = sheet.say(&format!("gate-{}", parts::gate_key(gate)));
            return sheet.tell("part-candidate", &[("gate", (&gate).into())]);
        }
        Part::Mentee => "part-mentee",
        Part::Asked => "part-asked",
        Part::Out => "part-out",
        Part::Observer => "part-observer",
    };
    sheet.say(key)
}
