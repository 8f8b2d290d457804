//! Charts, and the shape of what is about to come.

use yew::{Html, html};

use crate::{
    parts::{
        self,
        chart::{self, Bar, Chart, Lay},
        skeleton::{Bone, skeleton},
    },
    sheet::Sheet,
};

/// Charts of many, few, one, no and very large figures, and one in a page that is read from the right.
pub(super) fn charts(sheet: &Sheet<'_>) -> Html {
    html! {
        <>
            <div class="columns">{ weeks(sheet) }{ waiting(sheet, "waiting") }{ one(sheet) }{ none(sheet) }</div>
            <div class="columns">{ hours(sheet) }{ large(sheet) }</div>
            <div class="columns">
                { chart::chart(sheet, &of(sheet, "empty", "sample-nothing", Lay::Up, &[])) }
                <div dir="rtl">{ waiting(sheet, "waiting-rtl") }</div>
            </div>
        </>
    }
}

fn of<'a>(
    sheet: &Sheet<'_>,
    id: &'a str,
    finding: &str,
    lay: Lay,
    bars: &'a [Bar<'a>],
) -> Chart<'a> {
    let heads = match finding {
        "sample-weeks" | "sample-one" => ["sample-week", "sample-meetings"],
        "sample-hour" | "sample-year" => ["sample-hours", "sample-visits"],
        _ => ["sample-department", "sample-people"],
    };
    Chart {
        id,
        finding: sheet.say(finding),
        heads: heads.map(|key| sheet.say(key)),
        bars,
        lay,
    }
}

/// Bars named by numbers.
fn numbered<'a>(names: &'a [String], values: &[u64]) -> Vec<Bar<'a>> {
    let bar = |(name, value): (&'a String, &u64)| Bar {
        name,
        value: *value,
        note: "",
    };
    names.iter().zip(values).map(bar).collect()
}

fn numbers(from: usize, count: usize) -> Vec<String> {
    (from..from + count)
        .map(|number| number.to_string())
        .collect()
}

fn weeks(sheet: &Sheet<'_>) -> Html {
    let (names, reading) = (numbers(1, 10), sheet.say("sample-reading"));
    let mut bars = numbered(&names, &[12, 41, 38, 30, 27, 4, 22, 25, 19, 0]);
    bars[5].note = &reading;
    chart::chart(sheet, &of(sheet, "weeks", "sample-weeks", Lay::Up, &bars))
}

fn waiting(sheet: &Sheet<'_>, id: &str) -> Html {
    let no_mentors = sheet.say("sample-no-mentors");
    let bar = |name, value, note| Bar { name, value, note };
    let bars = [
        bar("Biology", 31, ""),
        bar("Computer Science and Electronic Engineering", 18, ""),
        bar("Llenyddiaeth", 9, no_mentors.as_str()),
        bar("Law", 0, ""),
    ];
    chart::chart(sheet, &of(sheet, id, "sample-waiting", Lay::Across, &bars))
}

fn one(sheet: &Sheet<'_>) -> Html {
    let names = numbers(1, 1);
    let bars = numbered(&names, &[1]);
    chart::chart(sheet, &of(sheet, "one", "sample-one", Lay::Up, &bars))
}

fn none(sheet: &Sheet<'_>) -> Html {
    let bars = ["Biology", "Law"].map(|name| Bar {
        name,
        ..Bar::default()
    });
    chart::chart(
        sheet,
        &of(sheet, "none", "sample-nothing", Lay::Across, &bars),
    )
}

fn hours(sheet: &Sheet<'_>) -> Html {
    let names = numbers(0, 24);
    let values = [
        31, 12, 5, 2, 1, 3, 9, 44, 120, 180, 160, 155, 190, 170, 150, 149, 210, 260, 330, 412, 398,
        301, 160, 77,
    ];
    let bars = numbered(&names, &values);
    chart::chart(sheet, &of(sheet, "hours", "sample-hour", Lay::Up, &bars))
}

fn large(sheet: &Sheet<'_>) -> Html {
    let months: Vec<_> = (9..=12)
        .map(|month| sheet.say(&format!("month-{month}")))
        .collect();
    let bars = numbered(&months, &[912_345, 1_204_998_001, 450, 1]);
    chart::chart(sheet, &of(sheet, "large", "sample-year", Lay::Up, &bars))
}

/// The shape of a page beside a page of that shape: lines and headings are as tall as each other.
pub(super) fn skeletons(sheet: &Sheet<'_>) -> Html {
    html! {
        <div class="columns">
            <div id="to-come">{ skeleton(sheet, &[Bone::Heading, Bone::Lines(1), Bone::Card(1), Bone::Card(1)]) }</div>
            <div id="come">
                <div class="as-h1">{ sheet.say("your-mentor") }</div>
                <p>{ sheet.say("way-home") }</p>
                { parts::card(sheet.say("then"), html! { <p>{ sheet.say("gate-code-why") }</p> }) }
                { parts::card(sheet.say("nav-groups"), html! { <p>{ sheet.say("gate-code-why") }</p> }) }
            </div>
        </div>
    }
}
