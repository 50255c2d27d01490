//! The `group_by` parameter.

use std::cmp::Ordering;

use super::{
    Answer, Oracle, QUERY, Refusal,
    fields::{Class, Field},
    filter::{Mask, and},
    form::Form,
    load::Table,
    request::Paging,
    value::{self, Atom},
};

/// Groups of the records that match. With a cursor by key, otherwise the largest first.
pub(super) fn groups(
    oracle: &Oracle,
    table: &Table,
    text: &str,
    mask: Mask,
    paging: &Paging,
) -> Result<Answer, Refusal> {
    let (name, unknown) = match text.split_once(':') {
        None => (text, false),
        Some((name, suffix)) if suffix.eq_ignore_ascii_case("include_unknown") => (name, true),
        Some((name, suffix)) if suffix.eq_ignore_ascii_case("known") => (name, false),
        Some(_) => return Err(QUERY),
    };
    let field = oracle.field(table.entity, name).filter(|field| field.groups).ok_or(QUERY)?;
    let walks = paging.cursor.is_some();
    if walks && field.form == Form::Bool {
        return Err(QUERY);
    }
    let (page, size) = paging.checked(200)?;
    let mask = and(mask, &narrowing(oracle, table, field));
    let mut counts: Vec<(Option<Atom>, usize)> = Vec::new();
    let column = table.column(field);
    let mut keys: Vec<Option<Atom>> = Vec::new();
    for (values, _) in column.iter().zip(&mask).filter(|(_, matches)| **matches) {
        keys.extend(values.iter().filter(|atom| wanted(field, atom)).cloned().map(Some));
        if values.is_empty() && unknown {
            keys.push(None);
        }
    }
    keys.sort_by(by_key);
    for key in keys {
        match counts.last_mut() {
            Some((last, count)) if *last == key => *count += 1,
            _ => counts.push((key, 1)),
        }
    }
    if !walks {
        // Where counts are equal, the group without value comes last.
        counts.sort_by(|(a, x), (b, y)| {
            y.cmp(x).then(a.is_none().cmp(&b.is_none())).then_with(|| by_key(a, b))
        });
    }
    let shown = counts.iter().map(|(key, count)| (show(field, key.as_ref()), *count));
    let groups =
        if walks { shown.collect() } else { shown.skip((page - 1) * size).take(size).collect() };
    Ok(Answer::Groups { count: mask.iter().filter(|matches| **matches).count(), groups })
}

/// By key, the group without value first.
fn by_key(a: &Option<Atom>, b: &Option<Atom>) -> Ordering {
    match (a, b) {
        (Some(a), Some(b)) => value::compare(a, b),
        (a, b) => a.is_some().cmp(&b.is_some()),
    }
}

fn wanted(field: &Field, atom: &Atom) -> bool {
    match (field.class, atom) {
        (Class::Only(letter), Atom::Text(id)) => id.starts_with(letter),
        _ => true,
    }
}

/// Some fields count only works of a kind.
fn narrowing(oracle: &Oracle, table: &Table, field: &Field) -> Mask {
    let (name, kind) = match field.class {
        Class::Journal => ("primary_location.source.type", "journal"),
        Class::Repository => ("locations.source.type", "repository"),
        _ if field.name == "locations.source.host_institution_lineage" => {
            ("locations.source.type", "repository")
        }
        _ => return vec![true; table.records.len()],
    };
    let types = table.column(oracle.field(table.entity, name).unwrap());
    let kind = Atom::Text(kind.to_owned());
    types.iter().map(|values| values.contains(&kind)).collect()
}

/// The key of a group.
fn show(field: &Field, key: Option<&Atom>) -> String {
    let Some(key) = key else {
        return match field.form {
            Form::Bool | Form::Int | Form::Float => "-111".to_owned(),
            Form::Code(vocabulary) => vocabulary.unknown.to_owned(),
            // Digits that the service takes for a number.
            _ if field.name == "ids.crossref" => "-111".to_owned(),
            _ => "unknown".to_owned(),
        };
    };
    match (field.form, key) {
        (_, Atom::Bool(truth)) => u8::from(*truth).to_string(),
        (Form::Id(letter), Atom::Int(number)) => format!("https://openalex.org/{letter}{number}"),
        (_, Atom::Int(number)) => number.to_string(),
        (_, Atom::Float(number)) => format!("{number:?}"),
        (form, Atom::Text(text)) => match form {
            Form::AnyId => format!("https://openalex.org/{text}"),
            Form::Code(vocabulary) if vocabulary.shown.is_empty() => text.clone(),
            Form::Code(vocabulary) => format!("{}{}", vocabulary.shown, text.replace(' ', "%20")),
            Form::Doi => format!("https://doi.org/{text}"),
            Form::Orcid => format!("https://orcid.org/{text}"),
            Form::Ror => format!("https://ror.org/{text}"),
            Form::Scopus => {
                format!("http://www.scopus.com/inward/authorDetails.url?authorID={text}")
            }
            _ => text.clone(),
        },
    }
}
