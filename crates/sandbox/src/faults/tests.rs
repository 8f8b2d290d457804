use super::*;

#[test]
fn a_counted_fault_is_used_up_and_others_stay() {
    let mut faults = Faults {
        token: Some(Fault::status(2, 503)),
        scores: Some(Fault::html(1)),
        hang_scores: 1,
        ..Faults::default()
    };
    assert_eq!(faults.take(Service::Roster), None);
    assert_eq!(
        faults.take(Service::Token).map(|fault| fault.status),
        Some(503)
    );
    assert!(faults.take(Service::Token).is_some());
    assert_eq!(faults.take(Service::Token), None);
    assert!(faults.take(Service::Scores).is_some_and(|fault| fault.html));
    assert!(faults.take_hang());
    assert!(!faults.take_hang());
    assert_eq!(faults, Faults::default());
}

#[test]
fn a_slip_in_a_fault_is_refused() {
    let check = |text: &str, good: bool| {
        let read: Result<Faults, _> = serde_json::from_str(text);
        assert_eq!(read.is_ok(), good, "{text}");
    };
    check(
        r#"{"token": {"times": 2, "status": 503}, "delay_ms": 20}"#,
        true,
    );
    check("{}", true);
    check(r#"{"tokens": {"times": 2, "status": 503}}"#, false);
    check(r#"{"token": {"times": -1, "status": 503}}"#, false);
}

#[test]
fn an_lms_that_is_down_stays_down_until_told() {
    let mut faults = Faults {
        down: true,
        ..Faults::default()
    };
    for _ in 0..3 {
        let fault = faults.take(Service::Scores);
        assert_eq!(fault.map(|fault| fault.status), Some(503));
    }
    faults.down = false;
    assert_eq!(faults.take(Service::Scores), None);
}
