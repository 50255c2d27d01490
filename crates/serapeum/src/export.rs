//! Every match, streamed.

use std::{io::Write, path::PathBuf};

use futures::TryStreamExt as _;
use serapeum_model::{Ask, BadRequest};

use crate::{Error, aio};

/// How far an export is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ExportSummary {
    /// How many records match.
    pub total: u64,
    /// How many are written.
    pub records: u64,
    /// How many bytes are written.
    pub bytes: u64,
}

pub(crate) async fn export(
    lake: &aio::Lake,
    request: &str,
    to: &mut dyn Write,
    progress: &mut dyn FnMut(&ExportSummary),
) -> Result<ExportSummary, Error> {
    let (source, request) = lake.read(request)?;
    if let Ask::Groups { .. } = request.query.ask {
        let error =
            BadRequest::query("group_by", "groups are not exported: ask for them with `get`");
        return Err(Error::Request { reply: source.dialect.write_error(&error), error });
    }
    let engine = lake.engine();
    let manifest = engine.manifest(source, request.query.entity)?;
    let mut summary =
        ExportSummary { total: engine.count(source, &request.query).await?, ..Default::default() };
    let mut stream =
        engine.stream(&serapeum_query::everything(source.name, &request.query)).await?;
    let failed = |error| Error::Io(PathBuf::from("output"), error);
    while let Some(batch) = stream.try_next().await.map_err(serapeum_query::Error::from)? {
        let addresses = serapeum_query::addresses(&batch);
        // Few enough at a time that even records of a megabyte stay in memory.
        for chunk in addresses.chunks(256) {
            for record in engine.fetch(manifest, chunk)? {
                to.write_all(&record).and_then(|()| to.write_all(b"\n")).map_err(failed)?;
                summary.records += 1;
                summary.bytes += record.len() as u64 + 1;
            }
            progress(&summary);
        }
    }
    to.flush().map_err(failed)?;
    Ok(summary)
}
