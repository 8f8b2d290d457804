use super::*;

/// FNV-1a of the three files one after the other.
fn sum(folder: &Path) -> u64 {
    let files = ["mentors.csv", "mentees.csv", "edges.csv"];
    let bytes = files.map(|file| fs::read(folder.join(file)).unwrap());
    let step = |sum: u64, byte: &u8| (sum ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
    bytes.iter().flatten().fold(0xcbf2_9ce4_8422_2325, step)
}

fn check(mentees: usize, kind: Kind, seed: u64, expected: u64) {
    let recipe = Recipe {
        mentees,
        kind,
        seed,
    };
    let folder = std::env::temp_dir().join(format!("bench-matching-{}", std::process::id()));
    let folder = folder.join(recipe.name());
    recipe.make(&folder).unwrap();
    let found = sum(&folder);
    fs::remove_dir_all(&folder).unwrap();
    assert_eq!(found, expected, "{recipe:?}");
}

/// The sums are those of another program, which made the schemes of earlier measurements.
#[test]
fn a_scheme_is_the_same_bytes_everywhere() {
    check(200, Kind::Plain, 1, 0x9547_d3c3_8afa_37d3);
    check(2_000, Kind::Plain, 3, 0x8a6a_eda0_07f7_a230);
    check(2_000, Kind::Contested, 5, 0x0acb_ecc1_2f8c_7ac6);
    check(200, Kind::Coarse, 9, 0x0939_4908_ec75_2074);
}
