//! Names of what an access token may do (Names and Roles 2.3.1, Assignment and Grade Services 3.2.1,
//! 3.3.1, 3.4.1).

/// Reads who is in a course.
pub const MEMBERSHIP: &str =
    "https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly";
/// Makes, changes and reads line items. Moodle may withhold it while granting the others.
pub const LINE_ITEM: &str = "https://purl.imsglobal.org/spec/lti-ags/scope/lineitem";
/// Reads line items.
pub const LINE_ITEM_READ: &str = "https://purl.imsglobal.org/spec/lti-ags/scope/lineitem.readonly";
/// Reads results, the grades as the platform holds them.
pub const RESULT_READ: &str = "https://purl.imsglobal.org/spec/lti-ags/scope/result.readonly";
/// Posts scores. Enough alone: scoring needs no line item scope.
pub const SCORE: &str = "https://purl.imsglobal.org/spec/lti-ags/scope/score";
