//! The mark and the icons. Each is a file of one or two paths in `www/icons`; the pages draw the
//! paths themselves, so that they take the colour of the text around them.

use yew::{Html, html};

/// The icons, by what they say.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Icon {
    /// The mark: two lines side by side, one a little ahead.
    Mark,
    /// Done, right, well.
    Done,
    /// Worth another look.
    Look,
    /// Get help.
    Help,
    /// A way back.
    Back,
}

impl Icon {
    const fn file(self) -> &'static str {
        match self {
            Self::Mark => include_str!("../../../../www/icons/mark.svg"),
            Self::Done => include_str!("../../../../www/icons/done.svg"),
            Self::Look => include_str!("../../../../www/icons/look.svg"),
            Self::Help => include_str!("../../../../www/icons/help.svg"),
            Self::Back => include_str!("../../../../www/icons/back.svg"),
        }
    }
}

/// An icon beside words that say the same, so it is hidden from screen readers.
pub(crate) fn icon(icon: Icon) -> Html {
    let class = if icon == Icon::Mark {
        "icon lines"
    } else {
        "icon"
    };
    html! {
        <svg {class} width="24" height="24" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
            { for paths(icon.file()).map(|d| html! { <path d={d.to_owned()}/> }) }
        </svg>
    }
}

/// The `d` of every path in a file.
fn paths(svg: &str) -> impl Iterator<Item = &str> {
    svg.split(" d=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_icon_has_paths_on_a_grid_of_24() {
        for icon in [Icon::Mark, Icon::Done, Icon::Look, Icon::Help, Icon::Back] {
            assert!(icon.file().contains("viewBox=\"0 0 24 24\""));
            assert!(paths(icon.file()).count() >= 1);
            assert!(paths(icon.file()).all(|d| d.starts_with('M')));
        }
    }
}
