//! The vocabulary of Serapeum: what a source publishes ([`Source`], [`Entity`], [`Field`], [`Filter`]), what one
//! can ask of it ([`Request`], [`Query`], [`Predicate`]) and what comes back ([`Answer`], [`Reply`]).
//!
//! Nothing here knows a particular source, a file's layout or an engine: there is no I/O, no Arrow and no async. The
//! tables of a source are `static` values of these types, and every other crate is a reader of such tables: ingest
//! takes paths and kinds from them, the engine takes columns, a dialect takes names. So a new field is one row.
//!
//! ```
//! use serapeum_model::{Entity, Field, Kind, Value, table};
//!
//! table! {
//!     /// A tiny table: two columns, one of them a list.
//!     BOOKS "books" {
//!         ID "isbn" = Row::keyword();
//!         AUTHORS "authors.name" = Row::keyword().at("authors[].name").many().group();
//!     }
//! }
//!
//! static ENTITY: Entity = Entity::new("books", BOOKS, ID).checked();
//! assert_eq!(ENTITY.field("authors.name").map(|field| field.kind), Some(Kind::KEYWORD));
//! assert_eq!(AUTHORS.eq("Hypatia").to_string(), "authors.name = 'Hypatia'");
//! assert_eq!(ENTITY.nearest("author.name"), Some("authors.name"));
//! ```

mod answer;
mod cursor;
mod date;
mod elements;
mod entity;
mod error;
mod explosion;
mod field;
mod filter;
mod grouping;
mod identifier;
mod join;
pub mod json;
mod kind;
mod nearest;
mod params;
mod path;
mod predicate;
mod query;
mod resolve;
mod route;
mod search;
mod source;
mod text;
mod told;
mod value;

pub use answer::{Answer, Group, Reply};
pub use cursor::{Cursor, Place, digest};
pub use date::{Span, day, instant, span, whole_day};
pub use elements::{Elements, Level};
pub use entity::{Entity, Order};
pub use error::{BadRequest, Class, Problem};
pub use explosion::{Chains, Explosion, Lists, Spot};
pub use field::{Field, Label, Row};
pub use filter::{Choices, Condition, Filter, Test};
pub use grouping::{Bin, Bins, By, Dimension, GroupKey, GroupOrder, Grouping, Metric};
pub use identifier::{doi, issn, orcid, ror};
pub use join::{End, Feed, Join};
pub use kind::{Case, CodeForm, IdForm, Kind, Storage};
pub use nearest::nearest;
pub use params::Params;
pub use path::{Derive, Path, Step};
pub use predicate::{Comparison, Predicate};
pub use query::{Ask, Form, Origin, Query, Request, Sample, SortKey, Start, Sum};
pub use route::{Parameter, Route, Takes};
pub use search::{Factor, Occur, RANK, Reach, SCORE, TextField, TextQuery, Weight};
pub use source::{Deletion, Dialect, Framing, Layout, Source};
pub use text::{Analysis, Reading, Text};
pub use value::Value;
