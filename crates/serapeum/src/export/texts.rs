//! Columns that no table holds: texts of the API's objects, such as one that is made of an index of its words.

use std::sync::Arc;

use arrow::array::{ArrayRef, StringBuilder};
use serapeum_model::{Field, Form, Request};
use serde_json::Value;

/// The texts to take from each record.
#[derive(Debug)]
pub(super) struct Texts {
    /// Asks for objects of these members alone.
    pub(super) request: Request,
    /// Their names, and their places among all columns; ascending.
    texts: Vec<(usize, &'static str)>,
}

/// Columns that are being filled.
pub(super) struct Columns<'t> {
    texts: &'t Texts,
    builders: Vec<StringBuilder>,
}

impl Texts {
    /// The texts among these columns, if there are any.
    pub(super) fn new(request: &Request, fields: &[Field]) -> Option<Texts> {
        let entity = request.query.entity;
        let places = fields.iter().map(|field| field.row().name).enumerate();
        let texts: Vec<_> = places.filter(|(_, name)| entity.text(name).is_some()).collect();
        let select = texts.iter().map(|(_, name)| *name).collect();
        let form = Form { select, raw: false, ..request.form.clone() };
        let request = Request { form, ..request.clone() };
        (!texts.is_empty()).then_some(Texts { request, texts })
    }

    /// Columns without rows.
    pub(super) fn columns(&self) -> Columns<'_> {
        let builders = self.texts.iter().map(|_| StringBuilder::new()).collect();
        Columns { texts: self, builders }
    }
}

impl Columns<'_> {
    /// Adds the texts of an object; what is no text is null.
    ///
    /// # Errors
    /// An object that is none.
    pub(super) fn add(&mut self, object: &[u8]) -> Result<(), serde_json::Error> {
        let object: Value = serde_json::from_slice(object)?;
        for ((_, name), column) in self.texts.texts.iter().zip(&mut self.builders) {
            column.append_option(object.get(name).and_then(Value::as_str));
        }
        Ok(())
    }

    /// The columns, each with its place.
    pub(super) fn finish(mut self) -> Vec<(usize, ArrayRef)> {
        let columns = self.builders.iter_mut().map(|column| Arc::new(column.finish()) as ArrayRef);
        self.texts.texts.iter().map(|(at, _)| *at).zip(columns).collect()
    }
}
