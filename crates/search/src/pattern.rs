//! Words like a pattern: `*` stands for any characters, `?` for one.

use std::io;

use tantivy::{InvertedIndexReader, postings::TermInfo};

/// The words of an index that are like a pattern.
pub(crate) fn terms(inverted: &InvertedIndexReader, pattern: &str) -> io::Result<Vec<TermInfo>> {
    let literal = pattern.find(['*', '?']).unwrap_or(pattern.len());
    let prefix = pattern.get(..literal).unwrap_or_default().as_bytes();
    let characters: Vec<char> = pattern.chars().collect();
    let mut stream = inverted.terms().range().ge(prefix).into_stream()?;
    let mut terms = Vec::new();
    while stream.advance() {
        if !stream.key().starts_with(prefix) {
            break;
        }
        if std::str::from_utf8(stream.key()).is_ok_and(|word| is_like(word, &characters)) {
            terms.push(stream.value().clone());
        }
    }
    Ok(terms)
}

/// Whether a word is like a pattern.
pub(crate) fn is_like(word: &str, pattern: &[char]) -> bool {
    let word: Vec<char> = word.chars().collect();
    let (mut at, mut next) = (0, 0);
    // Where the last `*` is, and up to where of the word it stands for.
    let mut star: Option<(usize, usize)> = None;
    while at < word.len() {
        match pattern.get(next) {
            Some('*') => {
                star = Some((next, at));
                next += 1;
            }
            Some(c) if *c == '?' || Some(c) == word.get(at) => {
                at += 1;
                next += 1;
            }
            _ => match &mut star {
                Some((place, upto)) => {
                    *upto += 1;
                    (at, next) = (*upto, *place + 1);
                }
                None => return false,
            },
        }
    }
    pattern.iter().skip(next).all(|c| *c == '*')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns() {
        let like = |word, pattern: &str| is_like(word, &pattern.chars().collect::<Vec<_>>());
        assert!(like("machine", "mach*") && like("machine", "m?chin*e") && like("", "*"));
        assert!(like("über", "?ber") && like("aXbXc", "a*b*c") && like("abab", "*ab"));
        assert!(!like("machine", "mach") && !like("ab", "ab?") && !like("abac", "*ab"));
    }
}
