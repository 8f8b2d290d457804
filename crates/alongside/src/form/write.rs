//! Writes what was found.
//!
//! Rows stand in the order of ids, so that the files are the same to the byte whatever the order
//! of the rows read. Each file appears whole or not at all.

use std::fs;
use std::io::{self, BufWriter, ErrorKind, Write};
use std::path::Path;

use matching::{Conflict, Cure, Remedy, Shortage};
use serde_json::{Value, json};

use super::answer::{Answer, Found};
use super::fairness::spread;
use super::meter::{Meter, peak_memory};
use super::people::Scheme;

/// Writes every file that the answer has, and removes those of an earlier run that it has not.
/// Returns the text of `outcome.json`.
pub(super) fn all(
    out: &Path,
    scheme: &Scheme,
    answer: &Answer,
    mut meter: Meter,
) -> io::Result<String> {
    fs::create_dir_all(out)?;
    match answer.proof() {
        Some((_, duals)) => {
            let mentor_of = answer.mentor_of();
            file(out, "groups.csv", |text| groups(text, scheme, &mentor_of))?;
            file(out, "certificate.csv", |text| {
                writeln!(text, "kind,id,dual")?;
                prices(text, "mentee", &scheme.mentees, every(&duals.mentee))?;
                prices(text, "mentor", &scheme.mentors, every(&duals.mentor))?;
                stages(text, scheme, answer)
            })?;
        }
        None => remove(out, &["groups.csv", "certificate.csv"])?,
    }
    match conflict_json(scheme, answer) {
        Some(conflict) => file(out, "conflict.json", |text| writeln!(text, "{conflict:#}"))?,
        None => remove(out, &["conflict.json"])?,
    }
    meter.end("write");
    let outcome = format!("{:#}", outcome_json(scheme, answer, meter));
    file(out, "outcome.json", |text| writeln!(text, "{outcome}"))?;
    Ok(outcome)
}

type Text = BufWriter<fs::File>;

fn file(out: &Path, name: &str, fill: impl Fn(&mut Text) -> io::Result<()>) -> io::Result<()> {
    let unfinished = out.join(format!(".{name}.part"));
    let mut text = BufWriter::new(fs::File::create(&unfinished)?);
    fill(&mut text)?;
    text.into_inner()?.sync_all()?;
    fs::rename(unfinished, out.join(name))
}

fn remove(out: &Path, names: &[&str]) -> io::Result<()> {
    for name in names {
        match fs::remove_file(out.join(name)) {
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
            _ => {}
        }
    }
    Ok(())
}

fn groups(text: &mut Text, scheme: &Scheme, mentor_of: &[Option<u32>]) -> io::Result<()> {
    writeln!(text, "mentee,mentor")?;
    for (mentee, mentor) in scheme.mentees.iter().zip(mentor_of) {
        let Some(mentor) = *mentor else { continue };
        field(text, mentee)?;
        text.write_all(b",")?;
        field(text, &scheme.mentors[mentor as usize])?;
        text.write_all(b"\n")?;
    }
    Ok(())
}

fn every(prices: &[i64]) -> impl Iterator<Item = (u32, i64)> {
    (0..).zip(prices.iter().copied())
}

fn prices(
    text: &mut Text,
    kind: &str,
    ids: &[String],
    prices: impl Iterator<Item = (u32, i64)>,
) -> io::Result<()> {
    for (at, price) in prices {
        write!(text, "{kind},")?;
        field(text, &ids[at as usize])?;
        writeln!(text, ",{price}")?;
    }
    Ok(())
}

/// The prices of bands, those that are not 0: `mentee:7` is a mentee's in the band of cost 7.
fn stages(text: &mut Text, scheme: &Scheme, answer: &Answer) -> io::Result<()> {
    for stage in answer.fairness.iter().flat_map(|it| &it.stages) {
        let band = stage.band;
        let (mentee, mentor) = (stage.mentee.iter().copied(), stage.mentor.iter().copied());
        prices(text, &format!("mentee:{band}"), &scheme.mentees, mentee)?;
        prices(text, &format!("mentor:{band}"), &scheme.mentors, mentor)?;
    }
    Ok(())
}

/// Writes a field, in quotes where it needs them.
fn field(text: &mut Text, id: &str) -> io::Result<()> {
    if id.contains(['"', ',', '\r', '\n']) {
        write!(text, "\"{}\"", id.replace('"', "\"\""))
    } else {
        text.write_all(id.as_bytes())
    }
}

fn outcome_json(scheme: &Scheme, answer: &Answer, meter: Meter) -> Value {
    let proof = answer.proof();
    json!({
        "status": match &answer.found {
            Found::Optimal(_) => "optimal",
            Found::Partial(_) => "partial",
            Found::Infeasible(_) => "infeasible",
        },
        "objective": proof.map(|(objective, _)| objective),
        // Every answer is checked before it is written, so the bound is met.
        "bound": proof.map(|(objective, _)| objective),
        "unplaced": unplaced(scheme, answer),
        "below_lo": below_lo(scheme, answer),
        "fairness": fairness(scheme, answer),
        "seconds": meter.seconds(),
        "peak_rss_bytes": peak_memory(),
    })
}

/// Who has no mentor: nobody, some, or where there are no groups everybody.
fn unplaced<'s>(scheme: &'s Scheme, answer: &Answer) -> Vec<&'s str> {
    match &answer.found {
        Found::Optimal(_) => Vec::new(),
        Found::Partial(best) => names(&scheme.mentees, &best.unplaced),
        Found::Infeasible(_) => scheme.mentees.iter().map(String::as_str).collect(),
    }
}

/// Mentors with fewer mentees than their lower quota, and how many they lack.
fn below_lo(scheme: &Scheme, answer: &Answer) -> Value {
    let Found::Partial(best) = &answer.found else {
        return json!([]);
    };
    let each = best.lacking.iter();
    let each = each.map(|&(mentor, missing)| {
        json!({ "mentor": scheme.mentors[mentor as usize], "missing": missing })
    });
    each.collect()
}

fn fairness(scheme: &Scheme, answer: &Answer) -> Value {
    let Some((objective, _)) = answer.proof() else {
        return Value::Null;
    };
    let (problem, mentor_of) = (&scheme.problem, answer.mentor_of());
    spread(problem, &mentor_of, objective, answer.fairness.as_ref())
}

fn conflict_json(scheme: &Scheme, answer: &Answer) -> Option<Value> {
    let mut conflict = match &answer.found {
        Found::Optimal(_) => return None,
        Found::Infeasible(conflict) => one_conflict(scheme, conflict),
        Found::Partial(best) => {
            let each = best.too_few_seats.iter().chain(&best.too_few_mentees);
            json!({ "all": each.map(|each| one_conflict(scheme, each)).collect::<Value>() })
        }
    };
    let cures = answer.cures.iter().map(|cure| one_cure(scheme, cure));
    conflict["relaxations"] = cures.collect();
    Some(conflict)
}

fn one_cure(scheme: &Scheme, cure: &Cure) -> Value {
    let places = |places: &[(u32, u32)]| -> Value {
        let each = places.iter();
        each.map(|&(mentor, by)| json!({ "mentor": scheme.mentors[mentor as usize], "by": by }))
            .collect()
    };
    let remedy = |remedy: &Remedy| match remedy {
        Remedy::MoreSeats(more) => json!({ "kind": "more_seats", "mentors": places(more) }),
        Remedy::LowerMinimum(fewer) => {
            json!({ "kind": "lower_minimum", "mentors": places(fewer) })
        }
        Remedy::Wait(mentees) => {
            json!({ "kind": "wait", "mentees": names(&scheme.mentees, mentees) })
        }
        Remedy::Loosen { .. } => unreachable!("the files name no rules"),
    };
    json!({
        "touches": cure.touches,
        "objective": cure.objective,
        "changes": cure.remedies.iter().map(remedy).collect::<Value>(),
    })
}

fn one_conflict(scheme: &Scheme, conflict: &Conflict) -> Value {
    let Conflict {
        need,
        have,
        minimal,
        ..
    } = *conflict;
    let (shortage, inequality) = match conflict.shortage {
        Shortage::Seats => (
            "seats",
            format!("{need} mentees > {have} seats (sum of hi) with all their mentors"),
        ),
        Shortage::Mentees => (
            "mentees",
            format!("{need} needed (sum of lo) > {have} mentees these mentors may have"),
        ),
    };
    json!({
        "shortage": shortage,
        "mentees": names(&scheme.mentees, &conflict.mentees),
        "mentors": names(&scheme.mentors, &conflict.mentors),
        "need": need,
        "have": have,
        "inequality": inequality,
        "minimal": minimal,
    })
}

fn names<'s>(names: &'s [String], people: &[u32]) -> Vec<&'s str> {
    people
        .iter()
        .map(|&at| names[at as usize].as_str())
        .collect()
}
