# What one can do here. `just` alone lists it.

export CARGO_TERM_COLOR := env("CARGO_TERM_COLOR", "auto")

_list:
    @just --list --unsorted

# A small lake, three answers, what to type next
demo:
    cargo run -- demo

# The tests that belong to every change
test *args:
    cargo test --workspace {{args}}

# Random requests against an independent evaluation, optimised
test-long requests="50000":
    SERAPEUM_REQUESTS={{requests}} cargo test --release --locked -p serapeum --test differential

# Format and lints, as the checks see them
lint:
    cargo fmt --all --check
    cargo clippy --workspace --all-targets --locked -- -D warnings

# Format everything
fmt:
    cargo fmt --all

# The documentation of the crates, architecture included
doc *args:
    RUSTDOCFLAGS="-D warnings" cargo doc --workspace --no-deps --locked {{args}}

# Take over changed snapshots, one by one (needs cargo-insta)
bless:
    cargo insta test --workspace --review

# Benchmarks
bench *args:
    cargo bench --locked -p serapeum-benches {{args}}

# Comparisons with other programs over the same files
peers *args:
    benches/peers/run {{args}}

# Walks over millions of matches beside exports of the same
walks *args:
    benches/walks/run {{args}}

# An update of a lake beside the ingest of all
updates *args:
    benches/updates/run {{args}}

# Searches beside other indexes of the same texts, and filters before and after indexing
searches *args:
    benches/searches/run {{args}}

# The server under load, and a small one of FastAPI and DuckDB
load *args:
    benches/load/run {{args}}

# The server under thousands of hostile clients, beside one that is served
abuse *args:
    benches/abuse/run {{args}}

# Write the committed sample anew: the same bytes, unless its generator has changed
sample-data:
    rm -rf sample-data/openalex sample-data/crossref sample-data/datacite sample-data/openaire
    cargo run --release --locked -- sample openalex sample-data/openalex --records 700
    cargo run --release --locked -- sample crossref sample-data/crossref --records 110
    cargo run --release --locked -- sample datacite sample-data/datacite --records 150
    cargo run --release --locked -- sample openaire sample-data/openaire --records 130

# Licences, banned crates, registries
deny:
    if command -v cargo-deny >/dev/null; then cargo deny --locked check licenses bans sources; else python3 .ci/python/licences.py; fi

# What the README promises: its two commands, and the checks of its text
readme:
    cargo run -- demo
    cargo test --workspace
    cargo test -p serapeum --test structure

# The command line, optimised
install:
    cargo install --path crates/serapeum --locked

# Everything that must hold before a change is taken
check:
    .ci/run

# What takes hours
check-long:
    .ci/long
