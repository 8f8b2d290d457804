//! A launch of somebody who was here before and says nothing new, as most are: known by one look, and
//! but for its nonce and its visit nothing is written.

use domain::{
    Timestamp,
    id::{CourseId, PersonId, RegistrationId},
    standing::CourseRoles,
    time::Span,
};

use crate::{
    StoreError, Tx,
    course::Launched,
    ids::{id, opt_string},
    params,
    person::Told,
};

/// How often it is kept that a course was launched from, where nothing else is to be kept.
const SEEN_AGAIN: Span = Span::minutes(1);

/// What a launch says.
#[derive(Clone, Copy, Debug)]
pub struct Said<'a> {
    /// The platform it came through.
    pub registration: RegistrationId,
    /// Of its course.
    pub course: &'a Launched<'a>,
    /// Of its person.
    pub person: &'a Told<'a>,
    /// Of the person in the course.
    pub roles: CourseRoles,
    /// Whether somebody of these roles belongs to an active scheme.
    pub joins: bool,
}

/// Who came, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The course.
    pub course: CourseId,
    /// The person.
    pub person: PersonId,
    /// The language the person chose here, as a tag.
    pub language: Option<String>,
}

/// The place of a launch of which nothing needs to be kept: course, link, person, roles and membership
/// are kept as it says them, and a roster lists the person, so that it does not matter when they
/// launched last. None where anything is to be kept, or was not a minute ago.
pub fn place(
    tx: &mut Tx<'_>,
    said: &Said<'_>,
    now: Timestamp,
) -> Result<Option<Place>, StoreError> {
    let (course, person) = (said.course, said.person);
    let (link, _) = course.link.unzip();
    let row = tx.query_opt(
        "select c.id as course, p.id as person, p.language
         from course c
         join person p on p.institution = $4 and p.issuer = $5 and p.subject = $6
         join enrolment e on e.course = c.id and e.person = p.id
         left join scheme s on s.id = c.scheme
         left join member m on m.scheme = c.scheme and m.person = p.id
         left join resource_link l on l.course = c.id and l.link_id = $18
         where c.registration = $1 and c.deployment_id = $2 and c.context_id = $3
             and c.launched_at > $7
             and (c.title = $8 or $8 = '')
             and (c.code = $9 or $9 = '')
             and (c.roster_url = $10 or $10 is null)
             and ((c.line_items_url = $11 and c.may_create_items = $12) or $11 is null)
             and (p.name = $13 or $13 is null)
             and (p.given_name = $14 or $14 is null)
             and (p.number = $15 or $15 is null)
             and e.launch_roles = $16 and e.roster_read is not null
             and e.held_since is null and e.gone_at is null
             and s.id is not null
             and (s.state <> 'active' or m.person is not null or $17 = 0)
             and (l.link_id is not null or $18 is null)",
        params![
            said.registration,
            course.deployment,
            course.context,
            person.institution,
            person.issuer,
            person.subject,
            (now - SEEN_AGAIN).0,
            course.title,
            course.code,
            course.roster_url,
            course.line_items_url,
            course.may_create_items,
            person.name,
            person.given_name,
            person.number,
            said.roles.bits(),
            said.joins,
            link
        ],
    )?;
    row.map(|row| {
        Ok(Place {
            course: id(&row, "course")?,
            person: id(&row, "person")?,
            language: opt_string(&row, "language")?,
        })
    })
    .transpose()
}
