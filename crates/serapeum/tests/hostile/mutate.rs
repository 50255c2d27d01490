//! Requests that nobody should send, made of requests that one may.

use crate::rng::Rng;

/// A kind of damage.
pub(crate) type Damage = (&'static str, fn(&mut Rng, &[String]) -> String);

pub(crate) const DAMAGES: &[Damage] = &[
    ("bytes", bytes),
    ("cut and joined", joined),
    ("nested", nested),
    ("huge list", huge),
    ("quotes", quotes),
    ("escapes", escapes),
    ("unknown name", unknown),
    ("absurd number", numbers),
    ("control characters", controls),
    ("many parameters", many),
];

fn one<'c>(rng: &mut Rng, corpus: &'c [String]) -> &'c str {
    rng.pick::<String>(corpus)
}

/// A place between two characters.
fn place(rng: &mut Rng, text: &str) -> usize {
    let mut at = rng.below(text.len() + 1);
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn insert(rng: &mut Rng, text: &str, pieces: &[&str]) -> String {
    let mut text = text.to_owned();
    for _ in 0..=rng.below(5) {
        let at = place(rng, &text);
        text.insert_str(at, rng.pick::<&str>(pieces));
    }
    text
}

/// What stands after a `:` or `=` is a value; one of them is replaced.
fn with_value(rng: &mut Rng, text: &str, value: &str) -> String {
    let starts: Vec<usize> = text.match_indices([':', '=']).map(|(at, _)| at + 1).collect();
    if starts.is_empty() {
        return format!("{text}?filter=publication_year:{value}");
    }
    let start = *rng.pick(&starts);
    let rest = &text[start..];
    let end = rest.find(['&', ',', '|', ':']).unwrap_or(rest.len());
    format!("{}{value}{}", &text[..start], &rest[end..])
}

fn bytes(rng: &mut Rng, corpus: &[String]) -> String {
    let mut bytes = one(rng, corpus).as_bytes().to_vec();
    for _ in 0..=rng.below(8) {
        let at = rng.below(bytes.len().max(1));
        match rng.below(3) {
            0 => bytes.insert(at, rng.next() as u8),
            1 if !bytes.is_empty() => drop(bytes.remove(at)),
            _ if !bytes.is_empty() => bytes[at] ^= 1 << rng.below(8),
            _ => {}
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn joined(rng: &mut Rng, corpus: &[String]) -> String {
    let (a, b) = (one(rng, corpus).to_owned(), one(rng, corpus));
    let (end, start) = (place(rng, &a), place(rng, b));
    format!("{}{}", &a[..end], &b[start..])
}

fn nested(rng: &mut Rng, corpus: &[String]) -> String {
    let text = one(rng, corpus).to_owned();
    let piece = *rng.pick(&["(", "[", "{", "!", "-", "\"", "((a|", "![", "a:(", "%28", "<", "'"]);
    let value = piece.repeat(1 + rng.below(20_000 / piece.len()));
    with_value(rng, &text, &value)
}

fn huge(rng: &mut Rng, corpus: &[String]) -> String {
    let text = one(rng, corpus).to_owned();
    let mark = *rng.pick(&["|", ",", "+", "%20", "|!", ",,", "||", ":"]);
    let item = *rng.pick(&["W12", "de", "2020", "null", "true", "x", "1-2", "", "type:book", "é"]);
    let count = 1 + rng.below(20_000);
    let value = vec![item; count].join(mark);
    with_value(rng, &text, &value)
}

fn quotes(rng: &mut Rng, corpus: &[String]) -> String {
    let text = one(rng, corpus).to_owned();
    insert(rng, &text, &["\"", "'", "`", "\\", "\\\"", "%22", "%27", "\u{201c}", "$1", "--", ";"])
}

fn escapes(rng: &mut Rng, corpus: &[String]) -> String {
    const PIECES: &[&str] = &[
        "%",
        "%%",
        "%2",
        "%zz",
        "%00",
        "%ff",
        "%c3%28",
        "%ed%a0%80",
        "%25%32%35",
        "%2526",
        "%26",
        "%3D",
        "%3F",
        "%23",
        "%0d%0a",
        "+",
        "%2B",
        "%u0041",
        "%F0%9F%98%80",
    ];
    let text = one(rng, corpus).to_owned();
    insert(rng, &text, PIECES)
}

fn unknown(rng: &mut Rng, corpus: &[String]) -> String {
    let text = one(rng, corpus).to_owned();
    let names: Vec<(usize, usize)> = text
        .split_inclusive(['/', '?', '&', '=', ':', ',', '.', '_'])
        .scan(0, |at, part| {
            let start = *at;
            *at += part.len();
            Some((start, *at))
        })
        .collect();
    let (start, end) = *rng.pick(&names);
    let letters = ["x", "e", "_", "-", "É", "IDs", "works", "__proto__", "constructor", "0"];
    let middle: String = match rng.below(3) {
        0 => String::new(),
        1 => text[start..end].chars().rev().collect(),
        _ => (0..=rng.below(30)).map(|_| *rng.pick(&letters)).collect(),
    };
    format!("{}{middle}{}", &text[..start], &text[end..])
}

fn numbers(rng: &mut Rng, corpus: &[String]) -> String {
    const NUMBERS: &[&str] = &[
        "99999999999999999999999999",
        "-99999999999999999999",
        "9223372036854775807",
        "-9223372036854775808",
        "18446744073709551616",
        "1e308",
        "1e999",
        "-1e999",
        "NaN",
        "inf",
        "-inf",
        "Infinity",
        "0x10",
        "1_000",
        "١٢",
        "０",
        "1.",
        ".5",
        "+5",
        "--5",
        "5--",
        "-",
        "1e",
        "9e-324",
        "0000000000000000000000001",
        "1-2-3",
        ">>5",
        "<",
        ">",
        "<-1",
        "2020-02-30",
        "9999-12-31",
        "-9999-01-01",
        "10000-01-01",
        "2020-1-1",
        "0000-00-00",
        "2020-01-01T25:61:61Z",
        "W99999999999999999999999",
        "W00000000000001",
        "W1e5",
        "A0",
    ];
    let (text, value) = (one(rng, corpus).to_owned(), *rng.pick(NUMBERS));
    let text = with_value(rng, &text, value);
    let name = *rng.pick(&["per-page", "page", "sample", "seed", "per_page", "cursor"]);
    if rng.chance(50) { format!("{text}&{name}={}", rng.pick(NUMBERS)) } else { text }
}

fn controls(rng: &mut Rng, corpus: &[String]) -> String {
    const PIECES: &[&str] = &[
        "\0",
        "\n",
        "\r",
        "\t",
        "\u{7f}",
        "\u{85}",
        "\u{200b}",
        "\u{202e}",
        "\u{feff}",
        "\u{fffd}",
        "\u{2028}",
        "\u{10ffff}",
        "İ",
        "ß",
        "ﬀ",
        "e\u{301}",
        "\u{1b}[31m",
        "%00",
        "%0A",
        "%7F",
    ];
    let text = one(rng, corpus).to_owned();
    insert(rng, &text, PIECES)
}

fn many(rng: &mut Rng, corpus: &[String]) -> String {
    let text = one(rng, corpus).to_owned();
    const NAMES: &[&str] = &[
        "filter",
        "sort",
        "page",
        "per-page",
        "per_page",
        "cursor",
        "group_by",
        "group_bys",
        "select",
        "sample",
        "seed",
        "q",
        "search",
        "mailto",
        "corpus",
        "include_xpac",
        "format",
        "=",
        "&",
        "?",
        "api_key",
        "apc_sum",
    ];
    const VALUES: &[&str] =
        &["", "*", "1", "-1", "type", "type:book", "true", "null", "a:b:c", "core", "id", "%"];
    let joint = if text.contains('?') { "&" } else { "?" };
    let most = if rng.chance(10) { 2_000 } else { 6 };
    let pairs = (0..=rng.below(most)).map(|_| format!("{}={}", rng.pick(NAMES), rng.pick(VALUES)));
    let pairs: Vec<String> = pairs.collect();
    format!("{text}{joint}{}", pairs.join("&"))
}
