//! The canonical choice among equally cheap allocations.
//!
//! An allocation costs least exactly when it uses only *tight* pairs (cost + rent − price = 0),
//! mentors with a rent are full and mentors with a negative one stay at the lower quota. Inside
//! that face nothing costs anything, so what remains is reachability. Mentee by mentee, each gets
//! the first mentor that some allocation of the face gives them, and is then fixed. Because the
//! face does not depend on which optimal prices were found, neither does the result.

mod exchange;
mod graph;

use crate::seating::Seating;
use crate::solve::{Cancelled, Options};
use exchange::Exchange;
use graph::Graph;

/// Moves to the canonical allocation and says how many mentees changed mentor on the way.
pub(crate) fn settle(seating: &mut Seating, options: &Options) -> Result<u64, Cancelled> {
    let graph = Graph::tight(seating);
    let mut exchange = Exchange::new(graph, seating);
    let mut moved = 0;
    for mentee in 0..seating.problem.mentees() {
        options.look_up(u64::from(mentee), 256)?;
        moved += exchange.prefer_first(seating, mentee);
    }
    Ok(moved)
}
