//! Suggestions of values that institutions have: countries and types, the most cited first.

use serapeum_model::{
    Ask, BadRequest, Field, Group, GroupKey, GroupOrder, Grouping, Metric, Params, Query, Request,
    Value as Key,
};
use serde_json::Value;

use super::{
    super::{INSTITUTIONS, names::COUNTRIES},
    Of, SIZE, Suggestion, parameters,
};

/// More than there are countries.
const ALL: u32 = 1_000;

/// Values that are suggested by themselves.
pub(super) struct Values {
    path: &'static str,
    field: &'static str,
    /// The name of a value, and whether any word of it may begin with what was typed.
    name: fn(&str) -> Option<&str>,
    any_word: bool,
}

const VALUES: [Values; 2] = [
    Values {
        path: "institutions/country",
        field: "country_code",
        name: |code| COUNTRIES.iter().find(|(known, _)| *known == code).map(|(_, name)| *name),
        any_word: true,
    },
    Values { path: "institutions/type", field: "type", name: |word| Some(word), any_word: false },
];

pub(in super::super) fn paths() -> impl Iterator<Item = &'static str> {
    VALUES.iter().map(|values| values.path)
}

pub(super) fn of(path: &str) -> Option<&'static Values> {
    VALUES.iter().find(|values| values.path == path)
}

pub(super) fn read(values: &Values, params: &Params) -> Result<Request, BadRequest> {
    parameters::check(params, Of::Values)?;
    let typed = params.first(&["q"]).unwrap_or_default().replace(['.', ',', '!', '?'], "");
    if typed.is_empty() {
        let text = format!(
            "Must enter a 'q' parameter in order to use autocomplete. Example: /autocomplete/{}?q=my search",
            values.path
        );
        return Err(BadRequest::query("q", text));
    }
    let field = |name: &str| INSTITUTIONS.field(name).unwrap_or(INSTITUTIONS.id);
    let by: Field = field(values.field);
    let order =
        GroupOrder { by: GroupKey::Metric(Metric::Sum, field("cited_by_count")), descending: true };
    let grouping = Grouping { order, ..Grouping::of(by, ALL) };
    let query = Query::all(INSTITUTIONS, Ask::Groups(grouping));
    Ok(super::request(query, Some(typed)))
}

/// Those groups whose names begin with what was typed: how many, and the first of them.
pub(super) fn told(grouping: &Grouping, groups: &[Group], typed: &str) -> (u64, Vec<Suggestion>) {
    let by = grouping.by.first().map_or("", |by| by.name.as_str());
    let Some(values) = VALUES.iter().find(|values| values.field == by) else {
        return (0, Vec::new());
    };
    let typed = typed.to_lowercase();
    let begins = |name: &str| {
        let name = name.to_lowercase();
        let mut words = name.split(' ');
        name.starts_with(&typed) || values.any_word && words.any(|word| word.starts_with(&typed))
    };
    let named = groups.iter().filter_map(|group| {
        let Some(Key::Text(key)) = &group.key else { return None };
        let name = (values.name)(key)?;
        begins(name).then(|| suggestion(values, key, name, group))
    });
    let all: Vec<Suggestion> = named.collect();
    (all.len() as u64, all.into_iter().take(SIZE as usize).collect())
}

fn suggestion(values: &Values, key: &str, name: &str, group: &Group) -> Suggestion {
    let cited = match &group.metric {
        Some(Key::Int(sum)) => (*sum).into(),
        _ => Value::from(0),
    };
    vec![
        ("id", if values.any_word { key.into() } else { Value::Null }),
        ("display_name", name.into()),
        ("cited_by_count", cited),
        ("entity_type", "institution".into()),
        ("external_id", Value::Null),
    ]
}
