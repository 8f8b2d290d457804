use serde_json::json;

use super::*;

/// A good score of 8 of 10 for user 7 at 12:00:00.500, with some fields replaced; null removes one.
fn body(changes: Value) -> Value {
    let mut body = json!({
        "userId": "7", "scoreGiven": 8, "scoreMaximum": 10, "comment": "well done",
        "activityProgress": "Completed", "gradingProgress": "FullyGraded",
        "timestamp": "2026-11-21T12:00:00.500Z"
    });
    let Value::Object(changes) = changes else {
        panic!("changes are an object")
    };
    for (field, value) in changes {
        body[field] = value;
    }
    body
}

/// A mark given at 12:00:00.100 the same day.
fn stored() -> Mark {
    Mark {
        score: Some(10.0),
        at: Some(1_795_262_400_100),
        comment: Some("before".to_owned()),
        attempts: 1,
        ..Mark::default()
    }
}

fn post(manners: Manners, changes: Value, before: Option<&Mark>) -> Result<Mark, u16> {
    let posted = Posted::read(&body(changes), manners);
    posted
        .and_then(|posted| posted.apply(before, 50.0, true, (manners, &Quirks::of(manners))))
        .map_err(|refusal| refusal.status(manners, &Quirks::of(manners)))
}

#[test]
fn moodle_refuses_these() {
    let check = |changes, expected| {
        assert_eq!(post(Manners::Moodle, changes, None), Err(expected));
    };
    check(json!({"timestamp": null}), 400);
    check(json!({"timestamp": "yesterday"}), 400);
    check(json!({"scoreMaximum": null}), 400);
    check(json!({"scoreMaximum": 0}), 400);
    check(json!({"scoreGiven": "8"}), 400);
    check(json!({"userId": null}), 400);
    check(json!({"userId": ""}), 400);
    check(json!({"activityProgress": null}), 400);
    check(json!({"gradingProgress": null}), 400);
    check(
        json!({"userId": "5b1c1a9e-2b7f-4d0e-8d8e-3c7e0f1a2b3c"}),
        502,
    );
}

#[test]
fn moodle_refuses_people_who_are_not_gradable_with_400_and_canvas_with_422() {
    let check = |manners, expected: u16| {
        let posted = Posted::read(&body(json!({})), manners).unwrap();
        let habits = (manners, &Quirks::of(manners));
        let refusal = posted.apply(None, 50.0, false, habits).unwrap_err();
        assert_eq!(refusal.status(manners, habits.1), expected);
    };
    check(Manners::Moodle, 400);
    check(Manners::Canvas, 422);
}

#[test]
fn moodle_wants_a_later_whole_second_and_canvas_nothing_older() {
    let check = |manners, timestamp: &str, expected: Result<f64, u16>| {
        let mark = post(manners, json!({"timestamp": timestamp}), Some(&stored()));
        assert_eq!(
            mark.map(|mark| mark.score.unwrap()),
            expected,
            "{timestamp}"
        );
    };
    let (moodle, canvas) = (Manners::Moodle, Manners::Canvas);
    check(moodle, "2026-11-21T12:00:00.999Z", Err(409));
    check(moodle, "2026-11-21T11:59:59Z", Err(409));
    check(moodle, "2026-11-21T12:00:01Z", Ok(40.0));
    check(moodle, "2026-11-21T12:00:01.000001+00:00", Ok(40.0));
    check(moodle, "2026-11-21T13:00:01+01:00", Ok(40.0));
    check(canvas, "2026-11-21T12:00:00.099Z", Err(400));
    check(canvas, "2026-11-21T12:00:00.100Z", Ok(40.0));
}

#[test]
fn canvas_refuses_a_score_without_maximum_as_422() {
    assert_eq!(
        post(Manners::Canvas, json!({"scoreMaximum": null}), None),
        Err(422)
    );
    assert_eq!(
        post(Manners::Canvas, json!({"timestamp": "soon"}), None),
        Err(400)
    );
}

#[test]
fn a_locked_mark_refuses_and_an_overridden_one_keeps_the_teachers_value() {
    let later = json!({"timestamp": "2026-11-21T12:00:05Z"});
    let locked = Mark {
        locked: true,
        ..stored()
    };
    assert_eq!(
        post(Manners::Moodle, later.clone(), Some(&locked)),
        Err(500)
    );
    let overridden = Mark {
        overridden: true,
        ..stored()
    };
    let mark = post(Manners::Moodle, later, Some(&overridden)).unwrap();
    assert_eq!(mark.score, Some(10.0));
}

#[test]
fn scores_are_put_on_the_columns_scale() {
    let check = |manners, changes, expected| {
        assert_eq!(post(manners, changes, None).unwrap().score, expected);
    };
    let (moodle, canvas) = (Manners::Moodle, Manners::Canvas);
    check(moodle, json!({}), Some(40.0));
    check(moodle, json!({"userId": 7}), Some(40.0));
    check(
        moodle,
        json!({"scoreGiven": 1, "scoreMaximum": 3}),
        Some(16.66667),
    );
    check(moodle, json!({"scoreGiven": 12}), Some(50.0));
    check(moodle, json!({"scoreGiven": -1}), Some(0.0));
    check(moodle, json!({"scoreGiven": 0}), Some(0.0));
    check(canvas, json!({"scoreGiven": 12}), Some(60.0));
}

#[test]
fn only_what_is_fully_graded_counts() {
    let check = |manners, progress: &str, expected| {
        let later = json!({"gradingProgress": progress, "timestamp": "2026-11-21T12:00:05Z"});
        assert_eq!(
            post(manners, later, Some(&stored())).unwrap().score,
            expected
        );
    };
    check(Manners::Moodle, "Pending", None);
    check(Manners::Moodle, "PendingManual", None);
    check(Manners::Moodle, "Nonsense", None);
    check(Manners::Canvas, "PendingManual", Some(40.0));
    check(Manners::Canvas, "NotReady", None);
}

#[test]
fn a_comment_that_is_not_repeated_is_gone() {
    let later = json!({"comment": null, "timestamp": "2026-11-21T12:00:05Z"});
    let mark = post(Manners::Moodle, later, Some(&stored())).unwrap();
    assert_eq!(mark.comment, None);
}

#[test]
fn each_post_is_an_attempt_unless_the_tool_says_otherwise() {
    let check = |new: bool, expected| {
        let changes = json!({
            "timestamp": "2026-11-21T12:00:05Z",
            "https://canvas.instructure.com/lti/submission": {"new_submission": new}
        });
        let mark = post(Manners::Canvas, changes, Some(&stored())).unwrap();
        assert_eq!(mark.attempts, expected);
    };
    check(true, 2);
    check(false, 1);
}
