//! A query's statements.

use serapeum_model::{
    Ask, BadRequest, Field, Params, Place, Predicate, Query, Source, Start, Value,
};

use crate::{Sql, condition::Conditions, keyset};

/// Up to this many rows a sorted page is picked by a heap; beyond that the sort may spill, and rows are skipped
/// as they stream.
pub(crate) const HEAP: u64 = 1_000_000;

/// The statements that answer a request in a source's own grammar: the path, `?`, and the parameters. This is
/// what the engine runs, except that the condition "after the cursor" needs the lake.
///
/// # Errors
/// What the dialect says about the request.
pub fn translate(source: &Source, request: &str) -> Result<Vec<Sql>, BadRequest> {
    let (path, query) = request.split_once('?').unwrap_or((request, ""));
    let request = source.dialect.read(path, &Params::parse(query), false)?;
    Ok(statements(source.name, &request.query, None))
}

/// The statements that answer a query. `after` holds the sort keys of the row that its cursor names.
pub fn statements(source: &str, query: &Query, after: Option<&[Option<Value>]>) -> Vec<Sql> {
    match &query.ask {
        Ask::One => vec![locate(source, query, after, Some(1), 0)],
        Ask::Page { start, size } => {
            let skip = if let Start::Skip(skip) = start { *skip } else { 0 };
            vec![locate(source, query, after, Some(u64::from(*size)), skip), count(source, query)]
        }
        Ask::Groups { field, letter, unknown, start, size } => {
            let groups = Groups { field: *field, letter: *letter, unknown: *unknown };
            vec![
                groups.page(source, query, start, u64::from(*size), false),
                groups.total(source, query),
                count(source, query),
            ]
        }
    }
}

/// The addresses of a page, in order. Without a limit where the rows are skipped in the stream.
pub(crate) fn locate(
    source: &str,
    query: &Query,
    after: Option<&[Option<Value>]>,
    size: Option<u64>,
    skip: u64,
) -> Sql {
    let keys = query.total_order();
    let mut sql = Sql::new("page");
    sql.push("SELECT \"_part\", \"_row\"").push(" FROM ").table(source, query.entity.name);
    let beyond = match (&query.ask, after) {
        (_, Some(values)) => Some(values),
        (Ask::Page { start: Start::Beyond(values), .. }, None) => Some(values.as_slice()),
        _ => None,
    };
    let everything = query.filter == Predicate::everything();
    if !everything || beyond.is_some() {
        sql.push(" WHERE ");
    }
    if !everything {
        conditions(source, query).write(&mut sql, &query.filter);
    }
    if let Some(values) = beyond {
        sql.push(if everything { "" } else { " AND " });
        keyset::after(&mut sql, &keys, values);
    }
    keyset::order_by(&mut sql, &keys);
    if let Some(size) = size.filter(|size| skip.saturating_add(*size) <= HEAP) {
        sql.push(" LIMIT ").number(size);
        if skip > 0 {
            sql.push(" OFFSET ").number(skip);
        }
    }
    sql
}

/// The addresses of every match: in the query's order, or in the lake's where it names none.
pub fn everything(source: &str, query: &Query) -> Sql {
    if !query.sort.is_empty() {
        return locate(source, query, None, None, 0);
    }
    let mut sql = Sql::new("everything");
    sql.push("SELECT \"_part\", \"_row\" FROM ").table(source, query.entity.name);
    filter(&mut sql, source, query);
    sql.push(" ORDER BY \"_part\", \"_row\"");
    sql
}

/// Columns of every match: in the query's order, or in any where it names none.
pub fn columns(source: &str, query: &Query, columns: &[Field]) -> Sql {
    let mut sql = Sql::new("columns");
    for (i, column) in columns.iter().enumerate() {
        sql.push(if i == 0 { "SELECT " } else { ", " }).column(*column);
    }
    sql.push(" FROM ").table(source, query.entity.name);
    filter(&mut sql, source, query);
    if !query.sort.is_empty() {
        keyset::order_by(&mut sql, &query.total_order());
    }
    sql
}

/// How many records match.
pub(crate) fn count(source: &str, query: &Query) -> Sql {
    let mut sql = Sql::new("count");
    sql.push("SELECT count(*) FROM ").table(source, query.entity.name);
    filter(&mut sql, source, query);
    sql
}

/// The sort keys of the row at an address.
pub(crate) fn row(source: &str, query: &Query, part: u32, row: u32) -> Sql {
    let mut sql = Sql::new("row");
    sql.push("SELECT ");
    keyset::expressions(&mut sql, &query.total_order());
    sql.push(" FROM ").table(source, query.entity.name);
    sql.push(" WHERE \"_part\" = ").value(&Value::Int(part.into()));
    sql.push(" AND \"_row\" = ").value(&Value::Int(row.into()));
    sql
}

/// The labels of records by their ids.
pub(crate) fn labels(
    source: &str,
    entity: &serapeum_model::Entity,
    label: Field,
    ids: &[Value],
) -> Sql {
    let mut sql = Sql::new("labels");
    sql.push("SELECT ").column(entity.id).push(", ").column(label);
    sql.push(" FROM ").table(source, entity.name).push(" WHERE ");
    let predicate = entity.id.one_of(ids.iter().cloned());
    Conditions { source, entity: entity.name, id: entity.id }.write(&mut sql, &predicate);
    sql
}

/// What is grouped.
pub(crate) struct Groups {
    /// The field.
    pub field: Field,
    /// Of identifiers of several letters, the one to keep.
    pub letter: Option<char>,
    /// Whether records without a value are a group too.
    pub unknown: bool,
}

impl Groups {
    /// A page of groups: by count and then key, or by key alone where a cursor is wanted. With `example`, also the
    /// address of a record of each group, as `part * 2^32 + row`.
    pub(crate) fn page(
        &self,
        source: &str,
        query: &Query,
        start: &Start,
        size: u64,
        example: bool,
    ) -> Sql {
        let mut sql = Sql::new("groups");
        sql.push("SELECT \"key\", count(*) AS \"count\"");
        if example {
            sql.push(", min(\"at\") AS \"at\"");
        }
        sql.push(" FROM (");
        self.keys(&mut sql, source, query, example);
        sql.push(")");
        if let Start::After(cursor) = start {
            match &cursor.place {
                Place::Group(Some(key)) => sql.push(" WHERE \"key\" > ").value(key),
                _ => sql.push(" WHERE \"key\" IS NOT NULL"),
            };
        }
        sql.push(" GROUP BY \"key\" ORDER BY ");
        match start {
            Start::Skip(skip) => {
                sql.push("\"count\" DESC, \"key\" ASC NULLS LAST LIMIT ").number(size);
                if *skip > 0 {
                    sql.push(" OFFSET ").number(*skip);
                }
            }
            _ => {
                sql.push("\"key\" ASC NULLS FIRST LIMIT ").number(size);
            }
        }
        sql
    }

    /// How many groups there are.
    pub(crate) fn total(&self, source: &str, query: &Query) -> Sql {
        let mut sql = Sql::new("groups total");
        sql.push("SELECT count(*) FROM (SELECT DISTINCT \"key\" FROM (");
        self.keys(&mut sql, source, query, false);
        sql.push("))");
        sql
    }

    /// A row for each record and value.
    fn keys(&self, sql: &mut Sql, source: &str, query: &Query, example: bool) {
        let field = self.field;
        let at = if example {
            ", CAST(\"_part\" AS BIGINT) * 4294967296 + CAST(\"_row\" AS BIGINT) AS \"at\""
        } else {
            ""
        };
        let narrowed = self.letter.is_some();
        if narrowed {
            sql.push("SELECT * FROM (");
        }
        sql.push("SELECT ");
        if field.many {
            sql.push("unnest(").column(field).push(")");
        } else {
            sql.column(field);
        }
        sql.push(" AS \"key\"").push(at).push(" FROM ").table(source, query.entity.name);
        let mut present = query.clone();
        // unnest leaves out empty lists by itself; a single value is left out by a condition.
        if !field.many && !self.unknown {
            present.filter = present.filter.and(field.exists());
        }
        filter(sql, source, &present);
        if field.many && self.unknown {
            sql.push(" UNION ALL SELECT NULL AS \"key\"")
                .push(at)
                .push(" FROM ")
                .table(source, query.entity.name);
            let mut absent = query.clone();
            absent.filter = absent.filter.and(field.exists().not());
            filter(sql, source, &absent);
        }
        if let Some(letter) = self.letter {
            sql.push(") WHERE \"key\" IS NULL OR starts_with(\"key\", ");
            sql.value(&Value::from(letter.to_string())).push(")");
        }
    }
}

fn filter(sql: &mut Sql, source: &str, query: &Query) {
    if query.filter != Predicate::everything() {
        sql.push(" WHERE ");
        conditions(source, query).write(sql, &query.filter);
    }
}

fn conditions<'a>(source: &'a str, query: &Query) -> Conditions<'a> {
    Conditions { source, entity: query.entity.name, id: query.entity.id }
}
