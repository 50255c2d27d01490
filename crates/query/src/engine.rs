//! The engine over one version of a lake.

use std::{
    collections::HashMap,
    fmt,
    sync::{Arc, Mutex},
};

use datafusion::{
    arrow::record_batch::RecordBatch,
    catalog::{
        CatalogProvider as _, CatalogProviderList as _, MemoryCatalogProvider,
        MemoryCatalogProviderList, MemorySchemaProvider, SchemaProvider as _,
    },
    common::DataFusionError,
    physical_plan::{ExecutionPlan, SendableRecordBatchStream},
    prelude::SessionContext,
};
use futures::{TryStreamExt as _, future::try_join};
use serapeum_lake::{Gone, Lake, Manifest, Records, Tombstones};
use serapeum_model::{Answer, Ask, BadRequest, Class, Entity, Field, Query, Source, Value, digest};

pub use crate::runtime::Options;
use crate::{
    Error, LakeTable, Sql,
    claims::is_lost,
    results::Results,
    runtime::{self, Bound},
    searching::Searching,
    statements,
    windows::{Address, Windows},
};

/// The most conditions of a statement, as [`Sql`] counts them: the planner takes time and stack for each.
const CONDITIONS: usize = 512;

/// Answers queries over one version of a lake. Cheap to share; holds no locks while it works.
pub struct Engine {
    lake: Lake,
    session: SessionContext,
    /// The tables by source and entity.
    tables: HashMap<(&'static str, &'static str), LakeTable>,
    pub(crate) records: Mutex<HashMap<(String, u32), Arc<Records>>>,
    gone: Mutex<HashMap<String, Tombstones>>,
    results: Results,
    pub(crate) windows: Windows,
    pub(crate) searching: Searching,
    /// Threads that read records: they wait for no search.
    pub(crate) readers: rayon::ThreadPool,
}

impl fmt::Debug for Engine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Engine").field("lake", &self.lake).finish_non_exhaustive()
    }
}

impl Engine {
    /// An engine over a lake, of the tables that these sources describe.
    ///
    /// # Errors
    /// What is wrong with the lake, or with the options.
    pub fn new(
        lake: Lake,
        sources: &[&'static Source],
        options: &Options,
    ) -> Result<Engine, Error> {
        let parts: usize = lake.manifests().iter().map(|manifest| manifest.parts.len()).sum();
        // A footer with page index is about 4 MB for a part of a million rows.
        let session = runtime::session(options, (parts + 16) * (4 << 20))?;
        let threads = session.copied_config().target_partitions();
        let readers = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
        let readers = readers.map_err(|error| DataFusionError::External(Box::new(error)))?;
        let catalog = session.catalog("datafusion");
        let mut tables = HashMap::new();
        for source in sources {
            let schema = MemorySchemaProvider::new();
            for entity in source.entities {
                if let Some(manifest) = lake.manifest(source.name, entity.name) {
                    let table = LakeTable::new(&lake, manifest, entity)?;
                    tables.insert((source.name, entity.name), table.clone());
                    schema.register_table(entity.name.to_owned(), Arc::new(table))?;
                }
            }
            if let Some(catalog) = &catalog {
                catalog.register_schema(source.name, Arc::new(schema))?;
            }
        }
        Ok(Engine {
            lake,
            session,
            tables,
            records: Mutex::default(),
            gone: Mutex::default(),
            results: Results::new(options.results),
            windows: Windows::default(),
            searching: Searching::default(),
            readers,
        })
    }

    /// The lake.
    pub fn lake(&self) -> &Lake {
        &self.lake
    }

    /// Drops what is kept only to save time: footers of files, open files of records, answers of statements, windows of
    /// cursors.
    pub fn relieve(&self) {
        self.session.runtime_env().cache_manager.get_file_metadata_cache().clear();
        if let Ok(mut open) = self.records.lock() {
            open.clear();
        }
        self.results.clear();
        self.windows.clear();
        self.searching.clear();
    }

    /// The session that holds the tables, as `source.entity`.
    pub fn session(&self) -> &SessionContext {
        &self.session
    }

    /// The manifest of an entity.
    ///
    /// # Errors
    /// A request for an entity that was not ingested.
    pub fn manifest(&self, source: &Source, entity: &Entity) -> Result<&Manifest, Error> {
        self.lake.manifest(source.name, entity.name).ok_or_else(|| {
            let here = self.lake.manifests().iter().map(Manifest::key);
            let here = here.collect::<Vec<_>>().join(", ");
            let text =
                format!("the lake has no {} of {}; it has: {here}", entity.name, source.name);
            BadRequest::new(Class::Lake, "path", text).into()
        })
    }

    /// What became of the record of an id, where the snapshot says that it is gone.
    ///
    /// # Errors
    /// As [`Engine::manifest`]; what is wrong with the lake's files.
    pub fn gone(
        &self,
        source: &Source,
        entity: &Entity,
        id: &Value,
    ) -> Result<Option<Gone>, Error> {
        let manifest = self.manifest(source, entity)?;
        let known = self.gone.lock().ok().and_then(|known| known.get(&manifest.key()).cloned());
        let tombstones = match known {
            Some(known) => known,
            None => {
                let opened = self.lake.merged(manifest)?;
                if let Ok(mut known) = self.gone.lock() {
                    known.insert(manifest.key(), opened.clone());
                }
                opened
            }
        };
        Ok(tombstones.find(id)?)
    }

    /// Answers a query.
    ///
    /// # Errors
    /// A query that this lake cannot answer, or a failure of the lake or the engine.
    pub async fn answer(&self, source: &Source, query: &Query) -> Result<Answer, Error> {
        match &query.ask {
            Ask::Nothing => Ok(Answer::Known),
            Ask::One => self.one(source, query).await,
            Ask::Page { start, size } => self.page(source, query, start, *size).await,
            Ask::Random(lot) => self.random(source, query, *lot).await,
            Ask::Groups(_) => self.groups(source, query).await,
            Ask::Facets(groupings) => self.facets(source, query, groupings).await,
            Ask::Each(queries) => {
                let mut answers = Vec::with_capacity(queries.len());
                for query in queries {
                    answers.push(Box::pin(self.answer(source, query)).await?);
                }
                Ok(Answer::Each(answers))
            }
        }
    }

    /// How many records match.
    ///
    /// # Errors
    /// As [`Engine::answer`].
    pub async fn count(&self, source: &Source, query: &Query) -> Result<u64, Error> {
        self.manifest(source, query.entity)?;
        self.number(&statements::count(source.name, query)).await
    }

    /// The sums over all matches.
    pub(crate) async fn sums(
        &self,
        source: &Source,
        query: &Query,
    ) -> Result<Vec<Option<Value>>, Error> {
        if query.sums.is_empty() {
            return Ok(Vec::new());
        }
        let batches = self.collect(&statements::sums(source.name, query)).await?;
        let batch = batches.iter().find(|batch| batch.num_rows() > 0);
        let sum = |at: usize| batch.and_then(|batch| crate::scalar::value(batch.column(at), 0));
        Ok((0..query.sums.len()).map(sum).collect())
    }

    /// Runs a statement of one number.
    pub(crate) async fn number(&self, sql: &Sql) -> Result<u64, Error> {
        let batches = self.collect(sql).await?;
        let batch = batches.iter().find(|batch| batch.num_rows() > 0);
        let number = batch.and_then(|batch| crate::scalar::value(batch.column(0), 0));
        Ok(match number {
            Some(Value::Int(number)) => number.max(0).cast_unsigned(),
            _ => 0,
        })
    }

    /// How many records match, and something else about them, at once; where records are searched, one after the other,
    /// as what one search has found is kept for the next.
    pub(crate) async fn counted<T>(
        &self,
        source: &Source,
        query: &Query,
        other: impl Future<Output = Result<T, Error>>,
    ) -> Result<(u64, T), Error> {
        let sql = statements::count(source.name, query);
        let total = self.number(&sql);
        match query.filter.searches().is_empty() {
            true => try_join(total, other).await,
            false => Ok((total.await?, other.await?)),
        }
    }

    /// Runs a statement to its end.
    ///
    /// # Errors
    /// What the engine says.
    pub async fn collect(&self, sql: &Sql) -> Result<Vec<RecordBatch>, Error> {
        Ok(self.stream(sql).await?.try_collect().await?)
    }

    /// Runs a statement as its rows come.
    ///
    /// # Errors
    /// What the engine says.
    pub async fn stream(&self, sql: &Sql) -> Result<SendableRecordBatchStream, Error> {
        let key = self.results.key(sql);
        if let Some(kept) = key.as_ref().and_then(|key| self.results.get(key)) {
            return Ok(kept);
        }
        let rows = match runtime::stream(self.bind(sql, true).await?).await {
            // Every condition is compared, then.
            Err(Error::Engine(error)) if is_lost(&error) => {
                runtime::stream(self.bind(sql, false).await?).await?
            }
            rows => rows?,
        };
        Ok(match key {
            Some(key) => self.results.keep(key, rows),
            None => rows,
        })
    }

    /// The physical plan of a statement.
    ///
    /// # Errors
    /// What the engine says.
    pub async fn plan(&self, sql: &Sql) -> Result<Arc<dyn ExecutionPlan>, Error> {
        runtime::physical(self.bind(sql, true).await?).await
    }

    /// A statement with the values of its parameters, and a session with just the tables, columns and rows that it is
    /// about. With `claims`, tables answer conditions by themselves where they can.
    async fn bind<'s>(&self, sql: &'s Sql, claims: bool) -> Result<Bound<'s>, Error> {
        if sql.conditions > CONDITIONS {
            let text = format!(
                "The request has {} conditions, of which {CONDITIONS} can be answered at once. Alternative values of one \
                 field are one condition, however many they are.",
                sql.conditions
            );
            return Err(BadRequest::query("filter", text).into());
        }
        let params = self.arguments(sql).await?;
        let mut schemas: HashMap<&str, Arc<MemorySchemaProvider>> = HashMap::new();
        for ((source, entity), table) in &self.tables {
            if sql.tables.iter().any(|name| name.split_once('.') == Some((source, entity))) {
                let narrow = self.narrow(sql, source, table.entity()).await?;
                let table = Arc::new(table.narrowed(&sql.columns, narrow, claims));
                let schema = schemas.entry(source).or_default();
                schema.register_table((*entity).to_owned(), table)?;
            }
        }
        let catalog = MemoryCatalogProvider::new();
        for (source, schema) in schemas {
            catalog.register_schema(source, schema)?;
        }
        let catalogs = MemoryCatalogProviderList::new();
        catalogs.register_catalog("datafusion".to_owned(), Arc::new(catalog));
        let mut state = self.session.state();
        state.register_catalog_list(Arc::new(catalogs));
        let session = SessionContext::new_with_state(state);
        Ok(Bound { session, text: &sql.text, params, conditions: sql.conditions })
    }

    /// Runs a caller's own SELECT over the tables, as `source.entity`.
    ///
    /// # Errors
    /// What the engine says; a statement that is no SELECT.
    pub async fn select(&self, text: &str) -> Result<Vec<RecordBatch>, Error> {
        runtime::select(&self.session, text).await
    }

    /// The rows in force with a value, in the order of their addresses; `None` where no lookup of the column can tell.
    pub(crate) fn find(
        &self,
        source: &Source,
        entity: &Entity,
        field: Field,
        value: &Value,
    ) -> Result<Option<Vec<Address>>, Error> {
        let table = self.tables.get(&(source.name, entity.name));
        Ok(table.map(|table| table.find(field.name, value)).transpose()?.flatten())
    }

    /// The record in force with a value in a column that has a lookup; none where the lake has not the entity.
    ///
    /// # Errors
    /// As [`Engine::fetch`].
    pub fn record(
        &self,
        source: &Source,
        entity: &Entity,
        field: Field,
        value: &Value,
    ) -> Result<Option<Vec<u8>>, Error> {
        let found = self.find(source, entity, field, value)?;
        let Some(address) = found.and_then(|found| found.first().copied()) else { return Ok(None) };
        Ok(self.fetch(self.manifest(source, entity)?, &[address])?.pop())
    }
}

/// A digest of everything but the page that decides a result's order.
pub(crate) fn query_digest(source: &Source, query: &Query) -> u64 {
    let ask = match &query.ask {
        Ask::Groups(grouping) => {
            format!("{:?} {:?} {:?}", grouping.by, grouping.order, grouping.labelled)
        }
        _ => format!("{:?}", query.total_order()),
    };
    digest(&format!("{}/{} {:?} {ask}", source.name, query.entity.name, query.filter))
}
