//! Forming, publishing, placing late (journey 2).

use std::collections::BTreeMap;

use api::{
    Notice, Route,
    act::{Done, FormGroups, PlaceLate, PublishGroups},
};
use domain::{
    forming::{Late, Way},
    id::{AllocationId, PersonId, ReadId},
};
use store::{
    Tx,
    allocation::{self, Allocation, Seat},
    happening,
    impasse::{self, Kept},
    scheme,
};

use crate::{
    acts::{By, Do, in_write},
    app::App,
    error::{Error, Result},
    forming::{Formed, Groups, Joining, form, place_late},
    reader::Reader,
    views::{everyone, seated},
};

impl Do for FormGroups {
    /// Reads who is ready, solves outside any transaction, keeps what came of it: a proposal, or why
    /// there is none and what would help. The page only reads it.
    async fn run(self, app: App, by: By) -> Result<Done> {
        let Self { fair, wait } = self;
        let owned = (app.clone(), by.session.clone());
        let (joining, fair_first) = app
            .store
            .read(move |tx| {
                let (app, session) = owned;
                let reader = Reader::load(&app, tx, session)?;
                let scheme = reader.coordinated()?;
                let joining = Joining::of(&everyone(&app, tx, scheme.id)?, scheme);
                Ok::<_, Error>((joining, scheme.fair_first))
            })
            .await?;
        if joining.people.mentors.is_empty() || joining.people.mentees.is_empty() {
            return Err(Error::conflict("groups-none"));
        }
        let way = Way {
            fair: fair.unwrap_or(fair_first),
            wait,
        };
        let formed = form(joining.clone(), way).await?;
        in_write(&app, by, move |app, tx, reader| {
            keep(app, tx, reader, &joining, way, &formed)
        })
        .await
    }
}

/// Keeps what forming came to, if the people it was made for are still those who take part.
fn keep(
    app: &App,
    tx: &mut Tx<'_>,
    reader: &Reader,
    joining: &Joining,
    way: Way,
    formed: &Formed,
) -> Result<Done> {
    let scheme = reader.coordinated()?;
    scheme::lock(tx, scheme.id)?;
    let current = allocation::current(tx, scheme.id)?;
    let published = current.is_some_and(|current| current.published_at.is_some());
    let now = Joining::of(&everyone(app, tx, scheme.id)?, scheme);
    if published || !now.is_of(joining) {
        return Err(Error::conflict("groups-changed"));
    }
    scheme::set_fair_first(tx, scheme.id, way.fair)?;
    let made_of = app.secrets.people_hash(&joining.people, joining.sizes);
    match formed {
        Formed::Groups(groups) => propose(app, tx, reader, groups, made_of),
        Formed::Impasse(found) => {
            let kept = Kept {
                made_of,
                impasse: found.clone(),
            };
            allocation::withdraw(tx, scheme.id)?;
            impasse::keep(tx, scheme.id, &kept, app.now())?;
            Ok(Done {
                go: Route::Groups,
                notice: None,
                outcome: None,
            })
        }
    }
}

fn propose(
    app: &App,
    tx: &mut Tx<'_>,
    reader: &Reader,
    groups: &Groups,
    made_of: Vec<u8>,
) -> Result<Done> {
    let scheme = reader.coordinated()?;
    let proof = groups.proof;
    let new = Allocation {
        id: app.id(AllocationId::new),
        published_at: None,
        formed_at: app.now(),
        objective: proof.objective,
        proven: proof.checked,
        solve_micros: proof.solve_micros,
        check_micros: proof.check_micros,
        made_of,
        waiting: groups.waiting,
        lacking: groups.lacking,
        compared: groups.compared,
    };
    let seats = groups.seats.iter().map(|&(mentee, mentor)| Seat {
        mentee,
        mentor,
        late_at: None,
    });
    let seats: Vec<Seat> = seats.collect();
    impasse::forget(tx, scheme.id)?;
    allocation::propose(tx, scheme.id, reader.session.person, &new, &seats)?;
    happened(app, tx, reader, "groups-formed", Some(seats.len()))?;
    Ok(Done::at(Route::Groups, Notice::Formed))
}

/// Records what a coordinator did, and with how many.
fn happened(
    app: &App,
    tx: &mut Tx<'_>,
    reader: &Reader,
    kind: &'static str,
    with: Option<usize>,
) -> Result<()> {
    let scheme = reader.coordinated()?.id;
    let id = app.id(ReadId::new);
    let by = Some(reader.session.person);
    let detail = with.map(|number| number.to_string());
    happening::record(tx, id, scheme, kind, by, detail.as_deref(), app.now())?;
    Ok(())
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
            let now = Joining::of(&everyone(app, tx, scheme.id)?, scheme);
            let is_same = current.made_of == app.secrets.people_hash(&now.people, now.sizes);
            if !is_same || !allocation::publish(tx, scheme.id, id, app.now())? {
                return Err(Error::conflict("groups-changed"));
            }
            happened(app, tx, reader, "groups-published", None)?;
            Ok(Done::at(Route::Groups, Notice::Published))
        })
        .await
    }
}

/// Published groups as they stand, and who takes part.
#[derive(Clone)]
struct Standing {
    allocation: AllocationId,
    joining: Joining,
    seated: BTreeMap<PersonId, PersonId>,
}

impl Standing {
    fn read(app: &App, tx: &mut Tx<'_>, reader: &Reader) -> Result<Self> {
        let scheme = reader.coordinated()?;
        let current = allocation::current(tx, scheme.id)?
            .filter(|current| current.published_at.is_some())
            .ok_or(Error::conflict("groups-none"))?;
        Ok(Self {
            allocation: current.id,
            joining: Joining::of(&everyone(app, tx, scheme.id)?, scheme),
            seated: seated(&allocation::seats(tx, current.id)?),
        })
    }

    fn is_of(&self, other: &Self) -> bool {
        let same = self.allocation == other.allocation && self.seated == other.seated;
        same && self.joining.is_of(&other.joining)
    }
}

impl Do for PlaceLate {
    /// Places late arrivals into free seats of published groups, moving nobody, and keeps what moving
    /// people would do for the rest: that is said, and not done.
    async fn run(self, app: App, by: By) -> Result<Done> {
        let owned = (app.clone(), by.session.clone());
        let standing = app
            .store
            .read(move |tx| {
                let (app, session) = owned;
                let reader = Reader::load(&app, tx, session)?;
                Standing::read(&app, tx, &reader)
            })
            .await?;
        let late = place_late(standing.joining.clone(), standing.seated.clone()).await?;
        in_write(&app, by, move |app, tx, reader| {
            seat(app, tx, reader, standing, &late)
        })
        .await
    }
}

/// Gives late arrivals their places, if all is still as it was when these were found.
fn seat(
    app: &App,
    tx: &mut Tx<'_>,
    reader: &Reader,
    mut standing: Standing,
    late: &Late,
) -> Result<Done> {
    scheme::lock(tx, reader.coordinated()?.id)?;
    if !Standing::read(app, tx, reader)?.is_of(&standing) {
        return Err(Error::conflict("groups-changed"));
    }
    for &(mentee, mentor) in &late.placed {
        let seat = Seat {
            mentee,
            mentor,
            late_at: Some(app.now()),
        };
        allocation::take_seat(tx, standing.allocation, seat)?;
        standing.seated.insert(mentee, mentor);
    }
    let Joining { people, sizes, .. } = &standing.joining;
    let made_of = app.secrets.standing_hash(people, *sizes, &standing.seated);
    let found = late.by_moving;
    allocation::keep_by_moving(tx, standing.allocation, &made_of, found, app.now())?;
    happened(app, tx, reader, "late-placed", Some(late.placed.len()))?;
    let notice = if late.placed.is_empty() {
        Notice::LateNowhere
    } else {
        Notice::LatePlaced
    };
    Ok(Done::at(Route::Groups, notice))
}
