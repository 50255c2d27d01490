//! The loop that accepts connections, and what happens to each.

use std::{convert::Infallible, io, net, sync::Arc, time::Duration};

use futures::FutureExt as _;
use hyper::{Request, body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::{
    net::{TcpListener, TcpStream},
    runtime::Handle,
    sync::{Semaphore, watch},
    task::JoinSet,
    time::{sleep, timeout},
};

use crate::{
    Answers, Limits,
    gate::Gate,
    handle::{Shared, handle},
    memory::Memory,
    reply,
    stall::Stall,
};

/// Serves until `stop` completes, then lets running requests finish within [`Limits::grace`].
///
/// Connections are handled on the runtime in which this is awaited: best one of its own with a single thread. Queries
/// run on `workers`.
///
/// # Errors
/// The listener cannot be used.
pub async fn serve<A: Answers>(
    listener: net::TcpListener,
    answers: Arc<A>,
    limits: Limits,
    workers: Handle,
    stop: impl Future<Output = ()>,
) -> io::Result<()> {
    listener.set_nonblocking(true)?;
    let listener = TcpListener::from_std(listener)?;
    let shared = Arc::new(Shared {
        gate: Gate::new(limits.concurrency, limits.queue),
        memory: Memory::new(limits.memory),
        answers,
        limits,
        workers,
    });
    let places =
        Arc::new(Semaphore::new(shared.limits.connections.clamp(1, Semaphore::MAX_PERMITS)));
    let (stopping, stopped) = watch::channel(());
    let mut connections = JoinSet::new();
    let accepting = async {
        loop {
            let Ok(place) = Arc::clone(&places).acquire_owned().await else { break };
            match listener.accept().await {
                Ok((stream, _)) => {
                    let connection = connection(stream, Arc::clone(&shared), stopped.clone());
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
    };
    tokio::select! {
        () = stop => {}
        () = accepting => {}
    }
    drop(listener);
    drop(stopping);
    let finished = async { while connections.join_next().await.is_some() {} };
    // Dropping what is left ends it.
    let _ = timeout(shared.limits.grace, finished).await;
    Ok(())
}

/// Serves one connection until it ends, or until its request is answered once all is to stop.
async fn connection<A: Answers>(
    stream: TcpStream,
    shared: Arc<Shared<A>>,
    mut stopped: watch::Receiver<()>,
) {
    // Answers are written whole; waiting to fill packets would only delay their ends.
    let _ = stream.set_nodelay(true);
    let limits = &shared.limits;
    let stream = TokioIo::new(Stall::new(stream, limits.stall));
    let service = service_fn(|request: Request<Incoming>| {
        let shared = Arc::clone(&shared);
        async move {
            let handled = std::panic::AssertUnwindSafe(handle(&shared, request)).catch_unwind();
            Ok::<_, Infallible>(handled.await.unwrap_or_else(|_| {
                shared.answers.report("500: a handler panicked");
                let text = "the server failed; its log tells more";
                reply::respond(reply::error(500, "Internal error.", text), &shared.memory)
            }))
        }
    });
    let mut connection = std::pin::pin!(
        http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(limits.head_time)
            .max_buf_size(limits.head.max(8 << 10))
            .serve_connection(stream, service)
    );
    // A connection that ends with an error has told the client what can be told.
    tokio::select! {
        _ = connection.as_mut() => return,
        _ = stopped.changed() => connection.as_mut().graceful_shutdown(),
    }
    let _ = connection.await;
}
