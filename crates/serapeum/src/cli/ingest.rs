//! `ingest`: snapshot to lake.

use std::{
    io,
    path::PathBuf,
    process::ExitCode,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
};

use anyhow::Context as _;
use indicatif::ProgressBar;
use serapeum::ingest::{
    self, EntitySummary, JoinSummary, Observer, Options, Progress, Reject, Summary,
};

use super::{progress, show, stop};

/// Turn a downloaded snapshot into a lake
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The source, such as openalex
    source: String,
    /// The snapshot's folder, as it was downloaded
    dir: PathBuf,
    /// Where the lake is, or is to be
    #[arg(long, env = "LAKE", default_value = "lake", value_name = "DIR")]
    lake: PathBuf,
    /// Only this entity; may be given several times
    #[arg(long = "entity", value_name = "NAME")]
    entities: Vec<String>,
    /// What to keep of a record beside its columns
    #[arg(long, value_enum, default_value_t = Records::Verbatim)]
    records: Records,
    /// What searches are to find words by; `serapeum index` makes it later
    #[arg(long, value_enum, default_value_t = Index::Words)]
    index: Index,
    /// Keep what is in the lake and not in the snapshot; otherwise an entity becomes equal to the snapshot
    #[arg(long)]
    add: bool,
    /// Read also files that are in the lake already, unchanged
    #[arg(long)]
    fresh: bool,
    /// Go on where a file is not as its publisher lists it, or an entity would shrink by more than 5 %
    #[arg(long)]
    force: bool,
    /// Only say what there is, how much space is needed and about how long it takes
    #[arg(long)]
    dry_run: bool,
    /// Threads to use; 0 for all
    #[arg(long, default_value_t = 0, value_name = "N")]
    threads: usize,
    /// How many broken lines to put up with before giving up
    #[arg(long, default_value_t = 1_000, value_name = "N")]
    max_rejects: u64,
}

/// What to keep of a record beside its columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Records {
    /// Its own bytes
    Verbatim,
    /// Nothing: a lake that counts, groups and sorts, but cannot show records
    None,
}

/// What searches are to find words by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Index {
    /// An index of the words of titles, abstracts, names …
    Words,
    /// Nothing: searches are refused
    None,
}

/// What a debug build takes ten times as long for is worth a word.
const SMALL: u64 = 100_000_000;
/// How many rejected lines are told one by one.
const TOLD: u64 = 5;

#[derive(Debug)]
struct Told {
    bar: ProgressBar,
    json: AtomicU64,
    records: AtomicU64,
    rejects: AtomicU64,
    stop: Arc<AtomicBool>,
}

impl Observer for Told {
    fn planned(&self, bytes: u64) {
        self.bar.set_length(bytes);
    }

    fn progress(&self, delta: Progress) {
        let json = self.json.fetch_add(delta.json, Ordering::Relaxed) + delta.json;
        let records = self.records.fetch_add(delta.records, Ordering::Relaxed) + delta.records;
        self.bar.inc(delta.bytes);
        let seconds = self.bar.elapsed().as_secs_f64().max(0.001);
        let rate = |amount: u64| (amount as f64 / seconds) as u64;
        let told = format!(
            "{} records  {}/s  {}/s",
            show::grouped(records),
            show::grouped(rate(records)),
            show::bytes(rate(json))
        );
        self.bar.set_message(told);
    }

    fn stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }

    fn reject(&self, reject: &Reject<'_>) {
        if self.rejects.fetch_add(1, Ordering::Relaxed) < TOLD {
            let line = format!(
                "warning: {} line {}: {}",
                reject.path.display(),
                reject.line,
                reject.reason
            );
            self.bar.suspend(|| eprintln!("{line}"));
        }
    }
}

impl Args {
    /// Whether words are indexed after the ingest.
    fn indexes(&self) -> bool {
        self.index == Index::Words && self.records == Records::Verbatim
    }
}

pub(super) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let source = super::source(&args.source)?;
    let mut options = Options::default();
    options.entities.clone_from(&args.entities);
    options.records = args.records == Records::Verbatim;
    options.threads = args.threads;
    options.add = args.add;
    options.fresh = args.fresh;
    options.force = args.force;
    options.max_rejects = args.max_rejects;
    let plan = ingest::plan(source, &args.dir, &options)?;
    if args.dry_run {
        dry_run(args, &plan)?;
        return Ok(ExitCode::SUCCESS);
    }
    if cfg!(debug_assertions) && plan.bytes() > SMALL {
        eprintln!(
            "note: this is a debug build, about ten times slower than a release build: use `cargo run --release -- ingest …` for {}",
            show::bytes(plan.bytes())
        );
    }
    let told = Told {
        bar: progress::bytes(),
        json: AtomicU64::new(0),
        records: AtomicU64::new(0),
        rejects: AtomicU64::new(0),
        stop: stop::flag().context("signals cannot be handled")?,
    };
    let summary = ingest::ingest(source, &args.dir, &args.lake, &options, &told);
    told.bar.finish_and_clear();
    let summary = summary?;
    print(&summary, args);
    if args.indexes() {
        let made = |source: &str, entity: &str| {
            let is = |made: &EntitySummary| made.entity == entity;
            source == args.source && summary.entities.iter().any(is)
        };
        super::index::make(&args.lake, &made, args.threads, super::index::MEMORY)?;
    }
    Ok(ExitCode::SUCCESS)
}

fn dry_run(args: &Args, plan: &ingest::Plan) -> io::Result<()> {
    for entity in &plan.entities {
        let expected = entity.expected.as_ref().and_then(|expected| expected.records);
        let expected = expected
            .map_or(String::new(), |records| format!("  {} records", show::grouped(records)));
        say!(
            "{:<17} {:>6} files  {:>9}{expected}  in {}",
            entity.entity.name,
            entity.shards.len(),
            show::bytes(entity.bytes),
            entity.folder.display()
        )?;
    }
    for join in &plan.joins {
        say!(
            "{:<17} {:>6} files  {:>9}  to be joined",
            join.join.folder,
            join.shards.len(),
            show::bytes(join.bytes)
        )?;
    }
    let estimate = plan.estimate(&args.lake);
    let words = if args.indexes() { super::index::bytes(plan.bytes()) } else { 0 };
    let needed = estimate.needed().max(estimate.needed() - estimate.temporary + words);
    say!(
        "needs about {} ({} of columns, {} of records, {} of lookups, {} of words, {} for a while)",
        show::bytes(needed),
        show::bytes(estimate.fields),
        show::bytes(estimate.records),
        show::bytes(estimate.keys),
        show::bytes(words),
        show::bytes(estimate.temporary)
    )?;
    if let Some(free) = estimate.free {
        let enough = if free > needed { "enough" } else { "NOT ENOUGH" };
        say!("free: {} ({enough})", show::bytes(free))?;
    }
    let seconds = estimate.seconds + super::index::seconds(words, args.threads);
    let minutes = seconds / 60.0;
    match minutes {
        ..1.0 => say!("takes about {:.0} s", seconds.max(1.0)),
        ..120.0 => say!("takes about {minutes:.0} min"),
        _ => say!("takes about {:.1} h", minutes / 60.0),
    }
}

/// What was done: to stderr, because it is no data.
fn print(summary: &Summary, args: &Args) {
    for entity in &summary.entities {
        eprintln!(
            "{:<17} {:>13} records  {:>9} gzip, {:>9} JSON  ->  fields {:>9}  records {:>9}  keys {:>9}",
            entity.entity,
            show::grouped(entity.written),
            show::bytes(entity.bytes),
            show::bytes(entity.json),
            show::bytes(entity.fields),
            show::bytes(entity.records),
            show::bytes(entity.keys)
        );
        exceptions(entity);
    }
    summary.joins.iter().for_each(join);
    let json: u64 = summary.entities.iter().map(|entity| entity.json).sum();
    let records: u64 = summary.entities.iter().map(|entity| entity.written).sum();
    let seconds = summary.seconds.max(0.001);
    eprintln!(
        "version {} of {}: {} records in {:.1} s, {} records/s, {}/s of JSON",
        summary.version,
        args.lake.display(),
        show::grouped(records),
        summary.seconds,
        show::grouped((records as f64 / seconds) as u64),
        show::bytes((json as f64 / seconds) as u64)
    );
}

/// What rows of a folder tied together.
fn join(join: &JoinSummary) {
    eprintln!(
        "{:<17} {:>13} rows     {:>9} of them used",
        join.folder,
        show::grouped(join.read),
        show::grouped(join.used)
    );
    for (reason, count) in &join.rejected {
        eprintln!("  {} lines rejected: {reason}", show::grouped(*count));
    }
    if join.unmatched > 0 {
        eprintln!("  {} of them tie records that are not there", show::grouped(join.unmatched));
    }
    for warning in &join.warnings {
        eprintln!("  warning: {warning}");
    }
}

fn exceptions(entity: &EntitySummary) {
    if entity.kept + entity.dropped > 0 {
        eprintln!(
            "  {} files unchanged, {} read, {} gone: {} records",
            show::grouped(entity.kept),
            show::grouped(entity.shards),
            show::grouped(entity.dropped),
            show::grouped(entity.live)
        );
    }
    for (reason, count) in &entity.rejected {
        eprintln!("  {} lines rejected: {reason}", show::grouped(*count));
    }
    if let Some(path) = &entity.rejects {
        eprintln!("  they are listed in {}", path.display());
    }
    if entity.replaced > 0 {
        eprintln!(
            "  {} records replaced by a newer one of their id",
            show::grouped(entity.replaced)
        );
    }
    if entity.gone > 0 {
        eprintln!("  {} records listed as gone", show::grouped(entity.gone));
    }
    for change in entity.changes() {
        eprintln!("  {change}");
    }
    for (field, count) in &entity.nulled {
        eprintln!("  {} values of {field} did not conform and are null", show::grouped(*count));
    }
    for warning in &entity.warnings {
        eprintln!("  warning: {warning}");
    }
}
