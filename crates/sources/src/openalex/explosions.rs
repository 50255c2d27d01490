//! Long tables: what records hold in lists, a row for each element. Columns of a list's element are named after it;
//! the first column names the record. Older shapes of a list stand behind a `|`.

use serapeum_model::{Explosion, Row};

use super::{codes, ids};

/// Identifiers and names, as of topics and their three levels: `list` is the list's name.
macro_rules! topics {
    ($list:literal, $record:literal, $id:ident, [$($measure:expr),*]) => {
        Explosion {
            name: $list,
            rows: concat!($list, "[]"),
            columns: &[
                Row::id(&ids::$id).at("id").named($record),
                Row::integer().at(concat!($list, "[].@position")).named("position"),
                Row::id(&ids::TOPIC).at(concat!($list, "[].id")).named("topic_id"),
                Row::keyword().at(concat!($list, "[].display_name")).named("topic_name"),
                $($measure,)*
                Row::code(&codes::SUBFIELD).at(concat!($list, "[].subfield.id")).named("subfield_id"),
                Row::keyword().at(concat!($list, "[].subfield.display_name")).named("subfield_name"),
                Row::code(&codes::FIELD).at(concat!($list, "[].field.id")).named("field_id"),
                Row::keyword().at(concat!($list, "[].field.display_name")).named("field_name"),
                Row::code(&codes::DOMAIN).at(concat!($list, "[].domain.id")).named("domain_id"),
                Row::keyword().at(concat!($list, "[].domain.display_name")).named("domain_name"),
            ],
        }
        .checked()
    };
}

/// Concepts, with how sure or how near they are.
macro_rules! concepts {
    ($list:literal, $record:literal, $id:ident, $other:literal) => {
        Explosion {
            name: $list,
            rows: concat!($list, "[]"),
            columns: &[
                Row::id(&ids::$id).at("id").named($record),
                Row::integer().at(concat!($list, "[].@position")).named("position"),
                Row::id(&ids::CONCEPT).at(concat!($list, "[].id")).named(concat!($other, "_id")),
                Row::keyword()
                    .at(concat!($list, "[].display_name"))
                    .named(concat!($other, "_name")),
                Row::integer().at(concat!($list, "[].level")).named("level"),
                Row::float().at(concat!($list, "[].score")).named("score"),
                Row::code(&codes::WIKIDATA).at(concat!($list, "[].wikidata")).named("wikidata"),
            ],
        }
        .checked()
    };
}

/// Identifiers alone.
macro_rules! identifiers {
    ($list:literal, $record:literal, $id:ident, $other:literal, $named:ident) => {
        Explosion {
            name: $list,
            rows: concat!($list, "[]"),
            columns: &[
                Row::id(&ids::$id).at("id").named($record),
                Row::integer().at(concat!($list, "[].@position")).named("position"),
                Row::id(&ids::$named).at(concat!($list, "[]")).named($other),
            ],
        }
        .checked()
    };
}

/// Identifiers and names of what belongs to a code.
macro_rules! members {
    ($list:literal, $record:literal, $code:ident, $other:literal, $name:literal, $row:expr) => {
        Explosion {
            name: $list,
            rows: concat!($list, "[]"),
            columns: &[
                Row::code(&codes::$code).at("id").named($record),
                Row::integer().at(concat!($list, "[].@position")).named("position"),
                $row.at(concat!($list, "[].id")).named($other),
                Row::keyword().at(concat!($list, "[].display_name")).named($name),
            ],
        }
        .checked()
    };
}

/// Texts alone.
macro_rules! texts {
    ($list:literal, $record:literal, $id:ident, $text:literal) => {
        Explosion {
            name: $list,
            rows: concat!($list, "[]"),
            columns: &[
                Row::id(&ids::$id).at("id").named($record),
                Row::integer().at(concat!($list, "[].@position")).named("position"),
                Row::keyword().at(concat!($list, "[]")).named($text),
            ],
        }
        .checked()
    };
}

/// Institutions, with the columns given before them; `at` is where they are, `old` where they were.
macro_rules! institutions {
    ($list:literal, $rows:literal, $record:literal, $id:ident, [$($more:expr),*], $at:literal $(, $old:literal)?) => {
        Explosion {
            name: $list,
            rows: $rows,
            columns: &[
                Row::id(&ids::$id).at("id").named($record),
                $($more,)*
                Row::id(&ids::INSTITUTION).at(concat!($at, ".id" $(, "|", $old, ".id")?))
                    .named("institution_id"),
                Row::keyword().at(concat!($at, ".display_name" $(, "|", $old, ".display_name")?))
                    .named("institution_name"),
                Row::ror().at(concat!($at, ".ror" $(, "|", $old, ".ror")?)).named("institution_ror"),
                Row::code(&codes::COUNTRY).at(concat!($at, ".country_code" $(, "|", $old, ".country_code")?))
                    .named("country_code"),
                Row::code(&codes::INSTITUTION_TYPE).at(concat!($at, ".type" $(, "|", $old, ".type")?))
                    .named("institution_type"),
                Row::id(&ids::INSTITUTION).many()
                    .at(concat!($at, ".lineage[]" $(, "|", $old, ".lineage[]")?))
                    .named("institution_lineage"),
            ],
        }
        .checked()
    };
}

/// Counts for each year.
macro_rules! counts_by_year {
    ($record:literal, $id:ident) => {
        Explosion {
            name: "counts_by_year",
            rows: "counts_by_year[]",
            columns: &[
                Row::id(&ids::$id).at("id").named($record),
                Row::integer().at("counts_by_year[].year").named("year"),
                Row::integer().at("counts_by_year[].works_count").named("works_count"),
                Row::integer().at("counts_by_year[].oa_works_count").named("oa_works_count"),
                Row::integer().at("counts_by_year[].cited_by_count").named("cited_by_count"),
            ],
        }
        .checked()
    };
}

/// What a record also is: an institution, a funder, a publisher.
macro_rules! roles {
    ($record:literal, $id:ident) => {
        Explosion {
            name: "roles",
            rows: "roles[]",
            columns: &[
                Row::id(&ids::$id).at("id").named($record),
                Row::keyword().at("roles[].role").named("role"),
                Row::any_id(ids::MIXED).at("roles[].id").named("role_id"),
                Row::integer().at("roles[].works_count").named("works_count"),
            ],
        }
        .checked()
    };
}

pub(super) static WORKS: &[Explosion] = &[
    institutions!(
        "authorships", "authorships[].institutions[]", "work_id", WORK,
        [
            Row::integer().at("authorships[].@position").named("position"),
            Row::keyword().at("authorships[].author_position").named("author_position"),
            Row::id(&ids::AUTHOR).at("authorships[].author.id").named("author_id"),
            Row::keyword().at("authorships[].author.display_name").named("author_name"),
            Row::orcid().at("authorships[].author.orcid").named("author_orcid"),
            Row::keyword().at("authorships[].raw_author_name").named("raw_author_name"),
            Row::orcid().at("authorships[].raw_orcid").named("raw_orcid"),
            Row::boolean().at("authorships[].is_corresponding").named("is_corresponding"),
            Row::code(&codes::COUNTRY).many().at("authorships[].countries[]").named("countries"),
            Row::keyword().many()
                .at("authorships[].raw_affiliation_strings[]|authorships[].raw_affiliation_string")
                .named("raw_affiliation_strings"),
            Row::integer().at("authorships[].institutions[].@position").named("institution_position")
        ],
        "authorships[].institutions[]"
    ),
    Explosion {
        name: "affiliations",
        rows: "authorships[].affiliations[].institution_ids[]",
        columns: &[
            Row::id(&ids::WORK).at("id").named("work_id"),
            Row::integer().at("authorships[].@position").named("position"),
            Row::id(&ids::AUTHOR).at("authorships[].author.id").named("author_id"),
            Row::integer().at("authorships[].affiliations[].@position").named("affiliation_position"),
            Row::keyword().at("authorships[].affiliations[].raw_affiliation_string")
                .named("raw_affiliation_string"),
            Row::id(&ids::INSTITUTION).at("authorships[].affiliations[].institution_ids[]")
                .named("institution_id"),
        ],
    }
    .checked(),
    institutions!(
        "institutions", "institutions[]|institution_assertions[]", "work_id", WORK,
        [Row::integer().at("institutions[].@position|institution_assertions[].@position").named("position")],
        "institutions[]", "institution_assertions[]"
    ),
    identifiers!("referenced_works", "work_id", WORK, "referenced_work_id", WORK),
    identifiers!("related_works", "work_id", WORK, "related_work_id", WORK),
    topics!("topics", "work_id", WORK, [Row::float().at("topics[].score").named("score")]),
    Explosion {
        name: "keywords",
        rows: "keywords[]",
        columns: &[
            Row::id(&ids::WORK).at("id").named("work_id"),
            Row::integer().at("keywords[].@position").named("position"),
            Row::code(&codes::KEYWORD).at("keywords[].id").named("keyword_id"),
            Row::keyword().at("keywords[].display_name|keywords[].keyword").named("keyword_name"),
            Row::float().at("keywords[].score").named("score"),
        ],
    }
    .checked(),
    concepts!("concepts", "work_id", WORK, "concept"),
    Explosion {
        name: "locations",
        rows: "locations[]|host_venue[]+alternate_host_venues[]",
        columns: &[
            Row::id(&ids::WORK).at("id").named("work_id"),
            Row::integer()
                .at("locations[].@position|host_venue.@position|alternate_host_venues[].@position")
                .named("position"),
            Row::keyword().at("locations[].id").named("location_id"),
            Row::boolean().at("locations[].is_oa|host_venue.is_oa|alternate_host_venues[].is_oa")
                .named("is_oa"),
            Row::keyword()
                .at("locations[].landing_page_url|host_venue.url|alternate_host_venues[].url")
                .named("landing_page_url"),
            Row::keyword().at("locations[].pdf_url").named("pdf_url"),
            Row::code(&codes::LICENSE)
                .at("locations[].license_id|locations[].license|host_venue.license|alternate_host_venues[].license")
                .named("license"),
            Row::keyword()
                .at("locations[].version|host_venue.version|alternate_host_venues[].version")
                .named("version"),
            Row::boolean().at("locations[].is_accepted").named("is_accepted"),
            Row::boolean().at("locations[].is_published").named("is_published"),
            Row::keyword().at("locations[].raw_type").named("raw_type"),
            Row::keyword().at("locations[].raw_source_name").named("raw_source_name"),
            Row::id(&ids::SOURCE).at("locations[].source.id|host_venue.id|alternate_host_venues[].id")
                .named("source_id"),
            Row::keyword()
                .at("locations[].source.display_name|host_venue.display_name|alternate_host_venues[].display_name")
                .named("source_name"),
            Row::code(&codes::SOURCE_TYPE)
                .at("locations[].source.type|host_venue.type|alternate_host_venues[].type")
                .named("source_type"),
            Row::issn().at("locations[].source.issn_l|host_venue.issn_l").named("issn_l"),
            Row::issn().many().at("locations[].source.issn[]|host_venue.issn[]").named("issn"),
            Row::boolean().at("locations[].source.is_in_doaj").named("is_in_doaj"),
            Row::any_id(ids::MIXED)
                .at("locations[].source.host_organization|locations[].source.publisher_id")
                .named("host_organization_id"),
            Row::keyword()
                .at("locations[].source.host_organization_name|locations[].source.publisher|host_venue.publisher")
                .named("host_organization_name"),
        ],
    }
    .checked(),
    Explosion {
        name: "sustainable_development_goals",
        rows: "sustainable_development_goals[]",
        columns: &[
            Row::id(&ids::WORK).at("id").named("work_id"),
            Row::integer().at("sustainable_development_goals[].@position").named("position"),
            Row::code(&codes::SDG).at("sustainable_development_goals[].id").named("goal_id"),
            Row::keyword().at("sustainable_development_goals[].display_name").named("goal_name"),
            Row::float().at("sustainable_development_goals[].score").named("score"),
        ],
    }
    .checked(),
    Explosion {
        name: "awards",
        rows: "awards[]|grants[]",
        columns: &[
            Row::id(&ids::WORK).at("id").named("work_id"),
            Row::integer().at("awards[].@position|grants[].@position").named("position"),
            Row::id(&ids::AWARD).at("awards[].id").named("award_id"),
            Row::keyword().at("awards[].display_name").named("award_name"),
            Row::keyword().at("awards[].funder_award_id|grants[].award_id").named("funder_award_id"),
            Row::id(&ids::FUNDER).at("awards[].funder_id|grants[].funder").named("funder_id"),
            Row::keyword().at("awards[].funder_display_name|grants[].funder_display_name")
                .named("funder_name"),
            Row::doi().at("awards[].doi").named("doi"),
        ],
    }
    .checked(),
    Explosion {
        name: "funders",
        rows: "funders[]|grants[]",
        columns: &[
            Row::id(&ids::WORK).at("id").named("work_id"),
            Row::integer().at("funders[].@position|grants[].@position").named("position"),
            Row::id(&ids::FUNDER).at("funders[].id|grants[].funder").named("funder_id"),
            Row::keyword().at("funders[].display_name|grants[].funder_display_name").named("funder_name"),
            Row::ror().at("funders[].ror").named("funder_ror"),
        ],
    }
    .checked(),
    counts_by_year!("work_id", WORK),
    Explosion {
        name: "mesh",
        rows: "mesh[]",
        columns: &[
            Row::id(&ids::WORK).at("id").named("work_id"),
            Row::integer().at("mesh[].@position").named("position"),
            Row::keyword().at("mesh[].descriptor_ui").named("descriptor_ui"),
            Row::keyword().at("mesh[].descriptor_name").named("descriptor_name"),
            Row::keyword().at("mesh[].qualifier_ui").named("qualifier_ui"),
            Row::keyword().at("mesh[].qualifier_name").named("qualifier_name"),
            Row::boolean().at("mesh[].is_major_topic").named("is_major_topic"),
        ],
    }
    .checked(),
];

pub(super) static AUTHORS: &[Explosion] = &[
    institutions!(
        "affiliations",
        "affiliations[]",
        "author_id",
        AUTHOR,
        [
            Row::integer().at("affiliations[].@position").named("position"),
            Row::integer().many().at("affiliations[].years[]").named("years")
        ],
        "affiliations[].institution"
    ),
    institutions!(
        "last_known_institutions",
        "last_known_institutions[]|last_known_institution[]",
        "author_id",
        AUTHOR,
        [Row::integer()
            .at("last_known_institutions[].@position|last_known_institution.@position")
            .named("position")],
        "last_known_institutions[]",
        "last_known_institution"
    ),
    topics!(
        "topics",
        "author_id",
        AUTHOR,
        [Row::integer().at("topics[].count").named("works_count")]
    ),
    topics!(
        "topic_share",
        "author_id",
        AUTHOR,
        [Row::float().at("topic_share[].value").named("share")]
    ),
    concepts!("x_concepts", "author_id", AUTHOR, "concept"),
    counts_by_year!("author_id", AUTHOR),
    texts!("display_name_alternatives", "author_id", AUTHOR, "name"),
];

pub(super) static SOURCES: &[Explosion] = &[
    Explosion {
        name: "issn",
        rows: "issn[]",
        columns: &[
            Row::id(&ids::SOURCE).at("id").named("source_id"),
            Row::integer().at("issn[].@position").named("position"),
            Row::issn().at("issn[]").named("issn"),
        ],
    }
    .checked(),
    Explosion {
        name: "apc_prices",
        rows: "apc_prices[]",
        columns: &[
            Row::id(&ids::SOURCE).at("id").named("source_id"),
            Row::integer().at("apc_prices[].@position").named("position"),
            Row::integer().at("apc_prices[].price").named("price"),
            Row::code(&codes::CURRENCY).at("apc_prices[].currency").named("currency"),
        ],
    }
    .checked(),
    Explosion {
        name: "apc_usd_by_year",
        rows: "apc_usd_by_year[]",
        columns: &[
            Row::id(&ids::SOURCE).at("id").named("source_id"),
            Row::integer().at("apc_usd_by_year[].year").named("year"),
            Row::integer().at("apc_usd_by_year[].price").named("price"),
        ],
    }
    .checked(),
    Explosion {
        name: "societies",
        rows: "societies[]",
        columns: &[
            Row::id(&ids::SOURCE).at("id").named("source_id"),
            Row::integer().at("societies[].@position").named("position"),
            Row::keyword().at("societies[].organization").named("organization"),
            Row::keyword().at("societies[].url").named("url"),
        ],
    }
    .checked(),
    topics!(
        "topics",
        "source_id",
        SOURCE,
        [Row::integer().at("topics[].count").named("works_count")]
    ),
    topics!(
        "topic_share",
        "source_id",
        SOURCE,
        [Row::float().at("topic_share[].value").named("share")]
    ),
    concepts!("x_concepts", "source_id", SOURCE, "concept"),
    counts_by_year!("source_id", SOURCE),
    texts!("alternate_titles", "source_id", SOURCE, "title"),
];

pub(super) static INSTITUTIONS: &[Explosion] = &[
    identifiers!("lineage", "institution_id", INSTITUTION, "ancestor_id", INSTITUTION),
    Explosion {
        name: "associated_institutions",
        rows: "associated_institutions[]",
        columns: &[
            Row::id(&ids::INSTITUTION).at("id").named("institution_id"),
            Row::integer().at("associated_institutions[].@position").named("position"),
            Row::keyword().at("associated_institutions[].relationship").named("relationship"),
            Row::id(&ids::INSTITUTION).at("associated_institutions[].id").named("associated_id"),
            Row::keyword().at("associated_institutions[].display_name").named("associated_name"),
            Row::ror().at("associated_institutions[].ror").named("associated_ror"),
            Row::code(&codes::COUNTRY)
                .at("associated_institutions[].country_code")
                .named("country_code"),
            Row::code(&codes::INSTITUTION_TYPE)
                .at("associated_institutions[].type")
                .named("associated_type"),
        ],
    }
    .checked(),
    Explosion {
        name: "repositories",
        rows: "repositories[]",
        columns: &[
            Row::id(&ids::INSTITUTION).at("id").named("institution_id"),
            Row::integer().at("repositories[].@position").named("position"),
            Row::id(&ids::SOURCE).at("repositories[].id").named("source_id"),
            Row::keyword().at("repositories[].display_name").named("source_name"),
            Row::any_id(ids::MIXED)
                .at("repositories[].host_organization")
                .named("host_organization_id"),
            Row::keyword()
                .at("repositories[].host_organization_name")
                .named("host_organization_name"),
        ],
    }
    .checked(),
    topics!(
        "topics",
        "institution_id",
        INSTITUTION,
        [Row::integer().at("topics[].count").named("works_count")]
    ),
    topics!(
        "topic_share",
        "institution_id",
        INSTITUTION,
        [Row::float().at("topic_share[].value").named("share")]
    ),
    concepts!("x_concepts", "institution_id", INSTITUTION, "concept"),
    counts_by_year!("institution_id", INSTITUTION),
    roles!("institution_id", INSTITUTION),
    texts!("display_name_alternatives", "institution_id", INSTITUTION, "name"),
];

pub(super) static CONCEPTS: &[Explosion] = &[
    concepts!("ancestors", "concept_id", CONCEPT, "ancestor"),
    concepts!("related_concepts", "concept_id", CONCEPT, "related"),
    counts_by_year!("concept_id", CONCEPT),
];

pub(super) static TOPICS: &[Explosion] = &[
    texts!("keywords", "topic_id", TOPIC, "keyword"),
    Explosion {
        name: "siblings",
        rows: "siblings[]",
        columns: &[
            Row::id(&ids::TOPIC).at("id").named("topic_id"),
            Row::integer().at("siblings[].@position").named("position"),
            Row::id(&ids::TOPIC).at("siblings[].id").named("sibling_id"),
            Row::keyword().at("siblings[].display_name").named("sibling_name"),
        ],
    }
    .checked(),
];

pub(super) static PUBLISHERS: &[Explosion] = &[
    identifiers!("lineage", "publisher_id", PUBLISHER, "ancestor_id", PUBLISHER),
    counts_by_year!("publisher_id", PUBLISHER),
    roles!("publisher_id", PUBLISHER),
    texts!("alternate_titles", "publisher_id", PUBLISHER, "title"),
];

pub(super) static FUNDERS: &[Explosion] = &[
    counts_by_year!("funder_id", FUNDER),
    roles!("funder_id", FUNDER),
    texts!("alternate_titles", "funder_id", FUNDER, "title"),
];

pub(super) static AWARDS: &[Explosion] = &[
    identifiers!("funded_outputs", "award_id", AWARD, "work_id", WORK),
    Explosion {
        name: "investigators",
        rows: "investigators[]",
        columns: &[
            Row::id(&ids::AWARD).at("id").named("award_id"),
            Row::integer().at("investigators[].@position").named("position"),
            Row::keyword().at("investigators[].given_name").named("given_name"),
            Row::keyword().at("investigators[].family_name").named("family_name"),
            Row::orcid().at("investigators[].orcid").named("orcid"),
            Row::keyword().at("investigators[].role_start").named("role_start"),
            Row::keyword().at("investigators[].affiliation.name").named("affiliation_name"),
            Row::keyword().at("investigators[].affiliation.country").named("affiliation_country"),
        ],
    }
    .checked(),
    topics!("topics", "award_id", AWARD, [Row::float().at("topics[].score").named("score")]),
    institutions!(
        "institution_awarded",
        "institution_awarded[]",
        "award_id",
        AWARD,
        [Row::integer().at("institution_awarded[].@position").named("position")],
        "institution_awarded[]"
    ),
];

pub(super) static DOMAINS: &[Explosion] =
    &[members!("fields", "domain_id", DOMAIN, "field_id", "field_name", Row::code(&codes::FIELD))];
pub(super) static FIELDS: &[Explosion] = &[members!(
    "subfields",
    "field_id",
    FIELD,
    "subfield_id",
    "subfield_name",
    Row::code(&codes::SUBFIELD)
)];
pub(super) static SUBFIELDS: &[Explosion] =
    &[members!("topics", "subfield_id", SUBFIELD, "topic_id", "topic_name", Row::id(&ids::TOPIC))];
pub(super) static CONTINENTS: &[Explosion] = &[members!(
    "countries",
    "continent_id",
    CONTINENT,
    "country_id",
    "country_name",
    Row::code(&codes::COUNTRY_ID)
)];

/// Of vocabularies that hold no lists.
pub(super) static NONE: &[Explosion] = &[];
