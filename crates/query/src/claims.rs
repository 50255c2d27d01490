//! Conditions that a table answers by itself.
//!
//! Where a lookup or an index tells exactly which rows meet a condition, the plan need not compare them again, nor read
//! the column that it is about: a list of thousands of values a page, often. The table claims the condition while the
//! plan is made, and keeps what it claimed: it must leave the other rows out when it is read.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use datafusion::{
    common::{DataFusionError, Result},
    logical_expr::{Expr, expr_rewriter::unnormalize_col},
};

use crate::lookup::Rows;

/// What was asked of a table for one statement: the rows of a condition that it claims, `None` for one that it leaves.
/// By conditions whose columns are named without their table: they are so when it is read, and not before.
#[derive(Debug, Default)]
pub(crate) struct Claims(Mutex<HashMap<Expr, Option<Arc<Rows>>>>);

impl Claims {
    /// The rows of a condition; found at first use, the same ever after.
    pub(crate) fn rows(
        &self,
        condition: &Expr,
        find: impl FnOnce() -> Result<Option<Rows>>,
    ) -> Result<Option<Arc<Rows>>> {
        let condition = unnormalize_col(condition.clone());
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(rows) = known.get(&condition) {
            return Ok(rows.clone());
        }
        let rows = find()?.map(Arc::new);
        known.insert(condition, rows.clone());
        Ok(rows)
    }

    /// Of the conditions that a table is read with, those that may be claimed ones in other words: nobody asked about
    /// them, and one that was claimed is not there. `None` where every claimed one is. The table has to answer them.
    pub(crate) fn reworded<'c>(&self, conditions: &[&'c Expr]) -> Option<Vec<&'c Expr>> {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut claimed = known.iter().filter(|(_, rows)| rows.is_some());
        claimed.find(|(condition, _)| !conditions.contains(condition))?;
        Some(conditions.iter().copied().filter(|one| !known.contains_key(*one)).collect())
    }
}

/// A claimed condition came back in words that the table does not understand: leaving it out would tell too much.
#[derive(Debug, thiserror::Error)]
#[error("{0} came up after conditions were claimed")]
struct Lost(String);

pub(crate) fn lost(condition: &Expr) -> DataFusionError {
    DataFusionError::External(Box::new(Lost(condition.to_string())))
}

/// Whether a statement has to be planned without claims.
pub(crate) fn is_lost(error: &DataFusionError) -> bool {
    match error.find_root() {
        DataFusionError::External(error) => error.is::<Lost>(),
        _ => false,
    }
}

/// The rows that are in both.
pub(crate) fn both(some: Rows, others: &Rows) -> Rows {
    let shared = some.into_iter().filter_map(|(part, mut rows)| {
        let others = others.get(&part)?;
        rows.retain(|row| others.binary_search(row).is_ok());
        Some((part, rows))
    });
    shared.collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use datafusion::prelude::{col, lit};

    use super::*;

    fn rows(of: &[(u32, &[u32])]) -> Rows {
        of.iter().map(|(part, rows)| (*part, rows.to_vec())).collect()
    }

    #[test]
    fn a_condition_has_the_same_rows_ever_after() {
        let claims = Claims::default();
        let found =
            claims.rows(&col("works.a").eq(lit(1)), || Ok(Some(rows(&[(1, &[2])])))).unwrap();
        assert_eq!(found.as_deref(), Some(&rows(&[(1, &[2])])));
        // The table's name is gone when the table is read.
        let again = claims.rows(&col("a").eq(lit(1)), || Ok(None)).unwrap();
        assert_eq!(again, found);
    }

    #[test]
    fn conditions_in_other_words_are_noticed_where_a_claimed_one_is_gone() {
        let claims = Claims::default();
        let (left, claimed, other) =
            (col("b").eq(lit(1)), col("a").eq(lit(1)), col("c").eq(lit(1)));
        claims.rows(&left, || Ok(None)).unwrap();
        assert_eq!(claims.reworded(&[&other]), None, "nothing is claimed");
        claims.rows(&claimed, || Ok(Some(Rows::new()))).unwrap();
        assert_eq!(claims.reworded(&[&claimed, &other]), None, "it is there");
        assert_eq!(claims.reworded(&[&left, &other]), Some(vec![&other]));
        assert_eq!(claims.reworded(&[&left]), Some(Vec::new()), "it was implied by others");
        assert!(is_lost(&lost(&other).context("while planning")));
        assert!(!is_lost(&DataFusionError::Internal("another".to_owned())));
    }

    #[test]
    fn rows_in_both_are_kept() {
        let some = rows(&[(1, &[1, 3, 5]), (2, &[7])]);
        assert_eq!(both(some, &rows(&[(1, &[3, 4, 5]), (3, &[7])])), rows(&[(1, &[3, 5])]));
    }
}
