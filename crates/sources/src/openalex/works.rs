//! Works: articles, books, data sets, theses. <https://docs.openalex.org/api-entities/works/work-object>

use serapeum_model::{Choices, Condition, Entity, Filter, Order, Row, Test, table};

use super::{
    absent::{ACCOUNTS, VECTORS},
    codes, explosions, ids,
    regions::{GLOBAL_SOUTH, continents},
    searched,
};

table! {
    /// Every column of works.
    FIELDS "works" {
        ID "id" = Row::id(&ids::WORK).sort().group().lookup().labelled("works", "display_name").inner();
        DOI "doi" = Row::doi().at("ids.doi|doi").sort().lookup();
        TITLE "display_name" = Row::folded().at("display_name|title").sort();
        MAG "ids.mag" = Row::keyword().sort().lookup();
        PMID "ids.pmid" = Row::code(&codes::PMID).sort().lookup();
        PMCID "ids.pmcid" = Row::code(&codes::PMCID).sort().lookup();
        IDS_ARXIV "ids.arxiv" = Row::keyword().inner();
        INDEXED_IN "indexed_in" = Row::lower().at("indexed_in[]").many().sort().group();
        DATE "publication_date" = Row::date().sort();
        YEAR "publication_year" = Row::integer().sort().group().year();
        LANGUAGE "language" = Row::code(&codes::LANGUAGE).sort().group().labelled("languages", "");
        TYPE "type" = Row::code(&codes::WORK_TYPE).sort().group();
        TYPE_CROSSREF "type_crossref" = Row::lower().sort().group();
        FULLTEXT_ORIGIN "fulltext_origin" = Row::lower().sort().group();
        AUTHORSHIPS_IS_CORRESPONDING "authorships.is_corresponding" = Row::boolean()
            .at("authorships[].is_corresponding").many().sort().group();
        AUTHOR_ID "authorships.author.id" = Row::id(&ids::AUTHOR).indexed()
            .at("authorships[].author.id").many().sort().group().labelled("authors", "display_name");
        INSTITUTION_ID "authorships.institutions.id" = Row::id(&ids::INSTITUTION).indexed()
            .at("authorships[].institutions[].id").many().sort().group()
            .labelled("institutions", "display_name");
        INSTITUTION_LINEAGE "authorships.institutions.lineage" = Row::id(&ids::INSTITUTION).indexed()
            .at("authorships[].institutions[].lineage[]").many().sort().group()
            .labelled("institutions", "");
        AUTHORSHIPS_RAW_ORCID "authorships.raw_orcid" = Row::orcid()
            .at("authorships[].raw_orcid").many().sort().group();
        AUTHORSHIPS_AFFILIATIONS_INSTITUTION_IDS "authorships.affiliations.institution_ids" = Row::id(&ids::INSTITUTION)
            .at("authorships[].affiliations[].institution_ids[]").many().sort().group()
            .labelled("institutions", "");
        ORCID "authorships.author.orcid" = Row::orcid().indexed()
            .at("authorships[].author.orcid").many().sort().group();
        AUTHORSHIPS_COUNTRIES "authorships.countries" = Row::code(&codes::COUNTRY)
            .at("authorships[].countries[]").many().sort().group().labelled("countries", "");
        COUNTRY "authorships.institutions.country_code" = Row::code(&codes::COUNTRY)
            .at("authorships[].institutions[].country_code").many().sort().group()
            .labelled("countries", "");
        ROR "authorships.institutions.ror" = Row::ror().indexed()
            .at("authorships[].institutions[].ror").many().sort().group();
        INSTITUTION_TYPE "authorships.institutions.type" = Row::code(&codes::INSTITUTION_TYPE)
            .at("authorships[].institutions[].type").many().sort().group();
        RAW_AFFILIATION_STRINGS "raw_affiliation_strings" = Row::keyword()
            .at("authorships[].raw_affiliation_strings[]|authorships[].raw_affiliation_string").many()
            .sort().group();
        AUTHORS_COUNT "authors_count" = Row::integer().sort().group();
        CORRESPONDING_AUTHOR_IDS "corresponding_author_ids" = Row::id(&ids::AUTHOR)
            .at("corresponding_author_ids[]").many().sort().group().labelled("authors", "");
        CORRESPONDING_INSTITUTION_IDS "corresponding_institution_ids" = Row::id(&ids::INSTITUTION)
            .at("corresponding_institution_ids[]").many().sort().group().labelled("institutions", "");
        INSTITUTION_ASSERTIONS_ID "institution_assertions.id" = Row::id(&ids::INSTITUTION)
            .at("institution_assertions[].id").many().sort().group()
            .labelled("institutions", "display_name");
        INSTITUTION_ASSERTIONS_LINEAGE "institution_assertions.lineage" = Row::id(&ids::INSTITUTION)
            .at("institution_assertions[].lineage[]").many().sort().group()
            .labelled("institutions", "");
        INSTITUTION_ASSERTIONS_COUNTRY_CODE "institution_assertions.country_code" = Row::code(&codes::COUNTRY)
            .at("institution_assertions[].country_code").many().sort().group()
            .labelled("countries", "");
        INSTITUTION_ASSERTIONS_ROR "institution_assertions.ror" = Row::ror()
            .at("institution_assertions[].ror").many().sort().group();
        INSTITUTION_ASSERTIONS_TYPE "institution_assertions.type" = Row::code(&codes::INSTITUTION_TYPE)
            .at("institution_assertions[].type").many().sort().group();
        PRIMARY_TOPIC_ID "primary_topic.id" = Row::id(&ids::TOPIC)
            .sort().group().labelled("topics", "display_name");
        PRIMARY_TOPIC_DOMAIN_ID "primary_topic.domain.id" = Row::code(&codes::DOMAIN)
            .sort().group().labelled("domains", "display_name");
        PRIMARY_TOPIC_FIELD_ID "primary_topic.field.id" = Row::code(&codes::FIELD)
            .sort().group().labelled("fields", "display_name");
        PRIMARY_TOPIC_SUBFIELD_ID "primary_topic.subfield.id" = Row::code(&codes::SUBFIELD)
            .sort().group().labelled("subfields", "display_name");
        TOPIC_ID "topics.id" = Row::id(&ids::TOPIC)
            .at("topics[].id").many().sort().group().labelled("topics", "display_name");
        TOPICS_DOMAIN_ID "topics.domain.id" = Row::code(&codes::DOMAIN)
            .at("topics[].domain.id").many().sort().group().labelled("domains", "display_name");
        TOPICS_FIELD_ID "topics.field.id" = Row::code(&codes::FIELD)
            .at("topics[].field.id").many().sort().group().labelled("fields", "display_name");
        TOPICS_SUBFIELD_ID "topics.subfield.id" = Row::code(&codes::SUBFIELD)
            .at("topics[].subfield.id").many().sort().group().labelled("subfields", "display_name");
        TOPICS_COUNT "topics_count" = Row::integer().sort();
        KEYWORD_ID "keywords.id" = Row::code(&codes::KEYWORD)
            .at("keywords[].id").many().sort().group().labelled("keywords", "display_name");
        CONCEPT_ID "concepts.id" = Row::id(&ids::CONCEPT)
            .at("concepts[].id").many().sort().group().labelled("concepts", "display_name");
        CONCEPTS_WIKIDATA "concepts.wikidata" = Row::code(&codes::WIKIDATA)
            .at("concepts[].wikidata").many().sort().group();
        CONCEPTS_COUNT "concepts_count" = Row::integer().sort().group();
        PRIMARY_LOCATION_IS_OA "primary_location.is_oa" = Row::boolean()
            .at("primary_location.is_oa|host_venue.is_oa").sort().group();
        PRIMARY_LOCATION_SOURCE_IS_OA "primary_location.source.is_oa" = Row::boolean().sort().group();
        PRIMARY_LOCATION_SOURCE_IS_IN_DOAJ "primary_location.source.is_in_doaj" = Row::boolean()
            .sort().group();
        PRIMARY_LOCATION_SOURCE_IS_CORE "primary_location.source.is_core" = Row::boolean()
            .sort().group();
        PRIMARY_LOCATION_IS_ACCEPTED "primary_location.is_accepted" = Row::boolean().sort().group();
        PRIMARY_LOCATION_IS_PUBLISHED "primary_location.is_published" = Row::boolean().sort().group();
        SOURCE_ID "primary_location.source.id" = Row::id(&ids::SOURCE).indexed()
            .at("primary_location.source.id|host_venue.id").sort().group()
            .labelled("sources", "display_name");
        PRIMARY_LOCATION_SOURCE_HOST_ORGANIZATION "primary_location.source.host_organization" = Row::any_id(ids::MIXED)
            .at("primary_location.source.host_organization|primary_location.source.publisher_id")
            .sort().group().labelled("publishers", "host_organization_name").or(&["institutions"]);
        PRIMARY_LOCATION_SOURCE_HOST_ORGANIZATION_LINEAGE "primary_location.source.host_organization_lineage" = Row::any_id(ids::MIXED)
            .at("primary_location.source.host_organization_lineage[]|primary_location.source.publisher_lineage[]")
            .many().sort().group()
            .labelled("publishers", "host_organization_lineage_names").or(&["institutions"]);
        PRIMARY_LOCATION_LANDING_PAGE_URL "primary_location.landing_page_url" = Row::keyword()
            .at("primary_location.landing_page_url|host_venue.url").sort().group();
        LICENSE "primary_location.license" = Row::code(&codes::LICENSE)
            .at("primary_location.license_id|primary_location.license|host_venue.license").sort()
            .group().labelled("licenses", "");
        ISSN "primary_location.source.issn" = Row::issn()
            .at("primary_location.source.issn[]|host_venue.issn[]").many().sort().group();
        SOURCE_TYPE "primary_location.source.type" = Row::code(&codes::SOURCE_TYPE)
            .at("primary_location.source.type|host_venue.type").sort().group();
        PRIMARY_LOCATION_RAW_TYPE "primary_location.raw_type" = Row::folded().sort().group();
        VERSION "primary_location.version" = Row::folded()
            .at("primary_location.version|host_venue.version").sort().group();
        BEST_OA_LOCATION_IS_OA "best_oa_location.is_oa" = Row::boolean().sort().group();
        BEST_OA_LOCATION_SOURCE_IS_OA "best_oa_location.source.is_oa" = Row::boolean().sort().group();
        BEST_OA_LOCATION_SOURCE_IS_IN_DOAJ "best_oa_location.source.is_in_doaj" = Row::boolean()
            .sort().group();
        BEST_OA_LOCATION_IS_ACCEPTED "best_oa_location.is_accepted" = Row::boolean().sort().group();
        BEST_OA_LOCATION_IS_PUBLISHED "best_oa_location.is_published" = Row::boolean().sort().group();
        BEST_OA_LOCATION_SOURCE_ID "best_oa_location.source.id" = Row::id(&ids::SOURCE)
            .sort().group().labelled("sources", "display_name");
        BEST_OA_LOCATION_SOURCE_HOST_ORGANIZATION "best_oa_location.source.host_organization" = Row::any_id(ids::MIXED)
            .at("best_oa_location.source.host_organization|best_oa_location.source.publisher_id")
            .sort().group().labelled("publishers", "host_organization_name").or(&["institutions"]);
        BEST_OA_LOCATION_SOURCE_HOST_ORGANIZATION_LINEAGE "best_oa_location.source.host_organization_lineage" = Row::any_id(ids::MIXED)
            .at("best_oa_location.source.host_organization_lineage[]|best_oa_location.source.publisher_lineage[]")
            .many().sort().group()
            .labelled("publishers", "host_organization_lineage_names").or(&["institutions"]);
        BEST_OA_LOCATION_LANDING_PAGE_URL "best_oa_location.landing_page_url" = Row::keyword()
            .sort().group();
        BEST_OA_LOCATION_SOURCE_ISSN "best_oa_location.source.issn" = Row::issn()
            .at("best_oa_location.source.issn[]").many().sort().group();
        BEST_OA_LOCATION_LICENSE "best_oa_location.license" = Row::code(&codes::LICENSE)
            .at("best_oa_location.license_id|best_oa_location.license").sort().group()
            .labelled("licenses", "");
        BEST_OA_LOCATION_SOURCE_TYPE "best_oa_location.source.type" = Row::code(&codes::BARE_SOURCE_TYPE)
            .sort().group();
        BEST_OA_LOCATION_RAW_TYPE "best_oa_location.raw_type" = Row::folded().sort().group();
        BEST_OA_LOCATION_VERSION "best_oa_location.version" = Row::folded().sort().group();
        LOCATIONS_IS_OA "locations.is_oa" = Row::boolean()
            .at("locations[].is_oa").many().sort().group();
        LOCATIONS_SOURCE_IS_OA "locations.source.is_oa" = Row::boolean()
            .at("locations[].source.is_oa").many().sort().group();
        LOCATIONS_SOURCE_IS_IN_DOAJ "locations.source.is_in_doaj" = Row::boolean()
            .at("locations[].source.is_in_doaj").many().sort().group();
        LOCATIONS_SOURCE_IS_CORE "locations.source.is_core" = Row::boolean()
            .at("locations[].source.is_core").many().sort().group();
        LOCATIONS_IS_ACCEPTED "locations.is_accepted" = Row::boolean()
            .at("locations[].is_accepted").many().sort().group();
        LOCATIONS_IS_PUBLISHED "locations.is_published" = Row::boolean()
            .at("locations[].is_published").many().sort().group();
        LOCATIONS_SOURCE_ID "locations.source.id" = Row::id(&ids::SOURCE).indexed()
            .at("locations[].source.id").many().sort().group().labelled("sources", "display_name");
        LOCATIONS_SOURCE_HOST_ORGANIZATION "locations.source.host_organization" = Row::any_id(ids::MIXED)
            .at("locations[].source.host_organization|locations[].source.publisher_id").many().sort()
            .group().labelled("publishers", "host_organization_name").or(&["institutions"]);
        LOCATIONS_SOURCE_HOST_ORGANIZATION_LINEAGE "locations.source.host_organization_lineage" = Row::any_id(ids::MIXED)
            .at("locations[].source.host_organization_lineage[]|locations[].source.publisher_lineage[]")
            .many().sort().group()
            .labelled("publishers", "host_organization_lineage_names").or(&["institutions"]);
        LOCATIONS_LANDING_PAGE_URL "locations.landing_page_url" = Row::keyword()
            .at("locations[].landing_page_url").many().sort().group();
        LOCATIONS_SOURCE_ISSN "locations.source.issn" = Row::issn()
            .at("locations[].source.issn[]").many().sort().group();
        LOCATIONS_LICENSE "locations.license" = Row::code(&codes::LICENSE)
            .at("locations[].license_id|locations[].license").many().sort().group()
            .labelled("licenses", "");
        LOCATIONS_SOURCE_TYPE "locations.source.type" = Row::code(&codes::SOURCE_TYPE)
            .at("locations[].source.type").many().sort().group();
        LOCATIONS_RAW_TYPE "locations.raw_type" = Row::folded()
            .at("locations[].raw_type").many().sort().group();
        LOCATIONS_VERSION "locations.version" = Row::folded()
            .at("locations[].version").many().sort().group();
        LOCATIONS_COUNT "locations_count" = Row::integer().sort().group();
        SDG_SCORE "sustainable_development_goals.score" = Row::float()
            .at("sustainable_development_goals[].score").many().sort();
        SDG_ID "sustainable_development_goals.id" = Row::code(&codes::SDG)
            .at("sustainable_development_goals[].id").many().sort().group().labelled("sdgs", "");
        AWARDS_ID "awards.id" = Row::id(&ids::AWARD)
            .at("awards[].id").many().sort().group().labelled("awards", "display_name");
        AWARDS_FUNDER_ID "awards.funder_id" = Row::id(&ids::FUNDER).indexed()
            .at("awards[].funder_id|grants[].funder").many().sort().group()
            .labelled("funders", "funder_display_name");
        AWARDS_FUNDER_AWARD_ID "awards.funder_award_id" = Row::folded()
            .at("awards[].funder_award_id|grants[].award_id").many().sort().group();
        AWARDS_FUNDER_DISPLAY_NAME "awards.funder_display_name" = Row::folded()
            .at("awards[].funder_display_name|grants[].funder_display_name").many().sort().group();
        AWARDS_DOI "awards.doi" = Row::doi().at("awards[].doi").many().sort().group();
        FUNDER_ID "funders.id" = Row::id(&ids::FUNDER).indexed()
            .at("funders[].id|grants[].funder").many().sort().group()
            .labelled("funders", "display_name|funder_display_name");
        COUNTRIES_DISTINCT_COUNT "countries_distinct_count" = Row::integer().sort().group();
        INSTITUTIONS_DISTINCT_COUNT "institutions_distinct_count" = Row::integer().sort().group();
        IS_OA "open_access.is_oa" = Row::boolean().sort().group();
        OPEN_ACCESS_ANY_REPOSITORY_HAS_FULLTEXT "open_access.any_repository_has_fulltext" = Row::boolean()
            .sort().group();
        OA_STATUS "open_access.oa_status" = Row::lower().sort().group();
        IS_PARATEXT "is_paratext" = Row::boolean().sort().group();
        IS_RETRACTED "is_retracted" = Row::boolean().sort().group();
        IS_XPAC "is_xpac" = Row::boolean().sort().group();
        BIBLIO_FIRST_PAGE "biblio.first_page" = Row::folded().sort();
        BIBLIO_ISSUE "biblio.issue" = Row::folded().sort().group();
        BIBLIO_LAST_PAGE "biblio.last_page" = Row::folded().sort();
        BIBLIO_VOLUME "biblio.volume" = Row::folded().sort().group();
        REFERENCED_WORKS "referenced_works" = Row::id(&ids::WORK).indexed()
            .at("referenced_works[]").many().sort().group().labelled("works", "");
        RELATED_WORKS "related_works" = Row::id(&ids::WORK).at("related_works[]").many().inner();
        REFERENCED_WORKS_COUNT "referenced_works_count" = Row::integer().sort().group();
        DATASETS "datasets" = Row::id(&ids::WORK)
            .at("datasets[]").many().sort().group().labelled("works", "");
        CITED_BY_COUNT "cited_by_count" = Row::integer().sort().group();
        APC_LIST_VALUE "apc_list.value" = Row::integer().sort().group();
        APC_LIST_VALUE_USD "apc_list.value_usd" = Row::integer().sort().group();
        APC_LIST_CURRENCY "apc_list.currency" = Row::code(&codes::CURRENCY).sort().group();
        APC_LIST_PROVENANCE "apc_list.provenance" = Row::lower().sort().group();
        APC_PAID_VALUE "apc_paid.value" = Row::integer().sort().group();
        APC_PAID_VALUE_USD "apc_paid.value_usd" = Row::integer().sort().group();
        APC_PAID_CURRENCY "apc_paid.currency" = Row::code(&codes::CURRENCY).sort().group();
        APC_PAID_PROVENANCE "apc_paid.provenance" = Row::lower().sort().group();
        FWCI "fwci" = Row::float().sort();
        CITATION_NORMALIZED_PERCENTILE_IS_IN_TOP_1_PERCENT "citation_normalized_percentile.is_in_top_1_percent" = Row::boolean()
            .sort().group();
        CITATION_NORMALIZED_PERCENTILE_IS_IN_TOP_10_PERCENT "citation_normalized_percentile.is_in_top_10_percent" = Row::boolean()
            .sort().group();
        CITATION_NORMALIZED_PERCENTILE_VALUE "citation_normalized_percentile.value" = Row::float()
            .sort();
        CITED_BY_PERCENTILE_YEAR_MIN "cited_by_percentile_year.min" = Row::integer().sort().group();
        CITED_BY_PERCENTILE_YEAR_MAX "cited_by_percentile_year.max" = Row::integer().sort().group();
        HAS_ABSTRACT "has_abstract" = Row::boolean().at("exists(abstract_inverted_index)").sort();
        HAS_PDF_URL "has_pdf_url" = Row::boolean().at("exists(locations[].pdf_url)").sort();
        HAS_CONTENT_PDF "has_content.pdf" = Row::boolean().sort().group();
        HAS_CONTENT_GROBID_XML "has_content.grobid_xml" = Row::boolean().sort().group();
        HAS_FULLTEXT "has_fulltext" = Row::boolean().sort().group();
        CREATED_DATE "created_date" = Row::timestamp().sort();
        UPDATED_DATE "updated_date" = Row::timestamp().sort();
    }
}

/// A word of [`Test::Choice`], and what it stands for.
type Choice = (&'static [&'static str], Condition);

static CONTINENTS: [Choice; 7] = continents("authorships.institutions.country_code");

const VERSION_OF: &str = "locations.version";

/// In lower case, as the column is compared. The better versions are among the worse.
static VERSIONS: Choices = &[
    (
        &["any"],
        Condition::OneOf(VERSION_OF, &["submittedversion", "acceptedversion", "publishedversion"]),
    ),
    (
        &["acceptedOrPublished"],
        Condition::OneOf(VERSION_OF, &["acceptedversion", "publishedversion"]),
    ),
    (&["published"], Condition::OneOf(VERSION_OF, &["publishedversion"])),
];

const BEST_VERSION: &str = "best_oa_location.version";

/// What groups by `best_open_version` count: the version of the best location, not of any.
static BEST_VERSIONS: Choices = &[
    (
        &["any"],
        Condition::OneOf(
            BEST_VERSION,
            &["submittedversion", "acceptedversion", "publishedversion"],
        ),
    ),
    (
        &["acceptedOrPublished"],
        Condition::OneOf(BEST_VERSION, &["acceptedversion", "publishedversion"]),
    ),
    (&["published"], Condition::OneOf(BEST_VERSION, &["publishedversion"])),
];

/// What groups by `version` count; unlike the filter they name the versions that there are.
static EACH_VERSION: Choices = &[
    (&["submittedVersion"], Condition::OneOf(VERSION_OF, &["submittedversion"])),
    (&["acceptedVersion"], Condition::OneOf(VERSION_OF, &["acceptedversion"])),
    (&["publishedVersion"], Condition::OneOf(VERSION_OF, &["publishedversion"])),
];

/// The location that is open and the one that has the version need not be the same.
static OPEN_ACCEPTED: Condition = Condition::All(&[
    Condition::True("locations.is_oa"),
    Condition::OneOf(VERSION_OF, &["acceptedversion", "publishedversion"]),
]);

static OPEN_SUBMITTED: Condition = Condition::All(&[
    Condition::True("locations.is_oa"),
    Condition::OneOf(VERSION_OF, &["submittedversion"]),
]);

static JOURNAL: Condition = Condition::Text("primary_location.source.type", "journal");
pub(super) static REPOSITORY: Condition = Condition::Text("locations.source.type", "repository");

static KNOWN_ELSEWHERE: Condition = Condition::Any(&[
    Condition::Exists("ids.pmid"),
    Condition::Exists("ids.pmcid"),
    Condition::Exists("doi"),
    Condition::Exists("ids.arxiv"),
]);

static MAG_ONLY: Condition =
    Condition::All(&[Condition::Exists("ids.mag"), Condition::Not(&KNOWN_ELSEWHERE)]);

const AUTHOR: &str = "authorships.author.id";

/// Authors of the first disambiguation: their numbers begin with 1 to 4, whatever their length.
static OLD_AUTHORS: Condition = Condition::Any(&[
    Condition::Within(AUTHOR, 1_000_000_000, 4_999_999_999),
    Condition::Within(AUTHOR, 100_000_000, 499_999_999),
    Condition::Within(AUTHOR, 10_000_000, 49_999_999),
    Condition::Within(AUTHOR, 1_000_000, 4_999_999),
    Condition::Within(AUTHOR, 100_000, 499_999),
    Condition::Within(AUTHOR, 10_000, 49_999),
    Condition::Within(AUTHOR, 1_000, 4_999),
    Condition::Within(AUTHOR, 100, 499),
    Condition::Within(AUTHOR, 10, 49),
    Condition::Within(AUTHOR, 1, 4),
]);

static SOUTH: Condition = Condition::OneOf("authorships.institutions.country_code", GLOBAL_SOUTH);

/// The words of the abstract in their order.
static TEXTS: &[Row] = &[Row::keyword().named("abstract")];

static FILTERS: &[Filter] = &[
    Filter::new("authorships.institutions.is_global_south", Test::Whether(&SOUTH)),
    Filter::new("has_doi", Test::Whether(&Condition::Exists("doi"))),
    Filter::new("has_embeddings", Test::Absent(VECTORS)),
    Filter::new("has_orcid", Test::Whether(&Condition::Exists("authorships.author.orcid"))),
    Filter::new("has_pmid", Test::Whether(&Condition::Exists("ids.pmid"))),
    Filter::new("has_pmcid", Test::Whether(&Condition::Exists("ids.pmcid"))),
    Filter::new("has_references", Test::Whether(&Condition::Exists("referenced_works"))),
    Filter::new("has_oa_accepted_or_published_version", Test::Whether(&OPEN_ACCEPTED)),
    Filter::new("has_oa_submitted_version", Test::Whether(&OPEN_SUBMITTED)),
    Filter::new("has_old_authors", Test::Truth(&OLD_AUTHORS, &OLD_AUTHORS)),
    Filter::new(
        "has_raw_affiliation_strings",
        Test::Whether(&Condition::Exists("raw_affiliation_strings")),
    ),
    Filter::new("institutions.is_global_south", Test::Whether(&SOUTH)),
    Filter::alias("is_corresponding", "authorships.is_corresponding"),
    Filter::alias("is_oa", "open_access.is_oa"),
    Filter::new(
        "locations.source.has_issn",
        Test::Whether(&Condition::Exists("locations.source.issn")),
    ),
    Filter::new("mag_only", Test::Truth(&MAG_ONLY, &KNOWN_ELSEWHERE)),
    Filter::new(
        "primary_location.source.has_issn",
        Test::Whether(&Condition::Exists("primary_location.source.issn")),
    ),
    Filter::new("from_created_date", Test::Since("created_date")),
    Filter::new("to_created_date", Test::Until("created_date")),
    Filter::new("from_publication_date", Test::Since("publication_date")),
    Filter::new("from_updated_date", Test::Since("updated_date")),
    Filter::new("to_updated_date", Test::Until("updated_date")),
    Filter::new("to_publication_date", Test::Until("publication_date")),
    Filter::alias("author.id", "authorships.author.id"),
    Filter::new("cited_by", Test::ListedBy("referenced_works")),
    Filter::alias("cites", "referenced_works"),
    Filter::alias("concept.id", "concepts.id"),
    Filter::alias("ids.openalex", "id"),
    Filter::alias("institution.id", "authorships.institutions.id"),
    Filter::alias("institutions.id", "authorships.institutions.id"),
    Filter::new("journal", Test::IsAnd("primary_location.source.id", &JOURNAL)),
    Filter::new(
        "locations.source.host_institution_lineage",
        Test::IsLetter("locations.source.host_organization_lineage", 'I'),
    ),
    Filter::new(
        "locations.source.publisher_lineage",
        Test::IsLetter("locations.source.host_organization_lineage", 'P'),
    ),
    Filter::new(
        "primary_location.source.host_institution_lineage",
        Test::IsLetter("primary_location.source.host_organization_lineage", 'I'),
    ),
    Filter::new(
        "primary_location.source.publisher_lineage",
        Test::IsLetter("primary_location.source.host_organization_lineage", 'P'),
    ),
    Filter::alias("openalex", "id"),
    Filter::alias("openalex_id", "id"),
    Filter::new("repository", Test::IsAnd("locations.source.id", &REPOSITORY)),
    Filter::new("related_to", Test::ListedBy("related_works")),
    Filter::new("abstract.search", Test::Search(&searched::ABSTRACT)),
    Filter::new("abstract.search.exact", Test::Search(&searched::ABSTRACT_EXACT)),
    Filter::new("default.search", Test::Search(&searched::BROAD)),
    Filter::new("default.search.exact", Test::Search(&searched::BROAD_EXACT)),
    Filter::new("display_name.search", Test::Search(&searched::TITLE)),
    Filter::new("display_name.search.exact", Test::Search(&searched::TITLE_EXACT)),
    Filter::new("fulltext.search", Test::Search(&searched::BROAD)),
    Filter::new("fulltext.search.exact", Test::Search(&searched::BROAD_EXACT)),
    Filter::new("keyword.search", Test::Search(&searched::KEYWORD)),
    Filter::new("raw_affiliation_strings.search", Test::Search(&searched::AFFILIATION)),
    Filter::new("raw_author_name.search", Test::Search(&searched::AUTHOR_NAME)),
    Filter::new("semantic.search", Test::Absent(VECTORS)),
    Filter::new("title.search", Test::Search(&searched::TITLE)),
    Filter::new("title.search.exact", Test::Search(&searched::TITLE_EXACT)),
    Filter::new("title_and_abstract.search", Test::Search(&searched::TITLE_AND_ABSTRACT)),
    Filter::new(
        "title_and_abstract.search.exact",
        Test::Search(&searched::TITLE_AND_ABSTRACT_EXACT),
    ),
    Filter::alias("author.orcid", "authorships.author.orcid"),
    Filter::new("authorships.institutions.continent", Test::Choice(&CONTINENTS)),
    Filter::alias("best_oa_location.license_id", "best_oa_location.license"),
    Filter::new("best_open_version", Test::Choice(VERSIONS)).counted(BEST_VERSIONS),
    Filter::new("doi_starts_with", Test::Prefix("doi")),
    Filter::alias("institutions.country_code", "authorships.institutions.country_code"),
    Filter::new("institutions.continent", Test::Choice(&CONTINENTS)),
    Filter::alias("institutions.ror", "authorships.institutions.ror"),
    Filter::alias("institutions.type", "authorships.institutions.type"),
    Filter::alias("locations.license_id", "locations.license"),
    Filter::alias("mag", "ids.mag"),
    Filter::alias("oa_status", "open_access.oa_status"),
    Filter::alias("pmid", "ids.pmid"),
    Filter::alias("pmcid", "ids.pmcid"),
    Filter::alias("primary_location.license_id", "primary_location.license"),
    Filter::alias("version", "locations.version").counted(EACH_VERSION),
    Filter::new("collection", Test::Absent(ACCOUNTS)),
];

/// The table of works.
pub static ENTITY: Entity = Entity {
    name: "works",
    aliases: &[],
    fields: FIELDS,
    id: ID,
    newest: Some(UPDATED_DATE),
    label: Some(TITLE),
    filters: FILTERS,
    order: &[Order::Descending(CITED_BY_PERCENTILE_YEAR_MAX), Order::Descending(CITED_BY_COUNT)],
    scope: Some(Condition::Not(&Condition::True("is_xpac"))),
    explosions: explosions::WORKS,
    texts: TEXTS,
    elements: &[],
    searched: searched::WORKS,
    factor: searched::CITED,
}
.checked();
