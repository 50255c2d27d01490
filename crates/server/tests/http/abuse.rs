//! Many clients that mean no good, beside one that does.
