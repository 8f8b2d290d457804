//! The names of the built files: content-hashed, so that they can be kept for ever.

use std::collections::BTreeMap;

use api::Language;
use serde::{Deserialize, Serialize};

/// Where the service serves the files of `www/dist`.
pub const PATH: &str = "/assets";

/// `www/dist/manifest.json`: the built name of every file by its plain one, such as
/// `app.css` → `app-1f0c2d3e.css`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assets {
    /// Built names by plain names.
    pub files: BTreeMap<String, String>,
}

impl Assets {
    /// Reads a manifest.
    pub fn from_json(text: &str) -> Result<Self, serde_json::Error> {
        serde_json::from_str(text)
    }

    /// The address of a file by its plain name; none where it was not built, as in unit tests.
    pub fn href(&self, name: &str) -> Option<String> {
        self.files.get(name).map(|file| format!("{PATH}/{file}"))
    }
}

/// The two apps made from one crate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bundle {
    /// For students.
    Student,
    /// For coordinators and other staff.
    Staff,
}

impl Bundle {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Student, Self::Staff];

    /// Its name in file names and as a feature of crate `web`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Student => "student",
            Self::Staff => "staff",
        }
    }

    /// Plain name of its JavaScript.
    pub fn glue(self) -> String {
        format!("{}.js", self.name())
    }

    /// Plain name of its wasm.
    pub fn wasm(self) -> String {
        format!("{}.wasm", self.name())
    }

    /// Plain name of its words in a language.
    pub fn words(self, language: Language) -> String {
        format!("{}-{}.json", self.name(), language.tag())
    }
}
