//! The code of conduct: read it, sign it (R34, R40, R42).

use api::{Route, act::SignCode, training::Code};
use yew::{Html, html};

use crate::{
    markdown, parts,
    parts::{Icon, icon},
    sheet::Sheet,
    words::DateStyle,
};

pub(super) fn draw(sheet: &Sheet<'_>, code: &Code) -> Html {
    let (title, text) = markdown::split_title(&code.markdown);
    html! {
        <>
            { parts::heading(title.map_or_else(|| sheet.say("code-title"), str::to_owned)) }
            <p class="lead">{ sheet.tell("code-version", &[("version", code.version.into())]) }</p>
            if code.draft_translation && sheet.frame.staff {
                <p class="notice">{ sheet.say("code-draft") }</p>
            }
            <div class="prose">{ markdown::draw(text, 1) }</div>
            { signature(sheet, code) }
        </>
    }
}

fn signature(sheet: &Sheet<'_>, code: &Code) -> Html {
    if let Some(at) = code.signed_at {
        let date = sheet.words.date(at, DateStyle::Date);
        return html! {
            <section class="card signed">
                <p>{ icon(Icon::Done) }{ " " }{ sheet.tell("code-signed", &[("date", (&date).into())]) }</p>
                <div class="row">
                    { sheet.way(Route::Home, "way-home", true) }
                </div>
            </section>
        };
    }
    if !code.may_sign {
        return Html::default();
    }
    parts::card(
        sheet.say("code-sign-title"),
        sheet.form::<SignCode>(html! {
            <>
                { parts::hidden("version", &code.version.to_string()) }
                <label class="choice" for="agree">
                    <input type="checkbox" id="agree" name="agree" value="yes" required={true}/>
                    <span>{ sheet.say("code-agree") }</span>
                </label>
                <button class="button main">{ sheet.say("code-sign") }</button>
            </>
        }),
    )
}
