//! `sample`: a synthetic snapshot.

use std::{
    path::PathBuf,
    process::ExitCode,
    sync::atomic::{AtomicU64, Ordering},
};

use indicatif::ProgressBar;
use serapeum::sample;

use super::{Usage, progress, show};

/// Write a synthetic snapshot of any size, in the source's own layout
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The source to imitate
    source: String,
    /// The folder to write; must be empty or not exist
    dir: PathBuf,
    /// How many records of the largest entity
    #[arg(long, default_value_t = 10_000, value_name = "N")]
    records: u64,
    /// The same seed gives the same bytes
    #[arg(long, default_value_t = 1, value_name = "S")]
    seed: u64,
    /// Threads to use; 0 for all
    #[arg(long, default_value_t = 0, value_name = "N")]
    threads: usize,
}

struct Told {
    bar: ProgressBar,
    bytes: AtomicU64,
}

impl sample::Observer for Told {
    fn wrote(&self, records: u64, bytes: u64) {
        self.bar.inc(records);
        self.bytes.fetch_add(bytes, Ordering::Relaxed);
    }
}

pub(super) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let names: Vec<&str> = sample::SOURCES.iter().map(|(name, _)| *name).collect();
    let known = sample::SOURCES.iter().find(|(name, _)| *name == args.source);
    let (_, generate) = known.ok_or_else(|| {
        Usage(format!("no source `{}` to imitate; there are: {}", args.source, names.join(", ")))
    })?;
    let told = Told { bar: progress::records(), bytes: AtomicU64::new(0) };
    told.bar.set_length(args.records);
    let options = sample::Options {
        records: args.records,
        seed: args.seed,
        threads: args.threads,
        ..Default::default()
    };
    generate(&args.dir, &options, &told)?;
    told.bar.finish_and_clear();
    let bytes = told.bytes.load(Ordering::Relaxed);
    eprintln!("{} written to {}", show::bytes(bytes), args.dir.display());
    eprintln!("next: serapeum ingest {} {}", args.source, args.dir.display());
    Ok(ExitCode::SUCCESS)
}
