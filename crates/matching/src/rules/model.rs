//! Problem and rules in the shape that the search reads.

use thiserror::Error;

use crate::problem::{Problem, Quota};
use crate::rules::{Rules, Weight};

/// Most [`Company`](crate::Company) rules at once.
pub const MOST_COMPANY_RULES: usize = 64;

/// Most mentees in one group where there are rules about groups.
pub const LARGEST_GROUP: u32 = 256;

/// The finest unit of prices, as a fraction of a cost.
const FINEST: i64 = 1024;

/// Sums over everybody stay below this.
const LARGEST_SUM: i64 = 1 << 59;

/// Why rules cannot be applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum RulesError {
    /// The caller asked to give up.
    #[error("cancelled")]
    Cancelled,
    /// A rule names a mentee who does not exist.
    #[error("there is no mentee {mentee}")]
    UnknownMentee {
        /// The position given.
        mentee: u32,
    },
    /// A rule names a mentor who does not exist.
    #[error("there is no mentor {mentor}")]
    UnknownMentor {
        /// The position given.
        mentor: u32,
    },
    /// A mentee is to be kept apart from themselves.
    #[error("mentee {mentee} cannot be kept apart from themselves")]
    ApartFromSelf {
        /// The mentee.
        mentee: u32,
    },
    /// A mentee asks for company in something that they do not have.
    #[error("mentee {mentee} asks for company without being a carrier")]
    AsksWithoutCarrying {
        /// The mentee.
        mentee: u32,
    },
    /// More than [`MOST_COMPANY_RULES`].
    #[error("more than {MOST_COMPANY_RULES} rules about company")]
    TooManyCompanyRules,
    /// Meeting times are needed for everybody.
    #[error("meeting times are given for another number of people")]
    WrongNumberOfTimes,
    /// A mentor could have more than [`LARGEST_GROUP`] mentees.
    #[error("mentor {mentor} could have more than {LARGEST_GROUP} mentees")]
    GroupTooLarge {
        /// The mentor.
        mentor: u32,
    },
}

/// What rules look at in one person.
#[derive(Clone, Copy)]
pub(crate) struct Person {
    /// When they can meet.
    pub(crate) times: u64,
    /// A bit for each company rule of which they are a carrier.
    pub(crate) carries: u64,
    /// A bit for each company rule in which they ask.
    pub(crate) asks: u64,
}

const PLAIN: Person = Person {
    times: u64::MAX,
    carries: 0,
    asks: 0,
};

/// What not keeping a rule comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Charge {
    /// It must be kept.
    Hard,
    /// So much, in units of prices.
    Soft(i64),
}

impl Charge {
    fn new(weight: Weight, scale: i64) -> Self {
        match weight {
            Weight::Hard => Self::Hard,
            Weight::Soft(cost) => Self::Soft(i64::from(cost) * scale),
        }
    }

    fn without_cost(self) -> Self {
        match self {
            Self::Hard => Self::Hard,
            Self::Soft(_) => Self::Soft(0),
        }
    }
}

/// One mentee in a mentor's list.
#[derive(Clone, Copy)]
pub(crate) struct Choice {
    pub(crate) mentee: u32,
    pub(crate) cost: u32,
}

/// Problem and rules, by mentor, with every cost of a rule in the unit of prices.
pub(crate) struct Model<'p> {
    pub(crate) problem: &'p Problem,
    pub(crate) rules: &'p Rules,
    /// How many units of prices make a unit of cost.
    pub(crate) scale: i64,
    pub(crate) mentees: Vec<Person>,
    pub(crate) mentors: Vec<Person>,
    /// With whom each mentee may not be.
    pub(crate) apart: Vec<Vec<u32>>,
    /// In how many company rules anybody is a carrier, at most; at least 1.
    pub(crate) most_carried: i64,
    /// What being left alone comes to, for each company rule.
    pub(crate) company: Vec<Charge>,
    /// What a group without a common time comes to, where there is that rule.
    pub(crate) meeting: Option<Charge>,
    starts: Vec<usize>,
    choices: Vec<Choice>,
}

impl<'p> Model<'p> {
    pub(crate) fn new(problem: &'p Problem, rules: &'p Rules) -> Result<Self, RulesError> {
        check_numbers(problem, rules)?;
        let (starts, choices) = by_mentor(problem);
        let dearest = choices.iter().map(|it| i64::from(it.cost)).max();
        let crowd = i64::from(problem.mentees()) + 1;
        let mut scale = FINEST;
        while scale > 1 && scale * crowd > LARGEST_SUM / (dearest.unwrap_or(0) + 1) {
            scale /= 2;
        }
        let charge = |weight| Charge::new(weight, scale);
        let (mentees, mentors) = people(problem, rules)?;
        let carried = mentees.iter().map(|it| i64::from(it.carries.count_ones()));
        let model = Self {
            most_carried: carried.max().unwrap_or(1).max(1),
            problem,
            rules,
            scale,
            mentees,
            mentors,
            apart: apart(problem, rules)?,
            company: rules.company.iter().map(|it| charge(it.weight)).collect(),
            meeting: rules.meeting.as_ref().map(|it| charge(it.weight)),
            starts,
            choices,
        };
        let too_large = |&mentor: &u32| model.quota(mentor).hi > LARGEST_GROUP;
        match (0..problem.mentors()).find(too_large) {
            Some(mentor) => Err(RulesError::GroupTooLarge { mentor }),
            None => Ok(model),
        }
    }

    /// Takes somebody as able to meet at any time and content to be alone.
    pub(crate) fn exempt_mentee(&mut self, mentee: u32) {
        let person = &mut self.mentees[mentee as usize];
        (person.times, person.asks) = (u64::MAX, 0);
    }

    /// Takes a mentor as able to meet at any time.
    pub(crate) fn exempt_mentor(&mut self, mentor: u32) {
        self.mentors[mentor as usize].times = u64::MAX;
    }

    /// The same pairs and hard rules where nothing costs anything.
    pub(crate) fn without_costs(&self) -> Self {
        Self {
            problem: self.problem,
            rules: self.rules,
            scale: 0,
            mentees: self.mentees.clone(),
            mentors: self.mentors.clone(),
            apart: self.apart.clone(),
            most_carried: self.most_carried,
            company: self.company.iter().map(|it| it.without_cost()).collect(),
            meeting: self.meeting.map(Charge::without_cost),
            starts: self.starts.clone(),
            choices: self.choices.clone(),
        }
    }

    /// The mentees whom a mentor may have, in order.
    pub(crate) fn list(&self, mentor: u32) -> &[Choice] {
        let at = mentor as usize;
        &self.choices[self.starts[at]..self.starts[at + 1]]
    }

    /// What a pair costs, in units of cost.
    pub(crate) fn cost(&self, mentor: u32, mentee: u32) -> Option<u32> {
        let list = self.list(mentor);
        let at = list.binary_search_by_key(&mentee, |it| it.mentee).ok()?;
        Some(list[at].cost)
    }

    /// A mentor's quota, no higher than the number of mentees they may have.
    pub(crate) fn quota(&self, mentor: u32) -> Quota {
        let Quota { lo, hi } = self.problem.quotas()[mentor as usize];
        let list = u32::try_from(self.list(mentor).len()).unwrap_or(u32::MAX);
        Quota {
            lo,
            hi: hi.min(list),
        }
    }

    /// What a group of this size costs, in units of prices.
    pub(crate) fn size_cost(&self, size: usize) -> i64 {
        let costs = &self.rules.size_costs;
        let cost = costs.get(size).or(costs.last());
        cost.map_or(0, |&cost| i64::from(cost) * self.scale)
    }

    pub(crate) fn may_be_empty(&self, mentor: u32) -> bool {
        self.rules.may_stay_unused || self.problem.quotas()[mentor as usize].lo == 0
    }

    /// No price is further from zero, so that sums of prices fit.
    pub(crate) fn dearest_price(&self) -> i64 {
        LARGEST_SUM / (i64::from(self.problem.mentees()) + 1)
    }

    pub(crate) fn are_apart(&self, one: u32, other: u32) -> bool {
        self.apart[one as usize].contains(&other)
    }

    pub(crate) fn all_mentors(&self) -> std::ops::Range<u32> {
        0..self.problem.mentors()
    }
}

fn check_numbers(problem: &Problem, rules: &Rules) -> Result<(), RulesError> {
    if rules.company.len() > MOST_COMPANY_RULES {
        return Err(RulesError::TooManyCompanyRules);
    }
    let numbers = (problem.mentees() as usize, problem.mentors() as usize);
    match &rules.meeting {
        Some(meeting) if (meeting.mentees.len(), meeting.mentors.len()) != numbers => {
            Err(RulesError::WrongNumberOfTimes)
        }
        _ => Ok(()),
    }
}

fn people(problem: &Problem, rules: &Rules) -> Result<(Vec<Person>, Vec<Person>), RulesError> {
    let mut mentees = vec![PLAIN; problem.mentees() as usize];
    let mut mentors = vec![PLAIN; problem.mentors() as usize];
    for (at, rule) in rules.company.iter().enumerate() {
        for &mentee in &rule.carriers {
            let person = mentees.get_mut(mentee as usize);
            person.ok_or(RulesError::UnknownMentee { mentee })?.carries |= 1 << at;
        }
        for &mentor in &rule.mentors {
            let person = mentors.get_mut(mentor as usize);
            person.ok_or(RulesError::UnknownMentor { mentor })?.carries |= 1 << at;
        }
        for &mentee in &rule.asking {
            let person = mentees.get_mut(mentee as usize);
            let person = person.ok_or(RulesError::UnknownMentee { mentee })?;
            if person.carries & 1 << at == 0 {
                return Err(RulesError::AsksWithoutCarrying { mentee });
            }
            person.asks |= 1 << at;
        }
    }
    if let Some(meeting) = &rules.meeting {
        let times = meeting.mentees.iter().chain(&meeting.mentors);
        for (person, &times) in mentees.iter_mut().chain(&mut mentors).zip(times) {
            person.times = times;
        }
    }
    Ok((mentees, mentors))
}

fn apart(problem: &Problem, rules: &Rules) -> Result<Vec<Vec<u32>>, RulesError> {
    let mut apart = vec![Vec::new(); problem.mentees() as usize];
    for &(one, other) in &rules.apart {
        if let Some(&mentee) = [one, other].iter().find(|&&it| it >= problem.mentees()) {
            return Err(RulesError::UnknownMentee { mentee });
        }
        if one == other {
            return Err(RulesError::ApartFromSelf { mentee: one });
        }
        apart[one as usize].push(other);
        apart[other as usize].push(one);
    }
    for list in &mut apart {
        list.sort_unstable();
        list.dedup();
    }
    Ok(apart)
}

/// The pairs of each mentor, in order of mentees, and where they start.
fn by_mentor(problem: &Problem) -> (Vec<usize>, Vec<Choice>) {
    let mut starts = vec![0; problem.mentors() as usize + 1];
    for mentee in 0..problem.mentees() {
        for pair in problem.pairs_of(mentee) {
            starts[pair.mentor() as usize + 1] += 1;
        }
    }
    for at in 1..starts.len() {
        starts[at] += starts[at - 1];
    }
    let mut next = starts.clone();
    let mut choices = vec![Choice { mentee: 0, cost: 0 }; problem.pairs()];
    for mentee in 0..problem.mentees() {
        for pair in problem.pairs_of(mentee) {
            let at = &mut next[pair.mentor() as usize];
            let cost = pair.cost();
            choices[*at] = Choice { mentee, cost };
            *at += 1;
        }
    }
    (starts, choices)
}
