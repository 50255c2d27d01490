//! Snapshots as a reader finds them.
#![allow(clippy::unwrap_used, clippy::panic)]

mod committed;
mod consistency;
mod crossref;
mod datacite;
mod layout;
mod made;
mod openaire;
mod shapes;
mod statistics;
mod support;
mod together;
