//! How values of filters are spelt: <https://www.crossref.org/documentation/retrieve-metadata/rest-api/rest-api-filters/>.

use super::vocabulary::{self, Vocabulary};

/// The form of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Syntax {
    /// Any text.
    Text,
    /// A date.
    Day,
    /// A date, with or without a time of day.
    Time,
    /// `true` or `false`: whether there is something.
    Presence,
    /// `true` or `false`: a flag that has this value.
    Flag,
    /// A word of a list.
    Word(&'static Vocabulary),
    /// An archive: any where the request is not strict.
    Archive,
    /// The id of a type.
    Type,
    /// The label of a type, or its id.
    TypeName,
    /// A DOI.
    Doi,
    /// A DOI, or any other id.
    Object,
    /// The id of a funder, or its DOI.
    Funder,
    /// An ISBN.
    Isbn,
    /// An ISSN.
    Issn,
    /// An ORCID iD.
    Orcid,
    /// A ROR id.
    Ror,
    /// The number of a member.
    Member,
    /// A prefix of DOIs.
    Prefix,
    /// A media type.
    Mime,
    /// A whole number that is not negative.
    Integer,
}

use Syntax::{
    Archive, Day, Doi, Flag, Funder, Integer, Isbn, Issn, Member, Mime, Object, Orcid, Prefix,
    Presence, Ror, Text, Time, Type, TypeName, Word,
};

/// The form of values, by the filter's name; of any route.
const SYNTAXES: &[(&str, Syntax)] = &[
    ("alternative-id", Text),
    ("archive", Archive),
    ("article-number", Text),
    ("assertion", Text),
    ("assertion-group", Text),
    ("award.funder", Funder),
    ("award.number", Text),
    ("backfile-doi-count", Integer),
    ("category-name", Text),
    ("clinical-trial-number", Text),
    ("container-title", Text),
    ("content-domain", Text),
    ("current-doi-count", Integer),
    ("directory", Word(&vocabulary::DIRECTORY)),
    ("doi", Doi),
    ("from-created-date", Time),
    ("from-deposit-date", Time),
    ("from-index-date", Time),
    ("from-update-date", Time),
    ("full-text.application", Word(&vocabulary::APPLICATION)),
    ("full-text.type", Mime),
    ("full-text.version", Word(&vocabulary::VERSION)),
    ("funder", Funder),
    ("funder-doi-asserted-by", Word(&vocabulary::ASSERTED_BY)),
    ("group-title", Text),
    ("gte-award-amount", Integer),
    ("has-authenticated-orcid", Flag),
    ("has-domain-restriction", Flag),
    ("isbn", Isbn),
    ("issn", Issn),
    ("is-update", Presence),
    ("license.delay", Integer),
    ("license.url", Text),
    ("license.version", Word(&vocabulary::VERSION)),
    ("location", Text),
    ("lte-award-amount", Integer),
    ("member", Member),
    ("orcid", Orcid),
    ("prefix", Prefix),
    ("relation.object", Object),
    ("relation.object-type", Word(&vocabulary::OBJECT_TYPE)),
    ("relation.type", Word(&vocabulary::RELATION)),
    ("ror-id", Ror),
    ("type", Type),
    ("type-name", TypeName),
    ("until-created-date", Time),
    ("until-deposit-date", Time),
    ("until-index-date", Time),
    ("until-update-date", Time),
    ("update-type", Text),
    ("updates", Doi),
];

/// The form of a filter's values: that of its row, or of its family.
pub(super) fn of(name: &str) -> Option<Syntax> {
    if let Some((_, syntax)) = SYNTAXES.iter().find(|(known, _)| *known == name) {
        return Some(*syntax);
    }
    let dated = name.starts_with("from-") || name.starts_with("until-");
    match name {
        _ if name.starts_with("has-") => Some(Presence),
        _ if dated && name.ends_with("-date") => Some(Day),
        _ => None,
    }
}
