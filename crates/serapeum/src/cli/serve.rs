//! `serve`: the APIs over HTTP.

use std::{
    fs::File,
    io::Write,
    net::{SocketAddr, TcpListener, ToSocketAddrs as _},
    path::PathBuf,
    process::ExitCode,
    time::Duration,
};

use anyhow::Context as _;
use serapeum::{
    Lake, sample,
    server::{Answers as _, Hosts, Limits, Options, asked_to_stop, available, openapi},
};

use super::{LakeArgs, Usage};

/// Answer requests over HTTP, until Ctrl-C
#[derive(Debug, Clone, clap::Args)]
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
    /// Connections at once, others wait
    #[arg(long, default_value_t = 1024, value_name = "N")]
    connections: usize,
    /// Resident memory above which further queries are refused, in megabytes; 0 for twice --memory and 2048, or 90% of
    /// the machine's where that is less. On Linux
    #[arg(long, default_value_t = 0, value_name = "MB")]
    max_rss: u64,
    /// A further name or address under which the server may be asked; can be repeated
    #[arg(long, value_name = "NAME")]
    host: Vec<String>,
    /// Answer under any name, where something before the server checks it
    #[arg(long)]
    any_host: bool,
    /// Append a line for each request to this file; - for stdout
    #[arg(long, value_name = "FILE")]
    access_log: Option<PathBuf>,
    /// Print what the lake can be asked, as an OpenAPI document, and serve nothing
    #[arg(long)]
    openapi: bool,
    /// Bring back the hosted service's limits and their errors
    #[arg(long)]
    strict: bool,
    /// Answer the id of a record that was merged into another with 404, not with that one
    #[arg(long)]
    no_successors: bool,
    #[command(flatten)]
    lake: LakeArgs,
}

fn open(args: &Args) -> Result<Lake, serapeum::Error> {
    Ok(args.lake.open()?.strict(args.strict).successors(!args.no_successors))
}

pub(super) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let addresses = args.bind.to_socket_addrs();
    let addresses: Vec<SocketAddr> =
        addresses.map_err(|error| Usage(format!("--bind {}: {error}", args.bind)))?.collect();
    let lake = open(args)?;
    if args.openapi {
        let document = openapi(lake.aio(), None).context("the lake holds no source")?;
        std::io::stdout().write_all(document.as_bytes())?;
        return Ok(ExitCode::SUCCESS);
    }
    let timeout = Some(Duration::from_secs(args.timeout)).filter(|time| !time.is_zero());
    let connections = args.connections.max(1);
    let mut limits = Limits { timeout, connections, ..Limits::default() };
    if args.concurrency > 0 {
        limits.concurrency = args.concurrency;
    }
    limits.resident = Some(resident(args));
    let options = Options { limits, hosts: hosts(args)?, log: log(args)? };
    let listener = TcpListener::bind(addresses.as_slice())
        .with_context(|| format!("{}, which --bind can change", args.bind))?;
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
    let again = args.clone();
    let reopen = move || Ok(open(&again)?.aio().clone());
    lake.serve_live(listener, options, reopen, stop)?;
    eprintln!("stopped");
    Ok(ExitCode::SUCCESS)
}

/// Bytes of resident memory above which further queries are refused: by default room for two versions and for answers,
/// if there is so much.
fn resident(args: &Args) -> u64 {
    if args.max_rss > 0 {
        return args.max_rss.saturating_mul(1 << 20);
    }
    let wanted = (args.lake.memory as u64).saturating_mul(2).saturating_add(2_048) << 20;
    available().map_or(wanted, |bytes| wanted.min(bytes / 10 * 9))
}

/// The names under which the server is asked: those given, and the one to bind to.
fn hosts(args: &Args) -> anyhow::Result<Hosts> {
    if args.any_host {
        return Ok(Hosts::any());
    }
    let given = args.host.iter().try_fold(Hosts::default(), |hosts, name| hosts.and(name));
    let given = given.map_err(|error| Usage(format!("--host {error}")))?;
    // Where it is an address of every interface, the one that a request comes in at counts.
    Ok(given.clone().and(&args.bind).unwrap_or(given))
}

/// Where the access log goes.
fn log(args: &Args) -> anyhow::Result<Option<Box<dyn Write + Send>>> {
    let Some(path) = &args.access_log else { return Ok(None) };
    if path.as_os_str() == "-" {
        return Ok(Some(Box::new(std::io::stdout())));
    }
    let file = File::options().append(true).create(true).open(path);
    Ok(Some(Box::new(file.with_context(|| path.display().to_string())?)))
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
