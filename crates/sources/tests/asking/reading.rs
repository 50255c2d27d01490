//! Requests as they stand behind an API's host.

use serapeum_model::{BadRequest, Params, Request, Source};

pub(crate) fn read(source: &Source, text: &str, strict: bool) -> Result<Request, BadRequest> {
    let (path, query) = text.split_once('?').unwrap_or((text, ""));
    let path = percent_encoding::percent_decode_str(path).decode_utf8_lossy();
    source.dialect.read(&path, &Params::parse(query), strict)
}
