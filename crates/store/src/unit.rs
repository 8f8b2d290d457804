//! Units of an institution (faculties, departments, schools), and the courses they were given.

use domain::{
    Timestamp,
    claim::SchemeState,
    id::{CourseId, InstitutionId, RegistrationId, SchemeId, UnitId},
    part::Brings,
};

use crate::{
    Row, StoreError, Tx, course,
    ids::{count, id, opt_id},
    params, scheme,
};

/// A unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    /// Its id.
    pub id: UnitId,
    /// Its name, unique in its institution.
    pub name: String,
    /// How many courses it was given.
    pub courses: u32,
}

/// A course as an administrator sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Its id.
    pub id: CourseId,
    /// Its title.
    pub title: String,
    /// Its short name; empty where its LMS gives none.
    pub code: String,
    /// The registration it was launched through.
    pub registration: RegistrationId,
    /// The unit it was given to.
    pub unit: Option<UnitId>,
    /// Whom it brings.
    pub brings: Brings,
    /// The scheme it is in, with its state.
    pub scheme: Option<(SchemeId, SchemeState)>,
    /// When somebody last came from it, to the minute.
    pub launched_at: Option<Timestamp>,
}

/// Adds a unit; a name that is taken breaks the constraint `unit_name`.
pub fn add(
    tx: &mut Tx<'_>,
    institution: InstitutionId,
    unit: UnitId,
    name: &str,
    now: Timestamp,
) -> Result<(), StoreError> {
    tx.execute(
        "insert into unit (id, institution, name, created_at) values ($1, $2, $3, $4)",
        params![unit, institution, name, now.0],
    )?;
    Ok(())
}

/// The units of an institution, by name.
pub fn all(tx: &mut Tx<'_>, institution: InstitutionId) -> Result<Vec<Unit>, StoreError> {
    let rows = tx.query(
        "select u.id, u.name, count(c.id) as courses from unit u
         left join course c on c.unit = u.id
         where u.institution = $1 group by u.id, u.name order by lower(u.name), u.id",
        params![institution],
    )?;
    rows.iter()
        .map(|row| {
            Ok(Unit {
                id: id(row, "id")?,
                name: row.text("name")?.to_owned(),
                courses: count(row, "courses")?,
            })
        })
        .collect()
}

/// Calls a unit of this institution by another name; false if it has none of this id.
pub fn rename(
    tx: &mut Tx<'_>,
    institution: InstitutionId,
    unit: UnitId,
    name: &str,
) -> Result<bool, StoreError> {
    let known = tx.execute(
        "update unit set name = $3 where id = $1 and institution = $2",
        params![unit, institution, name],
    )?;
    Ok(known == 1)
}

/// Removes a unit of this institution; its courses are given to none. False if it has none of this id.
pub fn remove(
    tx: &mut Tx<'_>,
    institution: InstitutionId,
    unit: UnitId,
) -> Result<bool, StoreError> {
    tx.execute(
        "update course set unit = null
         where unit = (select id from unit where id = $1 and institution = $2)",
        params![unit, institution],
    )?;
    let known = tx.execute(
        "delete from unit where id = $1 and institution = $2",
        params![unit, institution],
    )?;
    Ok(known == 1)
}

/// Every course that was launched from in an institution, by code and title.
pub fn courses(tx: &mut Tx<'_>, institution: InstitutionId) -> Result<Vec<Listed>, StoreError> {
    let rows = tx.query(
        "select c.id, c.title, c.code, c.registration, c.unit, c.brings, c.scheme, s.state,
             c.launched_at
         from course c join registration r on r.id = c.registration
         left join scheme s on s.id = c.scheme
         where r.institution = $1 order by lower(c.code), lower(c.title), c.id",
        params![institution],
    )?;
    rows.iter().map(listed).collect()
}

fn listed(row: &Row) -> Result<Listed, StoreError> {
    let scheme = match opt_id(row, "scheme")? {
        Some(scheme) => Some((scheme, scheme::state(row)?)),
        None => None,
    };
    Ok(Listed {
        id: id(row, "id")?,
        title: row.text("title")?.to_owned(),
        code: row.text("code")?.to_owned(),
        registration: id(row, "registration")?,
        unit: opt_id(row, "unit")?,
        brings: course::brings(row)?,
        scheme,
        launched_at: row.opt_int("launched_at")?.map(Timestamp),
    })
}

/// Gives a course to a unit, or to none. False, and nothing changes, unless both are of this
/// institution.
pub fn give(
    tx: &mut Tx<'_>,
    institution: InstitutionId,
    course: CourseId,
    unit: Option<UnitId>,
) -> Result<bool, StoreError> {
    let known = tx.execute(
        "update course set unit = $3
         where id = $2
             and registration in (select id from registration where institution = $1)
             and (cast($3 as text) is null
                 or exists (select 1 from unit where id = $3 and institution = $1))",
        params![institution, course, unit],
    )?;
    Ok(known == 1)
}
