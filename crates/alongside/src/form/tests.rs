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
    for (make, partial) in [
        (solvable as fn() -> TempDir, false),
        (unsolvable, false),
        (unsolvable, true),
    ] {
        let [one, other] = [make(), make()];
        for name in ["mentors.csv", "mentees.csv", "edges.csv"] {
            let path = other.path().join(name);
            let text = reversed(&fs::read_to_string(&path).unwrap());
            fs::write(path, text).unwrap();
        }
        run(&args(one.path(), partial)).unwrap();
        run(&args(other.path(), partial)).unwrap();
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

#[test]
fn fairness_is_refused_in_plain_words() {
    let folder = solvable();
    let error = run(&FormArgs {
        fair: true,
        ..args(folder.path(), false)
    })
    .unwrap_err();
    assert!(error.to_string().starts_with("--fair is not available"));
}
