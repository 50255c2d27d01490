//! What can go wrong for a user of the library.

use std::{io, path::PathBuf};

use serapeum_model::{BadRequest, Reply};

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The request is at fault. The reply is what the API would say.
    #[error("{error}")]
    Request {
        /// What is wrong with it.
        error: Box<BadRequest>,
        /// The status and body in the API's own form.
        reply: Reply,
    },
    /// The text names no source that there is.
    #[error("{0}")]
    Address(String),
    /// An option of an export names nothing, or does not go with another.
    #[error("{0}")]
    Option(String),
    /// An interrupted export cannot be gone on with.
    #[error("{0}")]
    Resume(String),
    /// A record is not of the form that its source publishes.
    #[error("{0}")]
    Record(String),
    /// The lake or the engine failed.
    #[error(transparent)]
    Query(#[from] serapeum_query::Error),
    /// The lake's files are at fault.
    #[error(transparent)]
    Lake(#[from] serapeum_lake::Error),
    /// A file could not be read or written.
    #[error("{path}: {1}", path = .0.display())]
    Io(PathBuf, #[source] io::Error),
    /// A blocking call inside a Tokio runtime would stop it.
    #[error("this blocks, and was called inside a Tokio runtime: use serapeum::aio there")]
    InsideRuntime,
}

impl Error {
    /// An [`Error::Request`] outside any API's grammar, such as a wrong value in a typed filter.
    pub(crate) fn plain(error: BadRequest) -> Error {
        let body = format!("{{\"error\":{}}}", serde_json::Value::from(error.to_string()));
        Error::Request { reply: Reply::json(400, body.into_bytes()), error: error.into() }
    }
}
