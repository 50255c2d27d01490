#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]
//! What the layout of the repository promises, read from its own files.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
    process::Command,
};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap()
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Every file and folder below a folder, by its path below the root, with `/`.
fn walk(below: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut folders = vec![below.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(root().join(&folder)).into_iter().flatten().flatten() {
            let path = format!("{folder}/{}", entry.file_name().to_string_lossy());
            if entry.file_type().unwrap().is_dir() && !path.ends_with("/target") {
                folders.push(path.clone());
            }
            found.push(path);
        }
    }
    found.sort();
    found
}

fn rust_files() -> Vec<String> {
    let files = walk("crates").into_iter().chain(walk("benches"));
    files.filter(|path| path.ends_with(".rs")).collect()
}

fn crates() -> Vec<String> {
    let manifests = walk("crates").into_iter().filter(|path| path.ends_with("/Cargo.toml"));
    manifests.map(|path| path.split('/').nth(1).unwrap().to_owned()).collect()
}

/// Where source code is: not tests, examples and benches.
fn is_source(path: &str) -> bool {
    path.starts_with("crates/")
        && path.split('/').nth(2) == Some("src")
        && !path.ends_with("/tests.rs")
}

/// Rust without comments and without the unit tests at its end. Line breaks and strings stay.
fn code(text: &str) -> String {
    let text: Vec<char> = text
        .lines()
        .take_while(|line| *line != "#[cfg(test)]")
        .flat_map(|l| l.chars().chain(['\n']))
        .collect();
    let starts =
        |at: usize, what: &str| what.chars().enumerate().all(|(i, c)| text.get(at + i) == Some(&c));
    let (mut code, mut at) = (String::new(), 0);
    while let Some(&char) = text.get(at) {
        let from = at;
        if starts(at, "//") {
            while text.get(at).is_some_and(|c| *c != '\n') {
                at += 1;
            }
            continue;
        } else if starts(at, "r\"") || starts(at, "r#") {
            let marks = text[at + 1..].iter().take_while(|c| **c == '#').count();
            let end = format!("\"{}", "#".repeat(marks));
            at += 1 + marks;
            if text.get(at) == Some(&'"') {
                at += 1;
                while at < text.len() && !starts(at, &end) {
                    at += 1;
                }
                at += end.len();
            }
        } else if char == '"' {
            at += 1;
            while at < text.len() && text[at] != '"' {
                at += if text[at] == '\\' { 2 } else { 1 };
            }
            at += 1;
        } else if char == '\'' && (starts(at + 1, "\\") || text.get(at + 2) == Some(&'\'')) {
            // A character, not a lifetime.
            at += 3;
        } else {
            at += 1;
        }
        code.extend(&text[from..at.min(text.len())]);
    }
    code
}

#[test]
fn comments_and_unit_tests_are_taken_off() {
    let text = "let a = \"http://x\"; // note\nlet b = ('\"', '/', '\\'', r#\"//\"\"#); /// doc\n#[cfg(test)]\nmod";
    assert_eq!(code(text), "let a = \"http://x\"; \nlet b = ('\"', '/', '\\'', r#\"//\"\"#); \n");
}

const SOURCES: [&str; 4] = ["openalex", "crossref", "datacite", "openaire"];

/// Files outside the crates of sources that may name one, and why.
const MAY_NAME_A_SOURCE: &[(&str, &str)] = &[(
    "crates/serapeum/src/cli/mod.rs",
    "the help shows a request, and a request begins with its source",
)];

#[test]
fn only_the_crates_of_sources_name_one() {
    let mut named = BTreeSet::new();
    for path in rust_files().iter().filter(|path| is_source(path)) {
        if path.starts_with("crates/sources/") || path.starts_with("crates/sample/") {
            continue;
        }
        for line in code(&read(path)).lines().map(str::to_lowercase) {
            if SOURCES.iter().any(|source| line.contains(source)) {
                let allowed = MAY_NAME_A_SOURCE.iter().any(|(known, _)| known == path);
                assert!(
                    allowed,
                    "{path} names a source, which is for crates/sources alone: {}",
                    line.trim()
                );
                named.insert(path.clone());
            }
        }
    }
    for (path, why) in MAY_NAME_A_SOURCE {
        assert!(named.contains(*path), "{path} needs no exception any more ({why})");
    }
}

#[test]
fn the_root_holds_what_was_agreed() {
    const AGREED: &[&str] = &[
        "Cargo.toml",
        "Cargo.lock",
        "README.md",
        "LICENSE-APACHE",
        "LICENSE-MIT",
        "rustfmt.toml",
        "deny.toml",
        "justfile",
        "crates",
        "benches",
        "docs",
        "sample-data",
        "target",
        // What the README's commands leave behind.
        "lake",
        "snapshot",
        "found.jsonl",
    ];
    for entry in fs::read_dir(root()).unwrap() {
        let name = entry.unwrap().file_name().to_string_lossy().into_owned();
        let agreed = name.starts_with('.') || AGREED.contains(&name.as_str());
        assert!(agreed, "`{name}` in the root: documents belong into docs, code into crates");
    }
}

#[test]
fn names_say_what_is_inside() {
    const VAGUE: [&str; 8] =
        ["util", "utils", "common", "helper", "helpers", "misc", "stuff", "tools"];
    for path in ["crates", "benches", "docs"].iter().flat_map(|below| walk(below)) {
        let name = path.rsplit('/').next().unwrap();
        let stem = name.split('.').next().unwrap();
        assert!(!VAGUE.contains(&stem), "{path}: name it after what it does");
    }
}

const LONGEST: usize = 400;

/// Files that are tables: rows of data, to be read one at a time.
const TABLES: &[&str] = &[
    "crates/sources/src/openalex/explosions.rs",
    "crates/sources/src/openalex/works.rs",
    "crates/sample/src/lexicon/english.rs",
    "crates/sample/src/lexicon/scripts.rs",
];

#[test]
fn files_can_be_held_in_mind() {
    for path in rust_files().iter().filter(|path| !TABLES.contains(&path.as_str())) {
        let lines = read(path).lines().count();
        assert!(
            lines <= LONGEST,
            "{path} has {lines} lines: split it by what it does (at most {LONGEST})"
        );
    }
    for path in TABLES {
        assert!(root().join(path).is_file(), "{path} is gone, and needs no exception any more");
    }
}

/// The names in a section of a manifest.
fn section(manifest: &str, name: &str) -> Vec<String> {
    let head = format!("[{name}]");
    let inside = manifest.lines().skip_while(|line| line.trim() != head).skip(1);
    let lines = inside.take_while(|line| !line.starts_with('['));
    let names = lines.filter_map(|line| line.split(['.', ' ', '=']).next());
    names.filter(|name| !name.is_empty() && !name.starts_with('#')).map(str::to_owned).collect()
}

#[test]
fn crates_see_only_what_they_may() {
    let ours = BTreeMap::from([
        ("model", vec![]),
        ("lake", vec!["model"]),
        ("sources", vec!["model"]),
        ("sample", vec![]),
        ("ingest", vec!["model", "lake"]),
        ("query", vec!["model", "lake", "search"]),
        ("search", vec!["model", "lake"]),
        ("server", vec!["model"]),
        (
            "serapeum",
            vec!["model", "lake", "sources", "sample", "ingest", "query", "search", "server"],
        ),
    ]);
    assert_eq!(crates(), ours.keys().map(|name| (*name).to_owned()).collect::<Vec<_>>());
    for (name, may) in ours {
        for dependency in section(&read(&format!("crates/{name}/Cargo.toml")), "dependencies") {
            if let Some(own) = dependency.strip_prefix("serapeum-") {
                assert!(may.contains(&own), "{name} must not depend on {own}");
            }
            let engine = dependency.starts_with("datafusion");
            assert!(
                !engine || ["query", "serapeum"].contains(&name),
                "{name} must not see {dependency}"
            );
            let http = dependency.starts_with("hyper") || dependency.starts_with("http-body");
            assert!(!http || name == "server", "{name} must not see {dependency}");
            let columnar = ["arrow", "parquet"].contains(&dependency.as_str());
            let pure = ["model", "sources", "sample"].contains(&name);
            let heavy = columnar || dependency == "tokio";
            assert!(!(heavy && pure), "{name} must not see {dependency}");
            assert!(!(columnar && name == "server"), "{name} must not see {dependency}");
        }
    }
}

#[test]
fn features_and_versions_are_declared_once() {
    let mut manifests: Vec<String> =
        crates().iter().map(|name| format!("crates/{name}/Cargo.toml")).collect();
    manifests.push("benches/Cargo.toml".to_owned());
    for path in manifests {
        let manifest = read(&path);
        let mut section = "";
        for line in
            manifest.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#'))
        {
            if line.starts_with('[') {
                section = line;
            } else if section.contains("dependencies") {
                assert!(
                    !line.contains("features"),
                    "{path}: features are declared in the root only: {line}"
                );
                let inherited = line.contains("workspace = true");
                assert!(inherited, "{path}: versions are declared in the root only: {line}");
            }
        }
        assert!(!manifest.contains("[features]"), "{path}: options are values, not features");
    }
}

/// The fenced blocks of a document: language and lines.
fn blocks(text: &str) -> Vec<(String, Vec<String>)> {
    let mut blocks: Vec<(String, Vec<String>)> = Vec::new();
    let mut inside = false;
    for line in text.lines() {
        match line.trim_start().strip_prefix("```") {
            Some(_) if inside => inside = false,
            Some(language) => {
                inside = true;
                blocks.push((language.to_owned(), Vec::new()));
            }
            None if inside => blocks.last_mut().unwrap().1.push(line.to_owned()),
            None => {}
        }
    }
    assert!(!inside, "a block is not closed");
    blocks
}

/// The commands of this program in a document's shell blocks, with what belongs to other programs cut off.
fn commands(text: &str) -> Vec<Vec<String>> {
    let mut commands = Vec::new();
    for (_, lines) in blocks(text).iter().filter(|(language, _)| language == "sh") {
        for line in lines.join("\n").replace("\\\n", " ").lines() {
            let mut words = vec![String::new()];
            let mut quoted = false;
            for char in line.trim().chars() {
                match char {
                    '\'' => quoted = !quoted,
                    '|' | '>' | '#' | ';' | '&' if !quoted => break,
                    ' ' if !quoted => words.push(String::new()),
                    _ => words.last_mut().unwrap().push(char),
                }
            }
            assert!(!quoted, "a quote is not closed: {line}");
            words.retain(|word| !word.is_empty());
            if words.first().is_some_and(|word| word == "serapeum") {
                commands.push(words[1..].to_vec());
            }
        }
    }
    commands
}

/// The names of the commands, as the code declares them.
fn subcommands() -> Vec<String> {
    let text = read("crates/serapeum/src/cli/mod.rs");
    let inside = text.lines().skip_while(|line| !line.starts_with("enum Command")).skip(1);
    let variants = inside.take_while(|line| *line != "}");
    variants.filter_map(|line| Some(line.trim().split_once('(')?.0.to_lowercase())).collect()
}

#[test]
fn documents_show_commands_that_exist() {
    let known = subcommands();
    assert!(known.iter().any(|name| name == "get"), "{known:?}");
    let mut options = BTreeMap::<String, String>::new();
    let documents: Vec<String> =
        walk("docs").into_iter().filter(|path| path.ends_with(".md")).collect();
    for path in documents.iter().map(String::as_str).chain(["README.md"]) {
        for command in commands(&read(path)) {
            let Some(name) = command.first().filter(|name| !name.starts_with('-')) else {
                continue;
            };
            assert!(known.contains(name), "{path}: there is no `serapeum {name}`");
            let help = options.entry(name.clone()).or_insert_with(|| {
                let run = Command::new(env!("CARGO_BIN_EXE_serapeum"))
                    .args([name.as_str(), "--help"])
                    .output();
                String::from_utf8(run.unwrap().stdout).unwrap()
            });
            for option in command.iter().filter(|word| word.starts_with("--")) {
                let option = option.split('=').next().unwrap();
                assert!(help.contains(option), "{path}: `serapeum {name}` has no {option}");
            }
        }
    }
}

#[test]
fn the_readme_shows_the_example_of_the_library() {
    let library = read("crates/serapeum/src/lib.rs");
    let docs: Vec<&str> = library.lines().map_while(|line| line.strip_prefix("//!")).collect();
    let docs: Vec<&str> = docs.iter().map(|line| line.strip_prefix(' ').unwrap_or(line)).collect();
    let shown = |lines: &[String]| -> Vec<String> {
        let visible = lines.iter().filter(|line| !line.starts_with("# "));
        visible.filter(|line| !line.is_empty()).cloned().collect()
    };
    let tested = blocks(&docs.join("\n")).into_iter().next().unwrap();
    let readme = blocks(&read("README.md")).into_iter().find(|(language, _)| language == "rust");
    assert_eq!(shown(&readme.expect("no rust example").1), shown(&tested.1));
}

#[test]
fn the_architecture_can_stand_in_the_documentation_of_the_crate() {
    let text = read("docs/architecture.md");
    assert!(text.starts_with("## "), "it follows a heading of the crate's");
    assert!(!text.lines().any(|line| line.starts_with("# ")));
    for (language, lines) in blocks(&text) {
        let known = ["text", "sh", "json", "sql"].contains(&language.as_str());
        assert!(known, "a block of `{language}` would be compiled: {lines:?}");
    }
    for (_, target) in text.match_indices("](").map(|(at, _)| text.split_at(at + 2)) {
        assert!(
            target.starts_with("https://"),
            "a link to a file leads nowhere there: {target:.40}"
        );
    }
}

#[test]
fn links_between_documents_lead_somewhere() {
    let documents: Vec<String> =
        walk("docs").into_iter().filter(|path| path.ends_with(".md")).collect();
    for path in documents.iter().map(String::as_str).chain(["README.md"]) {
        let text = read(path);
        let folder = root().join(path).parent().unwrap().to_owned();
        for (_, target) in text.match_indices("](").map(|(at, _)| text.split_at(at + 2)) {
            let target = target.split([')', '#', ' ']).next().unwrap();
            let elsewhere = target.is_empty() || target.contains("://");
            assert!(elsewhere || folder.join(target).exists(), "{path}: nothing at {target}");
        }
    }
}
