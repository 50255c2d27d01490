//! Conditions on words, and how they are joined with others.

use serapeum_model::{Analysis, Comparison, Occur, Predicate, TextField, TextQuery};

use super::ast::Test;

/// By how many places words of a phrase may be moved, where nothing is said.
const SLOP: u32 = 1;

/// These texts.
pub(super) fn fields(texts: &[&'static str], boost: f32) -> Vec<TextField> {
    texts.iter().map(|text| TextField::new(text, Analysis::Exact).boosted(boost)).collect()
}

/// A condition on words; none is a range of them.
pub(super) fn query(test: &Test, fields: &[TextField]) -> Option<TextQuery> {
    let fields = fields.to_vec();
    Some(match test {
        Test::Word { text, wild: true, .. } => TextQuery::Pattern { pattern: text.clone(), fields },
        Test::Word { text, .. } => {
            TextQuery::Words { how: Occur::Together, text: text.clone(), fields }
        }
        Test::Phrase { text, slop } => {
            let slop = slop.unwrap_or(SLOP);
            TextQuery::Phrase { text: text.clone(), slop, patterns: false, fields }
        }
        Test::Fuzzy { word, distance } => {
            TextQuery::Fuzzy { word: word.clone(), distance: *distance, fields }
        }
        Test::Range { .. } => return None,
    })
}

/// Whether what is looked for may be an identifier: there is none of letters alone.
pub(super) fn may_identify(test: &Test) -> bool {
    match test {
        Test::Word { wild: true, .. } => true,
        Test::Word { text, .. } | Test::Phrase { text, .. } => {
            text.contains(|c: char| c.is_ascii_digit() || "/:.".contains(c))
        }
        _ => false,
    }
}

/// All hold. Searches become one.
pub(super) fn all(parts: Vec<Predicate>) -> Predicate {
    let (mut searches, mut others) = (Vec::new(), Vec::new());
    let parts = parts.into_iter().flat_map(|part| match part {
        Predicate::All(parts) => parts,
        one => vec![one],
    });
    for part in parts {
        match part {
            Predicate::Search(query) => searches.push(query),
            other => others.push(other),
        }
    }
    if !searches.is_empty() {
        let negated = |part: &mut Predicate| match part {
            Predicate::Not(inside) => match inside.as_mut() {
                Predicate::Search(query) => {
                    let query = std::mem::replace(query, TextQuery::Any(Vec::new()));
                    searches.push(TextQuery::Not(Box::new(query)));
                    true
                }
                _ => false,
            },
            _ => false,
        };
        others.extract_if(.., negated).for_each(drop);
    }
    let found = joined(searches, TextQuery::All).map(Predicate::Search);
    found.into_iter().chain(others).fold(Predicate::everything(), Predicate::and)
}

/// At least one holds. Searches become one, and so do values of one field.
pub(super) fn either(parts: Vec<Predicate>) -> Predicate {
    let (mut searches, mut others) = (Vec::new(), Vec::new());
    let parts = parts.into_iter().flat_map(|part| match part {
        Predicate::Any(parts) => parts,
        one => vec![one],
    });
    for part in parts {
        match part {
            Predicate::Search(query) => searches.push(query),
            other => others.push(other),
        }
    }
    let mut others = listed(others);
    if let Some(found) = joined(searches, TextQuery::Any) {
        others.insert(0, Predicate::Search(found));
    }
    if others.len() == 1 { others.swap_remove(0) } else { Predicate::Any(others) }
}

/// Equalities of a field as one list, which is answered in one pass however long it is.
fn listed(parts: Vec<Predicate>) -> Vec<Predicate> {
    let mut rest: Vec<Predicate> = Vec::new();
    for part in parts {
        let (field, more) = match part {
            Predicate::Compare { field, comparison: Comparison::Equal, value } => {
                (field, vec![value])
            }
            Predicate::In { field, values } => (field, values),
            other => {
                rest.push(other);
                continue;
            }
        };
        let list = rest.iter_mut().find_map(|part| match part {
            Predicate::In { field: known, values } if *known == field => Some(values),
            _ => None,
        });
        match list {
            Some(values) => values.extend(more),
            None => rest.push(Predicate::In { field, values: more }),
        }
    }
    rest.into_iter().map(single).collect()
}

/// A list of one value is an equality.
fn single(part: Predicate) -> Predicate {
    match part {
        Predicate::In { field, mut values } if values.len() == 1 => match values.pop() {
            Some(value) => field.eq(value),
            None => Predicate::nothing(),
        },
        other => other,
    }
}

fn joined(mut queries: Vec<TextQuery>, join: fn(Vec<TextQuery>) -> TextQuery) -> Option<TextQuery> {
    if queries.len() < 2 { queries.pop() } else { Some(join(queries)) }
}
