//! Conditions that a sorted lookup can answer, and the rows that it answers with.

use std::{collections::BTreeMap, path::PathBuf, sync::OnceLock};

use datafusion::{
    arrow::array::Array as _,
    common::ScalarValue,
    logical_expr::{BinaryExpr, Expr, Operator},
};
use serapeum_lake::Keys;
use serapeum_model::{Storage, Value};

/// Up to this many values are looked up one by one; a scan is faster than more.
const LOOKUPS: usize = 1_000;

/// The runs of a lookup; their footers are read at first use and kept.
#[derive(Debug)]
pub(crate) struct Lookup {
    pub(crate) storage: Storage,
    pub(crate) paths: Vec<PathBuf>,
    pub(crate) runs: OnceLock<Vec<Keys>>,
}

/// The rows of a part that may match, ascending.
pub(crate) type Rows = BTreeMap<u32, Vec<u32>>;

impl Lookup {
    /// Whether the values are few, and of the lookup's type: of another, a scan must compare them.
    pub(crate) fn suits(&self, values: &[Value]) -> bool {
        let typed =
            |value: &Value| matches!(value, Value::Int(_)) == (self.storage == Storage::Int);
        values.len() <= LOOKUPS && values.iter().all(typed)
    }

    pub(crate) fn find(&self, values: &[Value]) -> Result<Rows, serapeum_lake::Error> {
        if self.runs.get().is_none() {
            let runs =
                self.paths.iter().map(|path| Keys::open(path)).collect::<Result<Vec<_>, _>>()?;
            // Another thread may have been first; its runs are the same.
            let _ = self.runs.set(runs);
        }
        let mut rows = Rows::new();
        for run in self.runs.get().into_iter().flatten() {
            for value in values {
                for (part, row) in run.find(value)? {
                    rows.entry(part).or_default().push(row);
                }
            }
        }
        for rows in rows.values_mut() {
            rows.sort_unstable();
            rows.dedup();
        }
        Ok(rows)
    }
}

/// `column = value`, or `column` among values.
pub(crate) fn equality(filter: &Expr) -> Option<(&str, Vec<Value>)> {
    match filter {
        Expr::BinaryExpr(BinaryExpr { left, op: Operator::Eq, right }) => match (&**left, &**right)
        {
            (Expr::Column(column), Expr::Literal(literal, _))
            | (Expr::Literal(literal, _), Expr::Column(column)) => {
                Some((column.name.as_str(), vec![value(literal)?]))
            }
            _ => None,
        },
        Expr::BinaryExpr(BinaryExpr { left, op: Operator::Or, right }) => {
            let ((one, mut values), (other, more)) = (equality(left)?, equality(right)?);
            values.extend(more);
            (one == other).then_some((one, values))
        }
        Expr::InList(list) if !list.negated => {
            let Expr::Column(column) = &*list.expr else { return None };
            let values = list.list.iter().map(|item| match item {
                Expr::Literal(literal, _) => value(literal),
                _ => None,
            });
            Some((column.name.as_str(), values.collect::<Option<_>>()?))
        }
        // A value in a list.
        Expr::ScalarFunction(call) if call.name() == "array_has" => match call.args.as_slice() {
            [Expr::Column(column), Expr::Literal(literal, _)] => {
                Some((column.name.as_str(), vec![value(literal)?]))
            }
            _ => None,
        },
        // One of some values in a list.
        Expr::ScalarFunction(call) if call.name() == "array_has_any" => {
            match call.args.as_slice() {
                [Expr::Column(column), any] => Some((column.name.as_str(), listed(any)?)),
                _ => None,
            }
        }
        _ => None,
    }
}

/// The values of a list that is written out.
fn listed(any: &Expr) -> Option<Vec<Value>> {
    match any {
        Expr::ScalarFunction(call) if call.name() == "make_array" => {
            let each = call.args.iter().map(|item| match item {
                Expr::Literal(literal, _) => value(literal),
                _ => None,
            });
            each.collect()
        }
        Expr::Literal(ScalarValue::List(list), _) => {
            let list = list.value(0);
            (0..list.len()).map(|at| crate::scalar::value(&list, at)).collect()
        }
        _ => None,
    }
}

fn value(literal: &ScalarValue) -> Option<Value> {
    match literal {
        ScalarValue::Int64(number) => number.map(Value::Int),
        ScalarValue::Int32(number) => number.map(|number| Value::Int(number.into())),
        ScalarValue::Utf8(text) | ScalarValue::Utf8View(text) | ScalarValue::LargeUtf8(text) => {
            text.as_deref().map(Value::from)
        }
        _ => None,
    }
}
