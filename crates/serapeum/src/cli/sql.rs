//! `sql`: the tables in DataFusion's SQL.

use std::process::ExitCode;

use datafusion::{arrow::util::pretty, execution::context::SQLOptions};

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
    let only_reads =
        SQLOptions::new().with_allow_ddl(false).with_allow_dml(false).with_allow_statements(false);
    let session = lake.session()?;
    let batches = lake.block(async {
        session.sql_with_options(&args.query, only_reads).await?.collect().await
    })??;
    println!("{}", pretty::pretty_format_batches(&batches)?);
    Ok(ExitCode::SUCCESS)
}
