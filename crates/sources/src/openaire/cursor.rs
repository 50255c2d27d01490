//! The service's own tokens: base64 of a list of sort values in Solr's binary form, the record's id first:
//! <https://solr.apache.org/guide/solr/latest/query-guide/pagination-of-results.html>.

use base64::{Engine as _, alphabet, engine::DecodePaddingMode, engine::general_purpose};

const LONGEST: usize = 4 * 1024;
const FORM: u8 = 2;
/// The upper three bits of a tag: what follows; the lower five: its length, or that this follows too.
const TAG: u8 = 0b1110_0000;
const LIST: u8 = 0b1000_0000;
const TEXT: u8 = 0b0010_0000;
const SHORT: u8 = 0b0001_1111;

/// The id in a token; `None` if it is not one of the service. The values behind it are those of the scores and sort
/// keys, which decide nothing once the id has.
pub(super) fn decode(token: &str) -> Option<String> {
    if token.len() > LONGEST {
        return None;
    }
    const FORGIVING: general_purpose::GeneralPurposeConfig =
        general_purpose::GeneralPurposeConfig::new()
            .with_decode_padding_mode(DecodePaddingMode::Indifferent);
    let engine = general_purpose::GeneralPurpose::new(&alphabet::STANDARD, FORGIVING);
    // A `+` that was not escaped has become a space.
    let bytes = engine.decode(token.replace(' ', "+")).ok()?;
    let rest = bytes.strip_prefix(&[FORM])?;
    let (values, rest) = tagged(rest, LIST)?;
    if values == 0 {
        return None;
    }
    let (length, rest) = tagged(rest, TEXT)?;
    let id = std::str::from_utf8(rest.get(..length)?).ok()?;
    let shaped = id.len() > 14 && id.get(12..14) == Some("::");
    shaped.then(|| id.to_owned())
}

/// A length behind a tag of this sort, and the bytes after it.
fn tagged(bytes: &[u8], sort: u8) -> Option<(usize, &[u8])> {
    let (tag, mut rest) = bytes.split_first()?;
    if tag & TAG != sort {
        return None;
    }
    let mut length = usize::from(tag & SHORT);
    if tag & SHORT == SHORT {
        let mut shift = 0;
        loop {
            let (byte, after) = rest.split_first()?;
            rest = after;
            length = length.checked_add(usize::from(byte & 0x7f).checked_shl(shift)?)?;
            if byte & 0x80 == 0 {
                break;
            }
            shift += 7;
            if shift > 14 {
                return None;
            }
        }
    }
    Some((length, rest))
}
