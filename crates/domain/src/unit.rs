//! Giving courses to units (faculties, departments, schools): by the short names their LMS has for
//! them, one pattern or one list at a time.

/// Most lines of a list.
pub const MOST_LINES: usize = 2_000;

/// Most names that are added at once.
pub const MOST_NAMES: usize = 500;

/// Most characters of a unit's name.
pub const LONGEST_NAME: usize = 120;

/// Most characters of a pattern.
const LONGEST_PATTERN: usize = 64;

/// A pattern of short names: `*` stands for any letters or none, and case does not matter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern(Vec<char>);

impl Pattern {
    /// Reads one; none where it is empty, too long, has letters no one can see, or fits everything.
    pub fn parse(text: &str) -> Option<Self> {
        let letters: Vec<char> = text.trim().to_lowercase().chars().collect();
        let is_short = (1..=LONGEST_PATTERN).contains(&letters.len());
        let says_something = letters.iter().any(|letter| *letter != '*');
        let is_plain = !letters.iter().any(|letter| letter.is_control());
        (is_short && says_something && is_plain).then_some(Self(letters))
    }

    /// Whether a short name fits. An empty one fits nothing.
    pub fn fits(&self, code: &str) -> bool {
        let code: Vec<char> = code.trim().to_lowercase().chars().collect();
        !code.is_empty() && fits(&self.0, &code)
    }
}

/// Goes back to the last star where the rest does not fit: linear for one star, and never worse than
/// the product of both lengths.
fn fits(pattern: &[char], text: &[char]) -> bool {
    let (mut at, mut read) = (0, 0);
    let mut last_star: Option<(usize, usize)> = None;
    while read < text.len() {
        if pattern.get(at) == Some(&'*') {
            last_star = Some((at, read));
            at += 1;
        } else if pattern.get(at) == Some(&text[read]) {
            at += 1;
            read += 1;
        } else if let Some((star, from)) = last_star {
            last_star = Some((star, from + 1));
            (at, read) = (star + 1, from + 1);
        } else {
            return false;
        }
    }
    pattern[at..].iter().all(|letter| *letter == '*')
}

/// A line of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Which, counted from 1.
    pub number: u32,
    /// The short name or pattern, as it was typed.
    pub code: String,
    /// What it fits.
    pub pattern: Pattern,
    /// The name of the unit.
    pub unit: String,
}

/// Why a list cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadList {
    /// It has no lines.
    #[error("the list is empty")]
    Empty,
    /// It has more lines than [`MOST_LINES`].
    #[error("the list has more than {MOST_LINES} lines")]
    TooLong,
    /// A line is not a code and the name of a unit.
    #[error("line {0} is not a code and a department")]
    Line(u32),
}

/// Reads a list: a code or pattern and the name of a unit on each line, parted by a tab, a semicolon or
/// a comma, as spreadsheets copy and save them. A first line `code, …` is a heading.
pub fn read(text: &str) -> Result<Vec<Line>, BadList> {
    let mut lines = vec![];
    for (place, text) in text.lines().enumerate() {
        let number = u32::try_from(place + 1).map_err(|_| BadList::TooLong)?;
        if text.trim().is_empty() || (place == 0 && is_heading(text)) {
            continue;
        }
        if lines.len() == MOST_LINES {
            return Err(BadList::TooLong);
        }
        lines.push(line(number, text).ok_or(BadList::Line(number))?);
    }
    if lines.is_empty() {
        return Err(BadList::Empty);
    }
    Ok(lines)
}

fn is_heading(text: &str) -> bool {
    parted(text).is_some_and(|(code, _)| code.eq_ignore_ascii_case("code"))
}

fn line(number: u32, text: &str) -> Option<Line> {
    let (code, unit) = parted(text)?;
    Some(Line {
        number,
        code: code.to_owned(),
        pattern: Pattern::parse(code)?,
        unit: unit_name(unit)?,
    })
}

/// At the first tab, else the first semicolon, else the first comma: the name of a department may hold
/// those that come later.
fn parted(text: &str) -> Option<(&str, &str)> {
    let (code, unit) = ['\t', ';', ',']
        .into_iter()
        .find_map(|mark| text.split_once(mark))?;
    Some((bare(code), bare(unit)))
}

fn bare(field: &str) -> &str {
    let field = field.trim();
    let inner = field
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'));
    inner.unwrap_or(field).trim()
}

/// The name of a unit as it is kept; none where it is empty, too long or has letters no one can see.
pub fn unit_name(text: &str) -> Option<String> {
    let name = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let is_fit = !name.is_empty()
        && name.chars().count() <= LONGEST_NAME
        && !name.chars().any(char::is_control);
    is_fit.then_some(name)
}

/// Reads the names of units, one on each line; a name that stands twice is one.
pub fn read_names(text: &str) -> Result<Vec<String>, BadList> {
    let mut names: Vec<String> = vec![];
    for (place, text) in text.lines().enumerate() {
        let number = u32::try_from(place + 1).map_err(|_| BadList::TooLong)?;
        if text.trim().is_empty() {
            continue;
        }
        if names.len() == MOST_NAMES {
            return Err(BadList::TooLong);
        }
        let name = unit_name(bare(text)).ok_or(BadList::Line(number))?;
        let lower = name.to_lowercase();
        if !names.iter().any(|known| known.to_lowercase() == lower) {
            names.push(name);
        }
    }
    if names.is_empty() {
        return Err(BadList::Empty);
    }
    Ok(names)
}

/// The unit that a course belongs to by a list: that of the first line that fits.
pub fn unit_of<'a>(lines: &'a [Line], code: &str) -> Option<&'a Line> {
    lines.iter().find(|line| line.pattern.fits(code))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_fits_what_its_stars_leave_open() {
        let check = |pattern: &str, code: &str, expected| {
            let parsed = Pattern::parse(pattern).unwrap();
            assert_eq!(parsed.fits(code), expected, "{pattern} {code}");
        };
        check("BOT*", "BOT101", true);
        check("bot*", " BOT101 ", true);
        check("BOT*", "BIO101", false);
        check("BOT101", "BOT101", true);
        check("BOT101", "BOT1012", false);
        check("*101", "BOT101", true);
        check("*1*1", "B1011", true);
        check("*1*2", "B1011", false);
        check("b*t*1", "bot-101-1", true);
        check("BOT*", "", false);
        check("ŴY*", "ŵy1", true);
    }

    #[test]
    fn a_pattern_says_something() {
        for text in ["", "  ", "*", "***", "a\u{7}", &"a".repeat(65)] {
            assert_eq!(Pattern::parse(text), None, "{text:?}");
        }
    }

    #[test]
    fn many_stars_take_no_longer_than_both_lengths_together_allow() {
        let pattern = Pattern::parse(&"*a".repeat(32)).unwrap();
        assert!(!pattern.fits(&format!("{}b", "a".repeat(10_000))));
    }

    #[test]
    fn a_list_is_read_as_spreadsheets_copy_and_save_it() {
        let check = |text: &str, expected: &[(u32, &str, &str)]| {
            let lines = read(text).unwrap();
            let found: Vec<_> = lines
                .iter()
                .map(|line| (line.number, &*line.code, &*line.unit))
                .collect();
            assert_eq!(found, expected, "{text:?}");
        };
        check("BOT101,Biology", &[(1, "BOT101", "Biology")]);
        check("Code,Department\nBOT*,Biology\n", &[(2, "BOT*", "Biology")]);
        check(
            "BOT1\tArts, Law\r\n\nX;Y\n",
            &[(1, "BOT1", "Arts, Law"), (3, "X", "Y")],
        );
        check("\"L1\",\"Law,  School of\"", &[(1, "L1", "Law, School of")]);
    }

    #[test]
    fn a_list_that_cannot_be_read_says_where() {
        let check = |text: &str, expected| assert_eq!(read(text), Err(expected), "{text:?}");
        check("", BadList::Empty);
        check("code,department\n\n", BadList::Empty);
        check("BOT101,Biology\nBOT102", BadList::Line(2));
        check(",Biology", BadList::Line(1));
        check("BOT101,", BadList::Line(1));
        check("*,Biology", BadList::Line(1));
        check(&format!("A,{}", "x".repeat(121)), BadList::Line(1));
        check(&"A,B\n".repeat(2_001), BadList::TooLong);
    }

    #[test]
    fn names_alone_are_read_one_on_each_line() {
        let check = |text: &str, expected: Result<&[&str], BadList>| {
            let names = read_names(text);
            let expected =
                expected.map(|names| names.iter().map(|&name| name.to_owned()).collect());
            assert_eq!(names, expected, "{text:?}");
        };
        check("Biology", Ok(&["Biology"]));
        check(
            " Biology \r\n\n\"Law, School  of\"\nBIOLOGY",
            Ok(&["Biology", "Law, School of"]),
        );
        check("", Err(BadList::Empty));
        check(" \n ", Err(BadList::Empty));
        check("Law\na\u{7}", Err(BadList::Line(2)));
        check(&"x".repeat(121), Err(BadList::Line(1)));
        let many: Vec<_> = (0..=MOST_NAMES).map(|number| number.to_string()).collect();
        let many = many.join("\n");
        check(&many, Err(BadList::TooLong));
    }

    #[test]
    fn the_first_line_that_fits_decides() {
        let lines = read("BOT101,Law\nBOT*,Biology").unwrap();
        assert_eq!(unit_of(&lines, "BOT101").unwrap().unit, "Law");
        assert_eq!(unit_of(&lines, "bot2").unwrap().unit, "Biology");
        assert_eq!(unit_of(&lines, "X"), None);
    }
}
