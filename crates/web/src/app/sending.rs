//! What the reader did is on its way until the service answers, and is kept where it can be.

use std::{cell::Cell, rc::Rc};

use api::{Millis, Notice, Problem, ReadView, act::ActId, act::Done};
use view::live::Trouble;
use wasm_bindgen_futures::spawn_local;

use super::App;
use crate::{acts::Encoded, bridge, client::Failure, device::Device, outbox::Post};

/// After so many milliseconds, doubled each time up to sixteenfold, what could not be sent is tried
/// again.
const LATER: i32 = 5_000;

/// A device that has not answered after so many milliseconds keeps nothing.
const DEVICE_PATIENCE: i32 = 3_000;

/// How sending goes.
#[derive(Default)]
pub(super) struct Sending {
    /// True while something is being sent: acts go one after the other.
    is_busy: Cell<bool>,
    /// True if the reader waits for the answer: then the page it leads to is shown.
    is_awaited: Cell<bool>,
    /// Tries without an answer since the last one.
    tries: Cell<u32>,
}

/// What came of sending.
#[derive(Default)]
struct News {
    /// The last act that was done: when the reader did it, and what was answered.
    done: Option<(Millis, Done)>,
    /// The last act that was refused, and why.
    refused: Option<(Millis, Problem)>,
    /// Why the rest waits.
    failure: Option<Failure>,
}

impl App {
    /// Does an act: keeps it, then sends it after whatever waits already.
    pub(crate) fn act(&self, act: Encoded) {
        let id = bridge::random().map(ActId::from_random);
        let post = Post {
            at: self.now(),
            id: id.expect("every browser makes randomness").to_string(),
            path: act.path.to_owned(),
            body: act.body,
        };
        self.0.state.borrow_mut().outbox.add(post, act.may_wait);
        let app = self.clone();
        spawn_local(async move {
            app.keep_posts().await;
            app.send_now();
        });
    }

    /// Sends what waits; the reader waits for the answer.
    pub(super) fn send_now(&self) {
        self.0.sending.is_awaited.set(true);
        let asked = self.ask();
        self.spawn_sending(Some(asked));
    }

    /// Sends what waits, if anything does, while the reader goes on.
    pub(super) fn send_quietly(&self) {
        if self.0.state.borrow().outbox.first().is_some() {
            self.spawn_sending(None);
        }
    }

    fn spawn_sending(&self, asked: Option<u32>) {
        if self.0.sending.is_busy.replace(true) {
            return;
        }
        let app = self.clone();
        spawn_local(async move {
            let news = app.send().await;
            app.0.sending.is_busy.set(false);
            let is_awaited = app.0.sending.is_awaited.take();
            if let Some(asked) = asked {
                app.answered(asked);
            }
            if is_awaited {
                app.tell(news).await;
            } else {
                app.tell_quietly(news).await;
            }
        });
    }

    /// Sends one after the other, until one cannot be sent or none is left.
    async fn send(&self) -> News {
        let mut news = News::default();
        loop {
            let Some(post) = self.0.state.borrow().outbox.first() else {
                self.0.sending.tries.set(0);
                return news;
            };
            match self.0.client.act(&post.path, &post.body, &post.id).await {
                Ok(done) => {
                    self.settled(&post).await;
                    self.handed_in(done.outcome.as_ref()).await;
                    news.done = Some((post.at, done));
                }
                Err(Failure::Refused(problem)) => {
                    self.settled(&post).await;
                    news.refused = Some((post.at, problem));
                }
                Err(failure) => {
                    if matches!(failure, Failure::Offline) {
                        self.try_later();
                    }
                    news.failure = Some(failure);
                    return news;
                }
            }
        }
    }

    /// The service has answered: the act is not under way any more, here and on the device.
    async fn settled(&self, post: &Post) {
        self.0.state.borrow_mut().outbox.settled(&post.id);
        if let Some(device) = self.device() {
            device.delete(&self.name(&post.id)).await;
        }
    }

    /// The reader changes what they did at this address and could not send: what they did before is
    /// not sent in its place.
    pub(super) fn withdraw(&self, path: &str) {
        if self.0.sending.is_busy.get() {
            return;
        }
        let ids = self.0.state.borrow_mut().outbox.withdraw(path);
        if ids.is_empty() {
            return;
        }
        self.0.state.borrow_mut().live.trouble = None;
        if let Some(device) = self.device() {
            let names: Vec<_> = ids.iter().map(|id| self.name(id)).collect();
            spawn_local(async move {
                for name in names {
                    device.delete(&name).await;
                }
            });
        }
    }

    fn try_later(&self) {
        let tries = self.0.sending.tries.get();
        self.0.sending.tries.set(tries + 1);
        let app = self.clone();
        spawn_local(async move {
            bridge::sleep(LATER << tries.min(4)).await;
            if app.0.sending.tries.get() == tries + 1 {
                app.send_quietly();
            }
        });
    }

    /// The reader waits for it: what was done last says which page comes next.
    async fn tell(&self, news: News) {
        if let Some(failure) = news.failure {
            // The service is newer than this page. It draws the next one, whose app can read it, and
            // which finds on the device what may not have been done.
            if matches!(failure, Failure::Strange) {
                return self.load(&self.here());
            }
            self.0.state.borrow_mut().stage.trouble();
            return self.failed(failure);
        }
        let Some((_, done)) = news.done else {
            return self.refused(news.refused).await;
        };
        let request = ReadView {
            route: done.go.path().to_owned(),
            notice: done.notice.map(|notice: Notice| notice.key().to_owned()),
            ..ReadView::default()
        };
        self.show(request, true).await;
        if let Some((at, problem)) = news.refused {
            self.change(|live| live.trouble = Some(Trouble::Late(at, problem)));
        }
    }

    /// What was pressed no longer fits: the page below the refusal shows what is so now.
    async fn refused(&self, refused: Option<(Millis, Problem)>) {
        if let Some((_, problem)) = refused {
            self.0.state.borrow_mut().stage.trouble();
            self.change(|live| {
                live.slow = false;
                live.trouble = Some(Trouble::Refused(problem));
            });
            self.refresh().await;
        }
    }

    /// The reader does something else, or has just come back: the page stays, shows what is so now,
    /// and says what was sent.
    async fn tell_quietly(&self, news: News) {
        let News {
            done,
            refused,
            failure,
        } = news;
        if done.is_some() || refused.is_some() {
            self.refresh().await;
            self.change(|live| {
                live.sent = done.map(|(at, _)| at);
                live.trouble = refused.map(|(at, problem)| Trouble::Late(at, problem));
            });
        }
        if let Some(failure @ (Failure::Offline | Failure::Ended)) = failure {
            self.failed(failure);
        }
    }

    /// Finds out whether the device keeps anything, and sends what it has kept since an earlier visit.
    pub(super) fn find_device(&self) {
        let app = self.clone();
        spawn_local(async move {
            let device = Device::open(&app.0.keeping).await;
            app.device_is(device.map(Rc::new)).await;
        });
        let app = self.clone();
        spawn_local(async move {
            bridge::sleep(DEVICE_PATIENCE).await;
            app.device_is(None).await;
        });
    }

    async fn device_is(&self, device: Option<Rc<Device>>) {
        {
            let mut state = self.0.state.borrow_mut();
            if std::mem::replace(&mut state.is_device_known, true) {
                return;
            }
            state.device.clone_from(&device);
        }
        self.find_draft();
        self.keep_posts().await;
        let Some(device) = device else { return };
        let mut posts = vec![];
        for name in device.names_from(&self.name("")).await {
            let text = device.read(&name).await;
            posts.extend(text.and_then(|text| Post::from_text(&text)));
        }
        self.0.state.borrow_mut().outbox.take_in(posts);
        self.send_quietly();
    }

    /// Puts on the device what may wait and is in the page only.
    async fn keep_posts(&self) {
        let Some(device) = self.device() else { return };
        let unkept = self.0.state.borrow().outbox.unkept();
        for post in unkept {
            let (name, text) = (self.name(&post.id), post.to_text());
            if device.write(&name, &text, post.at).await.is_some() {
                self.0.state.borrow_mut().outbox.kept(&post.id);
            }
        }
    }

    /// The device, if it is known to keep anything.
    pub(super) fn device(&self) -> Option<Rc<Device>> {
        self.0.state.borrow().device.clone()
    }

    /// Under this name an act is kept: only this person finds it, and only in this scheme.
    fn name(&self, id: &str) -> String {
        format!("act {} {id}", self.0.keeping.scheme)
    }

    /// The page goes away: what only it has is sent in requests that outlive it.
    pub(super) fn send_at_parting(&self) {
        for post in self.0.state.borrow().outbox.unkept() {
            let client = &self.0.client;
            client.act_at_parting(&post.path, &post.body, &post.id);
        }
    }
}
