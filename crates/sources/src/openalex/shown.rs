//! Groups as the API shows them: <https://docs.openalex.org/how-to-use-the-api/get-groups-of-entities>.

use serapeum_model::{Dimension, Group, GroupKey, Grouping};
use serde_json::json;

use super::key;

/// The groups of a grouping, with those within them.
pub(super) fn groups(grouping: &Grouping, groups: &[Group]) -> String {
    level(grouping, &grouping.by, groups)
}

fn level(grouping: &Grouping, by: &[Dimension], groups: &[Group]) -> String {
    let Some((dimension, inner)) = by.split_first() else { return "[]".to_owned() };
    let groups: Vec<String> =
        groups.iter().map(|group| one(grouping, dimension, inner, group)).collect();
    format!("[{}]", groups.join(","))
}

// A map would reorder the members.
fn one(grouping: &Grouping, dimension: &Dimension, inner: &[Dimension], group: &Group) -> String {
    let (key, label) = key::named(&dimension.by, group);
    let mut text = format!(
        "{{\"key\":{},\"key_display_name\":{},\"count\":{}",
        json!(key),
        json!(label),
        group.count
    );
    if let GroupKey::Metric(metric, field) = grouping.order.by {
        let name = format!("{}_{}", metric.name(), field.name.replace('.', "_"));
        let value = group.metric.as_ref().map_or("null".to_owned(), ToString::to_string);
        text.push_str(&format!(",\"{name}\":{value}"));
    }
    if !inner.is_empty() {
        text.push_str(&format!(",\"groups\":{}", level(grouping, inner, &group.groups)));
    }
    text.push('}');
    text
}
