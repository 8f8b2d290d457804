use api::{Language, Page, View, home::Home};

use super::{
    scale::{WHOLE, percent, share, shortened},
    *,
};
use crate::{fluent::FluentWords, html::write, live::Live, samples};

fn drawn(lay: Lay, bars: &[Bar<'_>]) -> String {
    let view = View {
        frame: samples::all(Language::En)[0].view.frame.clone(),
        page: Page::Home { home: Home::Out },
    };
    let sheet = Sheet {
        frame: &view.frame,
        words: &FluentWords::new(Language::En, "Europe/London"),
        live: &Live::default(),
    };
    let of = Chart {
        id: "one",
        finding: "Most meet in week 2.".to_owned(),
        heads: ["Week".to_owned(), "Meetings".to_owned()],
        bars,
        lay,
    };
    write(&chart(&sheet, &of))
}

fn bars(values: &[u64]) -> Vec<Bar<'static>> {
    let bar = |value: &u64| Bar {
        name: "A name",
        value: *value,
        note: "",
    };
    values.iter().map(bar).collect()
}

#[test]
fn the_drawing_is_named_by_what_it_finds_and_the_table_has_every_figure() {
    for lay in [Lay::Across, Lay::Up] {
        let html = drawn(lay, &bars(&[3, 1_200_000, 0]));
        assert!(html.contains(r#"<figcaption id="one-finding">Most meet in week 2.</figcaption>"#));
        assert!(html.contains(r#"<svg role="img" aria-labelledby="one-finding""#));
        for figure in ["3</td>", "1,200,000</td>", "0</td>"] {
            assert!(html.contains(figure), "{figure} in {html}");
        }
    }
}

#[test]
fn no_figure_breaks_a_drawing() {
    let check = |values: &[u64]| {
        for lay in [Lay::Across, Lay::Up] {
            let html = drawn(lay, &bars(values));
            let count = html.matches(r#"class="bar""#).count();
            assert_eq!(count, values.len(), "{values:?}");
            let below = [r#"x="-"#, r#"width="-"#, r#"height="-"#];
            assert!(!below.iter().any(|less| html.contains(less)), "{html}");
        }
    };
    check(&[]);
    check(&[0]);
    check(&[7]);
    check(&[0, 0, 0]);
    check(&[u64::MAX, 1, u64::MAX]);
    check(&[5; 24]);
    check(&(0..500).collect::<Vec<_>>());
    assert!(drawn(Lay::Up, &[]).contains("There are no figures yet."));
}

#[test]
fn a_share_is_exact_and_whatever_is_there_is_seen() {
    let check = |value, largest, expected| assert_eq!(share(value, largest), expected);
    check(0, 0, 0);
    check(0, 10, 0);
    check(10, 10, WHOLE);
    check(1, 3, 333);
    check(1, u64::MAX, 6);
    check(u64::MAX, u64::MAX, WHOLE);
    check(u64::MAX / 2, u64::MAX, 499);
    assert_eq!(
        [percent(0), percent(6), percent(333), percent(WHOLE)],
        ["0.0%", "0.6%", "33.3%", "100.0%"]
    );
}

#[test]
fn what_is_worth_a_look_is_said_and_not_only_coloured() {
    let noted = [
        Bar {
            name: "Week 5",
            value: 12,
            note: "",
        },
        Bar {
            name: "Week 6",
            value: 2,
            note: "Week 6 is for reading.",
        },
    ];
    for lay in [Lay::Across, Lay::Up] {
        let html = drawn(lay, &noted);
        assert!(html.contains(r#"class="bar noted""#), "{html}");
        assert!(html.contains(">! 2</text>"), "{html}");
        assert!(html.contains("Week 6 is for reading."), "{html}");
    }
}

#[test]
fn a_name_is_shortened_by_letters_of_any_script() {
    let check = |name, most, expected: &str| assert_eq!(shortened(name, most), expected);
    check("Biology", 7, "Biology");
    check("Biology", 4, "Bio…");
    check("李小龍龍龍", 3, "李小…");
    check("Modern languages", 8, "Modern…");
}

#[test]
fn among_many_bars_the_largest_and_the_noted_are_written() {
    let mut many = bars(&[40; 24]);
    many[7].value = 1_000;
    many[9] = Bar {
        name: "Week 10",
        value: 3,
        note: "Week 6 is for reading.",
    };
    let html = drawn(Lay::Up, &many);
    let svg = &html[..html.find("</figure>").unwrap_or_default()];
    let svg = &svg[..svg.find("<details").unwrap_or_default()];
    assert!(
        svg.contains(">1,000</text>") && svg.contains(">! 3</text>"),
        "{svg}"
    );
    assert!(!svg.contains(">40</text>"), "{svg}");
}
