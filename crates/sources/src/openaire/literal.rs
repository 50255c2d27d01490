//! One value, or several alternatives, as a condition.

use serapeum_model::{
    BadRequest, Choices, Entity, Field, Kind, Predicate, Storage, Test, Value, span,
};

use super::{
    also::{Also, also},
    parameters::invalid,
    vocabularies::closed,
};

/// A filter that values are read for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Target<'f> {
    pub(super) entity: &'static Entity,
    pub(super) name: &'f str,
    pub(super) test: Test,
}

impl Target<'_> {
    /// At least one of the values is met.
    pub(super) fn any(&self, texts: &[&str]) -> Result<Predicate, BadRequest> {
        let met = |texts: &[&str]| self.test(self.test, texts);
        Ok(match also(self.entity, self.name) {
            None => met(texts)?,
            // Both tests must be met by the same value.
            Some(Also::And(test)) => {
                let both = |text: &&str| Ok(met(&[*text])?.and(self.test(test, &[*text])?));
                let parts: Result<Vec<_>, _> = texts.iter().map(both).collect();
                any(parts?)
            }
            Some(Also::Or(fields)) => {
                let mut parts = vec![met(texts)?];
                for field in fields {
                    parts.push(self.test(Test::Is(field), texts)?);
                }
                Predicate::Any(parts)
            }
        })
    }

    fn test(&self, test: Test, texts: &[&str]) -> Result<Predicate, BadRequest> {
        let field = test.field().and_then(|field| self.entity.field(field));
        let each = |one: &dyn Fn(&str) -> Result<Predicate, BadRequest>| {
            let parts: Result<Vec<_>, _> = texts.iter().map(|text| one(text)).collect();
            Ok(any(parts?))
        };
        match (test, field) {
            (Test::Is(_), Some(field)) => {
                let values: Result<Vec<_>, _> =
                    texts.iter().map(|text| self.value(field, text)).collect();
                let mut values = values?;
                Ok(match values.len() {
                    1 => field.eq(values.swap_remove(0)),
                    _ => Predicate::In { field, values },
                })
            }
            (Test::Since(_), Some(field)) => {
                each(&|text| Ok(field.ge(self.bounds(field, text)?.0)))
            }
            (Test::Until(_), Some(field)) => {
                each(&|text| Ok(field.le(self.bounds(field, text)?.1)))
            }
            (Test::Whether(condition), _) => each(&|text| {
                let met = self.entity.condition(condition);
                Ok(if self.truth(text)? { met } else { met.not() })
            }),
            (Test::Choice(choices), _) => each(&|text| self.choice(choices, text)),
            (Test::Absent(reason), _) => {
                let text = format!("{} cannot be answered from the dump: {reason}", self.name);
                Err(BadRequest::query(self.name, text))
            }
            _ => {
                let text = format!("{} is not supported yet in this version", self.name);
                Err(BadRequest::query(self.name, text))
            }
        }
    }

    fn value(&self, field: Field, text: &str) -> Result<Value, BadRequest> {
        if let Some(allowed) = closed(self.entity.name, self.name)
            && !allowed.contains(&text)
        {
            return Err(BadRequest::query(self.name, invalid(text, self.name, allowed)));
        }
        match field.kind.storage() {
            Storage::Bool => self.truth(text).map(Value::Bool),
            Storage::Int => self.year(text).map(Value::Int),
            _ => match field.kind.normal(text) {
                Some(text) => Ok(Value::Text(text.into_owned())),
                None => Err(self.wrong(text, kind(field.kind))),
            },
        }
    }

    /// The first and the last day, or the year.
    fn bounds(&self, field: Field, text: &str) -> Result<(Value, Value), BadRequest> {
        if field.kind == Kind::Integer {
            let year = self.year(text)?;
            return Ok((Value::Int(year), Value::Int(year)));
        }
        // A month alone is no date of this API.
        let shaped = text.len() == 4 || text.len() == 10;
        let days = span(text).filter(|_| shaped);
        let days = days.ok_or_else(|| self.wrong(text, "a date, YYYY or YYYY-MM-DD"))?;
        Ok((Value::Date(days.first), Value::Date(days.last)))
    }

    fn year(&self, text: &str) -> Result<i64, BadRequest> {
        let digits = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
        let year = text.parse().ok().filter(|_| digits);
        year.ok_or_else(|| self.wrong(text, "a year of four digits"))
    }

    fn truth(&self, text: &str) -> Result<bool, BadRequest> {
        match text {
            "true" => Ok(true),
            "false" => Ok(false),
            _ => {
                let text = invalid(text, self.name, &["true", "false"]);
                Err(BadRequest::query(self.name, text))
            }
        }
    }

    fn choice(&self, choices: Choices, text: &str) -> Result<Predicate, BadRequest> {
        // The third version says what the first has numbers and codes for.
        let spelling = usize::from(self.name.ends_with("Label") && !self.name.starts_with("best"));
        let names = || choices.iter().filter_map(move |(names, _)| names.get(spelling).copied());
        let found = names().position(|name| name == text).and_then(|at| choices.get(at));
        match found {
            Some((_, condition)) => Ok(self.entity.condition(condition)),
            None => {
                let allowed: Vec<_> = names().collect();
                Err(BadRequest::query(self.name, invalid(text, self.name, &allowed)))
            }
        }
    }

    fn wrong(&self, text: &str, what: &str) -> BadRequest {
        let text = format!("Invalid value: '{text}' in '{}'. It should be {what}", self.name);
        BadRequest::query(self.name, text)
    }
}

fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Ror => "a ROR id, such as https://ror.org/0576by029",
        _ => "a text",
    }
}

/// At least one holds.
pub(super) fn any(mut parts: Vec<Predicate>) -> Predicate {
    if parts.len() == 1 { parts.swap_remove(0) } else { Predicate::Any(parts) }
}
