//! JSON with the order of members, and where two such differ.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Tree {
    Object(Vec<(String, Tree)>),
    List(Vec<Tree>),
    Text(String),
    Number(f64),
    Truth(bool),
    Null,
}

/// A difference: the path of members to it, and what it is.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Difference {
    pub(crate) path: String,
    pub(crate) kind: Kind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Only the left one has the member.
    Left,
    /// Only the right one has it.
    Right,
    /// The same members in another order.
    Order,
    /// Another value.
    Value,
}

impl Tree {
    pub(crate) fn get(&self, name: &str) -> Option<&Tree> {
        match self {
            Tree::Object(members) => members.iter().find(|(own, _)| own == name).map(|(_, v)| v),
            _ => None,
        }
    }

    pub(crate) fn text(&self) -> Option<&str> {
        match self {
            Tree::Text(text) => Some(text),
            _ => None,
        }
    }

    pub(crate) fn elements(&self) -> &[Tree] {
        match self {
            Tree::List(elements) => elements,
            _ => &[],
        }
    }

    /// How many members the objects in it have, and it itself.
    pub(crate) fn members(&self) -> usize {
        match self {
            Tree::Object(members) => {
                members.len() + members.iter().map(|(_, value)| value.members()).sum::<usize>()
            }
            Tree::List(elements) => elements.iter().map(Tree::members).sum(),
            _ => 0,
        }
    }

    /// Where another differs from this one.
    pub(crate) fn differences(&self, other: &Tree, path: &str, found: &mut Vec<Difference>) {
        let mut note = |path: String, kind| found.push(Difference { path, kind });
        match (self, other) {
            (Tree::Object(left), Tree::Object(right)) => {
                for (name, _) in left.iter().filter(|(name, _)| other.get(name).is_none()) {
                    note(format!("{path}.{name}"), Kind::Left);
                }
                for (name, _) in right.iter().filter(|(name, _)| self.get(name).is_none()) {
                    note(format!("{path}.{name}"), Kind::Right);
                }
                let here = left.iter().filter(|(name, _)| other.get(name).is_some());
                let there = right.iter().filter(|(name, _)| self.get(name).is_some());
                if here.clone().map(|(name, _)| name).ne(there.map(|(name, _)| name)) {
                    note(path.to_owned(), Kind::Order);
                }
                for (name, value) in here {
                    if let Some(other) = other.get(name) {
                        value.differences(other, &format!("{path}.{name}"), found);
                    }
                }
            }
            (Tree::List(left), Tree::List(right)) if left.len() == right.len() => {
                for (left, right) in left.iter().zip(right) {
                    left.differences(right, path, found);
                }
            }
            _ if self == other => {}
            _ => note(path.to_owned(), Kind::Value),
        }
    }
}

impl fmt::Display for Tree {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Tree::Object(members) => {
                f.write_str("{")?;
                for (at, (name, value)) in members.iter().enumerate() {
                    let comma = if at > 0 { "," } else { "" };
                    write!(f, "{comma}{}:{value}", serde_json::Value::from(name.as_str()))?;
                }
                f.write_str("}")
            }
            Tree::List(elements) => {
                f.write_str("[")?;
                for (at, element) in elements.iter().enumerate() {
                    write!(f, "{}{element}", if at > 0 { "," } else { "" })?;
                }
                f.write_str("]")
            }
            Tree::Text(text) => write!(f, "{}", serde_json::Value::from(text.as_str())),
            Tree::Number(number) if number.fract() == 0.0 => write!(f, "{number:.0}"),
            Tree::Number(number) => write!(f, "{}", serde_json::Value::from(*number)),
            Tree::Truth(truth) => write!(f, "{truth}"),
            Tree::Null => f.write_str("null"),
        }
    }
}

impl<'de> Deserialize<'de> for Tree {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Tree, D::Error> {
        from.deserialize_any(Reader)
    }
}

struct Reader;

impl<'de> Visitor<'de> for Reader {
    type Value = Tree;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Tree, E> {
        Ok(Tree::Null)
    }

    fn visit_bool<E>(self, truth: bool) -> Result<Tree, E> {
        Ok(Tree::Truth(truth))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Tree, E> {
        Ok(Tree::Number(number as f64))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Tree, E> {
        Ok(Tree::Number(number as f64))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Tree, E> {
        Ok(Tree::Number(number))
    }

    fn visit_str<E>(self, text: &str) -> Result<Tree, E> {
        Ok(Tree::Text(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Tree, A::Error> {
        let mut elements = Vec::new();
        while let Some(element) = list.next_element()? {
            elements.push(element);
        }
        Ok(Tree::List(elements))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Tree, A::Error> {
        let mut members = Vec::new();
        while let Some(member) = object.next_entry()? {
            members.push(member);
        }
        Ok(Tree::Object(members))
    }
}
