//! Which part of a long list is shown.

use api::{
    ReadView,
    list::{Excerpt, PAGE},
};
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Longest search that is looked for, in characters.
const LONGEST_SEARCH: usize = 100;

/// What is looked for in a list, and from which page on it is shown.
pub(super) struct Asked {
    search: String,
    /// Folded.
    sought: String,
    from: u32,
}

impl Asked {
    pub(super) fn of(asked: &ReadView) -> Self {
        let search: String = asked.search.trim().chars().take(LONGEST_SEARCH).collect();
        Self {
            sought: folded(&search),
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
                .any(|text| folded(text).contains(&self.sought))
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

/// As people type: without marks on letters, apostrophes and hyphens, in lower case.
fn folded(text: &str) -> String {
    let plain = text.nfkd().filter(|letter| !is_combining_mark(*letter));
    let kept = plain.filter(|letter| !matches!(letter, '\'' | '’' | '‘' | 'ʼ' | '-' | '‐' | '‑'));
    kept.flat_map(char::to_lowercase)
        .map(|letter| match letter {
            'ø' => 'o',
            'ł' => 'l',
            'đ' => 'd',
            'ı' => 'i',
            other => other,
        })
        .collect()
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

    #[test]
    fn people_are_found_as_their_names_are_typed() {
        let check = |typed: &str, name: &str, expected: bool| {
            let asked = Asked::of(&ReadView {
                search: typed.to_owned(),
                ..ReadView::default()
            });
            let is_found = asked.matches([&Some(name.to_owned()), &None]);
            assert_eq!(is_found, expected, "{typed} in {name}");
        };
        check("chloe", "Chloé Martin", true);
        check("zofie", "Žofie Dvořáková", true);
        check("oneill", "Siân O'Neill-Ng", true);
        check("O’Neill", "Siân O'Neill-Ng", true);
        check("neill ng", "Siân O'Neill-Ng", false);
        check("bjorn", "Bjørn Łukasz", true);
        check("lukasz", "Bjørn Łukasz", true);
        check("ÉMILE", "Emile Zola", true);
        check("مريم", "مَرْيَم حسن", true);
        check("小龍", "李小龍", true);
        check("", "anyone", true);
        check("zoé", "Zuzana", false);
    }
}
