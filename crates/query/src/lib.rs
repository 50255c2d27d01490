//! Request to answer, for any source: predicates become DataFusion SQL over the lake. The only crate that sees DataFusion.
//!
//! ```text
//! request --Dialect::read--> Query --statements--> [Sql { name, text, params, tables }] --DataFusion--> addresses
//!                                                                    addresses --records files--> the records' own bytes
//! ```
//!
//! * **One way of asking.** What [`translate`] returns is what runs, and what `explain --sql` prints. The text runs as
//!   it is in a plain DataFusion session over the view that [`view`] prints. A better physical plan is the business of
//!   the table provider: it turns equality on a field with a lookup, and on a row's address, into a row selection.
//! * **Nothing to inject.** A caller's values are parameters; names come from the tables, quoted.
//! * **Two-valued.** A comparison with a missing value is false and its negation true: under a negation every leaf is
//!   `(leaf) IS TRUE`. Elsewhere null and false select the same rows, and the bare leaf lets Parquet statistics prune.
//! * **Locate, then fetch.** Statements yield the addresses (part, row) of a page over narrow columns; only then are
//!   those rows' records read.
//!
//! ```
//! use serapeum_model::{Entity, Predicate, Query, Ask, Start, table};
//! use serapeum_query::statements;
//!
//! table! {
//!     /// Two columns.
//!     BOOKS "books" {
//!         ID "id" = Row::integer();
//!         YEAR "year" = Row::integer().sort();
//!     }
//! }
//! static ENTITY: Entity = Entity::new("books", BOOKS, ID).checked();
//! let query = Query {
//!     filter: Predicate::Not(Box::new(YEAR.lt(1500))),
//!     sort: vec![YEAR.desc()],
//!     ..Query::all(&ENTITY, Ask::Page { start: Start::Skip(0), size: 25 })
//! };
//! let page = &statements("library", &query, None)[0];
//! assert_eq!(page.text, r#"SELECT "_part", "_row" FROM "library"."books" WHERE NOT (("year" < $1) IS TRUE) ORDER BY "year" DESC NULLS LAST, "id" ASC NULLS LAST LIMIT 25"#);
//! ```

mod claims;
mod condition;
mod engine;
mod error;
mod fetch;
mod footers;
mod found;
mod grouping;
mod groups;
mod keyset;
mod labels;
mod like;
mod lists;
mod lookup;
mod pages;
mod pieces;
mod ranked;
mod results;
mod runtime;
mod sample;
mod scalar;
mod searching;
mod selection;
mod sql;
mod statements;
mod table;
mod view;
mod walk;
mod windows;

pub use engine::{Engine, Options};
pub use error::Error;
pub use pages::{Located, addresses};
pub use sql::{Param, Searches, Sql};
pub use statements::{columns, everything, part, statements, translate};
pub use table::LakeTable;
pub use view::{Dialect as ViewDialect, view};
pub use walk::{Order, Walk};
pub use windows::Address;
