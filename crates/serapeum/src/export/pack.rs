//! Compression in pieces that can follow one another: members of gzip, frames of zstd.

use std::io::{self, Write as _};

use super::Compression;

/// The level of zstd: 3 is its own default.
const ZSTD_LEVEL: i32 = 3;

/// A text, compressed.
pub(super) fn packed(text: Vec<u8>, compression: Compression) -> io::Result<Vec<u8>> {
    match compression {
        Compression::None => Ok(text),
        Compression::Gzip => {
            let into = Vec::with_capacity(text.len() / 4);
            let mut member = flate2::write::GzEncoder::new(into, flate2::Compression::default());
            member.write_all(&text)?;
            member.finish()
        }
        Compression::Zstd => zstd::stream::encode_all(text.as_slice(), ZSTD_LEVEL),
    }
}
