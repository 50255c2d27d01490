//! The statements that count records by what they have in common.

use serapeum_model::{
    BadRequest, Bins, By, Dimension, Entity, Field, GroupKey, Grouping, Metric, Query, Value,
};

use crate::{
    Sql,
    condition::{Conditions, element},
    sql::ADDRESS,
    statements::{filter, from},
};

/// Counts by the values of one field or of several: a row for each group, in no order. The engine keeps the groups
/// that are told while it counts them all, so that a total needs no statement of its own.
pub(crate) struct Counts<'a> {
    pub(crate) source: &'a str,
    pub(crate) query: &'a Query,
    /// The fields, the outermost first.
    pub(crate) levels: Vec<Level>,
    /// The number that groups are ordered by.
    pub(crate) metric: Option<(Metric, Field)>,
    /// Whether to give the address of a record of each group, as `part * 2^32 + row`.
    pub(crate) example: bool,
    /// Only these keys of the levels but the last.
    pub(crate) within: Vec<Vec<Option<Value>>>,
    /// Only keys that a table of records tells apart so.
    pub(crate) labelled: Option<Labelled<'a>>,
}

/// Keys by what the table of the records that they name says.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Labelled<'a> {
    /// Keys whose record has these words in this field.
    With(&'static Entity, Field, &'a [String]),
    /// Keys that have no record there.
    Missing(&'static Entity),
}

/// One field that is counted by.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Level {
    pub(crate) field: Field,
    pub(crate) letter: Option<char>,
    pub(crate) unknown: bool,
}

impl Level {
    /// The level of a dimension that counts the values of a field.
    pub(crate) fn of(dimension: &Dimension) -> Result<Level, BadRequest> {
        match dimension.by {
            By::Values { field, letter } => Ok(Level { field, letter, unknown: dimension.unknown }),
            By::Bins(_) => {
                let text = format!(
                    "Field '{}' is not supported in a multi-dimensional group_by. \
                     Combine plain group-able fields instead.",
                    dimension.name
                );
                Err(BadRequest::query("group_by", text))
            }
        }
    }
}

/// Every statement of a grouping that can be told before an answer is known.
pub(crate) fn statements(source: &str, query: &Query, grouping: &Grouping) -> Vec<Sql> {
    let query = &Query { filter: query.filter.clone().and(grouping.of.clone()), ..query.clone() };
    if let [Dimension { by: By::Bins(bins), .. }] = grouping.by.as_slice() {
        return vec![self::bins(source, query, bins)];
    }
    let levels: Vec<Level> = grouping.by.iter().filter_map(|by| Level::of(by).ok()).collect();
    (1..=levels.len())
        .map(|depth| Counts::new(source, query, grouping, levels[..depth].to_vec(), false).sql())
        .collect()
}

impl<'a> Counts<'a> {
    pub(crate) fn new(
        source: &'a str,
        query: &'a Query,
        grouping: &Grouping,
        levels: Vec<Level>,
        example: bool,
    ) -> Counts<'a> {
        let metric = match grouping.order.by {
            GroupKey::Metric(metric, field) => Some((metric, field)),
            _ => None,
        };
        Counts { source, query, levels, metric, example, within: Vec::new(), labelled: None }
    }

    /// The address of a record of each value of a field.
    pub(crate) fn examples(source: &'a str, query: &'a Query, level: Level) -> Counts<'a> {
        Counts {
            source,
            query,
            levels: vec![Level { unknown: false, ..level }],
            metric: None,
            example: true,
            within: Vec::new(),
            labelled: None,
        }
    }

    /// The statement: the keys, the count, the metric if there is one, and the address if it is wanted.
    pub(crate) fn sql(&self) -> Sql {
        let mut sql = Sql::new("groups");
        sql.push("SELECT ");
        let last = self.levels.len() - 1;
        for level in 0..=last {
            sql.name(&key(level)).push(", ");
        }
        sql.push("count(*) AS \"count\"");
        if let Some((metric, _)) = self.metric {
            sql.push(match metric {
                Metric::Mean => ", avg(\"value\")",
                Metric::Sum => ", sum(\"value\")",
                Metric::Min => ", min(\"value\")",
                Metric::Max => ", max(\"value\")",
            });
            sql.push(" AS \"metric\"");
        }
        if self.example {
            sql.push(", min(\"at\") AS \"at\"");
        }
        sql.push(" FROM (");
        self.rows(&mut sql, last);
        sql.push(") AS \"counted\"");
        self.narrowed(&mut sql);
        sql.push(" GROUP BY ");
        for level in 0..=last {
            sql.push(if level == 0 { "" } else { ", " }).name(&key(level));
        }
        sql
    }

    /// A row for each record and each value of the levels up to this one.
    fn rows(&self, sql: &mut Sql, level: usize) {
        let Level { field, unknown, .. } = self.levels[level];
        sql.push("SELECT ");
        for outer in 0..level {
            sql.name(&key(outer)).push(", ");
        }
        if field.many && unknown {
            // An empty list has no rows of its own.
            sql.push("unnest(CASE WHEN empty(").column(field);
            sql.push(") THEN arrow_cast(make_array(NULL), 'List(");
            sql.push(element(field.kind.storage())).push(")') ELSE ").column(field).push(" END)");
        } else if field.many {
            sql.push("unnest(").column(field).push(")");
        } else {
            sql.column(field);
        }
        sql.push(" AS ").name(&key(level));
        for carried in self.carried(level) {
            sql.push(", ").column(carried);
        }
        match (self.metric, level) {
            (Some((_, number)), 0) => {
                sql.push(", ");
                // Of several values a record counts with the one that sorting would look at.
                match (number.many, self.metric) {
                    (true, Some((Metric::Min, _))) => sql.column(number).push("[1]"),
                    (true, _) => sql.column(number).push("[-1]"),
                    (false, _) => sql.column(number),
                };
                sql.push(" AS \"value\"");
            }
            (Some(_), _) => {
                sql.push(", \"value\"");
            }
            (None, _) => {}
        }
        if self.example {
            match level {
                0 => sql.push(", ").push(ADDRESS).push(" AS \"at\""),
                _ => sql.push(", \"at\""),
            };
        }
        if level > 0 {
            sql.push(" FROM (");
            self.rows(sql, level - 1);
            sql.push(")");
            if !field.many && !unknown {
                sql.push(" WHERE ").column(field).push(" IS NOT NULL");
            }
            return;
        }
        let mut present = self.query.clone();
        // unnest leaves out empty lists by itself; a single value is left out by a condition.
        if !field.many && !unknown {
            present.filter = present.filter.and(field.exists());
        }
        from(sql, self.source, &present);
        filter(sql, self.source, &present);
    }

    /// The columns that levels further in need.
    fn carried(&self, level: usize) -> Vec<Field> {
        let mut carried = Vec::new();
        for inner in &self.levels[level + 1..] {
            if !carried.contains(&inner.field) {
                carried.push(inner.field);
            }
        }
        carried
    }

    /// The keys that count.
    fn narrowed(&self, sql: &mut Sql) {
        let mut word = " WHERE ";
        for (level, Level { letter, .. }) in self.levels.iter().enumerate() {
            let Some(letter) = letter else { continue };
            let key = key(level);
            sql.push(word).push("(").name(&key).push(" IS NULL OR starts_with(").name(&key);
            sql.push(", ").value(&Value::from(letter.to_string())).push("))");
            word = " AND ";
        }
        for (level, keys) in self.within.iter().enumerate() {
            let known: Vec<&Value> = keys.iter().flatten().collect();
            sql.push(word).push("(").name(&key(level)).push(" IN (");
            for (i, value) in known.iter().enumerate() {
                sql.push(if i == 0 { "" } else { ", " }).value(value);
            }
            if known.is_empty() {
                sql.push("NULL");
            }
            sql.push(")");
            if known.len() < keys.len() {
                sql.push(" OR ").name(&key(level)).push(" IS NULL");
            }
            sql.push(")");
            word = " AND ";
        }
        match self.labelled {
            None => {}
            Some(Labelled::With(entity, label, words)) => {
                sql.push(word).name(&key(0)).push(" IN (SELECT ").column(entity.id);
                sql.push(" FROM ").apart(self.source, entity.name);
                for (i, word) in words.iter().enumerate() {
                    sql.push(if i == 0 { " WHERE " } else { " AND " });
                    sql.push("contains(lower(").column(label).push("), ");
                    sql.value(&Value::from(word.to_lowercase())).push(")");
                }
                sql.push(")");
            }
            Some(Labelled::Missing(entity)) => {
                sql.push(word).push("NOT EXISTS (SELECT 1 FROM ").apart(self.source, entity.name);
                sql.push(" AS \"known\" WHERE \"known\".").column(entity.id);
                sql.push(" = \"counted\".").name(&key(0)).push(")");
            }
        }
    }
}

/// The name of a level's key.
fn key(level: usize) -> String {
    if level == 0 { "key".to_owned() } else { format!("key{}", level + 1) }
}

/// How many records meet each of some conditions: a row for each, numbered.
pub(crate) fn bins(source: &str, query: &Query, bins: &Bins) -> Sql {
    let mut sql = Sql::new("groups");
    for (i, bin) in bins.bins.iter().chain(&bins.rest).enumerate() {
        sql.push(if i == 0 { "SELECT " } else { " UNION ALL SELECT " });
        sql.number(i as u64).push(" AS \"bin\", count(*) AS \"count\"");
        let of = Query { filter: query.filter.clone().and(bin.of.clone()), ..query.clone() };
        from(&mut sql, source, &of);
        filter(&mut sql, source, &of);
    }
    sql
}

/// The labels of records by their ids.
pub(crate) fn labels(source: &str, entity: &'static Entity, label: Field, ids: &[Value]) -> Sql {
    let mut sql = Sql::new("labels");
    sql.push("SELECT ").column(entity.id).push(", ").column(label);
    sql.push(" FROM ").table(source, entity.name).push(" WHERE ");
    let predicate = entity.id.one_of(ids.iter().cloned());
    Conditions { source, entity }.write(&mut sql, &predicate);
    sql
}
