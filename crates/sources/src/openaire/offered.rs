//! What the API answers: lists and records of each collection, in the first version and in the third.

use serapeum_model::{Entity, Parameter, Route, Takes, Test};

use super::{
    ENTITIES, filter, paging, parameters, sort,
    versions::{COLLECTIONS, Version},
    vocabularies::closed,
};

const VERSIONS: [(Version, &str); 2] = [(Version::First, "v1"), (Version::Third, "v3")];

/// Values, of which each filter without words of its own takes one.
const VALUES: [&str; 7] = [
    "a",
    "true",
    "2020",
    "2020-01-01",
    "10.5281/zenodo.1",
    "0000-0002-1825-0097",
    "https://ror.org/05dxps055",
];

pub(super) fn routes() -> Vec<Route> {
    let mut routes = Vec::new();
    for (version, told) in VERSIONS {
        for collection in &COLLECTIONS {
            let entity = ENTITIES.iter().copied().find(|known| known.name == collection.entity);
            let Some((entity, name)) = entity.zip(collection.names(version).first()) else {
                continue;
            };
            let path = format!("graph/{told}/{name}");
            let id = Parameter::new("id", Takes::Text, "The id of a record", "openaire____::1");
            let list = Route::new(&path, format!("A list of {name}"), entity);
            let one = Route::new(format!("{path}/{{id}}"), format!("One of the {name}"), entity);
            routes.extend([list.with(of(entity, version)), one.with([id])]);
        }
    }
    routes
}

fn of(entity: &'static Entity, version: Version) -> impl Iterator<Item = Parameter> {
    let names = parameters::names(entity, version).into_iter();
    names.filter_map(move |name| match parameters::is_control(name) {
        true => control(entity, name),
        false => selecting(entity, name),
    })
}

/// A filter; none that no value can be given.
fn selecting(entity: &'static Entity, name: &'static str) -> Option<Parameter> {
    let test = entity.filter(name)?;
    let taken = |value: &&str| {
        let asked = [(name.to_owned(), (*value).to_owned())].into_iter().collect();
        filter::predicate(entity, &asked).is_ok()
    };
    let words: Vec<&str> = match test {
        Test::Choice(choices) => {
            choices.iter().flat_map(|(names, _)| *names).copied().filter(taken).collect()
        }
        _ => closed(entity.name, name).unwrap_or_default().to_vec(),
    };
    let example = words.iter().copied().chain(VALUES).find(taken)?;
    let values = if words.is_empty() {
        test.values(entity)
    } else {
        format!("one of `{}`", words.join("`, `"))
    };
    let meaning = test.meaning(name);
    let meaning = if meaning.is_empty() { meaning } else { format!(" ({meaning})") };
    let about =
        format!("{values}{meaning}; alternatives between commas, or with `OR`, `AND`, `NOT`");
    Some(Parameter::new(name, Takes::Text, about, example))
}

/// A parameter that is no filter.
fn control(entity: &'static Entity, name: &'static str) -> Option<Parameter> {
    let (takes, about, example) = match name {
        "logicalOperator" => {
            (Takes::Word(filter::OPERATORS.to_vec()), "How filters are joined", "OR")
        }
        "page" => (Takes::Number(1, u64::MAX), "The page, from 1", "1"),
        "pageSize" => (Takes::Number(1, paging::LARGEST_PAGE), "Records on a page", "2"),
        "cursor" => (Takes::Text, "`*`, then the `nextCursor` of each answer", "*"),
        "sortBy" => {
            let names = sort::names(entity);
            let example = format!("{} DESC", names.first()?);
            let about = "The order; each name with ` ASC` or ` DESC`";
            return Some(Parameter::new(name, Takes::Names(names.to_vec()), about, example));
        }
        "excludePubDateRange" => {
            (Takes::Truth, "Turns the range of dates of publication around", "true")
        }
        "includeStats" => (Takes::Truth, "Adds counts over all that is found", "true"),
        _ => return None,
    };
    Some(Parameter::new(name, takes, about, example))
}
