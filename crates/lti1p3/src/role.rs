//! Roles: what a platform says a person is (Core A.2).
//!
//! Three vocabularies that must not be mixed: a person may be staff of the *institution* and a
//! learner in this *context*, and only context roles say anything about a course. Short names
//! (`Instructor`) are read for context roles alone; deprecated addresses are read; what is not
//! known is kept as it came.

mod vocabulary;

use std::borrow::Cow;
use std::fmt;

pub use vocabulary::{ContextRole, InstitutionRole, SystemRole};

const CONTEXT: &str = "http://purl.imsglobal.org/vocab/lis/v2/membership#";
const CONTEXT_SUB: &str = "http://purl.imsglobal.org/vocab/lis/v2/membership/";
const INSTITUTION: &str = "http://purl.imsglobal.org/vocab/lis/v2/institution/person#";
const SYSTEM: &str = "http://purl.imsglobal.org/vocab/lis/v2/system/person#";
const SYSTEM_LTI: &str = "http://purl.imsglobal.org/vocab/lti/system/person#";
/// Deprecated for system and institution roles alike (Core A.2.1, A.2.2).
const PERSON: &str = "http://purl.imsglobal.org/vocab/lis/v2/person#";
/// Deprecated spellings of LTI 1.0 and 1.1 (Core A).
const URN_CONTEXT: &str = "urn:lti:role:ims/lis/";
const URN_INSTITUTION: &str = "urn:lti:instrole:ims/lis/";
const URN_SYSTEM: &str = "urn:lti:sysrole:ims/lis/";

/// The longest unknown role that is kept whole, in bytes.
const LONGEST: usize = 255;

/// One role.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Role {
    /// In this course or group (Core A.2.3).
    Context(ContextRole),
    /// A refinement of a role in this course (Core A.2.3.1). It confers nothing by itself:
    /// [`Roles::has_sub`] asks for its principal role too.
    Sub {
        /// The role it refines.
        of: ContextRole,
        /// Its name after the `#`, such as `TeachingAssistant`.
        name: String,
    },
    /// In the institution (Core A.2.2).
    Institution(InstitutionRole),
    /// In the platform as a system (Core A.2.1, A.2.4).
    System(SystemRole),
    /// A role of no vocabulary known here, cut after 255 bytes.
    Unknown(String),
}

impl Role {
    /// Reads a role; never fails, because a receiver must live with roles it does not know.
    pub fn parse(text: &str) -> Self {
        known(text).unwrap_or_else(|| Self::Unknown(cut(text).to_owned()))
    }

    /// Whether the specification lists it. A sub-role that it does not list is read all the same.
    pub fn is_listed(&self) -> bool {
        match self {
            Self::Context(_) | Self::Institution(_) | Self::System(_) => true,
            Self::Sub { of, name } => of.sub_roles().contains(&name.as_str()),
            Self::Unknown(_) => false,
        }
    }

    /// The address of this role, in the spelling that is not deprecated.
    pub fn uri(&self) -> Cow<'_, str> {
        match self {
            Self::Context(role) => format!("{CONTEXT}{}", role.name()).into(),
            Self::Sub { of, name } => format!("{CONTEXT_SUB}{}#{name}", of.name()).into(),
            Self::Institution(role) => format!("{INSTITUTION}{}", role.name()).into(),
            Self::System(SystemRole::TestUser) => format!("{SYSTEM_LTI}TestUser").into(),
            Self::System(role) => format!("{SYSTEM}{}", role.name()).into(),
            Self::Unknown(text) => text.into(),
        }
    }
}

impl From<ContextRole> for Role {
    fn from(role: ContextRole) -> Self {
        Self::Context(role)
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.uri())
    }
}

fn known(text: &str) -> Option<Role> {
    if let Some(name) = text.strip_prefix(CONTEXT) {
        return ContextRole::from_name(name).map(Role::Context);
    }
    if let Some(rest) = text.strip_prefix(CONTEXT_SUB) {
        return sub_role(rest.split_once('#')?);
    }
    if let Some(name) = text.strip_prefix(INSTITUTION) {
        return InstitutionRole::from_name(name).map(Role::Institution);
    }
    if let Some(name) = text.strip_prefix(SYSTEM_LTI) {
        return (name == "TestUser").then_some(Role::System(SystemRole::TestUser));
    }
    if let Some(name) = text.strip_prefix(SYSTEM) {
        return SystemRole::from_name(name).map(Role::System);
    }
    deprecated(text)
}

fn deprecated(text: &str) -> Option<Role> {
    if let Some(name) = text.strip_prefix(PERSON) {
        // `Administrator` and `None` are in both vocabularies: the institution's says less.
        return InstitutionRole::from_name(name)
            .map(Role::Institution)
            .or_else(|| SystemRole::from_name(name).map(Role::System));
    }
    if let Some(name) = text.strip_prefix(URN_INSTITUTION) {
        return InstitutionRole::from_name(name).map(Role::Institution);
    }
    if let Some(name) = text.strip_prefix(URN_SYSTEM) {
        return SystemRole::from_name(name).map(Role::System);
    }
    let name = text.strip_prefix(URN_CONTEXT).unwrap_or(text);
    match name.split_once('/') {
        Some(parts) if name.len() < text.len() => sub_role(parts),
        _ => ContextRole::from_name(name).map(Role::Context),
    }
}

fn sub_role((of, name): (&str, &str)) -> Option<Role> {
    // Older Canvas writes `membership/instructor#TeachingAssistant`.
    let of = ContextRole::ALL
        .into_iter()
        .find(|role| role.name().eq_ignore_ascii_case(of))?;
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '-';
    (!name.is_empty() && name.len() <= LONGEST && name.chars().all(plain)).then(|| Role::Sub {
        of,
        name: name.to_owned(),
    })
}

fn cut(text: &str) -> &str {
    let mut end = text.len().min(LONGEST);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// All roles of one person in one place, in the order they came.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Roles(Vec<Role>);

impl Roles {
    /// The roles.
    pub fn iter(&self) -> std::slice::Iter<'_, Role> {
        self.0.iter()
    }

    /// Whether there are none. A launch without roles is a good launch (Core 5.3.7).
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether this person has this role in this course. Institution and system roles never count,
    /// and a sub-role without its principal does not either.
    pub fn has(&self, role: ContextRole) -> bool {
        self.0.contains(&Role::Context(role))
    }

    /// Whether this person has this sub-role *and* its principal (Core A.2.3.1).
    pub fn has_sub(&self, of: ContextRole, sub: &str) -> bool {
        self.has(of) && self.names_sub(of, |name| name == sub)
    }

    /// Whether a teaching assistant's role is named, with or without its principal. Ask this to
    /// withhold a power, never to give one.
    pub fn is_teaching_assistant(&self) -> bool {
        self.names_sub(ContextRole::Instructor, |name| {
            name.starts_with("TeachingAssistant")
        })
    }

    /// Whether this is the platform's student preview (Core A.2.4): nobody real, never graded.
    pub fn is_test_user(&self) -> bool {
        self.0.contains(&Role::System(SystemRole::TestUser))
    }

    /// Whether the platform calls this person an administrator of itself or of the institution.
    pub fn is_administrator(&self) -> bool {
        self.0.iter().any(|role| {
            matches!(
                role,
                Role::Institution(InstitutionRole::Administrator)
                    | Role::System(
                        SystemRole::Administrator | SystemRole::SysAdmin | SystemRole::AccountAdmin
                    )
            )
        })
    }

    fn names_sub(&self, principal: ContextRole, fits: impl Fn(&str) -> bool) -> bool {
        self.0.iter().any(|role| match role {
            Role::Sub { of, name } => *of == principal && fits(name),
            _ => false,
        })
    }
}

impl<R: Into<Role>> FromIterator<R> for Roles {
    fn from_iter<I: IntoIterator<Item = R>>(roles: I) -> Self {
        Self(roles.into_iter().map(Into::into).collect())
    }
}

impl<'a> IntoIterator for &'a Roles {
    type Item = &'a Role;
    type IntoIter = std::slice::Iter<'a, Role>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl serde::Serialize for Roles {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq(self.0.iter().map(Role::uri))
    }
}

#[cfg(test)]
mod tests;
