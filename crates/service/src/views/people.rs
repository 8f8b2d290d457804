//! Members, for the coordinator.

use api::{
    ReadView,
    people::{Part as ApiPart, People, Person},
};
use domain::part::Part;
use store::{Tx, person::Facts};

use crate::{
    app::App,
    error::Result,
    reader::Reader,
    views::{everyone, home, list::Asked},
};

pub(super) fn people(
    app: &App,
    tx: &mut Tx<'_>,
    reader: &Reader,
    asked: &ReadView,
) -> Result<People> {
    let scheme = reader.coordinated()?;
    let everyone = everyone(app, tx, scheme.id)?;
    let asked = Asked::of(asked);
    let mut found: Vec<&Facts> = everyone
        .iter()
        .filter(|facts| asked.matches([&facts.name, &facts.number, &facts.attributes.discipline]))
        .collect();
    found.sort_by_cached_key(|facts| {
        (
            facts.name.is_none(),
            facts.name.as_ref().map(|name| name.to_lowercase()),
            facts.person,
        )
    });
    let (excerpt, shown) = asked.cut(found);
    Ok(People {
        counts: home::counts(&everyone),
        excerpt,
        rows: shown.into_iter().map(row).collect(),
    })
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
