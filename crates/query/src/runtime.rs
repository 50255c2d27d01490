//! The engine's session: how much it may use, and what it is told.

use std::{panic, path::PathBuf, sync::Arc, thread};

use datafusion::{
    arrow::record_batch::RecordBatch,
    common::{DataFusionError, ParamValues, ScalarValue},
    dataframe::DataFrame,
    execution::{
        SessionStateBuilder,
        context::SQLOptions,
        disk_manager::{DiskManagerBuilder, DiskManagerMode},
        memory_pool::{FairSpillPool, TrackConsumersPool},
        runtime_env::RuntimeEnvBuilder,
    },
    physical_plan::{ExecutionPlan, SendableRecordBatchStream, execute_stream},
    prelude::{SessionConfig, SessionContext},
};
use futures::{FutureExt as _, executor::block_on, future::BoxFuture};

use crate::{Error, lists};

/// What answering may use.
#[derive(Debug, Clone)]
pub struct Options {
    /// Threads for a query; 0 is one for each core.
    pub threads: usize,
    /// Bytes of memory for all queries together; sorts and groups beyond it spill.
    pub memory: usize,
    /// Where to spill; `None` is the system's folder for temporary files.
    pub spill: Option<PathBuf>,
    /// The most bytes of spilled data.
    pub spill_bytes: u64,
    /// The most bytes of small answers that are kept for statements that are asked again; with 0, none is.
    pub results: usize,
}

impl Default for Options {
    fn default() -> Options {
        Options {
            threads: 0,
            memory: 4 << 30,
            spill: None,
            spill_bytes: 100 << 30,
            results: 64 << 20,
        }
    }
}

/// A session of these bounds, without tables.
pub(crate) fn session(
    options: &Options,
    metadata_bytes: usize,
) -> Result<SessionContext, DataFusionError> {
    let pool =
        TrackConsumersPool::new(FairSpillPool::new(options.memory), std::num::NonZeroUsize::MIN);
    let mut disk = DiskManagerBuilder::default().with_max_temp_directory_size(options.spill_bytes);
    if let Some(folder) = &options.spill {
        disk = disk.with_mode(DiskManagerMode::Directories(vec![folder.clone()]));
    }
    let runtime = RuntimeEnvBuilder::new()
        .with_memory_pool(Arc::new(pool))
        .with_disk_manager_builder(disk)
        .with_metadata_cache_limit(metadata_bytes)
        .build_arc()?;
    let mut config = SessionConfig::new().with_information_schema(false);
    if options.threads > 0 {
        config = config.with_target_partitions(options.threads);
    }
    let state = SessionStateBuilder::new_with_default_features()
        .with_config(config)
        .with_runtime_env(runtime)
        .build();
    Ok(SessionContext::new_with_state(state))
}

// The futures below are boxed here, so that the engine's planner is compiled into this crate once: the body of an
// unboxed future is compiled again into every crate that waits for it, which took minutes each.

/// A statement that can be run: its text, its parameters, and a session with the tables that it names.
pub(crate) struct Bound<'a> {
    pub(crate) session: SessionContext,
    pub(crate) text: &'a str,
    pub(crate) params: Vec<ScalarValue>,
    /// How many conditions the statement has.
    pub(crate) conditions: usize,
}

/// A statement with more conditions than this is planned on a thread of its own.
const DEEP: usize = 24;
/// The bytes of stack that such a thread may use: the planner calls itself for each condition, and half a megabyte is
/// gone after a dozen where it was not optimised. Memory is taken as it is used.
const STACK: usize = 256 << 20;

/// Plans a statement with its parameters.
pub(crate) fn plan(bound: Bound<'_>) -> BoxFuture<'_, Result<DataFrame, Error>> {
    async move {
        let plan = bound.session.state().create_logical_plan(bound.text).await?;
        let plan = lists::as_tables(plan, &bound.params)?;
        let frame = bound.session.execute_logical_plan(plan).await?;
        if bound.params.is_empty() {
            return Ok(frame);
        }
        let params = bound.params.into_iter().map(Into::into).collect();
        Ok(frame.with_param_values(ParamValues::List(params))?)
    }
    .boxed()
}

/// Runs a statement as its rows come.
pub(crate) fn stream(bound: Bound<'_>) -> BoxFuture<'_, Result<SendableRecordBatchStream, Error>> {
    async move {
        let context = bound.session.task_ctx();
        Ok(execute_stream(physical(bound).await?, context)?)
    }
    .boxed()
}

/// The physical plan of a statement.
pub(crate) fn physical(bound: Bound<'_>) -> BoxFuture<'_, Result<Arc<dyn ExecutionPlan>, Error>> {
    async move {
        let is_deep = bound.conditions > DEEP;
        let planning = async move { Ok(plan(bound).await?.create_physical_plan().await?) };
        if is_deep { roomy(planning) } else { planning.await }
    }
    .boxed()
}

/// Waits for a plan on a thread with room for it: planning is computing, and waits for nothing.
fn roomy<T: Send>(planning: impl Future<Output = Result<T, Error>> + Send) -> Result<T, Error> {
    thread::scope(|scope| {
        let thread = thread::Builder::new().stack_size(STACK);
        let planned = thread.spawn_scoped(scope, || block_on(planning));
        let planned = planned.map_err(|error| DataFusionError::External(Box::new(error)))?;
        planned.join().unwrap_or_else(|fault| panic::resume_unwind(fault))
    })
}

/// Runs a caller's own SELECT; anything that would change or set something is refused.
pub(crate) fn select<'a>(
    session: &'a SessionContext,
    text: &'a str,
) -> BoxFuture<'a, Result<Vec<RecordBatch>, Error>> {
    let only_reads =
        SQLOptions::new().with_allow_ddl(false).with_allow_dml(false).with_allow_statements(false);
    async move { Ok(session.sql_with_options(text, only_reads).await?.collect().await?) }.boxed()
}
