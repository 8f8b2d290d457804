//! Identifiers: UUID version 7, made from the time and the randomness passed in.

use std::fmt;

use uuid::{Builder, Uuid};

use crate::Timestamp;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Uuid);

        impl $name {
            /// Makes one from the time and ten random bytes.
            pub fn new(now: Timestamp, random: [u8; 10]) -> Self {
                let millis = u64::try_from(now.0).unwrap_or_default();
                Self(Builder::from_unix_timestamp_millis(millis, &random).into_uuid())
            }

            /// Reads one back from its text.
            pub fn parse(text: &str) -> Option<Self> {
                Uuid::try_parse(text).ok().map(Self)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.hyphenated().fmt(out)
            }
        }
    )*};
}

impl PersonId {
    /// 62 of the bits that were drawn for it: a lot that stays the same.
    pub(crate) fn draw(self) -> u64 {
        let (_, drawn) = self.0.as_u64_pair();
        // The first two bits say which kind of UUID it is.
        drawn & (u64::MAX >> 2)
    }
}

ids! {
    /// An institution (a tenant).
    InstitutionId,
    /// A platform registration: (issuer, client id).
    RegistrationId,
    /// A course: an LTI context.
    CourseId,
    /// A scheme: one mentoring programme.
    SchemeId,
    /// A person: (institution, issuer, subject).
    PersonId,
    /// A session.
    SessionId,
    /// An attempt at a quiz.
    AttemptId,
    /// An allocation, proposed or published.
    AllocationId,
    /// A score on its way to a gradebook.
    ScoreId,
    /// One reading of a roster.
    ReadId,
    /// An administrator: whoever entered by one invite, and returns with the passkeys they added.
    AdministratorId,
    /// A passkey of an administrator.
    PasskeyId,
    /// Something an administrator did.
    AdminActId,
    /// A unit of an institution: a faculty, a department, a school.
    UnitId,
}
