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
use serapeum_model::{Derive, Field, Kind, Path};

use crate::{convert::Wrong, extract::Scalar, keys::key_number};

mod values;

use values::Values;

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
    /// The alternatives of the values of this row or element that did not conform.
    odd: Vec<u8>,
    /// Values of this row that did not conform.
    lost: u64,
    /// Values of finished rows that did not conform.
    pub(crate) nulled: u64,
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
            odd: Vec::new(),
            lost: 0,
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
            Err(Wrong) => self.odd.push(rank),
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

    /// Counts what did not conform, but for worse alternatives than the one that has a value: these are not asked
    /// for, wherever in the record they are.
    fn settle(&mut self) {
        if !self.odd.is_empty() {
            let asked = self.odd.iter().filter(|rank| **rank <= self.rank);
            self.lost += asked.count() as u64;
            self.odd.clear();
        }
    }

    /// Forgets the row at hand.
    pub(crate) fn undo(&mut self) {
        self.odd.clear();
        self.lost = 0;
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
        self.settle();
        let start = self.start();
        let length = self.values.text_length(start);
        let more = length.saturating_mul(times.saturating_sub(1));
        let fits = more == 0 || self.values.text_length(self.row_start()) + more <= REPEATED;
        let filled = self.is_filled() && fits && times > 0;
        self.lost += u64::from(!fits);
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
        self.lost += u64::from(self.is_filled());
        self.finish_element(0)
    }

    /// Counting nothing is zero, and nothing there is false: both are values. So is the zero that stands for nothing.
    fn is_total(&self) -> bool {
        matches!(self.derive, Derive::Count | Derive::Exists | Derive::OrZero)
    }

    /// Completes the row at hand.
    pub fn finish_row(&mut self) {
        self.rows += 1;
        self.settle();
        self.nulled += std::mem::take(&mut self.lost);
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
        let start = self.start();
        self.values.sort(start, &mut self.ranges);
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
