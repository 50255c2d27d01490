//! Free text: <https://github.com/CrossRef/rest-api-doc#queries>. There are no operators: of the words of a parameter
//! one has to be found, and records with more of them come first. Of the names of members, journals and funders all
//! words are asked for, of which the last may be the beginning of one.

use serapeum_model::{
    Analysis::{Exact, Folded},
    BadRequest, Entity, Occur, Params, Predicate, TextField, TextQuery,
};

use super::{
    error::{self, Mistakes},
    searched,
};

/// The most words of a parameter, as in the original's engine.
const MOST: usize = 1024;

/// Signs that mean nothing in the original.
const SIGNS: &[char] = &[
    '\\', '+', '!', '{', '}', '*', '"', '\'', '.', '[', ']', '(', ')', '-', ':', ';', '/', '%',
    '^', '&', '?', '=', '_', ',', '|',
];

const fn within(text: &'static str) -> TextField {
    TextField::new(text, Exact)
}

const TITLE: TextField = within("title").boosted(2.0);
const CONTAINER: TextField = within("container-title");
const AUTHOR: TextField = within("author");
const EDITOR: TextField = within("editor");
const CHAIR: TextField = within("chair");
const TRANSLATOR: TextField = within("translator");
const NUMBERS: TextField = within("numbers");

/// What `query` looks at.
const ANY: &[TextField] = &[
    TITLE,
    CONTAINER,
    AUTHOR,
    EDITOR,
    CHAIR,
    TRANSLATOR,
    NUMBERS,
    within("others"),
    within("description"),
    within("funder-name"),
];

/// The parameters `query.…`, and the texts that each looks at.
pub const FIELDS: &[(&str, &[TextField])] = &[
    ("query.affiliation", &[within("affiliation")]),
    ("query.author", &[AUTHOR]),
    ("query.bibliographic", &[TITLE, CONTAINER, AUTHOR, EDITOR, CHAIR, TRANSLATOR, NUMBERS]),
    ("query.chair", &[CHAIR]),
    ("query.container-title", &[CONTAINER]),
    ("query.contributor", &[AUTHOR, EDITOR, CHAIR, TRANSLATOR]),
    ("query.degree", &[within("degree")]),
    ("query.description", &[within("description")]),
    ("query.editor", &[EDITOR]),
    ("query.event-acronym", &[within("event-acronym")]),
    ("query.event-location", &[within("event-location")]),
    ("query.event-name", &[within("event-name")]),
    ("query.event-sponsor", &[within("event-sponsor")]),
    ("query.event-theme", &[within("event-theme")]),
    ("query.funder-name", &[within("funder-name")]),
    ("query.publisher-location", &[within("publisher-location")]),
    ("query.publisher-name", &[within("publisher-name")]),
    ("query.standards-body-acronym", &[within("standards-body-acronym")]),
    ("query.standards-body-name", &[within("standards-body-name")]),
    ("query.title", &[TITLE.boosted(1.0)]),
    ("query.translator", &[TRANSLATOR]),
];

/// Notes a field query that there is not.
pub(super) fn check(name: &str, mistakes: &mut Mistakes) {
    let valid: Vec<&str> = FIELDS.iter().map(|(known, _)| *known).collect();
    if !valid.contains(&name) {
        let code = "field-query-not-available";
        mistakes.add(error::not_available(name, code, "Field query", name, &valid));
    }
}

/// Field queries on a route that takes none.
pub(super) fn no_fields() -> BadRequest {
    let text = "This route does not support field query parameters";
    BadRequest::coded("query", "parameter-not-allowed", "query.*", text)
}

/// The text of `query`, if there is one.
pub(super) fn terms(params: &Params) -> Option<&str> {
    given(params, "query")
}

fn given<'p>(params: &'p Params, name: &'p str) -> Option<&'p str> {
    params.first(&[name]).filter(|text| !text.trim().is_empty())
}

/// What the searches of works ask for: each has to find something.
pub(super) fn works(params: &Params, mistakes: &mut Mistakes) -> Predicate {
    let mut all = Predicate::everything();
    for (name, fields) in std::iter::once(&("query", ANY)).chain(FIELDS) {
        let Some(text) = given(params, name) else { continue };
        let Some(words) = mistakes.note(words(name, text)) else { continue };
        let (how, fields) = (Occur::Some, fields.to_vec());
        all = all.and(Predicate::Search(TextQuery::Words { how, text: words.join(" "), fields }));
    }
    all
}

/// What `query` asks for of the names of members, journals and funders.
pub(super) fn names(params: &Params, mistakes: &mut Mistakes) -> Predicate {
    let Some(text) = terms(params) else { return Predicate::everything() };
    let Some(words) = mistakes.note(pieces("query", text)) else { return Predicate::nothing() };
    let fields = || vec![TextField::new(searched::NAME, Folded)];
    let each = |text: String| TextQuery::Words { how: Occur::Each, text, fields: fields() };
    let Some((last, before)) = words.split_last() else { return Predicate::nothing() };
    let begins = TextQuery::Pattern { pattern: format!("{last}*"), fields: fields() };
    let last = TextQuery::Any(vec![each((*last).to_owned()), begins]);
    Predicate::Search(match before {
        [] => last,
        _ => TextQuery::All(vec![each(before.join(" ")), last]),
    })
}

/// The condition of a list's searches.
pub(super) fn read(entity: &Entity, params: &Params, mistakes: &mut Mistakes) -> Predicate {
    match entity.name {
        "works" => works(params, mistakes),
        _ => names(params, mistakes),
    }
}

/// The words of a text: without signs, and, where signs stand in a word that records may have so (`O'Reilly`, `3.5`),
/// also with them.
fn words<'t>(name: &str, text: &'t str) -> Result<Vec<&'t str>, BadRequest> {
    let mut words = pieces(name, text)?;
    let whole = text.split_whitespace().map(|word| word.trim_matches(SIGNS));
    words.extend(whole.filter(|word| word.contains(['\'', '.', ',', ':', ';', '_'])));
    Ok(words)
}

/// What is left between signs and spaces. Words of logic between other words do not count.
fn pieces<'t>(name: &str, text: &'t str) -> Result<Vec<&'t str>, BadRequest> {
    let spoken = |piece: &&str| piece.contains(char::is_alphanumeric);
    let split = |c: char| c.is_whitespace() || SIGNS.contains(&c);
    let all: Vec<&str> = text.split(split).filter(spoken).collect();
    if all.len() > MOST {
        let text = format!("{name} has {} words, but may have {MOST} at most", all.len());
        return Err(BadRequest::coded(name, "query-too-long", name, text));
    }
    let logic = |piece: &str| ["and", "or", "not"].iter().any(|w| piece.eq_ignore_ascii_case(w));
    let last = all.len().saturating_sub(1);
    let kept = all.into_iter().enumerate();
    Ok(kept.filter(|(at, p)| *at == 0 || *at == last || !logic(p)).map(|(_, p)| p).collect())
}
