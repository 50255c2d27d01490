//! The parameter `query`: <https://support.datacite.org/docs/api-queries>. Its language is Lucene's, over the fields of
//! an index: exact ones are columns here, analysed ones are searched by their words.

mod ast;
mod fields;
mod names;
mod parse;
mod texts;
mod translate;
mod wildcards;

use serapeum_model::{BadRequest, Entity, Predicate};

/// The condition that a query states.
pub(super) fn predicate(
    entity: &'static Entity,
    text: &str,
    strict: bool,
) -> Result<Predicate, BadRequest> {
    // The service rewrites names inside of values too.
    let rewritten = match strict {
        true => names::rewritten(entity, text),
        false => text.to_owned(),
    };
    let node = parse::parse(&rewritten).map_err(|problem| super::error::syntax(text, problem))?;
    let translator = translate::Translator { entity, query: text, strict };
    translator.node(&node)
}
