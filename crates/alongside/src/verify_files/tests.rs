use std::fs;

use tempfile::TempDir;

use super::*;
use crate::form::{self, tests::args, tests::solvable, tests::unsolvable};

/// A folder with what `form` wrote.
fn formed(folder: TempDir, partial: bool) -> TempDir {
    form::run(&args(folder.path(), partial)).unwrap();
    folder
}

fn verify(folder: &TempDir) -> anyhow::Result<ExitCode> {
    let dir = folder.path().to_owned();
    run(&VerifyArgs {
        outdir: dir.join("out"),
        dir,
    })
}

/// Bends one file; returns what is then said.
fn bent(folder: &TempDir, name: &str, bend: impl FnOnce(&str) -> String) -> String {
    let path = folder.path().join(name);
    let true_text = fs::read_to_string(&path).unwrap();
    fs::write(&path, bend(&true_text)).unwrap();
    let refused = verify(folder).unwrap_err();
    fs::write(&path, true_text).unwrap();
    format!("{refused:#}")
}

fn check(folder: &TempDir, name: &str, from: &str, to: &str, expected: &str) {
    let said = bent(folder, name, |text| {
        assert!(text.contains(from), "{text}");
        text.replacen(from, to, 1)
    });
    assert!(
        said.ends_with(expected),
        "{said:?} should end with {expected:?}"
    );
}

#[test]
fn what_form_writes_is_accepted() {
    for partial in [false, true] {
        verify(&formed(solvable(), partial)).unwrap();
        verify(&formed(unsolvable(), partial)).unwrap();
    }
}

#[test]
fn bent_groups_are_refused_by_name() {
    let folder = formed(solvable(), false);
    let name = "out/groups.csv";
    check(
        &folder,
        name,
        "m1,bob",
        "m1,ann",
        "mentor ann has 2 mentees, more than 1",
    );
    check(
        &folder,
        name,
        "m2,cy",
        "m2,bob",
        "mentor cy has 0 mentees, fewer than 1",
    );
    check(
        &folder,
        name,
        "m3,bob\n",
        "",
        "unplaced are not those without a group",
    );
    check(
        &folder,
        name,
        "m3,bob",
        "m2,bob",
        "line 5: m2 is given twice",
    );
    check(
        &folder,
        name,
        "m3,bob",
        "m4,bob",
        "line 5: m4 is not in the scheme",
    );
    check(
        &folder,
        name,
        "m1,bob\nm2,cy",
        "m1,cy\nm2,bob",
        "mentee m1 and mentor cy were put together, which is not allowed",
    );
}

#[test]
fn bent_sums_are_refused() {
    let folder = formed(solvable(), false);
    let outcome = "out/outcome.json";
    check(
        &folder,
        outcome,
        "\"objective\": 14",
        "\"objective\": 13",
        "the bound is not met",
    );
    check(
        &folder,
        outcome,
        "\"bound\": 14",
        "\"bound\": 13",
        "the bound is not met",
    );
    let said = bent(&folder, outcome, |text| text.replace(": 14", ": 13"));
    assert_eq!(said, "the groups cost 14, not 13");
    check(
        &folder,
        outcome,
        "optimal",
        "best",
        "neither optimal, partial nor infeasible",
    );
    check(
        &folder,
        "edges.csv",
        "m0,ann,1",
        "m0,ann,2",
        "the groups cost 15, not 14",
    );
    check(
        &folder,
        "edges.csv",
        "m3,bob,1,\n",
        "",
        "were put together, which is not allowed",
    );
}

#[test]
fn every_other_price_is_refused() {
    let folder = formed(solvable(), false);
    let text = fs::read_to_string(folder.path().join("out/certificate.csv")).unwrap();
    let rows: Vec<&str> = text.lines().skip(1).collect();
    for row in rows {
        let (who, price) = row.rsplit_once(',').unwrap();
        let price: i64 = price.parse().unwrap();
        for other in [price - 1, price + 1, -price - 3, i64::MAX] {
            bent(&folder, "out/certificate.csv", |text| {
                text.replacen(row, &format!("{who},{other}"), 1)
            });
        }
        bent(&folder, "out/certificate.csv", |text| {
            text.replacen(&format!("{row}\n"), "", 1)
        });
        bent(&folder, "out/certificate.csv", |text| {
            format!("{text}{row}\n")
        });
    }
}

#[test]
fn bent_conflicts_are_refused() {
    let folder = formed(unsolvable(), false);
    let name = "out/conflict.json";
    check(
        &folder,
        name,
        "\"have\": 1",
        "\"have\": 0",
        "not what was claimed",
    );
    check(&folder, name, "\"x\",", "", "not what was claimed");
    check(
        &folder,
        name,
        "\"x\"",
        "\"z\"",
        "are an allowed pair that the conflict leaves out",
    );
    check(
        &folder,
        name,
        "seats\"",
        "chairs\"",
        "shortage is neither seats nor mentees",
    );
    check(
        &folder,
        "mentors.csv",
        "ann,0,1",
        "ann,0,2",
        "not what was claimed",
    );
}

#[test]
fn a_partial_answer_must_be_the_largest() {
    let folder = formed(unsolvable(), true);
    let said = bent(&folder, "out/conflict.json", |_| "{\"all\": []}".into());
    assert_eq!(said, "1 are left out, but the conflict accounts for 0");
    check(
        &folder,
        "mentors.csv",
        "cy,2,2",
        "cy,3,3",
        "not what was claimed",
    );
    check(
        &folder,
        "mentors.csv",
        "ann,0,1",
        "ann,0,2",
        "not what was claimed",
    );
}
