//! Damaged, foreign and forged cursors.

use base64::{Engine as _, engine::general_purpose};
use serapeum::{Cursor, Error, Lake, Value, ingest, sample};
use serapeum_model::{Params, Place};

use crate::{counting::counted, measure::Measured, rng::Rng, targets::told};

const CURSORS: usize = if cfg!(debug_assertions) { 10_000 } else { 100_000 };
/// So many of them are asked of a lake; the others are only read.
const ASKED: usize = if cfg!(debug_assertions) { 150 } else { 5_000 };

/// Tokens of other services, and of OpenAlex' own at different times.
const FOREIGN: &[&str] = &[
    "DnF1ZXJ5VGhlbkZldGNoBgAAAAAFc2FtcGxlFlNhbXBsZUN1cnNvclRva2Vu",
    "MTYyMzQ1Njc4OTAwMCwxMC41MDcyL2V4YW1wbGU",
    "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl",
    "AoJ7m6+w4vICPw5odHRwczovL2RvaS5vcmcv",
    "IlsxNjA5MzcyODAwMDAwLCAnaHR0cHM6Ly9vcGVuYWxleC5vcmcvVzI0ODg0OTk3NjQnXSI=",
    "Ils5OSwgMTIzNDUsICdodHRwczovL29wZW5hbGV4Lm9yZy9XMjc0MTgwOTgwNyddIg==",
    "IlsnLUluZmluaXR5JywgMCwgJ2h0dHBzOi8vb3BlbmFsZXgub3JnL1czMDQ1OTIxODkxJ10i",
    "InN0YW5kYXJkIg==",
];

/// What stands in the lists of OpenAlex' own tokens, and what should not.
const ITEMS: &[&str] = &[
    "99",
    "99.5",
    "-1",
    "None",
    "null",
    "True",
    "'x'",
    "\\\"x\\\"",
    "'",
    "\\\\",
    "[",
    "]",
    "[[",
    "{}",
    "9223372036854775807",
    "-9223372036854775808",
    "1e308",
    "1e999",
    "nan",
    "inf",
    "'-Infinity'",
    "'https://openalex.org/W2741809807'",
    "'https://openalex.org/W99999999999999999999'",
    "'W0'",
    "1609372800000",
    "-62135596800001",
    "253402300800000",
    "'2020-02-30'",
    "\\u0000",
    "'\u{202e}'",
    "''",
    "''''",
    "lambda: 0",
    "__import__('os')",
    ",",
    ", ,",
    "'\\\\'",
];

/// A lake in its second version, and tokens: of walks through it, and of walks through the first.
struct Walked {
    lake: Lake,
    /// A request without cursor, and a token of its walk.
    tokens: Vec<(String, String)>,
    old: Vec<(String, String)>,
    _folder: tempfile::TempDir,
}

const WALKS: &[&str] = &[
    "works?per-page=7",
    "works?per-page=7&sort=publication_date:desc",
    "works?per-page=7&filter=is_oa:true",
    "works?per-page=3&group_by=type",
    "works?per-page=3&group_by=publication_year",
    "authors?per-page=7",
    "sources?per-page=7&sort=display_name",
    "institutions?per-page=7",
];

fn walked() -> Walked {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("lake");
    let source = serapeum::source("openalex").unwrap();
    let mut versions = Vec::new();
    for seed in [1, 2] {
        let snapshot = folder.path().join(format!("snapshot{seed}"));
        let options = sample::Options { records: 120, seed, ..Default::default() };
        sample::openalex(&snapshot, &options, &()).unwrap();
        ingest::ingest(source, &snapshot, &path, &Default::default(), &()).unwrap();
        let lake = Lake::open(&path).unwrap();
        let mut tokens = Vec::new();
        for request in WALKS {
            let mut token = "*".to_owned();
            for _ in 0..3 {
                let body = lake.get(&format!("openalex/{request}&cursor={token}")).unwrap();
                let body: serde_json::Value = serde_json::from_str(&body).unwrap();
                let Some(next) = body["meta"]["next_cursor"].as_str() else { break };
                next.clone_into(&mut token);
                tokens.push(((*request).to_owned(), token.clone()));
            }
        }
        assert!(tokens.len() > WALKS.len(), "too few pages");
        versions.push((lake, tokens));
    }
    let (lake, tokens) = versions.pop().unwrap();
    let (_, old) = versions.pop().unwrap();
    Walked { lake, tokens, old, _folder: folder }
}

type Forge = (&'static str, fn(&mut Rng, &[(String, String)]) -> String);

const FORGES: &[Forge] = &[
    ("bit flips", flipped),
    ("bit flips", flipped),
    ("bit flips", flipped),
    ("characters changed", changed),
    ("cut", |rng, tokens| {
        let token = &rng.pick(tokens).1;
        token[..rng.below(token.len())].to_owned()
    }),
    ("longer", |rng, tokens| {
        let token = rng.pick(tokens).1.clone();
        let more =
            rng.pick(&["A", "AAAA", "=", "====", "%00", " ", "\n", "é", "-_", "+/"]).to_string();
        if rng.chance(50) { token + &more.repeat(1 + rng.below(2_000)) } else { more + &token }
    }),
    ("garbage", garbage),
    ("garbage", garbage),
    ("of other services", |rng, _| {
        let mut token = (*rng.pick(FOREIGN)).to_owned();
        if rng.chance(80) {
            let at = rng.below(token.len());
            token.replace_range(at..=at, rng.pick::<&str>(&["", "A", "=", "/", "I", "'"]));
        }
        token
    }),
    ("of their form", theirs),
    ("of their form", theirs),
    ("forged", forged),
];

fn decoded(token: &str) -> Vec<u8> {
    general_purpose::URL_SAFE_NO_PAD.decode(token).unwrap()
}

fn flipped(rng: &mut Rng, tokens: &[(String, String)]) -> String {
    let mut bytes = decoded(&rng.pick(tokens).1);
    let mut places: Vec<usize> = (0..=rng.below(4)).map(|_| rng.below(bytes.len() * 8)).collect();
    places.sort_unstable();
    places.dedup();
    for place in places {
        bytes[place / 8] ^= 1 << (place % 8);
    }
    general_purpose::URL_SAFE_NO_PAD.encode(bytes)
}

fn changed(rng: &mut Rng, tokens: &[(String, String)]) -> String {
    let token = &rng.pick(tokens).1;
    let at = rng.below(token.len());
    let old = token.as_bytes()[at];
    let new = loop {
        let new = *rng.pick(b"ABCDwxyz0189-_=+/ \0");
        if new != old {
            break new;
        }
    };
    format!("{}{}{}", &token[..at], char::from(new), &token[at + 1..])
}

fn garbage(rng: &mut Rng, _: &[(String, String)]) -> String {
    let most = if rng.chance(2) { 60_000 } else { 60 };
    let bytes: Vec<u8> = (0..rng.below(most)).map(|_| rng.next() as u8).collect();
    match rng.below(4) {
        0 => general_purpose::STANDARD.encode(bytes),
        1 => general_purpose::URL_SAFE.encode(bytes),
        2 => general_purpose::URL_SAFE_NO_PAD.encode(bytes),
        _ => String::from_utf8_lossy(&bytes).into_owned(),
    }
}

fn theirs(rng: &mut Rng, _: &[(String, String)]) -> String {
    let most = if rng.chance(2) { 3_000 } else { 5 };
    let items: Vec<&str> = (0..rng.below(most)).map(|_| *rng.pick(ITEMS)).collect();
    let list = items.join(", ");
    let text = match rng.below(8) {
        0 => format!("[{list}"),
        1 => list,
        2 => "[".repeat(1 + rng.below(20_000)),
        _ => format!("[{list}]"),
    };
    let json = if rng.chance(90) { format!("\"{text}\"") } else { text };
    general_purpose::STANDARD.encode(json)
}

/// A token whose checksum is right.
fn forged(rng: &mut Rng, tokens: &[(String, String)]) -> String {
    let mut cursor = Cursor::decode(&rng.pick(tokens).1).unwrap();
    let number = *rng.pick(&[0, 1, 2, 7, 131_072, i32::MAX.cast_unsigned(), u32::MAX]);
    match rng.below(6) {
        0 => cursor.rows = number,
        1 => cursor.query = rng.next(),
        2 => cursor.total = *rng.pick(&[0, 1, u64::MAX]),
        3 => cursor.place = Place::Record { part: number, row: rng.next() as u32 },
        4 => cursor.place = Place::Record { part: 0, row: number },
        _ => {
            let keys = [
                None,
                Some(Value::Int(i64::MIN)),
                Some(Value::Float(f64::NAN)),
                Some(Value::Bool(true)),
                Some(Value::Date(i32::MAX)),
                Some(Value::Time(i64::MAX)),
                Some(Value::Text("\0".repeat(rng.below(40_000)))),
                Some(Value::Text("'; DROP TABLE works; --".to_owned())),
            ];
            cursor.place = Place::Group(rng.pick(&keys).clone());
        }
    }
    cursor.encode()
}

fn escaped(token: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.*".contains(&byte);
    token
        .bytes()
        .map(|b| if plain(b) { char::from(b).to_string() } else { format!("%{b:02X}") })
        .collect()
}

/// The status and the whole body of an answer or a refusal.
fn ask(lake: &Lake, request: &str) -> (u16, serde_json::Value) {
    match lake.reply(request) {
        Ok(reply) | Err(Error::Request { reply, .. }) => {
            (reply.status, serde_json::from_slice(&reply.body).unwrap())
        }
        Err(error) => panic!("{request}: {error}"),
    }
}

fn refused(what: &str, lake: &Lake, request: &str) {
    let ((status, body), bytes) = counted(|| ask(lake, request));
    let told = body["error"] == "Pagination error."
        && body["message"].as_str().is_some_and(|text| text.contains("ursor"));
    assert!(status == 400 && told, "{what}: {request}: {status} {body}");
    assert!(bytes < 10 << 20, "{what}: {request}: {bytes} bytes");
}

#[test]
fn damaged_cursors_are_refused() {
    let _alone = crate::alone();
    let walked = walked();
    let source = serapeum::source("openalex").unwrap();
    let (mut rng, mut measured) = (Rng(0xC0FFEE), Measured::default());
    let mut passed = 0;
    for at in 0..CURSORS {
        let (kind, forge) = FORGES[at % FORGES.len()];
        let token = forge(&mut rng, &walked.tokens);
        let (request, usual) = rng.pick(&walked.tokens);
        let (path, query) = request.split_once('?').unwrap();
        let read = |token: &str| {
            let params = Params::parse(&format!("{query}&cursor={}", escaped(token)));
            let read = source.dialect.read(path, &params, false);
            if let Err(error) = &read {
                told(source, error, &params);
            }
            read.is_ok()
        };
        if at % 20 == 0 {
            assert!(measured.task("untouched", usual, || read(usual)), "{request} {usual}");
        }
        let is_read = measured.task(kind, &token, || read(&token));
        let intact = ["", "*"].contains(&token.as_str());
        if kind.starts_with("bit") || kind.starts_with("characters") || kind == "cut" {
            assert!(intact || !is_read, "{kind}: {request} reads {token}");
        }
        passed += usize::from(is_read);
        if at % (CURSORS / ASKED) == 0 {
            let request = format!("openalex/{request}&cursor={}", escaped(&token));
            let (status, body) = ask(&walked.lake, &request);
            match status {
                200 => assert!(body["meta"]["count"].is_u64(), "{request}: {body}"),
                400 if body["error"] == "Pagination error." => {}
                _ => panic!("{kind}: {request}: {status} {body}"),
            }
        }
    }
    eprintln!("{passed} of {CURSORS} name a place");
    measured.close("cursors", "untouched");
}

#[test]
fn cursors_of_other_walks_are_refused() {
    let _alone = crate::alone();
    let Walked { lake, tokens, old, _folder } = walked();
    for (request, token) in &tokens {
        for other in WALKS.iter().filter(|other| *other != request) {
            let request = format!("openalex/{other}&cursor={token}");
            refused("another walk", &lake, &request);
        }
        let (status, body) = ask(&lake, &format!("openalex/{request}&cursor={token}"));
        assert_eq!(status, 200, "{request}: {body}");
    }
    for (request, token) in &old {
        refused("an older version", &lake, &format!("openalex/{request}&cursor={token}"));
    }
}
