//! The keys of the records, and that every one that can be asked for has values.

use crate::support::{Snapshot, values};
use serde_json::Value;

const WORK_KEYS: &str = "id, doi, title, display_name, ids, indexed_in, publication_date, publication_year, language, type, \
    authorships, authors_count, corresponding_author_ids, corresponding_institution_ids, primary_topic, topics, keywords, \
    concepts, locations, locations_count, primary_location, best_oa_location, sustainable_development_goals, awards, funders, \
    institutions, countries_distinct_count, institutions_distinct_count, open_access, is_paratext, is_retracted, is_xpac, \
    biblio, referenced_works, referenced_works_count, related_works, abstract_inverted_index, cited_by_count, \
    counts_by_year, apc_list, apc_paid, fwci, citation_normalized_percentile, cited_by_percentile_year, mesh, has_content, \
    has_fulltext, created_date, updated_date";

/// Paths that must have a value in some record of a thousand works.
const FILLED: &[(&str, &str)] = &[
    (
        "works",
        "ids.openalex ids.doi ids.mag ids.pmid ids.pmcid ids.arxiv doi display_name language type type_crossref",
    ),
    (
        "works",
        "publication_date publication_year created_date updated_date cited_by_count fwci fulltext_origin",
    ),
    (
        "works",
        "is_retracted is_paratext is_xpac has_fulltext has_content.pdf has_content.grobid_xml indexed_in[]",
    ),
    (
        "works",
        "authorships[].author.id authorships[].author.orcid authorships[].is_corresponding authorships[].countries[]",
    ),
    (
        "works",
        "authorships[].raw_author_name authorships[].raw_orcid authorships[].raw_affiliation_strings[]",
    ),
    (
        "works",
        "authorships[].affiliations[].institution_ids[] authorships[].raw_affiliation_string",
    ),
    (
        "works",
        "authorships[].institutions[].id authorships[].institutions[].ror authorships[].institutions[].country_code",
    ),
    (
        "works",
        "authorships[].institutions[].type authorships[].institutions[].lineage[] institutions[].id",
    ),
    (
        "works",
        "institution_assertions[].id institution_assertions[].ror institution_assertions[].country_code",
    ),
    (
        "works",
        "institution_assertions[].type institution_assertions[].lineage[] authors_count concepts_count",
    ),
    (
        "works",
        "corresponding_author_ids[] corresponding_institution_ids[] countries_distinct_count institutions_distinct_count",
    ),
    ("works", "apc_list.value apc_list.currency apc_list.value_usd apc_list.provenance"),
    ("works", "apc_paid.value apc_paid.currency apc_paid.value_usd apc_paid.provenance"),
    (
        "works",
        "awards[].id awards[].funder_id awards[].funder_award_id awards[].funder_display_name awards[].doi",
    ),
    (
        "works",
        "funders[].id grants[].funder grants[].award_id biblio.volume biblio.issue biblio.first_page biblio.last_page",
    ),
    (
        "works",
        "citation_normalized_percentile.value citation_normalized_percentile.is_in_top_1_percent",
    ),
    (
        "works",
        "citation_normalized_percentile.is_in_top_10_percent cited_by_percentile_year.min cited_by_percentile_year.max",
    ),
    (
        "works",
        "concepts[].id concepts[].wikidata keywords[].id keywords[].display_name mesh[].descriptor_ui",
    ),
    (
        "works",
        "primary_topic.id primary_topic.subfield.id primary_topic.field.id primary_topic.domain.id",
    ),
    ("works", "topics[].id topics[].subfield.id topics[].field.id topics[].domain.id"),
    (
        "works",
        "sustainable_development_goals[].id sustainable_development_goals[].score open_access.oa_status open_access.is_oa",
    ),
    (
        "works",
        "open_access.any_repository_has_fulltext referenced_works[] referenced_works_count related_works[]",
    ),
    (
        "works",
        "abstract_inverted_index host_venue.id alternate_host_venues[].id counts_by_year[].year",
    ),
    (
        "authors",
        "ids.openalex ids.orcid ids.scopus cited_by_count works_count display_name display_name_alternatives[]",
    ),
    (
        "authors",
        "affiliations[].institution.id affiliations[].institution.ror affiliations[].institution.country_code",
    ),
    (
        "authors",
        "affiliations[].institution.type affiliations[].institution.lineage[] affiliations[].years[]",
    ),
    (
        "authors",
        "last_known_institutions[].id last_known_institutions[].ror last_known_institutions[].country_code",
    ),
    (
        "authors",
        "last_known_institutions[].type last_known_institutions[].lineage[] topics[].id topic_share[].id",
    ),
    (
        "authors",
        "summary_stats.2yr_mean_citedness summary_stats.h_index summary_stats.i10_index x_concepts[].id block_key",
    ),
    (
        "authors",
        "parsed_longest_name.first parsed_longest_name.last parsed_longest_name.middle parsed_longest_name.suffix",
    ),
    (
        "sources",
        "apc_prices[].currency apc_prices[].price apc_usd cited_by_count works_count country_code display_name",
    ),
    (
        "sources",
        "alternate_titles[] abbreviated_title first_publication_year last_publication_year host_organization",
    ),
    (
        "sources",
        "host_organization_lineage[] ids.issn_l ids.mag ids.openalex is_core is_high_oa_rate",
    ),
    (
        "sources",
        "is_high_oa_rate_since_year is_in_doaj is_in_doaj_since_year is_in_jstage is_in_jstage_since_year is_oa is_ojs",
    ),
    (
        "sources",
        "is_preprint_repository issn[] issn_l oa_flip_year summary_stats.2yr_mean_citedness topic_share[].id topics[].id",
    ),
    ("sources", "type x_concepts[].id summary_stats.h_index summary_stats.i10_index"),
    (
        "institutions",
        "cited_by_count works_count country_code display_name display_name_alternatives[] display_name_acronyms[]",
    ),
    (
        "institutions",
        "ids.openalex ids.ror is_super_system lineage[] repositories[].id repositories[].host_organization",
    ),
    (
        "institutions",
        "repositories[].host_organization_lineage[] roles[].id ror status summary_stats.h_index",
    ),
    (
        "institutions",
        "topics[].id topic_share[].id type x_concepts[].id geo.latitude associated_institutions[].id",
    ),
    (
        "concepts",
        "ids.openalex ids.wikidata ancestors[].id cited_by_count works_count description display_name level",
    ),
    (
        "concepts",
        "summary_stats.2yr_mean_citedness summary_stats.h_index summary_stats.i10_index related_concepts[].id",
    ),
    (
        "topics",
        "id ids.openalex display_name description keywords[] subfield.id field.id domain.id works_count cited_by_count",
    ),
    (
        "publishers",
        "id display_name ids.openalex ids.wikidata parent_publisher.id lineage[] country_codes[] roles[].id",
    ),
    ("publishers", "hierarchy_level works_count cited_by_count summary_stats.h_index"),
    (
        "funders",
        "id display_name ids.openalex ids.ror ids.wikidata ids.crossref ids.doi country_code roles[].id",
    ),
    ("funders", "awards_count works_count cited_by_count summary_stats.i10_index"),
    (
        "awards",
        "id display_name description doi funder_award_id funder.id funder.display_name funder.ror funder.doi",
    ),
    (
        "awards",
        "funded_outputs[] funded_outputs_count amount currency funding_type funder_scheme start_year end_year provenance",
    ),
    (
        "awards",
        "lead_investigator.given_name lead_investigator.family_name lead_investigator.orcid works_api_url",
    ),
    (
        "awards",
        "lead_investigator.affiliation.name lead_investigator.affiliation.country co_lead_investigator.family_name",
    ),
    (
        "awards",
        "primary_topic.id primary_topic.domain.id topics[].id topics[].field.id topics[].subfield.id topics_full[].id",
    ),
    (
        "awards",
        "institution_awarded[].id institution_awarded[].ror institution_awarded[].country_code",
    ),
    ("awards", "institution_awarded[].type institution_awarded[].lineage[]"),
    ("countries", "country_code ids.iso continent.id is_global_south"),
    ("continents", "ids.wikidata countries[].id"),
    ("languages", "is_global_south"),
    ("work-types", "crossref_types[]"),
    ("sdgs", "ids.un"),
];

/// Entities of names and counts.
const NAMED: &[&str] = &[
    "domains",
    "fields",
    "subfields",
    "keywords",
    "sdgs",
    "countries",
    "languages",
    "licenses",
    "work-types",
    "source-types",
    "institution-types",
];

/// What every location of a work can have.
const LOCATION: &str = "id is_oa is_accepted is_published landing_page_url pdf_url license license_id version raw_type \
    provenance raw_source_name source.id source.type source.is_oa source.is_in_doaj source.is_core source.issn[] \
    source.host_organization source.host_organization_lineage[]";

/// Flags that must be both true and false somewhere.
const FLAGS: &[(&str, &str)] = &[
    (
        "works",
        "is_retracted is_paratext is_xpac has_fulltext has_content.pdf has_content.grobid_xml",
    ),
    (
        "works",
        "citation_normalized_percentile.is_in_top_1_percent citation_normalized_percentile.is_in_top_10_percent",
    ),
    (
        "works",
        "open_access.any_repository_has_fulltext open_access.is_oa authorships[].is_corresponding",
    ),
    (
        "works",
        "locations[].is_oa locations[].is_accepted locations[].is_published locations[].source.is_in_doaj",
    ),
    (
        "sources",
        "is_oa is_in_doaj is_core is_high_oa_rate is_in_jstage is_ojs is_preprint_repository",
    ),
    ("institutions", "is_super_system"),
];

#[test]
fn works_of_today_have_the_49_keys_in_order() {
    let expected: Vec<&str> = WORK_KEYS.split(", ").collect();
    assert_eq!(expected.len(), 49);
    for (line, work) in Snapshot::of(200, 6).lines("works") {
        if work.get("is_xpac").is_none() {
            continue;
        }
        assert_eq!(
            top_level_keys(&line).iter().collect::<Vec<_>>(),
            expected.iter().collect::<Vec<_>>()
        );
    }
}

/// The keys of a line in the order they are written.
fn top_level_keys(line: &str) -> Vec<String> {
    let (mut keys, mut depth, mut text, mut escaped, mut start) = (Vec::new(), 0, false, false, 0);
    for (at, byte) in line.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => {
                text = !text;
                if text {
                    start = at + 1;
                } else if depth == 1 && line.as_bytes()[at + 1] == b':' {
                    keys.push(line[start..at].to_string());
                }
            }
            b'{' | b'[' if !text => depth += 1,
            b'}' | b']' if !text => depth -= 1,
            _ => {}
        }
    }
    keys
}

#[test]
fn every_field_has_values_in_a_thousand_works() {
    let snapshot = Snapshot::of(1000, 1);
    let records = |entity: &str| snapshot.records(entity);
    let entities: Vec<(&str, Vec<Value>)> = snapshot
        .summary
        .entities
        .iter()
        .map(|entity| (entity.name, records(entity.name)))
        .collect();
    assert_eq!(entities.len(), 21);
    let of =
        |name: &str| entities.iter().find(|(entity, _)| *entity == name).map(|(_, of)| of).unwrap();
    let works = of("works");
    for (entity, paths) in FILLED {
        for path in paths.split_whitespace() {
            assert!(
                of(entity).iter().any(|record| !values(record, path).is_empty()),
                "{entity}: {path}"
            );
        }
    }
    for entity in NAMED {
        for path in ["id", "display_name", "works_count", "cited_by_count", "works_api_url"] {
            let filled = of(entity).iter().all(|record| values(record, path).len() == 1);
            assert!(filled, "{entity}: {path}");
        }
    }
    for location in ["locations[]", "primary_location", "best_oa_location"] {
        for path in LOCATION.split_whitespace() {
            let path = format!("{location}.{path}");
            assert!(works.iter().any(|work| !values(work, &path).is_empty()), "works: {path}");
        }
    }
    for (entity, paths) in FLAGS {
        for path in paths.split_whitespace() {
            let seen = |wanted: bool| {
                of(entity).iter().any(|r| values(r, path).contains(&&Value::Bool(wanted)))
            };
            assert!(seen(true) && seen(false), "{entity}: {path}");
        }
    }
}

#[test]
fn texts_are_in_many_scripts_and_need_escaping() {
    let snapshot = Snapshot::of(1000, 1);
    let lines: Vec<String> = snapshot.lines("works").into_iter().map(|(line, _)| line).collect();
    for sample in ['é', 'и', 'λ', 'ش', '研', 'ש', 'अ', '🌍', 'ş', 'Ł'] {
        assert!(lines.iter().any(|line| line.contains(sample)), "{sample}");
    }
    for escape in ["\\\"", "\\\\", "\\u00", "\\/"] {
        assert!(lines.iter().any(|line| line.contains(escape)), "{escape}");
    }
}
