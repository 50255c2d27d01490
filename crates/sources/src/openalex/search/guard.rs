//! Patterns that the API refuses, in its words.

use serapeum_model::BadRequest;

use super::{Asked, shape::is_word};

/// Letters that must stand before a `*`.
const BEFORE: usize = 3;
/// The same in a phrase with two patterns.
const BEFORE_TWO: usize = 4;
const MOST_IN_PHRASE: usize = 2;
/// Only protects servers: more long phrases than this, each longer than that.
const LONG_PHRASES: usize = 3;
const LONG: usize = 80;

/// Refuses what the API does.
pub(super) fn check(asked: Asked<'_>, text: &str) -> Result<(), BadRequest> {
    let pieces: Vec<&str> = text.split('"').collect();
    // Behind the first quote every second piece is inside of quotes.
    for (at, piece) in pieces.iter().enumerate() {
        let quoted = at % 2 == 1 && at + 1 < pieces.len();
        if quoted {
            phrase(asked, piece)?;
        } else {
            for word in piece.split([' ', '(', ')']) {
                pattern(asked, word, BEFORE)?;
            }
        }
    }
    let long = pieces.iter().skip(1).step_by(2).filter(|piece| piece.chars().count() > LONG);
    if asked.strict && long.count() > LONG_PHRASES && text.contains(" OR ") {
        let text = format!(
            "This search combines more than {LONG_PHRASES} long quoted phrases (>{LONG} chars each) with OR."
        );
        return Err(asked.refused(text));
    }
    Ok(())
}

fn phrase(asked: Asked<'_>, inside: &str) -> Result<(), BadRequest> {
    let count = inside.matches(['*', '?']).count();
    if count == 0 || !inside.contains(' ') {
        return Ok(());
    }
    if count > MOST_IN_PHRASE {
        let text = format!(
            "At most {MOST_IN_PHRASE} wildcards (* or ?) are allowed in one phrase or proximity search; \
             this has {count}."
        );
        return Err(asked.refused(text));
    }
    let before = if count == MOST_IN_PHRASE { BEFORE_TWO } else { BEFORE };
    inside.split(' ').try_for_each(|word| pattern(asked, word, before))
}

/// Refuses a word with `*` or `?` that is too open, or where words are compared by stem.
fn pattern(asked: Asked<'_>, word: &str, least: usize) -> Result<(), BadRequest> {
    let word = word.trim_start_matches(['+', '-']);
    if !word.contains(['*', '?']) || !word.contains(is_word) {
        return Ok(());
    }
    if word.starts_with(['*', '?']) {
        let text = format!(
            "Leading wildcards are not supported (too expensive): \"{word}\". Anchor the wildcard with at \
             least {BEFORE} leading characters, e.g. cycle*."
        );
        return Err(asked.refused(text));
    }
    let before = word.split('*').next().unwrap_or_default().chars().count();
    if word.contains('*') && before < least {
        let text = format!(
            "A * wildcard needs at least {least} leading characters: \"{word}\". Add characters before the *, \
             e.g. {}*.",
            if least == BEFORE { "abc" } else { "abcd" }
        );
        return Err(asked.refused(text));
    }
    if !asked.is_stemmed() {
        return Ok(());
    }
    const WHY: &str = "is stemmed, so the literal text before the wildcard is removed when the work is \
                       indexed and the search returns wrong results.";
    let (name, filter) = (asked.name, asked.filter);
    Err(asked.refused(if asked.is_parameter() {
        format!(
            "Wildcards (* or ?) require exact (no-stem) search. The default search {WHY} Use the {name}.exact= \
             parameter instead (or the {filter}.exact filter), e.g. {name}.exact=mach*."
        )
    } else {
        format!(
            "Wildcards (* or ?) require the exact (no-stem) field. \"{name}\" {WHY} Use \"{name}.exact\" instead, \
             e.g. {name}.exact:mach*."
        )
    }))
}
