//! The values of one column, gathered row by row and turned into an Arrow array.

use std::sync::Arc;

use arrow::{
    array::{
        ArrayRef, BooleanArray, Date32Array, Float64Array, Int64Array, ListArray, StringArray,
        TimestampMicrosecondArray,
    },
    buffer::{BooleanBuffer, Buffer, NullBuffer, OffsetBuffer, ScalarBuffer},
    datatypes::{DataType, Field as ArrowField},
    error::ArrowError,
};
use serapeum_model::{Derive, Field, Kind, Path, Storage};

use crate::{
    convert::{self, Converted, Wrong},
    extract::Scalar,
    keys::key_number,
};

/// No alternative has given a value yet.
const NO_RANK: u8 = u8::MAX;
/// A text that stands for several elements of a record is repeated as long as the row's texts are no longer.
const REPEATED: usize = 64 << 20;

/// A column while its batch grows: values are put in, row by row, in the form in which a lake stores them.
#[derive(Debug)]
pub struct Column {
    kind: Kind,
    many: bool,
    /// Whether the first value counts: of the record, or of each element in an aligned list.
    single: bool,
    derive: Derive,
    /// The alternative that gave the values of this row or element.
    rank: u8,
    rows: usize,
    values: Values,
    /// For single values: which rows, or elements, have one.
    valid: Vec<bool>,
    /// For lists: where each row's values start, and after the last row's.
    offsets: Vec<i32>,
    digits: String,
    ranges: Vec<(usize, usize)>,
    /// Values that did not conform.
    pub(crate) nulled: u64,
}

/// The values themselves, by storage.
#[derive(Debug)]
pub(crate) enum Values {
    Int(Vec<i64>),
    Float(Vec<f64>),
    Bool(Vec<bool>),
    Date(Vec<i32>),
    Time(Vec<i64>),
    Text(Texts),
}

/// Texts one after the other.
#[derive(Debug)]
pub(crate) struct Texts {
    bytes: Vec<u8>,
    ends: Vec<i32>,
}

impl Texts {
    fn push(&mut self, text: &[u8]) {
        self.bytes.extend_from_slice(text);
        // A batch is flushed long before 2 GB; the array's constructor would refuse what wraps.
        self.ends.push(self.bytes.len() as i32);
    }

    fn truncate(&mut self, length: usize) {
        self.ends.truncate(length + 1);
        self.bytes.truncate(self.ends.last().map_or(0, |end| *end as usize));
    }

    fn range(&self, at: usize) -> (usize, usize) {
        let end = |at: usize| self.ends.get(at).map_or(0, |end| *end as usize);
        (end(at), end(at + 1))
    }

    fn get(&self, at: usize) -> &[u8] {
        let (start, end) = self.range(at);
        self.bytes.get(start..end).unwrap_or_default()
    }
}

impl Values {
    fn new(storage: Storage) -> Values {
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
    fn alike(&self) -> Values {
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

    fn len(&self) -> usize {
        match self {
            Values::Int(values) | Values::Time(values) => values.len(),
            Values::Float(values) => values.len(),
            Values::Bool(values) => values.len(),
            Values::Date(values) => values.len(),
            Values::Text(texts) => texts.ends.len() - 1,
        }
    }

    fn truncate(&mut self, length: usize) {
        match self {
            Values::Int(values) | Values::Time(values) => values.truncate(length),
            Values::Float(values) => values.truncate(length),
            Values::Bool(values) => values.truncate(length),
            Values::Date(values) => values.truncate(length),
            Values::Text(texts) => texts.truncate(length),
        }
    }

    /// How many bytes the texts from `at` on take; 0 for numbers.
    fn text_length(&self, at: usize) -> usize {
        let Values::Text(texts) = self else { return 0 };
        texts.bytes.len().saturating_sub(texts.range(at).0)
    }

    /// Puts the value at `at` once more.
    fn repeat(&mut self, at: usize) {
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

    fn push_default(&mut self) {
        match self {
            Values::Int(values) | Values::Time(values) => values.push(0),
            Values::Float(values) => values.push(0.0),
            Values::Bool(values) => values.push(false),
            Values::Date(values) => values.push(0),
            Values::Text(texts) => texts.push(b""),
        }
    }

    fn convert(
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
                let text = convert::text(kind, value, digits)?;
                Ok(text.map(|text| texts.push(text.as_bytes())).is_some())
            }
        }
    }
}

/// A value of a finished row.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Stored<'a> {
    Number(i64),
    Text(&'a [u8]),
}

impl Column {
    /// An empty column of a field.
    pub fn new(field: Field) -> Column {
        Column {
            kind: field.kind,
            many: field.many,
            single: !field.many || field.group.is_some(),
            derive: Path::parse(field.path).map_or(Derive::Value, |path| path.derive),
            rank: NO_RANK,
            rows: 0,
            values: Values::new(field.kind.storage()),
            valid: Vec::new(),
            offsets: vec![0],
            digits: String::new(),
            ranges: Vec::new(),
            nulled: 0,
        }
    }

    /// A value of the row (or element) at hand. The best alternative that has a value counts; of one alternative, a
    /// single column takes the first value.
    #[inline]
    pub fn put(&mut self, rank: u8, value: Scalar<'_>) {
        if self.derive == Derive::Count {
            return self.count(rank);
        }
        if rank > self.rank || (rank == self.rank && self.single) {
            return;
        }
        let start = self.start();
        let before = self.values.len();
        match self.values.convert(self.kind, self.derive, value, &mut self.digits) {
            Ok(true) if rank < self.rank => {
                // Keep only the new value: what was there came from a worse alternative.
                if before > start {
                    self.values.truncate(start);
                    let _ = self.values.convert(self.kind, self.derive, value, &mut self.digits);
                }
                self.rank = rank;
            }
            Ok(_) => {}
            Err(Wrong) => self.nulled += 1,
        }
    }

    /// A value in the form in which lookups hold it.
    pub(crate) fn put_stored(&mut self, value: &[u8]) {
        self.rank = 0;
        let number = || key_number(value).unwrap_or_default();
        match &mut self.values {
            Values::Int(values) | Values::Time(values) => values.push(number()),
            Values::Date(values) => values.push(i32::try_from(number()).unwrap_or_default()),
            Values::Text(texts) => texts.push(value),
            Values::Float(_) | Values::Bool(_) => {}
        }
    }

    fn count(&mut self, rank: u8) {
        let start = self.start();
        let Values::Int(values) = &mut self.values else { return };
        if rank < self.rank {
            values.truncate(start);
            values.push(0);
            self.rank = rank;
        }
        if rank == self.rank
            && let Some(count) = values.last_mut()
        {
            *count += 1;
        }
    }

    /// Where the values of the row (or element) at hand start.
    fn start(&self) -> usize {
        if self.single { self.valid.len() } else { self.row_start() }
    }

    /// Where the row at hand starts in a list.
    fn row_start(&self) -> usize {
        self.offsets.last().map_or(0, |end| *end as usize)
    }

    fn is_aligned(&self) -> bool {
        self.single && self.many
    }

    /// Whether the row at hand has a value.
    pub(crate) fn is_filled(&self) -> bool {
        self.rank != NO_RANK
    }

    /// Forgets the row at hand.
    pub(crate) fn undo(&mut self) {
        if self.is_aligned() {
            self.valid.truncate(self.row_start());
        }
        if self.is_filled() || self.is_aligned() {
            self.values.truncate(self.start());
            self.rank = NO_RANK;
        }
    }

    /// Completes the element at hand of an aligned list, which stands for `times` entries; how many bytes of text the
    /// repetition takes.
    pub(crate) fn finish_element(&mut self, times: usize) -> usize {
        let start = self.start();
        let length = self.values.text_length(start);
        let more = length.saturating_mul(times.saturating_sub(1));
        let fits = more == 0 || self.values.text_length(self.row_start()) + more <= REPEATED;
        let filled = self.is_filled() && fits && times > 0;
        self.nulled += u64::from(!fits);
        self.rank = NO_RANK;
        if !filled {
            self.values.truncate(start);
        }
        for _ in usize::from(filled)..times {
            if filled { self.values.repeat(start) } else { self.values.push_default() }
        }
        self.valid.extend(std::iter::repeat_n(filled || self.is_total(), times));
        if filled { more } else { 0 }
    }

    /// Drops the element at hand, which is one too many.
    pub(crate) fn drop_element(&mut self) -> usize {
        self.nulled += u64::from(self.is_filled());
        self.finish_element(0)
    }

    /// Counting nothing is zero, and nothing there is false: both are values.
    fn is_total(&self) -> bool {
        matches!(self.derive, Derive::Count | Derive::Exists)
    }

    /// Completes the row at hand.
    pub fn finish_row(&mut self) {
        self.rows += 1;
        if self.many {
            if self.is_aligned() {
                // A value outside of every element.
                self.values.truncate(self.start());
            } else if self.is_filled() {
                self.sort_row();
            }
            self.offsets.push(self.values.len() as i32);
        } else {
            self.valid.push(self.is_filled() || self.is_total());
            if !self.is_filled() {
                self.values.push_default();
            }
        }
        self.rank = NO_RANK;
    }

    fn sort_row(&mut self) {
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
        let start = self.start();
        match &mut self.values {
            Values::Int(values) | Values::Time(values) => sort(values, start, i64::cmp),
            Values::Date(values) => sort(values, start, i32::cmp),
            Values::Bool(values) => sort(values, start, bool::cmp),
            Values::Float(values) => sort(values, start, f64::total_cmp),
            Values::Text(texts) => sort_texts(texts, start, &mut self.ranges),
        }
    }

    /// The values of the row that was finished last, for lookups: numbers, days and instants, or texts.
    pub(crate) fn last_row(&self) -> impl Iterator<Item = Stored<'_>> {
        let range = match (self.many, self.offsets.as_slice(), self.valid.last()) {
            (true, [.., start, end], _) => *start as usize..*end as usize,
            (false, _, Some(true)) => self.rows - 1..self.rows,
            _ => 0..0,
        };
        let missing = |at: usize| self.is_aligned() && self.valid.get(at) == Some(&false);
        range.filter(move |at| !missing(*at)).filter_map(|at| {
            Some(match &self.values {
                Values::Int(values) | Values::Time(values) => Stored::Number(*values.get(at)?),
                Values::Date(values) => Stored::Number(i64::from(*values.get(at)?)),
                Values::Text(texts) => Stored::Text(texts.get(at)),
                Values::Float(_) | Values::Bool(_) => return None,
            })
        })
    }

    /// The array of the rows so far; the column starts anew.
    ///
    /// # Errors
    /// More than 2 GB of text.
    pub fn take(&mut self) -> Result<ArrayRef, ArrowError> {
        self.rows = 0;
        let nulls = (self.single && self.valid.contains(&false))
            .then(|| NullBuffer::new(BooleanBuffer::from(self.valid.as_slice())));
        self.valid.clear();
        let fresh = self.values.alike();
        let values: ArrayRef = match std::mem::replace(&mut self.values, fresh) {
            Values::Int(values) => Arc::new(Int64Array::new(values.into(), nulls)),
            Values::Time(values) => Arc::new(TimestampMicrosecondArray::new(values.into(), nulls)),
            Values::Float(values) => Arc::new(Float64Array::new(values.into(), nulls)),
            Values::Date(values) => Arc::new(Date32Array::new(values.into(), nulls)),
            Values::Bool(values) => Arc::new(BooleanArray::new(values.into(), nulls)),
            Values::Text(texts) => {
                let ends = OffsetBuffer::new(ScalarBuffer::from(texts.ends));
                Arc::new(StringArray::try_new(ends, Buffer::from_vec(texts.bytes), nulls)?)
            }
        };
        if !self.many {
            return Ok(values);
        }
        let offsets = std::mem::replace(&mut self.offsets, vec![0]);
        let element = match values.data_type() {
            DataType::Timestamp(unit, _) => DataType::Timestamp(*unit, None),
            other => other.clone(),
        };
        let element = Arc::new(ArrowField::new("element", element, self.single));
        let offsets = OffsetBuffer::new(ScalarBuffer::from(offsets));
        Ok(Arc::new(ListArray::try_new(element, offsets, values, None)?))
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
