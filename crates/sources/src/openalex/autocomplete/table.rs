//! What is suggested of each table, and how it is told.

use serapeum_model::{Analysis, Condition, Entity, Field};

use super::super::{
    AUTHORS, CONCEPTS, COUNTRIES, FUNDERS, INSTITUTIONS, KEYWORDS, LANGUAGES, LICENSES, PUBLISHERS,
    SDGS, SOURCES, SUBFIELDS, TOPICS, WORK_TYPES, WORKS,
};

/// A table whose records are suggested.
pub(super) struct Row {
    pub(super) entity: &'static Entity,
    /// Its name in answers, and in the parameter `entity_type`.
    pub(super) told: &'static str,
    pub(super) asked: &'static str,
    /// Whether it is asked by itself.
    pub(super) alone: bool,
    /// The texts of names that count most, and the others.
    pub(super) primary: &'static [&'static str],
    pub(super) secondary: &'static [&'static str],
    pub(super) analysis: Analysis,
    /// Where another identifier of a record is, and the filter of works that a record's id is a value of.
    pub(super) external: &'static str,
    pub(super) filter: &'static str,
    pub(super) hint: Hint,
    /// Which records are not suggested among those of other tables.
    pub(super) left_out: Option<Condition>,
}

/// What tells a record from others of its name.
#[derive(Debug, Clone, Copy)]
pub(super) enum Hint {
    Authors,
    Affiliation,
    Place,
    Host,
    Description,
}

const NAME: &[&str] = &["display_name"];

const fn row(
    entity: &'static Entity,
    told: &'static str,
    external: &'static str,
    filter: &'static str,
) -> Row {
    Row {
        entity,
        told,
        asked: told,
        alone: true,
        primary: NAME,
        secondary: &[],
        analysis: Analysis::Exact,
        external,
        filter,
        hint: Hint::Description,
        left_out: None,
    }
}

impl Row {
    const fn hint(self, hint: Hint) -> Row {
        Row { hint, ..self }
    }

    const fn also(self, secondary: &'static [&'static str]) -> Row {
        Row { secondary, ..self }
    }

    const fn named(self, primary: &'static [&'static str]) -> Row {
        Row { primary, ..self }
    }

    const fn asked(self, asked: &'static str) -> Row {
        Row { asked, alone: false, ..self }
    }

    /// Whether it is meant by a value of `entity_type`.
    pub(super) fn is(&self, kind: &str) -> bool {
        self.asked == kind
    }

    /// The number that decides among records that match alike.
    pub(super) fn popularity(&self) -> Field {
        self.number(self.entity.name != "works")
    }

    /// How many works a record has, or how often it is cited.
    pub(super) fn number(&self, works: bool) -> Field {
        let name = if works { "works_count" } else { "cited_by_count" };
        self.entity.field(name).unwrap_or(self.entity.id)
    }
}

pub(super) static TABLE: &[Row] = &[
    row(WORKS, "work", "doi", "id").hint(Hint::Authors),
    Row { analysis: Analysis::Folded, ..row(AUTHORS, "author", "orcid", "authorships.author.id") }
        .hint(Hint::Affiliation)
        .also(&["display_name_alternatives"]),
    Row {
        left_out: Some(Condition::Text("type", "repository")),
        ..row(SOURCES, "source", "issn_l", "primary_location.source.id")
    }
    .hint(Hint::Host)
    .named(&["display_name", "alternate_titles", "abbreviated_title"]),
    row(INSTITUTIONS, "institution", "ror", "authorships.institutions.lineage")
        .hint(Hint::Place)
        .named(&["display_name", "display_name_acronyms"])
        .also(&["display_name_alternatives"]),
    row(TOPICS, "topic", "ids.wikipedia", "topics.id").also(&["description", "keywords"]),
    row(
        PUBLISHERS,
        "publisher",
        "ids.wikidata",
        "primary_location.source.host_organization_lineage",
    ),
    row(FUNDERS, "funder", "ids.ror", "awards.funder_id"),
    row(CONCEPTS, "concept", "wikidata", "concepts.id"),
    row(KEYWORDS, "keyword", "", "keywords.id"),
    row(LICENSES, "license", "", "locations.license"),
    row(SUBFIELDS, "subfield", "ids.wikidata", "topics.subfield.id"),
    row(COUNTRIES, "country", "country_code", "authorships.countries").asked("countries"),
    row(LANGUAGES, "language", "", "language").asked("language"),
    row(SDGS, "sdg", "ids.un", "sustainable_development_goals.id").asked("sdgs"),
    row(WORK_TYPES, "type", "", "type").asked("work_type"),
];
