//! What statements answered lately.
//!
//! The files of a version never change, so a statement that is asked again has the answer that it had: the same count
//! for each page of a list, the same groups for each reader of a chart. Small answers are kept, by text and parameters.

use std::sync::{Arc, Mutex, PoisonError};

use datafusion::{
    arrow::{datatypes::SchemaRef, record_batch::RecordBatch},
    physical_plan::{SendableRecordBatchStream, stream::RecordBatchStreamAdapter},
};
use futures::{StreamExt as _, stream};
use lru::LruCache;

use crate::{Param, Sql};

/// An answer is kept if it is no more than this part of all that may be.
const SHARE: usize = 64;
/// A statement with more values than this is not kept.
const VALUES: usize = 1_000;
/// Bytes that an entry takes beside its text and its answer, about.
const ENTRY: usize = 512;

/// Answers of an engine, up to a number of bytes.
#[derive(Debug, Clone)]
pub(crate) struct Results {
    limit: usize,
    kept: Arc<Mutex<Kept>>,
}

#[derive(Debug)]
struct Kept {
    entries: LruCache<String, Rows>,
    bytes: usize,
}

#[derive(Debug, Clone)]
struct Rows {
    schema: SchemaRef,
    batches: Vec<RecordBatch>,
}

impl Results {
    /// Nothing yet, of at most so many bytes; with 0, nothing ever.
    pub(crate) fn new(limit: usize) -> Results {
        let kept = Kept { entries: LruCache::unbounded(), bytes: 0 };
        Results { limit, kept: Arc::new(Mutex::new(kept)) }
    }

    /// By what a statement is known; `None` where it is not to be kept.
    pub(crate) fn key(&self, sql: &Sql) -> Option<String> {
        let values: usize = sql.params.iter().map(weight).sum();
        if self.limit == 0 || values > VALUES {
            return None;
        }
        let params: Vec<String> = sql.params.iter().map(told).collect();
        let key = format!("{} {params:?}", sql.text);
        // A text may be as long as a request, and all others would have to go for it.
        (key.len() <= self.limit / SHARE).then_some(key)
    }

    /// The answer, where it is kept.
    pub(crate) fn get(&self, key: &str) -> Option<SendableRecordBatchStream> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let Rows { schema, batches } = kept.entries.get(key)?.clone();
        let batches = stream::iter(batches.into_iter().map(Ok));
        Some(Box::pin(RecordBatchStreamAdapter::new(schema, batches)))
    }

    /// The same stream, kept when it was read to its end and is small.
    pub(crate) fn keep(
        &self,
        key: String,
        rows: SendableRecordBatchStream,
    ) -> SendableRecordBatchStream {
        let schema = rows.schema();
        let seen = Some(Rows { schema: Arc::clone(&schema), batches: Vec::new() });
        let (results, most) = (self.clone(), self.limit / SHARE);
        let keeping = stream::unfold((rows, seen, 0), move |(mut rows, mut seen, mut bytes)| {
            let (results, key) = (results.clone(), key.clone());
            async move {
                let next = rows.next().await;
                match &next {
                    Some(Ok(batch)) => {
                        bytes += batch.get_array_memory_size();
                        if bytes > most {
                            seen = None;
                        }
                        if let Some(seen) = &mut seen {
                            seen.batches.push(batch.clone());
                        }
                    }
                    Some(Err(_)) => seen = None,
                    None => {
                        if let Some(seen) = seen.take() {
                            results.put(key, seen);
                        }
                    }
                }
                next.map(|next| (next, (rows, seen, bytes)))
            }
        });
        Box::pin(RecordBatchStreamAdapter::new(schema, keeping))
    }

    /// Forgets all answers.
    pub(crate) fn clear(&self) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.entries.clear();
        kept.bytes = 0;
    }

    fn put(&self, key: String, rows: Rows) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.bytes += cost(&key, &rows);
        if let Some((key, old)) = kept.entries.push(key, rows) {
            kept.bytes -= cost(&key, &old);
        }
        while kept.bytes > self.limit
            && let Some((key, old)) = kept.entries.pop_lru()
        {
            kept.bytes -= cost(&key, &old);
        }
    }
}

fn cost(key: &str, rows: &Rows) -> usize {
    let bytes: usize = rows.batches.iter().map(RecordBatch::get_array_memory_size).sum();
    ENTRY + key.len() + bytes
}

/// How many values a parameter has.
fn weight(param: &Param) -> usize {
    match param {
        Param::One(_) => 1,
        Param::Many(_, values) => values.len(),
        Param::Found(searches) | Param::Scores(searches) => searches.any.len(),
    }
}

/// A parameter as text that no other has.
fn told(param: &Param) -> String {
    match param {
        Param::One(_) | Param::Many(..) => format!("{param:?}"),
        Param::Found(searches) => {
            format!("found {} {} {:?}", searches.source, searches.entity.name, searches.any)
        }
        Param::Scores(searches) => format!(
            "scores {} {} {:?} {:?}",
            searches.source, searches.entity.name, searches.any, searches.factor
        ),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use datafusion::arrow::{
        array::{ArrayRef, Int64Array},
        datatypes::Schema,
        error::ArrowError,
    };
    use datafusion::error::DataFusionError;
    use futures::{TryStreamExt as _, executor::block_on};
    use serapeum_model::{Storage, Value};

    use super::*;

    fn batch(rows: i64) -> RecordBatch {
        let column: ArrayRef = Arc::new(Int64Array::from_iter_values(0..rows));
        RecordBatch::try_from_iter([("n", column)]).unwrap()
    }

    fn of(batches: Vec<Result<RecordBatch, DataFusionError>>) -> SendableRecordBatchStream {
        let schema: Arc<Schema> = batch(0).schema();
        Box::pin(RecordBatchStreamAdapter::new(schema, stream::iter(batches)))
    }

    fn rows(stream: SendableRecordBatchStream) -> usize {
        let batches: Vec<_> = block_on(stream.try_collect()).unwrap();
        batches.iter().map(RecordBatch::num_rows).sum()
    }

    #[test]
    fn an_answer_is_kept_once_it_was_read_to_its_end() {
        let results = Results::new(1 << 20);
        let mut begun = results.keep("a".to_owned(), of(vec![Ok(batch(2)), Ok(batch(3))]));
        assert!(block_on(begun.next()).is_some());
        drop(begun);
        assert!(results.get("a").is_none());
        assert_eq!(rows(results.keep("a".to_owned(), of(vec![Ok(batch(2)), Ok(batch(3))]))), 5);
        assert_eq!(rows(results.get("a").unwrap()), 5);
        results.clear();
        assert!(results.get("a").is_none());
    }

    #[test]
    fn what_failed_or_is_large_is_not_kept() {
        let results = Results::new(1 << 20);
        let broken = || ArrowError::ComputeError("broken".to_owned()).into();
        let failed = results.keep("a".to_owned(), of(vec![Ok(batch(2)), Err(broken())]));
        assert_eq!(block_on(failed.collect::<Vec<_>>()).len(), 2);
        assert!(results.get("a").is_none());
        assert_eq!(rows(results.keep("b".to_owned(), of(vec![Ok(batch(100_000))]))), 100_000);
        assert!(results.get("b").is_none());
    }

    #[test]
    fn what_was_not_asked_for_longest_goes_first() {
        let results = Results::new(100_000);
        for at in 0..100 {
            assert_eq!(rows(results.keep(format!("{at}"), of(vec![Ok(batch(64))]))), 64);
            assert!(results.get("0").is_some());
            assert!(results.kept.lock().unwrap().bytes <= 100_000);
        }
        assert!(results.get("1").is_none());
        assert!(results.get("99").is_some());
    }

    #[test]
    fn statements_differ_by_text_and_by_each_value() {
        let results = Results::new(1 << 20);
        let of = |text: &str, params: Vec<Param>| {
            let mut sql = Sql::new("count");
            sql.push(text);
            sql.params = params;
            results.key(&sql)
        };
        let one = |text: &str| Param::One(Value::from(text));
        let keys = [
            of("a", vec![]),
            of("b", vec![]),
            of("a", vec![one("x")]),
            of("a", vec![one("x"), one("y")]),
            of("a", vec![one("x\", \"y")]),
            of("a", vec![Param::One(Value::Int(1))]),
            of("a", vec![one("1")]),
            of("a", vec![Param::Many(Storage::Int, vec![Value::Int(1)])]),
        ];
        for (at, key) in keys.iter().enumerate() {
            assert!(key.is_some());
            assert!(keys[..at].iter().all(|other| other != key), "{key:?}");
        }
        let many = (0..2_000).map(Value::Int).collect();
        assert_eq!(of("a", vec![Param::Many(Storage::Int, many)]), None);
        assert_eq!(of("a", vec![one(&"x".repeat(1 << 20))]), None);
        assert_eq!(Results::new(0).key(&Sql::new("count")), None);
    }
}
