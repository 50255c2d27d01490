//! The record that a request goes out from.

use serapeum_model::{Request, Source};
use serapeum_query::Engine;

use crate::Error;

/// Lets the dialect go on from the record, where the lake has it, and tells where the lake could not have it.
pub(crate) fn follow(
    engine: &Engine,
    source: &'static Source,
    request: &mut Request,
) -> Result<(), Error> {
    let Some(origin) = request.origin.clone() else { return Ok(()) };
    let name = origin.entity.name;
    let lacks = match engine.lake().manifest(source.name, name) {
        None => "the lake has none of them",
        Some(manifest) if manifest.parts.iter().any(|part| part.records.is_none()) => {
            "the lake was made without their records"
        }
        Some(_) => {
            let found = engine.record(source, origin.entity, origin.field, &origin.value)?;
            if let Some(record) = found {
                source.dialect.follow(request, &record);
            }
            return Ok(());
        }
    };
    let note =
        format!("Which {name} there are, and what they say of this request, is unknown: {lacks}.");
    request.notes.push(note);
    Ok(())
}
