//! What values and filters are, in words for people.

use crate::{Entity, Kind, Test};

impl Kind {
    /// What a value looks like.
    pub fn told(&self, many: bool) -> String {
        let one = match self {
            Kind::Id(form) => format!("{}123", form.letter),
            Kind::AnyId(_) => "P123, I123".to_owned(),
            Kind::Code(_) => "code".to_owned(),
            Kind::Keyword(_) => "text".to_owned(),
            Kind::Doi => "DOI".to_owned(),
            Kind::Orcid => "ORCID".to_owned(),
            Kind::Ror => "ROR".to_owned(),
            Kind::Issn => "ISSN".to_owned(),
            Kind::Integer => "whole number".to_owned(),
            Kind::Float => "number".to_owned(),
            Kind::Boolean => "true, false".to_owned(),
            Kind::Date => "date".to_owned(),
            Kind::Timestamp => "date or time".to_owned(),
        };
        if many { format!("{one} (several)") } else { one }
    }
}

impl Test {
    /// What values the filter takes.
    pub fn values(&self, entity: &Entity) -> String {
        match (self, self.field().and_then(|field| entity.field(field))) {
            (Test::Truth(..) | Test::Whether(_), _) => "true, false".to_owned(),
            (Test::Choice(choices), _) => {
                let names = choices.iter().filter_map(|(names, _)| names.first().copied());
                names.collect::<Vec<_>>().join(", ")
            }
            (Test::Search(_), _) => "words".to_owned(),
            (_, Some(field)) => field.kind.told(field.many),
            _ => String::new(),
        }
    }

    /// What the filter of this name asks; empty where that is the field's own name.
    pub fn meaning(&self, name: &str) -> String {
        match self {
            Test::Is(field) if *field == name => String::new(),
            Test::Is(field) => format!("same as {field}"),
            Test::IsAnd(field, _) => format!("as {field}, with a condition"),
            Test::IsLetter(field, letter) => format!("as {field}, only {letter} ids"),
            Test::Since(field) => format!("{field} at or after"),
            Test::Until(field) => format!("{field} at or before"),
            Test::Prefix(field) => format!("{field} begins with"),
            Test::ListedBy(field) => format!("in {field} of the given record"),
            Test::Search(reach) => {
                let texts: Vec<_> = reach.fields.iter().map(|weight| weight.text).collect();
                format!("words in {}", texts.join(", "))
            }
            Test::Absent(why) => format!("not in a snapshot: {why}"),
            Test::Truth(..) | Test::Whether(_) | Test::Choice(_) => "a condition".to_owned(),
        }
    }
}
