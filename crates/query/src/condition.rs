//! Predicate to SQL condition.

use serapeum_model::{Comparison, Entity, Field, Predicate, Storage, Value};

use crate::{
    Param, Sql,
    like::like,
    sql::{ADDRESS, Searches},
};

/// Up to this many values stand in the text; more become a joined list.
const INLINE: usize = 100;

/// A condition that takes a join counts as so many more.
const JOINED: usize = 4;

/// Writes the condition of a predicate on the rows of `source.entity`.
pub(crate) struct Conditions<'a> {
    /// The source's name.
    pub source: &'a str,
    /// The entity.
    pub entity: &'static Entity,
}

impl Conditions<'_> {
    /// Appends the condition.
    pub(crate) fn write(&self, sql: &mut Sql, predicate: &Predicate) {
        let others = std::mem::take(&mut sql.conditions);
        self.condition(sql, predicate, false);
        // Beside those of other SELECTs, not within them.
        sql.conditions = sql.conditions.max(others);
    }

    /// `strict`: null must not stand for false, because a negation is above.
    fn condition(&self, sql: &mut Sql, predicate: &Predicate, strict: bool) {
        sql.conditions += 1;
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
        let start = sql.text.len();
        self.test(sql, predicate);
        // What is joined is planned anew for each other condition.
        sql.conditions += JOINED * sql.text[start..].matches("(SELECT ").count();
    }

    fn test(&self, sql: &mut Sql, predicate: &Predicate) {
        match predicate {
            // The planner would write it in other words, and not at once.
            Predicate::In { field, values } if let Some(few) = without_repeats(values) => {
                self.test(sql, &Predicate::In { field: *field, values: few });
            }
            Predicate::Compare { field, comparison, value } if field.many => {
                compare(sql, *field, *comparison, value);
            }
            Predicate::In { values, .. } if values.is_empty() => {
                sql.push("FALSE");
            }
            Predicate::In { field, values } if field.many && values.len() <= INLINE => {
                sql.push("array_has_any(");
                operand(sql, *field);
                sql.push(", make_array(");
                values_of(sql, values);
                sql.push("))");
            }
            // One and the same element must meet the test: the smallest and the largest do not tell.
            Predicate::Between { field, .. }
            | Predicate::In { field, .. }
            | Predicate::Prefix { field, .. }
            | Predicate::Like { field, .. }
                if field.many =>
            {
                let value = Operand { field: *field, alias: Some("value") };
                self.has_element(sql, &[(*field, "value")], |sql| value.test(sql, predicate));
            }
            Predicate::Compare { field, .. }
            | Predicate::Between { field, .. }
            | Predicate::In { field, .. }
            | Predicate::Prefix { field, .. }
            | Predicate::Like { field, .. } => {
                Operand { field: *field, alias: None }.test(sql, predicate);
            }
            Predicate::AnyElement { all, .. } => {
                let mut columns: Vec<(Field, &str)> = Vec::new();
                for field in predicate.fields() {
                    if !columns.iter().any(|(known, _)| *known == field) {
                        columns.push((field, field.name));
                    }
                }
                self.has_element(sql, &columns, |sql| {
                    for (i, part) in all.iter().enumerate() {
                        sql.push(if i == 0 { "" } else { " AND " });
                        of_element(sql, part);
                    }
                    sql.push(if all.is_empty() { "TRUE" } else { "" });
                });
            }
            Predicate::ListedBy { list, by } => {
                sql.column(self.entity.id)
                    .push(" IN (SELECT \"element\".\"value\" FROM (SELECT unnest(");
                sql.column(*list).push(") AS \"value\" FROM ").apart(self.source, self.entity.name);
                sql.push(" WHERE ");
                self.condition(sql, by, false);
                sql.push(") AS \"element\")");
            }
            // What is found is a list of addresses: an index of words is no table.
            Predicate::Search(query) => {
                let found = Param::Found(Searches::of(self.source, self.entity, vec![query]));
                sql.push(ADDRESS).push(" IN (SELECT ").elements(found, "Int64").push(")");
            }
            other => self.condition(sql, other, true),
        }
    }

    /// The rows of which one element meets a test on these columns, by these names.
    fn has_element(&self, sql: &mut Sql, columns: &[(Field, &str)], test: impl FnOnce(&mut Sql)) {
        // Qualified, because the planner confuses a bare name with its own when the test is negated or one of several.
        sql.column(self.entity.id)
            .push(" IN (SELECT \"element\".\"row\" FROM (SELECT ")
            .column(self.entity.id)
            .push(" AS \"row\"");
        for (field, name) in columns {
            sql.push(", unnest(").column(*field).push(") AS ").name(name);
        }
        sql.push(" FROM ").table(self.source, self.entity.name).push(") AS \"element\" WHERE ");
        test(sql);
        sql.push(")");
    }
}

/// A single value of a field: the column, or an element by another name.
struct Operand<'a> {
    field: Field,
    alias: Option<&'a str>,
}

impl Operand<'_> {
    fn bare(&self, sql: &mut Sql) {
        match self.alias {
            Some(alias) => sql.name(alias),
            None => sql.column(self.field),
        };
    }

    /// In lower case where its values compare so.
    fn write(&self, sql: &mut Sql) {
        let folds = self.field.kind.folds();
        sql.push(if folds { "lower(" } else { "" });
        self.bare(sql);
        sql.push(if folds { ")" } else { "" });
    }

    /// A leaf on this value.
    fn test(&self, sql: &mut Sql, leaf: &Predicate) {
        match leaf {
            Predicate::Compare { comparison, value, .. } => {
                self.write(sql);
                sql.push(" ").push(comparison.sign()).push(" ").value(value);
            }
            Predicate::Between { low, high, .. } => {
                self.write(sql);
                sql.push(" BETWEEN ").value(low).push(" AND ").value(high);
            }
            Predicate::In { values, .. } if values.is_empty() => {
                sql.push("FALSE");
            }
            Predicate::In { field, values } => {
                self.write(sql);
                sql.push(" IN (");
                if values.len() > INLINE {
                    let list = Param::Many(field.kind.storage(), values.clone());
                    sql.push("SELECT ").elements(list, element(field.kind.storage()));
                } else {
                    values_of(sql, values);
                }
                sql.push(")");
            }
            Predicate::Prefix { text, .. } => {
                sql.push("starts_with(");
                self.write(sql);
                sql.push(", ").value(&Value::from(text.as_str())).push(")");
            }
            Predicate::Like { pattern, .. } => {
                self.write(sql);
                sql.push(" LIKE ").value(&Value::from(like(pattern).as_str()));
            }
            _ => {
                self.bare(sql);
                sql.push(" IS NOT NULL");
            }
        }
    }
}

/// Each value once, where one of a few stands there several times.
fn without_repeats(values: &[Value]) -> Option<Vec<Value>> {
    let is_first = |at: usize| !values[..at].contains(&values[at]);
    if values.len() > INLINE || (0..values.len()).all(is_first) {
        return None;
    }
    Some((0..values.len()).filter(|at| is_first(*at)).map(|at| values[at].clone()).collect())
}

/// A condition on one element, whose values are columns by the names of their fields.
fn of_element(sql: &mut Sql, predicate: &Predicate) {
    sql.conditions += 1;
    match predicate {
        Predicate::All(parts) | Predicate::Any(parts) => {
            let (word, none) = match predicate {
                Predicate::All(_) => (" AND ", "TRUE"),
                _ => (" OR ", "FALSE"),
            };
            sql.push("(");
            for (i, part) in parts.iter().enumerate() {
                sql.push(if i == 0 { "" } else { word });
                of_element(sql, part);
            }
            sql.push(if parts.is_empty() { none } else { "" }).push(")");
        }
        Predicate::Not(inner) => {
            sql.push("NOT ((");
            of_element(sql, inner);
            sql.push(") IS TRUE)");
        }
        leaf => {
            if let Some(field) = leaf.fields().first() {
                Operand { field: *field, alias: None }.test(sql, leaf);
            }
        }
    }
}

fn compare(sql: &mut Sql, field: Field, comparison: Comparison, value: &Value) {
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
    use serapeum_model::{TextQuery, table};

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
    static ENTITY: Entity = Entity::new("t", T, ID).checked();

    fn show(predicate: Predicate) -> String {
        let mut sql = Sql::new("test");
        Conditions { source: "s", entity: &ENTITY }.write(&mut sql, &predicate);
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
        let like = Predicate::Like { field: NAME, pattern: "a*".to_owned() };
        insta::assert_snapshot!(show(like), @r#"lower("name") LIKE $1"#);
        insta::assert_snapshot!(show(TAGS.exists()), @r#"NOT empty("tags")"#);
        let words = TextQuery::Fuzzy { word: "a".to_owned(), distance: 1, fields: Vec::new() };
        let words = Predicate::Search(words);
        insta::assert_snapshot!(show(words), @r#"(CAST("_part" AS BIGINT) * 4294967296 + CAST("_row" AS BIGINT)) IN (SELECT unnest(arrow_cast($1, 'List(Int64)')))"#);
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
