//! The engine's session: how much it may use, and what it is told.

use std::{path::PathBuf, sync::Arc};

use datafusion::{
    arrow::record_batch::RecordBatch,
    common::{DataFusionError, ParamValues},
    dataframe::DataFrame,
    execution::{
        SessionStateBuilder,
        disk_manager::{DiskManagerBuilder, DiskManagerMode},
        memory_pool::{FairSpillPool, TrackConsumersPool},
        runtime_env::RuntimeEnvBuilder,
    },
    physical_plan::SendableRecordBatchStream,
    prelude::{SessionConfig, SessionContext},
};

use crate::{Error, Sql, scalar};

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
}

impl Default for Options {
    fn default() -> Options {
        Options { threads: 0, memory: 4 << 30, spill: None, spill_bytes: 100 << 30 }
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

/// Plans a statement with its parameters.
pub(crate) async fn plan(session: &SessionContext, sql: &Sql) -> Result<DataFrame, Error> {
    let frame = session.sql(&sql.text).await?;
    if sql.params.is_empty() {
        return Ok(frame);
    }
    let params: Vec<_> = sql.params.iter().map(|param| scalar::scalar(param).into()).collect();
    Ok(frame.with_param_values(ParamValues::List(params))?)
}

/// Runs a statement to its end.
pub(crate) async fn collect(
    session: &SessionContext,
    sql: &Sql,
) -> Result<Vec<RecordBatch>, Error> {
    Ok(plan(session, sql).await?.collect().await?)
}

/// Runs a statement as its rows come.
pub(crate) async fn stream(
    session: &SessionContext,
    sql: &Sql,
) -> Result<SendableRecordBatchStream, Error> {
    Ok(plan(session, sql).await?.execute_stream().await?)
}
