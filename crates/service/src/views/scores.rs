//! Marks on their way, for the coordinator.

use api::{
    ReadView,
    scores::{Gradebook, Row, Scores, State as ApiState},
};
use domain::score::State;
use store::{Tx, score};

use crate::{error::Result, reader::Reader, views::list::Asked};

pub(super) fn scores(tx: &mut Tx<'_>, reader: &Reader, asked: &ReadView) -> Result<Scores> {
    let scheme = reader.coordinated()?;
    let course = &reader.course;
    let asked = Asked::of(asked);
    let mut found = score::of_scheme(tx, scheme.id)?;
    found.retain(|listed| asked.matches([&listed.name]));
    let (excerpt, shown) = asked.cut(found);
    Ok(Scores {
        gradebook: match (&course.line_items_url, course.column_allowed) {
            (None, _) => Gradebook::NotOffered,
            (Some(_), false) => Gradebook::ConfirmFirst,
            (Some(_), true) => Gradebook::Ready,
        },
        excerpt,
        rows: shown.into_iter().map(row).collect(),
    })
}

fn row(listed: score::Listed) -> Row {
    Row {
        id: listed.score.id.to_string(),
        name: listed.name,
        completed_at: listed.completed_at.0,
        state: match listed.score.state {
            State::Queued | State::Postponed => ApiState::Queued,
            State::Sending | State::Sent => ApiState::Sent,
            State::Confirmed => ApiState::Confirmed,
            State::Ungradable => ApiState::Ungradable,
            State::Dead => ApiState::Dead,
        },
        attempts: listed.score.attempts,
        code: listed.score.code,
    }
}
