//! Courses (LTI contexts) and where the tab stands in them.

use domain::{
    Timestamp,
    id::{CourseId, RegistrationId, SchemeId, UnitId},
    part::Brings,
};

use crate::{
    Row, StoreError, Tx,
    ids::{id, opt_id, opt_string, wrong},
    params,
};

/// A course: an LTI context of one deployment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Course {
    /// Its id.
    pub id: CourseId,
    /// The registration it was launched through.
    pub registration: RegistrationId,
    /// The deployment.
    pub deployment: String,
    /// The platform's id of the context.
    pub context: String,
    /// The scheme it belongs to.
    pub scheme: Option<SchemeId>,
    /// Its title.
    pub title: String,
    /// The short name its LMS gives it, such as `BOT101`; empty where it gives none.
    pub code: String,
    /// The unit it was given to.
    pub unit: Option<UnitId>,
    /// Whom it brings.
    pub brings: Brings,
    /// Where its roster is, if offered.
    pub roster_url: Option<String>,
    /// Where its line items are, if offered.
    pub line_items_url: Option<String>,
    /// Whether the platform lets us create line items.
    pub may_create_items: bool,
    /// Whether the coordinator said that a column carries no credit (R7, decision 19).
    pub column_allowed: bool,
}

/// What a launch says of a course.
#[derive(Clone, Debug, Default)]
pub struct Launched<'a> {
    /// The deployment.
    pub deployment: &'a str,
    /// The platform's id of the context.
    pub context: &'a str,
    /// Its title.
    pub title: &'a str,
    /// Its short name, such as `BOT101`.
    pub code: &'a str,
    /// Where its roster is.
    pub roster_url: Option<&'a str>,
    /// Where its line items are.
    pub line_items_url: Option<&'a str>,
    /// Whether line items may be created.
    pub may_create_items: bool,
    /// The resource link that was opened, with its title; none where a teacher came to make some.
    pub link: Option<(&'a str, Option<&'a str>)>,
}

/// The column's word for whom a course brings.
pub(crate) const fn brings_word(brings: Brings) -> &'static str {
    match brings {
        Brings::NewStudents => "new",
        Brings::Mentors => "mentors",
        Brings::Mixed => "mixed",
        Brings::Staff => "staff",
    }
}

pub(crate) fn brings(row: &Row) -> Result<Brings, StoreError> {
    match row.text("brings")? {
        "new" => Ok(Brings::NewStudents),
        "mentors" => Ok(Brings::Mentors),
        "mixed" => Ok(Brings::Mixed),
        "staff" => Ok(Brings::Staff),
        _ => Err(wrong("brings", "whom a course brings")),
    }
}

pub(crate) fn read(row: &Row) -> Result<Course, StoreError> {
    Ok(Course {
        id: id(row, "id")?,
        registration: id(row, "registration")?,
        deployment: row.text("deployment_id")?.to_owned(),
        context: row.text("context_id")?.to_owned(),
        scheme: opt_id(row, "scheme")?,
        title: row.text("title")?.to_owned(),
        code: row.text("code")?.to_owned(),
        unit: opt_id(row, "unit")?,
        brings: brings(row)?,
        roster_url: opt_string(row, "roster_url")?,
        line_items_url: opt_string(row, "line_items_url")?,
        may_create_items: row.flag("may_create_items")?,
        column_allowed: row.flag("column_allowed")?,
    })
}

/// Keeps what a launch says of its course: makes the course at the first launch, with the id given,
/// and moves the service addresses to the newest. A launch that lacks one leaves the known one; a course
/// that no launch has named is called as its platform, because a page has to be called something.
pub fn launched(
    tx: &mut Tx<'_>,
    new: CourseId,
    registration: RegistrationId,
    launch: &Launched<'_>,
    now: Timestamp,
) -> Result<Course, StoreError> {
    let row = tx.query_one(
        "insert into course (id, registration, deployment_id, context_id, title, code, brings,
             roster_url, line_items_url, may_create_items, column_allowed, launched_at)
         values ($1, $2, $3, $4,
             case when $5 = '' then (select name from registration where id = $2) else $5 end,
             $10, 'mixed', $6, $7, $8, 0, $9)
         on conflict (registration, deployment_id, context_id) do update set
             title = case when $5 = '' then course.title else excluded.title end,
             code = case when excluded.code = '' then course.code else excluded.code end,
             roster_url = coalesce(excluded.roster_url, course.roster_url),
             line_items_url = coalesce(excluded.line_items_url, course.line_items_url),
             may_create_items = case when excluded.line_items_url is null
                 then course.may_create_items else excluded.may_create_items end,
             launched_at = excluded.launched_at
         returning *",
        params![
            new,
            registration,
            launch.deployment,
            launch.context,
            launch.title,
            launch.roster_url,
            launch.line_items_url,
            launch.may_create_items,
            now.0,
            launch.code
        ],
    )?;
    let course = read(&row)?;
    if let Some((link, title)) = launch.link {
        tx.execute(
            "insert into resource_link (course, link_id, title, seen_at) values ($1, $2, $3, $4)
             on conflict (course, link_id) do nothing",
            params![course.id, link, title, now.0],
        )?;
    }
    Ok(course)
}

/// The course with this id.
pub fn get(tx: &mut Tx<'_>, id: CourseId) -> Result<Course, StoreError> {
    read(&tx.query_one("select * from course where id = $1", params![id])?)
}

/// The courses of a scheme.
pub fn of_scheme(tx: &mut Tx<'_>, scheme: SchemeId) -> Result<Vec<Course>, StoreError> {
    let rows = tx.query(
        "select * from course where scheme = $1 order by id",
        params![scheme],
    )?;
    rows.iter().map(read).collect()
}

/// The links of a course that were opened, those first seen last first, at most so many.
pub fn links(tx: &mut Tx<'_>, course: CourseId, most: u32) -> Result<Vec<String>, StoreError> {
    let rows = tx.query(
        "select link_id from resource_link where course = $1 order by seen_at desc, link_id limit $2",
        params![course, most],
    )?;
    let link = |row: &Row| Ok(row.text("link_id")?.to_owned());
    rows.iter().map(link).collect()
}

/// Every course, by title.
pub fn all(tx: &mut Tx<'_>) -> Result<Vec<Course>, StoreError> {
    let rows = tx.query("select * from course order by title, id", params![])?;
    rows.iter().map(read).collect()
}

/// Puts a course into a scheme.
pub fn join_scheme(tx: &mut Tx<'_>, course: CourseId, scheme: SchemeId) -> Result<(), StoreError> {
    tx.execute(
        "update course set scheme = $2 where id = $1",
        params![course, scheme],
    )?;
    Ok(())
}

/// Says whom a course brings.
pub fn set_brings(tx: &mut Tx<'_>, course: CourseId, brings: Brings) -> Result<(), StoreError> {
    tx.execute(
        "update course set brings = $2 where id = $1",
        params![course, brings_word(brings)],
    )?;
    Ok(())
}

/// Keeps that a column in this course's gradebook carries no credit (R7, decision 19).
pub fn allow_column(tx: &mut Tx<'_>, course: CourseId) -> Result<(), StoreError> {
    tx.execute(
        "update course set column_allowed = 1 where id = $1",
        params![course],
    )?;
    Ok(())
}

/// Where the column for `resource_id` is in this course's gradebook, once found or created.
pub fn line_item(
    tx: &mut Tx<'_>,
    course: CourseId,
    resource_id: &str,
) -> Result<Option<String>, StoreError> {
    let row = tx.query_opt(
        "select url from line_item where course = $1 and resource_id = $2",
        params![course, resource_id],
    )?;
    row.map(|row| Ok(row.text("url")?.to_owned())).transpose()
}

/// Keeps where a column is; the newest finding stands. Whoever had the right to make it needs it no
/// longer.
pub fn keep_line_item(
    tx: &mut Tx<'_>,
    course: CourseId,
    resource_id: &str,
    url: &str,
    now: Timestamp,
) -> Result<(), StoreError> {
    tx.execute(
        "insert into line_item (course, resource_id, url, found_at) values ($1, $2, $3, $4)
         on conflict (course, resource_id) do update
         set url = excluded.url, found_at = excluded.found_at",
        params![course, resource_id, url, now.0],
    )?;
    tx.execute(
        "delete from column_right where course = $1 and resource_id = $2",
        params![course, resource_id],
    )?;
    Ok(())
}

/// Forgets that a column was at `url`, because the platform no longer has it there. Where another
/// one was found in the meantime, that one stands.
pub fn forget_line_item(
    tx: &mut Tx<'_>,
    course: CourseId,
    resource_id: &str,
    url: &str,
) -> Result<(), StoreError> {
    tx.execute(
        "delete from line_item where course = $1 and resource_id = $2 and url = $3",
        params![course, resource_id, url],
    )?;
    Ok(())
}
