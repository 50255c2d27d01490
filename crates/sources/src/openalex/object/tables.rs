//! The members of each entity's objects, in the order of the API, see <https://developers.openalex.org>. Members that
//! the API has dropped stand where they stood.

use super::member::{
    Member,
    Rule::{self, Abstract, Behind, Contents, Cut, Index, Instant, Locations, Of},
    Shown, members, rule, shown,
};

type Members = &'static [Member];

const DOMAIN: Members = members! { id: Behind("https://openalex.org/domains/"), display_name };
const FIELD: Members = members! { id: Behind("https://openalex.org/fields/"), display_name };
const SUBFIELD: Members = members! { id: Behind("https://openalex.org/subfields/"), display_name };
const TOPIC: Members = members! {
    id, display_name, count, value, score, subfield: Of(SUBFIELD), field: Of(FIELD), domain: Of(DOMAIN),
};
const CONCEPT: Members = members! { id, wikidata, display_name, level, score };
const NAMED: Members = members! { id, display_name };
const YEAR: Members = members! { year, works_count, oa_works_count, cited_by_count };
const STATS: Members = members! { 2yr_mean_citedness, h_index, i10_index };
const ROLE: Members = members! { role, id, works_count };
const INSTITUTION: Members = members! { id, display_name, ror, country_code, type, lineage };
const AFFILIATED: Members = members! { id, ror, display_name, country_code, type, lineage };
const PERSON: Members = members! {
    given_name, family_name, orcid, role_start, affiliation { name, country, ids },
};

const SOURCE: Members = members! {
    id, display_name, issn_l, issn, is_oa, is_in_doaj, is_indexed_in_scopus, is_core, host_organization,
    host_organization_name, host_organization_lineage, host_organization_lineage_names, type, raw_type => Former,
};
const LOCATION: Members = members! {
    id, is_oa, landing_page_url, pdf_url, source: Of(SOURCE), venue: Of(SOURCE) => Former, license, license_id,
    version, is_accepted, is_published, raw_source_name, raw_type, provenance => Hidden,
};
const AUTHORSHIP: Members = members! {
    author_position, author { id, display_name, orcid }, institutions: Of(INSTITUTION), countries, is_corresponding,
    raw_author_name, raw_affiliation_string => Former, raw_affiliation_strings, raw_orcid,
    affiliations { raw_affiliation_string, institution_ids },
};
const APC: Members = members! { value, currency, value_usd, provenance };

const WORKS: Members = members! {
    id, doi, title, display_name, relevance_score => Scored, publication_year, publication_date,
    ids { openalex, doi, mag: Behind(""), pmid, pmcid },
    language,
    primary_location: Locations(LOCATION),
    host_venue { id, issn_l, issn, display_name, publisher, type, url, is_oa, version, license } => Former,
    sources {
        native_id, id, display_name, locations { content_type, url }, issn_l, issns, is_oa, is_in_doaj, is_core,
        host_organization { id, display_name }, type,
    },
    type, type_crossref, indexed_in,
    open_access { is_oa, oa_status, oa_url, any_repository_has_fulltext },
    authorships: Cut(AUTHORSHIP),
    institution_assertions: Of(INSTITUTION),
    institutions: Of(INSTITUTION),
    countries_distinct_count, institutions_distinct_count, corresponding_author_ids, corresponding_institution_ids,
    apc_list: Of(APC),
    apc_payment: Of(APC) => Former,
    apc_paid: Of(APC),
    fwci, is_authors_truncated, has_fulltext, fulltext_origin, cited_by_count,
    citation_normalized_percentile { value, is_in_top_1_percent, is_in_top_10_percent },
    cited_by_percentile_year { min, max },
    biblio { volume, issue, first_page, last_page },
    is_retracted, is_paratext, is_xpac,
    primary_topic: Of(TOPIC),
    topics: Of(TOPIC),
    keywords { id, keyword => Former, display_name, score },
    concepts: Of(CONCEPT),
    mesh { descriptor_ui, descriptor_name, qualifier_ui, qualifier_name, is_major_topic },
    locations_count,
    locations: Locations(LOCATION),
    best_oa_location: Locations(LOCATION),
    alternate_host_venues { id, display_name, type, url, is_oa, is_best, version, license } => Former,
    sustainable_development_goals { display_name, score, id },
    grants { funder, funder_display_name, award_id } => Former,
    awards { id, display_name, funder_award_id, funder_id, funder_display_name, doi },
    funders { id, display_name, ror },
    datasets, versions,
    has_content { grobid_xml, pdf },
    content_urls: Contents => Always,
    referenced_works_count, referenced_works, related_works, ngrams_url => Former,
    abstract_inverted_index: Index => Always,
    abstract: Abstract => Asked,
    abstract_inverted_index_v3: Index => Former,
    cited_by_api_url,
    counts_by_year: Of(YEAR),
    updated_date: Instant,
    created_date: Instant => Always,
};

const AUTHORS: Members = members! {
    id, orcid, display_name, raw_author_names, full_name, relevance_score => Scored, works_count, cited_by_count,
    summary_stats: Of(STATS),
    ids { openalex, orcid, mag: Behind(""), twitter, wikipedia, scopus },
    affiliations { institution: Of(AFFILIATED), years },
    last_known_institution: Of(AFFILIATED) => Former,
    last_known_institutions: Of(AFFILIATED),
    topics: Of(TOPIC),
    topic_share: Of(TOPIC),
    x_concepts: Of(CONCEPT),
    counts_by_year: Of(YEAR),
    display_name_alternatives, longest_name => Former, parsed_longest_name => Former, block_key, works_api_url,
    updated_date: Instant,
    created_date: Instant,
};

const SOURCES: Members = members! {
    id, issn_l, issn, display_name, publisher => Former, host_organization, host_organization_name,
    host_organization_lineage, relevance_score => Scored, works_count, oa_works_count, cited_by_count,
    summary_stats: Of(STATS),
    is_oa, is_in_doaj, is_in_doaj_since_year, is_high_oa_rate, is_high_oa_rate_since_year, is_in_jstage,
    is_in_jstage_since_year, is_in_scielo, is_ojs, is_preprint_repository, is_indexed_in_scopus, is_core,
    oa_flip_year, first_publication_year, last_publication_year,
    ids { openalex, issn_l, issn, crossref: Behind(""), mag: Behind(""), wikidata, fatcat, datacite },
    homepage_url,
    apc_prices { price, currency },
    apc_usd,
    apc_usd_by_year { year, price },
    country, country_code,
    societies { url, organization },
    alternate_titles, abbreviated_title, type,
    topics: Of(TOPIC),
    topic_share: Of(TOPIC),
    x_concepts: Of(CONCEPT),
    counts_by_year: Of(YEAR),
    works_api_url,
    updated_date: Instant,
    created_date: Instant,
};

const INSTITUTIONS: Members = members! {
    id, ror, display_name, relevance_score => Scored, country_code, type, type_id, lineage, homepage_url, image_url,
    image_thumbnail_url, display_name_acronyms, display_name_alternatives,
    repositories { id, display_name, host_organization, host_organization_name, host_organization_lineage },
    works_count, cited_by_count,
    summary_stats: Of(STATS),
    ids { openalex, ror, mag: Behind(""), grid, wikipedia, wikidata },
    geo { city, geonames_city_id, region, country_code, country, latitude, longitude },
    international,
    associated_institutions { id, ror, display_name, country_code, type, relationship },
    counts_by_year: Of(YEAR),
    roles: Of(ROLE),
    topics: Of(TOPIC),
    topic_share: Of(TOPIC),
    x_concepts: Of(CONCEPT),
    is_super_system, status, works_api_url,
    updated_date: Instant,
    created_date: Instant,
};

const TOPICS: Members = members! {
    id, display_name, description, keywords,
    ids { openalex, wikipedia },
    subfield: Of(SUBFIELD),
    field: Of(FIELD),
    domain: Of(DOMAIN),
    siblings: Of(NAMED),
    relevance_score => Scored, works_count, cited_by_count, works_api_url,
    updated_date: Instant,
    created_date: Instant,
};

const DOMAINS: Members = members! {
    id, display_name, description,
    ids { openalex, wikidata, wikipedia },
    display_name_alternatives,
    fields: Of(FIELD),
    siblings: Of(DOMAIN),
    relevance_score => Scored, works_count, cited_by_count, works_api_url,
    updated_date: Instant,
    created_date: Instant,
};

const FIELDS: Members = members! {
    id, display_name, description,
    ids { openalex, wikidata, wikipedia },
    display_name_alternatives,
    domain: Of(DOMAIN),
    subfields: Of(SUBFIELD),
    siblings: Of(FIELD),
    relevance_score => Scored, works_count, cited_by_count, works_api_url,
    updated_date: Instant,
    created_date: Instant,
};

const SUBFIELDS: Members = members! {
    id, display_name, description,
    ids { openalex, wikidata, wikipedia },
    display_name_alternatives,
    field: Of(FIELD),
    domain: Of(DOMAIN),
    topics { display_name, id },
    siblings: Of(SUBFIELD),
    relevance_score => Scored, works_count, cited_by_count, works_api_url,
    updated_date: Instant,
    created_date: Instant,
};

const PUBLISHERS: Members = members! {
    id, display_name, alternate_titles, hierarchy_level,
    parent_publisher { id, display_name, ids { openalex, ror, wikidata } },
    lineage, relevance_score => Scored, country_codes, homepage_url, image_url, image_thumbnail_url, works_count,
    cited_by_count,
    summary_stats: Of(STATS),
    ids { openalex, ror, wikidata },
    counts_by_year: Of(YEAR),
    roles: Of(ROLE),
    sources_api_url,
    updated_date: Instant,
    created_date: Instant,
};

const FUNDERS: Members = members! {
    id, display_name, alternate_titles, country_code, description, homepage_url, image_url, image_thumbnail_url,
    crossref_id => Former, doi => Former, relevance_score => Scored, grants_count => Former, awards_count,
    works_count, cited_by_count,
    summary_stats: Of(STATS),
    ids { openalex, ror, wikidata, crossref: Behind(""), doi },
    counts_by_year: Of(YEAR),
    roles: Of(ROLE),
    updated_date: Instant,
    created_date: Instant,
};

const CONCEPTS: Members = members! {
    id, wikidata, display_name, relevance_score => Scored, level, description, works_count, cited_by_count,
    summary_stats: Of(STATS),
    ids { openalex, wikidata, mag: Behind(""), wikipedia, umls_aui, umls_cui },
    image_url, image_thumbnail_url, international,
    ancestors { id, wikidata, display_name, level },
    related_concepts: Of(CONCEPT),
    counts_by_year: Of(YEAR),
    works_api_url,
    updated_date: Instant,
    created_date: Instant,
};

const KEYWORDS: Members = members! {
    id, display_name, relevance_score => Scored, works_count, cited_by_count, works_api_url, updated_date: Instant,
    created_date: Instant,
};

const AWARDS: Members = members! {
    id, display_name, description, funder_award_id,
    funder { id, display_name, ror, doi },
    funded_outputs, funded_outputs_count, amount, currency, funding_type, funder_scheme, start_date, end_date,
    start_year, end_year, landing_page_url, doi, provenance,
    lead_investigator: Of(PERSON),
    co_lead_investigator: Of(PERSON),
    investigators: Of(PERSON),
    works_api_url,
    primary_topic: Of(TOPIC),
    topics: Of(TOPIC),
    institution_awarded: Of(INSTITUTION),
    updated_date: Instant,
    created_date: Instant,
    relevance_score => Scored,
};

const CONTINENTS: Members = members! {
    id, display_name, description,
    ids { openalex, wikidata, wikipedia },
    display_name_alternatives,
    countries: Of(NAMED),
    relevance_score => Scored, works_count,
    updated_date: Instant,
    created_date: Instant,
};

const COUNTRIES: Members = members! {
    id, display_name, country_code, description,
    ids { openalex, iso, wikidata, wikipedia },
    display_name_alternatives, relevance_score => Scored,
    continent: Of(NAMED),
    is_global_south, works_count, cited_by_count, authors_api_url, institutions_api_url, works_api_url,
    updated_date: Instant,
    created_date: Instant,
};

const LANGUAGES: Members = members! {
    id, display_name, relevance_score => Scored, is_global_south, works_count, cited_by_count, works_api_url,
    updated_date: Instant,
    created_date: Instant,
};

const LICENSES: Members = members! {
    id, display_name, url, description, relevance_score => Scored, works_count, cited_by_count, works_api_url,
    updated_date: Instant,
    created_date: Instant,
};

const SDGS: Members = members! {
    id, display_name, relevance_score => Scored, description,
    ids { openalex, un, wikidata },
    works_count, cited_by_count, image_url, image_thumbnail_url, works_api_url,
    updated_date: Instant,
    created_date: Instant,
};

const WORK_TYPES: Members = members! {
    id, display_name, relevance_score => Scored, description, crossref_types, works_count, cited_by_count,
    works_api_url,
    updated_date: Instant,
    created_date: Instant,
};

const TYPES: Members = members! {
    id, display_name, relevance_score => Scored, description, works_count, cited_by_count, works_api_url,
    updated_date: Instant,
    created_date: Instant,
};

/// The members of every entity's objects.
pub(super) const TABLES: &[(&str, Members)] = &[
    ("works", WORKS),
    ("authors", AUTHORS),
    ("sources", SOURCES),
    ("institutions", INSTITUTIONS),
    ("topics", TOPICS),
    ("domains", DOMAINS),
    ("fields", FIELDS),
    ("subfields", SUBFIELDS),
    ("publishers", PUBLISHERS),
    ("funders", FUNDERS),
    ("concepts", CONCEPTS),
    ("keywords", KEYWORDS),
    ("awards", AWARDS),
    ("continents", CONTINENTS),
    ("countries", COUNTRIES),
    ("languages", LANGUAGES),
    ("licenses", LICENSES),
    ("sdgs", SDGS),
    ("work-types", WORK_TYPES),
    ("source-types", TYPES),
    ("institution-types", TYPES),
];

// A bit each tells which are wanted.
const _: () = {
    let mut index = 0;
    while index < TABLES.len() {
        assert!(TABLES[index].1.len() <= 128);
        index += 1;
    }
};
