//! Several workers at once. On SQLite they take turns; on PostgreSQL they really meet.

use std::{collections::HashSet, sync::mpsc, time::Duration};

use domain::{
    id::{CourseId, PersonId, ReadId, ScoreId, SessionId},
    score::ARRIVAL,
    time::Span,
};

use super::{LEARNS, MONDAY, Place, TEACHES, a_launch, a_person, a_student, begin, id};
use crate::{
    Store, StoreError, Tx,
    allocation::{self, Allocation},
    course::{self, Launched},
    db::trial::Trial,
    lease, params, person, roster, scheme,
    score::{self, Score},
    session,
};

const MARKS: u8 = 40;

async fn queue_marks(store: &Store, at: Place) {
    let work = move |tx: &mut Tx<'_>| {
        course::allow_column(tx, at.course)?;
        for number in 1..=MARKS {
            let person = a_student(tx, at, number)?;
            score::queue(
                tx,
                id(ScoreId::new, number),
                at.course,
                person,
                "done",
                MONDAY,
            )?;
        }
        Ok::<_, StoreError>(())
    };
    store.write(work).await.unwrap();
}

/// Runs `first` in a transaction that stays open until `then` has begun on another connection and
/// had time to meet it; on SQLite, where nobody can meet, one after the other.
async fn meeting<T, U>(
    store: &Store,
    first: impl FnOnce(&mut Tx<'_>) -> Result<T, StoreError> + Send + 'static,
    then: impl FnOnce(&mut Tx<'_>) -> Result<U, StoreError> + Send + 'static,
) -> (Result<T, StoreError>, Result<U, StoreError>)
where
    T: Send + 'static,
    U: Send + 'static,
{
    let (inside, is_inside) = mpsc::channel();
    let (go_on, may_go_on) = mpsc::channel::<()>();
    let writer = store.clone();
    let held = tokio::spawn(async move {
        let work = move |tx: &mut Tx<'_>| {
            let done = first(tx);
            inside.send(()).unwrap();
            may_go_on.recv().unwrap();
            done
        };
        writer.write(work).await
    });
    is_inside.recv().unwrap();
    let writer = store.clone();
    let met = tokio::spawn(async move { writer.write(then).await });
    tokio::time::sleep(Duration::from_millis(100)).await;
    go_on.send(()).unwrap();
    (held.await.unwrap(), met.await.unwrap())
}

#[tokio::test(flavor = "multi_thread")]
async fn no_mark_is_taken_by_two_workers() {
    for trial in Trial::all() {
        let (store, at) = begin(&trial).await;
        queue_marks(&store, at).await;
        let take = |store: Store| async move {
            let work = move |tx: &mut Tx<'_>| score::take(tx, at.registration, 5, MONDAY);
            store.write(work).await.unwrap()
        };
        let workers: Vec<_> = (0..12).map(|_| tokio::spawn(take(store.clone()))).collect();
        let mut seen = HashSet::new();
        for worker in workers {
            let taken: Vec<Score> = worker.await.unwrap();
            assert!(taken.len() <= 5, "{} at once", taken.len());
            for mark in taken {
                assert!(seen.insert(mark.id), "{} was taken twice", mark.id);
            }
        }
        assert_eq!(seen.len(), usize::from(MARKS), "nobody waited for anybody");
    }
}

/// A planner that remembers an almost empty table may run a sub-select once for each row it joins,
/// and each run would take five more.
#[tokio::test(flavor = "multi_thread")]
async fn no_more_marks_are_taken_than_asked_for_whatever_the_plan() {
    for trial in Trial::all() {
        let (store, at) = begin(&trial).await;
        let first = move |tx: &mut Tx<'_>| {
            let person = a_student(tx, at, 1)?;
            score::queue(tx, id(ScoreId::new, 1), at.course, person, "done", MONDAY)?;
            tx.execute("analyze score", params![])
        };
        store.write(first).await.unwrap();
        queue_marks(&store, at).await;
        let taken = store
            .write(move |tx| score::take(tx, at.registration, 5, MONDAY))
            .await
            .unwrap();
        assert_eq!(taken.len(), 5);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mark_that_another_worker_holds_is_passed_over() {
    for trial in Trial::all() {
        let (store, at) = begin(&trial).await;
        queue_marks(&store, at).await;
        let take = move |tx: &mut Tx<'_>| score::take(tx, at.registration, 30, MONDAY);
        let (first, second) = meeting(&store, take, take).await;
        assert_eq!((first.unwrap().len(), second.unwrap().len()), (30, 10));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn no_roster_is_read_by_two_workers() {
    for trial in Trial::all() {
        let (store, at) = begin(&trial).await;
        let ask = move |tx: &mut Tx<'_>| roster::ask(tx, at.course, id(ReadId::new, 1), MONDAY);
        store.write(ask).await.unwrap();
        let take = move |tx: &mut Tx<'_>| roster::take(tx, at.registration, MONDAY);
        let (first, second) = meeting(&store, take, take).await;
        assert_eq!(first.unwrap().expect("due").course, at.course);
        assert_eq!(second.unwrap(), None);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_launch_and_a_roster_may_name_the_same_new_person_at_once() {
    for trial in Trial::all() {
        let (store, at) = begin(&trial).await;
        let launch = move |tx: &mut Tx<'_>| {
            let person = a_person(tx, at, 1)?;
            person::launched(tx, at.course, person, TEACHES, MONDAY)?;
            person::join(tx, at.scheme, person, MONDAY)
        };
        let roster = move |tx: &mut Tx<'_>| {
            let person = a_person(tx, at, 1)?;
            let new = person::listed(tx, at.course, person, LEARNS, id(ReadId::new, 1))?;
            Ok::<_, StoreError>((new, person::join(tx, at.scheme, person, MONDAY)?))
        };
        let (first, second) = meeting(&store, launch, roster).await;
        assert_eq!((first, second), (Ok(true), Ok((false, false))));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_right_to_make_a_column_is_one_workers() {
    for trial in Trial::all() {
        let (store, at) = begin(&trial).await;
        let take = move |tx: &mut Tx<'_>| lease::take_column(tx, at.course, "done", MONDAY);
        let (first, second) = meeting(&store, take, take).await;
        let mut right = first.unwrap().expect("nobody had it");
        assert_eq!(second, Ok(None));

        let over = MONDAY + ARRIVAL;
        let later = move |tx: &mut Tx<'_>| {
            let mut other = lease::take_column(tx, at.course, "done", over)?.expect("it is over");
            assert!(
                !lease::renew_column(tx, &mut right, over)?,
                "another has it"
            );
            assert!(lease::renew_column(
                tx,
                &mut other,
                over + Span::seconds(9)
            )?);
            let soon = over + ARRIVAL;
            assert_eq!(lease::take_column(tx, at.course, "done", soon)?, None);
            Ok::<_, StoreError>(())
        };
        store.write(later).await.unwrap();
    }
}

/// The enrolment alone, for a person both know already.
#[tokio::test(flavor = "multi_thread")]
async fn a_launch_and_a_roster_may_enrol_the_same_person_at_once() {
    for trial in Trial::all() {
        let (store, at) = begin(&trial).await;
        let known = store.write(move |tx| a_person(tx, at, 1)).await.unwrap();
        let launch = move |tx: &mut Tx<'_>| person::launched(tx, at.course, known, TEACHES, MONDAY);
        let roster =
            move |tx: &mut Tx<'_>| person::listed(tx, at.course, known, LEARNS, id(ReadId::new, 1));
        let (first, second) = meeting(&store, launch, roster).await;
        assert_eq!((first, second), (Ok(()), Ok(false)));
        let standing = store
            .read(move |tx| person::standing(tx, at.course, known))
            .await
            .unwrap();
        assert_eq!(
            (standing.launch, standing.roster),
            (Some(TEACHES), Some(LEARNS))
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn two_first_launches_of_a_course_make_one() {
    for trial in Trial::all() {
        let (store, at) = begin(&trial).await;
        let launch = move |number| {
            move |tx: &mut Tx<'_>| {
                let other = Launched {
                    context: "9",
                    ..a_launch()
                };
                let new = id(CourseId::new, number);
                course::launched(tx, new, at.registration, &other, MONDAY).map(|made| made.id)
            }
        };
        let (first, second) = meeting(&store, launch(2), launch(3)).await;
        assert_eq!(first, second);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_nonce_is_used_by_one_of_two_at_once() {
    for trial in Trial::all() {
        let (store, _) = begin(&trial).await;
        let use_it = |tx: &mut Tx<'_>| session::use_nonce(tx, "n", MONDAY);
        let both = meeting(&store, use_it, use_it).await;
        assert_eq!(both, (Ok(true), Ok(false)));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_scheme_is_claimed_by_one_of_two_at_once() {
    for trial in Trial::all() {
        let (store, at) = begin(&trial).await;
        let ana = move |tx: &mut Tx<'_>| {
            tx.execute("update scheme set state = 'draft'", params![])?;
            a_person(tx, at, 1)
        };
        let ana: PersonId = store.write(ana).await.unwrap();
        let claim = move |person: PersonId| {
            move |tx: &mut Tx<'_>| scheme::claim(tx, at.scheme, person, true, MONDAY)
        };
        let both = meeting(&store, claim(ana), claim(at.teacher)).await;
        assert_eq!(both, (Ok(true), Ok(false)));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn two_coordinators_do_not_publish_two_sets_of_groups() {
    for trial in Trial::all() {
        let (store, at) = begin(&trial).await;
        let proposal = move |number| Allocation {
            id: id(domain::id::AllocationId::new, number),
            published_at: None,
            formed_at: MONDAY,
            objective: 0,
            proven: true,
            solve_micros: 1,
            check_micros: 1,
            made_of: vec![7; 32],
            waiting: 0,
            lacking: 0,
            compared: None,
        };
        let propose = move |tx: &mut Tx<'_>| {
            scheme::lock(tx, at.scheme)?;
            let current = allocation::current(tx, at.scheme)?;
            if current.is_none_or(|it| it.published_at.is_none()) {
                allocation::propose(tx, at.scheme, at.teacher, &proposal(2), &[])?;
            }
            Ok::<_, StoreError>(())
        };
        let publish = move |tx: &mut Tx<'_>| {
            scheme::lock(tx, at.scheme)?;
            allocation::propose(tx, at.scheme, at.teacher, &proposal(1), &[])?;
            allocation::publish(tx, at.scheme, proposal(1).id, MONDAY)
        };
        let (first, second) = meeting(&store, publish, propose).await;
        assert_eq!((first, second), (Ok(true), Ok(())));
        let sets = store
            .read(|tx| tx.query("select state from allocation", params![]))
            .await
            .unwrap();
        assert_eq!(sets.len(), 1, "the second saw what the first had done");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_may_end_while_it_is_used() {
    for trial in Trial::all() {
        let (store, at) = begin(&trial).await;
        let start = move |tx: &mut Tx<'_>| {
            let new = session::Session {
                id: id(SessionId::new, 1),
                browser_hash: vec![1; 32],
                registration: at.registration,
                course: at.course,
                person: at.teacher,
                language: None,
                choosing: None,
                return_url: None,
                started_at: MONDAY,
                used_at: MONDAY,
                ended_at: None,
            };
            session::start(tx, &new, &[1])
        };
        store.write(start).await.unwrap();
        let later = MONDAY + Span::minutes(5);
        let end = move |tx: &mut Tx<'_>| session::end_of_person(tx, at.course, at.teacher, MONDAY);
        let touch = move |tx: &mut Tx<'_>| session::touch(tx, id(SessionId::new, 1), later);
        let both = meeting(&store, end, touch).await;
        assert_eq!(both, (Ok(1), Ok(())));
        let kept = store
            .read(|tx| session::get(tx, id(SessionId::new, 1)))
            .await
            .unwrap()
            .expect("kept");
        assert_eq!((kept.ended_at, kept.used_at), (Some(MONDAY), later));
    }
}
