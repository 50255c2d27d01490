//! An answer for people: as a table, as bars, as CSV.

use std::{io, slice};

use comfy_table::{CellAlignment, ContentArrangement, Table, presets};
use serapeum::{Field, Source};
use serapeum_model::{
    Answer, Ask, Dimension, Group, GroupKey, Grouping, Order, Path, RANK, Request, SCORE, Step,
};
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
            tables.push(records(source, request, slice::from_ref(record), &[]));
        }
        (Answer::Page { records: page, facets, scores, .. }, _) => {
            // Facets beside records are for machines; alone they are the answer.
            if page.is_empty() && !facets.is_empty() {
                tables.extend(groups(source, &query.facets, facets));
            } else {
                tables.push(records(source, request, page, scores));
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
    let several = tables.len() > 1;
    for (at, rows) in tables.iter().enumerate() {
        if several {
            let gap = if at > 0 { "\n" } else { "" };
            writeln!(out, "{gap}{}", rows.title)?;
        }
        match form {
            Form::Bars if rows.labels.is_some() => bars(rows, out)?,
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

/// Rows to show.
#[derive(Default)]
struct Rows {
    /// What they are of, where there are others beside them.
    title: String,
    names: Vec<String>,
    rows: Vec<Vec<String>>,
    /// Of groups: which cells name them; the last cell is the number to draw.
    labels: Option<Vec<usize>>,
}

/// A row for each of the innermost groups, with the key and the label of each that it stands in.
fn groups(source: &Source, groupings: &[Grouping], found: &[Vec<Group>]) -> Vec<Rows> {
    let each = groupings.iter().zip(found).map(|(grouping, groups)| {
        let mut names: Vec<String> = match grouping.by.as_slice() {
            [_] => vec!["key".to_owned(), "key_display_name".to_owned()],
            several => {
                let of = |by: &Dimension| [by.name.clone(), format!("{}_display_name", by.name)];
                several.iter().flat_map(of).collect()
            }
        };
        let labels = (1..names.len()).step_by(2).collect();
        names.push("count".to_owned());
        if let GroupKey::Metric(metric, field) = grouping.order.by {
            names.push(format!("{}_{}", metric.name(), field.name.replace('.', "_")));
        }
        let mut rows = Vec::new();
        add(source, grouping, &grouping.by, groups, &[], &mut rows);
        let title: Vec<&str> = grouping.by.iter().map(|by| by.name.as_str()).collect();
        Rows { title: title.join(","), names, rows, labels: Some(labels) }
    });
    each.collect()
}

fn add(
    source: &Source,
    grouping: &Grouping,
    by: &[Dimension],
    groups: &[Group],
    above: &[String],
    rows: &mut Vec<Vec<String>>,
) {
    let Some((dimension, inner)) = by.split_first() else { return };
    for group in groups {
        let (key, label) = source.dialect.named(&dimension.by, group);
        let label = label.unwrap_or_else(|| key.clone());
        let mut row = [above, &[key, label]].concat();
        if !inner.is_empty() {
            add(source, grouping, inner, &group.groups, &row, rows);
            continue;
        }
        row.push(group.count.to_string());
        if let GroupKey::Metric(..) = grouping.order.by {
            row.push(group.metric.as_ref().map_or(String::new(), ToString::to_string));
        }
        rows.push(row);
    }
}

/// Records by the members that were selected, or else by their id, their name or first text, and their order.
fn records(source: &Source, request: &Request, records: &[Vec<u8>], scores: &[f64]) -> Rows {
    let query = &request.query;
    let selected = &request.form.select;
    if !selected.is_empty() {
        let row = |(at, record): (usize, &Vec<u8>)| {
            let score = scores.get(at).copied();
            let object = source.dialect.object(request, record, score).unwrap_or_default();
            let object: Value = serde_json::from_slice(&object).unwrap_or_default();
            selected.iter().map(|name| text(object.get(name))).collect()
        };
        let names = selected.iter().map(|name| (*name).to_owned()).collect();
        let rows = records.iter().enumerate().map(row).collect();
        return Rows { names, rows, ..Rows::default() };
    }
    let entity = query.entity;
    let order = entity.order.iter().map(|order| match order {
        Order::Ascending(field) | Order::Descending(field) => *field,
    });
    // A score is no member of a record.
    let told = |field: &Field| ![SCORE, RANK].contains(field);
    let sorted = query.sort.iter().map(|key| key.field).filter(told);
    let text = || entity.text(entity.texts.first()?.name);
    let mut fields: Vec<Field> = Vec::new();
    for field in
        [entity.id].into_iter().chain(entity.label.or_else(text)).chain(sorted).chain(order)
    {
        if !fields.contains(&field) {
            fields.push(field);
        }
    }
    let row = |record: &Vec<u8>| {
        let record: Value = serde_json::from_slice(record).unwrap_or_default();
        fields.iter().map(|field| member(&record, *field)).collect()
    };
    let names = fields.iter().map(|field| field.name.to_owned()).collect();
    Rows { names, rows: records.iter().map(row).collect(), ..Rows::default() }
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

/// Bars of the last number of each group.
fn bars(rows: &Rows, out: &mut dyn io::Write) -> io::Result<()> {
    const WIDTH: f64 = 50.0;
    const NAME: usize = 40;
    let labels = rows.labels.as_deref().unwrap_or_default();
    let label = |row: &Vec<String>| -> String {
        let parts: Vec<&str> = labels.iter().map(|at| row[*at].as_str()).collect();
        parts.join(" / ").chars().take(NAME).collect()
    };
    let number =
        |row: &Vec<String>| -> f64 { row.last().and_then(|cell| cell.parse().ok()).unwrap_or(0.0) };
    let most = rows.rows.iter().map(number).fold(1.0, f64::max);
    let width = rows.rows.iter().map(|row| label(row).chars().count()).max().unwrap_or(0);
    for row in &rows.rows {
        let eighths = (number(row).max(0.0) / most * WIDTH * 8.0).ceil() as usize;
        let mut bar = "█".repeat(eighths / 8);
        if let Some(rest) = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"].get(eighths % 8) {
            bar.push_str(rest);
        }
        let told = row.last().map(String::as_str).unwrap_or_default();
        let told = told.parse().map_or_else(|_| told.to_owned(), grouped);
        writeln!(out, "{:>width$} {bar} {told}", label(row))?;
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
