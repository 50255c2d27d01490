//! Sort keys, and the condition "after these keys".
//!
//! For a key `k` with value `v`: `k beyond v OR k IS NULL OR (k = v AND the rest)`; where the value is missing:
//! `k IS NULL AND the rest`, because records without a value come last in both directions.

use serapeum_model::{SortKey, Value};

use crate::{Sql, condition::operand};

/// Appends the expression that a key orders by.
pub(crate) fn expression(sql: &mut Sql, key: SortKey) {
    match (key.field.many, key.field.kind.folds()) {
        // Lists are sorted: the smallest value is the first, the largest the last.
        (true, false) => {
            sql.column(key.field).push(if key.descending { "[-1]" } else { "[1]" });
        }
        // In lower case their order may be another.
        (true, true) => {
            sql.push(if key.descending { "array_max(" } else { "array_min(" });
            operand(sql, key.field);
            sql.push(")");
        }
        (false, true) => {
            sql.push("lower(").column(key.field).push(")");
        }
        (false, false) => {
            sql.column(key.field);
        }
    }
}

/// Appends the keys, separated by commas: for SELECT.
pub(crate) fn expressions(sql: &mut Sql, keys: &[SortKey]) {
    for (i, key) in keys.iter().enumerate() {
        if i > 0 {
            sql.push(", ");
        }
        expression(sql, *key);
        sql.push(" AS ").name(&format!("key {i}"));
    }
}

/// Appends ORDER BY.
pub(crate) fn order_by(sql: &mut Sql, keys: &[SortKey]) {
    for (i, key) in keys.iter().enumerate() {
        sql.push(if i == 0 { " ORDER BY " } else { ", " });
        expression(sql, *key);
        sql.push(if key.descending { " DESC NULLS LAST" } else { " ASC NULLS LAST" });
    }
}

/// Appends the condition that a row comes after one with these values.
pub(crate) fn after(sql: &mut Sql, keys: &[SortKey], values: &[Option<Value>]) {
    let (Some((key, keys)), Some((value, values))) = (keys.split_first(), values.split_first())
    else {
        // All keys are equal: it is the row itself.
        sql.push("FALSE");
        return;
    };
    let Some(value) = value else {
        expression(sql, *key);
        sql.push(" IS NULL");
        if !keys.is_empty() {
            sql.push(" AND ");
            after(sql, keys, values);
        }
        return;
    };
    sql.push("(");
    expression(sql, *key);
    sql.push(if key.descending { " < " } else { " > " }).value(value);
    if keys.is_empty() {
        sql.push(")");
        return;
    }
    sql.push(" OR ");
    expression(sql, *key);
    sql.push(" IS NULL OR (");
    expression(sql, *key);
    sql.push(" = ").value(value).push(" AND ");
    after(sql, keys, values);
    sql.push("))");
}

#[cfg(test)]
mod tests {
    use serapeum_model::table;

    use super::*;

    table! {
        /// Keys.
        T "t" {
            ID "id" = Row::integer();
            YEAR "year" = Row::integer();
            NAMES "names" = Row::keyword().many();
        }
    }

    #[test]
    fn nulls_come_last_in_both_directions() {
        assert_eq!(T.len(), 3);
        let keys = [YEAR.desc(), NAMES.asc(), ID.asc()];
        let show = |values: &[Option<Value>]| {
            let mut sql = Sql::new("test");
            after(&mut sql, &keys, values);
            sql.text
        };
        insta::assert_snapshot!(
            show(&[Some(Value::Int(2020)), Some(Value::from("x")), Some(Value::Int(7))]),
            @r#"("year" < $1 OR "year" IS NULL OR ("year" = $2 AND ("names"[1] > $3 OR "names"[1] IS NULL OR ("names"[1] = $4 AND ("id" > $5)))))"#
        );
        insta::assert_snapshot!(
            show(&[None, None, Some(Value::Int(7))]),
            @r#""year" IS NULL AND "names"[1] IS NULL AND ("id" > $1)"#
        );
    }
}
