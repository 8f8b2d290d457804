//! What happens next, for each part.

use api::home::{
    Claim, Counts, Desk, DeskStep, Gate as ApiGate, GateName, GateState, Home, Mark, Peer, Place,
    Roster,
};
use domain::{
    claim::{MayClaim, SchemeState, may_claim},
    gate::{Gate, Gates},
    id::PersonId,
    part::Part,
    score::State,
};
use store::{Tx, allocation, person::Facts, roster, scheme::Scheme, score, training};

use crate::{
    app::App,
    content,
    error::Result,
    reader::Reader,
    views::{
        everyone,
        groups::{Stage, stage, unseated},
        someone,
    },
};

pub(super) fn home(app: &App, tx: &mut Tx<'_>, reader: &Reader) -> Result<Home> {
    let Some(part) = reader.part() else {
        return Ok(outside(reader));
    };
    let (scheme, facts) = reader.with_part(|_| true)?;
    Ok(match part {
        Part::Coordinator => Home::Coordinator {
            desk: desk(app, tx, reader, scheme)?,
        },
        Part::Staff => Home::Staff {
            claim: Claim::Taken,
        },
        Part::Outside => Home::Observer,
        Part::Candidate(_) => Home::Candidate {
            gates: gates(&facts.known.gates),
            mark: mark(tx, scheme, facts)?,
        },
        Part::Mentor => mentor(app, tx, scheme, facts)?,
        Part::Mentee => Home::Mentee {
            place: place(app, tx, scheme, facts)?,
            code_signed: training::signed_at(tx, scheme.id, facts.person, content::CODE_VERSION)?
                .is_some(),
        },
        Part::Asked => Home::Asked,
        Part::Out => Home::Out,
    })
}

/// A reader who is no member: staff before the scheme is set up, a student too early, an observer.
fn outside(reader: &Reader) -> Home {
    if reader.standing.outside() {
        return Home::Observer;
    }
    if !reader.standing.staff() {
        return Home::NotOpen;
    }
    let state = reader
        .scheme
        .as_ref()
        .map_or(SchemeState::Draft, |scheme| scheme.state);
    let mine = reader
        .scheme
        .as_ref()
        .is_some_and(|scheme| scheme.state == SchemeState::Claimed);
    let claim = match may_claim(state, reader.standing) {
        MayClaim::Yes if reader.scheme.is_some() => Claim::Open,
        MayClaim::Yes | MayClaim::NotYourRole => Claim::NotYourRole,
        MayClaim::Taken if mine => Claim::Pending,
        MayClaim::Taken => Claim::Taken,
    };
    Home::Staff { claim }
}

/// The chain of gates as the page shows it.
pub(crate) fn gates(gates: &Gates) -> Vec<ApiGate> {
    let next = gates.next();
    Gate::ALL
        .into_iter()
        .map(|gate| ApiGate {
            name: gate_name(gate),
            state: match gates.passed(gate) {
                Some(at) => GateState::Passed { at: Some(at.0) },
                None if next == Some(gate) => GateState::Next,
                None => GateState::Later,
            },
        })
        .collect()
}

pub(crate) const fn gate_name(gate: Gate) -> GateName {
    match gate {
        Gate::Accepted => GateName::Accepted,
        Gate::Booked => GateName::Booked,
        Gate::Attended => GateName::Attended,
        Gate::Code => GateName::Code,
        Gate::Quiz => GateName::Quiz,
    }
}

fn mark(tx: &mut Tx<'_>, scheme: &Scheme, facts: &Facts) -> Result<Mark> {
    Ok(match score::of_person(tx, scheme.id, facts.person)? {
        None => Mark::NotYet,
        Some(State::Queued | State::Postponed | State::Sending | State::Sent) => Mark::OnItsWay,
        Some(State::Confirmed) => Mark::InGradebook,
        Some(State::Ungradable) => Mark::KeptHere,
        Some(State::Dead) => Mark::Delayed,
    })
}

fn mentor(app: &App, tx: &mut Tx<'_>, scheme: &Scheme, facts: &Facts) -> Result<Home> {
    let mark = mark(tx, scheme, facts)?;
    let published = allocation::published(tx, scheme.id)?;
    let mentees = match published {
        Some(id) => {
            let group = allocation::group(tx, id, facts.person)?;
            peers(app, tx, scheme, &group)?
        }
        None => vec![],
    };
    Ok(Home::Mentor {
        gates: gates(&facts.known.gates),
        mark,
        mentees,
        published: published.is_some(),
    })
}

fn place(app: &App, tx: &mut Tx<'_>, scheme: &Scheme, facts: &Facts) -> Result<Place> {
    let Some(id) = allocation::published(tx, scheme.id)? else {
        return Ok(Place::Waiting);
    };
    let Some(mentor) = allocation::mentor_of(tx, id, facts.person)? else {
        return Ok(Place::WaitingList);
    };
    let mut others = allocation::group(tx, id, mentor)?;
    let size = u32::try_from(others.len()).unwrap_or(u32::MAX);
    others.retain(|mentee| *mentee != facts.person);
    Ok(Place::Placed {
        mentor: peers(app, tx, scheme, &[mentor])?.pop().unwrap_or(Peer {
            name: None,
            discipline: None,
            year: None,
        }),
        size,
        others: peers(app, tx, scheme, &others)?,
    })
}

/// Those of these people who are still enrolled, as their peers see them. One by one: a student's
/// page must not take longer because the scheme is large.
fn peers(app: &App, tx: &mut Tx<'_>, scheme: &Scheme, people: &[PersonId]) -> Result<Vec<Peer>> {
    let mut peers = Vec::with_capacity(people.len());
    for person in people {
        peers.extend(someone(app, tx, scheme.id, *person)?.as_ref().map(peer));
    }
    Ok(peers)
}

/// What a peer may see: given name, course, year (R131). Where the LMS gives only a whole name,
/// its first word stands in.
fn peer(facts: &Facts) -> Peer {
    let first = facts
        .name
        .as_deref()
        .and_then(|name| name.split_whitespace().next());
    let given = facts.given_name.as_deref().filter(|name| !name.is_empty());
    Peer {
        name: given.or(first).map(str::to_owned),
        discipline: facts.attributes.discipline.clone(),
        year: facts.attributes.year,
    }
}

fn desk(app: &App, tx: &mut Tx<'_>, reader: &Reader, scheme: &Scheme) -> Result<Desk> {
    let people = everyone(app, tx, scheme.id)?;
    let counts = counts(&people);
    let roster =
        roster::last(tx, reader.course.id)?.map_or(Roster::Never, |last| roster_state(&last));
    let stage = stage(app, tx, scheme, &people)?;
    let (late, fitting) = match &stage {
        Stage::Published(current) => {
            let seats = allocation::seats(tx, current.id)?;
            unseated(&people, &seats, scheme)
        }
        _ => (0, 0),
    };
    let scores = score::counts(tx, scheme.id)?;
    let sum = |which: &[State]| {
        let matching = scores.iter().filter(|(state, _)| which.contains(state));
        matching.map(|(_, count)| count).sum()
    };
    let on_its_way = [State::Queued, State::Postponed, State::Sending, State::Sent];
    let waiting = sum(&on_its_way);
    let stuck = sum(&[State::Dead]);
    let desk = Desk {
        next: DeskStep::Nothing,
        counts,
        scores_waiting: waiting,
        scores_confirmed: sum(&[State::Confirmed]),
        scores_stuck: stuck,
        late,
        roster,
    };
    Ok(Desk {
        next: next_step(&desk, reader, &stage, fitting),
        ..desk
    })
}

/// The one thing to do now, the most pressing first.
fn next_step(desk: &Desk, reader: &Reader, stage: &Stage, fitting: u32) -> DeskStep {
    let course = &reader.course;
    let needs_word = course.line_items_url.is_some() && !course.column_allowed;
    match (&desk.roster, stage) {
        // A course without the service has no list to read; its people come by launching.
        (Roster::Never | Roster::Failed { .. }, Stage::None) if course.roster_url.is_some() => {
            DeskStep::ReadRoster
        }
        (Roster::Reading { .. }, Stage::None) => DeskStep::WaitForRoster,
        (Roster::TooManyGone { .. }, _) => DeskStep::ConfirmRoster,
        _ if desk.scores_waiting > 0 && needs_word => DeskStep::ConfirmGradebook,
        _ if desk.scores_stuck > 0 => DeskStep::LookAtScores,
        (_, Stage::Impasse(_)) => DeskStep::SeeConflict,
        (_, Stage::None | Stage::Outdated)
            if desk.counts.mentors_ready > 0 && desk.counts.mentees > 0 =>
        {
            DeskStep::FormGroups
        }
        (_, Stage::Proposed(_)) => DeskStep::Publish,
        (_, Stage::Published(_)) if fitting > 0 => DeskStep::PlaceLate,
        (_, Stage::Published(_)) if desk.late > 0 => DeskStep::SeeLate,
        _ => DeskStep::Nothing,
    }
}

fn roster_state(last: &roster::Read) -> Roster {
    let at = last.ended_at.unwrap_or(last.asked_at).0;
    match last.state {
        roster::State::Due | roster::State::Reading => Roster::Reading {
            progress: api::groups::Progress {
                done: last.done,
                of: None,
            },
        },
        roster::State::Done => Roster::Read {
            at,
            listed: last.done,
            arrived: last.arrived,
            held: last.held,
        },
        roster::State::Asking => Roster::TooManyGone {
            at,
            gone: last.missing,
            of: last.known,
        },
        roster::State::Failed => Roster::Failed {
            at,
            code: last.code.clone().unwrap_or_else(|| "internal".to_owned()),
        },
    }
}

/// People by part.
pub(super) fn counts(people: &[Facts]) -> Counts {
    let mut counts = Counts::default();
    for facts in people {
        let count = match facts.part() {
            Part::Coordinator | Part::Staff => &mut counts.staff,
            Part::Candidate(_) => &mut counts.mentors_at_gates,
            Part::Mentor => &mut counts.mentors_ready,
            Part::Mentee => &mut counts.mentees,
            Part::Asked => &mut counts.asked,
            Part::Out => &mut counts.out,
            Part::Outside => continue,
        };
        *count += 1;
    }
    counts
}
