//! The order of groups: `sort` beside `group_by`.
//!
//! ```text
//! sort   = ("count" | "key" | field "." metric) [":" ("asc" | "desc")]      ascending if not said otherwise
//! metric = "mean" | "sum" | "min" | "max"
//! ```

use serapeum_model::{BadRequest, Entity, Field, GroupKey, GroupOrder, Kind, Metric};

use super::group::Asked;

const METRICS: [Metric; 4] = [Metric::Mean, Metric::Sum, Metric::Min, Metric::Max];

/// Reads the order. Groups that are conditions have an order of their own.
pub(super) fn read(
    entity: &'static Entity,
    text: &str,
    asked: &[Asked],
    cursor: bool,
    strict: bool,
) -> Result<GroupOrder, BadRequest> {
    let refuse = |text: &str| Err(BadRequest::query("sort", text));
    let (name, direction) = text.split_once(':').unwrap_or((text, "asc"));
    let by = match name {
        "count" => GroupKey::Count,
        "key" => GroupKey::Key,
        _ => metric(entity, name)?,
    };
    let descending = match direction {
        "desc" => true,
        "asc" => false,
        _ if strict => false,
        _ => {
            return refuse(&format!("Sort direction must be asc or desc, not {direction}."));
        }
    };
    if asked.iter().any(|asked| asked.existence) {
        return refuse("Cannot sort when grouping by external ID boolean field.");
    }
    // The original walks in this order whatever is asked.
    if cursor && !strict && (by != GroupKey::Key || descending) {
        return refuse("A cursor walks groups in the order of their keys: sort must be key:asc.");
    }
    Ok(GroupOrder { by, descending })
}

fn metric(entity: &'static Entity, name: &str) -> Result<GroupKey, BadRequest> {
    let refuse = |text: &str| Err(BadRequest::query("sort", text));
    let found = name.rsplit_once('.').and_then(|(field, metric)| {
        let metric = METRICS.into_iter().find(|known| known.name() == metric)?;
        Some((field, metric))
    });
    let Some((field, metric)) = found else {
        return refuse(
            "Valid sort params with group by are: key, count, or <numeric_field>.<metric> \
             (mean/sum/min/max), e.g. cited_by_count.mean:desc",
        );
    };
    let Some(test) = entity.filter(field) else {
        return refuse(&format!(
            "Invalid sort field '{field}'. Metric-aggregate group sort requires a numeric field, \
             e.g. cited_by_count.mean:desc."
        ));
    };
    let numeric = |field: &Field| matches!(field.kind, Kind::Integer | Kind::Float);
    match test.field().and_then(|field| entity.field(field)).filter(numeric) {
        Some(field) => Ok(GroupKey::Metric(metric, field)),
        None => refuse(&format!(
            "Cannot compute a metric aggregate over non-numeric field '{field}'. \
             Metric-aggregate group sort (mean/sum/min/max) requires a numeric field."
        )),
    }
}
