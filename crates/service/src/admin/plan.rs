//! What a pattern or a list would give to which department.

use domain::{
    id::{CourseId, UnitId},
    unit::{Line, unit_of},
};
use store::unit::{Listed, Unit};
use view::admin::Given;

/// What would change.
pub(super) struct Change {
    /// The courses, each with the name of its department.
    pub(super) given: Vec<(CourseId, String)>,
    /// Names of departments that are not there yet.
    pub(super) new_units: Vec<String>,
    /// The same for the page.
    pub(super) shown: Vec<Given>,
    /// Lines that fit no course.
    pub(super) unknown: Vec<(u32, String)>,
    /// Lines that fit courses, all of which belong to another line, with the number of one such.
    pub(super) taken: Vec<(u32, String, u32)>,
    /// How many courses would belong to no department then.
    pub(super) left: u32,
}

/// The department of this name, whatever its case.
pub(super) fn unit_named<'a>(units: &'a [Unit], name: &str) -> Option<&'a Unit> {
    let name = name.to_lowercase();
    units.iter().find(|unit| unit.name.to_lowercase() == name)
}

/// What lines would change; nothing is changed.
pub(super) fn change(lines: &[Line], units: &[Unit], courses: &[Listed]) -> Change {
    let name_of = |id: UnitId| units.iter().find(|unit| unit.id == id);
    let mut change = Change {
        given: vec![],
        new_units: new_units(lines, units),
        shown: vec![],
        unknown: vec![],
        taken: vec![],
        left: 0,
    };
    let mut fitted = vec![false; lines.len()];
    for course in courses {
        let Some(line) = unit_of(lines, &course.code) else {
            change.left += u32::from(course.unit.is_none());
            continue;
        };
        if let Some(place) = lines.iter().position(|each| each.number == line.number) {
            fitted[place] = true;
        }
        let from = course.unit.and_then(name_of).map(|unit| unit.name.clone());
        let to = unit_named(units, &line.unit).map_or(&line.unit, |unit| &unit.name);
        if from.as_ref() != Some(to) {
            change.given.push((course.id, to.clone()));
            change.shown.push(Given {
                title: course.title.clone(),
                code: course.code.clone(),
                to: to.clone(),
                from,
            });
        }
    }
    let unfitted = lines.iter().zip(fitted).filter(|(_, fitted)| !fitted);
    for (line, _) in unfitted {
        let code = line.code.clone();
        match taken_by(line, lines, courses) {
            Some(by) => change.taken.push((line.number, code, by)),
            None => change.unknown.push((line.number, code)),
        }
    }
    change
}

/// The number of the line that took a course which this line fits as well.
fn taken_by(line: &Line, lines: &[Line], courses: &[Listed]) -> Option<u32> {
    let mut courses = courses.iter();
    let course = courses.find(|course| line.pattern.fits(&course.code))?;
    unit_of(lines, &course.code).map(|by| by.number)
}

fn new_units(lines: &[Line], units: &[Unit]) -> Vec<String> {
    let mut new: Vec<String> = vec![];
    for line in lines {
        let is_new = unit_named(units, &line.unit).is_none();
        let lower = line.unit.to_lowercase();
        if is_new && !new.iter().any(|name| name.to_lowercase() == lower) {
            new.push(line.unit.clone());
        }
    }
    new
}
