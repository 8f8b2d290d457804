//! Files that are not what they should be are refused with the line.

use verify::{Certificate, Groups, ReadError, Scheme};

const MENTORS: &str = "id,lo,hi\nann,0,2\nbob,1,2\n";
const MENTEES: &str = "id\nm1\nm2\n";

fn scheme(mentors: &str, mentees: &str) -> Result<Scheme, ReadError> {
    let mut scheme = Scheme::read_mentors(mentors.as_bytes())?;
    scheme.read_mentees(mentees.as_bytes())?;
    Ok(scheme)
}

fn true_scheme() -> Scheme {
    scheme(MENTORS, MENTEES).expect("a true scheme")
}

fn check<T>(found: Result<T, ReadError>, expected: &str) {
    let said = found.err().map(|error| error.to_string());
    assert_eq!(said.as_deref(), Some(expected));
}

#[test]
fn people_who_cannot_be_are_refused_with_their_line() {
    let mentors = |text: &str, expected: &str| check(scheme(text, MENTEES), expected);
    mentors("id,lo\nann,0\n", "has no column hi");
    mentors("id,lo,hi\nann,0,2\nbob,1\n", "line 3: has no hi");
    mentors(
        "id,lo,hi\nann,-1,2\n",
        "line 2: lo is not a number in range",
    );
    mentors(
        "id,lo,hi\nann,0,4294967296\n",
        "line 2: hi is not a number in range",
    );
    mentors("id,lo,hi\nann,0,2\n\nbob,3,2\n", "line 4: lo is above hi");
    mentors("id,lo,hi\nann,0,2\nann,0,2\n", "line 3: ann is given twice");
    mentors("id,lo,hi\n\"ann,0,2\n", "line 2: has a stray quote");
    let mentees = |text: &str, expected: &str| check(scheme(MENTORS, text), expected);
    mentees("name\nm1\n", "has no column id");
    mentees("id\nm1\nm2\nm1\n", "line 4: m1 is given twice");
    mentees("id\n\"a\nb\"\nm\"1\n", "line 4: has a stray quote");
}

#[test]
fn pairs_that_cannot_be_are_refused_with_their_line() {
    let pairs = |text: &str, expected: &str| {
        let none = |_, _, _| Ok(());
        check::<()>(true_scheme().read_pairs(text.as_bytes(), none), expected);
    };
    pairs("mentee,mentor\nm1,ann\n", "has no column cost");
    pairs(
        "mentee,mentor,cost\nm1,ann,1\nm3,ann,1\n",
        "line 3: m3 is not in the scheme",
    );
    pairs(
        "mentee,mentor,cost\nm1,cy,1\n",
        "line 2: cy is not in the scheme",
    );
    for cost in ["2147483648", "-1", "1.5", "", " 1", "+1"] {
        let text = format!("mentee,mentor,cost\nm1,ann,{cost}\n");
        pairs(&text, "line 2: cost is not a number in range");
    }
}

#[test]
fn groups_that_cannot_be_read_are_refused_with_their_line() {
    let groups = |text: &str, expected: &str| {
        check(Groups::read(&true_scheme(), text.as_bytes()), expected);
    };
    groups("mentee\nm1\n", "has no column mentor");
    groups(
        "mentee,mentor\nm1,ann\nm1,bob\n",
        "line 3: m1 is given twice",
    );
    groups("mentee,mentor\nm1\n", "line 2: has no mentor");
    groups("mentee,mentor\nm9,ann\n", "line 2: m9 is not in the scheme");
    groups(
        "mentee,mentor\nm1,ann\nm2,zoe\n",
        "line 3: zoe is not in the scheme",
    );
}

#[test]
fn a_certificate_that_cannot_be_read_is_refused_with_its_line() {
    let whole = "kind,id,dual\nmentee,m1,1\nmentee,m2,1\nmentor,ann,0\nmentor,bob,-1\n";
    let read = |text: &str| Certificate::read(&true_scheme(), text.as_bytes());
    assert_eq!(read(whole).unwrap().mentor_prices, [0, -1]);
    let bent = |from: &str, to: &str, expected: &str| {
        assert!(whole.contains(from));
        check(read(&whole.replacen(from, to, 1)), expected);
    };
    let wrong_kind = "line 3: kind is neither mentee nor mentor, nor one of these with a band";
    bent("mentee,m2", "student,m2", wrong_kind);
    bent("mentee,m2", "mentee:,m2", wrong_kind);
    bent("mentee,m2", "mentee:-1,m2", wrong_kind);
    bent(
        "mentor,bob,-1",
        "mentor,bob,x",
        "line 5: dual is not a number in range",
    );
    bent(
        "bob,-1",
        "bob,9223372036854775808",
        "line 5: dual is not a number in range",
    );
    bent("mentor,bob", "mentor,ann", "line 5: ann is given twice");
    bent("mentor,bob", "mentor,m1", "line 5: m1 is not in the scheme");
    bent("mentor,ann,0\n", "", "ann is missing");
    bent("mentee,m1,1", "mentee:3,m1,1", "m1 is missing");
    bent("id,dual", "id,price", "has no column dual");
}
