//! Drafts in the browser's database, encrypted with a key that is never stored beside them.

use indexed_db_futures::{
    database::Database, error::OpenDbError, object_store::ObjectStore, prelude::*,
    transaction::TransactionMode,
};
use js_sys::{Array, Object, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::CryptoKey;

use super::sealed::{Entry, Sealed};
use crate::{
    bridge::{self, set},
    json,
};

const DATABASE: &str = "alongside";
const DRAFTS: &str = "draft";

/// Under this name the first write of each visit proves that writes succeed.
const PROBE: &str = "?";

/// Drafts of one person in the browser's database.
pub(crate) struct Device {
    database: Database,
    key: CryptoKey,
    owner: String,
}

impl Device {
    /// Opens the database, wipes what is too old or another person's, and proves by a write and a
    /// read that it works. None if anything of this fails.
    pub(crate) async fn open(owner: &str, key: &str) -> Option<Self> {
        let device = Self {
            key: import(key).await?,
            database: database().await.ok()?,
            owner: owner.to_owned(),
        };
        device.wipe().await?;
        let proof = Entry::default();
        device.save(PROBE, &proof).await?;
        let is_back = device.load(PROBE).await? == proof;
        device.forget(PROBE).await;
        is_back.then_some(device)
    }

    /// The draft of a quiz.
    pub(crate) async fn load(&self, quiz: &str) -> Option<Entry> {
        let text: String = self.get(&self.name(quiz)).await?;
        let sealed = Sealed::from_text(&text)?;
        let data = self.crypt("decrypt", &sealed.vector, &sealed.data).await?;
        json::read(&String::from_utf8(data).ok()?).ok()
    }

    /// Keeps the draft of a quiz in place of the one before.
    pub(crate) async fn save(&self, quiz: &str, entry: &Entry) -> Option<()> {
        let json = serde_json::to_string(entry).ok()?;
        let vector = random()?;
        let sealed = Sealed {
            at: bridge::now(),
            data: self.crypt("encrypt", &vector, json.as_bytes()).await?,
            vector,
        };
        let change = self.change(|drafts| {
            let request = drafts.put(sealed.to_text()).with_key(self.name(quiz));
            request.build().map(drop)
        });
        change.await
    }

    /// Forgets the draft of a quiz.
    pub(crate) async fn forget(&self, quiz: &str) {
        let name = self.name(quiz);
        self.change(|drafts| drafts.delete(name.as_str()).build().map(drop))
            .await;
    }

    /// Wipes what is too old, cannot be read, or is another person's.
    async fn wipe(&self) -> Option<()> {
        let now = bridge::now();
        for name in self.names().await? {
            let text: Option<String> = self.get(&name).await;
            let sealed = text.and_then(|text| Sealed::from_text(&text));
            let is_over = sealed.is_none_or(|sealed| sealed.is_over(now));
            if is_over || !name.starts_with(&self.name("")) {
                self.change(|drafts| drafts.delete(name.as_str()).build().map(drop))
                    .await?;
            }
        }
        Some(())
    }

    fn name(&self, quiz: &str) -> String {
        format!("{} {quiz}", self.owner)
    }

    async fn names(&self) -> Option<Vec<String>> {
        let transaction = self.database.transaction(DRAFTS).build().ok()?;
        let drafts = transaction.object_store(DRAFTS).ok()?;
        let names = drafts
            .get_all_keys::<String>()
            .primitive()
            .ok()?
            .await
            .ok()?;
        names.collect::<Result<_, _>>().ok()
    }

    async fn get(&self, name: &str) -> Option<String> {
        let transaction = self.database.transaction(DRAFTS).build().ok()?;
        let drafts = transaction.object_store(DRAFTS).ok()?;
        drafts
            .get::<String, _, _>(name)
            .primitive()
            .ok()?
            .await
            .ok()?
    }

    /// One change, committed.
    async fn change(
        &self,
        change: impl FnOnce(&ObjectStore<'_>) -> indexed_db_futures::Result<()>,
    ) -> Option<()> {
        let writing = self.database.transaction(DRAFTS);
        let transaction = writing.with_mode(TransactionMode::Readwrite).build().ok()?;
        change(&transaction.object_store(DRAFTS).ok()?).ok()?;
        transaction.commit().await.ok()
    }

    /// Encrypts or decrypts with AES-GCM.
    async fn crypt(&self, what: &str, vector: &[u8], data: &[u8]) -> Option<Vec<u8>> {
        let algorithm = aes();
        set(&algorithm, "iv", &Uint8Array::from(vector));
        let arguments = [
            algorithm.into(),
            self.key.clone().into(),
            Uint8Array::from(data).into(),
        ];
        let result = resolve(bridge::call(&subtle()?, what, &arguments)?).await?;
        Some(Uint8Array::new(&result).to_vec())
    }
}

async fn database() -> Result<Database, OpenDbError> {
    Database::open(DATABASE)
        .with_version(1_u8)
        .with_on_upgrade_needed(|_, database| {
            database.create_object_store(DRAFTS).build()?;
            Ok(())
        })
        .await
}

/// The browser's cryptography; none where the page did not come over a secure connection.
fn subtle() -> Option<JsValue> {
    let crypto = bridge::get(&bridge::window(), "crypto");
    let subtle = bridge::get(&crypto, "subtle");
    subtle.is_object().then_some(subtle)
}

fn aes() -> Object {
    let algorithm = Object::new();
    set(&algorithm, "name", &"AES-GCM".into());
    algorithm
}

/// A key from base64, usable here and not readable again.
async fn import(base64: &str) -> Option<CryptoKey> {
    let binary = bridge::window().atob(base64).ok()?;
    let bytes: Option<Vec<u8>> = binary
        .chars()
        .map(|letter| u8::try_from(u32::from(letter)).ok())
        .collect();
    let uses: Array = ["encrypt", "decrypt"].map(JsValue::from).iter().collect();
    let arguments = [
        "raw".into(),
        Uint8Array::from(bytes?.as_slice()).into(),
        aes().into(),
        false.into(),
        uses.into(),
    ];
    let key = resolve(bridge::call(&subtle()?, "importKey", &arguments)?).await?;
    key.dyn_into().ok()
}

fn random() -> Option<Vec<u8>> {
    let mut bytes = vec![0; 12];
    let crypto = bridge::window().crypto().ok()?;
    crypto.get_random_values_with_u8_array(&mut bytes).ok()?;
    Some(bytes)
}

async fn resolve(promise: JsValue) -> Option<JsValue> {
    JsFuture::from(js_sys::Promise::from(promise)).await.ok()
}
