//! People, their enrolments, and everything known of them in a scheme.

use domain::{
    Timestamp,
    attribute::{Attributes, ComesAs, MetElsewhere},
    gate::{DoneHere, Gates},
    id::{CourseId, InstitutionId, PersonId, ReadId, SchemeId},
    part::{Choice, Known, Part},
    standing::{CourseRoles, Standing},
};

use crate::{
    Row, StoreError, Tx,
    course::brings,
    ids::{id, opt_string, wrong},
    params,
};

/// What a platform says of a person.
#[derive(Clone, Copy, Debug)]
pub struct Told<'a> {
    /// Whose tenant.
    pub institution: InstitutionId,
    /// `iss`.
    pub issuer: &'a str,
    /// `sub`, `user_id` in a roster.
    pub subject: &'a str,
    /// Whole name.
    pub name: Option<&'a str>,
    /// Given name.
    pub given_name: Option<&'a str>,
    /// The institution's number (`lis.person_sourcedid`).
    pub number: Option<&'a str>,
}

/// Keeps what a platform says of a person: makes the person the first time, with the id given.
/// What it does not say is left as it was.
pub fn told(
    tx: &mut Tx<'_>,
    new: PersonId,
    told: &Told<'_>,
    now: Timestamp,
) -> Result<PersonId, StoreError> {
    let row = tx.query_one(
        "insert into person (id, institution, issuer, subject, name, given_name, number, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)
         on conflict (institution, issuer, subject) do update set
             name = coalesce(excluded.name, person.name),
             given_name = coalesce(excluded.given_name, person.given_name),
             number = coalesce(excluded.number, person.number)
         returning id",
        params![
            new,
            told.institution,
            told.issuer,
            told.subject,
            told.name,
            told.given_name,
            told.number,
            now.0
        ],
    )?;
    id(&row, "id")
}

/// The subject a platform knows a person by, with its issuer.
pub fn subject(tx: &mut Tx<'_>, person: PersonId) -> Result<(String, String), StoreError> {
    let row = tx.query_one(
        "select issuer, subject from person where id = $1",
        params![person],
    )?;
    Ok((
        row.text("issuer")?.to_owned(),
        row.text("subject")?.to_owned(),
    ))
}

/// Keeps the roles of a launch. Whoever launches is enrolled, whatever an earlier roster said.
pub fn launched(
    tx: &mut Tx<'_>,
    course: CourseId,
    person: PersonId,
    roles: CourseRoles,
    now: Timestamp,
) -> Result<(), StoreError> {
    tx.execute(
        "insert into enrolment (course, person, launch_roles, launched_at) values ($1, $2, $3, $4)
         on conflict (course, person) do update set launch_roles = excluded.launch_roles,
             launched_at = excluded.launched_at, held_since = null, gone_at = null",
        params![course, person, roles.bits(), now.0],
    )?;
    Ok(())
}

/// Keeps the roles a roster lists; true if the person was not enrolled here before.
pub fn listed(
    tx: &mut Tx<'_>,
    course: CourseId,
    person: PersonId,
    roles: CourseRoles,
    read: ReadId,
) -> Result<bool, StoreError> {
    // The insert comes first: it waits for a launch that enrols the same person at the same moment.
    let new = tx.execute(
        "insert into enrolment (course, person, roster_roles, roster_read) values ($1, $2, $3, $4)
         on conflict (course, person) do nothing",
        params![course, person, roles.bits(), read],
    )?;
    if new == 0 {
        tx.execute(
            "update enrolment set roster_roles = $3, roster_read = $4, held_since = null,
                 gone_at = null
             where course = $1 and person = $2",
            params![course, person, roles.bits(), read],
        )?;
    }
    Ok(new == 1)
}

/// Makes a person a member of a scheme; false if they were one before.
pub fn join(
    tx: &mut Tx<'_>,
    scheme: SchemeId,
    person: PersonId,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let new = tx.execute(
        "insert into member (scheme, person, coordinator, joined_at) values ($1, $2, 0, $3)
         on conflict (scheme, person) do nothing",
        params![scheme, person, now.0],
    )?;
    Ok(new == 1)
}

/// Makes whoever else changes what this person did in the scheme wait until this transaction ends,
/// so that what was read of it stays so.
pub fn lock(tx: &mut Tx<'_>, scheme: SchemeId, person: PersonId) -> Result<(), StoreError> {
    tx.query_opt(
        "select person from member where scheme = $1 and person = $2 /*for no key update*/",
        params![scheme, person],
    )?;
    Ok(())
}

/// The same for everyone in the scheme.
pub fn lock_all(tx: &mut Tx<'_>, scheme: SchemeId) -> Result<(), StoreError> {
    tx.query(
        "select person from member where scheme = $1 order by person /*for no key update*/",
        params![scheme],
    )?;
    Ok(())
}

/// Keeps whether a person takes part as a mentee (R6), and says whether that is new.
pub fn choose(
    tx: &mut Tx<'_>,
    scheme: SchemeId,
    person: PersonId,
    choice: Choice,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let word = match choice {
        Choice::In => "in",
        Choice::Out => "out",
    };
    let changed = tx.execute(
        "update member set choice = $3, chosen_at = $4
         where scheme = $1 and person = $2 and (choice is null or choice <> $3)",
        params![scheme, person, word, now.0],
    )?;
    Ok(changed == 1)
}

/// Everything known of one person in a scheme.
#[derive(Clone, Debug)]
pub struct Facts {
    /// Who.
    pub person: PersonId,
    /// The subject the platform knows the person by.
    pub subject: String,
    /// Whole name.
    pub name: Option<String>,
    /// Given name.
    pub given_name: Option<String>,
    /// The institution's number.
    pub number: Option<String>,
    /// What decides the part.
    pub known: Known,
    /// What the attribute file says.
    pub attributes: Attributes,
    /// Since when the roster no longer lists them.
    pub held: bool,
    /// The course they are enrolled in.
    pub course: CourseId,
}

impl Facts {
    /// The person's part.
    pub fn part(&self) -> Part {
        Part::of(&self.known)
    }
}

macro_rules! facts_sql {
    ($condition:literal) => {
        concat!(
            "select p.id, p.subject, p.name, p.given_name, p.number, m.coordinator, m.choice,
                 e.course, e.launch_roles, e.roster_roles, e.held_since, c.brings,
                 a.year, a.discipline, a.mode, a.commute, a.comes_as,
                 a.accepted_at, a.booked_at, a.attended_at, a.code_at, a.quiz_at,
                 s.signed_at,
                 (select min(handed_in_at) from attempt t where t.scheme = m.scheme
                      and t.person = m.person and t.quiz = $3 and t.passed = 1) as passed_at
             from member m
             join person p on p.id = m.person
             join course c on c.scheme = m.scheme
             join enrolment e on e.course = c.id and e.person = m.person
             left join attribute a on a.scheme = m.scheme and a.number = p.number
             left join signature s on s.scheme = m.scheme and s.person = m.person
                 and s.version = $2
             where m.scheme = $1 and e.gone_at is null ",
            $condition
        )
    };
}

/// Everything known of everyone in a scheme, each person once, in the order of their ids.
/// `code_version` and `quiz` say which version and bank count.
pub fn all_facts(
    tx: &mut Tx<'_>,
    scheme: SchemeId,
    code_version: u32,
    quiz: &str,
) -> Result<Vec<Facts>, StoreError> {
    let rows = tx.query(facts_sql!(""), params![scheme, code_version, quiz])?;
    each_once(&rows)
}

/// The same of those alone who come as candidates, by what a file or a course says, and whose training
/// was not recorded as complete.
pub fn candidate_facts(
    tx: &mut Tx<'_>,
    scheme: SchemeId,
    code_version: u32,
    quiz: &str,
) -> Result<Vec<Facts>, StoreError> {
    let rows = tx.query(
        facts_sql!(
            "and (p.number in (select number from attribute
                     where scheme = $1 and comes_as = 'candidate')
                 or m.person in (select person from enrolment o join course t on t.id = o.course
                     where t.scheme = $1 and t.brings = 'mentors'))
             and not exists (select 1 from completion d
                 where d.scheme = m.scheme and d.person = m.person)"
        ),
        params![scheme, code_version, quiz],
    )?;
    each_once(&rows)
}

fn each_once(rows: &[Row]) -> Result<Vec<Facts>, StoreError> {
    // Put in order here: SQLite would copy every row into a sorter and out again first.
    let mut people = rows.iter().map(read_facts).collect::<Result<Vec<_>, _>>()?;
    people.sort_unstable_by_key(|facts| (facts.person, facts.course));
    people.dedup_by(|next, last| {
        let is_same = last.person == next.person;
        if is_same {
            merge(last, next);
        }
        is_same
    });
    Ok(people)
}

/// Everything known of one person in a scheme; none if they are no member or no longer enrolled.
pub fn facts(
    tx: &mut Tx<'_>,
    scheme: SchemeId,
    person: PersonId,
    code_version: u32,
    quiz: &str,
) -> Result<Option<Facts>, StoreError> {
    let rows = tx.query(
        facts_sql!("and m.person = $4 order by c.id"),
        params![scheme, code_version, quiz, person],
    )?;
    let mut all = rows.iter().map(read_facts);
    let Some(mut first) = all.next().transpose()? else {
        return Ok(None);
    };
    for other in all {
        merge(&mut first, &other?);
    }
    Ok(Some(first))
}

/// Two courses of one scheme: staff in either is staff, listed in either is not held.
fn merge(one: &mut Facts, other: &Facts) {
    let both = |one: Option<CourseRoles>, other: Option<CourseRoles>| match (one, other) {
        (Some(one), Some(other)) => Some(CourseRoles::from_bits(one.bits() | other.bits())),
        (one, other) => one.or(other),
    };
    let (standing, more) = (&mut one.known.standing, other.known.standing);
    standing.launch = both(standing.launch, more.launch);
    standing.roster = both(standing.roster, more.roster);
    one.held &= other.held;
}

fn read_facts(row: &Row) -> Result<Facts, StoreError> {
    let attributes = read_attributes(row)?;
    let here = DoneHere {
        code: time(row, "signed_at")?,
        quiz: time(row, "passed_at")?,
    };
    Ok(Facts {
        person: id(row, "id")?,
        subject: row.text("subject")?.to_owned(),
        name: opt_string(row, "name")?,
        given_name: opt_string(row, "given_name")?,
        number: opt_string(row, "number")?,
        known: Known {
            coordinator: row.flag("coordinator")?,
            standing: read_standing(row)?,
            brings: brings(row)?,
            comes_as: attributes.comes_as,
            choice: choice(row)?,
            gates: Gates::of(attributes.met, here),
        },
        attributes,
        held: row.opt_int("held_since")?.is_some(),
        course: id(row, "course")?,
    })
}

fn choice(row: &Row) -> Result<Option<Choice>, StoreError> {
    match row.opt_text("choice")? {
        None => Ok(None),
        Some("in") => Ok(Some(Choice::In)),
        Some("out") => Ok(Some(Choice::Out)),
        Some(_) => Err(wrong("choice", "a choice")),
    }
}

fn time(row: &Row, column: &'static str) -> Result<Option<Timestamp>, StoreError> {
    Ok(row.opt_int(column)?.map(Timestamp))
}

fn read_attributes(row: &Row) -> Result<Attributes, StoreError> {
    let year = row.opt_int("year")?.map(u8::try_from).transpose();
    Ok(Attributes {
        number: opt_string(row, "number")?.unwrap_or_default(),
        year: year.map_err(|_| wrong("year", "a year of study"))?,
        discipline: opt_string(row, "discipline")?,
        mode: opt_string(row, "mode")?,
        commute: row.opt_int("commute")?.map(|yes| yes == 1),
        comes_as: match row.opt_text("comes_as")? {
            None => None,
            Some("new") => Some(ComesAs::New),
            Some("candidate") => Some(ComesAs::Candidate),
            Some(_) => return Err(wrong("comes_as", "what a person comes as")),
        },
        met: MetElsewhere {
            accepted: time(row, "accepted_at")?,
            booked: time(row, "booked_at")?,
            attended: time(row, "attended_at")?,
            code: time(row, "code_at")?,
            quiz: time(row, "quiz_at")?,
        },
    })
}

/// What files said so far of the person with this number.
pub fn kept_attributes(
    tx: &mut Tx<'_>,
    scheme: SchemeId,
    number: &str,
) -> Result<Option<Attributes>, StoreError> {
    let row = tx.query_opt(
        "select * from attribute where scheme = $1 and number = $2",
        params![scheme, number],
    )?;
    row.as_ref().map(read_attributes).transpose()
}

/// Keeps what files say of a person, in place of what was kept before.
pub fn keep_attributes(
    tx: &mut Tx<'_>,
    scheme: SchemeId,
    said: &Attributes,
) -> Result<(), StoreError> {
    let comes_as = said.comes_as.map(|comes_as| match comes_as {
        ComesAs::New => "new",
        ComesAs::Candidate => "candidate",
    });
    let at = |time: Option<Timestamp>| time.map(|time| time.0);
    tx.execute(
        "insert into attribute (scheme, number, year, discipline, mode, commute, comes_as,
             accepted_at, booked_at, attended_at, code_at, quiz_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
         on conflict (scheme, number) do update set year = excluded.year,
             discipline = excluded.discipline, mode = excluded.mode, commute = excluded.commute,
             comes_as = excluded.comes_as, accepted_at = excluded.accepted_at,
             booked_at = excluded.booked_at, attended_at = excluded.attended_at,
             code_at = excluded.code_at, quiz_at = excluded.quiz_at",
        params![
            scheme,
            &said.number,
            said.year.map(i64::from),
            said.discipline.as_deref(),
            said.mode.as_deref(),
            said.commute,
            comes_as,
            at(said.met.accepted),
            at(said.met.booked),
            at(said.met.attended),
            at(said.met.code),
            at(said.met.quiz)
        ],
    )?;
    Ok(())
}

/// What launch and roster each say of a person in a course.
pub fn standing(
    tx: &mut Tx<'_>,
    course: CourseId,
    person: PersonId,
) -> Result<Standing, StoreError> {
    let row = tx.query_opt(
        "select launch_roles, roster_roles from enrolment where course = $1 and person = $2",
        params![course, person],
    )?;
    row.map_or(Ok(Standing::default()), |row| read_standing(&row))
}

pub(crate) fn read_standing(row: &Row) -> Result<Standing, StoreError> {
    let roles = |column| Ok::<_, StoreError>(row.opt_int(column)?.map(CourseRoles::from_bits));
    Ok(Standing {
        launch: roles("launch_roles")?,
        roster: roles("roster_roles")?,
    })
}

/// A person's own name as the LMS gave it: whole, else given.
pub fn name(tx: &mut Tx<'_>, person: PersonId) -> Result<Option<String>, StoreError> {
    let row = tx.query_one(
        "select name, given_name from person where id = $1",
        params![person],
    )?;
    Ok(opt_string(&row, "name")?.or(opt_string(&row, "given_name")?))
}

/// The language a person chose here, as a tag; none while they chose none.
pub fn language(tx: &mut Tx<'_>, person: PersonId) -> Result<Option<String>, StoreError> {
    let row = tx.query_one("select language from person where id = $1", params![person])?;
    opt_string(&row, "language")
}
