//! A concern, from the moment it is raised until it is closed (workflow 12; R44, R104, R105, R109).
//!
//! What happened to it is a trail: appended, never changed. A [`Case`] is what the trail comes to, so
//! the trail alone is kept. Somebody is always asked: when the time in which they could have read it
//! runs out, or they are not there any more, the next rung of the [`Ladder`] is asked, and the last
//! is a service that no absence empties. Nobody handles a case that they raised or that is about
//! them, and whoever it is about sees nothing of it. Texts are no business of this module: they are
//! sealed where they are kept.

mod ladder;

use std::collections::BTreeSet;

use crate::{Timestamp, hours::Hours, id::PersonId, time::Span};

pub use ladder::{Ladder, Rung};

/// What a concern is about, as whoever raises it says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// "Someone should know, but who?" (R106).
    NotSure,
    /// About this relationship (R109).
    Relationship,
    /// Conduct or harassment.
    Conduct,
    /// Someone is at risk (R104).
    AtRisk,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 4] = [
        Self::NotSure,
        Self::Relationship,
        Self::Conduct,
        Self::AtRisk,
    ];

    /// Until when somebody should have acknowledged what they are asked at `at`.
    pub fn due(self, at: Timestamp, hours: &Hours) -> Timestamp {
        let due = match self {
            Self::AtRisk => hours.after(at, Span::hours(2)),
            Self::Conduct => hours.after_days(at, 1),
            Self::Relationship | Self::NotSure => hours.after_days(at, 2),
        };
        // A house that is shut for months is no reason to wait for months.
        due.unwrap_or(at + Span::days(1))
    }
}

/// Who has part in a case, and therefore none in its handling.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parties {
    /// Whoever raised it.
    pub raised_by: PersonId,
    /// Whom it is about, as far as they were named.
    pub about: BTreeSet<PersonId>,
    /// "It concerns the coordinator": whoever coordinates is asked nothing and sees nothing.
    pub concerns_coordinator: bool,
}

impl Parties {
    /// Whether this person has part in it.
    pub fn has(&self, who: PersonId) -> bool {
        self.raised_by == who || self.about.contains(&who)
    }
}

/// Why something may be told to somebody else (R44).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Basis {
    /// Whom it is about agreed.
    Agreed,
    /// Serious danger to them or to others.
    Danger,
}

/// What happened to a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Happening {
    /// A rung is asked, until then.
    Asked {
        /// Who.
        rung: Rung,
        /// When the next is asked instead.
        due: Timestamp,
    },
    /// Somebody has read it and takes it in hand.
    Acknowledged {
        /// Who.
        by: PersonId,
    },
    /// Whoever had it in hand has it no longer: they gave it back, or they left.
    LetGo {
        /// Who had it.
        by: PersonId,
    },
    /// A service is asked to take it over, and told what it needs for that.
    Referred {
        /// Who asked.
        by: PersonId,
        /// Why it may be told.
        basis: Basis,
    },
    /// The service has it.
    Accepted,
    /// The service gives it back to whoever referred it.
    Returned {
        /// Who.
        to: PersonId,
    },
    /// Somebody else was told something of it.
    Disclosed {
        /// Who told it.
        by: PersonId,
        /// Why it may be told.
        basis: Basis,
    },
    /// The person it is about knows that it was raised.
    SubjectKnows {
        /// Who told them.
        by: PersonId,
    },
    /// It is closed, and whoever raised it is offered to talk it over.
    Closed {
        /// By whom.
        by: PersonId,
    },
}

/// Where a case stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// A rung is asked.
    Waiting {
        /// Who.
        rung: Rung,
        /// When the next is asked.
        due: Timestamp,
    },
    /// Somebody has it in hand.
    InHand {
        /// Who.
        by: PersonId,
    },
    /// A service is asked; until it accepts, whoever referred it still has it in hand.
    Referred {
        /// Who referred it.
        by: PersonId,
    },
    /// The service has it; whoever referred it stays the person to ask, if anybody did.
    WithService {
        /// Who referred it, or took it up since.
        by: Option<PersonId>,
    },
    /// It is closed.
    Closed {
        /// When.
        at: Timestamp,
    },
}

/// Why something cannot be done to a case. Each has a stable code, which a page puts into words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotPossible {
    /// Whoever asks has part in it, or was never asked: for them there is no such case.
    #[error("there is no such case")]
    NotTheirs,
    /// Somebody else has it in hand.
    #[error("somebody else has it in hand")]
    TakenBy(PersonId),
    /// It is not in hand, so nobody can go on with it.
    #[error("nobody has acknowledged it yet")]
    NotInHand,
    /// The service has it, or does not have it, as the step would need.
    #[error("it is not where this step begins")]
    NotThere,
    /// It is closed.
    #[error("it is closed")]
    IsClosed,
}

impl NotPossible {
    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotTheirs => "not-found",
            Self::TakenBy(_) => "case-taken",
            Self::NotInHand => "case-not-in-hand",
            Self::NotThere => "case-not-there",
            Self::IsClosed => "case-closed",
        }
    }
}

/// What whoever raised a case sees of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// It was sent; somebody is asked until then.
    Sent {
        /// When the next person is asked.
        due: Timestamp,
    },
    /// Somebody has read it and acts.
    Read,
    /// A service has been asked, or has it.
    Passed,
    /// It is closed.
    Closed,
}

/// A case: what its trail comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    kind: Kind,
    parties: Parties,
    state: State,
    asked: BTreeSet<Rung>,
    subject_knows: bool,
}

impl Case {
    /// A case as it is raised, and the first of its trail.
    pub fn raise(
        kind: Kind,
        parties: Parties,
        at: Timestamp,
        ladder: &Ladder,
        hours: &Hours,
    ) -> (Self, Happening) {
        let rung = ladder.first(&parties);
        let due = kind.due(at, hours);
        let case = Self {
            kind,
            parties,
            state: State::Waiting { rung, due },
            asked: [rung].into(),
            subject_knows: false,
        };
        (case, Happening::Asked { rung, due })
    }

    /// A case from its trail, oldest first; none where the trail does not begin with a question.
    pub fn of(
        kind: Kind,
        parties: Parties,
        trail: impl IntoIterator<Item = (Timestamp, Happening)>,
    ) -> Option<Self> {
        let mut trail = trail.into_iter();
        let (_, Happening::Asked { rung, due }) = trail.next()? else {
            return None;
        };
        let mut case = Self {
            kind,
            parties,
            state: State::Waiting { rung, due },
            asked: [rung].into(),
            subject_knows: false,
        };
        for (at, happening) in trail {
            case.goes_on(at, happening);
        }
        Some(case)
    }

    /// What it is about.
    pub const fn kind(&self) -> Kind {
        self.kind
    }

    /// Who has part in it.
    pub const fn parties(&self) -> &Parties {
        &self.parties
    }

    /// Where it stands.
    pub const fn state(&self) -> State {
        self.state
    }

    /// Whether the person it is about knows of it.
    pub const fn subject_knows(&self) -> bool {
        self.subject_knows
    }

    /// Takes in what happened. Whether it may happen is asked before.
    pub fn goes_on(&mut self, at: Timestamp, happening: Happening) {
        self.state = match happening {
            Happening::Asked { rung, due } => {
                self.asked.insert(rung);
                State::Waiting { rung, due }
            }
            Happening::Acknowledged { by } => match self.state {
                State::WithService { .. } => State::WithService { by: Some(by) },
                _ => State::InHand { by },
            },
            Happening::Returned { to } => State::InHand { by: to },
            Happening::Referred { by, .. } => State::Referred { by },
            Happening::Accepted => State::WithService {
                by: self.in_hand_of(),
            },
            Happening::Closed { .. } => State::Closed { at },
            Happening::SubjectKnows { .. } => {
                self.subject_knows = true;
                self.state
            }
            Happening::LetGo { .. } | Happening::Disclosed { .. } => self.state,
        };
    }

    /// Whether this person was asked to handle it, and so may read it.
    pub fn may_read(&self, who: PersonId, ladder: &Ladder) -> bool {
        let on = |rung: &Rung| ladder.answering(*rung, &self.parties).contains(&who);
        self.asked.iter().any(on)
    }

    /// Takes it in hand. Of two who press at once, the second is told who has it.
    pub fn acknowledge(&self, who: PersonId, ladder: &Ladder) -> Result<Happening, NotPossible> {
        if !self.may_read(who, ladder) {
            return Err(NotPossible::NotTheirs);
        }
        match self.state {
            State::Closed { .. } => Err(NotPossible::IsClosed),
            _ => match self.in_hand_of() {
                Some(by) => Err(NotPossible::TakenBy(by)),
                None => Ok(Happening::Acknowledged { by: who }),
            },
        }
    }

    /// Asks a service to take it over.
    pub fn refer(
        &self,
        who: PersonId,
        basis: Basis,
        ladder: &Ladder,
    ) -> Result<Happening, NotPossible> {
        self.is_in_hand_of(who, ladder)?;
        match self.state {
            State::InHand { .. } => Ok(Happening::Referred { by: who, basis }),
            _ => Err(NotPossible::NotThere),
        }
    }

    /// The service says that it has it: because it was referred, or because nobody else answered.
    pub fn accept(&self) -> Result<Happening, NotPossible> {
        match self.state {
            State::Referred { .. }
            | State::Waiting {
                rung: Rung::Service,
                ..
            } => Ok(Happening::Accepted),
            State::Closed { .. } => Err(NotPossible::IsClosed),
            _ => Err(NotPossible::NotThere),
        }
    }

    /// The service gives it back: to whoever referred it, or else to whoever is asked first.
    pub fn give_back(
        &self,
        at: Timestamp,
        ladder: &Ladder,
        hours: &Hours,
    ) -> Result<Happening, NotPossible> {
        match self.state {
            State::Referred { .. } | State::WithService { .. } => {
                let to = self.in_hand_of().filter(|who| self.may_read(*who, ladder));
                let ask = || self.ask(ladder.first(&self.parties), at, hours);
                Ok(to.map_or_else(ask, |to| Happening::Returned { to }))
            }
            State::Closed { .. } => Err(NotPossible::IsClosed),
            _ => Err(NotPossible::NotThere),
        }
    }

    /// Tells somebody else something of it; the reason is kept (R44).
    pub fn disclose(
        &self,
        who: PersonId,
        basis: Basis,
        ladder: &Ladder,
    ) -> Result<Happening, NotPossible> {
        self.is_in_hand_of(who, ladder)?;
        Ok(Happening::Disclosed { by: who, basis })
    }

    /// Says that the person it is about knows of it.
    pub fn tell_subject(&self, who: PersonId, ladder: &Ladder) -> Result<Happening, NotPossible> {
        self.is_in_hand_of(who, ladder)?;
        Ok(Happening::SubjectKnows { by: who })
    }

    /// Closes it.
    pub fn close(&self, who: PersonId, ladder: &Ladder) -> Result<Happening, NotPossible> {
        self.is_in_hand_of(who, ladder)?;
        Ok(Happening::Closed { by: who })
    }

    /// Gives it back, so that somebody else is asked: what follows is for the trail, in order.
    pub fn let_go(
        &self,
        who: PersonId,
        at: Timestamp,
        ladder: &Ladder,
        hours: &Hours,
    ) -> Result<[Happening; 2], NotPossible> {
        self.is_in_hand_of(who, ladder)?;
        Ok(self.dropped_by(who, at, ladder, hours))
    }

    /// What time and absence make of it: who is asked next. Empty while there is nothing to do.
    pub fn watch(&self, now: Timestamp, ladder: &Ladder, hours: &Hours) -> Vec<Happening> {
        match self.state {
            State::Waiting { rung, due } => {
                let nobody =
                    rung != Rung::Service && ladder.answering(rung, &self.parties).is_empty();
                let next = ladder.next(rung, &self.parties);
                match next {
                    Some(rung) if nobody || due <= now => vec![self.ask(rung, now, hours)],
                    _ => vec![],
                }
            }
            State::InHand { by } | State::Referred { by } if !self.may_read(by, ladder) => {
                self.dropped_by(by, now, ladder, hours).into()
            }
            _ => vec![],
        }
    }

    /// What whoever raised it sees of it; none for anybody else.
    pub fn progress(&self, who: PersonId) -> Option<Progress> {
        (self.parties.raised_by == who).then_some(match self.state {
            State::Waiting { due, .. } => Progress::Sent { due },
            State::InHand { .. } => Progress::Read,
            State::Referred { .. } | State::WithService { .. } => Progress::Passed,
            State::Closed { .. } => Progress::Closed,
        })
    }

    fn ask(&self, rung: Rung, at: Timestamp, hours: &Hours) -> Happening {
        let due = self.kind.due(at, hours);
        Happening::Asked { rung, due }
    }

    fn dropped_by(
        &self,
        by: PersonId,
        at: Timestamp,
        ladder: &Ladder,
        hours: &Hours,
    ) -> [Happening; 2] {
        let others = Parties {
            about: self.parties.about.iter().copied().chain([by]).collect(),
            ..self.parties.clone()
        };
        let rung = ladder.first(&others);
        [Happening::LetGo { by }, self.ask(rung, at, hours)]
    }

    fn is_in_hand_of(&self, who: PersonId, ladder: &Ladder) -> Result<(), NotPossible> {
        if !self.may_read(who, ladder) {
            return Err(NotPossible::NotTheirs);
        }
        match (self.state, self.in_hand_of()) {
            (State::Closed { .. }, _) => Err(NotPossible::IsClosed),
            (_, None) => Err(NotPossible::NotInHand),
            (_, Some(by)) if by == who => Ok(()),
            (_, Some(by)) => Err(NotPossible::TakenBy(by)),
        }
    }

    const fn in_hand_of(&self) -> Option<PersonId> {
        match self.state {
            State::InHand { by } | State::Referred { by } => Some(by),
            State::WithService { by } => by,
            State::Waiting { .. } | State::Closed { .. } => None,
        }
    }
}

#[cfg(test)]
mod tests;
