//! Who is asked, and who next.

use std::collections::BTreeSet;

use super::Parties;
use crate::id::PersonId;

/// Whom a case waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rung {
    /// The coordinators with access to concerns.
    Coordinator,
    /// Their deputies.
    Deputy,
    /// The programme leads.
    Lead,
    /// The referral service, by its mailbox: no absence empties it.
    Service,
}

impl Rung {
    /// Every rung, in the order they are asked.
    pub const ALL: [Self; 4] = [Self::Coordinator, Self::Deputy, Self::Lead, Self::Service];
}

/// The people of a scheme who answer concerns. Access to them is always a grant of its own: no role
/// in an LMS and no other role here brings it (decision 8).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ladder {
    /// Coordinators with access.
    pub coordinators: BTreeSet<PersonId>,
    /// Who stands in for them.
    pub deputies: BTreeSet<PersonId>,
    /// Programme leads.
    pub leads: BTreeSet<PersonId>,
}

impl Ladder {
    /// Whether two named people at least hold access, without which nothing is published.
    pub fn is_enough(&self) -> bool {
        let all = [&self.coordinators, &self.deputies, &self.leads];
        all.into_iter().flatten().collect::<BTreeSet<_>>().len() >= 2
    }

    /// Who answers on this rung in a case of these parties.
    pub fn answering(&self, rung: Rung, parties: &Parties) -> BTreeSet<PersonId> {
        let people = match rung {
            Rung::Coordinator | Rung::Deputy if parties.concerns_coordinator => return [].into(),
            Rung::Coordinator => &self.coordinators,
            Rung::Deputy => &self.deputies,
            Rung::Lead => &self.leads,
            Rung::Service => return [].into(),
        };
        let coordinates = |who: &PersonId| {
            parties.concerns_coordinator
                && (self.coordinators.contains(who) || self.deputies.contains(who))
        };
        let people = people.iter().copied();
        people
            .filter(|who| !parties.has(*who) && !coordinates(who))
            .collect()
    }

    /// The first rung on which somebody answers.
    pub fn first(&self, parties: &Parties) -> Rung {
        let answers = |rung: &Rung| !self.answering(*rung, parties).is_empty();
        Rung::ALL.into_iter().find(answers).unwrap_or(Rung::Service)
    }

    /// The next rung on which somebody answers; none after the service.
    pub fn next(&self, after: Rung, parties: &Parties) -> Option<Rung> {
        let is_asked =
            |rung: &Rung| *rung == Rung::Service || !self.answering(*rung, parties).is_empty();
        Rung::ALL
            .into_iter()
            .filter(|rung| *rung > after)
            .find(is_asked)
    }
}
