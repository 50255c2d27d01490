//! The oracle's own table: what each filter means, from `fields.tsv`.

use super::form::Form;

/// How the values of a filter are written, and what they test.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Class {
    Bool,
    /// Whether there is a value.
    Exists,
    /// Whether a country belongs to the global south.
    South,
    Number,
    Date,
    Since,
    Until,
    Id,
    /// Groups keep the ids of one letter.
    Only(char),
    Journal,
    Repository,
    Term,
    Prefix,
    Continent,
    OpenVersion,
    MagOnly,
    OldAuthors,
    /// An open location, and a location of one of these versions.
    Open(&'static [&'static str]),
    Refused,
}

#[derive(Debug)]
pub(crate) struct Field {
    pub(crate) entity: &'static str,
    pub(crate) name: &'static str,
    pub(crate) class: Class,
    pub(crate) form: Form,
    /// Whether a record may have several values.
    pub(crate) many: bool,
    /// Where to look; the first path that has values counts.
    pub(crate) paths: Vec<Vec<&'static str>>,
    pub(crate) groups: bool,
    pub(crate) sorts: bool,
    /// Whether a date may have a time.
    pub(crate) timed: bool,
}

/// Every entity.
pub(crate) const ENTITIES: [&str; 21] = [
    "works",
    "authors",
    "sources",
    "institutions",
    "publishers",
    "funders",
    "awards",
    "concepts",
    "topics",
    "subfields",
    "fields",
    "domains",
    "keywords",
    "sdgs",
    "countries",
    "continents",
    "languages",
    "licenses",
    "work-types",
    "source-types",
    "institution-types",
];

/// Every filter.
pub(crate) fn all() -> Vec<Field> {
    let rows = include_str!("../fields.tsv").lines().filter(|line| !line.starts_with('#'));
    rows.map(|line| row(&line.split('\t').collect::<Vec<_>>())).collect()
}

fn row(cells: &[&'static str]) -> Field {
    let [entity, name, class, form, paths, group, sort] = cells else {
        panic!("a row of {} cells: {cells:?}", cells.len());
    };
    let class = match *class {
        "bool" => Class::Bool,
        "exists" => Class::Exists,
        "south" => Class::South,
        "num" => Class::Number,
        "date" => Class::Date,
        "since" => Class::Since,
        "until" => Class::Until,
        "id" => Class::Id,
        "only:P" => Class::Only('P'),
        "only:I" => Class::Only('I'),
        "journal" => Class::Journal,
        "repository" => Class::Repository,
        "term" => Class::Term,
        "prefix" => Class::Prefix,
        "continent" => Class::Continent,
        "open_version" => Class::OpenVersion,
        "mag_only" => Class::MagOnly,
        "old_authors" => Class::OldAuthors,
        "open_accepted" => Class::Open(&["acceptedversion", "publishedversion"]),
        "open_submitted" => Class::Open(&["submittedversion"]),
        "refused" => Class::Refused,
        other => panic!("no class {other}"),
    };
    let (bare, many) = match form.strip_suffix("[]") {
        Some(bare) => (bare, true),
        None => (*form, false),
    };
    let (bare, timed) = match bare.strip_suffix('+') {
        Some(bare) => (bare, true),
        None => (bare, false),
    };
    let paths = paths.split('|').map(|path| path.split('.').collect()).collect();
    let (groups, sorts) = (*group == "y", *sort == "y");
    Field { entity, name, class, form: Form::named(bare), many, paths, groups, sorts, timed }
}
