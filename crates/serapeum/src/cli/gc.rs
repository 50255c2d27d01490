//! `gc`: what no kept version needs, removed.

use std::process::ExitCode;

use serapeum::files;

use super::{Place, show};

/// Remove old versions' files and what interrupted ingests left behind
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    at: Place,
    /// How many versions to keep, the live one included
    #[arg(long, default_value_t = 2, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    keep: u32,
    /// Only say what would go
    #[arg(long)]
    dry_run: bool,
}

pub(super) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let freed = files::gc(&args.at.lake, args.keep as usize, args.dry_run)?;
    for path in &freed.files {
        say!("{}", path.display())?;
    }
    let list = |numbers: &[u32]| match numbers {
        [] => "none".to_owned(),
        numbers => numbers.iter().map(u32::to_string).collect::<Vec<_>>().join(", "),
    };
    eprintln!(
        "{} {} in {} files; versions kept: {}; gone: {}",
        if args.dry_run { "would free" } else { "freed" },
        show::bytes(freed.bytes),
        show::grouped(freed.files.len() as u64),
        list(&freed.kept),
        list(&freed.versions)
    );
    Ok(ExitCode::SUCCESS)
}
