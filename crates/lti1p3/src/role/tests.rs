use super::*;

fn check(text: &str, expected: &str) {
    assert_eq!(format!("{:?}", Role::parse(text)), expected, "{text}");
}

#[test]
fn each_vocabulary_keeps_to_itself() {
    let at = "http://purl.imsglobal.org/vocab/";
    check(
        &format!("{at}lis/v2/membership#Instructor"),
        "Context(Instructor)",
    );
    check(&format!("{at}lis/v2/membership#Mentor"), "Context(Mentor)");
    check(
        &format!("{at}lis/v2/institution/person#Instructor"),
        "Institution(Instructor)",
    );
    check(
        &format!("{at}lis/v2/institution/person#Mentor"),
        "Institution(Mentor)",
    );
    check(
        &format!("{at}lis/v2/system/person#Administrator"),
        "System(Administrator)",
    );
    check(
        &format!("{at}lti/system/person#TestUser"),
        "System(TestUser)",
    );
    check(
        &format!("{at}lis/v2/membership/Instructor#TeachingAssistant"),
        "Sub { of: Instructor, name: \"TeachingAssistant\" }",
    );
    check(
        &format!("{at}lis/v2/membership/Learner#Instructor"),
        "Sub { of: Learner, name: \"Instructor\" }",
    );
    check(
        &format!("{at}lis/v2/membership/Officer#Vice-Chair"),
        "Sub { of: Officer, name: \"Vice-Chair\" }",
    );
}

#[test]
fn deprecated_and_short_names_are_read() {
    let at = "http://purl.imsglobal.org/vocab/lis/v2/";
    check("Instructor", "Context(Instructor)");
    check("Learner", "Context(Learner)");
    check("urn:lti:role:ims/lis/Learner", "Context(Learner)");
    check(
        "urn:lti:role:ims/lis/Instructor/Lecturer",
        "Sub { of: Instructor, name: \"Lecturer\" }",
    );
    check("urn:lti:sysrole:ims/lis/SysAdmin", "System(SysAdmin)");
    check("urn:lti:instrole:ims/lis/Student", "Institution(Student)");
    check(
        &format!("{at}person#Administrator"),
        "Institution(Administrator)",
    );
    check(&format!("{at}person#SysAdmin"), "System(SysAdmin)");
    check(
        &format!("{at}membership/instructor#TeachingAssistant"),
        "Sub { of: Instructor, name: \"TeachingAssistant\" }",
    );
}

#[test]
fn what_is_not_known_is_kept_and_is_nothing_else() {
    for text in [
        "",
        "instructor",
        "Faculty",
        "Student",
        "Instructor/TeachingAssistant",
        "https://purl.imsglobal.org/vocab/lis/v2/membership#Instructor",
        "http://purl.imsglobal.org/vocab/lis/v2/membership#instructor",
        "http://purl.imsglobal.org/vocab/lis/v2/membership#Instructor ",
        "http://purl.imsglobal.org/vocab/lis/v2/membership/Wizard#Apprentice",
        "http://purl.imsglobal.org/vocab/lis/v2/membership/Instructor#a\"b",
        "http://purl.imsglobal.org/vocab/lis/v2/membership/Instructor",
        "http://evil.example/vocab/lis/v2/membership#Instructor",
    ] {
        check(text, &format!("Unknown({text:?})"));
    }
}

#[test]
fn a_long_unknown_role_is_cut_between_characters() {
    let long = "é".repeat(400);
    assert_eq!(Role::parse(&long), Role::Unknown("é".repeat(127)));
}

#[test]
fn every_role_is_read_back_from_its_own_address() {
    let context = ContextRole::ALL.into_iter().map(Role::Context);
    let institution = InstitutionRole::ALL.into_iter().map(Role::Institution);
    let system = SystemRole::ALL.into_iter().map(Role::System);
    for role in context.chain(institution).chain(system) {
        assert_eq!(Role::parse(&role.uri()), role);
    }
}

#[test]
fn every_listed_sub_role_is_read_back_and_confers_nothing_alone() {
    let mut listed = 0;
    for of in ContextRole::ALL {
        for name in of.sub_roles() {
            let name = (*name).to_owned();
            let role = Role::Sub { of, name };
            assert_eq!(Role::parse(&role.uri()), role);
            assert!(role.is_listed());
            let alone: Roles = [role].into_iter().collect();
            assert!(ContextRole::ALL.iter().all(|role| !alone.has(*role)));
            listed += 1;
        }
    }
    assert_eq!(listed, 51);
    let at = "http://purl.imsglobal.org/vocab/lis/v2/membership";
    assert!(!Role::parse(&format!("{at}/Mentor#Wizard")).is_listed());
    assert!(!Role::parse("Wizard").is_listed());
}

fn powers(roles: &[&str]) -> String {
    let roles: Roles = roles.iter().map(|text| Role::parse(text)).collect();
    let words = [
        (roles.has(ContextRole::Instructor), "instructor"),
        (roles.has(ContextRole::Learner), "learner"),
        (roles.has(ContextRole::Mentor), "observer"),
        (roles.is_teaching_assistant(), "assistant"),
        (
            roles.has_sub(ContextRole::Instructor, "TeachingAssistant"),
            "proper assistant",
        ),
        (roles.is_administrator(), "administrator"),
        (roles.is_test_user(), "test user"),
    ];
    let words = words.iter().filter(|(is, _)| *is).map(|(_, word)| *word);
    words.collect::<Vec<_>>().join(", ")
}

#[test]
fn only_exact_context_roles_say_who_teaches() {
    let at = "http://purl.imsglobal.org/vocab/lis/v2/";
    let check = |roles: &[&str], expected: &str| {
        let full: Vec<String> = roles.iter().map(|role| role.replace('~', at)).collect();
        let full: Vec<&str> = full.iter().map(String::as_str).collect();
        assert_eq!(powers(&full), expected, "{roles:?}");
    };
    check(&[], "");
    check(&["~membership#Instructor"], "instructor");
    check(&["Instructor"], "instructor");
    check(&["~institution/person#Instructor"], "");
    check(
        &["~institution/person#Faculty", "~membership#Learner"],
        "learner",
    );
    check(&["~membership/Learner#Instructor"], "");
    check(&["~membership/Instructor#Lecturer"], "");
    check(&["~membership/Instructor#TeachingAssistant"], "assistant");
    check(
        &[
            "~membership/Instructor#TeachingAssistant",
            "~membership#Instructor",
        ],
        "instructor, assistant, proper assistant",
    );
    check(
        &[
            "~membership/Instructor#TeachingAssistantSection",
            "~membership#Instructor",
        ],
        "instructor, assistant",
    );
    check(&["~membership#Mentor"], "observer");
    check(&["~institution/person#Mentor"], "");
    check(
        &[
            "~institution/person#Administrator",
            "~membership#Instructor",
            "~system/person#Administrator",
        ],
        "instructor, administrator",
    );
    check(&["~membership#Administrator"], "");
    check(
        &[
            "~membership#Learner",
            "http://purl.imsglobal.org/vocab/lti/system/person#TestUser",
        ],
        "learner, test user",
    );
}
