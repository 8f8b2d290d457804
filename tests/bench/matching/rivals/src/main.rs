//! Crates that solve what crate `matching` solves, on one scheme: `bench-matching-rivals NAME FOLDER`
//! prints one line of JSON, as `rivals.py` does.
//!
//! mcmf         LEMON's network simplex of 2018, in C++
//! rs-graph     network simplex
//! pathfinding  Kuhn and Munkres, one column a seat
//! lapjv        Jonker and Volgenant, one column a seat
//!
//! A flow has one node a mentee, one a mentor, and one for seats above the lower quota, through
//! which as many flow as lower quotas leave; so a flow of all mentees keeps all quotas.

#[path = "../../src/meter.rs"]
mod meter;
#[path = "../../src/tables.rs"]
mod tables;

use std::path::Path;
use std::time::Instant;

use anyhow::{Context, Result, bail, ensure};
use mcmf::{Capacity, Cost, GraphBuilder, Vertex};
use meter::{Meter, peak_megabytes};
use pathfinding::kuhn_munkres::kuhn_munkres_min;
use pathfinding::matrix::Matrix;
use rs_graph::VecGraph;
use rs_graph::builder::Builder as _;
use rs_graph::mcf::{NetworkSimplex, SolutionState};
use rs_graph::traits::IndexGraph as _;
use rs_graph::vecgraph::VecGraphBuilder;

/// A scheme as it stands in its files.
struct Scheme {
    quotas: Vec<[u32; 2]>,
    mentees: usize,
    /// Mentee, mentor, cost.
    pairs: Vec<[u32; 3]>,
}

/// The seconds that building the model and solving took, and each mentee's mentor.
struct Solved {
    model: f64,
    cpu: f64,
    wall: f64,
    mentor_of: Vec<usize>,
}

fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let (Some(name), Some(folder)) = (arguments.next(), arguments.next()) else {
        bail!("which, and on which folder?");
    };
    let mut meter = Meter::start();
    let scheme = Scheme::read(Path::new(&folder))?;
    let read = meter.lap();
    let (version, solve): (_, fn(&Scheme) -> Result<Solved>) = match name.as_str() {
        "mcmf" => ("mcmf 2.0.0", mcmf),
        "rs-graph" => ("rs-graph 0.21.0", rs_graph),
        "pathfinding" => ("pathfinding 4.16.0", pathfinding),
        "lapjv" => ("lapjv 0.3.0", lapjv),
        _ => bail!("there is no {name}"),
    };
    let solved = solve(&scheme)?;
    let figures = serde_json::json!({
        "objective": scheme.objective(&solved.mentor_of)?,
        "pairs": scheme.pairs.len(),
        "read": read,
        "model": solved.model,
        "cpu": solved.cpu,
        "wall": solved.wall,
        "megabytes": peak_megabytes(),
        "version": version,
    });
    println!("{figures}");
    Ok(())
}

impl Scheme {
    fn read(folder: &Path) -> Result<Self> {
        Ok(Self {
            quotas: tables::all(&folder.join("mentors.csv"), ["lo", "hi"])?,
            mentees: tables::all(&folder.join("mentees.csv"), ["id"])?.len(),
            pairs: tables::all(&folder.join("edges.csv"), ["mentee", "mentor", "cost"])?,
        })
    }

    fn mentors(&self) -> usize {
        self.quotas.len()
    }

    /// How many mentees lower quotas leave.
    fn above(&self) -> usize {
        let lower: u32 = self.quotas.iter().map(|it| it[0]).sum();
        self.mentees - lower as usize
    }

    /// The cost of groups, which have to be an allocation.
    fn objective(&self, mentor_of: &[usize]) -> Result<u64> {
        let mut loads = vec![0; self.mentors()];
        for &mentor in mentor_of {
            loads[mentor] += 1;
        }
        let mut quotas = self.quotas.iter().zip(&loads);
        ensure!(
            quotas.all(|([lo, hi], load)| lo <= load && load <= hi),
            "a quota is not kept"
        );
        let made = |it: &&[u32; 3]| mentor_of[it[0] as usize] == it[1] as usize;
        let made: Vec<_> = self.pairs.iter().filter(made).collect();
        ensure!(made.len() == self.mentees, "a pair that is not allowed");
        Ok(made.iter().map(|it| u64::from(it[2])).sum())
    }
}

/// Runs a solver and measures it.
fn timed<T>(meter: &mut Meter, solve: impl FnOnce() -> T) -> (f64, f64, f64, T) {
    let model = meter.lap();
    let start = Instant::now();
    let found = solve();
    (model, meter.lap(), start.elapsed().as_secs_f64(), found)
}

fn mcmf(scheme: &Scheme) -> Result<Solved> {
    let mut meter = Meter::start();
    let mentees = scheme.mentees;
    let (mentor, spare) = (|at| Vertex::Node(mentees + at), mentees + scheme.mentors());
    let seats = |number: u32| i32::try_from(number).map(Capacity);
    let mut graph = GraphBuilder::<usize>::new();
    for mentee in 0..mentees {
        graph.add_edge(Vertex::Source, Vertex::Node(mentee), Capacity(1), Cost(0));
    }
    for &[mentee, with, cost] in &scheme.pairs {
        let (from, to) = (Vertex::Node(mentee as usize), mentor(with as usize));
        graph.add_edge(from, to, Capacity(1), Cost(cost.try_into()?));
    }
    for (at, &[lo, hi]) in scheme.quotas.iter().enumerate() {
        graph.add_edge(mentor(at), Vertex::Sink, seats(lo)?, Cost(0));
        graph.add_edge(mentor(at), Vertex::Node(spare), seats(hi - lo)?, Cost(0));
    }
    let above = Capacity(scheme.above().try_into()?);
    graph.add_edge(Vertex::Node(spare), Vertex::Sink, above, Cost(0));
    let (model, cpu, wall, (_, paths)) = timed(&mut meter, || graph.mcmf());
    let mut mentor_of = vec![usize::MAX; mentees];
    for path in &paths {
        if let [_, Vertex::Node(mentee), Vertex::Node(with), ..] = path.vertices()[..] {
            mentor_of[*mentee] = with - mentees;
        }
    }
    ensure!(
        !mentor_of.contains(&usize::MAX),
        "a mentee without a mentor"
    );
    Ok(Solved {
        model,
        cpu,
        wall,
        mentor_of,
    })
}

fn rs_graph(scheme: &Scheme) -> Result<Solved> {
    let mut meter = Meter::start();
    let (mentees, mentors) = (scheme.mentees, scheme.mentors());
    let mut builder =
        VecGraphBuilder::with_capacities(mentees + mentors + 1, scheme.pairs.len() + mentors);
    let nodes = builder.add_nodes(mentees + mentors + 1);
    for &[mentee, mentor, _] in &scheme.pairs {
        builder.add_edge(nodes[mentee as usize], nodes[mentees + mentor as usize]);
    }
    for mentor in 0..mentors {
        builder.add_edge(nodes[mentees + mentor], nodes[mentees + mentors]);
    }
    let graph: VecGraph = builder.into_graph();
    let mut simplex = NetworkSimplex::<_, i64>::new(&graph);
    for (at, &[_, _, cost]) in scheme.pairs.iter().enumerate() {
        let edge = graph.id2edge(at);
        simplex.set_upper(edge, 1);
        simplex.set_cost(edge, cost.into());
    }
    for mentee in 0..mentees {
        simplex.set_balance(graph.id2node(mentee), 1);
    }
    for (at, &[lo, hi]) in scheme.quotas.iter().enumerate() {
        simplex.set_balance(graph.id2node(mentees + at), -i64::from(lo));
        simplex.set_upper(graph.id2edge(scheme.pairs.len() + at), i64::from(hi - lo));
    }
    let above = i64::try_from(scheme.above())?;
    simplex.set_balance(graph.id2node(mentees + mentors), -above);
    let (model, cpu, wall, state) = timed(&mut meter, || simplex.solve());
    ensure!(state == SolutionState::Optimal, "not optimal");
    let mut mentor_of = vec![usize::MAX; mentees];
    for (at, &[mentee, mentor, _]) in scheme.pairs.iter().enumerate() {
        if simplex.flow(graph.id2edge(at)) > 0 {
            mentor_of[mentee as usize] = mentor as usize;
        }
    }
    ensure!(
        !mentor_of.contains(&usize::MAX),
        "a mentee without a mentor"
    );
    Ok(Solved {
        model,
        cpu,
        wall,
        mentor_of,
    })
}

/// A square of costs: mentees, then nobody, against seats. Nobody may take a seat above a lower
/// quota for nothing; all else that is not allowed costs more than any allocation.
struct Square {
    side: usize,
    costs: Vec<i64>,
    /// The mentor of each seat.
    seats: Vec<usize>,
}

impl Square {
    fn new(scheme: &Scheme) -> Self {
        let mut seats = Vec::new();
        let mut first = Vec::new();
        let mut is_lower = Vec::new();
        for (mentor, &[lo, hi]) in scheme.quotas.iter().enumerate() {
            first.push(seats.len());
            seats.extend((0..hi).map(|_| mentor));
            is_lower.extend((0..hi).map(|seat| seat < lo));
        }
        let side = seats.len();
        let dearest = scheme.pairs.iter().map(|it| it[2]).max().unwrap_or(0);
        let never = (scheme.mentees as i64 + 1) * (i64::from(dearest) + 1);
        let mut costs = vec![never; side * side];
        for &[mentee, mentor, cost] in &scheme.pairs {
            let start = mentee as usize * side + first[mentor as usize];
            let hi = scheme.quotas[mentor as usize][1] as usize;
            costs[start..start + hi].fill(cost.into());
        }
        for row in costs.chunks_mut(side).skip(scheme.mentees) {
            for (cost, is_lower) in row.iter_mut().zip(&is_lower) {
                *cost = if *is_lower { never } else { 0 };
            }
        }
        Self { side, costs, seats }
    }

    fn mentors(&self, seat_of: &[usize], scheme: &Scheme) -> Vec<usize> {
        let taken = &seat_of[..scheme.mentees];
        taken.iter().map(|&seat| self.seats[seat]).collect()
    }
}

fn pathfinding(scheme: &Scheme) -> Result<Solved> {
    let mut meter = Meter::start();
    let square = Square::new(scheme);
    let matrix = Matrix::from_vec(square.side, square.side, square.costs.clone());
    let matrix = matrix.context("a square")?;
    let (model, cpu, wall, (_, seat_of)) = timed(&mut meter, || kuhn_munkres_min(&matrix));
    let mentor_of = square.mentors(&seat_of, scheme);
    Ok(Solved {
        model,
        cpu,
        wall,
        mentor_of,
    })
}

fn lapjv(scheme: &Scheme) -> Result<Solved> {
    let mut meter = Meter::start();
    let square = Square::new(scheme);
    let costs = square.costs.iter().map(|&cost| cost as f64).collect();
    let matrix = lapjv::Matrix::from_shape_vec((square.side, square.side), costs)?;
    let (model, cpu, wall, found) = timed(&mut meter, || lapjv::lapjv(&matrix));
    let (seat_of, _) = found.map_err(|error| anyhow::anyhow!("{error:?}"))?;
    let mentor_of = square.mentors(&seat_of, scheme);
    Ok(Solved {
        model,
        cpu,
        wall,
        mentor_of,
    })
}
