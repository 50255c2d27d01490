//! What a search means, by looking at the words of each record: slow, and with nothing of an index.

use std::collections::HashMap;

use serapeum_model::{Analysis, Occur, TextField, TextQuery};
use serapeum_search::words;
use serde_json::Value;

/// The words of a record: those of each field with their places.
pub(crate) struct Record {
    words: HashMap<(&'static str, Analysis), Placed>,
}

type Placed = Vec<(i64, String)>;

impl Record {
    pub(crate) fn of(record: &Value) -> Record {
        let text = |value: &Value| value.as_str().filter(|t| !t.is_empty()).map(str::to_owned);
        let each = |list: &Value, member: &str| -> Vec<String> {
            list.as_array().into_iter().flatten().filter_map(|one| text(&one[member])).collect()
        };
        let name = text(&record["display_name"]).or_else(|| text(&record["title"]));
        let authors = record["authorships"].as_array().cloned().unwrap_or_default();
        let mut affiliations: Vec<String> = authors
            .iter()
            .flat_map(|author| {
                author["raw_affiliation_strings"].as_array().cloned().unwrap_or_default()
            })
            .filter_map(|one| text(&one))
            .collect();
        if affiliations.is_empty() {
            affiliations = each(&record["authorships"], "raw_affiliation_string");
        }
        let mut keywords = each(&record["keywords"], "display_name");
        if keywords.is_empty() {
            keywords = each(&record["keywords"], "keyword");
        }
        let texts = [
            ("display_name", name.into_iter().collect()),
            ("abstract", in_order(&record["abstract_inverted_index"]).into_iter().collect()),
            ("keywords.display_name", keywords),
            ("raw_affiliation_strings", affiliations),
            ("authorships.raw_author_name", each(&record["authorships"], "raw_author_name")),
        ];
        let mut words = HashMap::new();
        for (text, values) in texts {
            for analysis in [Analysis::English, Analysis::Exact] {
                words.insert((text, analysis), placed(&values, analysis));
            }
        }
        Record { words }
    }

    pub(crate) fn words(&self, text: &'static str, analysis: Analysis) -> &Placed {
        &self.words[&(text, analysis)]
    }

    pub(crate) fn matches(&self, query: &TextQuery) -> bool {
        self.holds(query).unwrap_or(false)
    }

    /// `None` where no word is left that counts.
    fn holds(&self, query: &TextQuery) -> Option<bool> {
        let of = |parts: &[TextQuery]| -> Vec<bool> {
            parts.iter().filter_map(|part| self.holds(part)).collect()
        };
        match query {
            TextQuery::All(parts) => some(of(parts)).map(|parts| parts.into_iter().all(|p| p)),
            TextQuery::Any(parts) => some(of(parts)).map(|parts| parts.into_iter().any(|p| p)),
            TextQuery::Not(part) => self.holds(part).map(|part| !part),
            TextQuery::Words { how: Occur::Each, text, fields } => {
                let mut each: HashMap<u32, bool> = HashMap::new();
                for field in fields {
                    for (place, word) in words(text, field.analysis) {
                        *each.entry(place).or_default() |= self.has(*field, |other| *other == word);
                    }
                }
                some(each.into_values().collect()).map(|each| each.into_iter().all(|has| has))
            }
            TextQuery::Words { how, text, fields } => {
                let any = fields.iter().filter_map(|field| {
                    let words = some(words(text, field.analysis))?;
                    let mut has = words.iter().map(|(_, w)| self.has(*field, |other| other == w));
                    Some(if *how == Occur::Some { has.any(|h| h) } else { has.all(|h| h) })
                });
                some(any.collect()).map(|any| any.into_iter().any(|has| has))
            }
            TextQuery::Phrase { text, slop, patterns, fields } => {
                let any = fields.iter().filter_map(|field| {
                    let phrase = some(phrase(text, field.analysis, *patterns))?;
                    Some(self.phrase(*field, &phrase, i64::from(*slop)))
                });
                some(any.collect()).map(|any| any.into_iter().any(|has| has))
            }
            TextQuery::Near { phrases, gaps, patterns, fields } => {
                let any = fields.iter().filter_map(|field| {
                    let each = phrases.iter().map(|text| phrase(text, field.analysis, *patterns));
                    let each = some(each.filter(|phrase| !phrase.is_empty()).collect::<Vec<_>>())?;
                    Some(self.near(*field, &each, i64::from(*gaps)))
                });
                some(any.collect()).map(|any| any.into_iter().any(|has| has))
            }
            TextQuery::Whole { text, fields } => {
                let any = fields.iter().filter_map(|field| {
                    let words = some(words(text, field.analysis))?;
                    let words = words.into_iter().map(|(at, word)| (i64::from(at), word));
                    Some(words.collect::<Placed>() == *self.words(field.text, field.analysis))
                });
                some(any.collect()).map(|any| any.into_iter().any(|has| has))
            }
            TextQuery::Scored(part, _) => self.holds(part),
            TextQuery::Pattern { pattern, fields } => {
                let pattern = pattern.to_lowercase();
                Some(fields.iter().any(|field| self.has(*field, |word| glob(&pattern, word))))
            }
            TextQuery::Fuzzy { word, distance, fields } => {
                let word = word.to_lowercase();
                let near = |other: &String| apart(&word, other) <= usize::from(*distance);
                Some(fields.iter().any(|field| self.has(*field, near)))
            }
        }
    }

    fn has(&self, field: TextField, test: impl Fn(&String) -> bool) -> bool {
        self.words(field.text, field.analysis).iter().any(|(_, word)| test(word))
    }

    /// Every choice of a place for each word is tried.
    fn phrase(&self, field: TextField, phrase: &Placed, slop: i64) -> bool {
        let words = self.words(field.text, field.analysis);
        let places: Vec<Vec<i64>> = phrase.iter().map(|(_, word)| places(words, word)).collect();
        choose(&places, &mut |chosen| {
            let moved: Vec<i64> = chosen.iter().zip(phrase).map(|(at, (o, _))| at - o).collect();
            let mut distinct = chosen.to_vec();
            distinct.sort_unstable();
            distinct.dedup();
            distinct.len() == chosen.len()
                && moved.iter().max().unwrap() - moved.iter().min().unwrap() <= slop
        })
    }

    fn near(&self, field: TextField, phrases: &[Placed], gaps: i64) -> bool {
        let words = self.words(field.text, field.analysis);
        let mut length = 0;
        let mut spans = Vec::new();
        for phrase in phrases {
            let (first, last) = (phrase[0].0, phrase.last().unwrap().0);
            length += last - first + 1;
            let starts = places(words, &phrase[0].1);
            let stands = |start: &i64| {
                phrase.iter().all(|(o, word)| places(words, word).contains(&(start + o - first)))
            };
            let starts: Vec<i64> = starts.into_iter().filter(stands).collect();
            spans.push((last - first + 1, starts));
        }
        let starts: Vec<Vec<i64>> = spans.iter().map(|(_, starts)| starts.clone()).collect();
        choose(&starts, &mut |chosen| {
            let ends = chosen.iter().zip(&spans).map(|(start, (length, _))| start + length);
            ends.max().unwrap() - chosen.iter().min().unwrap() - length <= gaps
        })
    }
}

/// The words of values, of which each is apart from the others.
fn placed(values: &[String], analysis: Analysis) -> Placed {
    let mut placed = Vec::new();
    let mut first = 0;
    for value in values {
        for (place, word) in words(value, analysis) {
            placed.push((first + i64::from(place), word));
        }
        let all = words(value, Analysis::Exact).last().map_or(0, |(place, _)| place + 1);
        first += i64::from(all) + 100;
    }
    placed
}

fn some<T>(list: Vec<T>) -> Option<Vec<T>> {
    (!list.is_empty()).then_some(list)
}

fn places(words: &Placed, pattern: &str) -> Vec<i64> {
    let like = |word: &str| {
        if pattern.contains(['*', '?']) { glob(pattern, word) } else { word == pattern }
    };
    words.iter().filter(|(_, word)| like(word)).map(|(at, _)| *at).collect()
}

fn choose(places: &[Vec<i64>], fits: &mut dyn FnMut(&[i64]) -> bool) -> bool {
    fn go(
        places: &[Vec<i64>],
        chosen: &mut Vec<i64>,
        fits: &mut dyn FnMut(&[i64]) -> bool,
    ) -> bool {
        let Some(these) = places.get(chosen.len()) else { return fits(chosen) };
        these.iter().any(|place| {
            chosen.push(*place);
            let found = go(places, chosen, fits);
            chosen.pop();
            found
        })
    }
    go(places, &mut Vec::new(), fits)
}

fn phrase(text: &str, analysis: Analysis, patterns: bool) -> Placed {
    let mut phrase = Vec::new();
    let mut first = 0;
    for piece in text.split_whitespace() {
        if patterns && piece.contains(['*', '?']) {
            phrase.push((first, piece.to_lowercase()));
            first += 1;
        } else {
            let found = words(piece, analysis).into_iter();
            phrase.extend(found.map(|(place, word)| (first + i64::from(place), word)));
            first += words(piece, Analysis::Exact).len() as i64;
        }
    }
    phrase
}

fn glob(pattern: &str, word: &str) -> bool {
    let mut rest = word.chars();
    match pattern.chars().next() {
        None => word.is_empty(),
        Some('*') => {
            glob(&pattern[1..], word) || (rest.next().is_some() && glob(pattern, rest.as_str()))
        }
        Some(c) => {
            rest.next().is_some_and(|other| c == '?' || c == other)
                && glob(&pattern[c.len_utf8()..], rest.as_str())
        }
    }
}

/// By how many letters two words differ; two that change places are one.
pub(crate) fn apart(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut table = vec![vec![0; b.len() + 1]; a.len() + 1];
    for i in 0..=a.len() {
        for j in 0..=b.len() {
            table[i][j] = match (i, j) {
                (0, n) | (n, 0) => n,
                _ => {
                    let replaced = table[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
                    let mut least = replaced.min(table[i - 1][j] + 1).min(table[i][j - 1] + 1);
                    if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                        least = least.min(table[i - 2][j - 2] + 1);
                    }
                    least
                }
            };
        }
    }
    table[a.len()][b.len()]
}

/// The words of an inverted index in order.
fn in_order(index: &Value) -> Option<String> {
    let parsed = index.as_str().map(|text| serde_json::from_str::<Value>(text).unwrap_or_default());
    let index = parsed.as_ref().unwrap_or(index);
    let inner = index.get("InvertedIndex").filter(|inner| inner.is_object()).unwrap_or(index);
    let mut words: Vec<(u64, &String)> = Vec::new();
    for (word, places) in inner.as_object()? {
        words.extend(
            places.as_array().into_iter().flatten().filter_map(Value::as_u64).map(|at| (at, word)),
        );
    }
    words.sort_by_key(|(at, _)| *at);
    Some(words.into_iter().map(|(_, word)| word.as_str()).collect::<Vec<_>>().join(" "))
}
