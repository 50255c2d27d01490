//! What a server is told when it is started.

use std::{fmt, io::Write};

use crate::{Hosts, Limits};

/// How to serve.
#[derive(Default)]
pub struct Options {
    /// What may be used.
    pub limits: Limits,
    /// Under which names the server may be asked.
    pub hosts: Hosts,
    /// Where a line for each request goes; nowhere, unless told.
    pub log: Option<Box<dyn Write + Send>>,
}

impl From<Limits> for Options {
    fn from(limits: Limits) -> Options {
        Options { limits, ..Options::default() }
    }
}

impl fmt::Debug for Options {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Options")
            .field("limits", &self.limits)
            .field("hosts", &self.hosts)
            .field("log", &self.log.is_some())
            .finish()
    }
}
