//! A naive flattening of records, by hand for each long table: JSON values and loops. Cells are texts, as in CSV.

use serde_json::Value;

/// The rows of a record. Columns stand in the order of the table.
pub(crate) type Flatten = fn(&Value) -> Vec<Vec<String>>;

/// A member as a text; nothing for null.
fn text(value: &Value, path: &str) -> String {
    let mut names = path.split('.').filter(|name| !name.is_empty());
    let found = names.try_fold(value, |value, name| value.get(name));
    match found {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => text.clone(),
        Some(other) => other.to_string(),
    }
}

/// An ORCID iD with its hyphens, which some records leave out; anything else is no value.
fn orcid(value: &Value, path: &str) -> String {
    let text = text(value, path);
    let characters: Vec<char> = text
        .trim_start_matches("https://orcid.org/")
        .chars()
        .filter(|character| *character != '-')
        .collect();
    let is_digit = |(at, c): (usize, &char)| c.is_ascii_digit() || (at == 15 && *c == 'X');
    let conforms = characters.len() == 16 && characters.iter().enumerate().all(is_digit);
    let groups: Vec<String> = characters.chunks(4).map(|four| four.iter().collect()).collect();
    if conforms { format!("https://orcid.org/{}", groups.join("-")) } else { String::new() }
}

/// What follows the last slash, which some records have after a second prefix.
fn ror(value: &Value, path: &str) -> String {
    let text = text(value, path);
    match text.rsplit('/').next() {
        Some(code) if !code.is_empty() => format!("https://ror.org/{code}"),
        _ => String::new(),
    }
}

/// The first member that has a text.
fn either(value: &Value, paths: &[&str]) -> String {
    paths.iter().map(|path| text(value, path)).find(|text| !text.is_empty()).unwrap_or_default()
}

/// A number, in whatever way records write it.
fn number(value: &Value, path: &str) -> String {
    let text = text(value, path);
    text.parse::<f64>().map_or(text, |number| format!("{number:?}"))
}

/// An id of this letter behind the usual prefix, else nothing.
fn id(value: &Value, path: &str, letter: char) -> String {
    let text = text(value, path).replace("org/V", "org/S");
    let digits = text.rsplit('/').next().and_then(|id| id.strip_prefix(letter));
    let whole = digits.is_some_and(|digits| digits.chars().all(|c| c.is_ascii_digit()));
    if whole { format!("https://openalex.org/{letter}{}", digits.unwrap()) } else { String::new() }
}

/// A code of the classification: a URL, or a number in older records.
fn class(value: &Value, path: &str, kind: &str) -> String {
    let text = text(value, path);
    let code = text.rsplit('/').next().unwrap_or_default();
    if code.is_empty() { String::new() } else { format!("https://openalex.org/{kind}/{code}") }
}

/// Texts of a list, sorted, each once.
fn several(value: &Value, name: &str) -> String {
    let mut texts: Vec<String> = list(value, name).iter().map(|one| text(one, "")).collect();
    texts.retain(|text| !text.is_empty());
    texts.sort();
    texts.dedup();
    texts.join("|")
}

fn list<'v>(value: &'v Value, name: &str) -> &'v [Value] {
    value.get(name).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// The elements of a list with their places; null has a place but no row.
fn numbered<'v>(value: &'v Value, name: &str) -> Vec<(String, &'v Value)> {
    let all = list(value, name).iter().enumerate();
    all.filter(|(_, one)| !one.is_null()).map(|(at, one)| ((at + 1).to_string(), one)).collect()
}

fn institution(one: &Value) -> [String; 6] {
    let mut lineage: Vec<u64> = list(one, "lineage")
        .iter()
        .filter_map(|id| id.as_str()?.rsplit_once('I')?.1.parse().ok())
        .collect();
    lineage.sort_unstable();
    lineage.dedup();
    let lineage: Vec<String> =
        lineage.iter().map(|number| format!("https://openalex.org/I{number}")).collect();
    [
        id(one, "id", 'I'),
        text(one, "display_name"),
        ror(one, "ror"),
        text(one, "country_code"),
        text(one, "type").to_lowercase(),
        lineage.join("|"),
    ]
}

fn topic(one: &Value) -> [String; 6] {
    [
        class(one, "subfield.id", "subfields"),
        text(one, "subfield.display_name"),
        class(one, "field.id", "fields"),
        text(one, "field.display_name"),
        class(one, "domain.id", "domains"),
        text(one, "domain.display_name"),
    ]
}

fn authorships(work: &Value) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    for (position, authorship) in numbered(work, "authorships") {
        let mut affiliations = several(authorship, "raw_affiliation_strings");
        if affiliations.is_empty() {
            affiliations = text(authorship, "raw_affiliation_string");
        }
        let author = [
            text(work, "id"),
            position,
            text(authorship, "author_position"),
            id(authorship, "author.id", 'A'),
            text(authorship, "author.display_name"),
            orcid(authorship, "author.orcid"),
            text(authorship, "raw_author_name"),
            orcid(authorship, "raw_orcid"),
            text(authorship, "is_corresponding"),
            several(authorship, "countries"),
            affiliations,
        ];
        let institutions = numbered(authorship, "institutions");
        for (position, one) in &institutions {
            let institution = [vec![position.clone()], institution(one).to_vec()].concat();
            rows.push([author.to_vec(), institution].concat());
        }
        if institutions.is_empty() {
            rows.push([author.to_vec(), vec![String::new(); 7]].concat());
        }
    }
    rows
}

fn affiliations(work: &Value) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    for (position, authorship) in numbered(work, "authorships") {
        let author = [text(work, "id"), position, id(authorship, "author.id", 'A')];
        let all = numbered(authorship, "affiliations");
        for (at, affiliation) in &all {
            let row =
                [author.to_vec(), vec![at.clone(), text(affiliation, "raw_affiliation_string")]];
            let named = numbered(affiliation, "institution_ids");
            for (_, one) in &named {
                rows.push([row.concat(), vec![id(one, "", 'I')]].concat());
            }
            if named.is_empty() {
                rows.push([row.concat(), vec![String::new()]].concat());
            }
        }
        if all.is_empty() {
            rows.push([author.to_vec(), vec![String::new(); 3]].concat());
        }
    }
    rows
}

fn works_of(work: &Value, name: &str) -> Vec<Vec<String>> {
    let row = |(at, one): (String, &Value)| vec![text(work, "id"), at, id(one, "", 'W')];
    numbered(work, name).into_iter().map(row).collect()
}

fn topics(work: &Value) -> Vec<Vec<String>> {
    let row = |(at, one): (String, &Value)| {
        let own = [text(work, "id"), at, id(one, "id", 'T'), text(one, "display_name")];
        [own.to_vec(), vec![number(one, "score")], topic(one).to_vec()].concat()
    };
    numbered(work, "topics").into_iter().map(row).collect()
}

fn keywords(work: &Value) -> Vec<Vec<String>> {
    let row = |(at, one): (String, &Value)| {
        let name = either(one, &["display_name", "keyword"]);
        vec![text(work, "id"), at, text(one, "id"), name, number(one, "score")]
    };
    numbered(work, "keywords").into_iter().map(row).collect()
}

fn concepts(work: &Value) -> Vec<Vec<String>> {
    let row = |(at, one): (String, &Value)| {
        let own = [text(work, "id"), at, id(one, "id", 'C'), text(one, "display_name")];
        let wikidata =
            text(one, "wikidata").replace("/entity/", "/wiki/").replace("http:", "https:");
        [own.to_vec(), vec![text(one, "level"), number(one, "score"), wikidata]].concat()
    };
    numbered(work, "concepts").into_iter().map(row).collect()
}

fn locations(work: &Value) -> Vec<Vec<String>> {
    let mut found: Vec<(String, &Value)> = numbered(work, "locations");
    if found.is_empty() {
        found.extend(
            work.get("host_venue").filter(|venue| !venue.is_null()).map(|v| ("1".into(), v)),
        );
        let more = list(work, "alternate_host_venues").iter().filter(|venue| !venue.is_null());
        let before = found.len() + 1;
        found.extend(more.enumerate().map(|(at, venue)| ((before + at).to_string(), venue)));
    }
    let empty = Value::Null;
    let row = |(at, one): (String, &Value)| {
        let old = list(work, "locations").is_empty();
        let source = if old { one } else { one.get("source").unwrap_or(&empty) };
        let new = |path: &str| if old { String::new() } else { text(one, path) };
        let license =
            either(one, &["license_id", "license"]).replace("https://openalex.org/licenses/", "");
        let alternate = old && at != "1";
        let issn = |text: String| if alternate { String::new() } else { text };
        let host = if old {
            String::new()
        } else {
            either(source, &["host_organization", "publisher_id"])
        };
        let host_name = match old {
            true if alternate => String::new(),
            true => text(source, "publisher"),
            false => either(source, &["host_organization_name", "publisher"]),
        };
        vec![
            text(work, "id"),
            at.clone(),
            new("id"),
            text(one, "is_oa"),
            either(one, if old { &["url"] } else { &["landing_page_url"] }),
            new("pdf_url"),
            license,
            text(one, "version"),
            new("is_accepted"),
            new("is_published"),
            new("raw_type"),
            new("raw_source_name"),
            id(source, "id", 'S'),
            text(source, "display_name"),
            text(source, "type").to_lowercase(),
            issn(text(source, "issn_l")),
            issn(several(source, "issn")),
            if old { String::new() } else { text(source, "is_in_doaj") },
            host,
            host_name,
        ]
    };
    found.into_iter().map(row).collect()
}

fn goals(work: &Value) -> Vec<Vec<String>> {
    let row = |(at, one): (String, &Value)| {
        vec![text(work, "id"), at, text(one, "id"), text(one, "display_name"), number(one, "score")]
    };
    numbered(work, "sustainable_development_goals").into_iter().map(row).collect()
}

fn awards(work: &Value) -> Vec<Vec<String>> {
    let new = |(at, one): (String, &Value)| {
        let names = ["display_name", "funder_award_id"].map(|name| text(one, name));
        let award = [vec![text(work, "id"), at, id(one, "id", 'G')], names.to_vec()].concat();
        let funder =
            [id(one, "funder_id", 'F'), text(one, "funder_display_name"), text(one, "doi")];
        [award, funder.to_vec()].concat()
    };
    let old = |(at, one): (String, &Value)| {
        let mut row =
            vec![text(work, "id"), at, String::new(), String::new(), text(one, "award_id")];
        row.extend([id(one, "funder", 'F'), text(one, "funder_display_name"), String::new()]);
        row
    };
    let rows: Vec<_> = numbered(work, "awards").into_iter().map(new).collect();
    if rows.is_empty() { numbered(work, "grants").into_iter().map(old).collect() } else { rows }
}

fn funders(work: &Value) -> Vec<Vec<String>> {
    let row = |path: &'static str, name: &'static str| {
        move |(at, one): (String, &Value)| {
            vec![text(work, "id"), at, id(one, path, 'F'), text(one, name), ror(one, "ror")]
        }
    };
    let rows: Vec<_> =
        numbered(work, "funders").into_iter().map(row("id", "display_name")).collect();
    if !rows.is_empty() {
        return rows;
    }
    numbered(work, "grants").into_iter().map(row("funder", "funder_display_name")).collect()
}

fn years(record: &Value) -> Vec<Vec<String>> {
    let row = |(_, one): (String, &Value)| {
        let counts = ["year", "works_count", "oa_works_count", "cited_by_count"];
        [vec![text(record, "id")], counts.map(|name| text(one, name)).to_vec()].concat()
    };
    numbered(record, "counts_by_year").into_iter().map(row).collect()
}

fn mesh(work: &Value) -> Vec<Vec<String>> {
    let names =
        ["descriptor_ui", "descriptor_name", "qualifier_ui", "qualifier_name", "is_major_topic"];
    let row = |(at, one): (String, &Value)| {
        [vec![text(work, "id"), at], names.map(|name| text(one, name)).to_vec()].concat()
    };
    numbered(work, "mesh").into_iter().map(row).collect()
}

fn author_affiliations(author: &Value) -> Vec<Vec<String>> {
    let row = |(at, one): (String, &Value)| {
        let mut years: Vec<u64> = list(one, "years").iter().filter_map(Value::as_u64).collect();
        years.sort_unstable();
        years.dedup();
        let years: Vec<String> = years.iter().map(u64::to_string).collect();
        let own = vec![text(author, "id"), at, years.join("|")];
        [own, institution(one.get("institution").unwrap()).to_vec()].concat()
    };
    numbered(author, "affiliations").into_iter().map(row).collect()
}

fn last_known(author: &Value) -> Vec<Vec<String>> {
    let mut found = numbered(author, "last_known_institutions");
    if found.is_empty() {
        let old = author.get("last_known_institution").filter(|one| !one.is_null());
        found.extend(old.map(|one| ("1".to_owned(), one)));
    }
    let row = |(at, one): (String, &Value)| {
        [vec![text(author, "id"), at], institution(one).to_vec()].concat()
    };
    found.into_iter().map(row).collect()
}

fn associated(institution: &Value) -> Vec<Vec<String>> {
    let row = |(at, one): (String, &Value)| {
        let own = [text(institution, "id"), at, text(one, "relationship"), id(one, "id", 'I')];
        let names = ["display_name", "ror", "country_code", "type"].map(|name| text(one, name));
        [own.to_vec(), names.to_vec()].concat()
    };
    numbered(institution, "associated_institutions").into_iter().map(row).collect()
}

/// Every long table that is flattened here.
pub(crate) const TABLES: &[(&str, &str, Flatten)] = &[
    ("works", "authorships", authorships),
    ("works", "affiliations", affiliations),
    ("works", "referenced_works", |work| works_of(work, "referenced_works")),
    ("works", "related_works", |work| works_of(work, "related_works")),
    ("works", "topics", topics),
    ("works", "keywords", keywords),
    ("works", "concepts", concepts),
    ("works", "locations", locations),
    ("works", "sustainable_development_goals", goals),
    ("works", "awards", awards),
    ("works", "funders", funders),
    ("works", "counts_by_year", years),
    ("works", "mesh", mesh),
    ("authors", "affiliations", author_affiliations),
    ("authors", "last_known_institutions", last_known),
    ("authors", "counts_by_year", years),
    ("institutions", "associated_institutions", associated),
    ("institutions", "counts_by_year", years),
    ("sources", "counts_by_year", years),
];
