//! Members of the scheme, as the coordinator sees them.

use api::{
    Route,
    people::{PAGE, Part, People, Person},
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
            { search(sheet, people) }
            if people.rows.is_empty() {
                { nobody(sheet, people) }
            } else {
                { list(sheet, people) }
                { paging(sheet, people) }
            }
        </>
    }
}

pub(super) fn search(sheet: &Sheet<'_>, people: &People) -> Html {
    let typed = sheet.live.search.as_ref().unwrap_or(&people.search);
    html! {
        <search>
            <form method="get" action={sheet.href(Route::People)} class="search">
                <label for="search">{ sheet.say("people-search") }</label>
                <div class="row">
                    <input type="search" id="search" name="search" maxlength="80" value={typed.clone()}/>
                    <button class="button">{ sheet.say("people-find") }</button>
                    if !people.search.is_empty() {
                        <a href={sheet.href(Route::People)}>{ sheet.say("people-all") }</a>
                    }
                </div>
            </form>
        </search>
    }
}

pub(super) fn nobody(sheet: &Sheet<'_>, people: &People) -> Html {
    let text = if people.search.is_empty() {
        sheet.say("people-none")
    } else {
        sheet.tell("people-none-found", &[("search", (&people.search).into())])
    };
    html! { <p class="empty">{ text }</p> }
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
    parts::table(
        sheet.tell("people-count", &[("count", people.matching.into())]),
        &heads,
        people
            .rows
            .iter()
            .map(|person| row(sheet, person))
            .collect(),
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

pub(super) fn paging(sheet: &Sheet<'_>, people: &People) -> Html {
    let last = people.matching.saturating_sub(1) / PAGE;
    if last == 0 {
        return Html::default();
    }
    let link = |page: u32, key: &str| {
        let query = parts::query(&[("search", &people.search), ("from", &page.to_string())]);
        html! { <a class="button" href={format!("{}{query}", sheet.href(Route::People))}>{ sheet.say(key) }</a> }
    };
    html! {
        <nav class="row" aria-label={sheet.say("paging")}>
            if people.from > 0 { { link(people.from - 1, "page-before") } }
            <span>
                { sheet.tell("page-of", &[("page", (people.from + 1).into()), ("of", (last + 1).into())]) }
            </span>
            if people.from < last { { link(people.from + 1, "page-after") } }
        </nav>
    }
}
