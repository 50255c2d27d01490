//! Requests of very many conditions: the planner takes stack for each, so they are answered or refused, whatever their
//! kind, on the small stack of a test as well.

use std::path::Path;

use serapeum::{Error, Lake, index_words, ingest};
use serde_json::Value;

fn several(count: usize, separator: &str, one: impl Fn(usize) -> String) -> String {
    (0..count).map(one).collect::<Vec<_>>().join(separator)
}

/// A parameter with so many conditions of one kind each.
fn kinds(count: usize) -> Vec<(&'static str, String)> {
    let many = |separator: &str, one: &dyn Fn(usize) -> String| several(count, separator, one);
    vec![
        ("numbers", format!("filter={}", many(",", &|n| format!("cited_by_count:>{n}")))),
        ("negated", format!("filter={}", many(",", &|n| format!("publication_year:!{n}")))),
        ("lists", format!("filter={}", many(",", &|n| format!("concepts.id:C{n}")))),
        ("ranges", format!("filter=publication_year:{}", many("|", &|n| format!("{n}-{}", n + 1)))),
        ("searches", format!("filter={}", many(",", &|n| format!("title.search:w{n}")))),
        ("words", format!("search={}", many("%20OR%20", &|n| format!("w{n}")))),
        ("values", format!("filter=ids.openalex:{}", many("|", &|n| format!("W{n}")))),
    ]
}

#[test]
fn many_conditions_are_answered_or_refused() {
    let _alone = crate::alone();
    let folder = tempfile::tempdir().unwrap();
    let snapshot = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../sample-data/openalex");
    let mut options = ingest::Options::default();
    options.entities = vec!["works".to_owned()];
    let source = serapeum::source("openalex").unwrap();
    ingest::ingest(source, &snapshot, folder.path(), &options, &()).unwrap();
    index_words(folder.path(), &|_, _| true, Default::default(), &()).unwrap();
    let lake = Lake::open(folder.path()).unwrap();
    for count in [25, 240, 1_000, 10_000] {
        for (kind, params) in kinds(count) {
            let (reply, told) = match lake.reply(&format!("openalex/works?{params}")) {
                Ok(reply) => (reply, String::new()),
                Err(Error::Request { reply, error }) => (reply, error.to_string()),
                Err(error) => panic!("{count} {kind}: {error}"),
            };
            if kind == "numbers" && count == 240 {
                assert_eq!(reply.status, 200);
            }
            let body: Value = serde_json::from_slice(&reply.body).unwrap();
            // Words, and values of one field, are one condition; others are more with a negation or a join.
            let is_one = matches!(kind, "words" | "values");
            match reply.status {
                200 => assert!(is_one || count <= 240, "{count} {kind}"),
                status => {
                    assert_eq!(status, 400, "{count} {kind}: {body}");
                    assert!(!is_one && count > 25, "{count} {kind}: {body}");
                    assert!(told.contains("512 can be answered at once"), "{count} {kind}: {told}");
                }
            }
        }
    }
}
