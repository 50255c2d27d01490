//! Abstracts, which are told as words with their positions:
//! <https://docs.openalex.org/api-entities/works/work-object#abstract_inverted_index>.

use std::borrow::Cow;

use serapeum_model::json::Scanner;

use super::inside;

/// The member that the index is, where it stands in an object beside its length.
const WRAPPER: &str = "InvertedIndex";
/// No abstract has so many words; a record that claims more has none.
const MOST_WORDS: usize = 1_000_000;
/// The longest text, in bytes. A long word at many positions makes one that is far longer than its record.
const LONGEST: usize = 16 << 20;

/// The index alone. Some snapshots have it as JSON in a string, some in an object beside its length.
pub(super) fn index(value: &str) -> Cow<'_, str> {
    if !value.starts_with('"') {
        return Cow::Borrowed(unwrapped(value));
    }
    let mut text = String::new();
    let mut scanner = Scanner::new(value);
    scanner.bump();
    let decoded = scanner.string().is_ok_and(|inside| inside.decode(&mut text));
    let mut scanner = Scanner::new(&text);
    let object = scanner.peek() == b'{' && scanner.skip().and_then(|()| scanner.end()).is_ok();
    let index = if decoded && object { unwrapped(text.trim()) } else { "null" };
    Cow::Owned(index.to_owned())
}

/// What is in the wrapper; where there is none, the value itself.
fn unwrapped(value: &str) -> &str {
    let mut found = value;
    if value.contains(WRAPPER) {
        // A word of an abstract has a list, the wrapper an object.
        inside::members(value, |name, member| {
            if name.raw() == WRAPPER && member.starts_with('{') {
                found = member;
            }
        })
        .ok();
    }
    found
}

/// The words in order, as a JSON string; a gap between positions is one space. Of two words at a position both stand
/// there. Positions that are no whole numbers from zero on are passed over.
pub(super) fn text(value: &str) -> Option<String> {
    let index = index(value);
    let mut words: Vec<(u64, &str)> = Vec::new();
    let mut length = 0;
    inside::members(&index, |word, positions| {
        let place = |position: &str| {
            let Ok(position) = position.parse() else { return };
            length += word.raw().len() + 1;
            if words.len() <= MOST_WORDS && length <= LONGEST && !word.raw().is_empty() {
                words.push((position, word.raw()));
            }
        };
        inside::elements(positions, place).ok();
    })
    .ok()?;
    if words.is_empty() || words.len() > MOST_WORDS || length > LONGEST {
        return None;
    }
    words.sort_by_key(|(position, _)| *position);
    words.dedup();
    let words: Vec<&str> = words.into_iter().map(|(_, word)| word).collect();
    Some(format!("\"{}\"", words.join(" ")))
}

/// The words in order.
pub(crate) fn plain(value: &str) -> Option<String> {
    let json = text(value)?;
    let mut scanner = Scanner::new(&json);
    scanner.bump();
    let mut words = String::new();
    scanner.string().is_ok_and(|inside| inside.decode(&mut words)).then_some(words)
}
