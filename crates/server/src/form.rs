//! Parameters in the body of a POST: for filters that no URL can hold.

use http_body_util::BodyExt as _;
use hyper::{
    Request,
    body::{Body as _, Incoming},
    header::{CONTENT_ENCODING, CONTENT_TYPE},
};
use tokio::time::timeout;

use crate::{
    Limits,
    memory::{Held, Memory},
    refused::Refused,
};

const FORM: &str = "application/x-www-form-urlencoded";

/// Reads the parameters in a request's body, and holds their memory.
pub(crate) async fn read(
    request: Request<Incoming>,
    limits: &Limits,
    memory: &Memory,
) -> Result<(String, Vec<Held>), Refused> {
    let media = request.headers().get(CONTENT_TYPE).and_then(|media| media.to_str().ok());
    let media = media.unwrap_or_default().split(';').next().unwrap_or_default().trim();
    let encoded = request.headers().contains_key(CONTENT_ENCODING);
    if !media.eq_ignore_ascii_case(FORM) || encoded {
        let text = format!("a POST has its parameters in a body of the type {FORM}, not encoded");
        return Err(Refused::new("media", 415, "Unsupported media type.", &text));
    }
    let body = request.into_body();
    if body.size_hint().lower() > limits.body as u64 {
        return Err(too_large(limits));
    }
    match timeout(limits.body_time, collect(body, limits, memory)).await {
        Ok(read) => read,
        Err(_) => {
            let text = "the body did not come in time";
            Err(Refused::new("body_time", 408, "Request timeout.", text))
        }
    }
}

async fn collect(
    mut body: Incoming,
    limits: &Limits,
    memory: &Memory,
) -> Result<(String, Vec<Held>), Refused> {
    let mut bytes = Vec::new();
    let mut held = Vec::new();
    while let Some(frame) = body.frame().await {
        let broken = |_| bad("the body is cut off or badly framed");
        let Ok(data) = frame.map_err(broken)?.into_data() else { continue };
        if bytes.len() + data.len() > limits.body {
            return Err(too_large(limits));
        }
        // In larger steps as the body grows, as the vector does.
        if bytes.len() + data.len() > bytes.capacity() {
            let more = bytes.len().max(data.len());
            held.push(memory.hold(more).ok_or_else(Refused::full)?);
            bytes.reserve_exact(more);
        }
        bytes.extend_from_slice(&data);
    }
    let text = String::from_utf8(bytes);
    let text = text.map_err(|_| bad("the body is not UTF-8"))?;
    Ok((text, held))
}

fn too_large(limits: &Limits) -> Refused {
    let text = format!("a body may have {} bytes", limits.body);
    Refused::new("body", 413, "Content too large.", &text)
}

fn bad(text: &str) -> Refused {
    Refused::new("body_form", 400, "Bad request.", text)
}
