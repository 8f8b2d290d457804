//! Institutions: the tenants.

use domain::{Timestamp, id::InstitutionId};

use crate::{Row, StoreError, Tx, ids::id, params};

/// A tenant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Institution {
    /// Its id.
    pub id: InstitutionId,
    /// Its part of an address, such as `/help/{slug}`.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// IANA time zone.
    pub time_zone: String,
    /// Language tags it offers; the first is the default.
    pub languages: Vec<String>,
    /// Whether a claim to coordinate needs no further approval. True in the demo only.
    pub claims_approved: bool,
    /// Its own services on the page *Get help*, as JSON that the service wrote; empty for none.
    pub services: String,
}

pub(crate) fn read(row: &Row) -> Result<Institution, StoreError> {
    Ok(Institution {
        id: id(row, "id")?,
        slug: row.text("slug")?.to_owned(),
        name: row.text("name")?.to_owned(),
        time_zone: row.text("time_zone")?.to_owned(),
        languages: languages(row)?,
        claims_approved: row.flag("claims_approved")?,
        services: row.text("services")?.to_owned(),
    })
}

/// The tags of the languages it offers, the first one first.
pub(crate) fn languages(row: &Row) -> Result<Vec<String>, StoreError> {
    let tags = row.text("languages")?.split_whitespace();
    Ok(tags.map(str::to_owned).collect())
}

/// Adds a tenant; a slug in use breaks the constraint `institution_slug`.
pub fn add(tx: &mut Tx<'_>, new: &Institution, now: Timestamp) -> Result<(), StoreError> {
    tx.execute(
        "insert into institution (id, slug, name, time_zone, languages, claims_approved, services,
             created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
        params![
            new.id,
            &new.slug,
            &new.name,
            &new.time_zone,
            new.languages.join(" "),
            new.claims_approved,
            &new.services,
            now.0
        ],
    )?;
    Ok(())
}

/// Says which services a tenant has of its own, in place of what it said before.
pub fn set_services(tx: &mut Tx<'_>, id: InstitutionId, services: &str) -> Result<(), StoreError> {
    tx.execute(
        "update institution set services = $2 where id = $1",
        params![id, services],
    )?;
    Ok(())
}

/// Every tenant, by name.
pub fn all(tx: &mut Tx<'_>) -> Result<Vec<Institution>, StoreError> {
    let rows = tx.query("select * from institution order by name, id", params![])?;
    rows.iter().map(read).collect()
}

/// The tenant with this id.
pub fn get(tx: &mut Tx<'_>, id: InstitutionId) -> Result<Institution, StoreError> {
    read(&tx.query_one("select * from institution where id = $1", params![id])?)
}

/// The tenant with this slug.
pub fn by_slug(tx: &mut Tx<'_>, slug: &str) -> Result<Option<Institution>, StoreError> {
    let row = tx.query_opt("select * from institution where slug = $1", params![slug])?;
    row.as_ref().map(read).transpose()
}
