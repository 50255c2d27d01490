//! The oracle's own table: what each filter means, from `fields.tsv`.

use super::form::Form;
use crate::features::Feature;

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
    Version,
    OpenVersion,
    MagOnly,
    OldAuthors,
    /// An open location, and a location of one of these versions.
    Open(&'static [&'static str]),
    /// Works that stand in this list of the record that the value names.
    Listed,
    /// Words are searched for, which is judged elsewhere.
    Words,
    Refused,
}

/// The form of a field's groups.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Grouping {
    /// It has none.
    None,
    /// A group for each value.
    Values,
    /// Two rows, `true` and `false`.
    Truths,
    Continents,
    Versions,
    OpenVersions,
}

/// Whether results can be ordered by a field.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Sorting {
    No,
    Values,
    /// By whether the condition holds.
    Truths,
}

#[derive(Debug)]
pub(crate) struct Field {
    /// The place in the table.
    pub(crate) at: usize,
    pub(crate) entity: &'static str,
    pub(crate) name: &'static str,
    pub(crate) class: Class,
    pub(crate) form: Form,
    /// Whether a record may have several values.
    pub(crate) many: bool,
    /// Where to look; the first path that has values counts.
    pub(crate) paths: Vec<Vec<&'static str>>,
    pub(crate) grouping: Grouping,
    pub(crate) sorting: Sorting,
    /// Whether a date may have a time.
    pub(crate) timed: bool,
    /// Whether the case of a value counts.
    pub(crate) cased: bool,
}

impl Field {
    /// The part of the language that groups of this field need.
    pub(crate) fn grouping_needs(&self) -> Option<Feature> {
        match self.grouping {
            Grouping::None => None,
            Grouping::Values => Some(Feature::Groups),
            Grouping::Truths => Some(Feature::GroupTruths),
            Grouping::Continents => Some(Feature::GroupContinents),
            Grouping::Versions | Grouping::OpenVersions => Some(Feature::GroupVersions),
        }
    }

    /// The part of the language that sorting by this field needs.
    pub(crate) fn sorting_needs(&self) -> Option<Feature> {
        match self.sorting {
            Sorting::No => None,
            Sorting::Values => match self.class {
                Class::Continent
                | Class::OpenVersion
                | Class::Prefix
                | Class::Exists
                | Class::South => Some(Feature::SortConditions),
                _ => Some(Feature::Page),
            },
            Sorting::Truths => Some(Feature::SortConditions),
        }
    }

    /// The part of the language that filtering by this field needs.
    pub(crate) fn filter_needs(&self) -> Feature {
        match self.class {
            Class::Listed => Feature::Listed,
            Class::Words => Feature::Words,
            _ => Feature::Page,
        }
    }

    /// Whether its groups have the keys of truth values, which cannot be walked through.
    pub(crate) fn is_truth(&self) -> bool {
        self.form == Form::Bool || self.grouping == Grouping::Truths
    }
}

/// Every filter.
pub(crate) fn all() -> Vec<Field> {
    let rows = include_str!("../fields.tsv").lines().filter(|line| !line.starts_with('#'));
    rows.enumerate().map(|(at, line)| row(at, &line.split('\t').collect::<Vec<_>>())).collect()
}

fn row(at: usize, cells: &[&'static str]) -> Field {
    let [entity, name, class, form, paths, group, sort, case] = cells else {
        panic!("a row of {} cells: {cells:?}", cells.len());
    };
    let (bare, many) = match form.strip_suffix("[]") {
        Some(bare) => (bare, true),
        None => (*form, false),
    };
    let (bare, timed) = match bare.strip_suffix('+') {
        Some(bare) => (bare, true),
        None => (bare, false),
    };
    Field {
        at,
        entity,
        name,
        class: class_of(class),
        form: Form::named(bare),
        many,
        paths: paths.split('|').map(|path| path.split('.').collect()).collect(),
        grouping: match *group {
            "-" => Grouping::None,
            "T" | "N" | "B" => Grouping::Values,
            "E" => Grouping::Truths,
            "C" => Grouping::Continents,
            "V" => Grouping::Versions,
            "O" => Grouping::OpenVersions,
            other => panic!("no grouping {other}"),
        },
        sorting: match *sort {
            "-" => Sorting::No,
            "y" => Sorting::Values,
            "c" => Sorting::Truths,
            other => panic!("no sorting {other}"),
        },
        timed,
        cased: *case == "c",
    }
}

fn class_of(name: &str) -> Class {
    match name {
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
        "version" => Class::Version,
        "open_version" => Class::OpenVersion,
        "mag_only" => Class::MagOnly,
        "old_authors" => Class::OldAuthors,
        "open_accepted" => Class::Open(&["acceptedversion", "publishedversion"]),
        "open_submitted" => Class::Open(&["submittedversion"]),
        "listed" => Class::Listed,
        "words" => Class::Words,
        "refused" => Class::Refused,
        other => panic!("no class {other}"),
    }
}
