//! What the API answers. Each path is read as a request is, so that what it takes is what a request may have.

use serapeum_model::{Entity, Parameter, Route, Takes, Test};

use super::{
    facet, funders, journals, members, paging, parameters, request, route, select, sort, works,
};

/// A path, with an example of the value in it.
struct Known {
    path: &'static str,
    entity: &'static Entity,
    value: (&'static str, &'static str, &'static str),
    about: &'static str,
}

const NONE: (&str, &str, &str) = ("", "", "");
const DOI: (&str, &str, &str) = ("doi", "A DOI; its slash may stand as it is", "10.5555/12345678");
const MEMBER: (&str, &str, &str) = ("id", "The number of a member", "98");
const ISSN: (&str, &str, &str) = ("issn", "An ISSN", "2167-8359");
const FUNDER: (&str, &str, &str) = ("id", "The number of a funder, or its DOI", "100000001");
const PREFIX: (&str, &str, &str) = ("prefix", "The prefix of DOIs", "10.5555");
const TYPE: (&str, &str, &str) = ("id", "A type, by its id", "journal-article");

static PATHS: [Known; 16] = [
    Known { path: "works", entity: &works::ENTITY, value: NONE, about: "A list of works" },
    Known { path: "works/{doi}", entity: &works::ENTITY, value: DOI, about: "A work" },
    Known {
        path: "works/{doi}/agency",
        entity: &works::ENTITY,
        value: DOI,
        about: "Who registered a DOI",
    },
    Known { path: "members", entity: &members::ENTITY, value: NONE, about: "A list of members" },
    Known { path: "members/{id}", entity: &members::ENTITY, value: MEMBER, about: "A member" },
    Known {
        path: "members/{id}/works",
        entity: &works::ENTITY,
        value: MEMBER,
        about: "Works of a member",
    },
    Known { path: "journals", entity: &journals::ENTITY, value: NONE, about: "A list of journals" },
    Known { path: "journals/{issn}", entity: &journals::ENTITY, value: ISSN, about: "A journal" },
    Known {
        path: "journals/{issn}/works",
        entity: &works::ENTITY,
        value: ISSN,
        about: "Works of a journal",
    },
    Known { path: "funders", entity: &funders::ENTITY, value: NONE, about: "A list of funders" },
    Known { path: "funders/{id}", entity: &funders::ENTITY, value: FUNDER, about: "A funder" },
    Known {
        path: "funders/{id}/works",
        entity: &works::ENTITY,
        value: FUNDER,
        about: "Works of a funder",
    },
    Known {
        path: "prefixes/{prefix}",
        entity: &works::ENTITY,
        value: PREFIX,
        about: "Whose a prefix is",
    },
    Known {
        path: "prefixes/{prefix}/works",
        entity: &works::ENTITY,
        value: PREFIX,
        about: "Works of a prefix",
    },
    Known {
        path: "types/{id}/works",
        entity: &works::ENTITY,
        value: TYPE,
        about: "Works of a type",
    },
    Known {
        path: "licenses",
        entity: &works::ENTITY,
        value: NONE,
        about: "The licences that works have",
    },
];

/// Paths that are answered by any lake of works: types are known.
static FIXED: [Known; 2] = [
    Known { path: "types", entity: &works::ENTITY, value: NONE, about: "The types of works" },
    Known { path: "types/{id}", entity: &works::ENTITY, value: TYPE, about: "A type" },
];

pub(super) fn routes() -> Vec<Route> {
    PATHS.iter().chain(&FIXED).map(of).collect()
}

fn of(known: &Known) -> Route {
    let (name, about, example) = known.value;
    let value = Parameter::new(name, Takes::Text, about, example);
    let values = if name.is_empty() { Vec::new() } else { vec![value] };
    let built = Route::new(known.path, known.about, known.entity).with(values);
    let Ok(route) = route::parse(&built.example()) else { return built };
    let taken = parameters::answered(&route).chain(["mailto"]);
    let types = matches!(route, route::Route::Types);
    let taken = taken.map(|name| match name {
        "query" if types => Parameter::new(name, Takes::Text, "Changes nothing", "a"),
        name => parameter(known.entity, name),
    });
    built.with(taken)
}

fn parameter(entity: &'static Entity, name: &'static str) -> Parameter {
    let names = |table: &[&'static str]| Takes::Names(table.to_vec());
    let pages = Takes::Number(0, paging::LARGEST_PAGE);
    let (takes, about, example) = match name {
        "query" if entity.name == works::ENTITY.name => (
            Takes::Text,
            "Words, of which works have at least one; the best match first",
            "ecology",
        ),
        "query" => {
            (Takes::Text, "Words of names; the last may be the beginning of one", "national")
        }
        name if name.starts_with("query.") => {
            (Takes::Text, "Words, of which one is there", "ecology")
        }
        "rows" => (pages, "Records on a page", "2"),
        "offset" => (Takes::Number(0, u64::MAX), "How many records are passed over", "0"),
        "sample" => (pages, "So many records, drawn by lot; without `rows` and `offset`", "3"),
        "facet" => (
            Takes::Names(facet::names().collect()),
            "Counts beside the list: `name:N` for the N most frequent values, `name:*` for all",
            "type-name:*",
        ),
        "filter" => (
            Takes::Filters(filters(entity)),
            "Conditions; values of one name are alternatives, of several names all hold",
            match entity.name {
                "members" => "prefix:10.5555",
                "funders" => "location:Germany",
                _ => "type:journal-article",
            },
        ),
        "sort" => (Takes::Word(sort::names()), "What the order goes by", "issued"),
        "order" => (Takes::Word(sort::orders()), "The direction of the order", "asc"),
        "cursor" => {
            (Takes::Text, "`*`, then the `next-cursor` of each answer, until a page is empty", "*")
        }
        "select" => (names(select::MEMBERS), "Only these members of each record", "DOI"),
        _ => (Takes::Text, "Changes nothing", "any"),
    };
    Parameter::new(name, takes, about, example)
}

fn filters(entity: &'static Entity) -> Vec<&'static str> {
    let absent = |name: &&str| matches!(entity.filter(name), Some(Test::Absent(_)));
    request::names(entity).into_iter().filter(|name| !absent(name)).collect()
}
