//! A statement: text and parameters, built together so that they cannot disagree.

use std::{
    collections::BTreeSet,
    fmt::{self, Write as _},
};

use serapeum_model::{Entity, Factor, Field, Storage, TextQuery, Value};

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
    /// Searches that every row meets which its answer is made of.
    pub(crate) within: Vec<Searches>,
    /// Tables of which it reads also rows that its answer is not made of.
    pub(crate) apart: BTreeSet<String>,
    /// How many conditions a SELECT of it has at most, parts of others among them: planning takes time and stack for
    /// each.
    pub(crate) conditions: usize,
}

/// A parameter.
#[derive(Debug, Clone, PartialEq)]
pub enum Param {
    /// One value.
    One(Value),
    /// A list of values of one storage.
    Many(Storage, Vec<Value>),
    /// A list of the rows that are found, as `part * 2^32 + row`.
    Found(Searches),
    /// A list of how well each of these rows matches, in the same order: the sum of the scores of those searches that
    /// hold, times what the factor makes of the row's number.
    Scores(Searches),
}

/// Searches of an entity's texts, of which at least one holds.
#[derive(Debug, Clone, PartialEq)]
pub struct Searches {
    /// The source's name.
    pub source: String,
    /// The entity.
    pub entity: &'static Entity,
    /// The searches.
    pub any: Vec<TextQuery>,
    /// What multiplies the scores, if it does.
    pub factor: Option<Factor>,
}

/// The address of a row as one number.
pub(crate) const ADDRESS: &str =
    "(CAST(\"_part\" AS BIGINT) * 4294967296 + CAST(\"_row\" AS BIGINT))";

impl Sql {
    /// A statement without text.
    pub(crate) fn new(name: &'static str) -> Sql {
        Sql {
            name,
            text: String::new(),
            params: Vec::new(),
            tables: Vec::new(),
            columns: BTreeSet::new(),
            within: Vec::new(),
            apart: BTreeSet::new(),
            conditions: 0,
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

    /// Appends the name of a table of which other rows are read than those that the answer is made of.
    pub(crate) fn apart(&mut self, source: &str, entity: &str) -> &mut Sql {
        self.apart.insert(format!("{source}.{entity}"));
        self.table(source, entity)
    }

    /// Appends the name of the list column of a parameter; the cast tells the planner a type before it knows it.
    pub(crate) fn elements(&mut self, param: Param, of: &str) -> &mut Sql {
        self.push("unnest(arrow_cast(").param(param).push(", 'List(").push(of).push(")'))")
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
                    write!(f, "\n-- ${} = a list of {} values", i + 1, values.len())?;
                }
                Param::Found(searches) => write!(f, "\n-- ${} = the rows of {searches}", i + 1)?,
                Param::Scores(searches) => {
                    write!(f, "\n-- ${} = the scores of {searches}", i + 1)?;
                }
            }
        }
        Ok(())
    }
}

impl Searches {
    pub(crate) fn of(source: &str, entity: &'static Entity, any: Vec<&TextQuery>) -> Searches {
        let any = any.into_iter().cloned().collect();
        Searches { source: source.to_owned(), entity, any, factor: None }
    }
}

impl fmt::Display for Searches {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{} that meet ", self.source, self.entity.name)?;
        for (i, query) in self.any.iter().enumerate() {
            write!(f, "{}{query}", if i > 0 { " OR " } else { "" })?;
        }
        Ok(())
    }
}
