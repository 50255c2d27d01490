//! What is written of each record, and how it becomes bytes or rows.

use std::{io, path::PathBuf, sync::Arc};

use arrow::{
    array::{ArrayRef, RecordBatch},
    datatypes::SchemaRef,
};
use serapeum_model::{Field, Request, Source};
use serapeum_query::{Address, Engine};

use super::{
    ExportOptions, Format, cells, columns, explode::Exploder, pack, spelling::Spelling,
    texts::Texts,
};
use crate::Error;

/// Bytes of the records that are held to take texts from them, about.
const TEXTS: u64 = 4 << 20;

/// How to write what a request matches.
#[derive(Debug)]
pub(super) struct Plan {
    pub(super) source: &'static Source,
    pub(super) request: Request,
    pub(super) options: ExportOptions,
    what: What,
}

#[derive(Debug)]
enum What {
    /// Whole records.
    Records,
    /// Columns of the table, and texts of the records.
    Columns { stored: Vec<Field>, texts: Option<Box<Texts>>, spelling: Spelling },
    /// Rows made of the records.
    Explosion(Exploder, Spelling),
}

/// A piece of the matches.
#[derive(Debug)]
pub(super) enum Piece {
    /// Records to read.
    Records(Vec<Address>),
    /// Rows of the table, after their addresses.
    Rows(RecordBatch),
}

/// What becomes of a piece.
#[derive(Debug)]
pub(super) struct Product {
    /// How many records it is of.
    pub(super) records: u64,
    /// How many rows it has.
    pub(super) rows: u64,
    /// The last record.
    pub(super) last: Option<Address>,
    pub(super) content: Content,
}

#[derive(Debug)]
pub(super) enum Content {
    Text(Vec<u8>),
    Rows(RecordBatch),
}

impl Plan {
    /// What a request and the options ask for.
    ///
    /// # Errors
    /// A name of a column or long table that there is not, or options that do not go together.
    pub(super) fn new(
        source: &'static Source,
        mut request: Request,
        options: &ExportOptions,
    ) -> Result<Plan, Error> {
        options.check()?;
        request.form.raw = options.raw;
        // Lists are cut short to keep pages small, which is no concern here.
        request.form.whole = true;
        let entity = request.query.entity;
        let mut names: Vec<&str> = options.columns.iter().map(String::as_str).collect();
        let what = match &options.explode {
            _ if options.whole() => {
                columns::of_records(&request.form.select)?;
                What::Records
            }
            Some(name) => {
                let explosion = columns::explosion(entity, name)?;
                let fields = columns::of_explosion(explosion, &names)?;
                let spelling = Spelling::new(&fields, options.compact);
                let exploder = Exploder::new(explosion, fields).map_err(Error::Option)?;
                What::Explosion(exploder, spelling)
            }
            None => {
                if names.is_empty() {
                    names.clone_from(&request.form.select);
                }
                let fields = match names.as_slice() {
                    [] => entity.fields.to_vec(),
                    names => columns::of_table(source, entity, names)?,
                };
                let spelling = Spelling::new(&fields, options.compact);
                let texts = Texts::new(&request, &fields).map(Box::new);
                let mut stored = fields;
                stored.retain(|field| entity.field(field.name).is_some());
                What::Columns { stored, texts, spelling }
            }
        };
        Ok(Plan { source, request, options: options.clone(), what })
    }

    /// The columns to read from the table.
    pub(super) fn fields(&self) -> &[Field] {
        match &self.what {
            What::Columns { stored, .. } => stored,
            _ => &[],
        }
    }

    /// Whether all is made of the records, and only their addresses are read from the table.
    pub(super) fn is_of_records(&self) -> bool {
        !matches!(self.what, What::Columns { .. })
    }

    /// The columns of the output, if it has any.
    pub(super) fn schema(&self) -> Option<SchemaRef> {
        match &self.what {
            What::Records => None,
            What::Columns { spelling, .. } | What::Explosion(_, spelling) => {
                Some(Arc::clone(&spelling.schema))
            }
        }
    }

    /// What stands before everything else.
    pub(super) fn head(&self) -> Result<Vec<u8>, Error> {
        match (self.options.format, self.schema()) {
            (Format::Csv, Some(schema)) => self.packed(cells::header(&schema).map_err(wrong)?),
            _ => Ok(Vec::new()),
        }
    }

    /// What stands in a file that would else be empty.
    pub(super) fn nothing(&self) -> Result<Vec<u8>, Error> {
        self.packed(Vec::new())
    }

    /// Makes of a piece what is written.
    ///
    /// # Errors
    /// A lake without records, or a failure to read or convert them.
    pub(super) fn produce(&self, engine: &Engine, piece: Piece) -> Result<Product, Error> {
        match (&self.what, piece) {
            (What::Columns { texts, spelling, .. }, Piece::Rows(rows)) => {
                let addresses = serapeum_query::addresses(&rows);
                let mut columns = rows.columns().get(2..).unwrap_or_default().to_vec();
                if let Some(texts) = texts {
                    for (at, text) in self.texts(engine, texts, &addresses)? {
                        columns.insert(at, text);
                    }
                }
                let (records, last) = (addresses.len() as u64, addresses.last().copied());
                self.product(records, last, spelling.apply(&columns))
            }
            (What::Explosion(exploder, spelling), Piece::Records(addresses)) => {
                let mut rows = exploder.rows();
                for (record, address) in self.fetch(engine, &addresses)?.iter().zip(&addresses) {
                    rows.add(record).map_err(|error| self.damaged(*address, &error))?;
                }
                let written = rows.finish().and_then(|stored| spelling.apply(&stored));
                self.product(addresses.len() as u64, addresses.last().copied(), written)
            }
            (_, Piece::Records(addresses)) => {
                let mut lines = Vec::new();
                for (record, address) in self.fetch(engine, &addresses)?.iter().zip(&addresses) {
                    if self.options.raw {
                        lines.extend_from_slice(record);
                    } else {
                        let object = self.source.dialect.object(&self.request, record, None);
                        lines.extend(object.map_err(|error| self.damaged(*address, &error))?);
                    }
                    lines.push(b'\n');
                }
                let (records, last) = (addresses.len() as u64, addresses.last().copied());
                let content = Content::Text(self.packed(lines)?);
                Ok(Product { records, rows: records, last, content })
            }
            (_, Piece::Rows(_)) => Err(wrong(io::Error::other("rows of no table"))),
        }
    }

    /// The texts of these records as columns, each with its place among all columns.
    fn texts(
        &self,
        engine: &Engine,
        texts: &Texts,
        addresses: &[Address],
    ) -> Result<Vec<(usize, ArrayRef)>, Error> {
        let manifest = engine.manifest(self.source, self.request.query.entity)?;
        let mut columns = texts.columns();
        for piece in engine.pieces(manifest, addresses, TEXTS)? {
            let addresses = addresses.get(piece).unwrap_or_default();
            for (record, address) in engine.fetch(manifest, addresses)?.iter().zip(addresses) {
                let object = self.source.dialect.object(&texts.request, record, None);
                let object = object.map_err(|error| self.damaged(*address, &error))?;
                columns.add(&object).map_err(|error| self.damaged(*address, &error))?;
            }
        }
        Ok(columns.finish())
    }

    fn fetch(&self, engine: &Engine, addresses: &[Address]) -> Result<Vec<Vec<u8>>, Error> {
        let manifest = engine.manifest(self.source, self.request.query.entity)?;
        Ok(engine.fetch(manifest, addresses)?)
    }

    fn product(
        &self,
        records: u64,
        last: Option<Address>,
        rows: Result<RecordBatch, arrow::error::ArrowError>,
    ) -> Result<Product, Error> {
        let batch = rows.map_err(|error| wrong(io::Error::other(error)))?;
        let rows = batch.num_rows() as u64;
        let content = match self.options.format {
            Format::Jsonl => Content::Text(self.packed(cells::jsonl(&batch).map_err(wrong)?)?),
            Format::Csv => {
                let text = cells::csv(&batch, self.options.csv_safe).map_err(wrong)?;
                Content::Text(self.packed(text)?)
            }
            Format::Parquet | Format::Arrow => Content::Rows(batch),
        };
        Ok(Product { records, rows, last, content })
    }

    fn packed(&self, text: Vec<u8>) -> Result<Vec<u8>, Error> {
        pack::packed(text, self.options.compression).map_err(wrong)
    }

    fn damaged(&self, (part, row): Address, error: &dyn std::fmt::Display) -> Error {
        let what = self.request.query.entity.name;
        Error::Record(format!("the record of {what} in part {part}, row {row}: {error}"))
    }
}

fn wrong(error: io::Error) -> Error {
    Error::Io(PathBuf::from("the rows of the export"), error)
}
