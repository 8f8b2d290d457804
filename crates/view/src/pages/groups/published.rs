//! Groups that everyone sees, and those who have none.

use api::{
    act::PlaceLate,
    groups::{Allocation, ByMoving, Late},
};
use yew::{Html, html};

use super::allocation;
use crate::{parts, sheet::Sheet, words::DateStyle};

pub(super) fn draw(sheet: &Sheet<'_>, allocation: &Allocation, late: &Late, seats: u32) -> Html {
    let at = allocation.published_at.unwrap_or(allocation.formed_at);
    let date = sheet.words.date(at, DateStyle::DayTime);
    html! {
        <>
            { parts::heading(sheet.say("groups-published-title")) }
            <p class="lead">{ sheet.tell("published-at", &[("date", (&date).into())]) }</p>
            if late.count > 0 {
                { without_group(sheet, late, seats) }
            }
            { allocation::figures(sheet, allocation, &[(seats, "count-seats")]) }
            { allocation::list(sheet, allocation) }
        </>
    }
}

/// Whoever finds a free place is placed. What moving people would do is said, once it is asked for.
fn without_group(sheet: &Sheet<'_>, late: &Late, seats: u32) -> Html {
    let (note, way) = match late.by_moving {
        _ if late.fitting > 0 => (
            sheet.tell("late-note", &[("seats", seats.into())]),
            sheet.button::<PlaceLate>("desk-late-way", true),
        ),
        Some(found) => (by_moving(sheet, found), Html::default()),
        None => (
            sheet.tell("late-no-place", &[("seats", seats.into())]),
            sheet.button::<PlaceLate>("late-look-way", false),
        ),
    };
    parts::next(
        sheet.say("next-step"),
        sheet.tell("late", &[("late", late.count.into())]),
        html! { note },
        way,
    )
}

fn by_moving(sheet: &Sheet<'_>, found: ByMoving) -> String {
    let args = [
        ("placed", found.placed.into()),
        ("moved", found.moved.into()),
    ];
    sheet.tell("late-by-moving", &args)
}
