//! One request: from its head to a response.

use std::{net::SocketAddr, panic::AssertUnwindSafe, sync::Arc};

use futures::FutureExt as _;
use hyper::{Method, Request, Response, body::Incoming};
use serapeum_model::Reply;

use crate::{
    Answers, Asked, Offered, base,
    coding::Coding,
    etag, form,
    idle::Seat,
    metrics::Now,
    refused::Refused,
    reply::{self, METHODS, Ready, Slices},
    route::{Route, route},
    visit::Visit,
    work::{Shared, ready, work},
};

/// Both ends of a connection.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Ends {
    pub(crate) client: SocketAddr,
    pub(crate) local: SocketAddr,
}

/// Answers a request. Dropping the future stops the query.
pub(crate) async fn handle<A: Answers>(
    shared: &Shared<A>,
    ends: Ends,
    seat: &Arc<Seat>,
    request: Request<Incoming>,
) -> Response<Slices> {
    let mut visit = Visit::begin(&shared.books, seat, ends.client, &request);
    let outcome = AssertUnwindSafe(answer(shared, ends, &mut visit, request)).catch_unwind().await;
    let ready = match outcome {
        Ok(Ok(ready)) => ready,
        Ok(Err(refused)) => {
            shared.books.metrics.refused(refused.reason);
            Ready::of(refused.reply)
        }
        Err(_) => {
            shared.answers.report("500: a handler panicked");
            let text = "the server failed; its log tells more";
            Ready::of(reply::error(500, "Internal error.", text))
        }
    };
    reply::respond(ready, visit)
}

async fn answer<A: Answers>(
    shared: &Shared<A>,
    ends: Ends,
    visit: &mut Visit,
    request: Request<Incoming>,
) -> Result<Ready, Refused> {
    shared.hosts.check(&request, ends.local.ip()).map_err(Refused::foreign)?;
    let post = match *request.method() {
        Method::OPTIONS => return Ok(Ready::of(reply::options())),
        Method::GET | Method::HEAD => false,
        Method::POST => true,
        _ => {
            let text = format!("{} is not among {METHODS}", request.method());
            return Err(Refused::new("method", 405, "Method not allowed.", &text));
        }
    };
    let uri = request.uri().clone();
    match uri.path() {
        "/healthz" => {
            "healthz".clone_into(&mut visit.route);
            return Ok(Ready::of(Reply::text(200, "ok\n")));
        }
        "/metrics" => {
            "metrics".clone_into(&mut visit.route);
            return Ok(Ready::of(measured(shared)));
        }
        _ => {}
    }
    if let Some(source) = described(uri.path()) {
        return written(shared, source, Coding::accepted(request.headers()), visit).await;
    }
    let sources = shared.answers.sources();
    let (source, path) = match route(&sources, uri.path()) {
        Route::Root => return Ok(listed(visit, &sources)),
        Route::Source(source) => return Ok(listed(visit, std::slice::from_ref(source))),
        Route::Unknown(name) => return Ok(Ready::of(reply::unknown(&sources, name))),
        Route::Below(source, path) => (source.name.clone(), path.to_owned()),
    };
    source.clone_into(&mut visit.route);
    visit.asks = true;
    let base = base::of(&request).map(|server| format!("{server}/{source}"));
    let query = uri.query().unwrap_or_default().to_owned();
    let mut asked = Asked { source, path, query, base };
    let coding = Coding::accepted(request.headers());
    let (mut tag, mut held) = (None, Vec::new());
    if post {
        let (more, memory) = form::read(request, &shared.limits, &shared.memory).await?;
        held = memory;
        if !asked.query.is_empty() && !more.is_empty() {
            asked.query.push('&');
        }
        asked.query.push_str(&more);
    } else {
        visit.steps.read = visit.took();
        tag = shared.answers.version().map(|version| etag::tag(&version, &asked));
        if let Some(tag) = tag.as_ref().filter(|tag| etag::known(request.headers(), tag)) {
            return Ok(Ready::unchanged(tag.clone()));
        }
    }
    visit.steps.read = visit.took();
    let mut ready = work(shared, asked, coding, &mut visit.steps).await?;
    drop(held);
    ready.tag = tag.filter(|_| ready.can_be_named());
    Ok(ready)
}

/// The source whose description a path asks for; `Some(None)` is that of all.
fn described(path: &str) -> Option<Option<String>> {
    let source = path.trim_start_matches('/').strip_suffix("openapi.json")?;
    match source.split_once('/') {
        None => source.is_empty().then_some(None),
        Some((source, rest)) => rest.is_empty().then(|| Some(source.to_owned())),
    }
}

/// The description of what is answered, written by a worker: it is long.
async fn written<A: Answers>(
    shared: &Shared<A>,
    source: Option<String>,
    coding: Option<Coding>,
    visit: &mut Visit,
) -> Result<Ready, Refused> {
    "openapi".clone_into(&mut visit.route);
    let (answers, memory) = (Arc::clone(&shared.answers), shared.memory.clone());
    let described = Arc::clone(&shared.described);
    let writing = shared.workers.spawn(async move {
        let reply = match described.text(&*answers, source) {
            Some(text) => Reply::json(200, text.as_bytes().to_vec()),
            None => reply::error(404, "Not found.", "there is no description of this"),
        };
        ready(reply, coding, &memory).await
    });
    match writing.await {
        Ok(Some(ready)) => Ok(ready),
        Ok(None) => Err(Refused::full()),
        Err(_) => Err(Refused::new("failed", 500, "Internal error.", "the description failed")),
    }
}

/// The list of sources.
fn listed(visit: &mut Visit, sources: &[Offered]) -> Ready {
    "sources".clone_into(&mut visit.route);
    Ready::of(reply::listing(sources))
}

/// The counters.
fn measured<A: Answers>(shared: &Shared<A>) -> Reply {
    let now = Now {
        working: shared.gate.working(),
        waiting: shared.gate.waiting(),
        held: shared.memory.held(),
        lost: shared.books.log.as_ref().map_or(0, |log| log.lost()),
        most: shared.watch.most(),
        relieved: shared.watch.relieved(),
    };
    let text = shared.books.metrics.text(&now, shared.answers.version().as_deref());
    Reply { media: "text/plain; version=0.0.4; charset=utf-8", ..Reply::text(200, text) }
}
