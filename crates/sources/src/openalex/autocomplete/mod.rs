//! Suggestions while a name is typed: <https://docs.openalex.org/how-to-use-the-api/get-lists-of-entities/autocomplete-entities>.
//! The words typed stand in a name, in this order and next to each other; the last may be the beginning of one.

mod filters;
mod parameters;
mod table;
mod told;
mod values;

use serapeum_model::{
    Ask, BadRequest, Entity, Form, Kind, Params, Predicate, Query, RANK, Request, SortKey, Start,
    TextField, TextQuery,
};

use self::table::{Row, TABLE};
use super::{error, filter, literal, search, singleton};

pub(super) use parameters::Of;
pub(super) use told::write;
pub(super) use values::paths as paths_of_values;

/// The view of records as suggestions.
pub(super) const VIEW: &str = "autocomplete";
/// The members of a suggestion, in the API's order.
type Suggestion = Vec<(&'static str, serde_json::Value)>;
/// So many are told, always.
const SIZE: u32 = 10;
/// What a name alone counts that is the text, and one that has it.
const WHOLE: f32 = 2_000_000.0;
const PRIMARY: f32 = 1_000_000.0;
/// With so few characters, only the tables of the commonest names are looked at.
const SHORT: usize = 5;
const OF_SHORT: [&str; 4] = ["author", "institution", "country", "license"];

/// The tables that suggestions are told of by themselves.
pub(super) fn tables() -> impl Iterator<Item = &'static Entity> {
    TABLE.iter().filter(|row| row.alone).map(|row| row.entity)
}

/// Reads a request below `autocomplete`; `name` is the table's, or empty for all.
pub(super) fn read(name: &str, params: &Params, strict: bool) -> Result<Request, BadRequest> {
    if name.is_empty() {
        return all(params);
    }
    if let Some(values) = values::of(name) {
        return values::read(values, params);
    }
    let named = |row: &&Row| row.entity.name == name || row.entity.aliases.contains(&name);
    let Some(row) = TABLE.iter().filter(|row| row.alone).find(named) else {
        let names = tables().map(|entity| entity.name).chain(values::paths());
        return Err(error::unknown_suggestions(name, &names.collect::<Vec<_>>()));
    };
    parameters::check(params, Of::One)?;
    let text = params.first(&["q"]).unwrap_or_default();
    let given = params.first(&["filter"]).unwrap_or_default();
    let segments = filter::tokenise(given)?;
    let mut all = filter::predicate(row.entity, &segments, strict)?;
    if let Some(search) = search::read(row.entity, params, strict)? {
        all = search.and(all);
    }
    if params.first(&["hide_zero"]).is_some_and(|text| text.eq_ignore_ascii_case("true")) {
        all = all.and(row.popularity().gt(0));
    }
    let found = identified(row, text).or_else(|| words(row, text));
    let ranked = matches!(found, Some(Predicate::Search(_)));
    let mut query = query(row, found.map_or(Predicate::everything(), |found| found).and(all));
    query.sort = ranked.then(|| RANK.desc()).into_iter().chain([row.popularity().desc()]).collect();
    Ok(request(query, None))
}

/// Suggestions of all tables together.
fn all(params: &Params) -> Result<Request, BadRequest> {
    parameters::check(params, Of::All)?;
    let text = params.first(&["q"]).unwrap_or_default();
    let kind = params.first(&["entity_type"]).filter(|kind| !kind.is_empty());
    if let Some(kind) = kind
        && !TABLE.iter().any(|row| row.is(kind))
    {
        let names: Vec<&str> = TABLE.iter().map(|row| row.asked).collect();
        let text =
            format!("{kind} is not a valid entity_type. Valid values are: {}.", names.join(", "));
        return Err(BadRequest::query("entity_type", text));
    }
    let by_works = params.first(&["hide_works"]).is_some_and(|t| t.eq_ignore_ascii_case("true"));
    let short = text.chars().count() <= SHORT;
    let mut queries = Vec::new();
    let mut only: Option<Query> = None;
    for row in TABLE {
        let chosen = match kind {
            Some(kind) => row.is(kind),
            None if by_works && row.entity.name == "works" => false,
            None => row.entity.name != "concepts" && (!short || OF_SHORT.contains(&row.told)),
        };
        if let Some(one) = identified(row, text) {
            only.get_or_insert(query(row, one));
        }
        if chosen {
            let mut found = words(row, text).unwrap_or(Predicate::everything());
            if let Some(left_out) = &row.left_out {
                found = found.and(row.entity.condition(left_out).not());
            }
            queries.push(Query { sort: vec![row.number(by_works).desc()], ..query(row, found) });
        }
    }
    let queries = only.map_or(queries, |only| vec![only]);
    let typed = kind.is_none().then(|| text.to_owned());
    Ok(request(Query::all(TABLE[0].entity, Ask::Each(queries)), typed))
}

fn request(query: Query, typed: Option<String>) -> Request {
    let form = Form { view: Some(VIEW), typed, ..Form::default() };
    Request { page: Some(1), ordered: true, ..Request::new(query, form) }
}

fn query(row: &Row, filter: Predicate) -> Query {
    let sort: Vec<SortKey> = vec![row.popularity().desc()];
    let page = Ask::Page { start: Start::Skip(0), size: SIZE };
    Query { filter, sort, ..Query::all(row.entity, page) }
}

/// The record that a text names by an identifier.
fn identified(row: &Row, text: &str) -> Option<Predicate> {
    let Kind::Id(form) = row.entity.id.kind else { return None };
    if text.trim().contains(' ') {
        return None;
    }
    // An identifier of OpenAlex is one of the table of its letter.
    if let Some((letter, _)) = literal::openalex_id(literal::without_host(text.trim()))
        && letter != form.letter
    {
        return None;
    }
    singleton::find(row.entity, text).ok()
}

/// The condition on names; none where there is nothing to look for.
fn words(row: &Row, text: &str) -> Option<Predicate> {
    let text = text.trim();
    // A sign of a pattern is no part of a name.
    let plain: String = text.chars().filter(|c| !matches!(c, '*' | '?')).collect();
    let last_open = plain.chars().next_back()?.is_alphanumeric();
    let begins = if last_open { format!("{plain}*") } else { plain.clone() };
    let fields = |names: &[&'static str]| -> Vec<TextField> {
        names.iter().map(|name| TextField::new(name, row.analysis)).collect()
    };
    let phrase = |names: &[&'static str]| TextQuery::Phrase {
        text: begins.clone(),
        slop: 0,
        patterns: true,
        fields: fields(names),
    };
    let whole = TextQuery::Whole { text: plain.clone(), fields: fields(&["display_name"]) };
    let mut any = vec![
        TextQuery::Scored(Box::new(whole), WHOLE),
        TextQuery::Scored(Box::new(phrase(row.primary)), PRIMARY),
    ];
    if !row.secondary.is_empty() {
        any.push(TextQuery::Scored(Box::new(phrase(row.secondary)), 1.0));
    }
    Some(Predicate::Search(TextQuery::Any(any)))
}
