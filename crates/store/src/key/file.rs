//! The key's file: made whole or not at all, and never written again.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read as _, Write as _};
use std::path::Path;

use aws_lc_rs::rand;
use zeroize::Zeroizing;

use crate::key::{KEY_LEN, KeyError};

/// The key in the file, or none if there is no file.
pub(super) fn read(path: &Path) -> Result<Option<Zeroizing<[u8; KEY_LEN]>>, KeyError> {
    let file = match File::open(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        opened => opened.map_err(|error| unusable(path, &error))?,
    };
    warn_if_exposed(path, &file);
    let mut bytes = Zeroizing::new(Vec::with_capacity(KEY_LEN + 1));
    let mut limited = file.take(KEY_LEN as u64 + 1);
    limited
        .read_to_end(&mut bytes)
        .map_err(|error| unusable(path, &error))?;
    let key = <[u8; KEY_LEN]>::try_from(bytes.as_slice());
    key.map(|key| Some(Zeroizing::new(key)))
        .map_err(|_| KeyError::Size(path.display().to_string()))
}

/// Makes a key. It is written beside its place and linked there, so that a crash leaves no half
/// key and a second process that starts now takes ours.
pub(super) fn create(path: &Path) -> Result<Zeroizing<[u8; KEY_LEN]>, KeyError> {
    let mut key = Zeroizing::new([0; KEY_LEN]);
    rand::fill(key.as_mut()).map_err(|_| KeyError::Random)?;
    let draft = path.with_added_extension(format!("{}.new", std::process::id()));
    let made = write_private(&draft, key.as_ref()).and_then(|()| fs::hard_link(&draft, path));
    drop(fs::remove_file(&draft));
    match made {
        Ok(()) => Ok(key),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            read(path)?.ok_or_else(|| KeyError::Missing(path.display().to_string()))
        }
        Err(error) => Err(unusable(path, &error)),
    }
}

/// On disk for certain before anything is sealed with it.
fn write_private(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// A key that others can read is used all the same: secrets mounted into a container often look
/// like that.
#[cfg(unix)]
fn warn_if_exposed(path: &Path, file: &File) {
    use std::os::unix::fs::PermissionsExt as _;
    if file
        .metadata()
        .is_ok_and(|data| data.permissions().mode() & 0o077 != 0)
    {
        tracing::warn!(path = %path.display(), "others can read the master key file: chmod 600");
    }
}

#[cfg(not(unix))]
fn warn_if_exposed(_: &Path, _: &File) {}

fn unusable(path: &Path, error: &io::Error) -> KeyError {
    KeyError::File {
        path: path.display().to_string(),
        reason: error.to_string(),
    }
}
