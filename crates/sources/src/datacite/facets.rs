//! Counts beside a list, in its `meta`: <https://support.datacite.org/docs/api-get-lists>. As data.

use serapeum_model::{
    BadRequest, Bin, Bins, By, Dimension, Entity, Field, GroupKey, GroupOrder, Grouping, Metric,
    Predicate, Query, Sum,
};

use super::{asked::Asked, clients, dois, error, providers, resource_types, time};

/// A facet of the API.
#[derive(Debug)]
pub(super) struct Facet {
    /// The member of `meta`.
    pub(super) name: &'static str,
    /// What it counts.
    pub(super) make: Make,
    /// How ids and titles are written.
    pub(super) shown: Shown,
    /// Whether it is told where none is named.
    usual: bool,
}

/// What a facet counts.
#[derive(Debug, Clone, Copy)]
pub(super) enum Make {
    /// Records by value, the most frequent ones, this many.
    Most(Field, u32),
    /// As [`Make::Most`], with records without value and those of all other values.
    MostAndRest(Field, u32),
    /// Records by year, the latest ten.
    Latest(Field),
    /// Records by year of publication, up to the present year.
    Published(Field),
    /// Records by general type.
    Types,
    /// A number summed up by year of publication.
    SumsByYear(Field),
    /// A number summed up.
    Sum(Field),
    /// Records with a value.
    Having(Field),
    /// Always empty: a data file does not tell.
    Empty,
    /// Cannot be told: why.
    Absent(&'static str),
}

/// How the id and the title of a group are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shown {
    /// Both as the value, or the label where there is one.
    Plain,
    /// The value, and its words with capitals.
    Titled,
    /// What follows the last dash.
    Schema,
    /// A licence.
    License,
    /// A field of science.
    Science,
    /// A ROR id without `https://`.
    Ror,
    /// An ORCID iD as a URL.
    Orcid,
    /// The code of a language.
    Language,
    /// The id in lower case, the value as title.
    Lower,
    /// A region of the world.
    Region,
}

const fn usual(name: &'static str, make: Make, shown: Shown) -> Facet {
    Facet { name, make, shown, usual: true }
}

const fn named(name: &'static str, make: Make, shown: Shown) -> Facet {
    Facet { name, make, shown, usual: false }
}

const OPEN: &str = "which licences the service counts as open is not published with the data";

/// Of DOIs, in the order in which they are told.
const DOIS: &[Facet] = &[
    usual("states", Make::Most(dois::STATE, 3), Shown::Titled),
    usual("resourceTypes", Make::Types, Shown::Plain),
    usual("created", Make::Latest(dois::CREATED_YEAR), Shown::Plain),
    named("createdByMonth", Make::Absent("months are not counted"), Shown::Plain),
    usual("published", Make::Published(dois::PUBLICATION_YEAR), Shown::Plain),
    usual("registered", Make::Latest(dois::REGISTERED_YEAR), Shown::Plain),
    usual("providers", Make::Most(dois::PROVIDER, 10), Shown::Plain),
    usual("clients", Make::Most(dois::CLIENT, 10), Shown::Plain),
    named("clientTypes", Make::Empty, Shown::Plain),
    usual("affiliations", Make::Most(dois::AFFILIATION_ROR, 10), Shown::Ror),
    usual("prefixes", Make::Most(dois::PREFIX, 10), Shown::Plain),
    usual("certificates", Make::Empty, Shown::Plain),
    usual("licenses", Make::Most(dois::LICENSE, 10), Shown::License),
    named("licensesWithMissing", Make::MostAndRest(dois::LICENSE, 10), Shown::License),
    usual("schemaVersions", Make::Most(dois::SCHEMA_VERSION, 10), Shown::Schema),
    usual("linkChecksStatus", Make::Empty, Shown::Plain),
    named("authors", Make::Most(dois::CREATOR_ORCID, 10), Shown::Orcid),
    named("creatorsAndContributors", Make::Most(dois::AGENT_ORCID, 10), Shown::Orcid),
    usual("subjects", Make::Most(dois::SUBJECT, 10), Shown::Titled),
    usual("fieldsOfScience", Make::Most(dois::FIELD_OF_SCIENCE, 10), Shown::Science),
    named("languages", Make::Most(dois::LANGUAGE, 10), Shown::Language),
    named("registrationAgencies", Make::Most(dois::AGENCY, 10), Shown::Titled),
    usual("citations", Make::SumsByYear(dois::CITATIONS), Shown::Plain),
    usual("views", Make::SumsByYear(dois::VIEWS), Shown::Plain),
    usual("downloads", Make::SumsByYear(dois::DOWNLOADS), Shown::Plain),
    named("citationCount", Make::Sum(dois::CITATIONS), Shown::Plain),
    named("viewCount", Make::Sum(dois::VIEWS), Shown::Plain),
    named("downloadCount", Make::Sum(dois::DOWNLOADS), Shown::Plain),
    named("contentUrlCount", Make::Having(dois::CONTENT_URL), Shown::Plain),
    named("openLicenses", Make::Absent(OPEN), Shown::Plain),
    named("openLicensesCount", Make::Absent(OPEN), Shown::Plain),
    named("funders", Make::Most(dois::FUNDER_ID, 200), Shown::Plain),
    named(
        "personToWorkTypesMultilevel",
        Make::Absent("counts of persons within counts of types are not supported"),
        Shown::Plain,
    ),
];

/// Of clients.
const CLIENTS: &[Facet] = &[
    usual("years", Make::Latest(clients::YEAR), Shown::Plain),
    usual("providers", Make::Most(clients::PROVIDER, 15), Shown::Plain),
    usual("software", Make::Most(clients::SOFTWARE, 15), Shown::Lower),
    usual("certificates", Make::Most(clients::CERTIFICATE, 10), Shown::Plain),
    usual("repository_types", Make::Most(clients::REPOSITORY_TYPE, 10), Shown::Plain),
    usual("clientTypes", Make::Most(clients::CLIENT_TYPE, 10), Shown::Titled),
];

/// Of providers.
const PROVIDERS: &[Facet] = &[
    usual("years", Make::Latest(providers::YEAR), Shown::Plain),
    usual("regions", Make::Most(providers::REGION, 10), Shown::Region),
    usual("memberTypes", Make::Most(providers::MEMBER_TYPE, 10), Shown::Titled),
    usual("organizationTypes", Make::Most(providers::ORGANIZATION_TYPE, 10), Shown::Titled),
    usual("focusAreas", Make::Most(providers::FOCUS_AREA, 10), Shown::Titled),
];

/// More groups than a year or a licence has values, to sum up the rest of.
pub(super) const MANY: u32 = 10_000;

/// The facets of an entity.
pub(super) fn of(entity: &Entity) -> &'static [Facet] {
    match entity.name {
        "clients" => CLIENTS,
        "providers" => PROVIDERS,
        _ => DOIS,
    }
}

/// The names of the facets that can be told.
pub(super) fn answered(entity: &Entity) -> Vec<&'static str> {
    let told = of(entity).iter().filter(|facet| !matches!(facet.make, Make::Absent(_)));
    told.map(|facet| facet.name).collect()
}

/// The facets that a request asks for, by default those of every list.
pub(super) fn chosen(entity: &Entity, asked: &Asked) -> Vec<&'static Facet> {
    let facets = of(entity).iter();
    if matches!(asked.given("disable-facets"), Some("true" | "1")) || asked.get("id").is_some() {
        return Vec::new();
    }
    match asked.given("facets") {
        Some(text) if entity.name == "dois" => {
            facets.filter(|facet| names(text).any(|name| name == facet.name)).collect()
        }
        _ => facets.filter(|facet| facet.usual).collect(),
    }
}

/// Adds what the facets of a request count to its query.
pub(super) fn ask(
    query: &mut Query,
    asked: &Asked,
    notes: &mut Vec<String>,
) -> Result<(), BadRequest> {
    let entity = query.entity;
    if let Some(text) = asked.given("facets").filter(|_| entity.name == "dois") {
        let known: Vec<&str> = of(entity).iter().map(|facet| facet.name).collect();
        for name in names(text).filter(|name| !known.contains(&name.as_str())) {
            notes.push(error::ignored("facet", &name, &known));
        }
    }
    for facet in chosen(entity, asked) {
        if let Make::Absent(why) = facet.make {
            let text = format!("The facet {} cannot be told: {why}.", facet.name);
            return Err(error::value("facets", text));
        }
        if let Make::Sum(field) = facet.make {
            query.sums.push(Sum { name: facet.name, field, of: Predicate::everything() });
        }
        query.facets.extend(facet.grouping());
    }
    Ok(())
}

/// Names between commas, in camel case.
fn names(text: &str) -> impl Iterator<Item = String> {
    let names = text.split(',').map(str::trim).filter(|name| !name.is_empty());
    names.map(|name| {
        let mut camel = String::with_capacity(name.len());
        for part in name.split(['_', '-']) {
            match part.split_at_checked(1) {
                Some((first, rest)) if !camel.is_empty() => {
                    camel.push_str(&first.to_uppercase());
                    camel.push_str(rest);
                }
                _ => camel.push_str(part),
            }
        }
        camel
    })
}

impl Facet {
    /// What is counted, if groups are.
    pub(super) fn grouping(&self) -> Option<Grouping> {
        let latest = GroupOrder { by: GroupKey::Key, descending: true };
        Some(match self.make {
            Make::Most(field, size) => {
                // Subjects that are no field of science are left out of the answer.
                let size = if self.shown == Shown::Science { size * 10 } else { size };
                Grouping::of(field, size)
            }
            Make::MostAndRest(field, _) => {
                let mut grouping = Grouping::of(field, MANY);
                for by in &mut grouping.by {
                    by.unknown = true;
                }
                grouping
            }
            Make::Latest(field) => Grouping { order: latest, ..Grouping::of(field, 10) },
            Make::Published(field) => {
                let year = time::this_year();
                let size = u32::try_from(year - 2010 + 1).unwrap_or(10);
                let of = field.le(year);
                Grouping { of, order: latest, ..Grouping::of(field, size) }
            }
            Make::SumsByYear(field) => {
                let by = GroupKey::Metric(Metric::Sum, field);
                let order = GroupOrder { by, descending: true };
                Grouping { order, ..Grouping::of(dois::PUBLICATION_YEAR, MANY) }
            }
            Make::Types => {
                let types = resource_types::ALL.iter().map(|name| Bin {
                    key: resource_types::id(name),
                    label: resource_types::title(name),
                    of: resource_types::predicate(name),
                });
                bins(self.name, types.collect())
            }
            Make::Having(field) => {
                let (key, label) = (field.row().name.to_owned(), String::new());
                bins(self.name, vec![Bin { key, label, of: field.exists() }])
            }
            Make::Sum(_) | Make::Empty | Make::Absent(_) => return None,
        })
    }
}

fn bins(name: &str, bins: Vec<Bin>) -> Grouping {
    let size = u32::try_from(bins.len()).unwrap_or(MANY);
    let by = By::Bins(Bins { bins, rest: None, fixed: false });
    let dimension = Dimension { name: name.to_owned(), by, unknown: false };
    Grouping { by: vec![dimension], ..Grouping::of(dois::GENERAL_TYPE, size) }
}
