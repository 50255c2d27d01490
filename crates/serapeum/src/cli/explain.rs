//! `explain`: predicate, SQL, plan.

use std::process::ExitCode;

use serapeum::{Error, ViewDialect, view};

use super::{LakeArgs, lists};

/// Show how a request is answered: its predicate, its statements, their plans
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// SOURCE/PATH?PARAMETERS, or the URL of the hosted API
    request: String,
    /// Only the SQL, as DataFusion runs it; values stand beside it, as $1, $2, …
    #[arg(long)]
    sql: bool,
    #[command(flatten)]
    lake: LakeArgs,
}

pub(super) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let lake = args.lake.open()?;
    let text = lists::expand(&args.request)?;
    let (source, request) = match lake.aio().read(&text) {
        Ok(read) => read,
        Err(Error::Request { error, reply }) => {
            say!("{}", String::from_utf8_lossy(&reply.body))?;
            eprintln!("error: {error}");
            return Ok(ExitCode::from(1));
        }
        Err(error) => return Err(error.into()),
    };
    let statements = lake.explain(&text)?;
    if args.sql {
        let engine = lake.aio().engine();
        let mut tables: Vec<&String> =
            statements.iter().flat_map(|statement| &statement.tables).collect();
        tables.sort();
        tables.dedup();
        for table in tables {
            if let Some((source, entity)) = table.split_once('.')
                && let Some(manifest) = engine.lake().manifest(source, entity)
            {
                say!("{}\n", view(engine.lake(), manifest, ViewDialect::DataFusion))?;
            }
        }
        for statement in &statements {
            say!("-- {}\n{statement}\n", statement.name)?;
        }
        return Ok(ExitCode::SUCCESS);
    }
    say!("table      {}/{}", source.name, request.query.entity.name)?;
    say!("predicate  {}", request.query.filter)?;
    for note in &request.notes {
        say!("note       {note}")?;
    }
    for statement in &statements {
        say!("\n{}\n{statement}", statement.name)?;
        let plan = lake.block(lake.aio().engine().plan(statement))??;
        say!("{}", datafusion::physical_plan::displayable(plan.as_ref()).indent(false))?;
    }
    Ok(ExitCode::SUCCESS)
}
