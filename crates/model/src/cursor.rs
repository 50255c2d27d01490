//! A place in a result, as a short token that names everything it depends on.
//!
//! A token holds no server state and never expires while its version of the lake is kept. It is safe in a URL
//! without escaping. Bytes, little-endian: format 1, digest of the rows 4, digest of the query 8, total 8, place, checksum 4.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use twox_hash::XxHash3_64;

use crate::Value;

/// A place in the result of a query over one version of one entity.
#[derive(Debug, Clone, PartialEq)]
pub struct Cursor {
    /// What tells the rows that the result came from, in this lake at this version, from any others.
    pub rows: u32,
    /// A [`digest`] of source, entity, filter and order.
    pub query: u64,
    /// How many records (or, for groups, records again) match in all.
    pub total: u64,
    /// The last thing told.
    pub place: Place,
}

/// The last thing on a page.
#[derive(Debug, Clone, PartialEq)]
pub enum Place {
    /// A record's address; its sort keys are read from there.
    Record {
        /// The part.
        part: u32,
        /// The row in the part.
        row: u32,
    },
    /// The key of a group; `None` is the group of records without value.
    Group(Option<Value>),
    /// The end: nothing follows, whatever the lake holds. For an API whose walks end in an empty page; a dialect
    /// reads and answers it by itself.
    End,
}

/// A digest that is the same in every release: of the text that describes a query.
pub fn digest(text: &str) -> u64 {
    XxHash3_64::oneshot(text.as_bytes())
}

const RECORD: u8 = 1;
const GROUP: u8 = 2;
const END: u8 = 3;
const LONGEST: usize = 64 * 1024;

impl Cursor {
    /// The token.
    pub fn encode(&self) -> String {
        let mut bytes = Vec::with_capacity(33);
        bytes.push(match self.place {
            Place::Record { .. } => RECORD,
            Place::Group(_) => GROUP,
            Place::End => END,
        });
        bytes.extend(self.rows.to_le_bytes());
        bytes.extend(self.query.to_le_bytes());
        bytes.extend(self.total.to_le_bytes());
        match &self.place {
            Place::Record { part, row } => {
                bytes.extend(part.to_le_bytes());
                bytes.extend(row.to_le_bytes());
            }
            Place::Group(key) => write_key(&mut bytes, key.as_ref()),
            Place::End => {}
        }
        let check = XxHash3_64::oneshot(&bytes) as u32;
        bytes.extend(check.to_le_bytes());
        URL_SAFE_NO_PAD.encode(bytes)
    }

    /// Reads a token; `None` if it is damaged, or not one of ours.
    pub fn decode(text: &str) -> Option<Cursor> {
        if text.len() > LONGEST {
            return None;
        }
        let bytes = URL_SAFE_NO_PAD.decode(text.trim_end_matches('=')).ok()?;
        let (body, check) = bytes.split_at_checked(bytes.len().checked_sub(4)?)?;
        if (XxHash3_64::oneshot(body) as u32).to_le_bytes() != *check {
            return None;
        }
        let (format, rest) = body.split_first()?;
        let (rows, rest) = rest.split_first_chunk::<4>()?;
        let (query, rest) = rest.split_first_chunk::<8>()?;
        let (total, rest) = rest.split_first_chunk::<8>()?;
        let place = match *format {
            RECORD => {
                let (part, rest) = rest.split_first_chunk::<4>()?;
                let row: [u8; 4] = rest.try_into().ok()?;
                Place::Record { part: u32::from_le_bytes(*part), row: u32::from_le_bytes(row) }
            }
            GROUP => Place::Group(read_key(rest)?),
            END if rest.is_empty() => Place::End,
            _ => return None,
        };
        Some(Cursor {
            rows: u32::from_le_bytes(*rows),
            query: u64::from_le_bytes(*query),
            total: u64::from_le_bytes(*total),
            place,
        })
    }
}

fn write_key(bytes: &mut Vec<u8>, key: Option<&Value>) {
    match key {
        None => bytes.push(b'n'),
        Some(Value::Int(number)) => {
            bytes.push(b'i');
            bytes.extend(number.to_le_bytes());
        }
        Some(Value::Float(number)) => {
            bytes.push(b'f');
            bytes.extend(number.to_le_bytes());
        }
        Some(Value::Bool(truth)) => bytes.extend([b'b', u8::from(*truth)]),
        Some(Value::Date(days)) => {
            bytes.push(b'd');
            bytes.extend(days.to_le_bytes());
        }
        Some(Value::Time(micros)) => {
            bytes.push(b't');
            bytes.extend(micros.to_le_bytes());
        }
        Some(Value::Text(text)) => {
            bytes.push(b's');
            bytes.extend(text.as_bytes());
        }
    }
}

fn read_key(bytes: &[u8]) -> Option<Option<Value>> {
    let (kind, rest) = bytes.split_first()?;
    Some(Some(match kind {
        b'n' if rest.is_empty() => return Some(None),
        b'i' => Value::Int(i64::from_le_bytes(rest.try_into().ok()?)),
        b'f' => Value::Float(f64::from_le_bytes(rest.try_into().ok()?)),
        b'b' => Value::Bool(*rest.first()? == 1),
        b'd' => Value::Date(i32::from_le_bytes(rest.try_into().ok()?)),
        b't' => Value::Time(i64::from_le_bytes(rest.try_into().ok()?)),
        b's' => Value::Text(String::from_utf8(rest.to_vec()).ok()?),
        _ => return None,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cursor(place: Place) -> Cursor {
        Cursor { rows: 7, query: digest("works"), total: 1_000, place }
    }

    #[test]
    fn tokens_round_trip() {
        let keys =
            [None, Some(Value::Int(-3)), Some(Value::from("Ünïcode")), Some(Value::Bool(true))];
        let places = keys
            .into_iter()
            .map(Place::Group)
            .chain([Place::Record { part: 511, row: 999_999 }, Place::End]);
        for place in places {
            let cursor = cursor(place);
            assert_eq!(Cursor::decode(&cursor.encode()), Some(cursor));
        }
        let token = cursor(Place::Record { part: 1, row: 2 }).encode();
        assert_eq!(token.len(), 44);
        assert!(token.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_'));
    }

    #[test]
    fn a_changed_token_is_refused() {
        let token = cursor(Place::Record { part: 1, row: 2 }).encode();
        for i in 0..token.len() {
            let mut changed = token.clone().into_bytes();
            changed[i] = if changed[i] == b'A' { b'B' } else { b'A' };
            let changed = String::from_utf8(changed).unwrap();
            // The last character carries padding bits, which the decoder refuses on its own.
            assert!(changed == token || Cursor::decode(&changed).is_none(), "{changed}");
        }
        for text in ["", "*", "null", "Ils5OSwgMTJd", "ä"] {
            assert_eq!(Cursor::decode(text), None);
        }
    }
}
