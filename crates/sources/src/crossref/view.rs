//! Names of answers that the query alone does not tell.

/// The list of types.
pub(super) const TYPES: &str = "type-list";
/// One type, which the request repeats.
pub(super) const TYPE: &str = "type";
/// All works of a member, prefix, journal, funder or type.
pub(super) const ALL_OF_A_RESOURCE: &str = "all-of-a-resource";
