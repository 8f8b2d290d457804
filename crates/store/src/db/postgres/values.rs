//! Values on their way to PostgreSQL and back, in its binary format.

use std::error::Error;

use bytes::BytesMut;
use postgres::Row;
use postgres::types::{IsNull, ToSql, Type, to_sql_checked};

use crate::db::row::Answer;
use crate::db::value::Value;
use crate::error::StoreError;

/// The parameters as the driver wants them.
pub(super) fn borrowed<'a>(params: &'a [Value<'_>]) -> Vec<&'a (dyn ToSql + Sync)> {
    params
        .iter()
        .map(|value| value as &(dyn ToSql + Sync))
        .collect()
}

impl ToSql for Value<'_> {
    fn to_sql(
        &self,
        ty: &Type,
        out: &mut BytesMut,
    ) -> Result<IsNull, Box<dyn Error + Sync + Send>> {
        match (self, ty) {
            (Self::Null, _) => Ok(IsNull::Yes),
            (Self::Int(value), &Type::INT8) => value.to_sql(ty, out),
            (Self::Int(value), &Type::INT4) => i32::try_from(*value)?.to_sql(ty, out),
            (Self::Int(value), &Type::INT2) => i16::try_from(*value)?.to_sql(ty, out),
            (Self::Int(value @ (0 | 1)), &Type::BOOL) => (*value == 1).to_sql(ty, out),
            (Self::Text(value), _) if <&str>::accepts(ty) => value.as_ref().to_sql(ty, out),
            (Self::Bytes(value), &Type::BYTEA) => value.as_ref().to_sql(ty, out),
            _ => Err(format!("the statement wants {ty}").into()),
        }
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

/// Adds the values of one row.
pub(super) fn add(answer: &mut Answer, row: &Row) -> Result<(), StoreError> {
    for index in 0..row.len() {
        answer.add(&value(row, index)?);
    }
    Ok(())
}

/// The small numbers and truth values that expressions give (`exists`, `1`) are numbers, as on
/// SQLite.
fn value(row: &Row, index: usize) -> Result<Value<'_>, StoreError> {
    let column = &row.columns()[index];
    let read = match *column.type_() {
        Type::INT8 => row.try_get::<_, Option<i64>>(index).map(Value::from),
        Type::INT4 => row.try_get::<_, Option<i32>>(index).map(Value::from),
        Type::INT2 => row
            .try_get::<_, Option<i16>>(index)
            .map(|value| Value::from(value.map(i64::from))),
        Type::BOOL => row.try_get::<_, Option<bool>>(index).map(Value::from),
        Type::BYTEA => row.try_get::<_, Option<&[u8]>>(index).map(Value::from),
        _ => row.try_get::<_, Option<&str>>(index).map(Value::from),
    };
    read.map_err(|_| StoreError::Column {
        column: column.name().to_owned(),
        wanted: "bigint, text or bytea",
    })
}
