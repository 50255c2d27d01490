//! Random queries of Lucene's language over exact fields, and what they mean.

use crate::{
    fields::{Analysis, FIELDS, Field},
    record::{Record, instant},
    rng::Rng,
};

/// How a clause is joined to the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Joint {
    Beside,
    And,
    Or,
}

/// A query, taken apart.
pub(crate) enum Query {
    /// Clauses with their joints, and whether each is denied.
    Clauses(Vec<(Joint, bool, Query)>),
    /// What is written behind the field's name, and what it asks of a value.
    Test(&'static Field, String, Ask),
}

/// What is asked of the values of a field.
pub(crate) enum Ask {
    Exists,
    Equals(Vec<String>),
    Wild(String),
    Within { from: Option<(String, bool)>, to: Option<(String, bool)> },
}

impl Query {
    pub(crate) fn draw(random: &mut Rng, records: &[Record], depth: usize) -> Query {
        if depth == 0 || random.chance(40) {
            return test(random, records);
        }
        let mut clauses = Vec::new();
        let uniform = *random.pick(&[None, Some(Joint::Or), Some(Joint::Or), Some(Joint::And)]);
        for _ in 0..2 + random.below(2) {
            let joint = match uniform {
                Some(joint) if !random.chance(10) => joint,
                _ => *random.pick(&[Joint::Beside, Joint::And, Joint::Or]),
            };
            clauses.push((joint, random.chance(15), Query::draw(random, records, depth - 1)));
        }
        Query::Clauses(clauses)
    }

    pub(crate) fn text(&self, random: &mut Rng) -> String {
        match self {
            Query::Test(_, text, _) => text.clone(),
            Query::Clauses(clauses) => {
                let mut text = String::new();
                for (at, (joint, denied, clause)) in clauses.iter().enumerate() {
                    if at > 0 {
                        let signs: &[&str] = match joint {
                            Joint::Beside => &[" "],
                            Joint::And => &[" AND ", " && "],
                            Joint::Or => &[" OR ", " || "],
                        };
                        let sign = *random.pick(signs);
                        text.push_str(sign);
                    }
                    if *denied {
                        let sign = *random.pick(&["NOT ", "-", "!"]);
                        text.push_str(sign);
                    }
                    let inner = clause.text(random);
                    match clause {
                        Query::Clauses(_) => text.push_str(&format!("({inner})")),
                        Query::Test(..) => text.push_str(&inner),
                    }
                }
                text
            }
        }
    }

    pub(crate) fn holds(&self, record: &Record) -> bool {
        match self {
            Query::Test(field, _, ask) => {
                field.values(record).iter().any(|value| ask.holds(value, field.2))
            }
            Query::Clauses(clauses) => {
                // Lucene's own reading: an OR makes both of its sides optional, an AND both required.
                let mut required: Vec<bool> = Vec::new();
                for (at, (joint, denied, _)) in clauses.iter().enumerate() {
                    if let Some(last) = required.last_mut() {
                        match joint {
                            Joint::And => *last = true,
                            Joint::Or => *last = false,
                            Joint::Beside => {}
                        }
                    }
                    required.push(at == 0 || *joint != Joint::Or && !denied);
                }
                let mut optional = None;
                for (needed, (_, denied, clause)) in required.iter().zip(clauses) {
                    let holds = clause.holds(record);
                    match (denied, needed) {
                        (true, _) if holds => return false,
                        (true, _) => {}
                        (false, true) if !holds => return false,
                        (false, true) => {}
                        (false, false) => optional = Some(optional.unwrap_or(false) || holds),
                    }
                }
                let must =
                    required.iter().zip(clauses).any(|(needed, clause)| *needed && !clause.1);
                must || optional.unwrap_or(true)
            }
        }
    }
}

impl Ask {
    fn holds(&self, value: &str, analysis: Analysis) -> bool {
        let fold = |text: &str| match analysis {
            Analysis::Lower => text.to_lowercase(),
            _ => text.to_owned(),
        };
        match self {
            Ask::Exists => true,
            Ask::Equals(wanted) => wanted.iter().any(|wanted| match analysis {
                Analysis::Instant => {
                    within(value, &Some((wanted.clone(), true)), &Some((wanted.clone(), true)))
                }
                _ => fold(wanted) == value,
            }),
            Ask::Wild(pattern) => {
                let pattern: Vec<char> = fold(pattern).chars().collect();
                wild(&pattern, &value.chars().collect::<Vec<_>>())
            }
            Ask::Within { from, to } => match analysis {
                Analysis::Instant => within(value, from, to),
                Analysis::Number => {
                    let number = |text: &str| text.parse::<i64>().unwrap();
                    // A text that is no number lies nowhere.
                    let Ok(value) = value.parse::<i64>() else { return false };
                    from.as_ref().is_none_or(|(bound, own)| {
                        value > number(bound) || *own && value == number(bound)
                    }) && to.as_ref().is_none_or(|(bound, own)| {
                        value < number(bound) || *own && value == number(bound)
                    })
                }
                _ => {
                    from.as_ref().is_none_or(|(bound, own)| {
                        value > &*fold(bound) || *own && value == fold(bound)
                    }) && to.as_ref().is_none_or(|(bound, own)| {
                        value < &*fold(bound) || *own && value == fold(bound)
                    })
                }
            },
        }
    }
}

type Bound = Option<(String, bool)>;

/// A year, month or day stands for all of it.
fn within(value: &str, from: &Bound, to: &Bound) -> bool {
    let value: i64 = value.parse().unwrap();
    let ends = |text: &str| instant(text).unwrap();
    from.as_ref().is_none_or(
        |(bound, own)| if *own { value >= ends(bound).0 } else { value > ends(bound).1 },
    ) && to.as_ref().is_none_or(
        |(bound, own)| if *own { value <= ends(bound).1 } else { value < ends(bound).0 },
    )
}

fn wild(pattern: &[char], text: &[char]) -> bool {
    match pattern.split_first() {
        None => text.is_empty(),
        Some(('*', rest)) => (0..=text.len()).any(|at| wild(rest, &text[at..])),
        Some((letter, rest)) => {
            text.first().is_some_and(|first| *letter == '?' || letter == first)
                && wild(rest, &text[1..])
        }
    }
}

/// A value of the field in some record.
fn value(random: &mut Rng, records: &[Record], field: &Field) -> String {
    for _ in 0..30 {
        let record = random.pick(records);
        let found: Vec<String> = if field.2 == Analysis::Instant {
            record.texts(field.1)
        } else {
            field.values(record).into_iter().collect()
        };
        if !found.is_empty() {
            let value = random.pick(&found).clone();
            if value.chars().count() < 80 && !value.contains("ersion:") {
                return value;
            }
        }
    }
    if field.2 == Analysis::Instant { "2020".to_owned() } else { "7".to_owned() }
}

fn test(random: &mut Rng, records: &[Record]) -> Query {
    let field = random.pick(FIELDS);
    let name = field.0;
    let one = |random: &mut Rng| {
        let mut value = value(random, records, field);
        if field.2 == Analysis::Instant {
            let cut = *random.pick(&[4, 7, 10, 19]);
            value.truncate(cut);
            if cut == 19 {
                value.push('Z');
            }
        } else if field.2 == Analysis::Lower && random.chance(30) {
            value = value.to_uppercase().to_lowercase();
        } else if field.2 == Analysis::Exact && random.chance(7) {
            value.push('x');
        }
        value
    };
    let (text, ask) = match random.below(12) {
        _ if field.2 == Analysis::Present => (format!("_exists_:{name}"), Ask::Exists),
        0 => (format!("_exists_:{name}"), Ask::Exists),
        1 => (format!("{name}:*"), Ask::Exists),
        2 | 3 if matches!(field.2, Analysis::Exact | Analysis::Lower) => {
            let letters: Vec<char> = one(random).chars().collect();
            let cut = random.below(letters.len().max(1));
            let (head, tail) = letters.split_at(cut.min(letters.len()));
            let (head, tail) = (String::from_iter(head), String::from_iter(tail.iter().skip(1)));
            let pattern = match random.below(3) {
                0 if cut > 0 => (format!("{}*", escaped(&head)), format!("{head}*")),
                1 => (format!("{}?{}", escaped(&head), escaped(&tail)), format!("{head}?{tail}")),
                _ => (format!("*{}", escaped(&tail)), format!("*{tail}")),
            };
            // Signs of the pattern that stand in the value itself would need a pattern of their own.
            if head.contains(['*', '?']) || tail.contains(['*', '?']) {
                (format!("_exists_:{name}"), Ask::Exists)
            } else {
                (format!("{name}:{}", pattern.0), Ask::Wild(pattern.1))
            }
        }
        4..=6 => {
            let (a, b) = (one(random), one(random));
            let (a, b) = if a <= b || field.2 == Analysis::Number { (a, b) } else { (b, a) };
            // Of lists of texts, both bounds are included: see the known differences.
            let text = matches!(field.2, Analysis::Exact | Analysis::Lower);
            let (own_a, own_b) = (text || random.chance(60), text || random.chance(60));
            let (open, close) = (if own_a { '[' } else { '{' }, if own_b { ']' } else { '}' });
            let (qa, qb) = (bound(random, &a), bound(random, &b));
            match random.below(5) {
                0 => (
                    format!("{name}:{open}{qa} TO *{close}"),
                    Ask::Within { from: Some((a, own_a)), to: None },
                ),
                1 => (
                    format!("{name}:{open}* TO {qb}{close}"),
                    Ask::Within { from: None, to: Some((b, own_b)) },
                ),
                2 => {
                    let sign = if own_a { ">=" } else { ">" };
                    (format!("{name}:{sign}{qa}"), Ask::Within { from: Some((a, own_a)), to: None })
                }
                _ => (
                    format!("{name}:{open}{qa} TO {qb}{close}"),
                    Ask::Within { from: Some((a, own_a)), to: Some((b, own_b)) },
                ),
            }
        }
        7 => {
            let wanted = [one(random), one(random)];
            let spelling = [spelt(random, &wanted[0]), spelt(random, &wanted[1])];
            (format!("{name}:({} OR {})", spelling[0], spelling[1]), Ask::Equals(wanted.to_vec()))
        }
        _ => {
            let wanted = one(random);
            (format!("{name}:{}", spelt(random, &wanted)), Ask::Equals(vec![wanted]))
        }
    };
    Query::Test(field, text, ask)
}

/// In quotes, or with escapes where a sign means something.
fn spelt(random: &mut Rng, value: &str) -> String {
    if value.is_empty() || random.chance(50) {
        return format!("\"{}\"", value.replace('\\', "\\\\").replace('"', "\\\""));
    }
    match value {
        "AND" | "OR" | "NOT" | "TO" => format!("\"{value}\""),
        _ => escaped(value),
    }
}

/// A bound of a range: escapes of spaces and brackets mean nothing there.
fn bound(random: &mut Rng, value: &str) -> String {
    let plain = |letter: char| letter.is_alphanumeric() || matches!(letter, '.' | '/');
    if value.chars().all(plain) && value != "TO" && random.chance(50) {
        return value.to_owned();
    }
    format!("\"{}\"", value.replace('\\', "\\\\").replace('"', "\\\""))
}

fn escaped(value: &str) -> String {
    let mut text = String::new();
    for letter in value.chars() {
        if !letter.is_alphanumeric() && !matches!(letter, '.' | '_' | '/') && letter.is_ascii() {
            text.push('\\');
        }
        text.push(letter);
    }
    text
}
