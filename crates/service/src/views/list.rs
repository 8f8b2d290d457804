//! Which part of a long list is shown.

use api::{
    ReadView,
    list::{Excerpt, PAGE},
};

/// Longest search that is looked for, in characters.
const LONGEST_SEARCH: usize = 100;

/// What is looked for in a list, and from which page on it is shown.
pub(super) struct Asked {
    search: String,
    /// In lower case.
    sought: String,
    from: u32,
}

impl Asked {
    pub(super) fn of(asked: &ReadView) -> Self {
        let search: String = asked.search.trim().chars().take(LONGEST_SEARCH).collect();
        Self {
            sought: search.to_lowercase(),
            search,
            from: asked.from,
        }
    }

    /// Whether a row with these texts is among those looked for.
    pub(super) fn matches<'a>(&self, texts: impl IntoIterator<Item = &'a Option<String>>) -> bool {
        self.sought.is_empty()
            || texts
                .into_iter()
                .flatten()
                .any(|text| text.to_lowercase().contains(&self.sought))
    }

    /// The rows of the page that is asked for, out of all that match. Who asks for a page after the
    /// last gets the last.
    pub(super) fn cut<T>(self, mut rows: Vec<T>) -> (Excerpt, Vec<T>) {
        let mut excerpt = Excerpt {
            search: self.search,
            from: self.from,
            matching: u32::try_from(rows.len()).unwrap_or(u32::MAX),
        };
        excerpt.from = excerpt.from.min(excerpt.last());
        let start = (excerpt.from as usize).saturating_mul(PAGE as usize);
        rows.drain(..start.min(rows.len()));
        rows.truncate(PAGE as usize);
        (excerpt, rows)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(from: u32, count: u32, expected: &[u32]) {
        let asked = Asked::of(&ReadView {
            from,
            ..ReadView::default()
        });
        let (excerpt, rows) = asked.cut((0..count).collect::<Vec<_>>());
        assert_eq!(excerpt.matching, count);
        let ends: Vec<_> = [rows.first(), rows.last()]
            .into_iter()
            .flatten()
            .copied()
            .collect();
        assert_eq!(ends, expected, "page {from} of {count}");
    }

    #[test]
    fn a_page_has_a_hundred_rows_and_the_one_after_the_last_is_the_last() {
        check(0, 0, &[]);
        check(7, 0, &[]);
        check(0, 100, &[0, 99]);
        check(1, 100, &[0, 99]);
        check(1, 101, &[100, 100]);
        check(1, 250, &[100, 199]);
        check(u32::MAX, 250, &[200, 249]);
    }
}
