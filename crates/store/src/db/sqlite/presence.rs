//! Says to other processes that this one has the database open, for as long as it lives.
//!
//! A lock on the folder says it (`flock`, which the system takes back however a process ends), not
//! one on the file: closing that would drop SQLite's own locks.

use std::fs::File;
use std::path::Path;

/// A sign that this process has a database open.
pub(crate) struct Presence(File);

impl Presence {
    /// Puts the sign up beside the file. None where the system has no such locks.
    pub(super) fn beside(path: &Path) -> Option<Self> {
        let folder = path
            .parent()
            .filter(|folder| !folder.as_os_str().is_empty());
        let folder = File::open(folder.unwrap_or(Path::new("."))).ok()?;
        folder.lock_shared().ok()?;
        Some(Self(folder))
    }

    /// Whether no other process has a database in this folder open now. The sign is down for a
    /// moment, so this is asked before anything is begun that another process must leave alone.
    pub(crate) fn is_alone(&self) -> bool {
        let alone = self.0.unlock().is_ok() && self.0.try_lock().is_ok();
        // The lock for all is dropped first, because changing one kind for the other may wait.
        let back = self.0.unlock().and_then(|()| self.0.lock_shared());
        alone && back.is_ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_signs_in_one_folder_see_each_other_and_one_alone_does_not() {
        let (here, there) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let sign = |folder: &tempfile::TempDir| Presence::beside(&folder.path().join("a.db"));
        let (one, elsewhere) = (sign(&here).unwrap(), sign(&there).unwrap());
        assert!(one.is_alone() && elsewhere.is_alone());
        let other = sign(&here).unwrap();
        assert!(!one.is_alone() && !other.is_alone() && elsewhere.is_alone());
        drop(one);
        assert!(other.is_alone());
    }
}
