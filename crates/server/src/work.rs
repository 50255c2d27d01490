//! A query: its turn, its time, and its answer made ready to be sent.

use std::{
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
    time::Duration,
};

use serapeum_model::Reply;
use tokio::{
    runtime::Handle,
    task::{JoinError, JoinHandle},
    time::{Instant, timeout_at},
};

use crate::{
    Answers, Asked, Hosts, Limits,
    coding::{self, Coding},
    described::Described,
    gate::Gate,
    memory::Memory,
    refused::Refused,
    reply::Ready,
    resident::Watch,
    visit::{Books, Steps},
};

/// What all connections share.
#[derive(Debug)]
pub(crate) struct Shared<A> {
    pub(crate) answers: Arc<A>,
    pub(crate) limits: Limits,
    pub(crate) hosts: Hosts,
    pub(crate) gate: Gate,
    pub(crate) memory: Memory,
    pub(crate) watch: Watch,
    pub(crate) workers: Handle,
    pub(crate) described: Arc<Described>,
    pub(crate) books: Arc<Books>,
}

/// Waits for a turn and has the workers answer, within the time there is.
pub(crate) async fn work<A: Answers>(
    shared: &Shared<A>,
    asked: Asked,
    coding: Option<Coding>,
    steps: &mut Steps,
) -> Result<Ready, Refused> {
    let come = Instant::now();
    let time = shared.limits.timeout;
    let deadline = time.and_then(|time| come.checked_add(time));
    let turn = come.checked_add(shared.limits.queue_time);
    let turn = deadline.into_iter().chain(turn).min();
    // The allocator may keep what is free: without work that could free more, one query goes on all the same.
    let over = shared.watch.is_over(|| shared.answers.relieve());
    if over && shared.gate.working() > 0 {
        let text = "the server has all the memory that it may: try again later";
        return Err(Refused::busy("resident", text));
    }
    let pass = match within(turn, shared.gate.enter()).await {
        Some(Some(pass)) => pass,
        Some(None) => {
            return Err(Refused::busy("queue", "too many requests wait already: try again later"));
        }
        None => {
            let text = "other requests took all the time that this one may wait: try again later";
            return Err(Refused::busy("queue_time", text));
        }
    };
    steps.wait = come.elapsed();
    let (answers, asking, memory) =
        (Arc::clone(&shared.answers), asked.clone(), shared.memory.clone());
    let task = Task(shared.workers.spawn(async move {
        // Held by the task itself, so that it is given back when the work has ended and no earlier.
        let _pass = pass;
        answered(&*answers, &asking, coding, &memory).await
    }));
    let begun = Instant::now();
    match within(deadline, task).await {
        Some(Ok(Some((ready, answer, write)))) => {
            (steps.answer, steps.write) = (answer, write);
            Ok(ready)
        }
        Some(Ok(None)) => Err(Refused::full()),
        Some(Err(failure)) => {
            let how = if failure.is_panic() { "panicked" } else { "was stopped" };
            shared.answers.report(&format!("500 {}: the query {how}", asked.shortened()));
            let text = "the query failed; the server's log tells more";
            Err(Refused::new("failed", 500, "Internal error.", text))
        }
        None => {
            let after = begun.elapsed().as_secs_f64();
            shared
                .answers
                .report(&format!("504 {}: stopped after {after:.1} s", asked.shortened()));
            let seconds = time.unwrap_or_default().as_secs_f64();
            let text = format!("the answer took longer than {seconds} s, and was stopped");
            Err(Refused::new("timeout", 504, "Gateway timeout.", &text))
        }
    }
}

/// The answer in memory that it is accounted for in, and what it and its encoding took; `None` where memory lacks.
async fn answered<A: Answers>(
    answers: &A,
    asked: &Asked,
    coding: Option<Coding>,
    memory: &Memory,
) -> Option<(Ready, Duration, Duration)> {
    let begun = Instant::now();
    let reply = answers.answer(asked).await;
    let answer = begun.elapsed();
    let ready = ready(reply, coding, memory).await?;
    Some((ready, answer, begun.elapsed() - answer))
}

/// A reply encoded, in memory that it is accounted for in; `None` where memory lacks.
pub(crate) async fn ready(
    mut reply: Reply,
    coding: Option<Coding>,
    memory: &Memory,
) -> Option<Ready> {
    let mut held = memory.hold(reply.body.len())?;
    let varies = coding::compressible(reply.media);
    let mut encoded = None;
    if let Some(coding) = coding
        && let Some((bytes, memory)) = coding::encode(&reply, coding, memory).await
    {
        reply.body = bytes;
        held = memory;
        encoded = Some(coding);
    }
    Some(Ready { coding: encoded, varies, held: Some(held), ..Ready::of(reply) })
}

/// The output of a future, or `None` at the deadline.
async fn within<F: Future>(deadline: Option<Instant>, future: F) -> Option<F::Output> {
    match deadline {
        Some(deadline) => timeout_at(deadline, future).await.ok(),
        None => Some(future.await),
    }
}

/// A task that is aborted when nobody waits for it any more.
struct Task<T>(JoinHandle<T>);

impl<T> Future for Task<T> {
    type Output = Result<T, JoinError>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        Pin::new(&mut self.0).poll(cx)
    }
}

impl<T> Drop for Task<T> {
    fn drop(&mut self) {
        self.0.abort();
    }
}
