//! `index`: what searches by words need.

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Instant,
};

use anyhow::Context as _;
use indicatif::ProgressBar;
use serapeum::{IndexSummary, index_words, search};

use super::{progress, show, stop};

/// Memory for each thread, in megabytes.
pub(super) const MEMORY: u32 = 256;
/// Bytes of an index that a thread makes in a second, about.
const A_SECOND: f64 = 5e6;

/// Index the words of a lake's texts, for searches
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Only these: a source such as openalex, or an entity of it such as openalex/works
    names: Vec<String>,
    /// The lake's folder
    #[arg(long, env = "LAKE", default_value = "lake", value_name = "DIR")]
    lake: PathBuf,
    /// Threads to use; 0 for all
    #[arg(long, default_value_t = 0, value_name = "N")]
    threads: usize,
    /// Memory for each thread, in megabytes; with more, less is written twice
    #[arg(long, default_value_t = MEMORY, value_name = "MB", value_parser = clap::value_parser!(u32).range(16..))]
    memory: u32,
}

/// About how many bytes the index of a snapshot of so many has, as for articles with abstracts.
pub(super) fn bytes(snapshot: u64) -> u64 {
    snapshot / 4 * 3
}

/// About how long it takes to make so many bytes of an index.
pub(super) fn seconds(bytes: u64, threads: usize) -> f64 {
    let threads = if threads > 0 { threads } else { search::Options::default().threads };
    bytes as f64 / (A_SECOND * threads as f64)
}

pub(super) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    for name in &args.names {
        let (source, entity) =
            name.split_once('/').map_or((name.as_str(), None), |(s, e)| (s, Some(e)));
        let source = super::source(source)?;
        if let Some(entity) = entity
            && source.entity(entity).is_none()
        {
            let names: Vec<&str> = source.entities.iter().map(|entity| entity.name).collect();
            return Err(super::unknown("entity", entity, &names).into());
        }
    }
    let wanted = |source: &str, entity: &str| {
        let is = |name: &String| {
            name.split_once('/').map_or(name == source, |(s, e)| s == source && e == entity)
        };
        args.names.is_empty() || args.names.iter().any(is)
    };
    make(&args.lake, &wanted, args.threads, args.memory)?;
    Ok(ExitCode::SUCCESS)
}

/// Makes the indexes that are lacking, and tells what was made: to stderr, because it is no data.
pub(super) fn make(
    lake: &Path,
    wanted: &dyn Fn(&str, &str) -> bool,
    threads: usize,
    memory: u32,
) -> anyhow::Result<()> {
    let mut options = search::Options::default();
    if threads > 0 {
        options.threads = threads;
    }
    options.memory = (options.threads * memory as usize) << 20;
    let begun = Instant::now();
    let watcher = Watcher {
        bar: progress::records(),
        stopped: stop::flag().context("signals cannot be handled")?,
    };
    let summary = index_words(lake, wanted, options, &watcher);
    watcher.bar.finish_and_clear();
    print(&summary?, lake, begun.elapsed().as_secs_f64());
    Ok(())
}

/// Shows how far it is, and ends when a signal came.
struct Watcher {
    bar: ProgressBar,
    stopped: Arc<AtomicBool>,
}

impl search::Observer for Watcher {
    fn planned(&self, records: u64) {
        self.bar.set_length(records);
    }

    fn progress(&self, records: u64) {
        self.bar.inc(records);
    }

    fn stopped(&self) -> bool {
        self.stopped.load(Ordering::Relaxed)
    }
}

fn print(summary: &IndexSummary, lake: &Path, seconds: f64) {
    for entity in &summary.entities {
        let Some(records) = entity.records else {
            eprintln!("{:<26} has no records to read texts from", entity.key);
            continue;
        };
        eprintln!(
            "{:<26} {:>13} records indexed, {:>13} before  ->  {:>9} beside {:>9} of records",
            entity.key,
            show::grouped(entity.rows),
            show::grouped(entity.kept),
            show::bytes(entity.bytes),
            show::bytes(records)
        );
    }
    let rows: u64 = summary.entities.iter().map(|entity| entity.rows).sum();
    eprintln!(
        "version {} of {}: {} records indexed in {seconds:.1} s, {} records/s",
        summary.version,
        lake.display(),
        show::grouped(rows),
        show::grouped((rows as f64 / seconds.max(0.001)) as u64)
    );
}
