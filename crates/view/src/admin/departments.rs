//! Departments, the courses they are given, and what giving would change.

use yew::{Html, html};

use super::{
    data::{Course, Departments, Given, Plan, Unit},
    pieces,
};
use crate::{
    parts::{
        self, Cell, Mood,
        field::{self, Field},
    },
    sheet::Sheet,
};

pub(super) fn draw(sheet: &Sheet<'_>, all: &Departments) -> Html {
    html! {
        <>
            { all.added.map(|(added, there)| added_now(sheet, added, there)) }
            { pieces::faults(sheet, &all.faults, all.line) }
            { courses(sheet, all) }
            { by_pattern(sheet, all) }
            { by_list(sheet, all) }
            { units(sheet, all) }
        </>
    }
}

/// What became of a list of names.
fn added_now(sheet: &Sheet<'_>, added: u32, there: u32) -> Html {
    html! {
        <p class="notice" role="status">
            { sheet.tell("admin-departments-added", &[("count", added.into())]) }
            if there > 0 {
                { " " }{ sheet.tell("admin-departments-there", &[("count", there.into())]) }
            }
        </p>
    }
}

fn courses(sheet: &Sheet<'_>, all: &Departments) -> Html {
    let title = if all.only_left {
        sheet.say("admin-still-to-do")
    } else {
        sheet.say("admin-all-courses")
    };
    pieces::section(
        title,
        html! {
            <>
                <p>{ sheet.tell("admin-left", &[("left", all.left.into()), ("all", all.all.into())]) }</p>
                if all.courses.is_empty() {
                    <p class="empty">{ sheet.say(if all.all == 0 { "admin-no-courses" } else { "admin-nothing-left" }) }</p>
                } else {
                    { give(sheet, all) }
                }
                if all.all > 0 {
                    <p>
                        if all.only_left {
                            <a href="/admin/departments?show=all">{ sheet.say("admin-show-all") }</a>
                        } else {
                            <a href="/admin/departments">{ sheet.say("admin-show-left") }</a>
                        }
                    </p>
                }
            </>
        },
    )
}

/// Courses to tick, and the department they are given to.
fn give(sheet: &Sheet<'_>, all: &Departments) -> Html {
    let heads = [
        "admin-course",
        "admin-code",
        "admin-platform",
        "admin-department",
    ];
    let heads = heads.map(|key| sheet.say(key));
    let rows = all.courses.iter().map(|each| course(sheet, each)).collect();
    let has_more = usize::try_from(if all.only_left { all.left } else { all.all })
        .is_ok_and(|count| count > all.courses.len());
    pieces::form(
        sheet,
        "/admin/courses/give",
        html! {
            <>
                { parts::hidden("show", if all.only_left { "left" } else { "all" }) }
                { parts::table(sheet.say("admin-courses-caption"), &heads, rows) }
                if has_more {
                    <p class="small">{ sheet.tell("admin-more", &[("count", all.courses.len().into())]) }</p>
                }
                { choose_unit(sheet, "unit", all, "admin-give-to") }
                <button class="button">{ sheet.say("admin-give") }</button>
            </>
        },
    )
}

fn course(sheet: &Sheet<'_>, course: &Course) -> Vec<Cell> {
    let id = format!("course-{}", course.id);
    vec![
        html! {
            <label class="tick" for={id.clone()}>
                <input type="checkbox" {id} name="course" value={course.id.clone()} checked={course.is_ticked}/>
                <span>{ course.title.clone() }</span>
            </label>
        },
        html! { course.code.clone() },
        html! { course.platform.clone() },
        match &course.unit {
            Some(unit) => html! { unit.clone() },
            None => parts::tag(Mood::Human, sheet.say("admin-none")),
        },
    ]
}

/// The departments to choose from, and none of them.
fn choose_unit(sheet: &Sheet<'_>, name: &str, all: &Departments, label: &str) -> Html {
    let none = ("none", sheet.say("admin-no-department"));
    let units = all.units.iter().map(|unit| (&*unit.id, unit.name.clone()));
    let options: Vec<_> = units.chain([none]).collect();
    choose(sheet, name, all, label, &options)
}

/// A choice among these.
fn choose(
    sheet: &Sheet<'_>,
    name: &str,
    all: &Departments,
    label: &str,
    options: &[(&str, String)],
) -> Html {
    let fault = all.faults.iter().find(|fault| fault.field == name);
    let error = fault.map(|fault| sheet.say(fault.key)).unwrap_or_default();
    let field = Field {
        name,
        label: &sheet.say(label),
        error: &error,
        value: pieces::value(&all.typed, name),
        ..Field::default()
    };
    field::select(sheet, &field, options)
}

fn by_pattern(sheet: &Sheet<'_>, all: &Departments) -> Html {
    let form = pieces::form(
        sheet,
        "/admin/courses/pattern",
        html! {
            <>
                { pieces::line(sheet, "pattern", &all.typed, &all.faults) }
                { choose_unit(sheet, "pattern-unit", all, "admin-give-to") }
                <button class="button">{ sheet.say("admin-preview") }</button>
            </>
        },
    );
    pieces::section(sheet.say("admin-by-pattern"), form)
}

fn by_list(sheet: &Sheet<'_>, all: &Departments) -> Html {
    let fault = all.faults.iter().find(|fault| fault.field == "list");
    let error = fault
        .map(|fault| sheet.tell(fault.key, &[("line", all.line.into())]))
        .unwrap_or_default();
    let field = Field {
        name: "list",
        label: &sheet.say("admin-list"),
        hint: &sheet.say("admin-list-hint"),
        error: &error,
        value: pieces::value(&all.typed, "list"),
        ..Field::default()
    };
    let form = pieces::form(
        sheet,
        "/admin/courses/list",
        html! {
            <>
                { field::area(sheet, &field) }
                <button class="button">{ sheet.say("admin-preview") }</button>
            </>
        },
    );
    pieces::section(sheet.say("admin-by-list"), form)
}

fn units(sheet: &Sheet<'_>, all: &Departments) -> Html {
    let heads = ["admin-department", "admin-courses", "admin-do"].map(|key| sheet.say(key));
    let rows: Vec<_> = all.units.iter().map(|each| unit(sheet, each)).collect();
    pieces::section(
        sheet.say("admin-departments"),
        html! {
            <>
                if rows.is_empty() {
                    <p class="empty">{ sheet.say("admin-no-departments") }</p>
                } else {
                    { parts::table(sheet.say("admin-departments-list"), &heads, rows) }
                }
                { pieces::form(sheet, "/admin/departments/add", html! {
                    <>
                        { names(sheet, all) }
                        <button class="button">{ sheet.say("admin-add-department") }</button>
                    </>
                }) }
                if !all.units.is_empty() {
                    { rename(sheet, all) }
                }
            </>
        },
    )
}

/// Another name for one of them.
fn rename(sheet: &Sheet<'_>, all: &Departments) -> Html {
    let is_open = all
        .faults
        .iter()
        .any(|fault| ["rename-unit", "new-name"].contains(&fault.field));
    let units: Vec<_> = all
        .units
        .iter()
        .map(|unit| (&*unit.id, unit.name.clone()))
        .collect();
    html! {
        <details class="card" open={is_open}>
            <summary>{ sheet.say("admin-rename-department") }</summary>
            { pieces::form(sheet, "/admin/departments/rename", html! {
                <>
                    { choose(sheet, "rename-unit", all, "admin-rename-unit", &units) }
                    { pieces::line(sheet, "new-name", &all.typed, &all.faults) }
                    <button class="button">{ sheet.say("admin-rename-way") }</button>
                </>
            }) }
        </details>
    }
}

/// One department, or a list of them.
fn names(sheet: &Sheet<'_>, all: &Departments) -> Html {
    let fault = all.faults.iter().find(|fault| fault.field == "department");
    let error = fault
        .map(|fault| sheet.tell(fault.key, &[("line", all.line.into())]))
        .unwrap_or_default();
    let field = Field {
        name: "department",
        label: &sheet.say("admin-department-names"),
        hint: &sheet.say("admin-department-names-hint"),
        error: &error,
        value: pieces::value(&all.typed, "department"),
        ..Field::default()
    };
    field::area(sheet, &field)
}

fn unit(sheet: &Sheet<'_>, unit: &Unit) -> Vec<Cell> {
    let action = format!("/admin/departments/{}/remove", unit.id);
    vec![
        html! { unit.name.clone() },
        html! { sheet.words.number(unit.courses.into()) },
        pieces::press_for(sheet, &action, "admin-remove", &unit.name, &[]),
    ]
}

/// What giving courses to departments would change, before it does.
pub(super) fn plan(sheet: &Sheet<'_>, plan: &Plan) -> Html {
    let heads = [
        "admin-course",
        "admin-code",
        "admin-department",
        "admin-now-in",
    ];
    let heads = heads.map(|key| sheet.say(key));
    let rows: Vec<_> = plan.given.iter().map(|each| given(sheet, each)).collect();
    // The field that it was typed into is called as the act is.
    let field = plan.action.rsplit('/').next().unwrap_or_default();
    let back = format!("{}#{field}", plan.action);
    html! {
        <>
            <p class="lead">{ sheet.say("admin-plan-note") }</p>
            if rows.is_empty() {
                <p class="empty">{ sheet.say("admin-plan-nothing") }</p>
            } else {
                { parts::table(sheet.say("admin-plan-caption"), &heads, rows) }
            }
            if !plan.new_units.is_empty() {
                <p>{ sheet.tell("admin-plan-new", &[("names", (&plan.new_units.join("; ")).into())]) }</p>
            }
            if !plan.unknown.is_empty() {
                { unknown(sheet, plan) }
            }
            if !plan.taken.is_empty() {
                { taken(sheet, plan) }
            }
            <p>{ sheet.tell("admin-plan-left", &[("count", plan.left.into())]) }</p>
            <div class="row">
                if !plan.given.is_empty() || !plan.new_units.is_empty() {
                    { pieces::form(sheet, plan.action, html! {
                        <>
                            { for plan.fields.iter().map(|(name, value)| parts::hidden(name, value)) }
                            { parts::hidden("confirmed", "yes") }
                            <button class="button main">{ sheet.say("admin-plan-way") }</button>
                        </>
                    }) }
                }
                { pieces::back_to_form(sheet, &back, &plan.fields) }
            </div>
        </>
    }
}

fn given(sheet: &Sheet<'_>, given: &Given) -> Vec<Cell> {
    vec![
        html! { given.title.clone() },
        html! { given.code.clone() },
        html! { given.to.clone() },
        html! { given.from.clone().unwrap_or_else(|| sheet.say("admin-none")) },
    ]
}

fn unknown(sheet: &Sheet<'_>, plan: &Plan) -> Html {
    let line = |(line, code): &(u32, String)| {
        html! { <li>{ sheet.tell("admin-plan-line", &[("line", (*line).into()), ("code", code.into())]) }</li> }
    };
    html! {
        <section>
            <h2>{ sheet.say("admin-plan-unknown") }</h2>
            <ul>{ for plan.unknown.iter().map(line) }</ul>
        </section>
    }
}

fn taken(sheet: &Sheet<'_>, plan: &Plan) -> Html {
    let line = |(line, code, by): &(u32, String, u32)| {
        let told = [
            ("line", (*line).into()),
            ("code", code.into()),
            ("by", (*by).into()),
        ];
        html! { <li>{ sheet.tell("admin-plan-taken-line", &told) }</li> }
    };
    html! {
        <section>
            <h2>{ sheet.say("admin-plan-taken") }</h2>
            <ul>{ for plan.taken.iter().map(line) }</ul>
        </section>
    }
}
