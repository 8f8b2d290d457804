//! Everything that has to be put right in a form, above it.

use yew::{Html, html};

use crate::sheet::Sheet;

/// One thing that has to be put right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fault {
    /// The id of the field.
    pub(crate) field: String,
    /// The sentence that stands above the field too.
    pub(crate) text: String,
}

impl Fault {
    /// This sentence about the field of this id.
    pub(crate) fn new(field: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            field: field.into(),
            text: text.into(),
        }
    }
}

/// What has to be put right, each a link to its field; nothing where all is well. A page that comes
/// with it begins there, and where the app puts it into a page it is read out.
pub(crate) fn summary(sheet: &Sheet<'_>, id: &str, faults: &[Fault]) -> Html {
    if faults.is_empty() {
        return Html::default();
    }
    let title = format!("{id}-title");
    let link = |fault: &Fault| {
        html! { <li><a href={format!("#{}", fault.field)}>{ fault.text.clone() }</a></li> }
    };
    html! {
        <div class="trouble faults" id={id.to_owned()} role="alert" tabindex="-1" autofocus={true} aria-labelledby={title.clone()}>
            <h2 id={title}>{ sheet.tell("faults-title", &[("count", faults.len().into())]) }</h2>
            <p>{ sheet.say("faults-note") }</p>
            <ul>{ for faults.iter().map(link) }</ul>
        </div>
    }
}
