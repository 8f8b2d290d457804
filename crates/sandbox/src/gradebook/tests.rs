use super::*;

fn wanted(body: &str) -> Result<Wanted, BadColumn> {
    Wanted::read(body.as_bytes())
}

#[test]
fn a_line_item_needs_a_label_and_a_maximum() {
    let check = |body: &str| assert_eq!(wanted(body), Err(BadColumn::Incomplete), "{body}");
    check("");
    check("[]");
    check(r#"{"scoreMaximum": 1}"#);
    check(r#"{"label": "", "scoreMaximum": 1}"#);
    check(r#"{"label": "A"}"#);
    check(r#"{"label": "A", "scoreMaximum": -1}"#);
    check(r#"{"label": "A", "scoreMaximum": "many"}"#);
    assert!(wanted(r#"{"label": "A", "scoreMaximum": 0}"#).is_ok());
}

#[test]
fn a_tool_sees_its_own_columns_through_the_filter() {
    let mut book = Gradebook::default();
    let one = r#"{"label": "A", "scoreMaximum": 1, "resourceId": "r1", "tag": "t"}"#;
    let two = r#"{"label": "B", "scoreMaximum": 1, "resourceId": 2, "resourceLinkId": "9"}"#;
    book.add(1, "us", &wanted(one).unwrap()).unwrap();
    book.add(1, "us", &wanted(two).unwrap()).unwrap();
    book.add(1, "them", &wanted(one).unwrap()).unwrap();
    let some = |text: &str| Some(text.to_owned());
    let check = |filter: Filter, expected: &[u64]| {
        let ids: Vec<u64> = book
            .of_tool(1, "us", &filter)
            .iter()
            .map(|one| one.id)
            .collect();
        assert_eq!(ids, expected, "{filter:?}");
    };
    let all = Filter::default;
    check(all(), &[1, 2]);
    check(
        Filter {
            resource_id: some("r1"),
            ..all()
        },
        &[1],
    );
    check(
        Filter {
            resource_id: some("2"),
            ..all()
        },
        &[2],
    );
    check(
        Filter {
            resource_link_id: some("9"),
            ..all()
        },
        &[2],
    );
    check(
        Filter {
            tag: some("none"),
            ..all()
        },
        &[],
    );
}

#[test]
fn a_removed_column_takes_its_marks_along_and_its_number_is_not_used_again() {
    let mut book = Gradebook::default();
    let item = wanted(r#"{"label": "A", "scoreMaximum": 1}"#).unwrap();
    book.add(1, "us", &item).unwrap();
    book.mark_mut(1, "7").at = Some(1);
    assert!(book.remove(1));
    assert!(!book.remove(1));
    assert_eq!(book.marks().count(), 0);
    assert_eq!(book.add(1, "us", &item).unwrap().id, 2);
}

#[test]
fn the_five_hundredth_column_is_the_last() {
    let mut book = Gradebook::default();
    let item = wanted(r#"{"label": "A", "scoreMaximum": 1}"#).unwrap();
    assert!((0..500).all(|_| book.add(1, "us", &item).is_ok()));
    assert_eq!(book.add(1, "us", &item), Err(BadColumn::Full));
}

#[test]
fn results_leave_out_marks_that_no_tool_has_timed() {
    let mut book = Gradebook::default();
    book.mark_mut(1, "7").at = Some(1);
    book.mark_mut(1, "8").locked = true;
    assert_eq!(book.results(1, None).len(), 1);
    assert_eq!(book.results(1, Some("8")).len(), 0);
}
