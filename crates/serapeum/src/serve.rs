//! A lake over HTTP.

use std::{net::TcpListener, path::PathBuf, sync::Arc, time::Duration};

use datafusion::error::DataFusionError;
use serapeum_model::Reply;
use serapeum_server::{Answers, Asked, Limits, Offered, error};
use tokio::runtime::{Builder, Handle};

use crate::{Error, Lake, aio};

/// How long threads that are still at work may delay the end.
const LAST: Duration = Duration::from_secs(1);

impl Lake {
    /// Serves the lake over HTTP until `stop` completes, and running requests after it as long as the limits allow.
    ///
    /// # Errors
    /// The listener cannot be used; or the call was made inside a Tokio runtime.
    pub fn serve(
        self,
        listener: TcpListener,
        limits: Limits,
        stop: impl Future<Output = ()>,
    ) -> Result<(), Error> {
        if Handle::try_current().is_ok() {
            return Err(Error::InsideRuntime);
        }
        let (lake, workers) = self.into_parts();
        let failed = |error| Error::Io(PathBuf::from("the server"), error);
        // One thread for all connections: they only carry bytes, and never wait for a query's thread.
        let connections = Builder::new_current_thread().enable_all().build().map_err(failed)?;
        let handle = workers.handle().clone();
        let served = connections.block_on(serapeum_server::serve(
            listener,
            Arc::new(lake),
            limits,
            handle,
            stop,
        ));
        workers.shutdown_timeout(LAST);
        served.map_err(failed)
    }
}

impl Answers for aio::Lake {
    fn sources(&self) -> Vec<Offered> {
        let mut sources = Vec::<Offered>::new();
        for manifest in self.engine().lake().manifests() {
            if serapeum_sources::source(&manifest.source).is_none() {
                continue;
            }
            match sources.iter_mut().find(|source| source.name == manifest.source) {
                Some(source) => source.entities.push(manifest.entity.clone()),
                None => sources.push(Offered {
                    name: manifest.source.clone(),
                    entities: vec![manifest.entity.clone()],
                }),
            }
        }
        sources
    }

    async fn answer(&self, asked: &Asked) -> Reply {
        match self.reply(&asked.to_string()).await {
            Ok(reply) | Err(Error::Request { reply, .. }) => reply,
            Err(failure) => {
                let reply = refused(&failure);
                if reply.status >= 500 {
                    self.report(&format!("{} {}: {failure}", reply.status, asked.shortened()));
                }
                reply
            }
        }
    }
}

/// The reply to what is no API's own error. Where the server is at fault, the files that an error names are for its
/// log only.
fn refused(failure: &Error) -> Reply {
    match failure {
        Error::Address(text) => error(404, "Not found.", text),
        Error::Query(serapeum_query::Error::PageTooLarge { .. }) => {
            error(400, "Page too large.", &failure.to_string())
        }
        Error::Query(serapeum_query::Error::Lake(serapeum_lake::Error::NoRecords(_))) => {
            error(501, "Not in this lake.", &failure.to_string())
        }
        Error::Query(serapeum_query::Error::Engine(engine))
            if matches!(engine.find_root(), DataFusionError::ResourcesExhausted(_)) =>
        {
            let text = "the answer needs more memory or disk than the server may use";
            error(503, "Service unavailable.", text)
        }
        _ => error(
            500,
            "Internal error.",
            "the lake or the engine failed; the server's log tells how",
        ),
    }
}
