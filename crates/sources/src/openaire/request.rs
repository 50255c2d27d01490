//! From a path and parameters to a request: names first, then values, order, page.

use serapeum_model::{Ask, BadRequest, Entity, Form, Params, Query, Request, Value};

use super::{
    filter, paging, parameters,
    route::{self, Route},
    sort, stats,
    versions::Version,
};

/// The name of the third version's form of a record, in [`Form::view`].
pub(super) const THIRD: &str = "v3";

pub(super) fn read(path: &str, params: &Params, strict: bool) -> Result<Request, BadRequest> {
    let Route { entity, version, id } = route::parse(path)?;
    // Without a version, a record is shown whole.
    let view = (version != Version::First).then_some(THIRD);
    let form = Form { view, ..Form::default() };
    match id {
        Some(id) => one(entity, &id, form, params),
        None => list(entity, version, form, params, strict),
    }
}

fn one(
    entity: &'static Entity,
    id: &str,
    form: Form,
    params: &Params,
) -> Result<Request, BadRequest> {
    if let Some((name, _)) = params.iter().next() {
        let text = format!("Unknown parameter: {name}; a single record takes no parameters");
        return Err(BadRequest::query(name, text));
    }
    let normal = entity.id.kind.normal(id).unwrap_or(id.into()).into_owned();
    let filter = entity.id.eq(Value::Text(normal));
    let query = Query { filter, ..Query::all(entity, Ask::One) };
    Ok(Request::new(query, form))
}

fn list(
    entity: &'static Entity,
    version: Version,
    form: Form,
    params: &Params,
    strict: bool,
) -> Result<Request, BadRequest> {
    parameters::check(entity, version, params)?;
    let filter = filter::predicate(entity, params)?;
    let (sort, ordered) = sort::read(entity, params, &filter)?;
    let paging = paging::read(params, !sort.is_empty(), strict)?;
    let ask = Ask::Page { start: paging.start, size: paging.size };
    let mut query = Query { filter, sort, ..Query::all(entity, ask) };
    if parameters::truth(params, "includeStats")? {
        stats::ask(&mut query);
    }
    let echo = Some(paging.told.to_string());
    Ok(Request { page: paging.page, echo, ordered, ..Request::new(query, form) })
}
