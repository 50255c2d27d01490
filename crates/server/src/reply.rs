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
        ACCESS_CONTROL_ALLOW_ORIGIN, ACCESS_CONTROL_EXPOSE_HEADERS, ALLOW, CACHE_CONTROL,
        CONTENT_ENCODING, CONTENT_TYPE, ETAG, HeaderMap, HeaderName, HeaderValue, RETRY_AFTER,
        VARY,
    },
};
use serapeum_model::Reply;

use crate::{Offered, coding::Coding, memory::Held, visit::Visit};

pub(crate) const METHODS: &str = "GET, HEAD, POST, OPTIONS";

/// How much is handed to a connection at once; the rest waits here, and its memory stays accounted for.
const SLICE: usize = 64 << 10;

/// An error that is not an API's own, in JSON of the usual form.
pub fn error(status: u16, error: &str, message: &str) -> Reply {
    let body = serde_json::json!({ "error": error, "message": message });
    Reply::json(status, body.to_string().into_bytes())
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

/// The answer to OPTIONS: everyone may ask.
pub(crate) fn options() -> Reply {
    let headers = [
        ("allow", METHODS),
        ("access-control-allow-methods", METHODS),
        // `*` does not include this one.
        ("access-control-allow-headers", "Authorization, *"),
        ("access-control-max-age", "86400"),
    ];
    let headers = headers.into_iter().map(|(name, value)| (name, value.to_owned())).collect();
    Reply { headers, ..Reply::text(204, "") }
}

/// A reply with what HTTP has to know of it.
#[derive(Debug)]
pub(crate) struct Ready {
    pub(crate) reply: Reply,
    /// The memory of its body.
    pub(crate) held: Option<Held>,
    /// What the body is encoded with.
    pub(crate) coding: Option<Coding>,
    /// Whether another client might get it encoded otherwise.
    pub(crate) varies: bool,
    /// The answer's name.
    pub(crate) tag: Option<String>,
}

impl Ready {
    /// A reply as it is; its body is small.
    pub(crate) fn of(reply: Reply) -> Ready {
        Ready { reply, held: None, coding: None, varies: false, tag: None }
    }

    /// The client has the answer of this name already.
    pub(crate) fn unchanged(tag: String) -> Ready {
        Ready { varies: true, tag: Some(tag), ..Ready::of(Reply::text(304, "")) }
    }

    /// Whether the same answer will come again.
    pub(crate) fn can_be_named(&self) -> bool {
        self.reply.status == 200
            && !self
                .reply
                .headers
                .iter()
                .any(|(name, _)| name.eq_ignore_ascii_case("cache-control"))
    }
}

/// A response that tells what is known of a request when its first byte is sent.
pub(crate) fn respond(ready: Ready, mut visit: Visit) -> Response<Slices> {
    let Ready { reply, held, coding, varies, tag } = ready;
    let status = StatusCode::from_u16(reply.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut headers = HeaderMap::new();
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    if !matches!(reply.status, 204 | 304) {
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(reply.media));
    }
    for (name, value) in reply.headers {
        if let (Ok(name), Ok(value)) = (HeaderName::try_from(name), HeaderValue::try_from(value)) {
            headers.insert(name, value);
        }
    }
    for (name, value) in [
        (ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
        (ACCESS_CONTROL_EXPOSE_HEADERS, "*"),
        (HeaderName::from_static("timing-allow-origin"), "*"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if let Some(coding) = coding {
        headers.insert(CONTENT_ENCODING, HeaderValue::from_static(coding.name()));
    }
    if varies {
        headers.append(VARY, HeaderValue::from_static("Accept-Encoding"));
    }
    if let Some(tag) = tag.and_then(|tag| HeaderValue::try_from(tag).ok()) {
        headers.insert(ETAG, tag);
    }
    match reply.status {
        405 => drop(headers.insert(ALLOW, HeaderValue::from_static(METHODS))),
        503 => drop(headers.insert(RETRY_AFTER, HeaderValue::from_static("1"))),
        _ => {}
    }
    if let Ok(steps) = HeaderValue::try_from(visit.steps.told()) {
        headers.insert(HeaderName::from_static("server-timing"), steps);
    }
    visit.status = Some(status.as_u16());
    let mut response = Response::new(Slices { rest: reply.body.into(), visit, _held: held });
    *response.status_mut() = status;
    *response.headers_mut() = headers;
    response
}

/// A body that is sent in slices, as the client reads them.
#[derive(Debug)]
pub(crate) struct Slices {
    rest: Bytes,
    visit: Visit,
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
        self.visit.sent += next as u64;
        Poll::Ready(Some(Ok(Frame::data(self.rest.split_to(next)))))
    }

    fn is_end_stream(&self) -> bool {
        self.rest.is_empty()
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.rest.len() as u64)
    }
}
