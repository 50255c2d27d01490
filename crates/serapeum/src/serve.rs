//! A lake over HTTP.

use std::{
    fs, io,
    net::TcpListener,
    path::PathBuf,
    sync::{Arc, PoisonError, RwLock},
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use datafusion::error::DataFusionError;
use serapeum_lake::Version;
use serapeum_model::{Ask, Reply, Request, Source};
use serapeum_server::{Answers, Asked, Offered, Options, error};
use tokio::{
    runtime::{Builder, Handle},
    time::sleep,
};

use crate::{Error, Lake, aio};

/// How long threads that are still at work may delay the end.
const LAST: Duration = Duration::from_secs(1);

/// How often is looked for a new version.
const LOOK: Duration = Duration::from_secs(1);

/// Which version of the lake an answer came from, so that a paper can name it.
const LAKE: &str = "serapeum-lake";

/// How new the snapshot is that it was made from, as far as the names of its files tell.
const SNAPSHOT: &str = "serapeum-snapshot";

/// What is longer was posted, so that no cache holds its answer.
const LONGEST_URL: usize = 128 << 10;

impl Lake {
    /// Serves this version of the lake over HTTP until `stop` completes, and running requests after it as long as the
    /// limits allow. Options are [`Limits`](crate::server::Limits), or [`Options`] with more.
    ///
    /// # Errors
    /// The listener cannot be used; or the call was made inside a Tokio runtime.
    pub fn serve(
        self,
        listener: TcpListener,
        options: impl Into<Options>,
        stop: impl Future<Output = ()>,
    ) -> Result<(), Error> {
        let same = self.aio().clone();
        self.serve_live(listener, options, move || Ok(same.clone()), stop)
    }

    /// As [`Lake::serve`], and goes over to each new version of the lake that comes to be meanwhile, which `reopen`
    /// opens. Requests that are running keep the version they began with. A version that cannot be opened is told
    /// and tried again; until it can, the one before answers.
    ///
    /// # Errors
    /// As [`Lake::serve`].
    pub fn serve_live(
        self,
        listener: TcpListener,
        options: impl Into<Options>,
        reopen: impl Fn() -> Result<aio::Lake, Error> + Send + Sync + 'static,
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
        let live = Arc::new(Live::new(lake, reopen));
        let following = follow(Arc::clone(&live), handle.clone());
        let serving = serapeum_server::serve(listener, live, options, handle, stop);
        let served = connections.block_on(async {
            tokio::select! {
                served = serving => served,
                never = following => never,
            }
        });
        workers.shutdown_timeout(LAST);
        served.map_err(failed)
    }
}

/// Whichever version of a lake is the live one.
struct Live<F> {
    lake: RwLock<aio::Lake>,
    reopen: F,
    /// Told apart from servers before it, which may have had other options.
    started: u128,
}

impl<F: Fn() -> Result<aio::Lake, Error>> Live<F> {
    fn new(lake: aio::Lake, reopen: F) -> Live<F> {
        let started = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        Live { lake: RwLock::new(lake), reopen, started: started.as_nanos() }
    }

    fn current(&self) -> aio::Lake {
        self.lake.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// When the lake last changed; `None` while that cannot be told.
    fn changed(&self) -> Option<SystemTime> {
        let current = self.current().engine().lake().root().join("CURRENT");
        fs::metadata(current).and_then(|file| file.modified()).ok()
    }

    /// Goes over to the live version, if it is another; tells which.
    fn renew(&self) -> Result<Option<u32>, Error> {
        let old = self.current();
        let old = old.engine().lake();
        let found = serapeum_lake::Lake::open(old.root())?;
        if found.version() == old.version() {
            return Ok(None);
        }
        let new = (self.reopen)()?;
        let version = new.engine().lake().version();
        if version == old.version() {
            return Ok(None);
        }
        let number = version.number;
        *self.lake.write().unwrap_or_else(PoisonError::into_inner) = new;
        Ok(Some(number))
    }
}

/// Looks for new versions for ever. Files are read on the workers' threads for blocking work.
async fn follow<F>(live: Arc<Live<F>>, workers: Handle) -> io::Result<()>
where
    F: Fn() -> Result<aio::Lake, Error> + Send + Sync + 'static,
{
    let (mut seen, mut told) = (None, String::new());
    loop {
        let (looking, before) = (Arc::clone(&live), seen);
        let looked = workers.spawn_blocking(move || {
            let changed = looking.changed();
            // Taken down before the lake is opened: what changes meanwhile is seen the next time.
            let renewed = if changed == before { Ok(None) } else { looking.renew() };
            (changed, renewed)
        });
        match looked.await {
            Ok((changed, Ok(renewed))) => {
                seen = changed;
                told.clear();
                if let Some(number) = renewed {
                    live.report(&format!("version {number} of the lake answers from now on"));
                }
            }
            Ok((_, Err(failure))) => {
                let text = failure.to_string();
                if text != told {
                    live.report(&format!("the lake has changed, and cannot be opened: {text}"));
                    told = text;
                }
            }
            // The workers are being shut down.
            Err(_) => {}
        }
        sleep(LOOK).await;
    }
}

impl<F> Answers for Live<F>
where
    F: Fn() -> Result<aio::Lake, Error> + Send + Sync + 'static,
{
    fn sources(&self) -> Vec<Offered> {
        self.current().sources()
    }

    fn described(&self, source: &str) -> Option<&'static Source> {
        serapeum_sources::source(source)
    }

    fn version(&self) -> Option<String> {
        let lake = self.current();
        let version = lake.engine().lake().version();
        Some(format!("{} of {}, {:x}", version.number, version.created, self.started))
    }

    async fn answer(&self, asked: &Asked) -> Reply {
        Answers::answer(&self.current(), asked).await
    }

    fn relieve(&self) {
        self.current().relieve();
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

    fn described(&self, source: &str) -> Option<&'static Source> {
        serapeum_sources::source(source)
    }

    fn relieve(&self) {
        self.engine().relieve();
    }

    async fn answer(&self, asked: &Asked) -> Reply {
        let text = asked.to_string();
        let read = self.read(&text).map(|(source, mut request)| {
            request.form.base.clone_from(&asked.base);
            (source, request)
        });
        let lake = self.engine().lake();
        let of = |(source, request): &(&Source, Request)| {
            lake.day(source.name, request.query.entity.name).map(str::to_owned)
        };
        let day = read.as_ref().ok().and_then(of);
        let replied = match read {
            Ok((source, request)) => reply(self, &text, source, &request).await,
            Err(failure) => Err(failure),
        };
        let mut reply = match replied {
            Ok(reply) => reply,
            Err(Error::Request { reply, .. }) => reply,
            Err(failure) => {
                let reply = refused(&failure);
                if reply.status >= 500 {
                    self.report(&format!("{} {}: {failure}", reply.status, asked.shortened()));
                }
                reply
            }
        };
        let Version { number, created, .. } = lake.version();
        reply.headers.push((LAKE, format!("{number}; created=\"{created}\"")));
        reply.headers.extend(day.map(|day| (SNAPSHOT, day)));
        reply
    }
}

/// The reply to a request.
async fn reply(
    lake: &aio::Lake,
    text: &str,
    source: &'static Source,
    request: &Request,
) -> Result<Reply, Error> {
    let (_, mut reply) = lake.answered(source, request).await?;
    if drawn(lake, text, request) {
        reply.headers.push(("cache-control", "no-store".to_owned()));
    }
    Ok(reply)
}

/// Whether the next answer may be another: the lot of a sample without seed falls each time that it is read.
fn drawn(lake: &aio::Lake, text: &str, request: &Request) -> bool {
    let (sample, ask) = (&request.query.sample, &request.query.ask);
    let by_lot = sample.is_some() || matches!(ask, Ask::Random(_));
    by_lot
        && text.len() <= LONGEST_URL
        && lake
            .read(text)
            .is_ok_and(|(_, next)| (&next.query.sample, &next.query.ask) != (sample, ask))
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
