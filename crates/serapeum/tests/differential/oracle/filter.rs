//! The `filter` parameter. Every filter becomes a list with a truth value for each record.

use super::{
    Oracle, QUERY, Refusal,
    fields::{Class, Field},
    form::Form,
    load::Table,
    regions,
    value::{self, Atom},
};

/// Which records match.
pub(super) type Mask = Vec<bool>;

pub(super) fn mask(oracle: &Oracle, table: &Table, text: &str) -> Result<Mask, Refusal> {
    let segments = split(text)?;
    let mut all = vec![true; table.records.len()];
    for (name, value) in segments {
        let field = oracle.field(table.entity, &name).ok_or(QUERY)?;
        all = and(all, &Reader { oracle, table, field }.value(value)?);
    }
    Ok(all)
}

/// Names and values. A comma between quotes does not separate.
pub(super) fn split(text: &str) -> Result<Vec<(String, &str)>, Refusal> {
    let (mut parts, mut start, mut quoted) = (Vec::new(), 0, false);
    for (at, c) in text.char_indices().chain([(text.len(), ',')]) {
        quoted ^= c == '"';
        if at == text.len() || (c == ',' && !quoted) {
            parts.push(&text[start..at]);
            start = at + 1;
        }
    }
    let named = |part: &&str| !part.is_empty();
    let segments = parts.into_iter().filter(named).map(|part| {
        let (name, value) = part.split_once(':').ok_or(QUERY)?;
        let empty = ["", "none", "undefined"].contains(&value.to_lowercase().as_str());
        if empty { Err(QUERY) } else { Ok((name.replace('-', "_"), value)) }
    });
    segments.collect()
}

pub(super) fn and(a: Mask, b: &[bool]) -> Mask {
    a.iter().zip(b).map(|(a, b)| *a && *b).collect()
}

fn or(a: Mask, b: &[bool]) -> Mask {
    a.iter().zip(b).map(|(a, b)| *a || *b).collect()
}

fn not(mask: Mask) -> Mask {
    mask.into_iter().map(|truth| !truth).collect()
}

/// Reads the values of one filter.
pub(super) struct Reader<'a> {
    pub(super) oracle: &'a Oracle,
    pub(super) table: &'a Table,
    pub(super) field: &'a Field,
}

impl Reader<'_> {
    fn value(&self, text: &str) -> Result<Mask, Refusal> {
        let inner = text.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
        let bare = inner.unwrap_or(text);
        let class = self.field.class;
        if class == Class::Refused {
            return Err(QUERY);
        }
        if bare.contains('|') {
            return self.list(bare);
        }
        let words = !matches!(
            class,
            Class::Number
                | Class::Bool
                | Class::Exists
                | Class::South
                | Class::MagOnly
                | Class::OldAuthors
                | Class::Open(_)
        );
        if bare.contains(' ') && inner.is_none() && words {
            let mut all = vec![true; self.table.records.len()];
            for part in bare.split(' ') {
                all = and(all, &self.single(part)?);
            }
            return Ok(all);
        }
        self.single(bare)
    }

    fn list(&self, text: &str) -> Result<Mask, Refusal> {
        let negated = text.starts_with('!');
        let parts: Vec<&str> = text.split('|').collect();
        for part in &parts[1..] {
            let name = part.split_once(':').map(|(name, _)| name.replace('-', "_"));
            if name.is_some_and(|name| self.oracle.field(self.table.entity, &name).is_some()) {
                return Err(QUERY);
            }
        }
        let mut any = vec![false; self.table.records.len()];
        for part in parts {
            if !negated && part.starts_with('!') {
                return Err(QUERY);
            }
            let part = if negated { part.replace('!', "") } else { part.to_owned() };
            any = or(any, &self.operand(&part)?);
        }
        if negated { Ok(not(any)) } else { Ok(self.narrowed(any)) }
    }

    /// A value that may be negated.
    fn single(&self, text: &str) -> Result<Mask, Refusal> {
        let negates = matches!(
            self.field.class,
            Class::Id
                | Class::Only(_)
                | Class::Journal
                | Class::Repository
                | Class::Term
                | Class::Prefix
                | Class::Continent
                | Class::OpenVersion
        );
        match text.strip_prefix('!').filter(|_| negates) {
            Some(rest) => Ok(not(self.operand(rest)?)),
            None => Ok(self.narrowed(self.operand(text)?)),
        }
    }

    /// Some filters also ask for a type of source, unless they are negated.
    fn narrowed(&self, mask: Mask) -> Mask {
        let (name, kind) = match self.field.class {
            Class::Journal => ("primary_location.source.type", "journal"),
            Class::Repository => ("locations.source.type", "repository"),
            _ => return mask,
        };
        and(mask, &self.other(name, &|atom| *atom == Atom::Text(kind.to_owned())))
    }

    fn operand(&self, text: &str) -> Result<Mask, Refusal> {
        let class = self.field.class;
        match class {
            Class::Bool => self.truth(text),
            Class::Exists => Ok(self.flag(text, self.test(&|_| true))?),
            Class::South => self.flag(text, self.test(&|atom| is_in(atom, regions::SOUTH))),
            Class::Open(versions) => self.flag(text, self.open(versions)),
            Class::OldAuthors => {
                let old = self.test(&|atom| match atom {
                    Atom::Int(number) => matches!(number.to_string().as_bytes()[0], b'1'..=b'4'),
                    _ => false,
                });
                flag(text).map(|_| old)
            }
            Class::MagOnly => {
                let has = |name| self.other(name, &|_| true);
                // No filter has the last one's name.
                let arxiv: Mask = (self.table.records.iter())
                    .map(|record| {
                        record.json["ids"]["arxiv"].as_str().is_some_and(|id| !id.is_empty())
                    })
                    .collect();
                let known = or(or(has("ids.pmid"), &has("ids.pmcid")), &or(has("doi"), &arxiv));
                if flag(text)? { Ok(and(has("ids.mag"), &not(known))) } else { Ok(known) }
            }
            Class::Number => self.number(text),
            Class::Date | Class::Since | Class::Until => self.date(text),
            _ if text == "null" && class != Class::OpenVersion => Ok(not(self.test(&|_| true))),
            Class::Continent => {
                let countries = regions::continent(text).ok_or(QUERY)?;
                Ok(self.test(&|atom| is_in(atom, countries)))
            }
            Class::OpenVersion => {
                let versions: &[&str] = match text.to_ascii_lowercase().as_str() {
                    "any" => &["submittedversion", "acceptedversion", "publishedversion"],
                    "acceptedorpublished" => &["acceptedversion", "publishedversion"],
                    "published" => &["publishedversion"],
                    _ => return Err(QUERY),
                };
                Ok(self.test(&|atom| is_in(&folded(atom), versions)))
            }
            Class::Prefix => {
                let wanted = text.to_lowercase();
                if wanted.chars().count() < 3 {
                    return Err(QUERY);
                }
                let starts =
                    |atom: &Atom| matches!(atom, Atom::Text(text) if text.starts_with(&wanted));
                Ok(self.test(&starts))
            }
            Class::Term => Ok(self.term(text)),
            _ => self.id(text),
        }
    }

    /// The records of which some value passes.
    fn test(&self, passes: &dyn Fn(&Atom) -> bool) -> Mask {
        self.table.column(self.field).iter().map(|values| values.iter().any(passes)).collect()
    }

    fn other(&self, name: &str, passes: &dyn Fn(&Atom) -> bool) -> Mask {
        let field = self.oracle.field(self.table.entity, name).unwrap();
        Reader { field, ..*self }.test(passes)
    }

    fn open(&self, versions: &[&str]) -> Mask {
        let open = self.other("locations.is_oa", &|atom| *atom == Atom::Bool(true));
        let version = self.other("locations.version", &|atom| is_in(&folded(atom), versions));
        and(open, &version)
    }

    fn flag(&self, text: &str, holds: Mask) -> Result<Mask, Refusal> {
        Ok(if flag(text)? { holds } else { not(holds) })
    }

    fn truth(&self, text: &str) -> Result<Mask, Refusal> {
        match text {
            "null" => return Ok(not(self.test(&|_| true))),
            "!null" => return Ok(self.test(&|_| true)),
            _ => {}
        }
        let truth = flag(text)?;
        // A work that says nothing is in the core corpus.
        if self.field.name == "is_xpac" && !truth {
            return Ok(not(self.test(&|atom| *atom == Atom::Bool(true))));
        }
        Ok(self.test(&|atom| *atom == Atom::Bool(truth)))
    }

    fn number(&self, text: &str) -> Result<Mask, Refusal> {
        let read = |text: &str| -> Result<f64, Refusal> {
            text.trim().parse().ok().filter(|n: &f64| n.is_finite()).ok_or(QUERY)
        };
        let test = |passes: &dyn Fn(f64) -> bool| {
            self.test(&|atom| match atom {
                Atom::Int(number) => passes(*number as f64),
                Atom::Float(number) => passes(*number),
                _ => false,
            })
        };
        let range = |text: &str| -> Result<Mask, Refusal> {
            match text.split_once('-') {
                Some((low, high)) => {
                    let (low, high) = (read(low)?, read(high)?);
                    Ok(test(&|number| low <= number && number <= high))
                }
                None => {
                    let wanted = read(text)?;
                    Ok(test(&|number| number == wanted))
                }
            }
        };
        if text.contains('<') {
            let bound = read(text.strip_prefix('<').ok_or(QUERY)?)?;
            return Ok(test(&|number| number < bound));
        }
        if let Some(bound) = text.strip_prefix('-') {
            let bound = read(bound)?;
            return Ok(test(&|number| number <= bound));
        }
        if text.contains('>') {
            let bound = read(text.strip_prefix('>').ok_or(QUERY)?)?;
            return Ok(test(&|number| number > bound));
        }
        if let Some(bound) = text.strip_suffix('-') {
            let bound = read(bound)?;
            return Ok(test(&|number| number >= bound));
        }
        match (text.strip_prefix('!'), text) {
            (Some("null"), _) => Ok(self.test(&|_| true)),
            (Some(rest), _) => Ok(not(range(rest)?)),
            (_, "null") => Ok(not(self.test(&|_| true))),
            _ => range(text),
        }
    }

    fn date(&self, text: &str) -> Result<Mask, Refusal> {
        let bare = self.field.class == Class::Date;
        if bare && text == "null" {
            return Ok(not(self.test(&|_| true)));
        }
        let sign = text.chars().next().filter(|c| bare && matches!(c, '<' | '>'));
        let text = if sign.is_some() { &text[1..] } else { text };
        let scale = if self.field.form == Form::Time { 86_400_000_000 } else { 1 };
        let (first, last) = match value::days(text) {
            Some(day) => (day * scale, (day + 1) * scale - 1),
            None => {
                let time = value::micros(text).filter(|_| self.field.timed).ok_or(QUERY)?;
                (time, time)
            }
        };
        let passes = |at: i64| match (self.field.class, sign) {
            (Class::Since, _) => at >= first,
            (Class::Until, _) => at <= last,
            (_, Some('>')) => at > last,
            (_, Some('<')) => at < first,
            _ => first <= at && at <= last,
        };
        Ok(self.test(&|atom| matches!(atom, Atom::Int(at) if passes(*at))))
    }

    fn id(&self, text: &str) -> Result<Mask, Refusal> {
        let (letter, number) = openalex_id(text).ok_or(QUERY)?;
        if let Class::Only(only) = self.field.class
            && self.field.name.starts_with("locations.")
            && letter != only
        {
            return Err(QUERY);
        }
        let wanted = match self.field.form {
            Form::Id(own) if own == letter || (own == 'S' && letter == 'V') => Atom::Int(number),
            Form::AnyId => Atom::Text(format!("{letter}{number}")),
            _ => return Ok(vec![false; self.table.records.len()]),
        };
        Ok(self.test(&|atom| *atom == wanted))
    }

    fn term(&self, text: &str) -> Mask {
        let Some(mut wanted) = self.field.form.normal(text) else {
            return vec![false; self.table.records.len()];
        };
        match self.field.form {
            Form::Folded => {
                let wanted = Atom::Text(wanted.to_lowercase());
                self.test(&|atom| folded(atom) == wanted)
            }
            Form::Scopus => {
                wanted = digits(&wanted);
                self.test(&|atom| matches!(atom, Atom::Text(text) if digits(text) == wanted))
            }
            _ => {
                let wanted = Atom::Text(wanted);
                self.test(&|atom| *atom == wanted)
            }
        }
    }
}

fn digits(text: &str) -> String {
    let after = text.trim_start_matches(|c: char| !c.is_ascii_digit());
    after.chars().take_while(char::is_ascii_digit).collect()
}

/// In lower case.
pub(super) fn folded(atom: &Atom) -> Atom {
    match atom {
        Atom::Text(text) => Atom::Text(text.to_lowercase()),
        other => other.clone(),
    }
}

fn is_in(atom: &Atom, texts: &[&str]) -> bool {
    matches!(atom, Atom::Text(text) if texts.contains(&text.as_str()))
}

fn flag(text: &str) -> Result<bool, Refusal> {
    match text.trim().to_lowercase().as_str() {
        "true" => Ok(true),
        "false" => Ok(false),
        _ => Err(QUERY),
    }
}

/// The first letter with at least two digits, in any case and anywhere.
pub(super) fn openalex_id(text: &str) -> Option<(char, i64)> {
    let upper = text.to_ascii_uppercase();
    let starts = upper.char_indices().filter(|(_, c)| "WAICFVPSTG".contains(*c));
    starts.into_iter().find_map(|(at, letter)| {
        let digits: String = upper[at + 1..].chars().take_while(char::is_ascii_digit).collect();
        if digits.len() < 2 { None } else { Some((letter, digits.parse().ok()?)) }
    })
}
