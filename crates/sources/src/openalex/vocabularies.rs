//! Vocabularies: codes with a name, and how many works have each. All are filtered alike; what else their records say
//! (the countries of a continent, the address of a licence) is shown, but not filtered by. See for example
//! <https://developers.openalex.org/api-entities/work-types>.

use serapeum_model::{Filter, Test};

use super::{absent::ACCOUNTS, codes, explosions, searched};

/// A module with the table of a vocabulary: its name, other names in paths, how its codes are spelt.
macro_rules! vocabulary {
    ($(#[$doc:meta])* $module:ident $name:literal $aliases:expr, $form:expr, $explosions:expr) => {
        $(#[$doc])*
        pub mod $module {
            use serapeum_model::{Entity, Order, table};

            use super::{FILTERS, codes, explosions, searched};

            table! {
                /// Every column.
                FIELDS $name {
                    ID "id" = Row::code($form).sort().group().lookup().labelled($name, "display_name");
                    NAME "display_name" = Row::keyword().sort();
                    WORKS_COUNT "works_count" = Row::integer().sort().group();
                    CITED_BY_COUNT "cited_by_count" = Row::integer().sort().group();
                    CREATED_DATE "created_date" = Row::timestamp().sort().inner();
                    UPDATED_DATE "updated_date" = Row::timestamp().sort().inner();
                }
            }

            /// The table.
            pub static ENTITY: Entity = Entity {
                name: $name,
                aliases: $aliases,
                fields: FIELDS,
                id: ID,
                newest: Some(UPDATED_DATE),
                label: Some(NAME),
                filters: FILTERS,
                order: &[Order::Descending(WORKS_COUNT)],
                scope: None,
                explosions: $explosions,
                texts: &[],
    elements: &[],
    searched: searched::NAMED,
    factor: searched::CITED,
            }
            .checked();
        }
    };
}

/// The filters of records that have a name and hardly more.
pub(super) static FILTERS: &[Filter] = &[
    Filter::new("from_created_date", Test::Since("created_date")),
    Filter::new("from_updated_date", Test::Since("updated_date")),
    Filter::new("text.search", Test::Search(&searched::TITLE)),
    Filter::new("default.search", Test::Search(&searched::TITLE)),
    Filter::new("display_name.search", Test::Search(&searched::TITLE)),
    Filter::new("collection", Test::Absent(ACCOUNTS)),
];

vocabulary! {
    /// Keywords: short phrases for what works are about.
    keywords "keywords" &[], &codes::KEYWORD_ID, explosions::NONE
}
vocabulary! {
    /// The sustainable development goals of the United Nations.
    sdgs "sdgs" &[], &codes::SDG_ID, explosions::NONE
}
vocabulary! {
    /// Countries, by ISO 3166-1 code.
    countries "countries" &[], &codes::COUNTRY_ID, explosions::NONE
}
vocabulary! {
    /// Continents, by their number in Wikidata.
    continents "continents" &[], &codes::CONTINENT, explosions::CONTINENTS
}
vocabulary! {
    /// Languages, by ISO 639-1 code.
    languages "languages" &[], &codes::LANGUAGE_ID, explosions::NONE
}
vocabulary! {
    /// Licences of open works.
    licenses "licenses" &[], &codes::LICENSE_ID, explosions::NONE
}
vocabulary! {
    /// Types of works: their ids say `types`.
    work_types "work-types" &["types"], &codes::WORK_TYPE_ID, explosions::NONE
}
vocabulary! {
    /// Types of sources.
    source_types "source-types" &[], &codes::SOURCE_TYPE_ID, explosions::NONE
}
vocabulary! {
    /// Types of institutions.
    institution_types "institution-types" &[], &codes::INSTITUTION_TYPE_ID, explosions::NONE
}
