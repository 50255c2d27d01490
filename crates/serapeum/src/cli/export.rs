//! `export`: every match, streamed.

use std::{
    fs::File,
    io::{BufWriter, stdout},
    path::PathBuf,
    process::ExitCode,
};

use anyhow::Context as _;
use serapeum::Error;

use super::{LakeArgs, lists, progress, show};

/// Write every record that a request matches, a line of JSON each
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// SOURCE/PATH?PARAMETERS, or the URL of the hosted API; its paging parameters are ignored
    request: String,
    /// The file to write; - for stdout
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
    /// The records' own bytes, as the snapshot has them (at present the only form there is)
    #[arg(long)]
    raw: bool,
    #[command(flatten)]
    lake: LakeArgs,
}

pub(super) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let lake = args.lake.open()?;
    let text = lists::expand(&args.request)?;
    let (_, request) = match lake.aio().read(&text) {
        Ok(read) => read,
        Err(Error::Request { error, reply }) => {
            println!("{}", String::from_utf8_lossy(&reply.body));
            eprintln!("error: {error}");
            return Ok(ExitCode::from(1));
        }
        Err(error) => return Err(error.into()),
    };
    for note in &request.notes {
        eprintln!("note: {note}");
    }
    let bar = progress::records();
    let mut told = |summary: &serapeum::ExportSummary| {
        bar.set_length(summary.total);
        bar.set_position(summary.records);
    };
    let summary = if args.output.as_os_str() == "-" {
        lake.export(&text, &mut BufWriter::new(stdout().lock()), &mut told)?
    } else {
        // Written aside, so that a file of the name given is always whole.
        let aside = args.output.with_extension("part");
        let file = File::create(&aside).with_context(|| aside.display().to_string())?;
        let mut file = BufWriter::with_capacity(1 << 20, file);
        let summary = lake.export(&text, &mut file, &mut told)?;
        std::fs::rename(&aside, &args.output).with_context(|| args.output.display().to_string())?;
        summary
    };
    bar.finish_and_clear();
    eprintln!("{} records, {}", show::grouped(summary.records), show::bytes(summary.bytes));
    Ok(ExitCode::SUCCESS)
}
