//! A small snapshot of records in both shapes, tied by relations in both shapes; and the same records as they should
//! be understood. What a relation adds is worked out here from the relations, not from the lake.

use std::{fs, path::Path};

use serde_json::{Map, Value, json};

use crate::{older, record::Record, rng::Rng};

/// Products, organizations, data sources, projects: as in the API's collections.
pub(crate) type World = [Vec<Record>; 4];

/// Communities are no collection: id, acronym, name.
type Community = (String, String, String);

pub(crate) struct Made {
    pub(crate) world: World,
    /// Ids of records written in the older shape.
    pub(crate) older: Vec<String>,
}

fn id(prefix: &str, number: usize) -> String {
    format!("{prefix:_<12}::{:032x}", (number as u128 + 1) * 0x9e37_79b9_7f4a_7c15_f39c_c060)
}

fn maybe(random: &mut Rng, percent: usize, value: Value) -> Value {
    if random.chance(percent) { value } else { Value::Null }
}

fn date(random: &mut Rng) -> String {
    let (year, month) = (2008 + random.below(18), 1 + random.below(12));
    format!("{year}-{month:02}-{:02}", 1 + random.below(28))
}

pub(crate) fn make(folder: &Path, seed: u64, products: usize, relations: bool) -> Made {
    let mut random = Rng(seed);
    let random = &mut random;
    let mut world: World = Default::default();
    world[0] = (0..products).map(|at| Record::new(product(random, at))).collect();
    world[1] = (0..products / 8).map(|at| Record::new(organization(random, at))).collect();
    world[2] = (0..products / 10).map(|at| Record::new(source(random, at))).collect();
    world[3] = (0..products / 6).map(|at| Record::new(project(random, at))).collect();
    let communities: Vec<Community> = ["eutopia", "mes", "dh-ch", "covid-19", "enermaps"]
        .iter()
        .enumerate()
        .map(|(at, name)| (id("context", at), (*name).to_owned(), format!("The {name}, community")))
        .collect();

    let mut older = Vec::new();
    for (kind, records) in world.iter().enumerate() {
        for (part, chunk) in records.chunks(records.len().div_ceil(3)).enumerate() {
            for record in chunk {
                let name = match record.json["type"].as_str() {
                    Some("other") => "otherresearchproduct",
                    Some(kind) => kind,
                    None => ["", "organization", "datasource", "project"][kind],
                };
                let shaped = if part == 1 {
                    older.push(record.id.clone());
                    older::shape(kind, &record.json)
                } else {
                    record.json.clone()
                };
                append(folder, name, &shaped);
            }
        }
    }
    for (id, acronym, name) in &communities {
        let community =
            json!({"id": id, "acronym": acronym, "name": name, "type": "Research Community"});
        append(folder, "communities_infrastructures", &community);
    }
    if relations {
        relate(folder, random, &mut world, &communities);
    }
    Made { world, older }
}

fn append(folder: &Path, name: &str, record: &Value) {
    use std::io::Write;
    let folder = folder.join(name);
    fs::create_dir_all(&folder).unwrap();
    let file =
        fs::OpenOptions::new().create(true).append(true).open(folder.join("part-00000.json"));
    writeln!(file.unwrap(), "{record}").unwrap();
}

/// Draws relations, writes each in one of the shapes and directions, and adds what it means.
fn relate(folder: &Path, random: &mut Rng, world: &mut World, communities: &[Community]) {
    #[rustfmt::skip]
    const KINDS: [(&str, &str, usize, usize); 7] = [
        ("hasAuthorInstitution", "isAuthorInstitutionOf", 0, 1),
        ("isProducedBy", "produces", 0, 3),
        ("isHostedBy", "hosts", 0, 2),
        ("isProvidedBy", "provides", 0, 2),
        ("isProvidedBy", "provides", 2, 1),
        ("hasParticipant", "isParticipant", 3, 1),
        ("isProvidedBy", "provides", 1, 2),
    ];
    let count = world[0].len() * 4;
    for _ in 0..count {
        if random.chance(20) {
            let of = random.below(4);
            let at = random.below(world[of].len());
            let (id, acronym, label) = random.pick(communities).clone();
            write(
                folder,
                random,
                ("IsRelatedTo", "IsRelatedTo"),
                (&world[of][at].id.clone(), of),
                (&id, 4),
            );
            world[of][at].link("community.code", [acronym]);
            world[of][at].link("community.label", [label]);
            continue;
        }
        if random.chance(15) {
            let pair = [0, 0].map(|of: usize| random.pick(&world[of]).id.clone());
            write(folder, random, ("Cites", "IsCitedBy"), (&pair[0], 0), (&pair[1], 0));
            continue;
        }
        let (name, inverse, of, to) = *random.pick(&KINDS);
        let (at, target) = (random.below(world[of].len()), random.pick(&world[to]).clone());
        // A record that is not in the snapshot has nothing but its id.
        let lost = random.chance(4);
        let target_id = if lost { id("lost", random.below(50)) } else { target.id.clone() };
        write(folder, random, (name, inverse), (&world[of][at].id.clone(), of), (&target_id, to));
        let record = &mut world[of][at];
        match (name, to) {
            (_, 1) => {
                record.link("organization.id", [target_id]);
                if !lost {
                    record.link("organization.name", target.all(&["legalName", "legalShortName"]));
                    record.link("country", target.texts("country.code"));
                    let ror =
                        target.texts("pids.value").into_iter().filter(|id| id.contains("ror.org"));
                    record.link("ror", ror);
                }
            }
            (_, 3) => {
                record.link("project.id", [target_id]);
                if !lost {
                    record.link("project.code", target.texts("code"));
                    record.link("project.title", target.texts("title"));
                    record.link("funding.name", target.texts("fundings.name"));
                    record.link("funding.shortName", target.texts("fundings.shortName"));
                    record.link("funding.stream", target.texts("fundings.fundingStream.id"));
                }
            }
            ("isHostedBy", _) => {
                record.link("host.key", [target_id]);
                if !lost {
                    record.link("host.name", target.texts("officialName"));
                }
            }
            _ => {
                record.link("provider", [target_id]);
                if !lost {
                    record.link("provider.name", target.texts("officialName"));
                }
            }
        }
    }
}

/// A relation as a line: either shape, either direction.
fn write(
    folder: &Path,
    random: &mut Rng,
    names: (&str, &str),
    of: (&str, usize),
    to: (&str, usize),
) {
    let (name, source, target) =
        if random.chance(50) { (names.0, of, to) } else { (names.1, to, of) };
    let prefixes = ["50|", "20|", "10|", "40|", "00|"];
    let row = if random.chance(50) {
        let types = ["product", "organization", "datasource", "project", "community"];
        json!({"source": source.0, "sourceType": types[source.1], "target": target.0, "targetType": types[target.1],
            "relType": {"name": name, "type": "x"}, "provenance": null, "validated": false, "validationDate": null})
    } else {
        let types = ["result", "organization", "datasource", "project", "context"];
        let node = |node: (&str, usize)| {
            let prefix = if random_bit(node.0) { prefixes[node.1] } else { "" };
            json!({"id": format!("{prefix}{}", node.0), "type": types[node.1]})
        };
        json!({"source": node(source), "target": node(target), "reltype": {"name": name, "type": "x"},
            "provenance": {"provenance": "Harvested", "trust": "0.9"}, "validated": false})
    };
    append(folder, "relation", &row);
}

fn random_bit(text: &str) -> bool {
    text.bytes().map(usize::from).sum::<usize>() % 2 == 0
}

/// Values of subjects by scheme.
const SUBJECTS: [(&str, [&str; 3]); 3] = [
    (
        "FOS",
        ["01 natural sciences", "0502 economics and business", "03 medical and health sciences"],
    ),
    ("SDG", ["13. Climate action", "3. Good health", "1. No poverty"]),
    ("keyword", ["Climate, change", "say \"x\"", "R AND D"]),
];

fn product(random: &mut Rng, at: usize) -> Value {
    let kind = *random.pick(&["publication", "publication", "dataset", "software", "other"]);
    let published = kind == "publication";
    let label = *random.pick(&[
        "OPEN",
        "OPEN",
        "CLOSED",
        "RESTRICTED",
        "EMBARGO",
        "UNKNOWN",
        "OPEN SOURCE",
    ]);
    let scheme = |scheme: &str, value: &str| json!({"subject": {"scheme": scheme, "value": value}, "provenance": null});
    let mut subjects = Vec::new();
    for _ in 0..random.below(4) {
        let (name, values) = random.pick(&SUBJECTS);
        let value = *random.pick(values);
        subjects.push(scheme(name, value));
    }
    let mut instances = Vec::new();
    for _ in 0..random.below(3) {
        let mut instance = Map::new();
        instance.insert(
            "type".to_owned(),
            json!(random.pick(&["Article", "Preprint", "Other literature type"])),
        );
        instance.insert(
            "refereed".to_owned(),
            json!(random.pick(&["peerReviewed", "nonPeerReviewed", "UNKNOWN"])),
        );
        instance.insert("urls".to_owned(), json!(["https://example.org/x"]));
        if random.chance(50) {
            instance.insert("license".to_owned(), json!("CC BY"));
        }
        if random.chance(50) {
            instance.insert(
                "pids".to_owned(),
                json!([{"scheme": "doi", "value": format!("10.5555/i{}", random.below(30))}]),
            );
        }
        if random.chance(30) {
            let other = json!([{"scheme": "mag_id", "value": random.below(40).to_string()}]);
            instance.insert("alternateIdentifiers".to_owned(), other);
        }
        instances.push(Value::Object(instance));
    }
    let authors: Vec<Value> = (0..random.below(4))
        .map(|rank| {
            let orcid = format!("0000-0002-1825-{:04}", random.below(20));
            let pid = json!({"id": {"scheme": "orcid", "value": orcid}, "provenance": null});
            json!({"fullName": format!("Doe, J{rank}"), "name": format!("J{rank}"), "surname": "Doe", "rank": rank + 1,
                "pid": maybe(random, 50, pid)})
        })
        .collect();
    let mut class = || json!(random.pick(&["C1", "C2", "C3", "C4", "C5"]));
    let classes = [class(), class(), class(), class()];
    let impact = json!({
        "citationCount": random.below(20) as f64, "influence": random.below(50) as f64 / 7.0,
        "popularity": random.below(50) as f64 / 3.0, "impulse": random.below(9) as f64,
        "citationClass": classes[0], "influenceClass": classes[1], "impulseClass": classes[2], "popularityClass": classes[3],
    });
    let country = *random.pick(&["DE", "FR", "CZ"]);
    let publisher = *random.pick(&["Zenodo", "Wiley, Sons", "A (B) C", "and OR not"]);
    let (published_on, embargo) = (date(random), date(random));
    let collected = format!("{}T10:{:02}:00Z", date(random), random.below(60));
    json!({
        "authors": authors,
        "openAccessColor": if published { maybe(random, 60, json!("gold")) } else { Value::Null },
        "publiclyFunded": if published { maybe(random, 80, json!(at.is_multiple_of(3))) } else { Value::Null },
        "type": kind,
        "language": {"code": random.pick(&["eng", "und", "ces"]), "label": "L"},
        "countries": maybe(random, 40, json!([{"code": country, "label": "C", "provenance": null}])),
        "subjects": subjects,
        "mainTitle": format!("Title {at}"),
        "subTitle": maybe(random, 20, json!("Sub")),
        "descriptions": ["A text, with words"],
        "publicationDate": maybe(random, 93, json!(published_on)),
        "publisher": maybe(random, 80, json!(publisher)),
        "embargoEndDate": maybe(random, 20, json!(embargo)),
        "bestAccessRight": maybe(random, 85, json!({"code": "c_x", "label": label, "scheme": "http://vocab"})),
        "id": id("doi", at),
        "originalIds": [format!("orig-{at}"), format!("shared-{}", at % 7)],
        "pids": maybe(random, 70, json!([{"scheme": "doi", "value": format!("10.5555/p{at}")}])),
        "dateOfCollection": maybe(random, 80, json!(collected)),
        "indicators": maybe(random, 85, json!({"citationImpact": impact})),
        "instances": instances,
        "isGreen": if published { maybe(random, 80, json!(at.is_multiple_of(2))) } else { Value::Null },
        "isInDiamondJournal": if published { maybe(random, 80, json!(at.is_multiple_of(5))) } else { Value::Null },
    })
}

fn organization(random: &mut Rng, at: usize) -> Value {
    let country = *random.pick(&["DE", "IT", "US", "CZ"]);
    let ror = json!([{"scheme": "ROR", "value": format!("https://ror.org/{}", RORS[at % RORS.len()])},
        {"scheme": "GRID", "value": format!("grid.{at}.1")}]);
    json!({
        "id": id("openorgs", at), "originalIds": [format!("o{at}")], "legalName": format!("University of {at}, Dept"),
        "legalShortName": maybe(random, 70, json!(format!("U{at}"))), "alternativeNames": null, "websiteUrl": null,
        "country": maybe(random, 90, json!({"code": country, "label": "C"})),
        "pids": maybe(random, 80, ror),
    })
}

/// Identifiers whose check digits are right.
const RORS: [&str; 6] =
    ["0576by029", "03mb6wj31", "00mcdyn90", "01ggx4157", "05gq02987", "02nr0ka47"];

fn source(random: &mut Rng, at: usize) -> Value {
    let subjects = json!([random.pick(&["Biology", "History, old", "{NULL}"])]);
    let level =
        *random.pick(&["Collected from a compatible aggregator", "OpenAIRE 2.0 (EC funding)"]);
    let contents = json!(["Journal articles", random.pick(&["Datasets", "Books"])]);
    json!({
        "id": id("opendoar", at), "originalIds": [format!("d{at}")], "officialName": format!("Source {at}"),
        "englishName": null, "type": {"scheme": "Journal", "value": random.pick(&["Journal", "Data Repository"])},
        "openaireCompatibility": maybe(random, 70, json!(level)),
        "pids": maybe(random, 40, json!([{"scheme": "issn", "value": format!("1234-{at:04}")}])),
        "subjects": maybe(random, 60, subjects),
        "contentTypes": maybe(random, 60, contents),
    })
}

fn project(random: &mut Rng, at: usize) -> Value {
    let (short, name, stream) = *random.pick(&[
        ("EC", "European Commission", "EC::H2020::RIA"),
        ("UKRI", "UK Research and Innovation", "UKRI::EPSRC"),
        ("NSF", "National Science Foundation", "NSF::GEO"),
    ]);
    let stream = json!({"id": stream, "description": "x"});
    let stream = maybe(random, 80, stream);
    let fundings =
        json!([{"shortName": short, "name": name, "jurisdiction": "EU", "fundingStream": stream}]);
    let (start, end) = (date(random), date(random));
    let call = *random.pick(&["H2020-INFRA-1", "ERC, 2019"]);
    json!({
        "id": id("corda__h2020", at), "originalIds": [format!("p{at}")], "code": format!("{}", 100_000 + at),
        "acronym": maybe(random, 60, json!(format!("ACR-{at}"))), "title": format!("Project {at}"), "websiteUrl": null,
        "startDate": maybe(random, 85, json!(start)), "endDate": maybe(random, 85, json!(end)),
        "callIdentifier": maybe(random, 60, json!(call)),
        "openAccessMandateForPublications": random.chance(50), "openAccessMandateForDataset": random.chance(50),
        "fundings": maybe(random, 90, fundings), "summary": null,
    })
}
