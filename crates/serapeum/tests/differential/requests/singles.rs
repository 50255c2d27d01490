//! Requests for one record.

use super::{Random, encoded};
use crate::oracle::one;

impl Random<'_> {
    /// A single record, by any identifier.
    pub(super) fn single(&mut self) -> String {
        let entity = *self.rng.pick(&self.entities.clone());
        let table = self.oracle.table(entity.name);
        let record = &table.records[self.rng.below(table.records.len())];
        let tail = entity.tail(&record.id);
        let missing = self.rng.chance(5);
        if !entity.lettered() {
            let code = tail.split_once('/').map_or(tail.as_str(), |(_, code)| code);
            let path = match self.rng.below(4) {
                _ if missing => "no-such-code".to_owned(),
                0 => code.to_uppercase(),
                1 => format!("https://openalex.org/{tail}"),
                _ => code.to_owned(),
            };
            return format!("openalex/{}/{}", entity.name, encoded(&path));
        }
        let number: i64 = tail[1..].parse().unwrap();
        let number = if missing { number + 1 } else { number };
        let letter = entity.prefix;
        let mut path = match self.rng.below(6) {
            0 => format!("{letter}{number}").to_lowercase(),
            1 => format!("https://openalex.org/{letter}{number}"),
            2 => format!("openalex:{letter}{number}"),
            3 if matches!(entity.name, "works" | "authors" | "sources" | "institutions") => {
                format!("mag:{number}")
            }
            // The letter of another entity is overlooked.
            4 => format!("F{number}"),
            _ => format!("{letter}{number}"),
        };
        let external = one::external(entity.name);
        if !external.is_empty() && self.rng.chance(60) {
            let external = *self.rng.pick(&external);
            if let Some(text) = one::values(external, record).first() {
                let bare = text.split('&').next().unwrap_or_default();
                path = format!("{}{bare}", external.1);
            }
        }
        format!("openalex/{}/{}", entity.name, encoded(&path))
    }
}
