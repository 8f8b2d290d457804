//! What the app knows and does.

mod drafting;
mod sending;
mod stage;

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use api::{Keeping, Language, Millis, ReadView, View};
use view::{Boot, Bundle, Live, live::Trouble};
use wasm_bindgen_futures::spawn_local;

use crate::{
    Words, address, bridge,
    client::{Client, Failure},
    device::Device,
    intl::Offsets,
    outbox::Outbox,
};
use drafting::Drafting;
use sending::Sending;
use stage::Stage;

/// An answer that takes longer than so many milliseconds is said to be on its way.
const SLOW: i32 = 200;

/// While something runs on the service, the page asks so often, in milliseconds.
#[cfg(feature = "staff")]
const POLL: i32 = 1_500;

/// The running app. Clones are the same app.
#[derive(Clone)]
pub(crate) struct App(Rc<Inner>);

struct Inner {
    bundle: Bundle,
    base: String,
    words_at: Vec<(Language, String)>,
    offsets: Offsets,
    client: Client,
    keeping: Keeping,
    state: RefCell<State>,
    /// Counts what was asked for; an answer to anything but the last is stale.
    asked: Cell<u32>,
    sending: Sending,
}

struct State {
    view: Rc<View>,
    words: Rc<Words>,
    live: Live,
    stage: Stage,
    drafting: Drafting,
    /// What the reader did that the service has not confirmed yet.
    outbox: Outbox,
    /// The device, if it keeps anything.
    device: Option<Rc<Device>>,
    /// Whether that has been found out.
    is_device_known: bool,
    /// The page that could not be read, to be offered again; and whether it is new.
    unread: Option<(ReadView, bool)>,
}

impl App {
    /// An app that shows what the page shows already.
    pub(crate) fn new(bundle: Bundle, boot: Boot, words: Words) -> Self {
        let state = State {
            words: Rc::new(words),
            live: Live {
                is_app: true,
                ..Live::default()
            },
            stage: Stage::default(),
            drafting: Drafting::default(),
            outbox: Outbox::default(),
            device: None,
            is_device_known: false,
            unread: None,
            view: Rc::new(boot.view),
        };
        Self(Rc::new(Inner {
            bundle,
            base: state.view.frame.base.clone(),
            words_at: boot.words,
            offsets: boot.offsets.into(),
            client: Client::new(boot.token),
            keeping: boot.keeping,
            state: RefCell::new(state),
            asked: Cell::default(),
            sending: Sending::default(),
        }))
    }

    /// The page is listened to from now on.
    pub(crate) fn began(&self) {
        bridge::mark("ready");
        self.page_came();
        self.find_device();
        let app = self.clone();
        spawn_local(async move { app.prepare().await });
    }

    /// The time by the service's clock, from what it was when the page was made.
    fn now(&self) -> Millis {
        self.0.keeping.now + bridge::since_start()
    }

    /// `/s/{handle}`.
    pub(crate) fn base(&self) -> &str {
        &self.0.base
    }

    /// Shows a page; `is_new` puts it into the history.
    pub(crate) fn go(&self, request: ReadView, is_new: bool) {
        let app = self.clone();
        spawn_local(async move { app.show(request, is_new).await });
    }

    /// The connection is back: what waits is kept and sent, and the reader stays where they are.
    pub(crate) fn online(&self) {
        self.keep();
        self.send_quietly();
    }

    /// Sends or reads again what could not be sent or read.
    pub(crate) fn again(&self) {
        self.keep();
        let (unread, is_sent) = {
            let mut state = self.0.state.borrow_mut();
            (state.unread.take(), state.outbox.first().is_none())
        };
        match unread {
            Some((request, is_new)) if is_sent => self.go(request, is_new),
            _ if is_sent => {}
            _ => self.send_now(),
        }
    }

    /// The search field has this in it; it is not asked for before the reader says so.
    pub(crate) fn searching(&self, text: String) {
        self.0.state.borrow_mut().live.search = Some(text);
    }

    /// Reads the page that is shown again, and leaves everything else as it is.
    async fn refresh(&self) {
        let asked = self.0.asked.get();
        let answer = self.read(&self.here()).await;
        // What the reader asked for meanwhile goes first.
        if self.0.asked.get() != asked {
            return;
        }
        match answer {
            Ok(mut view) => {
                // What was said when the page came still stands.
                view.frame.notice = self.0.state.borrow().view.frame.notice;
                self.0.state.borrow_mut().view = Rc::new(view);
                self.draw();
            }
            Err(Failure::Offline) => {}
            Err(_) => return,
        }
        self.page_came();
    }

    /// Asks for the page that is shown.
    fn here(&self) -> ReadView {
        let route = self.0.state.borrow().view.page.route();
        ReadView {
            route: route.path().to_owned(),
            ..ReadView::default()
        }
    }

    async fn show(&self, request: ReadView, is_new: bool) {
        let asked = self.ask();
        let answer = self.read(&request).await;
        if !self.answered(asked) {
            return;
        }
        match answer {
            Ok(view) => self.turn_to(view, &request, is_new).await,
            Err(Failure::Strange) => self.load(&request),
            Err(failure) => {
                if matches!(failure, Failure::Offline) {
                    self.0.state.borrow_mut().unread = Some((request, is_new));
                }
                self.0.state.borrow_mut().stage.trouble();
                self.failed(failure);
            }
        }
    }

    /// Reads a page. The service keeps no more than a hash of the handle, so it does not know where
    /// the page stands; we do.
    async fn read(&self, request: &ReadView) -> Result<View, Failure> {
        let mut view = self.0.client.read(request).await?;
        view.frame.base.clone_from(&self.0.base);
        Ok(view)
    }

    /// Something is asked for; if the answer takes long, the page says so.
    fn ask(&self) -> u32 {
        let asked = self.0.asked.get() + 1;
        self.0.asked.set(asked);
        let app = self.clone();
        spawn_local(async move {
            bridge::sleep(SLOW).await;
            if app.0.asked.get() == asked {
                app.change(|live| live.slow = true);
            }
        });
        asked
    }

    /// Whether this is the answer to what was asked for last.
    fn answered(&self, asked: u32) -> bool {
        let is_last = self.0.asked.get() == asked;
        if is_last {
            self.0.asked.set(asked + 1);
        }
        is_last
    }

    /// Says what stands in the way, and where what the reader did waits meanwhile.
    fn failed(&self, failure: Failure) {
        let waiting = self.0.state.borrow().outbox.waiting();
        let trouble = match failure {
            Failure::Offline | Failure::Strange => Trouble::Offline(waiting),
            Failure::Ended => Trouble::Ended(waiting),
            Failure::Refused(problem) => Trouble::Refused(problem),
        };
        self.change(|live| {
            live.slow = false;
            live.trouble = Some(trouble);
        });
    }

    /// Shows another page, with the focus on its heading.
    async fn turn_to(&self, view: View, request: &ReadView, is_new: bool) {
        let address = address::of(&self.0.base, request);
        if view.frame.staff != (self.0.bundle == Bundle::Staff) {
            // The reader's part has changed: the other bundle draws this page.
            return self.load(request);
        }
        self.speak(&view).await;
        bridge::remember(&address, is_new);
        bridge::document().set_title(&self.title_of(&view));
        let mut live = Live {
            is_app: true,
            ..Live::default()
        };
        if self.is_drafting(&view) {
            // The same quiz again, in another language: what is chosen stays.
            let state = self.0.state.borrow();
            live.answers.clone_from(&state.live.answers);
            live.kept = state.live.kept;
        } else {
            self.let_go();
        }
        {
            let mut state = self.0.state.borrow_mut();
            state.view = Rc::new(view);
            state.unread = None;
            state.outbox.walk_on();
            state.live = live;
            state.stage.turn();
        }
        self.draw();
        self.page_came();
        self.send_quietly();
    }

    /// Has the service draw a page, with the app that belongs to it.
    fn load(&self, request: &ReadView) {
        let address = address::of(&self.0.base, request);
        let _ = bridge::window().location().assign(&address);
    }

    /// Fetches the words of the view's language if it is another than before.
    async fn speak(&self, view: &View) {
        use view::Words as _;

        let language = view.frame.language;
        if self.0.state.borrow().words.language() == language {
            return;
        }
        let address = self.0.words_at.iter().find(|(each, _)| *each == language);
        let Some((_, address)) = address else { return };
        let Some(text) = Client::fetch_file(address).await else {
            return;
        };
        if let Ok(words) = crate::read_words(language, self.0.offsets.clone(), &text) {
            self.0.state.borrow_mut().words = Rc::new(words);
            bridge::set_language(language.tag());
        }
    }

    fn title_of(&self, view: &View) -> String {
        view::title(view, self.0.state.borrow().words.as_ref())
    }

    /// Changes what only the app knows, and draws.
    fn change(&self, change: impl FnOnce(&mut Live)) {
        change(&mut self.0.state.borrow_mut().live);
        self.draw();
    }

    /// Looks after what a page brings with it.
    fn page_came(&self) {
        self.open_draft();
        #[cfg(feature = "staff")]
        if view::is_running(&self.0.state.borrow().view) {
            self.look_again();
        }
    }

    /// Asks how far it is, quietly, until the page says so or the service refuses.
    #[cfg(feature = "staff")]
    fn look_again(&self) {
        let (app, asked) = (self.clone(), self.0.asked.get());
        spawn_local(async move {
            bridge::sleep(POLL).await;
            if app.0.asked.get() == asked {
                app.refresh().await;
            }
        });
    }
}
