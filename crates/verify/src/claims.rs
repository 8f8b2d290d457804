//! Groups and prices, as files claim them.

use std::collections::BTreeMap;
use std::io::BufRead;

use crate::fair::Stage;
use crate::refusal::{About, Reason, Refusal};
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
    /// The prices of bands, where the groups are to be fair, without how many are in each.
    bands: BTreeMap<u32, Stage>,
}

impl Certificate {
    /// Reads the prices (columns kind, id, dual). Where kind is `mentee` or `mentor` the price is
    /// for the total cost, and everybody must have one. `mentee:7` and `mentor:7` are for band 7
    /// of a fair claim, and those who have none have 0 there.
    ///
    /// # Errors
    /// [`ReadError`] when the text is not such a table, or names somebody twice or not at all.
    pub fn read(scheme: &Scheme, text: impl BufRead) -> Result<Self, ReadError> {
        let mut mentees = vec![None; scheme.mentees()];
        let mut mentors = vec![None; scheme.quotas().len()];
        let mut table = Table::open(text, ["kind", "id", "dual"])?;
        let mut bands: BTreeMap<u32, Stage> = BTreeMap::new();
        while let Some((line, [kind, id, dual])) = table.next_row()? {
            let dual = number(dual).ok_or(ReadError::BadNumber {
                line,
                column: "dual",
            })?;
            let (is_mentee, band) = read_kind(kind).ok_or(ReadError::BadKind { line })?;
            let names = if is_mentee {
                &scheme.mentees
            } else {
                &scheme.mentors
            };
            let person = names.find(line, id)?;
            if let Some(band) = band {
                let stage = bands.entry(band).or_default();
                stage.band = band;
                stage.prices(is_mentee).push((person, dual));
                continue;
            }
            let all = if is_mentee {
                &mut mentees
            } else {
                &mut mentors
            };
            if all[person as usize].replace(dual).is_some() {
                let id = String::from_utf8_lossy(id).into_owned();
                return Err(ReadError::Twice { line, id });
            }
        }
        for stage in bands.values_mut() {
            stage.mentee_prices.sort_unstable();
            stage.mentor_prices.sort_unstable();
        }
        Ok(Self {
            mentee_prices: all(mentees, |at| scheme.mentee_name(at))?,
            mentor_prices: all(mentors, |at| scheme.mentor_name(at))?,
            bands,
        })
    }

    /// The stages of a claim that so many mentees are in each of these bands; no bands where it
    /// does not claim to be fair.
    ///
    /// # Errors
    /// A [`Refusal`] when there are prices for any other band.
    pub fn stages(&self, bands: &[(u32, u64)]) -> Result<Vec<Stage>, Refusal> {
        let known = bands.iter().map(|band| band.0);
        let used = known.filter(|band| self.bands.contains_key(band)).count();
        if used != self.bands.len() {
            return Err(Reason::BandsAstray.about(About::All));
        }
        let each = bands.iter().map(|&(band, count)| Stage {
            band,
            count,
            ..self.bands.get(&band).cloned().unwrap_or_default()
        });
        Ok(each.collect())
    }
}

/// Whether a kind is about mentees, and about which band.
fn read_kind(kind: &[u8]) -> Option<(bool, Option<u32>)> {
    let (is_mentee, rest) = match kind.strip_prefix(b"mentee") {
        Some(rest) => (true, rest),
        None => (false, kind.strip_prefix(b"mentor")?),
    };
    let band = match rest {
        [] => None,
        [b':', band @ ..] => Some(number(band)?),
        _ => return None,
    };
    Some((is_mentee, band))
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
