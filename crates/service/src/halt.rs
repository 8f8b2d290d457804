//! Points at which a debug build can be made to stand still, so that a test may kill the process
//! exactly there. In a release build nothing of this exists.

/// Stands still for ever where `ALONGSIDE_HALT_AT` names this point; says so first.
#[cfg(debug_assertions)]
pub(crate) fn at(point: &'static str) {
    use std::sync::LazyLock;
    static POINT: LazyLock<Option<String>> =
        LazyLock::new(|| std::env::var("ALONGSIDE_HALT_AT").ok());
    if POINT.as_deref() == Some(point) {
        tracing::warn!(point, "halted");
        loop {
            std::thread::park();
        }
    }
}

/// Nothing, in a release build.
#[cfg(not(debug_assertions))]
pub(crate) const fn at(_: &'static str) {}
