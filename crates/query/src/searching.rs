//! Searches of an engine: the indexes that it opened, and what was found.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
};

use datafusion::common::ScalarValue;
use futures::{FutureExt as _, future::BoxFuture};
use serapeum_model::{BadRequest, Class, Query, Source, Storage, Value};
use serapeum_search::Searcher;

use crate::{
    Address, Engine, Error, Param, Sql, addresses,
    found::{self, Found, Kept},
    lookup::Rows,
    scalar,
    sql::Searches,
    statements,
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

    /// The rows that a statement is about, where a search tells that they are few.
    pub(crate) async fn rows(
        &self,
        sql: &Sql,
        source: &str,
        entity: &str,
    ) -> Result<Option<Arc<Rows>>, Error> {
        if sql.apart.contains(&format!("{source}.{entity}")) {
            return Ok(None);
        }
        let of = |searches: &&Searches| searches.source == source && searches.entity.name == entity;
        for searches in sql.within.iter().filter(of) {
            if let Some(rows) = self.found(searches).await?.rows() {
                return Ok(Some(Arc::new(rows)));
            }
        }
        Ok(None)
    }

    /// What the searches find.
    async fn found(&self, searches: &Searches) -> Result<Arc<Found>, Error> {
        let key = Searches { factor: None, ..searches.clone() };
        if let Some(found) = self.searching.kept.get(&key) {
            return Ok(found);
        }
        let searcher = self.searcher(searches)?;
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
            if let Some(found) = self.searching.kept.get(searches) {
                return Ok(found);
            }
            let mut numbers = Vec::new();
            for batch in self.collect(&statements::numbers(searches, column)).await? {
                let number = |row| match scalar::value(batch.column(2), row) {
                    Some(Value::Int(number)) => Some(number as f64),
                    Some(Value::Float(number)) => Some(number),
                    _ => None,
                };
                let at = |(part, row): Address| i64::from(part) << 32 | i64::from(row);
                let rows = addresses(&batch).into_iter().enumerate();
                numbers.extend(rows.map(|(row, address)| (at(address), number(row))));
            }
            let found = Arc::new(found.weighed(numbers, factor));
            self.searching.kept.put(searches.clone(), Arc::clone(&found));
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

    fn searcher(&self, searches: &Searches) -> Result<Arc<Searcher>, Error> {
        let lake = self.lake();
        let entity = searches.entity;
        let manifest = lake.manifest(&searches.source, entity.name).ok_or_else(|| {
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

impl From<serapeum_search::Error> for Error {
    fn from(error: serapeum_search::Error) -> Error {
        use serapeum_search::Error as Cause;
        match error {
            Cause::Missing(..) => {
                let text = format!("{error}. Make it with `serapeum index`.");
                BadRequest::new(Class::Lake, "search", text).into()
            }
            Cause::Large(_) => BadRequest::query("search", error.to_string()).into(),
            Cause::Lake(error) => error.into(),
            error => Error::Search(error),
        }
    }
}
