//! Values of one storage type, one after the other.

use serapeum_model::{Derive, Kind, Storage};

use crate::{
    convert::{self, Converted, Wrong},
    extract::Scalar,
};

/// The values themselves, by storage.
#[derive(Debug)]
pub(super) enum Values {
    Int(Vec<i64>),
    Float(Vec<f64>),
    Bool(Vec<bool>),
    Date(Vec<i32>),
    Time(Vec<i64>),
    Text(Texts),
}

/// Texts one after the other.
#[derive(Debug)]
pub(super) struct Texts {
    pub(super) bytes: Vec<u8>,
    pub(super) ends: Vec<i32>,
}

impl Texts {
    #[inline]
    pub(super) fn push(&mut self, text: &[u8]) {
        self.bytes.extend_from_slice(text);
        // A batch is flushed long before 2 GB; the array's constructor would refuse what wraps.
        self.ends.push(self.bytes.len() as i32);
    }

    pub(super) fn truncate(&mut self, length: usize) {
        self.ends.truncate(length + 1);
        self.bytes.truncate(self.ends.last().map_or(0, |end| *end as usize));
    }

    #[inline]
    pub(super) fn range(&self, at: usize) -> (usize, usize) {
        let end = |at: usize| self.ends.get(at).map_or(0, |end| *end as usize);
        (end(at), end(at + 1))
    }

    pub(super) fn get(&self, at: usize) -> &[u8] {
        let (start, end) = self.range(at);
        self.bytes.get(start..end).unwrap_or_default()
    }
}

impl Values {
    pub(super) fn new(storage: Storage) -> Values {
        match storage {
            Storage::Int => Values::Int(Vec::new()),
            Storage::Float => Values::Float(Vec::new()),
            Storage::Bool => Values::Bool(Vec::new()),
            Storage::Date => Values::Date(Vec::new()),
            Storage::Time => Values::Time(Vec::new()),
            Storage::Text => Values::Text(Texts { bytes: Vec::new(), ends: vec![0] }),
        }
    }

    /// Empty, with room for as much: the next batch is about as large.
    pub(super) fn alike(&self) -> Values {
        match self {
            Values::Int(values) => Values::Int(Vec::with_capacity(values.len())),
            Values::Float(values) => Values::Float(Vec::with_capacity(values.len())),
            Values::Bool(values) => Values::Bool(Vec::with_capacity(values.len())),
            Values::Date(values) => Values::Date(Vec::with_capacity(values.len())),
            Values::Time(values) => Values::Time(Vec::with_capacity(values.len())),
            Values::Text(texts) => {
                let mut ends = Vec::with_capacity(texts.ends.len());
                ends.push(0);
                Values::Text(Texts { bytes: Vec::with_capacity(texts.bytes.len()), ends })
            }
        }
    }

    #[inline]
    pub(super) fn len(&self) -> usize {
        match self {
            Values::Int(values) | Values::Time(values) => values.len(),
            Values::Float(values) => values.len(),
            Values::Bool(values) => values.len(),
            Values::Date(values) => values.len(),
            Values::Text(texts) => texts.ends.len() - 1,
        }
    }

    pub(super) fn truncate(&mut self, length: usize) {
        match self {
            Values::Int(values) | Values::Time(values) => values.truncate(length),
            Values::Float(values) => values.truncate(length),
            Values::Bool(values) => values.truncate(length),
            Values::Date(values) => values.truncate(length),
            Values::Text(texts) => texts.truncate(length),
        }
    }

    /// How many bytes the texts from `at` on take; 0 for numbers.
    pub(super) fn text_length(&self, at: usize) -> usize {
        let Values::Text(texts) = self else { return 0 };
        texts.bytes.len().saturating_sub(texts.range(at).0)
    }

    /// Puts the value at `at` once more.
    pub(super) fn repeat(&mut self, at: usize) {
        fn push<T: Copy>(values: &mut Vec<T>, at: usize) {
            values.extend(values.get(at).copied());
        }
        match self {
            Values::Int(values) | Values::Time(values) => push(values, at),
            Values::Float(values) => push(values, at),
            Values::Bool(values) => push(values, at),
            Values::Date(values) => push(values, at),
            Values::Text(texts) => {
                let (start, end) = texts.range(at);
                texts.bytes.extend_from_within(start..end);
                texts.ends.push(texts.bytes.len() as i32);
            }
        }
    }

    #[inline]
    pub(super) fn push_default(&mut self) {
        match self {
            Values::Int(values) | Values::Time(values) => values.push(0),
            Values::Float(values) => values.push(0.0),
            Values::Bool(values) => values.push(false),
            Values::Date(values) => values.push(0),
            Values::Text(texts) => texts.push(b""),
        }
    }

    #[inline]
    pub(super) fn convert(
        &mut self,
        kind: Kind,
        derive: Derive,
        value: Scalar<'_>,
        digits: &mut String,
    ) -> Result<bool, Wrong> {
        fn push<T>(values: &mut Vec<T>, value: Converted<T>) -> Result<bool, Wrong> {
            Ok(value?.map(|value| values.push(value)).is_some())
        }
        match self {
            Values::Int(values) => push(
                values,
                match kind {
                    Kind::Id(form) => convert::id(form, value),
                    _ if derive == Derive::Year => convert::year(value),
                    _ => convert::integer(value),
                },
            ),
            Values::Float(values) => push(values, convert::float(value)),
            Values::Bool(values) => push(values, convert::boolean(value)),
            Values::Date(values) => push(values, convert::date(value)),
            Values::Time(values) => push(values, convert::timestamp(value)),
            Values::Text(texts) => {
                let value = match (derive, value) {
                    (Derive::BeforeSlash, Scalar::Text(text)) => {
                        Scalar::Text(text.split_once('/').map_or("", |(before, _)| before))
                    }
                    (Derive::AfterSlash, Scalar::Text(text)) => {
                        Scalar::Text(text.split_once('/').map_or("", |(_, after)| after))
                    }
                    _ => value,
                };
                let text = convert::text(kind, value, digits)?;
                Ok(text.map(|text| texts.push(text.as_bytes())).is_some())
            }
        }
    }

    /// Sorts the values from `start` on and leaves each once. `ranges` is a buffer.
    pub(super) fn sort(&mut self, start: usize, ranges: &mut Vec<(usize, usize)>) {
        fn sort<T: Copy>(
            values: &mut Vec<T>,
            start: usize,
            order: impl Fn(&T, &T) -> std::cmp::Ordering,
        ) {
            let Some(row) = values.get_mut(start..).filter(|row| row.len() > 1) else { return };
            row.sort_unstable_by(&order);
            let mut kept = start + 1;
            for at in start + 1..values.len() {
                if order(&values[at], &values[kept - 1]).is_ne() {
                    values[kept] = values[at];
                    kept += 1;
                }
            }
            values.truncate(kept);
        }
        match self {
            Values::Int(values) | Values::Time(values) => sort(values, start, i64::cmp),
            Values::Date(values) => sort(values, start, i32::cmp),
            Values::Bool(values) => sort(values, start, bool::cmp),
            Values::Float(values) => sort(values, start, f64::total_cmp),
            Values::Text(texts) => sort_texts(texts, start, ranges),
        }
    }
}

fn sort_texts(texts: &mut Texts, start: usize, ranges: &mut Vec<(usize, usize)>) {
    let end = texts.ends.len() - 1;
    if end - start < 2 || (start + 1..end).all(|at| texts.get(at - 1) < texts.get(at)) {
        return;
    }
    let from = texts.range(start).0;
    let tail = texts.bytes.get(from..).unwrap_or_default().to_vec();
    let of = |range: &(usize, usize)| tail.get(range.0..range.1).unwrap_or_default();
    ranges.clear();
    ranges.extend((start..end).map(|at| texts.range(at)).map(|(a, b)| (a - from, b - from)));
    ranges.sort_unstable_by(|a, b| of(a).cmp(of(b)));
    ranges.dedup_by(|a, b| of(a) == of(b));
    texts.truncate(start);
    for range in ranges.iter() {
        texts.push(of(range));
    }
}
