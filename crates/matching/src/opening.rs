//! Rents to begin auctions with, where there are just as many seats as mentees.
//!
//! Where all want the same mentors, most of what a mentor's rent will be can be read from the
//! costs: how much cheaper the mentor is than others, on average, to those who may have both.

use crate::problem::{Problem, narrow};

/// One in so many mentors is so dear that they begin without a rent.
const DEAR: usize = 10;

/// A rent for each mentor that makes up for what all mentees like about them.
pub(crate) fn guess_rents(problem: &Problem) -> Vec<i64> {
    let dearness = dearness(problem);
    let mut order = dearness.clone();
    order.sort_unstable_by(|one, other| other.cmp(one));
    let level = order.get(order.len() / DEAR).copied().unwrap_or(0);
    let rents = dearness.iter().map(|dearness| (level - dearness).max(0));
    rents.collect()
}

/// How much dearer each mentor is than what else a mentee may have, on average.
fn dearness(problem: &Problem) -> Vec<i64> {
    let mut sums = vec![(0_i64, 0_i64); problem.quotas().len()];
    for mentee in 0..problem.mentees() {
        let pairs = problem.pairs_of(mentee);
        let total: i64 = pairs.iter().map(|pair| i64::from(pair.cost())).sum();
        let usual = total / i64::from(narrow(pairs.len().max(1)));
        for pair in pairs {
            let (sum, count) = &mut sums[pair.mentor() as usize];
            *sum += i64::from(pair.cost()) - usual;
            *count += 1;
        }
    }
    sums.iter()
        .map(|(sum, count)| sum / count.max(&1))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::problem::{Builder, Quota};

    #[test]
    fn whom_all_find_cheaper_begins_with_that_as_rent() {
        let mut builder = Builder::new(2, vec![Quota { lo: 0, hi: 1 }; 3]).unwrap();
        for (mentee, own) in [(0, 10), (1, 50)] {
            for (mentor, common) in [(0, 100), (1, 160), (2, 130)] {
                builder.pair(mentee, mentor, own + common).unwrap();
            }
        }
        assert_eq!(guess_rents(&builder.build().unwrap()), [60, 0, 30]);
        let nobody = Builder::new(0, Vec::new()).unwrap().build().unwrap();
        assert_eq!(guess_rents(&nobody), []);
    }
}
