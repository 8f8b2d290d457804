//! Forming, publishing, placing late (journey 2).

use std::collections::BTreeMap;

use api::{
    Notice, Route,
    act::{Done, FormGroups, PlaceLate, PublishGroups},
};
use domain::{
    forming::{People, place_late},
    id::{AllocationId, PersonId, ReadId},
};
use store::{
    Tx,
    allocation::{self, Allocation, Seat},
    happening, scheme,
};

use crate::{
    acts::{By, Do, in_write},
    app::App,
    error::{Error, Result},
    forming::{Formed, Proof, form, people_of, sizes_of},
    reader::Reader,
    views::everyone,
};

impl Do for FormGroups {
    /// Reads who is ready, solves outside any transaction, keeps the proposal. Where no allocation
    /// exists nothing is kept, and the page says why.
    async fn run(self, app: App, by: By) -> Result<Done> {
        let owned = (app.clone(), by.session.clone());
        let (people, sizes) = app
            .store
            .read(move |tx| {
                let (app, session) = owned;
                let reader = Reader::load(&app, tx, session)?;
                let scheme = reader.coordinated()?;
                let people = people_of(&everyone(&app, tx, scheme.id)?);
                Ok::<_, Error>((people, sizes_of(scheme)))
            })
            .await?;
        if people.mentors.is_empty() || people.mentees.is_empty() {
            return Err(Error::conflict("groups-none"));
        }
        let formed = tokio::task::spawn_blocking(move || form(people, sizes))
            .await
            .map_err(Error::internal)??;
        match formed {
            Formed::Groups {
                people,
                seats,
                proof,
            } => {
                in_write(&app, by, move |app, tx, reader| {
                    propose(app, tx, reader, &people, &seats, proof)
                })
                .await
            }
            Formed::Conflict => Err(Error::conflict("groups-conflict")),
        }
    }
}

/// Keeps a proposal, if the people it was made for are still those who take part.
fn propose(
    app: &App,
    tx: &mut Tx<'_>,
    reader: &Reader,
    people: &People,
    seats: &[(PersonId, PersonId)],
    proof: Proof,
) -> Result<Done> {
    let scheme = reader.coordinated()?;
    scheme::lock(tx, scheme.id)?;
    let current = allocation::current(tx, scheme.id)?;
    let published = current.is_some_and(|current| current.published_at.is_some());
    let now_ready = people_of(&everyone(app, tx, scheme.id)?);
    if published || now_ready.mentors != people.mentors || now_ready.mentees != people.mentees {
        return Err(Error::conflict("groups-changed"));
    }
    let new = Allocation {
        id: app.id(AllocationId::new),
        published_at: None,
        formed_at: app.now(),
        objective: proof.objective,
        proven: proof.checked,
        solve_micros: proof.solve_micros,
        check_micros: proof.check_micros,
        made_of: app.secrets.people_hash(people, sizes_of(scheme)),
    };
    let seats: Vec<Seat> = seats
        .iter()
        .map(|&(mentee, mentor)| Seat {
            mentee,
            mentor,
            late_at: None,
        })
        .collect();
    allocation::propose(tx, scheme.id, reader.session.person, &new, &seats)?;
    let id = app.id(ReadId::new);
    let detail = seats.len().to_string();
    let by = Some(reader.session.person);
    happening::record(
        tx,
        id,
        scheme.id,
        "groups-formed",
        by,
        Some(&detail),
        app.now(),
    )?;
    Ok(Done::at(Route::Groups, Notice::Formed))
}

impl Do for PublishGroups {
    async fn run(self, app: App, by: By) -> Result<Done> {
        in_write(&app, by, move |app, tx, reader| {
            let scheme = reader.coordinated()?;
            scheme::lock(tx, scheme.id)?;
            let id = AllocationId::parse(&self.allocation).ok_or_else(Error::not_found)?;
            let current = allocation::current(tx, scheme.id)?.filter(|current| current.id == id);
            let current = current.ok_or(Error::conflict("groups-changed"))?;
            if current.published_at.is_some() {
                // Pressed twice on a page without the app.
                return Ok(Done::at(Route::Groups, Notice::Published));
            }
            // Nobody is introduced who left or is no longer trained (R27), and what was proven best
            // is published as long as it is.
            let people = people_of(&everyone(app, tx, scheme.id)?);
            let is_same = current.made_of == app.secrets.people_hash(&people, sizes_of(scheme));
            if !is_same || !allocation::publish(tx, scheme.id, id, app.now())? {
                return Err(Error::conflict("groups-changed"));
            }
            let by = Some(reader.session.person);
            let event = app.id(ReadId::new);
            happening::record(
                tx,
                event,
                scheme.id,
                "groups-published",
                by,
                None,
                app.now(),
            )?;
            Ok(Done::at(Route::Groups, Notice::Published))
        })
        .await
    }
}

impl Do for PlaceLate {
    async fn run(self, app: App, by: By) -> Result<Done> {
        in_write(&app, by, place).await
    }
}

/// Places late arrivals into free seats of published groups, moving nobody.
fn place(app: &App, tx: &mut Tx<'_>, reader: &Reader) -> Result<Done> {
    let scheme = reader.coordinated()?;
    scheme::lock(tx, scheme.id)?;
    let current = allocation::current(tx, scheme.id)?
        .filter(|current| current.published_at.is_some())
        .ok_or(Error::conflict("groups-none"))?;
    let people = people_of(&everyone(app, tx, scheme.id)?);
    let seated: BTreeMap<PersonId, PersonId> = allocation::seats(tx, current.id)?
        .iter()
        .map(|seat| (seat.mentee, seat.mentor))
        .collect();
    let placed = place_late(&people, &seated, sizes_of(scheme)).map_err(Error::internal)?;
    for (mentee, mentor) in &placed {
        let seat = Seat {
            mentee: *mentee,
            mentor: *mentor,
            late_at: Some(app.now()),
        };
        allocation::take_seat(tx, current.id, seat)?;
    }
    let id = app.id(ReadId::new);
    let detail = placed.len().to_string();
    let by = Some(reader.session.person);
    happening::record(
        tx,
        id,
        scheme.id,
        "late-placed",
        by,
        Some(&detail),
        app.now(),
    )?;
    Ok(Done::at(Route::Groups, Notice::LatePlaced))
}
