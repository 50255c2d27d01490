//! `get`: the API's answer.

use std::{
    io::{self, BufRead as _, Write as _},
    iter,
    process::ExitCode,
};

use serapeum::{Error, Lake};
use serapeum_model::{BadRequest, Problem};

use super::{LakeArgs, Usage, lists, show};

/// Answer a request in the API's own JSON
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// SOURCE/PATH?PARAMETERS, or the URL of the hosted API, or - for a request a line on stdin. In a filter,
    /// doi:@FILE stands for the lines of a file
    request: String,
    /// How to show it
    #[arg(long = "as", value_enum, default_value_t = show::Form::Json)]
    form: show::Form,
    /// Bring back the hosted service's limits and their errors
    #[arg(long)]
    strict: bool,
    /// Show records byte for byte as the snapshot has them, not as the API shows them
    #[arg(long)]
    raw: bool,
    /// Show all authors of each work in a list, where the API shows the first 100
    #[arg(long)]
    whole: bool,
    /// Answer the id of a record that was merged into another with 404, not with that one
    #[arg(long)]
    no_successors: bool,
    #[command(flatten)]
    lake: LakeArgs,
}

pub(super) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let lake = args.lake.open()?.strict(args.strict).raw(args.raw).whole(args.whole);
    let lake = lake.successors(!args.no_successors);
    let mut out = io::stdout().lock();
    if args.request != "-" {
        return answer(&lake, &args.request, args.form, "", &mut out).map(ExitCode::from);
    }
    // One that fails does not end the others; the status is that of the worst.
    let mut worst = 0;
    for (at, line) in io::stdin().lock().split(b'\n').enumerate() {
        let (line, place) = (line?, format!("line {}: ", at + 1));
        if line.trim_ascii().is_empty() {
            continue;
        }
        let answered = match str::from_utf8(&line) {
            Ok(line) => answer(&lake, line.trim(), args.form, &place, &mut out),
            Err(error) => Err(Usage(format!("no text: {error}")).into()),
        };
        let status = match answered {
            Ok(status) => status,
            Err(error) if super::broken_pipe(&error) => return Err(error),
            Err(error) => {
                let told = super::told(&error);
                eprintln!("error: {place}{told}");
                // Every line has an answer, so that they can be told apart.
                writeln!(out, "{}", serde_json::json!({ "error": told }))?;
                super::status(&error)
            }
        };
        worst = worst.max(status);
        out.flush()?;
    }
    Ok(ExitCode::from(worst))
}

/// Writes an answer, and gives the exit status; the API's own error goes to stdout too. `place` is where the request
/// stands among others.
pub(super) fn answer(
    lake: &Lake,
    request: &str,
    form: show::Form,
    place: &str,
    out: &mut dyn io::Write,
) -> anyhow::Result<u8> {
    let request = &lists::expand(request)?;
    let (source, read) = match lake.aio().read(request) {
        Ok(read) => read,
        Err(error) => return refused(error, place, out),
    };
    for note in &read.notes {
        eprintln!("note: {place}{note}");
    }
    let answered = lake.block(lake.aio().answered(source, &read))?;
    match answered {
        Ok((answer, reply)) => {
            let shown = form != show::Form::Json && show::write(source, &read, &answer, form, out)?;
            if !shown {
                if form != show::Form::Json {
                    eprintln!("note: neither records nor groups: shown as JSON");
                }
                out.write_all(&reply.body)?;
                out.write_all(b"\n")?;
            }
            Ok(0)
        }
        Err(error) => refused(error, place, out),
    }
}

/// Writes the API's own error, and tells it in plain words.
pub(super) fn refused(error: Error, place: &str, out: &mut dyn io::Write) -> anyhow::Result<u8> {
    let Error::Request { error, reply } = error else { return Err(error.into()) };
    out.write_all(&reply.body)?;
    out.write_all(b"\n")?;
    for error in iter::once(&*error).chain(&error.more) {
        eprintln!("error: {place}{}", named(error));
    }
    Ok(1)
}

/// A mistake with its parameter: the words of some APIs do not tell which it is.
fn named(error: &BadRequest) -> String {
    let parameter = &error.parameter;
    match &error.problem {
        Problem::Text(text) if parameter != "path" && !text.to_lowercase().contains(parameter) => {
            format!("{parameter}: {text}")
        }
        _ => error.to_string(),
    }
}
