//! Shares of a length, as SVG writes them.

/// Tenths of a percent.
pub(super) const WHOLE: u64 = 1_000;

/// The least that something is seen at, in tenths of a percent.
const SEEN: u64 = 6;

/// The share of a value in the largest, in tenths of a percent. Nothing is nothing; whatever is more
/// than that can be seen.
pub(super) fn share(value: u64, largest: u64) -> u64 {
    if value == 0 || largest == 0 {
        return 0;
    }
    let exact = u128::from(value.min(largest)) * u128::from(WHOLE) / u128::from(largest);
    u64::try_from(exact).unwrap_or(WHOLE).max(SEEN)
}

/// Tenths of a percent as SVG writes a share: `12.5%`.
pub(super) fn percent(tenths: u64) -> String {
    format!("{}.{}%", tenths / 10, tenths % 10)
}

/// A name that is drawn: the beginning of one that is longer than there is room for. The table has it
/// whole.
pub(super) fn shortened(name: &str, most: usize) -> String {
    if name.chars().count() <= most {
        return name.to_owned();
    }
    let begin: String = name.chars().take(most.saturating_sub(1)).collect();
    format!("{}…", begin.trim_end())
}
