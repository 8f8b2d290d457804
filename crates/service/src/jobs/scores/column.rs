//! Where marks go: the column of a course, known, found or made.

use std::time::Duration;

use domain::{Timestamp, id::CourseId, score::Answer, time::Span};
use http::Response;
use lti1p3::{
    ags::{self, LineItem, LineItemFilter},
    link::Pages,
    reply::ServiceError,
    scope,
};
use store::{
    Tx,
    course::{self, Course},
    lease::{self, ColumnRight},
    registration::{self, Registration},
};
use tokio::{sync::OnceCell, time::sleep};
use url::Url;

use crate::{
    app::App,
    error::{Error, Result},
    jobs::scores::{Told, told},
    platform::tokens::{At, CallError, address, call, send, token},
    training::{COMPLETION, TAG},
    troubles::Whom,
};

const MAKE_SCOPES: &[&str] = &[scope::LINE_ITEM];
const FIND_SCOPES: &[&str] = &[scope::LINE_ITEM_READ];

/// Most pages of a gradebook's columns, among which ours may stand.
const MOST_PAGES: usize = 1_000;

/// How long one step towards a column waits for a platform that counts requests.
const PATIENCE: Span = Span::seconds(30);

/// Where the marks of a course go. The column is looked for once for all that were taken together,
/// so that a gradebook that is down is asked once.
pub(super) struct Place {
    course: Course,
    pub(super) registration: Registration,
    column: OnceCell<std::result::Result<Url, Told>>,
}

/// Why there is no column.
enum NoColumn {
    /// A call failed.
    Call(CallError),
    /// It must be made, and the platform does not let us.
    NotOffered,
    /// Somebody else is making it.
    BeingMade,
}

impl<E: Into<CallError>> From<E> for NoColumn {
    fn from(error: E) -> Self {
        Self::Call(error.into())
    }
}

type Found<T> = std::result::Result<T, NoColumn>;

impl Place {
    pub(super) async fn load(app: &App, id: CourseId) -> Result<Self> {
        let (course, registration) = app
            .store
            .read(move |tx| {
                let course = course::get(tx, id)?;
                let registration = registration::get(tx, course.registration)?;
                Ok::<_, Error>((course, registration))
            })
            .await?;
        let registration =
            registration.ok_or_else(|| Error::internal("a course without its registration"))?;
        Ok(Self {
            course,
            registration,
            column: OnceCell::new(),
        })
    }

    /// Where its services are asked.
    pub(super) fn at(&self) -> At<'_> {
        At::course(&self.registration, &self.course)
    }

    /// Notes for a technologist what went wrong here.
    pub(super) fn note(&self, app: &App, code: &'static str, detail: &str) {
        let whom = Whom {
            registration: Some(self.registration.id),
            deployment: self.course.deployment.clone(),
        };
        app.troubles.note(whom, code, detail, app.now());
    }

    /// The column.
    pub(super) async fn column(&self, app: &App) -> std::result::Result<&Url, Told> {
        let ask = async || match self.find_or_make(app).await {
            Ok(url) => Ok(url),
            Err(NoColumn::Call(error)) => Err(told(app, self, &error)),
            Err(NoColumn::NotOffered) => {
                self.note(app, "score-not-offered", "no column, and none may be made");
                Err((Answer::Refused, Some("score-not-offered")))
            }
            Err(NoColumn::BeingMade) => Err((Answer::Unreachable { wait: None }, None)),
        };
        self.column
            .get_or_init(ask)
            .await
            .as_ref()
            .map_err(|told| *told)
    }

    async fn find_or_make(&self, app: &App) -> Found<Url> {
        if let Some(known) = self.known(app).await? {
            return Ok(known);
        }
        let items = self.course.line_items_url.as_deref();
        let items = address(items.ok_or(ServiceError::NotFound)?)?;
        if let Some(found) = self.find(app, &items).await? {
            return self.keep(app, found).await;
        }
        if !self.course.may_create_items {
            return Err(NoColumn::NotOffered);
        }
        let id = self.course.id;
        let now = app.now();
        let take = move |tx: &mut Tx<'_>| lease::take_column(tx, id, COMPLETION, now);
        let right = app.store.write(take).await.map_err(ours)?;
        let right = right.ok_or(NoColumn::BeingMade)?;
        // Whoever had the right before may have made it.
        let column = match self.find(app, &items).await? {
            Some(found) => found,
            None => self.make_in_time(app, &items, right).await?,
        };
        self.keep(app, column).await
    }

    async fn known(&self, app: &App) -> Found<Option<Url>> {
        let id = self.course.id;
        let known = move |tx: &mut Tx<'_>| course::line_item(tx, id, COMPLETION);
        let known = app.store.read(known).await.map_err(ours)?;
        Ok(known.as_deref().map(address).transpose()?)
    }

    async fn keep(&self, app: &App, column: Url) -> Found<Url> {
        let (id, url, now) = (self.course.id, column.to_string(), app.now());
        let keep = move |tx: &mut Tx<'_>| course::keep_line_item(tx, id, COMPLETION, &url, now);
        app.store.write(keep).await.map_err(ours)?;
        Ok(column)
    }

    /// A platform that lets us make no columns does not let us ask for the scope either.
    const fn scopes(&self) -> &'static [&'static str] {
        if self.course.may_create_items {
            MAKE_SCOPES
        } else {
            FIND_SCOPES
        }
    }

    async fn find(&self, app: &App, items: &Url) -> Found<Option<Url>> {
        let filter = LineItemFilter {
            resource_id: Some(COMPLETION.to_owned()),
            ..LineItemFilter::default()
        };
        let mut url = filter.first_page(items);
        let mut pages = Pages::from(&url, MOST_PAGES);
        loop {
            let reply = self.list(app, &url).await?;
            let page = ags::read_list(&url, &reply)?;
            let ours = page.items.into_iter().find(|item| item.is(COMPLETION, TAG));
            if let Some(url) = ours.and_then(|item| item.id) {
                return Ok(Some(url));
            }
            match pages.turn(page.next).map_err(ServiceError::Link)? {
                Some(next) => url = next,
                None => return Ok(None),
            }
        }
    }

    async fn list(&self, app: &App, url: &Url) -> Found<Response<Vec<u8>>> {
        let end = app.now() + PATIENCE;
        loop {
            let reply = call(app, self.at(), self.scopes(), |token| {
                ags::list_request(url, token)
            });
            let reply = reply.await.map_err(NoColumn::Call);
            match pause(app, end, &reply) {
                Some(pause) => sleep(pause).await,
                None => return reply,
            }
        }
    }

    async fn make_in_time(&self, app: &App, items: &Url, mut right: ColumnRight) -> Found<Url> {
        let end = app.now() + PATIENCE;
        loop {
            let made = self.make(app, items, &mut right).await;
            match pause(app, end, &made) {
                Some(pause) => sleep(pause).await,
                None => return made,
            }
        }
    }

    /// Makes the column, if the right to is still ours at the last moment.
    async fn make(&self, app: &App, items: &Url, right: &mut ColumnRight) -> Found<Url> {
        let item = LineItem::new("Peer mentor training", 1.0, COMPLETION, TAG);
        let token = token(app, self.at(), MAKE_SCOPES, None).await?;
        let request = ags::create_request(items, &item, &token)?;
        let (now, mut held) = (app.now(), right.clone());
        let renew = move |tx: &mut Tx<'_>| {
            let is_ours = lease::renew_column(tx, &mut held, now)?;
            Ok(is_ours.then_some(held))
        };
        let held = app.store.write(renew).await.map_err(ours)?;
        *right = held.ok_or(NoColumn::BeingMade)?;
        let reply = send(app, &self.registration, request).await?;
        let made = ags::read_item(&reply)?;
        Ok(made.id.ok_or(ServiceError::NotFound)?)
    }

    /// The column is not where it was: find or make it anew next time.
    pub(super) async fn forget_column(&self, app: &App, column: &Url) -> Result<()> {
        let (id, url) = (self.course.id, column.to_string());
        app.store
            .write(move |tx| course::forget_line_item(tx, id, COMPLETION, &url))
            .await?;
        Ok(())
    }
}

/// How long to wait for a platform that counts requests before the step is taken again; none if that
/// is not why it came to nothing, or is not soon. To look for a column and make it takes several
/// requests, and a platform that takes one at a time would never get the last.
fn pause<T>(app: &App, end: Timestamp, step: &Found<T>) -> Option<Duration> {
    match step {
        Err(NoColumn::Call(CallError::NotYet { until })) if *until <= end => {
            Some((*until - app.now()).into())
        }
        _ => None,
    }
}

fn ours(error: store::StoreError) -> CallError {
    CallError::Ours(error.into())
}
