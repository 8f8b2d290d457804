//! What was proved of groups, and what putting the worst-placed first takes and gives.

use api::groups::{Allocation, Fit, Rounded};
use yew::{Html, html};

use crate::{
    parts::{self, Mood},
    sheet::Sheet,
};

/// What was proved, by whom, how long it took, and who waits.
pub(super) fn proof(sheet: &Sheet<'_>, allocation: &Allocation) -> Html {
    html! {
        <>
            { checked(sheet, allocation) }
            if allocation.waiting > 0 {
                <p>{ sheet.tell("proposed-waiting", &[("waiting", allocation.waiting.into())]) }</p>
            }
            if allocation.lacking > 0 {
                <p>{ sheet.tell("proposed-lacking", &[("lacking", allocation.lacking.into())]) }</p>
            }
        </>
    }
}

fn checked(sheet: &Sheet<'_>, allocation: &Allocation) -> Html {
    if !allocation.proven {
        return html! { <p>{ parts::tag(Mood::Human, sheet.say("not-proven")) }</p> };
    }
    let millis = u32::try_from(allocation.check_micros / 1000).unwrap_or(u32::MAX);
    let key = match allocation.fairness {
        None => "proven",
        Some(_) => "proven-fair",
    };
    let args = [
        ("placed", allocation.placed.into()),
        ("millis", millis.into()),
    ];
    html! {
        <>
            <p>{ parts::tag(Mood::Good, sheet.say(key)) }</p>
            <p class="lead">{ sheet.tell(&format!("{key}-note"), &args) }</p>
        </>
    }
}

/// What that takes from all together and gives to the worst-placed, where they came first.
pub(super) fn fairness(sheet: &Sheet<'_>, allocation: &Allocation) -> Html {
    let Some(fairness) = &allocation.fairness else {
        return Html::default();
    };
    let (fair, best) = (&fairness.fair, &fairness.best);
    let text = if fair == best {
        html! { <p>{ sheet.say("fairness-same") }</p> }
    } else {
        html! {
            <ul>
                <li>{ beside(sheet, "fairness-worst", fair.worst, best.worst) }</li>
                <li>{ as_bad(sheet, fair, best) }</li>
                <li>{ beside(sheet, "fairness-mean", fair.mean, best.mean) }</li>
            </ul>
        }
    };
    parts::card(
        sheet.say("fairness-title"),
        html! { <>{ text }{ parts::quiet(sheet.say("fairness-of")) }</> },
    )
}

fn beside(sheet: &Sheet<'_>, key: &str, fair: u32, best: u32) -> String {
    let args = [
        ("fair", fair.into()),
        ("best", best.into()),
        ("differs", fair.abs_diff(best).into()),
    ];
    sheet.tell(key, &args)
}

/// How many fit as badly as the worst would; 0 stands for fewer than five.
fn as_bad(sheet: &Sheet<'_>, fair: &Fit, best: &Fit) -> String {
    let number = |rounded| match rounded {
        Rounded::Few => 0,
        Rounded::About(number) => number,
    };
    let args = [
        ("fair", number(fair.as_bad).into()),
        ("best", number(best.as_bad).into()),
        ("worst", best.worst.into()),
    ];
    sheet.tell("fairness-as-bad", &args)
}
