//! What a caller got wrong, and where.

use std::{fmt, ops::Range};

/// A request that cannot be answered as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadRequest {
    /// What sort of mistake it is; decides the status and the heading of an API's error.
    pub class: Class,
    /// The parameter (or `path`) with the mistake.
    pub parameter: String,
    /// Where in the parameter's decoded value, in bytes, if that can be told.
    pub span: Option<Range<usize>>,
    /// What is wrong.
    pub problem: Problem,
    /// The API's own word for this sort of mistake, where it has one.
    pub code: Option<&'static str>,
    /// The value with the mistake, where the API repeats it.
    pub value: Option<String>,
    /// Further mistakes of the request, of an API that tells all at once.
    pub more: Vec<BadRequest>,
}

/// The sort of a mistake.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    /// A parameter, filter, sort key or group.
    Query,
    /// A page, page size or cursor.
    Paging,
    /// A record that does not exist.
    Missing,
    /// A path that leads nowhere.
    Path,
    /// The lake lacks what the answer needs.
    Lake,
}

/// What is wrong with a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// A name that does not exist.
    Unknown {
        /// What the name should be: `filter`, `entity`, `parameter` …
        what: &'static str,
        /// The name given.
        name: String,
        /// The nearest valid name.
        nearest: Option<String>,
        /// The valid names, where the original lists them.
        valid: Vec<String>,
    },
    /// Anything else, in the API's own words where it has them.
    Text(String),
}

impl BadRequest {
    /// A mistake of a class in a parameter.
    pub fn new(class: Class, parameter: &str, text: impl Into<String>) -> BadRequest {
        BadRequest::of(class, parameter, Problem::Text(text.into()))
    }

    /// A problem of a class in a parameter.
    pub fn of(class: Class, parameter: &str, problem: Problem) -> BadRequest {
        let parameter = parameter.to_owned();
        BadRequest {
            class,
            parameter,
            span: None,
            problem,
            code: None,
            value: None,
            more: Vec::new(),
        }
    }

    /// A mistake that the API has a word of its own for, in a value that it repeats.
    pub fn coded(
        parameter: &str,
        code: &'static str,
        value: &str,
        text: impl Into<String>,
    ) -> BadRequest {
        let mistake = BadRequest::query(parameter, text);
        BadRequest { code: Some(code), value: Some(value.to_owned()), ..mistake }
    }

    /// A mistake in a parameter, filter, sort key or group.
    pub fn query(parameter: &str, text: impl Into<String>) -> BadRequest {
        BadRequest::new(Class::Query, parameter, text)
    }

    /// A mistake in a page, page size or cursor.
    pub fn paging(parameter: &str, text: impl Into<String>) -> BadRequest {
        BadRequest::new(Class::Paging, parameter, text)
    }

    /// A name that does not exist, with the nearest of those that do.
    pub fn unknown(
        class: Class,
        parameter: &str,
        what: &'static str,
        name: &str,
        valid: &[&str],
    ) -> BadRequest {
        let nearest = crate::nearest(name, valid.iter().copied()).map(str::to_owned);
        let valid = valid.iter().map(|name| (*name).to_owned()).collect();
        let problem = Problem::Unknown { what, name: name.to_owned(), nearest, valid };
        BadRequest::of(class, parameter, problem)
    }

    /// Says where in the parameter the mistake is.
    pub fn at(mut self, span: Range<usize>) -> BadRequest {
        self.span.get_or_insert(span);
        self
    }
}

impl fmt::Display for BadRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.problem {
            Problem::Text(text) => f.write_str(text),
            Problem::Unknown { what, name, nearest: Some(nearest), .. } => {
                write!(f, "no {what} `{name}`; did you mean `{nearest}`?")
            }
            Problem::Unknown { what, name, nearest: None, valid, .. } if valid.len() <= 30 => {
                write!(f, "no {what} `{name}`; there are: {}", valid.join(", "))
            }
            Problem::Unknown { what, name, .. } => write!(f, "no {what} `{name}`"),
        }
    }
}

impl std::error::Error for BadRequest {}
