use super::*;

#[test]
fn every_file_parses_and_no_key_is_said_twice() {
    for language in Language::ALL {
        let mut bundle = Bundle::new_concurrent(vec![]);
        for (name, text) in sources(language) {
            let resource = FluentResource::try_new(text).map_err(|(_, errors)| errors);
            let resource = resource.unwrap_or_else(|errors| panic!("{name}: {errors:?}"));
            if let Err(errors) = bundle.add_resource(resource) {
                panic!("{name}: {errors:?}");
            }
        }
    }
}

#[test]
fn times_are_those_of_the_institution() {
    let check = |zone, at, expected| {
        let words = FluentWords::new(Language::En, zone);
        let Civil { day, hour, .. } = words.civil(at);
        assert_eq!((day, hour), expected, "{zone} {at}");
    };
    let summer = 1_790_863_200_000; // 2026-10-01T14:00:00Z
    check("UTC", summer, (1, 14));
    check("Europe/London", summer, (1, 15));
    check("Asia/Tokyo", summer, (1, 23));
    check("Nowhere/Known", summer, (1, 14));
}

#[test]
fn numbers_are_grouped() {
    let check = |number, expected: &str| assert_eq!(grouped(number), expected);
    check("0", "0");
    check("999", "999");
    check("1000", "1,000");
    check("-1234567", "-1,234,567");
}

/// The program itself, called in any folder, would begin a database of its own there.
#[test]
fn commands_are_those_of_the_host_that_runs_the_service() {
    let root = format!("{}/../..", env!("CARGO_MANIFEST_DIR"));
    for folder in ["www/locales/en", "www/locales/cy", "lti-config"] {
        for entry in std::fs::read_dir(format!("{root}/{folder}")).unwrap() {
            let path = entry.unwrap().path();
            let text = std::fs::read_to_string(&path).unwrap();
            for command in ["platform", "institution", "admin", "scheme", "course"] {
                let bare = format!("alongside {command} ");
                assert!(!text.contains(&bare), "{}: {bare}", path.display());
            }
        }
    }
}
