//! Conditions that lists and groups have although no request names them.

use super::{
    Oracle,
    answer::{QUERY, Refusal},
    column::{Mask, and, not},
    load::Table,
    params::Params,
    value::Atom,
};

pub(super) fn scoped(
    oracle: &Oracle,
    table: &Table,
    params: &Params,
    mask: Mask,
) -> Result<Mask, Refusal> {
    let filter = params.get("filter").unwrap_or_default();
    let test = |name: &str, passes: &dyn Fn(&Atom) -> bool| {
        table.column(oracle.field(table.entity.name, name).unwrap()).test(passes)
    };
    let corpus = params.get("corpus");
    match table.entity.name {
        "works" => {
            let expansion = test("is_xpac", &|atom| *atom == Atom::Bool(true));
            let named = filter.contains("is_xpac:") || filter.contains("is-xpac:");
            if corpus.is_some() && (named || params.get("include_xpac").is_some()) {
                return Err(QUERY);
            }
            match corpus {
                Some("all") => Ok(mask),
                Some("expansion") => Ok(and(mask, &expansion)),
                None if named || params.whole || params.is_true("include_xpac") => Ok(mask),
                // A work that says nothing is in the core corpus.
                None | Some("core") => Ok(and(mask, &not(expansion))),
                Some(_) => Err(QUERY),
            }
        }
        _ if corpus.is_some() => Err(QUERY),
        "authors" if !filter.contains("works_count:") => {
            Ok(and(mask, &test("works_count", &|atom| *atom > Atom::Int(0))))
        }
        _ => Ok(mask),
    }
}
