//! The mark and the few icons, from the files in `www/icons`.

use yew::{Html, html};

/// The mark: two lines side by side, one a little ahead.
pub(crate) fn mark() -> Html {
    html! {
        <svg class="mark-lines" width="24" height="24" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
            <path class="near" d="M6 21V10a4 4 0 0 1 4-4"/>
            <path class="ahead" d="M14 21v-8a8 8 0 0 1 7-8"/>
        </svg>
    }
}
