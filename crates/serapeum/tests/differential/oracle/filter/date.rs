//! Days and instants, and their bounds.

use super::Reader;
use crate::oracle::{
    answer::{QUERY, Refusal},
    calendar::{days, micros},
    column::{Mask, not},
    fields::Class,
    form::Form,
    value::Atom,
};

impl Reader<'_> {
    pub(super) fn date(self, text: &str) -> Result<Mask, Refusal> {
        let bare = self.field.class == Class::Date;
        if bare && text == "null" {
            return Ok(not(self.any()));
        }
        let sign = text.chars().next().filter(|c| bare && matches!(c, '<' | '>'));
        let text = if sign.is_some() { &text[1..] } else { text };
        let scale = if self.field.form == Form::Time { 86_400_000_000 } else { 1 };
        let (first, last) = match days(text) {
            Some(day) => (day * scale, (day + 1) * scale - 1),
            None => {
                let time = micros(text).filter(|_| self.field.timed).ok_or(QUERY)?;
                (time, time)
            }
        };
        let passes = |at: i64| match (self.field.class, sign) {
            (Class::Since, _) => at >= first,
            (Class::Until, _) => at <= last,
            (_, Some('>')) => at > last,
            (_, Some('<')) => at < first,
            _ => first <= at && at <= last,
        };
        Ok(self.test(&|atom| matches!(atom, Atom::Int(at) if passes(*at))))
    }
}
