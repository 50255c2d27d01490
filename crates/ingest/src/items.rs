//! One document with the records in an array, as lines: `{"items": [ {…}, {…} ]}` becomes a record a line, without
//! insignificant whitespace. The document is never held; of its structure only the open brackets are.
//!
//! Records are cut apart by brackets and quotes alone, so that one that is wrong in itself (`{"a": tru}`) is rejected
//! like a wrong line. Where brackets or quotes do not match, nobody can tell where the next record begins: an error.

use std::io::{self, Read};

const CHUNK: usize = 64 << 10;
const BOM: &[u8] = b"\xef\xbb\xbf";
/// The lines' reader rejects records that are much flatter.
const DEEPEST: usize = 1 << 16;

/// The records of a document, read as lines.
pub(crate) struct Items<R> {
    input: R,
    chunk: Vec<u8>,
    lines: Vec<u8>,
    told: usize,
    splitter: Splitter,
}

impl<R: Read> Items<R> {
    pub(crate) fn new(input: R, member: &'static str) -> Items<R> {
        let splitter = Splitter::new(member);
        Items { input, chunk: vec![0; CHUNK], lines: Vec::new(), told: 0, splitter }
    }

    pub(crate) fn get_ref(&self) -> &R {
        &self.input
    }
}

impl<R: Read> Read for Items<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.told == self.lines.len() {
            self.lines.clear();
            self.told = 0;
            let read = self.input.read(&mut self.chunk)?;
            if read == 0 {
                self.splitter.end()?;
                return Ok(0);
            }
            self.splitter.feed(self.chunk.get(..read).unwrap_or_default(), &mut self.lines)?;
        }
        let read = self.lines.get(self.told..).unwrap_or_default().read(buffer)?;
        self.told += read;
        Ok(read)
    }
}

/// What may come next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Document,
    /// A member; or the end of the document, if there was none yet.
    Member {
        first: bool,
    },
    Name,
    Colon,
    Value,
    /// More of a value: of a record, or of another member.
    Inside {
        record: bool,
    },
    AfterValue,
    /// A record; or the end of the array, if there was none yet.
    Record {
        first: bool,
    },
    AfterRecord,
    End,
}

struct Splitter {
    member: &'static str,
    state: State,
    name: Vec<u8>,
    /// The closing brackets of what is open in the value at hand.
    closers: Vec<u8>,
    /// Within a string.
    quoted: bool,
    /// After a backslash.
    escaped: bool,
    /// Whitespace was left out after the last byte, which was this.
    gap: bool,
    last: u8,
    /// Where in the document.
    offset: u64,
    records: u64,
    found: bool,
}

impl Splitter {
    fn new(member: &'static str) -> Splitter {
        Splitter {
            member,
            state: State::Document,
            name: Vec::new(),
            closers: Vec::new(),
            quoted: false,
            escaped: false,
            gap: false,
            last: 0,
            offset: 0,
            records: 0,
            found: false,
        }
    }

    /// Takes more of the document; puts complete and begun lines into `lines`.
    fn feed(&mut self, chunk: &[u8], lines: &mut Vec<u8>) -> io::Result<()> {
        let mut rest = chunk;
        let end = self.offset + chunk.len() as u64;
        while let Some(byte) = rest.first() {
            self.offset = end - rest.len() as u64;
            let used = match self.state {
                State::Inside { record } => self.inside(rest, record, lines)?,
                _ => usize::from(self.between(*byte)?),
            };
            rest = rest.get(used..).unwrap_or_default();
        }
        self.offset = end;
        Ok(())
    }

    /// One byte of the document's own; whether it is done with, or belongs to the value that it begins.
    fn between(&mut self, byte: u8) -> io::Result<bool> {
        if self.state == State::Name {
            match byte {
                b'"' if !self.escaped => self.state = State::Colon,
                _ if self.name.len() < CHUNK => self.name.push(byte),
                _ => return Err(self.fault("a name without end")),
            }
            self.escaped = byte == b'\\' && !self.escaped;
            return Ok(true);
        }
        if matches!(byte, b' ' | b'\n' | b'\r' | b'\t') {
            return Ok(true);
        }
        let ours = self.name == self.member.as_bytes();
        self.state = match (self.state, byte) {
            (State::Document, _) if BOM.get(self.offset as usize) == Some(&byte) => State::Document,
            (State::Document, b'{') => State::Member { first: true },
            (State::Member { .. }, b'"') => {
                self.name.clear();
                State::Name
            }
            (State::Member { first: true }, b'}') | (State::AfterValue, b'}') => State::End,
            (State::Colon, b':') => State::Value,
            (State::Value, b'[') if ours => {
                self.found = true;
                State::Record { first: true }
            }
            (State::Value, _) if ours => return Err(self.fault("no array under this name")),
            (State::Value, b',' | b':' | b'}' | b']') => return Err(self.fault("no value")),
            (State::Value, _) => {
                self.state = State::Inside { record: false };
                return Ok(false);
            }
            (State::AfterValue, b',') => State::Member { first: false },
            (State::Record { first: true }, b']') | (State::AfterRecord, b']') => State::AfterValue,
            (State::Record { .. }, b',' | b':' | b'}' | b']') => {
                return Err(self.fault("no record"));
            }
            (State::Record { .. }, _) => {
                self.state = State::Inside { record: true };
                self.records += 1;
                return Ok(false);
            }
            (State::AfterRecord, b',') => State::Record { first: false },
            (State::AfterRecord, _) => return Err(self.fault("no comma after the record")),
            (State::End, _) => return Err(self.fault("more after the document's end")),
            _ => return Err(self.fault("not a document of this form")),
        };
        Ok(true)
    }

    /// As much of a value as one step takes; how many bytes that were.
    fn inside(&mut self, rest: &[u8], record: bool, lines: &mut Vec<u8>) -> io::Result<usize> {
        if self.quoted {
            return self.string(rest, record, lines);
        }
        let Some(&byte) = rest.first() else { return Ok(0) };
        let outermost = self.closers.is_empty();
        match byte {
            b' ' | b'\n' | b'\r' | b'\t' => {
                self.gap = true;
                if outermost {
                    self.ended(record, lines);
                }
                return Ok(1);
            }
            // The end of a plain value: the byte is the document's.
            b',' | b']' | b'}' if outermost => {
                self.ended(record, lines);
                return Ok(0);
            }
            b'"' => self.quoted = true,
            b'{' | b'[' if self.closers.len() == DEEPEST => {
                return Err(self.fault("brackets too deep"));
            }
            // In ASCII both closing brackets stand two after their opening ones.
            b'{' | b'[' => self.closers.push(byte + 2),
            b'}' | b']' if self.closers.pop() != Some(byte) => {
                return Err(self.fault("a bracket that does not match"));
            }
            _ => {}
        }
        if record {
            // `1 2` must not become a number.
            if self.gap && word(self.last) && word(byte) {
                lines.push(b' ');
            }
            lines.push(byte);
        }
        self.gap = false;
        self.last = byte;
        if matches!(byte, b'}' | b']') && self.closers.is_empty() {
            self.ended(record, lines);
        }
        Ok(1)
    }

    /// More of a string, up to the byte that decides.
    fn string(&mut self, rest: &[u8], record: bool, lines: &mut Vec<u8>) -> io::Result<usize> {
        let plain = match self.escaped {
            true => 0,
            false => memchr::memchr3(b'"', b'\\', b'\n', rest).unwrap_or(rest.len()),
        };
        let used = rest.len().min(plain + 1);
        let decides = rest.get(plain).copied();
        if decides == Some(b'\n') {
            self.offset += plain as u64;
            return Err(self.fault("a line break in a string"));
        }
        if record {
            lines.extend_from_slice(rest.get(..used).unwrap_or_default());
        }
        self.quoted = self.escaped || decides != Some(b'"');
        self.escaped = !self.escaped && decides == Some(b'\\');
        if !self.quoted && self.closers.is_empty() {
            self.ended(record, lines);
        }
        Ok(used)
    }

    fn ended(&mut self, record: bool, lines: &mut Vec<u8>) {
        self.gap = false;
        self.last = 0;
        self.state = if record { State::AfterRecord } else { State::AfterValue };
        if record {
            lines.push(b'\n');
        }
    }

    fn end(&self) -> io::Result<()> {
        match self.state {
            State::End if self.found => Ok(()),
            State::End => {
                let what = format!(
                    "the document has no `{}` (a file with one record a line is to be named .jsonl)",
                    self.member
                );
                Err(io::Error::new(io::ErrorKind::InvalidData, what))
            }
            _ => Err(self.fault("the document ends early")),
        }
    }

    fn fault(&self, what: &str) -> io::Error {
        let place = match self.records {
            0 => format!("before the first record of `{}`", self.member),
            records => format!("at record {records} of `{}`", self.member),
        };
        let what = format!(
            "{what} {place}, byte {} of the document; what follows is unreadable",
            self.offset
        );
        io::Error::new(io::ErrorKind::InvalidData, what)
    }
}

/// Whether a byte may be of a number or a name: of what whitespace divides.
fn word(byte: u8) -> bool {
    !matches!(byte, 0 | b'{' | b'}' | b'[' | b']' | b',' | b':' | b'"')
}

#[cfg(test)]
mod tests;
