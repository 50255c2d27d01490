//! The order of groups.

use std::cmp::Ordering;

use super::{
    Dimension,
    metric::Metric,
    terms::{self, Bucket},
};
use crate::oracle::{
    Oracle,
    answer::{QUERY, Refusal},
    load::Table,
};

pub(super) enum By {
    Key,
    Count,
    Metric(Metric),
}

pub(super) struct Order {
    by: By,
    descending: bool,
}

impl Order {
    /// The largest first.
    pub(super) const COUNT: Order = Order { by: By::Count, descending: true };

    /// The order of a `sort` parameter: smallest first, unless it says otherwise.
    pub(super) fn read(oracle: &Oracle, table: &Table, text: &str) -> Result<Order, Refusal> {
        if text.is_empty() {
            return Ok(Order::COUNT);
        }
        let (name, direction) = text.split_once(':').unwrap_or((text, "asc"));
        let descending = match direction {
            "asc" => false,
            "desc" => true,
            _ => return Err(QUERY),
        };
        let by = match name {
            "key" => By::Key,
            "count" => By::Count,
            _ => By::Metric(Metric::read(oracle, table, name)?),
        };
        Ok(Order { by, descending })
    }

    /// Whether a walk can be in this order, which is that of keys; none named will do.
    pub(super) fn is_of_walks(&self) -> bool {
        matches!((&self.by, self.descending), (By::Key, false) | (By::Count, true))
    }

    /// Gives each group its metric, if the order is by one; the name of the member that tells it.
    pub(super) fn measure(
        &self,
        dimension: &Dimension,
        records: &[usize],
        buckets: &mut [Bucket],
    ) -> Option<String> {
        let By::Metric(metric) = &self.by else { return None };
        for bucket in buckets {
            let members = terms::members(dimension, records, bucket.value);
            bucket.metric = metric.of(dimension, &members);
        }
        Some(metric.member())
    }

    /// Equals by key ascending, where the group without value comes last.
    pub(super) fn sort(&self, buckets: &mut [Bucket]) {
        let by_key = |a: &Bucket, b: &Bucket| {
            a.value.is_none().cmp(&b.value.is_none()).then(a.value.cmp(&b.value))
        };
        let turned =
            |ordering: Ordering| if self.descending { ordering.reverse() } else { ordering };
        buckets.sort_by(|a, b| match &self.by {
            By::Key => turned(a.value.cmp(&b.value)),
            By::Count => turned(a.count.cmp(&b.count)).then_with(|| by_key(a, b)),
            By::Metric(_) => match (a.metric, b.metric) {
                (Some(x), Some(y)) => turned(x.total_cmp(&y)).then_with(|| by_key(a, b)),
                // Last in both directions.
                (x, y) => x.is_none().cmp(&y.is_none()).then_with(|| by_key(a, b)),
            },
        });
    }
}
