//! The app in the browser. It starts beside the page that the service drew, leaves that page alone
//! until it has something to change, and then takes its place.
//!
//! Until then, and if it never starts, links are links and forms are forms. The app listens to both
//! (`listen`), sends acts and reads views (`client`), keeps what is chosen (`draft`) and what could not
//! be sent (`outbox`), and draws with the functions the service drew with (`page`). It has one component type: everything else
//! is a function, which is what keeps the bundle small.

mod acts;
mod address;
mod app;
mod bridge;
mod client;
mod device;
mod draft;
mod intl;
mod json;
mod listen;
mod outbox;
mod page;
mod takeover;

use api::Language;
use js_sys::Promise;
use view::{Boot, Bundle, table::Table};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::{JsFuture, spawn_local};

use crate::{
    app::App,
    bridge::Missing,
    intl::{Intl, Offsets},
};

/// The words of the reader's language, as this app has them.
type Words = Table<Intl>;

/// Starts the app of this bundle beside the page that is there.
pub fn start(bundle: Bundle) {
    spawn_local(async move {
        // Without its data the app cannot start; the page works as it is, and says so.
        if begin(bundle).await.is_err() {
            bridge::reveal("app-missing");
        }
    });
}

async fn begin(bundle: Bundle) -> Result<(), Missing> {
    let template = bridge::by_id("boot")?;
    let words = bridge::get(&template, "words").dyn_into::<Promise>();
    let boot: Boot = json::read(&bridge::template_text(&template)?)?;
    // The token lives in memory only: nobody who reads the page later finds it there.
    template.remove();
    let language = boot.view.frame.language;
    let words = JsFuture::from(words?).await?.as_string().ok_or(Missing)?;
    let words = read_words(language, boot.offsets.as_slice().into(), &words)?;
    let app = App::new(bundle, boot, words);
    listen::to_everything(&app)?;
    app.began();
    Ok(())
}

/// Reads the words of a language.
fn read_words(language: Language, offsets: Offsets, text: &str) -> Result<Words, Missing> {
    let intl = Intl::new(language, offsets);
    Ok(Table::new(language, intl, json::read(text)?))
}
