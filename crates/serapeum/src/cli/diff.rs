//! `diff`: what differs between two versions.

use std::process::ExitCode;

use serapeum::ingest;

use super::{Place, show};

/// Count what was added, removed and changed between two versions
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The older version's number
    old: u32,
    /// The newer version's number
    new: u32,
    #[command(flatten)]
    at: Place,
}

pub(super) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let found = ingest::diff(&args.at.lake, args.old, args.new)?;
    say!("entity\tadded\tremoved\tchanged\tsame")?;
    for found in found {
        let ingest::Difference { key, added, removed, changed, same, unknown } = found;
        say!("{key}\t{added}\t{removed}\t{changed}\t{same}")?;
        if unknown > 0 {
            eprintln!(
                "note: {} records of {key} are of equal time, and without their bytes cannot be compared",
                show::grouped(unknown)
            );
        }
    }
    Ok(ExitCode::SUCCESS)
}
