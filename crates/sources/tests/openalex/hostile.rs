use super::{error_text, read_as};

/// A small generator of repeatable numbers (xorshift).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % bound as u64) as usize
    }
}

const SEEDS: &[&str] = &[
    "works?filter=publication_year:2018-2020,type:!article|book,title.search:x&sort=cited_by_count:desc",
    "works?filter=author.id:A5023888391|null,updated_date:>2020-05-17,cited_by_count:<5&per-page=10&page=3",
    "works?filter=display_name:\"a, b\"|\"c\",institutions.continent:europe asia&group_by=type:include_unknown",
    "works?cursor=Ils5OSwgMTIzNDUsICdodHRwczovL29wZW5hbGV4Lm9yZy9XMjc0MTgwOTgwNyddIg==",
    "works/https://doi.org/10.7717/peerj.4375",
    "authors/scopus:36455008000",
    "institutions/wikidata:Q13371",
    "sources/issn:2167-8359",
    "funders/ror:021nxhr62",
    "source-types/https://openalex.org/source-types/ebook%20platform",
    "domains?filter=fields.id:17|fields/27,id:!3&sort=display_name",
    "authors?filter=from_updated_date:2020-05-17T10:00:00.5Z,scopus:1&corpus=all",
];

const PIECES: &[&str] = &[
    "!",
    "|",
    ":",
    ",",
    "\"",
    "-",
    "<",
    ">",
    "null",
    "é",
    "\u{1F600}",
    "ß",
    "İ",
    "%",
    "%00",
    "%ff",
    "+",
    " ",
    "&",
    "=",
    "/",
    "?",
    "W",
    "10.",
    "9999999999999999999999",
    "Q",
    "'",
    "\\",
    "[",
    "]",
    "\u{0}",
    "*",
    "true",
    "1e999",
];

#[test]
fn mutated_requests_never_panic() {
    let mut numbers = Numbers(0x5EED);
    for round in 0..10_000 {
        let mut text: Vec<char> = SEEDS[round % SEEDS.len()].chars().collect();
        for _ in 0..=numbers.below(4) {
            let at = numbers.below(text.len() + 1);
            match numbers.below(3) {
                0 => drop(text.drain(at..(at + numbers.below(6)).min(text.len()))),
                1 => {
                    let piece = PIECES[numbers.below(PIECES.len())];
                    text.splice(at..at, piece.chars());
                }
                _ => {
                    let from = numbers.below(text.len() + 1).min(at);
                    let copy: Vec<char> = text[from..at].to_vec();
                    text.splice(at..at, copy);
                }
            }
        }
        let text: String = text.into_iter().collect();
        if let Err(error) = read_as(&text, round % 2 == 0) {
            assert!(!error_text(&error).is_empty());
        }
    }
}

#[test]
fn long_values_are_read_without_recursion() {
    for piece in ["!", "-", "|", ",", " ", "\"", "null|", "W12|", "type:a,", "é"] {
        let value = piece.repeat(50_000 / piece.len());
        for name in ["cited_by_count", "type", "author.id", "updated_date", "doi", "is_oa"] {
            let _ = read_as(&format!("works?filter={name}:{value}"), false);
        }
        let _ = read_as(&format!("works/{value}"), false);
        let _ = read_as(&format!("works?sort={value}"), false);
    }
}
