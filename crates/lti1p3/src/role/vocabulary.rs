//! The words of Core A.2, spelled as there.

macro_rules! vocabulary {
    ($(#[$doc:meta])* $name:ident: $($word:ident)*) => {
        $(#[$doc])*
        #[expect(missing_docs, reason = "the specification lists these words without explaining them")]
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name {
            $($word,)*
        }

        impl $name {
            /// Every word of this vocabulary.
            pub const ALL: [Self; [$(Self::$word),*].len()] = [$(Self::$word),*];

            /// The word, as after the `#` of its address.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$word => stringify!($word),)*
                }
            }

            /// The word of this spelling; case matters.
            pub fn from_name(name: &str) -> Option<Self> {
                Self::ALL.into_iter().find(|word| word.name() == name)
            }
        }
    };
}

vocabulary! {
    /// Roles in a course or group (Core A.2.3). `Mentor` is an observer such as a parent, or on some
    /// platforms a tutor: it says nothing about a peer mentoring scheme.
    ContextRole: Administrator ContentDeveloper Instructor Learner Mentor Manager Member Officer
}

vocabulary! {
    /// Roles in the institution (Core A.2.2).
    InstitutionRole: Administrator Faculty Guest None Other Staff Student
        Alumni Instructor Learner Member Mentor Observer ProspectiveStudent
}

vocabulary! {
    /// Roles in the platform (Core A.2.1). `TestUser` marks a student preview (Core A.2.4).
    SystemRole: Administrator None AccountAdmin Creator SysAdmin SysSupport User TestUser
}

macro_rules! sub_roles {
    ($($role:ident: $($name:literal)*;)*) => {
        impl ContextRole {
            /// The refinements that are listed for this role (Core A.2.3.1).
            pub const fn sub_roles(self) -> &'static [&'static str] {
                match self {
                    $(Self::$role => &[$($name),*],)*
                }
            }
        }
    };
}

sub_roles! {
    Administrator: "Administrator" "Developer" "ExternalDeveloper" "ExternalSupport"
        "ExternalSystemAdministrator" "Support" "SystemAdministrator";
    ContentDeveloper: "ContentDeveloper" "ContentExpert" "ExternalContentExpert" "Librarian";
    Instructor: "ExternalInstructor" "Grader" "GuestInstructor" "Lecturer" "PrimaryInstructor"
        "SecondaryInstructor" "TeachingAssistant" "TeachingAssistantGroup"
        "TeachingAssistantOffering" "TeachingAssistantSection"
        "TeachingAssistantSectionAssociation" "TeachingAssistantTemplate";
    Learner: "ExternalLearner" "GuestLearner" "Instructor" "Learner" "NonCreditLearner";
    Mentor: "Advisor" "Auditor" "ExternalAdvisor" "ExternalAuditor" "ExternalLearningFacilitator"
        "ExternalMentor" "ExternalReviewer" "ExternalTutor" "LearningFacilitator" "Mentor"
        "Reviewer" "Tutor";
    Manager: "AreaManager" "CourseCoordinator" "ExternalObserver" "Manager" "Observer";
    Member: "Member";
    Officer: "Chair" "Communications" "Secretary" "Treasurer" "Vice-Chair";
}
