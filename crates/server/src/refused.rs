//! Requests that are not answered, by reason.

use serapeum_model::Reply;

use crate::{hosts::Foreign, reply::error};

/// Why a request is not answered, and what its client is told instead.
#[derive(Debug)]
pub(crate) struct Refused {
    /// What it is counted under.
    pub(crate) reason: &'static str,
    pub(crate) reply: Reply,
}

impl Refused {
    pub(crate) fn new(reason: &'static str, status: u16, what: &str, text: &str) -> Refused {
        Refused { reason, reply: error(status, what, text) }
    }

    /// Others have what it needs.
    pub(crate) fn busy(reason: &'static str, text: &str) -> Refused {
        Refused::new(reason, 503, "Service unavailable.", text)
    }

    /// More memory would be needed than there is.
    pub(crate) fn full() -> Refused {
        Refused::busy("memory", "too many bodies and answers are on their way: try again")
    }

    /// It is meant for another server.
    pub(crate) fn foreign(foreign: Foreign) -> Refused {
        match foreign {
            Foreign::Name(name) => {
                let text = format!(
                    "this server is not asked under the name `{name}`; whoever runs it can allow that with --host {name}"
                );
                Refused::new("host", 421, "Misdirected request.", &text)
            }
            Foreign::Unclear => {
                let text = "a request has one Host header, with the name of a host";
                Refused::new("host", 400, "Bad request.", text)
            }
        }
    }
}
