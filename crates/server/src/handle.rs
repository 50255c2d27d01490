//! One request: from its head to a response.

use std::{
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
};

use hyper::{Method, Request, Response, body::Incoming};
use serapeum_model::Reply;
use tokio::{
    runtime::Handle,
    task::{JoinError, JoinHandle},
    time::{Instant, timeout_at},
};

use crate::{
    Answers, Asked, Limits, form,
    gate::Gate,
    memory::Memory,
    reply::{self, METHODS, Slices, error},
    route::{Route, route},
};

/// What all connections share.
#[derive(Debug)]
pub(crate) struct Shared<A> {
    pub(crate) answers: Arc<A>,
    pub(crate) limits: Limits,
    pub(crate) gate: Gate,
    pub(crate) memory: Memory,
    pub(crate) workers: Handle,
}

/// Answers a request. Dropping the future stops the query.
pub(crate) async fn handle<A: Answers>(
    shared: &Shared<A>,
    request: Request<Incoming>,
) -> Response<Slices> {
    if request.method() == Method::OPTIONS {
        return reply::options();
    }
    let sources = shared.answers.sources();
    let reply = read(shared, &sources, request).await.unwrap_or_else(|reply| reply);
    reply::respond(reply, &shared.memory)
}

async fn read<A: Answers>(
    shared: &Shared<A>,
    sources: &[crate::Offered],
    request: Request<Incoming>,
) -> Result<Reply, Reply> {
    let post = match *request.method() {
        Method::GET | Method::HEAD => false,
        Method::POST => true,
        _ => {
            let text = format!("{} is not among {METHODS}", request.method());
            return Err(error(405, "Method not allowed.", &text));
        }
    };
    let uri = request.uri().clone();
    let (source, path) = match route(sources, uri.path()) {
        Route::Root => return Ok(reply::listing(sources)),
        Route::Source(source) => return Ok(reply::listing(std::slice::from_ref(source))),
        Route::Unknown(name) => return Err(reply::unknown(sources, name)),
        Route::Below(source, path) => (source.name.clone(), path.to_owned()),
    };
    let mut query = uri.query().unwrap_or_default().to_owned();
    let mut held = Vec::new();
    if post {
        let (more, memory) = form::read(request, &shared.limits, &shared.memory).await?;
        held = memory;
        if !query.is_empty() && !more.is_empty() {
            query.push('&');
        }
        query.push_str(&more);
    }
    let reply = work(shared, Asked { source, path, query }).await;
    drop(held);
    reply
}

/// Waits for a turn and has the workers answer, within the time there is.
async fn work<A: Answers>(shared: &Shared<A>, asked: Asked) -> Result<Reply, Reply> {
    let time = shared.limits.timeout;
    let deadline = time.and_then(|time| Instant::now().checked_add(time));
    let seconds = time.unwrap_or_default().as_secs_f64();
    let busy = |text: &str| error(503, "Service unavailable.", text);
    let pass = match within(deadline, shared.gate.enter()).await {
        Some(Some(pass)) => pass,
        Some(None) => return Err(busy("too many requests wait already: try again later")),
        None => return Err(busy("other requests took all the time: try again later")),
    };
    let (answers, asking) = (Arc::clone(&shared.answers), asked.clone());
    let task = Task(shared.workers.spawn(async move {
        // Held by the task itself, so that it is given back when the work has ended and no earlier.
        let _pass = pass;
        answers.answer(&asking).await
    }));
    let begun = Instant::now();
    match within(deadline, task).await {
        Some(Ok(reply)) => Ok(reply),
        Some(Err(failure)) => {
            let how = if failure.is_panic() { "panicked" } else { "was stopped" };
            shared.answers.report(&format!("500 {}: the query {how}", asked.shortened()));
            Err(error(500, "Internal error.", "the query failed; the server's log tells more"))
        }
        None => {
            let after = begun.elapsed().as_secs_f64();
            shared
                .answers
                .report(&format!("504 {}: stopped after {after:.1} s", asked.shortened()));
            let text = format!("the answer took longer than {seconds} s, and was stopped");
            Err(error(504, "Gateway timeout.", &text))
        }
    }
}

/// The output of a future, or `None` at the deadline.
async fn within<F: Future>(deadline: Option<Instant>, future: F) -> Option<F::Output> {
    match deadline {
        Some(deadline) => timeout_at(deadline, future).await.ok(),
        None => Some(future.await),
    }
}

/// A task that is aborted when nobody waits for it any more.
struct Task(JoinHandle<Reply>);

impl Future for Task {
    type Output = Result<Reply, JoinError>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        Pin::new(&mut self.0).poll(cx)
    }
}

impl Drop for Task {
    fn drop(&mut self) {
        self.0.abort();
    }
}
