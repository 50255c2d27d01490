//! One value, in the form the lake stores it.

use std::fmt;

/// A literal, already of its field's [`Storage`](crate::Storage).
#[derive(Debug, Clone, PartialEq, PartialOrd)]
pub enum Value {
    /// A whole number: a count, a year, or the digits of an identifier.
    Int(i64),
    /// A number with a fraction; never NaN, and never -0.0.
    Float(f64),
    /// A truth value.
    Bool(bool),
    /// Text: a keyword, a code, a normalised identifier.
    Text(String),
    /// Days since 1970-01-01.
    Date(i32),
    /// Microseconds since 1970-01-01T00:00:00Z.
    Time(i64),
}

impl From<i64> for Value {
    fn from(number: i64) -> Value {
        Value::Int(number)
    }
}

impl From<i32> for Value {
    fn from(number: i32) -> Value {
        Value::Int(number.into())
    }
}

impl From<f64> for Value {
    fn from(number: f64) -> Value {
        // Adding 0.0 turns -0.0 into 0.0, which compare equal but differ in bytes.
        Value::Float(number + 0.0)
    }
}

impl From<bool> for Value {
    fn from(truth: bool) -> Value {
        Value::Bool(truth)
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Value {
        Value::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Value {
        Value::Text(text)
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Int(number) => write!(f, "{number}"),
            Value::Float(number) => write!(f, "{number:?}"),
            Value::Bool(truth) => write!(f, "{truth}"),
            Value::Text(text) => write!(f, "'{}'", text.replace('\'', "''")),
            Value::Date(days) => write!(f, "{}", crate::date::show_day(*days)),
            Value::Time(micros) => write!(f, "{}", crate::date::show_instant(*micros)),
        }
    }
}
