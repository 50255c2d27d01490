//! From a parsed query to a condition on columns.

use std::borrow::Cow;

use serapeum_model::{
    BadRequest, Case, Class, Comparison, Entity, Field, Kind, Predicate, Storage, Value,
};

use super::{
    super::{dois, error, time},
    ast::{Bound, Node, Occurs, Test},
    fields::{self, Target},
    names, texts, wildcards,
};

/// What the conditions are for.
pub(super) struct Translator<'q> {
    pub(super) entity: &'static Entity,
    /// The query as it was given.
    pub(super) query: &'q str,
    pub(super) strict: bool,
}

impl Translator<'_> {
    pub(super) fn node(&self, node: &Node) -> Result<Predicate, BadRequest> {
        match node {
            Node::Clauses(clauses) => self.clauses(clauses),
            Node::Leaf { field, test, boost, span } => {
                self.leaf(field.as_deref(), test, *boost).map_err(|error| error.at(span.clone()))
            }
        }
    }

    /// What has to hold; where nothing has to, one of the others; and nothing of what has not to.
    fn clauses(&self, clauses: &[(Occurs, Node)]) -> Result<Predicate, BadRequest> {
        let (mut all, mut any) = (Vec::new(), Vec::new());
        let mut required = false;
        for (occurs, node) in clauses {
            let part = self.node(node)?;
            match occurs {
                Occurs::Must => {
                    required = true;
                    all.push(part);
                }
                Occurs::Not => all.push(part.not()),
                Occurs::Should => any.push(part),
            }
        }
        if !any.is_empty() && !required {
            all.insert(0, texts::either(any));
        }
        Ok(texts::all(all))
    }

    fn leaf(&self, field: Option<&str>, test: &Test, boost: f32) -> Result<Predicate, BadRequest> {
        let known = field.map(|name| self.named(name));
        let field = known.as_deref();
        let name = match (field, test) {
            (None | Some("*"), Test::Word { text, .. }) if text == "*" => {
                return Ok(Predicate::everything());
            }
            (Some("_exists_"), Test::Word { text, .. } | Test::Phrase { text, .. }) => {
                return self.exists(&self.named(text));
            }
            (Some(name), _) => name,
            (None, _) => return self.usual(test, boost),
        };
        let Some(target) = self.target(name) else { return self.unknown(name) };
        let anything = match test {
            Test::Word { pattern, .. } => pattern == "*",
            Test::Range { low: None, high: None } => true,
            _ => false,
        };
        if anything {
            return self.exists(name);
        }
        match target {
            Target::Column(column) => self.test(column, test, ""),
            Target::Columns(before, columns) => {
                let parts = columns.iter().map(|column| self.test(*column, test, before));
                Ok(texts::either(parts.collect::<Result<_, _>>()?))
            }
            Target::Text(within, _) => {
                let found = texts::query(test, &texts::fields(within, boost));
                found.map(Predicate::Search).ok_or_else(|| {
                    let text = format!("Of {name}, which is analysed text, there are no ranges.");
                    error::value("query", text)
                })
            }
            // The service has the field, and never a value of it.
            Target::Absent(_) if self.strict => Ok(Predicate::nothing()),
            Target::Absent(why) => {
                Err(error::value("query", format!("{name} cannot be asked for: {why}.")))
            }
        }
    }

    /// What is looked for without a field: in texts, and as the whole of identifiers.
    fn usual(&self, test: &Test, boost: f32) -> Result<Predicate, BadRequest> {
        let usual = fields::usual(self.entity);
        let fields = usual.texts.iter().map(|field| field.boosted(field.boost * boost));
        let Some(found) = texts::query(test, &fields.collect::<Vec<_>>()) else {
            return Err(error::value("query", "A range needs a field."));
        };
        let mut any = vec![Predicate::Search(found)];
        let whole = matches!(test, Test::Word { .. } | Test::Phrase { .. });
        if whole && (self.entity.name != dois::ENTITY.name || texts::may_identify(test)) {
            // Every DOI begins alike.
            let doi = match test {
                Test::Word { pattern, wild: true, .. } => {
                    !wildcards::behind(pattern, "10.").is_empty()
                }
                _ => true,
            };
            for column in usual.columns.iter().filter(|column| doi || **column != dois::ID) {
                let equal = self.test(*column, test, "")?;
                any.extend(Some(equal).filter(|equal| *equal != Predicate::nothing()));
            }
        }
        Ok(texts::either(any))
    }

    /// The name of a field in the index.
    fn named<'n>(&self, name: &'n str) -> Cow<'n, str> {
        match self.strict {
            true => Cow::Borrowed(name),
            false => names::in_index(self.entity, name),
        }
    }

    fn target(&self, name: &str) -> Option<Target> {
        fields::of(self.entity).iter().find(|(known, _)| *known == name).map(|(_, target)| *target)
    }

    fn unknown(&self, name: &str) -> Result<Predicate, BadRequest> {
        if self.strict {
            return Ok(Predicate::nothing());
        }
        let names: Vec<&str> = fields::of(self.entity).iter().map(|(name, _)| *name).collect();
        Err(BadRequest::unknown(Class::Query, "query", "field", name, &names))
    }

    /// Records with a value of the field, or of one of those below its name.
    fn exists(&self, name: &str) -> Result<Predicate, BadRequest> {
        let below = format!("{name}.");
        let named = |known: &str| known == name || known.starts_with(&below);
        let targets: Vec<Target> = fields::of(self.entity)
            .iter()
            .filter(|(known, _)| named(known))
            .map(|(_, t)| *t)
            .collect();
        if targets.is_empty() {
            return self.unknown(name);
        }
        let mut parts: Vec<Predicate> = Vec::new();
        for part in targets.into_iter().flat_map(Target::exists) {
            if !parts.contains(&part) {
                parts.push(part);
            }
        }
        if parts.is_empty() && !self.strict {
            let text = format!("Whether there is a value of {name} cannot be told.");
            return Err(error::value("query", text));
        }
        Ok(texts::either(parts))
    }

    fn test(&self, column: Field, test: &Test, before: &str) -> Result<Predicate, BadRequest> {
        match test {
            Test::Fuzzy { .. } => {
                let text = format!("{} is compared whole, not by its letters (~).", column.name);
                Err(error::value("query", text))
            }
            Test::Word { pattern, wild: true, .. } => self.like(column, pattern, before),
            Test::Word { text, .. } | Test::Phrase { text, .. } => self.equal(column, text, before),
            Test::Range { low, high } => self.range(column, low.as_ref(), high.as_ref(), before),
        }
    }

    fn equal(&self, column: Field, text: &str, before: &str) -> Result<Predicate, BadRequest> {
        match column.kind.storage() {
            Storage::Text => {
                // The index holds these ids in one spelling only.
                let spelt = text.strip_prefix(before);
                let spelt = spelt.filter(|id| before.is_empty() || !id.contains('/'));
                let spelt = if self.strict { spelt } else { spelt.or(Some(text)) };
                let normal = spelt.and_then(|text| column.kind.normal(text));
                Ok(normal.map_or_else(Predicate::nothing, |text| column.eq(text.into_owned())))
            }
            Storage::Time => {
                let (low, high) = time::span(text).ok_or_else(|| self.wrong(text, "date"))?;
                Ok(column.between(Value::Time(low), Value::Time(high)))
            }
            Storage::Bool => {
                let value = text.parse().map_err(|_| self.wrong(text, "true or false"))?;
                Ok(column.eq(Value::Bool(value)))
            }
            _ => Ok(column.eq(self.number(column, text)?)),
        }
    }

    fn like(&self, column: Field, pattern: &str, before: &str) -> Result<Predicate, BadRequest> {
        if column.kind.storage() != Storage::Text {
            return Err(self.wrong(pattern, "number or date"));
        }
        let one = |pattern: String| {
            let pattern = cased(column.kind, &pattern);
            let head = pattern.strip_suffix('*').filter(|head| !head.contains(['*', '?', '\\']));
            match head {
                Some("") => column.exists(),
                Some(head) => Predicate::Prefix { field: column, text: head.to_owned() },
                None => Predicate::Like { field: column, pattern },
            }
        };
        let mut patterns = wildcards::behind(pattern, before);
        if patterns.is_empty() && !self.strict {
            patterns.push(pattern.to_owned());
        }
        let parts: Vec<Predicate> = patterns.into_iter().map(one).collect();
        Ok(texts::either(parts))
    }

    fn range(
        &self,
        column: Field,
        low: Option<&Bound>,
        high: Option<&Bound>,
        before: &str,
    ) -> Result<Predicate, BadRequest> {
        // Every value begins with the same text: a bound that does not lies below or above all of them.
        let beside = |bound: &Bound| !bound.text.starts_with(before);
        if low.is_some_and(|low| beside(low) && low.text.as_str() > before)
            || high.is_some_and(|high| beside(high) && high.text.as_str() < before)
        {
            return Ok(Predicate::nothing());
        }
        let (low, high) = (low.filter(|bound| !beside(bound)), high.filter(|bound| !beside(bound)));
        // An instant stands for all of its day, month or year: what is above it begins after its end.
        let bound = |bound: &Bound, upper: bool| match column.kind.storage() {
            Storage::Time => {
                let (first, last) =
                    time::span(&bound.text).ok_or_else(|| self.wrong(&bound.text, "date"))?;
                Ok(Value::Time(if upper == bound.included { last } else { first }))
            }
            Storage::Text => {
                let text = bound.text.strip_prefix(before).unwrap_or(&bound.text);
                Ok(Value::Text(cased(column.kind, text)))
            }
            _ => self.number(column, &bound.text),
        };
        let compare = |comparison, value| Predicate::Compare { field: column, comparison, value };
        let above = |bound: &Bound| match bound.included {
            true => Comparison::GreaterOrEqual,
            false => Comparison::Greater,
        };
        let below = |bound: &Bound| match bound.included {
            true => Comparison::LessOrEqual,
            false => Comparison::Less,
        };
        Ok(match (low, high) {
            (None, None) => column.exists(),
            (Some(low), None) => compare(above(low), bound(low, false)?),
            (None, Some(high)) => compare(below(high), bound(high, true)?),
            (Some(from), Some(to)) => {
                self.within(column, (from, bound(from, false)?), (to, bound(to, true)?))?
            }
        })
    }

    /// Both bounds hold for one and the same value.
    fn within(
        &self,
        column: Field,
        (from, low): (&Bound, Value),
        (to, high): (&Bound, Value),
    ) -> Result<Predicate, BadRequest> {
        let step = |value: Value, included: bool, by: i64| match value {
            value if included => Some(value),
            Value::Int(number) => number.checked_add(by).map(Value::Int),
            Value::Time(micros) => micros.checked_add(by).map(Value::Time),
            _ => None,
        };
        if let (Some(low), Some(high)) =
            (step(low.clone(), from.included, 1), step(high.clone(), to.included, -1))
        {
            return Ok(Predicate::Between { field: column, low, high });
        }
        if column.many {
            let text = format!(
                "Both bounds of a range of {} are either included, or one of them is *.",
                column.name
            );
            return Err(error::value("query", text));
        }
        let low = if from.included { column.ge(low) } else { column.gt(low) };
        let high = if to.included { column.le(high) } else { column.lt(high) };
        Ok(low.and(high))
    }

    fn number(&self, column: Field, text: &str) -> Result<Value, BadRequest> {
        let value = match column.kind.storage() {
            Storage::Int => text.parse().ok().map(Value::Int),
            Storage::Float => {
                text.parse().ok().filter(|number: &f64| number.is_finite()).map(Value::from)
            }
            _ => None,
        };
        value.ok_or_else(|| self.wrong(text, "number"))
    }

    fn wrong(&self, text: &str, what: &str) -> BadRequest {
        error::syntax(self.query, format!("`{text}` is no {what}"))
    }
}

/// A text in the case of the column's values.
fn cased(kind: Kind, text: &str) -> String {
    let case = match kind {
        Kind::Keyword(case) => case,
        Kind::Code(form) => form.case,
        Kind::Orcid | Kind::Issn => Case::Upper,
        _ => Case::Lower,
    };
    match case {
        Case::Kept => text.to_owned(),
        Case::Upper => text.to_uppercase(),
        _ => text.to_lowercase(),
    }
}
