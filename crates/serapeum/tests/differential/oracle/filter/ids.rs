//! Identifiers of OpenAlex, and lists of them that stand in other records.

use super::Reader;
use crate::oracle::{
    answer::{QUERY, Refusal},
    column::Mask,
    fields::Class,
    form::Form,
    value::Atom,
};

impl Reader<'_> {
    pub(super) fn id(self, text: &str) -> Result<Mask, Refusal> {
        let (letter, number) = openalex_id(text).ok_or(QUERY)?;
        if let Class::Only(only) = self.field.class
            && self.field.name.starts_with("locations.")
            && letter != only
        {
            return Err(QUERY);
        }
        let wanted = match self.field.form {
            Form::Id(own) if own == letter || (own == 'S' && letter == 'V') => Atom::Int(number),
            Form::AnyId => Atom::Text(format!("{letter}{number}")),
            _ => return Ok(self.constant(false)),
        };
        Ok(self.test(&|atom| *atom == wanted))
    }

    /// The records that stand in the list of the given one.
    pub(super) fn listed(self, text: &str) -> Result<Mask, Refusal> {
        let (letter, number) = openalex_id(text).ok_or(QUERY)?;
        let place = self.table.place(&format!("{letter}{number}"));
        let Some(place) = place.filter(|_| letter == 'W') else { return Ok(self.constant(false)) };
        let list = self.table.column(self.field);
        let mut mask = self.constant(false);
        for atom in list.of(place) {
            if let Some(at) = self.table.place(&self.table.entity.tail(atom)) {
                mask[at] = true;
            }
        }
        Ok(mask)
    }
}

/// The first letter with at least two digits, in any case and anywhere; with one, if nothing stands around it.
pub(crate) fn openalex_id(text: &str) -> Option<(char, i64)> {
    let upper = text.to_ascii_uppercase();
    let starts = upper.char_indices().filter(|(_, c)| "WAICFVPSTG".contains(*c));
    starts.into_iter().find_map(|(at, letter)| {
        let digits: String = upper[at + 1..].chars().take_while(char::is_ascii_digit).collect();
        let alone = digits.len() == 1 && upper.len() == 2;
        if digits.len() < 2 && !alone { None } else { Some((letter, digits.parse().ok()?)) }
    })
}
