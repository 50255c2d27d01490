//! Numbers and their bounds.

use super::Reader;
use crate::oracle::{
    answer::{QUERY, Refusal},
    column::{Mask, not},
};

impl Reader<'_> {
    pub(super) fn number(self, text: &str) -> Result<Mask, Refusal> {
        let test =
            |passes: &dyn Fn(f64) -> bool| self.test(&|atom| atom.number().is_some_and(passes));
        let range = |text: &str| -> Result<Mask, Refusal> {
            match text.split_once('-') {
                Some((low, high)) => {
                    let (low, high) = (read(low)?, read(high)?);
                    Ok(test(&|number| low <= number && number <= high))
                }
                None => {
                    let wanted = read(text)?;
                    Ok(test(&|number| number == wanted))
                }
            }
        };
        if text.contains('<') {
            let bound = read(text.strip_prefix('<').ok_or(QUERY)?)?;
            return Ok(test(&|number| number < bound));
        }
        if let Some(bound) = text.strip_prefix('-') {
            let bound = read(bound)?;
            return Ok(test(&|number| number <= bound));
        }
        if text.contains('>') {
            let bound = read(text.strip_prefix('>').ok_or(QUERY)?)?;
            return Ok(test(&|number| number > bound));
        }
        if let Some(bound) = text.strip_suffix('-') {
            let bound = read(bound)?;
            return Ok(test(&|number| number >= bound));
        }
        match (text.strip_prefix('!'), text) {
            (Some("null"), _) => Ok(self.any()),
            (Some(rest), _) => Ok(not(range(rest)?)),
            (_, "null") => Ok(not(self.any())),
            _ => range(text),
        }
    }
}

fn read(text: &str) -> Result<f64, Refusal> {
    text.trim().parse().ok().filter(|number: &f64| number.is_finite()).ok_or(QUERY)
}
