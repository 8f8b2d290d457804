//! Members, for the coordinator.

use api::{
    ReadView,
    people::{PAGE, Part as ApiPart, People, Person},
};
use domain::part::Part;
use store::{Tx, person::Facts};

use crate::{
    app::App,
    error::Result,
    reader::Reader,
    views::{everyone, home},
};

/// Longest search that is looked for.
const LONGEST_SEARCH: usize = 100;

pub(super) fn people(
    app: &App,
    tx: &mut Tx<'_>,
    reader: &Reader,
    asked: &ReadView,
) -> Result<People> {
    let scheme = reader.coordinated()?;
    let everyone = everyone(app, tx, scheme.id)?;
    let search: String = asked.search.trim().chars().take(LONGEST_SEARCH).collect();
    let mut found: Vec<&Facts> = everyone
        .iter()
        .filter(|facts| matches(facts, &search.to_lowercase()))
        .collect();
    found.sort_by_cached_key(|facts| {
        (
            facts.name.is_none(),
            facts.name.as_ref().map(|name| name.to_lowercase()),
            facts.person,
        )
    });
    let rows = found
        .iter()
        .skip((asked.from as usize).saturating_mul(PAGE as usize))
        .take(PAGE as usize)
        .map(|facts| row(facts))
        .collect();
    Ok(People {
        counts: home::counts(&everyone),
        matching: u32::try_from(found.len()).unwrap_or(u32::MAX),
        from: asked.from,
        search,
        rows,
    })
}

fn matches(facts: &Facts, search: &str) -> bool {
    let has = |text: &Option<String>| {
        text.as_ref()
            .is_some_and(|text| text.to_lowercase().contains(search))
    };
    search.is_empty() || has(&facts.name) || has(&facts.number) || has(&facts.attributes.discipline)
}

fn row(facts: &Facts) -> Person {
    Person {
        name: facts.name.clone(),
        number: facts.number.clone(),
        part: match facts.part() {
            Part::Coordinator => ApiPart::Coordinator,
            Part::Staff => ApiPart::Staff,
            Part::Mentor => ApiPart::Mentor,
            Part::Candidate(gate) => ApiPart::Candidate(home::gate_name(gate)),
            Part::Mentee => ApiPart::Mentee,
            Part::Asked => ApiPart::Asked,
            Part::Out => ApiPart::Out,
            Part::Outside => ApiPart::Observer,
        },
        discipline: facts.attributes.discipline.clone(),
        year: facts.attributes.year,
        held: facts.held,
    }
}
