//! `demo`: a small lake, three answers, what to type next.

use std::{
    io::{self, Write as _},
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::Context as _;
use serapeum::{index_words, ingest, sample, search};

use super::{LakeArgs, Place, get, show};

/// Make a small lake, show three answers, and say what to type next
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Where to make the lake
    #[arg(long, value_name = "DIR", default_value = "target/demo")]
    dir: PathBuf,
}

pub(super) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let lake = args.dir.join("lake");
    let at = Place { lake: lake.clone() };
    let asked = LakeArgs { at, threads: 0, memory: 1024, temp_dir: None };
    let opened = match asked.open() {
        Ok(opened) => opened,
        // There is none yet, or one of a release with other columns.
        Err(_) => {
            make(&args.dir, &lake)?;
            asked.open()?
        }
    };
    let mut out = io::stdout().lock();
    writeln!(out, "A lake of a small synthetic snapshot is in {}.\n", lake.display())?;
    // Under `cargo run` there may be no `serapeum` on the path, and what is printed must run as printed.
    let program = if std::env::var_os("CARGO").is_some() { "cargo run -q --" } else { "serapeum" };
    let at = lake.display();
    // The first source shows what answers look like; the others are for typing.
    let (shown, others) = sample::EXAMPLES.split_at(1);
    for (_, examples) in shown {
        for example in *examples {
            let (form, flag) = form(example);
            writeln!(
                out,
                "{}\n  $ {program} get '{}'{flag} --lake {at}\n",
                example.about, example.request
            )?;
            get::answer(&opened, example.request, form, "", &mut out)?;
            writeln!(out)?;
        }
    }
    writeln!(out, "What to type next:")?;
    for example in others.iter().flat_map(|(_, examples)| *examples) {
        let (_, flag) = form(example);
        writeln!(out, "  {program} get '{}'{flag} --lake {at}", example.request)?;
    }
    for (source, examples) in shown {
        if let Some(example) = examples.first() {
            writeln!(out, "  {program} explain '{}' --sql --lake {at}", example.request)?;
            writeln!(
                out,
                "  {program} export '{}' -o {}/found.jsonl --lake {at}",
                example.request,
                args.dir.display()
            )?;
        }
        writeln!(out, "  {program} fields {source}")?;
    }
    writeln!(out, "  {program} info --lake {at}")?;
    writeln!(out, "  {program} --help\n")?;
    writeln!(out, "Your own data: README.md, \"Your first real data in ten minutes\".")?;
    Ok(ExitCode::SUCCESS)
}

/// How an example is shown, and the option that says so.
fn form(example: &sample::Example) -> (show::Form, &'static str) {
    match example.form {
        "bars" => (show::Form::Bars, " --as bars"),
        "table" => (show::Form::Table, " --as table"),
        _ => (show::Form::Json, ""),
    }
}

/// Ingests the committed sample where it is at hand, and the same bytes made anew where it is not.
fn make(dir: &Path, lake: &Path) -> anyhow::Result<()> {
    // A sample of another release may be smaller.
    let mut options = ingest::Options::default();
    options.force = true;
    for (name, generate) in sample::SOURCES {
        let source = super::source(name)?;
        let committed = Path::new("sample-data").join(name);
        let made = dir.join(name);
        let snapshot = if committed.is_dir() {
            committed
        } else {
            if made.exists() {
                std::fs::remove_dir_all(&made).with_context(|| made.display().to_string())?;
            }
            generate(
                &made,
                &sample::Options { records: sample::committed(name), ..Default::default() },
                &(),
            )?;
            made
        };
        ingest::ingest(source, &snapshot, lake, &options, &())?;
    }
    let all = |_: &str, _: &str| true;
    index_words(lake, &all, search::Options::default(), &())?;
    Ok(())
}
