//! Single records that were merged into others.

use serapeum_lake::Gone;
use serapeum_model::{Ask, Comparison, Field, Predicate, Request, Source, Value};
use serapeum_query::Engine;

use crate::Error;

/// Asks for the record that took the place of the one asked for, and says so.
pub(crate) fn follow(engine: &Engine, source: &Source, request: &mut Request) -> Result<(), Error> {
    let entity = request.query.entity;
    let here = engine.lake().manifest(source.name, entity.name);
    if request.query.ask != Ask::One || here.is_none_or(|manifest| manifest.gone.is_none()) {
        return Ok(());
    }
    let Some(id) = asked(&mut request.query.filter, entity.id) else { return Ok(()) };
    if let Some(Gone::Merged(into)) = engine.gone(source, entity, id)? {
        let shown = |id: &Value| entity.id.kind.shown(id);
        let note = format!("{} was merged into {}, which is told.", shown(id), shown(&into));
        request.notes.push(note);
        *id = into;
    }
    Ok(())
}

/// The id that a condition asks for.
fn asked(filter: &mut Predicate, column: Field) -> Option<&mut Value> {
    match filter {
        Predicate::Compare { field, comparison: Comparison::Equal, value } if *field == column => {
            Some(value)
        }
        Predicate::All(parts) => parts.iter_mut().find_map(|part| asked(part, column)),
        _ => None,
    }
}
