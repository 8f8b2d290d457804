//! Ids of `domain` as values and back.

use domain::id::{
    AdminActId, AdministratorId, AllocationId, AttemptId, CourseId, InstitutionId, PasskeyId,
    PersonId, ReadId, RegistrationId, SchemeId, ScoreId, SessionId, UnitId,
};

use crate::{Row, StoreError, Value};

/// An id that is kept as text.
pub(crate) trait StoredId: Sized {
    /// Reads it back.
    fn from_text(text: &str) -> Option<Self>;
}

macro_rules! stored {
    ($($id:ident),*) => {$(
        impl StoredId for $id {
            fn from_text(text: &str) -> Option<Self> {
                Self::parse(text)
            }
        }

        impl From<$id> for Value<'_> {
            fn from(id: $id) -> Self {
                Self::from(id.to_string())
            }
        }
    )*};
}

stored!(
    AdminActId,
    AdministratorId,
    AllocationId,
    AttemptId,
    CourseId,
    InstitutionId,
    PasskeyId,
    PersonId,
    ReadId,
    RegistrationId,
    SchemeId,
    ScoreId,
    SessionId,
    UnitId
);

/// An id that is not null.
pub(crate) fn id<T: StoredId>(row: &Row, column: &'static str) -> Result<T, StoreError> {
    opt_id(row, column)?.ok_or_else(|| wrong(column, "an id"))
}

/// An id or null.
pub(crate) fn opt_id<T: StoredId>(
    row: &Row,
    column: &'static str,
) -> Result<Option<T>, StoreError> {
    match row.opt_text(column)? {
        None => Ok(None),
        Some(text) => T::from_text(text)
            .map(Some)
            .ok_or_else(|| wrong(column, "an id")),
    }
}

/// A count that is not null.
pub(crate) fn count(row: &Row, column: &'static str) -> Result<u32, StoreError> {
    u32::try_from(row.int(column)?).map_err(|_| wrong(column, "a count"))
}

/// Text or null, owned.
pub(crate) fn opt_string(row: &Row, column: &'static str) -> Result<Option<String>, StoreError> {
    Ok(row.opt_text(column)?.map(str::to_owned))
}

/// Says that a column holds what it should not.
pub(crate) fn wrong(column: &'static str, wanted: &'static str) -> StoreError {
    StoreError::Column {
        column: column.to_owned(),
        wanted,
    }
}
