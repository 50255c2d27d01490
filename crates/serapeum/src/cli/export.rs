//! `export`: every match, streamed.

use std::{
    io::{BufWriter, stdout},
    path::PathBuf,
    process::ExitCode,
};

use serapeum::{Compression, Error, ExportOptions, ExportSummary, Format};
use serapeum_model::{Ask, Request, Start};

use super::{LakeArgs, get, lists, progress, show};

/// Write everything that a request matches: records, columns or long tables
///
/// Paging parameters do not matter; sort and sample do. Without them records come in the order of the lake, which
/// costs no sorting. Nothing is held in memory but what is on its way.
#[derive(Debug, clap::Args)]
#[command(after_help = super::EXPORTS)]
pub(super) struct Args {
    /// SOURCE/PATH?PARAMETERS, or the URL of the hosted API. In a filter, doi:@FILE stands for the lines of a file
    request: String,
    /// The file to write, which tells the format by its ending: .jsonl, .csv (both also with .gz or .zst), .parquet,
    /// .arrow; - for stdout
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
    /// The format, where the name does not tell it
    #[arg(long, value_enum, value_name = "FORMAT")]
    format: Option<Form>,
    /// In JSON lines, the records' own bytes, as the snapshot has them, instead of the API's objects
    #[arg(long)]
    raw: bool,
    /// Columns, separated by commas; `ids` stands for all that begin with `ids.`. Every column if not given, except in
    /// JSON lines: whole records
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    columns: Vec<String>,
    /// A long table: a row for each element of this list of the records, such as authorships
    #[arg(long, value_name = "LIST")]
    explode: Option<String>,
    /// In columns, identifiers and codes as the lake stores them (123) instead of as the API spells them
    #[arg(long)]
    compact: bool,
    /// In CSV, a ' before every text that a spreadsheet would take for a formula
    #[arg(long)]
    csv_safe: bool,
    /// Records in a row group of Parquet; where a file of Parquet or Arrow can be resumed
    #[arg(long, value_name = "N", default_value_t = ExportOptions::default().group)]
    row_group: u64,
    /// Go on with an export of this file that was interrupted
    #[arg(long)]
    resume: bool,
    #[command(flatten)]
    lake: LakeArgs,
}

/// The formats.
#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum Form {
    /// Lines of JSON
    Jsonl,
    /// Comma-separated values, with a header
    Csv,
    /// Parquet, lists as lists
    Parquet,
    /// Arrow's file format, lists as lists
    Arrow,
}

impl Args {
    fn options(&self) -> Result<ExportOptions, Error> {
        let named = || {
            if self.output.as_os_str() == "-" {
                Ok(ExportOptions::default())
            } else {
                ExportOptions::for_file(&self.output)
            }
        };
        let mut options = match self.format {
            None => named()?,
            Some(form) => ExportOptions::new(match form {
                Form::Jsonl => Format::Jsonl,
                Form::Csv => Format::Csv,
                Form::Parquet => Format::Parquet,
                Form::Arrow => Format::Arrow,
            }),
        };
        options.compression = Compression::of(&self.output);
        options.raw = self.raw;
        options.columns.clone_from(&self.columns);
        options.explode.clone_from(&self.explode);
        options.compact = self.compact;
        options.csv_safe = self.csv_safe;
        options.group = self.row_group;
        options.resume = self.resume;
        Ok(options)
    }
}

pub(super) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let options = args.options()?;
    let lake = args.lake.open()?;
    let text = lists::expand(&args.request)?;
    match lake.aio().read(&text) {
        Ok((_, request)) => notes(&request),
        Err(error) => return get::refused(error, "", &mut stdout()).map(ExitCode::from),
    }
    match (serapeum::interrupted(&args.output), args.resume) {
        (Some(records), false) => eprintln!(
            "note: an export of {} was interrupted after {} records; this one starts again, --resume would go on",
            args.output.display(),
            show::grouped(records)
        ),
        (None, true) if args.output.as_os_str() != "-" => {
            eprintln!("note: no export of {} to resume", args.output.display())
        }
        _ => {}
    }
    let bar = progress::records();
    let mut told = |summary: &ExportSummary| {
        bar.set_length(summary.total);
        bar.set_position(summary.records);
    };
    let written = if args.output.as_os_str() == "-" {
        lake.export(&text, &options, &mut BufWriter::with_capacity(1 << 20, stdout()), &mut told)
    } else {
        lake.export_file(&text, &options, &args.output, &mut told)
    };
    bar.finish_and_clear();
    match written {
        Ok(summary) => eprintln!("{}", sentence(&summary)),
        Err(error) => return get::refused(error, "", &mut stdout()).map(ExitCode::from),
    }
    Ok(ExitCode::SUCCESS)
}

/// What was done with the request that it does not say itself.
fn notes(request: &Request) {
    for note in &request.notes {
        eprintln!("note: {note}");
    }
    if let Ask::Page { start, .. } = &request.query.ask
        && !matches!(start, Start::Skip(0) | Start::First)
    {
        eprintln!("note: an export writes every match, wherever page or cursor would start");
    }
    for sum in &request.query.sums {
        eprintln!("note: {} is told by `get`, not by an export", sum.name);
    }
}

fn sentence(summary: &ExportSummary) -> String {
    let mut text = format!("{} records", show::grouped(summary.records));
    if summary.rows != summary.records {
        text.push_str(&format!(", {} rows", show::grouped(summary.rows)));
    }
    text.push_str(&format!(", {}", show::bytes(summary.bytes)));
    if summary.resumed > 0 {
        let before = show::grouped(summary.resumed);
        text.push_str(&format!("; {before} of the records were written before"));
    }
    text
}
