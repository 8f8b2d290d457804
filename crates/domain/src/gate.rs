//! The gates between a candidate and their mentees (R21, R27, R29, R31).

use crate::{Timestamp, attribute::MetElsewhere};

/// A gate, in the order they open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Gate {
    /// The department accepted the application (R21).
    Accepted,
    /// Training is booked (R28).
    Booked,
    /// The trainer marked attendance (R29).
    Attended,
    /// The current code of conduct is signed (R42).
    Code,
    /// The conduct quiz is passed (R34).
    Quiz,
}

impl Gate {
    /// Every gate, in order.
    pub const ALL: [Self; 5] = [
        Self::Accepted,
        Self::Booked,
        Self::Attended,
        Self::Code,
        Self::Quiz,
    ];
}

/// What a candidate did in the tab.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DoneHere {
    /// When the code was signed.
    pub code: Option<Timestamp>,
    /// When the quiz was passed.
    pub quiz: Option<Timestamp>,
}

/// Where a candidate stands: each gate with the time it was passed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gates {
    passed: [Option<Timestamp>; 5],
}

impl Gates {
    /// Puts together what was met elsewhere and what was done here; the earlier time counts.
    pub fn of(elsewhere: MetElsewhere, here: DoneHere) -> Self {
        Self {
            passed: [
                elsewhere.accepted,
                elsewhere.booked,
                elsewhere.attended,
                earlier(elsewhere.code, here.code),
                earlier(elsewhere.quiz, here.quiz),
            ],
        }
    }

    /// When this gate was passed. Passing a later one does not stand in for it.
    pub const fn passed(&self, gate: Gate) -> Option<Timestamp> {
        self.passed[gate as usize]
    }

    /// The first gate not passed; none when ready.
    pub fn next(&self) -> Option<Gate> {
        Gate::ALL
            .into_iter()
            .find(|gate| self.passed(*gate).is_none())
    }

    /// When the last gate was passed, if all were: the moment training was complete (R27, R31).
    pub fn complete(&self) -> Option<Timestamp> {
        self.passed
            .iter()
            .copied()
            .collect::<Option<Vec<_>>>()?
            .into_iter()
            .max()
    }
}

fn earlier(one: Option<Timestamp>, other: Option<Timestamp>) -> Option<Timestamp> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gates(letters: &str) -> Gates {
        let at = |letter| letters.contains(letter).then_some(Timestamp(1));
        Gates::of(
            MetElsewhere {
                accepted: at('a'),
                booked: at('b'),
                attended: at('t'),
                code: at('c'),
                quiz: at('q'),
            },
            DoneHere {
                code: at('C').map(|_| Timestamp(5)),
                quiz: at('Q').map(|_| Timestamp(9)),
            },
        )
    }

    #[test]
    fn the_first_gate_not_passed_is_next() {
        let check = |letters, next| assert_eq!(gates(letters).next(), next, "{letters}");
        check("", Some(Gate::Accepted));
        check("ab", Some(Gate::Attended));
        check("abq", Some(Gate::Attended));
        check("abtC", Some(Gate::Quiz));
        check("abtCQ", None);
    }

    #[test]
    fn training_is_complete_with_the_last_gate() {
        assert_eq!(gates("abtCQ").complete(), Some(Timestamp(9)));
        assert_eq!(gates("abtcqQ").complete(), Some(Timestamp(1)));
        assert_eq!(gates("abCQ").complete(), None);
    }
}
