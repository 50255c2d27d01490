//! The parameter `includeStats`: what all matches have in sum, and how many there are of each type.

use serapeum_model::{
    By, Dimension, Group, GroupKey, GroupOrder, Grouping, Predicate, Query, Start, Sum, Value,
};

use super::products;

/// The types in the order in which they are told.
const TYPES: [&str; 4] = ["publication", "dataset", "software", "other"];

/// Asks for them beside a page.
pub(super) fn ask(query: &mut Query) {
    let of = Predicate::everything();
    let field = products::CITATION_COUNT;
    query.sums.push(Sum { name: "totalCitationsCount", field, of: of.clone() });
    let by = By::Values { field: products::TYPE, letter: None };
    query.facets.push(Grouping {
        by: vec![Dimension { name: "type".to_owned(), by, unknown: false }],
        of,
        order: GroupOrder { by: GroupKey::Count, descending: true },
        labelled: Vec::new(),
        start: Start::Skip(0),
        size: 100,
    });
}

/// Tells them, as members of a header.
pub(super) fn write(sums: &[Option<Value>], facets: &[Vec<Group>]) -> String {
    let citations = match sums.first() {
        Some(Some(Value::Float(sum))) => format!("{sum:.0}"),
        Some(Some(sum)) => sum.to_string(),
        _ => "0".to_owned(),
    };
    let groups = facets.first().map_or(&[][..], Vec::as_slice);
    let counts: Vec<String> = TYPES
        .iter()
        .map(|name| {
            let of = |group: &&Group| group.key == Some(Value::from(*name));
            let count = groups.iter().find(of).map_or(0, |group| group.count);
            format!("\"{name}\":{count}")
        })
        .collect();
    format!("\"totalCitationsCount\":{citations},\"countsByType\":{{{}}}", counts.join(","))
}
