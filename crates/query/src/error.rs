//! What can go wrong while answering.

use datafusion::error::DataFusionError;
use serapeum_model::BadRequest;

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The request is at fault; answered in the API's own words.
    #[error("{0}")]
    Request(#[from] BadRequest),
    /// The lake is at fault.
    #[error("{0}")]
    Lake(#[from] serapeum_lake::Error),
    /// The index of words is at fault.
    #[error("{0}")]
    Search(serapeum_search::Error),
    /// The engine failed.
    #[error("the query engine failed: {0}")]
    Engine(#[from] Box<DataFusionError>),
    /// A page would be larger than can be answered at once.
    #[error(
        "a page of {records} records is over {limit} MB: ask for fewer at a time, or use `export`"
    )]
    PageTooLarge {
        /// How many records were asked for.
        records: usize,
        /// The limit, in megabytes.
        limit: usize,
    },
}

impl From<DataFusionError> for Error {
    fn from(error: DataFusionError) -> Error {
        Error::Engine(Box::new(error))
    }
}
