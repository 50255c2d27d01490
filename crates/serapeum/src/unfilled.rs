//! Columns that a lake lacks the values of.

use serapeum_model::{Request, Source};
use serapeum_query::Engine;

/// Tells of columns that rows beside the records would have filled, where the lake was made without those rows.
pub(crate) fn note(engine: &Engine, source: &Source, request: &mut Request) {
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
