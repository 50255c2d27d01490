//! Paths: <https://api.crossref.org/swagger-ui/index.html>.

use serapeum_model::{BadRequest, Entity, Field, Origin, Predicate, Value, doi};

use super::{error, funders, journals, members, types, value, works};

/// Where a path leads.
#[derive(Debug)]
pub(super) enum Route {
    /// Works; or those of a resource.
    Works(Option<Of>),
    /// Records of a side file.
    List(&'static Entity),
    /// A record, in its own rendering or in another one.
    One(&'static Entity, Predicate, Option<&'static str>),
    /// Every type.
    Types,
    /// A type, by its id.
    Type(&'static str),
    /// Every licence that works have.
    Licenses,
}

/// A resource whose works are asked for: a member, prefix, journal, funder or type.
#[derive(Debug)]
pub(super) struct Of {
    /// Its works.
    pub(super) works: Predicate,
    /// Whether it is there, works or not: types are known, and any prefix may have been given out.
    pub(super) exists: bool,
    /// Its record in a side file.
    pub(super) origin: Option<Origin>,
}

/// Another rendering of a work: who registered its DOI.
pub(super) const AGENCY: &str = "work-agency";
/// Another rendering of a work: the owner of its prefix.
pub(super) const PREFIX: &str = "prefix";

const NAMES: [&str; 7] =
    ["works", "members", "prefixes", "journals", "funders", "types", "licenses"];

/// Parts of the API that are not built.
const NOT_HERE: &[&str] =
    &["styles", "locales", "deposits", "reverse", "heartbeat", "feeds", "quality", "beta"];

/// Reads a path below the API's root.
pub(super) fn parse(path: &str) -> Result<Route, BadRequest> {
    let path = path.trim_matches('/');
    let path = ["v1.0/", "v1/"].iter().find_map(|p| path.strip_prefix(p)).unwrap_or(path);
    let (head, rest) = match path.split_once('/') {
        Some((head, rest)) => (head, rest.trim_matches('/')),
        None => (path, ""),
    };
    match (head, rest) {
        ("works", "") => Ok(Route::Works(None)),
        ("works", rest) => work(rest),
        ("members", "") => Ok(Route::List(&members::ENTITY)),
        ("members", rest) => member(rest),
        ("journals", "") => Ok(Route::List(&journals::ENTITY)),
        ("journals", rest) => journal(rest),
        ("funders", "") => Ok(Route::List(&funders::ENTITY)),
        ("funders", rest) => funder(rest),
        ("types", "") => Ok(Route::Types),
        ("types", rest) => kind(rest),
        ("prefixes", rest) if !rest.is_empty() => prefix(rest),
        ("licenses", "") => Ok(Route::Licenses),
        (head, _) => Err(unknown(head)),
    }
}

fn unknown(head: &str) -> BadRequest {
    if NOT_HERE.contains(&head) {
        return error::no_route(Some(&format!("/{head} is not supported")));
    }
    match serapeum_model::nearest(head, NAMES) {
        Some(near) if near != head => error::no_route(Some(&format!("did you mean /{near}?"))),
        _ => error::no_route(None),
    }
}

/// An id, and whether its works are asked for.
fn works_of(rest: &str) -> (&str, bool) {
    match rest.strip_suffix("/works") {
        Some(id) => (id.trim_end_matches('/'), true),
        None => (rest, false),
    }
}

/// The works of a resource that is known by its works, or by its record where the lake has that.
fn of_resource(
    works: Predicate,
    entity: &'static Entity,
    field: Field,
    value: impl Into<Value>,
) -> Route {
    let origin = Some(Origin { entity, field, value: value.into() });
    Route::Works(Some(Of { works, exists: false, origin }))
}

fn work(rest: &str) -> Result<Route, BadRequest> {
    if let Some((_, kind)) = rest.rsplit_once("/transform")
        && (kind.is_empty() || kind.starts_with('/'))
    {
        return Err(error::no_route(Some("transform is not supported: ask for the record itself")));
    }
    if rest.ends_with("/quality") {
        return Err(error::no_route(Some("quality is not supported")));
    }
    let (id, view) = match rest.strip_suffix("/agency") {
        Some(id) => (id.trim_end_matches('/'), Some(AGENCY)),
        None => (rest, None),
    };
    let doi = doi(id).ok_or_else(|| error::missing(view.is_some()))?;
    Ok(Route::One(&works::ENTITY, works::DOI.eq(doi), view))
}

fn member(rest: &str) -> Result<Route, BadRequest> {
    let (id, of) = works_of(rest);
    let number: Option<i64> = value::number(value::last(id));
    let number = number.ok_or_else(|| error::missing(of))?;
    Ok(match of {
        true => {
            of_resource(works::MEMBER.eq(number.to_string()), &members::ENTITY, members::ID, number)
        }
        false => Route::One(&members::ENTITY, members::ID.eq(number), None),
    })
}

fn journal(rest: &str) -> Result<Route, BadRequest> {
    let (id, of) = works_of(rest);
    let issn = value::hyphenated(id).ok_or_else(|| error::missing(true))?;
    Ok(match of {
        true => of_resource(works::ISSN.eq(issn.as_str()), &journals::ENTITY, journals::ISSN, issn),
        false => Route::One(&journals::ENTITY, journals::ISSN.eq(issn), None),
    })
}

fn funder(rest: &str) -> Result<Route, BadRequest> {
    let (id, of) = works_of(rest);
    let doi = value::funder(id).ok_or_else(|| error::missing(of))?;
    Ok(match of {
        true => {
            let id = value::last(&doi).to_owned();
            of_resource(works::FUNDER_DOI.eq(doi), &funders::ENTITY, funders::ID, id)
        }
        false => Route::One(&funders::ENTITY, funders::ID.eq(value::last(&doi)), None),
    })
}

fn kind(rest: &str) -> Result<Route, BadRequest> {
    let (id, of) = works_of(rest);
    let known = types::TYPES.iter().find(|(known, _)| *known == id);
    let (id, _) = known.ok_or_else(|| error::missing(true))?;
    Ok(if of {
        Route::Works(Some(Of { works: works::TYPE.eq(*id), exists: true, origin: None }))
    } else {
        Route::Type(id)
    })
}

fn prefix(rest: &str) -> Result<Route, BadRequest> {
    let (id, of) = works_of(rest);
    let id = value::last(id);
    let shaped = id.strip_prefix("10.").is_some_and(|rest| {
        !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_digit() || b == b'.')
    });
    if !shaped {
        return Err(error::missing(true));
    }
    let of_prefix = works::PREFIX.eq(id);
    Ok(match of {
        true => Route::Works(Some(Of { works: of_prefix, exists: true, origin: None })),
        false => Route::One(&works::ENTITY, of_prefix, Some(PREFIX)),
    })
}
