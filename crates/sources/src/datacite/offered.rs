//! What the API answers.

use serapeum_model::{Entity, Parameter, Route, Takes};

use super::{
    clients, dois, facets, object, paging,
    parameters::{self, Rule},
    providers, request, resource_types, sort,
};

const CLIENT: (&str, &str) = ("The id of a client", "cern.zenodo");
const PROVIDER: (&str, &str) = ("The id of a provider", "cern");

pub(super) fn routes() -> Vec<Route> {
    let (of_dois, of_clients, of_providers) = (&dois::ENTITY, &clients::ENTITY, &providers::ENTITY);
    let doi = ("A DOI; its slash may stand as it is", "10.5281/zenodo.1234");
    let prefix = ("The prefix of DOIs", "10.5281");
    let kind = ("The id of a general type", "dataset");
    vec![
        Route::new("dois", "A list of DOIs, with counts", of_dois).with(list(of_dois)),
        Route::new("dois/{id}", "A DOI", of_dois).with(one(doi)).with(of_one()),
        Route::new("clients", "A list of clients, also found at /repositories", of_clients)
            .with(list(of_clients)),
        Route::new("clients/{id}", "A client", of_clients).with(one(CLIENT)),
        Route::new("clients/{client}/dois", "The DOIs of a client", of_dois)
            .with(named("client", CLIENT))
            .with(within("client-id")),
        Route::new("providers", "A list of providers", of_providers).with(list(of_providers)),
        Route::new("providers/{id}", "A provider", of_providers).with(one(PROVIDER)),
        Route::new("providers/{provider}/dois", "The DOIs of a provider", of_dois)
            .with(named("provider", PROVIDER))
            .with(within("provider-id")),
        Route::new("prefixes", "The prefixes that DOIs have", of_dois).with(of_prefixes()),
        Route::new("prefixes/{id}", "Whose a prefix is", of_dois).with(one(prefix)),
        Route::new("resource-types", "The general types", of_dois),
        Route::new("resource-types/{id}", "A general type", of_dois).with(one(kind)),
        Route::new("heartbeat", "Whether the API answers", of_dois),
    ]
}

fn one(value: (&str, &str)) -> [Parameter; 1] {
    named("id", value)
}

fn named(name: &str, (about, example): (&str, &str)) -> [Parameter; 1] {
    [Parameter::new(name, Takes::Text, about, example)]
}

fn of_one() -> impl Iterator<Item = Parameter> {
    let answered = |name: &&&str| !matches!(**name, "include" | "detail");
    request::ONE.iter().filter(answered).map(|name| other(&dois::ENTITY, name))
}

fn of_prefixes() -> impl Iterator<Item = Parameter> {
    let ignored = |name: &&&str| !matches!(**name, "sort");
    request::OF_PREFIXES.iter().filter(ignored).map(|name| {
        let selects = parameters::of(&dois::ENTITY).iter().find(|known| known.name == *name);
        match selects {
            Some(known) => selecting(known),
            None if *name == "query" => {
                Parameter::new("query", Takes::Text, "What the prefix begins with", "10.5")
            }
            None => other(&dois::ENTITY, name),
        }
    })
}

/// Of the DOIs of a client or provider: without what the path says, and what would make it count for nothing.
fn within(said: &'static str) -> impl Iterator<Item = Parameter> {
    let asked = list(&dois::ENTITY).into_iter();
    asked.filter(move |known| ![said, "id", "ids"].contains(&known.name.as_str()))
}

fn list(entity: &'static Entity) -> Vec<Parameter> {
    let is_doi = entity.name == dois::ENTITY.name;
    let answered = |name: &&&str| match **name {
        // Refused, or without effect here.
        "random" | "sample" | "sample-group" | "page[scroll]" | "scroll-id" | "include" => false,
        "id" | "ids" | "affiliation" | "publisher" | "detail" | "composite" | "fields[dois]"
        | "facets" => is_doi,
        _ => true,
    };
    let selects = parameters::of(entity)
        .iter()
        .filter(|known| !matches!(known.rule, Rule::Absent(_) | Rule::Ignored(_)));
    let others = parameters::OTHERS.iter().filter(answered);
    others.map(|name| other(entity, name)).chain(selects.map(selecting)).collect()
}

/// A parameter that selects records.
fn selecting(known: &parameters::Parameter) -> Parameter {
    let of = |field: serapeum_model::Field| format!("{}: {}", field.name, field.kind.told(false));
    let (takes, about, example) = match &known.rule {
        Rule::OneOf(field) => {
            (Takes::Text, format!("One of the values between commas of {}", of(*field)), "a")
        }
        Rule::Is(field) => (Takes::Text, format!("The value of {}", of(*field)), "a"),
        Rule::Years(field) => (
            Takes::Text,
            format!("{}: from the smallest to the largest of these years", field.name),
            "2020,2021",
        ),
        Rule::AtLeast(field) => {
            (Takes::Number(0, u64::MAX), format!("{}: at least", field.name), "1")
        }
        Rule::Flag(_) => {
            (Takes::Word(vec!["true"]), "Only records that have it".to_owned(), "true")
        }
        Rule::Prefix => {
            (Takes::Text, "One of these prefixes of DOIs, between commas".to_owned(), "10.5281")
        }
        Rule::ResourceType => {
            let ids = resource_types::ALL.iter().map(|name| resource_types::id(name));
            let ids: Vec<String> = ids.collect();
            (
                Takes::Text,
                format!("One of these general types, between commas: {}", ids.join(", ")),
                "dataset",
            )
        }
        Rule::SchemaVersion => (Takes::Text, "The number of the schema".to_owned(), "4"),
        Rule::FieldOfScience => {
            (Takes::Text, "The id of a field of science".to_owned(), "earth_sciences")
        }
        Rule::Affiliation => {
            (Takes::Text, "The ROR id of an affiliation".to_owned(), "https://ror.org/05dxps055")
        }
        Rule::Funder => {
            (Takes::Text, "Crossref funder ids, between commas".to_owned(), "10.13039/501100000780")
        }
        Rule::Creator => {
            (Takes::Text, "The ORCID iD of a creator".to_owned(), "0000-0002-1825-0097")
        }
        Rule::Findable => (
            Takes::Word(vec!["findable"]),
            "Findable records, which all are".to_owned(),
            "findable",
        ),
        Rule::Idle | Rule::Ignored(_) | Rule::Absent(_) => {
            (Takes::Text, "Changes nothing".to_owned(), "true")
        }
    };
    let about = if known.united {
        format!("{about}; of several such parameters one has to be met")
    } else {
        about
    };
    Parameter::new(known.name, takes, about, example)
}

/// A parameter of lists or records that does not select records.
fn other(entity: &'static Entity, name: &'static str) -> Parameter {
    let (takes, about, example) = match name {
        "query" => (
            Takes::Text,
            "A condition in the query language, such as `publicationYear:2020`",
            match entity.name {
                "dois" => "publicationYear:2020",
                _ => "year:2020",
            },
        ),
        "id" | "ids" => {
            (Takes::Text, "These DOIs, between commas, and nothing else", "10.5281/zenodo.1234")
        }
        "sort" => (
            Takes::Word(sort::names(entity)),
            "The order; with `-` before it the largest first",
            "name",
        ),
        "page[size]" => {
            (Takes::Number(0, paging::LARGEST_PAGE.unsigned_abs()), "Records on a page", "2")
        }
        "page[number]" => (Takes::Number(1, u64::MAX), "The page, from 1", "1"),
        "page[cursor]" => (Takes::Text, "`1`, then what `links.next` says", "1"),
        "detail" => (Takes::Word(vec!["true"]), "Tells all of each record", "true"),
        "affiliation" => (Takes::Truth, "Tells affiliations with their identifiers", "true"),
        "publisher" => (Takes::Truth, "Tells publishers with their identifiers", "true"),
        "composite" => (Takes::Word(vec!["true"]), "Leaves composed members out", "true"),
        "facets" => (Takes::Names(facets::answered(entity)), "What is counted in `meta`", "states"),
        "disable-facets" => (Takes::Truth, "Counts nothing", "true"),
        "fields[dois]" => {
            (Takes::Names(object::names()), "Only these members of each record", "doi")
        }
        _ => (Takes::Text, "Changes nothing", "any"),
    };
    Parameter::new(name, takes, about, example)
}
