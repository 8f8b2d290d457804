use std::fs;
use std::path::Path;

use serde_json::Value;
use tempfile::TempDir;

use super::*;

/// A folder with the three files.
pub(crate) fn folder(mentors: &str, mentees: &str, edges: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in [
        ("mentors.csv", mentors),
        ("mentees.csv", mentees),
        ("edges.csv", edges),
    ] {
        fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

/// Two would like Ann, who takes one; Cy needs one whom nobody sends willingly.
pub(crate) fn solvable() -> TempDir {
    folder(
        "id,name,lo,hi\nbob,B,0,3\nann,A,0,1\ncy,C,1,2\n",
        "id\nm3\nm0\nm2\nm1\n",
        "mentee,mentor,cost,why\nm3,bob,1,\nm0,ann,1,x\nm1,ann,2,\nm2,bob,4,\nm2,cy,9,\nm1,bob,3,\nm0,bob,5,y\n",
    )
}

/// Ann cannot take both, and nobody may go to Cy.
pub(crate) fn unsolvable() -> TempDir {
    folder(
        "id,lo,hi\nann,0,1\ncy,2,2\nbob,0,1\n",
        "id\nx\ny\nz\n",
        "mentee,mentor,cost\nx,ann,1\ny,ann,1\nz,bob,3\n",
    )
}

pub(crate) fn args(dir: &Path, partial: bool) -> FormArgs {
    FormArgs {
        dir: dir.to_owned(),
        out: Some(dir.join("out")),
        fair: false,
        partial,
        json: false,
    }
}

pub(crate) fn fair_args(dir: &Path, partial: bool) -> FormArgs {
    FormArgs {
        fair: true,
        ..args(dir, partial)
    }
}

fn text(dir: &Path, name: &str) -> String {
    fs::read_to_string(dir.join("out").join(name)).unwrap()
}

fn json(dir: &Path, name: &str) -> Value {
    serde_json::from_str(&text(dir, name)).unwrap()
}

fn check_code(dir: &Path, partial: bool, expected: u8) {
    let code = run(&args(dir, partial)).unwrap();
    assert_eq!(
        format!("{code:?}"),
        format!("{:?}", ExitCode::from(expected))
    );
}

#[test]
fn groups_are_formed_at_least_cost_and_written_in_order() {
    let folder = solvable();
    check_code(folder.path(), false, 0);
    let groups = text(folder.path(), "groups.csv");
    assert_eq!(groups, "mentee,mentor\nm0,ann\nm1,bob\nm2,cy\nm3,bob\n");
    let prices = text(folder.path(), "certificate.csv");
    let lines: Vec<&str> = prices.lines().collect();
    assert_eq!(lines.len(), 8);
    assert_eq!(lines[0], "kind,id,dual");
    assert!(lines[1].starts_with("mentee,m0,") && lines[7].starts_with("mentor,bob,"));
    let outcome = json(folder.path(), "outcome.json");
    assert_eq!(outcome["status"], "optimal");
    assert_eq!(outcome["objective"], 14);
    assert_eq!(outcome["bound"], 14);
    assert_eq!(outcome["unplaced"], serde_json::json!([]));
    for phase in ["read", "solve", "certify", "write"] {
        assert!(outcome["seconds"][phase]["wall"].is_f64(), "{phase}");
        assert!(outcome["seconds"][phase]["cpu"].is_f64(), "{phase}");
    }
    assert_eq!(
        outcome["peak_rss_bytes"].is_u64(),
        cfg!(target_os = "linux")
    );
}

#[test]
fn a_conflict_is_written_where_there_are_no_groups_and_old_groups_go() {
    let folder = unsolvable();
    fs::create_dir(folder.path().join("out")).unwrap();
    fs::write(folder.path().join("out/groups.csv"), "old").unwrap();
    check_code(folder.path(), false, 2);
    let conflict = json(folder.path(), "conflict.json");
    assert_eq!(conflict["shortage"], "seats");
    assert_eq!(conflict["mentees"], serde_json::json!(["x", "y"]));
    assert_eq!(conflict["mentors"], serde_json::json!(["ann"]));
    assert_eq!(
        (&conflict["need"], &conflict["have"]),
        (&2.into(), &1.into())
    );
    let fewer = serde_json::json!({
        "kind": "lower_minimum",
        "mentors": [{ "mentor": "cy", "by": 2 }],
    });
    let more = serde_json::json!({
        "kind": "more_seats",
        "mentors": [{ "mentor": "ann", "by": 1 }],
    });
    let cures = serde_json::json!([
        { "touches": 3, "objective": 5, "changes": [more, fewer] },
        {
            "touches": 3,
            "objective": 4,
            "changes": [fewer, { "kind": "wait", "mentees": ["x"] }],
        },
    ]);
    assert_eq!(conflict["relaxations"], cures);
    let outcome = json(folder.path(), "outcome.json");
    assert_eq!(outcome["status"], "infeasible");
    assert!(outcome["objective"].is_null());
    assert!(!folder.path().join("out/groups.csv").exists());
}

#[test]
fn a_partial_answer_places_whom_it_can_and_says_who_is_left() {
    let folder = unsolvable();
    check_code(folder.path(), true, 2);
    let outcome = json(folder.path(), "outcome.json");
    assert_eq!(outcome["status"], "partial");
    assert_eq!(outcome["objective"], 4);
    assert_eq!(outcome["unplaced"].as_array().unwrap().len(), 1);
    assert_eq!(
        outcome["below_lo"],
        serde_json::json!([{ "mentor": "cy", "missing": 2 }])
    );
    let groups = text(folder.path(), "groups.csv");
    assert!(groups.ends_with("z,bob\n") && groups.lines().count() == 3);
    assert_eq!(
        json(folder.path(), "conflict.json")["all"]
            .as_array()
            .unwrap()
            .len(),
        2
    );
    let whole = solvable();
    check_code(whole.path(), true, 0);
}

#[test]
fn files_are_the_same_whatever_the_order_of_rows() {
    let reversed = |text: &str| {
        let (header, rows) = text.split_once('\n').unwrap();
        let rows: Vec<&str> = rows.lines().rev().collect();
        format!("{header}\n{}\n", rows.join("\n"))
    };
    for (make, partial, fair) in [
        (solvable as fn() -> TempDir, false, false),
        (solvable, false, true),
        (unsolvable, false, false),
        (unsolvable, true, false),
        (unsolvable, true, true),
        (unfair, true, true),
    ] {
        let [one, other] = [make(), make()];
        for name in ["mentors.csv", "mentees.csv", "edges.csv"] {
            let path = other.path().join(name);
            let text = reversed(&fs::read_to_string(&path).unwrap());
            fs::write(path, text).unwrap();
        }
        for folder in [&one, &other] {
            run(&FormArgs {
                fair,
                ..args(folder.path(), partial)
            })
            .unwrap();
        }
        for name in ["groups.csv", "certificate.csv", "conflict.json"] {
            let read = |dir: &Path| fs::read(dir.join("out").join(name)).ok();
            assert_eq!(read(one.path()), read(other.path()), "{name}");
        }
    }
}

#[test]
fn ids_may_hold_anything() {
    let folder = folder(
        "id,lo,hi\n\"a,\"\"b\"\"\",0,1\n\" é \",0,1\n",
        "id\n\"line\nbreak\"\nplain\n",
        "mentee,mentor,cost\n\"line\nbreak\",\"a,\"\"b\"\"\",0\nplain, é ,2147483647\n",
    );
    check_code(folder.path(), false, 0);
    let groups = text(folder.path(), "groups.csv");
    assert_eq!(
        groups,
        "mentee,mentor\nplain, é \n\"line\nbreak\",\"a,\"\"b\"\"\"\n"
    );
}

#[test]
fn people_stand_by_length_of_id_so_that_numbers_stand_as_numbers() {
    let folder = folder(
        "id,lo,hi\n10,0,9\n9,0,9\n",
        "id\n100\n9\n11\n",
        "mentee,mentor,cost\n100,10,1\n100,9,1\n9,10,0\n11,9,0\n",
    );
    check_code(folder.path(), false, 0);
    // Among equals the first in order: mentor 9 for mentee 100.
    let groups = text(folder.path(), "groups.csv");
    assert_eq!(groups, "mentee,mentor\n9,10\n11,9\n100,9\n");
}

/// Puts rows into one of three files that are otherwise in order.
fn check_refused(name: &str, rows: &str, expected: &str) {
    let folder = folder("id,lo,hi\na,0,1\n", "id\nm\n", "mentee,mentor,cost\n");
    fs::write(folder.path().join(name), rows).unwrap();
    let error = run(&args(folder.path(), true)).unwrap_err();
    assert_eq!(format!("{error:#}"), format!("{name}:{expected}"));
    assert!(!folder.path().join("out").exists());
}

#[test]
fn people_who_cannot_be_used_are_refused_with_the_line() {
    let check = |rows, expected| check_refused("mentors.csv", rows, expected);
    check("id,lo\n", "1: there is no column hi");
    check("id,lo,hi\na,2,1\n", "2: lo is above hi");
    check(
        "id,lo,hi\na,-1,1\n",
        "2: lo is not a whole number from 0 to 4294967295",
    );
    check(
        "id,lo,hi\na,1,4294967296\n",
        "2: hi is not a whole number from 0 to 4294967295",
    );
    check(
        "id,lo,hi\nb,0,1\na,0,1\nb,0,1\na,0,1",
        "4: b is given twice",
    );
    let check = |rows, expected| check_refused("mentees.csv", rows, expected);
    check("id\nm\n\nm\n", "4: m is given twice");
    check("id,x\n,1\n", "2: an id is empty or not UTF-8");
}

#[test]
fn pairs_that_cannot_be_used_are_refused_with_the_line() {
    let check = |rows: &str, expected| {
        check_refused(
            "edges.csv",
            &format!("mentee,mentor,cost\n{rows}"),
            expected,
        );
    };
    check("m,a,1\nm,b,1\n", "3: b is not in the list of people");
    check("a,a,1\n", "2: a is not in the list of people");
    check(
        "m,a,2147483648\n",
        "2: cost is not a whole number from 0 to 2147483647",
    );
    check("m,a,1\nm,a,1\n", "3: the pair of m and a is given twice");
    check("m,a\n", "2: there is no field cost");
}

/// Cheapest together, one has 9; fairly, both have 6.
pub(crate) fn unfair() -> TempDir {
    folder(
        "id,lo,hi\na,0,1\nb,0,1\n",
        "id\nx\ny\nz\n",
        "mentee,mentor,cost\nx,a,0\nx,b,6\ny,a,6\ny,b,9\n",
    )
}

#[test]
fn fair_groups_place_the_worst_placed_best_and_say_what_it_takes() {
    let folder = unfair();
    fs::write(folder.path().join("mentees.csv"), "id\nx\ny\n").unwrap();
    assert_eq!(
        run(&fair_args(folder.path(), false)).unwrap(),
        ExitCode::SUCCESS
    );
    let groups = text(folder.path(), "groups.csv");
    assert_eq!(groups, "mentee,mentor\nx,b\ny,a\n");
    let outcome = json(folder.path(), "outcome.json");
    assert_eq!(
        outcome["fairness"],
        serde_json::json!({
            "rule": "worst-placed first, then least total cost",
            "worst": 6, "p99": 6, "median": 6,
            "bands": [{ "cost": 6, "mentees": 2 }],
            "least_cost": { "objective": 9, "worst": 9 },
            "total_loses": 3, "mean_loses": 1.5, "worst_gains": 3,
            "first_gain": { "place": 1, "from": 9, "to": 6, "by": 3 },
        })
    );
    // In the band of 6 both are, because b would otherwise have to take y for 9.
    let prices = text(folder.path(), "certificate.csv");
    assert!(prices.contains("\nmentee:6,x,1\n"), "{prices}");
    let rows = prices.lines().filter(|row| !row.contains(':'));
    assert_eq!(rows.count(), 5, "{prices}");
}

#[test]
fn fair_groups_of_as_many_as_can_be_leave_out_the_same_people() {
    let folder = unfair();
    run(&args(folder.path(), true)).unwrap();
    let before = json(folder.path(), "outcome.json");
    assert_eq!(
        run(&fair_args(folder.path(), true)).unwrap(),
        ExitCode::from(2)
    );
    let after = json(folder.path(), "outcome.json");
    assert_eq!(after["status"], "partial");
    assert_eq!(after["unplaced"], serde_json::json!(["z"]));
    assert_eq!(after["unplaced"], before["unplaced"]);
    assert_eq!(
        (&before["objective"], &after["objective"]),
        (&9.into(), &12.into())
    );
    assert_eq!(
        run(&fair_args(folder.path(), false)).unwrap(),
        ExitCode::from(2)
    );
    assert_eq!(json(folder.path(), "outcome.json")["status"], "infeasible");
}
