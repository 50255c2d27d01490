//! The command line of Serapeum: `serapeum --help`.

mod cli;

fn main() -> std::process::ExitCode {
    cli::run()
}
