//! Forms the groups of a small department from what people said of themselves, says why, and takes
//! in a student who comes late: `cargo run -p matching --example department`.
#![expect(clippy::print_stdout, reason = "an example shows what it does")]

use std::error::Error;
use std::num::NonZeroU16;

use matching::score::{
    Factor, Hard, Person, Rule, Scorer, Soft, Strength, Terms, Topic, Wanted, Wish,
};
use matching::{Event, Explainer, Options, Outcome, Parts, Quota, Standing, Verdict, solve};

const MENTORS: [&str; 3] = ["Ife", "Jo", "Kai"];
const MENTEES: [&str; 7] = ["Ana", "Ben", "Cy", "Dee", "Eli", "Fay", "Gus"];

// Places of values.
const COURSE: usize = 0;
const YEAR: usize = 1;
const GENDER: usize = 2;
/// The place of a set: climbing, film, chess, running.
const INTERESTS: usize = 0;
/// The last is sealed.
const FACTORS: [&str; 3] = ["interests", "course", "a wish"];

fn main() -> Result<(), Box<dyn Error>> {
    let (mentees, mentors) = people();
    let scorer = Scorer::new(terms(), &mentees, &mentors, &[])?;

    // Gus comes late, so the first groups are formed without him.
    let early = Scorer::new(terms(), &mentees[..6], &mentors, &[])?;
    let problem = early.problem(vec![Quota { lo: 2, hi: 3 }; MENTORS.len()])?;
    let options = Options::default();
    let Outcome::Optimal(best) = solve(&problem, &options)? else {
        return Err("not everybody can be placed".into());
    };
    println!("least total cost {}, proven by the prices", best.objective);
    let groups: Vec<_> = best.mentor_of.iter().copied().map(Some).collect();
    for (mentee, &mentor) in (0..).zip(&best.mentor_of) {
        let mut parts = vec![0; early.parts()];
        early.parts_of(mentee, mentor, &mut parts);
        // What is sealed is in the cost, and is not shown.
        let shown = (0..parts.len()).filter(|part| early.sealed() >> part & 1 == 0);
        let costs = shown.filter(|&part| parts[part] > 0);
        let costs: Vec<_> = costs
            .map(|part| format!("{} {}", FACTORS[part], parts[part]))
            .collect();
        let (mentee, mentor) = (MENTEES[mentee as usize], MENTORS[mentor as usize]);
        println!("  {mentee} with {mentor}; what is missing: {costs:?}");
    }

    let parts_of = |mentee, mentor, parts: &mut [u32]| early.parts_of(mentee, mentor, parts);
    let parts = Parts::new(early.parts(), early.sealed(), &parts_of)?;
    let mut why = Explainer::new(&problem, &groups, &best.duals, parts, &options)?;
    for mentor in 0..problem.mentors() {
        let said = match why.why_not(0, mentor)? {
            Verdict::Made => "is her mentor".to_owned(),
            Verdict::CannotBeMade => "cannot be".to_owned(),
            Verdict::Tie(_) => "would do as well".to_owned(),
            Verdict::Dearer(forced) => format!("would cost all together {} more", forced.extra),
        };
        println!("why Ana: {} {said}", MENTORS[mentor as usize]);
    }

    let mut standing = Standing::new(&problem, &groups, |_| 0)?;
    let pairs = (0..problem.mentors()).filter_map(|mentor| Some((mentor, scorer.cost(6, mentor)?)));
    let pairs = pairs.collect();
    let change = standing.apply(&Event::Enrol { turn: 0, pairs }, &options)?;
    for it in &change.moves {
        let to = it.to.map_or("nobody", |mentor| MENTORS[mentor as usize]);
        println!("late: {} goes to {to}", MENTEES[it.mentee as usize]);
    }
    Ok(())
}

/// A difference of interests or course costs, and so does a wish that is not met; that one is
/// sealed. A mentor must be a year ahead, and what is a must is one.
fn terms() -> Terms {
    let factors = [
        Soft::Shared {
            set: INTERESTS,
            each: 20,
            enough: 2,
        },
        Soft::Compare {
            value: COURSE,
            same: 0,
            differs: 30,
            unknown: 10,
            only_for: None,
        },
        Soft::Preferred {
            topic: Topic::Value(GENDER),
            cost: 25,
        },
    ];
    let rules = [
        Hard::Above { value: YEAR, by: 1 },
        Hard::Mentees(Topic::Value(GENDER)),
    ];
    let is_private = |what: &Soft| matches!(what, Soft::Preferred { .. });
    Terms {
        values: 3,
        sets: 1,
        factors: factors
            .map(|what| Factor {
                is_sealed: is_private(&what),
                what,
            })
            .to_vec(),
        rules: rules
            .map(|what| Rule {
                is_sealed: matches!(what, Hard::Mentees(_)),
                what,
            })
            .to_vec(),
    }
}

/// Mentees, then mentors: course, year, gender (0 where not said) and interests.
fn people() -> (Vec<Person>, Vec<Person>) {
    let person = |(course, year, gender, interests): (u16, u16, u16, u64)| Person {
        values: [course, year, gender].map(NonZeroU16::new).to_vec(),
        sets: vec![interests],
        blocks: vec![1],
        wishes: vec![],
    };
    let mut mentees: Vec<_> = [
        (1, 1, 1, 0b0011),
        (1, 1, 2, 0b0110),
        (2, 1, 0, 0b1000),
        (2, 1, 1, 0b1001),
        (0, 1, 2, 0b0101),
        (1, 1, 1, 0b1100),
        (2, 1, 2, 0b0010),
    ]
    .map(person)
    .to_vec();
    for (mentee, strength) in [(0, Strength::Prefer), (3, Strength::Must)] {
        mentees[mentee].wishes.push(Wish {
            topic: Topic::Value(GENDER),
            wanted: Wanted::LikeMe,
            strength,
        });
    }
    let mentors = [(1, 2, 1, 0b0111), (2, 3, 2, 0b1010), (2, 2, 1, 0b1001)];
    (mentees, mentors.map(person).to_vec())
}
