//! The requests, with their lists of values written out.

use serapeum::Lake;

/// All requests of `requests.txt`.
pub(crate) fn all(lake: &Lake) -> Vec<String> {
    let lines = include_str!("requests.txt").lines().map(str::trim);
    let lines = lines.filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.map(|line| written_out(lake, line)).collect()
}

/// `{150 field}` becomes values of a column of works.
fn written_out(lake: &Lake, line: &str) -> String {
    let Some((before, rest)) = line.split_once('{') else { return line.to_owned() };
    let (inside, after) = rest.split_once('}').expect("a brace is not closed");
    let Some((number, name)) = inside.split_once(' ') else { return line.to_owned() };
    let number: usize = number.parse().unwrap();
    let works = serapeum::openalex::WORKS;
    let field = works.field(name).unwrap_or_else(|| panic!("no column {name}"));
    let mut values: Vec<String> =
        lake.table(works).group_by(field).unwrap().into_iter().map(|group| group.key).collect();
    // What the grammar gives a meaning, it would not take as part of a value.
    values.retain(|value| !value.contains(['"', '|', ',', '!', '&', '+', '%', '#', ';']));
    // Not all, so that there is something to find that is not listed.
    values.truncate(number.min(values.len() * 2 / 3));
    assert!(!values.is_empty(), "{name} has no values to list");
    let missing = number - values.len();
    values.extend((0..missing).map(|n| format!("none{n}")));
    format!("{before}{}{after}", values.join("|"))
}
