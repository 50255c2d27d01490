//! Replies as HTTP responses.

use std::{
    convert::Infallible,
    pin::Pin,
    task::{Context, Poll},
};

use hyper::{
    Response, StatusCode,
    body::{Body, Bytes, Frame, SizeHint},
    header::{
        ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_ALLOW_ORIGIN,
        ACCESS_CONTROL_EXPOSE_HEADERS, ACCESS_CONTROL_MAX_AGE, ALLOW, CONTENT_TYPE, HeaderValue,
        RETRY_AFTER,
    },
};
use serapeum_model::Reply;

use crate::{
    Offered,
    memory::{Held, Memory},
};

pub(crate) const METHODS: &str = "GET, HEAD, POST, OPTIONS";

/// How much is handed to a connection at once; the rest waits here, and its memory stays accounted for.
const SLICE: usize = 64 << 10;

/// An error that is not an API's own, in JSON of the usual form.
pub fn error(status: u16, error: &str, message: &str) -> Reply {
    let body = serde_json::json!({ "error": error, "message": message });
    Reply::json(status, body.to_string().into_bytes())
}

/// More memory would be needed than there is.
pub(crate) fn full() -> Reply {
    error(503, "Service unavailable.", "too many bodies and answers are on their way: try again")
}

/// The sources there are, and what one can ask of each.
pub(crate) fn listing(sources: &[Offered]) -> Reply {
    let sources: Vec<_> = sources
        .iter()
        .map(|source| {
            let examples =
                source.entities.iter().map(|entity| format!("/{}/{entity}", source.name));
            serde_json::json!({
                "name": source.name,
                "entities": source.entities,
                "examples": examples.collect::<Vec<_>>(),
            })
        })
        .collect();
    let body = serde_json::json!({
        "name": "serapeum",
        "version": env!("CARGO_PKG_VERSION"),
        "sources": sources,
    });
    Reply::json(200, body.to_string().into_bytes())
}

/// No source has this name.
pub(crate) fn unknown(sources: &[Offered], name: &str) -> Reply {
    let names: Vec<&str> = sources.iter().map(|source| source.name.as_str()).collect();
    let meant = match serapeum_model::nearest(name, names.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "a path is /SOURCE/ENTITY.".to_owned(),
    };
    let text = format!("no source `{name}`; {meant} The sources are: {}", names.join(", "));
    error(404, "Not found.", &text)
}

/// A response with a reply's status, media type and body.
pub(crate) fn respond(reply: Reply, memory: &Memory) -> Response<Slices> {
    let Some(held) = memory.hold(reply.body.len()) else { return respond_held(full(), None) };
    respond_held(reply, Some(held))
}

fn respond_held(reply: Reply, held: Option<Held>) -> Response<Slices> {
    let mut response = Response::new(Slices { rest: reply.body.into(), _held: held });
    *response.status_mut() =
        StatusCode::from_u16(reply.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(reply.media));
    for (name, value) in reply.headers {
        if let Ok(value) = HeaderValue::try_from(value) {
            headers.insert(name, value);
        }
    }
    headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    match reply.status {
        405 => drop(headers.insert(ALLOW, HeaderValue::from_static(METHODS))),
        503 => {
            headers.insert(RETRY_AFTER, HeaderValue::from_static("1"));
            headers.insert(ACCESS_CONTROL_EXPOSE_HEADERS, HeaderValue::from_static("Retry-After"));
        }
        _ => {}
    }
    response
}

/// The answer to OPTIONS: everyone may ask.
pub(crate) fn options() -> Response<Slices> {
    let mut response = Response::new(Slices { rest: Bytes::new(), _held: None });
    *response.status_mut() = StatusCode::NO_CONTENT;
    let headers = response.headers_mut();
    for (name, value) in [
        (ALLOW, METHODS),
        (ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
        (ACCESS_CONTROL_ALLOW_METHODS, METHODS),
        // `*` does not include this one.
        (ACCESS_CONTROL_ALLOW_HEADERS, "Authorization, *"),
        (ACCESS_CONTROL_MAX_AGE, "86400"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    response
}

/// A body that is sent in slices, as the client reads them.
#[derive(Debug)]
pub(crate) struct Slices {
    rest: Bytes,
    _held: Option<Held>,
}

impl Body for Slices {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        if self.rest.is_empty() {
            return Poll::Ready(None);
        }
        let next = self.rest.len().min(SLICE);
        Poll::Ready(Some(Ok(Frame::data(self.rest.split_to(next)))))
    }

    fn is_end_stream(&self) -> bool {
        self.rest.is_empty()
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.rest.len() as u64)
    }
}
