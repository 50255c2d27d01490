//! The parameters of a request, by their names with dashes. Blank ones count as absent.

use serapeum_model::{BadRequest, Params};

use super::error;

/// Parameters that have a value.
#[derive(Debug, Default)]
pub(super) struct Asked {
    pairs: Vec<(String, String)>,
}

impl Asked {
    /// Reads parameters; of a repeated one the last counts with the hosted service, and is refused otherwise.
    pub(super) fn read(params: &Params, strict: bool) -> Result<Asked, BadRequest> {
        let mut asked = Asked::default();
        for (name, value) in params.iter() {
            let name = spelt(name);
            if asked.pairs.iter().any(|(known, _)| *known == name) {
                if !strict {
                    let text = format!("{name} is given twice; a list is written with commas.");
                    return Err(error::value(&name, text));
                }
                asked.pairs.retain(|(known, _)| *known != name);
            }
            asked.pairs.push((name, value.to_owned()));
        }
        Ok(asked)
    }

    /// Adds a parameter, in the place of one that is there.
    pub(super) fn set(&mut self, name: &str, value: &str) {
        self.pairs.retain(|(known, _)| known != name);
        self.pairs.push((name.to_owned(), value.to_owned()));
    }

    /// The value of a parameter.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.given(name).filter(|value| !value.trim().is_empty())
    }

    /// The value of a parameter, even a blank one.
    pub(super) fn given(&self, name: &str) -> Option<&str> {
        self.pairs.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Whether a parameter is exactly `true`.
    pub(super) fn is_true(&self, name: &str) -> bool {
        self.given(name) == Some("true")
    }

    /// Names and values, in the order in which they were given.
    pub(super) fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.pairs.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }
}

/// The name with dashes; what stands in brackets is left as it is.
fn spelt(name: &str) -> String {
    match name.split_once('[') {
        Some((head, inside)) => format!("{}[{inside}", head.replace('_', "-")),
        None => name.replace('_', "-"),
    }
}
