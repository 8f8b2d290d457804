//! What LTI does not say: year, discipline, who is new. A file matched on the institution's number
//! fills it in (decision 7).

use std::collections::HashSet;

use crate::Timestamp;

/// Most rows a file may have.
pub const MOST_ROWS: usize = 200_000;

/// A file as it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// The columns it has besides `number`. About the others it says nothing, so what an earlier file
    /// said of them stands.
    pub columns: Vec<&'static str>,
    /// Its rows.
    pub people: Vec<Attributes>,
}

/// What a file says of one person.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attributes {
    /// The institution's number, as the LMS sends it in `lis.person_sourcedid`.
    pub number: String,
    /// Year of study, from 1.
    pub year: Option<u8>,
    /// Course of study.
    pub discipline: Option<String>,
    /// Mode of study, such as `full-time`.
    pub mode: Option<String>,
    /// Whether the person commutes.
    pub commute: Option<bool>,
    /// What the person comes as.
    pub comes_as: Option<ComesAs>,
    /// Gates met outside the tab, with the day they were met (R27, "met by other means").
    pub met: MetElsewhere,
}

impl Attributes {
    /// These with what a later file says in its columns. What it has no column for stands; a column
    /// that is there and empty takes back what was said before.
    #[must_use]
    pub fn told(self, later: &Self, columns: &[&str]) -> Self {
        let mut now = self;
        for column in columns {
            match *column {
                "year" => now.year = later.year,
                "discipline" => now.discipline.clone_from(&later.discipline),
                "mode" => now.mode.clone_from(&later.mode),
                "commute" => now.commute = later.commute,
                "part" => now.comes_as = later.comes_as,
                "accepted" => now.met.accepted = later.met.accepted,
                "booked" => now.met.booked = later.met.booked,
                "attended" => now.met.attended = later.met.attended,
                "code" => now.met.code = later.met.code,
                "quiz" => now.met.quiz = later.met.quiz,
                _ => {}
            }
        }
        now
    }
}

/// What a person comes as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ComesAs {
    /// Known to be new here: a mentee unless they leave.
    New,
    /// May become a mentor.
    Candidate,
}

/// The day each gate was met outside the tab.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MetElsewhere {
    /// The department accepted the application.
    pub accepted: Option<Timestamp>,
    /// Training was booked.
    pub booked: Option<Timestamp>,
    /// Training was attended.
    pub attended: Option<Timestamp>,
    /// The code was signed.
    pub code: Option<Timestamp>,
    /// The quiz was passed.
    pub quiz: Option<Timestamp>,
}

/// Why a file is refused. Lines count from 1, the header included.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadFile {
    /// The header has no column `number`.
    #[error("the first line names no column `number`")]
    NoNumber,
    /// The header names a column that is read twice.
    #[error("the first line names the column `{0}` twice")]
    NamedTwice(&'static str),
    /// More rows than [`MOST_ROWS`].
    #[error("the file has more than {MOST_ROWS} rows")]
    TooLong,
    /// A row has another number of fields than the header.
    #[error("line {line} has another number of fields than the first line")]
    Ragged {
        /// The line.
        line: usize,
    },
    /// A quotation mark that is opened and not closed on its line.
    #[error("line {line}: a quotation mark is not closed on this line")]
    Quote {
        /// The line.
        line: usize,
    },
    /// A field cannot be read.
    #[error("line {line}: `{column}` cannot be read")]
    Field {
        /// The line.
        line: usize,
        /// The column.
        column: &'static str,
    },
    /// A number stands twice.
    #[error("line {line}: this number stands in the file before")]
    Twice {
        /// The line.
        line: usize,
    },
}

/// Reads a file: a header of column names, then one person a line, fields parted by commas.
/// Unknown columns are ignored, empty fields are unknown. Quoted fields may hold commas.
pub fn read(text: &str) -> Result<File, BadFile> {
    let mut lines = (1..).zip(text.trim_start_matches('\u{feff}').lines());
    let (_, header) = lines.next().ok_or(BadFile::NoNumber)?;
    let header = header_of(&fields(header).ok_or(BadFile::Quote { line: 1 })?)?;
    let mut seen = HashSet::new();
    let mut people = Vec::new();
    for (line, text) in lines.filter(|(_, text)| !text.trim().is_empty()) {
        if people.len() == MOST_ROWS {
            return Err(BadFile::TooLong);
        }
        let fields = fields(text).ok_or(BadFile::Quote { line })?;
        let person = row(&header, &fields, line)?;
        if !seen.insert(person.number.clone()) {
            return Err(BadFile::Twice { line });
        }
        people.push(person);
    }
    let is_named = |column: &&str| *column != "number" && header.iter().any(|name| name == column);
    Ok(File {
        columns: COLUMNS.into_iter().filter(is_named).collect(),
        people,
    })
}

/// The columns that are read; each is there at most once.
const COLUMNS: [&str; 11] = [
    "number",
    "year",
    "discipline",
    "mode",
    "commute",
    "part",
    "accepted",
    "booked",
    "attended",
    "code",
    "quiz",
];

fn header_of(fields: &[String]) -> Result<Vec<String>, BadFile> {
    let header: Vec<String> = fields
        .iter()
        .map(|name| name.trim().to_lowercase())
        .collect();
    for column in COLUMNS {
        match header.iter().filter(|name| *name == column).count() {
            0 if column == "number" => return Err(BadFile::NoNumber),
            0 | 1 => {}
            _ => return Err(BadFile::NamedTwice(column)),
        }
    }
    Ok(header)
}

fn row(header: &[String], fields: &[String], line: usize) -> Result<Attributes, BadFile> {
    if fields.len() != header.len() {
        return Err(BadFile::Ragged { line });
    }
    let cell = |column: &'static str| {
        let place = header.iter().position(|name| name == column)?;
        Some(fields[place].trim()).filter(|text| !text.is_empty())
    };
    let bad = |column| BadFile::Field { line, column };
    let day = |column| match cell(column) {
        None => Ok(None),
        Some(text) => Timestamp::midday(text).map(Some).ok_or(bad(column)),
    };
    Ok(Attributes {
        number: cell("number")
            .filter(|number| number.len() <= 64 && is_plain(number))
            .ok_or(bad("number"))?
            .to_owned(),
        year: match cell("year") {
            None => None,
            Some(text) => match text.parse() {
                Ok(year @ 1..) => Some(year),
                _ => return Err(bad("year")),
            },
        },
        discipline: short(cell("discipline")).map_err(|()| bad("discipline"))?,
        mode: short(cell("mode")).map_err(|()| bad("mode"))?,
        commute: match cell("commute") {
            None => None,
            Some("yes") => Some(true),
            Some("no") => Some(false),
            Some(_) => return Err(bad("commute")),
        },
        comes_as: match cell("part") {
            None => None,
            Some("new") => Some(ComesAs::New),
            Some("candidate") => Some(ComesAs::Candidate),
            Some(_) => return Err(bad("part")),
        },
        met: MetElsewhere {
            accepted: day("accepted")?,
            booked: day("booked")?,
            attended: day("attended")?,
            code: day("code")?,
            quiz: day("quiz")?,
        },
    })
}

fn short(text: Option<&str>) -> Result<Option<String>, ()> {
    match text {
        Some(text) if text.chars().count() > 120 || !is_plain(text) => Err(()),
        text => Ok(text.map(str::to_owned)),
    }
}

/// Without characters that no one can see, which a database may not store either.
fn is_plain(text: &str) -> bool {
    !text.chars().any(char::is_control)
}

/// Splits one line at commas; a field in double quotes may hold commas and doubled quotes. None
/// where a quotation mark is left open.
fn fields(line: &str) -> Option<Vec<String>> {
    let mut fields = vec![String::new()];
    let mut quoted = false;
    let mut letters = line.trim_end_matches('\r').chars().peekable();
    while let Some(letter) = letters.next() {
        let field = fields.last_mut().expect("there is always a field");
        match letter {
            '"' if quoted && letters.peek() == Some(&'"') => {
                letters.next();
                field.push('"');
            }
            '"' => quoted = !quoted,
            ',' if !quoted => fields.push(String::new()),
            other => field.push(other),
        }
    }
    (!quoted).then_some(fields)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_whole_row_is_read_and_other_columns_are_ignored() {
        let file = read(
            "number,shoe size,year,discipline,mode,commute,part,attended\n\
             S1,42,2,\"Ecology, applied\",full-time,yes,candidate,2026-06-12\nS2,,,,,,new,\n",
        )
        .unwrap();
        let people = &file.people;
        assert_eq!(file.columns.len(), 6, "{:?}", file.columns);
        assert_eq!(people[0].discipline.as_deref(), Some("Ecology, applied"));
        assert_eq!(people[0].year, Some(2));
        assert_eq!(people[0].commute, Some(true));
        assert_eq!(people[0].comes_as, Some(ComesAs::Candidate));
        assert!(people[0].met.attended.is_some() && people[0].met.quiz.is_none());
        assert_eq!(people[1].comes_as, Some(ComesAs::New));
    }

    #[test]
    fn a_later_file_speaks_of_its_own_columns_only() {
        let one = |text: &str| {
            let file = read(text).unwrap();
            (file.people[0].clone(), file.columns)
        };
        let whole = "number,year,discipline,mode,commute,part,accepted,booked,attended,code,quiz\n\
             S1,2,Ecology,full-time,yes,candidate,2026-06-01,2026-06-02,,,2026-06-05\n";
        let (first, columns) = one(whole);
        assert_eq!(Attributes::default().told(&first, &columns[1..]).year, None);
        let nothing = Attributes {
            number: "S1".to_owned(),
            ..Attributes::default()
        };
        assert_eq!(nothing.told(&first, &columns), first, "every column");

        let (attended, columns) = one("number,attended,quiz\nS1,2026-06-12,\n");
        let both = first.clone().told(&attended, &columns);
        assert_eq!(both.met.attended, attended.met.attended);
        assert_eq!(both.met.quiz, None, "an empty field takes back");
        assert_eq!((both.comes_as, both.year), (first.comes_as, Some(2)));
    }

    #[test]
    fn a_bad_file_is_refused_with_its_line() {
        let check = |text: &str, expected: &str| {
            assert_eq!(read(text).unwrap_err().to_string(), expected);
        };
        check("name,year\n", "the first line names no column `number`");
        check(
            "number,year\nS1\n",
            "line 2 has another number of fields than the first line",
        );
        check("number,year\nS1,two\n", "line 2: `year` cannot be read");
        check(
            "number,part\nS1,\n\nS2,lurker\n",
            "line 4: `part` cannot be read",
        );
        check(
            "number\nS1\nS1\n",
            "line 3: this number stands in the file before",
        );
        check(
            "number,quiz\nS1,yesterday\n",
            "line 2: `quiz` cannot be read",
        );
        check("", "the first line names no column `number`");
        check("number,year\nS1,0\n", "line 2: `year` cannot be read");
        check("number\nS\u{0}1\n", "line 2: `number` cannot be read");
        check(
            "number,discipline\nS1,\"Ecology\n",
            "line 2: a quotation mark is not closed on this line",
        );
        check(
            "number,part,PART\nS1,new,candidate\n",
            "the first line names the column `part` twice",
        );
    }
}
