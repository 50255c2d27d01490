//! The `filter` parameter. Every filter becomes a list with a truth value for each record.

mod condition;
mod date;
mod ids;
mod number;
mod operand;

use super::{
    Oracle,
    answer::{QUERY, Refusal},
    column::{Mask, and, not, or},
    fields::{Class, Field},
    load::Table,
    value::Atom,
};

pub(super) use ids::openalex_id;
pub(super) use operand::open_versions;

pub(super) fn mask(oracle: &Oracle, table: &Table, text: &str) -> Result<Mask, Refusal> {
    let segments = split(text)?;
    let mut all = vec![true; table.records.len()];
    for (name, value) in segments {
        let field = oracle.field(table.entity.name, &name).ok_or(QUERY)?;
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

/// Reads the values of one filter.
#[derive(Clone, Copy)]
pub(super) struct Reader<'a> {
    pub(super) oracle: &'a Oracle,
    pub(super) table: &'a Table,
    pub(super) field: &'a Field,
}

impl Reader<'_> {
    fn value(self, text: &str) -> Result<Mask, Refusal> {
        let inner = text.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
        let bare = inner.unwrap_or(text);
        let class = self.field.class;
        if matches!(class, Class::Refused | Class::Words) {
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
            let mut all = self.constant(true);
            for part in bare.split(' ') {
                all = and(all, &self.single(part)?);
            }
            return Ok(all);
        }
        self.single(bare)
    }

    fn list(self, text: &str) -> Result<Mask, Refusal> {
        let negated = text.starts_with('!');
        let parts: Vec<&str> = text.split('|').collect();
        for part in &parts[1..] {
            let name = part.split_once(':').map(|(name, _)| name.replace('-', "_"));
            if name.is_some_and(|name| self.oracle.field(self.table.entity.name, &name).is_some()) {
                return Err(QUERY);
            }
        }
        let mut any = self.constant(false);
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
    fn single(self, text: &str) -> Result<Mask, Refusal> {
        match text.strip_prefix('!').filter(|_| negates(self.field.class)) {
            Some(rest) => Ok(not(self.operand(rest)?)),
            None => Ok(self.narrowed(self.operand(text)?)),
        }
    }

    /// Some filters also ask for a type of source, unless they are negated.
    fn narrowed(self, mask: Mask) -> Mask {
        match self.kind_of_source() {
            Some(kind) => and(mask, &kind),
            None => mask,
        }
    }

    /// The records that `journal` and `repository` are about.
    pub(super) fn kind_of_source(self) -> Option<Mask> {
        let (name, kind) = match self.field.class {
            Class::Journal => ("primary_location.source.type", "journal"),
            Class::Repository => ("locations.source.type", "repository"),
            _ => return None,
        };
        Some(self.other(name, &|atom| atom.text() == Some(kind)))
    }

    fn constant(self, truth: bool) -> Mask {
        vec![truth; self.table.records.len()]
    }

    /// The records of which some value passes.
    fn test(self, passes: &dyn Fn(&Atom) -> bool) -> Mask {
        self.table.column(self.field).test(passes)
    }

    fn any(self) -> Mask {
        self.table.column(self.field).any()
    }

    /// The records of which some value of another field passes.
    fn other(self, name: &str, passes: &dyn Fn(&Atom) -> bool) -> Mask {
        let field = self.oracle.field(self.table.entity.name, name).unwrap();
        Reader { field, ..self }.test(passes)
    }
}

/// Whether `!` may stand before a single value.
pub(crate) fn negates(class: Class) -> bool {
    matches!(
        class,
        Class::Id
            | Class::Only(_)
            | Class::Journal
            | Class::Repository
            | Class::Term
            | Class::Prefix
            | Class::Continent
            | Class::Version
            | Class::OpenVersion
            | Class::Listed
    )
}
