//! Full text: an index of words beside each part of a lake, and which rows match a search.
//!
//! [`index`] reads the records of each part, takes the [texts](serapeum_model::Text) that the entity's table names,
//! cuts them into [`words`] and writes an index of which document `n` is row `n` of the part. A [`Searcher`] holds the
//! indexes of a version; it answers a [`TextQuery`](serapeum_model::TextQuery) with rows and scores.
//!
//! Scores are those of BM25 over all rows in force of the version. So neither how records are spread over parts nor
//! rows that were replaced change which rows match, their scores or their order.

mod build;
mod error;
mod evaluate;
mod hits;
mod index;
mod observer;
mod part;
mod pattern;
mod places;
mod plan;
mod publish;
mod record;
mod schema;
mod searcher;
mod values;
mod words;

pub use error::Error;
pub use hits::Hit;
pub use index::{Options, index, is_indexed};
pub use observer::Observer;
pub use publish::publish;
pub use record::Texts;
pub use searcher::{Search, Searcher};
pub use words::{Word, words};
