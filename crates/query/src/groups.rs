//! Counts by value.

use serapeum_model::{Answer, Ask, Cursor, Group, Place, Query, Source, Start, Value};

use crate::{
    Engine, Error, engine::query_digest, pages::foreign, scalar, statements, statements::Groups,
};

impl Engine {
    pub(crate) async fn groups(&self, source: &Source, query: &Query) -> Result<Answer, Error> {
        let Ask::Groups { field, letter, unknown, start, size } = &query.ask else {
            return Ok(Answer::Groups { total: 0, groups: Vec::new(), all: 0, next: None });
        };
        let manifest = self.manifest(source, query.entity)?;
        let digest = query_digest(source, query);
        let total = match start {
            Start::After(cursor) => {
                if cursor.query != digest || !matches!(cursor.place, Place::Group(_)) {
                    return Err(foreign("it belongs to another filter, group or entity"));
                }
                if cursor.manifest != manifest.number {
                    return Err(foreign("the lake was updated since: start again with cursor=*"));
                }
                cursor.total
            }
            _ => self.number(&statements::count(source.name, query)).await?,
        };
        let grouping = Groups { field: *field, letter: *letter, unknown: *unknown };
        let example = field.label.is_some_and(|label| !self.has(source, label.entity));
        let sql = grouping.page(source.name, query, start, u64::from(*size), example);
        let mut groups = Vec::new();
        let mut examples = Vec::new();
        for batch in self.collect(&sql).await? {
            for row in 0..batch.num_rows() {
                let key = scalar::value(batch.column(0), row);
                let count = match scalar::value(batch.column(1), row) {
                    Some(Value::Int(count)) => count.max(0).cast_unsigned(),
                    _ => 0,
                };
                if example && let Some(Value::Int(at)) = scalar::value(batch.column(2), row) {
                    examples.push(((at >> 32) as u32, at as u32));
                }
                groups.push(Group { key, label: None, count });
            }
        }
        let full = groups.len() as u64 == u64::from(*size);
        let skipped = if let Start::Skip(skip) = start { *skip } else { 0 };
        let first = matches!(start, Start::Skip(_) | Start::First);
        let all = if full || !first || skipped > 0 {
            self.number(&grouping.total(source.name, query)).await?
        } else {
            groups.len() as u64
        };
        self.label(source, query, *field, &mut groups, &examples).await?;
        let next = match (start, groups.last()) {
            (Start::First | Start::After(_) | Start::Beyond(_), Some(last)) => {
                let place = Place::Group(last.key.clone());
                Some(Cursor { manifest: manifest.number, query: digest, total, place })
            }
            _ => None,
        };
        Ok(Answer::Groups { total, groups, all, next })
    }

    /// Whether the lake holds an entity.
    pub(crate) fn has(&self, source: &Source, entity: &str) -> bool {
        self.lake().manifest(source.name, entity).is_some()
    }
}
