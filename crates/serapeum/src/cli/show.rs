//! An answer for people: as a table, as bars, as CSV.

use std::{io, slice};

use comfy_table::{CellAlignment, ContentArrangement, Table, presets};
use serapeum::{Field, Source};
use serapeum_model::{Answer, Ask, By, Group, Grouping, Order, Path, RANK, Request, SCORE, Step};
use serde_json::Value;

/// How to show an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Form {
    /// The API's own JSON
    Json,
    /// A table
    Table,
    /// Groups as bars
    Bars,
    /// Comma-separated values
    Csv,
}

/// Writes an answer for people: its records or groups, whatever the API's own envelope is. `false` where it has neither.
pub(super) fn write(
    source: &Source,
    request: &Request,
    answer: &Answer,
    form: Form,
    out: &mut dyn io::Write,
) -> io::Result<bool> {
    let query = &request.query;
    let mut tables = Vec::new();
    match (answer, &query.ask) {
        (Answer::One(Some(record)), _) => {
            tables.push(records(source, request, slice::from_ref(record)));
        }
        (Answer::Page { records: page, facets, .. }, _) => {
            // Facets beside records are for machines; alone they are the answer.
            if page.is_empty() && !facets.is_empty() {
                tables.extend(groups(source, &query.facets, facets));
            } else {
                tables.push(records(source, request, page));
            }
        }
        (Answer::Groups { groups: found, .. }, Ask::Groups(grouping)) => {
            tables.extend(groups(source, slice::from_ref(grouping), slice::from_ref(found)));
        }
        (Answer::Facets { facets, .. }, Ask::Facets(groupings)) => {
            tables.extend(groups(source, groupings, facets));
        }
        _ => return Ok(false),
    }
    for rows in &tables {
        match form {
            Form::Bars if rows.counts => bars(&rows.rows, out)?,
            Form::Csv => csv(&rows.names, &rows.rows, out)?,
            _ => table(&rows.names, &rows.rows, out)?,
        }
    }
    if form != Form::Csv
        && let Answer::Page { total, .. }
        | Answer::Groups { total, .. }
        | Answer::Facets { total, .. } = answer
    {
        writeln!(out, "{} {} of {} match", grouped(*total), query.entity.name, source.name)?;
    }
    Ok(true)
}

/// Rows to show, and whether they are groups.
struct Rows {
    names: Vec<String>,
    rows: Vec<Vec<String>>,
    counts: bool,
}

/// Groups as they are, those within others below them.
fn groups(source: &Source, groupings: &[Grouping], found: &[Vec<Group>]) -> Vec<Rows> {
    let each = groupings.iter().zip(found).map(|(grouping, groups)| {
        let mut rows = Vec::new();
        add(source, grouping, 0, groups, "", &mut rows);
        let names = ["key", "key_display_name", "count"];
        Rows { names: names.map(str::to_owned).to_vec(), rows, counts: true }
    });
    each.collect()
}

fn add(
    source: &Source,
    grouping: &Grouping,
    depth: usize,
    groups: &[Group],
    above: &str,
    rows: &mut Vec<Vec<String>>,
) {
    let Some(dimension) = grouping.by.get(depth) else { return };
    for group in groups {
        let (key, label) = match (&dimension.by, &group.key) {
            (_, None) => ("unknown".to_owned(), None),
            (By::Values { field, .. }, Some(key)) => {
                (field.kind.shown(key), source.dialect.label(*field, group))
            }
            (By::Bins(_), Some(key)) => (bare(key), group.label.clone()),
        };
        let path = |text: &str| {
            if above.is_empty() { text.to_owned() } else { format!("{above} / {text}") }
        };
        let label = label.unwrap_or_else(|| key.clone());
        rows.push(vec![path(&key), path(&label), group.count.to_string()]);
        add(source, grouping, depth + 1, &group.groups, &path(&label), rows);
    }
}

fn bare(value: &serapeum_model::Value) -> String {
    match value {
        serapeum_model::Value::Text(text) => text.clone(),
        other => other.to_string(),
    }
}

/// Records by the members that were selected, or else by their id, label and order.
fn records(source: &Source, request: &Request, records: &[Vec<u8>]) -> Rows {
    let query = &request.query;
    let selected = &request.form.select;
    if !selected.is_empty() {
        let row = |record: &Vec<u8>| {
            let object = source.dialect.object(request, record).unwrap_or_default();
            let object: Value = serde_json::from_slice(&object).unwrap_or_default();
            selected.iter().map(|name| text(object.get(name))).collect()
        };
        let names = selected.iter().map(|name| (*name).to_owned()).collect();
        return Rows { names, rows: records.iter().map(row).collect(), counts: false };
    }
    let entity = query.entity;
    let order = entity.order.iter().map(|order| match order {
        Order::Ascending(field) | Order::Descending(field) => *field,
    });
    // A score is no member of a record.
    let told = |field: &Field| ![SCORE, RANK].contains(field);
    let sorted = query.sort.iter().map(|key| key.field).filter(told);
    let mut fields: Vec<Field> = Vec::new();
    for field in [entity.id].into_iter().chain(entity.label).chain(sorted).chain(order) {
        if !fields.contains(&field) {
            fields.push(field);
        }
    }
    let row = |record: &Vec<u8>| {
        let record: Value = serde_json::from_slice(record).unwrap_or_default();
        fields.iter().map(|field| member(&record, *field)).collect()
    };
    let names = fields.iter().map(|field| field.name.to_owned()).collect();
    Rows { names, rows: records.iter().map(row).collect(), counts: false }
}

/// The first value at a field's path.
fn member(record: &Value, field: Field) -> String {
    let Ok(path) = Path::parse(field.path) else { return String::new() };
    let found = path.alternatives.iter().find_map(|steps| {
        let value = steps.iter().try_fold(record, |value, step| match step {
            Step::Member(name) => first(value).get(name),
            _ => None,
        });
        value.map(first).filter(|value| !value.is_null())
    });
    text(found)
}

fn first(value: &Value) -> &Value {
    match value {
        Value::Array(items) => items.first().map_or(&Value::Null, first),
        other => other,
    }
}

fn text(value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => text.clone(),
        Some(other) => other.to_string(),
    }
}

fn table(names: &[String], rows: &[Vec<String>], out: &mut dyn io::Write) -> io::Result<()> {
    let mut table = Table::new();
    table
        .load_preset(presets::UTF8_HORIZONTAL_ONLY)
        .set_content_arrangement(ContentArrangement::Dynamic);
    table.set_width(120).set_header(names);
    let numbers = |column: usize| {
        !rows.is_empty() && rows.iter().all(|row| row[column].parse::<f64>().is_ok())
    };
    for row in rows {
        table.add_row(row);
    }
    for column in 0..names.len() {
        if numbers(column)
            && let Some(column) = table.column_mut(column)
        {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    writeln!(out, "{table}")
}

fn bars(rows: &[Vec<String>], out: &mut dyn io::Write) -> io::Result<()> {
    const WIDTH: f64 = 50.0;
    let label = |row: &[String]| if row[1].is_empty() { row[0].clone() } else { row[1].clone() };
    let count = |row: &[String]| row[2].parse::<f64>().unwrap_or(0.0);
    let most = rows.iter().map(|row| count(row)).fold(1.0, f64::max);
    let width = rows.iter().map(|row| label(row).chars().count()).max().unwrap_or(0).min(40);
    for row in rows {
        let name: String = label(row).chars().take(40).collect();
        let eighths = (count(row) / most * WIDTH * 8.0).ceil() as usize;
        let mut bar = "█".repeat(eighths / 8);
        if let Some(rest) = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"].get(eighths % 8) {
            bar.push_str(rest);
        }
        writeln!(out, "{name:>width$} {bar} {}", grouped(count(row) as u64))?;
    }
    Ok(())
}

fn csv(names: &[String], rows: &[Vec<String>], out: &mut dyn io::Write) -> io::Result<()> {
    let quoted = |cell: &String| {
        if cell.contains(['"', ',', '\n', '\r']) {
            format!("\"{}\"", cell.replace('"', "\"\""))
        } else {
            cell.clone()
        }
    };
    for row in std::iter::once(names).chain(rows.iter().map(Vec::as_slice)) {
        writeln!(out, "{}", row.iter().map(quoted).collect::<Vec<_>>().join(","))?;
    }
    Ok(())
}

/// A number with thin groups of three digits: `1 234 567`.
pub(super) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut grouped = String::with_capacity(digits.len() * 4 / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            grouped.push(' ');
        }
        grouped.push(digit);
    }
    grouped
}

/// A number of bytes, in the unit that suits it.
pub(super) fn bytes(number: u64) -> String {
    let units = ["B", "kB", "MB", "GB", "TB"];
    let mut size = number as f64;
    let mut unit = 0;
    while size >= 1000.0 && unit + 1 < units.len() {
        size /= 1000.0;
        unit += 1;
    }
    if unit == 0 { format!("{number} B") } else { format!("{size:.1} {}", units[unit]) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_for_people() {
        assert_eq!(grouped(1_234_567), "1 234 567");
        assert_eq!(grouped(12), "12");
        assert_eq!(bytes(999), "999 B");
        assert_eq!(bytes(1_250_000), "1.2 MB");
    }
}
