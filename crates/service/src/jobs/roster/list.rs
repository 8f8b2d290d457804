//! One list of people, from its first page to its last.

use std::time::Duration;

use domain::{Timestamp, time::Span};
use lti1p3::{
    ResourceLinkId,
    link::Pages,
    nrps::{self, Filter, Member, Page},
    scope,
};
use store::{
    Tx,
    course::Course,
    registration::Registration,
    roster::{self, Read},
};
use tokio::time::sleep;
use url::Url;

use super::{Failed, keep_page, tell, whom};
use crate::{
    app::App,
    platform::tokens::{At, CallError, call},
};

/// Members asked for at once. Moodle without a limit would send everyone in one body.
pub(super) const PAGE: u32 = 100;

/// Most pages of a roster.
pub(super) const MOST_PAGES: usize = 2_000;

/// How long a reading may take in all: others of the same platform wait for it.
const LONGEST: Span = Span::minutes(10);

/// The longest rest between two looks whether a platform that counts requests takes them again: a
/// reading is held for longer, and each rest begins that anew.
const REST: Duration = Duration::from_mins(1);

const SCOPES: &[&str] = &[scope::MEMBERSHIP];

type Attempt<T> = Result<T, Failed>;

/// The list of a course, for a reading.
pub(super) struct List<'a> {
    pub(super) app: &'a App,
    pub(super) registration: &'a Registration,
    pub(super) course: &'a Course,
    pub(super) url: Url,
}

/// Whom a list is asked for.
#[derive(Clone, Debug)]
pub(super) enum Of {
    /// Everybody of the course: this says who is in it.
    Course,
    /// Who may use one link: this says what they are called, and nothing of who is in the course,
    /// because a link may be closed to some.
    Link(ResourceLinkId),
}

impl List<'_> {
    fn at(&self) -> At<'_> {
        At::course(self.registration, self.course)
    }

    /// Reads a list to its end, and says whether anybody on it has a name. That of a link ends where
    /// its first page has none.
    pub(super) async fn read(&self, read: &mut Read, of: Of) -> Attempt<bool> {
        let link = match &of {
            Of::Course => None,
            Of::Link(link) => Some(link.clone()),
        };
        let is_of_link = link.is_some();
        let filter = Filter {
            limit: Some(PAGE),
            resource_link: link,
            ..Filter::default()
        };
        let first = filter.first_page(&self.url);
        let mut pages = Pages::from(&first, MOST_PAGES);
        let end = self.app.now() + LONGEST;
        let answer = fetch(self.app, self.at(), &first).await;
        let mut page = self.in_time(read, &first, end, answer).await?;
        let mut has_names = false;
        loop {
            self.note_nobody(&page);
            has_names |= page.members.iter().any(|member| member.name.is_some());
            if is_of_link && !has_names {
                return Ok(false);
            }
            let url = pages.turn(page.next.take());
            let ahead = async {
                match &url {
                    Ok(Some(url)) => Some(fetch(self.app, self.at(), url).await),
                    _ => None,
                }
            };
            let kept = self.keep(read.clone(), &of, page.members);
            let (kept, ahead) = tokio::join!(kept, ahead);
            *read = kept?;
            let (Some(url), Some(answer)) = (url?, ahead) else {
                return Ok(has_names);
            };
            if self.app.now() > end {
                let cause = format!("{} pages took too long", pages.count());
                return Err(Failed::Told("roster-unreachable", cause));
            }
            page = self.in_time(read, &url, end, answer).await?;
        }
    }

    /// Notes for a technologist that entries of a page name nobody.
    fn note_nobody(&self, page: &Page) {
        if page.unreadable > 0 {
            let detail = format!("entries of a page: {}", page.unreadable);
            let now = self.app.now();
            let troubles = &self.app.troubles;
            troubles.note(whom(self.course), "roster-names-nobody", &detail, now);
        }
    }

    /// Commits a page of members, with how far the reading is.
    async fn keep(&self, mut read: Read, of: &Of, members: Vec<Member>) -> Attempt<Read> {
        let (app, of) = (self.app.clone(), of.clone());
        let (registration, course) = (self.registration.clone(), self.course.clone());
        let write = move |tx: &mut Tx<'_>| {
            match of {
                Of::Course => {
                    read.done += u32::try_from(members.len()).unwrap_or(u32::MAX);
                    read.pages += 1;
                    read.arrived += keep_page(&app, tx, &registration, &course, read.id, &members)?;
                }
                Of::Link(_) => {
                    for member in &members {
                        tell(&app, tx, &registration, member)?;
                    }
                }
            }
            // In one transaction: a page of a reading that is no longer ours leaves no trace.
            let ours = roster::progress(tx, &mut read, app.now())?;
            ours.then_some(read).ok_or(Failed::Lost)
        };
        self.app.store.write(write).await
    }

    /// The page of a reading that was asked for and answered like this. A platform that counts requests
    /// is waited for and asked again, if it takes them again before `end`; nothing else of the reading
    /// may be under way, because each rest renews it.
    async fn in_time(
        &self,
        read: &mut Read,
        url: &Url,
        end: Timestamp,
        mut answer: Result<Page, CallError>,
    ) -> Attempt<Page> {
        while let Err(CallError::NotYet { until }) = answer
            && until <= end
        {
            sleep(REST.min((until - self.app.now()).into())).await;
            let (mut held, now) = (read.clone(), self.app.now());
            let renew = move |tx: &mut Tx<'_>| {
                let ours = roster::progress(tx, &mut held, now)?;
                ours.then_some(held).ok_or(Failed::Lost)
            };
            *read = self.app.store.write(renew).await?;
            answer = fetch(self.app, self.at(), url).await;
        }
        Ok(answer?)
    }
}

/// Asks for one page.
pub(super) async fn fetch(app: &App, at: At<'_>, url: &Url) -> Result<Page, CallError> {
    let reply = call(app, at, SCOPES, |token| nrps::request(url, token)).await?;
    Ok(nrps::read(url, &reply)?)
}
