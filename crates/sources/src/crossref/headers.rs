//! Headers that clients of the API read: some sleep as these tell them to.

use serapeum_model::Reply;

/// Requests an interval: so many that no client waits.
const LIMIT: &str = "1000";
const INTERVAL: &str = "1s";
const CONCURRENT: &str = "1000";

/// Adds them to an answer.
pub(super) fn add(mut reply: Reply) -> Reply {
    for (name, value) in [
        ("x-api-pool", "public"),
        ("x-rate-limit-limit", LIMIT),
        ("x-rate-limit-interval", INTERVAL),
        ("x-concurrency-limit", CONCURRENT),
    ] {
        reply.headers.push((name, value.to_owned()));
    }
    reply
}
