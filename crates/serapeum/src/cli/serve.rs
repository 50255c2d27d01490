//! `serve`: the APIs over HTTP.

use std::{
    net::{SocketAddr, TcpListener, ToSocketAddrs as _},
    process::ExitCode,
    time::Duration,
};

use anyhow::Context as _;
use serapeum::{
    sample,
    server::{Answers as _, Limits, asked_to_stop},
};

use super::{LakeArgs, Usage};

/// Answer requests over HTTP, until Ctrl-C
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The address to listen at; port 0 picks a free one
    #[arg(long, default_value = "127.0.0.1:8080", value_name = "HOST:PORT")]
    bind: String,
    /// How long a request may take; 0 for as long as it does
    #[arg(long, default_value_t = 60, value_name = "SECONDS")]
    timeout: u64,
    /// Queries at once, others wait; 0 for two for each core
    #[arg(long, default_value_t = 0, value_name = "N")]
    concurrency: usize,
    /// Bring back the hosted service's limits and their errors
    #[arg(long)]
    strict: bool,
    #[command(flatten)]
    lake: LakeArgs,
}

pub(super) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let addresses = args.bind.to_socket_addrs();
    let addresses: Vec<SocketAddr> =
        addresses.map_err(|error| Usage(format!("--bind {}: {error}", args.bind)))?.collect();
    let lake = args.lake.open()?.strict(args.strict);
    let timeout = Some(Duration::from_secs(args.timeout)).filter(|time| !time.is_zero());
    let mut limits = Limits { timeout, ..Limits::default() };
    if args.concurrency > 0 {
        limits.concurrency = args.concurrency;
    }
    let listener = TcpListener::bind(addresses.as_slice()).with_context(|| args.bind.clone())?;
    let address = listener.local_addr()?;
    let stop = asked_to_stop().context("signals cannot be handled")?;
    if !address.ip().is_loopback() {
        eprintln!(
            "warning: whoever reaches {address} can ask this lake: there is no password and no encryption"
        );
    }
    // Read by scripts: keep its form.
    eprintln!("listening on http://{address}");
    for line in examples(&lake, address) {
        eprintln!("  {line}");
    }
    lake.serve(listener, limits, stop)?;
    eprintln!("stopped");
    Ok(ExitCode::SUCCESS)
}

/// URLs to try.
fn examples(lake: &serapeum::Lake, address: SocketAddr) -> Vec<String> {
    let sources = lake.aio().sources();
    let known = |name: &str| sources.iter().find(|source| source.name == name);
    let mut lines = Vec::new();
    for (name, examples) in sample::EXAMPLES {
        let Some(source) = known(name) else { continue };
        for example in *examples {
            let entity = example.request.split(['/', '?']).nth(1).unwrap_or_default();
            if source.entities.iter().any(|here| here == entity) {
                lines.push(format!("curl 'http://{address}/{}'", example.request));
            }
        }
    }
    lines
}
