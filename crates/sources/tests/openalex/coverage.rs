//! The tables against the list of what the API can be asked, in both directions.

use std::collections::{BTreeMap, BTreeSet};

use serapeum_model::{Case, CodeForm, Entity, Kind, Path, Test};
use serapeum_sources::openalex::SOURCE;

use super::{read, show};

/// What the API can be asked: entity, name, class of values, whether their case counts, form of groups, whether
/// results can be ordered by it (`!`: the service takes it and fails).
const LISTED: &str = include_str!("filters.tsv");

/// Lists of the API that are not in a snapshot, and why.
const UNPUBLISHED: &[(&str, &str)] = &[
    ("locations", "locations stand inside of works"),
    ("oa-statuses", "not exported"),
    ("indexes", "not exported"),
    ("funder-search", "full texts are not exported"),
];

/// Where a table differs from the list on purpose: entity or `*`, name, what is listed > what ours is, why.
const EXCEPTIONS: &[(&str, &str, &str, &str)] = &[
    ("*", "from_created_date", "class date>datetime", "a time is taken too"),
    ("*", "to_created_date", "class date>datetime", "a time is taken too"),
    (
        "works",
        "locations.source.has_issn",
        "group B>E",
        "a condition, which the service mistakes for a value",
    ),
    (
        "works",
        "referenced_works",
        "group ->T",
        "refused by its name; `cites` groups by the same column",
    ),
    (
        "works",
        "authorships.affiliations.institution_ids",
        "class term>oaid, case c>i",
        "any spelling of an id",
    ),
    (
        "works",
        "doi_starts_with",
        "case c>i, group T>-",
        "a DOI has no case; a group for each would say nothing",
    ),
    ("works", "version", "case c>i", "as locations.version"),
    ("*", "topics.id", "class term>oaid, case c>i", "any spelling of an id"),
    ("*", "topics.id", "class term>oaid", "any spelling of an id"),
    ("*", "topic_share.id", "class term>oaid, case c>i", "any spelling of an id"),
    ("authors", "scopus", "case i>c", "digits"),
    ("sources", "issn_l", "case c>i", "the X of an ISSN in any case"),
    ("*", "domain.id", "case i>c", "digits"),
    ("*", "field.id", "case i>c", "digits"),
    ("*", "subfield.id", "case i>c", "digits"),
    ("domains", "id", "case i>c", "digits"),
    ("fields", "id", "case i>c", "digits"),
    ("subfields", "id", "case i>c", "digits"),
    (
        "domains",
        "fields.id",
        "class num>term, case ->c, group N>T",
        "a code: the service finds no number in it",
    ),
    (
        "fields",
        "subfields.id",
        "class num>term, case ->c, group N>T",
        "a code: the service finds no number in it",
    ),
    ("funders", "ids.doi", "case c>i", "any spelling of a DOI"),
    ("awards", "id", "class term>oaid, case c>i", "any spelling of an id"),
    ("awards", "funder.doi", "case c>i", "any spelling of a DOI"),
    ("awards", "funder.ror", "case c>i", "any spelling of a ROR id"),
    ("awards", "institution_awarded.ror", "case c>i", "any spelling of a ROR id"),
    ("awards", "lead_investigator.orcid", "case c>i", "any spelling of an ORCID iD"),
    ("awards", "currency", "case c>i", "codes in any case"),
    ("awards", "institution_awarded.type", "case c>i", "codes in any case"),
];

/// What only an account or an index of the service can answer.
const ABSENT: &[&str] = &["collection", "has_embeddings", "semantic.search"];

#[derive(Debug, Clone, Copy)]
struct Row {
    entity: &'static str,
    name: &'static str,
    class: &'static str,
    case: &'static str,
    group: &'static str,
    sort: &'static str,
}

fn listed() -> impl Iterator<Item = Row> {
    LISTED.lines().skip(1).map(|line| match line.split('\t').collect::<Vec<_>>()[..] {
        [entity, name, class, case, group, sort] => Row { entity, name, class, case, group, sort },
        _ => panic!("{line}"),
    })
}

/// The rows of entities that there are tables of.
fn rows() -> impl Iterator<Item = (&'static Entity, Row)> {
    listed().filter_map(|row| Some((SOURCE.entity(row.entity)?, row)))
}

/// The row that our table stands for. What cannot be answered agrees with anything.
fn ours(entity: &'static Entity, theirs: Row) -> Row {
    let test = entity.filter(theirs.name).unwrap();
    if matches!(test, Test::Absent(_)) {
        return theirs;
    }
    let field = test.field().and_then(|field| entity.field(field));
    let class = match (test, field.map(|field| field.kind)) {
        (Test::Search(_), _) => "search",
        (Test::Truth(..) | Test::Whether(_), _) | (_, Some(Kind::Boolean)) => "bool",
        (Test::Prefix(_) | Test::Choice(_), _) => "term",
        (Test::Is(_), Some(Kind::Date | Kind::Timestamp)) | (_, Some(Kind::Date)) => "date",
        (_, Some(Kind::Timestamp)) => "datetime",
        (_, Some(Kind::Integer | Kind::Float)) => "num",
        (_, Some(Kind::Id(_) | Kind::AnyId(_))) => "oaid",
        _ if field == Some(entity.id) => "slug",
        _ => "term",
    };
    let kept = matches!(
        field.map(|field| field.kind),
        Some(Kind::Keyword(Case::Kept) | Kind::Code(CodeForm { case: Case::Kept, .. }))
    );
    let case = match class {
        "oaid" | "slug" | "term" if kept => "c",
        "oaid" | "slug" | "term" => "i",
        _ => "-",
    };
    let group = match (test, field) {
        (Test::Truth(..) | Test::Whether(_), _) => "E",
        _ if entity.counted(theirs.name).is_some() => "V",
        (Test::Choice(_), _) if theirs.name.ends_with("continent") => "C",
        (Test::Is(_), Some(field)) if field.path.starts_with("exists(") => "E",
        (Test::Is(_) | Test::IsAnd(..) | Test::IsLetter(..), Some(field)) if field.groups() => {
            match class {
                "bool" => "B",
                "num" => "N",
                _ => "T",
            }
        }
        _ => "-",
    };
    let sorts = read(&format!("{}?sort={}:desc", entity.name, theirs.name)).is_ok();
    Row { class, case, group, sort: if sorts { "y" } else { "-" }, ..theirs }
}

#[test]
fn every_name_of_the_api_is_known_and_no_other() {
    let mut api = BTreeMap::<&str, BTreeSet<&str>>::new();
    for row in listed() {
        assert!(api.entry(row.entity).or_default().insert(row.name), "{row:?} twice");
    }
    assert_eq!(listed().count(), 633);
    for entity in SOURCE.entities {
        let ours: BTreeSet<_> = entity.names().into_iter().collect();
        assert_eq!(Some(ours), api.remove(entity.name), "{}", entity.name);
    }
    let left: BTreeSet<_> = api.into_keys().collect();
    assert_eq!(left, UNPUBLISHED.iter().map(|(name, _)| *name).collect());
    for (name, _) in UNPUBLISHED {
        for path in [format!("{name}?filter=id:1"), format!("v2/{name}/1")] {
            let shown = show(&path);
            let told = format!("/{name} cannot be answered from a snapshot: ");
            assert!(shown.contains(&told), "{shown}");
        }
    }
}

#[test]
fn tables_agree_with_the_list_but_for_the_exceptions() {
    let mut used = BTreeSet::new();
    for (entity, theirs) in rows() {
        let ours = ours(entity, theirs);
        let letters = [
            ("class", theirs.class, ours.class),
            ("case", theirs.case, ours.case),
            ("group", theirs.group, ours.group),
            ("sort", theirs.sort, ours.sort),
        ];
        // What fails on the service may do here what it should.
        let differs = letters.iter().filter(|(_, theirs, ours)| theirs != ours && *theirs != "!");
        let differs: Vec<_> =
            differs.map(|(what, theirs, ours)| format!("{what} {theirs}>{ours}")).collect();
        let differs = differs.join(", ");
        let is_listed = |(of, name, listed, _): &(&str, &str, &str, &str)| {
            (*of == "*" || *of == entity.name) && *name == theirs.name && *listed == differs
        };
        if !differs.is_empty() {
            let at = EXCEPTIONS.iter().position(is_listed);
            used.insert(at.unwrap_or_else(|| panic!("{} {}: {differs}", entity.name, theirs.name)));
        }
    }
    for (at, exception) in EXCEPTIONS.iter().enumerate() {
        assert!(used.contains(&at), "no longer needed: {exception:?}");
    }
}

#[test]
fn every_filter_reads_a_value_of_its_class_or_says_why_not() {
    for (entity, Row { name, class, .. }) in rows() {
        let value = match class {
            "bool" => "true",
            "num" => "5",
            "date" | "datetime" => "2020-05-17",
            "oaid" => match name.rsplit('.').next() {
                Some("publisher_lineage") => "P12",
                _ => "I12",
            },
            // Compared as text by the API; identifiers here.
            "term" if name.ends_with("institution_ids") => "I12",
            "term" if name == "topics.id" || name == "topic_share.id" => "T12",
            "term" if entity.name == "awards" && name == "id" => "G12",
            "term" if name.ends_with("continent") => "europe",
            "term" if name == "best_open_version" => "any",
            _ => "12345",
        };
        let shown = show(&format!("{}?filter={name}:{value}", entity.name));
        let refused = shown.starts_with("400 ");
        let test = entity.filter(name);
        let waits = matches!(test, Some(Test::Absent(_)));
        assert_eq!(refused, waits, "{}: {name}: {shown}", entity.name);
        let absent = matches!(test, Some(Test::Absent(_)));
        assert_eq!(absent, ABSENT.contains(&name), "{}: {name}", entity.name);
        let why = shown.split_once("cannot be answered from a snapshot: ").map(|(_, why)| why);
        assert_eq!(absent, why.is_some_and(|why| why.len() > 20), "{shown}");
    }
}

#[test]
fn every_group_of_values_is_allowed() {
    for (entity, Row { name, group, .. }) in rows() {
        let result = read(&format!("{}?group_by={name}", entity.name));
        let absent = matches!(entity.filter(name), Some(Test::Absent(_)));
        let groups = matches!(group, "T" | "N" | "B" | "E" | "C" | "V") && !absent;
        // Accepted by the original but broken there; here they count what they say.
        let mended =
            group == "!" && matches!(entity.filter(name), Some(Test::Whether(_) | Test::Truth(..)));
        assert_eq!(result.is_ok(), groups || mended, "{}: {name}", entity.name);
    }
}

#[test]
fn tables_are_sound() {
    for entity in SOURCE.entities {
        assert_eq!(entity.fields.first(), Some(&entity.id), "{}", entity.name);
        assert!(matches!(entity.id.kind, Kind::Id(_) | Kind::Code(_)), "{}", entity.name);
        assert!(entity.id.sorts() && entity.id.looks_up(), "{}", entity.name);
        assert_eq!(entity.newest.unwrap().name, "updated_date");
        assert_eq!(entity.label.unwrap().name, "display_name");
        for field in entity.fields {
            let path = Path::parse(field.path);
            assert!(path.is_ok(), "{}: {path:?}", field.name);
            let walks = field.path.contains("[]") && !field.path.starts_with("exists(");
            assert_eq!(walks, field.many, "{}", field.name);
        }
    }
}

/// Identifiers name records of tables that exist and have the same form of id.
#[test]
fn labels_are_those_of_entities() {
    for entity in SOURCE.entities {
        for field in entity.fields.iter().filter(|field| field.groups()) {
            let id = matches!(field.kind, Kind::Id(_) | Kind::AnyId(_));
            assert!(!id || field.label.is_some(), "{}: {}", entity.name, field.name);
            for name in field.label.iter().flat_map(|label| label.entities()) {
                let named = SOURCE.entity(name).unwrap_or_else(|| panic!("{name}"));
                let same = match (field.kind, named.id.kind) {
                    (Kind::Id(field), Kind::Id(named)) => field == named,
                    (Kind::AnyId(prefix), Kind::Id(named)) => prefix == named.prefix,
                    (Kind::Code(field), Kind::Code(named)) => field.shown == named.shown,
                    _ => false,
                };
                assert!(same, "{}: {} names {name}", entity.name, field.name);
            }
        }
    }
}

/// Requests of the public documentation.
#[test]
fn documented_requests_are_read() {
    for text in [
        "venues/issn:2167-8359",
        "concepts?group_by=level",
        "works?filter=publication_year:2020",
        "works?filter=is_oa:true&group_by=institutions.country_code",
        "works?mailto=you@example.com",
        "works?page=2",
        "works?page=2&per-page=200",
        "works?filter=publication_year:2020&per-page=100&cursor=*",
        "works?filter=publication_year:2020&per-page=100&cursor=IlsxNjA5MzcyODAwMDAwLCAnaHR0cHM6Ly9vcGVuYWxleC5vcmcvVzI0ODg0OTk3NjQnXSI=",
        "works?group_by=type",
        "works?group_by=authorships.countries",
        "works?group_by=authorships.countries:include_unknown",
        "works?group_by=authorships.institutions.id",
        "publishers?filter=lineage:P4310319965",
        "publishers?group_by=country_codes",
        "funders/F4320332161",
        "funders?filter=country_code:ca",
        "keywords/cardiac-imaging",
        "awards?filter=funder.id:F4320332161&sort=amount:desc",
        "types/article",
        "sdgs/3",
    ] {
        assert!(read(text).is_ok(), "{text}: {}", show(text));
    }
}
