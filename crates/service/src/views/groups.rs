//! Groups, for the coordinator.

mod evidence;

use std::collections::{BTreeMap, HashMap};

use api::{
    ReadView,
    groups::{Allocation, ByMoving, Group, Groups, Late, Met, Placed, Ready},
};
use domain::{
    forming::{self, Impasse, People, Person},
    id::{PersonId, SchemeId},
    part::Part,
};
use store::{
    Tx,
    allocation::{self, Seat},
    impasse,
    person::{self, Facts},
    scheme::Scheme,
};

use crate::{
    app::App,
    content,
    error::Result,
    forming::{people_of, sizes_of},
    reader::Reader,
    views::list::Asked,
};

/// Everyone in a scheme, with everything known of them.
pub(crate) fn everyone(app: &App, tx: &mut Tx<'_>, scheme: SchemeId) -> Result<Vec<Facts>> {
    Ok(person::all_facts(
        tx,
        scheme,
        content::CODE_VERSION,
        &app.bank.id(),
    )?)
}

/// One person in a scheme, with everything known of them; none if no longer enrolled.
pub(crate) fn someone(
    app: &App,
    tx: &mut Tx<'_>,
    scheme: SchemeId,
    person: PersonId,
) -> Result<Option<Facts>> {
    let quiz = app.bank.id();
    Ok(person::facts(
        tx,
        scheme,
        person,
        content::CODE_VERSION,
        &quiz,
    )?)
}

/// What counts of a person when groups are formed.
pub(crate) fn forming_person(facts: &Facts) -> Person {
    Person {
        id: facts.person,
        discipline: facts.attributes.discipline.clone(),
        mode: facts.attributes.mode.clone(),
        commutes: facts.attributes.commute,
    }
}

/// How far a scheme has come with its groups.
pub(super) enum Stage {
    /// Nothing was formed.
    None,
    /// Forming was tried, of these people, and came to nothing.
    Impasse(Impasse),
    /// Formed of other people than take part now.
    Outdated,
    /// Formed of those who take part now.
    Proposed(allocation::Allocation),
    /// Published.
    Published(allocation::Allocation),
}

/// How far a scheme has come. Nothing is solved here: what trying came to was kept.
pub(super) fn stage(
    app: &App,
    tx: &mut Tx<'_>,
    scheme: &Scheme,
    people: &[Facts],
) -> Result<Stage> {
    let current = allocation::current(tx, scheme.id)?;
    let tried = impasse::last(tx, scheme.id)?;
    let made_of = || {
        app.secrets
            .people_hash(&people_of(people), sizes_of(scheme))
    };
    Ok(match (current, tried) {
        (Some(current), _) if current.published_at.is_some() => Stage::Published(current),
        (Some(current), _) if current.made_of == made_of() => Stage::Proposed(current),
        (_, Some(tried)) if tried.made_of == made_of() => Stage::Impasse(tried.impasse),
        (Some(_), _) => Stage::Outdated,
        (None, _) => Stage::None,
    })
}

pub(super) fn groups(
    app: &App,
    tx: &mut Tx<'_>,
    reader: &Reader,
    asked: &ReadView,
) -> Result<Groups> {
    let scheme = reader.coordinated()?;
    let people = everyone(app, tx, scheme.id)?;
    let ready = ready(&people, scheme);
    Ok(match stage(app, tx, scheme, &people)? {
        Stage::None => Groups::None { ready },
        Stage::Outdated => Groups::Outdated { ready },
        Stage::Impasse(found) => Groups::Conflict {
            ready,
            conflict: evidence::conflict(found),
        },
        Stage::Proposed(current) => {
            let seats = allocation::seats(tx, current.id)?;
            let allocation = shown(&current, &seats, &people, scheme, Asked::of(asked));
            Groups::Proposed { allocation }
        }
        Stage::Published(current) => {
            let seats = allocation::seats(tx, current.id)?;
            Groups::Published {
                late: late(app, tx, scheme, &current, &people, &seats)?,
                seats: free_seats(&people, &seats, scheme),
                allocation: shown(&current, &seats, &people, scheme, Asked::of(asked)),
            }
        }
    })
}

/// Those without a group, and what is known of what would help.
fn late(
    app: &App,
    tx: &mut Tx<'_>,
    scheme: &Scheme,
    current: &allocation::Allocation,
    people: &[Facts],
    seats: &[Seat],
) -> Result<Late> {
    let (people, sizes, seated) = (people_of(people), sizes_of(scheme), seated(seats));
    let is_still_so = |made_of: &[u8]| {
        let now = app.secrets.standing_hash(&people, sizes, &seated);
        made_of == now
    };
    let found = allocation::by_moving(tx, current.id)?;
    let found = found.filter(|(made_of, _)| is_still_so(made_of));
    Ok(Late {
        count: without_place(&people, &seated),
        fitting: forming::fitting(&people, &seated, sizes),
        by_moving: found.map(|(_, found)| ByMoving {
            placed: found.placed,
            moved: found.moved,
        }),
    })
}

/// Who sits with whom: (mentee, mentor).
pub(crate) fn seated(seats: &[Seat]) -> BTreeMap<PersonId, PersonId> {
    seats
        .iter()
        .map(|seat| (seat.mentee, seat.mentor))
        .collect()
}

/// How many mentees have no place, and how many of them find a free one that they may have.
pub(super) fn unseated(people: &[Facts], seats: &[Seat], scheme: &Scheme) -> (u32, u32) {
    let (people, seated) = (people_of(people), seated(seats));
    let fitting = forming::fitting(&people, &seated, sizes_of(scheme));
    (without_place(&people, &seated), fitting)
}

fn without_place(people: &People, seated: &BTreeMap<PersonId, PersonId>) -> u32 {
    let late = people.mentees.iter();
    let late = late.filter(|mentee| !seated.contains_key(&mentee.id));
    u32::try_from(late.count()).unwrap_or(u32::MAX)
}

/// Who would take part if groups were formed now.
pub(crate) fn ready(people: &[Facts], scheme: &Scheme) -> Ready {
    let counts = super::home::counts(people);
    Ready {
        mentors: counts.mentors_ready,
        mentees: counts.mentees,
        lower: scheme.lower,
        upper: scheme.upper,
        fair_first: scheme.fair_first,
    }
}

/// Places that late arrivals can take: with every mentor who is ready, also those without a group.
fn free_seats(people: &[Facts], seats: &[Seat], scheme: &Scheme) -> u32 {
    let mut sizes: HashMap<PersonId, u32> = HashMap::new();
    for seat in seats {
        *sizes.entry(seat.mentor).or_default() += 1;
    }
    let ready = people.iter().filter(|facts| facts.part() == Part::Mentor);
    ready
        .map(|mentor| sizes.get(&mentor.person).copied().unwrap_or_default())
        .map(|size| scheme.upper.saturating_sub(size))
        .sum()
}

/// An allocation as it is shown: worst-placed groups first, so that they are looked at first.
fn shown(
    current: &allocation::Allocation,
    seats: &[Seat],
    people: &[Facts],
    scheme: &Scheme,
    asked: Asked,
) -> Allocation {
    let known: HashMap<PersonId, Known<'_>> = people
        .iter()
        .map(|facts| (facts.person, Known::of(facts)))
        .collect();
    let groups = seats.chunk_by(|one, other| one.mentor == other.mentor);
    let mut groups: Vec<Seated<'_>> = groups.map(|seats| Seated::of(seats, &known)).collect();
    let count = u32::try_from(groups.len()).unwrap_or(u32::MAX);
    groups.sort_by_key(|group| std::cmp::Reverse(group.worst()));
    groups.retain(|group| asked.matches(group.texts()));
    let (excerpt, groups) = asked.cut(groups);
    Allocation {
        id: current.id.to_string(),
        formed_at: current.formed_at.0,
        published_at: current.published_at.map(|at| at.0),
        placed: u32::try_from(seats.len()).unwrap_or(u32::MAX),
        proven: current.proven,
        solve_micros: u64::try_from(current.solve_micros).unwrap_or_default(),
        check_micros: u64::try_from(current.check_micros).unwrap_or_default(),
        waiting: current.waiting,
        lacking: current.lacking,
        fair_first: scheme.fair_first,
        fairness: current
            .compared
            .map(|compared| evidence::fairness(compared, seats.len())),
        count,
        excerpt,
        groups: groups
            .iter()
            .map(|group| group.shown(scheme.upper))
            .collect(),
    }
}

/// A person, and what counts of them when groups are formed.
struct Known<'a> {
    facts: &'a Facts,
    forming: Person,
}

impl<'a> Known<'a> {
    fn of(facts: &'a Facts) -> Self {
        Self {
            facts,
            forming: forming_person(facts),
        }
    }
}

/// A group, as far as its people are still enrolled.
struct Seated<'a> {
    mentor: Option<&'a Known<'a>>,
    mentees: Vec<(&'a Seat, &'a Known<'a>)>,
}

impl<'a> Seated<'a> {
    /// All the places of one mentor, of whom there is at least one.
    fn of(seats: &'a [Seat], known: &'a HashMap<PersonId, Known<'a>>) -> Self {
        let with_place = |seat: &'a Seat| known.get(&seat.mentee).map(|mentee| (seat, mentee));
        Self {
            mentor: known.get(&seats[0].mentor),
            mentees: seats.iter().filter_map(with_place).collect(),
        }
    }

    /// The cost of the worst-placed mentee.
    fn worst(&self) -> u32 {
        let Some(mentor) = self.mentor else { return 0 };
        let costs = self.mentees.iter();
        let costs = costs.map(|(_, mentee)| forming::cost(&mentor.forming, &mentee.forming));
        costs.max().unwrap_or_default()
    }

    /// What a search looks at.
    fn texts(&self) -> impl Iterator<Item = &Option<String>> {
        let mentees = self.mentees.iter().map(|(_, mentee)| mentee);
        let people = self.mentor.as_ref().into_iter().chain(mentees);
        people.flat_map(|known| [&known.facts.name, &known.facts.attributes.discipline])
    }

    fn shown(&self, upper: u32) -> Group {
        let mentor = self.mentor.map(|known| known.facts);
        Group {
            mentor: mentor.and_then(|facts| facts.name.clone()),
            discipline: mentor.and_then(|facts| facts.attributes.discipline.clone()),
            upper,
            mentees: self
                .mentees
                .iter()
                .map(|(seat, mentee)| self.placed(seat, mentee))
                .collect(),
        }
    }

    fn placed(&self, seat: &Seat, mentee: &Known<'_>) -> Placed {
        let met = |mentor: &Known<'_>| met(&mentor.forming, &mentee.forming);
        Placed {
            name: mentee.facts.name.clone(),
            discipline: mentee.facts.attributes.discipline.clone(),
            late: seat.late_at.is_some(),
            met: self.mentor.map(met).unwrap_or_default(),
        }
    }
}

fn met(mentor: &Person, mentee: &Person) -> Vec<Met> {
    let common = forming::in_common(mentor, mentee);
    [
        (common.discipline, Met::Discipline),
        (common.mode, Met::Mode),
        (common.commute, Met::Commute),
    ]
    .into_iter()
    .filter_map(|(is, met)| is.then_some(met))
    .collect()
}
