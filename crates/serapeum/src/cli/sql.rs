//! `sql`: the tables in DataFusion's SQL.

use std::process::ExitCode;

use arrow::util::pretty;

use super::LakeArgs;

/// Ask the tables in DataFusion's SQL, such as 'SELECT type, count(*) FROM openalex.works GROUP BY type'
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// A SELECT; tables are SOURCE.ENTITY, and names with dots are quoted: "authorships.author.id"
    query: String,
    #[command(flatten)]
    lake: LakeArgs,
}

pub(super) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let lake = args.lake.open()?;
    let batches = lake.select(&args.query)?;
    println!("{}", pretty::pretty_format_batches(&batches)?);
    Ok(ExitCode::SUCCESS)
}
