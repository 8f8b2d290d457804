//! Departments, disciplines and how many people each has.

use std::ops::Range;

use anyhow::{Result, bail};

use super::dice::{Dice, largest, split};
use super::people::small;

/// Disciplines of departments; people of one stand next to each other, and so do disciplines.
#[derive(Debug)]
pub(super) struct College {
    /// The department of each discipline.
    pub(super) department: Vec<usize>,
    pub(super) mentees: Vec<usize>,
    pub(super) mentors: Vec<usize>,
    /// The departments whose mentees need a mentor of their discipline.
    pub(super) is_strict: Vec<bool>,
}

impl College {
    /// A college with so many mentees and a quarter as many mentors.
    pub(super) fn new(dice: Dice, mentees: usize) -> Self {
        let departments = match mentees {
            0..=400 => 1,
            401..=10_000 => (mentees / 250).clamp(4, 70),
            _ => (30 + mentees / 1700).clamp(4, 70),
        };
        let weights: Vec<_> = (0..departments)
            .map(|it| 1_000_000 / (3 + 2 * it))
            .collect();
        let (mut department, mut sizes) = (Vec::new(), Vec::new());
        for (at, size) in split(mentees, &weights, mentees.min(40))
            .into_iter()
            .enumerate()
        {
            let most = if size >= 240 {
                (size / 120).clamp(1, 8)
            } else {
                1
            };
            let number = 1 + small(dice.throw(1).of(at).below(most as u64)) as usize;
            let weights: Vec<_> = (0..number).map(|it| 1_000_000 / (2 + it)).collect();
            sizes.extend(split(size, &weights, size.min(24)));
            department.resize(sizes.len(), at);
        }
        Self {
            mentors: mentors(dice, &sizes, mentees / 4),
            mentees: sizes,
            department,
            is_strict: (0..departments)
                .map(|it| dice.throw(3).of(it).percent(60))
                .collect(),
        }
    }

    /// The discipline of each mentor or mentee, given how many each has.
    pub(super) fn discipline_of(sizes: &[usize]) -> Vec<usize> {
        let each = sizes.iter().enumerate();
        each.flat_map(|(at, &size)| std::iter::repeat_n(at, size))
            .collect()
    }

    /// Where the mentors of a discipline stand.
    pub(super) fn mentors_of(&self, discipline: usize) -> Range<usize> {
        let start = self.mentors[..discipline].iter().sum();
        start..start + self.mentors[discipline]
    }

    /// Where the mentors stand who a mentee of the discipline may have.
    pub(super) fn mentors_for(&self, discipline: usize) -> Range<usize> {
        let department = self.department[discipline];
        if self.is_strict[department] {
            return self.mentors_of(discipline);
        }
        let first = self.department.partition_point(|&it| it < department);
        let last = self.department.partition_point(|&it| it <= department) - 1;
        self.mentors_of(first).start..self.mentors_of(last).end
    }

    /// Gives every mentee of each discipline a mentor of theirs: sizes change by one at a time
    /// where that is within the quotas.
    pub(super) fn plant(
        &self,
        dice: Dice,
        quotas: &[(usize, usize)],
        sizes: &mut [usize],
    ) -> Result<Vec<usize>> {
        let mut planted = vec![0; self.mentees.iter().sum()];
        let mut start = 0;
        for (at, &mentees) in self.mentees.iter().enumerate() {
            let mentors = self.mentors_of(at);
            let mut order: Vec<_> = mentors.clone().collect();
            order.sort_by_key(|&it| dice.throw(5).of(it).bits());
            resize(&order, mentees, quotas, sizes)?;
            let seats = mentors.flat_map(|it| std::iter::repeat_n(it, sizes[it]));
            let mut places: Vec<_> = (start..start + mentees).collect();
            places.sort_by_key(|&it| dice.throw(6).of(it).bits());
            for (place, seat) in places.into_iter().zip(seats) {
                planted[place] = seat;
            }
            start += mentees;
        }
        Ok(planted)
    }
}

/// Changes the sizes of these mentors, in this order and round again, until they hold `mentees`.
fn resize(
    order: &[usize],
    mentees: usize,
    quotas: &[(usize, usize)],
    sizes: &mut [usize],
) -> Result<()> {
    let mut have: usize = order.iter().map(|&it| sizes[it]).sum();
    for &mentor in order.iter().cycle().take(40 * order.len()) {
        let (lo, hi) = quotas[mentor];
        if have < mentees && sizes[mentor] < hi {
            (have, sizes[mentor]) = (have + 1, sizes[mentor] + 1);
        } else if have > mentees && sizes[mentor] > lo {
            (have, sizes[mentor]) = (have - 1, sizes[mentor] - 1);
        }
    }
    if have != mentees {
        bail!("{mentees} mentees do not fit their mentors: another seed is needed");
    }
    Ok(())
}

/// Mentors of each discipline: 3.2 to 4.8 mentees for each.
fn mentors(dice: Dice, mentees: &[usize], total: usize) -> Vec<usize> {
    let weigh = |(at, &size): (usize, &usize)| {
        let ratio = 350 + small(dice.throw(2).of(at).below(110)) as usize;
        1_000_000_000 * size / ratio
    };
    let weights: Vec<_> = mentees.iter().enumerate().map(weigh).collect();
    let mut mentors = split(total, &weights, 1);
    for (at, &size) in mentees.iter().enumerate() {
        loop {
            let is_over = 10 * size < 32 * mentors[at];
            if !is_over && 10 * size <= 48 * mentors[at] {
                break;
            }
            let other = largest(&mentors, Some(at));
            let (from, to) = if is_over { (at, other) } else { (other, at) };
            (mentors[from], mentors[to]) = (mentors[from] - 1, mentors[to] + 1);
        }
    }
    mentors
}
