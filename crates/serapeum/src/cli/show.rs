//! An answer for people: as a table, as bars, as CSV.

use std::io;

use comfy_table::{CellAlignment, ContentArrangement, Table, presets};
use serapeum::{Field, Source};
use serapeum_model::{Order, Path, Query, Step};
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

/// Writes an answer's body in a form.
pub(super) fn write(
    source: &Source,
    query: &Query,
    body: &[u8],
    form: Form,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    if form == Form::Json {
        out.write_all(body)?;
        return out.write_all(b"\n");
    }
    let body: Value = serde_json::from_slice(body).unwrap_or_default();
    let (names, rows) = rows(query, &body);
    match form {
        Form::Bars if body.get("results").is_none() => bars(&rows, out)?,
        Form::Csv => csv(&names, &rows, out)?,
        _ => table(&names, &rows, out)?,
    }
    if form != Form::Csv {
        let total = body.pointer("/meta/count").and_then(Value::as_u64);
        if let Some(total) = total {
            writeln!(out, "{} {} of {} match", grouped(total), query.entity.name, source.name)?;
        }
    }
    Ok(())
}

/// The columns and rows of an answer: groups as they are, records by their label, id and order.
fn rows(query: &Query, body: &Value) -> (Vec<String>, Vec<Vec<String>>) {
    let items = |name: &str| body.get(name).and_then(Value::as_array);
    if let Some(groups) = items("group_by").filter(|_| body.get("results").is_none()) {
        let names = ["key", "key_display_name", "count"];
        let row = |group: &Value| names.map(|name| text(group.get(name))).to_vec();
        return (names.map(str::to_owned).to_vec(), groups.iter().map(row).collect());
    }
    let entity = query.entity;
    let order = entity.order.iter().map(|order| match order {
        Order::Ascending(field) | Order::Descending(field) => *field,
    });
    let sorted = query.sort.iter().map(|key| key.field);
    let mut fields: Vec<Field> = Vec::new();
    for field in [entity.id].into_iter().chain(entity.label).chain(sorted).chain(order) {
        if !fields.contains(&field) {
            fields.push(field);
        }
    }
    let names = fields.iter().map(|field| field.name.to_owned()).collect();
    let single = [body.clone()];
    let records = items("results").map_or(single.as_slice(), Vec::as_slice);
    let row = |record: &Value| fields.iter().map(|field| member(record, *field)).collect();
    (names, records.iter().map(row).collect())
}

fn member(record: &Value, field: Field) -> String {
    let Ok(path) = Path::parse(field.path) else { return String::new() };
    let found = path.alternatives.iter().find_map(|steps| {
        let value = steps.iter().try_fold(record, |value, step| match step {
            Step::Member(name) => value.get(name),
            _ => None,
        });
        value.filter(|value| !value.is_null())
    });
    text(found)
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
