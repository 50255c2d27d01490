//! Where an export goes: text or segments, to a writer or to a file that can be resumed.

use std::{
    io::{self, Write},
    path::PathBuf,
};

use arrow::datatypes::SchemaRef;

use super::{
    Format,
    aside::{Aside, Reached},
    plan::{Content, Plan, Product},
    segment::{Joined, Segment},
};
use crate::Error;

/// What bytes are written to.
#[expect(clippy::large_enum_variant, reason = "there is one for each export")]
pub(super) enum Out<'w> {
    Writer(&'w mut (dyn Write + Send)),
    File(Aside),
}

/// Takes what is produced, in order.
pub(super) struct Sink<'w> {
    out: Out<'w>,
    reached: Reached,
    body: Body,
}

#[expect(clippy::large_enum_variant, reason = "there is one for each export")]
enum Body {
    Text { head: Vec<u8>, nothing: Vec<u8> },
    Rows(Rows),
}

struct Rows {
    format: Format,
    schema: SchemaRef,
    /// How many records a segment has at least.
    group: u64,
    segment: Option<Segment>,
    held: u64,
    joined: Joined,
    any: bool,
}

fn failed(error: io::Error) -> Error {
    Error::Io(PathBuf::from("the output"), error)
}

impl Out<'_> {
    fn append(&mut self, bytes: &[u8]) -> Result<(), Error> {
        match self {
            Out::Writer(writer) => writer.write_all(bytes).map_err(failed),
            Out::File(aside) => aside.append(bytes),
        }
    }
}

impl<'w> Sink<'w> {
    pub(super) fn new(plan: &Plan, out: Out<'w>) -> Result<Sink<'w>, Error> {
        let options = &plan.options;
        let body = match plan.schema() {
            Some(schema) if !options.format.is_text() => Body::Rows(Rows {
                format: options.format,
                schema,
                group: options.group,
                segment: None,
                held: 0,
                joined: Joined::new(options.format),
                any: matches!(&out, Out::File(aside) if aside.segments() > 0),
            }),
            _ => Body::Text { head: plan.head()?, nothing: plan.nothing()? },
        };
        let reached = match &out {
            Out::File(aside) => aside.reached().clone(),
            Out::Writer(_) => Reached::default(),
        };
        Ok(Sink { out, reached, body })
    }

    /// How far the export is.
    pub(super) fn reached(&self) -> &Reached {
        &self.reached
    }

    pub(super) fn put(&mut self, product: Product) -> Result<(), Error> {
        self.reached.records += product.records;
        self.reached.rows += product.rows;
        self.reached.last = product.last.or(self.reached.last);
        match (&mut self.body, product.content) {
            (Body::Text { head, .. }, Content::Text(text)) => {
                if self.reached.bytes == 0 {
                    self.out.append(head)?;
                    self.reached.bytes += head.len() as u64;
                }
                self.out.append(&text)?;
                self.reached.bytes += text.len() as u64;
                match &mut self.out {
                    Out::File(aside) if aside.is_due() => aside.settle(self.reached.clone()),
                    _ => Ok(()),
                }
            }
            (Body::Rows(rows), Content::Rows(batch)) => {
                let segment = match &mut rows.segment {
                    Some(segment) => segment,
                    None => rows
                        .segment
                        .insert(Segment::new(rows.format, &rows.schema).map_err(failed)?),
                };
                segment.add(&batch).map_err(failed)?;
                rows.held += product.records;
                if rows.held < rows.group {
                    return Ok(());
                }
                rows.close(&mut self.out, &mut self.reached)
            }
            _ => Err(failed(io::Error::other("text among rows"))),
        }
    }

    /// Completes the output.
    pub(super) fn finish(mut self) -> Result<Reached, Error> {
        match self.body {
            Body::Text { head, nothing } => {
                if self.reached.bytes == 0 {
                    let all = if head.is_empty() { nothing } else { head };
                    self.out.append(&all)?;
                    self.reached.bytes = all.len() as u64;
                }
                match self.out {
                    Out::Writer(writer) => writer.flush().map_err(failed)?,
                    Out::File(aside) => aside.publish()?,
                }
            }
            Body::Rows(mut rows) => {
                if rows.segment.is_some() || !rows.any {
                    rows.close(&mut self.out, &mut self.reached)?;
                }
                match self.out {
                    Out::Writer(writer) => {
                        let last = rows.joined.finish().map_err(failed)?;
                        self.reached.bytes += last.len() as u64;
                        writer.write_all(&last).and_then(|()| writer.flush()).map_err(failed)?;
                    }
                    Out::File(aside) => {
                        let mut joined = Some(rows.joined);
                        self.reached.bytes =
                            aside.join(|segment| match (segment, &mut joined) {
                                (Some(segment), Some(joined)) => joined.add(segment),
                                (None, joined) => {
                                    joined.take().map_or(Ok(Vec::new()), Joined::finish)
                                }
                                (Some(_), None) => Ok(Vec::new()),
                            })?;
                    }
                }
            }
        }
        Ok(self.reached)
    }
}

impl Rows {
    /// Ends the segment at hand.
    fn close(&mut self, out: &mut Out<'_>, reached: &mut Reached) -> Result<(), Error> {
        let segment = match self.segment.take() {
            Some(segment) => segment,
            None => Segment::new(self.format, &self.schema).map_err(failed)?,
        };
        let bytes = segment.finish().map_err(failed)?;
        (self.held, self.any) = (0, true);
        match out {
            Out::File(aside) => {
                reached.bytes += bytes.len() as u64;
                aside.segment(&bytes, reached.clone())
            }
            Out::Writer(writer) => {
                let next = self.joined.add(bytes).map_err(failed)?;
                reached.bytes += next.len() as u64;
                writer.write_all(&next).map_err(failed)
            }
        }
    }
}
