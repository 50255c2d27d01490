//! Descriptions of what is answered, kept as long as they hold.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, PoisonError},
};

use crate::{Answers, openapi::openapi};

/// The descriptions that were asked for, of all sources or of one.
#[derive(Debug, Default)]
pub(crate) struct Described(Mutex<BTreeMap<Option<String>, Of>>);

/// A description, and the version that it is of.
#[derive(Debug)]
struct Of {
    version: String,
    text: Arc<str>,
}

impl Described {
    /// The description of a source, or of all; made where none is known of this version.
    pub(crate) fn text<A: Answers>(&self, answers: &A, source: Option<String>) -> Option<Arc<str>> {
        // Asked for first: a description of what comes after it is only made once more.
        let Some(version) = answers.version() else {
            return openapi(answers, source.as_deref()).map(Arc::from);
        };
        let known = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(same) = known().get(&source).filter(|of| of.version == version) {
            return Some(Arc::clone(&same.text));
        }
        let text: Arc<str> = openapi(answers, source.as_deref())?.into();
        known().insert(source, Of { version, text: Arc::clone(&text) });
        Some(text)
    }
}
