//! What a lake lacks of that a request looks at.

use serapeum_model::{Ask, Request, Source};
use serapeum_query::Engine;

/// Leaves out the tables that the lake has not, of a request for several, and tells of them. Tells of columns that rows beside the records would have filled, where the lake was made without those rows.
pub(crate) fn note(engine: &Engine, source: &Source, request: &mut Request) {
    if let Ask::Each(queries) = &mut request.query.ask {
        let here = |name: &str| engine.lake().manifest(source.name, name).is_some();
        let absent: Vec<&str> =
            queries.iter().map(|query| query.entity.name).filter(|name| !here(name)).collect();
        if !absent.is_empty() && absent.len() < queries.len() {
            let text = format!("The lake has no {}: they are left out.", absent.join(", "));
            request.notes.push(text);
            queries.retain(|query| here(query.entity.name));
        }
    }
    let entity = request.query.entity.name;
    let Some(manifest) = engine.lake().manifest(source.name, entity) else { return };
    for field in request.query.filter.fields() {
        let mut joins = source.layout.joins.iter();
        let fed = joins.find(|join| join.feeds_column(entity, field.row().name));
        let Some(join) = fed else { continue };
        if manifest.joined.iter().any(|known| known == join.folder) {
            continue;
        }
        let note = format!(
            "{} is filled from `{}`, which this lake was made without: only what records hold themselves is found.",
            field.name, join.folder
        );
        if !request.notes.contains(&note) {
            request.notes.push(note);
        }
    }
}
