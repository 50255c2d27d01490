//! From a path and parameters to a request. Mistakes are looked for in the API's own order, and the first is told:
//! members to select, names of parameters, texts, the filter's shape, numbers, the shape of the order, the cursor,
//! the filter's fields and values, the order's fields, groups, and the limits of paging.

use serapeum_model::{Ask, BadRequest, Entity, Form, Params, Query, Request, Start};

use super::{
    autocomplete, error, filter, grouping, lot, object, paging, parameters,
    route::{self, Route},
    scope, search, singleton, sort, sums, works,
};

const GROUPS: [&str; 4] = ["group_by", "group-by", "group_bys", "group-bys"];

pub(super) fn read(path: &str, params: &Params, strict: bool) -> Result<Request, BadRequest> {
    match route::parse(path)? {
        Route::List(entity) => list(entity, params, strict),
        Route::One(entity, id) => one(entity, Some(&id), params, strict),
        Route::Random(entity) => one(entity, None, params, strict),
        Route::Suggestions(name) => autocomplete::read(&name, params, strict),
    }
}

fn one(
    entity: &'static Entity,
    id: Option<&str>,
    params: &Params,
    strict: bool,
) -> Result<Request, BadRequest> {
    let select = object::select(entity, params)?;
    for (name, value) in params.iter() {
        match name {
            _ if parameters::is_read(name, true) => {}
            // The original ignores everything else.
            _ if strict || value.is_empty() => {}
            _ if !error::PARAMETERS.contains(&name) => return Err(error::unknown_parameter(name)),
            _ => {
                let text = format!("{name} does not apply to a single record.");
                return Err(BadRequest::query(name, text));
            }
        }
    }
    let query = match id {
        Some(id) => Query { filter: singleton::find(entity, id)?, ..Query::all(entity, Ask::One) },
        None => Query::all(entity, Ask::Random(lot::draw())),
    };
    let form = Form { select, ..Form::default() };
    Ok(Request::new(query, form))
}

pub(super) fn list(
    entity: &'static Entity,
    params: &Params,
    strict: bool,
) -> Result<Request, BadRequest> {
    let select = object::select(entity, params)?;
    supported(params)?;
    texts(params)?;
    let text = single_filter(params)?;
    if !select.is_empty() && GROUPS.iter().any(|name| params.all(name).any(|v| !v.is_empty())) {
        return Err(BadRequest::query("select", "select does not work with group_by."));
    }
    let sample = lot::sample(params, strict)?;
    let search = search::read(entity, params, strict)?;
    let segments = filter::tokenise(text)?;
    let numbers = paging::numbers(params)?;
    let grouped = grouping::Parameters::read(params)?;
    let sorting = params.first(&["sort"]).filter(|text| !text.is_empty());
    let keys = match (&grouped, sorting) {
        (None, Some(text)) => sort::tokenise(text, strict)?,
        _ => Vec::new(),
    };
    let token = paging::token(params, grouped.is_some())?;
    let walks = token.is_some();

    let mut filter = filter::predicate(entity, &segments, strict)?;
    let ranked = search.is_some() || segments.iter().any(|segment| segment.is_ranked(entity));
    if let Some(search) = search {
        filter = search.and(filter);
    }
    let mut order = sort::order(entity, &keys, ranked)?;
    // Works were once in the order of their dates: a token of two values, a day and an id, comes from then, and a
    // walk that it began goes on so.
    let mut orders = Vec::new();
    if sorting.is_none() && !ranked && entity.name == "works" {
        orders.push(vec![works::DATE.desc()]);
        if token.as_ref().is_some_and(|token| token.values() == 2) {
            order = vec![works::DATE.desc()];
        }
    }
    let asked = match &grouped {
        Some(grouped) => Some(grouped.resolve(entity, sorting, walks, strict)?),
        None => None,
    };
    let sums = sums::read(entity, params)?;
    let scope = scope::read(entity, params, text)?;
    let pages = match &grouped {
        None => paging::Pages::Records,
        Some(grouped) if grouped.beside => paging::Pages::Facets,
        Some(_) => paging::Pages::Groups,
    };
    let (page, size) = numbers.check(walks, pages, strict)?;

    let mut notes = Vec::new();
    if let Some(asked) = &asked {
        filter = filter.and(asked.of.clone());
        order.clear();
    }
    if let Some(scope) = scope {
        filter = filter.and(scope.condition);
        notes.extend(scope.note);
    }
    let records = Ask::Page { start: Start::First, size };
    let mut query =
        Query { filter, sort: order, orders, sample, sums, ..Query::all(entity, records) };
    let keys = if asked.is_some() { Vec::new() } else { query.total_order() };
    let start = match (token, &asked) {
        (Some(token), Some(asked)) => token.start_groups(asked.field())?,
        (Some(token), None) => token.start(&keys)?,
        (None, _) => Start::Skip(paging::skipped(page, size)),
    };
    query.ask = match asked {
        Some(asked) => asked.ask(&start, size),
        None => Ask::Page { start, size },
    };
    let echo = params.first(&["q"]).filter(|text| !text.is_empty()).map(str::to_owned);
    let page = (!walks).then_some(page);
    let form = Form { select, ..Form::default() };
    let ordered = sorting.is_some() || query.sample.is_some();
    Ok(Request { notes, page, echo, ordered, ..Request::new(query, form) })
}

/// Refuses parameters that do not exist, and by name those that this version does not know yet.
fn supported(params: &Params) -> Result<(), BadRequest> {
    for (name, value) in params.iter() {
        match name {
            "data_version" | "data-version" if value == "1" => {
                let text = "data_version=1 is not available: there is one version of the data.";
                return Err(BadRequest::query(name, text));
            }
            "format" if !value.is_empty() && !value.eq_ignore_ascii_case("json") => {
                return Err(error::unsupported(name, name));
            }
            _ if parameters::is_read(name, false) || search::is_parameter(name) => {}
            _ if !error::PARAMETERS.contains(&name) => return Err(error::unknown_parameter(name)),
            _ if value.is_empty() => {}
            _ => return Err(error::unsupported(name, name)),
        }
    }
    Ok(())
}

/// Refuses names of a shape that records had until 2023.
fn texts(params: &Params) -> Result<(), BadRequest> {
    // A member of old records may be selected.
    let in_text = |(name, value): &(&str, &str)| *name != "select" && value.contains("host_venue");
    match params.iter().find(in_text) {
        None => Ok(()),
        Some((name, _)) => Err(BadRequest::query(
            name,
            "host_venue and alternate_host_venues are deprecated in favor of locations. Read more \
             here: https://groups.google.com/g/openalex-users/c/rRf34GRr-Oo",
        )),
    }
}

fn single_filter(params: &Params) -> Result<&str, BadRequest> {
    let filters: Vec<_> = params.all("filter").collect();
    match filters.as_slice() {
        [] => Ok(""),
        [text] => Ok(text),
        _ => {
            let text = format!(
                "Only one filter parameter is allowed. Your URL contains filters like: {}",
                filters.join(", ")
            );
            Err(BadRequest::query("filter", text))
        }
    }
}
