//! What records say of one another.

use std::collections::{HashMap, HashSet};

use crate::support::{Snapshot, values};
use serde_json::Value;

/// Records by id.
fn index(snapshot: &Snapshot, entity: &str) -> HashMap<String, Value> {
    let records = snapshot.records(entity);
    let count = records.len();
    let index: HashMap<_, _> =
        records.into_iter().map(|r| (r["id"].as_str().unwrap().to_string(), r)).collect();
    assert_eq!(index.len(), count, "{entity}: an id occurs twice");
    index
}

/// Every object found at `path` stands in `known` with the same values for those of `keys` that it has.
fn agree(
    records: &HashMap<String, Value>,
    path: &str,
    known: &HashMap<String, Value>,
    keys: &[&str],
) {
    let mut found = 0;
    for object in records.values().flat_map(|record| values(record, path)) {
        let Some(id) = object.get("id").and_then(Value::as_str) else { continue };
        let own = known.get(id).unwrap_or_else(|| panic!("{path}: {id} is no record"));
        for key in keys {
            if let Some(value) = object.get(key) {
                assert_eq!(value, &own[key], "{path}.{key} of {id}");
            }
        }
        found += 1;
    }
    assert!(found > 0, "{path} is empty everywhere");
}

#[test]
fn names_and_attributes_agree_with_the_records_of_their_ids() {
    let snapshot = Snapshot::of(600, 5);
    let [works, authors, sources, institutions, concepts, topics, keywords, publishers, funders] =
        [
            "works",
            "authors",
            "sources",
            "institutions",
            "concepts",
            "topics",
            "keywords",
            "publishers",
            "funders",
        ]
        .map(|entity| index(&snapshot, entity));
    let institution = ["display_name", "ror", "country_code", "type", "lineage"];
    let source = [
        "display_name",
        "issn_l",
        "issn",
        "type",
        "is_oa",
        "is_in_doaj",
        "is_core",
        "host_organization",
    ];
    let topic = ["display_name", "subfield", "field", "domain"];
    let concept = ["display_name", "wikidata", "level"];
    agree(&works, "authorships[].author", &authors, &["display_name", "orcid"]);
    agree(&works, "authorships[].institutions[]", &institutions, &institution);
    agree(&works, "institutions[]", &institutions, &institution);
    agree(&works, "institution_assertions[]", &institutions, &institution);
    for path in ["locations[].source", "primary_location.source", "best_oa_location.source"] {
        agree(&works, path, &sources, &source);
    }
    agree(&works, "host_venue", &sources, &["display_name", "issn_l", "issn", "type"]);
    agree(&works, "primary_topic", &topics, &topic);
    agree(&works, "topics[]", &topics, &topic);
    agree(&works, "keywords[]", &keywords, &["display_name"]);
    agree(&works, "concepts[]", &concepts, &concept);
    agree(&works, "funders[]", &funders, &["display_name"]);
    agree(&authors, "affiliations[].institution", &institutions, &institution);
    agree(&authors, "last_known_institutions[]", &institutions, &institution);
    agree(&authors, "topics[]", &topics, &topic);
    agree(&authors, "x_concepts[]", &concepts, &concept);
    agree(&authors, "sources[]", &sources, &["display_name"]);
    agree(
        &institutions,
        "associated_institutions[]",
        &institutions,
        &["display_name", "ror", "country_code", "type"],
    );
    agree(&institutions, "repositories[]", &sources, &["display_name", "host_organization"]);
    agree(&publishers, "parent_publisher", &publishers, &["display_name"]);
    agree(&concepts, "ancestors[]", &concepts, &concept);
    agree(&topics, "siblings[]", &topics, &["display_name"]);

    let awards = index(&snapshot, "awards");
    agree(&awards, "funder", &funders, &["display_name"]);
    agree(&awards, "institution_awarded[]", &institutions, &institution);
    agree(&awards, "primary_topic", &topics, &topic);
    let works_ids: HashSet<&String> = works.keys().collect();
    for award in awards.values() {
        let outputs = values(award, "funded_outputs[]");
        assert!(outputs.iter().all(|id| works_ids.contains(&id.as_str().unwrap().to_owned())));
        assert_eq!(award["funded_outputs_count"], outputs.len());
        let funder = &funders[award["funder"]["id"].as_str().unwrap()];
        assert_eq!(award["funder"]["ror"], funder["ids"]["ror"]);
        assert_eq!(award["funder"]["doi"], funder["ids"]["doi"]);
    }
    for work in works.values() {
        for key in ["referenced_works[]", "related_works[]"] {
            let cited: Vec<String> =
                values(work, key).iter().map(|id| id.as_str().unwrap().to_string()).collect();
            assert!(cited.iter().all(|id| works_ids.contains(id) && *id != work["id"]));
            assert_eq!(cited.iter().collect::<HashSet<_>>().len(), cited.len());
        }
        for funder in values(work, "funders[]") {
            assert_eq!(funder["ror"], funders[funder["id"].as_str().unwrap()]["ids"]["ror"]);
        }
        for award in values(work, "awards[]") {
            let funder = &funders[award["funder_id"].as_str().unwrap()];
            assert_eq!(award["funder_display_name"], funder["display_name"]);
            let own = &awards[award["id"].as_str().unwrap()];
            for key in ["display_name", "funder_award_id", "doi"] {
                assert_eq!(award[key], own[key], "{key} of {}", award["id"]);
            }
            assert_eq!(award["funder_id"], own["funder"]["id"]);
        }
    }
    let organizations: HashSet<&String> = publishers.keys().chain(institutions.keys()).collect();
    for host in sources.values().flat_map(|s| values(s, "host_organization_lineage[]")) {
        assert!(organizations.contains(&host.as_str().unwrap().to_string()));
    }
    for ancestor in institutions.values().flat_map(|i| values(i, "lineage[]")) {
        assert!(institutions.contains_key(ancestor.as_str().unwrap()));
    }
}

#[test]
fn the_levels_above_topics_are_records() {
    let snapshot = Snapshot::of(300, 4);
    let [topics, subfields, fields, domains, works] =
        ["topics", "subfields", "fields", "domains", "works"]
            .map(|entity| index(&snapshot, entity));
    let name = ["display_name"];
    agree(&topics, "subfield", &subfields, &name);
    agree(&topics, "field", &fields, &name);
    agree(&topics, "domain", &domains, &name);
    agree(&works, "primary_topic.subfield", &subfields, &name);
    agree(&subfields, "field", &fields, &name);
    agree(&subfields, "domain", &domains, &name);
    agree(&subfields, "siblings[]", &subfields, &name);
    agree(&subfields, "topics[]", &topics, &name);
    agree(&fields, "domain", &domains, &name);
    agree(&fields, "subfields[]", &subfields, &name);
    agree(&domains, "fields[]", &fields, &name);
    // Each level lists exactly those that name it.
    for (above, children, below, parent) in [
        (&domains, "fields[].id", &fields, "domain"),
        (&fields, "subfields[].id", &subfields, "field"),
        (&subfields, "topics[].id", &topics, "subfield"),
    ] {
        let listed: usize = above.values().map(|record| values(record, children).len()).sum();
        assert_eq!(listed, below.len());
        for (id, record) in above {
            for child in values(record, children) {
                assert_eq!(below[child.as_str().unwrap()][parent]["id"], id.as_str());
            }
        }
    }
}

#[test]
fn codes_are_records_of_their_vocabulary() {
    let snapshot = Snapshot::of(1000, 1);
    for (entity, path, vocabulary, prefix) in [
        ("works", "type", "work-types", "https://openalex.org/types/"),
        ("works", "language", "languages", "https://openalex.org/languages/"),
        ("works", "locations[].license", "licenses", "https://openalex.org/licenses/"),
        ("works", "authorships[].countries[]", "countries", "https://openalex.org/countries/"),
        ("institutions", "country_code", "countries", "https://openalex.org/countries/"),
        ("funders", "country_code", "countries", "https://openalex.org/countries/"),
        ("publishers", "country_codes[]", "countries", "https://openalex.org/countries/"),
        ("institutions", "type", "institution-types", "https://openalex.org/institution-types/"),
        ("sources", "type", "source-types", "https://openalex.org/source-types/"),
        ("works", "sustainable_development_goals[].id", "sdgs", "https://openalex.org/sdgs/"),
        ("countries", "continent.id", "continents", ""),
        ("continents", "countries[].id", "countries", ""),
    ] {
        let known = index(&snapshot, vocabulary);
        let mut records = snapshot.records(entity);
        // The types of former works are Crossref's.
        records.retain(|record| entity != "works" || record.get("is_xpac").is_some());
        let mut found = 0;
        for value in records.iter().flat_map(|record| values(record, path)) {
            let code = value.as_str().unwrap().replace(' ', "%20");
            let code = code.trim_start_matches("https://metadata.un.org/sdg/");
            assert!(known.contains_key(&format!("{prefix}{code}")), "{entity}.{path}: {code}");
            found += 1;
        }
        assert!(found > 0, "{entity}.{path} is empty everywhere");
    }
}

#[test]
fn counts_agree_with_the_lists_beside_them() {
    for work in Snapshot::of(400, 2).records("works") {
        for (count, list) in [
            ("authors_count", "authorships[]"),
            ("locations_count", "locations[]"),
            ("referenced_works_count", "referenced_works[]"),
            ("concepts_count", "concepts[]"),
        ] {
            if let Some(count) = work.get(count) {
                assert_eq!(count, values(&work, list).len());
            }
        }
        assert_eq!(work["title"], work["display_name"]);
        assert_eq!(work["open_access"]["is_oa"], !work["best_oa_location"].is_null());
    }
}

#[test]
fn abstracts_can_be_rebuilt() {
    let mut rebuilt = 0;
    for work in Snapshot::of(400, 3).records("works") {
        let Some(index) = work["abstract_inverted_index"].as_object() else { continue };
        let index = index.get("InvertedIndex").and_then(Value::as_object).unwrap_or(index);
        let mut positions: Vec<u64> = index
            .values()
            .flat_map(|list| list.as_array().unwrap())
            .map(|p| p.as_u64().unwrap())
            .collect();
        positions.sort_unstable();
        assert!(positions.iter().copied().eq(0..positions.len() as u64), "{}", work["id"]);
        rebuilt += 1;
    }
    assert!(rebuilt > 150);
}

#[test]
fn anchors_are_in_every_snapshot() {
    for seed in [1, 2, 77] {
        let snapshot = Snapshot::of(500, seed);
        let [works, authors, sources, institutions] =
            ["works", "authors", "sources", "institutions"].map(|entity| index(&snapshot, entity));
        let journal = &sources["https://openalex.org/S1983995261"];
        assert_eq!(
            (&journal["display_name"], &journal["issn_l"]),
            (&"PeerJ".into(), &"2167-8359".into())
        );
        let university = &institutions["https://openalex.org/I136199984"];
        assert_eq!(university["display_name"], "Harvard University");
        assert_eq!(university["ror"], "https://ror.org/03vek6s52");
        assert_eq!(university["country_code"], "US");
        let author = &authors["https://openalex.org/A5023888391"];
        assert_eq!(
            (&author["display_name"], &author["orcid"]),
            (&"Jason Priem".into(), &"https://orcid.org/0000-0001-6187-6610".into())
        );
        let work = &works["https://openalex.org/W2741809807"];
        assert_eq!(work["doi"], "https://doi.org/10.7717/peerj.4375");
        assert!(
            work["title"].as_str().unwrap().starts_with("The state of OA: a large-scale analysis")
        );
        assert_eq!(work["publication_year"], 2018);
        assert_eq!(work["primary_location"]["source"]["id"], "https://openalex.org/S1983995261");
        assert!(work["abstract_inverted_index"].is_object());
        assert!(
            values(work, "referenced_works[]").len() >= 38,
            "{}",
            values(work, "referenced_works[]").len()
        );
        assert_eq!(works["https://openalex.org/W2488499764"]["publication_year"], 2020);
        let with = |path: &str, id: &str| {
            works.values().filter(|w| values(w, path).iter().any(|v| *v == id)).count()
        };
        assert!(with("locations[].source.id", "https://openalex.org/S1983995261") > 5);
        assert!(with("authorships[].institutions[].id", "https://openalex.org/I136199984") > 3);
        let levels: HashSet<u64> =
            snapshot.records("concepts").iter().map(|c| c["level"].as_u64().unwrap()).collect();
        assert_eq!(levels, (0..=5).collect());
    }
}
