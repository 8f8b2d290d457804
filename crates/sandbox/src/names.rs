//! Names of people who do not exist, in the scripts a university meets.

use crate::chance::Chance;

/// A name as an LMS keeps it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Name {
    /// Given name.
    pub given: String,
    /// Family name.
    pub family: String,
    /// The whole name, in the order its bearer uses.
    pub full: String,
}

impl Name {
    pub(crate) fn new(given: &str, family: &str) -> Self {
        Self {
            given: given.to_owned(),
            family: family.to_owned(),
            full: format!("{given} {family}"),
        }
    }
}

/// Names that go together.
struct Tradition {
    /// How often it comes, against the others.
    weight: usize,
    /// Whether the family name stands first, without a space.
    family_first: bool,
    given: &'static [&'static str],
    family: &'static [&'static str],
}

const fn tradition(
    weight: usize,
    given: &'static [&'static str],
    family: &'static [&'static str],
) -> Tradition {
    Tradition {
        weight,
        family_first: false,
        given,
        family,
    }
}

const TRADITIONS: &[Tradition] = &[
    tradition(
        26,
        &[
            "Amina", "Jo", "Sam", "Priya", "Marek", "Hana", "Robin", "Imogen", "Caleb", "Tilda",
            "Farah", "Noor", "Ellis", "Bea", "Rowan", "Kit", "Jasmin", "Oscar", "Nell", "Idris",
            "Grace", "Theo", "Maya", "Callum",
        ],
        &[
            "Ashdown",
            "Birchall",
            "Cartmel",
            "Dunmore",
            "Eastlake",
            "Fernsby",
            "Greaves",
            "Hollins",
            "Ibbotson",
            "Kettering",
            "Larkspur",
            "Mallory",
            "Netherby",
            "Oakden",
            "Pemberley",
            "Quill",
            "Rushford",
            "Saltash",
            "Thornycroft",
            "Underhay",
            "Wexcombe",
            "Yarrow",
        ],
    ),
    tradition(
        14,
        &[
            "Tomos",
            "Ffion",
            "Llŷr",
            "Siân",
            "Gwenllïan",
            "Rhŷs",
            "Iestyn",
            "Mererid",
            "Owain",
            "Angharad",
            "Siôn",
            "Non",
            "Lowri",
            "Macsen",
        ],
        &[
            "ap Gwyn",
            "Llwyd",
            "Prydderch",
            "ab Iorwerth",
            "Gruffydd",
            "ferch Dafydd",
            "Bebb",
            "Môn",
            "Tŷ-Gwyn",
            "Penllyn",
            "Ceiriog",
            "Llywelyn",
        ],
    ),
    tradition(
        14,
        &[
            "Zoë", "Łukasz", "Jürgen", "Søren", "Çağla", "Åsa", "Þóra", "Chloé", "Dženana", "José",
            "Ílhan", "Nuño", "Žofie", "Ölle", "Eõ",
        ],
        &[
            "Żółć",
            "Großmann",
            "Núñez",
            "Öztürk",
            "Šimková",
            "Lõhmus",
            "Ørskov",
            "D’Angelis",
            "O'Neill-Ng",
            "Bălan",
            "Ğazi",
            "Châtelêt",
        ],
    ),
    tradition(
        5,
        &["Ọlá", "Adéọlá", "Ṣadé", "Chịdị", "Ńkẹ́", "Tólú"],
        &["Ọláyinká", "Adébáyọ̀", "Ẹ̀kọ́", "Ògúnbọ̀wálé", "Ìbùkún"],
    ),
    tradition(
        4,
        &["Ngọc Ánh", "Thị Hường", "Đức", "Quỳnh", "Bảo"],
        &["Nguyễn", "Trần", "Lưu", "Đặng", "Phượng"],
    ),
    tradition(
        6,
        &["محمد", "ليلى", "يوسف", "مريم", "سلمى", "عمر", "نور", "زيد"],
        &[
            "الأحمد",
            "البحري",
            "الزيتوني",
            "النجار",
            "الحداد",
            "السماك",
            "العطار",
        ],
    ),
    Tradition {
        weight: 6,
        family_first: true,
        given: &[
            "小明", "若水", "思远", "雨桐", "子涵", "嘉怡", "一诺", "浩然",
        ],
        family: &["李", "王", "林", "陈", "欧阳", "周", "吴", "司马"],
    },
    Tradition {
        weight: 4,
        family_first: true,
        given: &["서연", "민준", "지우", "하은", "도윤"],
        family: &["김", "이", "박", "최", "정"],
    },
    tradition(
        5,
        &["अनिका", "रोहन", "प्रिया", "कबीर", "मीरा", "अर्जुन"],
        &["शर्मा", "पटेल", "वर्मा", "जोशी", "त्रिपाठी"],
    ),
    tradition(
        3,
        &["நிலா", "கவின்", "மலர்", "இனியன்"],
        &["முருகன்", "செல்வம்", "அன்பு"],
    ),
    tradition(
        4,
        &["Олена", "Дмитро", "София", "Мирослав", "Їржина", "Наталия"],
        &["Коваленко", "Петренко", "Гончар", "Щербак", "Юрьева"],
    ),
    tradition(
        3,
        &["Ελένη", "Γιώργος", "Νεφέλη", "Ορέστης", "Δάφνη"],
        &["Παπαδάκη", "Μαυρίδης", "Ανδρέου", "Καλογεράς"],
    ),
    tradition(
        3,
        &["ሰላም", "አበበ", "ትዕግስት", "ዳዊት", "ሄለን"],
        &["ተስፋዬ", "ገብረ", "አለሙ", "ወልደ"],
    ),
    tradition(
        3,
        &["נועה", "איתי", "תמר", "יונתן", "שירה"],
        &["כהן", "ברק", "אלון", "שדה"],
    ),
    tradition(
        2,
        &["ნინო", "გიორგი", "თამარ"],
        &["ბერიძე", "კაპანაძე", "ლომიძე"],
    ),
    tradition(2, &["มะลิ", "กานต์", "ชลธิชา"], &["ศรีสุข", "ทองดี", "วงศ์งาม"]),
];

/// Draws names that have not come before while there are some left.
pub(crate) struct Names {
    chance: Chance,
    drawn: std::collections::HashSet<Name>,
}

impl Names {
    pub(crate) fn new(seed: u64) -> Self {
        Self {
            chance: Chance::new(seed, "names"),
            drawn: std::collections::HashSet::new(),
        }
    }

    /// The next name. In a large course two people may share one, as people do.
    pub(crate) fn draw(&mut self) -> Name {
        let mut name = self.any();
        for _ in 0..8 {
            if self.drawn.insert(name.clone()) {
                return name;
            }
            name = self.any();
        }
        name
    }

    fn any(&mut self) -> Name {
        let total = TRADITIONS.iter().map(|tradition| tradition.weight).sum();
        let mut left = self.chance.below(total);
        let tradition = TRADITIONS
            .iter()
            .find(|tradition| {
                let here = left < tradition.weight;
                left = left.saturating_sub(tradition.weight);
                here
            })
            .expect("the number is below the sum of the weights");
        let given = self.chance.pick(tradition.given);
        let family = self.chance.pick(tradition.family);
        if tradition.family_first {
            return Name {
                full: format!("{family}{given}"),
                ..Name::new(given, family)
            };
        }
        Name::new(given, family)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_usual_course_has_no_two_people_of_one_name_and_meets_every_script() {
        let mut names = Names::new(1);
        let drawn: Vec<Name> = (0..244).map(|_| names.draw()).collect();
        let distinct: std::collections::HashSet<_> = drawn.iter().collect();
        assert_eq!(distinct.len(), 244);
        for (script, from, to) in [
            ("Greek", 'Ͱ', 'Ͽ'),
            ("Cyrillic", 'Ѐ', 'ӿ'),
            ("Hebrew", '\u{590}', '\u{5ff}'),
            ("Arabic", '\u{600}', '\u{6ff}'),
            ("Devanagari", '\u{900}', '\u{97f}'),
            ("Ge'ez", '\u{1200}', '\u{137f}'),
            ("Han", '\u{4e00}', '\u{9fff}'),
        ] {
            let met = drawn.iter().any(|name| {
                name.given
                    .chars()
                    .any(|letter| (from..=to).contains(&letter))
            });
            assert!(met, "{script}");
        }
    }

    #[test]
    fn many_people_still_get_names() {
        let mut names = Names::new(1);
        assert!((0..5_000).all(|_| !names.draw().full.is_empty()));
    }
}
