//! Keys, seals and tags.

use std::fs;

use tempfile::TempDir;

use super::{KeyError, MasterKey, fresh_nonce};

fn key(byte: u8) -> MasterKey {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("key");
    fs::write(&path, [byte; 32]).unwrap();
    MasterKey::load_or_create(&path, false).unwrap()
}

#[test]
fn a_seal_opens_only_in_its_place_with_its_key() {
    let nonce = fresh_nonce().unwrap();
    let sealed = key(1)
        .derive("note")
        .seal(nonce, &["note", "body", "7"], b"hello");
    assert_eq!(sealed.len(), 5 + 29);
    let check = |master: u8, purpose, place: &[&str], expected: Result<&[u8], KeyError>| {
        let opened = key(master).derive(purpose).open(place, &sealed);
        assert_eq!(
            opened,
            expected.map(<[u8]>::to_vec),
            "{master} {purpose} {place:?}"
        );
    };
    check(1, "note", &["note", "body", "7"], Ok(b"hello"));
    check(2, "note", &["note", "body", "7"], Err(KeyError::Sealed));
    check(1, "flag", &["note", "body", "7"], Err(KeyError::Sealed));
    check(1, "note", &["note", "body", "8"], Err(KeyError::Sealed));
    check(1, "note", &["note", "bod", "y7"], Err(KeyError::Sealed));
    check(1, "note", &["note", "body"], Err(KeyError::Sealed));
}

#[test]
fn a_changed_or_shortened_seal_does_not_open() {
    let notes = key(1).derive("note");
    let sealed = notes.seal([9; 12], &[], b"hello");
    for length in 0..sealed.len() {
        assert_eq!(notes.open(&[], &sealed[..length]), Err(KeyError::Sealed));
        let mut changed = sealed.clone();
        changed[length] ^= 1;
        assert_eq!(notes.open(&[], &changed), Err(KeyError::Sealed));
    }
    assert_eq!(notes.open(&[], &sealed).unwrap(), b"hello");
    assert_eq!(
        notes.open(&[], &notes.seal([9; 12], &[], b"")).unwrap(),
        b""
    );
}

#[test]
fn a_tag_belongs_to_its_key_and_message() {
    let tag = key(1).derive("session").tag(b"hello");
    let check = |master, purpose, message: &[u8], expected| {
        assert_eq!(key(master).derive(purpose).is_tag(message, &tag), expected);
    };
    check(1, "session", b"hello", true);
    check(1, "session", b"hullo", false);
    check(1, "state", b"hello", false);
    check(2, "session", b"hello", false);
    assert!(!key(1).derive("session").is_tag(b"hello", &tag[..31]));
}

#[test]
fn a_file_of_another_size_is_refused() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("key");
    for size in [0, 31, 33, 1_000_000] {
        fs::write(&path, vec![1; size]).unwrap();
        let refused = MasterKey::load_or_create(&path, true).unwrap_err();
        assert_eq!(refused, KeyError::Size(path.display().to_string()));
    }
    let refused = MasterKey::load_or_create(folder.path(), true).unwrap_err();
    assert!(matches!(refused, KeyError::File { .. }), "{refused}");
}

#[cfg(unix)]
#[test]
fn a_new_key_is_for_its_owner_alone_and_leaves_no_draft() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("key");
    MasterKey::load_or_create(&path, true).unwrap();
    assert_eq!(
        fs::metadata(&path).unwrap().permissions().mode() & 0o777,
        0o600
    );
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn a_key_and_its_sealers_are_not_printed() {
    let master = key(65);
    assert_eq!(
        format!("{master:?} {:?}", master.derive("x")),
        "MasterKey(…) Sealer(…)"
    );
    assert_eq!(master.fingerprint().len(), 16);
    assert_ne!(master.fingerprint(), key(66).fingerprint());
}
