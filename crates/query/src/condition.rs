//! Predicate to SQL condition.

use serapeum_model::{Comparison, Field, Predicate, Storage, Value};

use crate::{Param, Sql};

/// Up to this many values stand in the text; more become a joined list.
const INLINE: usize = 100;

/// Writes the condition of a predicate on the rows of `source.entity`.
pub(crate) struct Conditions<'a> {
    /// The source's name.
    pub source: &'a str,
    /// The entity's name.
    pub entity: &'a str,
    /// What identifies a row.
    pub id: Field,
}

impl Conditions<'_> {
    /// Appends the condition.
    pub(crate) fn write(&self, sql: &mut Sql, predicate: &Predicate) {
        self.condition(sql, predicate, false);
    }

    /// `strict`: null must not stand for false, because a negation is above.
    fn condition(&self, sql: &mut Sql, predicate: &Predicate, strict: bool) {
        match predicate {
            Predicate::All(parts) => self.join(sql, parts, " AND ", "TRUE", strict),
            Predicate::Any(parts) => self.join(sql, parts, " OR ", "FALSE", strict),
            Predicate::Not(inner) => {
                sql.push("NOT (");
                self.condition(sql, inner, true);
                sql.push(")");
            }
            Predicate::Exists(field) if field.many => {
                sql.push("NOT empty(").column(*field).push(")");
            }
            Predicate::Exists(field) => {
                sql.column(*field).push(" IS NOT NULL");
            }
            leaf if strict => {
                sql.push("(");
                self.leaf(sql, leaf);
                sql.push(") IS TRUE");
            }
            leaf => self.leaf(sql, leaf),
        }
    }

    fn join(&self, sql: &mut Sql, parts: &[Predicate], word: &str, none: &str, strict: bool) {
        match parts {
            [] => {
                sql.push(none);
            }
            [one] => self.condition(sql, one, strict),
            parts => {
                for (i, part) in parts.iter().enumerate() {
                    sql.push(if i == 0 { "(" } else { word });
                    self.condition(sql, part, strict);
                }
                sql.push(")");
            }
        }
    }

    fn leaf(&self, sql: &mut Sql, predicate: &Predicate) {
        match predicate {
            Predicate::Compare { field, comparison, value } => {
                compare(sql, *field, *comparison, value)
            }
            Predicate::Between { field, low, high } if field.many => {
                // One and the same element must lie between: the smallest and the largest do not tell.
                self.has_element(sql, *field, |sql| {
                    sql.push("\"value\" BETWEEN ").value(low).push(" AND ").value(high);
                });
            }
            Predicate::Between { field, low, high } => {
                operand(sql, *field);
                sql.push(" BETWEEN ").value(low).push(" AND ").value(high);
            }
            Predicate::In { field, values } if values.len() > INLINE => {
                let list = Param::Many(field.kind.storage(), values.clone());
                let among = |sql: &mut Sql| {
                    // The cast tells the planner a type before it knows the parameter.
                    sql.push(" IN (SELECT unnest(arrow_cast(").param(list.clone());
                    sql.push(", 'List(").push(element(field.kind.storage())).push(")')))");
                };
                if field.many {
                    self.has_element(sql, *field, |sql| {
                        sql.push(if field.kind.folds() { "lower(\"value\")" } else { "\"value\"" });
                        among(sql);
                    });
                } else {
                    operand(sql, *field);
                    among(sql);
                }
            }
            Predicate::In { values, .. } if values.is_empty() => {
                sql.push("FALSE");
            }
            Predicate::In { field, values } if field.many => {
                sql.push("array_has_any(");
                operand(sql, *field);
                sql.push(", make_array(");
                values_of(sql, values);
                sql.push("))");
            }
            Predicate::In { field, values } => {
                operand(sql, *field);
                sql.push(" IN (");
                values_of(sql, values);
                sql.push(")");
            }
            Predicate::Prefix { field, text } if field.many => {
                self.has_element(sql, *field, |sql| {
                    sql.push("starts_with(\"value\", ")
                        .value(&Value::from(text.as_str()))
                        .push(")");
                });
            }
            Predicate::Prefix { field, text } => {
                sql.push("starts_with(");
                operand(sql, *field);
                sql.push(", ").value(&Value::from(text.as_str())).push(")");
            }
            Predicate::ListedBy { list, by } => {
                sql.column(self.id).push(" IN (SELECT \"element\".\"value\" FROM (SELECT unnest(");
                sql.column(*list).push(") AS \"value\" FROM ").table(self.source, self.entity);
                sql.push(" WHERE ");
                self.condition(sql, by, false);
                sql.push(") AS \"element\")");
            }
            // A dialect refuses what needs an index, and tables with aligned groups come with their first source.
            Predicate::Matches { .. } | Predicate::AnyElement { .. } => {
                sql.push("FALSE");
            }
            other => self.condition(sql, other, true),
        }
    }

    /// The rows of which one element of a list meets a test on `"value"`.
    fn has_element(&self, sql: &mut Sql, field: Field, test: impl FnOnce(&mut Sql)) {
        // Qualified, because the planner confuses a bare name with its own when the test is negated or one of several.
        sql.column(self.id)
            .push(" IN (SELECT \"element\".\"row\" FROM (SELECT ")
            .column(self.id)
            .push(" AS \"row\", unnest(");
        sql.column(field)
            .push(") AS \"value\" FROM ")
            .table(self.source, self.entity)
            .push(") AS \"element\" WHERE ");
        test(sql);
        sql.push(")");
    }
}

fn compare(sql: &mut Sql, field: Field, comparison: Comparison, value: &Value) {
    if !field.many {
        operand(sql, field);
        sql.push(" ").push(comparison.sign()).push(" ").value(value);
        return;
    }
    match comparison {
        Comparison::Equal => {
            sql.push("array_has(");
            operand(sql, field);
            sql.push(", ").value(value).push(")");
        }
        // Some element is below exactly when the smallest is.
        Comparison::Less | Comparison::LessOrEqual => {
            sql.push("array_min(")
                .column(field)
                .push(") ")
                .push(comparison.sign())
                .push(" ")
                .value(value);
        }
        Comparison::Greater | Comparison::GreaterOrEqual => {
            sql.push("array_max(")
                .column(field)
                .push(") ")
                .push(comparison.sign())
                .push(" ")
                .value(value);
        }
    }
}

/// The column, in lower case where its values compare so.
pub(crate) fn operand(sql: &mut Sql, field: Field) {
    match (field.kind.folds(), field.many) {
        (false, _) => {
            sql.column(field);
        }
        (true, false) => {
            sql.push("lower(").column(field).push(")");
        }
        // U+001F cannot be typed into a value, and an empty string is no value.
        (true, true) => {
            sql.push("string_to_array(lower(array_to_string(")
                .column(field)
                .push(", chr(31))), chr(31))");
        }
    }
}

/// The name of a storage in arrow_cast.
pub(crate) fn element(storage: Storage) -> &'static str {
    match storage {
        Storage::Int => "Int64",
        Storage::Float => "Float64",
        Storage::Bool => "Boolean",
        Storage::Text => "Utf8",
        Storage::Date => "Date32",
        Storage::Time => "Timestamp(Microsecond, None)",
    }
}

fn values_of(sql: &mut Sql, values: &[Value]) {
    for (i, value) in values.iter().enumerate() {
        if i > 0 {
            sql.push(", ");
        }
        sql.value(value);
    }
}

#[cfg(test)]
mod tests {
    use serapeum_model::table;

    use super::*;

    table! {
        /// One column of each sort.
        T "t" {
            ID "id" = Row::integer();
            YEAR "year" = Row::integer();
            NAME "name" = Row::folded();
            TAGS "tags" = Row::keyword().many();
            WORDS "words" = Row::folded().many();
            SCORES "scores" = Row::float().many();
        }
    }

    fn show(predicate: Predicate) -> String {
        let mut sql = Sql::new("test");
        Conditions { source: "s", entity: "t", id: ID }.write(&mut sql, &predicate);
        sql.text
    }

    #[test]
    fn leaves() {
        assert_eq!(T.len(), 6);
        insta::assert_snapshot!(show(YEAR.eq(2020)), @r#""year" = $1"#);
        insta::assert_snapshot!(show(NAME.eq("frog")), @r#"lower("name") = $1"#);
        insta::assert_snapshot!(show(TAGS.eq("a")), @r#"array_has("tags", $1)"#);
        insta::assert_snapshot!(show(TAGS.one_of(["a", "b"])), @r#"array_has_any("tags", make_array($1, $2))"#);
        insta::assert_snapshot!(show(WORDS.eq("a")), @r#"array_has(string_to_array(lower(array_to_string("words", chr(31))), chr(31)), $1)"#);
        insta::assert_snapshot!(show(SCORES.gt(0.5)), @r#"array_max("scores") > $1"#);
        insta::assert_snapshot!(show(SCORES.between(0.5, 0.6)), @r#""id" IN (SELECT "element"."row" FROM (SELECT "id" AS "row", unnest("scores") AS "value" FROM "s"."t") AS "element" WHERE "value" BETWEEN $1 AND $2)"#);
        insta::assert_snapshot!(show(TAGS.exists()), @r#"NOT empty("tags")"#);
        insta::assert_snapshot!(show(YEAR.one_of(0..200)), @r#""year" IN (SELECT unnest(arrow_cast($1, 'List(Int64)')))"#);
    }

    #[test]
    fn a_negated_leaf_is_two_valued() {
        insta::assert_snapshot!(show(YEAR.eq(2020).not()), @r#"NOT (("year" = $1) IS TRUE)"#);
        let both = YEAR.eq(2020).and(NAME.exists()).not();
        insta::assert_snapshot!(show(both), @r#"NOT ((("year" = $1) IS TRUE AND "name" IS NOT NULL))"#);
        insta::assert_snapshot!(show(Predicate::everything()), @"TRUE");
        insta::assert_snapshot!(show(Predicate::nothing()), @"FALSE");
    }
}
