//! One line of a table of what was measured: how it is said, and whether it is good enough.

/// What a line is, where it stands in the figures, and what ours may be at most.
pub(super) struct Line {
    pub(super) what: &'static str,
    pub(super) path: &'static str,
    pub(super) unit: Unit,
    /// What fails the run, and what we want to stay below.
    pub(super) limits: Option<Limits>,
}

/// Gate and aim.
pub(super) type Limits = (f64, f64);

pub(super) const fn line(
    what: &'static str,
    path: &'static str,
    unit: Unit,
    limits: Option<Limits>,
) -> Line {
    Line {
        what,
        path,
        unit,
        limits,
    }
}

#[derive(Clone, Copy)]
pub(super) enum Unit {
    Seconds,
    Millis,
    /// Processor time of one launch, in milliseconds, is told to the microsecond.
    Micros,
    Kilobytes,
    Megabytes,
    Count,
    Shift,
}

impl Unit {
    pub(super) fn says(self, figure: f64) -> String {
        match self {
            Self::Seconds if figure < 10.0 => format!("{figure:.2} s"),
            Self::Seconds => format!("{figure:.0} s"),
            Self::Millis if figure < 10.0 => format!("{figure:.1} ms"),
            Self::Millis => format!("{figure:.0} ms"),
            Self::Micros => format!("{figure:.3} ms"),
            Self::Kilobytes => format!("{:.1} KB", figure / 1e3),
            Self::Megabytes => format!("{:.1} MB", figure / 1e6),
            Self::Count => format!("{figure:.0}"),
            Self::Shift => format!("{figure:.3}"),
        }
    }
}

/// What stands at the end of a line, and whether its gate holds.
pub(super) fn verdict(figure: f64, limits: Option<Limits>) -> (&'static str, bool) {
    match limits {
        Some((gate, _)) if figure > gate => ("  MISSED", false),
        Some((_, aim)) if figure > aim => ("  held", true),
        Some(_) => ("  aim reached", true),
        None => ("", true),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_reaches_the_aim_holds_the_gate_or_misses_it() {
        let check = |figure, expected, is_held| {
            assert_eq!(verdict(figure, Some((20.0, 10.0))), (expected, is_held));
        };
        check(10.0, "  aim reached", true);
        check(10.1, "  held", true);
        check(20.0, "  held", true);
        check(20.1, "  MISSED", false);
        assert_eq!(verdict(1e9, None), ("", true));
    }
}
