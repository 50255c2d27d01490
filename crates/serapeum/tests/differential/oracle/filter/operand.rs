//! One value of a filter, without operators around it.

use super::Reader;
use crate::oracle::{
    answer::{QUERY, Refusal},
    column::{Mask, not},
    fields::Class,
    form::Form,
    regions,
    value::Atom,
};

impl Reader<'_> {
    pub(super) fn operand(self, text: &str) -> Result<Mask, Refusal> {
        let class = self.field.class;
        match class {
            Class::Bool => self.truth(text),
            Class::Exists | Class::South | Class::MagOnly | Class::OldAuthors | Class::Open(_) => {
                let (yes, no) = self.condition().unwrap();
                Ok(if flag(text)? { yes } else { no })
            }
            Class::Number => self.number(text),
            Class::Date | Class::Since | Class::Until => self.date(text),
            Class::Listed => self.listed(text),
            _ if text == "null" && class != Class::OpenVersion => Ok(not(self.any())),
            Class::Continent => {
                let (_, _, countries) = regions::named(text).ok_or(QUERY)?;
                Ok(self.test(&|atom| is_in(atom, countries)))
            }
            Class::OpenVersion => {
                let versions = open_versions(text).ok_or(QUERY)?;
                Ok(self.test(&|atom| is_in(&atom.folded(), versions)))
            }
            Class::Prefix => {
                let wanted = text.to_lowercase();
                if wanted.chars().count() < 3 {
                    return Err(QUERY);
                }
                Ok(self.test(&|atom| atom.text().is_some_and(|text| text.starts_with(&wanted))))
            }
            Class::Term | Class::Version => Ok(self.term(text)),
            _ => self.id(text),
        }
    }

    fn truth(self, text: &str) -> Result<Mask, Refusal> {
        match text {
            "null" => return Ok(not(self.any())),
            "!null" => return Ok(self.any()),
            _ => {}
        }
        let truth = flag(text)?;
        // A work that says nothing is in the core corpus.
        if self.field.name == "is_xpac" && !truth {
            return Ok(not(self.test(&|atom| *atom == Atom::Bool(true))));
        }
        Ok(self.test(&|atom| *atom == Atom::Bool(truth)))
    }

    fn term(self, text: &str) -> Mask {
        let Some(wanted) = self.field.form.normal(text) else { return self.constant(false) };
        match self.field.form {
            Form::Folded => {
                let wanted = Atom::Text(wanted.to_lowercase());
                self.test(&|atom| atom.folded() == wanted)
            }
            Form::Scopus => {
                let wanted = digits(&wanted);
                self.test(&|atom| atom.text().is_some_and(|text| digits(text) == wanted))
            }
            _ => {
                let wanted = Atom::Text(wanted);
                self.test(&|atom| *atom == wanted)
            }
        }
    }
}

/// The versions that a value of `best_open_version` stands for.
pub(crate) fn open_versions(name: &str) -> Option<&'static [&'static str]> {
    Some(match name.to_ascii_lowercase().as_str() {
        "any" => &["submittedversion", "acceptedversion", "publishedversion"],
        "acceptedorpublished" => &["acceptedversion", "publishedversion"],
        "published" => &["publishedversion"],
        _ => return None,
    })
}

fn digits(text: &str) -> String {
    let after = text.trim_start_matches(|c: char| !c.is_ascii_digit());
    after.chars().take_while(char::is_ascii_digit).collect()
}

pub(super) fn is_in(atom: &Atom, texts: &[&str]) -> bool {
    atom.text().is_some_and(|text| texts.contains(&text))
}

fn flag(text: &str) -> Result<bool, Refusal> {
    match text.trim().to_lowercase().as_str() {
        "true" => Ok(true),
        "false" => Ok(false),
        _ => Err(QUERY),
    }
}
