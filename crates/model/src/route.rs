//! What an API can be asked, told by its dialect from the tables that it reads requests with.

use crate::Entity;

/// A path of an API, and what it takes.
#[derive(Debug, Clone)]
pub struct Route {
    /// Below the API's root, without leading slash; `{name}` stands for a value of the parameter of that name.
    pub path: String,
    /// What it answers, in a few words.
    pub about: String,
    /// The entity that has to be in the lake for it.
    pub entity: &'static Entity,
    /// What it takes: values in the path first.
    pub parameters: Vec<Parameter>,
}

/// A parameter of a route.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parameter {
    /// Its name.
    pub name: String,
    /// Other spellings of the name.
    pub aliases: &'static [&'static str],
    /// What values it has.
    pub takes: Takes,
    /// What it does, in a sentence without stop.
    pub about: String,
    /// A value that every lake can be asked with.
    pub example: String,
    /// Whether it has to be given.
    pub required: bool,
}

/// What values a parameter has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Takes {
    /// Text, in a form that the parameter's own description tells.
    Text,
    /// A whole number, both bounds included.
    Number(u64, u64),
    /// `true` or `false`.
    Truth,
    /// One of these words.
    Word(Vec<&'static str>),
    /// Some of these names, with commas between them; a name may be followed by more, which the description tells.
    Names(Vec<&'static str>),
    /// Conditions `name:value` with commas between them, on these filters of the entity.
    Filters(Vec<&'static str>),
}

impl Route {
    /// A path that takes nothing yet.
    pub fn new(
        path: impl Into<String>,
        about: impl Into<String>,
        entity: &'static Entity,
    ) -> Route {
        Route { path: path.into(), about: about.into(), entity, parameters: Vec::new() }
    }

    /// Takes these, after what it takes already.
    pub fn with(mut self, parameters: impl IntoIterator<Item = Parameter>) -> Route {
        self.parameters.extend(parameters);
        self
    }

    /// Whether a parameter stands in the path.
    pub fn holds(&self, parameter: &Parameter) -> bool {
        self.path.contains(&format!("{{{}}}", parameter.name))
    }

    /// The path with the examples of the parameters that stand in it.
    pub fn example(&self) -> String {
        self.parameters.iter().fold(self.path.clone(), |path, parameter| {
            path.replace(&format!("{{{}}}", parameter.name), &parameter.example)
        })
    }
}

impl Parameter {
    /// A parameter without other spellings.
    pub fn new(
        name: impl Into<String>,
        takes: Takes,
        about: impl Into<String>,
        example: impl Into<String>,
    ) -> Parameter {
        let (name, about, example) = (name.into(), about.into(), example.into());
        Parameter { name, aliases: &[], takes, about, example, required: false }
    }
}
