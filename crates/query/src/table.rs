//! A version's parts as a table of the engine.
//!
//! Equality on a field with a lookup, and on a row's address, becomes a row selection: the plan then reads the pages
//! of those rows only. The condition itself stays in the plan, so a selection may hold too many rows, never too few.

use std::{
    collections::BTreeMap,
    path::PathBuf,
    sync::{Arc, OnceLock},
};

use async_trait::async_trait;
use datafusion::{
    arrow::datatypes::SchemaRef,
    catalog::{Session, TableProvider},
    common::{DataFusionError, Result, ScalarValue, Statistics, stats::Precision},
    datasource::{
        listing::PartitionedFile,
        physical_plan::{
            FileGroup, FileScanConfigBuilder, ParquetSource,
            parquet::{CachedParquetFileReaderFactory, ParquetRowSelection},
        },
        source::DataSourceExec,
        table_schema::TableSchema,
    },
    execution::object_store::ObjectStoreUrl,
    logical_expr::{
        BinaryExpr, Expr, Operator, TableProviderFilterPushDown, TableType,
        utils::split_conjunction,
    },
    object_store::path::Path as StorePath,
    physical_plan::{ExecutionPlan, empty::EmptyExec},
};
use parquet::arrow::arrow_reader::{RowSelection, RowSelector};
use serapeum_lake::{Keys, Lake, Manifest, Masks, PART, ROW, fields_schema};
use serapeum_model::{Entity, Storage, Value};

/// Up to this many values are looked up one by one; a scan is faster than more.
const LOOKUPS: usize = 1_000;

/// The table of an entity at one version.
#[derive(Debug)]
pub struct LakeTable {
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

/// The runs of a lookup; their footers are read at first use and kept.
#[derive(Debug)]
struct Lookup {
    storage: Storage,
    paths: Vec<PathBuf>,
    runs: OnceLock<Vec<Keys>>,
}

/// The rows of a part that may match, ascending.
type Rows = BTreeMap<u32, Vec<u32>>;

impl LakeTable {
    /// The table of an entity.
    ///
    /// # Errors
    /// What is wrong with the lake's files.
    pub fn new(
        lake: &Lake,
        manifest: &Manifest,
        entity: &Entity,
    ) -> Result<LakeTable, serapeum_lake::Error> {
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
        Ok(LakeTable {
            schema: fields_schema(entity),
            parts,
            lookups,
            masks,
            masked: manifest.masked > 0,
        })
    }

    /// The rows that the conditions leave, where a lookup or an address can tell.
    fn candidates(&self, filters: &[Expr]) -> Result<Option<Rows>, serapeum_lake::Error> {
        let mut address = (None, None);
        for filter in filters.iter().flat_map(split_conjunction) {
            let Some((column, values)) = equality(filter) else { continue };
            match (column, values.as_slice()) {
                (PART, [Value::Int(part)]) => address.0 = u32::try_from(*part).ok(),
                (ROW, [Value::Int(row)]) => address.1 = u32::try_from(*row).ok(),
                (column, values) => {
                    let lookup = self.lookups.get(column).filter(|lookup| lookup.suits(values));
                    if let Some(lookup) = lookup {
                        return lookup.find(values).map(Some);
                    }
                }
            }
        }
        match address {
            (Some(part), Some(row)) => Ok(Some(Rows::from([(part, vec![row])]))),
            _ => Ok(None),
        }
    }

    fn file(&self, part: &PartFile, rows: Option<&[u32]>) -> Option<PartitionedFile> {
        let file = PartitionedFile::new(String::new(), part.bytes);
        let mut file = PartitionedFile { arrow_schema: Some(Arc::clone(&self.schema)), ..file };
        file.object_meta.location = part.path.clone();
        let selection = match rows {
            Some(rows) => Some(select(
                rows.iter().copied().filter(|row| !self.masks.contains(part.number, *row)),
                part.rows,
            )),
            None if part.masked => Some(skip(self.masks.of(part.number), part.rows)),
            None => None,
        };
        let rows = match &selection {
            None => Precision::Exact(part.rows as usize),
            // A selection of nothing is better not opened.
            Some(selection) if !selection.selects_any() => return None,
            Some(selection) => Precision::Inexact(selection.row_count()),
        };
        file.statistics = Some(Arc::new(self.statistics(rows)));
        Some(match selection {
            Some(selection) => file.with_extension(ParquetRowSelection::new(selection)),
            None => file,
        })
    }

    fn statistics(&self, rows: Precision<usize>) -> Statistics {
        Statistics { num_rows: rows, ..Statistics::new_unknown(&self.schema) }
    }
}

impl Lookup {
    /// Whether the values are few, and of the lookup's type: of another, a scan must compare them.
    fn suits(&self, values: &[Value]) -> bool {
        let typed =
            |value: &Value| matches!(value, Value::Int(_)) == (self.storage == Storage::Int);
        values.len() <= LOOKUPS && values.iter().all(typed)
    }

    fn find(&self, values: &[Value]) -> Result<Rows, serapeum_lake::Error> {
        if self.runs.get().is_none() {
            let runs =
                self.paths.iter().map(|path| Keys::open(path)).collect::<Result<Vec<_>, _>>()?;
            // Another thread may have been first; its runs are the same.
            let _ = self.runs.set(runs);
        }
        let mut rows = Rows::new();
        for run in self.runs.get().into_iter().flatten() {
            for value in values {
                for (part, row) in run.find(value)? {
                    rows.entry(part).or_default().push(row);
                }
            }
        }
        for rows in rows.values_mut() {
            rows.sort_unstable();
            rows.dedup();
        }
        Ok(rows)
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
        Ok(vec![TableProviderFilterPushDown::Inexact; filters.len()])
    }

    fn statistics(&self) -> Option<Statistics> {
        let rows = self.parts.iter().map(|part| part.rows as usize).sum();
        Some(self.statistics(if self.masked {
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
        let candidates =
            self.candidates(filters).map_err(|error| DataFusionError::External(Box::new(error)))?;
        let files: Vec<PartitionedFile> = self
            .parts
            .iter()
            .filter_map(|part| match &candidates {
                None => self.file(part, None),
                Some(rows) => self.file(part, Some(rows.get(&part.number)?)),
            })
            .collect();
        if files.is_empty() {
            let schema = datafusion::physical_plan::project_schema(&self.schema, projection)?;
            return Ok(Arc::new(EmptyExec::new(schema)));
        }
        let exact = candidates.is_none() && !self.masked;
        let rows = files
            .iter()
            .filter_map(|file| file.statistics.as_ref()?.num_rows.get_value().copied())
            .sum();
        let statistics =
            self.statistics(if exact { Precision::Exact(rows) } else { Precision::Inexact(rows) });
        let url = ObjectStoreUrl::local_filesystem();
        let runtime = state.runtime_env();
        let factory = CachedParquetFileReaderFactory::new(
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
        let groups = FileGroup::new(files).split_files(state.config().target_partitions());
        let scan = FileScanConfigBuilder::new(url, Arc::new(source))
            .with_file_groups(groups)
            .with_statistics(statistics)
            .with_projection_indices(projection.cloned())?
            .with_limit(limit)
            .build();
        Ok(DataSourceExec::from_data_source(scan))
    }
}

/// `column = value`, or `column` among values.
fn equality(filter: &Expr) -> Option<(&str, Vec<Value>)> {
    match filter {
        Expr::BinaryExpr(BinaryExpr { left, op: Operator::Eq, right }) => match (&**left, &**right)
        {
            (Expr::Column(column), Expr::Literal(literal, _))
            | (Expr::Literal(literal, _), Expr::Column(column)) => {
                Some((column.name.as_str(), vec![value(literal)?]))
            }
            _ => None,
        },
        Expr::BinaryExpr(BinaryExpr { left, op: Operator::Or, right }) => {
            let ((one, mut values), (other, more)) = (equality(left)?, equality(right)?);
            values.extend(more);
            (one == other).then_some((one, values))
        }
        Expr::InList(list) if !list.negated => {
            let Expr::Column(column) = &*list.expr else { return None };
            let values = list.list.iter().map(|item| match item {
                Expr::Literal(literal, _) => value(literal),
                _ => None,
            });
            Some((column.name.as_str(), values.collect::<Option<_>>()?))
        }
        // A value in a list.
        Expr::ScalarFunction(call) if call.name() == "array_has" => match call.args.as_slice() {
            [Expr::Column(column), Expr::Literal(literal, _)] => {
                Some((column.name.as_str(), vec![value(literal)?]))
            }
            _ => None,
        },
        _ => None,
    }
}

fn value(literal: &ScalarValue) -> Option<Value> {
    match literal {
        ScalarValue::Int64(number) => number.map(Value::Int),
        ScalarValue::Int32(number) => number.map(|number| Value::Int(number.into())),
        ScalarValue::Utf8(text) | ScalarValue::Utf8View(text) | ScalarValue::LargeUtf8(text) => {
            text.as_deref().map(Value::from)
        }
        _ => None,
    }
}

/// Selects these rows, which ascend, of `rows`.
fn select(chosen: impl Iterator<Item = u32>, rows: u64) -> RowSelection {
    let mut selectors = Vec::new();
    let mut at = 0;
    for row in chosen.map(u64::from).filter(|row| *row < rows) {
        if row > at {
            selectors.push(RowSelector::skip((row - at) as usize));
        }
        selectors.push(RowSelector::select(1));
        at = row + 1;
    }
    if rows > at {
        selectors.push(RowSelector::skip((rows - at) as usize));
    }
    selectors.into()
}

/// Selects all of `rows` but these, which ascend.
fn skip(masked: &[u32], rows: u64) -> RowSelection {
    let mut selectors = Vec::new();
    let mut at = 0;
    for row in masked.iter().map(|row| u64::from(*row)) {
        if row > at {
            selectors.push(RowSelector::select((row - at) as usize));
        }
        selectors.push(RowSelector::skip(1));
        at = row + 1;
    }
    if rows > at {
        selectors.push(RowSelector::select((rows - at) as usize));
    }
    selectors.into()
}
