//! Pages of students.

use std::{cmp::Ordering, collections::BTreeMap};

use api::{
    Page,
    home::{Gate, GateName, GateState, Home, Mark, Peer, Place},
    training::{Answers, Choice, Code, Marked, Outcome, Question, Quiz, QuizState},
};

use super::{NOW, Sample, student};

const DAY: api::Millis = 86_400_000;

pub(super) fn all() -> Vec<Sample> {
    let mut samples = homes();
    samples.extend(candidates());
    samples.extend(mentors());
    samples.extend(mentees());
    samples.extend(codes());
    samples.extend(quizzes());
    samples
}

fn home(name: &'static str, home: Home) -> Sample {
    student(name, Page::Home { home })
}

fn homes() -> Vec<Sample> {
    let mut observer = home("home-observer", Home::Observer);
    observer.view.frame.me = None;
    observer.view.frame.contact = api::Contact::default();
    observer.view.frame.course_url = None;
    vec![
        observer,
        home("home-not-open", Home::NotOpen),
        home("home-asked", Home::Asked),
        home("home-out", Home::Out),
    ]
}

/// A candidate at each gate.
fn candidates() -> Vec<Sample> {
    let names = [
        "candidate-accepted",
        "candidate-booked",
        "candidate-attended",
        "candidate-code",
        "candidate-quiz",
    ];
    let at = |(index, name)| {
        let candidate = Home::Candidate {
            gates: gates(index),
            mark: Mark::NotYet,
        };
        let mut sample = home(name, candidate);
        sample.view.frame.me = (index > 0).then(|| "Jo".to_owned());
        sample
    };
    names.into_iter().enumerate().map(at).collect()
}

/// The chain with so many gates passed; the first has no date, as older records have none.
fn gates(passed: usize) -> Vec<Gate> {
    const NAMES: [GateName; 5] = [
        GateName::Accepted,
        GateName::Booked,
        GateName::Attended,
        GateName::Code,
        GateName::Quiz,
    ];
    let state = |index: usize| match index.cmp(&passed) {
        Ordering::Less => {
            let days = i64::try_from(index).unwrap_or_default();
            let at = (index > 0).then_some(NOW - (10 - days) * DAY);
            GateState::Passed { at }
        }
        Ordering::Equal => GateState::Next,
        Ordering::Greater => GateState::Later,
    };
    NAMES
        .into_iter()
        .enumerate()
        .map(|(index, name)| Gate {
            name,
            state: state(index),
        })
        .collect()
}

fn mentors() -> Vec<Sample> {
    let mentor = |name, mark, mentees, published, passed| {
        let mentor = Home::Mentor {
            gates: gates(passed),
            mark,
            mentees,
            published,
        };
        home(name, mentor)
    };
    vec![
        mentor("mentor-ready", Mark::OnItsWay, vec![], false, 5),
        mentor("mentor-group", Mark::InGradebook, peers(), true, 5),
        mentor("mentor-one", Mark::KeptHere, peers()[..1].to_vec(), true, 5),
        mentor("mentor-reserve", Mark::Delayed, vec![], true, 1),
    ]
}

fn peer(name: Option<&str>, discipline: Option<&str>, year: Option<u8>) -> Peer {
    Peer {
        name: name.map(str::to_owned),
        discipline: discipline.map(str::to_owned),
        year,
    }
}

fn peers() -> Vec<Peer> {
    vec![
        peer(Some("Amina"), Some("Biology"), Some(1)),
        peer(Some("Þórdís"), Some("Marine biology"), Some(1)),
        peer(Some("小龍"), Some("Genetics"), None),
        peer(None, None, None),
        peer(Some("مريم"), Some("Biology"), Some(1)),
    ]
}

fn mentees() -> Vec<Sample> {
    let mentee = |name, place, code_signed| home(name, Home::Mentee { place, code_signed });
    let placed = |mentor, others: Vec<Peer>| Place::Placed {
        mentor,
        size: u32::try_from(others.len() + 1).unwrap_or(u32::MAX),
        others,
    };
    let jo = || peer(Some("Jo"), Some("Biology"), Some(2));
    vec![
        mentee("mentee-code-first", Place::Waiting, false),
        mentee("mentee-waiting", Place::Waiting, true),
        mentee("mentee-waiting-list", Place::WaitingList, true),
        mentee("mentee-placed", placed(jo(), peers()[1..4].to_vec()), true),
        mentee(
            "mentee-placed-code-first",
            placed(jo(), peers()[1..2].to_vec()),
            false,
        ),
        mentee(
            "mentee-placed-nameless",
            placed(peer(None, None, None), vec![]),
            true,
        ),
    ]
}

pub(super) fn code(signed_at: Option<api::Millis>, may_sign: bool) -> Page {
    let markdown = "# Code of conduct\n\nThis code is for mentors and mentees alike.\n\n\
        ## Respect\n\n- Listen before you answer.\n- **Either** of you can put a topic off limits.\n\n\
        *Why: people only ask the real question where they feel safe.*\n";
    let code = Code {
        version: 3,
        markdown: markdown.to_owned(),
        draft_translation: !may_sign,
        signed_at,
        may_sign,
    };
    Page::Code { code }
}

fn codes() -> Vec<Sample> {
    let mut untitled = code(None, true);
    if let Page::Code { code } = &mut untitled {
        "Text without a title.".clone_into(&mut code.markdown);
    }
    let mut signed = student("code-signed", code(Some(NOW), true));
    signed.view.frame.nav.push(api::Route::Quiz);
    vec![
        student("code-to-sign", code(None, true)),
        student("code-untitled", untitled),
        signed,
    ]
}

fn choice(id: &str, text: &str) -> Choice {
    Choice {
        id: id.to_owned(),
        text: text.to_owned(),
    }
}

fn questions() -> Vec<Question> {
    vec![
        Question {
            id: "exam-notes".to_owned(),
            text: "Rhys sends you his notes for a take-home exam and asks whether he is on the \
                   right lines. What do you do?"
                .to_owned(),
            several: false,
            critical: false,
            options: vec![
                choice(
                    "a",
                    "Read them, and say something only if he has gone badly wrong.",
                ),
                choice("b", "Put the spelling right, and leave the ideas alone."),
                choice(
                    "c",
                    "Leave them unread, and talk about how you plan your time.",
                ),
            ],
        },
        Question {
            id: "danger".to_owned(),
            text: "Someone tells you they may hurt themselves tonight. What do you do?".to_owned(),
            several: true,
            critical: true,
            options: vec![
                choice("a", "Ring 999, and stay with them if that is safe."),
                choice("b", "Promise to keep it between you."),
                choice("c", "Tell the coordinator as soon as you can."),
            ],
        },
    ]
}

fn answers(pairs: &[(&str, &[&str])]) -> Answers {
    let owned = |chosen: &[&str]| chosen.iter().map(|each| (*each).to_owned()).collect();
    let pairs = pairs
        .iter()
        .map(|(id, chosen)| ((*id).to_owned(), owned(chosen)));
    Answers(pairs.collect::<BTreeMap<_, _>>())
}

fn outcome(rights: [bool; 2]) -> Outcome {
    let explanations = [
        "A mentor does not look at work that will be marked, not even once: the mark must show \
         the student’s own work.",
        "In danger, help comes first. You say what you are doing, and you do not have to be sure.",
    ];
    let chosen = [vec!["a".to_owned()], vec![]];
    let marks = questions()
        .into_iter()
        .zip(rights)
        .zip(explanations.into_iter().zip(chosen))
        .map(|((question, right), (explanation, chosen))| Marked {
            question: question.id,
            right,
            chosen,
            explanation: explanation.to_owned(),
        })
        .collect();
    let right = u32::try_from(rights.iter().filter(|right| **right).count()).unwrap_or_default();
    Outcome {
        at: NOW,
        right,
        of: 2,
        passed: right == 2,
        marks,
    }
}

/// A quiz of two questions in this state.
pub(super) fn quiz(state: QuizState, draft: Answers) -> Page {
    let quiz = Quiz {
        id: "conduct-1".to_owned(),
        pass_percent: 80,
        questions: questions(),
        state,
        draft,
    };
    Page::Quiz { quiz }
}

fn quizzes() -> Vec<Sample> {
    let mut samples: Vec<_> = open_quizzes()
        .into_iter()
        .chain(closed_quizzes())
        .map(|(name, page)| student(name, page))
        .collect();
    for sample in &mut samples {
        sample.view.frame.nav.push(api::Route::Quiz);
        if sample.name == "quiz-unanswered" {
            sample.view.frame.notice = Some(api::Notice::QuizUnanswered);
        }
    }
    samples
}

/// A quiz to be answered.
fn open_quizzes() -> Vec<(&'static str, Page)> {
    let draft = answers(&[("exam-notes", &["c"]), ("danger", &["a", "c"])]);
    let mut one_question = quiz(QuizState::Open { last: None }, Answers::default());
    if let Page::Quiz { quiz } = &mut one_question {
        quiz.questions.truncate(1);
    }
    vec![
        (
            "quiz-open",
            quiz(QuizState::Open { last: None }, Answers::default()),
        ),
        ("quiz-one-question", one_question),
        (
            "quiz-unanswered",
            quiz(
                QuizState::Open { last: None },
                answers(&[("exam-notes", &["c"])]),
            ),
        ),
        ("quiz-draft", quiz(QuizState::Open { last: None }, draft)),
        (
            "quiz-again",
            quiz(
                QuizState::Open {
                    last: Some(outcome([false, false])),
                },
                Answers::default(),
            ),
        ),
    ]
}

/// A quiz that cannot be answered now.
fn closed_quizzes() -> Vec<(&'static str, Page)> {
    vec![
        (
            "quiz-code-first",
            quiz(QuizState::CodeFirst, Answers::default()),
        ),
        (
            "quiz-resting",
            quiz(
                QuizState::Resting {
                    until: NOW + 3_600_000,
                    last: outcome([false, true]),
                },
                Answers::default(),
            ),
        ),
        (
            "quiz-passed-elsewhere",
            quiz(QuizState::PassedElsewhere { at: NOW }, Answers::default()),
        ),
        (
            "quiz-passed",
            quiz(
                QuizState::Passed {
                    outcome: outcome([true, true]),
                },
                Answers::default(),
            ),
        ),
    ]
}
