use super::*;

struct Plain;

impl Locale for Plain {
    fn plural(&self, number: i64) -> String {
        if number == 1 { "one" } else { "other" }.to_owned()
    }
    fn number(&self, number: i64) -> String {
        number.to_string()
    }
    fn civil(&self, _: Millis) -> Civil {
        Civil {
            year: 2026,
            month: 10,
            day: 1,
            hour: 14,
            minute: 5,
        }
    }
}

fn check(pattern: &str, args: Args<'_>, expected: &str) {
    let marked: String = pattern
        .chars()
        .map(|letter| match letter {
            '{' => OPEN,
            '|' => NEXT,
            '}' => CLOSE,
            other => other,
        })
        .collect();
    let patterns = [("key".to_owned(), marked)].into_iter().collect();
    let table = Table::new(Language::En, Plain, patterns);
    assert_eq!(table.say("key", args), expected, "{pattern}");
}

#[test]
fn variables_and_choices_are_filled_in() {
    check("Hello", &[], "Hello");
    check("Hello {name}!", &[("name", Arg::Text("Zoë"))], "Hello Zoë!");
    check(
        "{n} of {m}",
        &[("n", Arg::Number(2)), ("m", Arg::Number(3))],
        "2 of 3",
    );
    let people = "{n|0|Nobody|one|One person|*other|{n} people} came";
    check(people, &[("n", Arg::Number(0))], "Nobody came");
    check(people, &[("n", Arg::Number(1))], "One person came");
    check(people, &[("n", Arg::Number(5))], "5 people came");
    let nested = "{who|me|I have {n|one|one|*other|{n}}|*other|They have {n}}";
    check(
        nested,
        &[("who", Arg::Text("me")), ("n", Arg::Number(1))],
        "I have one",
    );
    check(
        nested,
        &[("who", Arg::Text("you")), ("n", Arg::Number(7))],
        "They have 7",
    );
}

#[test]
fn a_table_is_read_from_json_and_finds_every_key() {
    let json = r#"{"a":"A","b":"B","c-1":"C"}"#;
    let table = Table::new(Language::En, Plain, serde_json::from_str(json).unwrap());
    let found = ["a", "b", "c-1", "c", ""].map(|key| table.find(key, &[]));
    let expected =
        [Some("A"), Some("B"), Some("C"), None, None].map(|text| text.map(str::to_owned));
    assert_eq!(found, expected);
}

#[test]
fn a_missing_value_shows_its_name_and_takes_the_default() {
    check("Hello {name}", &[], "Hello $name");
    check("{n|one|a|*other|b}", &[], "b");
}

#[test]
fn a_damaged_pattern_writes_something_and_does_not_panic() {
    check("a {n", &[("n", Arg::Number(1))], "a 1");
    check("a }b", &[], "a \u{E002}b");
    check("{n|one}", &[("n", Arg::Number(1))], "");
    check("{}", &[], "$");
}
