//! Values as people write them, to values as the lake stores them.

use crate::{BadRequest, Case, Field, Kind, Predicate, Storage, Value, day, instant, whole_day};

impl Predicate {
    /// The predicate with every value in the form its field is stored in: `"https://doi.org/10.1/AB"` on a DOI is
    /// `10.1/ab`, `"de"` on a country is `DE`, `"2020-01-01"` on a date is a day, `2020` on a float is `2020.0`.
    ///
    /// # Errors
    /// The first value that cannot be one of its field's.
    pub fn resolved(self) -> Result<Predicate, BadRequest> {
        let all = |parts: Vec<Predicate>| {
            parts.into_iter().map(Predicate::resolved).collect::<Result<_, _>>()
        };
        Ok(match self {
            Predicate::All(parts) => Predicate::All(all(parts)?),
            Predicate::Any(parts) => Predicate::Any(all(parts)?),
            Predicate::Not(inner) => Predicate::Not(Box::new(inner.resolved()?)),
            Predicate::Compare {
                field,
                comparison: crate::Comparison::Equal,
                value: Value::Text(text),
            } if field.kind == Kind::Timestamp && text.len() == 10 => {
                let (low, high) =
                    whole_day(day(&text).ok_or_else(|| wrong(field, &Value::from(text.as_str())))?);
                Predicate::Between { field, low, high }
            }
            Predicate::Compare { field, comparison, value } => {
                Predicate::Compare { field, comparison, value: stored(field, value)? }
            }
            Predicate::Between { field, low, high } => {
                Predicate::Between { field, low: stored(field, low)?, high: stored(field, high)? }
            }
            Predicate::In { field, values } => {
                let values = values
                    .into_iter()
                    .map(|value| stored(field, value))
                    .collect::<Result<_, _>>()?;
                Predicate::In { field, values }
            }
            Predicate::AnyElement { group, all: parts } => {
                Predicate::AnyElement { group, all: all(parts)? }
            }
            Predicate::ListedBy { list, by } => {
                Predicate::ListedBy { list, by: Box::new(by.resolved()?) }
            }
            other @ (Predicate::Exists(_)
            | Predicate::Prefix { .. }
            | Predicate::Like { .. }
            | Predicate::Search(_)) => other,
        })
    }
}

fn stored(field: Field, value: Value) -> Result<Value, BadRequest> {
    let resolved = match (field.kind, &value) {
        (Kind::Id(form), Value::Text(text)) => form.number(text).map(Value::Int),
        (Kind::Keyword(Case::Folded), Value::Text(text)) => Some(Value::Text(text.to_lowercase())),
        (Kind::Date, Value::Text(text)) => day(text).map(Value::Date),
        (Kind::Timestamp, Value::Text(text)) => instant(text).map(Value::Time),
        (Kind::Timestamp, Value::Date(day)) => Some(whole_day(*day).0),
        (kind, Value::Text(text)) if kind.storage() == Storage::Text => {
            kind.normal(text).map(|text| Value::Text(text.into_owned()))
        }
        (kind, Value::Int(number)) if kind.storage() == Storage::Text => {
            let digits = number.to_string();
            kind.normal(&digits).map(|text| Value::Text(text.into_owned()))
        }
        (Kind::Float, Value::Int(number)) => Some(Value::from(*number as f64)),
        (Kind::Integer, Value::Float(number)) if number.fract() == 0.0 && number.abs() < 9e15 => {
            Some(Value::Int(*number as i64))
        }
        (kind, value) => (storage(value) == kind.storage()).then(|| value.clone()),
    };
    resolved.ok_or_else(|| wrong(field, &value))
}

fn storage(value: &Value) -> Storage {
    match value {
        Value::Int(_) => Storage::Int,
        Value::Float(_) => Storage::Float,
        Value::Bool(_) => Storage::Bool,
        Value::Text(_) => Storage::Text,
        Value::Date(_) => Storage::Date,
        Value::Time(_) => Storage::Time,
    }
}

fn wrong(field: Field, value: &Value) -> BadRequest {
    let what = match field.kind {
        Kind::Id(form) => format!("an identifier such as {}{}123", form.prefix, form.letter),
        Kind::AnyId(prefix) => format!("an identifier such as {prefix}P123"),
        Kind::Code(_) => "a code".to_owned(),
        Kind::Keyword(_) => "a text".to_owned(),
        Kind::Doi => "a DOI".to_owned(),
        Kind::Orcid => "an ORCID iD".to_owned(),
        Kind::Ror => "a ROR id".to_owned(),
        Kind::Issn => "an ISSN".to_owned(),
        Kind::Integer => "a whole number".to_owned(),
        Kind::Float => "a number".to_owned(),
        Kind::Boolean => "true or false".to_owned(),
        Kind::Date => "a date as YYYY-MM-DD".to_owned(),
        Kind::Timestamp => "a date, or a date and time in ISO 8601".to_owned(),
    };
    BadRequest::query("filter", format!("{} is compared with {what}, not with {value}", field.name))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::{IdForm, table};

    static WORK: IdForm =
        IdForm { prefix: "https://x.org/", letter: 'W', formerly: None, bare: false };

    table! {
        /// A column of some kinds.
        T "t" {
            ID "id" = Row::id(&WORK);
            NAME "name" = Row::folded();
            DOI "doi" = Row::doi();
            SCORE "score" = Row::float();
            DATE "date" = Row::date();
            UPDATED "updated" = Row::timestamp();
        }
    }

    #[test]
    fn values_take_the_form_of_their_field() {
        assert_eq!(T.len(), 6);
        let show = |predicate: Predicate| {
            predicate.resolved().map(|p| p.to_string()).map_err(|e| e.to_string())
        };
        assert_eq!(show(ID.eq("W12")).unwrap(), "id = 12");
        assert_eq!(show(NAME.one_of(["A", "b"])).unwrap(), "name IN ('a', 'b')");
        assert_eq!(show(DOI.eq("https://doi.org/10.1/AB")).unwrap(), "doi = '10.1/ab'");
        assert_eq!(show(SCORE.gt(1)).unwrap(), "score > 1.0");
        assert_eq!(show(DATE.ge("2020-01-31")).unwrap(), "date >= 2020-01-31");
        let day = show(UPDATED.eq("2020-01-31")).unwrap();
        assert_eq!(day, "updated BETWEEN 2020-01-31T00:00:00 AND 2020-01-31T23:59:59.999999");
        let wrong = show(ID.eq("A12").not()).unwrap_err();
        assert_eq!(
            wrong,
            "id is compared with an identifier such as https://x.org/W123, not with 'A12'"
        );
        assert!(
            show(DATE.eq("soon")).is_err()
                && show(SCORE.eq(true)).is_err()
                && show(ID.eq(1.5)).is_err()
        );
    }
}
