//! Departments, and the courses they are given: ticked, by a pattern of codes, or by a list.

use std::collections::HashMap;

use axum::{extract::Path, response::Response};
use domain::{
    id::{RegistrationId, UnitId},
    unit::{BadList, Line, Pattern, read as read_list, read_names, unit_name},
};
use store::{
    StoreError, Tx, registration,
    unit::{self, Listed, Unit},
};
use view::admin::{self, Course, Departments, Fault, Page, Plan, Question};

use super::{
    gate::{Admin, Posted},
    go,
    home::count,
    plan::{Change, change, unit_named},
};
use crate::error::{Error, Result};

const HERE: &str = "/admin/departments";

/// Most courses on the page.
const MOST_COURSES: usize = 1_000;

/// `GET /admin/departments`.
pub(super) async fn get(admin: Admin) -> Result<Response> {
    show(&admin, Departments::default()).await
}

/// The page, with what was typed and what has to be put right.
async fn show(admin: &Admin, typed: Departments) -> Result<Response> {
    let owned = admin.clone();
    let page = admin
        .app()
        .store
        .read(move |tx| read(tx, &owned, typed))
        .await?;
    Ok(admin.show(HERE, &Page::Departments(page)))
}

fn read(tx: &mut Tx<'_>, admin: &Admin, typed: Departments) -> Result<Departments> {
    let institution = admin.institution.id;
    let platforms = registration::of_institution(tx, institution)?;
    let platforms = platforms.into_iter().map(|each| (each.id, each.name));
    let platforms: HashMap<RegistrationId, String> = platforms.collect();
    let units = unit::all(tx, institution)?;
    let courses = unit::courses(tx, institution)?;
    let left = courses.iter().filter(|course| course.unit.is_none());
    let left = count(left.count());
    // A form says in which list it stood, so that what has to be put right stands in the same.
    let posted = typed.typed.iter().find(|(name, _)| name == "show");
    let list = posted.map(|(_, list)| &**list);
    let only_left = list.or(admin.visitor.asked.show.as_deref()) != Some("all");
    let shown = courses
        .iter()
        .filter(|course| !only_left || course.unit.is_none())
        .take(MOST_COURSES);
    let asked = &admin.visitor.asked;
    Ok(Departments {
        added: asked.added.map(|added| (added, asked.there.unwrap_or(0))),
        courses: shown
            .map(|course| Course {
                is_ticked: is_ticked(&typed, course),
                ..listed(course, &units, &platforms)
            })
            .collect(),
        units: units.into_iter().map(department).collect(),
        all: count(courses.len()),
        left,
        only_left,
        ..typed
    })
}

fn is_ticked(typed: &Departments, course: &Listed) -> bool {
    let id = course.id.to_string();
    let mut typed = typed.typed.iter();
    typed.any(|(name, value)| name == "course" && *value == id)
}

fn listed(course: &Listed, units: &[Unit], platforms: &HashMap<RegistrationId, String>) -> Course {
    let unit = units.iter().find(|unit| Some(unit.id) == course.unit);
    Course {
        id: course.id.to_string(),
        title: course.title.clone(),
        code: course.code.clone(),
        platform: platforms
            .get(&course.registration)
            .cloned()
            .unwrap_or_default(),
        unit: unit.map(|unit| unit.name.clone()),
        is_ticked: false,
    }
}

fn department(unit: Unit) -> admin::Unit {
    admin::Unit {
        id: unit.id.to_string(),
        name: unit.name,
        courses: unit.courses,
    }
}

/// The page again, with what was typed.
async fn back(posted: &Posted<Admin>) -> Result<Response> {
    let typed = Departments {
        typed: posted.typed(),
        ..Departments::default()
    };
    show(&posted.by, typed).await
}

/// The page again, with one thing to put right.
async fn again(posted: &Posted<Admin>, field: &'static str, key: &'static str) -> Result<Response> {
    again_at(posted, field, key, 0).await
}

/// The same about one line of what was pasted.
async fn again_at(
    posted: &Posted<Admin>,
    field: &'static str,
    key: &'static str,
    line: u32,
) -> Result<Response> {
    let typed = Departments {
        typed: posted.typed(),
        faults: vec![Fault { field, key }],
        line,
        ..Departments::default()
    };
    show(&posted.by, typed).await
}

/// `POST /admin/departments/add`: one name, or one on each line.
pub(super) async fn add(posted: Posted<Admin>) -> Result<Response> {
    let names = match read_names(posted.field("department")) {
        Ok(names) => names,
        Err(BadList::Line(1) | BadList::Empty) => {
            return again(&posted, "department", "admin-fault-department").await;
        }
        Err(BadList::Line(line)) => {
            return again_at(&posted, "department", "admin-fault-department-line", line).await;
        }
        Err(BadList::TooLong) => {
            return again(&posted, "department", "admin-fault-department-many").await;
        }
    };
    let admin = posted.by.clone();
    let store = admin.app().store.clone();
    let added = store.write(move |tx| {
        let known = unit::all(tx, admin.institution.id)?;
        let all = names.len();
        let new: Vec<_> = names
            .into_iter()
            .filter(|name| unit_named(&known, name).is_none())
            .collect();
        for name in &new {
            add_unit(tx, &admin, name)?;
            admin.record(tx, "department-added", name)?;
        }
        Ok::<_, StoreError>((new.len(), all - new.len()))
    });
    match added.await {
        Ok((0, _)) => again(&posted, "department", "admin-fault-department-there").await,
        Ok((added, there)) => Ok(go(&format!("{HERE}?added={added}&there={there}"))),
        Err(error) if error.is_duplicate("unit_name") => {
            again(&posted, "department", "admin-fault-department-there").await
        }
        Err(error) => Err(error.into()),
    }
}

fn add_unit(tx: &mut Tx<'_>, admin: &Admin, name: &str) -> Result<UnitId, StoreError> {
    let id = admin.app().id(UnitId::new);
    unit::add(tx, admin.institution.id, id, name, admin.app().now())?;
    Ok(id)
}

/// `POST /admin/departments/rename`: its courses stay with it.
pub(super) async fn rename(posted: Posted<Admin>) -> Result<Response> {
    let id = match posted.field("rename-unit") {
        "" => return again(&posted, "rename-unit", "admin-fault-unit").await,
        id => UnitId::parse(id).ok_or_else(Error::not_found)?,
    };
    let Some(name) = unit_name(posted.field("new-name")) else {
        return again(&posted, "new-name", "admin-fault-department").await;
    };
    let admin = posted.by.clone();
    let store = admin.app().store.clone();
    let renamed = store.write(move |tx| {
        let all = unit::all(tx, admin.institution.id)?;
        let known = all.iter().find(|unit| unit.id == id);
        let known = known.ok_or_else(Error::not_found)?;
        if unit_named(&all, &name).is_some_and(|other| other.id != id) {
            return Ok(false);
        }
        unit::rename(tx, admin.institution.id, id, &name)?;
        let about = format!("{} → {name}", known.name);
        admin.record(tx, "department-renamed", &about)?;
        Ok::<_, Error>(true)
    });
    if renamed.await? {
        return Ok(go("/admin/departments?notice=department-renamed"));
    }
    again(&posted, "new-name", "admin-fault-department-there").await
}

/// `POST /admin/departments/{unit}/remove`: its courses belong to none then, so one that has any is
/// asked about first.
pub(super) async fn remove(Path(id): Path<String>, posted: Posted<Admin>) -> Result<Response> {
    let id = UnitId::parse(&id).ok_or_else(Error::not_found)?;
    let of = posted.by.institution.id;
    let units = posted.by.app().store.read(move |tx| unit::all(tx, of));
    let known = units.await?.into_iter().find(|unit| unit.id == id);
    if let Some(known) = known.filter(|unit| unit.courses > 0 && !posted.is_confirmed()) {
        return Ok(posted.by.ask(Question {
            why: vec![("admin-sure-department", known.name)],
            courses: known.courses,
            way: "admin-remove",
            action: format!("/admin/departments/{id}/remove"),
            back: HERE.to_owned(),
            ..Question::default()
        }));
    }
    let admin = posted.by;
    let store = admin.app().store.clone();
    let removed = store.write(move |tx| {
        let all = unit::all(tx, admin.institution.id)?;
        let known = all.iter().find(|unit| unit.id == id);
        let known = known.ok_or_else(Error::not_found)?;
        unit::remove(tx, admin.institution.id, id)?;
        admin.record(tx, "department-removed", &known.name)?;
        Ok::<_, Error>(())
    });
    removed.await?;
    Ok(go("/admin/departments?notice=department-removed"))
}

/// `POST /admin/courses/give`: the courses that were ticked.
pub(super) async fn give(posted: Posted<Admin>) -> Result<Response> {
    let courses = posted.courses()?;
    let unit = match posted.field("unit") {
        "" => return again(&posted, "unit", "admin-fault-unit").await,
        "none" => None,
        id => Some(UnitId::parse(id).ok_or_else(Error::not_found)?),
    };
    if courses.is_empty() {
        return again(&posted, "unit", "admin-fault-courses").await;
    }
    let admin = posted.by;
    let store = admin.app().store.clone();
    let given = store.write(move |tx| {
        for course in &courses {
            if !unit::give(tx, admin.institution.id, *course, unit)? {
                return Err(Error::not_found());
            }
        }
        let about = courses.len().to_string();
        Ok(admin.record(tx, "courses-given", &about)?)
    });
    given.await?;
    Ok(go("/admin/departments?notice=courses"))
}

/// `POST /admin/courses/pattern`: shows what a pattern of codes would change; confirmed, changes it.
pub(super) async fn by_pattern(posted: Posted<Admin>) -> Result<Response> {
    if posted.is_back() {
        return back(&posted).await;
    }
    let typed = posted.field("pattern").to_owned();
    let Some(pattern) = Pattern::parse(&typed) else {
        return again(&posted, "pattern", "admin-fault-pattern").await;
    };
    let (owned, wanted) = (posted.by.clone(), posted.field("pattern-unit").to_owned());
    let units = posted
        .by
        .app()
        .store
        .read(move |tx| unit::all(tx, owned.institution.id));
    let units = units.await?;
    let Some(to) = units.iter().find(|unit| unit.id.to_string() == wanted) else {
        return again(&posted, "pattern-unit", "admin-fault-unit").await;
    };
    let line = Line {
        number: 1,
        code: typed,
        pattern,
        unit: to.name.clone(),
    };
    planned(
        posted,
        vec![line],
        "/admin/courses/pattern",
        &["pattern", "pattern-unit"],
    )
    .await
}

/// `POST /admin/courses/list`: the same for a list.
pub(super) async fn by_list(posted: Posted<Admin>) -> Result<Response> {
    if posted.is_back() {
        return back(&posted).await;
    }
    let (key, line) = match read_list(posted.field("list")) {
        Ok(lines) => return planned(posted, lines, "/admin/courses/list", &["list"]).await,
        Err(BadList::Empty) => ("admin-fault-list-empty", 0),
        Err(BadList::TooLong) => ("admin-fault-list-long", 0),
        Err(BadList::Line(line)) => ("admin-fault-list-line", line),
    };
    again_at(&posted, "list", key, line).await
}

async fn planned(
    posted: Posted<Admin>,
    lines: Vec<Line>,
    action: &'static str,
    fields: &[&str],
) -> Result<Response> {
    if posted.field("confirmed") == "yes" {
        let admin = posted.by;
        let store = admin.app().store.clone();
        store.write(move |tx| apply(tx, &admin, &lines)).await?;
        return Ok(go("/admin/departments?notice=planned"));
    }
    let owned = posted.by.clone();
    let store = posted.by.app().store.clone();
    let change = store
        .read(move |tx| would_change(tx, &owned, &lines))
        .await?;
    let field = |name: &&str| ((*name).to_owned(), posted.field(name).to_owned());
    let page = Plan {
        given: change.shown,
        new_units: change.new_units,
        unknown: change.unknown,
        taken: change.taken,
        left: change.left,
        action,
        fields: fields.iter().map(field).collect(),
    };
    Ok(posted.by.show(HERE, &Page::Plan(page)))
}

fn would_change(tx: &mut Tx<'_>, admin: &Admin, lines: &[Line]) -> Result<Change, StoreError> {
    let units = unit::all(tx, admin.institution.id)?;
    let courses = unit::courses(tx, admin.institution.id)?;
    Ok(change(lines, &units, &courses))
}

fn apply(tx: &mut Tx<'_>, admin: &Admin, lines: &[Line]) -> Result<()> {
    let institution = admin.institution.id;
    let change = would_change(tx, admin, lines)?;
    for name in &change.new_units {
        add_unit(tx, admin, name)?;
        admin.record(tx, "department-added", name)?;
    }
    let units = unit::all(tx, institution)?;
    for (course, name) in &change.given {
        let to = unit_named(&units, name).map(|unit| unit.id);
        unit::give(tx, institution, *course, to)?;
    }
    let about = change.given.len().to_string();
    Ok(admin.record(tx, "courses-given", &about)?)
}
