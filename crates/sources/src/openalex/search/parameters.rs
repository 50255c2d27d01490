//! The parameters `search` and `search.…`.

use serapeum_model::{BadRequest, Entity, Params, Predicate, Test};

use super::{
    super::{absent::VECTORS, error},
    Asked, query,
    shape::has_word_after,
};

/// The parameters, the filters that look at the same texts, and whether works alone have them.
const NAMES: [(&str, &str, bool); 6] = [
    ("search", "default.search", false),
    ("search.exact", "default.search.exact", false),
    ("search.title", "title.search", true),
    ("search.title.exact", "title.search.exact", true),
    ("search.title_and_abstract", "title_and_abstract.search", true),
    ("search.title_and_abstract.exact", "title_and_abstract.search.exact", true),
];

const SEMANTIC: &str = "search.semantic";

/// Whether a parameter is a search.
pub(in super::super) fn is_parameter(name: &str) -> bool {
    name == "search" || name.starts_with("search.")
}

/// The condition of the searches of a request, if it has any.
pub(in super::super) fn read(
    entity: &'static Entity,
    params: &Params,
    strict: bool,
) -> Result<Option<Predicate>, BadRequest> {
    let given: Vec<(&str, &str)> =
        params.iter().filter(|(name, value)| is_parameter(name) && !is_empty(value)).collect();
    for (name, _) in &given {
        allowed(entity, name, &given)?;
    }
    let mut all: Option<Predicate> = None;
    for (name, filter, _) in NAMES {
        let Some((_, text)) = given.iter().find(|(given, _)| *given == name) else { continue };
        for sign in ['|', '!'] {
            if (sign == '|' && text.contains('|')) || (sign == '!' && has_word_after(text, '!')) {
                let text = format!(
                    "The search parameter does not support the {sign} operator. Problem value: {text}"
                );
                return Err(BadRequest::query(name, text));
            }
        }
        // Entities other than works have one way of comparing words.
        let filter = if entity.filter(filter).is_some() { filter } else { "default.search" };
        let Some(Test::Search(reach)) = entity.filter(filter) else { continue };
        let asked = Asked { entity, name, filter, reach, strict };
        let found = Predicate::Search(query(asked, text)?);
        all = Some(match all {
            Some(all) => all.and(found),
            None => found,
        });
    }
    Ok(all)
}

fn is_empty(value: &str) -> bool {
    value.is_empty() || value == "\"\""
}

fn allowed(entity: &Entity, name: &str, given: &[(&str, &str)]) -> Result<(), BadRequest> {
    let refused = |text: String| Err(BadRequest::query(name, text));
    if name == SEMANTIC {
        if given.len() > 1 {
            return refused(
                "search.semantic cannot be combined with other search parameters. Use search.semantic alone."
                    .to_owned(),
            );
        }
        return refused(format!("{name} cannot be answered from a snapshot: {VECTORS}."));
    }
    let Some((_, _, works)) = NAMES.iter().find(|(known, ..)| *known == name) else {
        let mut known: Vec<&str> = NAMES.iter().map(|(known, ..)| *known).collect();
        // In the order in which the original lists them.
        known.insert(1, SEMANTIC);
        return Err(error::unknown_search(name, &known));
    };
    if *works && entity.name != "works" {
        return refused(format!("{name} is only supported for /works."));
    }
    let exact = format!("{name}.exact");
    if given.iter().any(|(other, _)| *other == exact) {
        return refused(format!(
            "Cannot use both stemmed and exact search on the same scope: '{name}' and '{exact}'."
        ));
    }
    Ok(())
}
