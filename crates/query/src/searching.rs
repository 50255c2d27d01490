//! Searches of an engine: the indexes that it opened, and what was found.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
};

use datafusion::common::ScalarValue;
use futures::{FutureExt as _, future::BoxFuture};
use serapeum_model::{BadRequest, Class, Entity, Factor, Field, Query, Source, Storage, Value};
use serapeum_search::Searcher;

use crate::{
    Address, Engine, Error, Param, Sql, addresses,
    found::{self, Found, Kept},
    scalar,
    sql::Searches,
    statements,
    table::Narrow,
    windows,
};

/// What searches keep.
#[derive(Default)]
pub(crate) struct Searching {
    /// The indexes by entity.
    open: Mutex<HashMap<String, Arc<Searcher>>>,
    kept: Kept,
}

impl Searching {
    pub(crate) fn clear(&self) {
        self.kept.clear();
    }
}

impl Engine {
    /// The values of a statement's parameters, in their order.
    ///
    /// # Errors
    /// A search that this lake cannot answer, or that is too large.
    pub async fn arguments(&self, sql: &Sql) -> Result<Vec<ScalarValue>, Error> {
        let mut values = Vec::with_capacity(sql.params.len());
        for param in &sql.params {
            values.push(match param {
                Param::One(value) => scalar::one(value),
                Param::Many(storage, values) => scalar::list(*storage, values),
                Param::Found(searches) => self.found(searches).await?.addresses(),
                Param::Scores(searches) => self.weighed(searches).await?.scores(),
            });
        }
        Ok(values)
    }

    /// The same statement with lists of numbers in place of searches, for an engine that has no indexes.
    ///
    /// # Errors
    /// As [`Engine::arguments`].
    pub async fn settled(&self, sql: &Sql) -> Result<Sql, Error> {
        let mut settled = sql.clone();
        for param in &mut settled.params {
            *param = match param {
                Param::Found(searches) => {
                    let found = self.found(searches).await?;
                    Param::Many(Storage::Int, found.at().map(Value::Int).collect())
                }
                Param::Scores(searches) => {
                    let found = self.weighed(searches).await?;
                    Param::Many(Storage::Float, found.each_score().map(Value::Float).collect())
                }
                Param::One(_) | Param::Many(..) => continue,
            };
        }
        Ok(settled)
    }

    /// What is known of the rows of a table that a statement is about: where searches tell that they are few, and
    /// where it compares values that are indexed.
    pub(crate) async fn narrow(
        &self,
        sql: &Sql,
        source: &str,
        entity: &'static Entity,
    ) -> Result<Narrow, Error> {
        let mut narrow = Narrow::default();
        let indexed = |field: &&Field| field.is_indexed() && sql.columns.contains(field.row().name);
        if entity.fields.iter().any(|field| indexed(&field)) {
            narrow.values = match self.searcher(source, entity) {
                Ok(searcher) => Some(searcher),
                // All is read, then.
                Err(Error::Search(serapeum_search::Error::Missing(..))) => None,
                Err(error) => return Err(error),
            };
        }
        if sql.apart.contains(&format!("{source}.{}", entity.name)) {
            return Ok(narrow);
        }
        let of = |searches: &&Searches| searches.source == source && searches.entity == entity;
        for searches in sql.within.iter().filter(of) {
            if let Some(rows) = self.found(searches).await?.rows() {
                narrow.rows = Some(Arc::new(rows));
                break;
            }
        }
        Ok(narrow)
    }

    /// What the searches find.
    async fn found(&self, searches: &Searches) -> Result<Arc<Found>, Error> {
        let key = key(searches, None);
        if let Some(found) = self.searching.kept.get(&key) {
            return Ok(found);
        }
        let searcher = self.searcher(&searches.source, searches.entity).map_err(told)?;
        let found = Arc::new(found::find(searcher, searches.any.clone()).await?);
        self.searching.kept.put(key, Arc::clone(&found));
        Ok(found)
    }

    /// What the searches find, with the scores that results are ordered by. Boxed, as it runs a statement itself.
    fn weighed<'s>(&'s self, searches: &'s Searches) -> BoxFuture<'s, Result<Arc<Found>, Error>> {
        async move {
            let found = self.found(searches).await?;
            let factor = searches.factor;
            let column = factor.and_then(|factor| searches.entity.field(factor.field()));
            let (Some(factor), Some(column)) = (factor, column) else { return Ok(found) };
            let key = key(searches, Some(factor));
            if let Some(found) = self.searching.kept.get(&key) {
                return Ok(found);
            }
            let mut numbers = Vec::new();
            for batch in self.collect(&statements::numbers(searches, column)).await? {
                let number = |row| match scalar::value(batch.column(2), row) {
                    Some(Value::Int(number)) => Some(number as f64),
                    Some(Value::Float(number)) => Some(number),
                    _ => None,
                };
                let rows = addresses(&batch).into_iter().enumerate();
                numbers.extend(rows.map(|(row, address)| (windows::number(address), number(row))));
            }
            let found = Arc::new(found.weighed(numbers, factor));
            self.searching.kept.put(key, Arc::clone(&found));
            Ok(found)
        }
        .boxed()
    }

    /// How well the records at these addresses meet the searches of a query, in their order; nothing without a search.
    pub(crate) async fn scores(
        &self,
        source: &Source,
        query: &Query,
        addresses: &[Address],
    ) -> Result<Vec<f64>, Error> {
        let searches = query.filter.searches();
        if searches.is_empty() || addresses.is_empty() {
            return Ok(Vec::new());
        }
        let mut searches = Searches::of(source.name, query.entity, searches);
        searches.factor = query.entity.factor;
        let found = self.weighed(&searches).await?;
        Ok(addresses.iter().map(|at| found.score(*at)).collect())
    }

    fn searcher(&self, source: &str, entity: &'static Entity) -> Result<Arc<Searcher>, Error> {
        let lake = self.lake();
        let manifest = lake.manifest(source, entity.name).ok_or_else(|| {
            let text = format!("the lake has no {}", entity.name);
            BadRequest::new(Class::Lake, "search", text)
        })?;
        let key = manifest.key();
        let known = self.searching.open.lock().ok().and_then(|open| open.get(&key).cloned());
        if let Some(known) = known {
            return Ok(known);
        }
        let searcher = Arc::new(Searcher::open(lake, manifest, entity)?);
        if let Ok(mut open) = self.searching.open.lock() {
            open.insert(key, Arc::clone(&searcher));
        }
        Ok(searcher)
    }
}

/// What is found is known by what is searched for, and by what multiplies the scores.
fn key(searches: &Searches, factor: Option<Factor>) -> String {
    format!("{} {} {:?} {factor:?}", searches.source, searches.entity.name, searches.any)
}

/// A lack of indexes as the caller is told of it.
fn told(error: Error) -> Error {
    match error {
        Error::Search(error @ serapeum_search::Error::Missing(..)) => {
            let text = format!("{error}. Make it with `serapeum index`.");
            BadRequest::new(Class::Lake, "search", text).into()
        }
        error => error,
    }
}

impl From<serapeum_search::Error> for Error {
    fn from(error: serapeum_search::Error) -> Error {
        match error {
            serapeum_search::Error::Large(_) => {
                BadRequest::query("search", error.to_string()).into()
            }
            serapeum_search::Error::Lake(error) => error.into(),
            error => Error::Search(error),
        }
    }
}
