//! `info`: what the lake holds.

use std::process::ExitCode;

use serapeum::{ViewDialect, files, view};

use super::{LakeArgs, show, unknown};

/// Show what the lake holds
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Print the exact view of the tables for another engine
    #[arg(long, value_enum, value_name = "ENGINE")]
    view: Option<Engine>,
    /// Only this entity, as ENTITY or SOURCE/ENTITY
    #[arg(long)]
    entity: Option<String>,
    #[command(flatten)]
    lake: LakeArgs,
}

/// An engine that reads Parquet.
#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum Engine {
    /// DataFusion's SQL
    Datafusion,
    /// DuckDB's SQL
    Duckdb,
    /// A Python expression
    Polars,
}

pub(super) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let lake = files::Lake::open(&args.lake.at.lake)?;
    let wanted = |manifest: &&files::Manifest| {
        args.entity.as_ref().is_none_or(|name| *name == manifest.entity || *name == manifest.key())
    };
    let manifests: Vec<&files::Manifest> = lake.manifests().iter().filter(wanted).collect();
    if let (true, Some(name)) = (manifests.is_empty(), &args.entity) {
        let named = |manifest: &files::Manifest| match name.contains('/') {
            true => manifest.key(),
            false => manifest.entity.clone(),
        };
        let names: Vec<String> = lake.manifests().iter().map(named).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        return Err(unknown("entity", name, &names).into());
    }
    if let Some(engine) = args.view {
        let dialect = match engine {
            Engine::Datafusion => ViewDialect::DataFusion,
            Engine::Duckdb => ViewDialect::DuckDb,
            Engine::Polars => ViewDialect::Polars,
        };
        for manifest in manifests {
            say!("{}", view(&lake, manifest, dialect))?;
        }
        return Ok(ExitCode::SUCCESS);
    }
    say!(
        "{}  version {} of {}",
        lake.root().display(),
        lake.version().number,
        lake.version().created
    )?;
    for manifest in manifests {
        let size =
            |pick: &dyn Fn(&files::Part) -> u64| manifest.parts.iter().map(pick).sum::<u64>();
        let fields = size(&|part| part.fields.bytes);
        let records = size(&|part| part.records.as_ref().map_or(0, |file| file.bytes));
        let words = size(&|part| {
            part.words.as_ref().map_or(0, |words| words.files.iter().map(|file| file.bytes).sum())
        });
        let keys: u64 = manifest.keys.iter().map(|run| run.file.bytes).sum();
        say!(
            "{:<26} {:>13} records  {:>3} parts  fields {:>9}  records {:>9}  keys {:>9}  words {:>9}",
            manifest.key(),
            show::grouped(manifest.live()),
            manifest.parts.len(),
            show::bytes(fields),
            if manifest.records == files::Stored::None {
                "none".to_owned()
            } else {
                show::bytes(records)
            },
            show::bytes(keys),
            if words == 0 { "none".to_owned() } else { show::bytes(words) },
        )?;
        if manifest.masked > 0 {
            say!(
                "{:<26} {:>13} rows replaced by a newer record of their id",
                "",
                show::grouped(manifest.masked)
            )?;
        }
        for (field, count) in &manifest.nulled {
            say!(
                "{:<26} {:>13} values of {field} did not conform and are null",
                "",
                show::grouped(*count)
            )?;
        }
    }
    Ok(ExitCode::SUCCESS)
}
