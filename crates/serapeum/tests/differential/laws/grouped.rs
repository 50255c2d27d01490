//! Laws of groups.

use serde_json::Value;

use super::{Bench, rows, same};
use crate::{
    features::Feature,
    oracle::{
        fields::{Class, Field, Grouping},
        form::Form,
        group::can_combine,
    },
    requests::encoded,
};

type Case = Option<Result<(), String>>;

/// The groups of a request, so many that there are hardly more.
const ALL: &str = "per-page=100000";

fn sum(rows: &[(String, u64)]) -> u64 {
    rows.iter().map(|(_, count)| count).sum()
}

/// Groups of values, of which a record may have one only.
fn single(field: &Field) -> bool {
    field.grouping == Grouping::Values && !field.many
}

pub(super) fn partition(bench: &mut Bench) -> Case {
    let field = bench.random.one_group(&single)?;
    let (entity, name) = (field.entity, field.name);
    let request = format!("openalex/{entity}?group_by={name}:include_unknown&{ALL}");
    let body = match bench.ask(&request) {
        Ok(body) => body,
        Err(reason) => return Some(Err(reason)),
    };
    let total = body["meta"]["count"].as_u64()?;
    Some(same("the groups, everything", sum(&rows(&body["group_by"])?), total))
}

pub(super) fn keys(bench: &mut Bench) -> Case {
    let exact = |field: &Field| {
        field.grouping == Grouping::Values
            && matches!(field.class, Class::Id | Class::Term | Class::Number | Class::Bool)
            // Several spellings are several groups, but one filter.
            && !matches!(field.form, Form::Folded | Form::Scopus | Form::Float)
            && super::is_plain(field)
    };
    let field = bench.random.one_group(&exact)?;
    let (entity, name, class) = (field.entity, field.name, field.class);
    let groups = match bench.groups(&format!("openalex/{entity}?group_by={name}&per-page=30")) {
        Ok(groups) => groups,
        Err(reason) => return Some(Err(reason)),
    };
    let writable = |key: &str| !key.contains(['"', '|', '!']) && !key.starts_with('-');
    let groups: Vec<_> = groups.into_iter().filter(|(key, _)| writable(key)).collect();
    if groups.is_empty() {
        return None;
    }
    let (key, count) = bench.random.rng.pick(&groups).clone();
    let value = match (class, key.as_str()) {
        (Class::Bool, "1") => "true".to_owned(),
        (Class::Bool, _) => "false".to_owned(),
        (Class::Number, _) => key,
        _ => format!("\"{key}\""),
    };
    let found = match bench.count(entity, &[&format!("{name}:{value}")]) {
        Ok(found) => found,
        Err(reason) => return Some(Err(reason)),
    };
    Some(same("the group, the filter", count, found))
}

pub(super) fn nested(bench: &mut Bench) -> Case {
    let outer = bench.random.one_group(&can_combine)?;
    let entity = outer.entity;
    let inner = bench
        .random
        .one_group(&|field| field.entity == entity && single(field) && can_combine(field))?;
    // Groups that count only works of a kind count the others away.
    if matches!(inner.class, Class::Journal) {
        return None;
    }
    let by = encoded(&format!("{},{}:include_unknown", outer.name, inner.name));
    let body = match bench.ask(&format!("openalex/{entity}?group_by={by}&{ALL}")) {
        Ok(body) => body,
        Err(reason) => return Some(Err(reason)),
    };
    let groups = body["group_by"].as_array().filter(|groups| !groups.is_empty())?;
    let adds_up = |group: &Value| {
        let inner = rows(&group["groups"]).ok_or("no groups within a group")?;
        same("the group, its groups", group["count"].as_u64().unwrap_or(0), sum(&inner))
    };
    Some(groups.iter().try_for_each(adds_up))
}

pub(super) fn facets(bench: &mut Bench) -> Case {
    if !Feature::GroupFacets.is_on() {
        return Some(Ok(()));
    }
    let plain =
        |field: &Field| !matches!(field.class, Class::Journal | Class::Repository | Class::Only(_));
    let first = bench.random.one_group(&plain)?;
    let entity = first.entity;
    let second = bench.random.one_group(&|field| field.entity == entity && plain(field))?;
    let request = format!("openalex/{entity}?group_bys={},{}&per-page=7", first.name, second.name);
    let body = match bench.ask(&request) {
        Ok(body) => body,
        Err(reason) => return Some(Err(reason)),
    };
    for (at, field) in [first, second].into_iter().enumerate() {
        let request = format!("openalex/{entity}?group_by={}&per-page=7", field.name);
        let alone = match bench.groups(&request) {
            Ok(alone) => alone,
            Err(reason) => return Some(Err(reason)),
        };
        let together = rows(&body["group_bys"][at]["groups"])?;
        if alone != together {
            return Some(Err(format!("alone {alone:?}, together {together:?}")));
        }
    }
    Some(Ok(()))
}

pub(super) fn reversed(bench: &mut Bench) -> Case {
    let field = bench.random.one_group(&|field| field.grouping == Grouping::Values)?;
    let (entity, name) = (field.entity, field.name);
    let mut of = |direction: &str| {
        let request = format!("openalex/{entity}?group_by={name}&sort=key:{direction}&{ALL}");
        bench.groups(&request)
    };
    let (up, mut down) = match (of("asc"), of("desc")) {
        (Ok(up), Ok(down)) => (up, down),
        (Err(reason), _) | (_, Err(reason)) => return Some(Err(reason)),
    };
    down.reverse();
    // Of more groups than fit on a page the two directions tell others.
    (!up.is_empty() && up.len() < 100_000).then(|| match up == down {
        true => Ok(()),
        false => Err(format!("{} and {} groups, or another order", up.len(), down.len())),
    })
}
