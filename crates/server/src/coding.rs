//! Bodies in fewer bytes, where the client takes them and it is worth the work.

use std::io::{self, Write};

use flate2::{Compression, write::GzEncoder};
use hyper::header::{ACCEPT_ENCODING, HeaderMap};
use serapeum_model::Reply;
use tokio::task::yield_now;
use zstd::stream::write::Encoder;

use crate::memory::{Held, Memory};

/// Bodies up to this many bytes are sent as they are.
const SMALL: usize = 1_000;

/// How much is encoded before others get a turn.
const PIECE: usize = 256 << 10;

/// What a body may be encoded with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Coding {
    Zstd,
    Gzip,
}

impl Coding {
    /// As `Content-Encoding` has it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Coding::Zstd => "zstd",
            Coding::Gzip => "gzip",
        }
    }

    /// What the client likes best; of equals, what is cheapest for both. `None`: as it is.
    pub(crate) fn accepted(headers: &HeaderMap) -> Option<Coding> {
        let lines = headers.get_all(ACCEPT_ENCODING).iter().filter_map(|line| line.to_str().ok());
        let (mut zstd, mut gzip, mut identity, mut others) = (None, None, None, None);
        for choice in lines.flat_map(|line| line.split(',')) {
            let (name, parameters) = choice.split_once(';').unwrap_or((choice, ""));
            let liked = Some(quality(parameters));
            match name.trim().to_ascii_lowercase().as_str() {
                "zstd" => zstd = liked,
                "gzip" | "x-gzip" => gzip = liked,
                "identity" => identity = liked,
                "*" => others = liked,
                _ => {}
            }
        }
        let (zstd, gzip) = (zstd.or(others).unwrap_or(0), gzip.or(others).unwrap_or(0));
        let (best, coding) = if zstd >= gzip { (zstd, Coding::Zstd) } else { (gzip, Coding::Gzip) };
        // Who does not name `identity` would rather have fewer bytes.
        (best > 0 && best >= identity.unwrap_or(0)).then_some(coding)
    }
}

/// A weight in thousandths; what is none counts as nothing.
fn quality(parameters: &str) -> u16 {
    let weight = parameters.split(';').find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        name.trim().eq_ignore_ascii_case("q").then(|| value.trim())
    });
    match weight.map(str::parse::<f32>) {
        None => 1_000,
        Some(Ok(weight)) if (0.0..=1.0).contains(&weight) => (weight * 1_000.0) as u16,
        Some(_) => 0,
    }
}

/// Whether bodies of a media type get smaller.
pub(crate) fn compressible(media: &str) -> bool {
    let media = media.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let kind = media.rsplit(['/', '+']).next().unwrap_or_default();
    media.starts_with("text/")
        || ["json", "xml", "javascript", "x-ndjson", "jsonl", "x-bibtex"].contains(&kind)
}

/// Encodes a reply's body, in the memory that is left; `None` where it stays as it is. Dropping the future stops.
pub(crate) async fn encode(
    reply: &Reply,
    coding: Coding,
    memory: &Memory,
) -> Option<(Vec<u8>, Held)> {
    let encoded =
        reply.headers.iter().any(|(name, _)| name.eq_ignore_ascii_case("content-encoding"));
    if reply.body.len() <= SMALL || encoded || !compressible(reply.media) {
        return None;
    }
    // What saves less than a quarter is not worth the client's work.
    let most = reply.body.len() / 4 * 3;
    let mut held = memory.hold(most)?;
    let bytes = match coding {
        Coding::Gzip => {
            let mut encoder = GzEncoder::new(Vec::with_capacity(most), Compression::new(4));
            feed(&mut encoder, &reply.body, |encoder| encoder.get_ref().len() <= most).await?;
            encoder.finish()
        }
        Coding::Zstd => {
            let mut encoder = Encoder::new(Vec::with_capacity(most), 3).ok()?;
            feed(&mut encoder, &reply.body, |encoder| encoder.get_ref().len() <= most).await?;
            encoder.finish()
        }
    };
    let mut bytes = bytes.ok().filter(|bytes| bytes.len() <= most)?;
    bytes.shrink_to_fit();
    held.shrink(bytes.len());
    Some((bytes, held))
}

/// Writes in pieces, as long as the outcome is small enough.
async fn feed<W: Write>(encoder: &mut W, body: &[u8], small: impl Fn(&W) -> bool) -> Option<()> {
    for piece in body.chunks(PIECE) {
        let written: io::Result<()> = encoder.write_all(piece);
        written.ok()?;
        if !small(encoder) {
            return None;
        }
        yield_now().await;
    }
    Some(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn the_best_liked_coding_is_taken() {
        let accepted = |text: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(ACCEPT_ENCODING, text.parse().unwrap());
            Coding::accepted(&headers).map(Coding::name)
        };
        for (text, expected) in [
            ("gzip, deflate, br, zstd", Some("zstd")),
            ("gzip, deflate", Some("gzip")),
            ("X-GZIP", Some("gzip")),
            ("zstd;q=0.5, gzip;q=0.8", Some("gzip")),
            ("zstd; q=0.001 , gzip;q=0", Some("zstd")),
            ("gzip;q=0.5, identity", None),
            ("gzip;q=0.5, identity;q=0.5", Some("gzip")),
            ("*", Some("zstd")),
            ("*, zstd;q=0", Some("gzip")),
            ("*;q=0", None),
            ("identity", None),
            ("br", None),
            ("", None),
            ("gzip;q=x", None),
            ("gzip;q=7", None),
            ("gzip;q=-1, zstd;q=NaN", None),
            (",,;;=,gzip", Some("gzip")),
        ] {
            assert_eq!(accepted(text), expected, "{text}");
        }
        assert_eq!(Coding::accepted(&HeaderMap::new()), None);
    }

    #[test]
    fn texts_are_compressible() {
        for media in ["application/json", "text/csv; charset=utf-8", "application/vnd.api+json"] {
            assert!(compressible(media), "{media}");
        }
        for media in ["image/png", "application/octet-stream", "application/zstd", ""] {
            assert!(!compressible(media), "{media}");
        }
    }
}
