//! The loop that accepts connections, and what happens to each.

use std::{convert::Infallible, error::Error as _, io, net, sync::Arc, time::Duration};

use hyper::{Request, body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::{
    net::{TcpListener, TcpStream},
    runtime::Handle,
    sync::{OwnedSemaphorePermit, Semaphore, watch},
    task::JoinSet,
    time::{sleep, timeout},
};

use crate::{
    Answers, Options,
    gate::Gate,
    handle::{Ends, handle},
    idle::{Idle, Seat},
    log::Log,
    memory::Memory,
    resident::Watch,
    stall::Stall,
    visit::Books,
    work::Shared,
};

/// How long what was written to a connection that gives way may take to be sent.
const LAST: Duration = Duration::from_millis(200);

/// Serves until `stop` completes, then lets running requests finish within [`grace`](crate::Limits::grace).
///
/// Connections are handled on the runtime in which this is awaited: best one of its own with a single thread. Queries
/// run on `workers`.
///
/// # Errors
/// The listener cannot be used, or no thread can be had for the access log.
pub async fn serve<A: Answers>(
    listener: net::TcpListener,
    answers: Arc<A>,
    options: impl Into<Options>,
    workers: Handle,
    stop: impl Future<Output = ()>,
) -> io::Result<()> {
    let Options { limits, hosts, log } = options.into();
    listener.set_nonblocking(true)?;
    let listener = TcpListener::from_std(listener)?;
    let teller = Arc::clone(&answers);
    let log = log.map(|writer| Log::begin(writer, move |line| teller.report(line))).transpose()?;
    let shared = Arc::new(Shared {
        gate: Gate::new(limits.concurrency, limits.queue),
        memory: Memory::new(limits.memory),
        watch: Watch::new(limits.resident),
        answers,
        limits,
        hosts,
        workers,
        described: Arc::default(),
        books: Arc::new(Books { log, ..Books::default() }),
    });
    let (stopping, stopped) = watch::channel(());
    let mut connections = JoinSet::new();
    tokio::select! {
        () = stop => {}
        () = accept(listener, &shared, &stopped, &mut connections) => {}
    }
    drop(stopping);
    let finished = async { while connections.join_next().await.is_some() {} };
    let _ = timeout(shared.limits.grace, finished).await;
    // What is left ends here, and is written down.
    connections.shutdown().await;
    let books = Arc::into_inner(shared).and_then(|shared| Arc::into_inner(shared.books));
    if let Some(log) = books.and_then(|books| books.log) {
        log.end(Duration::from_secs(1));
    }
    Ok(())
}

/// Accepts connections for ever, as many at once as may be.
async fn accept<A: Answers>(
    listener: TcpListener,
    shared: &Arc<Shared<A>>,
    stopped: &watch::Receiver<()>,
    connections: &mut JoinSet<()>,
) {
    let most = shared.limits.connections.clamp(1, Semaphore::MAX_PERMITS);
    let places = Arc::new(Semaphore::new(most));
    let idle = Arc::new(Idle::default());
    loop {
        match listener.accept().await {
            Ok((stream, client)) => {
                let Some(place) = place(&places, &idle, shared).await else { break };
                let Ok(local) = stream.local_addr() else { continue };
                let (ends, seat) = (Ends { client, local }, Arc::new(idle.seat()));
                let connection =
                    connection(stream, ends, Arc::clone(shared), seat, stopped.clone());
                connections.spawn(async move {
                    connection.await;
                    drop(place);
                });
                while connections.try_join_next().is_some() {}
            }
            // Such as no file handle left: others will be closed.
            Err(error) => {
                shared.answers.report(&format!("a connection was not accepted: {error}"));
                sleep(Duration::from_millis(100)).await;
            }
        }
    }
}

/// A place for a connection; for want of one, a connection without a request gives way.
async fn place<A: Answers>(
    places: &Arc<Semaphore>,
    idle: &Idle,
    shared: &Shared<A>,
) -> Option<OwnedSemaphorePermit> {
    if let Ok(place) = Arc::clone(places).try_acquire_owned() {
        return Some(place);
    }
    let mut free = std::pin::pin!(Arc::clone(places).acquire_owned());
    loop {
        tokio::select! {
            place = free.as_mut() => return place.ok(),
            () = idle.send_away(shared.limits.give_way) => {
                shared.books.metrics.refused("gave_way");
            }
        }
        // The one sent away may still have something to send: another only goes if that takes long.
        if let Ok(place) = timeout(2 * LAST, free.as_mut()).await {
            return place.ok();
        }
    }
}

/// Serves one connection until it ends, gives way, or its request is answered once all is to stop.
async fn connection<A: Answers>(
    stream: TcpStream,
    ends: Ends,
    shared: Arc<Shared<A>>,
    seat: Arc<Seat>,
    mut stopped: watch::Receiver<()>,
) {
    let _open = shared.books.metrics.open();
    // Answers are written whole; waiting to fill packets would only delay their ends.
    let _ = stream.set_nodelay(true);
    let limits = &shared.limits;
    let stream = TokioIo::new(Stall::new(stream, limits.stall));
    let service = service_fn(|request: Request<Incoming>| {
        let (shared, seat) = (Arc::clone(&shared), Arc::clone(&seat));
        async move { Ok::<_, Infallible>(handle(&shared, ends, &seat, request).await) }
    });
    let mut connection = std::pin::pin!(
        http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(limits.head_time)
            .max_buf_size(limits.head.max(8 << 10))
            .serve_connection(stream, service)
    );
    tokio::select! {
        ended = connection.as_mut() => {
            if let Some(reason) = ended.err().and_then(|error| reason(&error)) {
                shared.books.metrics.refused(reason);
            }
            return;
        }
        _ = stopped.changed() => connection.as_mut().graceful_shutdown(),
        () = seat.leave() => {
            if !seat.served() {
                return;
            }
            connection.as_mut().graceful_shutdown();
            let ended = timeout(LAST, connection.as_mut()).await;
            if ended.is_ok() || !seat.works() {
                return;
            }
        }
    }
    let _ = connection.await;
}

/// Why a connection was ended by this side. The client was told what can be told.
fn reason(error: &hyper::Error) -> Option<&'static str> {
    let io = error.source().and_then(|cause| cause.downcast_ref::<io::Error>());
    match io.map(io::Error::kind) {
        Some(io::ErrorKind::TimedOut) => Some("stall"),
        _ if error.is_timeout() => Some("head_time"),
        _ if error.is_parse_too_large() => Some("head"),
        _ if error.is_parse() => Some("head_form"),
        _ => None,
    }
}
