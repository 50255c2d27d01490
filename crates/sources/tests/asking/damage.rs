//! Damage that a request or a record may have taken on its way.

use crate::numbers::Numbers;

/// The request with one to four stretches of it dropped, written twice, or pieces of others put in.
pub(crate) fn request(seed: &str, pieces: &[&str], numbers: &mut Numbers) -> String {
    let mut text: Vec<char> = seed.chars().collect();
    for _ in 0..=numbers.below(4) {
        let at = numbers.below(text.len() + 1);
        match numbers.below(3) {
            0 => drop(text.drain(at..(at + numbers.below(6)).min(text.len()))),
            1 => {
                let piece = pieces[numbers.below(pieces.len())];
                text.splice(at..at, piece.chars());
            }
            _ => {
                let from = numbers.below(text.len() + 1).min(at);
                let copy: Vec<char> = text[from..at].to_vec();
                text.splice(at..at, copy);
            }
        }
    }
    text.into_iter().collect()
}

/// The record with one to three bytes changed, removed, put in or cut off.
pub(crate) fn record(seed: &str, numbers: &mut Numbers) -> Vec<u8> {
    let alphabet = br#"{}[]:,"\0123456789eE+-.tfnulrasZ/ "#;
    let mut record = seed.as_bytes().to_vec();
    for _ in 0..=numbers.below(3) {
        let at = numbers.below(record.len());
        match numbers.below(4) {
            0 => record[at] = alphabet[numbers.below(alphabet.len())],
            1 => drop(record.remove(at)),
            2 => record.insert(at, numbers.below(256) as u8),
            _ => record.truncate(record.len() - numbers.below(3)),
        }
    }
    record
}
