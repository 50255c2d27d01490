//! What a table of members can say.

/// A member of an object as the API shows it.
#[derive(Debug)]
pub(super) struct Member {
    pub(super) name: &'static str,
    /// What becomes of its value.
    pub(super) rule: Rule,
    pub(super) shown: Shown,
}

/// What becomes of a member's value. One that is not of the kind that its rule is about stays as it is.
#[derive(Debug, Clone, Copy)]
pub(super) enum Rule {
    /// It stays as it is.
    Whole,
    /// Objects, alone or in a list, of which only these members are shown, in this order.
    Of(&'static [Member]),
    /// Like `Of`; a list is cut short unless it is asked for whole.
    Cut(&'static [Member]),
    /// Like `Of`; ids get the prefix that the API has and the snapshot has not.
    Locations(&'static [Member]),
    /// A bare number becomes text behind this.
    Behind(&'static str),
    /// An instant loses its zone, which is UTC.
    Instant,
    /// The words of an abstract and their positions.
    Index,
    /// Where to fetch a work's files; made where a record has none.
    Contents,
    /// An abstract's words in order; made.
    Abstract,
}

/// Whether a member is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shown {
    /// Where a record has it.
    Present,
    /// Even where a record lacks it, as null.
    Always,
    /// Where a record has it; the API showed it once and has dropped it.
    Former,
    /// Only with a search.
    Scored,
    /// Only where it is asked for by name: the API has no such member.
    Asked,
    /// Never; another member is made from it.
    Hidden,
}

/// A list of members, in the order of the API:
///
/// ```text
/// id, ids { openalex, mag: Behind("") }, authorships: Cut(AUTHORSHIP), grants { funder } => Former
/// ```
macro_rules! members {
    ($($name:tt $({ $($inner:tt)* })? $(: $rule:expr)? $(=> $shown:ident)?),* $(,)?) => {
        &[$(Member {
            name: stringify!($name),
            rule: rule!($({ $($inner)* })? $($rule)?),
            shown: shown!($($shown)?),
        }),*]
    };
}

macro_rules! rule {
    () => {
        Rule::Whole
    };
    ({ $($inner:tt)* }) => {
        Rule::Of(members!($($inner)*))
    };
    ($rule:expr) => {
        $rule
    };
}

macro_rules! shown {
    () => {
        Shown::Present
    };
    ($shown:ident) => {
        Shown::$shown
    };
}

pub(super) use {members, rule, shown};
