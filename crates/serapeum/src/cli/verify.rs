//! `verify`: a lake, or a snapshot, against what is written down of it.

use std::{
    path::PathBuf,
    process::ExitCode,
    sync::atomic::{AtomicU64, Ordering},
    thread,
};

use indicatif::ProgressBar;
use serapeum::{
    files,
    ingest::{self, Observer, Options, Progress},
};

use super::{Place, Usage, progress, show};

/// Check a lake against its own checksums, or a snapshot against its publisher's lists
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// Of a snapshot: the source, such as openalex
    #[arg(requires = "dir")]
    source: Option<String>,
    /// Of a snapshot: its folder, as it was downloaded
    dir: Option<PathBuf>,
    #[command(flatten)]
    at: Place,
    /// Of a snapshot: only this entity; may be given several times
    #[arg(long = "entity", value_name = "NAME")]
    entities: Vec<String>,
    /// Threads to use; 0 for all
    #[arg(long, default_value_t = 0, value_name = "N")]
    threads: usize,
}

const EXAMPLES: &str = "\
Examples:
  serapeum verify
  serapeum verify --lake /data/lake
  serapeum verify SOURCE snapshot

Exit status: 0 whole, 3 damaged; each damaged file is on a line of stdout.";

/// Damage was found.
const DAMAGED: u8 = 3;

pub(super) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    match (&args.source, &args.dir) {
        (Some(source), Some(dir)) => snapshot(super::source(source)?, dir, args),
        _ if !args.entities.is_empty() => {
            Err(Usage("--entity is for snapshots; a lake is checked as a whole".to_owned()).into())
        }
        _ => lake(args),
    }
}

fn lake(args: &Args) -> anyhow::Result<ExitCode> {
    let lake = files::Lake::open(&args.at.lake)?;
    let threads = match args.threads {
        0 => thread::available_parallelism().map_or(1, usize::from),
        threads => threads,
    };
    let bar = progress::bytes();
    bar.set_length(lake.bytes());
    let damaged = lake.verify(threads, &|bytes| bar.inc(bytes));
    bar.finish_and_clear();
    for files::Damage { path, problem } in &damaged {
        say!("{}: {problem}", path.display())?;
    }
    let count: usize = lake.manifests().iter().map(|manifest| manifest.files().count()).sum();
    let version = lake.version().number;
    let checked = format!("version {version}: {count} files, {}", show::bytes(lake.bytes()));
    if damaged.is_empty() {
        eprintln!("{checked}: whole");
        return Ok(ExitCode::SUCCESS);
    }
    eprintln!(
        "{checked}: {} damaged; restore them from a copy, or ingest the snapshot again with --fresh",
        damaged.len()
    );
    Ok(ExitCode::from(DAMAGED))
}

struct Told {
    bar: ProgressBar,
    lines: AtomicU64,
}

impl Observer for Told {
    fn planned(&self, bytes: u64) {
        self.bar.set_length(bytes);
    }

    fn progress(&self, delta: Progress) {
        let lines = self.lines.fetch_add(delta.records, Ordering::Relaxed) + delta.records;
        self.bar.inc(delta.bytes);
        self.bar.set_message(format!("{} records", show::grouped(lines)));
    }
}

fn snapshot(
    source: &serapeum::Source,
    dir: &std::path::Path,
    args: &Args,
) -> anyhow::Result<ExitCode> {
    let mut options = Options::default();
    options.entities.clone_from(&args.entities);
    options.threads = args.threads;
    let told = Told { bar: progress::bytes(), lines: AtomicU64::new(0) };
    let found = ingest::verify(source, dir, &options, &told);
    told.bar.finish_and_clear();
    let found = found?;
    for ingest::Fault { path, offset, problem } in &found.faults {
        let at = offset.map_or(String::new(), |offset| format!(" at byte {offset}"));
        say!("{}{at}: {problem}", path.display())?;
    }
    let listed = match found.listed {
        0 => "no publisher's list to compare with".to_owned(),
        entities => format!("compared with the publisher's lists of {entities} entities"),
    };
    let gone = match (found.gone, found.odd) {
        (0, 0) => String::new(),
        (gone, 0) => format!(", {} ids that are gone", show::grouped(gone)),
        (gone, odd) => {
            let (gone, odd) = (show::grouped(gone), show::grouped(odd));
            format!(", {gone} ids that are gone ({odd} lines name none)")
        }
    };
    let checked = format!(
        "{} files, {}, {} records{gone}; {listed}",
        show::grouped(found.files),
        show::bytes(found.bytes),
        show::grouped(found.lines)
    );
    if found.faults.is_empty() {
        eprintln!("{checked}: whole");
        return Ok(ExitCode::SUCCESS);
    }
    eprintln!("{checked}: {} faults; download those files again", found.faults.len());
    Ok(ExitCode::from(DAMAGED))
}
