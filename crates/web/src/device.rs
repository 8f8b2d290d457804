//! The browser's database, where drafts and unsent acts are kept: encrypted, with a key that is never
//! stored beside them, and bound to the person they belong to.

mod sealed;

use api::{Keeping, Millis};
use indexed_db_futures::{
    database::Database, error::OpenDbError, object_store::ObjectStore, prelude::*,
    transaction::TransactionMode,
};
use js_sys::{Array, Object, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::CryptoKey;

use crate::bridge::{self, set};
use sealed::{Sealed, is_to_wipe};

const DATABASE: &str = "alongside";
const KEPT: &str = "kept";

/// Under this name the first write of each visit proves that writes succeed.
const PROBE: &str = "probe";

/// What one person has in the browser's database.
pub(crate) struct Device {
    database: Database,
    key: CryptoKey,
    owner: String,
}

impl Device {
    /// Opens the database, wipes what has had its time, and proves by a write and a read that it
    /// works: a browser may refuse storage to a site that another site frames, and says so only when
    /// it is tried. None if anything of this fails.
    pub(crate) async fn open(keeping: &Keeping) -> Option<Self> {
        let device = Self {
            key: import(&keeping.key).await?,
            database: database().await.ok()?,
            owner: keeping.owner.clone(),
        };
        device.wipe(keeping.now).await?;
        device.write(PROBE, PROBE, keeping.now).await?;
        let is_back = device.read(PROBE).await? == PROBE;
        device.delete(PROBE).await;
        is_back.then_some(device)
    }

    /// What is kept under a name.
    pub(crate) async fn read(&self, name: &str) -> Option<String> {
        let name = self.name(name);
        let text = self.get(&name).await?;
        let sealed = Sealed::from_text(&text)?;
        let vector = &sealed.vector;
        let data = self.crypt("decrypt", &name, vector, &sealed.data).await?;
        String::from_utf8(data).ok()
    }

    /// Keeps a text in place of the one before.
    pub(crate) async fn write(&self, name: &str, text: &str, now: Millis) -> Option<()> {
        let name = self.name(name);
        let vector = bridge::random::<12>()?;
        let sealed = Sealed {
            at: now,
            data: self
                .crypt("encrypt", &name, &vector, text.as_bytes())
                .await?,
            vector: vector.to_vec(),
        };
        let change = self.change(|kept| {
            let request = kept.put(sealed.to_text()).with_key(name);
            request.build().map(drop)
        });
        change.await
    }

    /// Forgets what is kept under a name.
    pub(crate) async fn delete(&self, name: &str) {
        self.remove(&self.name(name)).await;
    }

    /// The names that begin so, in their order.
    pub(crate) async fn names_from(&self, start: &str) -> Vec<String> {
        let names = self.names().await.unwrap_or_default();
        let own = self.name("");
        names
            .iter()
            .filter_map(|name| name.strip_prefix(&own))
            .filter(|name| name.starts_with(start))
            .map(str::to_owned)
            .collect()
    }

    async fn wipe(&self, now: Millis) -> Option<()> {
        for name in self.names().await? {
            let text = self.get(&name).await;
            if is_to_wipe(&name, text.as_deref(), &self.owner, now) {
                self.remove(&name).await?;
            }
        }
        Some(())
    }

    async fn remove(&self, name: &str) -> Option<()> {
        self.change(|kept| kept.delete(name).build().map(drop))
            .await
    }

    fn name(&self, name: &str) -> String {
        format!("{} {name}", self.owner)
    }

    async fn names(&self) -> Option<Vec<String>> {
        let transaction = self.database.transaction(KEPT).build().ok()?;
        let kept = transaction.object_store(KEPT).ok()?;
        let names = kept.get_all_keys::<String>().primitive().ok()?.await.ok()?;
        names.collect::<Result<_, _>>().ok()
    }

    async fn get(&self, name: &str) -> Option<String> {
        let transaction = self.database.transaction(KEPT).build().ok()?;
        let kept = transaction.object_store(KEPT).ok()?;
        kept.get::<String, _, _>(name)
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
        let writing = self.database.transaction(KEPT);
        let transaction = writing.with_mode(TransactionMode::Readwrite).build().ok()?;
        change(&transaction.object_store(KEPT).ok()?).ok()?;
        transaction.commit().await.ok()
    }

    /// Encrypts or decrypts with AES-GCM. What is kept under one name cannot be read under another.
    async fn crypt(&self, what: &str, name: &str, vector: &[u8], data: &[u8]) -> Option<Vec<u8>> {
        let algorithm = aes();
        set(&algorithm, "iv", &Uint8Array::from(vector));
        let name = Uint8Array::from(name.as_bytes());
        set(&algorithm, "additionalData", &name);
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
            database.create_object_store(KEPT).build()?;
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

async fn resolve(promise: JsValue) -> Option<JsValue> {
    JsFuture::from(js_sys::Promise::from(promise)).await.ok()
}
