//! Groups and prices, as files claim them.

use std::io::BufRead;

use crate::scheme::Scheme;
use crate::table::{ReadError, Table, number};

/// Who is with whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Groups {
    /// Each mentee's mentor, where there is one.
    pub mentor_of: Vec<Option<u32>>,
}

impl Groups {
    /// Reads the groups (columns mentee, mentor).
    ///
    /// # Errors
    /// [`ReadError`] when the text is not such a table, or names a mentee twice.
    pub fn read(scheme: &Scheme, text: impl BufRead) -> Result<Self, ReadError> {
        let mut mentor_of = vec![None; scheme.mentees()];
        let mut table = Table::open(text, ["mentee", "mentor"])?;
        while let Some((line, [mentee, mentor])) = table.next_row()? {
            let mentee = scheme.mentees.find(line, mentee)?;
            let mentor = scheme.mentors.find(line, mentor)?;
            if mentor_of[mentee as usize].replace(mentor).is_some() {
                let id = scheme.mentee_name(mentee).into();
                return Err(ReadError::Twice { line, id });
            }
        }
        Ok(Self { mentor_of })
    }
}

/// The prices that prove groups cheapest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Certificate {
    /// u, for each mentee.
    pub mentee_prices: Vec<i64>,
    /// p, for each mentor.
    pub mentor_prices: Vec<i64>,
}

impl Certificate {
    /// Reads the prices (columns kind, id, dual; kind is mentee or mentor). Everybody must have
    /// one.
    ///
    /// # Errors
    /// [`ReadError`] when the text is not such a table, or names somebody twice or not at all.
    pub fn read(scheme: &Scheme, text: impl BufRead) -> Result<Self, ReadError> {
        let mut mentees = vec![None; scheme.mentees()];
        let mut mentors = vec![None; scheme.quotas().len()];
        let mut table = Table::open(text, ["kind", "id", "dual"])?;
        while let Some((line, [kind, id, dual])) = table.next_row()? {
            let slot = match kind {
                b"mentee" => &mut mentees[scheme.mentees.find(line, id)? as usize],
                b"mentor" => &mut mentors[scheme.mentors.find(line, id)? as usize],
                _ => return Err(ReadError::BadKind { line }),
            };
            let dual = number(dual).ok_or(ReadError::BadNumber {
                line,
                column: "dual",
            })?;
            if slot.replace(dual).is_some() {
                let id = String::from_utf8_lossy(id).into_owned();
                return Err(ReadError::Twice { line, id });
            }
        }
        Ok(Self {
            mentee_prices: all(mentees, |at| scheme.mentee_name(at))?,
            mentor_prices: all(mentors, |at| scheme.mentor_name(at))?,
        })
    }
}

fn all<'s>(prices: Vec<Option<i64>>, name: impl Fn(u32) -> &'s str) -> Result<Vec<i64>, ReadError> {
    let each = (0..).zip(prices);
    each.map(|(at, price)| {
        price.ok_or_else(|| ReadError::Missing {
            id: name(at).into(),
        })
    })
    .collect()
}
