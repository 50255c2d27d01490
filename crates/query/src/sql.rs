//! A statement: text and parameters, built together so that they cannot disagree.

use std::{
    collections::BTreeSet,
    fmt::{self, Write as _},
};

use serapeum_model::{Field, Storage, Value};

/// A statement as it runs.
#[derive(Debug, Clone, PartialEq)]
pub struct Sql {
    /// What it is for: `page`, `everything`, `columns`, `count`, `groups`, `groups total`, `labels` or `row`.
    pub name: &'static str,
    /// The text, with `$1`, `$2` … for the parameters.
    pub text: String,
    /// The parameters.
    pub params: Vec<Param>,
    /// The tables that it reads, as `source.entity`.
    pub tables: Vec<String>,
    /// The columns that it names, of whatever table.
    pub(crate) columns: BTreeSet<&'static str>,
}

/// A parameter.
#[derive(Debug, Clone, PartialEq)]
pub enum Param {
    /// One value.
    One(Value),
    /// A list of values of one storage.
    Many(Storage, Vec<Value>),
}

impl Sql {
    /// A statement without text.
    pub(crate) fn new(name: &'static str) -> Sql {
        Sql {
            name,
            text: String::new(),
            params: Vec::new(),
            tables: Vec::new(),
            columns: BTreeSet::new(),
        }
    }

    /// Appends text.
    pub(crate) fn push(&mut self, text: &str) -> &mut Sql {
        self.text.push_str(text);
        self
    }

    /// Appends a number.
    pub(crate) fn number(&mut self, number: u64) -> &mut Sql {
        let _ = write!(self.text, "{number}");
        self
    }

    /// Appends a column's name, quoted.
    pub(crate) fn column(&mut self, field: Field) -> &mut Sql {
        self.columns.insert(field.row().name);
        self.name(field.name)
    }

    /// Appends a name, quoted. Names come from the tables of a source, never from a caller.
    pub(crate) fn name(&mut self, name: &str) -> &mut Sql {
        let _ = write!(self.text, "\"{}\"", name.replace('"', "\"\""));
        self
    }

    /// Appends a table's name.
    pub(crate) fn table(&mut self, source: &str, entity: &str) -> &mut Sql {
        let table = format!("{source}.{entity}");
        if !self.tables.contains(&table) {
            self.tables.push(table);
        }
        self.name(source).push(".").name(entity)
    }

    /// Appends the place of a parameter.
    pub(crate) fn param(&mut self, param: Param) -> &mut Sql {
        self.params.push(param);
        let _ = write!(self.text, "${}", self.params.len());
        self
    }

    /// Appends the place of a value.
    pub(crate) fn value(&mut self, value: &Value) -> &mut Sql {
        self.param(Param::One(value.clone()))
    }
}

impl fmt::Display for Sql {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{};", self.text)?;
        for (i, param) in self.params.iter().enumerate() {
            match param {
                Param::One(value) => write!(f, "\n-- ${} = {value}", i + 1)?,
                Param::Many(_, values) => {
                    write!(f, "\n-- ${} = a list of {} values", i + 1, values.len())?
                }
            }
        }
        Ok(())
    }
}
