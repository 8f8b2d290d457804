//! What stands around every page of a visit, in one answer: each of its rows has an index of its own,
//! so that asking one by one costs more than reading them.

use domain::standing::Standing;

use crate::{
    Row, StoreError, Tx, course, course::Course, ids::opt_string, institution,
    institution::Institution, params, person, registration, registration::Registration, scheme,
    scheme::Scheme, session::Session,
};

/// What stands around every page of a visit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Around {
    /// Through which registration it began.
    pub registration: Registration,
    /// Whose that is.
    pub institution: Institution,
    /// The course it leads into.
    pub course: Course,
    /// The scheme the course belongs to.
    pub scheme: Option<Scheme>,
    /// What launch and roster each say of the person in the course.
    pub standing: Standing,
    /// What the person is greeted with: the given name as the LMS gave it, else the whole.
    pub called: Option<String>,
}

/// What stands around the pages of this visit.
pub fn around(tx: &mut Tx<'_>, visit: &Session) -> Result<Around, StoreError> {
    let row = tx.query_one(
        "select 1 as of_registration, g.*, 1 as of_institution, i.*, 1 as of_course, c.*,
             1 as of_person, coalesce(p.given_name, p.name) as called, e.launch_roles,
             e.roster_roles, h.id as scheme_id, 1 as of_scheme, h.*
         from registration g
         join institution i on i.id = g.institution
         join course c on c.id = $2
         join person p on p.id = $3
         left join enrolment e on e.course = c.id and e.person = p.id
         left join scheme h on h.id = c.scheme
         where g.id = $1",
        params![visit.registration, visit.course, visit.person],
    )?;
    let of_person = row.after("of_person")?;
    Ok(Around {
        registration: registration::read(&row.after("of_registration")?)?,
        institution: institution::read(&row.after("of_institution")?)?,
        course: course::read(&row.after("of_course")?)?,
        scheme: of_scheme(&of_person)?,
        standing: person::read_standing(&of_person)?,
        called: opt_string(&of_person, "called")?,
    })
}

fn of_scheme(row: &Row) -> Result<Option<Scheme>, StoreError> {
    if row.opt_text("scheme_id")?.is_none() {
        return Ok(None);
    }
    scheme::read(&row.after("of_scheme")?).map(Some)
}
