use std::fs;

use tempfile::TempDir;

use super::*;
use crate::form::{
    self, tests::args, tests::fair_args, tests::solvable, tests::unfair, tests::unsolvable,
};

/// A folder with what `form` wrote.
fn formed(folder: TempDir, partial: bool) -> TempDir {
    form::run(&args(folder.path(), partial)).unwrap();
    folder
}

fn formed_fairly(folder: TempDir, partial: bool) -> TempDir {
    form::run(&fair_args(folder.path(), partial)).unwrap();
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
        verify(&formed_fairly(solvable(), partial)).unwrap();
        verify(&formed_fairly(unsolvable(), partial)).unwrap();
        verify(&formed_fairly(unfair(), partial)).unwrap();
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
        ": \"seats\"",
        ": \"chairs\"",
        "shortage is neither seats nor mentees",
    );
    check(
        &folder,
        "mentors.csv",
        "ann,0,1",
        "ann,0,2",
        "not what was claimed",
    );
    check(
        &folder,
        name,
        "\"touches\": 3",
        "\"touches\": 2",
        "touches is not the number of people and places changed",
    );
    check(
        &folder,
        name,
        "\"mentor\": \"cy\"",
        "\"mentor\": \"dee\"",
        "\"dee\" is not in the scheme",
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

/// Every other text for a cell that is a number, a person or a kind.
fn other_cells(cell: &str) -> Vec<String> {
    let kinds = ["mentee", "mentor", "mentee:6", "mentor:6", "mentee:9"];
    let people = [
        "x", "y", "z", "a", "b", "m0", "m1", "m2", "m3", "ann", "bob", "cy",
    ];
    let numbers: Vec<String> = match cell.parse::<i64>() {
        Ok(number) => [-3, -1, 1, 2].map(|by| (number + by).to_string()).to_vec(),
        Err(_) if cell.starts_with("ment") => kinds.map(str::to_owned).to_vec(),
        Err(_) => people.map(str::to_owned).to_vec(),
    };
    numbers.into_iter().filter(|other| other != cell).collect()
}

/// Changes each cell of a table to everything else it might be.
fn bend_every_cell(folder: &TempDir, name: &str) {
    let path = folder.path().join(name);
    let true_text = fs::read_to_string(&path).unwrap();
    let rows: Vec<&str> = true_text.lines().collect();
    for at in 1..rows.len() {
        let cells: Vec<&str> = rows[at].split(',').collect();
        for column in 0..cells.len() {
            for other in other_cells(cells[column]) {
                let mut cells = cells.clone();
                cells[column] = &other;
                let row = cells.join(",");
                let mut rows = rows.clone();
                rows[at] = &row;
                fs::write(&path, rows.join("\n")).unwrap();
                assert!(verify(folder).is_err(), "{name}: {row}\n{true_text}");
            }
        }
    }
    fs::write(&path, true_text).unwrap();
    verify(folder).unwrap();
}

/// Changes each number of what is said about fairness.
fn bend_every_figure(folder: &TempDir) {
    let path = folder.path().join("out/outcome.json");
    let true_text = fs::read_to_string(&path).unwrap();
    let outcome: Value = serde_json::from_str(&true_text).unwrap();
    let mut places: Vec<String> = [
        "objective",
        "bound",
        "fairness/worst",
        "fairness/p99",
        "fairness/median",
        "fairness/total_loses",
        "fairness/mean_loses",
        "fairness/worst_gains",
        "fairness/first_gain/place",
        "fairness/first_gain/from",
        "fairness/first_gain/to",
        "fairness/first_gain/by",
        "fairness/least_cost/objective",
        "fairness/least_cost/worst",
    ]
    .map(|place| format!("/{place}"))
    .to_vec();
    for band in 0..outcome["fairness"]["bands"].as_array().unwrap().len() {
        places.push(format!("/fairness/bands/{band}/cost"));
        places.push(format!("/fairness/bands/{band}/mentees"));
    }
    for place in places {
        for by in [-1.0, 1.0] {
            let mut outcome = outcome.clone();
            let Some(figure) = outcome.pointer_mut(&place) else {
                continue;
            };
            *figure = match figure.as_i64() {
                Some(number) => (number + if by > 0.0 { 1 } else { -1 }).into(),
                None => (figure.as_f64().unwrap() + by).into(),
            };
            fs::write(&path, outcome.to_string()).unwrap();
            assert!(verify(folder).is_err(), "{place} {outcome}");
        }
    }
    fs::write(&path, true_text).unwrap();
}

#[test]
fn fair_groups_bent_in_any_cell_are_refused() {
    for (folder, partial) in [(unfair(), true), (solvable(), false), (unsolvable(), true)] {
        let folder = formed_fairly(folder, partial);
        bend_every_cell(&folder, "out/groups.csv");
        bend_every_cell(&folder, "out/certificate.csv");
        bend_every_figure(&folder);
    }
}

#[test]
fn cheap_groups_do_not_pass_for_fair_ones_nor_fair_ones_for_cheap() {
    let cheap = formed(unfair(), true);
    let fair = formed_fairly(unfair(), true);
    for name in ["groups.csv", "certificate.csv", "outcome.json"] {
        let [from, to] = [&cheap, &fair].map(|folder| folder.path().join("out").join(name));
        let (cheap_text, fair_text) = (fs::read(&from).unwrap(), fs::read(&to).unwrap());
        assert_ne!(cheap_text, fair_text);
        fs::write(&to, &cheap_text).unwrap();
        assert!(verify(&fair).is_err(), "{name}");
        fs::write(&to, &fair_text).unwrap();
        fs::write(&from, &fair_text).unwrap();
        assert!(verify(&cheap).is_err(), "{name}");
        fs::write(&from, &cheap_text).unwrap();
    }
    check(
        &fair,
        "out/outcome.json",
        "worst-placed first, then least total cost",
        "least total cost",
        "the bands are not in order, or one is given twice",
    );
    check(
        &fair,
        "out/outcome.json",
        "worst-placed first",
        "worst-placed last",
        "fairness has no rule that is known",
    );
}
