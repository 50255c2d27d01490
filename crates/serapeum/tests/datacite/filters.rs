//! The parameters that choose records, each with its meaning and a source of values.

use crate::{
    record::{FOS, KINDS, Record, kebab, ror},
    rng::Rng,
};

/// How a parameter takes its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Class {
    /// Alternatives between commas.
    List,
    /// One value.
    One,
    /// Years between commas: from the first to the last.
    Years,
    /// At least so many.
    AtLeast,
    /// Any value switches it on.
    Flag,
}

/// A parameter that chooses records.
pub(crate) struct Parameter {
    pub(crate) name: &'static str,
    pub(crate) class: Class,
    /// Whether it is one of the seven of which a record has to meet only one.
    pub(crate) united: bool,
    /// What a record has that a value is compared with.
    pub(crate) has: fn(&Record) -> Vec<String>,
    /// A value as it is compared.
    pub(crate) reads: fn(&str) -> String,
    /// Another spelling of a value.
    pub(crate) spells: fn(&str, &mut Rng) -> String,
}

const fn parameter(name: &'static str, class: Class, has: fn(&Record) -> Vec<String>) -> Parameter {
    Parameter {
        name,
        class,
        united: false,
        has,
        reads: str::to_owned,
        spells: |value, _| value.to_owned(),
    }
}

impl Parameter {
    const fn united(mut self) -> Parameter {
        self.united = true;
        self
    }

    const fn reads(mut self, reads: fn(&str) -> String) -> Parameter {
        self.reads = reads;
        self
    }

    const fn spells(mut self, spells: fn(&str, &mut Rng) -> String) -> Parameter {
        self.spells = spells;
        self
    }

    pub(crate) fn holds(&self, record: &Record, value: &str) -> bool {
        let has = (self.has)(record);
        match self.class {
            Class::Flag => !has.is_empty(),
            Class::One => has.contains(&(self.reads)(value)),
            Class::List => value.split(',').any(|one| has.contains(&(self.reads)(one))),
            Class::Years => {
                let (first, last) =
                    (value.split(',').min().unwrap(), value.split(',').max().unwrap());
                has.iter().any(|year| first <= year.as_str() && year.as_str() <= last)
            }
            Class::AtLeast => {
                let digits: String = value.chars().take_while(char::is_ascii_digit).collect();
                has[0].parse::<i64>().unwrap() >= digits.parse().unwrap_or(0)
            }
        }
    }
}

fn some(text: Option<String>) -> Vec<String> {
    text.into_iter().collect()
}

fn lower(values: Vec<String>) -> Vec<String> {
    values.iter().map(|value| value.to_lowercase()).collect()
}

fn any_case(value: &str, random: &mut Rng) -> String {
    if random.chance(30) { value.to_uppercase() } else { value.to_owned() }
}

fn flagged(has: Vec<String>, scheme: &str) -> Vec<String> {
    has.into_iter().filter(|found| found == scheme).collect()
}

fn year_of(record: &Record, name: &str) -> Vec<String> {
    record.texts(name).iter().map(|text| text[..4].to_owned()).collect()
}

fn counted(record: &Record, name: &str) -> Vec<String> {
    vec![record.count(name).to_string()]
}

/// A Crossref funder id of any spelling as the index has it.
fn funder(value: &str) -> String {
    let lower = value.to_lowercase();
    let at = lower.find("10.13039/").unwrap_or(0);
    format!("https://doi.org/{}", &lower[at..])
}

/// `computer_and_information_sciences`: the subject that it asks for.
fn humanized(value: &str) -> String {
    let mut words = value.replace('_', " ").to_lowercase();
    words.get_mut(..1).into_iter().for_each(str::make_ascii_uppercase);
    words
}

fn science(record: &Record) -> Vec<String> {
    if !record.texts("subjects.subjectScheme").iter().any(|scheme| scheme == FOS) {
        return Vec::new();
    }
    record
        .texts("subjects.subject")
        .iter()
        .filter_map(|s| s.strip_prefix("FOS: ").map(str::to_owned))
        .collect()
}

use Class::{AtLeast, Flag, List, One, Years};

#[rustfmt::skip]
pub(crate) const PARAMETERS: &[Parameter] = &[
    parameter("prefix", List, |r| r.id.split_once('/').map(|(prefix, _)| prefix.to_owned()).into_iter().collect()),
    parameter("client-id", List, |r| some(r.client())).united().reads(str::to_lowercase).spells(any_case),
    parameter("provider-id", List, |r| some(r.provider())).united().reads(str::to_lowercase).spells(any_case),
    parameter("resource-type-id", List, |r| some(r.kind())).reads(kebab).spells(|value, random| {
        let camel = KINDS.iter().find(|kind| kebab(kind) == value).copied().unwrap_or(value);
        match random.below(3) { 0 => camel.to_owned(), 1 => value.replace('-', "_"), _ => value.to_owned() }
    }),
    parameter("resource-type", List, |r| lower(r.texts("types.resourceType"))).reads(str::to_lowercase).spells(any_case),
    parameter("created", Years, |r| year_of(r, "created")),
    parameter("registered", Years, |r| year_of(r, "registered")),
    parameter("published", Years, |r| r.texts("publicationYear")),
    parameter("schema-version", One, |r| r.texts("schemaVersion")).reads(|v| format!("http://datacite.org/schema/kernel-{v}"))
        .spells(|value, _| value.rsplit('-').next().unwrap().to_owned()),
    parameter("subject", List, |r| r.texts("subjects.subject")),
    parameter("field-of-science", List, science).reads(humanized).spells(|value, _| value.to_lowercase().replace(' ', "_")),
    parameter("license", List, |r| lower(r.texts("rightsList.rightsIdentifier"))).reads(str::to_lowercase).spells(any_case),
    parameter("source", One, |r| r.texts("source")),
    parameter("has-references", AtLeast, |r| counted(r, "referenceCount")),
    parameter("has-citations", AtLeast, |r| counted(r, "citationCount")),
    parameter("has-parts", AtLeast, |r| counted(r, "partCount")),
    parameter("has-part-of", AtLeast, |r| counted(r, "partOfCount")),
    parameter("has-versions", AtLeast, |r| counted(r, "versionCount")),
    parameter("has-version-of", AtLeast, |r| counted(r, "versionOfCount")),
    parameter("has-views", AtLeast, |r| counted(r, "viewCount")),
    parameter("has-downloads", AtLeast, |r| counted(r, "downloadCount")),
    parameter("has-person", Flag, |r| flagged(r.texts("creators.nameIdentifiers.nameIdentifierScheme"), "ORCID")),
    parameter("has-organization", Flag, |r| flagged(r.people("nameIdentifiers.nameIdentifierScheme"), "ROR")).united(),
    parameter("has-affiliation", Flag, |r| flagged(r.people("affiliation.affiliationIdentifierScheme"), "ROR")).united(),
    parameter("has-funder", Flag, |r| flagged(r.texts("fundingReferences.funderIdentifierType"), "Crossref Funder ID")).united(),
    parameter("affiliation-id", One, Record::affiliations).united().reads(ror).spells(|value, random| match random.below(3) {
        0 => format!("https://{value}"), 1 => value.trim_start_matches("ror.org/").to_owned(), _ => value.to_owned(),
    }),
    parameter("funder-id", List, |r| lower(r.texts("fundingReferences.funderIdentifier"))).united().reads(funder)
        .spells(|value, random| match random.below(3) {
            0 => value.trim_start_matches("https://doi.org/").to_owned(), 1 => value.to_uppercase(), _ => value.to_owned(),
        }),
    parameter("user-id", One, |r| r.texts("creators.nameIdentifiers.nameIdentifier")).reads(|value| {
        format!("https://orcid.org/{}", value.rsplit('/').next().unwrap())
    }).spells(|value, random| match random.below(3) {
        0 => value.trim_start_matches("https://orcid.org/").to_owned(),
        1 => value.trim_start_matches("https://").to_owned(), _ => value.to_owned(),
    }),
];

/// A value that some record has, or nearly has; whether it is one that the parameter may refuse.
pub(crate) fn draw(parameter: &Parameter, random: &mut Rng, records: &[Record]) -> (String, bool) {
    match parameter.class {
        Flag => return ((*random.pick(&["true", "1", "false"])).to_owned(), false),
        AtLeast if random.chance(15) => {
            return ((*random.pick(&["true", "0", "x"])).to_owned(), true);
        }
        _ => {}
    }
    let (mut parts, mut odd) = (Vec::new(), false);
    let most = if matches!(parameter.class, List | Years) { 3 } else { 1 };
    for _ in 0..1 + random.below(most) {
        for _ in 0..200 {
            let found = (parameter.has)(random.pick(records));
            if found.is_empty() {
                continue;
            }
            let chosen = random.pick(&found).clone();
            let mut value = (parameter.spells)(&chosen, random);
            // Neither a list nor the text of a mistake can hold these.
            if value.contains(',') || value.trim() != value || value.is_empty() {
                continue;
            }
            if random.chance(6) && parameter.class != AtLeast {
                match parameter.class {
                    Years => value.replace_range(..2, "18"),
                    _ => value.push('x'),
                }
                odd = true;
            }
            parts.push(value);
            break;
        }
    }
    if parts.is_empty() {
        parts.push("x".to_owned());
        odd = true;
    }
    let odd = odd || matches!(parameter.name, "funder-id" | "user-id" | "affiliation-id");
    (parts.join(","), odd)
}
