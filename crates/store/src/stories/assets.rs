//! The files of the last releases.

use domain::Timestamp;

use super::{MONDAY, told};
use crate::{StoreError, Tx, asset};

fn begin(tx: &mut Tx<'_>, release: &str, days: i64) -> Result<bool, StoreError> {
    let now = Timestamp(MONDAY.0 + days * 86_400_000);
    let is_known = asset::begins(tx, release, now)?;
    if !is_known {
        let own = (format!("app-{release}.css.br"), release.as_bytes().to_vec());
        let same = ("mark-1.svg.br".to_owned(), b"mark".to_vec());
        asset::keep(tx, release, &[own, same], now)?;
    }
    Ok(is_known)
}

fn has(tx: &mut Tx<'_>, release: &str) -> Result<bool, StoreError> {
    let file = asset::file(tx, &format!("app-{release}.css.br"))?;
    if let Some(file) = &file {
        assert_eq!(file, release.as_bytes());
    }
    Ok(file.is_some())
}

#[tokio::test]
async fn the_last_two_releases_stay_and_older_ones_go() {
    told(|tx, _| {
        for (day, release) in (0..).zip(["one", "two", "three", "four"]) {
            assert!(!begin(tx, release, day)?, "{release} is new");
        }
        assert!(!has(tx, "one")?);
        assert!(has(tx, "two")? && has(tx, "three")? && has(tx, "four")?);
        assert_eq!(asset::file(tx, "mark-1.svg.br")?.unwrap(), b"mark");
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_release_that_is_gone_back_to_counts_as_the_newest() {
    told(|tx, _| {
        for (day, release) in (0..).zip(["one", "two", "three"]) {
            begin(tx, release, day)?;
        }
        assert!(begin(tx, "one", 3)?, "it is known");
        begin(tx, "four", 4)?;
        assert!(!has(tx, "two")?, "two releases were begun since");
        assert!(has(tx, "one")? && has(tx, "three")? && has(tx, "four")?);
        Ok(())
    })
    .await;
}
