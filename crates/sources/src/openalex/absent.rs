//! Why a snapshot cannot answer a filter that the API has.

pub(super) const ACCOUNTS: &str =
    "collections belong to OpenAlex user accounts, which are not part of the snapshot";

pub(super) const VECTORS: &str = "the vectors behind semantic search are not part of the snapshot";
