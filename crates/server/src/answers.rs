//! What answers requests.

use std::fmt;

use serapeum_model::{Reply, Source};

/// What answers requests: a lake, or a stand-in for one in tests.
pub trait Answers: Send + Sync + 'static {
    /// The sources there are.
    fn sources(&self) -> Vec<Offered>;

    /// The tables of a source, for `/openapi.json`. `None`, the default, where there are none.
    fn described(&self, source: &str) -> Option<&'static Source> {
        let _ = source;
        None
    }

    /// What the answers are made from: as long as it stays the same, so do they. It is asked for with each request, so
    /// it must cost little. `None`, the default, where nothing of the kind is known: then no answer has an `ETag`.
    fn version(&self) -> Option<String> {
        None
    }

    /// Answers a request; failures too are replies. Dropping the future must end the work.
    ///
    /// A reply that has a `cache-control` of its own, because the next one would be another, gets no `ETag`.
    fn answer(&self, asked: &Asked) -> impl Future<Output = Reply> + Send;

    /// Drops what only saves time, because memory is short. Nothing, unless told.
    fn relieve(&self) {}

    /// Tells whoever runs the server of trouble that is not the client's, in one line.
    fn report(&self, line: &str) {
        eprintln!("{line}");
    }
}

/// A source that can be asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offered {
    /// Its name, the first step of paths.
    pub name: String,
    /// What it has records of: the second step.
    pub entities: Vec<String>,
}

/// A request as it came: nothing is decoded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// The name of a source.
    pub source: String,
    /// The path below it, without slash at its ends.
    pub path: String,
    /// The parameters: those of the URL, then those of the body.
    pub query: String,
    /// The address of the source on this server, as the client wrote it; `None` where it cannot be part of a link.
    pub base: Option<String>,
}

impl Asked {
    /// The request, of bounded length: for a line of a log.
    pub fn shortened(&self) -> String {
        const LONGEST: usize = 1_000;
        let text = self.to_string();
        match text.char_indices().nth(LONGEST) {
            Some((end, _)) => format!("{}… ({} bytes)", &text[..end], text.len()),
            None => text,
        }
    }
}

/// The request as other faces of a lake take it: `source/path?query`.
impl fmt::Display for Asked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.source, self.path)?;
        if self.query.is_empty() { Ok(()) } else { write!(f, "?{}", self.query) }
    }
}
