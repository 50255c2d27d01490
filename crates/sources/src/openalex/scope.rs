//! Conditions that lists carry without being asked: works leave out the expansion corpus, authors those without
//! works. See <https://developers.openalex.org/guides/xpac>.

use serapeum_model::{BadRequest, Condition, Entity, Params, Predicate};

/// A condition to add, and what to tell about it.
pub(super) struct Scope {
    pub(super) condition: Predicate,
    pub(super) note: Option<String>,
}

/// The condition that a request's parameters and filter leave in force.
pub(super) fn read(
    entity: &'static Entity,
    params: &Params,
    filter: &str,
) -> Result<Option<Scope>, BadRequest> {
    let corpus = params.first(&["corpus"]).filter(|text| !text.is_empty());
    if let Some(text) = corpus
        && entity.name != "works"
    {
        let text = format!("corpus={text} applies to works only.");
        return Err(BadRequest::query("corpus", text));
    }
    let Some(condition) = &entity.scope else { return Ok(None) };
    let implied = |note: &str| {
        Some(Scope { condition: entity.condition(condition), note: Some(note.to_owned()) })
    };
    if entity.name == "authors" {
        let mentioned = filter.contains("works_count:");
        let note = "Authors without works are left out (works_count:>0); \
                    to include them, filter by works_count:0-.";
        return Ok(if mentioned { None } else { implied(note) });
    }
    // The original looks for this text anywhere in the filter.
    let mentioned = filter.contains("is_xpac:") || filter.contains("is-xpac:");
    let include = included(params)?;
    if corpus.is_some() && (include.is_some() || mentioned) {
        let text = "corpus cannot be combined with include_xpac or an is_xpac filter.";
        return Err(BadRequest::query("corpus", text));
    }
    match corpus {
        None | Some("core") if mentioned || include == Some(true) => Ok(None),
        None | Some("core") => Ok(implied(
            "Works of the expansion corpus are left out (is_xpac:false); \
             to include them, add include_xpac=true or corpus=all.",
        )),
        Some("all") => Ok(None),
        Some("expansion") => {
            let condition = entity.condition(&Condition::True("is_xpac"));
            Ok(Some(Scope { condition, note: None }))
        }
        Some(other) => {
            let text = format!("corpus must be one of core, expansion, all: not {other}.");
            Err(BadRequest::query("corpus", text))
        }
    }
}

fn included(params: &Params) -> Result<Option<bool>, BadRequest> {
    let text = params.first(&["include_xpac", "include-xpac"]).filter(|text| !text.is_empty());
    match text.map(str::to_ascii_lowercase).as_deref() {
        None => Ok(None),
        Some("true") => Ok(Some(true)),
        Some("false") => Ok(Some(false)),
        Some(other) => {
            let text = format!("Value for include_xpac must be true or false, not {other}.");
            Err(BadRequest::query("include_xpac", text))
        }
    }
}
