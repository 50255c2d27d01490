//! A version's parts as a table of the engine.
//!
//! Equality on a field with a lookup or an index, and on a row's address, becomes a row selection: the plan then reads
//! the pages of those rows only. Of the former the rows are exact, and the condition leaves the plan; what else narrows
//! a selection may hold too many rows, never too few.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Arc, OnceLock},
};

use async_trait::async_trait;
use datafusion::{
    arrow::datatypes::{Schema, SchemaRef},
    catalog::{Session, TableProvider},
    common::{DataFusionError, Result, Statistics, stats::Precision},
    datasource::{
        listing::PartitionedFile,
        physical_plan::{
            FileGroup, FileScanConfigBuilder, ParquetSource, parquet::ParquetRowSelection,
        },
        source::DataSourceExec,
        table_schema::TableSchema,
    },
    execution::object_store::ObjectStoreUrl,
    logical_expr::{Expr, TableProviderFilterPushDown, TableType, utils::split_conjunction},
    object_store::path::Path as StorePath,
    physical_expr::{LexOrdering, PhysicalSortExpr, expressions::Column},
    physical_plan::{ExecutionPlan, empty::EmptyExec},
};
use serapeum_lake::{Lake, Manifest, Masks, PART, ROW, fields_schema};
use serapeum_model::{Entity, Value};
use serapeum_search::Searcher;

use crate::{
    claims::{Claims, both, lost},
    footers::Footers,
    found::FEW,
    lookup::{Lookup, Rows, equality},
    selection::{select, skip},
    windows::Address,
};

/// More rows than this take more memory to select than their pages are worth: up to 32 bytes each.
const MANY: u64 = 1_000_000;

/// The table of an entity at one version: all its columns, or some of them.
#[derive(Debug, Clone)]
pub struct LakeTable {
    schema: SchemaRef,
    files: Arc<Files>,
    narrow: Narrow,
    /// Of one statement; a table for any statement claims nothing.
    claims: Option<Arc<Claims>>,
}

/// What is known of the rows that a statement is about.
#[derive(Debug, Clone, Default)]
pub(crate) struct Narrow {
    /// It is about these only, whatever else it says.
    pub(crate) rows: Option<Arc<Rows>>,
    /// Tells which rows have a value.
    pub(crate) values: Option<Arc<Searcher>>,
}

/// What a lookup or an address leaves.
#[derive(Debug, Default)]
struct Candidates {
    /// Rows of this part only.
    part: Option<u32>,
    /// These rows only.
    rows: Option<Rows>,
}

/// What a table is read from.
#[derive(Debug)]
struct Files {
    entity: &'static Entity,
    /// Of every column.
    schema: SchemaRef,
    parts: Vec<PartFile>,
    lookups: BTreeMap<String, Lookup>,
    masks: Masks,
    masked: bool,
}

#[derive(Debug)]
struct PartFile {
    number: u32,
    rows: u64,
    path: StorePath,
    bytes: u64,
    masked: bool,
}

impl LakeTable {
    /// The table of an entity.
    ///
    /// # Errors
    /// What is wrong with the lake's files.
    pub fn new(
        lake: &Lake,
        manifest: &Manifest,
        entity: &'static Entity,
    ) -> Result<LakeTable, serapeum_lake::Error> {
        lake.check_columns(manifest, entity)?;
        let masks = match &manifest.masks {
            Some(file) => Masks::read(&lake.path(manifest, file))?,
            None => Masks::default(),
        };
        let mut parts = Vec::with_capacity(manifest.parts.len());
        for part in &manifest.parts {
            let path = lake.path(manifest, &part.fields);
            let absolute = path.canonicalize().map_err(serapeum_lake::Error::io(&path))?;
            let path = StorePath::from_absolute_path(&absolute)
                .map_err(serapeum_lake::Error::damaged(&absolute))?;
            let masked = part.masked > 0;
            parts.push(PartFile {
                number: part.number,
                rows: part.rows,
                path,
                bytes: part.fields.bytes,
                masked,
            });
        }
        let mut lookups = BTreeMap::<String, Lookup>::new();
        for run in &manifest.keys {
            let Some(field) = entity.field(&run.field) else { continue };
            let storage = field.kind.storage();
            let new = || Lookup { storage, paths: Vec::new(), runs: OnceLock::new() };
            lookups
                .entry(run.field.clone())
                .or_insert_with(new)
                .paths
                .push(lake.path(manifest, &run.file));
        }
        let schema = fields_schema(entity);
        let masked = manifest.masked > 0;
        let files = Files { entity, schema: Arc::clone(&schema), parts, lookups, masks, masked };
        Ok(LakeTable { schema, files: Arc::new(files), narrow: Narrow::default(), claims: None })
    }

    pub(crate) fn entity(&self) -> &'static Entity {
        self.files.entity
    }

    /// The same table with only those columns that a statement names, and the address: planning takes time for each
    /// column of each table, whether it is read or not.
    pub(crate) fn narrowed(
        &self,
        columns: &BTreeSet<&'static str>,
        narrow: Narrow,
        claims: bool,
    ) -> LakeTable {
        let kept = self.files.schema.fields().iter().filter(|field| {
            let name = field.name().as_str();
            name == PART || name == ROW || columns.contains(name)
        });
        let schema = Arc::new(Schema::new(kept.cloned().collect::<Vec<_>>()));
        let claims = claims.then(Arc::default);
        LakeTable { schema, files: Arc::clone(&self.files), narrow, claims }
    }

    /// The rows that the conditions leave, where that can be told.
    fn candidates(&self, filters: &[Expr]) -> Result<Candidates> {
        let mut left = Candidates::default();
        let mut at = None;
        let filters: Vec<&Expr> = filters.iter().flat_map(split_conjunction).collect();
        let reworded = self.claims.as_ref().and_then(|claims| claims.reworded(&filters));
        for filter in filters {
            if let Some(rows) = self.rows_with(filter)? {
                left.rows = Some(match left.rows {
                    Some(others) => both(others, &rows),
                    None => (*rows).clone(),
                });
                continue;
            }
            if reworded.as_ref().is_some_and(|others| others.contains(&filter)) {
                return Err(lost(filter));
            }
            let Some((column, values)) = equality(filter) else { continue };
            match (column, values.as_slice()) {
                (PART, [Value::Int(part)]) => left.part = u32::try_from(*part).ok(),
                (ROW, [Value::Int(row)]) => at = u32::try_from(*row).ok(),
                _ => {}
            }
        }
        if let (None, Some(part), Some(row)) = (&left.rows, left.part, at) {
            left.rows = Some(Rows::from([(part, vec![row])]));
        }
        Ok(left)
    }

    /// The rows that meet a condition, those out of force included; `None` where no lookup and no index can tell.
    fn rows_with(&self, filter: &Expr) -> Result<Option<Arc<Rows>>> {
        let find = || {
            let Some((column, values)) = equality(filter) else { return Ok(None) };
            if let Some(rows) = self.looked_up(column, &values).map_err(external)? {
                return Ok(Some(rows));
            }
            let Some(index) = &self.narrow.values else { return Ok(None) };
            index.rows_with(column, &values, self.few()).map_err(external)
        };
        match &self.claims {
            Some(claims) => claims.rows(filter, find),
            None => Ok(find()?.map(Arc::new)),
        }
    }

    /// The rows with one of the values, those out of force included; `None` where no lookup of the column can tell.
    fn looked_up(
        &self,
        column: &str,
        values: &[Value],
    ) -> Result<Option<Rows>, serapeum_lake::Error> {
        let lookup = self.files.lookups.get(column).filter(|lookup| lookup.suits(values));
        lookup.map(|lookup| lookup.find(values)).transpose()
    }

    /// So many rows are read by themselves; of more, hardly any page is spared.
    fn few(&self) -> u64 {
        (self.files.parts.iter().map(|part| part.rows).sum::<u64>() / FEW).min(MANY)
    }

    /// The rows in force with this value, in the order of their addresses; `None` where no lookup of the column can
    /// tell.
    pub(crate) fn find(
        &self,
        column: &str,
        value: &Value,
    ) -> Result<Option<Vec<Address>>, serapeum_lake::Error> {
        let found = self.looked_up(column, std::slice::from_ref(value))?;
        let Some(found) = found else { return Ok(None) };
        let rows = found.iter().flat_map(|(part, rows)| rows.iter().map(move |row| (*part, *row)));
        Ok(Some(rows.filter(|(part, row)| !self.files.masks.contains(*part, *row)).collect()))
    }

    fn file(&self, part: &PartFile, rows: Option<&[u32]>) -> Option<PartitionedFile> {
        let file = PartitionedFile::new(String::new(), part.bytes);
        let mut file =
            PartitionedFile { arrow_schema: Some(Arc::clone(&self.files.schema)), ..file };
        file.object_meta.location = part.path.clone();
        let selection = match rows {
            Some(rows) => Some(select(
                rows.iter().copied().filter(|row| !self.files.masks.contains(part.number, *row)),
                part.rows,
            )),
            None if part.masked => Some(skip(self.files.masks.of(part.number), part.rows)),
            None => None,
        };
        let rows = match &selection {
            None => Precision::Exact(part.rows as usize),
            // A selection of nothing is better not opened.
            Some(selection) if !selection.selects_any() => return None,
            Some(selection) => Precision::Exact(selection.row_count()),
        };
        file.statistics = Some(Arc::new(self.statistics(rows)));
        Some(match selection {
            Some(selection) => file.with_extension(ParquetRowSelection::new(selection)),
            None => file,
        })
    }

    fn by_row(&self) -> Option<LexOrdering> {
        let at = self.schema.index_of(ROW).ok()?;
        LexOrdering::new([PhysicalSortExpr::new_default(Arc::new(Column::new(ROW, at)))])
    }

    fn statistics(&self, rows: Precision<usize>) -> Statistics {
        Statistics { num_rows: rows, ..Statistics::new_unknown(&self.schema) }
    }
}

#[async_trait]
impl TableProvider for LakeTable {
    fn schema(&self) -> SchemaRef {
        Arc::clone(&self.schema)
    }

    fn table_type(&self) -> TableType {
        TableType::Base
    }

    fn supports_filters_pushdown(
        &self,
        filters: &[&Expr],
    ) -> Result<Vec<TableProviderFilterPushDown>> {
        let told = filters.iter().map(|filter| {
            Ok(match self.rows_with(filter)? {
                Some(_) => TableProviderFilterPushDown::Exact,
                None => TableProviderFilterPushDown::Inexact,
            })
        });
        match &self.claims {
            Some(_) => told.collect(),
            None => Ok(vec![TableProviderFilterPushDown::Inexact; filters.len()]),
        }
    }

    fn statistics(&self) -> Option<Statistics> {
        let rows = self.files.parts.iter().map(|part| part.rows as usize).sum();
        Some(self.statistics(if self.files.masked {
            Precision::Inexact(rows)
        } else {
            Precision::Exact(rows)
        }))
    }

    async fn scan(
        &self,
        state: &dyn Session,
        projection: Option<&Vec<usize>>,
        filters: &[Expr],
        limit: Option<usize>,
    ) -> Result<Arc<dyn ExecutionPlan>> {
        let candidates = self.candidates(filters)?;
        let files: Vec<PartitionedFile> = self
            .files
            .parts
            .iter()
            .filter(|part| candidates.part.is_none_or(|number| number == part.number))
            .filter_map(|part| match candidates.rows.as_ref().or(self.narrow.rows.as_deref()) {
                None => self.file(part, None),
                Some(rows) => self.file(part, Some(rows.get(&part.number)?)),
            })
            .collect();
        if files.is_empty() {
            let schema = datafusion::physical_plan::project_schema(&self.schema, projection)?;
            return Ok(Arc::new(EmptyExec::new(schema)));
        }
        let rows = files
            .iter()
            .filter_map(|file| file.statistics.as_ref()?.num_rows.get_value().copied())
            .sum();
        let statistics = self.statistics(Precision::Exact(rows));
        let url = ObjectStoreUrl::local_filesystem();
        let runtime = state.runtime_env();
        let factory = Footers::new(
            runtime.object_store(&url)?,
            runtime.cache_manager.get_file_metadata_cache(),
        );
        let table = TableSchema::from(Arc::clone(&self.schema));
        let options = state.config_options().execution.parquet.clone();
        let mut parquet = datafusion::config::TableParquetOptions::new();
        parquet.global = options;
        let source = ParquetSource::new(table)
            .with_table_parquet_options(parquet)
            .with_parquet_file_reader_factory(Arc::new(factory));
        // Rows lie in the order of their numbers, which spares a part by itself the sorting.
        let order = (files.len() == 1).then(|| self.by_row()).flatten();
        let groups = FileGroup::new(files).split_files(state.config().target_partitions());
        let scan = FileScanConfigBuilder::new(url, Arc::new(source))
            .with_file_groups(groups)
            .with_statistics(statistics)
            .with_output_ordering(order.into_iter().collect())
            .with_projection_indices(projection.cloned())?
            .with_limit(limit)
            .build();
        Ok(DataSourceExec::from_data_source(scan))
    }
}

fn external(error: impl std::error::Error + Send + Sync + 'static) -> DataFusionError {
    DataFusionError::External(Box::new(error))
}
