//! The people of a scheme, and its allowed pairs as a stream.

use std::collections::HashMap;
use std::io::BufRead;

use crate::allocation::Quota;
use crate::table::{ReadError, Table, number};

/// Names in the order of their file.
#[derive(Debug, Default)]
pub(crate) struct Names {
    names: Vec<String>,
    position: HashMap<Vec<u8>, u32>,
}

impl Names {
    fn add(&mut self, line: u64, id: &[u8]) -> Result<(), ReadError> {
        let position = u32::try_from(self.names.len()).unwrap_or(u32::MAX);
        if self.position.insert(id.to_vec(), position).is_some() || position == u32::MAX {
            return Err(ReadError::Twice {
                line,
                id: words(id),
            });
        }
        self.names.push(words(id));
        Ok(())
    }

    pub(crate) fn find(&self, line: u64, id: &[u8]) -> Result<u32, ReadError> {
        let position = self.position.get(id).copied();
        position.ok_or_else(|| ReadError::Unknown {
            line,
            id: words(id),
        })
    }
}

fn words(id: &[u8]) -> String {
    String::from_utf8_lossy(id).into_owned()
}

/// Mentors with quotas, and mentees, in the order of their files.
#[derive(Debug)]
pub struct Scheme {
    pub(crate) mentors: Names,
    pub(crate) mentees: Names,
    quotas: Vec<Quota>,
}

impl Scheme {
    /// Reads the mentors (columns id, lo, hi).
    ///
    /// # Errors
    /// [`ReadError`] when the text is not such a table.
    pub fn read_mentors(text: impl BufRead) -> Result<Self, ReadError> {
        let (mut mentors, mut quotas) = (Names::default(), Vec::new());
        let mut table = Table::open(text, ["id", "lo", "hi"])?;
        while let Some((line, [id, lo, hi])) = table.next_row()? {
            let bad = |column| ReadError::BadNumber { line, column };
            let quota = Quota {
                lo: number(lo).ok_or(bad("lo"))?,
                hi: number(hi).ok_or(bad("hi"))?,
            };
            if quota.lo > quota.hi {
                return Err(ReadError::QuotaReversed { line });
            }
            mentors.add(line, id)?;
            quotas.push(quota);
        }
        Ok(Self {
            mentors,
            mentees: Names::default(),
            quotas,
        })
    }

    /// Reads the mentees (column id).
    ///
    /// # Errors
    /// [`ReadError`] when the text is not such a table.
    pub fn read_mentees(&mut self, text: impl BufRead) -> Result<(), ReadError> {
        let mut table = Table::open(text, ["id"])?;
        while let Some((line, [id])) = table.next_row()? {
            self.mentees.add(line, id)?;
        }
        Ok(())
    }

    /// Reads the allowed pairs (columns mentee, mentor, cost) and hands each on.
    ///
    /// # Errors
    /// [`ReadError`] when the text is not such a table, or whatever `each` returns.
    pub fn read_pairs<E: From<ReadError>>(
        &self,
        text: impl BufRead,
        mut each: impl FnMut(u32, u32, u32) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut table = Table::open(text, ["mentee", "mentor", "cost"])?;
        while let Some((line, [mentee, mentor, cost])) = table.next_row()? {
            let mentee = self.mentees.find(line, mentee)?;
            let mentor = self.mentors.find(line, mentor)?;
            let cost = number(cost).filter(|&cost: &u32| cost <= i32::MAX.cast_unsigned());
            let cost = cost.ok_or(ReadError::BadNumber {
                line,
                column: "cost",
            })?;
            each(mentee, mentor, cost)?;
        }
        Ok(())
    }

    /// Every mentor's quota.
    pub fn quotas(&self) -> &[Quota] {
        &self.quotas
    }

    /// How many mentees there are.
    pub fn mentees(&self) -> usize {
        self.mentees.names.len()
    }

    /// What a mentor is called.
    ///
    /// # Panics
    /// When there is no such mentor.
    pub fn mentor_name(&self, mentor: u32) -> &str {
        &self.mentors.names[mentor as usize]
    }

    /// What a mentee is called.
    ///
    /// # Panics
    /// When there is no such mentee.
    pub fn mentee_name(&self, mentee: u32) -> &str {
        &self.mentees.names[mentee as usize]
    }

    /// The position of a mentor by name.
    pub fn mentor(&self, name: &str) -> Option<u32> {
        self.mentors.position.get(name.as_bytes()).copied()
    }

    /// The position of a mentee by name.
    pub fn mentee(&self, name: &str) -> Option<u32> {
        self.mentees.position.get(name.as_bytes()).copied()
    }
}
