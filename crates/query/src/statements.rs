//! A query's statements.

use std::borrow::Cow;

use serapeum_model::{
    Ask, BadRequest, Field, Params, Predicate, Query, RANK, SCORE, Source, Start, TextQuery, Value,
};

use crate::{
    Param, Sql,
    condition::Conditions,
    grouping, keyset, sample,
    sql::{ADDRESS, Searches},
};

/// Up to this many rows a sorted page is picked by a heap; beyond that the sort may spill, and rows are skipped
/// as they stream.
const HEAP: u64 = 250_000;
/// A heap of more than one in so many of all rows takes longer than to sort them all.
const HEAPED: u64 = 32;
/// So few are always picked by a heap.
const FEW: u64 = 1_000;
/// Pages after the first are cut from so many rows, the same for each: those are located once and kept.
const SHARED: u64 = 10_000;

/// How rows are skipped before a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Cut {
    /// The most rows that the statement gives.
    limit: Option<u64>,
    /// How many it skips.
    offset: u64,
    /// How many are skipped of those that it gives.
    pub(crate) ahead: u64,
}

impl Cut {
    /// For a page of `size` rows after `skip` others, of a table with so many.
    pub(crate) fn new(size: u64, skip: u64, rows: u64) -> Cut {
        let end = skip.saturating_add(size);
        if skip > 0 && end <= SHARED {
            Cut { limit: Some(SHARED), offset: 0, ahead: skip }
        } else if end <= FEW || end <= HEAP.min(rows / HEAPED) {
            Cut { limit: Some(size), offset: skip, ahead: 0 }
        } else {
            Cut { limit: None, offset: 0, ahead: skip }
        }
    }

    /// Whether the statement ends soon after the page.
    pub(crate) fn ends(self) -> bool {
        self.limit.is_some()
    }
}

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
    let mut statements = match &query.ask {
        Ask::Nothing => Vec::new(),
        Ask::One => vec![locate(source, query, after, Cut::new(1, 0, u64::MAX))],
        Ask::Page { start, size } => {
            let skip = if let Start::Skip(skip) = start { *skip } else { 0 };
            let page = locate(source, query, after, Cut::new((*size).into(), skip, u64::MAX));
            let facets =
                query.facets.iter().flat_map(|facet| grouping::statements(source, query, facet));
            [page, count(source, query)].into_iter().chain(facets).collect()
        }
        Ask::Random(_) => Vec::new(),
        Ask::Each(queries) => {
            queries.iter().flat_map(|query| statements(source, query, None)).collect()
        }
        Ask::Groups(grouping) => {
            let mut statements = grouping::statements(source, query, grouping);
            statements.push(count(source, query));
            statements
        }
        Ask::Facets(groupings) => {
            let each = groupings.iter().flat_map(|one| grouping::statements(source, query, one));
            each.chain([count(source, query)]).collect()
        }
    };
    statements.extend((!query.sums.is_empty()).then(|| sums(source, query)));
    statements
}

/// The addresses of a page, in order, among others where rows are skipped of those that it gives.
pub(crate) fn locate(
    source: &str,
    query: &Query,
    after: Option<&[Option<Value>]>,
    cut: Cut,
) -> Sql {
    let keys = query.total_order();
    let mut sql = Sql::new("page");
    sql.push("SELECT \"_part\", \"_row\"");
    ordered(&mut sql, source, query);
    within(&mut sql, source, query);
    let beyond = match (&query.ask, after) {
        (_, Some(values)) => Some(values),
        (Ask::Page { start: Start::Beyond(values), .. }, None) => Some(values.as_slice()),
        _ => None,
    };
    let rest = rest(query);
    let everything = *rest == Predicate::everything();
    if !everything || beyond.is_some() {
        sql.push(" WHERE ");
    }
    if !everything {
        conditions(source, query).write(&mut sql, &rest);
    }
    if let Some(values) = beyond {
        sql.push(if everything { "" } else { " AND " });
        keyset::after(&mut sql, &keys, values);
    }
    match &query.sample {
        Some(lot) => sample::order_by(&mut sql, query.entity.id, lot),
        None => keyset::order_by(&mut sql, &keys),
    }
    if let Some(limit) = cut.limit {
        sql.push(" LIMIT ").number(limit);
    }
    if cut.offset > 0 {
        sql.push(" OFFSET ").number(cut.offset);
    }
    sql
}

/// The addresses of every match and these columns, in the query's order.
pub fn everything(source: &str, query: &Query, columns: &[Field]) -> Sql {
    let mut sql = addresses(source, query, columns);
    filter(&mut sql, source, query);
    match &query.sample {
        Some(lot) => {
            sample::order_by(&mut sql, query.entity.id, lot);
            sql.push(" LIMIT ").number(lot.size);
        }
        None => keyset::order_by(&mut sql, &query.total_order()),
    }
    sql
}

/// The addresses of every match in a part and these columns, in the order in which the rows lie; `after` is the row to
/// go on after.
pub fn part(source: &str, query: &Query, columns: &[Field], part: u32, after: Option<u32>) -> Sql {
    let mut sql = addresses(source, query, columns);
    filter(&mut sql, source, query);
    let everything = *rest(query) == Predicate::everything();
    sql.push(if everything { " WHERE " } else { " AND " });
    sql.push("\"_part\" = ").value(&Value::Int(part.into()));
    if let Some(row) = after {
        sql.push(" AND \"_row\" > ").value(&Value::Int(row.into()));
    }
    sql.push(" ORDER BY \"_row\"");
    sql
}

fn addresses(source: &str, query: &Query, columns: &[Field]) -> Sql {
    let mut sql = Sql::new("everything");
    sql.push("SELECT \"_part\", \"_row\"");
    for column in columns {
        sql.push(", ").column(*column);
    }
    ordered(&mut sql, source, query);
    sql
}

/// Columns of every match: in the query's order, or in any where it names none.
pub fn columns(source: &str, query: &Query, columns: &[Field]) -> Sql {
    let mut sql = Sql::new("columns");
    for (i, column) in columns.iter().enumerate() {
        sql.push(if i == 0 { "SELECT " } else { ", " }).column(*column);
    }
    ordered(&mut sql, source, query);
    filter(&mut sql, source, query);
    if !query.sort.is_empty() {
        keyset::order_by(&mut sql, &query.total_order());
    }
    sql
}

/// How many records match.
pub(crate) fn count(source: &str, query: &Query) -> Sql {
    let mut sql = Sql::new("count");
    sql.push("SELECT count(*)");
    from(&mut sql, source, query);
    filter(&mut sql, source, query);
    sql
}

/// The sort keys of the row at an address.
pub(crate) fn row(source: &str, query: &Query, part: u32, row: u32) -> Sql {
    let mut sql = Sql::new("row");
    sql.push("SELECT ");
    keyset::expressions(&mut sql, &query.total_order());
    ordered(&mut sql, source, query);
    sql.push(" WHERE \"_part\" = ").value(&Value::Int(part.into()));
    sql.push(" AND \"_row\" = ").value(&Value::Int(row.into()));
    sql
}

/// A column of the rows that are found, with their addresses, in no order.
pub(crate) fn numbers(searches: &Searches, column: Field) -> Sql {
    let mut sql = Sql::new("numbers");
    sql.push("SELECT \"_part\", \"_row\", ").column(column);
    sql.push(" FROM ").table(&searches.source, searches.entity.name).push(" WHERE ").push(ADDRESS);
    sql.push(" IN (SELECT ").elements(Param::Found(searches.clone()), "Int64").push(")");
    sql.within.push(searches.clone());
    sql
}

/// The sums over all matches, in their order.
pub(crate) fn sums(source: &str, query: &Query) -> Sql {
    let mut sql = Sql::new("sums");
    for (i, sum) in query.sums.iter().enumerate() {
        sql.push(if i == 0 { "SELECT sum(" } else { ", sum(" }).column(sum.field).push(")");
        if sum.of != Predicate::everything() {
            sql.push(" FILTER (WHERE ");
            conditions(source, query).write(&mut sql, &sum.of);
            sql.push(")");
        }
        sql.push(" AS ").name(sum.name);
    }
    from(&mut sql, source, query);
    filter(&mut sql, source, query);
    sql
}

/// The rows of a query, whatever their order.
pub(crate) fn from(sql: &mut Sql, source: &str, query: &Query) {
    join(sql, source, query, None);
}

/// The rows of a query, with the scores where its order needs them.
fn ordered(sql: &mut Sql, source: &str, query: &Query) {
    let order = query.total_order();
    let scored = order.iter().map(|key| key.field).find(|field| [SCORE, RANK].contains(field));
    join(sql, source, query, scored.filter(|_| query.sample.is_none()));
}

/// Appends FROM. The rows that a search finds stand first: a join holds what stands there in memory, and it may be all
/// rows of the table that stands last.
fn join(sql: &mut Sql, source: &str, query: &Query, scored: Option<Field>) {
    let all = query.filter.searches();
    let found = |any: Vec<&TextQuery>| Searches::of(source, query.entity, any);
    // Scores are multiplied before they are joined: DataFusion's planner refuses some orders by expressions over joins.
    let scores = |sql: &mut Sql, any: Vec<&TextQuery>, field: Field| {
        let factor = query.entity.factor.filter(|_| field == SCORE);
        let scores = Param::Scores(Searches { factor, ..found(any) });
        sql.push(", ").elements(scores, "Float64").push(" AS ").column(field);
    };
    let on = |sql: &mut Sql, name: &str| {
        sql.push(" ON ").name(name).push(".\"_at\" = ").push(ADDRESS);
    };
    sql.push(" FROM ");
    let mut unscored = scored;
    if let Some(search) = searched(query) {
        sql.push("(SELECT ").elements(Param::Found(found(vec![search])), "Int64");
        sql.push(" AS \"_at\"");
        if let Some(field) = scored.filter(|_| all.len() == 1) {
            scores(sql, vec![search], field);
            unscored = None;
        }
        sql.push(") AS \"found\" JOIN ").table(source, query.entity.name);
        on(sql, "found");
    } else {
        sql.table(source, query.entity.name);
    }
    if let Some(field) = unscored {
        sql.push(" LEFT JOIN (SELECT ").elements(Param::Found(found(all.clone())), "Int64");
        sql.push(" AS \"_at\"");
        scores(sql, all, field);
        sql.push(") AS \"scored\"");
        on(sql, "scored");
    }
}

/// The search that the rows of a query are joined with: the first that all of them meet.
fn searched(query: &Query) -> Option<&TextQuery> {
    conjuncts(&query.filter).iter().find_map(|part| match part {
        Predicate::Search(search) => Some(search),
        _ => None,
    })
}

/// The condition of a query without the search that its rows are joined with.
fn rest(query: &Query) -> Cow<'_, Predicate> {
    let parts = conjuncts(&query.filter);
    let search = parts.iter().position(|part| matches!(part, Predicate::Search(_)));
    let Some(search) = search else { return Cow::Borrowed(&query.filter) };
    let others = parts.iter().enumerate().filter(|(at, _)| *at != search);
    Cow::Owned(Predicate::All(others.map(|(_, part)| part.clone()).collect()))
}

fn conjuncts(filter: &Predicate) -> &[Predicate] {
    match filter {
        Predicate::All(parts) => parts,
        one => std::slice::from_ref(one),
    }
}

/// Notes the searches that every match meets.
pub(crate) fn within(sql: &mut Sql, source: &str, query: &Query) {
    for part in conjuncts(&query.filter) {
        if let Predicate::Search(search) = part {
            sql.within.push(Searches::of(source, query.entity, vec![search]));
        }
    }
}

/// The condition of a query, if it has one.
pub(crate) fn filter(sql: &mut Sql, source: &str, query: &Query) {
    within(sql, source, query);
    let rest = rest(query);
    if *rest != Predicate::everything() {
        sql.push(" WHERE ");
        conditions(source, query).write(sql, &rest);
    }
}

pub(crate) fn conditions<'a>(source: &'a str, query: &Query) -> Conditions<'a> {
    Conditions { source, entity: query.entity }
}
