//! The command line of Serapeum: `serapeum --help`.

// `println!` panics where a reader has gone.
#![deny(clippy::print_stdout)]

mod cli;

fn main() -> std::process::ExitCode {
    cli::run()
}
