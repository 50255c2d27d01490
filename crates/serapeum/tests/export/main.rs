//! Exports read back: every format against an independent reading of the records' JSON, long tables against a naive
//! flattening, orders, spreadsheets, and exports that are killed again and again.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod columns;
mod explode;
mod flatten;
mod killed;
mod options;
mod order;
mod readers;
mod records;
mod resume;
mod safe;
mod snapshot;

use serapeum::{ExportOptions, ExportSummary, Format, Lake};

/// Everything that a request matches, in a format.
fn bytes(lake: &Lake, request: &str, options: &ExportOptions) -> (Vec<u8>, ExportSummary) {
    let mut written = Vec::new();
    let summary = lake.export(request, options, &mut written, &mut |_| {});
    let summary = summary.unwrap_or_else(|error| panic!("{request}: {error}"));
    assert_eq!(summary.bytes, written.len() as u64, "{request}");
    (written, summary)
}

/// Options that name columns.
fn named(format: Format, columns: &[&str]) -> ExportOptions {
    let mut options = ExportOptions::new(format);
    options.columns = columns.iter().map(|name| (*name).to_owned()).collect();
    options
}

/// Options of a long table.
fn exploded(format: Format, name: &str) -> ExportOptions {
    let mut options = ExportOptions::new(format);
    options.explode = Some(name.to_owned());
    options
}
