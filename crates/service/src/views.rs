//! What each page shows, as data. The page and the app are drawn from the same answer.

mod groups;
mod home;
mod list;
mod people;
mod scores;
mod training;

use api::{Page, ReadView, Route, View};
use store::Tx;

use crate::{
    app::App,
    error::{Error, Result},
    reader::Reader,
};

pub(crate) use groups::{everyone, forming_person, seated, someone};
pub(crate) use training::{answers_to_json, may_sign, outcome, to_domain};

/// Builds a view for a reader. A page the reader may not open is refused, never shown empty.
pub(crate) fn view(
    app: &App,
    tx: &mut Tx<'_>,
    reader: &Reader,
    base: &str,
    asked: &ReadView,
) -> Result<View> {
    let route = Route::from_path(&asked.route).ok_or_else(Error::not_found)?;
    if !reader.nav().contains(&route) {
        return Err(Error::forbidden("not-allowed"));
    }
    let page = match route {
        Route::Home => Page::Home {
            home: home::home(app, tx, reader)?,
        },
        Route::Code => Page::Code {
            code: training::code(tx, reader)?,
        },
        Route::Quiz => Page::Quiz {
            quiz: training::quiz(app, tx, reader)?,
        },
        Route::Groups => Page::Groups {
            groups: groups::groups(app, tx, reader, asked)?,
        },
        Route::People => Page::People {
            people: people::people(app, tx, reader, asked)?,
        },
        Route::Scores => Page::Scores {
            scores: scores::scores(tx, reader, asked)?,
        },
    };
    let notice = asked.notice.as_deref().and_then(api::Notice::from_key);
    Ok(View {
        frame: reader.frame(app, base, notice),
        page,
    })
}
