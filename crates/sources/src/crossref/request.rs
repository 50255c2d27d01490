//! From a path and parameters to a request. All mistakes are told at once.

use serapeum_model::{
    Ask, BadRequest, Entity, Form, GroupKey, GroupOrder, Grouping, Params, Predicate, Query,
    Request, SCORE, Start,
};

use super::{
    echo::Echo,
    error::Mistakes,
    facet, filter, paging, parameters,
    route::{self, Of, Route},
    search, select, sort, view, works,
};

pub(super) fn read(path: &str, params: &Params, strict: bool) -> Result<Request, BadRequest> {
    let route = route::parse(path)?;
    let mut mistakes = Mistakes::default();
    parameters::check(&route, params, &mut mistakes);
    match route {
        Route::Works(of) => list(&works::ENTITY, of, params, strict, mistakes),
        Route::List(entity) => list(entity, None, params, strict, mistakes),
        Route::Licenses => licenses(params, strict, mistakes),
        Route::One(entity, found, view) => {
            mistakes.end()?;
            let query = Query { filter: found, ..Query::all(entity, Ask::One) };
            Ok(request(query, Form { view, ..Form::default() }, None))
        }
        Route::Types | Route::Type(_) => {
            paging::read(params, true, strict, &mut mistakes);
            mistakes.end()?;
            let (view, echo) = match route {
                Route::Type(id) => (view::TYPE, Some(id.to_owned())),
                _ => (view::TYPES, None),
            };
            let form = Form { view: Some(view), ..Form::default() };
            Ok(request(Query::all(&works::ENTITY, Ask::Nothing), form, echo))
        }
    }
}

fn request(query: Query, form: Form, echo: Option<String>) -> Request {
    Request { echo, ..Request::new(query, form) }
}

fn list(
    entity: &'static Entity,
    of: Option<Of>,
    params: &Params,
    strict: bool,
    mut mistakes: Mistakes,
) -> Result<Request, BadRequest> {
    let is_works = entity.name == works::ENTITY.name;
    let text = params.first(&["filter"]).filter(|text| !text.is_empty());
    let names = names(entity);
    let own = match text {
        // A list without filters has refused the parameter already.
        Some(text) if !names.is_empty() => {
            filter::read(entity, text, &names, strict, &mut mistakes)
        }
        _ => Predicate::everything(),
    };
    let found = search::read(entity, params, &mut mistakes);
    let ranked = found.has_search();
    let ((sort, named), select, facets) = match is_works {
        true => (
            sort::read(params, ranked, &mut mistakes),
            select::read(params, &mut mistakes),
            facet::read(params, strict, &mut mistakes),
        ),
        false if ranked => ((vec![SCORE.desc()], false), Vec::new(), Vec::new()),
        false => Default::default(),
    };
    let page = paging::read(params, !is_works, strict, &mut mistakes);

    // Nothing of a resource means that there is no such resource, unless a filter may be the reason.
    let unsure = of.as_ref().is_some_and(|of| !of.exists) && text.is_none() && !ranked;
    let view = unsure.then_some(view::ALL_OF_A_RESOURCE);
    let origin = of.as_ref().and_then(|of| of.origin.clone());
    // What belongs to the resource stands first.
    let filter = of.map_or(Predicate::everything(), |of| of.works).and(found).and(own);
    let ask = Ask::Page { start: Start::Skip(0), size: page.size };
    let mut query = Query { filter, sort, sample: page.sample, facets, ..Query::all(entity, ask) };
    let place = mistakes.note(page.start(&query));
    mistakes.end()?;
    let Some((start, cursor)) = place else { return Err(super::error::no_route(None)) };
    // Later pages of a walk repeat no facets.
    if !matches!(start, Start::First) && cursor.is_some() {
        query.facets.clear();
    }
    let size = match query.sample {
        Some(sample) => u32::try_from(sample.size).unwrap_or(u32::MAX),
        None => page.size,
    };
    query.ask = Ask::Page { start, size };
    let ordered = named || query.sample.is_some();
    let form = Form { select, view, ..Form::default() };
    let echo = Echo { cursor, terms: search::terms(params).map(str::to_owned) }.text();
    Ok(Request { ordered, origin, ..request(query, form, echo) })
}

/// The filters of an entity's list, in the order in which the API names them.
pub(super) fn names(entity: &Entity) -> Vec<&'static str> {
    match entity.name {
        "members" => vec!["prefix", "backfile-doi-count", "current-doi-count"],
        _ => entity.names(),
    }
}

/// Licences are not records, but groups of works, of those that are searched for.
fn licenses(params: &Params, strict: bool, mut mistakes: Mistakes) -> Result<Request, BadRequest> {
    let page = paging::read(params, true, strict, &mut mistakes);
    let mut grouping = Grouping::of(works::LICENSE, page.size);
    grouping.order = GroupOrder { by: GroupKey::Key, descending: false };
    let filter = search::read(&works::ENTITY, params, &mut mistakes);
    let mut query = Query { filter, ..Query::all(&works::ENTITY, Ask::Groups(grouping.clone())) };
    let place = mistakes.note(page.start(&query));
    mistakes.end()?;
    let Some((start, cursor)) = place else { return Err(super::error::no_route(None)) };
    let echo = Echo { cursor, terms: None }.text();
    grouping.start = start;
    query.ask = Ask::Groups(grouping);
    Ok(request(query, Form::default(), echo))
}
