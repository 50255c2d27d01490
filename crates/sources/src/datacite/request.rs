//! From a path and parameters to a request.

use serapeum_model::{
    Ask, BadRequest, By, Dimension, Entity, Form, Grouping, Kind, Params, Predicate, Query,
    Request, Start,
};

use super::{
    asked::Asked,
    dois, error, facets, filter,
    links::Echo,
    object,
    paging::{self, Page},
    parameters, query, resource_types, response,
    route::{self, Route},
    sort,
};

/// The size of a page where one record is asked for.
const FEW: u32 = 10;
/// The most clients of a prefix, and providers of a client.
const RELATED: u32 = 1000;

pub(super) fn read(path: &str, params: &Params, strict: bool) -> Result<Request, BadRequest> {
    let mut asked = Asked::read(params, strict)?;
    match route::parse(path)? {
        Route::List(entity, within) => {
            if let Some((name, id)) = within {
                asked.set(name, &id);
            }
            list(entity, path, params, &asked, strict)
        }
        Route::One(entity, id) => one(entity, &id, path, params, &asked, strict),
        Route::Prefixes => prefixes(path, params, &asked, strict),
        Route::Prefix(id) => Ok(prefix(&id)),
        Route::Heartbeat => Ok(known(response::HEARTBEAT, Vec::new())),
        Route::ResourceTypes(None) => Ok(known(response::RESOURCE_TYPES, Vec::new())),
        Route::ResourceTypes(Some(id)) => match resource_types::find(&id) {
            Some(name) => Ok(known(response::RESOURCE_TYPES, vec![name])),
            None => Err(error::missing("path")),
        },
    }
}

/// An answer that needs no lake.
fn known(view: &'static str, select: Vec<&'static str>) -> Request {
    let form = Form { view: Some(view), select, ..Form::default() };
    Request::new(Query::all(&dois::ENTITY, Ask::Nothing), form)
}

fn one(
    entity: &'static Entity,
    id: &str,
    path: &str,
    params: &Params,
    asked: &Asked,
    strict: bool,
) -> Result<Request, BadRequest> {
    let filter = match entity.id.kind {
        Kind::Doi => {
            let doi = entity.id.kind.normal(id).ok_or_else(|| error::missing("path"))?;
            let scope = entity.scope.map(|scope| entity.condition(&scope));
            let found = Predicate::everything().and(entity.id.eq(doi.into_owned()));
            scope.into_iter().fold(found, Predicate::and)
        }
        _ => entity.id.eq(id.to_lowercase()),
    };
    let query = Query { filter, ..Query::all(entity, Ask::One) };
    let form = Form { view: Some(object::SINGLE), ..Form::default() };
    let mut request = Request::new(query, form);
    for (name, _) in asked.pairs().filter(|(name, _)| !ONE.contains(name)) {
        request.notes.push(error::ignored("parameter", name, ONE));
    }
    included(asked, &mut request.notes);
    let resource = route::resource(entity, path);
    request.echo = Some(Echo::new(path, params, resource, asked, strict).text());
    Ok(request)
}

/// The parameters of a single record.
pub(super) const ONE: &[&str] =
    &["include", "affiliation", "publisher", "detail", "mailto", "fields[dois]"];

fn list(
    entity: &'static Entity,
    path: &str,
    params: &Params,
    asked: &Asked,
    strict: bool,
) -> Result<Request, BadRequest> {
    let mut notes = Vec::new();
    for (name, _) in asked.pairs() {
        if name == "callback" {
            return Err(error::value(
                name,
                "Scripts as answers are not supported in this version.",
            ));
        }
        if !parameters::is_known(entity, name) {
            notes.push(error::ignored("parameter", name, &parameters::names(entity)));
        }
    }
    included(asked, &mut notes);
    let select = selected(asked, &mut notes);
    let mut order = sort::order(entity, asked, &mut notes);
    let one = asked.get("id").is_some() && entity.name == dois::ENTITY.name;
    let Page { start, size, number } = paging::read(asked, one.then_some(FEW), strict)?;
    let filter = condition(entity, asked, strict, &mut notes)?;
    if filter.searches().is_empty() {
        order = sort::unranked(entity, order, &mut notes);
    }
    let (order, ordered) = order;

    let walks = number.is_none();
    let sort = if walks { paging::walk_order(entity) } else { order };
    let records = Ask::Page { start, size };
    let mut query = Query { filter, sort, ..Query::all(entity, records) };
    facets::ask(&mut query, asked, &mut notes)?;
    if walks && asked.get("sort").is_some() {
        notes.push("The order is that of cursors: oldest first.".to_owned());
    }
    let resource = route::resource(entity, path);
    let echo = Echo::new(path, params, resource, asked, strict).text();
    let form = Form { select, ..Form::default() };
    let ordered = ordered || walks;
    Ok(Request { notes, page: number, echo: Some(echo), ordered, ..Request::new(query, form) })
}

/// The parameters of the list of prefixes.
pub(super) const OF_PREFIXES: &[&str] =
    &["query", "client-id", "provider-id", "page[size]", "page[number]", "sort", "mailto"];

/// Which records a list is of.
fn condition(
    entity: &'static Entity,
    asked: &Asked,
    strict: bool,
    notes: &mut Vec<String>,
) -> Result<Predicate, BadRequest> {
    if entity.name == dois::ENTITY.name
        && let Some((name, ids)) = ["ids", "id"].iter().find_map(|n| Some((*n, asked.get(n)?)))
    {
        // The service looks at nothing else then.
        let ignored = parameters::of(entity).iter().map(|known| known.name).chain(["query"]);
        for other in ignored.filter(|other| asked.get(other).is_some()) {
            notes.push(format!(
                "The parameter `{other}` is ignored beside `{name}`, as by the API."
            ));
        }
        let ids = ids.split(',').map(str::trim).filter(|id| !id.is_empty());
        let ids: Vec<&str> = ids.collect();
        let wrong = ids.iter().find(|id| entity.id.kind.normal(id).is_none());
        if let Some(wrong) = wrong.filter(|_| !strict) {
            return Err(error::value(name, format!("{name}: `{wrong}` is no DOI.")));
        }
        return Ok(filter::listed(entity.id, ids));
    }
    let mut all = filter::predicate(entity, asked, strict, notes)?;
    if let Some(text) = asked.get("query") {
        all = all.and(query::predicate(entity, text, strict)?);
    }
    if let Some(scope) = entity.scope {
        all = all.and(entity.condition(&scope));
    }
    Ok(all)
}

fn selected(asked: &Asked, notes: &mut Vec<String>) -> Vec<&'static str> {
    let Some(text) = asked.get("fields[dois]") else { return Vec::new() };
    let (known, unknown) = object::select(text);
    let names = object::names();
    notes.extend(unknown.into_iter().map(|name| error::ignored("member", name, &names)));
    known
}

/// Other records are not told beside those of a list.
fn included(asked: &Asked, notes: &mut Vec<String>) {
    if let Some(what) = asked.get("include") {
        notes.push(format!("include={what} adds nothing: ask for /clients/… or /providers/…."));
    }
}

fn prefixes(
    path: &str,
    params: &Params,
    asked: &Asked,
    strict: bool,
) -> Result<Request, BadRequest> {
    let mut notes = Vec::new();
    for (name, _) in asked.pairs().filter(|(name, _)| !OF_PREFIXES.contains(name)) {
        notes.push(error::ignored("parameter", name, OF_PREFIXES));
    }
    let Page { start, size, number } = paging::numbered(asked, None, strict)?;
    let mut filter = Predicate::everything();
    if let Some(prefix) = asked.get("query") {
        filter = filter.and(Predicate::Prefix { field: dois::PREFIX, text: prefix.to_owned() });
    }
    for (name, field) in [("client-id", dois::CLIENT), ("provider-id", dois::PROVIDER)] {
        if let Some(ids) = asked.get(name) {
            filter = filter.and(filter::listed(field, ids.split(',')));
        }
    }
    let grouping = Grouping { start, ..Grouping::of(dois::PREFIX, size) };
    let query = Query { filter, ..Query::all(&dois::ENTITY, Ask::Groups(grouping)) };
    let form = Form { view: Some(response::PREFIXES), ..Form::default() };
    let echo = Echo::new(path, params, "prefixes", asked, strict).text();
    Ok(Request { notes, page: number, echo: Some(echo), ..Request::new(query, form) })
}

/// One prefix, and within it the clients and providers of its records.
fn prefix(id: &str) -> Request {
    let by = |name: &str, field| Dimension {
        name: name.to_owned(),
        by: By::Values { field, letter: None },
        unknown: false,
    };
    let by = vec![
        by("prefix", dois::PREFIX),
        by("client", dois::CLIENT),
        by("provider", dois::PROVIDER),
    ];
    let grouping = Grouping { by, start: Start::Skip(0), ..Grouping::of(dois::PREFIX, RELATED) };
    let filter = dois::PREFIX.eq(id);
    let query = Query { filter, ..Query::all(&dois::ENTITY, Ask::Groups(grouping)) };
    Request::new(query, Form { view: Some(response::PREFIX), ..Form::default() })
}
