//! Requests of random bytes: an answer or an error, never a panic.

use serapeum_model::Params;
use serapeum_sources::datacite::SOURCE;

use super::numbers::Numbers;

const PIECES: &[&str] = &[
    "prefix:",
    "updated:",
    "citationCount:",
    "_exists_:",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    " TO ",
    " AND ",
    " OR ",
    "NOT ",
    "+",
    "-",
    "!",
    "\"",
    "\\",
    "*",
    "?",
    "~",
    "^",
    "1",
    "2020-01",
    ">=",
    "<",
    "a",
    "ü",
    " ",
    ":",
    "/",
    "10.1/x",
    "types.resourceTypeGeneral:",
    "😀",
    "\u{0}",
    "&&",
    "||",
    "^2",
];

#[test]
fn queries_of_random_pieces() {
    let mut numbers = Numbers(0x5eed);
    let mut read = 0;
    for _ in 0..3_000 {
        let pieces = numbers.below(12) + 1;
        let text: String = (0..pieces).map(|_| PIECES[numbers.below(PIECES.len())]).collect();
        let escaped: String = text.bytes().map(|byte| format!("%{byte:02X}")).collect();
        let params = Params::parse(&format!("query={escaped}"));
        for strict in [false, true] {
            match SOURCE.dialect.read("dois", &params, strict) {
                Ok(_) => read += 1,
                Err(error) => {
                    let reply = SOURCE.dialect.write_error(&error);
                    assert_eq!(reply.status, 400, "{text}");
                    serde_json::from_slice::<serde_json::Value>(&reply.body).unwrap();
                }
            }
        }
    }
    assert!(read > 50, "{read}");
}

#[test]
fn parameters_of_random_values() {
    const NAMES: &[&str] = &[
        "prefix",
        "client-id",
        "published",
        "has-citations",
        "user-id",
        "funder-id",
        "affiliation-id",
        "ids",
        "id",
        "page[cursor]",
        "page[size]",
        "page[number]",
        "fields[dois]",
        "facets",
        "sort",
        "field-of-science",
        "resource-type-id",
        "subject",
        "fields[",
        "é",
        "schema-version",
    ];
    let mut numbers = Numbers(0xda7a);
    for _ in 0..3_000 {
        let name = NAMES[numbers.below(NAMES.len())];
        let value: String =
            (0..numbers.below(6)).map(|_| PIECES[numbers.below(PIECES.len())]).collect();
        let escaped: String = value.bytes().map(|byte| format!("%{byte:02X}")).collect();
        let params = Params::parse(&format!("{name}={escaped}"));
        for path in ["dois", "clients", "providers", "prefixes", "dois/10.1/x"] {
            if let Err(error) = SOURCE.dialect.read(path, &params, false) {
                SOURCE.dialect.write_error(&error);
            }
        }
    }
}
