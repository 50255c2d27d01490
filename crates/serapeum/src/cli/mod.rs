//! One file a command; each has its arguments and a `run`. Data goes to stdout, everything else to stderr.

/// Writes a line of data. A reader that has gone, such as `head`, is an error that ends the command, not a panic.
macro_rules! say {
    ($($text:tt)*) => {
        std::io::Write::write_fmt(
            &mut std::io::stdout(),
            format_args!("{}\n", format_args!($($text)*)),
        )
    };
}

mod demo;
mod diff;
mod explain;
mod export;
mod fields;
mod gc;
mod get;
mod index;
mod info;
mod ingest;
mod lists;
mod progress;
mod sample;
mod serve;
mod show;
mod sql;
mod stop;
mod verify;

use std::{path::PathBuf, process::ExitCode};

use clap::{Parser, Subcommand};
use serapeum::{Error, Lake, Options};
use serapeum_model::{BadRequest, Class};

/// Answers the requests of scholarly APIs from a local copy of what they publish.
#[derive(Debug, Parser)]
#[command(version, about, long_about = LONG, after_help = AFTER, disable_help_subcommand = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

const LONG: &str = "\
Turns the bulk files that scholarly indexes publish into a local Parquet lake, and answers their APIs' own
requests over it: filter, group_by, sort, cursor paging, with no network, no rate limit and no cap.";

const AFTER: &str = "\
Start with `serapeum demo`: a small lake, three answers, and what to type next.

A REQUEST is what follows the API's host, after the source's name: 'openalex/works?filter=is_oa:true', or the
whole URL: 'https://api.openalex.org/works?filter=is_oa:true'. Quote it: & and ? mean something to the shell.

Exit status: 0 answered, 1 the API's own error (its body is on stdout), 2 wrong usage, 3 lake or file trouble,
130 stopped by Ctrl-C.";

/// Examples in the help of `export`.
const EXPORTS: &str = "\
Examples:
  serapeum export 'openalex/works?filter=is_oa:true' -o open.jsonl.gz
  serapeum export 'openalex/works?filter=type:article' --columns id,doi,publication_year -o articles.csv
  serapeum export 'openalex/works?filter=publication_year:2020' -o works.parquet
  serapeum export 'openalex/works?filter=publication_year:2020' --explode authorships -o authorships.parquet
  serapeum export 'openalex/institutions?sort=works_count:desc' --columns id,ror -o - --format csv | head

An export that was interrupted, by Ctrl-C or otherwise, leaves FILE.part and FILE.resume behind; the same command with
--resume goes on with it. FILE itself is there only when it is whole.
`serapeum fields SOURCE ENTITY --columns` lists columns and long tables.";

#[derive(Debug, Subcommand)]
enum Command {
    Demo(demo::Args),
    Ingest(ingest::Args),
    Index(index::Args),
    Verify(verify::Args),
    Gc(gc::Args),
    Diff(diff::Args),
    Get(get::Args),
    Export(export::Args),
    Sql(sql::Args),
    Fields(fields::Args),
    Explain(explain::Args),
    Info(info::Args),
    Serve(serve::Args),
    Sample(sample::Args),
}

/// Where the lake is.
#[derive(Debug, Clone, clap::Args)]
struct Place {
    /// The lake's folder
    #[arg(long, env = "LAKE", default_value = "lake", value_name = "DIR")]
    lake: PathBuf,
}

/// Where the lake is, and what asking may use.
#[derive(Debug, Clone, clap::Args)]
struct LakeArgs {
    #[command(flatten)]
    at: Place,
    /// Threads to use; 0 for all
    #[arg(long, default_value_t = 0, value_name = "N")]
    threads: usize,
    /// Memory for queries, in megabytes; more is spilled to disk
    #[arg(long, default_value_t = 4096, value_name = "MB", value_parser = clap::value_parser!(u32).range(1..))]
    memory: u32,
    /// Where to spill; the system's temporary folder if not given
    #[arg(long, value_name = "DIR")]
    temp_dir: Option<PathBuf>,
}

impl LakeArgs {
    fn open(&self) -> Result<Lake, Error> {
        let options = Options {
            threads: self.threads,
            memory: (self.memory as usize) << 20,
            spill: self.temp_dir.clone(),
            ..Options::default()
        };
        Lake::open_with(&self.at.lake, &options)
    }
}

/// Runs the command line.
pub(crate) fn run() -> ExitCode {
    let result = match Cli::parse().command {
        Command::Demo(args) => demo::run(&args),
        Command::Ingest(args) => ingest::run(&args),
        Command::Index(args) => index::run(&args),
        Command::Verify(args) => verify::run(&args),
        Command::Gc(args) => gc::run(&args),
        Command::Diff(args) => diff::run(&args),
        Command::Get(args) => get::run(&args),
        Command::Export(args) => export::run(&args),
        Command::Sql(args) => sql::run(&args),
        Command::Fields(args) => fields::run(&args),
        Command::Explain(args) => explain::run(&args),
        Command::Info(args) => info::run(&args),
        Command::Serve(args) => serve::run(&args),
        Command::Sample(args) => sample::run(&args),
    };
    match result {
        Ok(code) => code,
        // A reader that has had enough, such as `head`, is no failure.
        Err(error) if broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {}", told(&error));
            ExitCode::from(status(&error))
        }
    }
}

/// An error and its causes, each told once: some tell their cause themselves.
fn told(error: &anyhow::Error) -> String {
    let mut text = error.to_string();
    for cause in error.chain().skip(1).map(|cause| cause.to_string()) {
        if !text.contains(&cause) {
            text = format!("{text}: {cause}");
        }
    }
    text
}

/// 2 for a request or option that names nothing, 3 for everything else that is not an API's own error.
fn status(error: &anyhow::Error) -> u8 {
    match error.downcast_ref::<Error>() {
        Some(Error::Request { .. }) => 1,
        Some(Error::Address(_) | Error::Option(_)) => 2,
        _ if error.is::<Usage>() => 2,
        _ if matches!(error.downcast_ref(), Some(serapeum::ingest::Error::Entity { .. })) => 2,
        _ if matches!(error.downcast_ref(), Some(serapeum::ingest::Error::Stopped)) => {
            stop::STOPPED
        }
        _ if matches!(error.downcast_ref(), Some(serapeum::search::Error::Stopped)) => {
            stop::STOPPED
        }
        _ => 3,
    }
}

fn broken_pipe(error: &anyhow::Error) -> bool {
    let pipe = |cause: &(dyn std::error::Error + 'static)| {
        cause
            .downcast_ref::<std::io::Error>()
            .is_some_and(|io| io.kind() == std::io::ErrorKind::BrokenPipe)
    };
    error.chain().any(pipe)
}

/// A mistake in the options that clap cannot see.
#[derive(Debug)]
struct Usage(String);

impl std::fmt::Display for Usage {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Usage {}

/// A name that there is not, with the nearest, or all, of those that there are.
fn unknown(what: &'static str, name: &str, names: &[&str]) -> Usage {
    Usage(BadRequest::unknown(Class::Path, what, what, name, names).to_string())
}

/// The source of that name.
fn source(name: &str) -> anyhow::Result<&'static serapeum::Source> {
    let names: Vec<&str> = serapeum::ALL.iter().map(|source| source.name).collect();
    Ok(serapeum::source(name).ok_or_else(|| unknown("source", name, &names))?)
}
