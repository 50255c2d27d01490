//! Long lists as tables of a plan.
//!
//! A list that stands in a plan as a literal is written out by the planner, wherever it asks what the column is called:
//! dozens of times, which takes seconds for half a million values. So before parameters get their values, `unnest` of a
//! parameter becomes a table of the values, with the same columns. The text of a statement does not know of it.

use std::sync::Arc;

use datafusion::{
    arrow::{
        array::{Array as _, ArrayRef, RecordBatch},
        datatypes::{Field, Schema},
    },
    common::{Column, Result, ScalarValue, tree_node::Transformed},
    datasource::{MemTable, provider_as_source},
    logical_expr::{EmptyRelation, Expr, LogicalPlan, LogicalPlanBuilder, Unnest},
};

/// What such a table is called in plans.
const NAME: &str = "values";

/// The same plan with tables in place of lists that are parameters.
pub(crate) fn as_tables(plan: LogicalPlan, params: &[ScalarValue]) -> Result<LogicalPlan> {
    let done = plan.transform_up_with_subqueries(|node| {
        let LogicalPlan::Unnest(unnest) = &node else { return Ok(Transformed::no(node)) };
        Ok(match table(unnest, params)? {
            Some(table) => Transformed::yes(table),
            None => Transformed::no(node),
        })
    })?;
    Ok(done.data)
}

/// A table of what is unnested, if that is lists of one length and nothing else.
fn table(unnest: &Unnest, params: &[ScalarValue]) -> Result<Option<LogicalPlan>> {
    let LogicalPlan::Projection(projection) = &*unnest.input else { return Ok(None) };
    // Over a table, each of its rows would have the list.
    let LogicalPlan::EmptyRelation(EmptyRelation { produce_one_row: true, .. }) =
        &*projection.input
    else {
        return Ok(None);
    };
    let lists = projection.expr.iter().map(|expr| list(expr, params));
    let Some(lists) = lists.collect::<Option<Vec<ArrayRef>>>() else { return Ok(None) };
    let columns: Vec<_> = unnest.schema.iter().collect();
    let alike = columns.len() == lists.len()
        && lists.windows(2).all(|two| two[0].len() == two[1].len())
        && columns
            .iter()
            .zip(&lists)
            .all(|((_, field), list)| field.data_type() == list.data_type());
    if !alike {
        return Ok(None);
    }
    let fields = lists.iter().enumerate();
    let fields =
        fields.map(|(at, list)| Field::new(format!("{at}"), list.data_type().clone(), true));
    let schema = Arc::new(Schema::new(fields.collect::<Vec<_>>()));
    let batch = RecordBatch::try_new(Arc::clone(&schema), lists)?;
    let source = provider_as_source(Arc::new(MemTable::try_new(schema, vec![vec![batch]])?));
    let named = columns.into_iter().enumerate().map(|(at, (table, field))| {
        let column = Expr::Column(Column::new(Some(NAME), format!("{at}")));
        column.alias_qualified(table.cloned(), field.name())
    });
    let named: Vec<Expr> = named.collect();
    Ok(Some(LogicalPlanBuilder::scan(NAME, source, None)?.project(named)?.build()?))
}

/// The values of a list that is a parameter, under whatever name and type.
fn list(expr: &Expr, params: &[ScalarValue]) -> Option<ArrayRef> {
    match expr {
        Expr::Alias(alias) => list(&alias.expr, params),
        Expr::Cast(cast) => list(&cast.expr, params),
        Expr::ScalarFunction(call) if call.name() == "arrow_cast" => {
            list(call.args.first()?, params)
        }
        Expr::Placeholder(placeholder) => {
            let number: usize = placeholder.id.strip_prefix('$')?.parse().ok()?;
            match params.get(number.checked_sub(1)?)? {
                ScalarValue::List(list) if list.is_valid(0) => Some(list.value(0)),
                _ => None,
            }
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use futures::executor::block_on;
    use serapeum_model::{Storage, Value};

    use super::*;
    use crate::{runtime, scalar};

    fn plan(text: &str, params: &[ScalarValue]) -> String {
        let session = runtime::session(&runtime::Options::default(), 1 << 20).unwrap();
        let plan = block_on(session.state().create_logical_plan(text)).unwrap();
        let columns = plan.schema().clone();
        let plan = as_tables(plan, params).unwrap();
        assert_eq!(plan.schema(), &columns);
        plan.display_indent().to_string()
    }

    fn numbers(count: i64) -> ScalarValue {
        scalar::list(Storage::Int, &(0..count).map(Value::Int).collect::<Vec<_>>())
    }

    const TWO: &str = "SELECT unnest(arrow_cast($1, 'List(Int64)')) AS a, unnest(arrow_cast($2, 'List(Int64)')) AS b";

    #[test]
    fn lists_of_one_length_are_a_table() {
        let told = plan(TWO, &[numbers(3), numbers(3)]);
        assert!(told.contains("TableScan: values") && !told.contains("Unnest"), "{told}");
        let told = plan(TWO, &[numbers(0), numbers(0)]);
        assert!(told.contains("TableScan: values"), "{told}");
    }

    #[test]
    fn so_are_those_of_queries_in_conditions() {
        let text = "SELECT 1 WHERE 2 IN (SELECT unnest(arrow_cast($1, 'List(Int64)')))";
        let told = plan(text, &[numbers(3)]);
        assert!(told.contains("TableScan: values") && !told.contains("Unnest"), "{told}");
    }

    #[test]
    fn what_a_table_cannot_be_made_of_is_left() {
        for (text, params) in [
            (TWO, vec![numbers(3), numbers(2)]),
            (TWO, vec![numbers(3)]),
            (TWO, vec![numbers(3), ScalarValue::Int64(Some(1))]),
            ("SELECT unnest(make_array(1, 2)) AS a", vec![numbers(3)]),
            ("SELECT unnest(arrow_cast($1, 'List(Utf8)')) AS a", vec![numbers(3)]),
        ] {
            let told = plan(text, &params);
            assert!(told.contains("Unnest"), "{told}");
        }
    }
}
