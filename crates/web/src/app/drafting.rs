//! The unfinished quiz on the page: what is chosen is kept at once, and fills the page in again.

use api::{
    Act, Page, View,
    act::SubmitQuiz,
    training::{Answers, Outcome, Quiz},
};
use view::live::Kept;
use wasm_bindgen_futures::spawn_local;

use super::App;
use crate::{
    acts, bridge,
    client::Failure,
    draft::{DraftStore, Entry, PAUSE, Seen, fill, forget_all, to_service},
};

/// The unfinished quiz on the page.
#[derive(Default)]
pub(super) struct Drafting {
    /// Which quiz; none on other pages.
    quiz: Option<String>,
    /// What the service had of it when the page came.
    seen: Seen,
    /// Where it is kept, once that is known.
    store: Option<DraftStore>,
    /// True while there are choices that nothing but the page has.
    is_unsaved: bool,
    /// True while they are being saved.
    is_saving: bool,
}

/// The open quiz of a page, and what the service had of it when the page came.
fn open_quiz(page: &Page) -> Option<(&Quiz, Seen)> {
    match page {
        Page::Quiz { quiz } => Some((quiz, Seen::of(quiz)?)),
        _ => None,
    }
}

impl App {
    /// Whether this page shows the quiz that is being drafted.
    pub(super) fn is_drafting(&self, view: &View) -> bool {
        let state = self.0.state.borrow();
        let quiz = open_quiz(&view.page).map(|(quiz, _)| &quiz.id);
        quiz.is_some() && quiz == state.drafting.quiz.as_ref()
    }

    /// Finds out where drafts of this page are kept, and fills in what is there.
    pub(super) fn open_draft(&self) {
        let view = self.0.state.borrow().view.clone();
        let Some((quiz, seen)) = open_quiz(&view.page) else {
            return;
        };
        if self.is_drafting(&view) {
            self.0.state.borrow_mut().drafting.seen = seen;
            return self.take_over(&quiz.draft);
        }
        self.0.state.borrow_mut().drafting = Drafting {
            quiz: Some(quiz.id.clone()),
            seen,
            ..Drafting::default()
        };
        self.chose_before(quiz);
        self.find_draft();
    }

    /// Once it is known where drafts are kept, looks there for the one of this page.
    pub(super) fn find_draft(&self) {
        let state = self.0.state.borrow();
        let (view, device) = (state.view.clone(), state.device.clone());
        let is_to_find = state.is_device_known && state.drafting.store.is_none();
        drop(state);
        if let (Some((quiz, _)), true) = (open_quiz(&view.page), is_to_find) {
            let (app, quiz) = (self.clone(), quiz.clone());
            spawn_local(async move {
                let store = DraftStore::on(device);
                let entry = store.load(&quiz.id).await;
                app.draft_opened(&quiz.id, store, entry);
            });
        }
    }

    /// The page is looked at again: what was chosen or handed in meanwhile in another tab is shown.
    pub(crate) fn looked_at(&self) {
        if let Some(store) = self.store().filter(|_| !bridge::document().hidden()) {
            let app = self.clone();
            spawn_local(async move {
                app.refresh().await;
                let quiz = app.0.state.borrow().drafting.quiz.clone();
                if let Some(quiz) = quiz {
                    let entry = store.load(&quiz).await;
                    app.draft_opened(&quiz, store, entry);
                }
            });
        }
    }

    /// Fills in what is answered elsewhere and not here.
    fn take_over(&self, elsewhere: &Answers) {
        self.change(|live| {
            if let Some(answers) = &mut live.answers {
                fill(answers, elsewhere);
            }
        });
    }

    /// Takes over what was chosen while the app was still on its way.
    fn chose_before(&self, quiz: &Quiz) {
        let selector = format!("#shell form[action$=\"/{}\"]", SubmitQuiz::NAME);
        let form = bridge::document().query_selector(&selector).ok().flatten();
        let form = form.and_then(|form| wasm_bindgen::JsCast::dyn_into(form).ok());
        if let Some(form) = form {
            let fields = acts::fields(&form);
            if Answers::from_form(&fields) != quiz.draft {
                self.chose(&fields);
            }
        }
    }

    fn draft_opened(&self, quiz: &str, store: DraftStore, entry: Option<Entry>) {
        let mut state = self.0.state.borrow_mut();
        if state.drafting.quiz.as_deref() != Some(quiz) {
            return;
        }
        state.drafting.store = Some(store);
        let entry = entry.filter(|entry| entry.is_newer_than(&state.drafting.seen));
        drop(state);
        if let Some(entry) = entry {
            self.change(|live| {
                fill(live.answers.get_or_insert_default(), &entry.answers);
                if live.kept == Kept::Untouched {
                    live.kept = Kept::Device;
                }
            });
        }
        self.keep();
    }

    /// Another answer is chosen.
    pub(crate) fn chose(&self, fields: &[(String, String)]) {
        let answers = self.answers_of(fields);
        self.withdraw(SubmitQuiz::PATH);
        self.0.state.borrow_mut().drafting.is_unsaved = true;
        self.change(|live| {
            live.answers = Some(answers);
            if live.kept != Kept::Device {
                live.kept = Kept::Sending;
            }
        });
        self.keep();
    }

    /// What is chosen in the form. Where the last tick was taken away, the answer is empty and not
    /// missing: nobody has chosen that elsewhere.
    fn answers_of(&self, fields: &[(String, String)]) -> Answers {
        let state = self.0.state.borrow();
        let mut answers = Answers::from_form(fields);
        let before = state.live.answers.as_ref();
        for question in before.unwrap_or(&state.drafting.seen.draft).0.keys() {
            answers.0.entry(question.clone()).or_default();
        }
        answers
    }

    /// Saves what is unsaved, one save at a time; the last choice wins.
    pub(super) fn keep(&self) {
        let mut state = self.0.state.borrow_mut();
        let drafting = &mut state.drafting;
        if drafting.is_saving || !drafting.is_unsaved || drafting.store.is_none() {
            return;
        }
        drafting.is_saving = true;
        drop(state);
        let app = self.clone();
        spawn_local(async move {
            while app.save().await {}
            app.0.state.borrow_mut().drafting.is_saving = false;
        });
    }

    /// Saves once; true if there is more to save by now.
    async fn save(&self) -> bool {
        let is_here = self.store().is_some_and(|store| store.is_here());
        if !is_here {
            bridge::sleep(PAUSE).await;
        }
        let (Some(mut store), Some((quiz, entry))) = (self.store(), self.unsaved()) else {
            return false;
        };
        let saved = store.save(&self.0.client, &quiz, &entry, self.now()).await;
        let kept = saved.as_ref().copied().unwrap_or(Kept::PageOnly);
        // Without a connection there will be one again. Whatever else stands in the way stays there.
        if let Err(failure @ (Failure::Ended | Failure::Refused(_))) = saved {
            self.failed(failure);
        }
        let mut state = self.0.state.borrow_mut();
        if state.drafting.quiz.as_ref() != Some(&quiz) {
            return false;
        }
        state.drafting.store = Some(store);
        let has_more = state.drafting.is_unsaved;
        state.drafting.is_unsaved |= kept == Kept::PageOnly;
        drop(state);
        if !has_more {
            self.change(|live| live.kept = kept);
        }
        has_more
    }

    fn store(&self) -> Option<DraftStore> {
        self.0.state.borrow().drafting.store.clone()
    }

    /// What is to be saved; it counts as saved from here on.
    fn unsaved(&self) -> Option<(String, Entry)> {
        let mut state = self.0.state.borrow_mut();
        if !std::mem::take(&mut state.drafting.is_unsaved) {
            return None;
        }
        let entry = Entry {
            answers: state.live.answers.clone()?,
            seen: state.drafting.seen.clone(),
        };
        Some((state.drafting.quiz.clone()?, entry))
    }

    /// The page goes away: what only it has is sent in a request that outlives it.
    pub(crate) fn leave(&self) {
        self.send_at_parting();
        let state = self.0.state.borrow();
        let drafting = &state.drafting;
        let is_open = drafting.is_unsaved || drafting.is_saving;
        let is_here = drafting.store.as_ref().is_some_and(DraftStore::is_here);
        if let (true, Some(quiz), Some(answers)) =
            (is_open && !is_here, &drafting.quiz, &state.live.answers)
        {
            let act = to_service(quiz, answers);
            self.0.client.act_at_parting(act.path, &act.body, "");
        }
    }

    /// Another page comes: what is unsaved is saved on the way.
    pub(super) fn let_go(&self) {
        let unsaved = self.unsaved();
        let drafting = std::mem::take(&mut self.0.state.borrow_mut().drafting);
        if let Some((quiz, entry)) = unsaved {
            let mut store = drafting.store.unwrap_or(DraftStore::Service);
            let app = self.clone();
            spawn_local(async move {
                let _ = store.save(&app.0.client, &quiz, &entry, app.now()).await;
            });
        }
    }

    /// After a quiz is handed in, drafts are over: on this page, and on the device if it was handed in
    /// at an earlier visit. The service forgets by itself.
    pub(super) async fn handed_in(&self, outcome: Option<&Outcome>) {
        if outcome.is_none() {
            return;
        }
        self.0.state.borrow_mut().drafting = Drafting::default();
        if let Some(device) = self.device() {
            forget_all(&device).await;
        }
    }
}
