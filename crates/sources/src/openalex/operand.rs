//! One value of a filter, by the class of the filter. Classes and texts are those of the OpenAlex API.

use serapeum_model::{
    BadRequest, Choices, Condition, Entity, Field, Kind, Predicate, Test, Value, whole_day,
};

use super::{
    error::unsupported,
    literal::{self, Number},
};

/// A filter that a value is read for.
pub(super) struct Target<'f> {
    pub(super) entity: &'static Entity,
    pub(super) name: &'f str,
    pub(super) test: Test,
    class: Class,
}

/// How a value is spelt. The field is the one it is compared with.
#[derive(Debug, Clone, Copy)]
enum Class {
    Truth(Field),
    /// Only `true` and `false`.
    Whether,
    Number(Field),
    Date(Field),
    Id(Field),
    Term(Field),
    Prefix(Field),
    /// One of some names; the field is that of `null`.
    Choice(Choices, Option<Field>),
    /// Identifiers of the records that list others in this field.
    Listed(Field),
}

/// What a value stands for: a plain one can join others in a list.
pub(super) enum Operand {
    Value(Value),
    Condition(Predicate),
}

impl From<Option<Value>> for Operand {
    fn from(value: Option<Value>) -> Operand {
        value.map_or(Operand::Condition(Predicate::nothing()), Operand::Value)
    }
}

impl<'f> Target<'f> {
    pub(super) fn new(
        entity: &'static Entity,
        name: &'f str,
        test: Test,
    ) -> Result<Target<'f>, BadRequest> {
        let field = test.field().and_then(|field| entity.field(field));
        let class = match (test, field) {
            (Test::Is(_), Some(field)) => Class::of(field),
            (Test::IsAnd(..) | Test::IsLetter(..), Some(field)) => Class::Id(field),
            (Test::Since(_) | Test::Until(_), Some(field)) => Class::Date(field),
            (Test::Prefix(_), Some(field)) => Class::Prefix(field),
            (Test::Truth(..) | Test::Whether(_), _) => Class::Whether,
            (Test::Choice(choices), _) => Class::Choice(choices, null_field(entity, name, choices)),
            (Test::Absent(reason), _) => {
                let text = format!("{name} cannot be answered from a snapshot: {reason}.");
                return Err(BadRequest::query("filter", text));
            }
            (Test::ListedBy(_), Some(list)) => Class::Listed(list),
            // A table that compiles has the field.
            (Test::Search(_), _) | (_, None) => return Err(unsupported("filter", name)),
        };
        Ok(Target { entity, name, test, class })
    }

    /// Whether a space separates values.
    pub(super) fn splits(&self) -> bool {
        !matches!(self.class, Class::Truth(_) | Class::Whether | Class::Number(_))
    }

    /// Reads a value without `!`.
    pub(super) fn operand(&self, text: &str) -> Result<Operand, BadRequest> {
        let null = |field: Field| Ok(Operand::Condition(field.exists().not()));
        match self.class {
            Class::Truth(field) => self.truth(field, text),
            Class::Whether => self.whether(text).map(Operand::Condition),
            Class::Number(field) => self.number(field, text),
            Class::Date(field) => self.date(field, text),
            Class::Id(field) | Class::Term(field) if text == "null" => null(field),
            Class::Choice(_, Some(field)) if text == "null" => null(field),
            Class::Id(field) => self.id(field, text),
            Class::Listed(_) => self.id(self.entity.id, text),
            Class::Term(field) => Ok(literal::term(field, text).into()),
            Class::Prefix(field) => self.prefix(field, text),
            Class::Choice(choices, _) => self.choice(choices, text),
        }
    }

    fn truth(&self, field: Field, text: &str) -> Result<Operand, BadRequest> {
        match text {
            "null" => return Ok(Operand::Condition(field.exists().not())),
            "!null" => return Ok(Operand::Condition(field.exists())),
            _ => {}
        }
        let Some(truth) = boolean(text) else {
            let text =
                format!("Value for {} must be true, false null, or !null: not {text}.", self.name);
            return Err(BadRequest::query("filter", text));
        };
        // In the field of the implied scope a missing value counts as false, as it does in the scope.
        match &self.entity.scope {
            Some(scope @ Condition::Not(Condition::True(name)))
                if !truth && *name == field.name =>
            {
                Ok(Operand::Condition(self.entity.condition(scope)))
            }
            _ => Ok(Operand::Value(Value::Bool(truth))),
        }
    }

    fn whether(&self, text: &str) -> Result<Predicate, BadRequest> {
        let Some(truth) = boolean(text) else {
            let text = format!("Value for {} must be true or false, not {text}.", self.name);
            return Err(BadRequest::query("filter", text));
        };
        let (yes, no) =
            truths(self.entity, self.test).unwrap_or((Predicate::nothing(), Predicate::nothing()));
        Ok(if truth { yes } else { no })
    }

    /// The order of the tests is the original's: it decides that `-5` is a bound and `!>5` a mistake.
    fn number(&self, field: Field, text: &str) -> Result<Operand, BadRequest> {
        let read = |text: &str| {
            Number::read(text).ok_or_else(|| {
                let text = format!("Value for param {} must be a number.", self.name);
                BadRequest::query("filter", text)
            })
        };
        let condition = |predicate| Ok(Operand::Condition(predicate));
        if text.contains('<') {
            let bound = read(text.strip_prefix('<').unwrap_or(text))?;
            condition(field.lt(bound.at_least(field)))
        } else if let Some(rest) = text.strip_prefix('-') {
            condition(field.le(read(rest)?.at_most(field)))
        } else if text.contains('>') {
            let bound = read(text.strip_prefix('>').unwrap_or(text))?;
            condition(field.gt(bound.at_most(field)))
        } else if let Some(rest) = text.strip_suffix('-') {
            condition(field.ge(read(rest)?.at_least(field)))
        } else if let Some(rest) = text.strip_prefix('!') {
            condition(match rest {
                "null" => field.exists(),
                _ => self.numbers(field, rest, read)?.on(self).not(),
            })
        } else if text == "null" {
            condition(field.exists().not())
        } else {
            self.numbers(field, text, read)
        }
    }

    /// A number, or two with `-` between them.
    fn numbers(
        &self,
        field: Field,
        text: &str,
        read: impl Fn(&str) -> Result<Number, BadRequest>,
    ) -> Result<Operand, BadRequest> {
        match text.split_once('-') {
            Some((low, high)) => {
                let (low, high) = (read(low)?, read(high)?);
                let within = field.between(low.at_least(field), high.at_most(field));
                Ok(Operand::Condition(within))
            }
            None => Ok(read(text)?.exact(field).into()),
        }
    }

    fn date(&self, field: Field, text: &str) -> Result<Operand, BadRequest> {
        let bare = matches!(self.test, Test::Is(_));
        if bare && text == "null" {
            return Ok(Operand::Condition(field.exists().not()));
        }
        let (sign, rest) = match text.split_at_checked(1) {
            Some((sign @ (">" | "<"), rest)) if bare => (sign, rest),
            _ => ("", text),
        };
        let span = literal::date(rest).map(|day| match field.kind {
            Kind::Date => (Value::Date(day), Value::Date(day)),
            _ => whole_day(day),
        });
        let instant = || {
            let time = literal::time(rest).filter(|_| !bare && field.kind == Kind::Timestamp)?;
            Some((Value::Time(time), Value::Time(time)))
        };
        let Some((first, last)) = span.or_else(instant) else {
            let text = format!(
                "Value for param {} is an invalid date. Format is yyyy-mm-dd (e.g. 2020-05-17).",
                self.name
            );
            return Err(BadRequest::query("filter", text));
        };
        Ok(match (self.test, sign) {
            (Test::Since(_), _) => Operand::Condition(field.ge(first)),
            (Test::Until(_), _) => Operand::Condition(field.le(last)),
            (_, ">") => Operand::Condition(field.gt(last)),
            (_, "<") => Operand::Condition(field.lt(first)),
            _ if first == last => Operand::Value(first),
            _ => Operand::Condition(field.between(first, last)),
        })
    }

    fn id(&self, field: Field, text: &str) -> Result<Operand, BadRequest> {
        let Some(value) = literal::id(field, text) else {
            let text = format!("'{text}' is not a valid OpenAlex ID.");
            return Err(BadRequest::query("filter", text));
        };
        // Only the filters on all locations check the letter.
        if let (Test::IsLetter(_, letter), true) = (self.test, self.name.starts_with("locations."))
            && literal::openalex_id(text).is_some_and(|(found, _)| found != letter)
        {
            let text = format!(
                "'{text}' is not a valid value for {}: its IDs start with {letter}.",
                self.name
            );
            return Err(BadRequest::query("filter", text));
        }
        Ok(value.into())
    }

    fn prefix(&self, field: Field, text: &str) -> Result<Operand, BadRequest> {
        let text = text.to_lowercase();
        let bare = text.split_once("doi.org/").map_or(text.as_str(), |(_, rest)| rest);
        if bare.chars().count() < 3 {
            let text = format!("Value for {} must have at least 3 characters.", self.name);
            return Err(BadRequest::query("filter", text));
        }
        Ok(Operand::Condition(Predicate::Prefix { field, text: bare.to_owned() }))
    }

    fn choice(&self, choices: Choices, text: &str) -> Result<Operand, BadRequest> {
        let meant = |names: &[&str]| names.iter().any(|name| name.eq_ignore_ascii_case(text));
        if let Some((_, condition)) = choices.iter().find(|(names, _)| meant(names)) {
            return Ok(Operand::Condition(self.entity.condition(condition)));
        }
        let nth = |n: usize| choices.iter().filter_map(move |(names, _)| names.get(n).copied());
        let names: Vec<_> = nth(0).chain(nth(1)).collect();
        let text = format!("Value for {} must be one of {}.", self.name, names.join(", "));
        Err(BadRequest::query("filter", text))
    }
}

impl Class {
    fn of(field: Field) -> Class {
        match field.kind {
            Kind::Boolean if derived(field) => Class::Whether,
            Kind::Boolean => Class::Truth(field),
            Kind::Integer | Kind::Float => Class::Number(field),
            Kind::Date | Kind::Timestamp => Class::Date(field),
            Kind::Id(_) | Kind::AnyId(_) => Class::Id(field),
            _ => Class::Term(field),
        }
    }
}

impl Operand {
    fn on(self, target: &Target) -> Predicate {
        match self {
            Operand::Value(value) => any(target, vec![value], Vec::new()),
            Operand::Condition(condition) => condition,
        }
    }
}

/// Reads one value that may begin with `!`. Classes whose own syntax has a `!`, or none, see it themselves.
pub(super) fn single(target: &Target, text: &str) -> Result<Predicate, BadRequest> {
    let inverts = matches!(
        target.class,
        Class::Id(_) | Class::Term(_) | Class::Prefix(_) | Class::Choice(..) | Class::Listed(_)
    );
    match text.strip_prefix('!') {
        Some(rest) if inverts => Ok(match target.operand(rest)?.on(target) {
            Predicate::Not(inner) => *inner,
            found => found.not(),
        }),
        _ => Ok(target.operand(text)?.on(target)),
    }
}

/// Any of the values or conditions holds.
pub(super) fn any(target: &Target, mut values: Vec<Value>, others: Vec<Predicate>) -> Predicate {
    let field = match target.class {
        Class::Truth(field) | Class::Number(field) | Class::Date(field) => Some(field),
        Class::Id(field) | Class::Term(field) | Class::Prefix(field) => Some(field),
        Class::Listed(list) => {
            let by = Box::new(target.entity.id.one_of(values));
            return Predicate::ListedBy { list, by };
        }
        Class::Whether | Class::Choice(..) => None,
    };
    let mut parts: Vec<_> =
        others.into_iter().filter(|other| *other != Predicate::nothing()).collect();
    if let Some(field) = field {
        match values.len() {
            0 => {}
            1 => parts.insert(0, field.eq(values.swap_remove(0))),
            _ => parts.insert(0, Predicate::In { field, values }),
        }
    }
    if parts.len() == 1 { parts.swap_remove(0) } else { Predicate::Any(parts) }
}

/// What `true` and `false` stand for, of a filter that knows only these two.
pub(super) fn truths(entity: &'static Entity, test: Test) -> Option<(Predicate, Predicate)> {
    match test {
        Test::Truth(yes, no) => Some((entity.condition(yes), entity.condition(no))),
        Test::Whether(condition) => {
            let holds = entity.condition(condition);
            Some((holds.clone(), holds.not()))
        }
        Test::Is(name) => {
            let field = entity.field(name).filter(|field| derived(*field))?;
            Some((field.eq(true), field.eq(false)))
        }
        _ => None,
    }
}

/// Whether a field only says that something else is there.
pub(super) fn derived(field: Field) -> bool {
    field.path.starts_with("exists(")
}

/// The field whose absence `null` tests, and the group of the rest counts.
pub(super) fn null_field(entity: &Entity, name: &str, choices: Choices) -> Option<Field> {
    match choices.first() {
        Some((_, Condition::OneOf(field, _))) if name.ends_with("continent") => entity.field(field),
        _ => None,
    }
}

fn boolean(text: &str) -> Option<bool> {
    let text = text.trim();
    match text {
        _ if text.eq_ignore_ascii_case("true") => Some(true),
        _ if text.eq_ignore_ascii_case("false") => Some(false),
        _ => None,
    }
}
