//! The parameter `sortBy`: <https://graph.openaire.eu/docs/apis/graph-api/sorting-and-paging>.
//!
//! ```text
//! sortBy = key *("," key) [","]
//! key    = name 1*SP ("ASC" | "DESC")
//! ```

use serapeum_model::{
    BadRequest, Class, Entity, Params, Predicate, Problem, SCORE, SortKey, nearest,
};

use super::parameters::single;

/// Entities that have more to sort by than how well records fit.
const KEYS: &[(&str, &[&str])] = &[
    (
        "researchProducts",
        &[
            RELEVANCE,
            "publicationDate",
            "dateOfCollection",
            "influence",
            "popularity",
            "citationCount",
            "impulse",
        ],
    ),
    ("projects", &[RELEVANCE, "startDate", "endDate"]),
];

const RELEVANCE: &str = "relevance";

/// What results of an entity can be ordered by.
pub(super) fn names(entity: &Entity) -> &'static [&'static str] {
    KEYS.iter().find(|(name, _)| *name == entity.name).map_or(&[RELEVANCE], |(_, names)| names)
}

/// The order, and whether the request names it: where words are searched for, the best match comes first unless
/// something else is said. Where none are, all records are equally relevant.
pub(super) fn read(
    entity: &'static Entity,
    params: &Params,
    filter: &Predicate,
) -> Result<(Vec<SortKey>, bool), BadRequest> {
    let ranked = !filter.searches().is_empty();
    let Some(text) = single(params, "sortBy")? else {
        return Ok((ranked.then(|| SCORE.desc()).into_iter().collect(), false));
    };
    let known = names(entity);
    let text = text.strip_suffix(',').unwrap_or(text);
    let mut order = Vec::new();
    for key in text.split(',') {
        let words: Vec<&str> = key.split_whitespace().collect();
        let (name, descending) = match words.as_slice() {
            [name, "ASC"] => (*name, false),
            [name, "DESC"] => (*name, true),
            _ => return Err(BadRequest::query("sortBy", shape(entity, known))),
        };
        if name == RELEVANCE {
            order.extend(ranked.then_some(SortKey { field: SCORE, descending }));
            continue;
        }
        let field = entity.field(name).filter(|_| known.contains(&name));
        let field = field.ok_or_else(|| unknown(name, known))?;
        order.push(if descending { field.desc() } else { field.asc() });
    }
    let named = !order.is_empty();
    Ok((order, named))
}

fn shape(entity: &Entity, known: &[&str]) -> String {
    let names: Vec<_> = known.iter().map(|name| format!("'{name}'")).collect();
    let what = match entity.name {
        "researchProducts" => "research products",
        // The service calls data sources so, too.
        "dataSources" => "organizations",
        name => name,
    };
    format!(
        "The field should be in the format 'fieldname ASC|DESC', {what} can be only sorted by the {}.",
        names.join(", ")
    )
}

fn unknown(name: &str, known: &[&str]) -> BadRequest {
    let near = nearest(name, known.iter().copied()).map(str::to_owned);
    let valid = known.iter().map(|name| (*name).to_owned()).collect();
    let problem =
        Problem::Unknown { what: "sort key", name: name.to_owned(), nearest: near, valid };
    BadRequest::of(Class::Query, "sortBy", problem)
}
