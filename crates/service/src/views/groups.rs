//! Groups, for the coordinator.

use std::collections::{BTreeMap, HashMap, HashSet};

use api::groups::{Allocation, Group, Groups, Met, Placed, Ready};
use domain::{
    forming::{self, Person},
    id::{PersonId, SchemeId},
    part::Part,
};
use store::{
    Tx,
    allocation::{self, Seat},
    person::{self, Facts},
    scheme::Scheme,
};

use crate::{
    app::App,
    content,
    error::Result,
    forming::{people_of, sizes_of},
    reader::Reader,
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

/// What counts of a person when groups are formed.
pub(crate) fn forming_person(facts: &Facts) -> Person {
    Person {
        id: facts.person,
        discipline: facts.attributes.discipline.clone(),
        mode: facts.attributes.mode.clone(),
        commutes: facts.attributes.commute,
    }
}

pub(super) fn groups(app: &App, tx: &mut Tx<'_>, reader: &Reader) -> Result<Groups> {
    let scheme = reader.coordinated()?;
    let people = everyone(app, tx, scheme.id)?;
    let Some(current) = allocation::current(tx, scheme.id)? else {
        return not_yet(&people, scheme);
    };
    let now = app
        .secrets
        .people_hash(&people_of(&people), sizes_of(scheme));
    if current.published_at.is_none() && current.made_of != now {
        let ready = ready(&people, scheme);
        return Ok(Groups::Outdated { ready });
    }
    let seats = allocation::seats(tx, current.id)?;
    let allocation = shown(&current, &seats, &people, scheme);
    Ok(if current.published_at.is_some() {
        Groups::Published {
            late: unseated(&people, &seats),
            seats: free_seats(&people, &seats, scheme),
            allocation,
        }
    } else {
        Groups::Proposed { allocation }
    })
}

/// Before anything was formed: what stands in the way is said before the button is pressed.
fn not_yet(people: &[Facts], scheme: &Scheme) -> Result<Groups> {
    let ready = ready(people, scheme);
    if ready.mentors == 0 || ready.mentees == 0 {
        return Ok(Groups::None { ready });
    }
    let conflict = crate::forming::conflict(&people_of(people), sizes_of(scheme))?;
    Ok(match conflict {
        Some(conflict) => Groups::Conflict { ready, conflict },
        None => Groups::None { ready },
    })
}

/// Who would take part if groups were formed now.
pub(crate) fn ready(people: &[Facts], scheme: &Scheme) -> Ready {
    let counts = super::home::counts(people);
    Ready {
        mentors: counts.mentors_ready,
        mentees: counts.mentees,
        lower: scheme.lower,
        upper: scheme.upper,
    }
}

/// Mentees without a place.
pub(super) fn unseated(people: &[Facts], seats: &[Seat]) -> u32 {
    let seated: HashSet<PersonId> = seats.iter().map(|seat| seat.mentee).collect();
    let late = people
        .iter()
        .filter(|facts| facts.part() == Part::Mentee && !seated.contains(&facts.person));
    u32::try_from(late.count()).unwrap_or(u32::MAX)
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
) -> Allocation {
    let known: HashMap<PersonId, &Facts> =
        people.iter().map(|facts| (facts.person, facts)).collect();
    let mut by_mentor: BTreeMap<PersonId, Vec<&Seat>> = BTreeMap::new();
    for seat in seats {
        by_mentor.entry(seat.mentor).or_default().push(seat);
    }
    let mut groups: Vec<(u32, Group)> = by_mentor
        .iter()
        .map(|(mentor, seats)| group(known.get(mentor).copied(), seats, &known, scheme.upper))
        .collect();
    groups.sort_by_key(|(worst, _)| std::cmp::Reverse(*worst));
    Allocation {
        id: current.id.to_string(),
        formed_at: current.formed_at.0,
        published_at: current.published_at.map(|at| at.0),
        placed: u32::try_from(seats.len()).unwrap_or(u32::MAX),
        proven: current.proven,
        solve_micros: u64::try_from(current.solve_micros).unwrap_or_default(),
        check_micros: u64::try_from(current.check_micros).unwrap_or_default(),
        groups: groups.into_iter().map(|(_, group)| group).collect(),
    }
}

/// A group, and the cost of its worst-placed mentee.
fn group(
    mentor: Option<&Facts>,
    seats: &[&Seat],
    known: &HashMap<PersonId, &Facts>,
    upper: u32,
) -> (u32, Group) {
    let with = mentor.map(forming_person);
    let mut worst = 0;
    let mentees = seats
        .iter()
        .filter_map(|seat| known.get(&seat.mentee).map(|facts| (seat, *facts)))
        .map(|(seat, facts)| {
            let person = forming_person(facts);
            if let Some(with) = &with {
                worst = worst.max(forming::cost(with, &person));
            }
            Placed {
                name: facts.name.clone(),
                discipline: facts.attributes.discipline.clone(),
                late: seat.late_at.is_some(),
                met: with
                    .as_ref()
                    .map(|with| met(with, &person))
                    .unwrap_or_default(),
            }
        })
        .collect();
    let group = Group {
        mentor: mentor.and_then(|facts| facts.name.clone()),
        discipline: mentor.and_then(|facts| facts.attributes.discipline.clone()),
        upper,
        mentees,
    };
    (worst, group)
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
