//! A candidate signs, tries, passes, and training is complete.

use domain::{
    attribute::{Attributes, ComesAs, MetElsewhere},
    gate::Gate,
    id::AttemptId,
    part::{Choice, Part},
    time::Span,
};

use super::{MONDAY, a_student, id, told};
use crate::{
    Tx, person,
    training::{self, Attempt},
};

fn attempt(passed: bool) -> Attempt {
    Attempt {
        answers: "{\"q\":[\"a\"]}".to_owned(),
        right: if passed { 10 } else { 9 },
        of: 10,
        passed,
        at: MONDAY + Span::hours(if passed { 3 } else { 2 }),
    }
}

fn a_candidate(number: &str) -> Attributes {
    let day = Some(MONDAY - Span::days(30));
    Attributes {
        number: number.to_owned(),
        year: Some(2),
        discipline: Some("Biology".to_owned()),
        mode: Some("full-time".to_owned()),
        commute: Some(false),
        comes_as: Some(ComesAs::Candidate),
        met: MetElsewhere {
            accepted: day,
            booked: day,
            attended: day,
            code: None,
            quiz: None,
        },
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_candidate_passes_gate_after_gate() {
    told(|tx, at| {
        let jo = a_student(tx, at, 1)?;
        let part = |tx: &mut Tx<'_>| {
            let facts = person::facts(tx, at.scheme, jo, 1, "quiz-1")?;
            Ok::<_, crate::StoreError>(facts.expect("a member").part())
        };
        assert_eq!(part(tx)?, Part::Mentee, "no file says otherwise");
        person::keep_attributes(tx, at.scheme, &a_candidate("S1"))?;
        assert_eq!(part(tx)?, Part::Candidate(Gate::Code));

        assert_eq!(training::signed_at(tx, at.scheme, jo, 1)?, None);
        training::sign(tx, at.scheme, jo, 1, MONDAY)?;
        training::sign(tx, at.scheme, jo, 1, MONDAY + Span::days(1))?;
        assert_eq!(
            training::signed_at(tx, at.scheme, jo, 1)?,
            Some(MONDAY),
            "the first stands"
        );
        assert_eq!(
            training::signed_at(tx, at.scheme, jo, 2)?,
            None,
            "another version"
        );
        assert_eq!(part(tx)?, Part::Candidate(Gate::Quiz));

        let draft = |tx: &mut Tx<'_>| training::draft(tx, at.scheme, jo, "quiz-1");
        training::keep_draft(tx, at.scheme, jo, "quiz-1", "{}", MONDAY)?;
        training::keep_draft(tx, at.scheme, jo, "quiz-1", "{\"q\":[]}", MONDAY)?;
        assert_eq!(draft(tx)?.as_deref(), Some("{\"q\":[]}"));
        let failed = attempt(false);
        training::hand_in(tx, id(AttemptId::new, 1), at.scheme, jo, "quiz-1", &failed)?;
        assert_eq!(draft(tx)?, None, "handed in");
        assert_eq!(part(tx)?, Part::Candidate(Gate::Quiz));
        let passed = attempt(true);
        training::hand_in(tx, id(AttemptId::new, 2), at.scheme, jo, "quiz-1", &passed)?;
        assert_eq!(
            training::attempts(tx, at.scheme, jo, "quiz-1")?,
            [failed, passed]
        );
        assert_eq!(training::attempts(tx, at.scheme, jo, "quiz-2")?, []);
        assert_eq!(part(tx)?, Part::Mentor);

        assert!(training::complete(tx, at.scheme, jo, MONDAY)?);
        assert!(!training::complete(tx, at.scheme, jo, MONDAY)?, "once");
        Ok(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_files_say_is_kept_in_place_of_what_was_kept_before() {
    told(|tx, at| {
        let ali = a_student(tx, at, 1)?;
        let first = a_candidate("S1");
        person::keep_attributes(tx, at.scheme, &first)?;
        let kept = person::kept_attributes(tx, at.scheme, "S1")?;
        assert_eq!(kept, Some(first));
        assert_eq!(person::kept_attributes(tx, at.scheme, "S2")?, None);
        let corrected = Attributes {
            number: "S1".to_owned(),
            comes_as: Some(ComesAs::New),
            commute: Some(true),
            ..Attributes::default()
        };
        person::keep_attributes(tx, at.scheme, &corrected)?;
        let facts = person::facts(tx, at.scheme, ali, 1, "quiz-1")?.expect("a member");
        assert_eq!(facts.attributes, corrected);
        person::choose(tx, at.scheme, ali, Choice::Out, MONDAY)?;
        let facts = person::facts(tx, at.scheme, ali, 1, "quiz-1")?.expect("a member");
        assert_eq!(facts.part(), Part::Out);
        Ok(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_old_draft_is_forgotten_and_a_young_one_stays() {
    told(|tx, at| {
        let (old, young) = (a_student(tx, at, 1)?, a_student(tx, at, 2)?);
        training::keep_draft(tx, at.scheme, old, "quiz-1", "{}", MONDAY)?;
        let later = MONDAY + Span::days(7);
        training::keep_draft(tx, at.scheme, young, "quiz-1", "{}", later)?;
        assert_eq!(training::forget_drafts(tx, later)?, 1);
        assert_eq!(training::draft(tx, at.scheme, old, "quiz-1")?, None);
        assert!(training::draft(tx, at.scheme, young, "quiz-1")?.is_some());
        Ok(())
    })
    .await;
}
