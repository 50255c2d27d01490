//! `sql`: the tables in DataFusion's SQL.

use std::process::ExitCode;

use arrow::util::pretty;
use datafusion::error::DataFusionError;
use serapeum::{Error, Lake};
use serapeum_model::{BadRequest, Class, Problem, nearest};

use super::{LakeArgs, Usage};

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
    let batches = match lake.select(&args.query) {
        Ok(batches) => batches,
        Err(error) => match mistake(&lake, &error) {
            Some(text) => return Err(Usage(text).into()),
            None => return Err(error.into()),
        },
    };
    say!("{}", pretty::pretty_format_batches(&batches)?)?;
    Ok(ExitCode::SUCCESS)
}

/// What is wrong with the query itself, if it is that.
fn mistake(lake: &Lake, error: &Error) -> Option<String> {
    let Error::Query(serapeum_query::Error::Engine(error)) = error else { return None };
    let text = match error.find_root() {
        DataFusionError::SQL(error, _) => return Some(error.to_string()),
        DataFusionError::Plan(text) => text.clone(),
        root @ DataFusionError::SchemaError(..) => return Some(root.to_string()),
        _ => return None,
    };
    // DataFusion tells tables by a catalogue and a schema of its own.
    let table = text.split_once("table '").and_then(|(_, rest)| rest.split_once("' not found"));
    let Some((table, _)) = table else { return Some(text) };
    let table = table.trim_start_matches("datafusion.").trim_start_matches("public.");
    let engine = lake.aio().engine();
    let manifests = engine.lake().manifests().iter();
    let names: Vec<String> =
        manifests.map(|manifest| format!("{}.{}", manifest.source, manifest.entity)).collect();
    let ends = |name: &&String| name.split_once('.').is_some_and(|(_, entity)| entity == table);
    let near = names.iter().find(ends).map(String::as_str);
    let near = near.or_else(|| nearest(table, names.iter().map(String::as_str)));
    let (name, nearest) = (table.to_owned(), near.map(str::to_owned));
    let problem = Problem::Unknown { what: "table", name, nearest, valid: names };
    Some(BadRequest::of(Class::Query, "query", problem).to_string())
}
